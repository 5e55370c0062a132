"""Backups in files: made whole and checked by opening them, or not made; listed; taken away."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, Protocol

from j3032calc.domain.backups import Backup, Occasion
from j3032calc.domain.problems import Problem
from j3032calc.domain.problems.backup import BackupDamaged, BackupNotMade
from j3032calc.domain.problems.files import FileUnreadable
from j3032calc.domain.problems.log import LogNotWritten, LogUnusable
from j3032calc.storage.backup_file import part_of, read_about, unpack, write_backup
from j3032calc.storage.files import make_private_folder, reason_of, sync_folder
from j3032calc.storage.keys_file import FILE as KEYS
from j3032calc.storage.keys_file import log_id_in, read_keys
from j3032calc.storage.log_store import FILE as STORE
from j3032calc.storage.restoring import stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime

    from j3032calc.domain.entries import Head
    from j3032calc.services.ports import Clock
    from j3032calc.storage.paths import Places
    from j3032calc.storage.restoring import StagedRestore

_SUFFIX: Final = ".j3032backup"
_WORK: Final = "making-a-backup"


class Copied(Protocol):
    """A store that can be copied while it is in use, and that opens its own copies."""

    def copy_to(self, name: str) -> None:
        """Write an encrypted copy into a new file."""

    def check_copy(self, name: str) -> Head:
        """Open a copy, look at every page of it, and give the newest entry that it holds."""


class FileBackups:
    """The backups of one data folder's log: the automatic ones, and any file that a person names."""

    def __init__(self, places: Places, clock: Clock, app_version: str) -> None:
        self._places = places
        self._clock = clock
        self._app_version = app_version
        # The day's backup may be under way when somebody signs out.
        self._making = Lock()

    def make(self, store: Copied, occasion: Occasion, name: str | None = None) -> Backup:
        """Make a backup and check it by opening it. Whoever calls this holds the open log, and with it the only window.

        Args:
            store: what is backed up.
            occasion: why.
            name: the file that a person named; otherwise one with the date, in the folder of the backups.

        Raises:
            BackupNotMade: it could not be written, or did not open again; whatever was there is untouched.
        """
        made_at = self._clock.now()
        with self._making, _problems_of_making():
            target = self._new_name(occasion, made_at) if name is None else self._checked_name(name)
            with self._work_folder() as work:
                store.copy_to(str(work / STORE))
                head = store.check_copy(str(work / STORE))
                backup = Backup(
                    name=target.name,
                    log_id=self._log_id,
                    head=head,
                    made_at=made_at,
                    occasion=occasion,
                    app_version=self._app_version,
                )
                with part_of(target) as part:
                    write_backup(part, backup, work / STORE, self._places.data / KEYS)
                    part.flush()
                    os.fsync(part.fileno())
                    # Windows does not rename a file that is open.
                    part.close()
                    self._check(Path(part.name), store, head, work)
                    Path(part.name).replace(target)
                    sync_folder(target.parent)
        return backup

    @property
    def _log_id(self) -> str:
        return log_id_in(self._places.data)

    def _folder(self, occasion: Occasion) -> Path:
        # Those before a migration stand apart, so that nobody clearing up the others takes them away too.
        is_apart = occasion is Occasion.BEFORE_MIGRATION
        return self._places.backups / "before-migrations" if is_apart else self._places.backups

    def _new_name(self, occasion: Occasion, made_at: datetime) -> Path:
        folder = self._folder(occasion)
        make_private_folder(self._places.backups)
        make_private_folder(folder)
        name, number = f"{made_at:%Y-%m-%d-%H%M%S}", 1
        while (path := folder / f"{name}-{number}{_SUFFIX}").exists():
            number += 1
        return path

    def _checked_name(self, name: str) -> Path:
        """Let an older backup of this log be replaced, and nothing else."""
        path = Path(name)
        if path.is_dir():
            raise BackupNotMade("it is a folder")
        if path.exists():
            try:
                is_ours = read_about(path).log_id == self._log_id
            except Problem:
                is_ours = False
            if not is_ours:
                raise BackupNotMade("another file of that name is there")
        return path

    @contextmanager
    def _work_folder(self) -> Iterator[Path]:
        """Give a private folder for the copy; what a crash left in it last time goes."""
        work = self._places.data / _WORK
        shutil.rmtree(work, ignore_errors=True)
        make_private_folder(work)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def _check(self, path: Path, store: Copied, head: Head, work: Path) -> None:
        again = work / "again"
        make_private_folder(again)
        unpack(path, again)
        read_keys(again / KEYS)
        if read_about(path).head != head or store.check_copy(str(again / STORE)) != head:
            raise BackupDamaged(path.name)

    def kept(self) -> tuple[Backup, ...]:
        """Give the automatic backups of this log that can be read, oldest first."""
        found = []
        for path in self._places.backups.glob(f"*{_SUFFIX}"):
            try:
                about = read_about(path)
            except Problem:
                continue
            if about.log_id == self._log_id:
                found.append(about)
        return tuple(sorted(found, key=lambda one: one.made_at))

    def drop(self, backup: Backup) -> None:
        """Take an automatic backup away.

        Raises:
            BackupNotMade: the folder refuses.
        """
        with _problems_of_making():
            (self._places.backups / backup.name).unlink(missing_ok=True)

    def stage(self, name: str) -> AbstractContextManager[StagedRestore]:
        """Make a backup ready to be restored; see ``StagedRestore``."""
        return stage(self._places, Path(name), self._clock)


@contextmanager
def _problems_of_making() -> Iterator[None]:
    """Say of every refusal that the backup was not made, and why.

    Raises:
        BackupNotMade: always.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        raise BackupNotMade(reason_of(error)) from None
    except (FileUnreadable, LogNotWritten) as refused:
        raise BackupNotMade(refused.reason) from None
    except BackupDamaged:
        raise BackupNotMade("it did not open again") from None
    except LogUnusable:
        raise BackupNotMade("the log cannot be read") from None

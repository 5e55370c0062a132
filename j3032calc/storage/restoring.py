"""Putting a backup in the place of the log, so that a crash at any step leaves the old log or the new one.

Everything is made ready first: the files in ``restoring`` in the data folder, their anchor in ``restoring.part`` in the
folder of the log's anchor, the entry that signs the restore included. Then one step decides: ``restoring.part`` is
renamed to ``restoring``. Before it, the next start throws away what was made ready. From it on, the next start goes on
with the moves; each of them is either done or not, and the name that it moves from says which.

The step that decides is taken in the anchor's folder, because nobody who reaches the data folder alone must be able to
bring a restore about. For the same reason a decision without the files that belong to it is dropped at the next start:
those files could be put there later, when the log has gone on.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems.backup import BackupDamaged, BackupOfOtherLog
from j3032calc.domain.problems.files import FileUnreadable
from j3032calc.domain.problems.log import LogDamaged, LogInUse, LogKeyWrong, LogMissing, LogNotWritten, LogUnusable
from j3032calc.storage.anchor import Anchor, AnchorUnreadable
from j3032calc.storage.backup_file import read_about, unpack
from j3032calc.storage.files import make_private_folder, may_be_there, reason_of, sync_folder, write_whole
from j3032calc.storage.instance_lock import HeldElsewhere, InstanceLock
from j3032calc.storage.keys_file import FILE as KEYS
from j3032calc.storage.keys_file import read_keys
from j3032calc.storage.log_store import FILE as STORE
from j3032calc.storage.log_store import SqlStore
from j3032calc.storage.store_file import StoreFile
from j3032calc.storage.vault import FileVault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from j3032calc.domain.entries import Head
    from j3032calc.services.ports import Clock
    from j3032calc.storage.paths import Places
    from j3032calc.storage.sql_log import SqlLog
    from j3032calc.storage.sqlite import RawKey

_STAGING: Final = "restoring"
# A folder of this beginning, with the date behind it, takes up what the restore replaces.
_REPLACED: Final = "replaced-"
_PART: Final = "restoring.part"
_DECIDED: Final = "restoring"
_ANCHOR_FILES: Final = ("secret", "anchor")


@contextmanager
def _disk_problems() -> Iterator[None]:
    """Turn what the system says of a folder into a plain problem.

    Raises:
        LogNotWritten: always.
    """
    try:
        yield
    except OSError as error:
        raise LogNotWritten(reason_of(error)) from None
    except FileUnreadable as problem:
        raise LogNotWritten(problem.reason) from None


def settle(places: Places) -> None:
    """Finish or undo a restore that a crash broke off. Before anything else looks at the data folder.

    Raises:
        LogNotWritten: the disk refuses.
        LogDamaged: the file of the keys names no log.
    """
    if not may_be_there(places.data / _STAGING) and not _stray_decision(places):
        return
    try:
        lock = InstanceLock(places.data)
    except LogInUse:
        # Somebody is at it just now; opening the log says so.
        return
    try:
        _settle(places)
    finally:
        lock.release()


def _stray_decision(places: Places) -> bool:
    anchor = _anchor_folder(places)
    # Where nobody may look into the anchor's folder the log opens and says that it cannot be compared.
    return anchor is not None and os.access(anchor / _DECIDED, os.F_OK)


def _settle(places: Places) -> None:
    with _disk_problems():
        staging, anchor = places.data / _STAGING, _anchor_folder(places)
        is_decided = anchor is not None and (anchor / _DECIDED).exists()
        replaced = next(staging.glob(f"{_REPLACED}*"), None)
        # Files that were moved aside are never thrown away, even where the anchor's folder is gone by now.
        if replaced is not None and (is_decided or any(replaced.iterdir())):
            _move_files(places.data, staging, replaced)
            if anchor is not None and is_decided:
                _move_anchor(anchor)
        if replaced is not None and any(replaced.iterdir()):
            _name_replaced(places.data, replaced)
        for rest in (anchor and anchor / _DECIDED, anchor and anchor / _PART, staging):
            # The decision goes before the files: what is left of them is then thrown away the next time.
            if rest is not None and rest.exists():
                shutil.rmtree(rest)
                sync_folder(rest.parent)


def _anchor_folder(places: Places) -> Path | None:
    """Give the folder of the anchor that belongs to the log here or to the one that is made ready."""
    for keys in (places.data / _STAGING / KEYS, places.data / KEYS):
        with suppress(LogUnusable, FileUnreadable):
            return places.anchor_of(read_keys(keys).log_id)
    return None


def _move_files(data: Path, staging: Path, replaced: Path) -> None:
    if (staging / STORE).exists():
        # Its journal goes with the old store: SQLite would write it into the new one.
        for old in sorted(data.glob(f"{STORE}*")):
            old.replace(replaced / old.name)
        sync_folder(replaced)
        (staging / STORE).replace(data / STORE)
    if (staging / KEYS).exists():
        if (data / KEYS).exists():
            (data / KEYS).replace(replaced / KEYS)
            sync_folder(replaced)
        (staging / KEYS).replace(data / KEYS)
    sync_folder(data)


def _move_anchor(anchor: Path) -> None:
    decided = anchor / _DECIDED
    if (decided / "anchor").exists():
        Anchor.put_aside(anchor)
    for name in _ANCHOR_FILES:
        if (decided / name).exists():
            (decided / name).replace(anchor / name)
    sync_folder(anchor)


def _name_replaced(data: Path, replaced: Path) -> None:
    """Give what was moved aside its lasting name, in one step."""
    if not (replaced / KEYS).exists():
        # They open both; nothing in them is secret.
        write_whole(str(replaced / KEYS), (data / KEYS).read_bytes())
    kept, number = data / replaced.name, 1
    while kept.exists():
        number += 1
        kept = data / f"{replaced.name}-{number}"
    replaced.replace(kept)
    sync_folder(data)


class StagedRestore:
    """A backup that is made ready beside the log. Nothing of the log is touched before ``put_in_place``."""

    def __init__(self, places: Places, path: Path, clock: Clock) -> None:
        self.backup = read_about(path)
        self._places = places
        self._clock = clock
        self._staging = places.data / _STAGING
        self._anchor = places.make_anchor_of(self.backup.log_id)
        self._opened: list[SqlLog] = []
        with _disk_problems():
            make_private_folder(self._staging)
        unpack(path, self._staging)
        self.vault = self._choose_keys()

    def _choose_keys(self) -> FileVault:
        """Take today's keys, which have the newer passwords; where there are none, the ones of the backup.

        Raises:
            BackupOfOtherLog: the keys here belong to another log.
            BackupDamaged: the backup's keys cannot be read, or are another log's.
        """
        try:
            here = read_keys(self._places.data / KEYS)
        except (LogMissing, LogDamaged):
            here = None
        if here is not None and here.log_id != self.backup.log_id:
            raise BackupOfOtherLog(self.backup.name)
        try:
            is_its_own = read_keys(self._staging / KEYS).log_id == self.backup.log_id
        except LogDamaged:
            is_its_own = False
        if not is_its_own:
            raise BackupDamaged(self.backup.name)
        if here is None:
            return FileVault(self._staging, self._clock)
        with _disk_problems():
            (self._staging / KEYS).unlink()
        return FileVault(self._places.data, self._clock)

    def open(self, key: RawKey) -> SqlLog:
        """Open what will be the log: checked page by page and entry by entry, anchored anew at its newest entry.

        Raises:
            BackupDamaged: it is not what was written.
            LogUnusable: the disk refuses, or a newer version wrote it.
        """
        try:
            head = StoreFile(self._staging / STORE, key).check_copy(str(self._staging / STORE))
        except (LogDamaged, LogKeyWrong):
            raise BackupDamaged(self.backup.name) from None
        if head != self.backup.head:
            raise BackupDamaged(self.backup.name)
        with _disk_problems():
            shutil.rmtree(self._anchor / _PART, ignore_errors=True)
            Anchor.create(self._anchor / _PART, first=head)
        log = SqlStore(self._staging, self._anchor / _PART, self._clock).open(key)
        self._opened.append(log)
        if log.verify().fault is not None:
            raise BackupDamaged(self.backup.name)
        return log

    def open_present(self, key: RawKey) -> SqlLog | None:
        """Open the log that would be replaced; ``None`` if it is not there or cannot be opened."""
        try:
            log = SqlStore(self._places.data, self._anchor, self._clock).open(key, lock=HeldElsewhere())
        except LogUnusable:
            return None
        self._opened.append(log)
        return log

    @property
    def is_log_here(self) -> bool:
        """Whether there is a log that would be replaced, readable or not."""
        return (self._places.data / STORE).exists()

    @property
    def anchored(self) -> Head | None:
        """The newest entry that this computer has anchored of this log, whether or not the log is still there."""
        try:
            return Anchor.read(self._anchor).last
        except AnchorUnreadable:
            return None

    def put_in_place(self) -> None:
        """Put the restored log in the place of the present one, which is kept under another name.

        Raises:
            LogNotWritten: the disk refuses; the next start undoes it or goes on from there.
        """
        self.close()
        with _disk_problems():
            if (self._staging / f"{STORE}-wal").exists():
                # The last connection writes the journal into the file as it closes, and does not say when it cannot.
                raise LogNotWritten("the disk refused")
            (self._staging / f"{_REPLACED}{self._clock.now():%Y-%m-%d-%H%M%S}").mkdir(mode=0o700)
            sync_folder(self._staging)
            sync_folder(self._anchor / _PART)
            (self._anchor / _PART).replace(self._anchor / _DECIDED)
            sync_folder(self._anchor)
        _settle(self._places)

    def close(self) -> None:
        """Let go of both logs."""
        while self._opened:
            self._opened.pop().close()


@contextmanager
def stage(places: Places, path: Path, clock: Clock) -> Iterator[StagedRestore]:
    """Make a backup ready beside the log, with the data folder locked; what is not put in place goes in the end.

    Raises:
        NotABackup: the file is something else.
        BackupDamaged: it is not what was written.
        BackupFromNewerVersion: a newer version made it.
        BackupOfOtherLog: the log here is another one.
        FileUnreadable: the system refuses to read it.
        LogInUse: a window has the log open.
        LogNotWritten: the disk refuses.
    """
    # A file that is no backup makes no folder.
    read_about(path)
    with _disk_problems():
        make_private_folder(places.data)
    lock = InstanceLock(places.data)
    try:
        _settle(places)
        staged = None
        try:
            staged = StagedRestore(places, path, clock)
            yield staged
        finally:
            if staged is not None:
                staged.close()
            _settle(places)
    finally:
        lock.release()

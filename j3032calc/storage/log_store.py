"""Where the log is kept on this workstation: one encrypted file, made whole or not at all, and opened by one window."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems.files import FileUnreadable
from j3032calc.domain.problems.log import LogExists, LogMissing, LogNotWritten
from j3032calc.storage.anchor import Anchor, has_entries
from j3032calc.storage.files import make_private_folder, may_be_there, reason_of, sync_folder
from j3032calc.storage.instance_lock import HeldElsewhere, InstanceLock
from j3032calc.storage.migrating import bring_up_to_date, migrate
from j3032calc.storage.sql_log import SqlLog
from j3032calc.storage.sqlite import engine_for, make_private_file, store_problems
from j3032calc.storage.store_file import StoreFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from j3032calc.services.ports import Clock
    from j3032calc.storage.sqlite import RawKey

FILE: Final = "log.db"


class SqlStore:
    """One log in a data folder, with its anchor in another folder."""

    def __init__(self, folder: Path, anchor_folder: Path, clock: Clock) -> None:
        self.path = folder / FILE
        self._anchor_folder = anchor_folder
        self._clock = clock

    def exists(self) -> bool:
        """Whether a log is there, readable or not."""
        return may_be_there(self.path)

    def create(self, key: RawKey) -> SqlLog:
        """Make an empty log.

        Raises:
            LogExists: a log is there.
            LogUnusable: the folders refuse.
        """
        with _folder_problems():
            make_private_folder(self.path.parent)
        lock = InstanceLock(self.path.parent)
        try:
            self._make_file(key)
            return self._open(key, lock, lambda: None)
        except BaseException:
            lock.release()
            raise

    def _make_file(self, key: RawKey) -> None:
        """Make the file under another name first, so that no crash leaves half a log under the right one."""
        if self.exists() or has_entries(self._anchor_folder):
            # Without its file, a log whose entries are anchored is lost, not new: a backup is put back.
            raise LogExists
        unfinished = self.path.with_suffix(".unfinished")
        with _folder_problems():
            for rest in self.path.parent.glob(f"{unfinished.name}*"):
                rest.unlink()
            make_private_file(unfinished)
        engine = engine_for(unfinished, key, is_new=True)
        try:
            with store_problems():
                migrate(engine)
        finally:
            # The last connection writes the journal into the file as it closes, and does not say when it cannot.
            engine.dispose()
        if unfinished.with_name(f"{unfinished.name}-wal").exists():
            raise LogNotWritten("the disk refused")
        with _folder_problems():
            # Before the log has its name: a log without an anchor would be a fault.
            Anchor.create(self._anchor_folder)
            unfinished.rename(self.path)
            sync_folder(self.path.parent)

    def open(
        self, key: RawKey, before_migration: Callable[[], object] = lambda: None, lock: HeldElsewhere | None = None
    ) -> SqlLog:
        """Open the log, and note what a crash left without its anchor line.

        Args:
            key: of the store.
            before_migration: makes the backup that stands before every migration.
            lock: given by a caller who holds the folder's lock already.

        Raises:
            LogMissing: there is none.
            LogInUse: another window has it open.
            LogUnusable: it cannot be opened.
        """
        if not self.exists():
            raise LogMissing
        held = lock or InstanceLock(self.path.parent)
        try:
            return self._open(key, held, before_migration)
        except BaseException:
            held.release()
            raise

    def _open(self, key: RawKey, lock: InstanceLock | HeldElsewhere, before_migration: Callable[[], object]) -> SqlLog:
        engine = engine_for(self.path, key)
        try:
            with store_problems():
                bring_up_to_date(engine, before_migration)
                return SqlLog(engine, StoreFile(self.path, key), self._anchor_folder, self._clock, lock)
        except BaseException:
            engine.dispose()
            raise


@contextmanager
def _folder_problems() -> Iterator[None]:
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

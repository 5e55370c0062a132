"""The log of this computer's data folder: its store, with the anchor and the backups at their places."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from j3032calc.domain.backups import Occasion
from j3032calc.storage.files import may_be_there
from j3032calc.storage.keys_file import log_id_in
from j3032calc.storage.log_store import FILE as STORE
from j3032calc.storage.log_store import SqlStore
from j3032calc.storage.restoring import settle
from j3032calc.storage.store_file import StoreFile

if TYPE_CHECKING:
    from j3032calc.services.ports import Clock
    from j3032calc.storage.backups import FileBackups
    from j3032calc.storage.paths import Places
    from j3032calc.storage.sql_log import SqlLog
    from j3032calc.storage.sqlite import RawKey


class LocalStore:
    """Finds the anchor by the log's id, which stands in the file of the keys, so the keys come first."""

    def __init__(self, places: Places, clock: Clock, backups: FileBackups) -> None:
        self._places = places
        self._clock = clock
        self._backups = backups

    def exists(self) -> bool:
        """Whether a log is there, readable or not.

        Raises:
            LogUnusable: a restore that a crash broke off can be neither finished nor undone.
        """
        settle(self._places)
        return may_be_there(self._places.data / STORE)

    def create(self, key: RawKey) -> SqlLog:
        """Make an empty log.

        Raises:
            LogExists: a log is there.
            LogUnusable: the folders refuse, or there are no keys.
        """
        return self._store().create(key)

    def open(self, key: RawKey) -> SqlLog:
        """Open the log; before a migration a backup is made.

        Raises:
            LogMissing: there is none.
            LogInUse: another window has it open.
            LogUnusable: it cannot be opened.
            BackupNotMade: it must be migrated, and the backup before that failed.
        """
        settle(self._places)
        store = self._store()
        back_up = partial(self._backups.make, StoreFile(store.path, key), Occasion.BEFORE_MIGRATION)
        return store.open(key, before_migration=back_up)

    def _store(self) -> SqlStore:
        return SqlStore(self._places.data, self._places.make_anchor_of(log_id_in(self._places.data)), self._clock)

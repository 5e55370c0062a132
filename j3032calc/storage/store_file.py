"""The file of a store with its key: copied while it is in use, and such copies checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from j3032calc.storage import checking
from j3032calc.storage.sqlite import copy_store, engine_for, refuse_damage, store_problems

if TYPE_CHECKING:
    from j3032calc.domain.entries import Head
    from j3032calc.storage.sqlite import RawKey


class StoreFile:
    """One file, whether a log has it open or not."""

    def __init__(self, path: Path, key: RawKey) -> None:
        self._path = path
        self._key = key

    def copy_to(self, name: str) -> None:
        """Write a copy, encrypted with the same key, into a new file, while others read and write.

        Raises:
            LogUnusable: the store or the disk refuses.
            OSError: the new file cannot be made.
        """
        copy_store(self._path, Path(name), self._key)

    def check_copy(self, name: str) -> Head:
        """Open a copy as a log is opened, look at every page of it, and give the newest entry that it holds.

        Raises:
            LogUnusable: the copy is not whole, or has another key.
        """
        engine = engine_for(Path(name), self._key)
        try:
            with store_problems(), engine.connect() as connection:
                refuse_damage(connection)
                return checking.newest(connection)
        finally:
            engine.dispose()

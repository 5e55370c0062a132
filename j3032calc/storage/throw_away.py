"""A folder that lasts as long as the program: private, and gone in the end, at the latest when the next one is made."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from j3032calc.domain.problems.log import LogNotWritten
from j3032calc.storage.files import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX: Final = "j3032calc-demonstration-"
_LOCK: Final = "alive.lock"
_IN_MEMORY: Final = "/dev/shm"  # noqa: S108 - only its owner may look into the folder that is made there
_PRIVATE: Final = 0o600


class ThrowAwayFolder:
    """Made empty, for this person alone (0700). What a program that crashed or was killed has left goes first.

    Raises:
        LogNotWritten: the folder for temporary files refuses.
    """

    def __init__(self) -> None:
        above = _above()
        _remove_leftovers(above)
        try:
            self.path = Path(mkdtemp(prefix=_PREFIX, dir=above))
            self._alive = _lock(self.path)
            self._alive.acquire()
        except OSError as error:
            raise LogNotWritten(reason_of(error)) from None

    def remove(self) -> None:
        """Remove the folder with everything in it; doing so twice does no harm."""
        self._alive.release()
        shutil.rmtree(self.path, ignore_errors=True)


def _above() -> Path:
    """Give where it is made: in memory where the system has such a folder, else where temporary files go."""
    in_memory = Path(_IN_MEMORY)
    return in_memory if in_memory.is_dir() and os.access(in_memory, os.W_OK | os.X_OK) else Path(gettempdir())


def _lock(folder: Path) -> FileLock:
    # As long as somebody holds it, the folder is in use; the system lets go of it however a program ends.
    return FileLock(folder / _LOCK, timeout=0, mode=_PRIVATE, is_singleton=False, thread_local=False)


def _remove_leftovers(above: Path) -> None:
    """Remove such folders of this person that no running program holds."""
    for folder in _own_folders(above):
        if not (folder / _LOCK).exists():
            # Another program has made it just now, or somebody has begun to remove it.
            continue
        with suppress(OSError, Timeout), _lock(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _own_folders(above: Path) -> Iterator[Path]:
    """Give the folders, and neither a link nor what another person has put there."""
    with suppress(OSError):
        for folder in above.glob(f"{_PREFIX}*"):
            with suppress(OSError):
                about = folder.lstat()
                is_own = not hasattr(os, "getuid") or about.st_uid == os.getuid()
                if stat.S_ISDIR(about.st_mode) and is_own:
                    yield folder

"""One window at a time: a lock on the data folder that ends with the program, however it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from j3032calc.domain.problems.log import LogInUse, LogNotWritten
from j3032calc.storage.files import reason_of

if TYPE_CHECKING:
    from pathlib import Path

_PRIVATE: Final = 0o600


class InstanceLock:
    """Held from the moment it is made until it is released.

    Raises:
        LogInUse: another window has the folder.
        LogNotWritten: the folder may not be written to.
    """

    def __init__(self, folder: Path) -> None:
        # Not bound to a thread: the one that locks the workstation need not be the one that opened the log.
        self._lock = FileLock(folder / "log.lock", timeout=0, mode=_PRIVATE, is_singleton=False, thread_local=False)
        try:
            self._lock.acquire()
        except Timeout:
            raise LogInUse from None
        except PermissionError:
            raise LogNotWritten("the data folder may not be written to") from None
        except OSError as error:
            raise LogNotWritten(reason_of(error)) from None

    def release(self) -> None:
        """Let another window have the folder."""
        self._lock.release()


class HeldElsewhere:
    """Stands for a lock that whoever opens the log holds already, and goes on holding."""

    def release(self) -> None:
        """Leave the lock to its holder."""

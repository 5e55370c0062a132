"""Work that must not stand between a nurse and the window: done in a thread, answered in the window's own."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class _Post(QObject):
    """Takes what a thread says to the window's thread.

    No parent frees it, so that it is there as long as the thread speaks; the job itself may be freed at any moment, and
    to speak through that would crash the program.
    """

    ended = Signal(object, object)
    told = Signal(int, int)


class Job(QObject):
    """One piece of work. ``done`` gives its result, ``failed`` its exception; both arrive in the window's thread.

    Work that takes long calls ``tell``: ``progressed`` gives on how much of how much is done, and ``stopped`` comes
    instead of a result once somebody has cancelled.
    """

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)
    stopped = Signal()

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._post = _Post()
        self._cancelled = Event()
        self._post.ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._post.told.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        # Nobody waits for the result when the page that asked is thrown away.
        self.destroyed.connect(self._cancelled.set)

    def start(self) -> None:
        """Begin; the job frees itself when it ended."""
        # A daemon: a window that is closed does not wait for it.
        Thread(target=_run, args=(self._work, self._post), name="j3032calc-work", daemon=True).start()

    def cancel(self) -> None:
        """Have the work stop where it tells its progress next."""
        self._cancelled.set()

    def tell(self, done: int, of: int) -> None:
        """Tell how much of how much is done; the work itself calls this, in its own thread.

        Raises:
            Cancelled: nobody waits for the result any more.
        """
        from j3032calc.domain.problems import Cancelled

        if self._cancelled.is_set():
            raise Cancelled
        self._post.told.emit(done, of)

    def _deliver(self, result: object, error: object) -> None:
        if error is None:
            self.done.emit(result)
        elif _is_cancelled(error):
            self.stopped.emit()
        else:
            self.failed.emit(error)
        self.deleteLater()


def _run(work: Callable[[], object], post: _Post) -> None:
    result: object = None
    error: Exception | None = None
    try:
        result = work()
    except Exception as raised:  # noqa: BLE001 - whatever it is, the window's thread hears of it
        error = raised
    post.ended.emit(result, error)


def _is_cancelled(error: object) -> bool:
    from j3032calc.domain.problems import Cancelled

    return isinstance(error, Cancelled)

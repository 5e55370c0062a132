"""Work that must not stand between a nurse and the window: done in a thread, answered in the window's own.

The thread never touches Qt: it lays down what it has to say, and the window's thread picks that up. A signal from a
thread reaches for an object that the window may be freeing at that moment, which ends the program; and at the end of
the program Qt frees every object, whoever still holds it.
"""

from __future__ import annotations

from queue import SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

# How long an answer lies there at most; nobody sees that.
_PICK_UP_MS: Final = 10


class _Progress(NamedTuple):
    done: int
    of: int


class _End(NamedTuple):
    result: object
    error: Exception | None


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
        self._said: SimpleQueue[_Progress | _End] = SimpleQueue()
        self._cancelled = Event()
        self._pick_up = QTimer(self)
        self._pick_up.setInterval(_PICK_UP_MS)
        self._pick_up.timeout.connect(self._hear)
        # Nobody waits for the result when the page that asked is thrown away.
        self.destroyed.connect(self._cancelled.set)

    def start(self) -> None:
        """Begin; the job frees itself when it ended."""
        self._pick_up.start()
        # A daemon: a window that is closed does not wait for it.
        Thread(target=_run, args=(self._work, self._said), name="j3032calc-work", daemon=True).start()

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
        self._said.put(_Progress(done, of))

    def _hear(self) -> None:
        while not self._said.empty():
            match self._said.get():
                case _Progress(done, of):
                    self.progressed.emit(done, of)
                case _End(result, error):
                    self._pick_up.stop()
                    self._deliver(result, error)

    def _deliver(self, result: object, error: Exception | None) -> None:
        if error is None:
            self.done.emit(result)
        elif _is_cancelled(error):
            self.stopped.emit()
        else:
            self.failed.emit(error)
        self.deleteLater()


def _run(work: Callable[[], object], said: SimpleQueue[_Progress | _End]) -> None:
    try:
        said.put(_End(work(), None))
    except Exception as raised:  # noqa: BLE001 - whatever it is, the window's thread hears of it
        said.put(_End(None, raised))


def _is_cancelled(error: object) -> bool:
    from j3032calc.domain.problems import Cancelled

    return isinstance(error, Cancelled)

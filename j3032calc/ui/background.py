"""Work that must not stand between a nurse and the window: done in a thread, answered in the window's own."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class Job(QObject):
    """One piece of work. ``done`` gives its result, ``failed`` its exception; both arrive in the window's thread."""

    done = Signal(object)
    failed = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin; the job frees itself when it ended."""
        # A daemon: a window that is closed does not wait for it.
        Thread(target=self._run, name="j3032calc-work", daemon=True).start()

    def _run(self) -> None:
        result: object = None
        error: Exception | None = None
        try:
            result = self._work()
        except Exception as raised:  # noqa: BLE001 - whatever it is, the window's thread hears of it
            error = raised
        try:
            self._ended.emit(result, error)
        except RuntimeError:
            # The window was closed meanwhile and nobody waits for the answer.
            return

    def _deliver(self, result: object, error: object) -> None:
        if error is None:
            self.done.emit(result)
        else:
            self.failed.emit(error)
        self.deleteLater()

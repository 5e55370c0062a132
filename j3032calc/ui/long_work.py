"""Work that takes long enough to be watched: a line that tells how far it is, and a button that stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from j3032calc.ui.background import Job
from j3032calc.ui.button_grid import ButtonGrid
from j3032calc.ui.text import Strong, restyle, show_or_hide
from j3032calc.wording import exchange_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.problems import Problem
    from j3032calc.services.ports import Progress


class LongWork(QWidget):
    """One piece of work at a time. ``busy`` says that it runs, ``refused`` gives the problem that ended it."""

    busy = Signal(bool)
    refused = Signal(object)

    def __init__(self, name: str, stopped: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._stopped = stopped
        self._job: Job | None = None
        self._came_from: QWidget | None = None
        self._said = Strong(parent=self)
        self._said.setObjectName(f"{name}.said")
        self.buttons = ButtonGrid(f"{name}.buttons", {"stop": say.STOP}, lambda _: self._stop(), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._said)
        column.addWidget(self.buttons)
        self.say("")
        self.buttons.hide()

    def run(self, work: Callable[[Progress], object], then: Callable[..., object], *, can_stop: bool = True) -> None:
        """Do the work away from the window.

        Args:
            work: is given what it tells its progress to, which stops it once somebody has pressed Stop.
            then: takes its result, in the window again.
            can_stop: whether it tells its progress.
        """
        from j3032calc.wording.exchange_words import progress_sentence

        job = Job(lambda: work(job.tell), self)
        job.progressed.connect(lambda done, of: self.say(progress_sentence(done, of)))
        job.done.connect(lambda result: self._end(lambda: then(result)))
        job.stopped.connect(lambda: self._end(lambda: self.say(self._stopped)))
        job.failed.connect(lambda error: self._end(lambda: self._fail(error)))
        self._job = job
        self._came_from = self.window().focusWidget()
        self.say(say.BEGINNING)
        self.busy.emit(True)  # noqa: FBT003 - a signal takes no names
        if can_stop:
            self.buttons.show()
            self.buttons.buttons["stop"].setFocus()
        job.start()

    def say(self, text: str, *, is_problem: bool = False) -> None:
        """Say how it is or how it ended; nothing takes the line away."""
        self._said.setText(text)
        restyle(self._said, "problem", "true" if is_problem else "false")
        show_or_hide(self._said, shown=bool(text))

    def refuse(self, problem: Problem) -> None:
        """Say what cannot be used."""
        from j3032calc.wording.problems import sentence

        self.say(sentence(problem), is_problem=True)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end(self, tell: Callable[[], object]) -> None:
        self._job = None
        self.say("")
        self.busy.emit(False)  # noqa: FBT003 - a signal takes no names
        if self._came_from is not None and self.buttons.buttons["stop"].hasFocus():
            self._came_from.setFocus()
        self.buttons.hide()
        tell()

    def _fail(self, error: Exception) -> None:
        from j3032calc.domain.problems import Problem

        if not isinstance(error, Problem):
            raise error
        self.refuse(error)
        self.refused.emit(error)

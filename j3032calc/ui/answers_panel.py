"""The column that answers: four large answers, what to open, claim lines, findings, and the working when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from j3032calc.ui.answer_texts import no_answers, summary_of
from j3032calc.ui.sections import ClaimSection, FindingsSection, OpenSection, WorkingSection
from j3032calc.ui.text import Caption, Quiet, Severity, Title, Value, restyle, show_or_hide
from j3032calc.wording import labels

if TYPE_CHECKING:
    from j3032calc.ui.answer_texts import Answers, AnswerText

_ROWS_AT_HAND: Final = 6
_TILES: Final = (
    ("draw", labels.DRAW),
    ("bill", labels.BILL),
    ("discarded", labels.DISCARDED),
    ("due", labels.NEXT_DUE),
)


class Tile(QFrame):
    """One of the four answers."""

    def __init__(self, name: str, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"answer.{name}")
        self.heading = Caption(heading, self)
        self.value = Value(labels.NO_ANSWER, self)
        self.value.setObjectName(f"answer.{name}.value")
        self.note = Quiet(parent=self)
        self.note.setObjectName(f"answer.{name}.note")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(3)
        column.addWidget(self.heading)
        column.addWidget(self.value)
        column.addWidget(self.note)
        column.addStretch(1)

    def show_answer(self, answer: AnswerText) -> None:
        """Show an answer."""
        self.value.setText(answer.value)
        self.note.setText(answer.note)


class AnswersPanel(QWidget):
    """Shows what came of the entries. Nothing stays on it beside an entry that it does not belong to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answers")
        self._answers: Answers | None = None
        self.state = Title(labels.LOADING, self)
        self.state.setObjectName("answers.state")
        self.summary = Severity(parent=self)
        self.summary.setObjectName("answers.summary")
        self.tiles = tuple(Tile(name, heading, self) for name, heading in _TILES)
        self.open = OpenSection(self)
        self.claim = ClaimSection(self)
        self.findings = FindingsSection(self)
        self.working: WorkingSection | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.state)
        head.addWidget(self.summary)
        self._column.addLayout(head)
        self._column.addLayout(self._grid)
        # In one box, which is shown and hidden in one go: each change of what is shown costs a layout.
        self.below = QWidget(self)
        self.below.setObjectName("answers.below")
        self._sections = QVBoxLayout(self.below)
        self._sections.setContentsMargins(0, 0, 0, 0)
        self._sections.setSpacing(12)
        for section in (self.open, self.claim, self.findings):
            self._sections.addWidget(section)
        self.below.hide()
        self._column.addWidget(self.below)
        self._column.addStretch(1)
        self._columns = 0
        self.stack(narrow=False)

    def stack(self, *, narrow: bool) -> None:
        """Put the four answers in one column, or two by two."""
        columns = 1 if narrow else 2
        if columns == self._columns:
            return
        self._columns = columns
        for number, tile in enumerate(self.tiles):
            self._grid.removeWidget(tile)
            self._grid.addWidget(tile, number // columns, number % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))

    def scale(self, percent: int) -> None:
        """Follow the text size."""
        self.open.scale(percent)
        self.claim.scale(percent)

    def make_rows(self) -> None:
        """Have the usual rows before they are needed."""
        self.findings.make_rows(_ROWS_AT_HAND)

    def say(self, state: str) -> None:
        """Say why there is no answer; whatever answer stood there goes."""
        self._answers = None
        self.state.setText(state)
        self.summary.setText("")
        for tile, answer in zip(self.tiles, no_answers(), strict=True):
            tile.show_answer(answer)
        show_or_hide(self.below, shown=False)

    def show_answers(self, answers: Answers) -> None:
        """Show an answer."""
        self._answers = answers
        self.state.setText(answers.drug)
        severity, summary = summary_of(answers.findings)
        restyle(self.summary, "severity", severity)
        self.summary.setText(summary)
        for tile, answer in zip(self.tiles, answers.answers, strict=True):
            tile.show_answer(answer)
        self.open.show_uses(answers.uses)
        self.claim.show_lines(answers.claim, answers.claim_note)
        self.findings.show_findings(answers.findings)
        self._show_working()
        show_or_hide(self.below, shown=True)

    def toggle_working(self) -> bool:
        """Show or hide the working; give whether it is wanted now."""
        if self.working is None:
            self.working = WorkingSection(self)
            self._sections.addWidget(self.working)
            self._wants_working = True
        else:
            self._wants_working = not self._wants_working
        self._show_working()
        return self._wants_working

    def _show_working(self) -> None:
        if self.working is None:
            return
        if self._wants_working and self._answers is not None:
            self.working.show_working(self._answers.working, self._answers.sources)
        show_or_hide(self.working, shown=self._wants_working)

"""The column that answers: four large answers, what to open, claim lines, findings, and the working when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from j3032calc.ui.text import Caption, Quiet, Severity, Title, Value, restyle, show_or_hide
from j3032calc.wording import labels

if TYPE_CHECKING:
    from j3032calc.ui.answer_texts import Answers, AnswerText
    from j3032calc.ui.sections import Below

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

    def clear(self) -> None:
        """Show that there is no answer."""
        self.value.setText(labels.NO_ANSWER)
        self.note.setText("")


class AnswersPanel(QWidget):
    """Shows what came of the entries. Nothing stays on it beside an entry that it does not belong to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answers")
        self.state = Title(labels.LOADING, self)
        self.state.setObjectName("answers.state")
        self.summary = Severity(parent=self)
        self.summary.setObjectName("answers.summary")
        self.tiles = tuple(Tile(name, heading, self) for name, heading in _TILES)
        self.below: Below | None = None
        self._percent = 100
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
        self._percent = percent
        if self.below is not None:
            self.below.scale(percent)

    def complete(self) -> Below:
        """Make the parts under the answers, which the first paint need not wait for; give them."""
        from j3032calc.ui.sections import Below

        if self.below is None:
            self.below = Below(self)
            self.below.scale(self._percent)
            self.below.hide()
            # Before the stretch that ends the column.
            self._column.insertWidget(self._column.count() - 1, self.below)
        return self.below

    def say(self, state: str) -> None:
        """Say why there is no answer; whatever answer stood there goes."""
        self.state.setText(state)
        self.summary.setText("")
        for tile in self.tiles:
            tile.clear()
        if self.below is not None:
            show_or_hide(self.below, shown=False)

    def show_answers(self, answers: Answers) -> None:
        """Show an answer."""
        self.state.setText(answers.drug)
        severity, summary = answers.summary
        restyle(self.summary, "severity", severity)
        self.summary.setText(summary)
        for tile, answer in zip(self.tiles, answers.answers, strict=True):
            tile.show_answer(answer)
        below = self.complete()
        below.show_answers(answers)
        show_or_hide(below, shown=True)

"""One field of the form: its label, the line to type in, and one note under it that says hint, reading or problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from j3032calc.ui.scan_field import ScanField
from j3032calc.ui.text import Button, Note, restyle, show_or_hide
from j3032calc.wording import labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from j3032calc.wording.labels import FieldText

_GAP: Final = 3
# A longer label wraps; short ones are kept from it, because Qt lays out a text that may wrap several times.
_LONGEST_IN_A_LINE: Final = 20


class FieldLabel(QLabel):
    """The label of a field; its underlined letter goes to the field."""


class Field(QWidget):
    """A labelled line. ``changed`` says that its text changed, whoever changed it."""

    changed = Signal()

    def __init__(self, name: str, said: FieldText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.setObjectName(f"{name}.field")
        self._hint = said.hint
        self._problem = ""
        self._is_typing = False
        self.edit = ScanField(name, self)
        self.label = FieldLabel(self)
        self.label.setBuddy(self.edit)
        self.note = Note(said.hint, self)
        self.note.setObjectName(f"{name}.note")
        self.say(said)
        self._lay_out()
        self.edit.textChanged.connect(self._on_text)
        self.edit.entered.connect(self._settle)
        self.edit.left.connect(self._settle)

    def _lay_out(self) -> None:
        self.line = QHBoxLayout()
        self.line.setSpacing(6)
        self.line.addWidget(self.edit, 1)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(_GAP)
        self.rows.addWidget(self.label)
        self.rows.addLayout(self.line)
        self.rows.addWidget(self.note)
        self.rows.addStretch(1)

    def say(self, said: FieldText) -> None:
        """Set label, hint and the name for a screen reader."""
        self._hint = said.hint
        self.label.setText(said.label)
        self.label.setWordWrap(len(said.label) > _LONGEST_IN_A_LINE)
        self.edit.setAccessibleName(said.name)
        self.note.setText(said.hint)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in order."""
        return (self.edit,)

    @property
    def entry(self) -> str:
        """What stands in the field, without the spaces around it."""
        return self.edit.text().strip()

    def fill(self, text: str) -> None:
        """Put a text into the field, as if it had been typed and left."""
        self.edit.put(text)
        self._is_typing = False

    def show_note(self, *, problem: str = "", reading: str = "") -> None:
        """Show a problem, else what was read, else the hint; a problem stays quiet until the field is left."""
        self._problem = problem
        self.note.setText(problem or reading or self._hint)
        is_loud = "true" if problem and not self._is_typing else "false"
        restyle(self.note, "problem", is_loud)
        restyle(self.edit, "problem", is_loud)
        description = self.note.text()
        if self.edit.accessibleDescription() != description:
            self.edit.setAccessibleDescription(description)

    def _on_text(self) -> None:
        self._is_typing = self.edit.hasFocus()
        self.changed.emit()

    def _settle(self) -> None:
        self._is_typing = False
        if self._problem:
            self.show_note(problem=self._problem)


class DateField(Field):
    """A date, shown dd-Mmm-yyyy when it was read; a date that can be read in two ways asks which is meant."""

    def __init__(self, name: str, said: FieldText, parent: QWidget | None = None) -> None:
        super().__init__(name, said, parent)
        self._buttons = tuple(Button("", self) for _ in range(2))
        # One below the other where the text is large.
        for number, button in enumerate(self._buttons, start=1):
            button.setObjectName(f"{name}.meaning{number}")
            button.hide()
            button.clicked.connect(self._choose)
            self.rows.insertWidget(self.rows.count() - 1, button)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in order."""
        return (self.edit, *self._buttons)

    def offer(self, readings: Sequence[str]) -> None:
        """Offer the readings of a date as buttons, or none."""
        for number, button in enumerate(self._buttons):
            show_or_hide(button, shown=number < len(readings))
            if number < len(readings) and button.property("date") != readings[number]:
                button.setProperty("date", readings[number])
                button.setText(labels.MEANS_DATE.format(date=readings[number]))

    def ask_at_once(self) -> None:
        """Ask which date is meant as soon as one is typed that can be two, where nobody else reads what is typed."""
        self.changed.connect(self._ask)

    def _ask(self) -> None:
        from j3032calc.wording.reading import readings_of

        self.offer(readings_of(self.entry))

    def _choose(self) -> None:
        # Before the button that has the focus goes.
        self.edit.setFocus()
        self.fill(str(self.sender().property("date")))
        self.offer(())

"""Forms made from a table of fields: labelled lines, each with its note, and one button that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from j3032calc.ui.choice_list import ChoiceList
from j3032calc.ui.column import reveal
from j3032calc.ui.field import DateField, Field
from j3032calc.ui.text import Button, MainButton, Note, Quiet, Title, restyle, show_or_hide
from j3032calc.wording import form_texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from j3032calc.domain.problems import Problem
    from j3032calc.wording.form_texts import FormText
    from j3032calc.wording.labels import FieldText


class Form(QWidget):
    """A form. ``sent`` says that the person wants to go on; ``left`` that they changed their mind."""

    sent = Signal()
    left = Signal()

    def __init__(self, name: str, said: FormText, parent: QWidget | None = None, *, columns: int = 1) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.fields: dict[str, Field] = {}
        self.title = Title(said.title, self)
        self.title.setObjectName(f"{name}.title")
        self.hint = Quiet(said.hint, self)
        self.problem = Note(parent=self)
        self.problem.setObjectName(f"{name}.problem")
        restyle(self.problem, "problem", "true")
        self.problem.hide()
        self.send = MainButton(said.send, self)
        self.send.setObjectName(f"{name}.send")
        self.send.clicked.connect(self.sent)
        self.cancel = Button(form_texts.CANCEL, self)
        self.cancel.setObjectName(f"{name}.cancel")
        self.cancel.clicked.connect(self.left)
        show_or_hide(self.cancel, shown=said.can_cancel)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        for number, (field_name, text) in enumerate(said.fields.items()):
            self._grid.addWidget(self._field(field_name, text), number // columns, number % columns)
        self.choices = {choice: self._choice(choice, *about) for choice, about in said.choices.items()}
        self._lay_out()

    def _choice(self, name: str, caption: str, items: Sequence[tuple[str, str]]) -> ChoiceList:
        choice = ChoiceList(f"{self.objectName()}.{name}", caption, many=False, parent=self)
        choice.offer(items)
        return choice

    def _field(self, name: str, text: FieldText) -> Field:
        kind = DateField if form_texts.is_date(name) else Field
        field = kind(f"{self.objectName()}.{name}", text, self)
        if name in form_texts.SECRETS:
            field.edit.setEchoMode(QLineEdit.EchoMode.Password)
        field.edit.entered.connect(self._next)
        self.fields[name] = field
        return field

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.title, self.hint):
            column.addWidget(widget)
        column.addLayout(self._grid)
        # What a page adds between the fields and the button, such as choices.
        self.more = QVBoxLayout()
        self.more.setSpacing(8)
        for choice in self.choices.values():
            self.more.addWidget(choice)
        column.addLayout(self.more)
        column.addWidget(self.problem)
        row = QHBoxLayout()
        row.addWidget(self.send)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def entries(self) -> dict[str, str]:
        """Give what stands in the fields and is chosen; secrets as they were typed, spaces and all."""
        typed = {
            name: field.edit.text() if name in form_texts.SECRETS else field.entry
            for name, field in self.fields.items()
        }
        return typed | {name: next(iter(choice.chosen), "") for name, choice in self.choices.items()}

    def fill(self, entries: Mapping[str, str]) -> None:
        """Put texts into the fields; those that are not named are emptied."""
        for name, field in self.fields.items():
            field.fill(entries.get(name, ""))
            field.show_note()
        for name, choice in self.choices.items():
            choice.choose((entries.get(name, ""),))
        self.refuse(None)

    def forget_secrets(self) -> None:
        """Empty every field that holds a password or a PIN."""
        for name in form_texts.SECRETS & self.fields.keys():
            self.fields[name].fill("")

    def refuse(self, problem: Problem | None, *, field: str = "") -> None:
        """Say what cannot be used, under a field or above the button; ``None`` takes it away."""
        from j3032calc.wording.problems import sentence

        said = "" if problem is None else sentence(problem)
        for name, one in self.fields.items():
            one.show_note(problem=said if name == field else "")
        is_here = field not in self.fields
        self.problem.setText(said if is_here else "")
        show_or_hide(self.problem, shown=bool(said) and is_here)
        if field in self.fields:
            self.go_to(field)
        self._offer_dates(problem, field)

    def _offer_dates(self, problem: Problem | None, field: str) -> None:
        """Offer both readings of a date that can be two."""
        readings = getattr(problem, "readings", ())
        for name, one in self.fields.items():
            if isinstance(one, DateField):
                one.offer(readings if name == field else ())

    def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
        self.fields[name].edit.setFocus()
        self.fields[name].edit.selectAll()
        reveal(self.fields[name].edit)

    def go_to_first(self) -> None:
        """Put the cursor into the first field that is empty, else into the first."""
        empty = [name for name, field in self.fields.items() if not field.entry]
        self.go_to((empty or list(self.fields))[0])

    def _next(self, name: str) -> None:
        """Enter goes to the next field, and from the last one on."""
        names = list(self.fields)
        place = names.index(name.removeprefix(f"{self.objectName()}.")) + 1
        if place < len(names):
            self.go_to(names[place])
        else:
            self.sent.emit()


def leave_form(pages: QWidget) -> None:
    """Leave the form that is open, as its own button does; a form that always stands on its page stays."""
    for form in pages.findChildren(Form):
        if form.isVisible() and not form.cancel.isHidden():
            form.left.emit()
            return

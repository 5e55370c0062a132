"""Today: who is due, overdue and coming up, what is under way, and finding or adding a patient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from j3032calc.ui.button_grid import ButtonGrid
from j3032calc.ui.column import Column
from j3032calc.ui.field import Field
from j3032calc.ui.standings import Standings
from j3032calc.ui.text import Button, Caption, MainButton, Quiet, Title, show_or_hide
from j3032calc.ui.text_table import TextTable
from j3032calc.wording import labels, verdict_labels
from j3032calc.wording import page_labels as say
from j3032calc.wording import paper_labels as say_paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from j3032calc.domain.entries import DueDose
    from j3032calc.services.due import DueGroup
    from j3032calc.services.services import Services

_REFRESH_MS: Final = 60_000
# Typing goes on while the search waits for the end of a word.
_SEARCH_MS: Final = 120
_PATIENT_STRETCHES: Final = (4, 4, 2)
_DUE_STRETCHES: Final = (4, 4, 2, 4, 5, 4)
_STANDS: Final = 5


class ListPart(QFrame):
    """One group of the page: a heading with its number, and its table. Hidden while it is empty."""

    def __init__(self, name: str, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._heading = heading
        self.caption = Caption(heading, self)
        self.table = TextTable(f"{name}.table", say.DUE_COLUMNS, _DUE_STRETCHES, self)
        self.more = Quiet(parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 11, 16, 13)
        column.addWidget(self.caption)
        column.addWidget(self.table)
        column.addWidget(self.more)

    def show_rows(self, rows: Sequence[tuple[str, Sequence[str]]], more: str = "") -> None:
        """Show the rows, and whether there are more than fit."""
        self.caption.setText(say.COUNTED.format(heading=self._heading, count=len(rows)))
        self.table.show_rows(rows)
        self.more.setText(more)
        show_or_hide(self.more, shown=bool(more))
        show_or_hide(self, shown=bool(rows))


class TodayPage(QWidget):
    """The first page of a session. No banner here: it shows several patients."""

    opened = Signal(str)
    draft_opened = Signal(str)
    new_patient = Signal(str)
    paper = Signal(str, object)

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("today")
        self._services = services
        self.search = Field("today.find", say.FIND, self)
        self.found = TextTable("today.found", say.PATIENT_COLUMNS, _PATIENT_STRETCHES, self)
        self.nobody = Quiet(say.NOBODY_FOUND, self)
        self.nothing = Quiet(say.NOTHING_DUE, self)
        self.parts = {name: ListPart(f"today.{name}", heading, self) for name, heading in say.TODAY_PARTS.items()}
        self._standings = Standings(services, self)
        self._standings.known.connect(self._show_standings)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_SEARCH_MS)
        self._clock = QTimer(self)
        self._clock.setInterval(_REFRESH_MS)
        self._lay_out()
        self._connect()
        self.refresh()
        self._clock.start()

    def _lay_out(self) -> None:
        inside = QWidget(self)
        inside.setObjectName("today.inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 4, 10, 10)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(Title(say.TODAY_TITLE, inside), 1)
        new = say.TODAY_ACTIONS["new_patient"]
        self._add = Button(new.button, inside)
        self._add.setToolTip(labels.TIP.format(does=new.button, key=new.key))
        QShortcut(QKeySequence(new.key), self, self._add.click)
        self._add.setObjectName("today.new_patient")
        self._open = MainButton(say.OPEN_PATIENT, inside)
        self._open.setObjectName("today.open")
        head.addWidget(self._open)
        head.addWidget(self._add)
        column.addLayout(head)
        for widget in (self.search, self.found, self.nobody, *self.parts.values(), self.nothing):
            column.addWidget(widget)
        column.addWidget(self._paper_row(inside))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 8, 8)
        whole.addWidget(Column("today.column", inside, self))
        show_or_hide(self.found, shown=False)
        show_or_hide(self.nobody, shown=False)

    def _paper_row(self, inside: QWidget) -> QWidget:
        texts = {name: said.button for name, said in say_paper.TODAY_PAPER.items()}
        row = ButtonGrid("today.paper", texts, self._print, inside)
        for name, said in say_paper.TODAY_PAPER.items():
            row.buttons[name].setToolTip(labels.TIP.format(does=said.button, key=said.key))
            QShortcut(QKeySequence(said.key), self, row.buttons[name].click)
        return row

    def _print(self, name: str) -> None:
        self.paper.emit(name, (self._services.today.isoformat() if name == "due" else "",))

    def _connect(self) -> None:
        self.search.changed.connect(self._typed.start)
        self.search.edit.entered.connect(self._enter)
        self.search.edit.list_wanted.connect(self.found.setFocus)
        self._typed.timeout.connect(self.look)
        self._clock.timeout.connect(self.refresh)
        self.found.chosen.connect(self.opened)
        self._add.clicked.connect(lambda: self.new_patient.emit(self.search.entry))
        self._open.clicked.connect(self._open_selected)
        for name, part in self.parts.items():
            part.table.chosen.connect(self.draft_opened if name == "under_way" else self._open_due)

    def scale(self, percent: int) -> None:
        """Follow the text size; the texts do that by themselves."""

    def go_to_first(self) -> None:
        """Put the cursor where a name or a number goes."""
        self.search.edit.setFocus()
        self.search.edit.selectAll()

    # --- Finding ---

    def look(self) -> None:
        """Show who fits what was typed."""
        from j3032calc.wording.page_words import patient_cells

        self._typed.stop()
        typed = self.search.entry
        found = self._services.patients.find(typed) if typed else ()
        self.found.show_rows([(patient.id, patient_cells(patient, self._services.today)) for patient in found])
        show_or_hide(self.found, shown=bool(found))
        show_or_hide(self.nobody, shown=bool(typed) and not found)

    def _enter(self) -> None:
        self.look()
        if self.found.rowCount() == 1:
            self.found.selectRow(0)
            self.opened.emit(self.found.current_key())
        elif self.found.rowCount():
            self.found.setFocus()

    def _open_selected(self) -> None:
        for name, table in (("", self.found), *((name, part.table) for name, part in self.parts.items())):
            if table.isVisible() and table.selectedItems():
                if name == "under_way":
                    self.draft_opened.emit(table.current_key())
                else:
                    self._open_due(table.current_key())
                return

    def _open_due(self, key: str) -> None:
        self.opened.emit(key.partition(" ")[0])

    # --- The day ---

    def refresh(self) -> None:
        """Show what the log says now."""
        from j3032calc.wording.page_words import draft_cells

        due = self._services.due.on(self._services.today)
        under_way = {one.draft.id: one for one in self._services.drafts.under_way()}
        drafts = [
            (key, (*draft_cells(one.draft, one.patient, self._services.today), self._stands(key)))
            for key, one in under_way.items()
        ]
        self.parts["under_way"].show_rows(drafts)
        older = say.OLDER if due.has_older else ""
        for name, group, more in (("overdue", due.overdue, older), ("due", due.due, ""), ("coming", due.coming, "")):
            self.parts[name].show_rows(self._rows(group), say.MORE if group.has_more else more)
        show_or_hide(self.nothing, shown=all(part.isHidden() for part in self.parts.values()))
        groups = (due.overdue, due.due, due.coming)
        self._standings.look({**under_way, **{_key(dose): dose for group in groups for dose in group.doses}})

    def _stands(self, key: str) -> str:
        known = self._standings.of.get(key)
        return verdict_labels.CHECKING if known is None else known.text

    def _show_standings(self) -> None:
        texts = {key: one.text for key, one in self._standings.of.items()}
        signs = {key: one.severity for key, one in self._standings.of.items()}
        for part in self.parts.values():
            part.table.show_column(_STANDS, texts, signs)

    def _rows(self, group: DueGroup) -> list[tuple[str, Sequence[str]]]:
        from j3032calc.wording.page_words import due_cells

        return [
            (
                _key(dose),
                (
                    *due_cells(dose, self._services.today, self._services.drug_name(dose.drug_key)),
                    self._stands(_key(dose)),
                ),
            )
            for dose in group.doses
        ]


def _key(dose: DueDose) -> str:
    return f"{dose.patient.id} {dose.drug_key}"

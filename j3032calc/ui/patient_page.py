"""Patient: the timeline of doses, the records, the orders, the whole log, and what can be entered about a patient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from j3032calc.ui.column import Column
from j3032calc.ui.text import Button, Caption, MainButton, Quiet, show_or_hide
from j3032calc.ui.text_table import TextTable
from j3032calc.ui.timeline import Lane, Mark, Timeline
from j3032calc.wording import labels
from j3032calc.wording import page_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.entries import Head
    from j3032calc.domain.history import DoseHistory, PatientLog
    from j3032calc.domain.patient import Patient
    from j3032calc.services.services import Services

_TABLES: Final = {
    "doses": (say.DOSES, say.DOSE_COLUMNS, (3, 4, 5, 4, 4, 3)),
    "orders": (say.ORDERS, say.ORDER_COLUMNS, (4, 5, 4, 5)),
    "entries": (say.ENTRIES, say.ENTRY_COLUMNS, (1, 3, 4, 3, 4)),
}
_BUTTONS_IN_A_ROW: Final = 5


class PartFrame(QFrame):
    """A surface for one part of the page."""


class PatientPage(QWidget):
    """One patient. ``changed`` gives the patient for the banner; ``give`` an order to give a dose by, or nothing."""

    changed = Signal(object)
    give = Signal(str, str)
    wanted = Signal(str)
    told = Signal(str)
    record = Signal(str)

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("patient")
        self._services = services
        self.log: PatientLog | None = None
        self._shown_at: Head | None = None
        self.timeline = Timeline(self)
        self.tables: dict[str, TextTable] = {}
        self.buttons: dict[str, QPushButton] = {}
        self._parts: dict[str, QFrame] = {}
        self._nobody = Quiet(say.NO_PATIENT_OPEN, self)
        self._lay_out()
        self._show_log()

    def _lay_out(self) -> None:
        self._inside = QWidget(self)
        self._inside.setObjectName("patient.inside")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(4, 4, 10, 10)
        self._column.setSpacing(12)
        self._column.addWidget(self._nobody)
        self._column.addWidget(self._button_row())
        # Where a form stands while something is entered.
        self.holder = QVBoxLayout()
        self._column.addLayout(self.holder)
        for name, (heading, heads, stretches) in _TABLES.items():
            self._column.addWidget(self._part(name, heading, heads, stretches))
        self._column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 8, 8)
        whole.addWidget(Column("patient.column", self._inside, self))

    def _button_row(self) -> QWidget:
        self._actions = QWidget(self._inside)
        self._actions.setObjectName("patient.actions")
        grid = QGridLayout(self._actions)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for number, (name, said) in enumerate(say.PATIENT_ACTIONS.items()):
            button = (MainButton if name == "give" else Button)(said.button, self._actions)
            button.setObjectName(f"patient.{name}")
            button.clicked.connect(self._asker(name))
            if said.key:
                button.setToolTip(labels.TIP.format(does=said.button, key=said.key))
                QShortcut(QKeySequence(said.key), self, button.click)
            self.buttons[name] = button
            grid.addWidget(button, number // _BUTTONS_IN_A_ROW, number % _BUTTONS_IN_A_ROW)
        return self._actions

    def _asker(self, name: str) -> Callable[[], None]:
        own = {"give": self._give, "log": self._toggle_log, "record": self._record}
        return own.get(name) or (lambda: self.wanted.emit(name))

    def _part(self, name: str, heading: str, heads: tuple[str, ...], stretches: tuple[int, ...]) -> QFrame:
        part = PartFrame(self._inside)
        part.setObjectName(f"patient.{name}.part")
        column = QVBoxLayout(part)
        column.setContentsMargins(16, 11, 16, 13)
        column.addWidget(Caption(heading, part))
        if name == "doses":
            column.addWidget(self.timeline)
        self.tables[name] = TextTable(f"patient.{name}", heads, stretches, part)
        column.addWidget(self.tables[name])
        self._parts[name] = part
        return part

    def scale(self, percent: int) -> None:
        """Follow the text size."""
        self.timeline.scale(percent)

    def go_to_first(self) -> None:
        """Put the cursor on the usual next step."""
        self.buttons["give"].setFocus()

    # --- The patient ---

    @property
    def patient(self) -> Patient | None:
        """Who is open."""
        return None if self.log is None else self.log.patient

    def open(self, patient_id: str) -> None:
        """Read a patient's log and show it."""
        self.log = self._services.patients.open(patient_id)
        self._shown_at = self._services.session.log.head
        self._show_log()
        self.changed.emit(self.patient)

    def close_patient(self) -> None:
        """Show nobody: what comes next is about somebody else."""
        self.log = self._shown_at = None
        self._show_log()
        self.changed.emit(None)

    def refresh(self) -> None:
        """Show what the log says now, without another note that it was read."""
        from j3032calc.domain.history import gather

        log = self._services.session.log
        if self.log is not None and log.head != self._shown_at:
            self.log = gather(log.of_patient(self.log.patient.id))
            self._shown_at = log.head
            self._show_log()
            self.changed.emit(self.patient)

    def _show_log(self) -> None:
        is_open = self.log is not None
        show_or_hide(self._nobody, shown=not is_open)
        show_or_hide(self._actions, shown=is_open)
        for name in ("doses", "orders"):
            show_or_hide(self._parts[name], shown=is_open)
        show_or_hide(self._parts["entries"], shown=False)
        if self.log is not None:
            self._fill(self.log)

    def _fill(self, log: PatientLog) -> None:
        from j3032calc.wording.page_words import dose_cells, order_cells

        newest_first = tuple(sorted(log.doses, key=lambda one: one.dose.given_on, reverse=True))
        self.tables["doses"].show_rows([(one.dose.id, dose_cells(one)) for one in newest_first])
        orders = sorted(log.orders, key=lambda order: not order.is_active)
        self.tables["orders"].show_rows([(order.id, order_cells(order, self._services.today)) for order in orders])
        self._show_timeline(log.doses)

    def _show_timeline(self, doses: tuple[DoseHistory, ...]) -> None:
        from j3032calc.wording.page_words import timeline_words

        lanes = lanes_of(doses)
        words = timeline_words(
            {
                lane.name: [
                    (mark.given_on, mark.due, "voided" if mark.is_voided else "amended" if mark.is_amended else "")
                    for mark in lane.marks
                ]
                for lane in lanes
            }
        )
        self.timeline.show_lanes(lanes, self._services.today, words)

    # --- What the nurse does ---

    def selected(self, table: str) -> str:
        """Give the key of the selected row of a table; the only row counts as selected."""
        rows = self.tables[table]
        if rows.rowCount() == 1:
            rows.selectRow(0)
        return rows.current_key() if rows.selectedItems() else ""

    def _give(self) -> None:
        if self.log is None:
            return
        active = [order.id for order in self.log.orders if order.is_active]
        order = active[0] if len(active) == 1 else self.selected("orders")
        if active and not order:
            self.told.emit(say.CHOOSE_ORDER)
            return
        self.give.emit(self.log.patient.id, order if order in active else "")

    def _record(self) -> None:
        dose = self.selected("doses")
        if dose:
            self.record.emit(dose)
        else:
            self.told.emit(say.CHOOSE_DOSE)

    def _toggle_log(self) -> None:
        from j3032calc.services.accounts import all_accounts
        from j3032calc.wording.page_words import entry_cells

        part = self._parts["entries"]
        was_hidden = part.isHidden()
        self.refresh()
        if self.log is not None and was_hidden:
            people = {account.id: account for account in all_accounts(self._services.session.log)}
            entries = [(str(entry.sequence), entry_cells(entry, people)) for entry in reversed(self.log.entries)]
            self.tables["entries"].show_rows(entries)
        part.setVisible(was_hidden)


def lanes_of(doses: tuple[DoseHistory, ...]) -> tuple[Lane, ...]:
    """Give a lane for each drug: its doses against the day that the dose before said, and the next due."""
    by_drug: dict[str, list[DoseHistory]] = {}
    for history in sorted(doses, key=lambda one: one.dose.given_on):
        by_drug.setdefault(history.dose.drug.name, []).append(history)
    lanes = []
    for name, histories in by_drug.items():
        marks, due = [], None
        for history in histories:
            is_amended = len(history.versions) > 1
            marks.append(Mark(history.dose.given_on, due, history.is_voided, is_amended and not history.is_voided))
            if not history.is_voided:
                due = history.dose.next_due.due
        lanes.append(Lane(name, (*marks, Mark(None, due))))
    return tuple(lanes)

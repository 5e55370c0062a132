"""Patient: the timeline of doses, the records, the orders, the whole log, and what can be entered about a patient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from j3032calc.ui.asking import AskHolder
from j3032calc.ui.column import Column
from j3032calc.ui.patient_parts import (
    AuthorizationsPart,
    CoveragesPart,
    DocumentationPart,
    DosesPart,
    EntriesPart,
    KeyedButtons,
    OrdersPart,
    PartFrame,
)
from j3032calc.ui.text import Quiet, show_or_hide
from j3032calc.wording import care_labels, paper_labels
from j3032calc.wording import patient_labels as say

if TYPE_CHECKING:
    from j3032calc.domain.entries import Head
    from j3032calc.domain.history import PatientLog
    from j3032calc.domain.patient import Patient
    from j3032calc.services.services import Services

_PARTS: Final = (DosesPart, OrdersPart, DocumentationPart, CoveragesPart, AuthorizationsPart, EntriesPart)
_ACTIONS: Final = {
    "orders": care_labels.ORDER_ACTIONS,
    "coverages": care_labels.COVERAGE_ACTIONS,
    "authorizations": care_labels.AUTHORIZATION_ACTIONS,
}


class Unfinished(NamedTuple):
    """A form that is neither sent nor cancelled: about whom (nobody yet, for a new patient), and its title."""

    patient_id: str
    what: str


class PatientPage(QWidget):
    """One patient. ``changed`` gives the patient for the banner; ``give`` an order to give a dose by, or nothing.

    ``paper`` gives a kind of document and what it is about, ``documented`` the id of an order and an item of its
    checklist, with a space between them.
    """

    changed = Signal(object)
    give = Signal(str, str)
    wanted = Signal(str)
    told = Signal(str)
    paper = Signal(str, object)
    amended = Signal(str)
    documented = Signal(str)
    export = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("patient")
        self._services = services
        self.log: PatientLog | None = None
        self._shown_at: Head | None = None
        self._inside = QWidget(self)
        self._inside.setObjectName("patient.inside")
        self._nobody = Quiet(say.NO_PATIENT_OPEN, self)
        self._actions = KeyedButtons("patient.actions", say.PATIENT_ACTIONS, self._press, self, main="give")
        self._paper = KeyedButtons("patient.paper", paper_labels.PATIENT_PAPER, self._print, self)
        self._biologics = Quiet(parent=self)
        self._biologics.setObjectName("patient.biologics.said")
        # Where a form stands while something is entered.
        self.holder = AskHolder("patient.asks", self._inside)
        self.parts: dict[str, PartFrame] = {kind.name: kind(services, self._inside) for kind in _PARTS}
        self._lay_out()
        self._show_log()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(4, 4, 10, 10)
        column.setSpacing(12)
        for widget in (self._nobody, self._actions, self._biologics, self.holder):
            column.addWidget(widget)
        self.parts["doses"].put_above_table(self._paper)
        for name, part in self.parts.items():
            if name in _ACTIONS:
                buttons = KeyedButtons(f"patient.{name}.actions", _ACTIONS[name], self._press, self)
                self.holder.busy.connect(buttons.setDisabled)
                show_or_hide(buttons, shown=self._may(name))
                part.put_above_table(buttons)
            column.addWidget(part)
        column.addStretch(1)
        self.parts["documentation"].table.chosen.connect(self.documented)
        self.holder.busy.connect(self._actions.setDisabled)
        self.holder.comes_after = list(self._actions.buttons.values())[-1]
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 8, 8)
        whole.addWidget(Column("patient.column", self._inside, self))

    def _may(self, part: str) -> bool:
        """Whether the person may change what a part shows."""
        from j3032calc.domain.people import Right

        session = self._services.session
        rights = {"orders": (Right.CHART,), "authorizations": (Right.BILL,)}
        return any(map(session.may, rights.get(part, (Right.CHART, Right.BILL))))

    def _may_export(self) -> bool:
        from j3032calc.domain.people import Right

        return self._services.session.may(Right.EXPORT)

    def _press(self, name: str) -> None:
        own = {
            "give": self._give,
            "log": self._toggle_log,
            "amend_dose": self._amend,
            "export": self.export.emit,
        }
        own.get(name, lambda: self.wanted.emit(name))()

    def scale(self, percent: int) -> None:
        """Follow the text size."""
        for part in self.parts.values():
            part.scale(percent)

    def go_to_first(self) -> None:
        """Put the cursor on the usual next step."""
        self._actions.buttons["give"].setFocus()

    # --- The patient ---

    @property
    def patient(self) -> Patient | None:
        """Who is open."""
        return None if self.log is None else self.log.patient

    @property
    def unfinished(self) -> Unfinished | None:
        """The form that nobody has sent or cancelled yet."""
        title = self.holder.title
        if not title:
            return None
        is_new = self.patient is None or title == say.PATIENT_FORM.title
        return Unfinished("" if is_new or self.patient is None else self.patient.id, title)

    def open(self, patient_id: str) -> None:
        """Read a patient's log and show it."""
        if self.patient is None or self.patient.id != patient_id:
            # It would look as if it were about the patient who comes now.
            self.holder.close_form()
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
        from j3032calc.wording.care_words import biologics_line

        is_open = self.log is not None
        show_or_hide(self._nobody, shown=not is_open)
        for widget in (self._actions, self._biologics):
            show_or_hide(widget, shown=is_open)
        self._actions.offer({name for name in say.PATIENT_ACTIONS if name != "export" or self._may_export()})
        if self.log is not None:
            self._biologics.setText(biologics_line(self.log.patient.other_biologics))
        for name, part in self.parts.items():
            show_or_hide(part, shown=is_open and name != "entries")
            if self.log is not None:
                part.show_log(self.log)

    # --- What the nurse does ---

    def selected(self, table: str) -> str:
        """Give the key of the selected row of a table; the only row counts as selected."""
        return self.parts[table].selected()

    def select_dose(self, dose_id: str) -> None:
        """Choose a record, so that what is done next is about it."""
        self.parts["doses"].table.select_key(dose_id)
        self.parts["doses"].table.setFocus()

    def _give(self) -> None:
        if self.log is None:
            return
        active = [order.id for order in self.log.orders if order.is_active]
        order = active[0] if len(active) == 1 else self.selected("orders")
        if active and not order:
            self.told.emit(care_labels.CHOOSE_ORDER)
            return
        self.give.emit(self.log.patient.id, order if order in active else "")

    def _amend(self) -> None:
        dose = self.selected("doses")
        if dose:
            self.amended.emit(dose)
        else:
            self.told.emit(say.CHOOSE_DOSE)

    def _print(self, name: str) -> None:
        """Want a document about the chosen records, or about the patient."""
        if self.log is None:
            return
        self.selected("doses")
        subjects = (self.log.patient.id,) if name == "history" else self.parts["doses"].table.selected_keys()
        if subjects:
            self.paper.emit(name, subjects)
        else:
            self.told.emit(say.CHOOSE_DOSE)

    def _toggle_log(self) -> None:
        part = self.parts["entries"]
        was_hidden = part.isHidden()
        self.refresh()
        part.setVisible(was_hidden)
        if self.log is not None:
            part.show_log(self.log)

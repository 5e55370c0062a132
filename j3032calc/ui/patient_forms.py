"""What can be entered about a patient: one form at a time, on the patient's page, kept in the log when it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from j3032calc.ui.forms import Form
from j3032calc.ui.text import Button, take_away
from j3032calc.ui.text_table import TextTable
from j3032calc.ui.unlock_page import Panel
from j3032calc.wording import patient_labels as say
from j3032calc.wording.form_texts import NOT_CHOSEN
from j3032calc.wording.page_labels import PATIENT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.patient import Patient
    from j3032calc.services.services import Services
    from j3032calc.ui.patient_page import PatientPage
    from j3032calc.wording.form_texts import FormText


class Unfinished(NamedTuple):
    """A form that is neither sent nor cancelled: about whom (nobody yet, for a new patient), and its title."""

    patient_id: str
    what: str


class PatientForms(QObject):
    """Shows the forms. ``kept`` says that something is in the log now, ``opened`` wants another patient."""

    kept = Signal(str)
    opened = Signal(str)

    def __init__(self, services: Services, page: PatientPage) -> None:
        super().__init__(page)
        self._services = services
        self._page = page
        self._panel: Panel | None = None
        self.form: Form | None = None
        self._about = ""
        page.wanted.connect(self._ask)
        page.changed.connect(self._follow)

    @property
    def unfinished(self) -> Unfinished | None:
        """The form that stands here, if one does."""
        return None if self.form is None else Unfinished(self._about, self.form.title.text())

    def _follow(self, patient: Patient | None) -> None:
        """Take a form away when another patient is opened: it would be kept for the wrong one."""
        if patient is None or patient.id != self._about:
            self._close()

    def _ask(self, name: str) -> None:
        asks = {
            "order": self.ask_order,
            "end_order": self._ask_end_order,
            "weight": self._ask_weight,
            "allergies": self._ask_allergies,
            "coverage": self._ask_coverage,
            "amend": self._ask_amend,
            "void": self._ask_void,
        }
        asks[name]()

    # --- The forms ---

    def ask_new_patient(self, typed: str) -> None:
        """Ask for a new patient; what was searched for stands there already."""
        form = self._show("new_patient", say.PATIENT_FORM, columns=2)
        is_number = any(character.isdigit() for character in typed)
        form.fill({"identifier" if is_number else "family": typed})
        self._on_send(form, lambda: self._add(form, ()))

    def _add(self, form: Form, not_these: tuple[str, ...]) -> None:
        from j3032calc.domain.problems.charting import PatientMaybeKnown
        from j3032calc.services.entering import entered_patient

        patient = entered_patient(form.entries(), self._services.session.new_id(), self._services.today)
        try:
            added = self._services.patients.add(patient, not_these=not_these)
        except PatientMaybeKnown:
            self._show_alike(form, patient)
            return
        self._close()
        self.opened.emit(added.id)
        self.kept.emit(say.PATIENT_ADDED)

    def _show_alike(self, form: Form, patient: Patient) -> None:
        """Show who may be the same person; going on is a press of its own."""
        from j3032calc.wording.page_words import patient_cells

        alike = self._services.patients.alike(patient)
        while form.more.count() > len(form.choices):
            item = form.more.takeAt(form.more.count() - 1)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.deleteLater()
        table = TextTable("new_patient.alike", PATIENT_COLUMNS, (4, 4, 2), form)
        table.show_rows([(one.id, patient_cells(one, self._services.today)) for one in alike])
        table.chosen.connect(self._open_instead)
        form.more.addWidget(table)
        anyway = Button(say.IS_SOMEBODY_ELSE, form)
        anyway.setObjectName("new_patient.anyway")
        anyway.clicked.connect(lambda: self._send(form, lambda: self._add(form, tuple(one.id for one in alike))))
        form.more.addWidget(anyway)
        for widget in (table, anyway):
            widget.show()
        form.problem.setText(say.ADD_ANYWAY)
        form.problem.show()
        table.setFocus()

    def _open_instead(self, patient_id: str) -> None:
        self._close()
        self.opened.emit(patient_id)

    def _ask_amend(self) -> None:
        from j3032calc.services.entering import entered_patient
        from j3032calc.wording.writing import write_date

        before = self._page.patient
        if before is None:
            return
        form = self._show("amend_patient", say.PATIENT_AMENDED_FORM, columns=2)
        form.fill(
            {
                "family": before.family,
                "given": before.given,
                "born": write_date(before.born),
                "identifier": before.identifier,
                "sex": before.sex.value,
            }
        )

        def keep() -> None:
            entries = form.entries()
            patient = entered_patient(entries, before.id, self._services.today, before)
            alike = tuple(one.id for one in self._services.patients.alike(patient))
            self._services.patients.amend(patient, entries["reason"], not_these=alike)
            self._end(say.KEPT)

        self._on_send(form, keep)

    def _ask_weight(self) -> None:
        from j3032calc.services.entering import entered_weight
        from j3032calc.wording.writing import write_date

        form = self._show("weight", say.WEIGHT_FORM, columns=2)
        form.fill({"weighed_on": write_date(self._services.today)})

        def keep() -> None:
            self._services.patients.record_weight(self._patient_id(), entered_weight(form.entries()))
            self._end(say.KEPT)

        self._on_send(form, keep)

    def _ask_allergies(self) -> None:
        from j3032calc.services.entering import entered_allergies
        from j3032calc.wording.page_words import write_allergies

        form = self._show("allergies", say.ALLERGIES_FORM)
        before = self._page.patient
        form.fill({"allergies": write_allergies(before.allergies or ()) if before else ""})

        def keep() -> None:
            allergies = entered_allergies(form.entries()["allergies"])
            self._services.patients.record_allergies(self._patient_id(), allergies)
            self._end(say.KEPT)

        self._on_send(form, keep)

    def _ask_coverage(self) -> None:
        from j3032calc.services.entering import entered_coverage

        form = self._show("coverage", say.COVERAGE_FORM, columns=2)
        payers = {payer.id: payer.name for payer in self._services.catalogue.payers}
        form.choices["payer_id"].offer((("", NOT_CHOSEN), *payers.items()))

        def keep() -> None:
            coverage = entered_coverage(form.entries(), payers.get(form.entries()["payer_id"], ""))
            self._services.patients.record_coverages(self._patient_id(), (coverage,))
            self._end(say.KEPT)

        self._on_send(form, keep)

    def ask_order(self) -> None:
        """Ask for a new order."""
        from j3032calc.services.entering import entered_order
        from j3032calc.wording.writing import write_date

        form = self._show("order", say.ORDER_FORM, columns=2)
        form.fill({"ordered_on": write_date(self._services.today)})

        def keep() -> None:
            order_id = self._services.session.new_id()
            order = entered_order(form.entries(), order_id, self._patient_id(), self._services.catalogue)
            self._services.orders.write(order)
            self._end(say.KEPT)

        self._on_send(form, keep)

    def _ask_end_order(self) -> None:
        order_id = self._page.selected("orders")
        if not order_id:
            self._page.told.emit(say.CHOOSE_ORDER)
            return
        form = self._show("end_order", say.END_ORDER_FORM)

        def end() -> None:
            self._services.orders.end(order_id, form.entries()["reason"])
            self._end(say.ORDER_ENDED)

        self._on_send(form, end)

    def _ask_void(self) -> None:
        dose_id = self._page.selected("doses")
        if not dose_id:
            self._page.told.emit(say.CHOOSE_DOSE)
            return
        form = self._show("void", say.VOID_FORM)

        def void() -> None:
            entries = form.entries()
            self._services.doses.void(dose_id, entries["reason"], entries["pin"])
            self._end(say.RECORD_VOIDED)

        self._on_send(form, void)

    def ask_reason(self, text: FormText, act: Callable[[str], None], said: str) -> None:
        """Ask why something is done, and do it."""
        form = self._show("reason", text)

        def go_on() -> None:
            act(form.entries()["reason"])
            self._end(said)

        self._on_send(form, go_on)

    # --- What all of them do ---

    def _patient_id(self) -> str:
        patient = self._page.patient
        return "" if patient is None else patient.id

    def _show(self, name: str, text: FormText, *, columns: int = 1) -> Form:
        self._close()
        self._about = "" if name == "new_patient" else self._patient_id()
        self._panel = Panel(self._page)
        self.form = Form(name, text, self._panel, columns=columns)
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(22, 18, 22, 20)
        inside.addWidget(self.form)
        self._page.holder.addWidget(self._panel)
        self._panel.show()
        self.form.left.connect(self._close)
        return self.form

    def _on_send(self, form: Form, keep: Callable[[], None]) -> None:
        form.sent.connect(lambda: self._send(form, keep))
        form.go_to_first()

    def _send(self, form: Form, keep: Callable[[], None]) -> None:
        from j3032calc.domain.problems import Problem
        from j3032calc.services.entering import EntryRefused

        try:
            keep()
        except EntryRefused as refused:
            form.refuse(refused.problem, field=refused.field)
        except Problem as problem:
            form.forget_secrets()
            form.refuse(problem)

    def _end(self, said: str) -> None:
        self._close()
        self._page.refresh()
        self.kept.emit(said)

    def _close(self) -> None:
        if self._panel is not None:
            self._page.holder.removeWidget(self._panel)
            take_away(self._panel)
        self._panel = self.form = None

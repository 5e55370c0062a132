"""What can be entered about a patient: one form at a time, on the patient's page, kept in the log when it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from j3032calc.ui.laid_out import laid_out
from j3032calc.ui.order_forms import OrderForms
from j3032calc.ui.patient_asking import PatientAsker
from j3032calc.ui.payer_forms import PayerForms
from j3032calc.ui.text import Button, take_away
from j3032calc.ui.text_table import TextTable
from j3032calc.wording import patient_labels as say
from j3032calc.wording.page_labels import PATIENT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.patient import Patient
    from j3032calc.services.services import Services
    from j3032calc.ui.asking import FormPanel
    from j3032calc.ui.forms import Form
    from j3032calc.ui.patient_page import PatientPage
    from j3032calc.wording.form_texts import FormText


class PatientForms(QObject):
    """Shows the forms. ``kept`` says that something is in the log now, ``opened`` wants another patient."""

    kept = Signal(str)
    opened = Signal(str)

    def __init__(self, services: Services, page: PatientPage) -> None:
        super().__init__(page)
        self._about = PersonForms(services, page, self.kept.emit, self.opened.emit)
        orders = OrderForms(services, page, self.kept.emit)
        self._asks = self._about.asks() | orders.asks() | PayerForms(services, page, self.kept.emit).asks()
        page.wanted.connect(lambda name: self._asks[name]())
        page.documented.connect(orders.ask_documentation_of)

    def ask_new_patient(self, typed: str) -> None:
        """Ask for a new patient; what was searched for stands there already."""
        self._about.ask_new(typed)

    def ask_reason(self, text: FormText, work: Callable[[str], object], then: Callable[[str], object]) -> None:
        """Ask why something is done, and do it away from the window; ``then`` is told the reason."""
        self._about.ask_reason(text, work, then)


class PersonForms(PatientAsker):
    """Who the patient is and what is known of them; and why a record is voided."""

    def __init__(
        self,
        services: Services,
        page: PatientPage,
        kept: Callable[[str], object],
        open_other: Callable[[str], object],
    ) -> None:
        super().__init__(services, page, kept)
        self._open_other = open_other

    def asks(self) -> dict[str, Callable[[], None]]:
        """Give what each button of the page asks."""
        return {
            "weight": self._ask_weight,
            "allergies": self._ask_allergies,
            "biologics": self._ask_biologics,
            "amend": self._ask_amend,
            "void": self._ask_void,
        }

    # --- A new patient ---

    def ask_new(self, typed: str) -> None:
        """Ask for a new patient; what was searched for stands there already."""
        is_number = any(character.isdigit() for character in typed)
        panel = self._ask("new_patient", say.PATIENT_FORM, {"identifier" if is_number else "family": typed})
        # Who was shown as alike, and found to be somebody else.
        not_these: list[str] = []

        def then(added: Patient | tuple[Patient, ...]) -> None:
            self._added(panel, added, not_these)

        panel.on_send(lambda form: self._add(form, tuple(not_these)), then)
        panel.go_to_first()

    def _add(self, form: Form, not_these: tuple[str, ...]) -> Callable[[], Patient | tuple[Patient, ...]]:
        from j3032calc.domain.problems.charting import PatientMaybeKnown
        from j3032calc.services.entering import entered_patient

        patients = self._services.patients
        patient = entered_patient(form.entries(), self._services.session.new_id(), self._services.today)

        def add() -> Patient | tuple[Patient, ...]:
            try:
                return patients.add(patient, not_these=not_these)
            except PatientMaybeKnown:
                return patients.alike(patient)

        return add

    def _added(self, panel: FormPanel, added: Patient | tuple[Patient, ...], not_these: list[str]) -> None:
        if isinstance(added, tuple):
            self._show_alike(panel, added, not_these)
            return
        self._page.holder.close_form()
        self._open_other(added.id)
        self._kept(say.PATIENT_ADDED)

    def _show_alike(self, panel: FormPanel, alike: tuple[Patient, ...], not_these: list[str]) -> None:
        """Show who may be the same person; going on is a press of its own."""
        from j3032calc.wording.page_words import patient_cells

        form = panel.form
        for widget in tuple(laid_out(form.more))[len(form.choices) :]:
            form.more.removeWidget(widget)
            take_away(widget)
        table = TextTable("new_patient.alike", PATIENT_COLUMNS, (4, 4, 2), form)
        table.show_rows([(one.id, patient_cells(one, self._services.today)) for one in alike])
        table.chosen.connect(self._open_instead)
        anyway = Button(say.IS_SOMEBODY_ELSE, form)
        anyway.setObjectName("new_patient.anyway")

        def go_on() -> None:
            not_these.extend(one.id for one in alike)
            form.sent.emit()

        anyway.clicked.connect(go_on)
        for widget in (table, anyway):
            form.more.addWidget(widget)
            widget.show()
        form.problem.setText(say.ADD_ANYWAY)
        form.problem.show()
        table.setFocus()

    def _open_instead(self, patient_id: str) -> None:
        self._page.holder.close_form()
        self._open_other(patient_id)

    # --- The patient who is open ---

    def _ask_amend(self) -> None:
        from j3032calc.wording.care_words import patient_entries

        before, patients, today = self._patient, self._services.patients, self._services.today

        def prepare(form: Form) -> Callable[[], object]:
            from j3032calc.services.entering import entered_patient

            entries = form.entries()
            patient = entered_patient(entries, before.id, today, before)
            return lambda: patients.amend(
                patient, entries["reason"], not_these=tuple(one.id for one in patients.alike(patient))
            )

        panel = self._ask("amend_patient", say.PATIENT_AMENDED_FORM, patient_entries(before))
        self._on_send(panel, prepare)

    def _ask_weight(self) -> None:
        from j3032calc.wording.writing import write_date

        patient, patients = self._patient, self._services.patients

        def prepare(form: Form) -> Callable[[], object]:
            from j3032calc.services.entering import entered_weight

            weight = entered_weight(form.entries())
            return lambda: patients.record_weight(patient.id, weight)

        self._on_send(self._ask("weight", say.WEIGHT_FORM, {"weighed_on": write_date(self._services.today)}), prepare)

    def _ask_allergies(self) -> None:
        from j3032calc.wording.page_words import write_allergies

        patient, patients = self._patient, self._services.patients

        def prepare(form: Form) -> Callable[[], object]:
            from j3032calc.services.entering import entered_allergies

            allergies = entered_allergies(form.entries()["allergies"])
            return lambda: patients.record_allergies(patient.id, allergies)

        filled = {"allergies": write_allergies(patient.allergies or ())}
        self._on_send(self._ask("allergies", say.ALLERGIES_FORM, filled, columns=1), prepare)

    def _ask_biologics(self) -> None:
        from j3032calc.wording.care_words import write_biologics

        patient, services = self._patient, self._services

        def prepare(form: Form) -> Callable[[], object]:
            from j3032calc.services.entering import entered_biologics

            biologics = entered_biologics(form.entries()["biologics"], services.catalogue)
            return lambda: services.patients.record_biologics(patient.id, biologics)

        filled = {"biologics": write_biologics(patient.other_biologics or ())}
        self._on_send(self._ask("biologics", say.BIOLOGICS_FORM, filled, columns=1), prepare)

    def _ask_void(self) -> None:
        dose_id, doses = self._page.selected("doses"), self._services.doses
        if not dose_id:
            self._page.told.emit(say.CHOOSE_DOSE)
            return

        def prepare(form: Form) -> Callable[[], object]:
            entries = form.entries()
            return lambda: doses.void(dose_id, entries["reason"], entries["pin"])

        self._on_send(self._ask("void", say.VOID_FORM), prepare, say.RECORD_VOIDED)

    def ask_reason(self, text: FormText, work: Callable[[str], object], then: Callable[[str], object]) -> None:
        """Ask why something is done, and do it away from the window; ``then`` is told the reason."""
        panel = self._ask("reason", text, columns=1)

        def prepare(form: Form) -> Callable[[], object]:
            reason = form.entries()["reason"]

            def do() -> str:
                work(reason)
                return reason

            return do

        def end(reason: str) -> None:
            self._page.holder.close_form()
            self._page.refresh()
            then(reason)

        panel.on_send(prepare, end)
        panel.go_to_first()

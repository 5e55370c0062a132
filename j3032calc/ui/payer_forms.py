"""Coverage and authorizations, as they are entered on the patient's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.ui.patient_asking import PatientAsker
from j3032calc.wording import care_labels as say
from j3032calc.wording.form_texts import NO_CHOICE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from j3032calc.domain.order import Authorization, DrugRef
    from j3032calc.domain.patient import Coverage
    from j3032calc.ui.asking import FormPanel
    from j3032calc.ui.forms import Form
    from j3032calc.wording.form_texts import FormText


class PayerForms(PatientAsker):
    """Says who pays, in which order, and what they approved."""

    def asks(self) -> dict[str, Callable[[], None]]:
        """Give what each button of the page asks."""
        return {
            "coverage": self._ask_coverage,
            "amend_coverage": lambda: self._of_chosen(self._ask_amended_coverage),
            "first_coverage": lambda: self._of_chosen(self._ask_first),
            "drop_coverage": lambda: self._of_chosen(self._ask_drop),
            "authorization": self._ask_authorization,
            "amend_authorization": self._ask_amended_authorization,
        }

    def _of_chosen(self, ask: Callable[[int], None]) -> None:
        chosen = self._page.selected("coverages")
        if chosen:
            ask(int(chosen))
        else:
            self._page.told.emit(say.CHOOSE_COVERAGE)

    # --- Coverage ---

    def _ask_coverage(self) -> None:
        panel = self._with_payers("coverage", say.COVERAGE_FORM, {"relation": "self"})
        before = self._patient.coverages
        self._keep(panel, lambda coverage: (*before, coverage))

    def _ask_amended_coverage(self, place: int) -> None:
        from j3032calc.wording.care_words import coverage_entries

        before = self._patient.coverages
        panel = self._with_payers("coverage", say.COVERAGE_AMENDED_FORM, coverage_entries(before[place]))
        self._keep(panel, lambda coverage: (*before[:place], coverage, *before[place + 1 :]))

    def _keep(self, panel: FormPanel, among: Callable[[Coverage], tuple[Coverage, ...]]) -> None:
        patient_id, services = self._patient.id, self._services

        def prepare(form: Form) -> Callable[[], object]:
            from j3032calc.services.entering_payer import entered_coverage

            coverages = among(entered_coverage(form.entries(), services.payer_names))
            return lambda: services.patients.record_coverages(patient_id, coverages)

        self._on_send(panel, prepare)

    def _ask_first(self, place: int) -> None:
        before = self._patient.coverages
        chosen = before[place]
        self._confirm(say.FIRST_COVERAGE_FORM, chosen, (chosen, *before[:place], *before[place + 1 :]))

    def _ask_drop(self, place: int) -> None:
        before = self._patient.coverages
        self._confirm(say.DROP_COVERAGE_FORM, before[place], (*before[:place], *before[place + 1 :]))

    def _confirm(self, text: FormText, coverage: Coverage, coverages: tuple[Coverage, ...]) -> None:
        patient_id, patients = self._patient.id, self._services.patients
        panel = self._ask("coverage_order", text._replace(title=text.title.format(payer=coverage.payer_name)))
        self._on_send(panel, lambda _: lambda: patients.record_coverages(patient_id, coverages))

    def _with_payers(self, name: str, text: FormText, filled: Mapping[str, str]) -> FormPanel:
        """Ask with every payer profile on offer; a payer whose profile is gone stays on offer where it is chosen."""
        panel = self._ask(name, text, filled)
        payers, chosen = self._services.payer_names, filled.get("payer_id", "")
        names = payers if chosen in {"", *payers} else {chosen: chosen} | payers
        panel.form.choices["payer_id"].offer((NO_CHOICE, *names.items()))
        panel.form.choices["payer_id"].choose((chosen,))
        return panel

    # --- Authorizations ---

    def _ask_authorization(self) -> None:
        patient, services = self._patient, self._services
        drugs = self._drugs()
        active = [] if self._page.log is None else [one.drug.key for one in self._page.log.orders if one.is_active]
        filled = {
            "payer_id": patient.coverages[0].payer_id if patient.coverages else "",
            "drug": active[0] if len(set(active)) == 1 else "",
        }
        panel, new_id = self._with_drugs(say.AUTHORIZATION_FORM, filled, drugs), services.session.new_id()

        def prepare(form: Form) -> Callable[[], object]:
            from j3032calc.services.entering_payer import entered_authorization

            read = entered_authorization(form.entries(), new_id, patient.id, drugs)
            return lambda: services.authorizations.add(read)

        self._on_send(panel, prepare)

    def _ask_amended_authorization(self) -> None:
        from j3032calc.wording.care_words import authorization_entries

        before = self._chosen_authorization()
        if before is None:
            self._page.told.emit(say.CHOOSE_AUTHORIZATION)
            return
        drugs, services = self._drugs() | {before.drug.key: before.drug}, self._services
        panel = self._with_drugs(say.AUTHORIZATION_AMENDED_FORM, authorization_entries(before), drugs)

        def prepare(form: Form) -> Callable[[], object]:
            from j3032calc.services.entering_payer import entered_authorization

            entries = form.entries()
            read = entered_authorization(entries, before.id, before.patient_id, drugs)
            return lambda: services.authorizations.amend(read, entries["reason"])

        self._on_send(panel, prepare)

    def _chosen_authorization(self) -> Authorization | None:
        chosen, log = self._page.selected("authorizations"), self._page.log
        return None if log is None else next((one for one in log.authorizations if one.id == chosen), None)

    def _with_drugs(self, text: FormText, filled: Mapping[str, str], drugs: Mapping[str, DrugRef]) -> FormPanel:
        panel = self._with_payers("authorization", text, filled)
        panel.form.choices["drug"].offer((NO_CHOICE, *((key, drug.name) for key, drug in drugs.items())))
        panel.form.choices["drug"].choose((filled.get("drug", ""),))
        return panel

    def _drugs(self) -> dict[str, DrugRef]:
        """Give the drugs that can be authorized, by their keys: those ordered first, then the catalogue's."""
        from j3032calc.domain.order import DrugRef

        ordered = [] if self._page.log is None else [order.drug for order in self._page.log.orders]
        listed = [
            DrugRef(product_id=one.id, name=one.name, hcpcs=one.code.hcpcs) for one in self._services.catalogue.offered
        ]
        known = {drug.key for drug in ordered}
        return {drug.key: drug for drug in (*ordered, *(one for one in listed if one.key not in known))}

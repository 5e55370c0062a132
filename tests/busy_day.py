"""A log as full as a busy day leaves it: every kind of row, mark, finding and missing thing, with invented people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from j3032calc.domain.administration import NextDue
from j3032calc.domain.entries import Kind
from j3032calc.domain.order import Charge
from j3032calc.domain.patient import Allergy, Coverage, Patient, Relation, Sex, Weight
from j3032calc.domain.people import NewAccount, Role
from j3032calc.domain.quantities import BodyMass
from j3032calc.domain.site import Recall
from j3032calc.wording.writing import write_date
from tests import invented, invented_log
from tests.invented import NPI, TEZSPIRE

if TYPE_CHECKING:
    from j3032calc.domain.administration import Draft
    from j3032calc.domain.order import Order
    from j3032calc.services.services import Services

# The longest name and credential that anybody signs with here: everything must have room for them.
BEATRICE = NewAccount(
    user="beatrice",
    name="Beatrice Montgomery-Fitzgerald",
    credential="RN, BSN",
    roles=(Role.ADMINISTRATOR, Role.LEAD),
)
# She was given a password and has not chosen her own.
NOVA = NewAccount(user="nova", name="Nova New", credential="RN", roles=(Role.NURSE,))
SITE_NAME = "Lakeside Infusion"
PASSWORD = "three calm blue herons"
GIVEN_PASSWORD = "given by somebody else"
PIN = "2580"
FOUR_WEEKS = timedelta(days=28)


def fill(services: Services) -> None:
    """Fill a log that was just set up."""
    _Day(services).fill()


class _Day:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._session = services.session
        self._today = services.today

    def fill(self) -> None:
        self._services.people.set_own_pin(PASSWORD, PIN)
        self._services.people.add(NOVA, GIVEN_PASSWORD)
        self._set_the_site()
        jose = self._jose()
        order = self._order_for(jose)
        self._give_joses_doses(jose, order)
        self._prepare(jose, order, product=order.drug.name, dose="3 mg/kg", weight="72.4 kg")
        self._widow()
        self._several_orders()

    def _admit(self, number: int, **fields: object) -> Patient:
        patient = invented.a_patient(id=self._session.new_id(), identifier=f"12-34{number}", **fields)
        return self._services.patients.add(patient)

    def _order_for(self, patient: Patient, **fields: object) -> Order:
        known = {"id": self._session.new_id(), "patient_id": patient.id, "ordered_on": self._today - 4 * FOUR_WEEKS}
        return self._services.orders.write(replace(invented_log.order(), **(known | fields)))  # type: ignore[arg-type]

    def _set_the_site(self) -> None:
        recall = Recall(lot="LOT666", ndc="59310-0610-31", reason="particles were seen")
        site = replace(self._services.sites.now(), recalls=(recall,), wants_witness=True, npi=NPI)
        self._services.sites.set(site)
        for hcpcs, dollars in (("J2786", "1025.5"), ("J2356", "0.5")):
            self._services.charges.set(Charge(hcpcs=hcpcs, dollars_per_unit=Fraction(dollars), first=date(2026, 1, 1)))

    def _jose(self) -> Patient:
        """Give the patient of whom everything is known."""
        jose = self._admit(1, family="O'Brien-Smith-Featherstonehaugh", given="José Maximilian", sex=Sex.MALE)
        patients = self._services.patients
        weight = Weight(amount=BodyMass.of(Fraction("72.4"), "kg"), on=self._today)
        patients.record_weight(jose.id, weight)
        latex = Allergy(substance="latex", reaction="rash")
        patients.record_allergies(jose.id, (latex, Allergy(substance="penicillin")))
        coverage = Coverage(
            payer_id="medicare-part-b", payer_name="Medicare Part B", member_id="1EG4", relation=Relation.SELF
        )
        return patients.record_coverages(jose.id, (coverage,))

    def _give_joses_doses(self, jose: Patient, order: Order) -> None:
        """Give a first dose, one on its day, one late, one early, one amended and one voided; the next is overdue."""
        due: date | None = None
        for number, days_ago in enumerate((152, 124, 92, 68, 43, 40), start=1):
            given_on = self._today - timedelta(days=days_ago)
            dose = invented_log.dose(
                id=f"dose {number}", patient_id=jose.id, order_id=order.id, given_on=given_on, next_due=NextDue(due=due)
            )
            due = given_on + FOUR_WEEKS
            dose = replace(dose, next_due=NextDue(due=due))
            self._append(Kind.DOSE_RECORDED, dose.id, dose)
            if number == 3:
                self._append(Kind.DOSE_AMENDED, dose.id, replace(dose, body_site="left arm"), "the site was left out")
            if number == 5:
                self._append(Kind.DOSE_VOIDED, dose.id, dose, "charted for the wrong day")

    def _append(self, kind: Kind, subject: str, body: object, reason: str | None = None) -> None:
        patient_id = getattr(body, "patient_id", None)
        entry = self._session.entry(kind, subject, body, patient_id=patient_id, reason=reason)  # type: ignore[arg-type]
        self._session.log.append([entry])

    def _widow(self) -> None:
        """Take in somebody of whom nearly nothing is known, with a dose under way, due today."""
        ada = self._admit(2, family="Moss", given="Ada", sex=Sex.UNKNOWN, born=date(1931, 12, 1))
        tezspire = self._order_for(ada, drug=TEZSPIRE, dose=invented.mg(210), starts_on=self._today)
        running = self._prepare(ada, tezspire, product=TEZSPIRE.name, dose="210 mg")
        self._services.drafts.start(running.id)

    def _prepare(self, patient: Patient, order: Order, **entered: str) -> Draft:
        written = entered | {"given_on": write_date(self._today)}
        return self._services.drafts.prepare(patient.id, order.id, written)

    def _several_orders(self) -> None:
        """Take in somebody with an order that is coming up, one that has expired and one that was ended."""
        zoe = self._admit(3, family="Ng", given="Zoe", born=date(2011, 5, 31))
        self._order_for(zoe, starts_on=self._today + timedelta(days=3))
        expired = {"expires_on": self._today - timedelta(days=1), "drug": TEZSPIRE, "dose": invented.mg(210)}
        self._order_for(zoe, ordered_on=self._today - timedelta(days=2), **expired)
        ended = self._order_for(zoe, drug=TEZSPIRE, dose=invented.mg("2.5"))
        self._services.orders.end(ended.id, "changed to another drug")

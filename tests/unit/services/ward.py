"""A clinic where people work: a nurse, another nurse and a biller, with real keys and a real encrypted log."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from j3032calc.domain.charting import Answered, Charted, Discarding
from j3032calc.domain.entries import Kind
from j3032calc.domain.findings import Care, Claim
from j3032calc.domain.people import NewAccount, Role
from j3032calc.domain.problems.charting import NotInLog
from j3032calc.domain.site import SITE_ID, Site
from j3032calc.domain.visit.facts import Phase
from j3032calc.services.administrations import Administrations, Confirmation, Override
from j3032calc.services.calculation import Calculator, Typed
from j3032calc.services.drafts import Drafts
from j3032calc.services.due import Due
from j3032calc.services.orders import Authorizations, Charges, Orders
from j3032calc.services.patients import Patients
from j3032calc.services.readiness import Checks
from j3032calc.services.site_catalogue import SiteCatalogue
from tests.clinic import NINA, OWN_PASSWORD, PIN, WILL, Clinic
from tests.invented import a_patient, an_order
from tests.unit.services.small_catalogue import CATALOGUE

if TYPE_CHECKING:
    from pathlib import Path

    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.entries import Entry
    from j3032calc.domain.order import Order
    from j3032calc.domain.patient import Patient
    from j3032calc.services.session import Session

BELLA = NewAccount(user="Bella", name="Bella Biller", credential="CPC", roles=(Role.BILLER,))
LENA = NewAccount(user="Lena", name="Lena Lead", credential="PharmD", roles=(Role.LEAD,))
ARTHUR = NewAccount(user="Arthur", name="Arthur Auditor", credential="CPA", roles=(Role.AUDITOR,))
CONFIRMED = Confirmation(pin=PIN, is_given=True, is_discarded=True)


def open_clinic(folder: Path) -> None:
    """Set a clinic up in a folder, with everybody in it; tests work in copies of it."""
    clinic = Clinic(folder)
    clinic.hire(clinic.set_up(), NINA, WILL, BELLA, LENA, ARTHUR).sign_out()


class Ward:
    """Nina is signed in, unless a test lets somebody else take over. ``folder`` is a clinic's (see ``open_clinic``)."""

    def __init__(self, folder: Path) -> None:
        self.clinic = Clinic(folder)
        self.session: Session = self.clinic.workstation.sign_in(NINA.user, OWN_PASSWORD)
        self.clock = self.clinic.clock
        self.calculator = Calculator(CATALOGUE, self.clock)

    def take_over(self, who: NewAccount) -> None:
        self.session = self.session.switch(who.user, OWN_PASSWORD)

    @property
    def patients(self) -> Patients:
        return Patients(self.session)

    @property
    def orders(self) -> Orders:
        return Orders(self.session, CATALOGUE)

    @property
    def authorizations(self) -> Authorizations:
        return Authorizations(self.session, CATALOGUE)

    @property
    def charges(self) -> Charges:
        return Charges(self.session)

    @property
    def drafts(self) -> Drafts:
        return Drafts(self.session)

    @property
    def doses(self) -> Administrations:
        return Administrations(self.session, self.checks, edition="test edition", app_version="0.1.0")

    @property
    def checks(self) -> Checks:
        return Checks(self.session, SiteCatalogue(self.session, CATALOGUE), ())

    @property
    def due(self) -> Due:
        return Due(self.session)

    def admit(self, **fields: object) -> Patient:
        """Take a patient in, whoever they resemble."""
        patient = a_patient(id=self.session.new_id(), **fields)
        return self.patients.add(patient, not_these=[one.id for one in self.patients.alike(patient)])

    def prescribe(self, patient: Patient, **fields: object) -> Order:
        return self.orders.write(an_order(id=self.session.new_id(), patient_id=patient.id, **fields))

    def calculate(self, **fields: object) -> Calculation:
        """Calculate 3 mg per kg of Cinqair for 70 kg from three vials of 100 mg, of which 90 mg are left."""
        typed = Typed(product="cinqair", dose="210 mg", given_on="2026-11-23")
        return self.calculator.answer(replace(typed, **fields))  # type: ignore[arg-type]

    def chart(self, patient: Patient, **fields: object) -> Charted:
        return replace(Charted(id=self.session.new_id(), patient_id=patient.id), **fields)  # type: ignore[arg-type]

    def discarding(self, **fields: object) -> Discarding:
        whole = Discarding(
            reason="rest of the vial",
            method="black bin",
            at=self.clock.now() - timedelta(minutes=1),
            is_not_shared=True,
        )
        return replace(whole, **fields)  # type: ignore[arg-type]

    def give(self, patient: Patient, **fields: object) -> Entry:
        """Sign 210 mg of Cinqair with its discard, or whatever else."""
        calculation = fields.pop("calculation", None) or self.calculate()
        charted = self.chart(patient, **({"discard": self.discarding()} | fields))
        return self.sign(calculation, charted)  # type: ignore[arg-type]

    def sign(self, calculation: Calculation, charted: Charted, confirmation: Confirmation = CONFIRMED) -> Entry:
        """Sign a dose; whatever holds care and has no reason yet gets one."""
        return self.doses.sign(calculation, self.answered(calculation, charted), confirmation)

    def answered(self, calculation: Calculation, charted: Charted, reason: str = "asked the prescriber") -> Charted:
        """Write a reason to everything that holds care."""
        try:
            found = self.checks.charted(calculation, charted, Phase.GIVEN).findings
        except NotInLog:
            return charted
        known = {one.finding for one in charted.answers}
        held = (one for one in found if one.care is Care.HOLD and one not in known)
        return replace(charted, answers=(*charted.answers, *(Answered(finding=one, reason=reason) for one in held)))

    def give_overridden(self, patient: Patient, **fields: object) -> Entry:
        """Sign a dose whose every stop Lena overrides."""
        calculation = fields.pop("calculation", None) or self.calculate()
        charted = self.chart(patient, **({"discard": self.discarding()} | fields))
        found = self.checks.charted(calculation, charted, Phase.GIVEN).findings  # type: ignore[arg-type]
        stops = tuple(one for one in found if one.claim is Claim.STOP)
        answers = tuple(Answered(finding=one, reason="agreed with the payer") for one in stops)
        confirmed = replace(CONFIRMED, override=Override(LENA.user, PIN, stops))
        return self.sign(calculation, replace(charted, answers=answers), confirmed)  # type: ignore[arg-type]

    def set_site(self, **fields: object) -> None:
        """Write the site's rules as its settings will."""
        site = replace(Site(name="Lakeside Infusion"), **fields)  # type: ignore[arg-type]
        self.session.log.append([self.session.entry(Kind.SITE_SET, SITE_ID, site)])

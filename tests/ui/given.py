"""A window in which somebody is signed in, with patients and orders that are written without the forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from j3032calc.domain.administration import DrugSource
from j3032calc.domain.charting import Answered, Charted, Discarding, containers_of
from j3032calc.domain.findings import Care
from j3032calc.domain.visit.facts import Phase
from j3032calc.services.administrations import Confirmation
from j3032calc.services.calculation import Typed
from tests.invented import a_patient, an_order
from tests.ui import test_log_pages as pages

if TYPE_CHECKING:
    from j3032calc.domain.administration import Administration
    from j3032calc.domain.order import Order
    from j3032calc.domain.patient import Patient
    from j3032calc.services.services import Services
    from j3032calc.ui.giving import Giving

Desk = pages.Desk
PIN: Final = pages.PIN
GS: Final = "<GS>"
# Cartons and vials; the check digits are worked out by hand.
TEZSPIRE: Final = "0100355513112017" + "21ABC123<GS>17271231" + "10LOT7"
CINQAIR: Final = "0100359310610318"


def cinqair(serial: str, lot: str = "C44", expiry: str = "280630") -> str:
    """Give the code of one Cinqair vial."""
    return f"{CINQAIR}21{serial}<GS>17{expiry}10{lot}"


def services_of(desk: pages.Desk) -> Services:
    log_desk = desk.window._log_desk
    assert log_desk is not None
    assert log_desk.work is not None
    return log_desk.work.services


def giving_of(desk: pages.Desk) -> Giving:
    log_desk = desk.window._log_desk
    assert log_desk is not None
    assert log_desk.work is not None
    assert log_desk.work.giving is not None
    return log_desk.work.giving


def admit(desk: pages.Desk, **fields: object) -> Patient:
    """Take a patient in."""
    services = services_of(desk)
    patient = a_patient(id=services.session.new_id(), **fields)
    return services.patients.add(patient, not_these=[one.id for one in services.patients.alike(patient)])


def prescribe(desk: pages.Desk, patient: Patient, **fields: object) -> Order:
    services = services_of(desk)
    return services.orders.write(an_order(id=services.session.new_id(), patient_id=patient.id, **fields))


def open_patient(desk: pages.Desk, patient: Patient) -> None:
    log_desk = desk.window._log_desk
    assert log_desk is not None
    assert log_desk.work is not None
    log_desk.work.open_patient(patient.id)


def give(desk: pages.Desk, patient: Patient) -> None:
    """Open a patient and begin the dose of the only order."""
    open_patient(desk, patient)
    desk.click("patient.give")


def patient_of_number(desk: pages.Desk, number: str) -> Patient:
    patient = services_of(desk).patients.of_number(number)
    assert patient is not None
    return patient


def record_of(desk: pages.Desk, patient: Patient) -> Administration:
    """Give the newest dose of a patient, as it stands."""
    doses = services_of(desk).patients.open(patient.id).doses
    return max((one.dose for one in doses), key=lambda dose: dose.given_on)


def give_before(desk: pages.Desk, patient: Patient, order: Order, day: date, **typed: str) -> None:
    """Sign a dose of an earlier day by the services, with its discard where there is one."""
    services, now = services_of(desk), desk.clinic.clock.now()
    asked = Typed(
        product=order.drug.product_id, given_on=day.isoformat(), dose=typed["dose"], weight=typed.get("weight")
    )
    calculation = desk.window.page._calculator.answer(asked)  # type: ignore[union-attr]
    rest = calculation.plan.discarded
    is_discarded = rest is not None and not rest.is_zero
    discard = Discarding(reason="rest of a single-dose vial", method="waste bin", at=now, is_not_shared=True)
    opened = containers_of(calculation.plan.containers)
    charted = Charted(
        id=services.session.new_id(),
        patient_id=patient.id,
        order_id=order.id,
        containers=tuple(replace(one, lot="L1", expiry=date(2027, 12, 31)) for one in opened),
        body_site="abdomen",
        weight=patient.weights[-1] if "weight" in typed else None,
        source=DrugSource.PURCHASED,
        discard=discard if is_discarded else None,
        late_reason="from paper",
    )
    found = services.checks.charted(calculation, charted, Phase.GIVEN).findings
    holds = (Answered(finding=one, reason="from paper") for one in found if one.care is Care.HOLD)
    confirmed = Confirmation(pin=PIN, is_given=True, is_discarded=is_discarded)
    services.doses.sign(calculation, replace(charted, answers=tuple(holds)), confirmed)

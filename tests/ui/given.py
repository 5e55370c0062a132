"""A window in which somebody is signed in, with patients and orders that are written without the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.invented import a_patient, an_order
from tests.ui import test_log_pages as pages

if TYPE_CHECKING:
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
    assert log_desk._services is not None
    return log_desk._services


def giving_of(desk: pages.Desk) -> Giving:
    log_desk = desk.window._log_desk
    assert log_desk is not None
    assert log_desk.giving is not None
    return log_desk.giving


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
    log_desk.open_patient(patient.id)


def give(desk: pages.Desk, patient: Patient) -> None:
    """Open a patient and begin the dose of the only order."""
    open_patient(desk, patient)
    desk.click("patient.give")

"""Invented people, orders and doses in a real store. Nobody here was ever alive."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from j3032calc.domain.administration import (
    Administration,
    Balance,
    CalculationShown,
    ContainerUsed,
    Discard,
    Draft,
    DrugSource,
    FindingShown,
    LineBilled,
    NextDue,
    Stage,
)
from j3032calc.domain.entries import Body, Kind, NewEntry, Note
from j3032calc.domain.findings import Care, Claim
from j3032calc.domain.order import DrugRef, Order, Prescriber
from j3032calc.domain.patient import Patient, Sex, Weight
from j3032calc.domain.people import Meaning, Signature
from j3032calc.domain.problems.log import LogLocked
from j3032calc.domain.quantities import BodyMass, DosePerWeight, Mass, Volume
from j3032calc.domain.schedule import Interval
from j3032calc.storage.log_store import SqlStore
from tests.fixed_clock import FixedClock

if TYPE_CHECKING:
    from pathlib import Path

    from j3032calc.storage.sql_log import SqlLog

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
DAY = date(2026, 11, 23)
CINQAIR = DrugRef(product_id="cinqair", name="reslizumab (Cinqair)", hcpcs="J2786")
SIGNED = Signature(account_id="a1", name="Nora Field", credential="RN", at=NOW, meaning=Meaning.GIVEN)


class FixedKey:
    """A store key that a test knows."""

    def __init__(self, digits: str = "5a" * 32) -> None:
        self._digits = digits

    def hex(self) -> str:
        if not self._digits:
            raise LogLocked
        return self._digits

    def wipe(self) -> None:
        self._digits = ""


def mg(number: Fraction | int | str) -> Mass:
    return Mass.of(Fraction(number), "mg")


def patient(number: int = 1, **changed: object) -> Patient:
    fields: dict[str, object] = {
        "id": f"p{number}",
        "identifier": f"MRN-{number:06d}",
        "family": "Quillfeather",
        "given": "Zéphyrine",
        "born": date(1961, 7, 8),
        "sex": Sex.FEMALE,
    }
    return Patient(**(fields | changed))  # type: ignore[arg-type]


def order(number: int = 1, *, of_patient: int = 1, **changed: object) -> Order:
    fields: dict[str, object] = {
        "id": f"o{number}",
        "patient_id": f"p{of_patient}",
        "drug": CINQAIR,
        "prescriber": Prescriber(name="Ira Holloway", credential="MD"),
        "dose": DosePerWeight(mg(3)),
        "interval": Interval(days=28),
        "ordered_on": date(2026, 10, 1),
    }
    return Order(**(fields | changed))  # type: ignore[arg-type]


def dose(number: int = 1, *, of_patient: int = 1, **changed: object) -> Administration:
    """Give 217.2 mg of 300 mg opened: 217.2 + 82.8 = 300."""
    given_on = changed.get("given_on", DAY)
    assert isinstance(given_on, date)
    fields: dict[str, object] = {
        "id": f"d{number}",
        "patient_id": f"p{of_patient}",
        "order_id": f"o{of_patient}",
        "drug": CINQAIR,
        "app_version": "0.1.0",
        "given_on": given_on,
        "started_at": NOW,
        "route": "intravenous",
        "weight": Weight(amount=BodyMass.of(Fraction("72.4"), "kg"), on=DAY),
        "source": DrugSource.PURCHASED,
        "containers": (
            ContainerUsed(
                count=3, content=mg(100), volume=Volume.of(10, "mL"), ndc="59310-0610-31", is_confirmed=True, lot="L1"
            ),
        ),
        "balance": Balance(
            ordered=mg("217.2"),
            opened=mg(300),
            given=mg("217.2"),
            discarded=mg("82.8"),
            kept=mg(0),
            not_infused=mg(0),
        ),
        "calculation": calculation(),
        "next_due": NextDue(due=given_on + timedelta(days=28)),
        "discard": Discard(reason="rest of the vial", method="bin", at=NOW, is_not_shared=True, confirmed=SIGNED),
        "given": SIGNED,
    }
    return Administration(**(fields | changed))  # type: ignore[arg-type]


def calculation() -> CalculationShown:
    finding = FindingShown(
        rule="R-21",
        claim=Claim.WARN,
        care=Care.NONE,
        message="The order has not been signed by the prescriber. Ask for the signature before the claim goes out.",
        source="Medicare Program Integrity Manual, chapter 3",
    )
    return CalculationShown(
        catalogue_edition="2026-11",
        hcpcs="J2786",
        billing_unit=mg(1),
        volume=Volume.of(Fraction("21.72"), "mL"),
        discarded_volume=Volume.of(Fraction("8.28"), "mL"),
        administered_units=218,
        discarded_units=82,
        claim_lines=(
            LineBilled(hcpcs="J2786", modifiers=(), units=218),
            LineBilled(hcpcs="J2786", modifiers=("JW",), units=82),
        ),
        findings=(finding, finding, finding),
        working=("217.2 mg ÷ 1 mg per billing unit = 218 billing units, a part of a unit rounded up.",) * 6,
    )


def draft(number: int = 1, *, of_patient: int = 1, **changed: object) -> Draft:
    fields: dict[str, object] = {
        "id": f"d{number}",
        "patient_id": f"p{of_patient}",
        "order_id": None,
        "stage": Stage.PREPARED,
        "entered": (("dose", "3 mg/kg"), ("weight", "72.4 kg")),
        "kept_at": NOW + timedelta(minutes=number),
    }
    return Draft(**(fields | changed))  # type: ignore[arg-type]


def entry(kind: Kind, body: Body, *, at: datetime = NOW, reason: str | None = None) -> NewEntry:
    """Wrap a value in an entry by account a1; a note is about the clock."""
    subject = getattr(body, "id", "clock")
    patient_id = subject if isinstance(body, Patient) else getattr(body, "patient_id", None)
    return NewEntry(at=at, by="a1", kind=kind, subject=subject, patient_id=patient_id, reason=reason, body=body)


def note(text: str = "opened", *, kind: Kind = Kind.SIGNED_IN) -> NewEntry:
    return entry(kind, Note(facts=(("what", text),)))


def recorded(number: int, *, of_patient: int = 1, **changed: object) -> NewEntry:
    return entry(Kind.DOSE_RECORDED, dose(number, of_patient=of_patient, **changed))


def first_entries() -> list[NewEntry]:
    """Give one patient with an order."""
    return [entry(Kind.PATIENT_ADDED, patient()), entry(Kind.ORDER_WRITTEN, order())]


def store_in(folder: Path) -> SqlStore:
    return SqlStore(folder / "data", folder / "state", FixedClock())


def new_log(folder: Path) -> SqlLog:
    return store_in(folder).create(FixedKey())


def open_log(folder: Path) -> SqlLog:
    return store_in(folder).open(FixedKey())

"""Invented people, orders and records for the tests of the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from j3032calc.domain.administration import (
    Administration,
    Balance,
    CalculationShown,
    ContainerUsed,
    NextDue,
)
from j3032calc.domain.entries import Entry, Kind
from j3032calc.domain.order import Authorization, Charge, DrugRef, Order, Prescriber
from j3032calc.domain.patient import Address, Patient, Sex
from j3032calc.domain.people import Meaning, Signature
from j3032calc.domain.quantities import BodyMass, Mass, Volume
from j3032calc.domain.site import Site

if TYPE_CHECKING:
    from j3032calc.domain.entries import Body

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
TODAY = date(2026, 11, 23)
# 8 + 0 + 8 + 4 + 0 and 1..9 doubled by turns make 67, so 3 is the check digit (the worked example of CMS).
NPI = "1234567893"
CINQAIR = DrugRef(product_id="cinqair", name="reslizumab (Cinqair)", hcpcs="J2786")
TEZSPIRE = DrugRef(product_id="tezspire", name="tezepelumab-ekko (Tezspire)", hcpcs="J2356")
LAKESIDE = Site(
    submitter="SUB42",
    receiver="CH99",
    receiver_name="Invented Clearing",
    name="Lakeside",
    npi=NPI,
    tax_id="12-3456789",
    taxonomy="261QI0500X",
    address=Address(street="12 Lake Street", city="Seattle", state="WA", postal_code="98101-1234"),
    place_of_service="11",
    phone="206-555-0134",
    wants_witness=True,
    idle_minutes=5,
    closed_weekdays=(5, 6),
    closed_dates=(date(2026, 11, 26), date(2026, 12, 25)),
    window_days=3,
)


def mg(number: int | str) -> Mass:
    return Mass.of(Fraction(number), "mg")


def ml(number: int | str) -> Volume:
    return Volume.of(Fraction(number), "mL")


def kg(number: int | str) -> BodyMass:
    return BodyMass.of(Fraction(number), "kg")


def a_patient(**other: object) -> Patient:
    known = Patient(
        id="patient-1", identifier="12-345", family="Moss", given="Ada", born=date(1980, 2, 3), sex=Sex.FEMALE
    )
    return replace(known, **other)  # type: ignore[arg-type]


def an_order(**other: object) -> Order:
    known = Order(
        id="order-1",
        patient_id="patient-1",
        drug=TEZSPIRE,
        prescriber=Prescriber(name="Ana Ruiz", credential="MD", npi=NPI),
        dose=mg(210),
        ordered_on=date(2026, 11, 1),
    )
    return replace(known, **other)  # type: ignore[arg-type]


def an_authorization(**other: object) -> Authorization:
    known = Authorization(
        id="authorization-1",
        patient_id="patient-1",
        payer_id="medicare-part-b",
        drug=TEZSPIRE,
        number="A-77",
        first=date(2026, 1, 1),
        last=date(2026, 12, 31),
        units=1260,
        visits=6,
    )
    return replace(known, **other)  # type: ignore[arg-type]


def a_charge(hcpcs: str = "J2356", dollars: str = "25.50", first: date = date(2026, 1, 1)) -> Charge:
    return Charge(hcpcs=hcpcs, dollars_per_unit=Fraction(dollars), first=first)


def a_signature(meaning: Meaning = Meaning.GIVEN, account: str = "nina") -> Signature:
    return Signature(account_id=account, name="Nina Nurse", credential="RN", at=NOW, meaning=meaning)


def a_dose(**other: object) -> Administration:
    """Give 210 mg from one syringe, nothing left."""
    nothing = mg(0)
    known = Administration(
        id="dose-1",
        patient_id="patient-1",
        order_id=None,
        drug=TEZSPIRE,
        app_version="0.1.0",
        given_on=TODAY,
        containers=(ContainerUsed(count=1, content=mg(210)),),
        balance=Balance(
            ordered=mg(210), opened=mg(210), given=mg(210), discarded=nothing, kept=nothing, not_infused=nothing
        ),
        calculation=CalculationShown(
            catalogue_edition="test",
            hcpcs="J2356",
            billing_unit=mg(1),
            volume=None,
            discarded_volume=None,
            administered_units=210,
            discarded_units=0,
            claim_lines=(),
            findings=(),
            working=(),
        ),
        next_due=NextDue(),
        given=a_signature(),
    )
    return replace(known, **other)  # type: ignore[arg-type]


def an_entry(kind: Kind, body: Body, *, subject: str, sequence: int = 1) -> Entry:
    return Entry(
        at=NOW,
        by="nina",
        kind=kind,
        subject=subject,
        patient_id="patient-1",
        body=body,
        sequence=sequence,
        fingerprint="0" * 64,
    )

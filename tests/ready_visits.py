"""Visits that are known whole and ready, one per product, from the shipped catalogue; and changes to one value of them.

Invented patients, lots and numbers. The day is 23-Nov-2026 and the last dose was given one interval before.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from j3032calc.domain.administration import (
    ContainerUsed,
    Discard,
    DrugSource,
    LineBilled,
    Observation,
    Preparation,
)
from j3032calc.domain.checklist import checklist_for
from j3032calc.domain.order import Authorization, Charge, Documented, DrugRef, Order, Prescriber
from j3032calc.domain.patient import Patient, Sex, Weight
from j3032calc.domain.people import Meaning, Signature
from j3032calc.domain.quantities import BodyMass, DosePerWeight, Mass
from j3032calc.domain.schedule import Interval
from j3032calc.domain.site import Site
from j3032calc.domain.visit.facts import PastDose, Phase, Visit
from j3032calc.storage.catalogue import load_catalogue
from j3032calc.storage.checklists import load_checklists

if TYPE_CHECKING:
    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.checklist import Checklist
    from j3032calc.domain.quantities import Amount

DAY = date(2026, 11, 23)
PRODUCTS = ("tezspire", "vyepti", "cinqair", "nucala", "xolair")


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


@cache
def checklists() -> tuple[Checklist, ...]:
    return load_checklists(catalogue())


def mg(number: int | str) -> Mass:
    return Mass.of(Fraction(number), "mg")


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=UTC)


def signed(account: str, meaning: Meaning) -> Signature:
    return Signature(account_id=account, name=f"Invented {account}", credential="RN", at=at(10), meaning=meaning)


SITE = Site(name="Invented Infusion Site", npi="1234567893", place_of_service="11", recalls=(), weight_days=30)
PATIENT = Patient(
    id="p1",
    identifier="T-0001",
    family="Example",
    given="Ada",
    born=date(1980, 1, 1),
    sex=Sex.FEMALE,
    allergies=(),
    other_biologics=(),
)


def drug_of(product_id: str) -> DrugRef:
    product = catalogue().product(product_id)
    return DrugRef(product_id=product.id, name=product.name, hcpcs=product.code.hcpcs)


def documentation(checklist: Checklist) -> tuple[Documented, ...]:
    return tuple(Documented(item=item.id, value="invented", on=date(2026, 6, 1)) for item in checklist.items)


def order(product_id: str, schedule: str, dose: Amount | DosePerWeight, diagnosis: str) -> Order:
    checklist = checklist_for(checklists(), product_id, schedule)
    assert checklist is not None
    return Order(
        id="o1",
        patient_id="p1",
        drug=drug_of(product_id),
        prescriber=Prescriber(name="Invented Prescriber", credential="MD", npi="1245319599"),
        dose=dose,
        schedule_id=schedule,
        diagnoses=(diagnosis,),
        ordered_on=date(2026, 1, 1),
        expires_on=date(2027, 1, 1),
        signed_on=date(2026, 1, 1),
        documentation=documentation(checklist),
    )


def authorization(product_id: str, payer: str, units: int) -> Authorization:
    return Authorization(
        id="a1",
        patient_id="p1",
        payer_id=payer,
        drug=drug_of(product_id),
        number="A-100",
        first=date(2026, 6, 1),
        last=date(2027, 5, 31),
        units=units,
        counts_waste=True,
    )


def past(product_id: str, given_on: date, units: int, discarded: int = 0) -> PastDose:
    return PastDose(
        id="d1",
        drug_key=product_id,
        given_on=given_on,
        administered_units=units,
        discarded_units=discarded,
        authorization_number="A-100",
        source=DrugSource.PURCHASED,
    )


def whole(product_id: str, payer: str, schedule: str, **facts: Any) -> Visit:  # noqa: ANN401 - the Visit's own fields
    product = catalogue().product(product_id)
    return Visit(
        given_on=DAY,
        drug=drug_of(product_id),
        phase=Phase.GIVEN,
        id="new",
        product=product,
        known_code=catalogue().code(product.code.hcpcs),
        schedule=next(one for one in product.schedules if one.id == schedule),
        checklist=checklist_for(checklists(), product_id, schedule),
        payer=catalogue().payer(payer),
        site=SITE,
        charge=Charge(hcpcs=product.code.hcpcs, dollars_per_unit=Fraction(25), first=date(2026, 1, 1)),
        patient=PATIENT,
        other_orders=(),
        authorization_number="A-100",
        is_multi_dose=False,
        source=DrugSource.PURCHASED,
        route=product.route,
        given_by="nurse",
        observation=Observation(minutes=30),
        **facts,
    )


@cache
def ready(product_id: str) -> Visit:
    """Give the visit of a product: {tezspire, nucala, xolair} subcutaneous, {vyepti, cinqair} by infusion."""
    return {"tezspire": _tezspire, "vyepti": _vyepti, "cinqair": _cinqair, "nucala": _nucala, "xolair": _xolair}[
        product_id
    ]()


def _tezspire() -> Visit:
    return whole(
        "tezspire",
        "commercial",
        "asthma",
        order=order("tezspire", "asthma", mg(210), "J45.50"),
        authorizations=(authorization("tezspire", "commercial", 2730),),
        past=(past("tezspire", date(2026, 10, 26), 210),),
        label_interval=Interval(28),
        payer_interval=Interval(28),
        containers=(
            ContainerUsed(
                count=1,
                content=mg(210),
                ndc="55513-0112-01",
                is_confirmed=True,
                lot="LOT7",
                expiry=date(2027, 5, 31),
                minutes_out=120,
            ),
        ),
        preparation=Preparation(minutes_warmed=60),
        administered_units=210,
        discarded_units=0,
        discarded=mg(0),
        lines=(
            LineBilled(
                hcpcs="J2356",
                modifiers=("JZ",),
                units=210,
                ndc="55513-0112-01",
                ndc_quantity="1.91",
                ndc_unit="ML",
            ),
        ),
    )


def _vyepti() -> Visit:
    return whole(
        "vyepti",
        "commercial",
        "migraine",
        order=order("vyepti", "migraine", mg(100), "G43.009"),
        authorizations=(authorization("vyepti", "commercial", 1200),),
        past=(past("vyepti", date(2026, 8, 23), 100),),
        label_interval=Interval(months=3),
        payer_interval=Interval(84),
        containers=(
            ContainerUsed(
                count=1,
                content=mg(100),
                ndc="67386-0130-51",
                is_confirmed=True,
                lot="LOT8",
                expiry=date(2027, 5, 31),
            ),
        ),
        preparation=Preparation(minutes_since_mixing=60, has_filter=True),
        administered_units=100,
        discarded_units=0,
        discarded=mg(0),
        started_at=at(9),
        stopped_at=at(9, 30),
        lines=(
            LineBilled(
                hcpcs="J3032",
                modifiers=("JZ",),
                units=100,
                ndc="67386-0130-51",
                ndc_quantity="1",
                ndc_unit="ML",
            ),
        ),
    )


def _cinqair() -> Visit:
    """3 mg/kg × 72.5 kg = 217.5 mg from 3 vials of 100 mg: 218 units given, 82 discarded (FACTS2 1)."""
    weight = Weight(amount=BodyMass.of(Fraction(145, 2), "kg"), on=date(2026, 11, 23))
    return whole(
        "cinqair",
        "medicare-part-b",
        "asthma",
        order=order("cinqair", "asthma", DosePerWeight(mg(3)), "J45.50"),
        authorizations=(authorization("cinqair", "medicare-part-b", 3900),),
        past=(past("cinqair", date(2026, 10, 26), 218, 82),),
        label_interval=Interval(28),
        payer_interval=Interval(28),
        weight=weight,
        containers=(
            ContainerUsed(
                count=3,
                content=mg(100),
                ndc="59310-0610-31",
                is_confirmed=True,
                lot="LOT9",
                expiry=date(2027, 5, 31),
            ),
        ),
        preparation=Preparation(minutes_since_mixing=60, has_filter=True),
        administered_units=218,
        discarded_units=82,
        discarded=mg("82.5"),
        started_at=at(9),
        stopped_at=at(9, 40),
        discard=Discard(
            reason="rest of the vial",
            method="pharmaceutical waste",
            at=at(10),
            is_not_shared=True,
            confirmed=signed("nurse", Meaning.DISCARDED),
            witness=signed("second", Meaning.WITNESSED),
        ),
        lines=(
            LineBilled(hcpcs="J2786", modifiers=(), units=218),
            LineBilled(hcpcs="J2786", modifiers=("JW",), units=82),
        ),
    )


def _nucala() -> Visit:
    """100 mg from the powder vial."""
    return whole(
        "nucala",
        "medicaid",
        "asthma",
        order=order("nucala", "asthma", mg(100), "J45.51"),
        authorizations=(authorization("nucala", "medicaid", 1300),),
        past=(past("nucala", date(2026, 10, 26), 100),),
        label_interval=Interval(28),
        payer_interval=Interval(28),
        containers=(
            ContainerUsed(
                count=1,
                content=mg(100),
                ndc="00173-0881-01",
                is_confirmed=True,
                lot="LOT5",
                expiry=date(2027, 5, 31),
            ),
        ),
        preparation=Preparation(minutes_since_mixing=10),
        administered_units=100,
        discarded_units=0,
        discarded=mg(0),
        lines=(
            LineBilled(
                hcpcs="J2182",
                modifiers=("JZ",),
                units=100,
                ndc="00173-0881-01",
                ndc_quantity="1",
                ndc_unit="UN",
            ),
        ),
    )


def _xolair() -> Visit:
    """300 mg from two syringes of 150 mg, every 4 weeks: 60 units of 5 mg."""
    return whole(
        "xolair",
        "commercial",
        "asthma",
        order=order("xolair", "asthma", mg(300), "J45.50"),
        authorizations=(authorization("xolair", "commercial", 780),),
        past=(past("xolair", date(2026, 10, 26), 60),),
        label_interval=Interval(28),
        payer_interval=Interval(14),
        containers=(
            ContainerUsed(
                count=2,
                content=mg(150),
                ndc="50242-0215-01",
                is_confirmed=True,
                lot="LOT6",
                expiry=date(2027, 5, 31),
                minutes_out=30,
            ),
        ),
        preparation=Preparation(minutes_warmed=20),
        administered_units=60,
        discarded_units=0,
        discarded=mg(0),
        lines=(
            LineBilled(
                hcpcs="J2357",
                modifiers=("JZ",),
                units=60,
                ndc="50242-0215-01",
                ndc_quantity="2",
                ndc_unit="ML",
            ),
        ),
    )


def changed(value: Any, path: str, new: Any) -> Any:  # noqa: ANN401 - any record, any field
    """Change one value inside a visit: ``containers.0.lot``, ``order.expires_on``."""
    head, _, rest = path.partition(".")
    if isinstance(value, tuple):
        index = int(head)
        inner = changed(value[index], rest, new) if rest else new
        return (*value[:index], inner, *value[index + 1 :])
    return replace(value, **{head: changed(getattr(value, head), rest, new) if rest else new})

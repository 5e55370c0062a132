"""From what was typed into a form to a patient, an order or a weight; each refusal names its field."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from j3032calc.domain.order import DrugRef, Order, Prescriber
from j3032calc.domain.patient import Allergy, Coverage, Patient, Relation, Sex, Weight
from j3032calc.domain.problems import Problem
from j3032calc.domain.problems.typed import FieldMissing
from j3032calc.wording.birth_dates import read_birth_date
from j3032calc.wording.reading import read_date, read_dose, read_interval, read_weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.product import Schedule

T = TypeVar("T")

BETWEEN: Final = ";"


class EntryRefused(Exception):
    """A problem, and the field of the form that it belongs to."""

    def __init__(self, field: str, problem: Problem) -> None:
        super().__init__(field)
        self.field = field
        self.problem = problem


@contextmanager
def in_field(field: str) -> Iterator[None]:
    """Say of a problem which field it belongs to.

    Raises:
        EntryRefused: there was one.
    """
    try:
        yield
    except Problem as problem:
        raise EntryRefused(field, problem) from None


def entered_patient(entered: Mapping[str, str], patient_id: str, today: date, before: Patient | None = None) -> Patient:
    """Read a patient: family, given, born, sex and identifier; what the form does not have stays as it was.

    Raises:
        EntryRefused: the birth date cannot be read, or a choice is missing.
    """
    with in_field("born"):
        born = read_birth_date(entered["born"], today)
    with in_field("sex"):
        sex = Sex(_chosen(entered["sex"], "sex", "female"))
    identifier, family, given = entered["identifier"], entered["family"], entered["given"]
    if before is not None:
        return replace(before, identifier=identifier, family=family, given=given, born=born, sex=sex)
    return Patient(id=patient_id, identifier=identifier, family=family, given=given, born=born, sex=sex)


def entered_weight(entered: Mapping[str, str]) -> Weight:
    """Read a weight and its day.

    Raises:
        EntryRefused: one of them cannot be read.
    """
    with in_field("weight"):
        amount = read_weight(entered["weight"])
    with in_field("weighed_on"):
        day = read_date(entered["weighed_on"])
    return Weight(amount=amount, on=day)


def entered_allergies(text: str) -> tuple[Allergy, ...]:
    """Read allergies with a semicolon between them, the reaction in brackets: "latex (rash); penicillin"."""
    return tuple(_allergy(part) for part in text.split(BETWEEN) if part.strip())


def _allergy(text: str) -> Allergy:
    substance, bracket, rest = text.strip().partition("(")
    reaction = rest.strip().removesuffix(")").strip() if bracket else ""
    return Allergy(substance=substance.strip() or text.strip(), reaction=reaction or None)


def entered_coverage(entered: Mapping[str, str], payer_name: str) -> Coverage:
    """Read one coverage; ``payer_id`` is chosen from the payer profiles.

    Raises:
        EntryRefused: the payer, the member number or the relation is missing.
    """
    with in_field("payer_id"):
        payer_id = _chosen(entered["payer_id"], "payer", "medicare-part-b")
    with in_field("member_id"):
        member_id = _chosen(entered["member_id"], "member_id", "1EG4-TE5-MK73")
    with in_field("relation"):
        relation = Relation(_chosen(entered["relation"], "relation", "self"))
    group = entered["group"].strip() or None
    return Coverage(payer_id=payer_id, payer_name=payer_name, member_id=member_id, relation=relation, group=group)


def entered_order(
    entered: Mapping[str, str], order_id: str, patient_id: str, catalogue: Catalogue, before: Order | None = None
) -> Order:
    """Read an order for a product of the catalogue.

    Raises:
        EntryRefused: a field cannot be read.
    """
    with in_field("product"):
        product = catalogue.product(_chosen(entered["product"], "product", "Tezspire"))
    with in_field("dose"):
        dose = read_dose(_chosen(entered["dose"], "dose", "210 mg"), product.code.hcpcs)
    starts_on, expires_on, signed_on = (
        _optional(entered, name, read_date) for name in ("starts_on", "expires_on", "signed_on")
    )
    interval = _optional(entered, "every", read_interval)
    with in_field("ordered_on"):
        ordered_on = read_date(entered["ordered_on"])
    order = Order(
        id=order_id,
        patient_id=patient_id,
        drug=DrugRef(product_id=product.id, name=product.name, hcpcs=product.code.hcpcs),
        prescriber=Prescriber(
            name=entered["prescriber"].strip(),
            credential=entered["prescriber_credential"].strip(),
            npi=entered["npi"].strip() or None,
        ),
        dose=dose,
        route=product.route,
        interval=interval,
        schedule_id=entered["schedule"].strip() or None,
        indication=_indication(product.schedules, entered["schedule"].strip()),
        diagnoses=tuple(code.strip() for code in entered["diagnoses"].split(BETWEEN) if code.strip()),
        ordered_on=ordered_on,
        starts_on=starts_on,
        expires_on=expires_on,
        signed_on=signed_on,
    )
    return order if before is None else replace(order, rounding=before.rounding)


def _indication(schedules: tuple[Schedule, ...], schedule_id: str) -> str | None:
    return next((one.indication for one in schedules if one.id == schedule_id), None)


def _optional(entered: Mapping[str, str], field: str, read: Callable[[str], T]) -> T | None:
    with in_field(field):
        return read(entered[field]) if entered[field].strip() else None


def _chosen(text: str, field: str, example: str) -> str:
    if not text.strip():
        raise FieldMissing(field, example)
    return text.strip()

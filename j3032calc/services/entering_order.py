"""From what was typed into the forms of an order to the order and its documentation; each refusal names its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.domain.identifiers import read_icd10, read_npi
from j3032calc.domain.order import Documented, DrugRef, Order, Prescriber, Rounding, RoundingWay
from j3032calc.domain.ordering import check_order_of_dates
from j3032calc.domain.problems.dose import DoseInOtherUnit
from j3032calc.domain.quantities import DosePerWeight
from j3032calc.services.entering import chosen, in_field, optional, parts, past_day, text_of
from j3032calc.wording.reading import read_amount, read_date, read_dose, read_interval

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.checklist import Checklist, ChecklistItem
    from j3032calc.domain.product import Product, Schedule
    from j3032calc.domain.quantities import Amount


def entered_order(
    entered: Mapping[str, str], order_id: str, patient_id: str, catalogue: Catalogue, before: Order | None = None
) -> Order:
    """Read an order for a product of the catalogue; its documentation stays as it was.

    Raises:
        EntryRefused: a field cannot be read, or two dates are out of order.
    """
    with in_field("product"):
        product = catalogue.product(chosen(entered["product"], "product", "Tezspire"))
    with in_field("dose"):
        dose = read_dose(chosen(entered["dose"], "dose", "210 mg"), product.code.hcpcs)
    measure = dose.per_kg if isinstance(dose, DosePerWeight) else dose
    schedule = _schedule(product, entered["schedule"].strip())
    ordered_on, signed_on, starts_on, expires_on = _dates(entered)
    return Order(
        id=order_id,
        patient_id=patient_id,
        drug=DrugRef(product_id=product.id, name=product.name, hcpcs=product.code.hcpcs),
        prescriber=_prescriber(entered),
        dose=dose,
        route=text_of(entered, "route") or product.route,
        rounding=_rounding(entered, measure, product.code.hcpcs),
        interval=optional(entered, "every", read_interval),
        schedule_id=None if schedule is None else schedule.id,
        indication=None if schedule is None else schedule.indication,
        diagnoses=_diagnoses(entered),
        ordered_on=ordered_on,
        starts_on=starts_on,
        expires_on=expires_on,
        signed_on=signed_on,
        documentation=() if before is None else before.documentation,
    )


def _schedule(product: Product, schedule_id: str) -> Schedule | None:
    return next((one for one in product.schedules if one.id == schedule_id), None)


def _prescriber(entered: Mapping[str, str]) -> Prescriber:
    with in_field("prescriber"):
        name = chosen(entered["prescriber"], "prescriber", "Dr. Ana Ruiz")
    npi = optional(entered, "npi", read_npi)
    return Prescriber(name=name, credential=entered["prescriber_credential"].strip(), npi=npi)


def _diagnoses(entered: Mapping[str, str]) -> tuple[str, ...]:
    with in_field("diagnoses"):
        return tuple(dict.fromkeys(map(read_icd10, parts(entered["diagnoses"]))))


def _dates(entered: Mapping[str, str]) -> tuple[date, date | None, date | None, date | None]:
    with in_field("ordered_on"):
        ordered_on = read_date(entered["ordered_on"])
    signed_on, starts_on, expires_on = (
        optional(entered, name, read_date) for name in ("signed_on", "starts_on", "expires_on")
    )
    for field, day in (("signed_on", signed_on), ("starts_on", starts_on)):
        with in_field(field):
            check_order_of_dates("ordered_on", ordered_on, field, day)
    with in_field("expires_on"):
        first = "ordered_on" if starts_on is None else "starts_on"
        check_order_of_dates(first, starts_on or ordered_on, "expires_on", expires_on)
    return ordered_on, signed_on, starts_on, expires_on


def _rounding(entered: Mapping[str, str], measure: Amount, drug: str) -> Rounding | None:
    way, text = entered["rounding_way"].strip(), entered["rounding_step"].strip()
    if not way and not text:
        return None
    with in_field("rounding_way"):
        read_way = RoundingWay(chosen(way, "rounding_way", "to the nearest"))
    with in_field("rounding_step"):
        step = read_amount(chosen(text, "rounding_step", "10 mg"), drug, example="10 mg")
        if type(step) is not type(measure):
            raise DoseInOtherUnit(text, measure.unit)
    return Rounding(way=read_way, step=step)


def entered_answers(entered: Mapping[str, str], checklist: Checklist, today: date) -> tuple[Documented, ...]:
    """Read the answers to a checklist: each item by its id, and the day of a dated one by its id and "_on".

    Raises:
        EntryRefused: a day cannot be read, is to come, or has no answer.
    """
    answers = (_answer(entered, item, today) for item in checklist.items)
    return tuple(answer for answer in answers if answer is not None)


def _answer(entered: Mapping[str, str], item: ChecklistItem, today: date) -> Documented | None:
    value, on = entered[item.id].strip(), None
    if item.is_dated:
        on = optional(entered, f"{item.id}_on", past_day(today))
    if on is not None:
        with in_field(item.id):
            chosen(value, "answer", "450 cells per mcL")
    return Documented(item=item.id, value=value, on=on) if value else None

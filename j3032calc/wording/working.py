"""The working: every number of a calculation in a sentence with units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.domain.billing import JW, JZ
from j3032calc.domain.quantities import DosePerWeight, Volume
from j3032calc.domain.site_drug import ENTERED_BY_SITE
from j3032calc.wording.findings import write_opened
from j3032calc.wording.writing import (
    write_amount,
    write_billing_units,
    write_date,
    write_dose_per_weight,
    write_interval,
    write_volume,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.dosing import Use
    from j3032calc.domain.question import Question
    from j3032calc.domain.schedule import Interval


def working(calculation: Calculation) -> tuple[str, ...]:
    """Explain each number, in the order in which it was worked out."""
    return (
        *_dose(calculation),
        *_containers(calculation),
        *_volumes(calculation),
        *_units(calculation),
        *_modifiers(calculation),
        *_dates(calculation),
    )


def _dose(calculation: Calculation) -> Iterator[str]:
    question = calculation.question
    weight, prescribed, rounded = question.weight, question.prescribed, question.rounded
    if weight is not None and isinstance(prescribed, DosePerWeight):
        if weight.unit == "lb":
            in_kg = weight.in_unit("kg")
            yield f"{write_amount(weight)} × 0.45359237 kg per lb = {write_amount(in_kg)}."
            weight = in_kg
        exact = question.ordered if rounded is None else rounded.exact
        yield f"{write_dose_per_weight(prescribed)} × {write_amount(weight)} = {write_amount(exact)}."
    if rounded is not None:
        # A calculation without an order does not wait for the words of the log.
        from j3032calc.wording.log_words import rounded_sentence

        yield rounded_sentence(rounded)


def _containers(calculation: Calculation) -> Iterator[str]:
    question, plan = calculation.question, calculation.plan
    opened = f"{write_opened(plan.containers)} = {write_amount(plan.opened)}"
    if question.opened is not None:
        yield f"Opened: {opened}, as entered."
    elif plan.is_multi_dose:
        yield f"To open: {opened}, the fewest that hold the dose."
    else:
        yield f"To open: {opened}, the least waste, then the fewest containers."
    if plan.short_by is not None:
        ordered, held = write_amount(plan.ordered), write_amount(plan.opened)
        yield f"{ordered} ordered − {held} opened = short by {write_amount(plan.short_by)}."
        return
    rest = plan.kept if plan.is_multi_dose else plan.discarded
    fate = "kept in the multi-dose container" if plan.is_multi_dose else "discarded"
    if rest is not None:
        ordered, held = write_amount(plan.ordered), write_amount(plan.opened)
        yield f"{held} opened − {ordered} for the dose = {write_amount(rest)} {fate}."
    if not plan.not_infused.is_zero:
        ordered, given = write_amount(plan.ordered), write_amount(plan.given)
        yield f"{ordered} ordered − {given} given = {write_amount(plan.not_infused)} not infused."


def _volumes(calculation: Calculation) -> Iterator[str]:
    plan = calculation.plan
    if isinstance(plan.ordered, Volume):
        return
    for use in plan.uses:
        if use.volume is not None and use.given != use.container.content and not use.given.is_zero:
            yield _volume(use)
    if plan.volume is not None:
        yield f"To draw in all: {write_volume(plan.volume)}."


def _volume(use: Use) -> str:
    container = use.container
    labelled = write_amount(container.volume) if container.volume is not None else ""
    share = f"{write_amount(use.given)} ÷ {write_amount(container.content)}"
    drawn = write_volume(use.volume) if use.volume is not None else ""
    return f"From the part-used container: {labelled} × {share} = {drawn}."


def _units(calculation: Calculation) -> Iterator[str]:
    plan, units, unit = calculation.plan, calculation.units, calculation.question.drug.unit
    if type(units.given) is not type(plan.given) and isinstance(units.given, Volume):
        yield f"{write_amount(plan.given)} is {write_volume(units.given)} from these containers."
    is_whole = units.given.ratio_to(unit.amount).denominator == 1
    measured = write_volume(units.given) if isinstance(units.given, Volume) else write_amount(units.given)
    rounding = "" if is_whole else ", a part of a unit rounded up"
    per_unit = f"{write_amount(unit.amount)} per billing unit"
    yield f"{measured[:1].upper()}{measured[1:]} ÷ {per_unit} = {write_billing_units(units.administered)}{rounding}."
    billed = unit.times(units.administered)
    yield f"{write_billing_units(units.administered)} of {write_amount(unit.amount)} = {write_amount(billed)}."
    if units.discarded is None or plan.is_multi_dose:
        return
    yield (
        f"{units.opened_whole.count:,} whole billing units opened − {units.administered.count:,} administered "
        f"= {write_billing_units(units.discarded)} discarded."
    )


def _modifiers(calculation: Calculation) -> Iterator[str]:
    plan, payer = calculation.plan, calculation.question.payer
    rule = payer.name if calculation.question.is_payer_named else "the Medicare rule, as no payer was entered"
    modifiers = {modifier for line in calculation.claim_lines for modifier in line.modifiers}
    if plan.is_multi_dose:
        yield "Multi-dose container: neither JW nor JZ, and no waste is billed."
    elif JW in modifiers:
        yield f"Whole units were discarded from a single-dose container: given on one line, discarded with JW ({rule})."
    elif JZ in modifiers:
        yield f"No whole billing unit was discarded from a single-dose container: JZ on the given line ({rule})."
    elif calculation.claim_lines:
        yield f"No JW and no JZ on that day ({rule})."


def _dates(calculation: Calculation) -> Iterator[str]:
    question, dates = calculation.question, calculation.next_dose
    given = write_date(question.given_on)
    interval = question.use.interval()
    if dates.due is not None and interval is not None:
        yield f"{given} + {_span(interval)} = {write_date(dates.due)}, the next due date ({_whose(question)})."
    payer_interval = question.use.payer_interval(
        question.drug.product, question.payer if question.is_payer_named else None
    )
    if dates.payer_earliest is not None and payer_interval is not None:
        earliest = write_date(dates.payer_earliest)
        yield f"{given} + {_span(payer_interval)} = {earliest}, the earliest that payers usually accept."
    if dates.appointment is not None:
        yield f"{write_date(dates.appointment)} is the first open day that is not before either date."


def _whose(question: Question) -> str:
    if question.drug.product is None or question.use.every is not None:
        return "order"
    return ENTERED_BY_SITE if question.drug.product.is_of_site else "label"


def _span(interval: Interval) -> str:
    return write_interval(interval).removeprefix("every ")

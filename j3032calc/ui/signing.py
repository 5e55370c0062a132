"""What the Sign page shows of a calculation: the last look, and which questions belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from j3032calc.ui.text import without_key
from j3032calc.wording import page_labels as say

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.administration import ContainerUsed
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.patient import Patient


class Look(NamedTuple):
    """The last look. ``asks`` names the fields that only this dose needs."""

    lines: tuple[str, ...]
    given: str
    discarded: str
    discard_title: str
    asks: frozenset[str]
    has_equal_containers: bool
    route: str
    wants_witness: bool


def look_at(calculation: Calculation, patient: Patient, today: date, *, charted_on: date, wants_witness: bool) -> Look:
    """Say once more what is signed: patient, drug, dose, route, containers, discard and claim lines."""
    from j3032calc.wording import answers
    from j3032calc.wording.paper import write_born, write_name
    from j3032calc.wording.writing import write_amount, write_date

    plan, question = calculation.plan, calculation.question
    drug = answers.drug_line(calculation)
    route = "" if question.drug.product is None else question.drug.product.route
    name = write_name(patient)
    lines = (
        f"{name}. {write_born(patient.born, today)}",
        drug,
        f"Dose {write_amount(plan.ordered)} on {write_date(question.given_on)}" + (f", {route}" if route else ""),
        f"Draw {answers.to_draw(calculation)}",
        # Whether the NDC is confirmed is ticked beside it.
        *(answers.opened_line(opened).removesuffix(" (proposed)") for opened in plan.containers),
        f"Next due {answers.next_due(calculation)}",
    )
    rest = plan.discarded if plan.discarded is not None and not plan.discarded.is_zero else None
    return Look(
        lines=lines,
        given=say.CONFIRM_GIVEN.format(
            amount=write_amount(plan.given), drug=without_key(drug.partition(",")[0]), patient=without_key(name)
        ),
        discarded="" if rest is None else say.CONFIRM_DISCARDED.format(amount=write_amount(rest)),
        discard_title="" if rest is None else say.DISCARD_TITLE.format(amount=write_amount(rest)),
        asks=frozenset(_asks(calculation, charted_on)),
        route=route,
        has_equal_containers=any(opened.count > 1 for opened in plan.containers),
        wants_witness=wants_witness,
    )


def _asks(calculation: Calculation, charted_on: date) -> set[str]:
    asks = set()
    if calculation.question.weight is not None:
        asks.add("weighed_on")
    if calculation.question.given_on < charted_on:
        asks.add("late_reason")
    product = calculation.question.drug.product
    if product is None:
        asks.add("drug_name")
    elif product.boxed_warning is not None:
        asks.add("observed_minutes")
    if not calculation.plan.not_infused.is_zero:
        asks.add("stopped_early_reason")
    if any(finding.rule == "R-04" for finding in calculation.findings):
        asks.add("opened_reason")
    return asks | _keeping(calculation)


def _keeping(calculation: Calculation) -> set[str]:
    """Name what is asked about how the drug was kept and prepared: what the product has a limit for."""
    from j3032calc.wording.log_words import KEPT_IN

    product = calculation.question.drug.product
    if product is None:
        return set()
    opened = [one.container for one in calculation.plan.containers]
    asked = product.asks_about((one.presentation.form if one.presentation else None, one.content) for one in opened)
    return {KEPT_IN[kind] for kind in asked}


def container_titles(containers: tuple[ContainerUsed, ...]) -> tuple[tuple[str, ContainerUsed], ...]:
    """Name the containers that lots are asked for."""
    from j3032calc.wording.writing import write_amount

    return tuple(
        (f"{used.count} × {used.form or 'container'} of {write_amount(used.content)}", used) for used in containers
    )

"""What the rules propose for the claim lines: modifiers with their reasons, and a code for giving the drug."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from j3032calc.domain.administration import DrugSource
from j3032calc.domain.billing import JW, JZ
from j3032calc.domain.visit.giving import INFUSION_MINUTES
from j3032calc.domain.visit.lines import SIDES

if TYPE_CHECKING:
    from j3032calc.domain.administration import LineBilled
    from j3032calc.domain.product import AdministrationCode
    from j3032calc.domain.visit.facts import Visit


class Why(StrEnum):
    """Why a modifier stands on a line, or why none does."""

    DISCARDED = "discarded"
    NOTHING_DISCARDED = "nothing discarded"
    BOUGHT_340B = "bought under 340B"
    REPEATED = "repeated"
    SIDE = "side"
    OTHER = "other"
    GIVEN_BESIDE_WASTE = "given beside waste"
    MULTI_DOSE = "multi-dose"
    NOT_TAKEN = "not taken"
    NOT_IN_FORCE = "not in force"


@dataclass(frozen=True, slots=True)
class ModifierReason:
    """One modifier of one line and its reason; ``modifier`` is ``None`` where the line has none."""

    line: int
    modifier: str | None
    why: Why


def lines_to_bill(visit: Visit) -> tuple[LineBilled, ...]:
    """Give the drug lines with the source's modifier: none for a drug that the site did not buy.

    A line that has the modifier already is left alone.
    """
    if visit.source is not None and not visit.source.bills_drug:
        return ()
    rule = None if visit.payer is None else visit.payer.modifier_340b
    if visit.source is not DrugSource.DRUG_340B or rule is None:
        return visit.lines or ()
    return tuple(
        line if rule.modifier in line.modifiers else replace(line, modifiers=(*line.modifiers, rule.modifier))
        for line in visit.lines or ()
    )


def modifier_reasons(visit: Visit) -> tuple[ModifierReason, ...]:
    """Give the reason of every modifier on the lines, in the order of the lines; lines count from 1."""
    lines = visit.lines or ()
    has_waste = any(JW in line.modifiers for line in lines)
    reasons: list[ModifierReason] = []
    for number, line in enumerate(lines, start=1):
        reasons += [ModifierReason(number, modifier, _why(visit, modifier)) for modifier in line.modifiers]
        if not {JW, JZ} & set(line.modifiers):
            reasons.append(ModifierReason(number, None, _why_none(visit, has_waste=has_waste)))
    return tuple(reasons)


def _why(visit: Visit, modifier: str) -> Why:
    rule = None if visit.payer is None else visit.payer.modifier_340b
    if rule is not None and modifier == rule.modifier:
        return Why.BOUGHT_340B
    if modifier in SIDES:
        return Why.SIDE
    return {JW: Why.DISCARDED, JZ: Why.NOTHING_DISCARDED, "76": Why.REPEATED}.get(modifier, Why.OTHER)


def _why_none(visit: Visit, *, has_waste: bool) -> Why:
    if visit.is_multi_dose:
        return Why.MULTI_DOSE
    if has_waste:
        return Why.GIVEN_BESIDE_WASTE
    is_early = visit.payer is not None and visit.given_on < visit.payer.dates.jz_available
    return Why.NOT_IN_FORCE if is_early else Why.NOT_TAKEN


def administration_codes(visit: Visit) -> tuple[AdministrationCode, ...]:
    """Suggest codes for giving the drug; never the drug's own, and none for an infusion too short for them.

    A suggestion only: which code a payer takes is the biller's decision (FACTS2 section 8).
    """
    if visit.product is None:
        return ()
    if visit.is_intravenous and visit.started_at is not None and visit.stopped_at is not None:
        minutes = (visit.stopped_at - visit.started_at) // timedelta(minutes=1)
        if minutes < INFUSION_MINUTES:
            return ()
    return visit.product.administration_codes

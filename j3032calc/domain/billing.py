"""Billing units and claim lines: given rounded up, discarded rounded down, overfill never.

References:
    CMS manual ch. 17 section 40; Noridian JZ page (2024-03-20); FACTS 2.1 to 2.4 and FACTS2 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from j3032calc.domain.containers import Opened
from j3032calc.domain.ndc import NdcQuantity
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.quantities import BillingUnits, Volume

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from j3032calc.domain.containers import Container
    from j3032calc.domain.dosing import DosePlan
    from j3032calc.domain.ndc import Ndc
    from j3032calc.domain.payer import PayerProfile
    from j3032calc.domain.quantities import Amount, UnitSize
    from j3032calc.domain.question import Drug

JW: Final = "JW"
JZ: Final = "JZ"
_THOUSANDTHS: Final = 1000


@dataclass(frozen=True, slots=True)
class UnitCount:
    """The billing units of one administration; ``discarded`` is ``None`` while the dose is more than was opened.

    ``given`` is the amount given in what the billing unit measures, and ``opened_whole`` counts the whole units in
    everything that was opened.
    """

    given: Amount
    administered: BillingUnits
    discarded: BillingUnits | None
    opened_whole: BillingUnits


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One line of a claim. The NDC stands there where the payer wants it and the package is known."""

    hcpcs: str | None
    modifiers: tuple[str, ...]
    units: BillingUnits
    ndc: Ndc | None = None
    ndc_quantity: NdcQuantity | None = None


def billable(amount: Amount, container: Container, unit: UnitSize) -> Amount:
    """Give an amount from one container in what its billing unit measures; a volume for drugs billed by the mL."""
    if isinstance(unit.amount, Volume) and not isinstance(amount, Volume) and container.volume is not None:
        return container.volume * amount.ratio_to(container.content)
    return amount


def count_units(plan: DosePlan, unit: UnitSize) -> UnitCount:
    """Count the units given and discarded.

    Where the labelled total is no whole number of units, discarded = max(0, floor(opened / unit) - administered), so
    that no unit is billed twice (FACTS 2.3). A multi-dose container has no discarded units.
    """
    ordered, opened = _in_billing_measure(plan, unit)
    given = ordered if plan.not_infused.is_zero else ordered * plan.given.ratio_to(plan.ordered)
    opened_whole = unit.rounded_down(opened)
    administered = unit.rounded_up(given)
    if plan.short_by is not None:
        return UnitCount(given, administered, None, opened_whole)
    # What was ordered but not infused is neither given nor waste until the biller decides.
    accounted = administered if plan.not_infused.is_zero else unit.rounded_up(ordered)
    if plan.is_multi_dose or opened_whole <= accounted:
        return UnitCount(given, administered, opened_whole.zero(), opened_whole)
    return UnitCount(given, administered, opened_whole - accounted, opened_whole)


def _in_billing_measure(plan: DosePlan, unit: UnitSize) -> tuple[Amount, Amount]:
    if not isinstance(unit.amount, Volume) or isinstance(plan.ordered, Volume):
        return plan.ordered, plan.opened
    opened = [billable(item.content, item.container, unit) for item in plan.containers]
    # Short: what is missing would come from another container like the last.
    last = plan.containers[-1].container
    missing = [] if plan.short_by is None else [billable(plan.short_by, last, unit)]
    ordered = [billable(use.given, use.container, unit) * use.count for use in plan.uses] or [*opened, *missing]
    return _sum(ordered), _sum(opened)


def _sum(amounts: Sequence[Amount]) -> Amount:
    total = amounts[0]
    for amount in amounts[1:]:
        total = total + amount
    return total


def claim_lines(
    plan: DosePlan, units: UnitCount, drug: Drug, *, day: date, payer: PayerProfile
) -> tuple[ClaimLine, ...]:
    """Make the drug lines of a claim: given first, then discarded.

    One line per modifier; where the payer wants NDCs, one per NDC and modifier. A dose that is more than was opened,
    or that was stopped early, has no lines.
    """
    if units.discarded is None or not plan.not_infused.is_zero:
        return ()
    given_modifiers, bills_waste = _modifiers(plan, units.discarded, day, payer)
    given, wasted = units.administered, units.discarded
    if payer.waste is WasteBilling.OPENED_IN_FULL and not plan.is_multi_dose:
        given, wasted = given + wasted, wasted.zero()
    if not payer.wants_ndc:
        lines = [ClaimLine(drug.hcpcs, given_modifiers, given)]
        return (*lines, ClaimLine(drug.hcpcs, (JW,), wasted)) if bills_waste else tuple(lines)
    nothing = given.zero()
    parts = _by_ndc(plan, drug.unit, given, wasted)
    given_lines = (_line(drug.hcpcs, given_modifiers, part, nothing, part.given) for part in parts)
    waste_lines = (
        _line(drug.hcpcs, (JW,), part, part.given, part.given + part.wasted) for part in parts if bills_waste
    )
    return tuple(line for line in (*given_lines, *waste_lines) if not line.units.is_zero)


def _modifiers(plan: DosePlan, discarded: BillingUnits, day: date, payer: PayerProfile) -> tuple[tuple[str, ...], bool]:
    """Give the modifiers of the given line, and whether the discarded units have a line of their own."""
    if plan.is_multi_dose or payer.waste is not WasteBilling.JW_JZ:
        return (), False
    if not discarded.is_zero:
        return (), True
    return ((JZ,), False) if day >= payer.dates.jz_available else ((), False)


@dataclass(frozen=True, slots=True)
class _NdcPart:
    """All opened containers of one package, how much of them is one billing unit, and the units they carry."""

    opened: Opened
    opened_units: Fraction
    given: BillingUnits
    wasted: BillingUnits

    def ndc_quantity(self, units: BillingUnits) -> Fraction:
        """Give the NDC quantity of the first so many units, never more than was opened."""
        presentation = self.opened.container.presentation
        per_container = Fraction(0) if presentation is None else presentation.ndc_quantity.amount
        share = min(Fraction(1), units.magnitude / self.opened_units)
        return _to_thousandths(per_container * self.opened.count * share)


def _by_ndc(plan: DosePlan, unit: UnitSize, given: BillingUnits, wasted: BillingUnits) -> list[_NdcPart]:
    """Share the units among the packages: rounding is done once, full containers carry their labelled units.

    The packages stand in the order in which they are used, so the waste falls on the last.
    """
    parts: list[_NdcPart] = []
    packages = _packages(plan)
    for opened, used in packages:
        is_last = len(parts) == len(packages) - 1
        holds = billable(opened.content, opened.container, unit)
        here = given if is_last else min(given, unit.rounded_up(billable(used, opened.container, unit)))
        room = unit.rounded_down(holds)
        waste = wasted if is_last else min(wasted, room - here if here < room else room.zero())
        given, wasted = given - here, wasted - waste
        parts.append(_NdcPart(opened, holds.ratio_to(unit.amount), here, waste))
    return parts


def _packages(plan: DosePlan) -> list[tuple[Opened, Amount]]:
    """Give each package once, with how many of it were opened and how much of them is used."""
    packages: dict[Container, tuple[int, Amount]] = {}
    for use in plan.uses:
        count, used = packages.get(use.container, (0, use.given.zero()))
        packages[use.container] = (count + use.count, used + use.given * use.count)
    return [(Opened(container, count), used) for container, (count, used) in packages.items()]


def _line(
    hcpcs: str | None, modifiers: tuple[str, ...], part: _NdcPart, first: BillingUnits, last: BillingUnits
) -> ClaimLine:
    """Make the line of a package's units from ``first`` to ``last``; rounding never bills a drop twice."""
    presentation = part.opened.container.presentation
    if presentation is None:
        return ClaimLine(hcpcs, modifiers, last - first)
    quantity = part.ndc_quantity(last) - part.ndc_quantity(first)
    return ClaimLine(
        hcpcs, modifiers, last - first, presentation.ndc, NdcQuantity(quantity, presentation.ndc_quantity.qualifier)
    )


def _to_thousandths(number: Fraction) -> Fraction:
    """Round half up to the 3 decimals that a claim's NDC quantity may have (FACTS2 10)."""
    return Fraction((number * _THOUSANDTHS + Fraction(1, 2)).__floor__(), _THOUSANDTHS)

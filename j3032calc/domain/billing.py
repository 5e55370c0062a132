"""Billing units and claim lines: given rounded up, discarded rounded down, overfill never.

References:
    CMS manual ch. 17 section 40; Noridian JZ page (2024-03-20); FACTS 2.1 to 2.4 and FACTS2 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Final

from j3032calc.domain.containers import Opened
from j3032calc.domain.ndc import NdcQualifier, NdcQuantity
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.quantities import BillingUnits, Volume

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from j3032calc.domain.containers import Container
    from j3032calc.domain.dosing import DosePlan
    from j3032calc.domain.ndc import Ndc
    from j3032calc.domain.payer import PayerProfile
    from j3032calc.domain.product import Presentation
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
    modifiers, bills_waste = _modifiers(plan, units.discarded, day, payer)
    in_full = payer.waste is WasteBilling.OPENED_IN_FULL and not plan.is_multi_dose
    if payer.wants_ndc:
        parts = _by_ndc(plan, drug.unit, (units.administered, units.discarded), payer)
    else:
        parts = [_Part(None, Fraction(0), Fraction(1), units.administered, units.discarded)]
    lines = [_line(drug, modifiers, part, given=True, waste=in_full) for part in parts]
    if bills_waste:
        lines += [_line(drug, (JW,), part, given=False, waste=True) for part in parts]
    return tuple(line for line in lines if not line.units.is_zero)


def _modifiers(plan: DosePlan, discarded: BillingUnits, day: date, payer: PayerProfile) -> tuple[tuple[str, ...], bool]:
    """Give the modifiers of the given line, and whether the discarded units have a line of their own."""
    if plan.is_multi_dose or payer.waste is not WasteBilling.JW_JZ:
        return (), False
    if not discarded.is_zero:
        return (), True
    return ((JZ,), False) if day >= payer.dates.jz_available else ((), False)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one package's containers carry; ``package`` is ``None`` where the claim names none.

    ``opened_quantity`` is the NDC quantity of all of them in the payer's unit, and ``opened_units`` how many billing
    units they are, whole or not.
    """

    package: Presentation | None
    opened_quantity: Fraction
    opened_units: Fraction
    given: BillingUnits
    wasted: BillingUnits
    ndc_unit: NdcQualifier = NdcQualifier.UNIT

    def ndc_quantity(self, units: BillingUnits) -> Fraction:
        """Give the NDC quantity of the first so many units; all of it for the last whole unit there is."""
        is_all = not units.is_zero and units.magnitude >= floor(self.opened_units)
        share = Fraction(1) if is_all else units.magnitude / self.opened_units
        return _to_thousandths(self.opened_quantity * share)


def package_quantity(package: Presentation, payer: PayerProfile) -> NdcQuantity:
    """Give the NDC quantity of one package in the unit that this payer counts its form in."""
    unit = dict(payer.ndc_qualifiers).get(package.form, package.ndc_quantity.qualifier)
    if unit is NdcQualifier.UNIT and package.ndc_quantity.qualifier is not unit:
        return NdcQuantity(Fraction(1), unit)
    if unit is NdcQualifier.MILLILITRE and package.volume is not None:
        return NdcQuantity(package.volume.magnitude, unit)
    return package.ndc_quantity


def _by_ndc(
    plan: DosePlan, unit: UnitSize, counts: tuple[BillingUnits, BillingUnits], payer: PayerProfile
) -> list[_Part]:
    """Share the units among the packages: rounding is done once, full containers carry their labelled units.

    The packages stand in the order in which they are used, so the waste falls on the last.
    """
    parts: list[_Part] = []
    packages = _packages(plan)
    given, wasted = counts
    for opened, used in packages:
        is_last = len(parts) == len(packages) - 1
        holds = billable(opened.content, opened.container, unit)
        here = given if is_last else min(given, unit.rounded_up(billable(used, opened.container, unit)))
        room = unit.rounded_down(holds)
        waste = wasted if is_last else min(wasted, room - here if here < room else room.zero())
        given, wasted = given - here, wasted - waste
        package = opened.container.presentation
        each = NdcQuantity(Fraction(0), NdcQualifier.UNIT) if package is None else package_quantity(package, payer)
        opened_units = holds.ratio_to(unit.amount)
        parts.append(_Part(package, each.amount * opened.count, opened_units, here, waste, each.qualifier))
    return parts


def _packages(plan: DosePlan) -> list[tuple[Opened, Amount]]:
    """Give each package once, with how many of it were opened and how much of them is used."""
    packages: dict[Container, tuple[int, Amount]] = {}
    for use in plan.uses:
        count, used = packages.get(use.container, (0, use.given.zero()))
        packages[use.container] = (count + use.count, used + use.given * use.count)
    return [(Opened(container, count), used) for container, (count, used) in packages.items()]


def _line(drug: Drug, modifiers: tuple[str, ...], part: _Part, *, given: bool, waste: bool) -> ClaimLine:
    """Make a package's line of its given units, its wasted units or both; rounding never bills a drop twice."""
    nothing = part.given.zero()
    first = nothing if given else part.given
    last = first + (part.given if given else nothing) + (part.wasted if waste else nothing)
    package = part.package
    if package is None:
        return ClaimLine(drug.hcpcs, modifiers, last - first)
    quantity = part.ndc_quantity(last) - (part.ndc_quantity(first) if not given else 0)
    ndc_quantity = NdcQuantity(quantity, part.ndc_unit)
    return ClaimLine(drug.hcpcs, modifiers, last - first, package.ndc, ndc_quantity)


def _to_thousandths(number: Fraction) -> Fraction:
    """Round half up to the 3 decimals that a claim's NDC quantity may have (FACTS2 10)."""
    return Fraction((number * _THOUSANDTHS + Fraction(1, 2)).__floor__(), _THOUSANDTHS)

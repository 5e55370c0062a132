"""Billing units on paper: which line is for what, with the arithmetic behind its number."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Final

from j3032calc.domain.billing import JW
from j3032calc.wording.writing import write_amount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.domain.administration import Administration, LineBilled

_FURTHER_DOWN: Final = "See the working"


def for_what(line: LineBilled) -> str:
    """Say what a claim line is for."""
    return "Discarded" if JW in line.modifiers else "Given"


def arithmetic(dose: Administration, line: LineBilled) -> str:
    """Say how a line's units were counted, as far as one line can; the working has every step."""
    shown, discarded = dose.calculation, dose.calculation.discarded_units or 0
    is_waste = JW in line.modifiers
    if line.units == (discarded if is_waste else shown.administered_units):
        return discarded_arithmetic(dose) if is_waste else given_arithmetic(dose)
    if line.units == shown.administered_units + discarded:
        return f"{shown.administered_units:,} given + {discarded:,} discarded, as the payer wants"
    whole = f"{discarded:,} discarded" if is_waste else f"{shown.administered_units:,} given"
    return f"This NDC's part of {whole}"


def given_arithmetic(dose: Administration) -> str:
    """Say how the units given were counted: "217.2 mg ÷ 1 mg per billing unit, rounded up = 218"."""
    given, unit = dose.balance.given, dose.calculation.billing_unit
    if type(given) is not type(unit):
        return _FURTHER_DOWN
    rounded = "" if given.ratio_to(unit).denominator == 1 else ", rounded up"
    return (
        f"{write_amount(given)} ÷ {write_amount(unit)} per billing unit{rounded} "
        f"= {dose.calculation.administered_units:,}"
    )


def discarded_arithmetic(dose: Administration) -> str:
    """Say how the units discarded were counted: "300 opened − 218 given = 82"."""
    opened, shown = dose.balance.opened, dose.calculation
    if shown.discarded_units is None or type(opened) is not type(shown.billing_unit):
        return _FURTHER_DOWN
    whole = floor(opened.ratio_to(shown.billing_unit))
    if whole - shown.administered_units != shown.discarded_units:
        return _FURTHER_DOWN
    return f"{whole:,} opened − {shown.administered_units:,} given = {shown.discarded_units:,}"


def billing_notes(dose: Administration) -> Iterator[str]:
    """Say what stands beside the units: waste that is not billed, and what nobody has decided yet."""
    balance, shown = dose.balance, dose.calculation
    if not balance.discarded.is_zero and shown.discarded_units == 0:
        yield (
            f"{write_amount(balance.discarded)} was discarded and is documented here. No whole billing unit of "
            f"{write_amount(shown.billing_unit)} was discarded, so none is billed (CMS)."
        )
    if not balance.kept.is_zero:
        yield f"{write_amount(balance.kept)} was kept in the multi-dose container. It is not waste and is not billed."
    if not balance.not_infused.is_zero:
        yield (
            f"{write_amount(balance.not_infused)} was not infused. Whether that is waste is not decided here: "
            "the biller decides."
        )
    if shown.site_override is not None:
        yield f"Site override: {shown.site_override}"

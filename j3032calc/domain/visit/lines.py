"""Claim lines as billed: modifiers by payer and date (R-01), units (R-02, R-03), charge (R-14), side (R-20)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from j3032calc.domain.billing import JW, JZ
from j3032calc.domain.findings import CodeNotInForce, Detail
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.visit.finding import Missing, NotChecked, info, stop, warn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from j3032calc.domain.administration import LineBilled
    from j3032calc.domain.findings import Finding
    from j3032calc.domain.payer import ModifierDates, PayerProfile
    from j3032calc.domain.visit.facts import Visit

# A claim's amount field holds no more (FACTS 2.4, FCSO).
MOST_CENTS: Final = 9_999_999
SIDES: Final = frozenset({"LT", "RT"})
_CENTS: Final = 100


@dataclass(frozen=True, slots=True)
class ModifiersContradict(Detail):
    """R-01: JW and JZ on one line, or JZ beside a JW line."""


@dataclass(frozen=True, slots=True)
class JwAlone(Detail):
    """R-01: a JW line without a given line."""


@dataclass(frozen=True, slots=True)
class JwMissing(Detail):
    """R-01: discarded units without a JW line."""

    units: int


@dataclass(frozen=True, slots=True)
class JwUnfounded(Detail):
    """R-01: a JW line although no whole unit was discarded."""


@dataclass(frozen=True, slots=True)
class JzMissing(Detail):
    """R-01: no whole unit was discarded, and a given line lacks JZ."""


@dataclass(frozen=True, slots=True)
class JzTooEarly(Detail):
    """R-01: JZ on a date of service before it could be used."""

    day: date
    available: date


@dataclass(frozen=True, slots=True)
class ModifierOnMultiDose(Detail):
    """R-01: JW or JZ on a multi-dose container."""

    modifier: str


@dataclass(frozen=True, slots=True)
class ModifierNotTaken(Detail):
    """R-01: JW or JZ for a payer that does not take it."""

    modifier: str
    payer: str


@dataclass(frozen=True, slots=True)
class LinesDoNotAddUp(Detail):
    """R-02: the lines bill other units than were given or discarded."""

    billed: int
    counted: int
    is_waste: bool


@dataclass(frozen=True, slots=True)
class LineWithoutUnits(Detail):
    """R-03: a line that bills nothing."""


@dataclass(frozen=True, slots=True)
class ChargeTooLarge(Detail):
    """R-14: a line's charge has more digits than a claim takes."""

    units: int
    dollars: Fraction


@dataclass(frozen=True, slots=True)
class SideOnDrug(Detail):
    """R-20: LT or RT on a drug line, where it describes nothing."""

    modifier: str


@dataclass(frozen=True, slots=True)
class SideMissing(Detail):
    """R-20: the payer wants LT or RT and the lines have neither."""

    payer: str


def waste_modifiers(visit: Visit) -> Iterator[Finding]:
    """R-01: JW and JZ as the payer takes them on the date of service."""
    lines, payer = visit.lines, visit.payer
    if lines is None:
        yield stop("R-01", NotChecked(Missing.LINES))
        return
    if not lines:
        return
    if payer is None:
        yield warn("R-01", NotChecked(Missing.PAYER))
    if visit.is_multi_dose is None:
        yield stop("R-01", NotChecked(Missing.CONTAINER_KIND))
    used = [modifier for line in lines for modifier in line.modifiers if modifier in {JW, JZ}]
    if visit.is_multi_dose:
        yield from (stop("R-01", ModifierOnMultiDose(modifier)) for modifier in used)
    elif payer is not None and payer.waste is not WasteBilling.JW_JZ:
        yield from (stop("R-01", ModifierNotTaken(modifier, payer.name)) for modifier in used)
    elif payer is not None and visit.is_multi_dose is not None:
        yield from _single_dose(visit, lines, payer.dates)


def _single_dose(visit: Visit, lines: tuple[LineBilled, ...], dates: ModifierDates) -> Iterator[Finding]:
    waste = [line for line in lines if JW in line.modifiers]
    given = [line for line in lines if JW not in line.modifiers]
    has_jz = [line for line in lines if JZ in line.modifiers]
    if waste and has_jz:
        yield stop("R-01", ModifiersContradict())
    elif waste and not given:
        yield stop("R-01", JwAlone())
    if has_jz and visit.given_on < dates.jz_available:
        yield stop("R-01", JzTooEarly(visit.given_on, dates.jz_available))
    if visit.discarded_units is None:
        yield stop("R-01", NotChecked(Missing.UNITS))
    elif visit.discarded_units == 0 and waste:
        yield stop("R-01", JwUnfounded())
    elif visit.discarded_units == 0 and len(has_jz) < len(given) and visit.given_on >= dates.jz_required:
        yield stop("R-01", JzMissing())
    elif visit.discarded_units > 0 and not waste and visit.given_on >= dates.jw_required:
        yield stop("R-01", JwMissing(visit.discarded_units))


def line_code_in_force(visit: Visit) -> Iterator[Finding]:
    """R-01: the code of every line is in force on the date of service, as far as the catalogue knows the code."""
    for hcpcs in dict.fromkeys(line.hcpcs for line in visit.lines or ()):
        if hcpcs is None:
            yield stop("R-01", NotChecked(Missing.CODE))
            continue
        for first, last in _periods(visit, hcpcs):
            if visit.given_on < first or (last is not None and last < visit.given_on):
                yield stop("R-01", CodeNotInForce(hcpcs, visit.given_on, first, last))


def _periods(visit: Visit, hcpcs: str) -> Iterator[tuple[date, date | None]]:
    known, product = visit.known_code, visit.product
    if known is not None and known.hcpcs == hcpcs:
        yield known.first, known.last
    elif product is not None and product.code.hcpcs == hcpcs:
        yield product.code.in_force_from, None
    elif product is not None:
        yield from ((past.first, past.last) for past in product.code.past if past.hcpcs == hcpcs)


def units_add_up(visit: Visit) -> Iterator[Finding]:
    """R-02: the lines bill the units that were given, and those discarded where the payer takes them."""
    if visit.units is None:
        yield stop("R-02", NotChecked(Missing.UNITS))
    elif not visit.lines:
        if visit.lines is None:
            yield stop("R-02", NotChecked(Missing.LINES))
    elif visit.payer is None:
        yield warn("R-02", NotChecked(Missing.PAYER))
    else:
        yield from _sums(visit.lines, visit.units, visit.payer, is_multi_dose=bool(visit.is_multi_dose))


def _sums(
    lines: tuple[LineBilled, ...], units: tuple[int, int], payer: PayerProfile, *, is_multi_dose: bool
) -> Iterator[Finding]:
    billed = sum(line.units for line in lines if JW not in line.modifiers)
    wasted = sum(line.units for line in lines if JW in line.modifiers)
    given, discarded = units
    if payer.waste is WasteBilling.OPENED_IN_FULL and not is_multi_dose:
        given, discarded = given + discarded, 0
    elif payer.waste is not WasteBilling.JW_JZ or is_multi_dose:
        discarded = 0
    if billed != given:
        yield stop("R-02", LinesDoNotAddUp(billed, given, is_waste=False))
    # That the JW line is missing altogether is R-01, which goes by the date.
    if wasted not in {0, discarded}:
        yield stop("R-02", LinesDoNotAddUp(wasted, discarded, is_waste=True))


def whole_units(visit: Visit) -> Iterator[Finding]:
    """R-03: every line bills at least one unit."""
    if visit.lines is None:
        yield stop("R-03", NotChecked(Missing.LINES))
    elif any(line.units < 1 for line in visit.lines):
        yield stop("R-03", LineWithoutUnits())


def charge_fits(visit: Visit) -> Iterator[Finding]:
    """R-14: no line's charge is above $99,999.99."""
    lines, charge = visit.lines, visit.charge
    if lines is None:
        yield warn("R-14", NotChecked(Missing.LINES))
        return
    if charge is None or visit.given_on < charge.first or any(line.hcpcs != charge.hcpcs for line in lines):
        if lines:
            yield warn("R-14", NotChecked(Missing.CHARGE))
        return
    for line in lines:
        cents = (charge.dollars_per_unit * line.units * _CENTS + Fraction(1, 2)).__floor__()
        if cents > MOST_CENTS:
            yield warn("R-14", ChargeTooLarge(line.units, Fraction(cents, _CENTS)))


def side_describes(visit: Visit) -> Iterator[Finding]:
    """R-20: LT and RT only where the payer wants them; never as the site of an injection."""
    if visit.lines is None:
        yield warn("R-20", NotChecked(Missing.LINES))
        return
    sides = [modifier for line in visit.lines for modifier in line.modifiers if modifier in SIDES]
    wanted = None if visit.payer is None else visit.payer.wants_side
    if wanted is None:
        yield info("R-20", NotChecked(Missing.SIDE_RULE))
    if not wanted:
        yield from (warn("R-20", SideOnDrug(modifier)) for modifier in dict.fromkeys(sides))
    elif visit.payer is not None and visit.lines and not sides:
        yield warn("R-20", SideMissing(visit.payer.name))

"""What a professional claim needs from the records, and whether it may be written.

A claim is written whole or not at all: what is missing is named, and a finding that stops it is not overlooked.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from j3032calc.domain.billing import JW, JZ
from j3032calc.domain.claim import Verdict, claim_standing, standing_stops
from j3032calc.domain.ordering import charge_on
from j3032calc.domain.problems.claim import ClaimIncomplete, ClaimOutOfBalance, ClaimStopped, NothingToClaim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from j3032calc.domain.administration import Administration, LineBilled
    from j3032calc.domain.claim import Chargeable, ClaimStanding
    from j3032calc.domain.order import Charge, Order
    from j3032calc.domain.patient import Coverage, Patient
    from j3032calc.domain.problems import Problem
    from j3032calc.domain.site import Site


@dataclass(frozen=True, slots=True)
class ChargedLine:
    """A claim line and its charge in US dollars, half a cent rounded up."""

    billed: LineBilled
    dollars: Fraction


@dataclass(frozen=True, slots=True)
class ReadyClaim:
    """One dose's claim with nothing missing."""

    dose: Administration
    patient: Patient
    order: Order
    coverage: Coverage
    diagnoses: tuple[str, ...]
    lines: tuple[ChargedLine, ...]

    @property
    def total(self) -> Fraction:
        """The sum of the lines, in US dollars."""
        return sum((line.dollars for line in self.lines), Fraction(0))


@dataclass(frozen=True, slots=True)
class ClaimCandidate:
    """One dose that may be claimed; ``problem`` says why it cannot be yet."""

    chargeable: Chargeable
    problem: Problem | None


def ready_claims(site: Site, doses: Sequence[Chargeable]) -> tuple[ReadyClaim, ...]:
    """Give a claim for each dose, or none at all.

    Raises:
        NothingToClaim: no dose was chosen, or one has no claim line or was voided.
        ClaimStopped: a finding stops one of them, and no lead overrode it.
        ClaimOutOfBalance: the lines of one do not agree with its billing units.
        ClaimIncomplete: something is not on file; the problem names everything that is missing.
    """
    if not doses:
        raise NothingToClaim
    standings = [claim_standing(site, dose, is_file=True) for dose in doses]
    for dose, standing in zip(doses, standings, strict=True):
        _check_claimable(dose.dose, standing)
    missing = dict.fromkeys(lack for standing in standings for lack in standing.lacks)
    if missing:
        raise ClaimIncomplete(tuple(map(str, missing)))
    return tuple(map(_ready, doses))


def stopping_rules(dose: Administration) -> tuple[str, ...]:
    """Give the rules that stop the claim and that no lead overrode; may be empty."""
    return tuple(dict.fromkeys(shown.rule for shown in standing_stops(dose.calculation.findings)))


def line_charge(charge: Charge, line: LineBilled) -> Fraction:
    """Give the charge of one line in US dollars, half a cent rounded up."""
    cents = charge.dollars_per_unit * line.units * 100
    return Fraction((2 * cents.numerator + cents.denominator) // (2 * cents.denominator), 100)


def _check_claimable(dose: Administration, standing: ClaimStanding) -> None:
    if standing.stops:
        raise ClaimStopped(stopping_rules(dose))
    if standing.verdict in {Verdict.VOID, Verdict.NOT_BILLED, Verdict.NO_LINE}:
        raise NothingToClaim
    _check_balance(dose)


def _check_balance(dose: Administration) -> None:
    """Refuse lines that say something else than the units: no line alone tells that its partner is missing."""
    calculation = dose.calculation
    lines = calculation.claim_lines
    wasted = sum(line.units for line in lines if JW in line.modifiers)
    given = sum(line.units for line in lines) - wasted
    discarded = calculation.discarded_units or 0
    says_nothing_wasted = any(JZ in line.modifiers for line in lines)
    if wasted or says_nothing_wasted:
        is_right = (
            given == calculation.administered_units and wasted == discarded and not (wasted and says_nothing_wasted)
        )
    else:
        # A payer that takes no JW pays what was given, or what was opened.
        is_right = given in {calculation.administered_units, calculation.administered_units + discarded}
    if not is_right or any(line.units < 1 for line in lines):
        raise ClaimOutOfBalance


def _ready(chargeable: Chargeable) -> ReadyClaim:
    dose, order = chargeable.dose, chargeable.order
    coverage = chargeable.coverage
    lines = []
    for line in dose.calculation.claim_lines:
        assert line.hcpcs is not None  # noqa: S101 - what is missing was named before
        charge = charge_on(chargeable.charges, line.hcpcs, dose.given_on)
        assert charge is not None  # noqa: S101 - the same
        lines.append(ChargedLine(line, line_charge(charge, line)))
    assert order is not None  # noqa: S101 - the same
    assert coverage is not None  # noqa: S101 - the same
    return ReadyClaim(dose, chargeable.patient, order, coverage, chargeable.diagnoses, tuple(lines))

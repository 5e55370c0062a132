"""What a professional claim needs from the records, and whether it may be written.

A claim is written whole or not at all: what is missing is named, and a finding that stops it is not overlooked.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from j3032calc.domain.billing import JW, JZ
from j3032calc.domain.claim import standing_stops
from j3032calc.domain.ordering import charge_on
from j3032calc.domain.patient import Coverage, Patient, Relation
from j3032calc.domain.problems.claim import ClaimIncomplete, ClaimOutOfBalance, ClaimStopped, NothingToClaim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from j3032calc.domain.administration import Administration, LineBilled
    from j3032calc.domain.order import Charge, Order
    from j3032calc.domain.problems import Problem
    from j3032calc.domain.site import Site


@dataclass(frozen=True, slots=True)
class Chargeable:
    """One dose with the records that its claim is made from. ``order`` is ``None`` where there is none."""

    dose: Administration
    patient: Patient
    order: Order | None
    charges: tuple[Charge, ...]
    is_voided: bool = False


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
    lines: tuple[ChargedLine, ...]

    @property
    def total(self) -> Fraction:
        """The sum of the lines, in US dollars."""
        return sum((line.dollars for line in self.lines), Fraction(0))

    @property
    def diagnoses(self) -> tuple[str, ...]:
        """What the dose was charted for, or else what it was ordered for."""
        return self.dose.diagnoses or self.order.diagnoses


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
    for dose in doses:
        _check_claimable(dose)
    missing = dict.fromkeys(_missing_of_site(site))
    for dose in doses:
        missing.update(dict.fromkeys(_missing_of_dose(dose)))
    if missing:
        raise ClaimIncomplete(tuple(missing))
    return tuple(_ready(dose) for dose in doses)


def stopping_rules(dose: Administration) -> tuple[str, ...]:
    """Give the rules that stop the claim and that no lead overrode; may be empty."""
    return tuple(dict.fromkeys(shown.rule for shown in standing_stops(dose.calculation.findings)))


def line_charge(charge: Charge, line: LineBilled) -> Fraction:
    """Give the charge of one line in US dollars, half a cent rounded up."""
    cents = charge.dollars_per_unit * line.units * 100
    return Fraction((2 * cents.numerator + cents.denominator) // (2 * cents.denominator), 100)


def coverage_for(patient: Patient, dose: Administration) -> Coverage | None:
    """Give the coverage of the payer that the dose was charted for; the primary one where none was named."""
    if dose.payer_id is None:
        return patient.coverages[0] if patient.coverages else None
    return next((coverage for coverage in patient.coverages if coverage.payer_id == dose.payer_id), None)


def _check_claimable(chargeable: Chargeable) -> None:
    dose = chargeable.dose
    stops = stopping_rules(dose)
    if stops:
        raise ClaimStopped(stops)
    if chargeable.is_voided or not dose.calculation.claim_lines:
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


def _missing_of_site(site: Site) -> Iterator[str]:
    wanted = {
        "NPI of the site": site.npi,
        "tax number of the site": site.tax_id,
        "taxonomy code of the site": site.taxonomy,
        "address of the site": site.address,
        "place of service": site.place_of_service,
        "telephone number of the site": site.phone,
        "submitter number of the site": site.submitter,
        "receiver number of the clearinghouse": site.receiver,
        "name of the clearinghouse": site.receiver_name,
    }
    return (name for name, value in wanted.items() if value is None)


def _missing_of_dose(chargeable: Chargeable) -> Iterator[str]:
    dose, patient, order = chargeable.dose, chargeable.patient, chargeable.order
    coverage = coverage_for(patient, dose)
    if coverage is None:
        yield "coverage of the patient"
    else:
        yield from _missing_of_coverage(coverage)
    if patient.address is None:
        yield "address of the patient"
    if order is None:
        yield "order for the dose"
    elif order.prescriber.npi is None:
        yield "NPI of the prescriber"
    if not dose.diagnoses and not (order and order.diagnoses):
        yield "diagnosis"
    yield from _missing_of_lines(chargeable)


def _missing_of_lines(chargeable: Chargeable) -> Iterator[str]:
    dose = chargeable.dose
    for line in dose.calculation.claim_lines:
        if line.hcpcs is None:
            yield "HCPCS code of the drug"
        elif charge_on(chargeable.charges, line.hcpcs, dose.given_on) is None:
            yield f"charge for {line.hcpcs} on the day given"


def _missing_of_coverage(coverage: Coverage) -> Iterator[str]:
    if coverage.claims_number is None:
        yield "claims number of the payer"
    if coverage.relation is not Relation.SELF and coverage.insured is None:
        yield "name of the insured person"


def _ready(chargeable: Chargeable) -> ReadyClaim:
    dose, order = chargeable.dose, chargeable.order
    coverage = coverage_for(chargeable.patient, dose)
    lines = []
    for line in dose.calculation.claim_lines:
        assert line.hcpcs is not None  # noqa: S101 - what is missing was named before
        charge = charge_on(chargeable.charges, line.hcpcs, dose.given_on)
        assert charge is not None  # noqa: S101 - the same
        lines.append(ChargedLine(line, line_charge(charge, line)))
    assert order is not None  # noqa: S101 - the same
    assert coverage is not None  # noqa: S101 - the same
    return ReadyClaim(dose, chargeable.patient, order, coverage, tuple(lines))

"""Whether a signed dose can be billed: never while a stop stands or something that a claim needs is missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from j3032calc.domain.administration import DrugSource
from j3032calc.domain.findings import Claim
from j3032calc.domain.patient import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from j3032calc.domain.administration import Administration, FindingShown
    from j3032calc.domain.patient import Address, Coverage, Patient
    from j3032calc.domain.site import Site

# A drug that the site did not buy has no line of its own, and no waste either.
UNBILLED_SOURCES: Final = frozenset({DrugSource.WHITE_BAG, DrugSource.SAMPLE, DrugSource.FREE})
# A paper claim has twelve places for a diagnosis, and a line points to four of them.
MOST_DIAGNOSES: Final = 12
MOST_POINTERS: Final = 4


class Lack(StrEnum):
    """What a claim needs and the log does not have."""

    SITE_NPI = "NPI of the site"
    TAX_ID = "tax id of the site"
    TAXONOMY = "taxonomy of the site"
    SITE_ADDRESS = "address of the site"
    PLACE_OF_SERVICE = "place of service"
    COVERAGE = "coverage of the patient"
    INSURED_ADDRESS = "address of the insured person"
    DIAGNOSES = "diagnosis"
    SOURCE = "source of the drug"
    CODE = "HCPCS code"


class Verdict(StrEnum):
    """How a dose stands for a claim."""

    VOID = "void"
    STOPPED = "stopped"
    LACKING = "lacking"
    NO_LINE = "no-line"
    NOT_BILLED = "not-billed"
    WARNED = "warned"
    READY = "ready"


def standing_stops(findings: Iterable[FindingShown]) -> tuple[FindingShown, ...]:
    """Give the findings that stop the claim: a stop falls only to a lead's override that has a reason."""
    return tuple(one for one in findings if one.claim is Claim.STOP and not is_overridden(one))


def is_overridden(finding: FindingShown) -> bool:
    """Whether a lead has signed, with a reason, that the claim goes on in spite of a stop."""
    is_signed = finding.claim is Claim.STOP and finding.override is not None
    return is_signed and finding.reason is not None and bool(finding.reason.strip())


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """The verdict with what it rests on. ``warnings`` are to be read before the claim is sent."""

    verdict: Verdict
    stops: tuple[FindingShown, ...]
    warnings: tuple[FindingShown, ...]
    lacks: tuple[Lack, ...]


def insured_address(patient: Patient, coverage: Coverage | None) -> Address | None:
    """Give the address of the insured person: the coverage's own, or the patient's where they are one person."""
    if coverage is None or coverage.address is not None:
        return None if coverage is None else coverage.address
    return patient.address if coverage.relation is Relation.SELF else None


def claim_standing(
    dose: Administration, site: Site, patient: Patient, coverage: Coverage | None, *, is_void: bool
) -> ClaimStanding:
    """Say how a dose stands for a claim."""
    findings = dose.calculation.findings
    stops = standing_stops(findings)
    warnings = tuple(one for one in findings if one.claim is Claim.WARN or is_overridden(one))
    lacks = tuple(_lacks(dose, site, coverage, insured_address(patient, coverage)))
    is_billed = dose.source not in UNBILLED_SOURCES
    reached = (
        (is_void, Verdict.VOID),
        (bool(stops), Verdict.STOPPED),
        (not is_billed, Verdict.NOT_BILLED),
        (bool(lacks), Verdict.LACKING),
        (not dose.calculation.claim_lines, Verdict.NO_LINE),
        (bool(warnings), Verdict.WARNED),
    )
    verdict = next((verdict for is_so, verdict in reached if is_so), Verdict.READY)
    return ClaimStanding(verdict, stops, warnings, lacks)


def _lacks(dose: Administration, site: Site, coverage: Coverage | None, insured: Address | None) -> Iterable[Lack]:
    facts = (
        (site.npi, Lack.SITE_NPI),
        (site.tax_id, Lack.TAX_ID),
        (site.taxonomy, Lack.TAXONOMY),
        (site.address, Lack.SITE_ADDRESS),
        (site.place_of_service, Lack.PLACE_OF_SERVICE),
        (coverage, Lack.COVERAGE),
        (insured, Lack.INSURED_ADDRESS),
        (dose.diagnoses or None, Lack.DIAGNOSES),
        (dose.source, Lack.SOURCE),
        (dose.calculation.hcpcs, Lack.CODE),
    )
    return (lack for fact, lack in facts if fact is None)

"""Whether a signed dose can be billed: never while a stop stands or something that a claim needs is missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from j3032calc.domain.findings import Claim
from j3032calc.domain.ordering import charge_on
from j3032calc.domain.patient import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from j3032calc.domain.administration import Administration, FindingShown
    from j3032calc.domain.order import Charge, Order
    from j3032calc.domain.patient import Address, Coverage, Patient
    from j3032calc.domain.site import Site

# A paper claim has twelve places for a diagnosis, and a line points to four of them.
MOST_DIAGNOSES: Final = 12
MOST_POINTERS: Final = 4


class Lack(StrEnum):
    """What a claim needs and the log does not have."""

    SITE_NPI = "NPI of the site"
    TAX_ID = "tax number of the site"
    TAXONOMY = "taxonomy code of the site"
    SITE_ADDRESS = "address of the site"
    PLACE_OF_SERVICE = "place of service"
    PHONE = "telephone number of the site"
    SUBMITTER = "submitter number of the site"
    RECEIVER = "receiver number of the clearinghouse"
    RECEIVER_NAME = "name of the clearinghouse"
    COVERAGE = "coverage of the patient"
    CLAIMS_NUMBER = "claims number of the payer"
    INSURED_NAME = "name of the insured person"
    INSURED_ADDRESS = "address of the insured person"
    PATIENT_ADDRESS = "address of the patient"
    ORDER = "order for the dose"
    PRESCRIBER_NPI = "NPI of the prescriber"
    DIAGNOSES = "diagnosis"
    SOURCE = "source of the drug"
    CODE = "HCPCS code of the drug"
    CHARGE = "charge for the code on the day given"


# What only a file for a clearinghouse needs; on paper a biller may write the charge by hand.
FILE_ONLY: Final = frozenset(
    {Lack.PHONE, Lack.SUBMITTER, Lack.RECEIVER, Lack.RECEIVER_NAME, Lack.CLAIMS_NUMBER, Lack.CHARGE}
)
# A file names another insured person without an address.
PAPER_ONLY: Final = frozenset({Lack.INSURED_ADDRESS})


@dataclass(frozen=True, slots=True)
class Chargeable:
    """One dose with the records that its claim is made from. ``order`` is ``None`` where there is none."""

    dose: Administration
    patient: Patient
    order: Order | None
    charges: tuple[Charge, ...]
    is_voided: bool = False

    @property
    def coverage(self) -> Coverage | None:
        """The coverage of the payer that the dose was charted for; the primary one where none was named."""
        return coverage_for(self.patient, self.dose)

    @property
    def diagnoses(self) -> tuple[str, ...]:
        """What the dose was charted for, or else what it was ordered for."""
        return self.dose.diagnoses or (() if self.order is None else self.order.diagnoses)


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


def coverage_for(patient: Patient, dose: Administration) -> Coverage | None:
    """Give the coverage of the payer that the dose was charted for; the primary one where none was named."""
    if dose.payer_id is None:
        return patient.coverages[0] if patient.coverages else None
    return next((coverage for coverage in patient.coverages if coverage.payer_id == dose.payer_id), None)


def claim_standing(site: Site, chargeable: Chargeable, *, is_file: bool = False) -> ClaimStanding:
    """Say how a dose stands for a claim, on paper or in a file for a clearinghouse."""
    dose = chargeable.dose
    findings = dose.calculation.findings
    stops = standing_stops(findings)
    warnings = tuple(one for one in findings if one.claim is Claim.WARN or is_overridden(one))
    others = PAPER_ONLY if is_file else FILE_ONLY
    lacks = tuple(lack for lack in lacks_of(site, chargeable) if lack not in others)
    is_billed = dose.source is None or dose.source.bills_drug
    reached = (
        (chargeable.is_voided, Verdict.VOID),
        (bool(stops), Verdict.STOPPED),
        (not is_billed, Verdict.NOT_BILLED),
        (not dose.calculation.claim_lines, Verdict.NO_LINE),
        (bool(lacks), Verdict.LACKING),
        (bool(warnings), Verdict.WARNED),
    )
    verdict = next((verdict for is_so, verdict in reached if is_so), Verdict.READY)
    return ClaimStanding(verdict, stops, warnings, lacks)


def lacks_of(site: Site, chargeable: Chargeable) -> Iterator[Lack]:
    """Name everything that a claim needs and that is not on file, on paper and in a file."""
    dose, patient, order = chargeable.dose, chargeable.patient, chargeable.order
    codes = {line.hcpcs for line in dose.calculation.claim_lines} | {dose.calculation.hcpcs}
    facts = (
        (site.npi, Lack.SITE_NPI),
        (site.tax_id, Lack.TAX_ID),
        (site.taxonomy, Lack.TAXONOMY),
        (site.address, Lack.SITE_ADDRESS),
        (site.place_of_service, Lack.PLACE_OF_SERVICE),
        (site.phone, Lack.PHONE),
        (site.submitter, Lack.SUBMITTER),
        (site.receiver, Lack.RECEIVER),
        (site.receiver_name, Lack.RECEIVER_NAME),
        *_of_coverage(patient, chargeable.coverage),
        (patient.address, Lack.PATIENT_ADDRESS),
        (order, Lack.ORDER),
        (order is None or order.prescriber.npi, Lack.PRESCRIBER_NPI),
        (chargeable.diagnoses or None, Lack.DIAGNOSES),
        (dose.source, Lack.SOURCE),
        (None if None in codes else codes, Lack.CODE),
        (_are_charged(chargeable, codes), Lack.CHARGE),
    )
    return (lack for fact, lack in facts if fact is None)


def _of_coverage(patient: Patient, coverage: Coverage | None) -> Iterator[tuple[object, Lack]]:
    yield coverage, Lack.COVERAGE
    if coverage is not None:
        yield coverage.claims_number, Lack.CLAIMS_NUMBER
        yield coverage.relation is Relation.SELF or coverage.insured, Lack.INSURED_NAME
        yield insured_address(patient, coverage), Lack.INSURED_ADDRESS


def _are_charged(chargeable: Chargeable, codes: set[str | None]) -> object:
    """Give ``None`` where a code of the claim has no charge on the day given."""
    day, known = chargeable.dose.given_on, chargeable.charges
    return None if any(code is not None and charge_on(known, code, day) is None for code in codes) else known

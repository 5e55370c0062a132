"""The exports that are made whole: a patient's bundle, the claims of some days, the calendar of due dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from j3032calc.domain.administration import Administration
from j3032calc.domain.claim_file import ClaimCandidate, ready_claims
from j3032calc.domain.entries import Kind
from j3032calc.domain.exporting import ExportFormat, LogFilter
from j3032calc.domain.problems import Problem
from j3032calc.domain.problems.charting import NotInLog, OfOtherPatient, PatientNeeded
from j3032calc.domain.problems.files import RecordsNotDue
from j3032calc.exports import fhir, icalendar, x12_837p
from j3032calc.services.leaving import billing_site, chargeable_doses, patient_record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.claim import Chargeable
    from j3032calc.domain.site import Site
    from j3032calc.services.ports import Log, Progress

# A calendar without a last day looks this far ahead.
_YEAR: Final = timedelta(days=366)
_MOST_DUE: Final = 10_000
_RECORDED: Final = (Kind.DOSE_RECORDED,)


@dataclass(frozen=True, slots=True)
class Making:
    """When a file is made. ``is_test`` says that nobody in it is real, in the file's own words for that."""

    at: datetime
    is_test: bool = False


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What an export is made from. ``progress`` is told how many claims of how many are gathered."""

    log: Log
    catalogue: Catalogue
    making: Making
    progress: Progress | None = None

    def text(self, form: ExportFormat, wanted: LogFilter) -> tuple[str, int]:
        """Give the text of an export, and how many doses or due dates it holds.

        Raises:
            PatientNeeded: a FHIR bundle is of one patient.
            Problem: a claim cannot be written, and it says what is missing or what stops it; a dose is not in the log.
        """
        makers: Mapping[ExportFormat, Callable[[LogFilter], tuple[str, int]]] = {
            ExportFormat.FHIR: self._bundle,
            ExportFormat.X12_837P: self._claims,
            ExportFormat.ICS: self._calendar,
        }
        return makers[form](wanted)

    def _bundle(self, wanted: LogFilter) -> tuple[str, int]:
        record = patient_record(self.log, wanted.patient_id or _patient_of(self.log, wanted.doses))
        if not set(wanted.doses) <= {versions[-1].subject for versions in record.doses}:
            raise OfOtherPatient
        days = {versions[-1].subject: versions[-1].body for versions in record.doses}
        chosen = [
            dose_id
            for dose_id, dose in days.items()
            if isinstance(dose, Administration) and wanted.has_dose(dose_id) and wanted.has_day(dose.given_on)
        ]
        is_everything = not wanted.doses and wanted.first is None and wanted.last is None
        return fhir.bundle(
            record,
            self.making.at,
            only_doses=None if is_everything else chosen,
            is_test=self.making.is_test,
        ), len(chosen)

    def _claims(self, wanted: LogFilter) -> tuple[str, int]:
        """Write a claim for each dose that is wanted; one that cannot be billed refuses the file."""
        site = billing_site(self.log)
        chosen = wanted.doses or claimed_doses(self.log, wanted)
        claims = ready_claims(site, chargeable_doses(self.log, chosen, self.progress))
        # The number of the file: the newest entry's, which no later export of this log can have.
        envelope = x12_837p.Envelope(at=self.making.at, number=self.log.head.sequence, is_test=self.making.is_test)
        return x12_837p.claim_file(site, claims, envelope), len(claims)

    def candidates(self, wanted: LogFilter) -> tuple[ClaimCandidate, ...]:
        """Give the doses of some days that may be claimed, each with what stands against it; may be empty."""
        site = billing_site(self.log)
        doses = chargeable_doses(self.log, claimed_doses(self.log, wanted), self.progress)
        return tuple(ClaimCandidate(dose, self._against(site, dose)) for dose in doses)

    def _against(self, site: Site, dose: Chargeable) -> Problem | None:
        try:
            x12_837p.claim_file(site, ready_claims(site, (dose,)), x12_837p.Envelope(at=self.making.at, number=1))
        except Problem as problem:
            return problem
        return None

    def _calendar(self, wanted: LogFilter) -> tuple[str, int]:
        if wanted.doses:
            raise RecordsNotDue
        last = wanted.last or self.making.at.date() + _YEAR
        due = [
            dose
            for dose in self.log.due(first=wanted.first, last=last, most=_MOST_DUE)
            if wanted.patient_id in {None, dose.patient.id}
        ]
        drugs = {product.id: product.name for product in self.catalogue.products}
        return icalendar.calendar(due, drugs, self.making.at, with_names=wanted.has_names), len(due)


def claimed_doses(log: Log, wanted: LogFilter) -> tuple[str, ...]:
    """Give the ids of the doses of some days that still stand and have a claim line, oldest first; may be empty."""
    return tuple(
        entry.body.id
        for entry in log.latest_of(_RECORDED, wanted.patient_id)
        if isinstance(entry.body, Administration)
        and entry.kind is not Kind.DOSE_VOIDED
        and entry.body.calculation.claim_lines
        and wanted.has_day(entry.body.given_on)
    )


def _patient_of(log: Log, doses: Sequence[str]) -> str:
    if not doses:
        raise PatientNeeded
    entry = log.latest(doses[0])
    if entry is None or not isinstance(entry.body, Administration):
        raise NotInLog("dose")
    return entry.body.patient_id

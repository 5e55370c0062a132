"""The exports that are made whole: a patient's bundle, the claims of some days, the calendar of due dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from j3032calc.domain.administration import Administration
from j3032calc.domain.claim_file import ready_claims
from j3032calc.domain.entries import Kind
from j3032calc.domain.exporting import ExportFormat, LogFilter
from j3032calc.domain.problems.charting import PatientNeeded
from j3032calc.exports import fhir, icalendar, x12_837p
from j3032calc.services.leaving import billing_site, chargeable_doses, patient_record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.services.ports import Log

# A calendar without a last day looks this far ahead.
_YEAR: Final = timedelta(days=366)
_MOST_DUE: Final = 10_000
_RECORDED: Final = (Kind.DOSE_RECORDED,)


@dataclass(frozen=True, slots=True)
class Making:
    """When a file is made. ``is_test`` says that nobody in it is real, in the file's own words for that."""

    at: datetime
    is_test: bool = False


def whole_export(
    log: Log, catalogue: Catalogue, form: ExportFormat, wanted: LogFilter, making: Making
) -> tuple[str, int]:
    """Give the text of an export, and how many doses or due dates it holds.

    Raises:
        PatientNeeded: a FHIR bundle is of one patient.
        Problem: a claim cannot be written; it names what is missing or what stops it.
    """
    makers: Mapping[ExportFormat, Callable[[], tuple[str, int]]] = {
        ExportFormat.FHIR: lambda: _bundle(log, wanted, making),
        ExportFormat.X12_837P: lambda: _claims(log, wanted, making),
        ExportFormat.ICS: lambda: _calendar(log, catalogue, wanted, making),
    }
    return makers[form]()


def _bundle(log: Log, wanted: LogFilter, making: Making) -> tuple[str, int]:
    if wanted.patient_id is None:
        raise PatientNeeded
    record = patient_record(log, wanted.patient_id)
    return fhir.bundle(record, making.at, is_test=making.is_test), len(record.doses)


def _claims(log: Log, wanted: LogFilter, making: Making) -> tuple[str, int]:
    """Write a claim for each dose of these days that still stands; one that cannot be billed refuses the file."""
    entries = log.latest_of(_RECORDED, wanted.patient_id)
    doses = [
        entry.body.id
        for entry in entries
        if isinstance(entry.body, Administration)
        and entry.kind is not Kind.DOSE_VOIDED
        and wanted.has_day(entry.body.given_on)
    ]
    site = billing_site(log)
    claims = ready_claims(site, chargeable_doses(log, doses))
    # The number of the file: the newest entry's, which no later export of this log can have.
    envelope = x12_837p.Envelope(at=making.at, number=log.head.sequence, is_test=making.is_test)
    return x12_837p.claim_file(site, claims, envelope), len(claims)


def _calendar(log: Log, catalogue: Catalogue, wanted: LogFilter, making: Making) -> tuple[str, int]:
    last = wanted.last or making.at.date() + _YEAR
    due = [
        dose
        for dose in log.due(first=wanted.first, last=last, most=_MOST_DUE)
        if wanted.patient_id in {None, dose.patient.id}
    ]
    drugs = {product.id: product.name for product in catalogue.products}
    return icalendar.calendar(due, drugs, making.at), len(due)

"""The exports that are made whole, from a real log."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Body, Kind, NewEntry
from j3032calc.domain.exporting import ExportFormat, LogFilter
from j3032calc.domain.problems.charting import PatientNeeded
from j3032calc.domain.problems.claim import ClaimIncomplete, NothingToClaim
from j3032calc.domain.site import SITE_ID
from j3032calc.services.outgoing import Making, whole_export
from j3032calc.storage.catalogue import load_catalogue
from tests import exchanged
from tests.invented_log import NOW, entry, new_log, patient, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from j3032calc.storage.sql_log import SqlLog

CATALOGUE = load_catalogue()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqlLog]:
    log = new_log(tmp_path)
    for number in (1, 2):
        log.append([entry(Kind.PATIENT_ADDED, patient(number)), recorded(number, of_patient=number, order_id=None)])
    yield log
    log.close()


def export(log: SqlLog, form: ExportFormat, wanted: LogFilter) -> tuple[str, int]:
    return whole_export(log, CATALOGUE, form, wanted, Making(NOW))


def test_a_bundle_is_of_one_patient(log: SqlLog) -> None:
    text, count = export(log, ExportFormat.FHIR, LogFilter(patient_id="p1"))

    assert (json.loads(text)["resourceType"], count) == ("Bundle", 1)
    with pytest.raises(PatientNeeded):
        export(log, ExportFormat.FHIR, LogFilter())


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (LogFilter(), 2),
        (LogFilter(patient_id="p2"), 1),
        (LogFilter(first=date(2026, 12, 22)), 0),
        (LogFilter(last=date(2026, 12, 21)), 2),
        (LogFilter(last=date(2026, 12, 20)), 0),
    ],
)
def test_a_calendar_has_the_due_dates_of_its_days(log: SqlLog, wanted: LogFilter, count: int) -> None:
    text, said = export(log, ExportFormat.ICS, wanted)

    assert (text.count("BEGIN:VEVENT"), said) == (count, count)


def test_a_claim_file_names_what_is_missing_and_refuses_days_without_doses(log: SqlLog) -> None:
    with pytest.raises(ClaimIncomplete):
        export(log, ExportFormat.X12_837P, LogFilter())
    with pytest.raises(NothingToClaim):
        export(log, ExportFormat.X12_837P, LogFilter(last=date(2026, 1, 1)))


def test_claims_are_written_where_nothing_is_missing(tmp_path: Path) -> None:
    log = new_log(tmp_path)
    ordered, given = exchanged.order(), exchanged.dose()
    new: list[tuple[Kind, str, str | None, Body]] = [
        (Kind.SITE_SET, SITE_ID, None, exchanged.site()),
        (Kind.PATIENT_ADDED, given.patient_id, given.patient_id, exchanged.patient()),
        (Kind.ORDER_WRITTEN, ordered.id, given.patient_id, ordered),
        (Kind.DOSE_RECORDED, given.id, given.patient_id, given),
        *((Kind.CHARGE_SET, f"charge:{one.hcpcs}:{one.first}", None, one) for one in exchanged.charges()),
    ]
    log.append(
        [
            NewEntry(at=NOW, by=None, kind=kind, subject=subject, patient_id=patient_id, body=body)
            for kind, subject, patient_id, body in new
        ]
    )

    text, count = export(log, ExportFormat.X12_837P, LogFilter())

    assert (text[:3], text.count("CLM*"), count) == ("ISA", 1, 1)
    log.close()

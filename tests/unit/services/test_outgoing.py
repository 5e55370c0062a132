"""The exports that are made whole, from a real log."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Body, Kind, NewEntry
from j3032calc.domain.exporting import ExportFormat, LogFilter
from j3032calc.domain.problems import Cancelled
from j3032calc.domain.problems.charting import NotInLog, OfOtherPatient, PatientNeeded
from j3032calc.domain.problems.claim import ClaimIncomplete, NothingToClaim
from j3032calc.domain.problems.files import RecordsNotDue
from j3032calc.domain.site import SITE_ID
from j3032calc.services.outgoing import Making, Outgoing
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
    return Outgoing(log, CATALOGUE, Making(NOW)).text(form, wanted)


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


def test_a_bundle_of_one_administration_knows_its_patient(log: SqlLog) -> None:
    text, count = export(log, ExportFormat.FHIR, LogFilter(doses=("d2",)))

    kinds = [one["resource"]["resourceType"] for one in json.loads(text)["entry"]]
    assert (kinds.count("Patient"), kinds.count("MedicationAdministration"), count) == (1, 1, 1)
    assert export(log, ExportFormat.FHIR, LogFilter(patient_id="p2", doses=("d2",))) == (text, 1)


def test_a_bundle_of_some_days_has_the_doses_of_those(log: SqlLog) -> None:
    log.append([recorded(3, of_patient=1, order_id=None, given_on=date(2026, 10, 20))])

    text, count = export(log, ExportFormat.FHIR, LogFilter(patient_id="p1", last=date(2026, 10, 31)))

    (given,) = [
        one["resource"]
        for one in json.loads(text)["entry"]
        if one["resource"]["resourceType"] == "MedicationAdministration"
    ]
    assert (given["id"], count) == ("d3", 1)


def test_a_dose_that_is_not_the_patients_or_not_there_is_refused(log: SqlLog) -> None:
    with pytest.raises(OfOtherPatient):
        export(log, ExportFormat.FHIR, LogFilter(patient_id="p1", doses=("d2",)))
    for stranger in ("d9", "p1"):
        with pytest.raises(NotInLog):
            export(log, ExportFormat.FHIR, LogFilter(doses=(stranger,)))


def test_a_calendar_has_no_records_and_has_names_only_when_chosen(log: SqlLog) -> None:
    with pytest.raises(RecordsNotDue):
        export(log, ExportFormat.ICS, LogFilter(doses=("d1",)))

    assert "Quillfeather" in export(log, ExportFormat.ICS, LogFilter(has_names=True))[0]
    assert "Quillfeather" not in export(log, ExportFormat.ICS, LogFilter())[0]


def test_the_claims_of_some_days_are_listed_each_with_what_stands_against_it(log: SqlLog) -> None:
    found = Outgoing(log, CATALOGUE, Making(NOW)).candidates(LogFilter())

    assert [one.chargeable.dose.id for one in found] == ["d1", "d2"]
    assert all(isinstance(one.problem, ClaimIncomplete) for one in found)
    assert Outgoing(log, CATALOGUE, Making(NOW)).candidates(LogFilter(last=date(2026, 1, 1))) == ()


def test_the_gathering_of_claims_can_be_watched_and_stopped(log: SqlLog) -> None:
    def stop(done: int, of: int) -> None:
        assert (done, of) == (1, 2)
        raise Cancelled

    with pytest.raises(Cancelled):
        Outgoing(log, CATALOGUE, Making(NOW), stop).text(ExportFormat.X12_837P, LogFilter())


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

    # Copied from another record: billed where it was charted.
    copied = replace(given, id="copied", calculation=replace(given.calculation, claim_lines=()))
    one = NewEntry(at=NOW, by=None, kind=Kind.DOSE_RECORDED, subject="copied", patient_id=given.patient_id, body=copied)
    log.append([one])

    (candidate,) = Outgoing(log, CATALOGUE, Making(NOW)).candidates(LogFilter())
    assert (candidate.chargeable.dose.id, candidate.problem) == (given.id, None)

    text, count = export(log, ExportFormat.X12_837P, LogFilter())

    assert (text[:3], text.count("CLM*"), count) == ("ISA", 1, 1)
    chosen, _ = export(log, ExportFormat.X12_837P, LogFilter(doses=(given.id,)))
    assert chosen == text
    with pytest.raises(NothingToClaim):
        export(log, ExportFormat.X12_837P, LogFilter(doses=(given.id, "copied")))
    log.close()

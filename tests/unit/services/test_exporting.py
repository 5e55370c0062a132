"""Taking the log out: who may, what it holds, and that it is noted before the file is there."""

from __future__ import annotations

import csv
import json
import stat
import tracemalloc
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Kind
from j3032calc.domain.exporting import ExportFormat, LogFilter
from j3032calc.domain.people import NewAccount, Role
from j3032calc.domain.problems import Cancelled
from j3032calc.domain.problems.charting import OutOfOrder, PatientIdUnknown
from j3032calc.domain.problems.files import ExportUnencrypted, FileUnreadable
from j3032calc.domain.problems.log import LogLocked
from j3032calc.domain.problems.people import NotAllowed
from j3032calc.services.exporting import Exporting
from j3032calc.storage.catalogue import load_catalogue
from j3032calc.storage.files import PlainTextFiles
from j3032calc.wording.problems import sentence
from tests.backed_up import BackedUpClinic, chart
from tests.clinic import NINA, OWN_PASSWORD, facts, of_kind
from tests.invented_log import dose, note, patient, recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from j3032calc.services.session import Session

BEA = NewAccount(user="Bea", name="Bea Biller", credential="", roles=(Role.BILLER,))
ALL = LogFilter()


@pytest.fixture
def clinic(tmp_path: Path) -> BackedUpClinic:
    return BackedUpClinic(tmp_path / "here")


@pytest.fixture
def bea(clinic: BackedUpClinic) -> Session:
    """A biller's session; two patients with a dose each."""
    session = clinic.hire(clinic.set_up(), BEA)
    chart(session, 1)
    chart(session, 2)
    return session.switch("bea", OWN_PASSWORD)


@pytest.fixture
def exporting(clinic: BackedUpClinic) -> Exporting:
    return Exporting(PlainTextFiles(clinic.places.data), load_catalogue(), clinic.clock, "0.1.0")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_json_lines_hold_every_entry(exporting: Exporting, bea: Session, path: Path) -> None:
    newest = bea.log.head.sequence

    count = exporting.export(bea, ExportFormat.JSONL, ALL, str(path), knows_it_is_unencrypted=True)

    heading, *entries = lines(path)
    assert count == newest
    assert [one["entry"] for one in entries] == list(range(1, newest + 1))
    assert heading["head"] == {"entry": newest, "fingerprint": entries[-1]["fingerprint"]}


def test_csv_holds_each_version_of_each_dose_with_todays_name(exporting: Exporting, bea: Session, path: Path) -> None:
    amended = dose(1, late_reason="charted late")
    renamed = patient(1, family="Newname")
    bea.log.append(
        [
            bea.entry(Kind.DOSE_AMENDED, "d1", amended, patient_id="p1", reason="late"),
            bea.entry(Kind.PATIENT_AMENDED, "p1", renamed, patient_id="p1", reason="married"),
        ]
    )

    count = exporting.export(bea, ExportFormat.CSV, ALL, str(path), knows_it_is_unencrypted=True)

    found = [(row["administration_id"], row["what"], row["stands"], row["family_name"]) for row in rows(path)]
    assert count == 3
    assert found == [
        ("d1", "recorded", "no", "Newname"),
        ("d2", "recorded", "yes", "Quillfeather"),
        ("d1", "amended", "yes", "Newname"),
    ]


def test_an_export_is_an_entry_that_names_no_patient(exporting: Exporting, bea: Session, path: Path) -> None:
    wanted = LogFilter(patient_id="p1", first=date(2026, 11, 1), last=date(2026, 11, 30))

    exporting.export(bea, ExportFormat.CSV, wanted, str(path), knows_it_is_unencrypted=True)

    (entry,) = of_kind(bea, Kind.LOG_EXPORTED)
    assert facts(entry) == {"format": "csv", "count": "1", "from": "2026-11-01", "to": "2026-11-30"}
    assert (entry.by, entry.patient_id) == (bea.account.id, "p1")


def test_one_patients_export_holds_nothing_of_another(exporting: Exporting, bea: Session, path: Path) -> None:
    exporting.export(bea, ExportFormat.JSONL, LogFilter(patient_id="p1"), str(path), knows_it_is_unencrypted=True)

    assert [one["patient"] for one in lines(path)[1:]] == ["p1", "p1", "p1"]


def test_csv_filters_by_the_day_given(exporting: Exporting, bea: Session, path: Path) -> None:
    late = recorded(3, given_on=date(2026, 11, 20))
    bea.log.append([late])

    exporting.export(bea, ExportFormat.CSV, LogFilter(last=date(2026, 11, 22)), str(path), knows_it_is_unencrypted=True)

    assert [row["given_on"] for row in rows(path)] == ["2026-11-20"]


def test_json_lines_filter_by_the_day_written(
    exporting: Exporting, bea: Session, path: Path, clinic: BackedUpClinic
) -> None:
    clinic.clock.pass_time(days=1)
    chart(bea, 3)

    wanted = LogFilter(first=date(2026, 11, 24))
    count = exporting.export(bea, ExportFormat.JSONL, wanted, str(path), knows_it_is_unencrypted=True)

    assert count == 3


def test_a_patient_that_the_log_does_not_have_is_refused(exporting: Exporting, bea: Session, path: Path) -> None:
    for patient_id in ("p9", "o1"):
        with pytest.raises(PatientIdUnknown):
            exporting.export(
                bea, ExportFormat.CSV, LogFilter(patient_id=patient_id), str(path), knows_it_is_unencrypted=True
            )

    assert not path.exists()


def test_days_the_wrong_way_round_are_refused(exporting: Exporting, bea: Session, path: Path) -> None:
    wanted = LogFilter(first=date(2026, 11, 24), last=date(2026, 11, 23))

    with pytest.raises(OutOfOrder) as refused:
        exporting.export(bea, ExportFormat.CSV, wanted, str(path), knows_it_is_unencrypted=True)

    assert sentence(refused.value) == "The first day is after the last day. Check both."


def test_nobody_exports_without_knowing_that_it_is_not_encrypted(
    exporting: Exporting, bea: Session, path: Path
) -> None:
    with pytest.raises(ExportUnencrypted):
        exporting.export(bea, ExportFormat.CSV, ALL, str(path), knows_it_is_unencrypted=False)

    assert not path.exists()


def test_a_nurse_may_not_export(exporting: Exporting, clinic: BackedUpClinic, bea: Session, path: Path) -> None:
    bea.sign_out()
    nina = clinic.hire(clinic.sign_in(), NINA).switch("nina", OWN_PASSWORD)

    with pytest.raises(NotAllowed):
        exporting.export(nina, ExportFormat.CSV, ALL, str(path), knows_it_is_unencrypted=True)

    assert not path.exists()
    assert len(of_kind(nina, Kind.REFUSED)) == 1


def test_the_file_is_private(exporting: Exporting, bea: Session, path: Path) -> None:
    exporting.export(bea, ExportFormat.CSV, ALL, str(path), knows_it_is_unencrypted=True)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["log.db", "backups/out"])
def test_nothing_is_exported_over_the_log(
    exporting: Exporting, clinic: BackedUpClinic, bea: Session, name: str
) -> None:
    with pytest.raises(FileUnreadable):
        exporting.export(bea, ExportFormat.CSV, ALL, str(clinic.places.data / name), knows_it_is_unencrypted=True)

    chart(bea, 3)


def test_without_its_entry_there_is_no_file(exporting: Exporting, bea: Session, path: Path) -> None:
    path.write_text("of yesterday")

    class Locking(PlainTextFiles):
        """Locks the workstation while the file is written, as an absence does."""

        @contextmanager
        def write_lines(self, name: str) -> Iterator[Callable[[str], None]]:
            with super().write_lines(name) as write:

                def write_and_lock(text: str) -> None:
                    write(text)
                    bea.lock()

                yield write_and_lock

    exporting._files = Locking(path.parent / "elsewhere")
    with pytest.raises(LogLocked):
        exporting.export(bea, ExportFormat.JSONL, ALL, str(path), knows_it_is_unencrypted=True)

    assert path.read_text() == "of yesterday"
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(".")] == []


def test_memory_does_not_grow_with_the_log(exporting: Exporting, bea: Session, path: Path) -> None:
    def export() -> None:
        exporting.export(bea, ExportFormat.JSONL, ALL, str(path), knows_it_is_unencrypted=True)

    def peak() -> int:
        tracemalloc.start()
        export()
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    # A thousand entries are read at a time, and two such lots are in memory where one follows the other.
    bea.log.append([note() for _ in range(2100)])
    # The first export fills what is remembered from one call to the next.
    export()
    small = peak()
    bea.log.append([note() for _ in range(2100)])

    assert peak() < small * 1.2


def test_one_administration_is_exported_line_by_line_too(exporting: Exporting, bea: Session, path: Path) -> None:
    wanted = LogFilter(doses=("d2",))

    assert exporting.export(bea, ExportFormat.CSV, wanted, str(path), knows_it_is_unencrypted=True) == 1
    assert [row["administration_id"] for row in rows(path)] == ["d2"]
    assert exporting.export(bea, ExportFormat.JSONL, wanted, str(path), knows_it_is_unencrypted=True) == 1
    assert lines(path)[0]["filter"] == {"patient": None, "from": None, "to": None, "administrations": ["d2"]}
    assert [one["subject"] for one in lines(path)[1:]] == ["d2"]


def test_an_export_tells_its_progress_and_leaves_no_file_when_it_is_stopped(
    exporting: Exporting, bea: Session, path: Path
) -> None:
    bea.log.append([note() for _ in range(1000)])
    told: list[int] = []

    def stop(done: int, of: int) -> None:
        assert of == bea.log.head.sequence
        told.append(done)
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        exporting.export(bea, ExportFormat.JSONL, ALL, str(path), knows_it_is_unencrypted=True, progress=stop)

    assert told == [0, 1000]
    assert not path.exists()
    assert of_kind(bea, Kind.LOG_EXPORTED) == []


def test_a_calendar_is_written_whole_and_noted(exporting: Exporting, bea: Session, path: Path) -> None:
    count = exporting.export(bea, ExportFormat.ICS, ALL, str(path), knows_it_is_unencrypted=True)

    assert path.read_text("utf-8").startswith("BEGIN:VCALENDAR")
    assert count == path.read_text("utf-8").count("BEGIN:VEVENT")
    assert facts(of_kind(bea, Kind.LOG_EXPORTED)[-1])["format"] == "ics"


def test_the_claims_are_listed_to_who_may_export_them(
    exporting: Exporting, clinic: BackedUpClinic, bea: Session
) -> None:
    assert [one.chargeable.dose.id for one in exporting.claims(bea, ALL)] == ["d1", "d2"]
    with pytest.raises(OutOfOrder):
        exporting.claims(bea, LogFilter(first=date(2026, 11, 24), last=date(2026, 11, 23)))
    bea.sign_out()
    nina = clinic.hire(clinic.sign_in(), NINA).switch("nina", OWN_PASSWORD)
    with pytest.raises(NotAllowed):
        exporting.claims(nina, ALL)

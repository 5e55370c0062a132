"""What every log does, whatever it is kept in. One class; each kind of log inherits it."""

from __future__ import annotations

import threading
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from j3032calc.domain.entries import Entry, Kind, NewEntry
from j3032calc.domain.order import DrugRef
from j3032calc.domain.problems.log import LogLocked, LogNotWritten
from j3032calc.domain.search import PatientSearch
from j3032calc.storage.anchor import Anchor
from j3032calc.storage.instance_lock import HeldElsewhere
from j3032calc.storage.sql_log import SqlLog
from j3032calc.storage.store_file import StoreFile
from tests.contracts.postgresql_server import find_programs, running
from tests.fixed_clock import FixedClock
from tests.invented_log import (
    CINQAIR,
    DAY,
    NOW,
    FixedKey,
    dose,
    draft,
    entry,
    first_entries,
    new_log,
    note,
    order,
    patient,
    recorded,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.domain.entries import Fault
    from tests.contracts.postgresql_server import Server

ALL_DUE = date(2030, 1, 1)
# A server has no file of its own here; its backups are the server's.
NO_FILE = StoreFile(Path("nowhere"), FixedKey())
XOLAIR = DrugRef(product_id="xolair", name="omalizumab (Xolair)", hcpcs="J2357")


def found(log: SqlLog, **wanted: object) -> list[str]:
    search = PatientSearch(**wanted)  # type: ignore[arg-type]
    return [one.id for one in log.find_patients(search, most=10)]


def due_days(log: SqlLog, first: date | None = None, last: date = ALL_DUE) -> list[tuple[str, str, date]]:
    return [(one.patient.id, one.drug_key, one.due) for one in log.due(first=first, last=last, most=10)]


class LogContract:
    """Each test gets an empty log, and leaves one whose tables agree with its entries."""

    @pytest.fixture
    def log(self) -> Iterator[SqlLog]:
        raise NotImplementedError

    @pytest.fixture(autouse=True)
    def _agrees_at_the_end(self, log: SqlLog) -> Iterator[None]:
        yield
        try:
            faults: tuple[Fault | None, ...] = (log.check_indexes(), log.verify().fault)
        except LogLocked:
            return
        assert faults == (None, None)

    def test_an_empty_log_has_head_0_and_is_whole(self, log: SqlLog) -> None:
        assert (log.head.sequence, log.head.fingerprint, log.is_whole) == (0, "0" * 64, True)
        assert (tuple(log.entries()), log.drafts(), log.verify().entries) == ((), (), 0)

    def test_entries_are_numbered_from_one_and_come_back_as_they_were_written(self, log: SqlLog) -> None:
        written = [*first_entries(), recorded(1), note()]

        given = log.append(written)

        assert [one.sequence for one in given] == [1, 2, 3, 4]
        assert tuple(log.entries()) == given
        assert log.head.sequence == 4
        assert log.head.fingerprint == given[-1].fingerprint
        for new, got in zip(written, given, strict=True):
            assert {field.name: getattr(got, field.name) for field in fields(NewEntry)} == {
                field.name: getattr(new, field.name) for field in fields(NewEntry)
            }

    def test_entries_can_be_read_from_one_number_to_another(self, log: SqlLog) -> None:
        log.append([note(str(number)) for number in range(5)])

        assert [one.sequence for one in log.entries(2, 4)] == [2, 3, 4]
        assert [one.sequence for one in log.entries(4)] == [4, 5]

    def test_several_entries_are_written_together_or_not_at_all(self, log: SqlLog) -> None:
        log.append(first_entries())

        with pytest.raises(LogNotWritten) as refused:
            log.append([recorded(1), entry(Kind.PATIENT_ADDED, patient())])

        assert refused.value.reason == "it is in the log already"
        assert log.head.sequence == 2
        assert log.latest("d1") is None
        assert log.append([recorded(1)])[0].sequence == 3

    @pytest.mark.parametrize("half_a_pair", [0xD800, 0xDCFF], ids=hex)
    def test_text_that_cannot_be_kept_is_a_plain_problem(self, log: SqlLog, half_a_pair: int) -> None:
        text = f"Zoë {chr(half_a_pair)}"
        for write in (
            lambda: log.append([entry(Kind.PATIENT_ADDED, patient(given=text))]),
            lambda: log.append([entry(Kind.PATIENT_ADDED, patient(), reason=text)]),
            lambda: log.keep_draft(draft(entered=(("note", text),))),
        ):
            with pytest.raises(LogNotWritten) as refused:
                write()
            assert refused.value.reason == "a character in it cannot be kept"
        assert log.head.sequence == 0

    @pytest.mark.parametrize("column", ["reason", "subject", "by", "patient_id"])
    def test_a_text_with_a_zero_is_refused_everywhere_because_one_store_cannot_keep_it(
        self, log: SqlLog, column: str
    ) -> None:
        new = replace(entry(Kind.PATIENT_ADDED, patient(), reason="new"), **{column: "a\x00b"})  # type: ignore[arg-type]

        with pytest.raises(LogNotWritten) as refused:
            log.append([new])

        assert refused.value.reason == "a character in it cannot be kept"
        assert log.head.sequence == 0

    def test_any_other_text_is_kept(self, log: SqlLog) -> None:
        text = "Zoë 李 \U0001f9ea \\ \" ' \u2028 \x7f"
        log.append([entry(Kind.PATIENT_ADDED, patient(given=f"{text}\x00"), reason=text)])

        (got,) = log.versions("p1")
        assert (got.body, got.reason) == (patient(given=f"{text}\x00"), text)

    def test_the_newest_value_of_a_thing_is_found(self, log: SqlLog) -> None:
        log.append(first_entries())
        changed = patient(family="Underwood")
        log.append([entry(Kind.PATIENT_AMENDED, changed, reason="married")])

        newest = log.latest("p1")

        assert newest is not None
        assert (newest.body, newest.reason, newest.sequence) == (changed, "married", 3)
        assert [one.sequence for one in log.versions("p1")] == [1, 3]
        assert log.latest("nobody") is None
        assert log.versions("nobody") == ()

    def test_a_note_about_a_thing_is_not_its_value(self, log: SqlLog) -> None:
        log.append(first_entries())
        read = NewEntry(at=NOW, by="a1", kind=Kind.PATIENT_READ, subject="p1", patient_id="p1", body=note().body)
        log.append([read])

        assert getattr(log.latest("p1"), "sequence", None) == 1

    def test_the_newest_of_each_thing_of_a_kind_comes_oldest_thing_first(self, log: SqlLog) -> None:
        log.append(first_entries())
        log.append([entry(Kind.ORDER_WRITTEN, order(2, of_patient=2))])
        log.append([entry(Kind.ORDER_AMENDED, order(1, route="intravenous"))])
        kinds = (Kind.ORDER_WRITTEN, Kind.ORDER_AMENDED, Kind.ORDER_ENDED)

        assert [one.sequence for one in log.latest_of(kinds)] == [4, 3]
        assert [one.sequence for one in log.latest_of(kinds, patient_id="p2")] == [3]

    def test_one_patients_log_holds_only_this_patients_entries(self, log: SqlLog) -> None:
        log.append([*first_entries(), entry(Kind.PATIENT_ADDED, patient(2)), recorded(1), note()])

        assert [one.sequence for one in log.of_patient("p1")] == [1, 2, 4]
        assert log.of_patient("nobody") == ()

    def test_the_newest_notes_of_a_kind_come_newest_first(self, log: SqlLog) -> None:
        log.append([note("a"), note("b", kind=Kind.LOCKED), note("c"), note("d")])

        assert [one.sequence for one in log.noted((Kind.SIGNED_IN,), newest=2)] == [4, 3]

    @pytest.mark.parametrize(
        "wanted",
        [
            pytest.param({"names": ("zephyr",)}, id="accents-do-not-matter"),
            pytest.param({"names": ("quill",)}, id="beginning-of-the-family-name"),
            pytest.param({"names": ("zeph", "quill")}, id="any-order"),
            pytest.param({"names": ("quill", "zeph")}, id="any-order-the-other-way"),
            pytest.param({"number": "mrn0000"}, id="beginning-of-the-record-number"),
            pytest.param({"born": date(1961, 7, 8)}, id="birth-date"),
            pytest.param({"born": date(1961, 7, 8), "names": ("q",)}, id="birth-date-and-name"),
        ],
    )
    def test_a_patient_is_found(self, log: SqlLog, wanted: dict[str, object]) -> None:
        log.append(first_entries())

        assert found(log, **wanted) == ["p1"]

    @pytest.mark.parametrize(
        "wanted",
        [
            pytest.param({}, id="nothing-asked"),
            pytest.param({"names": ("feather",)}, id="middle-of-a-name"),
            pytest.param({"names": ("quill", "nobody")}, id="one-word-does-not-fit"),
            pytest.param({"born": date(1961, 7, 9)}, id="other-day"),
            pytest.param({"born": date(1961, 7, 9), "names": ("quill",)}, id="other-day-same-name"),
            pytest.param({"names": ("quillfeathers",)}, id="longer-than-the-name"),
        ],
    )
    def test_a_patient_is_not_found(self, log: SqlLog, wanted: dict[str, object]) -> None:
        log.append(first_entries())

        assert found(log, **wanted) == []

    def test_several_names_of_one_patient_take_only_one_place(self, log: SqlLog) -> None:
        log.append([entry(Kind.PATIENT_ADDED, patient(1, family="Ma-Mb-Mc-Md", given="Me Mf"))])
        log.append([entry(Kind.PATIENT_ADDED, patient(2, family="Mz", given="X"))])

        assert [one.id for one in log.find_patients(PatientSearch(names=("m",)), most=2)] == ["p1", "p2"]

    def test_two_common_words_find_the_few_patients_that_have_both(self, log: SqlLog) -> None:
        added = [
            entry(Kind.PATIENT_ADDED, patient(number, family="Orchard" if number % 2 else "Lake", given="Wren"))
            for number in range(30)
        ]
        log.append([*added, entry(Kind.PATIENT_ADDED, patient(99, family="Orchard", given="Heron"))])

        assert found(log, names=("orch", "heron")) == ["p99"]
        assert found(log, names=("lake", "heron")) == []
        assert len(found(log, names=("orch", "wren"))) == 10

    def test_a_patient_is_found_only_under_the_newest_name(self, log: SqlLog) -> None:
        log.append(first_entries())
        log.append([entry(Kind.PATIENT_AMENDED, patient(family="Underwood"), reason="married")])

        assert (found(log, names=("quill",)), found(log, names=("under",))) == ([], ["p1"])

    def test_the_due_list_begins_with_the_order_and_moves_with_each_dose(self, log: SqlLog) -> None:
        log.append(first_entries())
        assert due_days(log) == [("p1", "cinqair", date(2026, 10, 1))]

        log.append([recorded(1)])
        assert due_days(log) == [("p1", "cinqair", date(2026, 12, 21))]  # 23-Nov + 28 days

        log.append([recorded(2, given_on=date(2026, 12, 21))])
        assert due_days(log) == [("p1", "cinqair", date(2027, 1, 18))]

    def test_the_due_list_ends_with_the_last_day_asked_for(self, log: SqlLog) -> None:
        log.append(first_entries())

        assert len(due_days(log, last=date(2026, 10, 1))) == 1
        assert due_days(log, last=date(2026, 9, 30)) == []
        assert len(due_days(log, first=date(2026, 10, 1))) == 1
        assert due_days(log, first=date(2026, 10, 2)) == []

    def test_the_due_list_is_cut_after_the_earliest(self, log: SqlLog) -> None:
        log.append(first_entries())
        log.append([entry(Kind.PATIENT_ADDED, patient(2))])
        log.append([entry(Kind.ORDER_WRITTEN, order(2, of_patient=2, starts_on=date(2026, 9, 1)))])

        assert [one.patient.id for one in log.due(first=None, last=ALL_DUE, most=1)] == ["p2"]

    def test_a_late_entry_does_not_move_the_due_date_back(self, log: SqlLog) -> None:
        log.append([*first_entries(), recorded(1)])
        log.append([recorded(2, given_on=date(2026, 10, 1))])

        assert due_days(log) == [("p1", "cinqair", date(2026, 12, 21))]

    def test_of_two_doses_on_one_day_the_later_entry_decides(self, log: SqlLog) -> None:
        log.append([*first_entries(), recorded(1)])
        second = dose(2)
        log.append([entry(Kind.DOSE_RECORDED, second), recorded(3, order_id=None)])
        log.append([entry(Kind.ORDER_AMENDED, order(route="intravenous"))])

        assert [one.order_id for one in log.due(first=None, last=ALL_DUE, most=5)] == [None]

    def test_a_void_moves_the_due_date_back(self, log: SqlLog) -> None:
        log.append([*first_entries(), recorded(1), recorded(2, given_on=date(2026, 12, 21))])
        voided = dose(2, given_on=date(2026, 12, 21))
        log.append([entry(Kind.DOSE_VOIDED, voided, reason="wrong patient")])

        assert due_days(log) == [("p1", "cinqair", date(2026, 12, 21))]

    def test_nothing_is_due_when_every_order_has_ended(self, log: SqlLog) -> None:
        log.append([*first_entries(), recorded(1)])
        log.append([entry(Kind.ORDER_ENDED, order(end_reason="stopped"), reason="stopped")])

        assert due_days(log) == []

    def test_an_amended_drug_leaves_no_due_date_of_the_old_one(self, log: SqlLog) -> None:
        log.append(first_entries())
        log.append([entry(Kind.ORDER_AMENDED, order(drug=XOLAIR), reason="wrong drug")])
        assert due_days(log) == [("p1", "xolair", date(2026, 10, 1))]

        log.append([recorded(1, drug=XOLAIR)])
        log.append([entry(Kind.DOSE_AMENDED, dose(1, drug=CINQAIR), reason="wrong drug")])
        assert due_days(log) == [("p1", "xolair", date(2026, 10, 1)), ("p1", "cinqair", date(2026, 12, 21))]

    def test_a_dose_without_a_next_date_is_not_due(self, log: SqlLog) -> None:
        log.append([*first_entries(), recorded(1)])
        log.append([recorded(2, given_on=DAY + timedelta(days=1), next_due=type(dose().next_due)())])

        assert due_days(log) == []

    def test_a_draft_is_kept_replaced_and_found(self, log: SqlLog) -> None:
        first, second = draft(1), draft(2)
        log.keep_draft(second)
        log.keep_draft(first)
        changed = type(first)(
            **{field.name: getattr(first, field.name) for field in fields(first) if field.name != "entered"},
            entered=(("dose", "210 mg"),),
        )
        log.keep_draft(changed)

        assert log.drafts() == (changed, second)
        assert log.draft("d1") == changed
        assert log.draft("nobody") is None
        assert log.head.sequence == 0

    def test_a_draft_ends_with_the_entry_that_it_became(self, log: SqlLog) -> None:
        log.append(first_entries())
        log.keep_draft(draft(1))
        log.append([recorded(1)], ends_draft="d1")

        assert log.drafts() == ()

    def test_a_refused_entry_leaves_its_draft(self, log: SqlLog) -> None:
        log.append([*first_entries(), recorded(1)])
        log.keep_draft(draft(1))

        with pytest.raises(LogNotWritten):
            log.append([recorded(1)], ends_draft="d1")

        assert log.drafts() == (draft(1),)

    def test_progress_is_told_and_can_stop_the_check(self, log: SqlLog) -> None:
        log.append([note()] * 5000)
        told: list[tuple[int, int]] = []

        log.verify(lambda done, of: told.append((done, of)))

        assert told == [(5000, 5000)]

    def test_entries_written_during_a_check_raise_no_alarm(self, log: SqlLog) -> None:
        log.append([note()] * 3000)
        stop = threading.Event()

        def write() -> None:
            while not stop.is_set():
                log.append([note()])

        writer = threading.Thread(target=write)
        writer.start()
        try:
            faults = {log.verify().fault for _ in range(5)}
        finally:
            stop.set()
            writer.join()

        assert faults == {None}

    def test_several_threads_write_one_whole_chain(self, log: SqlLog) -> None:
        def write() -> None:
            for _ in range(20):
                log.append([note()])

        writers = [threading.Thread(target=write) for _ in range(4)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()

        assert [one.sequence for one in log.entries()] == list(range(1, 81))

    def test_a_closed_log_refuses_everything(self, log: SqlLog) -> None:
        log.close()
        log.close()

        for call in (
            lambda: log.append([note()]),
            lambda: log.latest("p1"),
            lambda: list(log.entries()),
            lambda: log.keep_draft(draft()),
            log.drafts,
            log.verify,
            log.check_indexes,
            log.rebuild_indexes,
            lambda: log.find_patients(PatientSearch(names=("a",)), most=1),
        ):
            with pytest.raises(LogLocked):
                call()

    def test_tables_made_anew_are_the_same(self, log: SqlLog) -> None:
        log.append([*first_entries(), recorded(1), recorded(2, given_on=date(2026, 12, 21))])
        log.append([entry(Kind.DOSE_VOIDED, dose(2, given_on=date(2026, 12, 21)), reason="wrong patient")])
        before = due_days(log), found(log, names=("quill",)), log.latest("d2")

        log.rebuild_indexes()

        assert (due_days(log), found(log, names=("quill",)), log.latest("d2")) == before
        assert isinstance(before[2], Entry)


class TestSqlLog(LogContract):
    """The log in an encrypted file."""

    @pytest.fixture
    def log(self, tmp_path: Path) -> Iterator[SqlLog]:
        log = new_log(tmp_path)
        yield log
        log.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed on this computer, and the app does not use it yet")
    with running(programs) as server:
        yield server


class TestPostgresqlLog(LogContract):
    """The same log on the server that several workstations will share."""

    @pytest.fixture
    def log(self, server: Server, tmp_path: Path) -> Iterator[SqlLog]:
        Anchor.create(tmp_path / "state")
        engine = server.new_engine()
        log = SqlLog(engine, NO_FILE, tmp_path / "state", FixedClock(), HeldElsewhere())
        yield log
        log.close()

    @pytest.mark.parametrize(
        ("statement", "said"),
        [
            pytest.param("UPDATE entry SET reason = 'x' WHERE sequence = 1", "never changed or deleted", id="change"),
            pytest.param("UPDATE entry SET sequence = 3 WHERE sequence = 1", "never changed or deleted", id="renumber"),
            pytest.param("DELETE FROM entry WHERE sequence = 2", "never changed or deleted", id="delete"),
            pytest.param("TRUNCATE entry", "never changed or deleted", id="truncate"),
            pytest.param(
                "INSERT INTO entry SELECT 4, at, by, kind, subject, patient_id, reason, body, '', '' FROM entry "
                "WHERE sequence = 1",
                "next number",
                id="gap",
            ),
        ],
    )
    def test_the_database_itself_refuses_to_change_an_entry(self, log: SqlLog, statement: str, said: str) -> None:
        log.append(first_entries())

        with pytest.raises(sa.exc.DBAPIError, match=said), log._engine.begin() as connection:
            connection.exec_driver_sql(statement)

        assert [one.sequence for one in log.entries()] == [1, 2]

    @pytest.mark.parametrize(
        ("right", "is_left"),
        [("SELECT", True), ("INSERT", True), ("UPDATE", False), ("DELETE", False), ("TRUNCATE", False)],
    )
    def test_nobody_but_its_owner_has_the_right_to_change_an_entry(
        self, log: SqlLog, right: str, *, is_left: bool
    ) -> None:
        with log._engine.connect() as connection:
            found = connection.scalar(sa.select(sa.func.has_table_privilege("public", "entry", right)))

        assert found is is_left

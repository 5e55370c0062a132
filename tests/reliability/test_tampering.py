"""Whoever has the store's key, but cannot reach the anchor's folder, changes nothing unseen.

Each kind of tampering at the first, a middle and the last entry. The log is longer than what each start looks at, so
that the check of the whole log is what must find the middle; what touches the end is found at the start already.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Fault, FaultKind, Kind
from j3032calc.domain.search import PatientSearch
from j3032calc.storage.audit_chain import chained
from j3032calc.storage.rows import new_row
from tests.invented_log import draft, new_log, note, open_log
from tests.reliability.tampering import (
    COUNT,
    EDITED,
    ENDS_ELSEWHERE,
    FIRST,
    FORGED,
    GUESS,
    LAST,
    MIDDLE,
    OLD,
    REWRITTEN,
    TABLE,
    TAIL_CUT,
    Rows,
    edit_and_chain,
    faults,
    key_in_hand,
    other_of,
    put_rows,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reliability.tampering import TableRow


@pytest.mark.parametrize("at", [pytest.param(FIRST, id="first"), pytest.param(MIDDLE, id="middle"), LAST])
@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_tampering_is_found_and_its_entry_is_named(folder: Path, row: TableRow, at: int) -> None:
    name, tampering, found, found_at_last = row
    put_rows(folder, lambda rows: tampering(rows, at))

    at_the_start, by_the_check = faults(folder)

    named = min(at, other_of(at)) if name.startswith("swap") else at
    assert by_the_check == Fault(sequence=named, kind=found_at_last if at == LAST else found)
    is_at_the_end = at == LAST or (name in ENDS_ELSEWHERE and name != "delete")
    assert at_the_start is not None or not is_at_the_end


def test_text_that_is_none_is_an_edit(folder: Path) -> None:
    with key_in_hand(folder) as connection:
        connection.execute(
            "UPDATE entry SET body = CAST(x'ff' AS TEXT), reason = CAST(x'fe' AS TEXT) WHERE sequence = 9"
        )

    assert faults(folder) == (None, Fault(sequence=9, kind=EDITED))


@pytest.mark.parametrize("cut", [1, 2, 20, COUNT])
def test_a_cut_tail_is_found_at_the_start(folder: Path, cut: int) -> None:
    put_rows(folder, lambda rows: rows[: COUNT - cut])

    assert faults(folder) == (Fault(sequence=COUNT - cut + 1, kind=TAIL_CUT),) * 2


def test_an_old_copy_put_back_is_found_at_the_start(folder: Path) -> None:
    (folder / "old-copy.db").replace(folder / "data" / "log.db")

    assert faults(folder) == (Fault(sequence=OLD + 1, kind=TAIL_CUT),) * 2


@pytest.mark.parametrize("count", [1, 25])
def test_an_old_copy_that_was_written_on_is_found_at_the_start(folder: Path, count: int) -> None:
    (folder / "old-copy.db").replace(folder / "data" / "log.db")

    def go_on(rows: Rows) -> Rows:
        new = [new_row(OLD + number, note("forged")) for number in range(1, count + 1)]
        return rows + list(chained(rows[-1].fingerprint, GUESS, new))

    put_rows(folder, go_on)

    at_the_start, by_the_check = faults(folder)
    assert at_the_start is not None
    assert by_the_check == Fault(sequence=OLD + 1, kind=REWRITTEN)


def test_a_forged_entry_after_the_last_is_found_at_the_start(folder: Path) -> None:
    put_rows(folder, lambda rows: [*rows, *chained(rows[-1].fingerprint, GUESS, [new_row(COUNT + 1, note("forged"))])])

    assert faults(folder) == (Fault(sequence=COUNT + 1, kind=FORGED),) * 2


def test_a_forged_entry_with_the_seal_of_another_is_found_at_the_start(folder: Path) -> None:
    def forge(rows: Rows) -> Rows:
        new = next(chained(rows[-1].fingerprint, GUESS, [new_row(COUNT + 1, note("forged"))]))
        return [*rows, new._replace(seal=rows[-1].seal)]

    put_rows(folder, forge)

    assert faults(folder) == (Fault(sequence=COUNT + 1, kind=FORGED),) * 2


# --- The anchor itself ------------------------------------------------------------------------------------------------


def anchor_of(folder: Path) -> Path:
    return folder / "state" / "anchor"


@pytest.mark.parametrize("name", ["anchor", "secret"])
def test_a_missing_anchor_is_named(folder: Path, name: str) -> None:
    (folder / "state" / name).unlink()

    assert faults(folder) == (Fault(sequence=COUNT, kind=FaultKind.ANCHOR_MISSING),) * 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("anchor", b"", id="empty-anchor"),
        pytest.param("anchor", bytes(78 * 451), id="zeros"),
        pytest.param("anchor", b"something else", id="another-file"),
        pytest.param("secret", b"", id="empty-secret"),
        pytest.param("secret", b"00" * 31, id="short-secret"),
        pytest.param("secret", "é".encode(), id="secret-that-is-none"),
    ],
)
def test_a_damaged_anchor_is_named(folder: Path, name: str, content: bytes) -> None:
    (folder / "state" / name).write_bytes(content)

    assert faults(folder) == (Fault(sequence=COUNT, kind=FaultKind.ANCHOR_DAMAGED),) * 2


@pytest.mark.parametrize("at", [FIRST, MIDDLE, LAST])
def test_an_edited_anchor_line_is_found(folder: Path, at: int) -> None:
    lines = anchor_of(folder).read_bytes()
    place = at * 78 + 13
    anchor_of(folder).write_bytes(lines[:place] + b"0" * 64 + lines[place + 64 :])

    at_the_start, by_the_check = faults(folder)
    assert by_the_check == Fault(sequence=at, kind=REWRITTEN)
    assert at_the_start is not None or at != LAST


@pytest.mark.parametrize("at", [MIDDLE, LAST])
def test_an_anchor_line_that_is_none_is_found(folder: Path, at: int) -> None:
    lines = anchor_of(folder).read_bytes()
    anchor_of(folder).write_bytes(lines[: at * 78] + b"x" * 78 + lines[(at + 1) * 78 :])

    assert faults(folder)[1] == Fault(sequence=COUNT, kind=FaultKind.ANCHOR_DAMAGED)


@pytest.mark.parametrize("count", [1, COUNT, COUNT + 5])
def test_the_anchor_of_another_log_is_found(folder: Path, tmp_path: Path, count: int) -> None:
    log = new_log(tmp_path / "other")
    log.append([note("another log")] * count)
    log.close()
    shutil.copytree(tmp_path / "other" / "state", folder / "state", dirs_exist_ok=True)

    at_the_start, by_the_check = faults(folder)

    assert at_the_start is not None
    assert by_the_check == Fault(sequence=1, kind=REWRITTEN)


def test_a_new_anchor_does_not_vouch_for_the_entries(folder: Path, tmp_path: Path) -> None:
    new_log(tmp_path / "other").close()
    shutil.copytree(tmp_path / "other" / "state", folder / "state", dirs_exist_ok=True)

    assert faults(folder) == (Fault(sequence=1, kind=FORGED),) * 2


@pytest.mark.parametrize("cut", [pytest.param(78, id="one-line"), pytest.param(30, id="a-part"), 78 * 20])
def test_a_cut_anchor_is_caught_up_from_sealed_entries_and_that_is_noted(folder: Path, cut: int) -> None:
    lines = anchor_of(folder).read_bytes()
    anchor_of(folder).write_bytes(lines[:-cut])

    log = open_log(folder)

    (caught_up,) = log.noted((Kind.ANCHOR_CAUGHT_UP,), newest=5)
    assert caught_up.body == type(note().body)(facts=(("entries", "20" if cut == 78 * 20 else "1"),))  # type: ignore[call-arg]
    assert (log.fault, log.verify().fault, log.verify().ahead) == (None, None, 0)
    log.close()
    assert anchor_of(folder).read_bytes().startswith(lines)


# --- After a fault ----------------------------------------------------------------------------------------------------


def test_a_log_that_is_not_whole_is_read_and_written_but_not_anchored(folder: Path) -> None:
    put_rows(folder, lambda rows: edit_and_chain(rows, MIDDLE))
    before = anchor_of(folder).read_bytes()

    log = open_log(folder)
    log.append([note("signed in")])
    log.keep_draft(draft(2))

    assert not log.is_whole
    assert [one.id for one in log.find_patients(PatientSearch(names=("quill",)), most=5)] == ["p1"]
    assert len(log.of_patient("p1")) == 10
    assert len(log.drafts()) == 2
    log.close()
    assert anchor_of(folder).read_bytes() == before
    assert faults(folder)[1] == Fault(sequence=MIDDLE, kind=REWRITTEN)


def test_an_anchor_that_is_there_again_is_used_again(folder: Path) -> None:
    anchor_of(folder).rename(folder / "elsewhere")
    log = open_log(folder)
    assert log.fault is not None
    (folder / "elsewhere").rename(anchor_of(folder))

    assert log.verify().fault is None
    assert log.is_whole
    log.append([note("signed in")])
    log.close()

    assert faults(folder) == (None, None)


# --- The tables that only help to find --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        pytest.param("UPDATE thing SET newest = 3 WHERE subject = 'd10'", 3, id="thing-points-to-another"),
        pytest.param("UPDATE thing SET first = 9, newest = 10 WHERE subject = 'd10'", 10, id="thing-begins-later"),
        pytest.param("UPDATE thing SET patient_id = 'p2' WHERE subject = 'd10'", 10, id="dose-of-another-patient"),
        pytest.param("UPDATE thing SET type = 'Order' WHERE subject = 'd10'", 10, id="thing-of-another-type"),
        pytest.param("DELETE FROM thing WHERE subject = 'd10'", 10, id="dose-hidden"),
        pytest.param("INSERT INTO thing VALUES ('x', 'Patient', 'x', 3, 3)", 3, id="thing-invented"),
        pytest.param("DELETE FROM search_key WHERE key LIKE '.z%'", 1, id="name-hidden"),
        pytest.param("INSERT INTO search_key VALUES ('.other', 1, 1, '')", 1, id="name-added"),
        pytest.param("INSERT INTO search_key VALUES ('.other', 99, 1, '')", 0, id="name-of-nobody"),
        pytest.param("UPDATE search_key SET all_keys = ''", 1, id="names-hidden-in-the-others"),
        pytest.param("UPDATE search_key SET newest = 2", 1, id="name-points-to-another-entry"),
        pytest.param("UPDATE due SET due_on = '2030-01-01'", 10, id="due-later"),
        pytest.param("DELETE FROM due", 10, id="due-hidden"),
        pytest.param("INSERT INTO due VALUES ('p1', 'xolair', 'o1', '2026-12-01', NULL, NULL)", 10, id="due-invented"),
        pytest.param("INSERT INTO due VALUES ('p2', 'xolair', 'o1', '2026-12-01', NULL, NULL)", 0, id="due-of-nobody"),
    ],
)
def test_tampering_with_what_finds_entries_is_found_and_mended(folder: Path, statement: str, named: int) -> None:
    with key_in_hand(folder) as connection:
        connection.execute(statement)

    log = open_log(folder)
    assert log.verify().fault is None
    assert log.check_indexes() == Fault(sequence=named, kind=FaultKind.INDEX_WRONG)
    log.rebuild_indexes()
    assert log.check_indexes() is None
    log.close()

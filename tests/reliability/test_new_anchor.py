"""A new anchor over a log with a fault: whole from there on, told for ever, and nothing more can be changed unseen."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Fault, FaultKind, Kind, NewAnchor, Note
from j3032calc.domain.problems.log import AnchorNotBegun, LogIsWhole
from tests.invented_log import NOW, entry, new_log, note, open_log
from tests.reliability.tampering import (
    COUNT,
    FIRST,
    LAST,
    MIDDLE,
    TABLE,
    chain_anew,
    edit_chain_and_seal,
    faults,
    other_body,
    put_rows,
)

if TYPE_CHECKING:
    from pathlib import Path

    from j3032calc.domain.entries import Entry, NewEntry
    from j3032calc.storage.sql_log import SqlLog
    from tests.reliability.tampering import TableRow


def anchor_of(folder: Path) -> Path:
    return folder / "state" / "anchor"


def word(**more: str) -> NewEntry:
    """Give an administrator's word, as the service writes it."""
    facts = tuple({"name": "Ada Boss, MBA", "confirmed_with": "password", **more}.items())
    return entry(Kind.ANCHOR_BEGUN, Note(facts=facts), reason="the disk broke")


def begin(folder: Path) -> Entry:
    """Begin a new anchor, write on, and have the program end."""
    log = open_log(folder)
    try:
        log.verify()
        begun = log.begin_anchor(word())
        log.append([note("afterwards")])
        return begun
    finally:
        log.close()


def told(folder: Path) -> tuple[NewAnchor, ...]:
    log = open_log(folder)
    try:
        return log.verify().new_anchors
    finally:
        log.close()


@pytest.mark.parametrize("at", [FIRST, MIDDLE, LAST])
@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_whatever_was_found_the_log_goes_on_and_tells_of_it(folder: Path, row: TableRow, at: int) -> None:
    put_rows(folder, lambda rows: row[1](rows, at))
    _, known = faults(folder)

    begun = begin(folder)

    assert faults(folder) == (None, None)
    (anchor,) = told(folder)
    assert (anchor.sequence, anchor.found) == (begun.sequence, known)
    assert (anchor.at, anchor.name, anchor.reason) == (NOW, "Ada Boss, MBA", "the disk broke")


@pytest.mark.parametrize("what", ["anchor", "secret", "everything", "spoilt"])
def test_a_lost_anchor_is_replaced(folder: Path, what: str) -> None:
    if what == "everything":
        shutil.rmtree(folder / "state")
    elif what == "spoilt":
        anchor_of(folder).write_text("not an anchor")
    else:
        (folder / "state" / what).unlink()

    begin(folder)

    assert faults(folder) == (None, None)
    assert told(folder)[0].found.kind in {FaultKind.ANCHOR_MISSING, FaultKind.ANCHOR_DAMAGED}


def test_the_anchor_that_was_there_is_kept(folder: Path) -> None:
    before = anchor_of(folder).read_bytes()
    put_rows(folder, lambda rows: other_body(rows, MIDDLE))

    begin(folder)

    assert (folder / "state" / "older-anchor-1").read_bytes() == before


def test_a_log_that_agrees_with_its_anchor_gets_no_other(folder: Path) -> None:
    log = open_log(folder)

    with pytest.raises(LogIsWhole):
        log.begin_anchor(word())

    assert (log.head.sequence, log.verify().new_anchors) == (COUNT, ())
    log.close()


# --- Afterwards -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", [FIRST, MIDDLE, LAST])
@pytest.mark.parametrize("is_hidden", [False, True], ids=["edit", "edit-chain-and-seal"])
def test_what_stands_before_it_cannot_be_changed_any_more(folder: Path, at: int, *, is_hidden: bool) -> None:
    (folder / "state" / "anchor").unlink()
    begin(folder)

    put_rows(folder, lambda rows: (edit_chain_and_seal if is_hidden else other_body)(rows, at))

    _, found = faults(folder)
    assert found is not None
    assert found.sequence in {at, COUNT}


def test_what_was_changed_before_it_cannot_be_changed_again(folder: Path) -> None:
    put_rows(folder, lambda rows: other_body(rows, MIDDLE))
    begin(folder)

    put_rows(folder, lambda rows: other_body(rows, MIDDLE))

    assert faults(folder)[1] == Fault(sequence=COUNT, kind=FaultKind.CHANGED_SINCE)


@pytest.mark.parametrize("behind", [1, 2])
def test_what_stands_behind_it_is_covered_by_the_new_anchor(folder: Path, behind: int) -> None:
    (folder / "state" / "anchor").unlink()
    begin(folder)

    put_rows(folder, lambda rows: edit_chain_and_seal(rows, COUNT + behind))

    assert faults(folder)[1] == Fault(sequence=COUNT + behind, kind=FaultKind.REWRITTEN)


@pytest.mark.parametrize(
    "facts",
    [
        {"found": "225 edited", "digest_before": "0" * 64},
        {"found": "225"},
        {"found": "225 nothing", "digest_before": ""},
        {},
    ],
    ids=["another-digest", "half-of-it", "no-such-fault", "nothing"],
)
def test_a_word_that_somebody_forged_settles_nothing(folder: Path, facts: dict[str, str]) -> None:
    put_rows(folder, lambda rows: other_body(rows, MIDDLE))
    log = open_log(folder)
    log.append([word(**facts)])
    log.close()

    assert faults(folder)[1] is not None
    assert faults(folder)[1] == Fault(sequence=MIDDLE, kind=FaultKind.EDITED) or "digest_before" in facts


def test_a_word_whose_own_row_was_spoilt_is_told_as_an_edit(folder: Path) -> None:
    (folder / "state" / "anchor").unlink()
    begin(folder)

    put_rows(folder, lambda rows: [*rows[:-2], rows[-2]._replace(body="{"), rows[-1]])

    assert faults(folder)[1] == Fault(sequence=COUNT + 1, kind=FaultKind.EDITED)


def test_two_new_anchors_are_both_told(folder: Path) -> None:
    put_rows(folder, lambda rows: other_body(rows, FIRST))
    begin(folder)
    put_rows(folder, lambda rows: chain_anew(other_body(rows, MIDDLE), COUNT + 1, seal=False))
    begin(folder)

    assert faults(folder) == (None, None)
    assert [one.sequence for one in told(folder)] == [COUNT + 1, COUNT + 3]


# --- When that itself goes wrong --------------------------------------------------------------------------------------


def test_a_folder_that_refuses_leaves_the_fault_and_the_next_try_succeeds(folder: Path) -> None:
    shutil.rmtree(folder / "state")
    (folder / "state").write_text("in the way")
    log = open_log(folder)

    with pytest.raises(AnchorNotBegun):
        log.begin_anchor(word())
    log.close()
    assert faults(folder)[1] is not None

    (folder / "state").unlink()
    begin(folder)
    assert faults(folder) == (None, None)
    assert len(told(folder)) == 2


def test_a_crash_before_the_new_anchor_leaves_the_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_rows(folder, lambda rows: other_body(rows, MIDDLE))
    log = open_log(folder)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(log._anchoring, "begin", crash)
    with pytest.raises(KeyboardInterrupt):
        log.begin_anchor(word())
    log.close()

    assert faults(folder)[1] is not None
    begin(folder)
    assert faults(folder) == (None, None)


def test_a_log_that_lost_everything_begins_again(tmp_path: Path) -> None:
    log: SqlLog = new_log(tmp_path)
    log.append([note("one")])
    log.close()
    put_rows(tmp_path, lambda _: [])

    begin(tmp_path)

    assert faults(tmp_path) == (None, None)
    assert told(tmp_path)[0].found == Fault(sequence=1, kind=FaultKind.TAIL_CUT)

"""A disk that refuses the anchor alone: what is saved is saved, that is said, and the next entry catches up."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Kind
from j3032calc.storage.anchor import Anchor
from tests.invented_log import draft, first_entries, new_log, note, open_log, recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from j3032calc.storage.sql_log import SqlLog


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqlLog]:
    log = new_log(tmp_path)
    log.append(first_entries())
    yield log
    log.close()


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Have the anchor's disk be full; give what frees it."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Anchor, "append", refuse)
    return monkeypatch.undo


def test_a_save_that_is_not_anchored_is_a_save(log: SqlLog, full_disk: Callable[[], None]) -> None:
    log.keep_draft(draft(900))

    (entry,) = log.append([recorded(1)], ends_draft="d900")

    assert log.latest("d1") == entry
    assert log.drafts() == ()
    assert (log.not_anchored, log.is_whole, log.verify().ahead) == ("the disk is full", True, 1)
    full_disk()


def test_the_next_entry_catches_up(log: SqlLog, full_disk: Callable[[], None]) -> None:
    log.append([recorded(1)])
    log.append([recorded(2)])
    full_disk()

    log.append([note()])

    assert (log.not_anchored, log.verify().ahead) == (None, 0)


def test_the_next_start_catches_up_and_notes_that(log: SqlLog, full_disk: Callable[[], None], tmp_path: Path) -> None:
    log.append([recorded(1)])
    log.close()
    full_disk()

    again = open_log(tmp_path)

    assert (again.not_anchored, again.is_whole, again.verify().ahead) == (None, True, 0)
    assert len(again.noted((Kind.ANCHOR_CAUGHT_UP,), newest=9)) == 1
    again.close()


@pytest.mark.usefixtures("full_disk")
def test_a_start_while_the_disk_is_full_opens_the_log(log: SqlLog, tmp_path: Path) -> None:
    log.append([recorded(1)])
    log.close()

    again = open_log(tmp_path)

    assert (again.not_anchored, again.is_whole) == ("the disk is full", True)
    again.close()


def test_heads_that_cannot_be_read_are_tried_again(
    log: SqlLog, full_disk: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from j3032calc.domain.problems.log import LogNotWritten

    log.append([recorded(1)])
    full_disk()

    def refuse(_: int) -> None:
        raise LogNotWritten("the disk refused")

    with monkeypatch.context() as patch:
        patch.setattr(log, "_heads_after", refuse)
        log.append([recorded(2)])
    refused = log.not_anchored
    log.append([recorded(3)])

    assert (refused, log.not_anchored, log.verify().ahead) == ("the disk refused", None, 0)

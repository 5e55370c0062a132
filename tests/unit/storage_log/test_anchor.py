"""The anchor: one line an entry, all of one length, in a folder of its own."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Head
from j3032calc.domain.problems.log import LogExists
from j3032calc.storage.anchor import NEW_LOG, Anchor, AnchorUnreadable
from tests.invented_log import new_log, note

if TYPE_CHECKING:
    from pathlib import Path


def head(number: int) -> Head:
    return Head(sequence=number, fingerprint=f"{number:064x}")


def heads(first: int, last: int) -> list[Head]:
    return [head(number) for number in range(first, last + 1)]


def ends(folder: Path) -> tuple[int, int]:
    anchor = Anchor.read(folder)
    return anchor.first.sequence, anchor.last.sequence


def test_a_new_anchor_begins_before_the_first_entry(tmp_path: Path) -> None:
    Anchor.create(tmp_path)

    assert (tmp_path / "anchor").read_text("ascii") == f"{0:012d} {'0' * 64}\n"
    assert len((tmp_path / "secret").read_text("ascii")) == 64
    assert Anchor.read(tmp_path).last == NEW_LOG


def test_lines_are_appended_in_order(tmp_path: Path) -> None:
    anchor = Anchor.create(tmp_path)
    anchor.append(heads(1, 2))
    anchor.append(heads(3, 3))
    anchor.close()

    assert ends(tmp_path) == (0, 3)
    assert list(Anchor.read(tmp_path).fingerprints()) == ["0" * 64, *(f"{number:064x}" for number in (1, 2, 3))]


def test_an_anchor_may_begin_at_a_restored_entry(tmp_path: Path) -> None:
    anchor = Anchor.create(tmp_path, head(40))
    anchor.append(heads(41, 42))
    anchor.close()

    assert ends(tmp_path) == (40, 42)


def test_an_older_anchor_is_kept_under_another_name(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        anchor = Anchor.create(tmp_path, head(number))
        anchor.close()

    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["anchor", "older-anchor-1", "older-anchor-2", "secret"]
    assert ends(tmp_path) == (3, 3)


def test_a_line_that_a_crash_cut_short_does_not_count_and_is_written_over(tmp_path: Path) -> None:
    anchor = Anchor.create(tmp_path)
    anchor.append(heads(1, 2))
    anchor.close()
    path = tmp_path / "anchor"
    path.write_bytes(path.read_bytes()[:-1])

    anchor = Anchor.read(tmp_path)
    assert anchor.last == head(1)
    anchor.append(heads(2, 3))
    anchor.close()

    assert ends(tmp_path) == (0, 3)


@pytest.mark.parametrize(
    ("kept", "zeros", "last"),
    [
        pytest.param(234, 78, 2, id="the-last-line"),
        pytest.param(272, 40, 2, id="half-of-it"),
        pytest.param(233, 79, 1, id="it-and-the-end-of-the-one-before"),
        pytest.param(234, 4096, 2, id="more-than-was-written"),
    ],
)
def test_zeros_that_a_power_cut_left_do_not_count_and_are_written_over(
    tmp_path: Path, kept: int, zeros: int, last: int
) -> None:
    anchor = Anchor.create(tmp_path)
    anchor.append(heads(1, 3))
    anchor.close()
    path = tmp_path / "anchor"
    path.write_bytes(path.read_bytes()[:kept] + bytes(zeros))

    anchor = Anchor.read(tmp_path)
    assert anchor.last == head(last)
    anchor.append(heads(last + 1, 4))
    anchor.close()

    assert ends(tmp_path) == (0, 4)
    assert len(list(Anchor.read(tmp_path).fingerprints())) == 5


def test_a_disk_that_takes_only_a_part_is_asked_for_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    anchor = Anchor.create(tmp_path)
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: write(descriptor, content[:50]))
    anchor.append(heads(1, 3))
    anchor.close()

    assert ends(tmp_path) == (0, 3)


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_refused_append_is_made_good_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    anchor = Anchor.create(tmp_path)
    anchor.append(heads(1, 1))

    def refuse(*_: object) -> int:
        raise OSError(errno.EIO, "broken")

    with monkeypatch.context() as broken:
        broken.setattr(os, call, refuse)
        with pytest.raises(OSError, match="broken"):
            anchor.append(heads(2, 2))
    assert anchor.last == head(1)
    anchor.append(heads(2, 3))
    anchor.close()

    assert ends(tmp_path) == (0, 3)


def test_a_missing_anchor_is_not_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(AnchorUnreadable) as missing:
        Anchor.read(tmp_path)
    assert not missing.value.is_there

    Anchor.create(tmp_path)
    (tmp_path / "anchor").write_bytes(b"x" * 78)
    with pytest.raises(AnchorUnreadable) as damaged:
        Anchor.read(tmp_path)
    assert damaged.value.is_there


def test_lines_that_skip_a_number_are_damage(tmp_path: Path) -> None:
    anchor = Anchor.create(tmp_path)
    anchor.append([head(1), head(3)])
    anchor.close()

    with pytest.raises(AnchorUnreadable):
        Anchor.read(tmp_path)


def test_two_lines_in_the_wrong_order_are_damage(tmp_path: Path) -> None:
    anchor = Anchor.create(tmp_path)
    anchor.append([head(2), head(1), head(3)])
    anchor.close()

    with pytest.raises(AnchorUnreadable):
        list(Anchor.read(tmp_path).fingerprints())


def test_a_log_whose_file_is_lost_is_not_made_anew(tmp_path: Path) -> None:
    new = new_log(tmp_path)
    new.append([note()])
    new.close()
    for file in (tmp_path / "data").glob("log.db*"):
        file.unlink()

    with pytest.raises(LogExists):
        new_log(tmp_path)

    assert Anchor.read(tmp_path / "state").last.sequence == 1

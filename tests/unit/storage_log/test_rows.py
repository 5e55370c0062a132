"""An entry as a row, and back."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from j3032calc.domain.entries import Kind
from j3032calc.domain.problems.log import LogDamaged
from j3032calc.storage.rows import Row, new_row, read_entry
from tests.invented_log import NOW, entry, note, patient

EASTERN = timezone(timedelta(hours=-5))


def test_a_row_holds_the_local_time_with_its_zone() -> None:
    row = new_row(7, entry(Kind.PATIENT_ADDED, patient(), at=NOW.astimezone(EASTERN), reason="new here"))

    assert row[:7] == (7, "2026-11-23T09:05:00-05:00", "a1", "patient-added", "p1", "p1", "new here")
    assert row[8:] == ("", "")


def test_an_entry_comes_back_from_its_row() -> None:
    new = entry(Kind.PATIENT_ADDED, patient(), at=NOW.astimezone(EASTERN), reason="new here")

    read = read_entry(new_row(7, new)._replace(fingerprint="ab", seal="cd"))

    assert (read.sequence, read.fingerprint) == (7, "ab")
    assert (read.at, read.at.utcoffset()) == (NOW, timedelta(hours=-5))
    assert (read.by, read.kind, read.subject, read.patient_id) == ("a1", Kind.PATIENT_ADDED, "p1", "p1")
    assert (read.reason, read.body) == ("new here", patient())


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"at": "yesterday"}, id="no-time"),
        pytest.param({"at": None}, id="time-missing"),
        pytest.param({"kind": "patient-deleted"}, id="a-kind-that-is-not-known"),
        pytest.param({"kind": "patient-added"}, id="a-body-of-another-kind"),
        pytest.param({"body": ""}, id="no-body"),
    ],
)
def test_a_row_that_is_not_an_entry_is_damage(changed: dict[str, object]) -> None:
    row: Row = new_row(1, note())._replace(**changed)  # type: ignore[arg-type]

    with pytest.raises(LogDamaged) as refused:
        read_entry(row)
    assert refused.value.where == "an entry cannot be read"

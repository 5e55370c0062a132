"""What the program prints of its exports is true of them: every column, every kind of entry, every field."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import jsonschema
import pytest

from j3032calc.domain.entries import Kind
from j3032calc.exports import log_csv
from j3032calc.exports.schemas import schema
from j3032calc.wording.export_columns import CSV_COLUMNS, CSV_TYPES
from tests.plain import plain
from tests.upgrade.every_value import EVERY_ENTRY

GOLDEN = Path(__file__).parents[2] / "golden"
LINES = schema("jsonl")
CHECK = jsonschema.Draft202012Validator(LINES, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
LINE = {"entry": 1, "at": "2026-11-23T14:05:00+00:00", "by": None, "subject": "x", "patient": None, "reason": None}


def test_every_column_is_described_in_its_place() -> None:
    table = schema("csv")

    assert tuple(CSV_COLUMNS) == log_csv.COLUMNS == tuple(field["name"] for field in table["fields"])
    assert set(CSV_TYPES) <= set(CSV_COLUMNS)
    assert all(field["description"] for field in table["fields"])


def test_the_cells_are_of_the_type_that_is_said() -> None:
    """The types that are no text: numbers are digits, days 10 characters, times with their offset."""
    with (GOLDEN / "log.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    lengths = {"integer": range(1, 8), "date": [10], "datetime": [25]}

    assert rows
    for row in rows:
        for name, kind in CSV_TYPES.items():
            assert not row[name] or len(row[name]) in lengths[kind], name


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(LINES)


def test_the_lines_that_were_checked_by_hand_fit() -> None:
    for line in (GOLDEN / "log.jsonl").read_text("utf-8").splitlines():
        CHECK.validate(json.loads(line))


@pytest.mark.parametrize("kind", Kind)
def test_an_entry_of_every_kind_fits(kind: Kind) -> None:
    body = next(one.body for one in EVERY_ENTRY if one.kind is kind)

    CHECK.validate(LINE | {"kind": kind.value, "fingerprint": "f", "body": plain(body)})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('"given": "217.2 mg"', '"given": 217.2', id="number-for-an-amount"),
        pytest.param('"given": "217.2 mg"', '"given": "217.2 stones"', id="unit-that-is-none"),
        pytest.param('"given_on": "2026-11-23"', '"given_on": "11/23/2026"', id="day-the-american-way"),
        pytest.param('"kind": "dose-recorded"', '"kind": "dose-guessed"', id="kind-that-is-none"),
        pytest.param('"body_site": null, ', "", id="a-field-is-missing"),
    ],
)
def test_a_line_that_is_something_else_does_not_fit(old: str, new: str) -> None:
    line = next(one for one in (GOLDEN / "log.jsonl").read_text("utf-8").splitlines() if '"dose-recorded"' in one)
    assert old in line
    CHECK.validate(json.loads(line))

    assert not CHECK.is_valid(json.loads(line.replace(old, new)))

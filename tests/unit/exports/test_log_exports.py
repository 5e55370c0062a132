"""What leaves the log: every value exact, no hash of a PIN, no formula."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Entry, Head, Kind, NewEntry
from j3032calc.domain.exporting import LogFilter
from j3032calc.domain.people import Account, Role
from j3032calc.exports import log_csv, log_jsonl
from tests.invented_log import DAY, NOW, dose, entry, note, patient
from tests.plain import plain, plain_entry

if TYPE_CHECKING:
    from j3032calc.domain.administration import Administration
    from j3032calc.domain.patient import Patient

ADA = Account(id="a1", user="ada", name="Ada Boss", credential="RN", roles=(Role.LEAD,), pin="$argon2id$secret")


def numbered(new: NewEntry, sequence: int = 1) -> Entry:
    return Entry(
        sequence=sequence,
        fingerprint="f" * 64,
        **{field.name: getattr(new, field.name) for field in fields(NewEntry)},
    )


def cells(given: Administration, of_whom: Patient | None = None, kind: Kind = Kind.DOSE_RECORDED) -> dict[str, str]:
    row = log_csv.dose_row(plain_entry(numbered(entry(kind, given))), plain(of_whom), is_newest=True)
    (values,) = csv.reader(io.StringIO(row))
    return dict(zip(log_csv.COLUMNS, values, strict=True))


def test_a_pin_never_leaves() -> None:
    line = log_jsonl.entry_line(plain_entry(numbered(entry(Kind.ACCOUNT_ADDED, ADA))))

    assert "argon2id" not in line
    assert "pin" not in json.loads(line)["body"]


def test_one_entry_is_one_line_whatever_is_in_it() -> None:
    line = log_jsonl.entry_line(plain_entry(numbered(note("a\nb\u2028c\u2029d\r"))))

    assert line.count("\n") == 1
    assert len(line.splitlines()) == 1
    assert json.loads(line)["body"] == {"facts": [["what", "a\nb\u2028c\u2029d\r"]]}


def test_the_heading_says_what_was_wanted_and_what_is_not_there() -> None:
    wanted = LogFilter(patient_id="p1", first=date(2026, 1, 1), last=date(2026, 12, 31))

    heading = json.loads(log_jsonl.heading(NOW, "0.1.0", Head(sequence=9, fingerprint="f" * 64), wanted))

    assert heading["filter"] == {"patient": "p1", "from": "2026-01-01", "to": "2026-12-31", "administrations": None}
    assert heading["head"] == {"entry": 9, "fingerprint": "f" * 64}
    assert heading["leaves_out"] == "the hashes of PINs, administrations under way, and the seals of the entries"


def test_the_first_column_can_be_read_by_name() -> None:
    (names,) = csv.reader(io.StringIO(log_csv.heading().removeprefix("\ufeff")))

    assert tuple(names) == log_csv.COLUMNS
    assert len(set(names)) == len(names)


def test_every_column_is_filled_from_somewhere() -> None:
    # What the invented dose does not have.
    empty = {
        *("reason", "stopped_at", "body_site", "payer_id", "authorization_number", "diagnoses", "discard_witness"),
        *("unwitnessed_reason", "changed_by", "changed_at"),
        *("payer_earliest", "opened_reason", "early_reason", "late_reason", "stopped_early_reason", "site_override"),
    }

    assert {name for name, value in cells(dose(), patient()).items() if not value} == empty


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_take_for_a_formula_is_text(start: str) -> None:
    assert cells(dose(late_reason=f"{start}1+1"))["late_reason"] == f"'{start}1+1"


@pytest.mark.parametrize("harmless", ["a=1", " =1", "'=1", "1-1"])
def test_other_text_stays_as_it_is(harmless: str) -> None:
    assert cells(dose(late_reason=harmless))["late_reason"] == harmless


def test_a_patient_that_the_log_lost_leaves_empty_cells() -> None:
    assert cells(dose())["family_name"] == ""
    assert cells(dose())["patient_id"] == "p1"


@pytest.mark.parametrize(
    ("kind", "what"),
    [(Kind.DOSE_RECORDED, "recorded"), (Kind.DOSE_AMENDED, "amended"), (Kind.DOSE_VOIDED, "voided")],
)
def test_a_row_says_what_happened(kind: Kind, what: str) -> None:
    assert cells(dose(), kind=kind)["what"] == what


@pytest.mark.parametrize(
    ("kind", "is_newest", "stands"),
    [
        pytest.param(Kind.DOSE_AMENDED, True, "yes", id="newest"),
        pytest.param(Kind.DOSE_RECORDED, False, "no", id="amended-since"),
        pytest.param(Kind.DOSE_VOIDED, True, "no", id="voided"),
    ],
)
def test_only_the_newest_version_that_is_not_voided_stands(kind: Kind, stands: str, *, is_newest: bool) -> None:
    row = log_csv.dose_row(plain_entry(numbered(entry(kind, dose()))), None, is_newest=is_newest)

    assert row.split(",")[log_csv.COLUMNS.index("stands")] == stands


def test_a_dose_without_discard_and_weight_leaves_those_cells_empty() -> None:
    row = cells(dose(discard=None, weight=None))

    assert (row["discard_reason"], row["weight"], row["weight_on"]) == ("", "", "")


@pytest.mark.parametrize(
    ("first", "last", "has"),
    [
        pytest.param(None, None, True, id="no-filter"),
        pytest.param(DAY, DAY, True, id="both-included"),
        pytest.param(date(2026, 11, 24), None, False, id="before"),
        pytest.param(None, date(2026, 11, 22), False, id="after"),
    ],
)
def test_a_filter_includes_both_its_days(first: date | None, last: date | None, *, has: bool) -> None:
    assert LogFilter(first=first, last=last).has_day(DAY) is has

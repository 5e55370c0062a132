"""A CSV file as rows of named cells; what is no table is refused in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.problems.importing import (
    CellsTooMany,
    CellUnreadable,
    ColumnMissing,
    ColumnTwice,
    ColumnUnknown,
    ImportUnreadable,
)
from j3032calc.exports import log_csv
from j3032calc.imports.table import COLUMNS, MOST_BYTES, MOST_ROWS, read_table

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem

HEADING = "record_number,family_name,given_name,born,sex"


def table(*rows: str, heading: str = HEADING) -> bytes:
    return "\r\n".join((heading, *rows)).encode()


def test_a_row_is_its_cells_by_column_and_its_line() -> None:
    first, second = read_table(table("1,Moss,Ada,1980-02-03,female", "", "2,Reed,Bo,1990-01-01,male"))

    assert (first.line, second.line) == (2, 4)
    assert second.cells == {
        "record_number": "2",
        "family_name": "Reed",
        "given_name": "Bo",
        "born": "1990-01-01",
        "sex": "male",
    }


def test_a_cell_of_two_lines_moves_the_next_rows_line() -> None:
    first, second = read_table(table('1,"Mo\nss",Ada,,', "2,Reed,Bo,,"))

    assert (first.text("family_name"), first.text("born")) == ("Mo ss", None)
    assert second.line == 4


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param("Record Number, FAMILY_NAME ,given name,Born,sex", id="capitals-and-spaces"),
        pytest.param(f"\ufeff{HEADING}", id="byte-order-mark"),
        pytest.param(f"\r\n{HEADING}", id="empty-line-first"),
    ],
)
def test_a_heading_may_be_written_otherwise(heading: str) -> None:
    assert read_table(table("1,Moss,Ada,,", heading=heading))[0].cells["family_name"] == "Moss"


def test_every_column_of_the_logs_export_is_taken() -> None:
    assert set(log_csv.COLUMNS) == set(COLUMNS)
    assert read_table(table(heading=",".join(log_csv.COLUMNS))) == ()


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("'=1+1", "=1+1"),
        ("'-5", "-5"),
        ("'O", "'O"),
        ("O'Brien", "O'Brien"),
        ("'", "'"),
        ("a\u00a0b", "a b"),
        ("  a ", "a"),
    ],
)
def test_a_cell_is_read_as_an_export_wrote_it(cell: str, read: str) -> None:
    assert read_table(table(f'1,"{cell}",,,'))[0].cells["family_name"] == read


def test_a_short_row_has_no_more_cells_than_it_has() -> None:
    assert read_table(table("1,Moss"))[0].text("born") is None


ROW_FAULTS = [
    pytest.param("1,2,3,4,5,6", CellsTooMany, id="too-many-cells"),
    pytest.param("1,a\x00b", CellUnreadable, id="nul"),
    pytest.param("1,a\u202eb", CellUnreadable, id="right-to-left"),
    pytest.param(f"1,{'x' * 2001}", CellUnreadable, id="too-long"),
]


@pytest.mark.parametrize(("row", "problem"), ROW_FAULTS)
def test_a_row_that_cannot_be_used_says_why_and_the_rest_go_on(row: str, problem: type[Problem]) -> None:
    bad, good = read_table(table(row, "2,Reed,Bo,,"))

    assert isinstance(bad.problem, problem)
    assert bad.cells == {}
    assert good.problem is None


def test_a_cell_of_two_thousand_characters_is_still_read() -> None:
    assert read_table(table(f"1,{'x' * 2000}"))[0].problem is None


FILE_FAULTS = [
    pytest.param(b"", ImportUnreadable, id="empty"),
    pytest.param(b"\r\n\r\n", ImportUnreadable, id="only-empty-lines"),
    pytest.param("a,b".encode("utf-16"), ImportUnreadable, id="utf-16"),
    pytest.param(b"record_number\xff", ImportUnreadable, id="latin-1"),
    pytest.param(table('1,"Moss'), ImportUnreadable, id="open-quotation"),
    pytest.param(table(f'1,"{"x" * 200_000}"'), ImportUnreadable, id="cell-without-end"),
    pytest.param(HEADING.replace(",", ";").encode(), ColumnUnknown, id="semicolons"),
    pytest.param(f"{HEADING},colour".encode(), ColumnUnknown, id="unknown-column"),
    pytest.param(f"{HEADING},born".encode(), ColumnTwice, id="column-twice"),
    pytest.param(b"family_name,given_name,born,sex", ColumnMissing, id="column-missing"),
    pytest.param(f"{HEADING},given_on".encode(), ColumnMissing, id="day-without-amount"),
    pytest.param(f"{HEADING},given".encode(), ColumnMissing, id="amount-without-day"),
    pytest.param(b" " * (MOST_BYTES + 1), ImportUnreadable, id="too-large"),
    pytest.param(table(*["1"] * (MOST_ROWS + 1)), ImportUnreadable, id="too-many-rows"),
]


@pytest.mark.parametrize(("data", "problem"), FILE_FAULTS)
def test_what_is_no_table_is_refused_whole(data: bytes, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        read_table(data)


def test_as_many_rows_as_are_allowed_are_read() -> None:
    assert len(read_table(table(*["1"] * MOST_ROWS))) == MOST_ROWS


def test_every_missing_column_is_named() -> None:
    with pytest.raises(ColumnMissing) as refused:
        read_table(b"family_name,given_on")

    assert refused.value.missing == ("record_number", "given_name", "born", "sex", "given")


def test_an_unknown_column_is_named_as_it_was_written() -> None:
    with pytest.raises(ColumnUnknown) as refused:
        read_table(f"{HEADING},Eye Colour".encode())

    assert refused.value.entered == "Eye Colour"

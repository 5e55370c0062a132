"""A CSV file as rows of named cells: UTF-8, commas, one heading row, the columns of the log's own CSV export.

The apostrophe that an export puts in front of what a spreadsheet would take for a formula is taken away again.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems.importing import (
    CellsTooMany,
    CellUnreadable,
    ColumnMissing,
    ColumnTwice,
    ColumnUnknown,
    ImportUnreadable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from j3032calc.domain.problems import Problem

# What one import may hold. More is no mistake that a preview could show.
MOST_BYTES: Final = 20_000_000
MOST_ROWS: Final = 20_000
# As in exports: what a spreadsheet takes for a formula.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_LONGEST: Final = 2000
# Line breaks, and the no-break spaces that people paste.
_OTHER_SPACES: Final = re.compile(r"[^\S ]")

PATIENT_COLUMNS: Final = ("record_number", "family_name", "given_name", "born", "sex")
DOSE_COLUMNS: Final = ("given_on", "given")
_READ: Final = (
    *PATIENT_COLUMNS,
    *DOSE_COLUMNS,
    *("what", "stands", "product_id", "drug", "hcpcs", "billing_unit", "started_at", "stopped_at"),
    *("route", "body_site", "weight", "weight_on", "source", "containers"),
    *("ordered", "opened", "discarded", "kept", "not_infused", "administered_units", "discarded_units"),
    *("authorization_number", "diagnoses", "given_by", "next_due", "payer_earliest"),
    *("opened_reason", "early_reason", "stopped_early_reason"),
)
# An export has them; they are of the log that wrote them and mean nothing in another.
LEFT_OUT: Final = (
    *("entry", "entry_at", "entry_by", "reason", "patient_id", "administration_id", "order_id"),
    *("claim_lines", "payer_id", "discard_reason", "discard_method", "discarded_at", "discard_confirmed_by"),
    *(
        "discard_witness",
        "unwitnessed_reason",
        "signed_at",
        "changed_by",
        "changed_at",
        "late_reason",
        "site_override",
        "catalogue_edition",
        "app_version",
    ),
    "fingerprint",
)
COLUMNS: Final = (*_READ, *LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file, and its cells by column; or why it is none."""

    line: int
    cells: dict[str, str]
    problem: Problem | None = None

    def text(self, column: str) -> str | None:
        """Give a cell without the spaces around it; ``None`` where it is empty or there is no such column."""
        return self.cells.get(column) or None


def read_table(data: bytes) -> tuple[Row, ...]:
    """Read a table; may be empty.

    Raises:
        ImportUnreadable: not UTF-8, no table, too large.
        ColumnUnknown: a column that no one defined.
        ColumnTwice: a column that stands there twice.
        ColumnMissing: a patient cannot be told without it.
    """
    lines = _lines(data)
    heading = next((cells for _, cells in lines), None)
    if heading is None:
        raise ImportUnreadable("it has no heading row")
    columns = _columns(heading)
    rows = tuple(_row(line, cells, columns) for line, cells in lines)
    if len(rows) > MOST_ROWS:
        raise ImportUnreadable("it has more than 20,000 rows")
    return rows


def _lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    if len(data) > MOST_BYTES:
        raise ImportUnreadable("it is larger than 20 MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ImportUnreadable("it is not saved as UTF-8") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = 0
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield before + 1, stripped
            before = reader.line_num
    except csv.Error:
        raise ImportUnreadable("it is not a table with commas between its columns") from None


def _columns(heading: Sequence[str]) -> list[str]:
    columns = ["_".join(name.casefold().split()) for name in heading]
    unknown = [name for column, name in zip(columns, heading, strict=True) if column not in COLUMNS]
    if unknown:
        raise ColumnUnknown(unknown[0])
    twice = [column for column in columns if columns.count(column) > 1]
    if twice:
        raise ColumnTwice(twice[0])
    wanted = (*PATIENT_COLUMNS, *(DOSE_COLUMNS if set(columns) & set(DOSE_COLUMNS) else ()))
    missing = tuple(column for column in wanted if column not in columns)
    if missing:
        raise ColumnMissing(missing)
    return columns


def _row(line: int, cells: Sequence[str], columns: Sequence[str]) -> Row:
    if len(cells) > len(columns):
        return Row(line, {}, CellsTooMany(len(cells), len(columns)))
    try:
        named = {column: one_line(_plain(cell), "row") for column, cell in zip(columns, cells, strict=False)}
    except CellUnreadable as problem:
        return Row(line, {}, problem)
    return Row(line, named)


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_STARTS) else cell


def one_line(text: str, what: str) -> str:
    """Give a text with plain spaces only, none around it.

    Raises:
        CellUnreadable: it is longer than any field of the log, or has a character that does not print.
    """
    spaced = _OTHER_SPACES.sub(" ", text).strip()
    if len(spaced) > _LONGEST:
        raise CellUnreadable(what, "has a text of more than 2,000 characters")
    if not spaced.isprintable():
        raise CellUnreadable(what, "has a character that does not print")
    return spaced

"""Compare a CMS ASP NDC-HCPCS crosswalk with the catalogue."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from j3032calc.domain.crosswalk import CrosswalkRow, compare
from j3032calc.domain.ndc import Ndc
from j3032calc.domain.problems import Problem
from j3032calc.domain.problems.product import NotACrosswalk
from j3032calc.wording.reading import read_amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.crosswalk import CrosswalkReport
    from j3032calc.domain.quantities import Amount

# The code column is named by its year, "_2026_CODE"; the others keep their names from quarter to quarter.
_COLUMNS: Final = ("CODE", "NDC", "DRUG NAME", "HCPCS DOSAGE", "BILLUNITSPKG")


def check_crosswalk(catalogue: Catalogue, name: str, lines: Iterable[str]) -> CrosswalkReport:
    """Compare a crosswalk file, with any lines before its heading, with the catalogue.

    Args:
        catalogue: what to compare with.
        name: the file's name, for the refusal.
        lines: the CSV text, line by line.

    Raises:
        NotACrosswalk: no line is the heading of a crosswalk.
    """
    reader = csv.reader(lines)
    columns = _heading(reader, name)
    rows, unreadable = [], 0
    for cells in _rows(reader):
        try:
            rows.append(_row([cells[column].strip() for column in columns]))
        except (Problem, IndexError):
            unreadable += 1
    return compare(catalogue, rows, unreadable_rows=unreadable)


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """Give the rows that hold something; what the csv module refuses comes as a row without cells."""
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            cells = []
            yield cells
            continue
        if cells is None:
            return
        if any(cells):
            yield cells


def _heading(reader: Iterator[list[str]], name: str) -> list[int]:
    try:
        for cells in reader:
            names = [cell.strip().upper().rsplit("_", maxsplit=1)[-1] for cell in cells]
            if "NDC" in names:
                missing = tuple(column for column in _COLUMNS if column not in names)
                if missing:
                    raise NotACrosswalk(name, missing)
                return [names.index(column) for column in _COLUMNS]
    except csv.Error:
        pass
    raise NotACrosswalk(name, ("NDC",))


def _row(cells: list[str]) -> CrosswalkRow:
    hcpcs, ndc, drug, dosage, units = cells
    return CrosswalkRow(hcpcs, Ndc.read(ndc), drug, _dosage(dosage, hcpcs), units)


def _dosage(text: str, hcpcs: str) -> Amount | None:
    """Read CMS's capitals, "5 MG" or "50 UNITS"; other dosages ("1 ML" apart) are none that we compare."""
    number, _, unit = text.partition(" ")
    cms_units = {"MG": "mg", "MCG": "mcg", "GM": "g", "ML": "mL", "UNIT": "units", "UNITS": "units"}
    try:
        return read_amount(f"{number} {cms_units.get(unit, unit)}", hcpcs)
    except Problem:
        return None

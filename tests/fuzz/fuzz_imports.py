"""Coverage-guided fuzzing of what reads files and scans, for as long as one likes.

    .venv/bin/pip install atheris
    .venv/bin/python tests/fuzz/fuzz_imports.py table|bundle|barcode -max_total_time=60 -timeout=10

It stops at the first input that gives anything but values or a problem in plain words, and keeps that input.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

import atheris

with atheris.instrument_imports(include=["j3032calc", "biip", "json", "csv"]):
    from j3032calc.domain.problems import Problem
    from j3032calc.imports.fhir import read_fhir
    from j3032calc.imports.log_csv import read_log_csv
    from j3032calc.services.identify import identify
    from j3032calc.storage.bodies import write_body
    from j3032calc.storage.catalogue import load_catalogue
    from j3032calc.wording.problems import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.importing import Incoming

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 23)


def _check(rows: tuple[Incoming, ...]) -> None:
    for row in rows:
        if row.problem is not None:
            sentence(row.problem)
        for value in (row.patient, row.order):
            if value is not None:
                write_body(value).encode()


def table(data: bytes) -> None:
    _check(read_log_csv(data, CATALOGUE, TODAY))


def bundle(data: bytes) -> None:
    _check(read_fhir(data, CATALOGUE, TODAY))


def barcode(data: bytes) -> None:
    identify(CATALOGUE, data.decode("utf-8", "replace"))


def guarded(read: Callable[[bytes], None]) -> Callable[[bytes], None]:
    def one(data: bytes) -> None:
        try:
            read(data)
        except Problem as problem:
            sentence(problem)

    return one


if __name__ == "__main__":
    target = {"table": table, "bundle": bundle, "barcode": barcode}[sys.argv.pop(1)]
    atheris.Setup(sys.argv, guarded(target))
    atheris.Fuzz()

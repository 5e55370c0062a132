"""Coverage-guided fuzzing of what reads files and scans, for as long as one likes.

    bash .ci/fuzz 60

It stops at the first input that gives anything but values or a problem in plain words, and keeps that input. It begins
with files that are right, because nobody guesses a heading or a bundle.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import atheris  # noqa: E402 - after the checkout is to be found

with atheris.instrument_imports(include=["j3032calc", "biip", "json", "csv"]):
    from j3032calc.domain.problems import Problem
    from j3032calc.imports.fhir import read_fhir
    from j3032calc.imports.log_csv import read_log_csv
    from j3032calc.services.identify import identify
    from j3032calc.services.reference_check import check_crosswalk
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


def crosswalk(data: bytes) -> None:
    check_crosswalk(CATALOGUE, "x.csv", data.decode("utf-8", "replace").splitlines())


def seeds(target: str) -> list[bytes]:
    """Give inputs that are right."""
    from tests.unit.imports.test_fhir import ADA, REQUEST

    entries = [{"resource": one} for one in (ADA, REQUEST)]
    heading = "_2026_CODE,NDC,DRUG NAME,HCPCS DOSAGE,BILLUNITSPKG"
    return {
        "table": [(ROOT / "tests" / "golden" / "log.csv").read_bytes()],
        "bundle": [json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode()],
        "barcode": [b"]d201003555131000141727123110LOT1\x1d21SER", b"55513-0112-01", b"00355513011201"],
        "crosswalk": [f"{heading}\nJ2356,55513-0112-01,Tezspire,1 MG,210\n".encode()],
    }[target]


def guarded(read: Callable[[bytes], None]) -> Callable[[bytes], None]:
    def one(data: bytes) -> None:
        try:
            read(data)
        except Problem as problem:
            sentence(problem)

    return one


if __name__ == "__main__":
    name = sys.argv.pop(1)
    with TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds(name)):
            (Path(corpus) / str(number)).write_bytes(seed)
        read = {"table": table, "bundle": bundle, "barcode": barcode, "crosswalk": crosswalk}[name]
        atheris.Setup([*sys.argv, corpus], guarded(read))
        atheris.Fuzz()

"""The log's CSV export comes back: imported into an empty log and exported again it says the same."""

from __future__ import annotations

import csv
import io
from datetime import date
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.administration import ContainerUsed, DrugSource
from j3032calc.domain.importing import Fate
from j3032calc.domain.patient import Sex, Weight
from j3032calc.exports import log_csv
from j3032calc.imports import table
from j3032calc.services.importing import Importing
from tests.clinic import PIN
from tests.invented import TODAY, kg, mg, ml
from tests.unit.services.small_catalogue import CATALOGUE
from tests.unit.services.ward import Ward

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# What a copy says for itself: it is recorded, not amended, and who signed it is who copied it.
OF_THE_COPY = ("what", "stands", "given_by")


@pytest.fixture
def new_ward(clinic_folder: Path, tmp_path: Path) -> Iterator[Callable[[str], Ward]]:
    made: list[Ward] = []

    def make(name: str) -> Ward:
        copytree(clinic_folder, tmp_path / name)
        made.append(Ward(tmp_path / name))
        return made[-1]

    yield make
    for ward in made:
        ward.session.lock()


def exported(ward: Ward) -> bytes:
    log = ward.session.log
    rows = (log_csv.dose_row(*one[:2], is_newest=one.is_newest) for one in log.plain_doses(1, log.head.sequence))
    return "".join((log_csv.heading(), *rows)).encode()


def imported(ward: Ward, data: bytes) -> None:
    done = Importing(ward.session, CATALOGUE, app_version="0.1.0").write(data, "log.csv", PIN)
    assert done.refused == ()


def covered(data: bytes) -> list[dict[str, str]]:
    """Give the newest rows that were not voided, with the columns that an import reads."""
    columns = set(table.COLUMNS) - set(table.LEFT_OUT) - set(OF_THE_COPY)
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [{name: cell for name, cell in row.items() if name in columns} for row in rows if row["stands"] == "yes"]


def charted(ward: Ward) -> None:
    """Chart three doses: one whole with everything, one amended and one voided."""
    ada = ward.admit(family="=Moss", given="Ada, Ruth", sex=Sex.OTHER)
    bo = ward.admit(identifier="-7", family="O'Brien Núñez", given="Bo", born=date(1990, 1, 31))
    lot = ContainerUsed(
        count=3,
        content=mg(100),
        volume=ml(10),
        ndc="59310-0610-31",
        is_confirmed=True,
        lot="A 1",
        expiry=date(2027, 3, 31),
    )
    ward.give(
        ada,
        calculation=ward.calculate(dose="3 mg/kg", weight="72.4 kg"),
        discard=ward.discarding(),
        containers=(lot,),
        weight=Weight(amount=kg("72.4"), on=TODAY),
        route="intravenous",
        body_site="left arm",
        source=DrugSource.PURCHASED,
        authorization_number="+A-7",
        diagnoses=("J45.50", "J82.83"),
        started_at=ward.clock.now(),
        stopped_at=ward.clock.now(),
    )
    voided = ward.give(bo)
    ward.doses.void(voided.subject, "wrong patient", PIN)
    ward.give(
        bo,
        calculation=ward.calculate(product="xolair", dose="150 mg", opened=("1 x 150 mg",), given_on="2026-11-20"),
        discard=None,
        late_reason="the network was down",
    )


def test_the_doses_of_a_log_come_back_as_they_were(new_ward: Callable[[str], Ward]) -> None:
    """72.4 kg at 3 mg/kg are 217.2 mg of 300 mg."""
    first, second, third = (new_ward(name) for name in ("first", "second", "third"))
    charted(first)
    written = exported(first)

    imported(second, written)
    again = exported(second)
    imported(third, again)

    assert len(covered(written)) == 2
    assert covered(written)[0]["given"] == "217.2 mg"
    assert covered(again) == covered(written)
    assert covered(exported(third)) == covered(written)


def test_the_copies_come_back_column_by_column_but_for_what_is_of_one_log(new_ward: Callable[[str], Ward]) -> None:
    """Two copies differ in the ids, times and fingerprints of their logs, and in which row of which file they copy."""
    first, second, third = (new_ward(name) for name in ("first", "second", "third"))
    charted(first)
    imported(second, exported(first))
    imported(third, exported(second))
    of_one_log = {"patient_id", "administration_id", "fingerprint", "entry", "entry_at", "entry_by", "late_reason"}

    one, other = (
        [
            {name: cell for name, cell in row.items() if name not in of_one_log}
            for row in csv.DictReader(io.StringIO(exported(ward).decode("utf-8-sig"), newline=""))
        ]
        for ward in (second, third)
    )

    assert one == other


def test_an_import_of_its_own_export_finds_everything_in_the_log(new_ward: Callable[[str], Ward]) -> None:
    ward = new_ward("first")
    charted(ward)
    rows = Importing(ward.session, CATALOGUE, app_version="0.1.0").preview(exported(ward)).rows

    assert [(row.patient, row.item) for row in rows] == [
        (Fate.KNOWN, Fate.KNOWN),
        (Fate.LEFT_OUT, None),
        (Fate.LEFT_OUT, None),
        (Fate.KNOWN, Fate.KNOWN),
    ]

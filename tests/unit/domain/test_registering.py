"""What a patient must have before they go into the log."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from j3032calc.domain.patient import Weight
from j3032calc.domain.problems.charting import BirthDateOutOfRange, DateInFuture, OutOfOrder
from j3032calc.domain.problems.typed import FieldMissing
from j3032calc.domain.registering import checked_patient
from tests.invented import TODAY, a_patient, kg

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem

EARLY, LATE = Weight(amount=kg(60), on=date(2025, 1, 2)), Weight(amount=kg(62), on=TODAY)


def test_weights_stand_oldest_first_and_names_without_spaces_around() -> None:
    patient = a_patient(family=" Moss ", given=" Ada", identifier=" 12-345 ", weights=(LATE, EARLY))

    assert checked_patient(patient, TODAY) == a_patient(weights=(EARLY, LATE))


@pytest.mark.parametrize("born", [date(1900, 1, 1), TODAY])
def test_the_first_and_the_last_birth_date_are_taken(born: date) -> None:
    assert checked_patient(a_patient(born=born), TODAY).born == born


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        pytest.param({"family": "-"}, FieldMissing, id="family-without-a-letter"),
        pytest.param({"given": " "}, FieldMissing, id="no-given-name"),
        pytest.param({"identifier": "-"}, FieldMissing, id="record-number-of-a-hyphen"),
        pytest.param({"born": date(1899, 12, 31)}, BirthDateOutOfRange, id="born-before-1900"),
        pytest.param({"born": date(2026, 11, 24)}, BirthDateOutOfRange, id="born-tomorrow"),
        pytest.param({"weights": (Weight(amount=kg(60), on=date(2026, 11, 24)),)}, DateInFuture, id="weighed-tomorrow"),
        pytest.param({"weights": (Weight(amount=kg(60), on=date(1980, 2, 2)),)}, OutOfOrder, id="weighed-before-birth"),
    ],
)
def test_a_patient_who_cannot_be_used_is_refused(fields: dict[str, Any], problem: type[Problem]) -> None:
    with pytest.raises(problem):
        checked_patient(a_patient(**fields), TODAY)

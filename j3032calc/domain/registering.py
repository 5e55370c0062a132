"""What a patient must have before they go into the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems.charting import BirthDateOutOfRange, DateInFuture, OutOfOrder
from j3032calc.domain.problems.typed import FieldMissing
from j3032calc.domain.search import identifier_key, words

if TYPE_CHECKING:
    from j3032calc.domain.patient import Patient, Weight

FIRST_BIRTH_DATE: Final = date(1900, 1, 1)


def checked_patient(patient: Patient, today: date) -> Patient:
    """Give a patient with the weights in order and no spaces around the names.

    Raises:
        FieldMissing: a name without letters, or no record number.
        BirthDateOutOfRange: born before 1900 or after today.
        DateInFuture: a weight of a day to come.
        OutOfOrder: a weight from before birth.
    """
    for field, text, example in (
        ("family", patient.family, "Moss"),
        ("given_name", patient.given, "Ada"),
        ("identifier", patient.identifier, "12-345"),
    ):
        if not (words(text) if field != "identifier" else identifier_key(text)):
            raise FieldMissing(field, example)
    if not FIRST_BIRTH_DATE <= patient.born <= today:
        raise BirthDateOutOfRange(patient.born)
    for weight in patient.weights:
        _check_weight(weight, patient.born, today)
    return replace(
        patient,
        family=patient.family.strip(),
        given=patient.given.strip(),
        identifier=patient.identifier.strip(),
        weights=tuple(sorted(patient.weights, key=lambda weight: weight.on)),
    )


def _check_weight(weight: Weight, born: date, today: date) -> None:
    if weight.on > today:
        raise DateInFuture(weight.on)
    if weight.on < born:
        raise OutOfOrder("born", "weight_on")

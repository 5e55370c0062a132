"""What is typed to find a patient, and whom it finds."""

from __future__ import annotations

from datetime import date

import pytest

from j3032calc.domain.search import PatientSearch
from j3032calc.wording.searching import read_search
from tests.invented import TODAY, a_patient

JOAN = a_patient(family="O'Brien-Smith", given="Joan Éva", identifier="AB 12-345", born=date(1980, 2, 3))

FOUND = [
    pytest.param("smi jo", id="beginnings"),
    pytest.param("jo smi", id="in-any-order"),
    pytest.param("SMITH", id="capitals"),
    pytest.param("eva", id="without-the-accent"),
    pytest.param("Év", id="with-the-accent"),
    pytest.param("O'Brien", id="apostrophe"),
    pytest.param("O’Bri", id="curly-apostrophe"),
    pytest.param("obrien", id="without-the-apostrophe"),
    pytest.param("o brien", id="a-space-for-the-apostrophe"),
    pytest.param("Brien-Smith", id="the-end-of-a-double-name"),
    pytest.param("brien-smith, joan", id="comma"),
    pytest.param("joanev", id="run-together"),
    pytest.param("AB 12-345", id="record-number"),
    pytest.param("ab12345", id="record-number-without-punctuation"),
    pytest.param("ab12", id="beginning-of-the-record-number"),
    pytest.param("03-Feb-1980", id="birth-date-as-shown"),
    pytest.param("1980-02-03", id="iso"),
    pytest.param("2/3/1980", id="american"),
    pytest.param("3/2/1980", id="european"),
    pytest.param("2/3/80", id="two-digit-year"),
    pytest.param("smi 2/3/80", id="name-and-birth-date"),
    pytest.param("Feb 3, 1980 jo", id="birth-date-and-name"),
]


@pytest.mark.parametrize("text", FOUND)
def test_a_patient_is_found(text: str) -> None:
    assert any(search.fits(JOAN) for search in read_search(text, TODAY))


NOT_FOUND = [
    pytest.param("mith", id="the-middle-of-a-name"),
    pytest.param("smi jack", id="another-given-name"),
    pytest.param("12-345", id="the-end-of-the-record-number"),
    pytest.param("smi 04-Feb-1980", id="another-birth-date"),
    pytest.param("smi 99", id="another-number"),
]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_somebody_else_is_not_found(text: str) -> None:
    assert not any(search.fits(JOAN) for search in read_search(text, TODAY))


@pytest.mark.parametrize("text", ["", "  ", "-'.", "a" * 201])
def test_a_text_that_says_nothing_looks_for_nobody(text: str) -> None:
    assert read_search(text, TODAY) == ()


def test_a_plain_name_is_looked_for_as_a_name_and_as_a_record_number() -> None:
    assert read_search("Smi", TODAY) == (PatientSearch(names=("smi",)), PatientSearch(number="smi"))


def test_a_name_with_a_number_is_looked_for_in_every_way() -> None:
    assert read_search("smi 12-3", TODAY) == (
        PatientSearch(names=("smi",), number="123"),
        PatientSearch(names=("smi", "12", "3")),
        PatientSearch(number="smi123"),
    )


def test_a_record_number_that_looks_like_a_birth_date_is_found_too() -> None:
    patient = a_patient(identifier="01-02-1980", born=date(1999, 9, 9))

    assert any(search.fits(patient) for search in read_search("01-02-1980", TODAY))

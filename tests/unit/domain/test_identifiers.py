"""Numbers that check themselves, and codes by their shape."""

from __future__ import annotations

import pytest

from j3032calc.domain.identifiers import fits_luhn, read_icd10, read_npi
from j3032calc.domain.problems.typed import DiagnosisUnreadable, NpiUnreadable


@pytest.mark.parametrize("text", ["1234567893", "1245319599", " 1234567893 ", "1234 567 893", "2000000002"])
def test_an_npi_whose_last_digit_checks_the_others_is_read(text: str) -> None:
    assert read_npi(text) == text.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1234567890", id="check-digit"),
        pytest.param("1243567893", id="two-digits-swapped"),
        pytest.param("3234567891", id="begins-with-3"),
        pytest.param("123456789", id="nine-digits"),
        pytest.param("12345678930", id="eleven-digits"),
        pytest.param("123456789३", id="other-digits"),
        pytest.param("", id="nothing"),
    ],
)
def test_another_npi_is_refused(text: str) -> None:
    with pytest.raises(NpiUnreadable):
        read_npi(text)


@pytest.mark.parametrize(("digits", "fits"), [("79927398713", True), ("79927398710", False), ("0", True), ("18", True)])
def test_the_luhn_digit_checks_the_others(digits: str, *, fits: bool) -> None:
    assert fits_luhn(digits) is fits


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("J45.50", "J45.50"),
        ("j4550", "J45.50"),
        (" J82 ", "J82"),
        ("U07.1", "U07.1"),
        ("G43.E09", "G43.E09"),
        ("C7A.00", "C7A.00"),
        ("S72.001A", "S72.001A"),
    ],
)
def test_a_diagnosis_is_given_with_capitals_and_point(text: str, code: str) -> None:
    assert read_icd10(text) == code


@pytest.mark.parametrize("text", ["", "J", "J4", "45.50", "J45.", "J45.50123", "JJ5.50", "asthma", "J45..5", "J45 50"])
def test_a_text_of_another_shape_is_no_diagnosis(text: str) -> None:
    with pytest.raises(DiagnosisUnreadable):
        read_icd10(text)

"""Names as they are compared, and whom a search finds."""

from __future__ import annotations

from datetime import date

import pytest

from j3032calc.domain.search import PatientSearch, identifier_key, joined_words, pair_keys, plain, search_keys, words
from tests.invented import a_patient

PLAIN = [
    pytest.param("Núñez", "nunez", id="accents"),
    pytest.param("NUNEZ", "nunez", id="capitals"),
    pytest.param("Łukasz", "lukasz", id="stroke"),
    pytest.param("Strauß", "strauss", id="sharp-s"),
    pytest.param("Ægir", "aegir", id="ligature"),
    pytest.param("İpek", "ipek", id="dotted-capital"),
    pytest.param("Anne™", "annetm", id="a-sign-of-letters"),
    pytest.param("", "", id="nothing"),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_a_name_is_compared_without_capitals_and_accents(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "split", "joined"),
    [
        pytest.param("O'Brien-Smith", ("o", "brien", "smith"), ("obriensmith",), id="punctuation"),
        pytest.param("van der Berg", ("van", "der", "berg"), ("van", "der", "berg"), id="spaces"),
        pytest.param("O’Brien Lee", ("o", "brien", "lee"), ("obrien", "lee"), id="curly-apostrophe"),
        pytest.param(" -_' ", (), (), id="no-letters"),
    ],
)
def test_a_name_is_split_into_words(text: str, split: tuple[str, ...], joined: tuple[str, ...]) -> None:
    assert words(text) == split
    assert joined_words(text) == joined


def test_a_record_number_is_compared_without_punctuation() -> None:
    assert identifier_key("MRN 12-345/a") == "mrn12345a"


def test_every_word_and_the_whole_name_find_a_patient_and_none_stands_twice() -> None:
    patient = a_patient(family="van der Berg", given="Ann-Marie", identifier="AB-7", born=date(1955, 12, 1))

    assert search_keys(patient) == (
        ".van",
        ".der",
        ".berg",
        ".vanderberg",
        ".ann",
        ".marie",
        ".annmarie",
        "#ab7",
        "@1955-12-01",
    )


FITS = [
    pytest.param(PatientSearch(names=("mo", "ad")), True, id="beginnings"),
    pytest.param(PatientSearch(names=("oss",)), False, id="not-a-beginning"),
    pytest.param(PatientSearch(names=("mo", "eve")), False, id="one-name-does-not-fit"),
    pytest.param(PatientSearch(number="123"), True, id="beginning-of-the-number"),
    pytest.param(PatientSearch(number="123", is_whole_number=True), False, id="not-the-whole-number"),
    pytest.param(PatientSearch(number="12345", is_whole_number=True), True, id="the-whole-number"),
    pytest.param(PatientSearch(born=date(1980, 2, 3)), True, id="born"),
    pytest.param(PatientSearch(born=date(1980, 3, 2)), False, id="born-on-another-day"),
    pytest.param(PatientSearch(names=("mo",), number="12", born=date(1980, 2, 3)), True, id="everything"),
]


@pytest.mark.parametrize(("search", "expected"), FITS)
def test_everything_that_is_looked_for_must_fit(search: PatientSearch, *, expected: bool) -> None:
    assert search.fits(a_patient()) is expected


def test_the_most_telling_key_stands_first() -> None:
    search = PatientSearch(names=("mo",), number="12", born=date(1980, 2, 3))

    assert search.keys == (("@1980-02-03", False), ("#12", True), (".mo", True))


def test_each_two_words_of_the_names_have_a_key_in_both_orders() -> None:
    patient = a_patient(family="Moss", given="Mo Ada")

    assert pair_keys(patient) == (
        *("&m mo", "&m ada", "&m moada"),
        *("&m moss",),
        *("&a moss", "&a mo", "&a moada"),
    )


LEADING = [
    pytest.param(PatientSearch(names=("mo",), born=date(1980, 2, 3), number="1"), ("@1980-02-03",), id="birth-date"),
    pytest.param(PatientSearch(names=("mo",), number="1", is_whole_number=True), ("#1",), id="whole-number"),
    pytest.param(PatientSearch(names=("mo",), number="1"), ("#1", ".mo"), id="the-rarer-of-two-beginnings"),
    pytest.param(PatientSearch(names=("moss",)), (".moss",), id="one-name"),
    pytest.param(PatientSearch(names=("moss", "ad")), ("&a moss",), id="two-names"),
    pytest.param(PatientSearch(names=("ad", "moss", "e")), ("&e moss",), id="three-names"),
    pytest.param(PatientSearch(names=("mo", "moss")), (".moss",), id="one-begins-the-other"),
    pytest.param(PatientSearch(names=("mo", "mo")), (".mo",), id="the-same-twice"),
    pytest.param(PatientSearch(), (), id="nothing"),
]


@pytest.mark.parametrize(("search", "expected"), LEADING)
def test_what_leads_a_search(search: PatientSearch, expected: tuple[str, ...]) -> None:
    assert tuple(key for key, _ in search.leading) == expected

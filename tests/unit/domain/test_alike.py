"""Who may be one person twice: the same birth date, and names that read or sound nearly the same."""

from __future__ import annotations

from datetime import date

import pytest

from j3032calc.domain.alike import may_be_same, names_alike, slips_between, sound
from tests.invented import a_patient

NAMES = [
    pytest.param("Núñez", "NUNEZ", True, id="accents-and-capitals"),
    pytest.param("Smith", "Smyth", True, id="one-letter-changed"),
    pytest.param("Moss", "Mos", True, id="one-letter-left-out"),
    pytest.param("Brain", "Brian", True, id="two-letters-swapped"),
    pytest.param("Jones", "Smith-Jones", True, id="one-word-of-two"),
    pytest.param("Ann", "Annabel", True, id="one-begins-the-other"),
    pytest.param("Meyer", "Maier", True, id="sounds-the-same"),
    pytest.param("Philip", "Fillip", False, id="sounds-the-same-with-another-first-letter"),
    pytest.param("Andersen", "Anderssonn", True, id="two-slips-in-a-long-name"),
    pytest.param("Wu", "Li", False, id="short-and-different"),
    pytest.param("Robert", "Pauline", False, id="different"),
    pytest.param("李", "王", False, id="other-scripts-differ"),
    pytest.param("李小龙", "李小龍", True, id="one-slip-in-another-script"),
]


@pytest.mark.parametrize(("one", "other", "expected"), NAMES)
def test_names_are_alike_or_not(one: str, other: str, *, expected: bool) -> None:
    assert names_alike(one, other) is expected
    assert names_alike(other, one) is expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"given": "Adah"}, True, id="nearly-the-name"),
        pytest.param({"family": "Ada", "given": "Moss"}, True, id="names-in-each-others-field"),
        pytest.param({"given": "Robert"}, False, id="a-twin"),
        pytest.param({"family": "Keller"}, False, id="another-family"),
        pytest.param({"born": date(1980, 2, 4)}, False, id="another-birth-date"),
    ],
)
def test_patients_are_alike_or_not(changes: dict[str, object], *, expected: bool) -> None:
    assert may_be_same(a_patient(), a_patient(**changes)) is expected


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        pytest.param("", "", 0, id="nothing"),
        pytest.param("ab", "", 2, id="left-out"),
        pytest.param("abcd", "abdc", 1, id="swapped"),
        pytest.param("kitten", "sitting", 3, id="two-changed-one-added"),
        pytest.param("ca", "abc", 3, id="a-swap-is-not-split"),
    ],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert slips_between(one, other) == slips


# The examples of the US National Archives, and the edges.
SOUNDS = [
    pytest.param("washington", "w252", id="washington"),
    pytest.param("lee", "l000", id="short"),
    pytest.param("gutierrez", "g362", id="double-letters"),
    pytest.param("pfister", "p236", id="first-two-sound-alike"),
    pytest.param("jackson", "j250", id="side-by-side"),
    pytest.param("tymczak", "t522", id="a-vowel-parts"),
    pytest.param("ashcraft", "a261", id="h-does-not-part"),
    pytest.param("hhh", "h000", id="silent-letters"),
    pytest.param("李", "", id="another-script"),
]


@pytest.mark.parametrize(("word", "code"), SOUNDS)
def test_a_word_sounds_as_soundex_says(word: str, code: str) -> None:
    assert sound(word) == code

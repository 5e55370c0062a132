"""Birth dates as people enter them once, and as they type them to find somebody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.problems.charting import BirthDateOutOfRange
from j3032calc.domain.problems.typed import DateAmbiguous, DateUnreadable
from j3032calc.wording.birth_dates import read_birth_date, take_birth_date
from tests.invented import TODAY

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem

READ = [
    pytest.param("03-Feb-1980", date(1980, 2, 3), id="as-shown"),
    pytest.param("3 february 1980", date(1980, 2, 3), id="month-in-full"),
    pytest.param(" 3feb1980 ", date(1980, 2, 3), id="run-together"),
    pytest.param("Feb 3, 1980", date(1980, 2, 3), id="month-first"),
    pytest.param("February 3 1980", date(1980, 2, 3), id="month-first-in-full"),
    pytest.param("1980-02-03", date(1980, 2, 3), id="iso"),
    pytest.param("1980-2-3", date(1980, 2, 3), id="iso-short"),
    pytest.param("2/13/1980", date(1980, 2, 13), id="month-day-year"),
    pytest.param("13.2.1980", date(1980, 2, 13), id="day-month-year"),
    pytest.param("2-13-1980", date(1980, 2, 13), id="hyphens"),
    pytest.param("4/4/1980", date(1980, 4, 4), id="the-same-in-both-ways"),
    pytest.param("1900-01-01", date(1900, 1, 1), id="the-first"),
    pytest.param("29-Feb-1904", date(1904, 2, 29), id="leap-day"),
    pytest.param("23-Nov-2026", TODAY, id="today"),
    pytest.param("11/12/2026", date(2026, 11, 12), id="the-other-way-is-still-to-come"),
]


@pytest.mark.parametrize(("text", "born"), READ)
def test_a_birth_date_is_read(text: str, born: date) -> None:
    assert read_birth_date(text, TODAY) == born


REFUSED = [
    pytest.param("02/03/1980", DateAmbiguous, id="two-dates"),
    pytest.param("31-Dec-1899", BirthDateOutOfRange, id="a-day-too-early"),
    pytest.param("24-Nov-2026", BirthDateOutOfRange, id="tomorrow"),
    pytest.param("2/13/80", DateUnreadable, id="two-digit-year"),
    pytest.param("29-Feb-1981", DateUnreadable, id="no-leap-year"),
    pytest.param("3-Fex-1980", DateUnreadable, id="no-month"),
    pytest.param("0/0/1980", DateUnreadable, id="zeros"),
    pytest.param("2/13-1980", DateUnreadable, id="mixed-marks"),
    pytest.param("0000-01-01", DateUnreadable, id="year-zero"),
    pytest.param("", DateUnreadable, id="nothing"),
    pytest.param("yesterday", DateUnreadable, id="a-word"),
]


@pytest.mark.parametrize(("text", "problem"), REFUSED)
def test_another_birth_date_is_refused(text: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        read_birth_date(text, TODAY)


def test_a_birth_date_that_is_two_says_both() -> None:
    with pytest.raises(DateAmbiguous) as refused:
        read_birth_date("02/03/1980", TODAY)

    assert refused.value.readings == ("03-Feb-1980", "02-Mar-1980")


TAKEN = [
    pytest.param("smi 03-Feb-1980 jo", (date(1980, 2, 3),), ["smi", "jo"], id="between-names"),
    pytest.param("Feb 3, 1980", (date(1980, 2, 3),), [], id="alone"),
    pytest.param("smi 2/3/1980", (date(1980, 2, 3), date(1980, 3, 2)), ["smi"], id="both-ways"),
    pytest.param("2/13/80", (date(1980, 2, 13),), [], id="this-century-is-still-to-come"),
    pytest.param("2/13/20", (date(1920, 2, 13), date(2020, 2, 13)), [], id="two-centuries"),
    pytest.param("13-feb-20 smi", (date(1920, 2, 13), date(2020, 2, 13)), ["smi"], id="two-centuries-in-words"),
    pytest.param("2/13/1780", (), ["2/13/1780"], id="too-early"),
    pytest.param("12-345", (), ["12-345"], id="a-record-number"),
    pytest.param("12-345-2020-01-02", (), ["12-345-2020-01-02"], id="inside-a-number"),
    pytest.param("smi jo", (), ["smi", "jo"], id="names"),
    pytest.param("", (), [], id="nothing"),
]


@pytest.mark.parametrize(("text", "days", "rest"), TAKEN)
def test_a_birth_date_is_found_in_what_is_typed(text: str, days: tuple[date, ...], rest: list[str]) -> None:
    found, left = take_birth_date(text, TODAY)

    assert found == days
    assert left.split() == rest

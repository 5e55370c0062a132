"""How a birth date is read: as a person enters it once, and as people type it to find somebody."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from j3032calc.domain.problems.charting import BirthDateOutOfRange
from j3032calc.domain.problems.typed import DateAmbiguous, DateUnreadable
from j3032calc.domain.registering import FIRST_BIRTH_DATE
from j3032calc.wording.reading import month_number
from j3032calc.wording.writing import write_date

_NAMED: Final = r"[A-Za-z]{3,9}"
_YEAR: Final = r"[0-9]{4}|[0-9]{2}"
# 1980-02-03, 3-Feb-1980, Feb 3, 1980 and 2/3/1980; a year of two digits only to find somebody.
_TYPED: Final = re.compile(
    rf"(?P<iso>[0-9]{{4}})-(?P<iso_month>[0-9]{{1,2}})-(?P<iso_day>[0-9]{{1,2}})"
    rf"|(?P<day>[0-9]{{1,2}})[- .]*(?P<month>{_NAMED})[- .,]*(?P<year>{_YEAR})"
    rf"|(?P<us_month>{_NAMED})[- .]*(?P<us_day>[0-9]{{1,2}})(?:, *|[- ]+)(?P<us_year>{_YEAR})"
    rf"|(?P<first>[0-9]{{1,2}})(?P<mark>[-/.])(?P<second>[0-9]{{1,2}})(?P=mark)(?P<any_year>{_YEAR})"
)
_IN_A_TEXT: Final = re.compile(rf"(?<![\w/.-])(?:{_TYPED.pattern})(?![\w/.-])")
_SHORT_YEAR: Final = 100
_FULL_YEAR: Final = 4


def read_birth_date(text: str, today: date) -> date:
    """Read a birth date with a year of four digits, in words or in figures.

    Raises:
        DateAmbiguous: "02/03/1980", which is two dates; the problem carries both.
        BirthDateOutOfRange: before 1900 or after today.
        DateUnreadable: anything else.
    """
    typed = _TYPED.fullmatch(text.strip())
    readings = () if typed is None or len(_year(typed)) != _FULL_YEAR else _readings(typed, today)
    if not readings:
        raise DateUnreadable(text)
    possible = tuple(day for day in readings if FIRST_BIRTH_DATE <= day <= today)
    if not possible:
        raise BirthDateOutOfRange(text)
    if len(possible) > 1:
        raise DateAmbiguous(text, tuple(map(write_date, possible)))
    return possible[0]


def take_birth_date(text: str, today: date) -> tuple[tuple[date, ...], str]:
    """Find a birth date in a text that looks for a patient.

    Returns:
        Every birth date that it can be, in any century; and the rest of the text. No date, and the whole text, where
        there is none.
    """
    typed = _IN_A_TEXT.search(text)
    readings = () if typed is None else _readings(typed, today)
    possible = tuple(day for day in readings if FIRST_BIRTH_DATE <= day <= today)
    if typed is None or not possible:
        return (), text
    return possible, f"{text[: typed.start()]} {text[typed.end() :]}"


def _year(typed: re.Match[str]) -> str:
    return str(next(filter(None, typed.group("iso", "year", "us_year", "any_year"))))


def _readings(typed: re.Match[str], today: date) -> tuple[date, ...]:
    """Give every calendar date that a match can be, earliest first."""
    found = set()
    for year in _years(_year(typed), today):
        for month, day in _months_and_days(typed):
            try:
                found.add(date(year, month, int(day)))
            except ValueError:
                continue
    return tuple(sorted(found))


def _years(text: str, today: date) -> tuple[int, ...]:
    if len(text) == _FULL_YEAR:
        return (int(text),)
    century = today.year - today.year % _SHORT_YEAR
    return (century - _SHORT_YEAR + int(text), century + int(text))


def _months_and_days(typed: re.Match[str]) -> tuple[tuple[int, str], ...]:
    if typed["iso"] is not None:
        return ((int(typed["iso_month"]), typed["iso_day"]),)
    if typed["first"] is not None:
        return ((int(typed["first"]), typed["second"]), (int(typed["second"]), typed["first"]))
    month = month_number(typed["month"] or typed["us_month"])
    return () if month is None else ((month, typed["day"] or typed["us_day"]),)

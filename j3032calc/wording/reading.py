"""How typed text becomes numbers, amounts and dates. What cannot be read without guessing is refused.

pint never sees this text: our own closed grammar turns it into a number and a unit.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, time
from fractions import Fraction
from functools import lru_cache
from typing import Final

from j3032calc.domain.containers import MOST_CONTAINERS
from j3032calc.domain.problems import Problem
from j3032calc.domain.problems.dose import TooManyContainers, WeightOutOfRange
from j3032calc.domain.problems.typed import (
    AmbiguousNumber,
    ContainerUnreadable,
    CountUnreadable,
    DateAmbiguous,
    DateOutOfRange,
    DateUnreadable,
    DoseNumberUnreadable,
    IntervalUnreadable,
    MinutesUnreadable,
    NotAboveZero,
    NotANumber,
    NumberOutOfRange,
    TimeUnreadable,
    UnitMissing,
    UnitUnknown,
)
from j3032calc.domain.quantities import Activity, Amount, BodyMass, DosePerWeight, Mass, Volume
from j3032calc.domain.schedule import Interval
from j3032calc.wording.writing import write_date

# Nine digits are a tonne of drug to the microgram.
_MOST_DIGITS: Final = 9
# No dose, size or count is longer; a longer text is not searched for one.
_LONGEST_TEXT: Final = 200
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2099

# Spaces that people type or paste: plain, no-break and narrow no-break.
_SPACES: Final = " \u00a0\u202f"
_QUANTITY: Final = re.compile(rf"[{_SPACES}]*([^{_SPACES}A-Za-zµμ]*)[{_SPACES}]*(.*?)[{_SPACES}]*", re.DOTALL)  # noqa: RUF001
_PLAIN: Final = re.compile(r"([0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)?(?:\.([0-9]+))?")
# 1.000 or 2.500 is one thousand in half of the world.
_THOUSANDS_OR_DECIMALS: Final = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{2}0")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_MONTH_NAME: Final = re.compile(r"([0-9]{1,2})[- ]([A-Za-z]+)[- ]([0-9]{4})")
_SLASHED: Final = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_COUNT: Final = r"[0-9]{1,6}|[1-9][0-9]{0,2}(?:,[0-9]{3})+"
_COUNTED: Final = re.compile(rf"[{_SPACES}]*({_COUNT})[{_SPACES}]*[x×][{_SPACES}]*(.+)", re.DOTALL)
_INTERVAL: Final = re.compile(r"(?:every )?([0-9]{1,3}) ?(day|week|month)s?")
_SHORTEST_MONTH: Final = 3
_LONGEST_WINDOW: Final = 31
_MINUTES_IN_A_DAY: Final = 1440
_DAYS_IN: Final = {"day": 1, "week": 7}

_MASS_UNITS: Final = {"mcg": "mcg", "mg": "mg", "g": "g"}
_VOLUME_UNITS: Final = {"mL": "mL", "ml": "mL"}
_BODY_UNITS: Final = {"kg": "kg", "lb": "lb", "lbs": "lb"}
_ACTIVITY_UNITS: Final = {"units": "units", "unit": "units"}
_DRUG_UNITS: Final = _MASS_UNITS | _ACTIVITY_UNITS | _VOLUME_UNITS
AMOUNT_UNITS: Final = ("mcg", "mg", "g", "units", "mL")
WEIGHT_UNITS: Final = ("kg", "lb")

LIGHTEST: Final = BodyMass.of(2, "kg")
HEAVIEST: Final = BodyMass.of(650, "kg")


def read_number(text: str, *, entered: str, example: str) -> Fraction:
    """Read a decimal number above zero: "210", "1,000", "72.4", ".5".

    Args:
        text: the number alone.
        entered: everything that was typed, for the refusal.
        example: what the refusal shows as a good entry.

    Raises:
        AmbiguousNumber: "1.000" and the like.
        NotANumber: anything that is not a plain decimal number.
        NotAboveZero: zero or below.
        NumberOutOfRange: more than nine digits before or after the point.
    """
    unsigned = text.removeprefix("-").removeprefix("\u2212")
    plain = _PLAIN.fullmatch(unsigned)
    if plain is None or not unsigned:
        raise NotANumber(entered, example)
    whole, decimals = (plain[1] or "").replace(",", ""), plain[2] or ""
    if max(len(whole), len(decimals)) > _MOST_DIGITS:
        raise NumberOutOfRange(entered)
    if _THOUSANDS_OR_DECIMALS.fullmatch(unsigned):
        raise AmbiguousNumber(entered)
    number = Fraction(int(whole + decimals), 10 ** len(decimals))
    if unsigned != text or number == 0:
        raise NotAboveZero(entered)
    return number


def _number_and_unit(text: str, allowed: dict[str, str], example: str) -> tuple[Fraction, str]:
    if len(text) > _LONGEST_TEXT:
        raise NotANumber(text, example)
    number, unit = _QUANTITY.fullmatch(text).groups()  # type: ignore[union-attr]  # the pattern takes any text
    # A digit in the unit means that the number did not end where it seemed to: "1 000 mg", "1e400 mg".
    if not number or any(character.isdigit() for character in unit):
        raise NotANumber(text, example)
    magnitude = read_number(number, entered=text, example=example)
    if not unit:
        raise UnitMissing(text, example)
    if unit not in allowed:
        raise UnitUnknown(text, unit, tuple(dict.fromkeys(allowed.values())))
    return magnitude, unit


@lru_cache(maxsize=512)
def read_amount(text: str, drug: str = "", *, example: str = "210 mg") -> Amount:
    """Read an amount of drug with its unit: "210 mg", "155 units", ".5 mL".

    Args:
        text: what was typed.
        drug: whose units an activity is, such as the HCPCS code.
        example: what the refusal shows as a good entry.

    Raises:
        Problem: the text cannot be read without guessing; see ``read_number``.
    """
    magnitude, unit = _number_and_unit(text, _DRUG_UNITS, example)
    if unit in _MASS_UNITS:
        return Mass.of(magnitude, _MASS_UNITS[unit])
    if unit in _VOLUME_UNITS:
        return Volume.of(magnitude, _VOLUME_UNITS[unit])
    return Activity.of_drug(magnitude, drug)


_PER_KG: Final = re.compile(rf"(.*?)[{_SPACES}]*(?:/|per)[{_SPACES}]*kg[{_SPACES}]*", re.DOTALL)


def read_dose(text: str, drug: str = "") -> Amount | DosePerWeight:
    """Read a prescribed dose: an amount, or an amount per kg of body weight such as "3 mg/kg".

    Raises:
        UnitUnknown: a unit that is not in the closed list, or a volume per kg.
        Problem: the text cannot be read without guessing.
    """
    per_kg = _PER_KG.fullmatch(text) if len(text) <= _LONGEST_TEXT else None
    if per_kg is None:
        return read_amount(text, drug)
    amount = read_amount(per_kg[1], drug, example="3 mg/kg")
    if isinstance(amount, Volume):
        raise UnitUnknown(text, "mL/kg", ("mcg/kg", "mg/kg", "g/kg", "units/kg"))
    return DosePerWeight(amount)


def read_weight(text: str) -> BodyMass:
    """Read a patient's weight: "72.4 kg" or "160 lb".

    Raises:
        Problem: no number or no unit.
        WeightOutOfRange: outside 2 to 650 kg.
    """
    magnitude, unit = _number_and_unit(text, _BODY_UNITS, "72.4 kg")
    weight = BodyMass.of(magnitude, _BODY_UNITS[unit])
    if not LIGHTEST <= weight <= HEAVIEST:
        raise WeightOutOfRange(text)
    return weight


@lru_cache(maxsize=512)
def read_container(text: str, drug: str = "") -> tuple[Amount, Volume | None]:
    """Read a container size: "100 mg", "100 mg in 10 mL", or "10 mL" for a content that is a volume.

    Returns:
        The labelled content, and the volume it is in where that was said.

    Raises:
        ContainerUnreadable: the part behind "in" is not a volume.
        Problem: the text cannot be read without guessing.
    """
    content, _, volume = text.partition(" in ")
    read = read_amount(content, drug, example="100 mg in 10 mL")
    if not volume:
        if text.rstrip(_SPACES).endswith(" in"):
            raise ContainerUnreadable(text)
        return read, read if isinstance(read, Volume) else None
    filled = read_amount(volume, drug, example="100 mg in 10 mL")
    if not isinstance(filled, Volume) or isinstance(read, Volume):
        raise ContainerUnreadable(text)
    return read, filled


def split_count(text: str) -> tuple[int, str]:
    """Split what was opened, "3 x 100 mg", into the number of containers and the text of one.

    Raises:
        CountUnreadable: the text has another form.
        NotAboveZero: no container.
        TooManyContainers: more than anyone opens.
    """
    counted = _COUNTED.fullmatch(text) if len(text) <= _LONGEST_TEXT else None
    if counted is None:
        raise CountUnreadable(text)
    count = int(counted[1].replace(",", ""))
    if count == 0:
        raise NotAboveZero(text)
    if count > MOST_CONTAINERS:
        raise TooManyContainers(count, MOST_CONTAINERS)
    return count, counted[2]


def _day(text: str, year: str, month: int, day: str) -> date:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise DateOutOfRange(text)
    try:
        return date(int(year), month, int(day))
    except ValueError:
        raise DateUnreadable(text) from None


def _iso_date(text: str) -> date:
    iso = _ISO.fullmatch(text)
    if iso is None:
        raise DateUnreadable(text)
    return _day(text, iso[1], int(iso[2]), iso[3])


def month_number(name: str) -> int | None:
    """Read an English month, in full or cut after three letters or more."""
    spelled = [month for month in _MONTHS if len(name) >= _SHORTEST_MONTH and month.startswith(name.lower())]
    return _MONTHS.index(spelled[0]) + 1 if spelled else None


@lru_cache(maxsize=512)
def read_date(text: str) -> date:
    """Read a date as people type it: "23-Nov-2026", "23 November 2026", "2026-11-23", "11/23/2026".

    Raises:
        DateAmbiguous: "05/04/2026", which is two dates; the problem carries both.
        DateOutOfRange: before 2000 or after 2099.
        DateUnreadable: anything else.
    """
    text = text.strip(_SPACES)
    named = _DAY_MONTH_NAME.fullmatch(text)
    spelled = month_number(named[2]) if named else None
    if named and spelled is not None:
        return _day(text, named[3], spelled, named[1])
    slashed = _SLASHED.fullmatch(text)
    if slashed is None:
        return _iso_date(text)
    first, second, year = slashed.groups()
    readings = []
    for day, month in ((first, second), (second, first)):
        try:
            readings.append(_day(text, year, int(month), day))
        except DateUnreadable:
            continue
    if not readings:
        raise DateUnreadable(text)
    if len(set(readings)) > 1:
        raise DateAmbiguous(text, tuple(write_date(reading) for reading in readings))
    return readings[0]


def read_interval(text: str) -> Interval:
    """Read an interval: "2 weeks", "every 4 weeks", "84 days", "3 months".

    Raises:
        IntervalUnreadable: anything else.
    """
    read = _INTERVAL.fullmatch(" ".join(filter(None, text.split(" "))))
    if read is None or int(read[1]) == 0:
        raise IntervalUnreadable(text)
    if read[2] == "month":
        return Interval(months=int(read[1]))
    return Interval(days=int(read[1]) * _DAYS_IN[read[2]])


def read_dose_number(text: str) -> int:
    """Read which dose of a schedule this is: a whole number from 1 to 9999.

    Raises:
        DoseNumberUnreadable: anything else.
    """
    if not re.fullmatch(r"[1-9][0-9]{0,3}", text.strip(_SPACES)):
        raise DoseNumberUnreadable(text)
    return int(text)


_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read_weekday(text: str) -> int | None:
    """Read a weekday's English name; Monday is 0, ``None`` if the text is none."""
    name = text.strip(_SPACES).casefold()
    return _WEEKDAYS.index(name) if name in _WEEKDAYS else None


def read_window(text: str) -> int:
    """Read how many days a dose may move, "3 days", up to a month.

    Raises:
        IntervalUnreadable: anything else.
    """
    interval = read_interval(text)
    if not 0 < interval.days <= _LONGEST_WINDOW:
        raise IntervalUnreadable(text)
    return interval.days


_TIME: Final = re.compile(r"([01]?[0-9]|2[0-3])[:.]?([0-5][0-9])")
_MONTH_YEAR: Final = re.compile(r"(?:([0-9]{1,2})[/-]|([A-Za-z]{3,9})[- /])([0-9]{4})|([0-9]{4})-([0-9]{1,2})")


def read_time(text: str) -> time:
    """Read a time of day by the 24-hour clock: "14:05", "1405", "9:30".

    Raises:
        TimeUnreadable: anything else, such as "2 pm".
    """
    read = _TIME.fullmatch(text.strip(_SPACES))
    if read is None:
        raise TimeUnreadable(text)
    return time(int(read[1]), int(read[2]))


def read_expiry(text: str) -> date:
    """Read an expiry as it stands on a carton: a date, or a month, which lasts until its last day.

    Raises:
        Problem: it is neither; see ``read_date``.
    """
    read = _MONTH_YEAR.fullmatch(text.strip(_SPACES))
    if read is None:
        return read_date(text)
    number, name, year, iso_year, iso_month = read.groups()
    month = month_number(name) if name else int(number or iso_month)
    first = _day(text, year or iso_year, month or 0, "1")
    return first.replace(day=monthrange(first.year, first.month)[1])


def readings_of(text: str) -> tuple[str, ...]:
    """Give both readings of a date that can be two; nothing for any other text."""
    try:
        read_expiry(text)
    except DateAmbiguous as problem:
        return problem.readings
    except Problem:
        return ()
    return ()


def read_minutes(text: str) -> int:
    """Read a number of minutes, up to a day: "30", "30 min", "120 minutes".

    Raises:
        MinutesUnreadable: anything else.
    """
    read = re.fullmatch(r"([0-9]{1,4}) ?(?:min|minutes?)?", text.strip(_SPACES))
    if read is None or int(read[1]) > _MINUTES_IN_A_DAY:
        raise MinutesUnreadable(text)
    return int(read[1])

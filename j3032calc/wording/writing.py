"""How numbers, amounts and dates are written: the display rules of PRODUCT.md (ISMP, Joint Commission, NHS CUI).

Space between number and unit, leading zero, no trailing zero, comma from 1,000, units in full, dates dd-Mmm-yyyy
whatever the system locale. The machine form is the same without the commas.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date, datetime

    from j3032calc.domain.quantities import BillingUnits, DosePerWeight, Measured, Volume
    from j3032calc.domain.schedule import Interval

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK: Final = 7
_HUNDREDTHS: Final = 100
_HOUR: Final = 60
_DAY: Final = 24 * _HOUR


def exact_number(number: Fraction | int) -> str:
    """Write a terminating decimal, zero or more, exactly and without commas: ``Fraction(435, 2)`` as "217.5".

    Raises:
        ValueError: the number has no end in decimals; such numbers are rounded on purpose or not written.
    """
    if number.denominator == 1:
        return str(number.numerator)
    places = _places(number.denominator)
    digits = str(number.numerator * 10**places // number.denominator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


def _places(denominator: int) -> int:
    twos = fives = 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    if denominator != 1:
        message = "not a terminating decimal"
        raise ValueError(message)
    return max(twos, fives)


def write_number(number: Fraction | int) -> str:
    """Write a number for people: "1,000", "0.5"."""
    if number.denominator == 1:
        return f"{number.numerator:,}"
    whole, _, decimals = exact_number(number).partition(".")
    return f"{int(whole):,}.{decimals}"


def exact_amount(amount: Measured) -> str:
    """Write an amount for machines: exact, unit after a space, no commas, "1000 mg"."""
    return f"{exact_number(amount.magnitude)} {amount.unit}"


def _unit_for_people(amount: Measured) -> str:
    return "unit" if amount.unit == "units" and amount.magnitude == 1 else amount.unit


def write_amount(amount: Measured) -> str:
    """Write an amount for people: "1,000 mg", "0.5 mL", "1 unit"."""
    return f"{write_number(amount.magnitude)} {_unit_for_people(amount)}"


def write_dose_per_weight(dose: DosePerWeight) -> str:
    """Write a dose per weight: "3 mg per kg"; never with a slash (ISMP)."""
    return f"{write_amount(dose.per_kg)} per kg"


def hundredths(volume: Volume) -> tuple[Fraction, bool]:
    """Round a volume half up to 0.01 mL.

    Returns:
        The rounded number of mL, and whether rounding changed it.
    """
    numerator, denominator = volume.magnitude.as_integer_ratio()
    rounded = (2 * _HUNDREDTHS * numerator + denominator) // (2 * denominator)
    return Fraction(rounded, _HUNDREDTHS), rounded * denominator != _HUNDREDTHS * numerator


def exact_volume(volume: Volume) -> str:
    """Write a volume for machines, to 0.01 mL."""
    return f"{exact_number(hundredths(volume)[0])} mL"


def write_volume(volume: Volume) -> str:
    """Write a volume to draw for people, to 0.01 mL, with "about" when that rounded it."""
    rounded, changed = hundredths(volume)
    return f"{'about ' if changed else ''}{write_number(rounded)} mL"


def write_billing_units(units: BillingUnits) -> str:
    """Write a number of billing units: "1 billing unit", "1,000 billing units"."""
    return f"{units.count:,} billing unit{'' if units.count == 1 else 's'}"


def count_of(count: int, noun: str) -> str:
    """Write a count with its noun: "1 vial", "2 vials"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


@lru_cache(maxsize=512)
def write_date(day: date) -> str:
    """Write a date as dd-Mmm-yyyy with English months."""
    return f"{day.day:02d}-{_MONTHS[day.month - 1]}-{day.year:04d}"


def write_weekday(day: date) -> str:
    """Write a date with its weekday: "Monday 21-Dec-2026"."""
    return f"{_WEEKDAYS[day.weekday()]} {write_date(day)}"


def write_interval(interval: Interval) -> str:
    """Write an interval in full: "every 4 weeks", "every 84 days", "every 3 months"."""
    if interval.months:
        return f"every {count_of(interval.months, 'month')}"
    if interval.days % _WEEK == 0 and interval.days < 12 * _WEEK:
        return f"every {count_of(interval.days // _WEEK, 'week')}"
    return f"every {count_of(interval.days, 'day')}"


def write_time(moment: datetime) -> str:
    """Write a time of day by the 24-hour clock: "14:05"."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def write_minutes(minutes: int) -> str:
    """Write a length of time in the largest unit that is whole: "30 days", "48 hours", "90 minutes"."""
    # Up to three days people say hours.
    if minutes and minutes % _DAY == 0 and minutes > 3 * _DAY:
        return count_of(minutes // _DAY, "day")
    return count_of(minutes // _HOUR, "hour") if minutes and minutes % _HOUR == 0 else count_of(minutes, "minute")

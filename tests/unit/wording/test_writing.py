"""The display rules: what every number, amount and date looks like."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from j3032calc.domain.quantities import Activity, Amount, BillingUnits, DosePerWeight, Mass, Volume
from j3032calc.domain.schedule import Interval
from j3032calc.wording.money import write_dollars
from j3032calc.wording.writing import (
    count_of,
    exact_amount,
    exact_number,
    exact_volume,
    hundredths,
    write_amount,
    write_billing_units,
    write_date,
    write_dose_per_weight,
    write_interval,
    write_minutes,
    write_number,
    write_time,
    write_volume,
    write_weekday,
)


def mg(number: str | int | Fraction) -> Mass:
    return Mass.of(Fraction(number), "mg")


def ml(number: str | int | Fraction) -> Volume:
    return Volume.of(Fraction(number), "mL")


EXACT = [
    pytest.param(Fraction(0), "0", id="zero"),
    pytest.param(Fraction(210), "210", id="whole"),
    pytest.param(Fraction(1000), "1000", id="no-comma-for-machines"),
    pytest.param(Fraction(435, 2), "217.5", id="half"),
    pytest.param(Fraction(1, 2), "0.5", id="leading-zero"),
    pytest.param(Fraction(1, 8), "0.125", id="eighth"),
    pytest.param(Fraction(1, 5), "0.2", id="fifth"),
    pytest.param(Fraction(1, 80), "0.0125", id="twos-and-fives"),
    pytest.param(Fraction(1, 10**9), "0.000000001", id="nine-decimals-never-an-exponent"),
    pytest.param(Fraction(-5, 2), "-2.5", id="negative"),
    pytest.param(Fraction(725747792, 10**7), "72.5747792", id="pounds"),
]


@pytest.mark.parametrize(("number", "expected"), EXACT)
def test_exact_number_writes_every_digit_and_no_trailing_zero(number: Fraction, expected: str) -> None:
    assert exact_number(number) == expected


@pytest.mark.parametrize("number", [Fraction(1, 3), Fraction(1, 7), Fraction(5, 6)])
def test_exact_number_refuses_a_number_without_an_end(number: Fraction) -> None:
    with pytest.raises(ValueError, match="not a terminating decimal"):
        exact_number(number)


NUMBERS = [
    pytest.param(0, "0", id="zero"),
    pytest.param(999, "999", id="last-without-comma"),
    pytest.param(1000, "1,000", id="first-with-comma"),
    pytest.param(1234567, "1,234,567", id="two-commas"),
    pytest.param(Fraction(2001, 2), "1,000.5", id="comma-and-decimals"),
    pytest.param(Fraction(1, 2), "0.5", id="leading-zero"),
    pytest.param(Fraction(1, 10**9), "0.000000001", id="no-exponent"),
    pytest.param(Fraction(12345, 10000), "1.2345", id="no-comma-in-decimals"),
    pytest.param(999999999, "999,999,999", id="largest-that-is-read"),
    pytest.param(10**30, "1,000,000,000,000,000,000,000,000,000,000", id="beyond-28-digits"),
]


@pytest.mark.parametrize(("number", "expected"), NUMBERS)
def test_write_number_has_commas_from_a_thousand(number: Fraction | int, expected: str) -> None:
    assert write_number(number) == expected


AMOUNTS = [
    pytest.param(mg(1000), "1,000 mg", "1000 mg", id="thousand"),
    pytest.param(mg("0.5"), "0.5 mg", "0.5 mg", id="half"),
    pytest.param(Mass.of(75, "mcg"), "75 mcg", "75 mcg", id="micrograms-in-full"),
    pytest.param(Mass.of(2, "g"), "2 g", "2 g", id="grams"),
    pytest.param(ml("1.91"), "1.91 mL", "1.91 mL", id="millilitres"),
    pytest.param(Activity.of_drug(1, "J0585"), "1 unit", "1 units", id="one-unit"),
    pytest.param(Activity.of_drug(155, "J0585"), "155 units", "155 units", id="units-in-full"),
    pytest.param(Activity.of_drug(Fraction(1, 2), ""), "0.5 units", "0.5 units", id="half-units"),
]


@pytest.mark.parametrize(("amount", "for_people", "for_machines"), AMOUNTS)
def test_amounts_are_written_with_their_unit_after_a_space(amount: Amount, for_people: str, for_machines: str) -> None:
    assert (write_amount(amount), exact_amount(amount)) == (for_people, for_machines)


def test_write_dose_per_weight_has_no_slash() -> None:
    assert write_dose_per_weight(DosePerWeight(mg(3))) == "3 mg per kg"


VOLUMES = [
    pytest.param(ml("1.91"), "1.91 mL", "1.91 mL", id="exact"),
    pytest.param(ml("21.77243376"), "about 21.77 mL", "21.77 mL", id="rounded-down"),
    pytest.param(ml("0.005"), "about 0.01 mL", "0.01 mL", id="half-up"),
    pytest.param(ml("0.0049"), "about 0 mL", "0 mL", id="just-below-half"),
    pytest.param(ml("1.995"), "about 2 mL", "2 mL", id="no-trailing-zero"),
    pytest.param(ml(Fraction(10, 3)), "about 3.33 mL", "3.33 mL", id="third"),
    pytest.param(ml(1000), "1,000 mL", "1000 mL", id="comma"),
    pytest.param(ml(0), "0 mL", "0 mL", id="nothing"),
]


@pytest.mark.parametrize(("volume", "for_people", "for_machines"), VOLUMES)
def test_volumes_are_written_to_a_hundredth_and_say_about(volume: Volume, for_people: str, for_machines: str) -> None:
    assert (write_volume(volume), exact_volume(volume)) == (for_people, for_machines)


@pytest.mark.parametrize(
    ("volume", "expected"), [("1.91", (Fraction(191, 100), False)), ("1.915", (Fraction(192, 100), True))]
)
def test_hundredths_tells_whether_it_rounded(volume: str, expected: tuple[Fraction, bool]) -> None:
    assert hundredths(ml(volume)) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0 billing units"), (1, "1 billing unit"), (1000, "1,000 billing units")]
)
def test_write_billing_units_is_never_plain_units(count: int, expected: str) -> None:
    assert write_billing_units(BillingUnits.of(count, "billing_unit")) == expected


@pytest.mark.parametrize(("count", "expected"), [(0, "0 vials"), (1, "1 vial"), (2, "2 vials"), (1000, "1,000 vials")])
def test_count_of_has_its_plural(count: int, expected: str) -> None:
    assert count_of(count, "vial") == expected


DATES = [
    pytest.param(date(2026, 1, 1), "01-Jan-2026", id="two-digit-day"),
    pytest.param(date(2026, 3, 31), "31-Mar-2026", id="march"),
    pytest.param(date(2026, 5, 4), "04-May-2026", id="may"),
    pytest.param(date(2026, 10, 9), "09-Oct-2026", id="october"),
    pytest.param(date(2026, 12, 21), "21-Dec-2026", id="december"),
]


@pytest.mark.parametrize(("day", "expected"), DATES)
def test_write_date_has_an_english_month_and_four_digits_of_year(day: date, expected: str) -> None:
    assert write_date(day) == expected


WEEKDAYS = [
    pytest.param(date(2026, 11, 23), "Monday 23-Nov-2026", id="monday"),
    pytest.param(date(2026, 11, 29), "Sunday 29-Nov-2026", id="sunday"),
]


@pytest.mark.parametrize(("day", "expected"), WEEKDAYS)
def test_write_weekday_names_the_day(day: date, expected: str) -> None:
    assert write_weekday(day) == expected


INTERVALS = [
    pytest.param(Interval(days=28), "every 4 weeks", id="weeks"),
    pytest.param(Interval(days=7), "every 1 week", id="one-week"),
    pytest.param(Interval(days=77), "every 11 weeks", id="last-in-weeks"),
    pytest.param(Interval(days=84), "every 84 days", id="from-12-weeks-in-days"),
    pytest.param(Interval(days=1), "every 1 day", id="one-day"),
    pytest.param(Interval(days=30), "every 30 days", id="not-whole-weeks"),
    pytest.param(Interval(months=3), "every 3 months", id="months"),
    pytest.param(Interval(months=1), "every 1 month", id="one-month"),
]


@pytest.mark.parametrize(("interval", "expected"), INTERVALS)
def test_write_interval_is_in_full(interval: Interval, expected: str) -> None:
    assert write_interval(interval) == expected


TIMES = [
    pytest.param(datetime(2026, 11, 23, 14, 5, tzinfo=UTC), "14:05", id="24-hours"),
    pytest.param(datetime(2026, 11, 23, 0, 0, tzinfo=UTC), "00:00", id="midnight"),
    pytest.param(datetime(2026, 11, 23, 23, 59, tzinfo=UTC), "23:59", id="last-minute"),
]


@pytest.mark.parametrize(("moment", "expected"), TIMES)
def test_write_time_is_by_the_24_hour_clock(moment: datetime, expected: str) -> None:
    assert write_time(moment) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (90, "90 minutes"),
        (60, "1 hour"),
        (2880, "48 hours"),
        (4320, "72 hours"),
        (43200, "30 days"),
    ],
)
def test_write_minutes_takes_the_largest_whole_unit(minutes: int, expected: str) -> None:
    assert write_minutes(minutes) == expected


@pytest.mark.parametrize(
    ("dollars", "expected"),
    [("0", "$0.00"), ("0.005", "$0.01"), ("17.583", "$17.58"), ("99999.99", "$99,999.99"), ("100000", "$100,000.00")],
)
def test_write_dollars_is_in_whole_cents_half_up(dollars: str, expected: str) -> None:
    assert write_dollars(Fraction(dollars)) == expected

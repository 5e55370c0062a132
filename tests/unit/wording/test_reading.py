"""How typed text becomes numbers, amounts and dates, and what is refused because it could only be guessed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

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
    NotAboveZero,
    NotANumber,
    NumberOutOfRange,
    UnitMissing,
    UnitUnknown,
)
from j3032calc.domain.quantities import Activity, Amount, BodyMass, DosePerWeight, Mass, Volume
from j3032calc.domain.schedule import Interval
from j3032calc.wording.problems import sentence
from j3032calc.wording.reading import (
    read_amount,
    read_container,
    read_date,
    read_dose,
    read_dose_number,
    read_interval,
    read_number,
    read_weekday,
    read_weight,
    read_window,
    readings_of,
    split_count,
)

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem


def mg(number: str | int | Fraction) -> Mass:
    return Mass.of(Fraction(number), "mg")


def ml(number: str | int | Fraction) -> Volume:
    return Volume.of(Fraction(number), "mL")


AMOUNTS = [
    pytest.param("210 mg", mg(210), id="number-space-unit"),
    pytest.param("210mg", mg(210), id="no-space"),
    pytest.param("  210   mg  ", mg(210), id="spaces-around"),
    pytest.param("210\u00a0mg", mg(210), id="no-break-space"),
    pytest.param("210\u202fmg", mg(210), id="narrow-no-break-space"),
    pytest.param("1,000 mg", mg(1000), id="comma-for-thousands"),
    pytest.param("1,234,567 mg", mg(1234567), id="two-commas"),
    pytest.param("1,000.5 mg", mg("1000.5"), id="comma-and-point"),
    pytest.param(".5 mL", ml("0.5"), id="naked-decimal-is-a-half"),
    pytest.param("0.5 mL", ml("0.5"), id="leading-zero"),
    pytest.param("1.91 ml", ml("1.91"), id="small-l"),
    pytest.param("217.5 mg", mg("217.5"), id="decimal"),
    pytest.param("1.50 mg", mg("1.5"), id="two-decimals-are-never-thousands"),
    pytest.param("0.500 mg", mg("0.5"), id="below-one-is-never-thousands"),
    pytest.param("0.000000001 mg", mg(Fraction(1, 1_000_000_000)), id="nine-decimals"),
    pytest.param("999999999 mg", mg(999_999_999), id="nine-digits"),
    pytest.param("75 mcg", Mass.of(75, "mcg"), id="micrograms"),
    pytest.param("1 g", Mass.of(1, "g"), id="grams"),
    pytest.param("155 units", Activity.of_drug(155, ""), id="units"),
    pytest.param("1 unit", Activity.of_drug(1, ""), id="one-unit"),
]


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_read_amount_reads_what_people_type(text: str, expected: Amount) -> None:
    read = read_amount(text)

    assert (type(read), read.magnitude, read.unit) == (type(expected), expected.magnitude, expected.unit)


def test_read_amount_gives_units_to_their_drug() -> None:
    assert read_amount("155 units", "J0585") == Activity.of_drug(155, "J0585")


# Typed, the problem, and the whole sentence.
REFUSED = [
    pytest.param("350", UnitMissing, "“350” has no unit. Enter it with its unit, like 210 mg.", id="no-unit"),
    pytest.param(
        "350 U",
        UnitUnknown,
        "“350 U” has the unit U, which is not read here. Enter the amount in mcg, mg, g, units or mL.",
        id="the-letter-u",
    ),
    pytest.param(
        "350 Mg",
        UnitUnknown,
        "“350 Mg” has the unit Mg, which is not read here. Enter the amount in mcg, mg, g, units or mL.",
        id="capital-milligram",
    ),
    pytest.param(
        "1.000,5 mg",
        NotANumber,
        "“1.000,5 mg” is not a number with a unit. Enter it like 210 mg.",
        id="european-thousands",
    ),
    pytest.param(
        "２１０ mg",  # noqa: RUF001
        NotANumber,
        "“２１０ mg” is not a number with a unit. Enter it like 210 mg.",  # noqa: RUF001
        id="full-width-digits",
    ),
    pytest.param("NaN", NotANumber, "“NaN” is not a number with a unit. Enter it like 210 mg.", id="nan"),
    pytest.param("NaN mg", NotANumber, "“NaN mg” is not a number with a unit. Enter it like 210 mg.", id="nan-mg"),
    pytest.param("inf mg", NotANumber, "“inf mg” is not a number with a unit. Enter it like 210 mg.", id="infinity"),
    pytest.param(
        "1e400 mg", NotANumber, "“1e400 mg” is not a number with a unit. Enter it like 210 mg.", id="exponent"
    ),
    pytest.param("1e400", NotANumber, "“1e400” is not a number with a unit. Enter it like 210 mg.", id="bare-exponent"),
    pytest.param("-5 mg", NotAboveZero, "“-5 mg” is not above zero. Enter an amount above zero.", id="negative-hyphen"),
    pytest.param(
        "−5 mg",
        NotAboveZero,
        "“−5 mg” is not above zero. Enter an amount above zero.",
        id="negative-minus-sign",
    ),
    pytest.param("0 mg", NotAboveZero, "“0 mg” is not above zero. Enter an amount above zero.", id="zero"),
    pytest.param("0.000 mg", NotAboveZero, "“0.000 mg” is not above zero. Enter an amount above zero.", id="zero-000"),
    pytest.param(
        "1.000 mg",
        AmbiguousNumber,
        "“1.000 mg” can be read as thousands or as decimals. "
        "Enter it without trailing zeros, or with a comma for thousands.",
        id="thousand-or-one",
    ),
    pytest.param(
        "1234567890 mg",
        NumberOutOfRange,
        "“1234567890 mg” has more digits than any dose. Check it and enter it again.",
        id="ten-digits",
    ),
]


@pytest.mark.parametrize(("text", "problem", "said"), REFUSED)
def test_read_dose_refuses_with_one_plain_sentence(text: str, problem: type[Problem], said: str) -> None:
    with pytest.raises(problem) as refused:
        read_dose(text)

    assert sentence(refused.value) == said


REFUSED_KINDS = [
    pytest.param("", NotANumber, id="empty"),
    pytest.param("   ", NotANumber, id="blank"),
    pytest.param("mg", NotANumber, id="unit-alone"),
    pytest.param("-", NotANumber, id="minus-alone"),
    pytest.param(".", NotANumber, id="point-alone"),
    pytest.param(". mg", NotANumber, id="point-and-unit"),
    pytest.param("5. mg", NotANumber, id="point-at-the-end"),
    pytest.param("+5 mg", NotANumber, id="plus"),
    pytest.param("--5 mg", NotANumber, id="two-minuses"),
    pytest.param("1 000 mg", NotANumber, id="space-for-thousands"),
    pytest.param("1'000 mg", NotANumber, id="apostrophe-for-thousands"),
    pytest.param("2,5 mg", NotANumber, id="comma-for-decimals"),
    pytest.param("2..5 mg", NotANumber, id="two-points"),
    pytest.param("2.5.5 mg", NotANumber, id="two-decimals"),
    pytest.param("2 5 mg", NotANumber, id="two-numbers"),
    pytest.param("5 mg 3", NotANumber, id="number-after-the-unit"),
    pytest.param("0,500 mg", NotANumber, id="comma-after-zero"),
    pytest.param("10,00 mg", NotANumber, id="comma-before-two-digits"),
    pytest.param("1,0000 mg", NotANumber, id="comma-before-four-digits"),
    pytest.param(",500 mg", NotANumber, id="comma-first"),
    pytest.param("9**9 mg", NotANumber, id="arithmetic"),
    pytest.param("5½ mg", NotANumber, id="half-sign"),
    pytest.param("٢١٠ mg", NotANumber, id="arabic-digits"),
    pytest.param("2² mg", NotANumber, id="superscript"),
    pytest.param("2 mg²", NotANumber, id="superscript-unit"),
    pytest.param("210\tmg", NotANumber, id="tab"),
    pytest.param("210\nmg", NotANumber, id="line-break"),
    pytest.param("210 \nmg", UnitUnknown, id="line-break-before-the-unit"),
    pytest.param("210 mg\n", UnitUnknown, id="line-break-after"),
    pytest.param("72.400 mg", AmbiguousNumber, id="two-digits-and-thousands"),
    pytest.param("999.990 mg", AmbiguousNumber, id="three-digits-and-thousands"),
    pytest.param("1,000", UnitMissing, id="comma-without-unit"),
    pytest.param("0.0000000001 mg", NumberOutOfRange, id="ten-decimals"),
    pytest.param("-0 mg", NotAboveZero, id="minus-zero"),
    pytest.param("5 MG", UnitUnknown, id="capitals"),
    pytest.param("5 MCG", UnitUnknown, id="capital-mcg"),
    pytest.param("5 µg", UnitUnknown, id="micro-sign"),  # noqa: RUF001
    pytest.param("5 μg", UnitUnknown, id="greek-mu"),
    pytest.param("5µg", UnitUnknown, id="micro-sign-without-space"),  # noqa: RUF001
    pytest.param("5 ug", UnitUnknown, id="ug"),
    pytest.param("5 IU", UnitUnknown, id="iu"),
    pytest.param("5 u", UnitUnknown, id="u"),
    pytest.param("5 cc", UnitUnknown, id="cc"),
    pytest.param("5 ML", UnitUnknown, id="capital-ml"),
    pytest.param("5 kg", UnitUnknown, id="body-mass-as-dose"),
    pytest.param("5 mg.", UnitUnknown, id="full-stop-after-the-unit"),
    pytest.param("5 mgs", UnitUnknown, id="plural"),
    pytest.param("5 mg/day", UnitUnknown, id="rate"),
]


@pytest.mark.parametrize(("text", "problem"), REFUSED_KINDS)
def test_read_amount_refuses_what_it_could_only_guess(text: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        read_amount(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1 mg" + " " * 30_000 + "x", id="in-the-unit"),
        pytest.param(" " * 30_000 + "x", id="before"),
        pytest.param("1 mg" + " " * 197, id="two-hundred-and-one-characters"),
    ],
)
def test_a_text_longer_than_any_dose_is_not_searched_for_one(text: str) -> None:
    for read in (read_dose, read_amount, read_weight):
        with pytest.raises(NotANumber):
            read(text)


def test_a_text_of_two_hundred_characters_is_still_read() -> None:
    assert read_dose("1 mg" + " " * 196) == mg(1)


def test_read_number_reads_a_bare_number() -> None:
    assert read_number("72.4", entered="72.4 kg", example="70 kg") == Fraction(362, 5)


def test_read_number_refusal_shows_all_that_was_typed_and_the_example() -> None:
    with pytest.raises(NotANumber) as refused:
        read_number("x", entered="x kg", example="70 kg")

    assert (refused.value.entered, refused.value.example) == ("x kg", "70 kg")


PER_KG = [
    pytest.param("3 mg/kg", DosePerWeight(mg(3)), id="slash"),
    pytest.param("3mg/kg", DosePerWeight(mg(3)), id="no-space"),
    pytest.param("3 mg / kg", DosePerWeight(mg(3)), id="spaces-about-the-slash"),
    pytest.param("3 mg per kg", DosePerWeight(mg(3)), id="per-in-full"),
    pytest.param("0.3 units/kg", DosePerWeight(Activity.of_drug(Fraction(3, 10), "")), id="units"),
]


@pytest.mark.parametrize(("text", "expected"), PER_KG)
def test_read_dose_reads_a_dose_per_weight(text: str, expected: DosePerWeight) -> None:
    assert read_dose(text) == expected


PER_KG_REFUSED = [
    pytest.param("3/kg", UnitMissing, id="no-unit"),
    pytest.param("3 mL/kg", UnitUnknown, id="volume"),
    pytest.param("3 mg/lb", UnitUnknown, id="per-pound"),
    pytest.param("3 mg/kg/day", UnitUnknown, id="per-day"),
    pytest.param("3 mg/kg/kg", UnitUnknown, id="twice"),
    pytest.param("/kg", NotANumber, id="nothing"),
    pytest.param("3 MG/KG", UnitUnknown, id="capitals"),
    pytest.param("0 mg/kg", NotAboveZero, id="zero"),
]


@pytest.mark.parametrize(("text", "problem"), PER_KG_REFUSED)
def test_read_dose_refuses_other_doses_per_weight(text: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        read_dose(text)


def test_read_dose_refuses_volume_per_weight_with_the_units_that_work() -> None:
    with pytest.raises(UnitUnknown) as refused:
        read_dose("3 mL/kg")

    assert refused.value.allowed == ("mcg/kg", "mg/kg", "g/kg", "units/kg")


WEIGHTS = [
    pytest.param("72.4 kg", BodyMass.of(Fraction(362, 5), "kg"), id="kg"),
    pytest.param("160 lb", BodyMass.of(160, "lb"), id="lb"),
    pytest.param("160 lbs", BodyMass.of(160, "lb"), id="lbs"),
    pytest.param("2 kg", BodyMass.of(2, "kg"), id="lightest"),
    pytest.param("650 kg", BodyMass.of(650, "kg"), id="heaviest"),
    # 650 / 0.45359237 = 1,433.0047… lb, and 2 / 0.45359237 = 4.4092… lb.
    pytest.param("1433 lb", BodyMass.of(1433, "lb"), id="heaviest-in-lb"),
    pytest.param("4.41 lb", BodyMass.of(Fraction(441, 100), "lb"), id="lightest-in-lb"),
]


@pytest.mark.parametrize(("text", "expected"), WEIGHTS)
def test_read_weight_reads_kg_and_lb(text: str, expected: BodyMass) -> None:
    read = read_weight(text)

    assert (read.magnitude, read.unit) == (expected.magnitude, expected.unit)


WEIGHTS_REFUSED = [
    pytest.param("72.4", UnitMissing, id="no-unit"),
    pytest.param("72.4 KG", UnitUnknown, id="capitals"),
    pytest.param("72.4 mg", UnitUnknown, id="drug-mass"),
    pytest.param("72,4 kg", NotANumber, id="comma"),
    pytest.param("72.400 kg", AmbiguousNumber, id="three-decimals"),
    pytest.param("1.999 kg", WeightOutOfRange, id="just-too-light"),
    pytest.param("650.1 kg", WeightOutOfRange, id="just-too-heavy"),
    pytest.param("1434 lb", WeightOutOfRange, id="just-too-heavy-in-lb"),
    pytest.param("4.4 lb", WeightOutOfRange, id="just-too-light-in-lb"),
    pytest.param("-72 kg", NotAboveZero, id="negative"),
    pytest.param("5 stone", UnitUnknown, id="stone"),
]


@pytest.mark.parametrize(("text", "problem"), WEIGHTS_REFUSED)
def test_read_weight_refuses_the_rest(text: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        read_weight(text)


CONTAINERS = [
    pytest.param("100 mg", (mg(100), None), id="content"),
    pytest.param("100 mg in 10 mL", (mg(100), ml(10)), id="content-in-volume"),
    pytest.param("10 mL", (ml(10), ml(10)), id="volume-alone"),
    pytest.param("200 units in 4 mL", (Activity.of_drug(200, ""), ml(4)), id="units-in-volume"),
]


@pytest.mark.parametrize(("text", "expected"), CONTAINERS)
def test_read_container_reads_content_and_volume(text: str, expected: tuple[Amount, Volume | None]) -> None:
    content, volume = read_container(text)

    assert type(content) is type(expected[0])
    assert content == expected[0]
    assert volume == expected[1] if expected[1] is not None else volume is None


CONTAINERS_REFUSED = [
    pytest.param("100 mg in 10 mg", ContainerUnreadable, id="mass-in-mass"),
    pytest.param("100 mL in 10 mL", ContainerUnreadable, id="volume-in-volume"),
    pytest.param("100 mg in ", ContainerUnreadable, id="volume-left-out"),
    pytest.param("100 mg in 10", UnitMissing, id="volume-without-unit"),
    pytest.param("100", UnitMissing, id="no-unit"),
    pytest.param("100 mg in 10 mL in 5 mL", NotANumber, id="two-volumes"),
    pytest.param("100 mg/10 mL", NotANumber, id="slash"),
    pytest.param("0 mg", NotAboveZero, id="empty-vial"),
]


@pytest.mark.parametrize(("text", "problem"), CONTAINERS_REFUSED)
def test_read_container_refuses_the_rest(text: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        read_container(text)


COUNTS = [
    pytest.param("3 x 100 mg", (3, "100 mg"), id="letter-x"),
    pytest.param("3 × 100 mg", (3, "100 mg"), id="multiplication-sign"),
    pytest.param("3x100 mg in 10 mL", (3, "100 mg in 10 mL"), id="no-space"),
    pytest.param(" 1 x 100 mg", (1, "100 mg"), id="space-before"),
    pytest.param("1000 x 1 mg", (1000, "1 mg"), id="most"),
    pytest.param("1,000 x 1 mg", (1000, "1 mg"), id="comma-for-thousands"),
    pytest.param("1 x " + "9" * 196, (1, "9" * 196), id="two-hundred-characters"),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_split_count_splits_number_and_size(text: str, expected: tuple[int, str]) -> None:
    assert split_count(text) == expected


COUNTS_REFUSED = [
    pytest.param("100 mg", CountUnreadable, id="no-count"),
    pytest.param("3", CountUnreadable, id="no-size"),
    pytest.param("3 x", CountUnreadable, id="nothing-after-x"),
    pytest.param("x 100 mg", CountUnreadable, id="nothing-before-x"),
    pytest.param("1.5 x 100 mg", CountUnreadable, id="half-a-vial"),
    pytest.param("-1 x 100 mg", CountUnreadable, id="negative"),
    pytest.param("3 * 100 mg", CountUnreadable, id="star"),
    pytest.param("３ x 100 mg", CountUnreadable, id="full-width-digit"),  # noqa: RUF001
    pytest.param("1234567 x 1 mg", CountUnreadable, id="seven-digits"),
    pytest.param("0 x 100 mg", NotAboveZero, id="zero"),
    pytest.param("1001 x 1 mg", TooManyContainers, id="one-over-the-most"),
    pytest.param("1,001 x 1 mg", TooManyContainers, id="one-over-the-most-with-a-comma"),
    pytest.param("1,00 x 1 mg", CountUnreadable, id="comma-in-another-place"),
    pytest.param("0,100 x 1 mg", CountUnreadable, id="zero-before-a-comma"),
    pytest.param("1 x " + "9" * 197, CountUnreadable, id="two-hundred-and-one-characters"),
]


@pytest.mark.parametrize(("text", "problem"), COUNTS_REFUSED)
def test_split_count_refuses_the_rest(text: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        split_count(text)


DATES = [
    pytest.param("2026-11-23", date(2026, 11, 23), id="iso"),
    pytest.param("23-Nov-2026", date(2026, 11, 23), id="as-shown"),
    pytest.param("23 November 2026", date(2026, 11, 23), id="month-in-full"),
    pytest.param("3-nov-2026", date(2026, 11, 3), id="one-digit-day"),
    pytest.param(" 23-NOV-2026 ", date(2026, 11, 23), id="spaces-and-capitals"),
    pytest.param("1-Jan-2026", date(2026, 1, 1), id="january"),
    pytest.param("31-Dec-2026", date(2026, 12, 31), id="december"),
    pytest.param("9-Sept-2026", date(2026, 9, 9), id="sept"),
    pytest.param("9 Septem 2026", date(2026, 9, 9), id="cut-anywhere-after-three-letters"),
    pytest.param("5-Jun-2026", date(2026, 6, 5), id="june-is-not-july"),
    pytest.param("5-JUL-2026", date(2026, 7, 5), id="july-is-not-june"),
    pytest.param("5 mar 2026", date(2026, 3, 5), id="march-is-not-may"),
    pytest.param("5 may 2026", date(2026, 5, 5), id="may-is-whole"),
    pytest.param("11/23/2026", date(2026, 11, 23), id="american-and-only-so"),
    pytest.param("23/11/2026", date(2026, 11, 23), id="european-and-only-so"),
    pytest.param("23.11.2026", date(2026, 11, 23), id="points"),
    pytest.param("05/05/2026", date(2026, 5, 5), id="same-either-way"),
    pytest.param("2000-01-01", date(2000, 1, 1), id="first"),
    pytest.param("2099-12-31", date(2099, 12, 31), id="last"),
    pytest.param("2028-02-29", date(2028, 2, 29), id="leap-day"),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_read_date_reads_dates_that_mean_one_day(text: str, expected: date) -> None:
    assert read_date(text) == expected


def test_read_date_asks_which_of_two_days_is_meant() -> None:
    with pytest.raises(DateAmbiguous) as asked:
        read_date("05/04/2026")

    assert sentence(asked.value) == "“05/04/2026” can be 05-Apr-2026 or 04-May-2026. Enter the one that is meant."


DATES_REFUSED = [
    pytest.param("", DateUnreadable, id="empty"),
    pytest.param("today", DateUnreadable, id="word"),
    pytest.param("2026-02-29", DateUnreadable, id="no-leap-year"),
    pytest.param("2026-13-01", DateUnreadable, id="month-13"),
    pytest.param("2026-11-00", DateUnreadable, id="day-0"),
    pytest.param("31-Nov-2026", DateUnreadable, id="31-november"),
    pytest.param("23-Foo-2026", DateUnreadable, id="unknown-month"),
    pytest.param("23-Dez-2026", DateUnreadable, id="german-month"),
    pytest.param("5-Ma-2026", DateUnreadable, id="two-letters"),
    pytest.param("5-J-2026", DateUnreadable, id="one-letter"),
    pytest.param("23-Novembre-2026", DateUnreadable, id="french-month"),
    pytest.param("23-Marraskuu-2026", DateUnreadable, id="finnish-november-is-no-march"),
    pytest.param("1 Maybe 2026", DateUnreadable, id="maybe-is-no-may"),
    pytest.param("5-Marzipan-2026", DateUnreadable, id="marzipan-is-no-march"),
    pytest.param("5 Decade 2026", DateUnreadable, id="decade-is-no-december"),
    pytest.param("5-Juno-2026", DateUnreadable, id="juno-is-no-june"),
    pytest.param("32/13/2026", DateUnreadable, id="neither-way"),
    pytest.param("11/23/26", DateUnreadable, id="two-digit-year"),
    pytest.param("20261123", DateUnreadable, id="no-hyphens"),
    pytest.param("2026-11-23T10:00", DateUnreadable, id="with-time"),
    pytest.param("２０２６-11-23", DateUnreadable, id="full-width-digits"),  # noqa: RUF001
    pytest.param("1999-12-31", DateOutOfRange, id="last-before"),
    pytest.param("2100-01-01", DateOutOfRange, id="first-after"),
    pytest.param("23-Nov-1926", DateOutOfRange, id="last-century"),
]


@pytest.mark.parametrize(("text", "problem"), DATES_REFUSED)
def test_read_date_refuses_the_rest(text: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        read_date(text)


INTERVALS = [
    pytest.param("2 weeks", Interval(days=14), id="weeks"),
    pytest.param("every 4 weeks", Interval(days=28), id="every"),
    pytest.param("1 week", Interval(days=7), id="one-week"),
    pytest.param("84 days", Interval(days=84), id="days"),
    pytest.param("84days", Interval(days=84), id="no-space"),
    pytest.param("3 months", Interval(months=3), id="months-are-not-days"),
    pytest.param(" 1 day ", Interval(days=1), id="one-day"),
    pytest.param("every  4   weeks", Interval(days=28), id="several-spaces-are-one"),
]


@pytest.mark.parametrize(("text", "expected"), INTERVALS)
def test_read_interval_reads_days_weeks_and_months(text: str, expected: Interval) -> None:
    assert read_interval(text) == expected


@pytest.mark.parametrize(
    "text", ["", "4", "weeks", "0 weeks", "q4w", "4 w", "-2 weeks", "1.5 weeks", "1000 days", "1 year"]
)
def test_read_interval_refuses_the_rest(text: str) -> None:
    with pytest.raises(IntervalUnreadable):
        read_interval(text)


@pytest.mark.parametrize(("text", "expected"), [("1", 1), (" 12 ", 12), ("9999", 9999), ("\u00a03", 3)])
def test_read_dose_number_reads_whole_numbers_from_one(text: str, expected: int) -> None:
    assert read_dose_number(text) == expected


@pytest.mark.parametrize("text", ["", "0", "01", "-1", "1.5", "third", "10000", "３"])  # noqa: RUF001
def test_read_dose_number_refuses_the_rest(text: str) -> None:
    with pytest.raises(DoseNumberUnreadable):
        read_dose_number(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Monday", 0), (" sunday ", 6), ("SATURDAY", 5), ("Mon", None), ("2026-11-23", None), ("", None)],
)
def test_read_weekday_reads_english_names_only(text: str, expected: int | None) -> None:
    assert read_weekday(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("3 days", 3), ("1 week", 7), ("31 days", 31)])
def test_read_window_reads_days(text: str, expected: int) -> None:
    assert read_window(text) == expected


@pytest.mark.parametrize("text", ["32 days", "5 weeks", "1 month", "0 days", "3"])
def test_read_window_refuses_more_than_a_month(text: str) -> None:
    with pytest.raises(IntervalUnreadable):
        read_window(text)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("03/04/2027", ("03-Apr-2027", "04-Mar-2027")),
        ("13/04/2027", ()),
        ("04/04/2027", ()),
        ("04/2027", ()),
        ("soon", ()),
        ("", ()),
    ],
)
def test_a_date_that_can_be_two_has_both_readings_and_any_other_text_has_none(
    text: str, readings: tuple[str, ...]
) -> None:
    assert readings_of(text) == readings

from __future__ import annotations

from datetime import date

import pytest

from j3032calc.domain.schedule import Interval, NextDose, SiteCalendar, Step, Steps, next_dose

FOUR_WEEKS = Interval(days=28)
EIGHT_WEEKS = Interval(days=56)
FASENRA = Steps((Step(1, FOUR_WEEKS), Step(3, EIGHT_WEEKS)))
NO_SITE = SiteCalendar()
WEEKEND = frozenset({5, 6})


@pytest.mark.parametrize(
    ("interval", "day", "due"),
    [
        pytest.param(FOUR_WEEKS, date(2026, 11, 23), date(2026, 12, 21), id="four-weeks"),
        pytest.param(FOUR_WEEKS, date(2026, 12, 7), date(2027, 1, 4), id="over-the-year-end"),
        pytest.param(FOUR_WEEKS, date(2026, 12, 3), date(2026, 12, 31), id="to-the-last-day-of-the-year"),
        pytest.param(FOUR_WEEKS, date(2026, 12, 4), date(2027, 1, 1), id="to-the-first-day-of-the-year"),
        pytest.param(FOUR_WEEKS, date(2026, 2, 1), date(2026, 3, 1), id="over-february"),
        pytest.param(FOUR_WEEKS, date(2028, 2, 1), date(2028, 2, 29), id="onto-a-leap-day"),
        pytest.param(FOUR_WEEKS, date(2028, 2, 2), date(2028, 3, 1), id="over-a-leap-day"),
        pytest.param(FOUR_WEEKS, date(2026, 3, 1), date(2026, 3, 29), id="over-the-start-of-summer-time"),
        pytest.param(FOUR_WEEKS, date(2026, 10, 20), date(2026, 11, 17), id="over-the-end-of-summer-time"),
        pytest.param(Interval(days=1), date(2026, 11, 30), date(2026, 12, 1), id="one-day"),
        pytest.param(Interval(days=84), date(2026, 11, 23), date(2027, 2, 15), id="84-days"),
        pytest.param(Interval(months=1), date(2026, 1, 31), date(2026, 2, 28), id="end-of-month-clips"),
        pytest.param(Interval(months=1), date(2028, 1, 31), date(2028, 2, 29), id="end-of-month-in-a-leap-year"),
        pytest.param(Interval(months=1), date(2026, 1, 28), date(2026, 2, 28), id="last-day-that-fits"),
        pytest.param(Interval(months=1), date(2026, 2, 28), date(2026, 3, 28), id="clipping-is-not-undone"),
        pytest.param(Interval(months=3), date(2026, 11, 23), date(2027, 2, 23), id="three-months-over-the-year-end"),
        pytest.param(Interval(months=3), date(2026, 11, 30), date(2027, 2, 28), id="three-months-to-a-short-month"),
        pytest.param(Interval(months=3), date(2027, 11, 30), date(2028, 2, 29), id="three-months-to-a-leap-day"),
        pytest.param(Interval(months=1), date(2026, 11, 15), date(2026, 12, 15), id="to-december"),
        pytest.param(Interval(months=1), date(2026, 12, 15), date(2027, 1, 15), id="from-december"),
        pytest.param(Interval(months=12), date(2028, 2, 29), date(2029, 2, 28), id="a-year-from-a-leap-day"),
        pytest.param(Interval(months=48), date(2028, 2, 29), date(2032, 2, 29), id="leap-day-to-leap-day"),
        pytest.param(Interval(months=25), date(2026, 12, 31), date(2029, 1, 31), id="more-than-two-years"),
        pytest.param(Interval(months=2), date(2026, 8, 31), date(2026, 10, 31), id="long-month-to-long-month"),
    ],
)
def test_the_date_one_interval_later(interval: Interval, day: date, due: date) -> None:
    assert interval.after(day) == due


@pytest.mark.parametrize(
    ("days", "months"),
    [
        pytest.param(0, 0, id="neither"),
        pytest.param(1, 1, id="both"),
        pytest.param(-1, 0, id="days-back"),
        pytest.param(0, -1, id="months-back"),
        pytest.param(28, -1, id="days-and-months-back"),
        pytest.param(-1, 3, id="months-and-days-back"),
    ],
)
def test_an_interval_is_either_days_or_months(days: int, months: int) -> None:
    with pytest.raises(ValueError, match=r"^an interval is either days or months$"):
        Interval(days=days, months=months)


def test_one_day_and_one_month_are_intervals() -> None:
    assert Interval(days=1) != Interval(months=1)
    assert (Interval(days=1).months, Interval(months=1).days) == (0, 0)


@pytest.mark.parametrize(
    ("number", "interval"),
    [(1, FOUR_WEEKS), (2, FOUR_WEEKS), (3, EIGHT_WEEKS), (4, EIGHT_WEEKS), (9999, EIGHT_WEEKS)],
)
def test_fasenra_is_four_weeks_after_doses_1_and_2_then_eight(number: int, interval: Interval) -> None:
    assert FASENRA.after_dose(number) == interval


def test_fasenra_doses_fall_on_weeks_0_4_8_16_and_24() -> None:
    days = [date(2026, 1, 5)]
    for number in range(1, 5):
        days.append(FASENRA.after_dose(number).after(days[-1]))

    assert days == [date(2026, 1, 5), date(2026, 2, 2), date(2026, 3, 2), date(2026, 4, 27), date(2026, 6, 22)]


def test_steps_of_one_interval_need_no_dose_number() -> None:
    assert Steps((Step(1, FOUR_WEEKS),)).only_interval == FOUR_WEEKS


def test_steps_of_several_intervals_have_no_only_one() -> None:
    assert FASENRA.only_interval is None


@pytest.mark.parametrize(
    "from_doses",
    [
        pytest.param((), id="none"),
        pytest.param((0,), id="from-zero"),
        pytest.param((2,), id="from-two"),
        pytest.param((1, 1), id="twice-the-same"),
        pytest.param((1, 5, 3), id="not-in-order"),
        pytest.param((3, 1), id="first-not-one"),
    ],
)
def test_steps_count_up_from_dose_1(from_doses: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"^steps count up from dose 1$"):
        Steps(tuple(Step(number, FOUR_WEEKS) for number in from_doses))


def test_a_site_without_data_is_always_open() -> None:
    assert all(NO_SITE.is_open(date(2026, 11, day)) for day in range(1, 31))
    assert NO_SITE.window_days == 0


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        pytest.param(date(2026, 12, 18), True, id="friday"),
        pytest.param(date(2026, 12, 19), False, id="saturday"),
        pytest.param(date(2026, 12, 20), False, id="sunday"),
        pytest.param(date(2026, 12, 21), True, id="monday"),
        pytest.param(date(2026, 12, 25), False, id="holiday-on-a-friday"),
        pytest.param(date(2027, 12, 25), False, id="saturday-of-another-year"),
    ],
)
def test_a_site_is_closed_on_its_weekdays_and_dates(day: date, is_open: bool) -> None:  # noqa: FBT001 - a table
    site = SiteCalendar(WEEKEND, frozenset({date(2026, 12, 25)}))

    assert site.is_open(day) is is_open


def test_both_clocks_are_kept_side_by_side() -> None:
    dates = next_dose(date(2026, 11, 23), Interval(months=3), Interval(days=84), NO_SITE)

    assert dates == NextDose(due=date(2027, 2, 23), payer_earliest=date(2027, 2, 15))


def test_no_interval_means_no_due_date_but_the_payers_clock_stays() -> None:
    site = SiteCalendar(WEEKEND, window_days=3)

    dates = next_dose(date(2026, 11, 23), None, Interval(days=84), site)

    assert dates == NextDose(payer_earliest=date(2027, 2, 15))


def test_nothing_known_gives_no_date_at_all() -> None:
    assert next_dose(date(2026, 11, 23), None, None, NO_SITE) == NextDose(None, None, None, None)


@pytest.mark.parametrize(
    ("given_on", "due", "appointment"),
    [
        pytest.param(date(2026, 11, 23), date(2026, 12, 21), date(2026, 12, 21), id="monday-stays"),
        pytest.param(date(2026, 11, 20), date(2026, 12, 18), date(2026, 12, 18), id="friday-stays"),
        pytest.param(date(2026, 11, 21), date(2026, 12, 19), date(2026, 12, 21), id="saturday-to-monday"),
        pytest.param(date(2026, 11, 22), date(2026, 12, 20), date(2026, 12, 21), id="sunday-to-monday"),
        pytest.param(date(2026, 11, 27), date(2026, 12, 25), date(2026, 12, 28), id="holiday-then-weekend"),
    ],
)
def test_the_appointment_is_the_first_open_day_and_the_due_date_stays(
    given_on: date, due: date, appointment: date
) -> None:
    site = SiteCalendar(WEEKEND, frozenset({date(2026, 12, 25)}))

    dates = next_dose(given_on, FOUR_WEEKS, None, site)

    assert (dates.due, dates.appointment, dates.payer_earliest) == (due, appointment, None)


@pytest.mark.parametrize(
    ("label", "payer", "appointment"),
    [
        pytest.param(Interval(days=28), Interval(days=31), date(2026, 12, 24), id="payer-later"),
        pytest.param(Interval(days=31), Interval(days=28), date(2026, 12, 24), id="label-later"),
        pytest.param(Interval(days=31), Interval(days=31), date(2026, 12, 24), id="same-day"),
    ],
)
def test_the_appointment_is_not_before_either_clock(label: Interval, payer: Interval, appointment: date) -> None:
    dates = next_dose(date(2026, 11, 23), label, payer, SiteCalendar(WEEKEND))

    assert dates.appointment == appointment


def test_a_closed_date_alone_is_a_calendar() -> None:
    site = SiteCalendar(closed_dates=frozenset({date(2026, 12, 21)}))

    assert next_dose(date(2026, 11, 23), FOUR_WEEKS, None, site).appointment == date(2026, 12, 22)


def test_a_site_that_is_closed_all_week_has_no_appointment_to_propose() -> None:
    site = SiteCalendar(frozenset(range(7)))

    dates = next_dose(date(2026, 11, 23), FOUR_WEEKS, None, site)

    assert (dates.due, dates.appointment) == (date(2026, 12, 21), None)


@pytest.mark.parametrize(
    ("closed_days", "appointment"),
    [
        pytest.param(365, date(2027, 12, 21), id="open-on-the-last-day-looked-at"),
        pytest.param(366, None, id="closed-a-year-on-end"),
    ],
)
def test_an_open_day_is_looked_for_within_a_year(closed_days: int, appointment: date | None) -> None:
    first = date(2026, 12, 21).toordinal()
    closed = frozenset(date.fromordinal(first + number) for number in range(closed_days))

    dates = next_dose(date(2026, 11, 23), FOUR_WEEKS, None, SiteCalendar(closed_dates=closed))

    assert dates.appointment == appointment


def test_a_window_reaches_as_many_days_before_as_after() -> None:
    dates = next_dose(date(2026, 11, 23), FOUR_WEEKS, None, SiteCalendar(window_days=3))

    assert dates == NextDose(due=date(2026, 12, 21), window=(date(2026, 12, 18), date(2026, 12, 24)))

"""When the next dose is due: calendar dates only, never timestamps."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Interval:
    """A number of days, or a number of calendar months; "every 4 weeks" is 28 days. Exactly one is above zero."""

    days: int = 0
    months: int = 0

    def __post_init__(self) -> None:
        if min(self.days, self.months) != 0 or max(self.days, self.months) <= 0:
            message = "an interval is either days or months"
            raise ValueError(message)

    def after(self, day: date) -> date:
        """Give the date one interval later; a month without that day gives its last day (31-Jan + 1 = 28-Feb)."""
        if self.days:
            return day + timedelta(days=self.days)
        months = day.month - 1 + self.months
        year, month = day.year + months // 12, months % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Step:
    """From which dose on, counted from 1, which interval follows."""

    from_dose: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Steps:
    """The intervals of one schedule, first step from dose 1. Fasenra: from dose 1 four weeks, from dose 3 eight."""

    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        doses = [step.from_dose for step in self.steps]
        if doses[:1] != [1] or doses != sorted(set(doses)):
            message = "steps count up from dose 1"
            raise ValueError(message)

    @property
    def only_interval(self) -> Interval | None:
        """The interval when every dose has the same one, else ``None``."""
        return self.steps[0].interval if len(self.steps) == 1 else None

    def after_dose(self, number: int) -> Interval:
        """Give the interval that follows dose ``number``, counted from 1."""
        return [step.interval for step in self.steps if step.from_dose <= number][-1]


@dataclass(frozen=True, slots=True)
class SiteCalendar:
    """When the site is closed and how far a dose may move: the site's own data, nothing by default.

    ``weekdays`` counts Monday as 0.
    """

    closed_weekdays: frozenset[int] = frozenset()
    closed_dates: frozenset[date] = frozenset()
    window_days: int = 0

    def is_open(self, day: date) -> bool:
        """Whether the site works on that day."""
        return day.weekday() not in self.closed_weekdays and day not in self.closed_dates


@dataclass(frozen=True, slots=True)
class NextDose:
    """The dates of the next dose. ``None`` where nothing that was entered or cited decides it.

    ``due`` is the label's (or the order's) date, ``payer_earliest`` the payer's; ``appointment`` is the first day the
    site is open that is not before either, and ``None`` when no site calendar was given.
    """

    due: date | None = None
    payer_earliest: date | None = None
    appointment: date | None = None
    window: tuple[date, date] | None = None


def next_dose(given_on: date, interval: Interval | None, payer: Interval | None, site: SiteCalendar) -> NextDose:
    """Work out the next dose from the day given, on both clocks."""
    due = interval.after(given_on) if interval else None
    payer_earliest = payer.after(given_on) if payer else None
    if due is None:
        return NextDose(payer_earliest=payer_earliest)
    margin = timedelta(days=site.window_days)
    return NextDose(
        due=due,
        payer_earliest=payer_earliest,
        appointment=_first_open_day(max(filter(None, (due, payer_earliest))), site),
        window=(due - margin, due + margin) if site.window_days else None,
    )


def _first_open_day(earliest: date, site: SiteCalendar) -> date | None:
    if not (site.closed_weekdays or site.closed_dates):
        return None
    # A site that is closed all week, or for a year on end, has no open day to propose.
    days: Iterable[date] = (earliest + timedelta(days=n) for n in range(366))
    return next((day for day in days if site.is_open(day)), None)

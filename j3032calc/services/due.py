"""Who is due: overdue, due and coming up on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from j3032calc.domain.people import Right
from j3032calc.services.accounts import site_of

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.entries import DueDose
    from j3032calc.services.session import Session

MOST_SHOWN: Final = 200
COMING_DAYS: Final = 7
# Who has not come for half a year is counted, not listed: the list is for today's work.
OVERDUE_DAYS: Final = 182


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Some doses, earliest first, and whether there are more of the kind than fit."""

    doses: tuple[DueDose, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class DueList:
    """The doses of one day. ``has_older`` says whether some have been overdue for longer than the list goes back.

    A dose is due from ``window_days`` before to ``window_days`` after its day, as the site allows.
    """

    day: date
    window_days: int
    overdue: DueGroup
    due: DueGroup
    coming: DueGroup
    has_older: bool


class Due:
    """Works for one signed-in person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def on(self, day: date, *, coming_days: int = COMING_DAYS) -> DueList:
        """Give the doses around a day; ``coming_days`` is how far ahead the list looks."""
        self._session.need(Right.READ)
        site = site_of(self._session.log)
        window = timedelta(days=0 if site is None else site.window_days)
        oldest, one = day - window - timedelta(days=OVERDUE_DAYS), timedelta(days=1)
        return DueList(
            day=day,
            window_days=window.days,
            overdue=self._group(oldest, day - window - one),
            due=self._group(day - window, day + window),
            coming=self._group(day + window + one, day + window + timedelta(days=coming_days)),
            has_older=bool(self._session.log.due(first=None, last=oldest - one, most=1)),
        )

    def _group(self, first: date, last: date) -> DueGroup:
        found = self._session.log.due(first=first, last=last, most=MOST_SHOWN + 1)
        return DueGroup(found[:MOST_SHOWN], has_more=len(found) > MOST_SHOWN)

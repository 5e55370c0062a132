"""The workstation's clock."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from j3032calc.services.ports import Clock


class SystemClock:
    """Local time from the operating system."""

    def now(self) -> datetime:
        """Give the local time, with its zone."""
        return datetime.now().astimezone()  # noqa: TID251 - this is the Clock that the others take it from

    def running(self) -> timedelta:
        """Give the time since some fixed moment, which nobody can set."""
        return timedelta(microseconds=time.monotonic_ns() // 1000)


class MovedClock:
    """A clock that goes on at another moment, with the pace of the clock it is made from."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._moved = timedelta()

    def move_to(self, moment: datetime) -> None:
        """Go on at a moment, as if all the time until then had gone by."""
        self._moved = moment - self._clock.now()

    def now(self) -> datetime:
        """Give the moved time, with its zone."""
        return self._clock.now() + self._moved

    def running(self) -> timedelta:
        """Give the running time, moved alike: nobody set this clock."""
        return self._clock.running() + self._moved

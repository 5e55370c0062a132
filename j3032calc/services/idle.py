"""Noticing that nobody is there any more, and that somebody moved the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from j3032calc.services.ports import Clock

# Time servers correct a clock by less than this; more is somebody's hand, or a computer that slept.
SET_BACK: Final = timedelta(minutes=2)
_DRIFT: Final = timedelta(minutes=5)


class IdleWatch:
    """Watches both clocks: one of them may stand still while the computer sleeps, the other may be set back."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._touched = self._compared = self._readings()

    def touch(self) -> None:
        """Know that somebody is there."""
        self._touched = self._readings()

    def is_over(self, limit: timedelta) -> bool:
        """Say whether nobody was there for so long, or the clock went back so that this cannot be known."""
        by_wall, by_running = self._since(self._touched)
        return max(by_wall, by_running) >= limit or by_wall < -SET_BACK

    def drift(self) -> timedelta | None:
        """Say how far the clock moved against the running time, once each time that it moved; back is negative."""
        by_wall, by_running = self._since(self._compared)
        moved = by_wall - by_running
        if abs(moved) <= _DRIFT:
            return None
        self._compared = self._readings()
        return moved

    def _readings(self) -> tuple[datetime, timedelta]:
        return self._clock.now(), self._clock.running()

    def _since(self, readings: tuple[datetime, timedelta]) -> tuple[timedelta, timedelta]:
        now, running = self._readings()
        return now - readings[0], running - readings[1]

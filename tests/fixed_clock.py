"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FixedClock:
    """It is Monday 23-Nov-2026, 14:05 in UTC, unless a test says otherwise."""

    def __init__(self, moment: datetime = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)) -> None:
        self.moment = moment
        self.elapsed = timedelta()

    def now(self) -> datetime:
        return self.moment

    def running(self) -> timedelta:
        return self.elapsed

    def pass_time(self, **parts: int) -> None:
        """Let time go by on both clocks, as it does while the computer is awake."""
        self.moment += timedelta(**parts)
        self.elapsed += timedelta(**parts)

    def set_to(self, moment: datetime) -> None:
        """Set the wall clock alone, as a person or a time server does."""
        self.moment = moment

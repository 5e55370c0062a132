"""The workstation's clock."""

from __future__ import annotations

from datetime import datetime


class SystemClock:
    """Local time from the operating system."""

    def now(self) -> datetime:
        """Give the local time, with its zone."""
        return datetime.now().astimezone()  # noqa: TID251 - this is the Clock that the others take it from

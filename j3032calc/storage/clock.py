"""The workstation's clock."""

from __future__ import annotations

import time
from datetime import datetime, timedelta


class SystemClock:
    """Local time from the operating system."""

    def now(self) -> datetime:
        """Give the local time, with its zone."""
        return datetime.now().astimezone()  # noqa: TID251 - this is the Clock that the others take it from

    def running(self) -> timedelta:
        """Give the time since some fixed moment, which nobody can set."""
        return timedelta(microseconds=time.monotonic_ns() // 1000)

"""How long somebody must still wait after failures, by a clock that can be set and one that cannot."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from j3032calc.domain.sign_in import wait_after

if TYPE_CHECKING:
    from datetime import datetime

    from j3032calc.services.ports import Clock


class Waits:
    """Measures the time since the newest failure.

    The wall clock tells it across a restart. Where that clock was set back, the running clock tells it from the moment
    at which this program first knew of the failure: so nobody skips a wait and nobody waits longer than it.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._newest: tuple[int, datetime] | None = None
        self._known_since = timedelta()

    def left(self, failures: int, at: datetime) -> timedelta:
        """Say how long to wait yet after so many failures since the last success, of which the newest was then."""
        if self._newest != (failures, at):
            self._newest, self._known_since = (failures, at), self._clock.running()
        passed = max(self._clock.now() - at, self._clock.running() - self._known_since)
        return max(wait_after(failures) - passed, timedelta())

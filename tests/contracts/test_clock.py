"""What every clock does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from j3032calc.storage.clock import SystemClock
from tests.fixed_clock import FixedClock

if TYPE_CHECKING:
    from j3032calc.services.ports import Clock


class ClockContract:
    @pytest.fixture
    def clock(self) -> Clock:
        raise NotImplementedError

    def test_now_has_its_zone(self, clock: Clock) -> None:
        assert clock.now().utcoffset() is not None

    def test_now_can_be_compared_across_zones(self, clock: Clock) -> None:
        assert abs(clock.now() - clock.now().astimezone()) < timedelta(minutes=1)

    def test_the_running_time_never_goes_back(self, clock: Clock) -> None:
        readings = [clock.running() for _ in range(100)]

        assert readings == sorted(readings)


class TestSystemClock(ClockContract):
    @pytest.fixture
    def clock(self) -> Clock:
        return SystemClock()


class TestFixedClock(ClockContract):
    @pytest.fixture
    def clock(self) -> Clock:
        return FixedClock()

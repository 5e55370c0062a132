"""The calculator that the case tables are run through: the shipped catalogue, and a clock that stands still."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from j3032calc.services.calculation import Calculator
from j3032calc.storage.catalogue import load_catalogue


class FixedClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def calculator() -> Calculator:
    return Calculator(load_catalogue(), FixedClock())

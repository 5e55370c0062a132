"""The calculator that the case tables are run through: the shipped catalogue, and a clock that stands still."""

from __future__ import annotations

import pytest

from j3032calc.services.calculation import Calculator
from j3032calc.storage.catalogue import load_catalogue
from tests.fixed_clock import FixedClock


@pytest.fixture(scope="session")
def calculator() -> Calculator:
    return Calculator(load_catalogue(), FixedClock())

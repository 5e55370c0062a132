"""Benchmark (d): one dose on the command line, against making pint's own registry."""

from __future__ import annotations

import pytest

from tests.benchmarks.measure import compile_everything, pairs, report

pytestmark = pytest.mark.benchmark
OURS = ["-m", "j3032calc", "calculate", "--product", "cinqair", "--dose", "3 mg/kg", "--weight", "72.4 kg", "--json"]
BASELINE = ["-c", "import pint; pint.UnitRegistry()"]


def test_one_dose_is_not_slower_than_a_pint_registry() -> None:
    compile_everything()

    pairs(OURS, BASELINE, times=1)  # warms the disk
    measured = pairs(OURS, BASELINE, times=11)

    assert report("one dose", measured, limit=1.0) <= 1.0

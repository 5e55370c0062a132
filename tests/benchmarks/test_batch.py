"""Benchmark (a): many calculations at once, against the same arithmetic written directly in pint without checks."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.batch_lines import write_lines
from tests.benchmarks.measure import HERE, ROOT, compile_everything, pairs, report, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.benchmark
MOST_TIME_RATIO = 1.5
MOST_MEMORY_RATIO = 1.2


def ours(lines: Path) -> list[str]:
    return ["-m", "j3032calc", "calculate", "--batch", str(lines)]


def baseline(lines: Path) -> list[str]:
    return [str(HERE / "direct_pint.py"), str(lines)]


def _lines(path: Path, count: int) -> Path:
    write_lines(path, count)
    compile_everything()
    return path


def test_baseline_and_batch_give_the_same_numbers(tmp_path: Path) -> None:
    lines = _lines(tmp_path / "lines.jsonl", 500)

    def answers(arguments: list[str]) -> list[dict[str, object]]:
        done = subprocess.run([sys.executable, *arguments], capture_output=True, check=True, cwd=ROOT)
        return [json.loads(line) for line in done.stdout.splitlines()]

    for got, expected in zip(answers(ours(lines)), answers(baseline(lines)), strict=True):
        same = ("ref", "hcpcs", "administered_units", "discarded_units", "next_due")
        assert {key: got[key] for key in same} == {key: expected[key] for key in same}


def test_batch_takes_at_most_one_and_a_half_times_bare_pint(tmp_path: Path) -> None:
    lines = _lines(tmp_path / "lines.jsonl", 100_000)

    measured = pairs(ours(lines), baseline(lines), times=2)

    assert report("100,000 lines", measured, limit=MOST_TIME_RATIO) <= MOST_TIME_RATIO


def test_batch_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    few = run(ours(_lines(tmp_path / "few.jsonl", 1_000)))
    many = run(ours(_lines(tmp_path / "many.jsonl", 100_000)))

    print(f"\npeak memory: {few.peak_mib:.1f} MiB at 1,000 lines, {many.peak_mib:.1f} MiB at 100,000")
    assert many.peak_mib <= MOST_MEMORY_RATIO * few.peak_mib

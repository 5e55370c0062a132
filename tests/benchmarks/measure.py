"""Whole processes, timed in pairs: the machine's speed drifts, so only figures of one run are compared."""

from __future__ import annotations

import compileall
import os
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process."""

    seconds: float
    peak_mib: float


def compile_everything() -> None:
    """Write the bytecode first: a start that compiles all sources measures the compiler."""
    compileall.compile_dir(ROOT / "j3032calc", quiet=2)
    compileall.compile_dir(HERE, quiet=2, maxlevels=0)


def run(arguments: Sequence[str]) -> Run:
    """Run a Python process to its end, its output thrown away."""
    started = time.perf_counter()
    with Path(os.devnull).open("r+b") as nowhere:
        process = os.posix_spawn(
            sys.executable,
            [sys.executable, *arguments],
            {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
            file_actions=[(os.POSIX_SPAWN_DUP2, nowhere.fileno(), descriptor) for descriptor in (0, 1)],
        )
        _, status, usage = os.wait4(process, 0)
    assert os.waitstatus_to_exitcode(status) == 0, arguments
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024)


def pairs(ours: Sequence[str], baseline: Sequence[str], times: int) -> list[tuple[Run, Run]]:
    """Run both in turn."""
    return [(run(ours), run(baseline)) for _ in range(times)]


def median_ratio(measured: Sequence[tuple[Run, Run]]) -> float:
    """Give the median of the pairwise ratios of time."""
    return statistics.median(ours.seconds / baseline.seconds for ours, baseline in measured)


def report(title: str, measured: Sequence[tuple[Run, Run]], *, limit: float) -> float:
    """Print the figures beside the ratio that judges, and give the ratio."""
    ratio = median_ratio(measured)
    ours = statistics.median(one.seconds for one, _ in measured)
    baseline = statistics.median(other.seconds for _, other in measured)
    print(f"\n{title}: ratio {ratio:.2f} (at most {limit}), ours {ours:.3f} s, baseline {baseline:.3f} s")
    return ratio

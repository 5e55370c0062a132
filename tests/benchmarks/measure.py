"""Whole processes, timed in pairs: the machine's speed drifts, so only figures of one run are compared."""

from __future__ import annotations

import compileall
import os
import resource
import statistics
import subprocess
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
    """One finished process; ``busy`` is the processor's time, which other programs hardly change."""

    seconds: float
    busy: float
    peak_mib: float


def compile_everything() -> None:
    """Write the bytecode first: a start that compiles all sources measures the compiler."""
    compileall.compile_dir(ROOT / "j3032calc", quiet=2)
    compileall.compile_dir(HERE, quiet=2, maxlevels=0)


def run(arguments: Sequence[str]) -> Run:
    """Run a Python process to its end, its output thrown away.

    The peak is read from the kernel's high-water mark while it runs: what ``wait4`` tells of a child also counts the
    memory of the process that started it.
    """
    started, busy = time.perf_counter(), _busy_children()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    peak = 0
    with subprocess.Popen(
        [sys.executable, *arguments], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            peak = max(peak, _high_water_kib(process.pid))
            time.sleep(0.002)
        seconds = time.perf_counter() - started
    assert process.returncode == 0, arguments
    return Run(seconds, _busy_children() - busy, peak / 1024)


def _busy_children() -> float:
    """Give the processor's time of all processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _high_water_kib(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)


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
    busy = statistics.median(one.busy / other.busy for one, other in measured)
    print(f"\n{title}: ratio {ratio:.2f} (at most {limit}), ours {ours:.3f} s, baseline {baseline:.3f} s", end="")
    print(f"; of processor time {busy:.2f}")
    return ratio

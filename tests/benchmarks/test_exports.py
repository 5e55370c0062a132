"""Exports of a large log: no more memory than for a small one, and little more time than reading the rows bare."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.log_maker import make_log
from tests.benchmarks.measure import HERE, compile_everything, pairs, report, run

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.benchmark
# Administrations and patients of each log; a tenth of the patients have an order, too.
SIZES = {"1,000": (1_000, 100), "100,000": (100_000, 10_000)}
MOST_TIME = 3
MOST_MEMORY = 1.2
EXPORT, BARE = str(HERE / "export_log.py"), str(HERE / "bare_export.py")


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    kept = os.environ.get("LOG_BENCHMARK_FOLDER")
    root = Path(kept) if kept else tmp_path_factory.mktemp("logs")
    made = {}
    for name, (doses, patients) in SIZES.items():
        made[name] = root / f"doses-{doses}"
        if not (made[name] / "made").exists():
            shutil.rmtree(made[name], ignore_errors=True)
            make_log(made[name], entries=doses + patients + max(10, patients // 10), patients=patients)
            (made[name] / "made").touch()
    compile_everything()
    yield made
    if not kept:
        shutil.rmtree(root)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_hundred_thousand_doses_are_exported_in_little_memory_and_time(
    logs: dict[str, Path], form: str, tmp_path: Path
) -> None:
    large, small = str(logs["100,000"]), str(logs["1,000"])
    out, bare = str(tmp_path / "out"), str(tmp_path / "bare")

    few = run([EXPORT, small, form, out])
    measured = pairs([EXPORT, large, form, out], [BARE, large, bare], times=3)

    lines = Path(out).read_bytes().count(b"\n")
    many = max(ours.peak_mib for ours, _ in measured)
    ratio = report(f"export of 100,000 administrations as {form}", measured, limit=MOST_TIME)
    print(f"peak {many:.0f} MiB, at 1,000 {few.peak_mib:.0f} MiB (at most {MOST_MEMORY} times that); {lines:,} lines")
    assert lines == {"csv": 100_001, "jsonl": 111_001}[form]
    assert many <= MOST_MEMORY * few.peak_mib
    assert ratio <= MOST_TIME

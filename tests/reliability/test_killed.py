"""A program that is killed at any moment loses nothing that it acknowledged.

The short run is in the suite; the full run is ``pytest -m kill tests/reliability`` (some minutes).
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.mark.parametrize(
    "rounds", [pytest.param(25, id="short"), pytest.param(1000, id="full", marks=pytest.mark.kill)]
)
def test_what_was_acknowledged_survives_being_killed(tmp_path: Path, rounds: int) -> None:
    seed = int(os.environ.get("KILL_SEED", "0")) or random.SystemRandom().randrange(1, 1 << 32)

    run = subprocess.run(
        [sys.executable, str(HERE / "killing.py"), str(tmp_path), str(rounds), str(seed)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    print(f"\nkilled with KILL_SEED={seed}: {run.stdout.strip()}")
    assert run.returncode == 0, f"KILL_SEED={seed}\n{run.stderr}"
    assert json.loads(run.stdout)["rounds"] == rounds

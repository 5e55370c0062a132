"""The power goes before any sync: everything that was acknowledged is there, and nothing raises a false alarm.

``power_cut.c`` is compiled and preloaded into a child process; it remembers what was synced. The long run is with
``-m kill``. It needs a C compiler and a system that preloads libraries (Linux).
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reliability.preloaded import compiled, needs_a_compiler

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FEWEST_CUTS = {"work": 10, "create": 20, "restore": 25}

pytestmark = needs_a_compiler


@pytest.fixture(scope="module")
def power_cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled("power_cut", tmp_path_factory.mktemp("library"))


@pytest.mark.parametrize(
    ("rounds", "chances"), [pytest.param(1, 2, id="short"), pytest.param(20, 5, id="full", marks=pytest.mark.kill)]
)
@pytest.mark.parametrize("what", FEWEST_CUTS)
def test_what_was_acknowledged_survives_a_power_cut(
    quick_disk: Path, power_cut: Path, rounds: int, chances: int, what: str
) -> None:
    seed = int(os.environ.get("CUT_SEED", "0")) or random.SystemRandom().randrange(1, 1 << 32)
    places = {"CUT_UNDER": str(quick_disk / "log"), "CUT_KEEP": str(quick_disk / "kept")}

    for number in range(rounds):
        run = subprocess.run(
            [sys.executable, str(HERE / "cutting.py"), what, str(quick_disk), str(seed + number), str(chances)],
            env=os.environ | {"PYTHONPATH": str(ROOT), "LD_PRELOAD": str(power_cut)} | places,
            capture_output=True,
            text=True,
            check=False,
        )

        assert run.returncode == 0, f"CUT_SEED={seed + number}\n{run.stderr}"
        assert json.loads(run.stdout)["cuts"] >= FEWEST_CUTS[what]

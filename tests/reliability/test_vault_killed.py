"""Killed at any moment, the vault keeps what it acknowledged and always opens with one of two passwords."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from j3032calc.domain.problems.people import SignInRefused
from j3032calc.storage.keys_file import read_keys
from tests.cheap_vault import cheap_vault
from tests.fixed_clock import FixedClock

ROOT = Path(__file__).parents[2]
KILLS = 25
# Changes the password again and again, and fails once after each change; a number is printed when both are safe.
CHILD = """
import sys
from pathlib import Path
from j3032calc.domain.problems.people import SignInRefused
from tests.cheap_vault import cheap_vault
from tests.fixed_clock import FixedClock

vault = cheap_vault(Path(sys.argv[1]), FixedClock())
number = int(sys.argv[2])
key, _ = vault.unlock("ana", f"password number {number}")
while True:
    number += 1
    vault.lock_for(key, "account-1", "ana", f"password number {number}")
    try:
        vault.unlock("ana", "wrong")
    except SignInRefused:
        vault.unlock("ana", f"password number {number}")
    print(number, flush=True)
"""


def change_until_killed(folder: Path, number: int, seconds: float) -> int:
    """Give the number of the last acknowledged password."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), str(number)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert child.stdout is not None
    with child:
        first = child.stdout.readline()
        time.sleep(seconds)
        child.kill()
        acknowledged = [first, *child.stdout]
    return int(acknowledged[-1])


def opens(folder: Path, number: int) -> str | None:
    """Give the key where this password opens it."""
    try:
        return cheap_vault(folder, FixedClock()).unlock("ana", f"password number {number}")[0].hex()
    except SignInRefused:
        return None


@pytest.mark.skipif(
    sys.platform == "win32",
    reason="Windows has no signal that kills at any moment",
)
def test_a_killed_vault_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    key, _ = cheap_vault(folder, FixedClock()).create("account-1", "ana", "password number 0")
    chance = random.Random(3032)  # noqa: S311 - moments, not secrets
    number, failures = 0, 0

    for _ in range(KILLS):
        acknowledged = change_until_killed(folder, number, chance.uniform(0, 0.02))
        failures += acknowledged - number
        found = [one for one in (acknowledged, acknowledged + 1) if opens(folder, one) == key.hex()]
        assert len(found) == 1
        number = found[0]

        assert len(read_keys(folder / "keys.json").accounts) == 1
        assert len(cheap_vault(folder, FixedClock()).failures(0).lines) >= failures

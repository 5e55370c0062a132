"""A disk that fails at any one call, or from any call on: a plain problem, and nothing that was acknowledged is lost.

``failing_disk.c`` is compiled and preloaded into a child process; it lets the n-th write, sync or cut of a file fail,
for every n. The long sweeps are run with ``-m kill``. It needs a C compiler and a system that preloads
libraries (Linux).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.reliability.preloaded import compiled, needs_a_compiler

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

pytestmark = needs_a_compiler


@pytest.fixture(scope="module")
def failing_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled("failing_disk", tmp_path_factory.mktemp("library"))


def case(what: str, how: str, goes_on: str, name: str, *, is_long: bool = False) -> ParameterSet:
    return pytest.param(what, how, goes_on, id=f"{what}-{name}", marks=pytest.mark.kill if is_long else ())


@pytest.mark.parametrize(
    ("what", "how", "goes_on"),
    [
        case("work", "EIO", "once", "one-error-of-the-disk"),
        case("work", "EIO", "on", "the-disk-is-broken-from-then-on", is_long=True),
        case("work", "SHORT", "once", "half-is-written", is_long=True),
        case("work", "SHORT", "on", "half-is-written-and-then-the-disk-is-full"),
        case("work", "ENOSPC", "once", "the-disk-is-full-for-a-moment", is_long=True),
        case("work", "ENOSPC", "on", "the-disk-is-full-from-then-on", is_long=True),
        case("create", "EIO", "once", "one-error-of-the-disk", is_long=True),
        case("create", "EIO", "on", "the-disk-is-broken-from-then-on", is_long=True),
        case("create", "SHORT", "on", "half-is-written-and-then-the-disk-is-full"),
    ],
)
def test_no_failing_call_loses_what_was_acknowledged(
    quick_disk: Path, failing_disk: Path, what: str, how: str, goes_on: str
) -> None:
    run = subprocess.run(
        [sys.executable, str(HERE / "failing_session.py"), what, str(quick_disk), how, goes_on],
        env=os.environ | {"PYTHONPATH": str(ROOT), "LD_PRELOAD": str(failing_disk), "FAIL_UNDER": str(quick_disk)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["calls"] >= 30
    assert set(found["problems"]) <= {
        f"{problem}: {reason}"
        for problem in ("LogNotWritten", "AnchorNotWritten")
        for reason in ("the disk is full", "the disk refused")
    }
    if how != "EIO" and goes_on == "on":
        assert "LogNotWritten: the disk is full" in found["problems"]
    if what == "work":
        assert {problem.split(":")[0] for problem in found["problems"]} == {"LogNotWritten", "AnchorNotWritten"}

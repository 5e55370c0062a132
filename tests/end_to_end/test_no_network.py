"""The program opens no network connection: not its start, not the log, not a backup, not its end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.skipif(not Path("/proc/self/net").exists(), reason="only Linux lists the sockets of a process in files")
def test_a_window_at_work_has_no_network_socket(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(HERE / "window_without_network.py")],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(HERE.parents[1]), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert run.returncode == 0, run.stderr[-2000:]
    assert "worked" in run.stdout
    assert run.stdout.splitlines()[-1] == "network: []"

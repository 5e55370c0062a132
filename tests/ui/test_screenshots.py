"""The README's pictures can be made again at any time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

SCRIPT = Path(__file__).with_name("make_screenshots.py")


def test_the_script_makes_every_picture(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path)], capture_output=True, text=True, check=False, timeout=120
    )

    assert done.returncode == 0, done.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["cross-check.png", "give-dark.png", "give-light.png"]
    for file in tmp_path.iterdir():
        assert QImage(str(file)).width() == 1240

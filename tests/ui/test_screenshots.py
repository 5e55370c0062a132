"""The README's pictures are made by one command, and show what the program shows now.

They are compared by the words that they show and, coarsely, by how dark they are where: a page that was changed is
found, another rounding of a corner is not. To make them current: ``python tests/ui/make_screenshots.py``.
"""

from __future__ import annotations

import re
import subprocess
import sys
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.ui.make_screenshots import FOLDER, SCREENS, SIZE, THEMES, WORDS

SCRIPT = Path(__file__).with_name("make_screenshots.py")
ROOT = Path(__file__).parents[2]
NAMES = [f"{name}-{theme}.png" for name in SCREENS for theme in THEMES]
SAME_WORDS = 0.9
# Mean and worst difference of grey, out of 255, in a grid of 31 by 20.
MOST_APART, MOST_APART_SOMEWHERE = 6, 90
LARGEST_BYTES = 120_000


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("screenshots")
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(folder)], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return folder


def words(file: Path) -> list[str]:
    return QImage(str(file)).text(WORDS).split()


def greys(file: Path) -> list[int]:
    how = (Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    small = QImage(str(file)).convertToFormat(QImage.Format.Format_Grayscale8).scaled(31, 20, *how)
    return [small.pixelColor(x, y).red() for y in range(small.height()) for x in range(small.width())]


def test_the_script_makes_every_picture_and_no_other_is_kept(fresh: Path) -> None:
    assert sorted(file.name for file in fresh.iterdir()) == sorted(NAMES)
    assert sorted(file.name for file in FOLDER.iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_current_and_small(fresh: Path, name: str) -> None:
    kept, new = FOLDER / name, fresh / name
    apart = [abs(one - other) for one, other in zip(greys(kept), greys(new), strict=True)]

    remake = f"{name} shows an older program: run python tests/ui/make_screenshots.py"
    assert SequenceMatcher(None, words(kept), words(new), autojunk=False).ratio() >= SAME_WORDS, remake
    assert sum(apart) / len(apart) <= MOST_APART, remake
    assert max(apart) <= MOST_APART_SOMEWHERE, remake
    assert (QImage(str(kept)).width(), QImage(str(kept)).height()) == SIZE
    assert kept.stat().st_size <= LARGEST_BYTES


def test_every_picture_says_that_its_patients_are_invented(fresh: Path) -> None:
    assert all("Demonstration" in words(fresh / name) for name in NAMES)


def test_the_readme_shows_pictures_that_are_there() -> None:
    shown = re.findall(r"resources/screenshots/([\w-]+\.png)", (ROOT / "README.md").read_text("utf-8"))

    assert shown
    assert set(shown) <= set(NAMES)

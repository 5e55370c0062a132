"""Libraries in C that are preloaded into a test's child process, and stand between it and the disk."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
COMPILER = shutil.which("cc") or shutil.which("gcc")

needs_a_compiler = pytest.mark.skipif(
    COMPILER is None or not sys.platform.startswith("linux"),
    reason="the disk is made by a C compiler on Linux, which .ci/run installs",
)


def compiled(name: str, folder: Path) -> Path:
    """Compile ``name``.c into a library in a folder."""
    library = folder / f"{name}.so"
    assert COMPILER is not None
    arguments = [COMPILER, "-shared", "-fPIC", "-O1", "-o", str(library), str(HERE / f"{name}.c"), "-ldl"]
    subprocess.run(arguments, check=True)
    return library

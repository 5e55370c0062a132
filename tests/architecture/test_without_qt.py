"""Everything below the window works where there is no Qt, and no start pays for a library that it does not use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

IMPORT_ALL_BUT_UI = """
import importlib, importlib.abc, json, pkgutil, sys

class NoQt(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(f"{name} is not installed here")

sys.meta_path.insert(0, NoQt())
import j3032calc
below = [
    module.name
    for module in pkgutil.walk_packages(j3032calc.__path__, "j3032calc.")
    if not module.name.startswith(("j3032calc.ui", "j3032calc.resources"))
]
for name in below:
    importlib.import_module(name)
print(json.dumps(below))
"""
HEAVY = (
    *("PySide6", "alembic", "biip", "cattrs", "cryptography", "filelock", "pint", "platformdirs", "sqlalchemy"),
    *("sqlcipher3", "typst"),
)
NAME_THE_HEAVY = f"""
import json, sys
import j3032calc.app, j3032calc.cli
print(json.dumps([name for name in {HEAVY} if name in sys.modules]))
"""


def run_python(program: str) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    names = json.loads(run.stdout)
    assert isinstance(names, list)
    return names


def test_everything_below_the_window_imports_without_qt() -> None:
    imported = run_python(IMPORT_ALL_BUT_UI)

    assert {"j3032calc.app", "j3032calc.cli", "j3032calc.domain.quantities", "j3032calc.rendering.pages"} <= set(
        imported
    )


def test_the_block_on_qt_works() -> None:
    with_qt = IMPORT_ALL_BUT_UI.replace("import j3032calc\n", "import PySide6.QtCore\nimport j3032calc\n")

    with pytest.raises(AssertionError, match=r"PySide6(\.QtCore)? is not installed here"):
        run_python(with_qt)


def test_the_front_door_loads_no_heavy_library() -> None:
    assert run_python(NAME_THE_HEAVY) == []

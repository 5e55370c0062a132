"""The floors hold: each kind of violation, planted in a copy, is found and named.

A contract that names the wrong module would stay green for ever.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
}
FLOORS = {name.strip() for layer in CONTRACTS["floors"]["layers"] for name in layer.split("|")}

# Contract, planted module, what it imports.
VIOLATIONS = [
    pytest.param("floors", "domain.planted_upward", "j3032calc.wording.writing", id="domain-calls-upstairs"),
    pytest.param("floors", "wording.planted_upward", "j3032calc.services.ports", id="wording-calls-upstairs"),
    pytest.param("floors", "exports.planted_next_door", "j3032calc.documents", id="exports-calls-next-door"),
    pytest.param("floors", "imports.planted_next_door", "j3032calc.exports", id="imports-calls-next-door"),
    pytest.param("floors", "barcode.planted_next_door", "j3032calc.exports", id="barcode-calls-next-door"),
    pytest.param("floors", "rendering.planted_next_door", "j3032calc.storage", id="rendering-calls-next-door"),
    pytest.param("floors", "ui.planted_next_door", "j3032calc.storage", id="ui-calls-next-door"),
    pytest.param("floors", "services.planted_upward", "j3032calc.storage", id="services-open-the-store-themselves"),
    pytest.param("floors", "storage.planted_upward", "j3032calc.app", id="storage-calls-the-app"),
    pytest.param("floors", "ui.planted_upward", "j3032calc.cli", id="ui-calls-the-front-door"),
    pytest.param("qt", "services.planted_qt", "PySide6.QtCore", id="qt-in-services"),
    pytest.param("qt", "rendering.planted_qt", "PySide6.QtGui", id="qt-in-rendering"),
    pytest.param("qt", "storage.planted_qt", "shiboken6", id="shiboken-in-storage"),
    pytest.param("outside-world", "domain.planted_disk", "sqlite3", id="database-in-domain"),
    pytest.param("outside-world", "domain.planted_network", "socket", id="network-in-domain"),
    pytest.param("outside-world", "services.planted_network", "urllib.request", id="network-in-services"),
    pytest.param("outside-world", "exports.planted_disk", "tempfile", id="temporary-file-in-exports"),
    pytest.param("outside-world", "ui.planted_keys", "cryptography.hazmat", id="crypto-in-ui"),
    pytest.param("outside-world", "rendering.planted_network", "http.client", id="network-in-rendering"),
    pytest.param("same-answer", "domain.planted_clock", "time", id="clock-in-domain"),
    pytest.param("same-answer", "services.planted_disk", "pathlib", id="files-in-services"),
    pytest.param("same-answer", "wording.planted_locale", "locale", id="system-locale-in-wording"),
    pytest.param("pint", "wording.planted_pint", "pint", id="pint-in-wording"),
    pytest.param("pint", "domain.planted_pint", "pint", id="pint-elsewhere-in-domain"),
    pytest.param("typst", "documents.planted_typst", "typst", id="typst-in-documents"),
    pytest.param("zxing", "documents.planted_zxing", "zxingcpp", id="zxing-cpp-in-documents"),
    pytest.param("biip", "services.planted_biip", "biip", id="biip-in-services"),
]

# What is banned, a line that uses it, what ruff must say.
BANNED = [
    pytest.param("services", "from datetime import date\ndate.today()", "Clock port", id="date-today"),
    pytest.param("services", "import datetime as dt\ndt.datetime.now(dt.UTC)", "Clock port", id="datetime-now"),
    pytest.param("storage", "from datetime import datetime\ndatetime.today()", "Clock port", id="datetime-today"),
    pytest.param("app", "import time\ntime.time()", "Clock port", id="time-time"),
    pytest.param("ui", "from PySide6.QtCore import QDate\nQDate.currentDate()", "Clock port", id="qt-date"),
    pytest.param("ui", "from PySide6.QtWidgets import QMessageBox", "ui.message_bar", id="message-box"),
    pytest.param(
        "ui", "from PySide6 import QtWidgets\nQtWidgets.QMessageBox()", "ui.message_bar", id="message-box-dotted"
    ),
]


def copy_of_the_house(target: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", target)
    shutil.copytree(ROOT / "j3032calc", target / "j3032calc", ignore=shutil.ignore_patterns("__pycache__"))
    return target


def plant(house: Path, module: str, source: str) -> None:
    path = house.joinpath("j3032calc", *module.split(".")).with_suffix(".py")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{source}\n")


def lint_imports(house: Path) -> tuple[int, Mapping[str, str]]:
    """Run import-linter there; give its exit code and what it says about each broken contract."""
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=house,
        env=os.environ | {"COLUMNS": "400", "PYTHONPATH": str(house), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    names = {contract["name"]: contract_id for contract_id, contract in CONTRACTS.items()}
    said = re.split(rf"^({'|'.join(map(re.escape, names))})\n-+\n", run.stdout, flags=re.MULTILINE)
    sections = {names[name]: text for name, text in zip(said[1::2], said[2::2], strict=True)}
    return run.returncode, sections | {"everything": run.stdout + run.stderr}


@pytest.fixture(scope="module")
def broken_contracts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What import-linter says of a copy that holds every violation at once, each in a module of its own."""
    house = copy_of_the_house(tmp_path_factory.mktemp("house"))
    for violation in VIOLATIONS:
        _, module, imported = violation.values
        plant(house, str(module), f"import {imported}")
    plant(house, "domain.planted_one", "import j3032calc.domain.planted_two")
    plant(house, "domain.planted_two", "def late():\n    import j3032calc.domain.planted_one")
    code, sections = lint_imports(house)
    assert code == 1, sections["everything"]
    return sections


@pytest.fixture(scope="module")
def banned_uses(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What ruff says of a copy that holds every banned use, by file name."""
    house = copy_of_the_house(tmp_path_factory.mktemp("banned"))
    for number, use in enumerate(BANNED):
        floor, source, _ = use.values
        plant(house, f"{floor}.planted_{number}" if floor != "app" else f"planted_{number}", str(source))
    run = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--select=TID251", "--output-format=json", "j3032calc"],
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
    )
    return {Path(found["filename"]).stem: found["message"] for found in json.loads(run.stdout)}


def test_the_house_as_it_stands_keeps_every_contract(tmp_path: Path) -> None:
    code, sections = lint_imports(copy_of_the_house(tmp_path))

    assert code == 0, sections["everything"]
    assert f"{len(CONTRACTS)} kept, 0 broken" in sections["everything"]


@pytest.mark.parametrize(("contract", "module", "imported"), VIOLATIONS)
def test_a_planted_violation_is_found(
    contract: str, module: str, imported: str, broken_contracts: Mapping[str, str]
) -> None:
    top_level = imported if imported.startswith("j3032calc") else imported.split(".", maxsplit=1)[0]
    import_named = rf"j3032calc\.{re.escape(module)} +-> +{re.escape(top_level)}\b"

    assert re.search(import_named, broken_contracts.get(contract, "")), broken_contracts["everything"]


def test_a_planted_cycle_is_found(broken_contracts: Mapping[str, str]) -> None:
    assert re.search(r"\.planted_(one -> \.planted_two|two -> \.planted_one) ", broken_contracts["cycles"])


def test_a_new_top_level_module_needs_a_floor(tmp_path: Path) -> None:
    house = copy_of_the_house(tmp_path)
    plant(house, "planted_room", "")

    code, sections = lint_imports(house)

    assert code == 1
    assert "planted_room" in sections.get("floors", ""), sections["everything"]


def test_the_package_itself_imports_nothing() -> None:
    tree = ast.parse((ROOT / "j3032calc" / "__init__.py").read_text("utf-8"))

    assert not [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]


@pytest.mark.parametrize(
    ("contract", "homes"),
    [
        ("qt", {"ui"}),
        ("outside-world", {"storage"}),
        (
            "same-answer",
            {
                "__main__",
                "cli",
                "cli_exchange",
                "cli_log",
                "cli_credentials",
                "app_demo",
                "app",
                "ui",
                "storage",
                "rendering",
            },
        ),
        ("pint", set()),
        ("typst", {"rendering"}),
        ("biip", {"barcode"}),
    ],
)
def test_a_contract_watches_every_floor_but_its_home(contract: str, homes: set[str]) -> None:
    watched = {name.removeprefix("j3032calc.") for name in CONTRACTS[contract]["source_modules"]}

    assert watched == FLOORS - homes


def test_every_contract_is_tried_here() -> None:
    assert {violation.values[0] for violation in VIOLATIONS} == set(CONTRACTS) - {"cycles"}


@pytest.mark.parametrize(("number", "message"), [(number, use.values[2]) for number, use in enumerate(BANNED)])
def test_a_banned_use_is_found(number: int, message: str, banned_uses: Mapping[str, str]) -> None:
    assert message in banned_uses[f"planted_{number}"]


def test_nothing_else_uses_what_is_banned(banned_uses: Mapping[str, str]) -> None:
    assert set(banned_uses) == {f"planted_{number}" for number in range(len(BANNED))}

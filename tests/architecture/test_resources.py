"""resources/ gives the same files from a source checkout, an editable install, a wheel and a zipped bundle."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BUILD = """
import pathlib, sys
from setuptools import build_meta
target = sys.argv[1]
print(getattr(build_meta, sys.argv[2])(target))
"""
# Run without site-packages (-S), so that only the layout under test can be found.
LIST_RESOURCES = """
import hashlib, json, site, sys
site.addsitedir(sys.argv[1]) if sys.argv[2] == "site" else sys.path.insert(0, sys.argv[1])
from j3032calc.storage.resources import resource

def walk(folder, above=""):
    for item in folder.iterdir():
        if item.is_dir():
            yield from walk(item, f"{above}{item.name}/")
        else:
            yield f"{above}{item.name}", hashlib.sha256(item.read_bytes()).hexdigest()

print(json.dumps(dict(walk(resource("")))))
"""


def run_python(*arguments: str, cwd: Path) -> str:
    run = subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def resources_of(folder: Path, how: str, elsewhere: Path) -> dict[str, str]:
    listed = json.loads(run_python("-S", "-P", "-B", "-c", LIST_RESOURCES, str(folder), how, cwd=elsewhere))
    return {name: digest for name, digest in listed.items() if shipped(name)}


def shipped(name: str) -> bool:
    return not name.startswith("screenshots/") and "__pycache__" not in name


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkout")
    ignore = shutil.ignore_patterns("__pycache__")
    for part in ("j3032calc", "resources"):
        shutil.copytree(ROOT / part, folder / part, ignore=ignore)
    for part in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / part, folder)
    return folder


@pytest.fixture(scope="module")
def expected(checkout: Path) -> dict[str, str]:
    files = {
        path.relative_to(checkout / "resources").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (checkout / "resources").rglob("*")
        if path.is_file()
    }
    return {name: digest for name, digest in files.items() if shipped(name)}


def built(checkout: Path, target: Path, hook: str) -> Path:
    return target / run_python("-c", BUILD, str(target), hook, cwd=checkout).splitlines()[-1]


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(checkout, tmp_path_factory.mktemp("wheel"), "build_wheel")


def unpacked(wheel: Path, target: Path) -> Path:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def test_from_a_source_checkout(checkout: Path, expected: dict[str, str], tmp_path: Path) -> None:
    assert resources_of(checkout, "path", tmp_path) == expected


def test_from_an_editable_install(checkout: Path, expected: dict[str, str], tmp_path: Path) -> None:
    site = unpacked(built(checkout, tmp_path, "build_editable"), tmp_path / "site")

    assert resources_of(site, "site", tmp_path) == expected


def test_from_a_wheel(wheel: Path, expected: dict[str, str], tmp_path: Path) -> None:
    assert resources_of(unpacked(wheel, tmp_path / "site"), "site", tmp_path) == expected


def test_from_a_zipped_bundle(wheel: Path, expected: dict[str, str], tmp_path: Path) -> None:
    assert resources_of(wheel, "path", tmp_path) == expected


def test_the_wheel_holds_the_app_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()

    assert {name.split("/")[0].split("-")[0] for name in names} == {"j3032calc"}
    assert not [name for name in names if "__pycache__" in name or "screenshots" in name]


def test_every_package_is_in_the_wheel(wheel: Path) -> None:
    packages = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "j3032calc").rglob("__init__.py")}

    with zipfile.ZipFile(wheel) as archive:
        packed = {name.removesuffix("/__init__.py") for name in archive.namelist() if name.endswith("/__init__.py")}

    assert packed == packages | {"j3032calc/resources"}

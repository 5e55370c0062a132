"""The locks name every package with its hashes, agree with each other, and hold no address and no path of a machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = {name: (ROOT / ".locks" / f"{name}.txt").read_text("utf-8") for name in ("app", "dev")}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def pins(lock: str) -> set[str]:
    return set(re.findall(r"^[a-z0-9].*?(?= \\$)", LOCKS[lock], flags=re.MULTILINE))


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=;\[ ]", requirement)[0].lower() for requirement in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_and_no_path(lock: str) -> None:
    assert re.findall(r"\w+://\S*|--(?!hash=)\S+|@ \S+|(?<![\w.])/\S+", LOCKS[lock]) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_an_exact_version_and_hashes(lock: str) -> None:
    entries = re.split(r"^(?=[a-z0-9])", LOCKS[lock], flags=re.MULTILINE)[1:]

    assert entries
    assert all(re.match(r"[a-z0-9-]+(\[[a-z,]+\])?==\S+", entry) and "--hash=sha256:" in entry for entry in entries)


def test_what_the_app_runs_with_is_what_it_was_tested_with() -> None:
    assert pins("app") <= pins("dev")


def test_every_requirement_is_locked() -> None:
    locked = {pin.split("==")[0] for pin in pins("app")}

    assert names(PROJECT["project"]["dependencies"]) | names(PROJECT["build-system"]["requires"]) <= locked

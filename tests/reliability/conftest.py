"""A log of 450 entries, made once, for tests that tamper with it; and a disk that is quick."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.invented_log import draft, first_entries, new_log, note, open_log, recorded
from tests.reliability.tampering import COUNT, OLD

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a log of 450 entries, and a copy of it from when it had 430."""
    folder = tmp_path_factory.mktemp("original")
    log = new_log(folder)
    log.append([*first_entries(), *(recorded(number) for number in range(3, 11))])
    log.append([note(str(number)) for number in range(11, OLD + 1)])
    log.close()
    shutil.copy(folder / "data" / "log.db", folder / "old-copy.db")
    log = open_log(folder)
    for number in range(OLD + 1, COUNT + 1):
        log.append([note(str(number))])
    log.keep_draft(draft())
    log.close()
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original, tmp_path / "log")
    return tmp_path / "log"


@pytest.fixture
def quick_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder in memory, where there is one: syncing for real is not what is looked at here."""
    if not os.access("/dev/shm", os.W_OK):  # noqa: S108 - a folder of its own is made in it
        yield tmp_path
        return
    folder = Path(tempfile.mkdtemp(dir="/dev/shm"))
    yield folder
    shutil.rmtree(folder)

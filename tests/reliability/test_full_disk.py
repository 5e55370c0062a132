"""A disk that is really full, at every amount of space that is left."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.reliability.failing_session import Session, begin, look, work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = 4096
PAGES_OF_A_SESSION = 90
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no small disk for a test")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of its own of 2 MiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    arguments = [mount or "mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    is_mounted = mount and unmount and subprocess.run(arguments, capture_output=True, check=False).returncode == 0
    if not is_mounted or unmount is None:
        pytest.skip("this computer lets a test mount no small disk; test_failing_disk.py fills one instead")
    yield disk
    subprocess.run([unmount, str(disk)], check=True)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a log that every session starts from."""
    return begin(tmp_path_factory.mktemp("begun"))


def fill(disk: Path, *, pages_left: int) -> None:
    space = os.statvfs(disk)
    (disk / "other").write_bytes(bytes(space.f_bavail * space.f_frsize - pages_left * PAGE))


def test_a_full_disk_loses_nothing_that_was_acknowledged(small_disk: Path, begun: Path) -> None:
    problems: set[str] = set()
    acknowledged: set[int] = set()
    for pages_left in range(0, PAGES_OF_A_SESSION, 2):
        folder = small_disk / "log"
        shutil.copytree(begun, folder)
        fill(small_disk, pages_left=pages_left)
        session = Session()

        work(folder, session)

        (small_disk / "other").unlink()
        look(folder, session)
        shutil.rmtree(folder)
        problems |= set(session.problems)
        acknowledged.add(len(session.acknowledged))

    assert "LogNotWritten: the disk is full" in problems
    assert problems <= {"LogNotWritten: the disk is full", "AnchorNotWritten: the disk is full"} | {
        # SQLite says no more than this when there is no room for its shared memory.
        "LogNotWritten: the disk refused"
    }
    assert acknowledged == {0, 1, 2, 3}


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_limit_on_the_size_of_files_loses_nothing_that_was_acknowledged(tmp_path: Path, begun: Path) -> None:
    problems: set[str] = set()
    for pages in range(1, 100, 3):
        folder = tmp_path / str(pages)
        shutil.copytree(begun, folder)
        session = Session()

        with largest_file(pages * PAGE + 50):
            work(folder, session)

        look(folder, session)
        problems |= set(session.problems)

    assert problems <= {"LogNotWritten: the disk refused", "LogNotWritten: the disk is full"}
    assert problems

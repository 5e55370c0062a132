"""What a demonstration leaves on the disk: nothing, at the latest when the next one begins."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from j3032calc.domain.problems.log import LogNotWritten
from j3032calc.storage import throw_away
from j3032calc.storage.throw_away import ThrowAwayFolder

ROOT = Path(__file__).parents[3]
HOLDS_ONE = """
import sys
from j3032calc.storage import throw_away
throw_away._IN_MEMORY = sys.argv[1]
folder = throw_away.ThrowAwayFolder()
print(folder.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(throw_away, "_IN_MEMORY", str(tmp_path))
    return tmp_path


def test_it_is_private_and_goes_with_everything_in_it(above: Path) -> None:
    folder = ThrowAwayFolder()
    (folder.path / "log").mkdir()
    (folder.path / "log" / "log.db").write_bytes(b"x")

    assert folder.path.parent == above
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    folder.remove()
    folder.remove()
    assert list(above.iterdir()) == []


def test_what_a_killed_program_left_goes_when_the_next_one_begins(above: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    program = subprocess.Popen(
        [sys.executable, "-c", HOLDS_ONE, str(above)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    with program:
        assert program.stdout is not None
        theirs = Path(program.stdout.readline().strip())
        beside = ThrowAwayFolder()
        assert theirs.is_dir()
        program.send_signal(signal.SIGKILL)
    after = ThrowAwayFolder()

    assert not theirs.exists()
    assert beside.path.is_dir()
    for folder in (beside, after):
        folder.remove()


def test_it_touches_neither_links_nor_other_folders(above: Path) -> None:
    precious = above / "precious"
    precious.mkdir()
    (precious / "alive.lock").touch()
    link = above / "j3032calc-demonstration-link"
    link.symlink_to(precious)
    new = above / "j3032calc-demonstration-new"
    new.mkdir()

    ThrowAwayFolder().remove()

    assert (precious / "alive.lock").exists()
    assert link.is_symlink()
    assert new.is_dir()


def test_where_no_memory_is_offered_it_lies_with_the_temporary_files(
    above: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throw_away, "_IN_MEMORY", str(above / "nowhere"))
    monkeypatch.setattr(throw_away, "gettempdir", lambda: str(above))

    folder = ThrowAwayFolder()

    assert folder.path.parent == above
    folder.remove()


def test_a_folder_that_refuses_is_told_plainly(above: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throw_away, "_IN_MEMORY", str(above / "nowhere"))
    monkeypatch.setattr(throw_away, "gettempdir", lambda: str(above / "nowhere"))

    with pytest.raises(LogNotWritten):
        ThrowAwayFolder()

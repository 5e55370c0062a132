"""Nothing of a patient and nothing of the key leaves the encrypted file; and nothing at all goes to a network."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.invented_log import FixedKey

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SECRETS = (
    *("Quillfeather", "quillfeather", "Zéphyrine", "Zephyrine", "zephyrine", "Underwood", "underwood"),
    *("MRN-000001", "mrn000001", "1961-07-08", "feels well", "217.2"),
)
WRITINGS = tuple(secret.encode(code) for secret in SECRETS for code in ("utf-8", "utf-16-le", "utf-16-be", "cp1252"))
KEYS = (FixedKey().hex().encode("ascii"), FixedKey().hex().upper().encode("ascii"), bytes.fromhex(FixedKey().hex()))


@dataclass(frozen=True)
class Day:
    """Everything that a working day left behind."""

    folder: Path
    files: dict[Path, bytes]
    said: bytes


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    folder = tmp_path_factory.mktemp("day")
    for name in ("temporary", "home", "here"):
        (folder / name).mkdir()
    environment = {name: str(folder / "temporary") for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR")}
    run = subprocess.run(
        [sys.executable, str(HERE / "secret_session.py"), str(folder / "log")],
        env=os.environ | environment | {"PYTHONPATH": str(ROOT), "HOME": str(folder / "home")},
        cwd=folder / "here",
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()[-2000:]
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return Day(folder, files, run.stdout + run.stderr)


def test_the_day_had_everything_that_is_looked_for(day: Day) -> None:
    assert {str(path.relative_to(day.folder / "log")) for path in day.files} == {
        *("data/log.db", "data/log.db-wal", "data/log.db-shm", "data/log.lock", "state/anchor", "state/secret")
    }
    assert day.said.count(b"Traceback") >= 8
    assert b"DEBUG:sqlalchemy.pool" in day.said
    assert b"NOT REFUSED" not in day.said


def test_no_file_holds_a_word_of_a_patient(day: Day) -> None:
    found = [(path.name, word) for path, content in day.files.items() for word in WRITINGS if word in content]

    assert found == []


def test_no_file_holds_the_key(day: Day) -> None:
    assert [path.name for path, content in day.files.items() for key in KEYS if key in content] == []


def test_no_log_line_traceback_argument_or_variable_holds_a_word_of_a_patient_or_the_key(day: Day) -> None:
    said = day.said.replace(bytes(str(HERE), "utf-8"), b"")

    assert [word for word in WRITINGS + KEYS if word in said] == []


def test_files_and_folders_are_closed_to_everybody_else(day: Day) -> None:
    log = day.folder / "log"
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in log.rglob("*")}

    assert modes == {
        "data": "0o700",
        "state": "0o700",
        "log.db": "0o600",
        "log.db-wal": "0o600",
        "log.db-shm": "0o600",
        "log.lock": "0o600",
        "anchor": "0o600",
        "secret": "0o600",
    }


def test_nothing_is_left_in_the_temporary_folder(day: Day) -> None:
    assert list((day.folder / "temporary").iterdir()) == []


def test_a_problem_does_not_keep_the_key(day: Day) -> None:
    """The same problem, raised twice, is two values: none holds on to the frames of an earlier one."""
    from j3032calc.domain.problems.log import LogKeyWrong
    from tests.invented_log import store_in

    raised = []
    for _ in range(2):
        with pytest.raises(LogKeyWrong) as refused:
            store_in(day.folder / "log").open(FixedKey("5b" * 32))
        raised.append(refused.value)

    assert raised[0] is not raised[1]

"""What goes wrong with a workstation: one typed problem each time, and the file as it was."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Kind
from j3032calc.domain.problems.log import (
    LogDamaged,
    LogExists,
    LogInUse,
    LogKeyWrong,
    LogMissing,
    LogNotWritten,
    LogUnusable,
)
from j3032calc.domain.search import PatientSearch
from tests.backed_up import BackedUpClinic
from tests.invented_log import (
    NOW,
    FixedKey,
    draft,
    entry,
    first_entries,
    new_log,
    note,
    open_log,
    recorded,
    store_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
PAGE = 4096
NOBODY = 65534


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("original")
    log = new_log(folder)
    log.append([*first_entries(), *(recorded(number) for number in range(40))])
    log.append([note(str(number)) for number in range(250)])
    log.keep_draft(draft(900))
    log.close()
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original, tmp_path / "log")
    return tmp_path / "log"


def file_of(folder: Path) -> Path:
    return folder / "data" / "log.db"


# --- A second instance ------------------------------------------------------------------------------------------------


def in_a_process(program: str, *arguments: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


TRY_TO_OPEN = """
import encodings.ascii
import sys
from pathlib import Path
from j3032calc.domain.problems.log import LogUnusable
from tests.invented_log import FixedKey, store_in
folder = Path(sys.argv[1])
if len(sys.argv) > 2:
    import os
    os.setgid(int(sys.argv[2])); os.setuid(int(sys.argv[2]))
for attempt in (store_in(folder).open, store_in(folder).create):
    try:
        attempt(FixedKey()).close()
        print("opened", end=" ")
    except LogUnusable as problem:
        print(type(problem).__name__, getattr(problem, "reason", ""), end=" ")
"""


def test_a_second_process_is_told_that_the_log_is_in_use(folder: Path) -> None:
    log = open_log(folder)

    assert in_a_process(TRY_TO_OPEN, str(folder)) == "LogInUse  LogInUse"

    log.append([note()])
    log.close()
    assert in_a_process(TRY_TO_OPEN, str(folder)) == "opened LogExists"


def test_a_second_opening_in_the_same_program_is_refused_too(folder: Path) -> None:
    log = open_log(folder)

    with pytest.raises(LogInUse):
        open_log(folder)
    with pytest.raises(LogInUse):
        store_in(folder).create(FixedKey())

    log.close()


# --- Folders that may not be written to -------------------------------------------------------------------------------


NOT_ON_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps lists of who may write, not modes")


def give_away(folder: Path, who: int) -> None:
    """Give everything in a folder to somebody else, who can reach it."""
    for path in (folder, *folder.rglob("*")) if who == NOBODY else ():
        os.chown(path, NOBODY, NOBODY)
    for above in folder.parents:
        if above.stat().st_mode & 0o055 != 0o055:
            above.chmod(above.stat().st_mode | 0o055)


LOOK_FOR_A_LOG = """
import encodings.ascii
import os
import sys
from pathlib import Path
from j3032calc.app import App
from j3032calc.domain.problems.log import LogUnusable
from j3032calc.storage.paths import Places
from tests.backed_up import BackedUpClinic
# Loads everything: nothing of Python may be readable to somebody else.
other = BackedUpClinic(Path(sys.argv[1]).parent / "other")
other.set_up().sign_out()
other.sign_in().sign_out()
app = App()
app.__dict__["places"] = Places(Path(sys.argv[1]) / "data", Path(sys.argv[1]) / "anchors")
os.setgid(int(sys.argv[2])); os.setuid(int(sys.argv[2]))
print(app.has_log(), end=" ")
try:
    session = app.workstation.sign_in("Ada", "correct horse battery")
    print(session.log.fault.kind.name)
    session.sign_out()
except LogUnusable as problem:
    print(type(problem).__name__, getattr(problem, "reason", ""))
"""


@NOT_ON_WINDOWS
@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        pytest.param("data", "True LogNotWritten the data folder may not be written to", id="data-folder"),
        pytest.param("anchors/*", "True ANCHOR_DAMAGED", id="anchor-folder"),
    ],
)
def test_a_folder_that_nobody_may_look_into_is_a_plain_problem(tmp_path: Path, closed: str, expected: str) -> None:
    who = NOBODY if os.getuid() == 0 else os.getuid()
    BackedUpClinic(tmp_path / "clinic").set_up().sign_out()
    give_away(tmp_path / "clinic", who)
    (folder,) = (tmp_path / "clinic").glob(closed)
    folder.chmod(0)

    said = in_a_process(LOOK_FOR_A_LOG, str(tmp_path / "clinic"), str(who))

    folder.chmod(0o700)
    assert said == expected


@NOT_ON_WINDOWS
@pytest.mark.parametrize(
    ("closed", "said"),
    [
        pytest.param("data", "LogNotWritten the data folder may not be written to", id="data-folder"),
        pytest.param("state", "opened LogExists", id="anchor-folder"),
    ],
)
def test_a_folder_that_may_not_be_written_to_is_named(folder: Path, closed: str, said: str) -> None:
    # Nothing is closed to root, who becomes somebody else for this.
    who = NOBODY if os.getuid() == 0 else os.getuid()
    give_away(folder, who)
    (folder / closed).chmod(0o500)
    for path in (folder / closed).iterdir():
        path.chmod(0o400)
    before = {path: path.read_bytes() for path in (folder / "data").glob("log.db*")}

    assert in_a_process(TRY_TO_OPEN, str(folder), str(who)).startswith(said)

    if closed == "data":
        assert {path: path.read_bytes() for path in (folder / "data").glob("log.db*")} == before


def test_a_folder_in_the_way_of_the_data_folder_is_a_plain_problem(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")

    with pytest.raises(LogNotWritten):
        new_log(tmp_path)


def test_a_file_in_the_way_of_the_anchor_folder_is_a_plain_problem_and_leaves_no_log(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")

    with pytest.raises(LogNotWritten):
        new_log(tmp_path)
    assert not store_in(tmp_path).exists()


def test_an_anchor_folder_in_the_way_of_the_anchor_is_a_fault_and_not_a_crash(folder: Path) -> None:
    (folder / "state" / "anchor").unlink()
    (folder / "state" / "anchor").mkdir()

    log = open_log(folder)

    assert not log.is_whole
    log.close()


# --- Damage -----------------------------------------------------------------------------------------------------------


def use_everything(folder: Path) -> None:
    """Open the log and read it in every way."""
    log = open_log(folder)
    try:
        log.verify()
        log.check_indexes()
        tuple(log.entries())
        log.of_patient("p1")
        log.drafts()
        log.find_patients(PatientSearch(names=("quill",)), most=5)
        log.due(first=None, last=NOW.date() + timedelta(days=999), most=5)
    finally:
        log.close()


def problem_with(folder: Path, damage: Callable[[bytes], bytes]) -> str:
    """Damage the file, use it, and name the problem; the file stays as it is, damaged, for those who mend it."""
    good = file_of(folder).read_bytes()
    damaged = damage(good)
    file_of(folder).write_bytes(damaged)
    try:
        use_everything(folder)
        said = "none"
    except LogUnusable as problem:
        said = type(problem).__name__
    assert file_of(folder).read_bytes() == damaged
    file_of(folder).write_bytes(good)
    for rest in ("log.db-wal", "log.db-shm"):
        (folder / "data" / rest).unlink(missing_ok=True)
    return said


def test_a_byte_that_was_flipped_on_any_page_is_a_plain_problem(folder: Path) -> None:
    size = file_of(folder).stat().st_size
    seen: Counter[str] = Counter()
    for place in range(100, size, PAGE - 37):

        def flip(content: bytes, place: int = place) -> bytes:
            return content[:place] + bytes([content[place] ^ 0x41]) + content[place + 1 :]

        seen[problem_with(folder, flip)] += 1

    assert set(seen) <= {"LogDamaged", "LogKeyWrong", "none"}
    # Only the first page is what a wrong key looks like; unused pages may hold anything.
    assert seen["LogKeyWrong"] <= 2
    assert seen["LogDamaged"] > 20
    use_everything(folder)


@pytest.mark.parametrize(
    "size", [0, 1, 15, 16, 17, 100, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE, 10 * PAGE, 10 * PAGE + 7, -PAGE, -1]
)
def test_a_file_that_was_cut_is_damaged_and_never_made_anew(folder: Path, size: int) -> None:
    assert problem_with(folder, lambda content: content[:size]) in {"LogDamaged", "LogKeyWrong"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(bytes(40 * PAGE), "LogKeyWrong", id="zeros"),
        pytest.param(b"not a log" * PAGE, "LogKeyWrong", id="another-file"),
    ],
)
def test_another_file_in_its_place_is_refused(folder: Path, content: bytes, said: str) -> None:
    assert problem_with(folder, lambda _: content) == said


def test_a_plain_file_in_its_place_is_refused(folder: Path, tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE entry (sequence INTEGER)")
    plain.commit()
    plain.close()

    assert problem_with(folder, lambda _: (tmp_path / "plain.db").read_bytes()) == "LogNotEncrypted"


def test_a_folder_in_its_place_is_refused(folder: Path) -> None:
    file_of(folder).unlink()
    file_of(folder).mkdir()

    with pytest.raises(LogDamaged):
        open_log(folder)
    with pytest.raises(LogExists):
        new_log(folder)


def test_nothing_is_made_over_a_file_that_is_there(folder: Path) -> None:
    for content in (b"", b"x", file_of(folder).read_bytes()):
        file_of(folder).write_bytes(content)
        with pytest.raises(LogExists):
            new_log(folder)
        assert file_of(folder).read_bytes() == content


def test_a_log_that_is_not_there_is_not_made(folder: Path) -> None:
    file_of(folder).unlink()

    with pytest.raises(LogMissing):
        open_log(folder)
    assert not file_of(folder).exists()


def test_a_wrong_key_is_named_and_changes_nothing(folder: Path) -> None:
    before = file_of(folder).read_bytes()

    with pytest.raises(LogKeyWrong):
        store_in(folder).open(FixedKey("5b" * 32))

    assert file_of(folder).read_bytes() == before
    use_everything(folder)


LEAVE_A_JOURNAL = """
import os, sys
from pathlib import Path
from tests.invented_log import open_log, recorded
log = open_log(Path(sys.argv[1]))
log.append([recorded(700)])
os._exit(0)
"""


def test_a_wrong_key_after_a_crash_loses_nothing(folder: Path) -> None:
    in_a_process(LEAVE_A_JOURNAL, str(folder))
    assert (folder / "data" / "log.db-wal").stat().st_size > 0

    with pytest.raises(LogKeyWrong):
        store_in(folder).open(FixedKey("5b" * 32))

    log = open_log(folder)
    assert log.latest("d700") is not None
    assert log.is_whole
    log.close()


@pytest.mark.parametrize("cut", [32, 4096 + 24, 10])
def test_a_journal_that_lost_its_end_shows_as_a_cut_tail(folder: Path, cut: int) -> None:
    in_a_process(LEAVE_A_JOURNAL, str(folder))
    journal = folder / "data" / "log.db-wal"
    journal.write_bytes(journal.read_bytes()[:-cut])

    log = open_log(folder)

    assert not log.is_whole
    log.close()


def test_an_old_copy_under_a_newer_journal_is_found(original: Path, folder: Path) -> None:
    log = open_log(folder)
    for number in range(500, 520):
        log.append([recorded(number)])
    log.close()
    in_a_process(LEAVE_A_JOURNAL, str(folder))
    shutil.copy(file_of(original), file_of(folder))

    try:
        log = open_log(folder)
    except LogDamaged:
        return
    try:
        assert not log.is_whole
    finally:
        log.close()


# --- The clock --------------------------------------------------------------------------------------------------------


def test_a_clock_that_is_set_back_or_forward_leaves_the_order_of_the_entries(folder: Path) -> None:
    log = open_log(folder)
    moments = [NOW, NOW - timedelta(days=400), NOW + timedelta(days=4000), NOW]
    written = log.append([entry(Kind.CLOCK_MOVED, note().body, at=moment) for moment in moments])
    log.close()

    log = open_log(folder)

    assert log.is_whole
    assert [one.at for one in log.entries(written[0].sequence)] == moments
    log.close()


# --- Closing in another thread, as an automatic lock does -------------------------------------------------------------


CLOSE_ELSEWHERE = """
import json, sys, threading
from pathlib import Path
from tests.invented_log import note, open_log
folder = Path(sys.argv[1])
log = open_log(folder)
log.append([note()])
closing = threading.Thread(target=log.close)
closing.start(); closing.join()
log = open_log(folder)
print(json.dumps(log.is_whole))
"""


def test_a_log_that_another_thread_closed_can_be_opened_again(folder: Path) -> None:
    assert json.loads(in_a_process(CLOSE_ELSEWHERE, str(folder))) is True

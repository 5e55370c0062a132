"""A restore that is killed at any step: the old log opens or the new one, whole, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import sys
from bisect import bisect_left
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Kind
from j3032calc.domain.problems.log import LogExists
from j3032calc.storage.restoring import settle
from tests.backed_up import BY_ADA, BackedUpClinic, chart
from tests.clinic import ADA, ADAS_PASSWORD, of_kind

if TYPE_CHECKING:
    from pathlib import Path

STEPS = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate")
KILLED = 9

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a child that dies at a step is forked")


def dies_at(step: int, folder: Path, path: str) -> bool:
    """Restore in a child that ends at its nth change of a folder or file; say whether it came to that."""
    child = os.fork()
    if child == 0:
        left = [step]

        def count(event: str, arguments: tuple[object, ...]) -> None:
            is_writing = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
            if event in STEPS or is_writing:
                left[0] -= 1
                if left[0] == 0:
                    os._exit(KILLED)

        with suppress(BaseException):
            sys.addaudithook(count)
            BackedUpClinic(folder).restoring.restore(path, BY_ADA, replace_newer=True)
            os._exit(0)
        os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in {0, KILLED}
    return code == KILLED


def prepared(folder: Path, path: str) -> None:
    """A log of 6 entries, backed up, and one more patient, order and dose after that."""
    clinic = BackedUpClinic(folder)
    session = clinic.set_up()
    chart(session, 1)
    clinic.backing_up.make(session, path)
    chart(session, 2)
    session.sign_out()


def has_old_or_new_log(folder: Path) -> str:
    """Open what is there after the crash, once more after that, and say which log it is."""
    clinic = BackedUpClinic(folder)
    settle(clinic.places)
    session = clinic.sign_in()
    assert session.log.fault is None
    assert session.log.verify().fault is None
    restored = of_kind(session, Kind.LOG_RESTORED)
    session.sign_out()
    names = {path.name for path in clinic.places.data.iterdir()}
    kept = [name for name in names if name.startswith("replaced-")]
    assert "restoring" not in names
    assert len(list(clinic.anchor.glob("restoring*"))) == 0
    if not restored:
        assert kept == []
        return "old"
    (entry,) = restored
    assert entry.sequence == 7
    # A file that was being written when it was killed has no name yet, only a dot and letters.
    named = {path.name for path in (clinic.places.data / kept[0]).iterdir() if not path.name.startswith(".")}
    assert named == {"log.db", "keys.json"}
    return "new"


@pytest.fixture
def original(tmp_path: Path) -> Path:
    prepared(tmp_path / "original", str(tmp_path / "backup"))
    return tmp_path / "original"


def test_killed_at_any_step_the_old_log_opens_or_the_new_one(original: Path, tmp_path: Path) -> None:
    path, found, step = str(tmp_path / "backup"), [], 0
    while True:
        step += 1
        folder = tmp_path / "tried"
        shutil.copytree(original, folder)
        was_killed = dies_at(step, folder, path)
        found.append(has_old_or_new_log(folder))
        shutil.rmtree(folder)
        if not was_killed:
            break

    # There is one step that decides: before it the old log, from it on the new one.
    decided = found.index("new")
    assert set(found[:decided]) == {"old"}
    assert set(found[decided:]) == {"new"}
    assert decided > 20
    assert len(found) - decided > 8


def test_killed_at_any_step_on_an_empty_computer_there_is_no_log_or_the_new_one(original: Path, tmp_path: Path) -> None:
    assert original.exists()
    path, found, step = str(tmp_path / "backup"), [], 0
    while True:
        step += 1
        folder = tmp_path / "tried"
        was_killed = dies_at(step, folder, path)
        clinic = BackedUpClinic(folder)
        settle(clinic.places)
        if clinic.workstation.is_set_up:
            session = clinic.sign_in()
            assert session.log.verify().fault is None
            assert len(of_kind(session, Kind.LOG_RESTORED)) == 1
            session.sign_out()
            with pytest.raises(LogExists):
                clinic.workstation.set_up("Lakeside Infusion", ADA, ADAS_PASSWORD)
            found.append("new")
        else:
            found.append("none")
        shutil.rmtree(folder, ignore_errors=True)
        if not was_killed:
            break

    decided = found.index("new")
    assert set(found[:decided]) == {"none"}
    assert set(found[decided:]) == {"new"}


def test_killed_while_settling_it_settles_the_next_time(original: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "backup")
    decided = deciding_step(original, tmp_path / "tried", path)
    code, step = KILLED, 0
    while code == KILLED:
        step += 1
        folder = tmp_path / "again"
        shutil.copytree(original, folder)
        dies_at(decided, folder, path)
        child = os.fork()
        if child == 0:
            settle_and_die_at(step, folder)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert has_old_or_new_log(folder) == "new"
        shutil.rmtree(folder)

    assert step > 8


def deciding_step(original: Path, folder: Path, path: str) -> int:
    """Give the first step at which a restore is killed when it was decided."""
    steps = range(1, 200)
    return steps[bisect_left(steps, x=True, key=lambda step: is_decided_after(step, original, folder, path))]


def is_decided_after(step: int, original: Path, folder: Path, path: str) -> bool:
    shutil.copytree(original, folder)
    dies_at(step, folder, path)
    clinic = BackedUpClinic(folder)
    is_decided = (clinic.anchor / "restoring").exists() or any(clinic.places.data.glob("replaced-*"))
    shutil.rmtree(folder)
    return is_decided


def settle_and_die_at(step: int, folder: Path) -> None:
    left = [step]

    def count(event: str, _: tuple[object, ...]) -> None:
        if event in STEPS:
            left[0] -= 1
            if left[0] == 0:
                os._exit(KILLED)

    with suppress(BaseException):
        sys.addaudithook(count)
        settle(BackedUpClinic(folder).places)
    os._exit(0)


# --- Who may decide --------------------------------------------------------------------------------------------------


def test_a_restore_cannot_be_brought_about_from_the_data_folder_alone(original: Path, tmp_path: Path) -> None:
    clinic = BackedUpClinic(original)
    old_copy = tmp_path / "old"
    shutil.copytree(clinic.places.data, old_copy)
    session = clinic.sign_in()
    chart(session, 3)
    newest = session.log.head.sequence
    session.sign_out()

    staging = clinic.places.data / "restoring"
    staging.mkdir()
    (staging / "replaced-2026-11-23-140500").mkdir()
    shutil.copy(old_copy / "log.db", staging / "log.db")
    settle(clinic.places)

    session = clinic.sign_in()
    assert session.log.is_whole
    assert session.log.head.sequence > newest
    assert not staging.exists()


def test_a_decision_without_its_files_is_dropped_at_the_next_start(original: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "backup")
    decided = deciding_step(original, tmp_path / "tried", path)
    clinic = BackedUpClinic(original)
    dies_at(decided, original, path)
    shutil.move(clinic.places.data / "restoring", tmp_path / "taken")
    session = clinic.sign_in()
    chart(session, 3)
    session.sign_out()
    shutil.move(tmp_path / "taken", clinic.places.data / "restoring")

    session = clinic.sign_in()

    assert session.log.is_whole
    assert [one for one in session.log.of_patient("p3") if one.kind is Kind.DOSE_RECORDED]
    assert not of_kind(session, Kind.LOG_RESTORED)


def test_where_the_anchors_are_lost_meanwhile_what_was_moved_aside_stays(original: Path, tmp_path: Path) -> None:
    clinic = BackedUpClinic(original)
    staging = clinic.places.data / "restoring"
    (staging / "replaced-2026-11-23-140500").mkdir(parents=True)
    before = (clinic.places.data / "log.db").read_bytes()
    (clinic.places.data / "log.db").replace(staging / "replaced-2026-11-23-140500" / "log.db")
    shutil.copy(tmp_path / "original" / "data" / "keys.json", staging / "keys.json")
    shutil.rmtree(clinic.places.anchors)

    settle(clinic.places)

    kept = clinic.places.data / "replaced-2026-11-23-140500"
    assert (kept / "log.db").read_bytes() == before

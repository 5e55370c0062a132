"""Cut the power before each sync of a disk, and at the end; after each time look at what is there.

Usage: cutting.py WHAT FOLDER SEED CHANCES, with power_cut.c preloaded, CUT_UNDER set to FOLDER/log and CUT_KEEP to
FOLDER/kept. WHAT is "work", "create" or "restore". Only what was synced is there for certain. Of the rest there is
nothing, or by chance some: pages of a file in any order, zeros where a file grew and its content did not follow (as
Windows leaves them), the names as they were then. Prints one line of JSON at the end.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.backed_up import BY_ADA, BackedUpClinic
from tests.invented_log import draft, new_log, note, open_log, recorded
from tests.reliability.failing_session import Session, begin, look, look_at_new
from tests.unit.storage_backups.test_restore_killed import has_old_or_new_log, prepared

if TYPE_CHECKING:
    from collections.abc import Callable

_DISK = ctypes.CDLL(None)
_DOSES = 3
_CUT = 99
_PAGE = 4096


def work(folder: Path, tell: Callable[[str], object]) -> None:
    """Open, keep a draft, record doses, close."""
    log = open_log(folder)
    log.keep_draft(draft(900))
    tell("draft")
    for number in range(_DOSES):
        log.append([note(), recorded(number)])
        tell(f"d{number}")
    log.close()


def create(folder: Path, tell: Callable[[str], object]) -> None:
    """Make a log and write what a day begins with."""
    log = new_log(folder)
    log.append([note(), recorded(2)])
    tell("d2")
    log.close()


def begin_empty(folder: Path) -> Path:
    (folder / "begun").mkdir()
    return folder / "begun"


def look_at_created(folder: Path, session: Session) -> None:
    """There is a whole log with what was acknowledged, or none, and then one can be made."""
    look_at_new(folder, session)
    log = open_log(folder)
    try:
        assert all(log.latest(dose) is not None for dose in session.acknowledged), "was acknowledged and is gone"
    finally:
        log.close()


def restore(folder: Path, tell: Callable[[str], object]) -> None:
    """Go back to a backup of before the newest dose."""
    BackedUpClinic(folder).restoring.restore(str(folder / "backup"), BY_ADA, replace_newer=True)
    tell("restored")


def begin_restore(folder: Path) -> Path:
    """Make a log that goes back to its backup."""
    prepared(folder / "begun", str(folder / "begun" / "backup"))
    return folder / "begun"


def look_at_restored(folder: Path, session: Session) -> None:
    """The old log opens or the restored one, whole; once somebody was told, the restored one."""
    found = has_old_or_new_log(folder)
    assert found == "new" or not session.acknowledged


def let_run(run: Callable[[Path, Callable[[str], object]], None], folder: Path, cut_at: int) -> tuple[list[str], bool]:
    """Give what was acknowledged until the power went, and whether it went."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.close(reading)
            _DISK.power_cut_at(ctypes.c_long(cut_at))
            run(folder, lambda word: os.write(writing, f"{word}\n".encode("ascii")))
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        said = stream.read().decode("ascii").split()
    _, status = os.waitpid(process, 0)
    assert os.WEXITSTATUS(status) in {0, _CUT}, "the child ended by itself"
    return said, os.WEXITSTATUS(status) == _CUT


_ALL: Final = {
    "work": (begin, work, look),
    "create": (begin_empty, create, look_at_created),
    "restore": (begin_restore, restore, look_at_restored),
}

# --- What is there when the power comes back ---


def remember(folder: Path, kept: Path) -> None:
    """Take everything that is there for synced."""
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir()
    for path in (folder, *folder.rglob("*")):
        inode = path.stat().st_ino
        if path.is_dir():
            names = "".join(f"{one.stat().st_ino} {one.name}\n" for one in path.iterdir())
            (kept / f"d{inode}").write_text(names)
        else:
            shutil.copy(path, kept / f"f{inode}")


class Disk:
    """What a disk holds after the cut: what was synced, and by chance some of the rest."""

    def __init__(self, folder: Path, kept: Path, chance: random.Random | None) -> None:
        self._kept = kept
        self._chance = chance
        self._now = {path.stat().st_ino: path for path in (folder, *folder.rglob("*"))}
        self._root = folder.stat().st_ino
        # A file that is moved is in one of its places, never in none: a system keeps its names in order.
        self._has_names_of_now = chance is not None and chance.random() < 1 / 2

    def write(self, target: Path) -> None:
        """Write it as a folder."""
        self._write_folder(self._root, target)

    def _write_folder(self, inode: int, target: Path) -> None:
        target.mkdir(mode=0o700)
        for one, name in self._names(inode):
            if (self._kept / f"d{one}").exists() or (one in self._now and self._now[one].is_dir()):
                self._write_folder(one, target / name)
            else:
                (target / name).write_bytes(self._content(one))
                (target / name).chmod(0o600)

    def _names(self, inode: int) -> list[tuple[int, str]]:
        kept = self._kept / f"d{inode}"
        if inode in self._now and self._has_names_of_now:
            return [(one.stat().st_ino, one.name) for one in self._now[inode].iterdir()]
        lines = kept.read_text().splitlines() if kept.exists() else []
        return [(int(one), name) for one, _, name in (line.partition(" ") for line in lines)]

    def _content(self, inode: int) -> bytes:
        kept = self._kept / f"f{inode}"
        synced = kept.read_bytes() if kept.exists() else b""
        if self._chance is None or inode not in self._now:
            return synced
        now = self._now[inode].read_bytes()
        if now.startswith(synced):
            # It only grew: its pages go out in their order.
            arrived = self._chance.randint(len(synced), len(now))
            return now[:arrived] + bytes(self._chance.choice((0, len(now) - arrived)))
        size = self._chance.choice((len(synced), len(now)))
        pages = (self._chance.choice((synced, now))[at : at + _PAGE] for at in range(0, size, _PAGE))
        return b"".join(page.ljust(_PAGE, b"\0") for page in pages)[:size]


def main(what: str, folder: Path, seed: int, chances: int) -> None:
    log, kept, after = folder / "log", folder / "kept", folder / "after"
    begin_it, run, look_afterwards = _ALL[what]
    shutil.rmtree(folder / "begun", ignore_errors=True)
    begun = begin_it(folder)
    cuts, was_cut = 0, True
    while was_cut:
        cuts += 1
        shutil.rmtree(log, ignore_errors=True)
        shutil.copytree(begun, log)
        remember(log, kept)
        said, was_cut = let_run(run, log, cuts)
        for number in range(chances):
            Disk(log, kept, random.Random(f"{seed} {cuts} {number}") if number else None).write(after)  # noqa: S311
            doses = [word for word in said if word != "draft"]
            session = Session(acknowledged=doses, has_draft="draft" in said)
            try:
                look_afterwards(after, session)
            except BaseException as error:
                message = f"seed {seed}, cut {cuts}, chance {number}: {session}"
                raise AssertionError(message) from error
            shutil.rmtree(after)
    print(json.dumps({"cuts": cuts - 1}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))

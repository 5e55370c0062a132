"""A child process: one session on a disk that fails at one call, then the same log on a good disk, for every call.

Usage: failing_session.py WHAT FOLDER HOW GOES_ON, with failing_disk.c preloaded and FAIL_UNDER set to the folder. WHAT
is "work" or "create". It goes through every call from the first to the last, each in a fresh copy, and prints one line
of JSON at the end.
"""

from __future__ import annotations

import ctypes
import errno
import json
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

from j3032calc.domain.entries import Kind
from j3032calc.domain.problems.log import AnchorNotWritten, LogUnusable
from tests.invented_log import draft, first_entries, new_log, note, open_log, recorded, store_in

_DISK = ctypes.CDLL(None)
_DOSES = 3


def fail_at(number: int, how: str, *, goes_on: bool) -> None:
    error = errno.EIO if how == "EIO" else errno.ENOSPC
    _DISK.failing_disk_set(ctypes.c_long(number), error, int(goes_on), int(how == "SHORT"))


def calls_made() -> int:
    _DISK.failing_disk_count.restype = ctypes.c_long
    return int(_DISK.failing_disk_count())


@dataclass
class Session:
    """What the nurse was told."""

    acknowledged: list[str] = field(default_factory=list)
    has_draft: bool = False
    problems: list[str] = field(default_factory=list)

    def told(self, problem: LogUnusable) -> None:
        self.problems.append(f"{type(problem).__name__}: {getattr(problem, 'reason', '')}")


def work(folder: Path, session: Session) -> None:
    """Open, keep a draft, record doses, close; go on after each refusal as a nurse does."""
    try:
        log = open_log(folder)
    except LogUnusable as problem:
        session.told(problem)
        return
    try:
        try:
            log.keep_draft(draft(900))
            session.has_draft = True
        except LogUnusable as problem:
            session.told(problem)
        for number in range(_DOSES):
            try:
                log.append([note(), recorded(number)])
                session.acknowledged.append(f"d{number}")
                if log.not_anchored is not None:
                    session.told(AnchorNotWritten(log.not_anchored))
            except LogUnusable as problem:
                session.told(problem)
    finally:
        log.close()


def look(folder: Path, session: Session) -> None:
    """On a good disk again: everything that was acknowledged is there, in a whole log that goes on."""
    log = open_log(folder)
    try:
        assert log.is_whole, log.fault
        doses = [one for one in log.entries() if one.kind is Kind.DOSE_RECORDED]
        for dose in session.acknowledged:
            assert log.latest(dose) is not None, (dose, "was acknowledged and is gone")
        # Each transaction holds two entries: no half one.
        assert all(log.versions(one.subject) == (one,) for one in doses)
        pairs = [one.kind for one in log.entries() if one.kind in {Kind.DOSE_RECORDED, Kind.SIGNED_IN}]
        assert pairs == [Kind.SIGNED_IN, Kind.DOSE_RECORDED] * len(doses)
        assert not session.has_draft or log.draft("d900") == draft(900)
        log.append([recorded(1000)])
        assert log.verify().fault is None
        assert log.verify().ahead == 0
        assert log.check_indexes() is None
    finally:
        log.close()


def create(folder: Path, session: Session) -> None:
    try:
        new_log(folder).close()
    except LogUnusable as problem:
        session.told(problem)


def look_at_new(folder: Path, session: Session) -> None:
    """On a good disk again: there is a whole log, or none, and then one can be made."""
    log = open_log(folder) if store_in(folder).exists() else new_log(folder)
    try:
        assert log.is_whole, log.fault
        log.append([*first_entries(), recorded(1)])
        assert log.verify().fault is None
        assert {file.name for file in (folder / "data").iterdir()} <= {"log.db", "log.db-wal", "log.db-shm", "log.lock"}
    finally:
        log.close()
    assert store_in(folder).exists() or session.problems


def begin(folder: Path) -> Path:
    """Make a log that every run starts from."""
    begun = folder / "begun"
    log = new_log(begun)
    log.append(first_entries())
    log.close()
    return begun


def main(what: str, folder: Path, how: str, *, goes_on: bool) -> None:
    begun = begin(folder) if what == "work" else None
    run, look_afterwards = (work, look) if what == "work" else (create, look_at_new)
    problems: set[str] = set()
    call = 0
    was_reached = True
    while was_reached:
        call += 1
        copy = folder / "copy"
        if begun is not None:
            shutil.copytree(begun, copy)
        session = Session()
        fail_at(call, how, goes_on=goes_on)
        run(copy, session)
        was_reached = calls_made() >= call
        fail_at(0, how, goes_on=False)
        try:
            look_afterwards(copy, session)
        except BaseException as error:
            message = f"call {call}: {session}"
            raise AssertionError(message) from error
        shutil.rmtree(copy)
        problems |= set(session.problems)
        if not was_reached:
            assert not session.problems, session.problems
    print(json.dumps({"calls": call - 1, "problems": sorted(problems)}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], goes_on=sys.argv[4] == "on")

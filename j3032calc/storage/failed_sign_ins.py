"""The keyless file of failed sign-ins: written before anybody is signed in, and never shortened by this program.

One line each, readable without any key: when, whether it failed, which way, and the user if it is one known here
(people type passwords into the wrong field). A success leaves a line too, without its user, because the waits are
counted from it.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems.files import FileUnreadable
from j3032calc.domain.problems.log import LogNotWritten
from j3032calc.domain.problems.people import SignInDelayed
from j3032calc.domain.sign_in import FailedSignIn, FailedSignIns, Way
from j3032calc.services.waiting import Waits
from j3032calc.storage.files import reason_of, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from j3032calc.services.ports import Clock

FILE: Final = "failed-sign-ins.log"
_PRIVATE: Final = 0o600
_LINE: Final = re.compile(r"(\S{23})Z (failed|succeeded) (password|recovery-key) (\S+)")
_NOBODY: Final = "-"
# Holds some thousand lines; the longest wait is reached after a dozen.
_TAIL_BYTES: Final = 1 << 16


@contextmanager
def _file_problems() -> Iterator[None]:
    """Turn the system's refusals to write into one plain problem.

    Raises:
        LogNotWritten: always.
    """
    try:
        yield
    except OSError as error:
        raise LogNotWritten(reason_of(error)) from None


class SignInFile:
    """The file in a data folder. Where it cannot be written nobody is signed in, or tries would go uncounted."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder / FILE
        self._clock = clock
        self._waits = {way: Waits(clock) for way in Way}

    def failed(self, way: Way, user: str | None) -> None:
        """Keep a failure; it is safe on the disk when this returns.

        Raises:
            LogNotWritten: the disk refuses.
        """
        self._append("failed", way, user or _NOBODY)
        # From now on the wait is known.
        self._left(way)

    def succeeded(self, way: Way) -> None:
        """Keep a success, from which failures are counted anew.

        Raises:
            LogNotWritten: the disk refuses.
        """
        self._append("succeeded", way, _NOBODY)

    def refuse_early_try(self, way: Way) -> None:
        """Let a try pass only after the wait that the failures before it cost.

        Raises:
            SignInDelayed: it is too early.
            FileUnreadable: the file cannot be read.
        """
        wait = self._left(way)
        if wait > timedelta():
            raise SignInDelayed(wait)

    def since(self, place: int) -> FailedSignIns:
        """Give the failures from a place on; all that are left where the file was cut.

        Raises:
            FileUnreadable: the file cannot be read.
        """
        content = self._read()
        was_cut = place > len(content) or (place > 0 and content[place - 1 : place] != b"\n")
        lines = tuple(map(_read_line, content[0 if was_cut else place :].splitlines()))
        return FailedSignIns(
            lines=tuple(line for line in lines if isinstance(line, FailedSignIn)),
            end=len(content),
            was_cut=was_cut or None in lines,
        )

    def _append(self, outcome: str, way: Way, who: str) -> None:
        moment = self._clock.now().astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
        # A crash may have cut the last line short; this one begins anew.
        line_end = "" if self._read(1) in {b"", b"\n"} else "\n"
        line = f"{line_end}{moment}Z {outcome} {way} {who}\n".encode()
        with _file_problems():
            is_new = not self._path.exists()
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
            descriptor = os.open(self._path, flags, _PRIVATE)
            try:
                if os.write(descriptor, line) < len(line):
                    raise OSError
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            if is_new:
                sync_folder(self._path.parent)

    def _read(self, last: int | None = None) -> bytes:
        try:
            with self._path.open("rb") as stream:
                if last is not None:
                    stream.seek(max(0, stream.seek(0, os.SEEK_END) - last))
                return stream.read()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise FileUnreadable("The file of failed sign-ins", reason_of(error)) from None

    def _left(self, way: Way) -> timedelta:
        failures: list[FailedSignIn] = []
        for line in map(_read_line, self._read(_TAIL_BYTES).splitlines()):
            if line is _SUCCESS:
                failures.clear()
            elif isinstance(line, FailedSignIn) and line.way is way:
                failures.append(line)
        return self._waits[way].left(len(failures), failures[-1].at) if failures else timedelta()


class _Success(Enum):
    SUCCESS = "succeeded"


_SUCCESS: Final = _Success.SUCCESS


def _read_line(line: bytes) -> FailedSignIn | _Success | None:
    """Give what a line says; ``None`` for one that this program did not write whole."""
    fields = _LINE.fullmatch(line.decode("utf-8", errors="replace"))
    if fields is None:
        return None
    moment, outcome, way, user = fields.groups()
    try:
        at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    except ValueError:
        return None
    if outcome == _SUCCESS.value:
        return _SUCCESS
    return FailedSignIn(at=at, way=Way(way), user=None if user == _NOBODY else user)

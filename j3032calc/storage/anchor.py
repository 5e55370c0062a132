"""The anchor: each entry's fingerprint once more, in a folder of its own, outside the store.

Whoever holds the store's key but cannot reach this folder can change nothing unseen: an edit, a deletion, a cut tail
and an old copy differ from these lines, and a new entry lacks the seal that the anchor's secret makes.

One line an entry, all of one length: the number, a space, the fingerprint. The first line is where the anchor begins: 0
for a new log, the last restored entry after a restore, the entry that says so for a new anchor over a log with a fault.
A line that a crash cut short is dropped; the store is ahead then. So is one with zeros in it: where the power goes,
some systems keep how long a file had become and not what was in it.
"""

from __future__ import annotations

import os
import re
import secrets
from typing import TYPE_CHECKING, BinaryIO, Final

from j3032calc.domain.entries import Head
from j3032calc.storage.audit_chain import BEGINNING
from j3032calc.storage.files import make_private_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_LINE: Final = re.compile(rb"([0-9]{12}) ([0-9a-f]{64})\n")
_LENGTH: Final = 12 + 1 + 64 + 1
SECRET_BYTES: Final = 32
NEW_LOG: Final = Head(sequence=0, fingerprint=BEGINNING)


class AnchorUnreadable(Exception):
    """The anchor is not there, or is not one."""

    def __init__(self, *, is_there: bool) -> None:
        super().__init__(is_there)
        self.is_there = is_there


def _line(head: Head) -> bytes:
    return f"{head.sequence:012d} {head.fingerprint}\n".encode("ascii")


class Anchor:
    """The lines of one log, open for appending."""

    def __init__(self, folder: Path, secret: bytes, first: Head, last: Head) -> None:
        self.secret = secret
        self.first = first
        self.last = last
        self._path = folder / "anchor"
        self._descriptor: int | None = None

    @classmethod
    def create(cls, folder: Path, first: Head = NEW_LOG, secret: bytes | None = None) -> Anchor:
        """Make an anchor that begins at an entry; one that is there is kept under another name.

        Args:
            folder: of the log's anchor.
            first: the entry.
            secret: what later entries are sealed with; one is made where none is given.

        Raises:
            OSError: the folder refuses.
        """
        make_private_folder(folder)
        path = folder / "anchor"
        secret = secret or secrets.token_bytes(SECRET_BYTES)
        cls.put_aside(folder)
        write_whole(str(folder / "secret"), secret.hex().encode("ascii"))
        write_whole(str(path), _line(first))
        return cls(folder, secret, first, first)

    @staticmethod
    def put_aside(folder: Path) -> None:
        """Keep the anchor that is in a folder, if one is, under a name that says that it is an older one.

        Raises:
            OSError: the folder refuses.
        """
        path = folder / "anchor"
        if path.exists():
            path.replace(_unused(folder, "older-anchor"))

    @classmethod
    def read(cls, folder: Path) -> Anchor:
        """Read an anchor's ends.

        Raises:
            AnchorUnreadable: it is not there, or its lines are not an anchor's.
        """
        try:
            secret = _secret((folder / "secret").read_text("ascii"))
            with (folder / "anchor").open("rb") as stream:
                whole = _whole_lines(stream)
                first, last = _head(_line_at(stream, 0)), _head(_line_at(stream, max(0, whole - 1)))
        except FileNotFoundError:
            raise AnchorUnreadable(is_there=False) from None
        except (OSError, ValueError):
            raise AnchorUnreadable(is_there=True) from None
        if last.sequence - first.sequence != whole - 1:
            raise AnchorUnreadable(is_there=True)
        return cls(folder, secret, first, last)

    def append(self, heads: Sequence[Head]) -> None:
        """Write lines and come back when they are on the disk.

        Raises:
            OSError: the disk refuses; what was written of them is dropped at the next append.
        """
        if self._descriptor is None:
            self._descriptor = os.open(self._path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        end = (self.last.sequence - self.first.sequence + 1) * _LENGTH
        os.lseek(self._descriptor, end, os.SEEK_SET)
        content = b"".join(map(_line, heads))
        while content:
            # A disk that fills up takes a part first, and says so only at the rest.
            content = content[os.write(self._descriptor, content) :]
        os.fsync(self._descriptor)
        self.last = heads[-1]

    def fingerprints(self) -> Iterator[str]:
        """Give the fingerprint of every line from the first on.

        Raises:
            AnchorUnreadable: a line is not one, or is not in its place.
        """
        with self._path.open("rb") as stream:
            for sequence in range(self.first.sequence, self.last.sequence + 1):
                line = stream.read(_LENGTH)
                if _LINE.fullmatch(line) is None or int(line[:12]) != sequence:
                    raise AnchorUnreadable(is_there=True)
                yield line[13:77].decode("ascii")

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def has_entries(folder: Path) -> bool:
    """Whether a folder holds the anchor of a log that has entries."""
    try:
        return Anchor.read(folder).last != NEW_LOG
    except AnchorUnreadable:
        return False


def _whole_lines(stream: BinaryIO) -> int:
    """Count the lines up to the last that was written whole; the next one is written over what stands behind it."""
    count = os.fstat(stream.fileno()).st_size // _LENGTH
    while count > 1 and b"\0" in _line_at(stream, count - 1):
        count -= 1
    return count


def _line_at(stream: BinaryIO, place: int) -> bytes:
    stream.seek(place * _LENGTH)
    return stream.read(_LENGTH)


def _secret(text: str) -> bytes:
    secret = bytes.fromhex(text)
    if len(secret) != SECRET_BYTES:
        raise ValueError
    return secret


def _head(line: bytes) -> Head:
    read = _LINE.fullmatch(line)
    if read is None:
        raise ValueError
    return Head(sequence=int(read[1]), fingerprint=read[2].decode("ascii"))


def _unused(folder: Path, name: str) -> Path:
    number = 1
    while (path := folder / f"{name}-{number}").exists():
        number += 1
    return path

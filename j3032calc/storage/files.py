"""Files that a person names: read whole or line by line, written at once or not at all."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems import FileUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

# One calculation is far shorter; a longer line is cut, so that no file can fill the memory.
_LONGEST_LINE: Final = 1 << 20


def _reason(error: OSError | ValueError) -> str:
    reasons: dict[type[Exception], str] = {
        FileNotFoundError: "there is no such file or folder",
        ValueError: "a file cannot have that name",
        PermissionError: "you may not read or write it",
        IsADirectoryError: "it is a folder",
    }
    return next((reason for kind, reason in reasons.items() if isinstance(error, kind)), "the disk refused")


@contextmanager
def file_problems(name: str) -> Iterator[None]:
    """Turn the operating system's refusals into one plain problem.

    Raises:
        FileUnreadable: the file cannot be read or written.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        raise FileUnreadable(Path(name).name or "The file", _reason(error)) from error


def read_text_lines(name: str) -> list[str]:
    """Read a text file in UTF-8, or in the Windows encoding that CMS uses.

    Raises:
        FileUnreadable: it cannot be read.
    """
    with file_problems(name):
        content = Path(name).read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return text.splitlines()


def stream_lines(name: str) -> Iterator[bytes]:
    """Read lines one at a time from a file, or from standard input for ``-``.

    Raises:
        FileUnreadable: it cannot be read.
    """
    with file_problems(name):
        if name == "-" and sys.stdin is None:
            raise FileUnreadable("Standard input", "it is closed")
        if name == "-":
            yield from _lines_of(sys.stdin.fileno())
        else:
            yield from _lines_of(name)


def _lines_of(source: str | int) -> Iterator[bytes]:
    with open(source, "rb", closefd=not isinstance(source, int)) as stream:
        while line := stream.readline(_LONGEST_LINE):
            whole = line.endswith(b"\n")
            while not whole and (rest := stream.readline(_LONGEST_LINE)):
                whole, line = rest.endswith(b"\n"), b""
            yield line


def write_whole(name: str, content: bytes) -> None:
    """Write a file so that it is there whole or not at all.

    Raises:
        FileUnreadable: it cannot be written; an older file of that name is untouched.
    """
    path = Path(name)
    with file_problems(name), ExitStack() as cleaning:
        part = cleaning.enter_context(NamedTemporaryFile(dir=path.parent, prefix=".", delete=False))
        cleaning.callback(Path(part.name).unlink, missing_ok=True)
        part.write(content)
        part.flush()
        os.fsync(part.fileno())
        # Windows does not rename a file that is open.
        part.close()
        Path(part.name).replace(path)

"""Files that a person names: read whole or line by line, written at once or not at all."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING, Final

from j3032calc.domain.problems.files import FileUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# One calculation is far shorter; a longer line is cut, so that no file can fill the memory.
_LONGEST_LINE: Final = 1 << 20
_LARGEST: Final = 100_000_000
_PRIVATE: Final = 0o700
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)


def reason_of(error: OSError | ValueError) -> str:
    """Say in a few words why the system refused."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return "the disk is full"
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
        raise FileUnreadable(Path(name).name or "The file", reason_of(error)) from error


def read_whole(name: str) -> bytes:
    """Read a file.

    Raises:
        FileUnreadable: it cannot be read, or is larger than any file that is read here.
    """
    with file_problems(name), Path(name).open("rb") as stream:
        content = stream.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise FileUnreadable(Path(name).name, "it is larger than 100 MB")
    return content


def read_text_lines(name: str) -> list[str]:
    """Read a text file in UTF-8, or in the Windows encoding that CMS uses.

    Raises:
        FileUnreadable: it cannot be read, or is larger than any file that is read here.
    """
    content = read_whole(name)
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
    with new_file(name) as part, file_problems(name):
        part.write(content)


@contextmanager
def new_file(name: str) -> Iterator[IO[bytes]]:
    """Give a new file that only this person may read; it has its name in the end, or was never there.

    Raises:
        FileUnreadable: it cannot be written; an older file of that name is untouched.
    """
    path = Path(name)
    with ExitStack() as cleaning:
        with file_problems(name):
            part = cleaning.enter_context(NamedTemporaryFile(dir=path.parent, prefix=".", delete=False))
        cleaning.callback(Path(part.name).unlink, missing_ok=True)
        yield part
        with file_problems(name):
            part.flush()
            os.fsync(part.fileno())
            # Windows does not rename a file that is open.
            part.close()
            Path(part.name).replace(path)
            sync_folder(path.parent)


class PlainTextFiles:
    """Files that a person named, the text in UTF-8; nothing is written into the folders of the log."""

    def __init__(self, *of_the_log: Path) -> None:
        self._of_the_log = of_the_log

    @staticmethod
    def read_whole(name: str) -> bytes:
        """Give what is in a file; see ``read_whole``."""
        return read_whole(name)

    @staticmethod
    def read_lines(name: str) -> list[str]:
        """Give the lines of a text file; see ``read_text_lines``."""
        return read_text_lines(name)

    def write_whole(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all; see ``write_whole``."""
        self._refuse_folders_of_the_log(name)
        write_whole(name, content)

    @contextmanager
    def write_lines(self, name: str) -> Iterator[Callable[[str], None]]:
        """Give what takes piece after piece of a new file; see ``new_file``.

        Raises:
            FileUnreadable: it cannot be written; an older file of that name is untouched.
        """
        self._refuse_folders_of_the_log(name)
        with new_file(name) as part:

            def write(text: str) -> None:
                with file_problems(name):
                    part.write(text.encode("utf-8", errors="backslashreplace"))

            yield write

    def _refuse_folders_of_the_log(self, name: str) -> None:
        with file_problems(name):
            path = Path(name).resolve()
        if any(path.is_relative_to(folder) for folder in self._of_the_log):
            raise FileUnreadable(Path(name).name, "it would lie in the folder of the log")


def may_be_there(path: Path) -> bool:
    """Whether a file or folder is there, or may be: where nobody may look, nothing is made anew."""
    try:
        return path.exists()
    except PermissionError:
        return True


def make_private_folder(folder: Path) -> None:
    """Make a folder that nobody else on this computer may look into (Windows keeps a person's folders apart by itself).

    Raises:
        OSError: it cannot be made.
    """
    new = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(_PRIVATE)
    for one in new:
        # Else a power cut takes the folder away again, with everything that was synced in it.
        sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """Put the names in a folder safely on the disk, where the system can (Windows does it by itself).

    Raises:
        OSError: the disk refuses.
    """
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

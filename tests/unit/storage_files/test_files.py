"""Files that a person names: read whole or line by line, written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING, Any

import pytest

from j3032calc.domain.problems.files import FileUnreadable
from j3032calc.storage import files
from j3032calc.storage.clock import SystemClock
from j3032calc.storage.files import PlainTextFiles, read_text_lines, stream_lines, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTE = 1 << 20

TEXTS = [
    pytest.param(b"a\nb\n", ["a", "b"], id="unix"),
    pytest.param(b"a\r\nb", ["a", "b"], id="windows"),
    pytest.param(b"", [], id="empty"),
    pytest.param("\ufeffM\u00fcller".encode(), ["Müller"], id="utf-8-with-mark"),
    pytest.param("Müller".encode(), ["Müller"], id="utf-8"),
    pytest.param("Müller – “x”".encode("cp1252"), ["Müller – “x”"], id="windows-encoding"),
    pytest.param(b"\xff\x81", ["ÿ\ufffd"], id="neither"),
]


@pytest.mark.parametrize(("content", "expected"), TEXTS)
def test_read_text_lines_reads_either_encoding(tmp_path: Path, content: bytes, expected: list[str]) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)

    assert read_text_lines(str(path)) == expected


def test_a_missing_file_is_refused_by_name_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable) as refused:
        read_text_lines(str(tmp_path / "no.csv"))

    assert (refused.value.name, refused.value.reason) == ("no.csv", "there is no such file or folder")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable) as refused:
        read_text_lines(str(tmp_path))

    assert refused.value.reason == "it is a folder"


def test_a_file_that_one_may_not_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path, _mode: str) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(FileUnreadable) as refused:
        read_text_lines("secret.csv")

    assert refused.value.reason == "you may not read or write it"


def test_a_file_that_no_one_reads_here_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_LARGEST", 3)
    (tmp_path / "large").write_bytes(b"1234")
    (tmp_path / "small").write_bytes(b"123")

    with pytest.raises(FileUnreadable) as refused:
        PlainTextFiles(tmp_path).read_whole(str(tmp_path / "large"))

    assert (refused.value.name, refused.value.reason) == ("large", "it is larger than 100 MB")
    assert PlainTextFiles(tmp_path).read_whole(str(tmp_path / "small")) == b"123"
    assert PlainTextFiles(tmp_path).read_lines(str(tmp_path / "small")) == ["123"]


def test_any_other_refusal_is_the_disks(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")

    with pytest.raises(FileUnreadable) as refused:
        read_text_lines(str(file / "inside"))

    assert refused.value.reason == "the disk refused"


LINES = [
    pytest.param(b"a\nb\n", [b"a\n", b"b\n"], id="two"),
    pytest.param(b"a\nb", [b"a\n", b"b"], id="last-without-an-end"),
    pytest.param(b"\n\na", [b"\n", b"\n", b"a"], id="blank-lines-count"),
    pytest.param(b"", [], id="empty"),
    pytest.param(b"a" * (MEGABYTE - 1) + b"\nb", [b"a" * (MEGABYTE - 1) + b"\n", b"b"], id="longest-line"),
    pytest.param(b"a" * MEGABYTE, [b"a" * MEGABYTE], id="longest-last-line"),
    pytest.param(b"a" * MEGABYTE + b"\nb", [b"", b"b"], id="one-too-long-is-emptied"),
    pytest.param(b"a" * (3 * MEGABYTE) + b"\nb\n", [b"", b"b\n"], id="three-times-too-long-is-one-line"),
    pytest.param(b"a" * (2 * MEGABYTE), [b""], id="too-long-and-last"),
]


@pytest.mark.parametrize(("content", "expected"), LINES)
def test_stream_lines_gives_each_line_once_and_none_too_long(
    tmp_path: Path, content: bytes, expected: list[bytes]
) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_bytes(content)

    assert list(stream_lines(str(path))) == expected


def test_stream_lines_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        list(stream_lines(str(tmp_path / "no.jsonl")))


def test_stream_lines_reads_standard_input_and_leaves_it_open(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.write(writer, b"a\nb\n")
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)

        assert list(stream_lines("-")) == [b"a\n", b"b\n"]
        assert os.fstat(reader)


def test_stream_lines_refuses_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    with pytest.raises(FileUnreadable) as refused:
        list(stream_lines("-"))

    assert (refused.value.name, refused.value.reason) == ("Standard input", "it is closed")


@pytest.mark.parametrize("read", [read_text_lines, lambda name: list(stream_lines(name))])
def test_a_name_that_no_file_can_have_is_refused(read: Callable[[str], object]) -> None:
    with pytest.raises(FileUnreadable) as refused:
        read("a\x00b")

    assert refused.value.reason == "a file cannot have that name"


def test_a_file_without_a_name_is_called_the_file() -> None:
    with pytest.raises(FileUnreadable) as refused:
        read_text_lines("")

    assert (refused.value.name, refused.value.reason) == ("The file", "it is a folder")


def test_the_part_is_closed_before_it_takes_the_files_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Windows does not rename a file that is open.
    parts: list[IO[bytes]] = []

    def remember(**options: Any) -> IO[bytes]:  # noqa: ANN401 - NamedTemporaryFile's own
        parts.append(NamedTemporaryFile(**options))  # noqa: SIM115 - the code under test closes it
        return parts[-1]

    closed: list[bool] = []
    monkeypatch.setattr(files, "NamedTemporaryFile", remember)
    monkeypatch.setattr(Path, "replace", lambda _part, _target: closed.append(parts[0].file.closed))  # type: ignore[attr-defined]

    write_whole(str(tmp_path / "sheet.pdf"), b"x")

    assert closed == [True]


def test_write_whole_writes_a_new_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    write_whole(str(tmp_path / "sheet.pdf"), b"new")

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"sheet.pdf": b"new"}


def test_write_whole_replaces_an_older_file(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"a much longer old file")

    write_whole(str(path), b"new")

    assert path.read_bytes() == b"new"


def test_a_failed_write_leaves_the_older_file_and_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(FileUnreadable) as refused:
        write_whole(str(path), b"new")

    assert (refused.value.name, refused.value.reason) == ("sheet.pdf", "the disk is full")
    assert {item.name: item.read_bytes() for item in tmp_path.iterdir()} == {"sheet.pdf": b"old"}


def test_a_file_cannot_take_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "sheet.pdf").mkdir()

    with pytest.raises(FileUnreadable) as refused:
        write_whole(str(tmp_path / "sheet.pdf"), b"new")

    assert refused.value.reason == "it is a folder"
    assert [item.name for item in tmp_path.iterdir()] == ["sheet.pdf"]


def test_a_file_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable) as refused:
        write_whole(str(tmp_path / "no" / "sheet.pdf"), b"new")

    assert (refused.value.name, refused.value.reason) == ("sheet.pdf", "there is no such file or folder")


def test_the_clock_knows_its_zone() -> None:
    assert SystemClock().now().tzinfo is not None

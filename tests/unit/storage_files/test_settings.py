"""What the workstation remembers outside of the log is kept in one file, and is never in anybody's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.storage.settings import FileSettings

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    FileSettings(tmp_path / "new").keep("printers of slip", {"printer": "front"})
    FileSettings(tmp_path / "new").keep("printers of record", {"printer": "back"})

    assert FileSettings(tmp_path / "new").read("printers of slip") == {"printer": "front"}
    assert FileSettings(tmp_path / "new").read("printers of record") == {"printer": "back"}


def test_nothing_is_remembered_at_first(tmp_path: Path) -> None:
    assert FileSettings(tmp_path).read("printers of slip") == {}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"printers of slip": 3}', b"[" * 100_000])
def test_a_file_that_cannot_be_read_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "workstation.json").write_bytes(content)

    assert FileSettings(tmp_path).read("printers of slip") == {}


def test_values_of_another_kind_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "workstation.json").write_bytes(b'{"printers of slip": {"printer": "front", "paper": 4}}')

    assert FileSettings(tmp_path).read("printers of slip") == {"printer": "front"}


def test_a_disk_that_refuses_is_asked_again_next_time(tmp_path: Path) -> None:
    (tmp_path / "in the way").write_bytes(b"")
    settings = FileSettings(tmp_path / "in the way")

    settings.keep("printers of slip", {"printer": "front"})

    assert settings.read("printers of slip") == {}

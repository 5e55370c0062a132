"""Where the log lies, and that its anchors lie elsewhere."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.problems.log import AnchorsInDataFolder, LogDamaged, LogNotWritten
from j3032calc.storage.paths import Places, find_places

if TYPE_CHECKING:
    from pathlib import Path


def test_the_environment_names_both_folders(tmp_path: Path) -> None:
    places = find_places({"J3032CALC_HOME": str(tmp_path / "data"), "J3032CALC_ANCHORS": str(tmp_path / "anchors")})

    assert places == Places(tmp_path.resolve() / "data", tmp_path.resolve() / "anchors")
    assert places.backups == tmp_path.resolve() / "data" / "backups"


@pytest.mark.skipif(platform.system() != "Linux", reason="these are the folders of Linux")
@pytest.mark.parametrize("named", [{}, {"J3032CALC_HOME": "", "J3032CALC_ANCHORS": ""}], ids=["not-there", "empty"])
def test_without_names_they_are_the_platforms(
    named: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    places = find_places(named)

    assert places.data == tmp_path.resolve() / "share" / "j3032calc"
    assert places.anchors == tmp_path.resolve() / "state" / "j3032calc-anchors"


def test_a_named_data_folder_keeps_its_anchors_in_the_platforms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    places = find_places({"J3032CALC_HOME": str(tmp_path / "data")})

    assert not places.anchors.is_relative_to(places.data)


def test_a_relative_name_is_taken_from_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)

    places = find_places({"J3032CALC_HOME": "data", "J3032CALC_ANCHORS": "anchors"})

    assert places == Places(tmp_path.resolve() / "data", tmp_path.resolve() / "anchors")


@pytest.mark.parametrize("anchors", ["data/anchors", "data", "data/../data/x"])
def test_anchors_inside_the_data_folder_are_refused(tmp_path: Path, anchors: str) -> None:
    with pytest.raises(AnchorsInDataFolder):
        find_places({"J3032CALC_HOME": str(tmp_path / "data"), "J3032CALC_ANCHORS": str(tmp_path / anchors)})


def test_each_log_has_a_folder_of_its_own_for_its_anchor(tmp_path: Path) -> None:
    places = Places(tmp_path / "data", tmp_path / "anchors")

    assert places.anchor_of("4uLJ_JQ-Uj4xPJXrY3ZFKg") == tmp_path / "anchors" / "4uLJ_JQ-Uj4xPJXrY3ZFKg"


@pytest.mark.parametrize("log_id", ["", "..", "../data", "a/b", "a\\b", "C:", "a" * 65])
def test_an_id_that_leads_elsewhere_is_damage(tmp_path: Path, log_id: str) -> None:
    with pytest.raises(LogDamaged):
        Places(tmp_path / "data", tmp_path / "anchors").anchor_of(log_id)


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "anchors").write_text("in the way")

    with pytest.raises(LogNotWritten):
        Places(tmp_path / "data", tmp_path / "anchors").make_anchor_of("log")

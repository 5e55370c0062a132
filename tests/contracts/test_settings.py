"""What all settings do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.storage.settings import FileSettings
from tests.paper_desk import PlainSettings

if TYPE_CHECKING:
    from pathlib import Path

    from j3032calc.services.ports import Settings


class SettingsContract:
    @pytest.fixture
    def settings(self) -> Settings:
        raise NotImplementedError

    def test_nothing_is_remembered_at_first(self, settings: Settings) -> None:
        assert settings.read("printers") == {}

    def test_what_is_kept_is_read_and_takes_the_place_of_what_stood_there(self, settings: Settings) -> None:
        settings.keep("printers", {"printer": "front", "paper": "a4"})
        settings.keep("printers", {"printer": "back"})

        assert settings.read("printers") == {"printer": "back"}

    def test_each_thing_is_remembered_by_itself(self, settings: Settings) -> None:
        settings.keep("printers", {"printer": "front"})
        settings.keep("window", {"width": "900"})

        assert settings.read("printers") == {"printer": "front"}
        assert settings.read("window") == {"width": "900"}

    def test_what_is_changed_afterwards_is_not_remembered(self, settings: Settings) -> None:
        values = {"printer": "front"}
        settings.keep("printers", values)
        values["printer"] = "back"

        assert settings.read("printers") == {"printer": "front"}


class TestFileSettings(SettingsContract):
    @pytest.fixture
    def settings(self, tmp_path: Path) -> Settings:
        return FileSettings(tmp_path)


class TestPlainSettings(SettingsContract):
    @pytest.fixture
    def settings(self) -> Settings:
        return PlainSettings()

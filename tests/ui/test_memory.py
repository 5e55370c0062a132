"""The next window opens as this one was left; a file that is damaged keeps nobody out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid

from j3032calc.ui.main_window import MainWindow
from j3032calc.ui.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from j3032calc.app import App

    Open = Callable[[], MainWindow]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    return tmp_path / "j3032calc" / "window.ini"


@pytest.fixture
def open_window(qtbot: QtBot, app: App, file: Path) -> Open:
    def open_it() -> MainWindow:
        memory = Memory()
        window = MainWindow(app, memory)
        window.memory = memory  # type: ignore[attr-defined]
        memory.watch(window, window.look)
        qtbot.addWidget(window)
        window.show()
        return window

    assert not file.exists()
    return open_it


def test_size_and_theme_are_as_they_were_left(qtbot: QtBot, open_window: Open, file: Path) -> None:
    window = open_window()
    window.resize(720, 610)
    window.look.turn()
    qtbot.waitUntil(file.exists, timeout=5_000)

    again = open_window()

    assert (again.width(), again.height()) == (720, 610)
    assert again.look.theme == "dark"
    assert again.bar.buttons["theme"].text() == "Black"


def test_a_window_that_is_gone_takes_its_memory_with_it(app: App, file: Path) -> None:
    """Else what changed last would be asked of it a moment later."""
    assert not file.exists()
    memory = Memory()
    window = MainWindow(app, memory)
    memory.watch(window, window.look)

    delete(window)

    assert not isValid(memory)


def test_a_first_window_has_the_usual_size(qtbot: QtBot, app: App, open_window: Open) -> None:
    usual = MainWindow(app)
    qtbot.addWidget(usual)
    usual.show()

    assert open_window().size() == usual.size()


def test_the_text_is_as_large_as_it_was_left(open_window: Open) -> None:
    window = open_window()
    window.look.resize(50)
    QApplication.instance().aboutToQuit.emit()  # type: ignore[union-attr]

    again = open_window()

    assert again.look.percent == 150
    assert again.page.form.fields["dose"].edit.fontInfo().pixelSize() == 22


def test_what_changed_last_is_kept_when_the_program_ends(open_window: Open, file: Path) -> None:
    window = open_window()
    window.look.choose("contrast")
    QApplication.instance().aboutToQuit.emit()  # type: ignore[union-attr]

    assert "theme=contrast" in file.read_text("utf-8")
    assert open_window().look.theme == "contrast"


def test_a_theme_that_nobody_chose_goes_on_following_the_system(open_window: Open) -> None:
    window = open_window()
    QApplication.instance().aboutToQuit.emit()  # type: ignore[union-attr]

    assert window.look.chosen == ""
    assert open_window().look.chosen == ""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[General]\nwidth=-4\nheight=99999999999999999999\npercent=110\ntheme=pink\n", id="odd-values"),
        pytest.param("\x00\xff[[[", id="rubbish"),
        pytest.param("", id="empty"),
    ],
)
def test_a_damaged_file_is_as_if_it_were_not_there(open_window: Open, file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text, encoding="latin-1")

    window = open_window()

    assert window.look.percent == 100
    assert window.look.theme in {"light", "dark"}
    assert window.width() >= 640


def test_a_maximized_window_is_maximized_again_and_keeps_its_other_size(open_window: Open) -> None:
    window = open_window()
    window.resize(720, 600)
    QApplication.instance().aboutToQuit.emit()  # type: ignore[union-attr]
    window.showMaximized()
    QApplication.instance().aboutToQuit.emit()  # type: ignore[union-attr]

    again = Memory()

    assert again.is_maximized
    assert again.size == (720, 600)
    assert open_window().isMaximized()


def test_nothing_but_the_window_is_kept(open_window: Open, file: Path) -> None:
    open_window()
    QApplication.instance().aboutToQuit.emit()  # type: ignore[union-attr]

    lines = file.read_text("utf-8").split()
    assert [line.partition("=")[0] for line in lines] == [
        "[General]",
        "height",
        "maximized",
        "percent",
        "theme",
        "width",
    ]

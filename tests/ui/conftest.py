"""A real window on the real catalogue, offscreen, on a day that does not change."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from j3032calc.app import App
from j3032calc.ui.look import load_fonts
from j3032calc.ui.main_window import MainWindow
from tests.fixed_clock import FixedClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def app() -> App:
    app = App()
    app.__dict__["clock"] = FixedClock()
    return app


@pytest.fixture
def clock(app: App) -> Iterator[FixedClock]:
    clock = FixedClock()
    app.calculator._clock = clock
    before, app.__dict__["clock"] = app.clock, clock
    yield clock
    app.__dict__["clock"] = before
    app.calculator._clock = before


@pytest.fixture(scope="session", autouse=True)
def shipped_fonts(qapp: object) -> None:
    assert qapp
    load_fonts(App().fonts)


class Nurse:
    """Presses what a nurse presses and reads what a nurse reads."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    def field(self, name: str) -> QLineEdit:
        found = self.window.findChild(QLineEdit, name)
        assert found is not None
        return found

    def button(self, name: str) -> QAbstractButton:
        found = self.window.findChild(QAbstractButton, name)
        assert found is not None
        return found

    def type(self, name: str, text: str) -> None:
        field = self.field(name)
        field.setFocus()
        field.selectAll()
        if not text:
            QTest.keySequence(field, "Del")
        if text.isascii():
            QTest.keyClicks(field, text)
        else:
            # QTest has no keys for these; they arrive as from an input method.
            field.insert(text)

    def press(self, keys: str) -> None:
        # A list that was open keeps the activation on the offscreen platform.
        self.window.activateWindow()
        QTest.keySequence(self.window, keys)

    def read(self, name: str) -> str:
        label = self.window.findChild(QLabel, name)
        assert label is not None
        return label.text() if label.isVisibleTo(self.window) else ""

    def answers(self) -> dict[str, str]:
        return {name: self.read(f"answer.{name}.value") for name in ("draw", "bill", "discarded", "due")}

    def everything(self) -> str:
        """Give every text that is to be seen."""
        seen = [
            widget.text()
            for widget in self.window.findChildren(QWidget)
            if isinstance(widget, QLabel | QAbstractButton) and widget.isVisibleTo(self.window)
        ]
        return "\n".join(seen)


@pytest.fixture
def nurse(qtbot: QtBot, app: App) -> Nurse:
    window = MainWindow(app)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.show()
    window.activateWindow()
    return Nurse(window, qtbot)

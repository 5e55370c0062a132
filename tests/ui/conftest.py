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
from tests.paper_desk import PaperTray, PlainSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.backed_up import BackedUpClinic

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

    def wait_for_the_backup_of_the_day(self) -> None:
        """Have the entry of it behind, which else comes at any moment after a sign-in."""
        self.qtbot.waitUntil(lambda: "backup" not in self.window.status.patient.text(), timeout=20_000)

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


def open_app(app: App, qtbot: QtBot) -> MainWindow:
    """Give a window that answers; when the test is over, whoever is signed in there signs out first."""
    window = MainWindow(app)
    qtbot.addWidget(window, before_close_func=lambda _: sign_out(window, qtbot))
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.show()
    window.activateWindow()
    return window


def open_clinic(clinic: BackedUpClinic, app: App, qtbot: QtBot) -> MainWindow:
    """Give a window on a clinic's log, as another start of the program opens it."""
    own = App()
    own.__dict__.update(clock=clinic.clock, fonts=app.fonts, catalogue=app.catalogue, calculator=app.calculator)
    own.__dict__.update(vault=clinic.vault, workstation=clinic.workstation)
    own.__dict__.update(places=clinic.places, backups=clinic.backups)
    own.__dict__.update(printer=PaperTray("front"), settings=PlainSettings())
    return open_app(own, qtbot)


def sign_out(window: MainWindow, qtbot: QtBot) -> None:
    if window._log_desk is not None:
        closing, shift = window._log_desk.closing, window._log_desk.shift
        shift.sign_out()
        qtbot.waitUntil(lambda: closing.may_close, timeout=20_000)


@pytest.fixture
def nurse(qtbot: QtBot, app: App) -> Nurse:
    return Nurse(open_app(app, qtbot), qtbot)

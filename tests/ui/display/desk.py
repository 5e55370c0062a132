"""The window on the log of a busy day, with hands that press what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEvent, QRegularExpression
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QWidget

from j3032calc.app import App
from j3032calc.ui.column import reveal
from j3032calc.ui.main_window import MainWindow
from j3032calc.ui.text import Text
from j3032calc.ui.text_table import TextTable
from j3032calc.wording.paper_labels import MAKING
from tests import busy_day
from tests.backed_up import BackedUpClinic
from tests.paper_desk import PaperTray, PlainSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE_MS = 60_000
_SAYS_WAIT = QRegularExpression(r"\.wait$")


class BusyDesk:
    """A window that was just opened; nobody is signed in yet."""

    def __init__(self, folder: Path, known: App, *, is_set_up: bool = True) -> None:
        clinic, own = BackedUpClinic(folder), App()
        workstation = clinic.workstation
        own.__dict__.update(fonts=known.fonts, catalogue=known.catalogue, calculator=known.calculator)
        own.__dict__.update(clock=clinic.clock, vault=clinic.vault, workstation=workstation)
        own.__dict__.update(places=clinic.places, backups=clinic.backups)
        own.__dict__.update(printer=PaperTray("front", "a_printer_upstairs"), settings=PlainSettings())
        if is_set_up:
            session, _ = workstation.set_up(busy_day.SITE_NAME, busy_day.BEATRICE, busy_day.PASSWORD)
            busy_day.fill(own.services(session))
            session.lock()
        self.app = own
        self.window = MainWindow(own)
        is_ready: list[bool] = []
        self.window.ready.connect(lambda: is_ready.append(True))
        self.window.show()
        self.window.activateWindow()
        self.wait_until(lambda: bool(is_ready))

    def wait_until(self, look: Callable[[], bool]) -> None:
        """Wait for something to come about in the window."""
        deadline = QDeadlineTimer(PATIENCE_MS)
        while not look():
            assert not deadline.hasExpired()
            QTest.qWait(2)
        self.settle()

    def settle(self) -> None:
        """Let everything be laid out that was changed, and thrown away that was taken off."""
        for _ in range(4):
            QApplication.processEvents()
            for kind in (QEvent.Type.LayoutRequest, QEvent.Type.DeferredDelete):
                QApplication.sendPostedEvents(None, kind.value)
        QApplication.processEvents()

    def close(self) -> None:
        """Close the window, and sign out whoever is there."""
        log_desk = self.window._log_desk
        if log_desk is not None:
            log_desk.shift.lock()
        self.window.close()
        self.window.deleteLater()
        self.settle()

    @property
    def page(self) -> QWidget:
        """The page in front."""
        page = self.window.pages.currentWidget()
        assert page is not None
        return page

    # --- Hands -------------------------------------------------------------------------------------------------------

    def is_shown(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))

    def click(self, name: str) -> None:
        """Press a button that is to be seen; what it does in the background has ended when this returns."""
        button = next(one for one in self.window.findChildren(QAbstractButton, name) if one.isVisible())
        button.click()
        self.wait_until(lambda: not self._is_busy())

    def _is_busy(self) -> bool:
        says_wait = self.window.findChildren(QWidget, _SAYS_WAIT)
        is_making_pages = any(one.isVisible() and one.text() == MAKING for one in self.window.findChildren(Text))
        return is_making_pages or any(one.isVisible() for one in says_wait)

    def press(self, keys: str) -> None:
        # A list that was open keeps the activation on the offscreen platform.
        self.window.activateWindow()
        QTest.keySequence(self.window, keys)
        self.settle()

    def type(self, name: str, text: str) -> None:
        field = next(one for one in self.window.findChildren(QLineEdit, name) if one.isVisible())
        field.setFocus()
        reveal(field)
        field.selectAll()
        QTest.keyClicks(field, text)
        self.settle()

    def choose(self, table: str, row: str = "") -> None:
        """Choose the first row of a table that has this in its first column, or the first of all."""
        found = next(one for one in self.window.findChildren(TextTable, table) if one.isVisible())
        found.selectRow(next(number for number, cells in enumerate(found.cells()) if cells[0].startswith(row)))
        QTest.keySequence(found, "Return")
        self.settle()

    def sign_in(self, user: str, password: str) -> None:
        self.type("sign_in.user", user)
        self.type("sign_in.password", password)
        self.click("sign_in.send")
        self.wait_until(lambda: self.is_shown("nav.lock") or self.is_shown("new_password.send"))

    def close_dialogs(self) -> None:
        for dialog in self.window.findChildren(QDialog):
            dialog.reject()
        self.settle()

    def look(self, percent: int, theme: str) -> None:
        """Set the text size and the theme."""
        if self.window.look.theme != theme:
            self.window.look.choose(theme)
        self.window.look.resize(percent - self.window.look.percent)
        self.settle()

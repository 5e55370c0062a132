"""Scans in the whole window: those that come while no field has the focus, and where each scan goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPushButton

from j3032calc.ui.scan_field import GS, Burst, is_group_separator, moment_of
from j3032calc.ui.text import ENTER

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from j3032calc.ui.frame import Frame
    from j3032calc.ui.scan_field import SignedIn

_SETTLED_MS: Final = 120


class Scanning(QObject):
    """Takes every scan of the window. ``log`` is there while somebody is signed in."""

    def __init__(self, window: Frame) -> None:
        super().__init__(window)
        self._window = window
        self._burst = Burst()
        self.log: SignedIn | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._take_settled)

    def press(self, event: QKeyEvent) -> None:
        """Take a key that no field took: a part of a scan, its end, or Enter on a button."""
        if is_group_separator(event):
            self._add(GS, moment_of(event))
        elif event.key() in ENTER:
            focused = self._window.focusWidget()
            if not self.take_burst(moment_of(event)) and isinstance(focused, QPushButton):
                focused.click()
        elif event.text() and event.text().isprintable():
            self._add(event.text(), moment_of(event))

    def _add(self, character: str, at: float) -> None:
        self._burst.add(character, "", at)
        self._settled.start()

    def take_burst(self, at: float) -> bool:
        """Take the scan that has arrived outside the fields, if there is one."""
        self._settled.stop()
        number = self._burst.ended(at)
        scan = self._burst.take() or (number if number and self.knows(number) else "")
        if scan:
            self.take(scan)
        return bool(scan)

    def _take_settled(self) -> None:
        """Take a scan that no Enter ended."""
        scan = self._burst.take()
        if scan:
            self.take(scan)

    def knows(self, text: str) -> bool:
        """Whether a text that came as fast as a scan is one, though it has no form of its own.

        Signed out nobody's number is known. What has a digit and came into the open is one all the same; a password may
        come from a program that types it.
        """
        if self.log is not None:
            return self.log.knows(text)
        focused = self._window.focusWidget()
        is_secret = isinstance(focused, QLineEdit) and focused.echoMode() is not QLineEdit.EchoMode.Normal
        return self._window.pages.front == "unlock" and not is_secret and any(map(str.isdigit, text))

    def take(self, text: str) -> None:
        """Do what a scan is for. Signed out only the calculator takes packages."""
        from j3032calc.domain.record_code import RecordCode

        if self.log is not None:
            self.log.take(text)
        elif self._window.pages.front == "give" and RecordCode.read(text) is None:
            self._window.page.take_scan(text)
        else:
            from j3032calc.wording.scan_texts import SIGN_IN_FIRST

            self._window.message.refuse(SIGN_IN_FIRST)

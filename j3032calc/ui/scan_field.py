"""Typing and scanning: a line edit that keeps what a keyboard-wedge scanner sends, and tells a scan from typing.

A scanner types like a person, only fast, and usually ends with Enter. What it sends is known by its GS1 form, or as a
code.
"""

from __future__ import annotations

import re
from time import monotonic
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from j3032calc.ui.text import ENTER

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

GS: Final = "\x1d"
# Slower than any scanner, faster than any hand.
_SAME_BURST: Final = 0.06
_SETTLED_MS: Final = 120
_SHORTEST_SCAN: Final = 5
_CODE: Final = re.compile(r"[A-Za-z][0-9]{4}")


def is_group_separator(event: QKeyEvent) -> bool:
    """Whether a key is the GS character, which scanners send as Ctrl+]; Qt's line edit would drop it silently."""
    is_bracket = event.key() == Qt.Key.Key_BracketRight and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return is_bracket or event.text() == GS


def is_scan(text: str) -> bool:
    """Whether a text has the form of a scanned carton."""
    from j3032calc.barcode.gs1 import looks_like_gs1

    return looks_like_gs1(text.strip(" \r\n"))


class Burst:
    """Characters that came faster than a hand types, and the text that stood there before them."""

    def __init__(self) -> None:
        self.typed = ""
        self.before = ""
        self._last = 0.0

    def add(self, character: str, text: str) -> None:
        """Take one more character; ``text`` is what stands in the field without it."""
        now = monotonic()
        if now - self._last > _SAME_BURST:
            self.typed, self.before = "", text
        self.typed += character
        self._last = now

    def take(self, *, codes: bool = True) -> str:
        """Give the burst if it is a scan or (with ``codes``) a scanned code, else nothing, and start again."""
        typed, self.typed = self.typed, ""
        if len(typed) < _SHORTEST_SCAN:
            return ""
        is_code = codes and _CODE.fullmatch(typed.strip()) is not None
        return typed if is_code or is_scan(typed) else ""


class ScanField(QLineEdit):
    """A line edit in which a scan is kept whole. ``scanned`` gives a scan; the field's own text is put back first.

    ``entered`` and ``left`` give the field's name when Enter was pressed in it, and when the focus went elsewhere.
    ``list_wanted`` follows the Down key.
    """

    scanned = Signal(str)
    entered = Signal(str)
    left = Signal(str)
    list_wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        # A code typed quickly where codes belong is no scan of something else.
        self.takes_codes = name in {"product", "hcpcs"}
        self._burst = Burst()
        self._is_put = False
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._take_scan)
        self.textChanged.connect(self._wait_for_the_end)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keep GS, and hand on a scan when its Enter arrives."""
        if is_group_separator(event):
            self._burst.add(GS, self.text())
            self.insert(GS)
        elif event.key() in ENTER:
            if not self._take_scan():
                self.entered.emit(self.objectName())
        elif event.key() == Qt.Key.Key_Down:
            self.list_wanted.emit()
        else:
            if event.text().isprintable() and event.text():
                self._burst.add(event.text(), self.text())
            super().keyPressEvent(event)

    def focusOutEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Say that the field was left."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.left.emit(self.objectName())

    def put(self, text: str) -> None:
        """Set the text as the app's own, which is never taken for a scan."""
        self._is_put = True
        self.setText(text)
        self._is_put = False
        self._settled.stop()

    def _wait_for_the_end(self, text: str) -> None:
        if len(text) >= _SHORTEST_SCAN and not self._is_put:
            self._settled.start()

    def _take_scan(self) -> bool:
        self._settled.stop()
        whole, scan = self.text(), self._burst.take(codes=not self.takes_codes)
        before = self._burst.before
        if not scan and len(whole) >= _SHORTEST_SCAN and is_scan(whole):
            scan, before = whole, ""
        if not scan:
            return False
        if whole == before + scan:
            self.put(before)
        self.scanned.emit(scan)
        return True

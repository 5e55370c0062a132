"""Typing and scanning: a line edit that keeps what a keyboard-wedge scanner sends, and tells a scan from typing.

A scanner types like a person, only fast, and usually ends with Enter. What it sends is known by its GS1 form, or as a
code.
"""

from __future__ import annotations

import re
from time import monotonic
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

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
_SHORTEST_NUMBER: Final = 3
_CODE: Final = re.compile(r"[A-Za-z][0-9]{4}")
_HOLD_CODES: Final = frozenset(
    {"product", "hcpcs", "diagnoses"}
    | {"identifier", "user", "witness"}
    | {"number", "authorization", "member_id", "group", "claims_number", "submitter", "receiver"}
)


def is_group_separator(event: QKeyEvent) -> bool:
    """Whether a key is the GS character, which scanners send as Ctrl+]; Qt's line edit would drop it silently."""
    is_bracket = event.key() == Qt.Key.Key_BracketRight and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return is_bracket or event.text() == GS


def takes_codes(name: str) -> bool:
    """Whether a letter and four digits that came fast are the field's own text: a code, a lot or a number of somebody.

    Args:
        name: the field's name, which ends with what it holds, such as "charge.hcpcs" or "sign.lot1".
    """
    held = name.rpartition(".")[2]
    return held in _HOLD_CODES or held.startswith("lot")


def moment_of(event: QKeyEvent) -> float:
    """Give when a key was pressed, in seconds: by the system's stamp, so that a scan is one in a busy window too."""
    return event.timestamp() / 1000 or monotonic()


def is_scan(text: str) -> bool:
    """Whether a text has the form of a scanned carton, or of the code on a printed record."""
    from j3032calc.barcode.gs1 import looks_like_gs1
    from j3032calc.domain.record_code import RecordCode

    return looks_like_gs1(text.strip(" \r\n")) or RecordCode.read(text) is not None


@runtime_checkable
class TakesScans(Protocol):
    """A window that knows what a scan means, wherever in it the scan arrived."""

    def take_scan(self, text: str) -> None:
        """Do what the scan is for."""

    def knows_scan(self, text: str) -> bool:
        """Whether a text that came as fast as a scan, and has no form of its own, is one: a patient's number."""

    def take_burst(self, at: float) -> bool:
        """Take the scan that Enter ends, if one has arrived outside the fields."""


class SignedIn(Protocol):
    """What scans are for while somebody is signed in."""

    def take(self, text: str) -> None:
        """Do what a scan is for."""

    def knows(self, text: str) -> bool:
        """Whether a text is a patient's record number."""


class Scans(Protocol):
    """All scans of a window. ``log`` is there while somebody is signed in."""

    log: SignedIn | None


class Burst:
    """Characters that came faster than a hand types, and the text that stood there before them."""

    def __init__(self) -> None:
        self.typed = ""
        self.before = ""
        self._last = 0.0

    def add(self, character: str, text: str, at: float) -> None:
        """Take one more character, pressed at a moment; ``text`` is what stands in the field without it."""
        if not self._is_going_on(at):
            self.typed, self.before = "", text
        self.typed += character
        self._last = at

    def _is_going_on(self, at: float) -> bool:
        return 0 <= at - self._last <= _SAME_BURST

    def take(self, *, codes: bool = True) -> str:
        """Give the burst if it is a scan or (with ``codes``) a scanned code, else nothing, and start again."""
        typed, self.typed = self.typed, ""
        if len(typed) < _SHORTEST_SCAN:
            return ""
        is_code = codes and _CODE.fullmatch(typed.strip()) is not None
        return typed if is_code or is_scan(typed) else ""

    def ended(self, at: float) -> str:
        """Give what came so fast that a key of this moment still belongs to it, whatever it is."""
        return self.typed if self._is_going_on(at) and len(self.typed) >= _SHORTEST_NUMBER else ""


class ScanField(QLineEdit):
    """A line edit in which a scan is kept whole and handed to the window; the field's own text is put back first.

    ``entered`` and ``left`` give the field's name when Enter was pressed in it, and when the focus went elsewhere.
    ``list_wanted`` follows the Down key.
    """

    entered = Signal(str)
    left = Signal(str)
    list_wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.takes_codes = takes_codes(name)
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
            self._burst.add(GS, self.text(), moment_of(event))
            self.insert(GS)
        elif event.key() in ENTER:
            if not self._take_scan(number=self._burst.ended(moment_of(event))):
                self.entered.emit(self.objectName())
        elif event.key() == Qt.Key.Key_Down:
            self.list_wanted.emit()
        else:
            if event.text().isprintable() and event.text():
                self._burst.add(event.text(), self.text(), moment_of(event))
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

    def _take_scan(self, *, number: str = "") -> bool:
        """Hand a scan to the window; ``number`` is what may be one only because of its speed."""
        self._settled.stop()
        window = self.window()
        whole, scan = self.text(), self._burst.take(codes=not self.takes_codes)
        before = self._burst.before
        if not scan and len(whole) >= _SHORTEST_SCAN and is_scan(whole):
            scan, before = whole, ""
        if not isinstance(window, TakesScans):
            return False
        if not scan and number and window.knows_scan(number):
            scan = number
        if not scan:
            return False
        self.put(before)
        window.take_scan(scan)
        return True

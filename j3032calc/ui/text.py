"""Text that is read: labels that never part a number from its unit, a date, a code or a drug's name."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from j3032calc.ui.theme import FOCUS_ROLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent, QResizeEvent

ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ONE_WORD: Final = re.compile(r"(?<=[0-9]) (?=[A-Za-z×])|(?<=[x×]) (?=[0-9])|(?<=NDC) ")
_INNER_HYPHEN: Final = re.compile(r"(?<=\w)-(?=\w)")
_NO_BREAK_SPACE: Final = "\u00a0"
_NO_BREAK_HYPHEN: Final = "\u2011"
_AFTER_HYPHEN: Final = re.compile("(?<=[\u2011\u00a0])")
_MAY_BREAK: Final = "\u200b"
# Shorter words have room everywhere.
_LONG_WORD: Final = re.compile("[^ \n]{10}")


def kept_together(text: str) -> str:
    """Give the text with breaks only between words: not in "10 mL", "21-Dec-2026", an NDC or "tezepelumab-ekko"."""
    return _INNER_HYPHEN.sub(_NO_BREAK_HYPHEN, _ONE_WORD.sub(_NO_BREAK_SPACE, text))


def without_key(text: str) -> str:
    """Give a text for a control in which ``&`` stands for itself and marks no key."""
    return text.replace("&", "&&")


def as_read(text: str) -> str:
    """Give the text of a control as a person reads it, without the mark of its key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def with_room(text: str, room: int, metrics: QFontMetrics) -> str:
    """Give the text with places where a word that is wider than the room goes on in the next line.

    Those are its hyphens and inner spaces, and any place only at need: better than to cut it short.
    """
    if widest_word(text, metrics) <= room:
        return text
    return " ".join(_broken(word, room, metrics) for word in text.split(" "))


def widest_word(text: str, metrics: QFontMetrics) -> int:
    """Give the width of the widest word, 0 where each has room everywhere."""
    if not _LONG_WORD.search(text):
        return 0
    return max(metrics.horizontalAdvance(word) for word in text.split(" "))


def _broken(word: str, room: int, metrics: QFontMetrics) -> str:
    if metrics.horizontalAdvance(word) <= room:
        return word
    pieces = _AFTER_HYPHEN.split(word)
    return _MAY_BREAK.join(
        piece if metrics.horizontalAdvance(piece) <= room else _MAY_BREAK.join(piece) for piece in pieces
    )


def _any_width() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    return policy


_TAKES_ANY_WIDTH: Final = _any_width()
_NARROWEST: Final = 48


class Text(QLabel):
    """A text that wraps between words and is never cut short; ``text`` gives it as it was set."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain = self._kept = ""
        # Measured in one font: heights by width, and the widest word.
        self._measured_in = self.font()
        self._heights: dict[int, int] = {}
        self._widest = 0
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(_TAKES_ANY_WIDTH)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show a text; the same text again costs nothing."""
        if text != self._plain:
            self._plain, self._kept = text, kept_together(text)
            self._show(self._kept)
            self._measure()
            self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break a word that has no room in the new width, and no other."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        self._follow_font()
        room = self.contentsRect().width()
        shown = self._kept if self._widest <= room else with_room(self._kept, room, self.fontMetrics())
        if shown != super().text():
            self._show(shown)

    def _show(self, text: str) -> None:
        self._heights.clear()
        super().setText(text)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give the height that the wrapped text takes; layouts ask for it again and again."""
        self._follow_font()
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def _follow_font(self) -> None:
        if self.font() != self._measured_in:
            self._measured_in = self.font()
            self._heights.clear()
            self._measure()

    def _measure(self) -> None:
        self._widest = widest_word(self._kept, self.fontMetrics())

    def text(self) -> str:
        """Give the text as it was set."""
        return self._plain

    def longest_word(self) -> int:
        """Give the width of the longest word, which is never broken."""
        words = super().text().replace("\n", " ").split(" ")
        return max(self.fontMetrics().horizontalAdvance(word) for word in words)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the size of one line. Qt would lay the text out several times to find one that looks well."""
        return QSize(_NARROWEST, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the size of one line; the column that it stands in decides the width."""
        return self.sizeHint()


class Title(Text):
    """The largest heading."""


class Caption(Text):
    """The heading of a part."""


class Strong(Text):
    """A text that stands out."""


class Quiet(Text):
    """A text that stands back."""


class Note(Text):
    """What stands under a field: its hint, what was read, or what is wrong."""


class Value(Text):
    """One of the four answers."""


class Line(Text):
    """A text that takes the width of one line where there is room for it, and wraps only where there is none."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the size of one line with the whole text."""
        metrics, margins = self.fontMetrics(), self.contentsMargins()
        width = metrics.horizontalAdvance(kept_together(self.text())) + 1
        return QSize(width + margins.left() + margins.right(), metrics.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the size of a short word: no text widens the window."""
        return QSize(_NARROWEST, self.fontMetrics().height())


class Cell(QLabel):
    """A short text in a table, whose column is as wide as it."""


class ColumnHead(Cell):
    """The head of a column."""


class Severity(Text):
    """The severity of a finding, in words."""


class Button(QPushButton):
    """A button that leaves Enter to the window, which knows whether a scanner sent it.

    Where its outline is strong already, a ring inside it shows the focus.
    """

    ring = FOCUS_ROLE

    def __init__(self, text: str, parent: QWidget) -> None:
        # Given both at once, PySide looks at icons too, which takes milliseconds of the start.
        super().__init__(parent)
        self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take every key but Enter."""
        if event.key() in ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the button, and the ring."""
        super().paintEvent(event)
        if self.hasFocus() and (self.isChecked() or self.ring is not FOCUS_ROLE):
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(self.palette().color(self.ring), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 4, 4)


def press_if_shown(button: QPushButton) -> None:
    """Do what a button does, and nothing while it is hidden: its key is for what is seen."""
    if button.isVisible():
        button.click()


class MainButton(Button):
    """The button of the usual next step."""

    ring = QPalette.ColorRole.HighlightedText


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the stylesheet asks for, and only when it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


@contextmanager
def laid_out_once(*widgets: QWidget) -> Iterator[None]:
    """Hold the layouts of these widgets still: Qt lays everything out anew whenever one part of it is shown."""
    layouts = [layout for widget in widgets if (layout := widget.layout()) is not None]
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in layouts:
            layout.setEnabled(True)


def show_or_hide(widget: QWidget, *, shown: bool) -> None:
    """Show or hide a widget, and only when it changes."""
    if widget.isHidden() == shown:
        widget.setVisible(shown)


def take_away(widget: QWidget) -> None:
    """Take a widget off the window at once, and free it when what it is doing now has ended."""
    widget.hide()
    # Nobody finds it by its name any more, nor what is on it.
    for part in (widget, *widget.findChildren(QWidget)):
        part.setObjectName("")
    widget.deleteLater()

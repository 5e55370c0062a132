"""How much of an authorization is used, drawn: given is filled, discarded is hatched, what is left is empty.

The words beside it say the same; the drawing alone never does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from j3032calc.ui.drawings import hatch
from j3032calc.ui.text import Quiet, Text, show_or_hide, take_away
from j3032calc.ui.theme import ACCENT_ROLE, BORDER_ROLE
from j3032calc.wording import care_labels as say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    Used = tuple[int, int, int]

_HEIGHT: Final = 20
_WARN_AT: Final = 0.8


class MeterBar(QWidget):
    """One limit: what was given and discarded, of what was approved."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._used: Used = (0, 0, 1)
        self._percent = 100
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_used(self, used: Used, words: str) -> None:
        """Draw given, discarded and approved; ``words`` says the same, for somebody who does not see it."""
        self._used = used
        self.setAccessibleName(words)
        self.update()

    def scale(self, percent: int) -> None:
        """Follow the text size."""
        self._percent = percent
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the height of the bar."""
        return QSize(200, _HEIGHT * self._percent // 100)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the height of the bar."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the bar; more than was approved reaches beyond the end of it."""
        given, discarded, approved = self._used
        whole = QRectF(self.rect()).adjusted(1, 3, -1, -3)
        scale = whole.width() / max(approved, given + discarded, 1)
        limit = QRectF(whole.left(), whole.top(), approved * scale, whole.height())
        filled = QRectF(whole.left(), whole.top(), given * scale, whole.height())
        hatched = QRectF(filled.right(), whole.top(), discarded * scale, whole.height())
        warn = whole.left() + limit.width() * _WARN_AT
        with QPainter(self) as painter:
            painter.fillRect(whole, self.palette().base())
            painter.fillRect(filled, self.palette().color(ACCENT_ROLE))
            painter.save()
            painter.setClipRect(hatched)
            hatch(painter, hatched, self.palette().color(BORDER_ROLE))
            painter.restore()
            ink = self.palette().text().color()
            painter.setPen(QPen(ink, 1))
            painter.drawRect(filled.united(hatched))
            painter.setPen(QPen(ink, 1.6))
            painter.drawRect(limit)
            painter.setPen(QPen(ink, 1.6, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(warn, 0, warn, self.height()))


class Meters(QWidget):
    """A bar with its words for each limit of each authorization, and the key to them."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name = name
        self._percent = 100
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 6, 0, 0)
        self._column.setSpacing(3)
        self._key = Quiet(say.METER_KEY, self)
        self._rows: list[tuple[Text, MeterBar]] = []

    def show_meters(self, meters: Sequence[tuple[str, Used]]) -> None:
        """Show these limits, each in words and as given, discarded and approved."""
        for row in self._rows:
            for widget in row:
                self._column.removeWidget(widget)
                take_away(widget)
        self._column.removeWidget(self._key)
        self._rows = [self._row(number, *meter) for number, meter in enumerate(meters, start=1)]
        self._column.addWidget(self._key)
        show_or_hide(self, shown=bool(meters))

    def _row(self, number: int, words: str, used: Used) -> tuple[Text, MeterBar]:
        text, bar = Text(words, self), MeterBar(self)
        text.setObjectName(f"{self._name}.{number}.words")
        bar.setObjectName(f"{self._name}.{number}")
        bar.scale(self._percent)
        bar.show_used(used, words)
        for widget in (text, bar):
            self._column.addWidget(widget)
            widget.show()
        return text, bar

    def scale(self, percent: int) -> None:
        """Follow the text size."""
        self._percent = percent
        for _, bar in self._rows:
            bar.scale(percent)

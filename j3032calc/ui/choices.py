"""Tick boxes and choices whose text wraps, so that a drug name or an NDC is never cut short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QShortcutEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from j3032calc.ui.text import ENTER, kept_together, with_room
from j3032calc.ui.theme import ACCENT_ROLE, BORDER_ROLE, FOCUS_ROLE

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    # At run time it stands before QCheckBox or QRadioButton, which are the real thing for a screen reader.
    _Button = QAbstractButton
else:
    _Button = object

_WRAPPED: Final = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic
_SMALLEST_TARGET: Final = 30
_MARGIN: Final = 4
_TALL: Final = 10_000


class _Wrapping(_Button):
    """A mark on the left and a text that wraps on the right; the whole row can be pressed."""

    def prepare(self, text: str, name: str) -> None:
        """Set the text and the object name."""
        # By width, in one font.
        self._heights: dict[int, int] = {}
        self._measured_in = self.font()
        self._shown = kept_together(text)
        self.setObjectName(name)
        self.setText(text)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _mark_size(self) -> int:
        return max(18, self.fontMetrics().height())

    def _text_left(self) -> int:
        return self._mark_size() + 3 * _MARGIN

    def _text_height(self, width: int) -> int:
        room = max(1, width - self._text_left() - _MARGIN)
        shown = with_room(self._shown, room, self.fontMetrics())
        return self.fontMetrics().boundingRect(QRect(0, 0, room, _TALL), _WRAPPED, shown).height()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that the text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give the height that the wrapped text takes; layouts ask for it again and again."""
        if self.font() != self._measured_in:
            self._heights.clear()
            self._measured_in = self.font()
        if width not in self._heights:
            inner = max(self._mark_size(), self._text_height(width))
            self._heights[width] = max(_SMALLEST_TARGET, inner + 2 * _MARGIN)
        return self._heights[width]

    def relabel(self, text: str) -> None:
        """Set another text."""
        if text != self.text():
            self._heights.clear()
            self._shown = kept_together(text)
            self.setText(text)

    def set_quietly(self, *, checked: bool) -> None:
        """Set the mark as the app's own, which tells nobody."""
        was_blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own argument
        self.setChecked(checked)
        self.blockSignals(was_blocked)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take every key but Enter, which a scanner sends."""
        if event.key() in ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the size of one line."""
        return QSize(self._text_left() + 200, _SMALLEST_TARGET)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the least size, in which the text wraps."""
        return QSize(8 * self._mark_size(), _SMALLEST_TARGET)

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take a press anywhere on the row."""
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint mark, text and focus."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            size = self._mark_size()
            mark = QRect(_MARGIN + 1, (self.height() - size) // 2 + 1, size - 2, size - 2)
            colours = self.palette()
            painter.setPen(QPen(colours.color(ACCENT_ROLE if self.isChecked() else BORDER_ROLE), 2))
            painter.setBrush(colours.base())
            self.paint_mark(painter, mark)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colours.text().color())
            area = self.rect().adjusted(self._text_left(), 0, -_MARGIN, 0)
            shown = with_room(self._shown, area.width(), self.fontMetrics())
            painter.drawText(area, _WRAPPED | Qt.AlignmentFlag.AlignVCenter, shown)
            if self.hasFocus():
                painter.setPen(QPen(colours.color(FOCUS_ROLE), 2))
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)

    def paint_mark(self, painter: QPainter, mark: QRect) -> None:
        """Paint the mark; the kinds of choice differ here."""
        raise NotImplementedError


class Tick(_Wrapping, QCheckBox):
    """A tick box."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        QCheckBox.__init__(self, parent)
        self.prepare(text, name)

    def paint_mark(self, painter: QPainter, mark: QRect) -> None:
        """Paint a box, and a tick in it when it is ticked."""
        if self.isChecked():
            painter.setBrush(self.palette().color(ACCENT_ROLE))
        painter.drawRoundedRect(mark, 4, 4)
        if self.isChecked():
            painter.setPen(QPen(self.palette().highlightedText().color(), max(2, mark.width() / 8)))
            left, top, size = mark.left(), mark.top(), mark.width()
            corner = QPointF(left + size * 0.42, top + size * 0.72)
            painter.drawLine(QPointF(left + size * 0.22, top + size * 0.52), corner)
            painter.drawLine(corner, QPointF(left + size * 0.78, top + size * 0.3))


class KeyTick(Tick):
    """A tick box whose key ticks at once: Qt waits a moment, in which what is typed next would be lost."""

    def event(self, event: QEvent) -> bool:
        """Tick when the key is pressed, if it is this one's alone."""
        if event.type() != QEvent.Type.Shortcut or (isinstance(event, QShortcutEvent) and event.isAmbiguous()):
            return super().event(event)
        self.setFocus()
        self.click()
        return True


class Choice(_Wrapping, QRadioButton):
    """One of several choices, of which one holds. ``picked`` says that it was pressed, not only walked over."""

    picked = Signal()

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        QRadioButton.__init__(self, parent)
        self.prepare(text, name)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose, and say that it was pressed."""
        super().mouseReleaseEvent(event)
        self.picked.emit()

    def paint_mark(self, painter: QPainter, mark: QRect) -> None:
        """Paint a ring, and a dot in it when it is chosen."""
        painter.drawEllipse(mark)
        if self.isChecked():
            painter.setBrush(self.palette().color(ACCENT_ROLE))
            inset = mark.width() // 4
            painter.drawEllipse(mark.adjusted(inset, inset, -inset, -inset))

"""A bar of two halves: what belongs to the left and to the right, one below the other where the width is short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_SIDE: Final = 14
GAP: Final = 8


class Halves(QFrame):
    """The bar. It never widens the window while each half alone has room; call ``arrange`` when a half changed.

    ``arranged`` follows whenever it was arranged.
    """

    arranged = Signal()

    def __init__(self, name: str, parent: QWidget, *, above: int, below: int) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(_SIDE, above, _SIDE, below)
        self._both.setSpacing(GAP)
        self.left, self.right = QHBoxLayout(), QHBoxLayout()
        for half in (self.left, self.right):
            half.setSpacing(GAP)
            self._both.addLayout(half)
        # What is left of the width lies between them, or beside each.
        self.left.addStretch(1)
        self.right.addStretch(1)

    def add_left(self, widget: QWidget) -> None:
        """Add to the end of the left half, wherever it stood."""
        self.left.insertWidget(self.left.count() - 1, widget)

    def add_right(self, widget: QWidget) -> None:
        """Add to the beginning of the right half, wherever it stood."""
        self.right.insertWidget(1, widget)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the size with the halves one below the other, however they stand now."""
        widest = max(half.minimumSize().width() for half in (self.left, self.right))
        return QSize(widest + 2 * _SIDE, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the width; another font changes the height."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put the halves side by side where there is room, else one below the other."""
        needed = self.left.sizeHint().width() + GAP + self.right.sizeHint().width()
        has_room = needed <= self.width() - 2 * _SIDE
        direction = QBoxLayout.Direction.LeftToRight if has_room else QBoxLayout.Direction.TopToBottom
        if direction != self._both.direction():
            self._both.setDirection(direction)
        self.arranged.emit()

    def has_room_for(self, widget: QWidget) -> bool:
        """Whether a widget fits beside both halves; one that stands there already is not counted twice."""
        widths = [half.sizeHint().width() for half in (self.left, self.right)]
        if widget.parent() is self:
            widths.append(-widget.sizeHint().width() - GAP)
        return sum(widths) + widget.sizeHint().width() + 2 * GAP <= self.width() - 2 * _SIDE

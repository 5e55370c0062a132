"""A column of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QScrollArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_AROUND: Final = 80


class Column(QScrollArea):
    """A column that scrolls up and down, never sideways."""

    def __init__(self, name: str, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Else Qt lays the content out for a size of its own, which nobody sees.
        content.resize(self.size())
        # Qt fills what scrolls with the window's colour: a part that changes repaints itself and nothing behind it.
        self.setWidget(content)

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that a widget of this column is seen, with what stands around it."""
        _scroll_to(widget, self)


def area_of(widget: QWidget) -> QScrollArea | None:
    """Give what a widget scrolls in, if it does."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    return area


def reveal(widget: QWidget | None) -> None:
    """Scroll so that a widget is seen, with its label and what else stands around it; ``None`` scrolls nothing."""
    if widget is not None and (area := area_of(widget)) is not None:
        _scroll_to(widget, area)


def _scroll_to(widget: QWidget, area: QScrollArea) -> None:
    inside = area.widget()
    if inside is None:
        return
    half = widget.height() // 2
    middle = widget.mapTo(inside, QPoint(0, half)).y()
    # Not the viewport's, though the same: it is Qt's own, and PySide makes all of Qt's classes for the first of those.
    room = area.height() // 2 - half
    area.ensureVisible(0, middle, 0, half + max(0, min(_AROUND, room)))


def is_seen(widget: QWidget) -> bool:
    """Whether a widget is not scrolled out of sight."""
    area = area_of(widget)
    if area is None:
        return True
    top = widget.mapTo(area.viewport(), QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= area.viewport().height()

"""The way of the Tab key: as one reads, from top to bottom and left to right, whatever was made or shown last."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from j3032calc.ui.button_grid import ButtonGrid
from j3032calc.ui.laid_out import laid_out

if TYPE_CHECKING:
    from collections.abc import Iterator


def follow_layout(widget: QWidget) -> None:
    """Let the Tab key go through what is shown in the order in which it is laid out."""
    for before, after in pairwise(_stops(widget)):
        # Where it is so already, nothing is to do.
        if before.nextInFocusChain() is not after:
            QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.isHidden():
        return
    if widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value:
        yield widget
    for inner in _inside(widget):
        yield from _stops(inner)


def _inside(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            yield inner
    elif isinstance(widget, QStackedWidget):
        front = widget.currentWidget()
        if front is not None:
            yield front
    elif layout is not None:
        yield from laid_out(layout)
    elif isinstance(widget, ButtonGrid):
        yield from widget.buttons.values()

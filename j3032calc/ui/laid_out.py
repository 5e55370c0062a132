"""What a layout holds, asked without its items.

Qt frees the item of a widget with the widget. PySide does not hear of that: what ``itemAt`` and ``takeAt`` gave stays
known under its address as long as the layout lives, and once a new widget is made at that address, the end of this
widget crashes the program. So nothing here asks for an item. ``addLayout`` asks for those that are in the added layout
already: what is to be moved or taken out later goes in afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def laid_out(layout: QLayout) -> Iterator[QWidget]:
    """Give the widgets of a layout and of the layouts in it, row by row."""
    owner = layout.parentWidget()
    # All of them stand on one widget, which is asked once: this runs at every press of Tab.
    around = [] if owner is None else owner.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    yield from _in_order(layout, around)


def _in_order(layout: QLayout, around: Sequence[QWidget]) -> Iterator[QWidget]:
    inner: list[QWidget | QLayout] = [one for one in layout.children() if isinstance(one, QLayout)]
    placed = {number: one for one in (*inner, *around) if (number := layout.indexOf(one)) >= 0}
    numbers = sorted(placed)
    if isinstance(layout, QGridLayout):
        numbers.sort(key=lambda number: _place(layout, number))
    for number in numbers:
        one = placed[number]
        if isinstance(one, QWidget):
            yield one
        else:
            yield from _in_order(one, around)


def _place(grid: QGridLayout, number: int) -> tuple[int, int]:
    row, column, *_ = cast("tuple[int, ...]", grid.getItemPosition(number))
    return row, column

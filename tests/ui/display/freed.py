"""What PySide still knows the address of, though Qt has freed it: what is made there next would crash the program."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem, QSpacerItem, QWidgetItem


def freed_items() -> int:
    """Count the items of layouts that PySide knows, and that no layout holds any more.

    To ask a layout for its items makes them known. So this belongs at the end of a test, before its windows go.
    """
    known = {_address(one) for one in shiboken6.getAllValidWrappers() if isinstance(one, (QWidgetItem, QSpacerItem))}
    held = set()
    for widget in QApplication.allWidgets():
        for layout in widget.findChildren(QLayout):
            items = (layout.itemAt(number) for number in range(layout.count()))
            held |= {_address(item) for item in items if item is not None}
    return len(known - held)


def _address(item: QLayoutItem) -> int:
    return int(shiboken6.getCppPointer(item)[0])

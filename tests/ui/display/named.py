"""Whether a screen reader can say everything, and what must never stand there by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QTableWidget, QWidget

from tests.ui.display.seen import name_of, visible_widgets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.ui.main_window import MainWindow

_NO_ROLES = frozenset({QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window})


def focusable(window: MainWindow) -> list[QWidget]:
    """Give every shown widget that takes the focus."""
    return [one for one in visible_widgets(window) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]


def unnamed(window: MainWindow) -> Iterator[str]:
    """Name every control without a name, a role or an object name of its own."""
    for widget in focusable(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip():
            yield f"{name_of(widget)} has no name"
        if interface.role() in _NO_ROLES:
            yield f"{name_of(widget)} has no role"
        if not widget.objectName():
            yield f"{name_of(widget)} has no object name"
    for label in window.findChildren(QLabel):
        if not label.pixmap().isNull() and not label.accessibleName():
            yield f"the picture {name_of(label)} has no name"


def hidden_values(window: MainWindow) -> Iterator[str]:
    """Name every label whose text a screen reader does not get, because the label has a name; a picture needs one."""
    for label in window.findChildren(QLabel):
        if label.pixmap().isNull() and label.accessibleName() and label.accessibleName() != label.text():
            yield name_of(label)


def headless_tables(window: MainWindow) -> Iterator[str]:
    """Name every table without a heading over each column."""
    for table in window.findChildren(QTableWidget):
        heads = [table.model().headerData(number, Qt.Orientation.Horizontal) for number in range(table.columnCount())]
        if not all(str(head or "").strip() for head in heads) or table.horizontalHeader().isHidden():
            yield table.objectName()


def modals_over_modals(window: MainWindow) -> Iterator[str]:
    """Name the boxes of which one stands in the way of another."""
    modal = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isModal()]
    if len(modal) > 1:
        yield f"{[one.objectName() for one in modal]} over {window.objectName()}"


def filled_confirmations(window: MainWindow) -> Iterator[str]:
    """Name every confirmation, PIN and lot that stands there before a person said it (D-14)."""
    for tick in window.findChildren(QCheckBox):
        is_confirmation = tick.objectName().startswith(("sign.is_", "sign.ndc"))
        if is_confirmation and tick.isVisible() and tick.isChecked():
            yield tick.objectName()
    for field in window.findChildren(QLineEdit):
        is_own = field.objectName().startswith(("sign.lot", "sign.expiry")) or "pin" in field.objectName()
        if is_own and field.isVisible() and field.text():
            yield field.objectName()

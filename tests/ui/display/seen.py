"""Every text that the window shows or a screen reader says, with where it stands."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QWidget,
)

from j3032calc.ui.text import kept_together
from j3032calc.ui.text_table import TextTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QMainWindow


class Kind(Enum):
    """Where a text comes from."""

    LABEL = "label"
    BUTTON = "button"
    CELL = "cell"
    HEAD = "head"
    # What stands in a field: typed by a person or filled in.
    ENTRY = "entry"
    NAME = "name for a screen reader"
    TIP = "tooltip"
    TITLE = "title of the window"


class Seen(NamedTuple):
    """One text as it was set; ``shown`` has the breaks and the spaces with which it is painted."""

    kind: Kind
    text: str
    shown: str
    where: str
    column: str = ""

    def __str__(self) -> str:
        return f"{self.kind.value} {self.where}: {self.text!r}"


def texts_of(window: QMainWindow) -> tuple[Seen, ...]:
    """Give every text of a window and of the lists that are open, none twice."""
    found = [Seen(Kind.TITLE, window.windowTitle(), window.windowTitle(), "window")]
    for widget in visible_widgets(window):
        found.extend(_texts_of_widget(widget))
    return tuple(dict.fromkeys(seen for seen in found if seen.text))


def visible_widgets(window: QMainWindow) -> list[QWidget]:
    """Give every widget that is shown, without those inside the system's file dialog."""
    return [widget for widget in window.findChildren(QWidget) if widget.isVisible() and not _is_in_dialog(widget)]


def _is_in_dialog(widget: QWidget) -> bool:
    return isinstance(widget.window(), QDialog)


def name_of(widget: QWidget) -> str:
    """Give the object name of a widget, or of the nearest one around it that has one."""
    at: QWidget | None = widget
    while at is not None and (not at.objectName() or at.objectName().startswith("qt_")):
        at = at.parentWidget()
    name = "" if at is None else at.objectName()
    return name if at is widget else f"{type(widget).__name__} in {name}"


def _texts_of_widget(widget: QWidget) -> Iterator[Seen]:
    where = name_of(widget)
    if isinstance(widget, QLabel):
        yield Seen(Kind.LABEL, _plain(widget.text()), QLabel.text(widget), where)
    elif isinstance(widget, QAbstractButton):
        shown = getattr(widget, "_shown", widget.text())
        yield Seen(Kind.BUTTON, _plain(widget.text()), shown, where)
    elif isinstance(widget, QLineEdit) and widget.echoMode() is QLineEdit.EchoMode.Normal:
        yield Seen(Kind.ENTRY, widget.text(), widget.text(), where)
        yield Seen(Kind.LABEL, widget.placeholderText(), widget.placeholderText(), where)
    elif isinstance(widget, QTableWidget):
        yield from _texts_of_table(widget)
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from _texts_of_list(widget)
    for said in (widget.accessibleName(), widget.accessibleDescription()):
        yield Seen(Kind.NAME, said, kept_together(said), where)
    yield Seen(Kind.TIP, widget.toolTip(), widget.toolTip(), where)


def _plain(text: str) -> str:
    """Take the mark of the underlined letter away."""
    return text.replace("&", "")


def _texts_of_table(table: QTableWidget) -> Iterator[Seen]:
    heads = [str(table.model().headerData(number, Qt.Orientation.Horizontal)) for number in range(table.columnCount())]
    for head in heads:
        yield Seen(Kind.HEAD, head, head, table.objectName())
    for row in range(table.rowCount()):
        plain = table.cells_of(row) if isinstance(table, TextTable) else []
        for column, head in enumerate(heads):
            item = table.item(row, column)
            text = plain[column] if column < len(plain) else ""
            shown = "" if item is None else item.text().replace("\u200b", "")
            yield Seen(Kind.CELL, text, shown, table.objectName(), head)


def _texts_of_list(view: QAbstractItemView) -> Iterator[Seen]:
    model = view.model()
    for row in range(model.rowCount()):
        text = str(model.index(row, 0).data())
        yield Seen(Kind.CELL, text, text, view.objectName())

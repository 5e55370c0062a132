"""Whether everything has room: texts whole, targets large enough, nothing sideways, the banner where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTableWidget,
    QWidget,
)

from j3032calc.ui.choices import Choice, Tick
from j3032calc.ui.text import Text
from tests.ui.display.seen import name_of, visible_widgets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.ui.main_window import MainWindow

SMALL_SCREEN = (1024, 768)
SMALLEST_TARGET = 24
# What a table's cell leaves free on each side of its text.
_CELL_MARGIN = 3
_HEAD_MARGIN = 8
_TALL = 10_000


# --- Texts -----------------------------------------------------------------------------------------------------------


def clipped(window: MainWindow) -> Iterator[str]:
    """Name every text that is not to be seen whole."""
    for widget in visible_widgets(window):
        if isinstance(widget, QLabel | QAbstractButton) and widget.text() and not needs_no_more(widget):
            yield f"{name_of(widget)} has no room for {widget.text()!r}: {widget.size().toTuple()}"
        elif isinstance(widget, QLineEdit) and widget.height() < widget.fontMetrics().height():
            yield f"{name_of(widget)} is lower than its text"
        elif isinstance(widget, QTableWidget):
            yield from _clipped_cells(widget)


def needs_no_more(widget: QLabel | QAbstractButton) -> bool:
    """Whether the text of a widget has room in it, and the widget in its column."""
    return needed_height(widget) <= widget.height() + 1 and is_within_its_column(widget) and _has_room_for_words(widget)


def needed_height(widget: QLabel | QAbstractButton) -> int:
    """Give the height that all lines of the text take at the width the widget has."""
    if isinstance(widget, Text | Tick | Choice):
        return widget.heightForWidth(widget.width())
    if widget.text() and widget.width() < widget.minimumSizeHint().width():
        return _TALL
    return widget.minimumSizeHint().height()


def is_within_its_column(widget: QWidget) -> bool:
    """Whether a widget stands within the width of what it scrolls in, or of the window."""
    column = widget.parentWidget()
    while column is not None and not isinstance(column.parentWidget(), QScrollArea):
        column = column.parentWidget()
    area = column if column is not None else widget.window()
    place = QRect(widget.mapTo(area, QPoint(0, 0)), widget.size())
    return place.left() >= 0 and place.right() <= area.width()


def _has_room_for_words(widget: QLabel | QAbstractButton) -> bool:
    if not isinstance(widget, Text):
        return True
    words = QLabel.text(widget).replace("\n", " ").replace("\u200b", " ").split(" ")
    return max(widget.fontMetrics().horizontalAdvance(word) for word in words) <= widget.width()


def _clipped_cells(table: QTableWidget) -> Iterator[str]:
    metrics, head = table.fontMetrics(), table.horizontalHeader()
    for column in range(table.columnCount()):
        if table.isColumnHidden(column):
            continue
        text = str(table.model().headerData(column, Qt.Orientation.Horizontal))
        if head.fontMetrics().horizontalAdvance(text) + _HEAD_MARGIN > head.sectionSize(column):
            yield f"{table.objectName()} has no room for the head {text!r}"
        for row in range(table.rowCount()):
            item = table.item(row, column)
            text = "" if item is None else item.text()
            area = QRect(0, 0, table.columnWidth(column) - 2 * _CELL_MARGIN, _TALL)
            needed = metrics.boundingRect(area, Qt.TextFlag.TextWordWrap, text)
            if needed.height() > table.rowHeight(row) or needed.width() > area.width():
                yield f"{table.objectName()} has no room for {text!r}"


def elided(window: MainWindow) -> Iterator[str]:
    """Name every list and table that may leave a part of a text out."""
    for view in window.findChildren(QAbstractItemView):
        # The system's file dialog shows no drug.
        is_other = isinstance(view, QHeaderView) or _dialog_of(view) is not None
        if not is_other and view.textElideMode() is not Qt.TextElideMode.ElideNone:
            yield name_of(view)


def _dialog_of(widget: QWidget) -> QDialog | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QDialog):
        above = above.parentWidget()
    return above


# --- The window ------------------------------------------------------------------------------------------------------


def sideways(window: MainWindow) -> Iterator[str]:
    """Name what is wider than the screen."""
    if window.size().toTuple() != SMALL_SCREEN:
        yield f"the window grew to {window.size().toTuple()}"
    for area in window.findChildren(QScrollArea):
        inside = area.widget()
        if not area.isVisible() or inside is None or _shows_pictures(area, inside):
            continue
        if inside.width() > area.viewport().width():
            yield f"{name_of(area)} is {inside.width()} wide in {area.viewport().width()}"


def _shows_pictures(area: QScrollArea, inside: QWidget) -> bool:
    """Whether an area scrolls sideways over pictures and nothing else: they have two dimensions (WCAG 2.2, 1.4.10)."""
    shown = inside.findChildren(QWidget)
    are_pictures = all(isinstance(one, QLabel) and not one.pixmap().isNull() for one in shown)
    return are_pictures and area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def small_targets(window: MainWindow) -> Iterator[str]:
    """Name every widget that can be pressed and is too small for a gloved hand."""
    for widget in visible_widgets(window):
        if isinstance(widget, QTableWidget):
            low = [row for row in range(widget.rowCount()) if widget.rowHeight(row) < SMALLEST_TARGET]
            yield from (f"row {row} of {name_of(widget)}" for row in low)
        elif is_target(widget) and not _has_place(widget):
            yield f"{name_of(widget)} is hidden by what it stands in"
        elif is_target(widget) and min(widget.width(), widget.height()) < SMALLEST_TARGET:
            yield f"{name_of(widget)} is {widget.size().toTuple()}"


def _has_place(widget: QWidget) -> bool:
    """Whether a widget lies within everything that it stands in, up to what scrolls."""
    place, above = widget.geometry(), widget.parentWidget()
    while above is not None and not isinstance(above.parentWidget(), QScrollArea) and not above.isWindow():
        if not above.rect().adjusted(-1, -1, 1, 1).contains(place):
            return False
        place, above = place.translated(above.pos()), above.parentWidget()
    return True


def is_target(widget: QWidget) -> bool:
    """Whether a widget can be pressed or takes the focus."""
    is_table_part = isinstance(widget.parentWidget(), QTableWidget)
    is_pressed = isinstance(widget, QAbstractButton) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    return is_pressed and not is_table_part


# --- The banner ------------------------------------------------------------------------------------------------------


def wrong_banner(window: MainWindow) -> Iterator[str]:
    """Say what is wrong with the patient banner: D-01, D-02 and D-05."""
    banner, several = window.banner, list(_tables_of_patients(window))
    if not banner.isVisible():
        return
    place = QRect(banner.mapTo(window, QPoint(0, 0)), banner.size())
    if (place.left(), place.width()) != (0, window.width()):
        yield f"it spans {place.left()} to {place.right()} of {window.width()}"
    if place.bottom() > window.pages.mapTo(window, QPoint(0, 0)).y():
        yield "the page begins above its end"
    if isinstance(banner.parentWidget(), QScrollArea):
        yield "it can be scrolled away"
    yield from (f"it stands above {table}, which names several patients" for table in several)
    yield from _covered(window, place)
    yield from _out_of_order(window)


def _covered(window: MainWindow, place: QRect) -> Iterator[str]:
    banner = window.banner
    for x in range(place.left() + 2, place.right(), 40):
        for y in (place.top() + 2, place.center().y(), place.bottom() - 2):
            above = window.childAt(x, y)
            if above is not None and above is not banner and not banner.isAncestorOf(above):
                yield f"{name_of(above)} covers it at {x}, {y}"
                return
    on_screen = QRect(banner.mapToGlobal(QPoint(0, 0)), banner.size())
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible() and dialog.frameGeometry().intersects(on_screen):
            yield f"the dialog {dialog.objectName()} covers it"


def _out_of_order(window: MainWindow) -> Iterator[str]:
    order = [f"banner.{name}" for name in ("name", "born", "sex", "identifier", "allergies")]
    labels = [one for one in window.banner.findChildren(QLabel) if one.isVisible()]
    if [one.objectName() for one in labels] != order:
        yield f"a screen reader reads {[one.objectName() for one in labels]}"
    places = sorted(labels, key=lambda one: (one.y(), one.x()))
    rows = {one.y() for one in places}
    is_in_order = [one.objectName() for one in places] == order or len(rows) > 1
    if not is_in_order:
        yield f"the eye reads {[one.objectName() for one in places]}"
    yield from (f"{one.objectName()} is empty" for one in labels if not one.text())


def _tables_of_patients(window: MainWindow) -> Iterator[str]:
    for table in window.findChildren(QTableWidget):
        heads = [table.model().headerData(number, Qt.Orientation.Horizontal) for number in range(table.columnCount())]
        if table.isVisible() and "Patient" in heads and table.rowCount() > 1:
            yield table.objectName()

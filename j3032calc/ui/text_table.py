"""A table that is read: texts that wrap and are never cut short, rows that are chosen with a press or with Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem

from j3032calc.ui.drawings import sign_picture
from j3032calc.ui.scan_field import TakesScans, is_group_separator, moment_of
from j3032calc.ui.text import ENTER, kept_together, with_room

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

_KEY = Qt.ItemDataRole.UserRole
_PLAIN = Qt.ItemDataRole.UserRole + 1
# Rows stand apart, and each is a target that a gloved hand hits.
_ROW_GAP = 10
_LOWEST_ROW = 30
# What a cell and a head leave free on both sides of their text.
_CELL_MARGINS = 10
_HEAD_MARGINS = 22
_SIGN_GAP = 6


class TextTable(QTableWidget):
    """Rows of texts, each standing for a key. ``chosen`` gives the key of a row that was pressed twice or entered.

    The table is as high as its rows: the page around it scrolls. Where the columns have no room side by side, those
    after the first stand in it, below each other: a drug's name is never broken for want of room.
    """

    chosen = Signal(str)

    def __init__(self, name: str, heads: Sequence[str], stretches: Sequence[int], parent: QWidget) -> None:
        super().__init__(0, len(heads), parent)
        self.setObjectName(name)
        self.setAccessibleName(", ".join(heads))
        self._stretches = tuple(stretches)
        # The signs that stand before the texts of one column, by the keys of the rows.
        self._signs: tuple[int, Mapping[str, str]] = (-1, {})
        self.setHorizontalHeaderLabels(list(heads))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        self.cellDoubleClicked.connect(lambda row, _: self._choose(row))

    def show_rows(self, rows: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Show rows; the row that was selected stays selected where it is still there."""
        stood = self.current_key()
        self.setRowCount(len(rows))
        for number, (key, cells) in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem()
                item.setData(_KEY, key)
                _write(item, text)
                self.setItem(number, column, item)
        keys = [key for key, _ in rows]
        if stood in keys:
            self.selectRow(keys.index(stood))
        self._fit()

    def show_column(self, column: int, texts: Mapping[str, str], severities: Mapping[str, str]) -> None:
        """Show other texts in one column, by the keys of the rows, with the sign of a severity before most of them."""
        self._signs = (column, severities)
        for item in self._items(column):
            text = texts.get(str(item.data(_KEY)), "")
            if text and text != _plain(item):
                _write(item, text)
        self._fit()

    def current_key(self) -> str:
        """Give the key of the selected row, or nothing."""
        # A screen reader selects a row without making it the current one.
        selected = self.selectedItems()
        item = self.item(selected[0].row() if selected else self.currentRow(), 0)
        return "" if item is None else str(item.data(_KEY))

    def select_key(self, key: str) -> None:
        """Select the row of a key, if there is one."""
        for row in range(self.rowCount()):
            item = self.item(row, 0)
            if item is not None and item.data(_KEY) == key:
                self.select_only(row)

    def select_only(self, row: int) -> None:
        """Select one row and no other, whatever key is held down: Qt's own way would let Ctrl turn it about."""
        flags = QItemSelectionModel.SelectionFlag
        self.setCurrentCell(row, 0, flags.ClearAndSelect | flags.Rows)

    def choose_several(self) -> None:
        """Let several rows be chosen, with Shift or Ctrl."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def selected_keys(self) -> tuple[str, ...]:
        """Give the keys of the chosen rows, from the top."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return tuple(str(item.data(_KEY)) for row in rows if (item := self.item(row, 0)) is not None)

    def cells(self) -> list[list[str]]:
        """Give the texts as they are read."""
        return [self.cells_of(row) for row in range(self.rowCount())]

    def cells_of(self, row: int) -> list[str]:
        """Give the texts of one row."""
        items = (self.item(row, column) for column in range(self.columnCount()))
        return [_plain(item) for item in items if item is not None]

    def _choose(self, row: int) -> None:
        item = self.item(row, 0)
        if item is not None:
            self.chosen.emit(str(item.data(_KEY)))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the row with Enter or Space. Letters and Ctrl+] go to the window: they may be a scan, and its end."""
        window = self.window()
        if event.key() in ENTER and isinstance(window, TakesScans) and window.take_burst(moment_of(event)):
            return
        if is_group_separator(event) or (event.text().strip() and event.text().isprintable()):
            event.ignore()
        elif event.key() in (*ENTER, Qt.Key.Key_Space) and self.currentRow() >= 0:
            self._choose(self.currentRow())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Select the first row for somebody who comes with the keyboard."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        if self.currentRow() < 0 and self.rowCount():
            self.selectRow(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width, and grow as high as the texts need; another height alone is what growing itself does."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        width = self.viewport().width()
        heads = [self._head_width(column) for column in range(self.columnCount())]
        words = [self._widest_word(column) for column in range(self.columnCount())]
        folded = folds_needed(width, heads, words)
        self._fold(folded)
        shown = [0, *range(folded + 1, self.columnCount())]
        needed = [max(heads[0], *words[: folded + 1]), *(max(heads[column], words[column]) for column in shown[1:])]
        for column, given in zip(
            shown, shared_width(width, [self._stretches[column] for column in shown], needed), strict=True
        ):
            self.setColumnWidth(column, given)
            self._write(column, folded, given - _CELL_MARGINS - self._sign_width(column))
        self._paint_signs()
        self._fit_height()

    def _fit_height(self) -> None:
        self.resizeRowsToContents()
        for row in range(self.rowCount()):
            self.setRowHeight(row, max(_LOWEST_ROW, self.rowHeight(row) + _ROW_GAP))
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        height = self.horizontalHeader().height() + rows + 2 * self.frameWidth() + 2
        if height != self.height():
            self.setFixedHeight(height)

    def _fold(self, folded: int) -> None:
        """Let so many columns after the first stand in it, below each other."""
        for column in range(1, self.columnCount()):
            if self.isColumnHidden(column) != (column <= folded):
                self.setColumnHidden(column, column <= folded)

    def _head_width(self, column: int) -> int:
        head = str(self.model().headerData(column, Qt.Orientation.Horizontal))
        return self.horizontalHeader().fontMetrics().horizontalAdvance(head) + _HEAD_MARGINS

    def _widest_word(self, column: int) -> int:
        inside, beside = self.fontMetrics(), _CELL_MARGINS + self._sign_width(column)
        words = (word for item in self._items(column) for word in kept_together(_plain(item)).split(" "))
        return max((inside.horizontalAdvance(word) + beside for word in words), default=0)

    def _sign_width(self, column: int) -> int:
        return self.fontMetrics().height() + _SIGN_GAP if column == self._signs[0] else 0

    def _paint_signs(self) -> None:
        """Draw the signs anew: the text size or the colours may be others."""
        column, severities = self._signs
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
        pictures = {one: QIcon(sign_picture(one, self)) for one in set(severities.values()) if one}
        for item in self._items(column):
            item.setIcon(pictures.get(severities.get(str(item.data(_KEY)), ""), QIcon()))

    def _write(self, column: int, folded: int, room: int) -> None:
        """Write the texts of a column, with what is folded into it, so that no word is cut short."""
        inside = self.fontMetrics()
        for row, item in enumerate(self._items(column)):
            plain = self.cells_of(row)[: folded + 1] if column == 0 else [_plain(item)]
            lines = [with_room(kept_together(line), room, inside) for line in filter(None, plain)]
            text = "\n".join(lines)
            if text != item.text():
                item.setText(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, plain)))

    def _items(self, column: int) -> Iterator[QTableWidgetItem]:
        items = (self.item(row, column) for row in range(self.rowCount()))
        return (item for item in items if item is not None)


def _write(item: QTableWidgetItem, text: str) -> None:
    item.setText(kept_together(text))
    item.setData(_PLAIN, text)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, text)


def _plain(item: QTableWidgetItem) -> str:
    """Give a cell's text as it was set."""
    return str(item.data(_PLAIN))


def folds_needed(width: int, heads: Sequence[int], words: Sequence[int]) -> int:
    """Count the columns after the first that must stand in it for every word to have room; two columns stay."""
    for folded in range(len(heads) - 1):
        rest = sum(max(heads[column], words[column]) for column in range(folded + 1, len(heads)))
        if max(heads[0], *words[: folded + 1]) + rest <= width:
            return folded
    return max(0, len(heads) - 2)


def shared_width(width: int, stretches: Sequence[int], needed: Sequence[int]) -> list[int]:
    """Share a width among columns by their stretches; one that needs more than its share gets what it needs."""
    if sum(needed) > width:
        return [width * need // sum(needed) for need in needed]
    given: dict[int, int] = {}
    while True:
        rest, total = width - sum(given.values()), sum(stretches) - sum(stretches[column] for column in given)
        shares = {column: rest * stretch // total for column, stretch in enumerate(stretches) if column not in given}
        short = {column: needed[column] for column, share in shares.items() if share < needed[column]}
        if not short:
            return [(given | shares)[column] for column in range(len(stretches))]
        given |= short

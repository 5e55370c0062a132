"""A table that is read: texts that wrap and are never cut short, rows that are chosen with a press or with Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem

from j3032calc.ui.scan_field import TakesScans, is_group_separator, moment_of
from j3032calc.ui.text import ENTER, kept_together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

_KEY = Qt.ItemDataRole.UserRole
# Rows stand apart, and each is a target that a gloved hand hits.
_ROW_GAP = 10
_LOWEST_ROW = 30
# What a cell and a head leave free on both sides of their text.
_CELL_MARGINS = 10
_HEAD_MARGINS = 22
_MAY_BREAK = "\u200b"


class TextTable(QTableWidget):
    """Rows of texts, each standing for a key. ``chosen`` gives the key of a row that was pressed twice or entered.

    The table is as high as its rows: the page around it scrolls.
    """

    chosen = Signal(str)

    def __init__(self, name: str, heads: Sequence[str], stretches: Sequence[int], parent: QWidget) -> None:
        super().__init__(0, len(heads), parent)
        self.setObjectName(name)
        self.setAccessibleName(", ".join(heads))
        self._stretches = tuple(stretches)
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
                item = QTableWidgetItem(kept_together(text))
                item.setData(_KEY, key)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
                self.setItem(number, column, item)
        keys = [key for key, _ in rows]
        if stood in keys:
            self.selectRow(keys.index(stood))
        self._fit()

    def show_column(self, column: int, texts: Mapping[str, str]) -> None:
        """Show other texts in one column, by the keys of the rows; the rest stays."""
        for item in self._items(column):
            text = texts.get(str(item.data(_KEY)), "")
            if text and text != item.data(Qt.ItemDataRole.AccessibleTextRole):
                item.setText(kept_together(text))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
        self._fit()

    def current_key(self) -> str:
        """Give the key of the selected row, or nothing."""
        item = self.item(self.currentRow(), 0)
        return "" if item is None else str(item.data(_KEY))

    def select(self, key: str) -> None:
        """Select the row of a key, if there is one."""
        for row in range(self.rowCount()):
            item = self.item(row, 0)
            if item is not None and item.data(_KEY) == key:
                self.selectRow(row)

    def cells(self) -> list[list[str]]:
        """Give the texts as they are read."""
        return [
            [
                str(item.data(Qt.ItemDataRole.AccessibleTextRole))
                for column in range(self.columnCount())
                if (item := self.item(row, column)) is not None
            ]
            for row in range(self.rowCount())
        ]

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
        """Share the width, and grow as high as the texts need."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        needed = [self._needed_width(column) for column in range(self.columnCount())]
        for column, width in enumerate(shared_width(self.viewport().width(), self._stretches, needed)):
            self.setColumnWidth(column, width)
            self._break_words(column, width - _CELL_MARGINS)
        self.resizeRowsToContents()
        for row in range(self.rowCount()):
            self.setRowHeight(row, max(_LOWEST_ROW, self.rowHeight(row) + _ROW_GAP))
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        height = self.horizontalHeader().height() + rows + 2 * self.frameWidth() + 2
        if height != self.height():
            self.setFixedHeight(height)

    def _needed_width(self, column: int) -> int:
        """Give the width of the longest word of a column, which is never broken, or of its head."""
        inside, head = self.fontMetrics(), str(self.model().headerData(column, Qt.Orientation.Horizontal))
        widths = [self.horizontalHeader().fontMetrics().horizontalAdvance(head) + _HEAD_MARGINS]
        for item in self._items(column):
            widths.extend(inside.horizontalAdvance(word) + _CELL_MARGINS for word in _words_of(item))
        return max(widths)

    def _break_words(self, column: int, room: int) -> None:
        """Let a word go on in the next line where it has no room: better than to cut it short."""
        inside = self.fontMetrics()
        for item in self._items(column):
            words = (
                word if inside.horizontalAdvance(word) <= room else _MAY_BREAK.join(word) for word in _words_of(item)
            )
            text = " ".join(words)
            if text != item.text():
                item.setText(text)

    def _items(self, column: int) -> Iterator[QTableWidgetItem]:
        items = (self.item(row, column) for row in range(self.rowCount()))
        return (item for item in items if item is not None)


def _words_of(item: QTableWidgetItem) -> list[str]:
    """Give the words of a text as it was set."""
    return kept_together(str(item.data(Qt.ItemDataRole.AccessibleTextRole))).split(" ")


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

"""The sheet of keys: what each key does, page by page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from j3032calc.ui.column import Column
from j3032calc.ui.text import Button, Caption, Cell, Text, Title
from j3032calc.wording import labels
from j3032calc.wording.key_sheet import TITLE, key_groups

_ABOVE_A_GROUP: Final = 10


class KeysPage(QWidget):
    """Shows the sheet. ``closed`` wants to go back to the page before."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self._sheet = QWidget(self)
        self._sheet.setObjectName("keys.sheet")
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(4, 4, 10, 10)
        column.setSpacing(8)
        column.addLayout(self._head())
        grid = QGridLayout()
        column.addLayout(grid)
        self._fill(grid)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 8, 8)
        whole.addWidget(Column("keys.column", self._sheet, self))

    def _head(self) -> QHBoxLayout:
        close = Button(labels.CLOSE, self._sheet)
        close.setObjectName("keys.close")
        close.setToolTip(labels.TIP.format(does=labels.CLOSE, key=labels.ACTIONS["close"].keys[0]))
        close.clicked.connect(self.closed)
        # The page keys scroll from here, too.
        self.setFocusProxy(close)
        head = QHBoxLayout()
        head.addWidget(Title(TITLE, self._sheet), 1)
        head.addWidget(close)
        return head

    def _fill(self, grid: QGridLayout) -> None:
        """Put two keys side by side; a key is never broken, so its column is as wide as the widest."""
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        for group in key_groups():
            row = grid.rowCount()
            grid.setRowMinimumHeight(row, _ABOVE_A_GROUP)
            grid.addWidget(Caption(group.heading, self._sheet), row + 1, 0, 1, 4)
            for place, (key, does) in enumerate(group.keys, start=2 * (row + 2)):
                grid.addWidget(Cell(key, self._sheet), place // 2, place % 2 * 2, Qt.AlignmentFlag.AlignTop)
                said = Text(does, self._sheet)
                said.setAlignment(Qt.AlignmentFlag.AlignTop)
                grid.addWidget(said, place // 2, place % 2 * 2 + 1)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)

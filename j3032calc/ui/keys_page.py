"""The sheet of keys: what each key does, page by page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from j3032calc.ui.column import Column
from j3032calc.ui.text import Button, Caption, Strong, Text, Title
from j3032calc.wording import labels
from j3032calc.wording.key_sheet import TITLE, key_groups


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
        for group in key_groups():
            column.addSpacing(6)
            column.addWidget(Caption(group.heading, self._sheet))
            column.addLayout(self._grid(group.keys))
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

    def _grid(self, keys: tuple[tuple[str, str], ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        # Two keys side by side.
        for place, (key, does) in enumerate(keys):
            row, column = divmod(place, 2)
            grid.addWidget(Strong(key, self._sheet), row, 2 * column)
            grid.addWidget(Text(does, self._sheet), row, 2 * column + 1)
        for column, stretch in enumerate((2, 5, 2, 5)):
            grid.setColumnStretch(column, stretch)
        return grid

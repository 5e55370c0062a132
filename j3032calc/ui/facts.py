"""Names and values below each other, as they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from j3032calc.ui.text import Quiet, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOP: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop


class Facts(QWidget):
    """Rows of a name and its value; the same number of rows each time."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._values: list[Text] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 5)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show names and values."""
        for row, (name, value) in enumerate(facts):
            if row == len(self._values):
                text = Text(parent=self)
                text.setObjectName(f"{self.objectName()}.{row + 1}")
                self._values.append(text)
                self._grid.addWidget(Quiet(name, self), row, 0, _TOP)
                self._grid.addWidget(text, row, 1, _TOP)
            self._values[row].setText(value)

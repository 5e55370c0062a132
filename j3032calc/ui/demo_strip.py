"""The strip at the top of a demonstration: what it is and who can sign in, whatever page is in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from j3032calc.ui.text import Cell, Text
from j3032calc.wording.demonstration import MARK

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class DemoStrip(QFrame):
    """Says "Demonstration" from the first paint on, and the rest as soon as it is known."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("demonstration")
        mark = Cell(MARK, self)
        mark.setObjectName("demonstration.mark")
        self.notice = Text(parent=self)
        self.notice.setObjectName("demonstration.notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(18)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.notice, 1)

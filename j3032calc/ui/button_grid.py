"""Buttons side by side, in as many rows as the width and the text size ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from j3032calc.ui.text import Button, MainButton

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QResizeEvent

_GAP: Final = 8


class ButtonGrid(QWidget):
    """One button for each name, ``main`` being the usual next step. Hidden buttons leave no gap."""

    def __init__(
        self, name: str, texts: Mapping[str, str], press: Callable[[str], object], parent: QWidget, *, main: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.buttons: dict[str, QPushButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        for button_name, text in texts.items():
            button = (MainButton if button_name == main else Button)(text, self)
            button.setObjectName(f"{name}.{button_name}")
            button.clicked.connect(lambda _=False, pressed=button_name: press(pressed))
            self.buttons[button_name] = button
        self._lay_out()

    def offer(self, names: set[str]) -> None:
        """Show these buttons and no others."""
        for name, button in self.buttons.items():
            button.setVisible(name in names)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take as many rows as are needed."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._lay_out()

    def _lay_out(self) -> None:
        offered = [button for button in self.buttons.values() if not button.isHidden()]
        columns = _columns([button.sizeHint().width() for button in offered], self.width())
        for number in range(self._grid.columnCount()):
            self._grid.setColumnStretch(number, 0)
        for number, button in enumerate(offered):
            self._grid.addWidget(button, number // columns, number % columns)
        # What is left of the width stays empty.
        self._grid.setColumnStretch(columns, 1)


def _columns(widths: list[int], room: int) -> int:
    """Give the most columns in which every row of buttons has room."""
    for columns in range(len(widths), 1, -1):
        widest = [max(widths[column::columns]) for column in range(columns)]
        if sum(widest) + _GAP * columns <= room:
            return columns
    return 1

"""Buttons side by side, in as many rows as the width and the text size ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

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
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.buttons: dict[str, QPushButton] = {}
        for button_name, text in texts.items():
            button = (MainButton if button_name == main else Button)(text, self)
            button.setObjectName(f"{name}.{button_name}")
            button.clicked.connect(lambda _=False, pressed=button_name: press(pressed))
            self.buttons[button_name] = button

    def offer(self, names: set[str]) -> None:
        """Show these buttons and no others."""
        for name, button in self.buttons.items():
            button.setVisible(name in names)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take as many rows as are needed."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measure()

    def event(self, event: QEvent) -> bool:
        """Measure again when a button has another text."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._measure()
        return super().event(event)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give the height of all rows in a width."""
        sizes = [button.sizeHint() for button in self._offered]
        if not sizes:
            return 0
        rows = -(-len(sizes) // _columns([size.width() for size in sizes], width))
        return rows * (max(size.height() for size in sizes) + _GAP) - _GAP

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the size of one row."""
        sizes = [button.sizeHint() for button in self._offered] or [QSize(0, 0)]
        return QSize(sum(size.width() + _GAP for size in sizes) - _GAP, max(size.height() for size in sizes))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the size of the widest button alone: the grid never widens the window, nor makes it higher by itself."""
        sizes = [button.sizeHint() for button in self._offered] or [QSize(0, 0)]
        return QSize(max(size.width() for size in sizes), max(size.height() for size in sizes))

    @property
    def _offered(self) -> list[QPushButton]:
        return [button for button in self.buttons.values() if not button.isHidden()]

    def _measure(self) -> None:
        self.updateGeometry()
        self._lay_out()

    def _lay_out(self) -> None:
        sizes = [button.sizeHint() for button in self._offered]
        if not sizes:
            return
        columns = _columns([size.width() for size in sizes], self.width())
        widest = [max(size.width() for size in sizes[column::columns]) for column in range(columns)]
        height = max(size.height() for size in sizes)
        for number, button in enumerate(self._offered):
            left = sum(widest[: number % columns]) + _GAP * (number % columns)
            button.setGeometry(left, number // columns * (height + _GAP), widest[number % columns], height)


def _columns(widths: list[int], room: int) -> int:
    """Give the most columns in which every row of buttons has room."""
    for columns in range(len(widths), 1, -1):
        widest = [max(widths[column::columns]) for column in range(columns)]
        if sum(widest) + _GAP * (columns - 1) <= room:
            return columns
    return 1

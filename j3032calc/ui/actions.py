"""The actions of the window: each one key, most of them also a button, from one table in ``wording.labels``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from j3032calc.ui.text import Button, MainButton
from j3032calc.wording import labels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LEFT: Final = ("new", "save", "working", "code")
_RIGHT: Final = ("theme", "smaller", "bigger", "keys")
_STAY_PRESSED: Final = ("working",)


class ActionBar(QWidget):
    """The buttons above the page, and the keys of all actions."""

    def __init__(self, do: Mapping[str, Callable[[], object]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("actions")
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 0)
        row.setSpacing(8)
        for name in _LEFT:
            row.addWidget(self._button(name, do[name]))
        row.addStretch(1)
        for name in _RIGHT:
            row.addWidget(self._button(name, do[name]))
        for name, action in labels.ACTIONS.items():
            for key in action.keys:
                QShortcut(QKeySequence(key), parent, do[name])

    def _button(self, name: str, act: Callable[[], object]) -> QPushButton:
        action = labels.ACTIONS[name]
        button = (MainButton if name == "save" else Button)(action.button, self)
        button.setObjectName(f"action.{name}")
        button.setAccessibleName(labels.BUTTON_NAMES.get(name, action.button))
        button.setToolTip(labels.TIP.format(does=action.does, key=action.keys[0]))
        button.setCheckable(name in _STAY_PRESSED)
        button.clicked.connect(lambda _: act())
        self.buttons[name] = button
        return button

"""What every part of the settings is: a column with a place to ask in, made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from j3032calc.ui.asking import AskHolder
from j3032calc.ui.button_grid import ButtonGrid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from j3032calc.services.services import Services

    Tell = Callable[[str], object]


class SettingsPart(QWidget):
    """One part. ``tell`` says something in the message bar; ``changed`` says that rights may have changed.

    ``paper`` gives a kind of document that is to be printed, and what it is about.
    """

    changed = Signal()
    paper = Signal(str, object)

    def __init__(self, name: str, services: Services, tell: Tell) -> None:
        super().__init__()
        self.setObjectName(f"settings.{name}.part")
        self._services = services
        self._tell = tell
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(4, 4, 10, 10)
        self.column.setSpacing(12)
        self.holder = AskHolder(f"settings.{name}.asks", self)

    def make_actions(self, name: str, texts: Mapping[str, str], press: Callable[[str], object]) -> ButtonGrid:
        """Make the buttons of the part, which rest while something is being sent."""
        actions = ButtonGrid(f"settings.{name}", texts, press, self)
        self.holder.busy.connect(actions.setDisabled)
        self.holder.comes_after = list(actions.buttons.values())[-1]
        return actions

    def refresh(self) -> None:
        """Show what the log says now."""

    def begin(self) -> None:
        """Be brought to the front."""
        self.refresh()

"""Settings: my own PIN and password, people, the site, charges, the log, and about. One part at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from j3032calc.ui.button_grid import ButtonGrid
from j3032calc.ui.column import Column
from j3032calc.ui.settings_about import AboutPart
from j3032calc.ui.settings_charges import ChargesPart
from j3032calc.ui.settings_export import ExportPart
from j3032calc.ui.settings_import import ImportPart
from j3032calc.ui.settings_log import LogPart
from j3032calc.ui.settings_own import OwnPart
from j3032calc.ui.settings_payers import PayersPart
from j3032calc.ui.settings_people import PeoplePart
from j3032calc.ui.settings_products import ProductsPart
from j3032calc.ui.settings_site import SitePart
from j3032calc.wording import labels
from j3032calc.wording import settings_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QShowEvent

    from j3032calc.services.services import Services
    from j3032calc.ui.settings_part import SettingsPart, Tell

    Maker = Callable[[Services, Tell], SettingsPart]

_MAKERS: Final[Mapping[str, Maker]] = {
    "own": OwnPart,
    "people": PeoplePart,
    "site": SitePart,
    "charges": ChargesPart,
    "payers": PayersPart,
    "products": ProductsPart,
    "log": LogPart,
    "export": ExportPart,
    "import": ImportPart,
    "about": AboutPart,
}


class SettingsPage(QWidget):
    """A row of buttons, one for each part that the person may see, and the part in front.

    ``more`` makes the parts that need more of the window than to tell something. ``changed`` says that what other pages
    offer may have changed. ``paper`` gives a kind of document that is to be printed, and what it is about.
    """

    changed = Signal()
    paper = Signal(str, object)

    def __init__(self, services: Services, tell: Tell, parent: QWidget, more: Mapping[str, Maker]) -> None:
        super().__init__(parent)
        self._makers = {**_MAKERS, **more}
        self.setObjectName("settings")
        self._services = services
        self._tell = tell
        self.parts: dict[str, SettingsPart] = {}
        self._columns: dict[str, Column] = {}
        self.front = "own"
        texts = {name: said.button for name, said in say.PARTS.items()}
        self.buttons = ButtonGrid("settings.parts", texts, self.show_part, self)
        for name, said in say.PARTS.items():
            button = self.buttons.buttons[name]
            button.setCheckable(True)
            button.setToolTip(labels.TIP.format(does=said.button, key=said.key))
            QShortcut(QKeySequence(said.key), self, button.click)
        self._stack = QStackedWidget(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 8, 8)
        whole.setSpacing(12)
        whole.addWidget(self.buttons)
        whole.addWidget(self._stack, 1)
        self._offer_parts()

    def scale(self, percent: int) -> None:
        """Follow the text size; the texts do that by themselves."""

    def refresh(self) -> None:
        """Show what the log says now, to somebody whose roles may have changed."""
        self._offer_parts()
        if self.front not in self._may_see():
            self.show_part("own")
        for name in self._may_see() & self.parts.keys():
            self.parts[name].refresh()

    def show_part(self, name: str) -> None:
        """Bring a part to the front."""
        if name not in self.parts:
            self.parts[name] = self._makers[name](self._services, self._tell)
            self.parts[name].changed.connect(self.refresh)
            self.parts[name].changed.connect(self.changed)
            self.parts[name].paper.connect(self.paper)
            self._columns[name] = Column(f"settings.{name}.column", self.parts[name], self._stack)
            self._stack.addWidget(self._columns[name])
        self.front = name
        for other, button in self.buttons.buttons.items():
            button.setChecked(other == name)
        # Else Qt would look for another place for the focus, and scroll there.
        self.buttons.buttons[name].setFocus()
        self._stack.setCurrentWidget(self._columns[name])
        self.parts[name].begin()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin with the part that was in front last."""
        super().showEvent(event)
        if self._services.session.is_open:
            self.show_part(self.front)

    def _offer_parts(self) -> None:
        self.buttons.offer(self._may_see())

    def _may_see(self) -> set[str]:
        """Give the parts that the person may see."""
        from j3032calc.domain.people import Right

        needed = {
            "people": Right.MANAGE_PEOPLE,
            "charges": Right.READ,
            "export": Right.EXPORT,
            "import": Right.CHART,
        }
        session = self._services.session
        return {name for name in self._makers if name not in needed or session.may(needed[name])}

"""The actions of the window: each one key, most of them also a button, from one table in ``wording.labels``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from j3032calc.ui.halves import GAP, Halves
from j3032calc.ui.text import Button, MainButton, press_if_shown, show_or_hide
from j3032calc.wording import form_texts, labels, page_labels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QPushButton

    from j3032calc.domain.administration import Draft

_LEFT: Final = ("new", "save", "working", "code")
_RIGHT: Final = ("theme", "smaller", "bigger", "keys")
_STAY_PRESSED: Final = ("working",)
# The page that a dose for a patient is given on, and the one it is signed on.
_GIVE_PAGES: Final = frozenset({"give", "sign"})


class ActionBar(Halves):
    """The buttons above the page, and the keys of all actions. ``gave`` names an action on a patient's dose."""

    gave = Signal(str)

    def __init__(self, do: Mapping[str, Callable[[], object]], parent: QWidget) -> None:
        super().__init__("actions", parent, above=10, below=0)
        self.buttons: dict[str, QPushButton] = {}
        self._for_patient: dict[str, QPushButton] = {}
        for name in _LEFT:
            self.add_left(self._button(name, do[name]))
        # How the window looks, and its keys: for every page, and so wherever the window has room for it.
        self.tools = QWidget(self)
        self.tools.setObjectName("tools")
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for name in _RIGHT:
            row.addWidget(self._button(name, do[name]))
        self.take_in(self.tools)
        for name, action in labels.ACTIONS.items():
            for key in action.keys:
                # Clearing is for what is seen: never a patient's dose, never a page behind.
                act = partial(press_if_shown, self.buttons[name]) if name == "new" else do[name]
                QShortcut(QKeySequence(key), parent, act)

    def add_patient_actions(self) -> None:
        """Make the buttons of a dose that is given to a patient; the start does not pay for them."""
        if self._for_patient:
            return
        for place, (name, said) in enumerate(page_labels.GIVE_ACTIONS.items()):
            button = (MainButton if name == "sign" else Button)(said.button, self)
            button.setObjectName(f"action.{name}")
            button.clicked.connect(lambda _=False, name=name: self.gave.emit(name))
            if said.key:
                button.setToolTip(labels.TIP.format(does=said.button, key=said.key))
                QShortcut(QKeySequence(said.key), self.window(), partial(press_if_shown, button))
            self._for_patient[name] = button
            self.left.insertWidget(place, button)
            # Said aloud: else the layout of a window that is there already shows it by itself.
            button.hide()

    def show_for(self, page: str, draft: Draft | None = None) -> None:
        """Show the buttons that belong to a page, and to the dose that is given there, if it is a patient's."""
        for name in _LEFT:
            is_shown = page == "give" and (draft is None or name not in {"new", "save"})
            show_or_hide(self.buttons[name], shown=is_shown)
        for name, button in self._for_patient.items():
            is_shown = draft is not None and page in _GIVE_PAGES
            if name == "sign":
                is_shown = is_shown and page == "give"
            if name == "stop":
                is_shown = is_shown and draft is not None and draft.started_at is not None
            if name == "start":
                is_shown = is_shown and draft is not None and draft.started_at is None and not _amends(draft)
            show_or_hide(button, shown=is_shown)
        self.arrange()

    def make_room(self, nav: Halves) -> None:
        """Move the tools to where there is room for them; a bar that has nothing to show takes no room itself."""
        home = nav if nav.has_room_for(self.tools) else self
        if self.tools.parent() is not home:
            home.take_in(self.tools)
            nav.arrange()
        actions = (*(self.buttons[name] for name in _LEFT), *self._for_patient.values())
        show_or_hide(self, shown=home is self or not all(button.isHidden() for button in actions))

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


def _amends(draft: Draft) -> bool:
    """Whether a draft amends a record; then the drug is not running."""
    return bool(dict(draft.entered).get(form_texts.AMENDS))

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
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QPushButton

    from j3032calc.domain.administration import Draft

_LEFT: Final = ("new", "save")
_LOOKS: Final = ("working", "code")
_TOOLS: Final = ("theme", "smaller", "bigger", "keys")
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
        self._looks = self._group("looks", _LOOKS, do)
        self.add_left(self._looks)
        # How the window looks, and its keys: for every page, and so wherever the window has room for it.
        self.tools = self._group("tools", _TOOLS, do)
        self.add_right(self.tools)
        for name, action in labels.ACTIONS.items():
            for key in action.keys:
                # Clearing is for what is seen: never a patient's dose, never a page behind.
                act = partial(press_if_shown, self.buttons[name]) if name == "new" else do[name]
                QShortcut(QKeySequence(key), parent, act)

    def _group(self, name: str, actions: Sequence[str], do: Mapping[str, Callable[[], object]]) -> QWidget:
        """Make buttons that stay side by side wherever they stand."""
        group = QWidget(self)
        group.setObjectName(name)
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for action in actions:
            row.addWidget(self._button(action, do[action]))
        return group

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
        own = {name: self.buttons[name] for name in _LEFT} | self._for_patient
        shown = _actions_on(page, draft)
        # First what goes: for a moment both together would be wider than the window.
        for name in own.keys() - shown:
            show_or_hide(own[name], shown=False)
        self._make_room_for_a_dose(has_dose=draft is not None)
        for name in own.keys() & shown:
            show_or_hide(own[name], shown=True)
        show_or_hide(self._looks, shown=page == "give")
        self.arrange()

    def _make_room_for_a_dose(self, *, has_dose: bool) -> None:
        """Put what is looked at on the right beside a patient's dose, whose own buttons fill the left in large text."""
        half = self.right if has_dose else self.left
        if half.indexOf(self._looks) < 0:
            (self.add_right if has_dose else self.add_left)(self._looks)

    def make_room(self, nav: Halves) -> None:
        """Move the tools to where there is room for them; a bar that has nothing to show takes no room itself."""
        home = nav if nav.has_room_for(self.tools) else self
        if self.tools.parent() is not home:
            home.add_right(self.tools)
            nav.arrange()
        actions = (*(self.buttons[name] for name in _LEFT), self._looks, *self._for_patient.values())
        show_or_hide(self, shown=home is self or not all(one.isHidden() for one in actions))

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


def _actions_on(page: str, draft: Draft | None) -> set[str]:
    """Name what can be done on a page: with a patient's dose, or with a calculation."""
    if page not in _GIVE_PAGES:
        return set()
    if draft is None:
        return set(_LEFT) if page == "give" else set()
    names = set(page_labels.GIVE_ACTIONS)
    if page == "sign":
        names.discard("sign")
    names.discard("stop" if draft.started_at is None else "start")
    if _amends(draft):
        names.discard("start")
    return names


def _amends(draft: Draft) -> bool:
    """Whether a draft amends a record; then the drug is not running."""
    return bool(dict(draft.entered).get(form_texts.AMENDS))

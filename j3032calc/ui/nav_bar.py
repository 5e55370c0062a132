"""The row above everything: the pages, who is signed in, and the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from j3032calc.ui.halves import Halves
from j3032calc.ui.text import Button, Cell, press_if_shown, show_or_hide
from j3032calc.wording import labels, page_labels

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

    from j3032calc.wording.form_texts import PageText


class NavBar(Halves):
    """Buttons for the pages. ``wanted`` gives the name of a page; ``way_in`` wants to sign in or to set up.

    ``switch`` says that somebody else wants to go on with what is on screen.
    """

    wanted = Signal(str)
    way_in = Signal()
    switch = Signal()
    lock = Signal()
    sign_out = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("nav", parent, above=8, below=8)
        self.buttons: dict[str, QPushButton] = {}
        for name, said in page_labels.PAGES.items():
            self.add_left(self._page_button(name, said))
        self._way_in = self._button("way_in", page_labels.WAY_IN)
        self._way_in.clicked.connect(self.way_in)
        self.add_left(self._way_in)
        self._who = Cell(parent=self)
        self._who.setObjectName("nav.who")
        self._who.setContentsMargins(10, 0, 4, 0)
        self._switch = self._button("switch", page_labels.SWITCH)
        self._switch.clicked.connect(self.switch)
        self._lock = self._button("lock", page_labels.LOCK)
        self._lock.clicked.connect(self.lock)
        self._sign_out = self._button("sign_out", page_labels.SIGN_OUT)
        self._sign_out.clicked.connect(self.sign_out)
        for widget in (self._who, self._switch, self._lock, self._sign_out):
            self.right.addWidget(widget)
        self.show_who("")

    def _page_button(self, name: str, said: PageText) -> QPushButton:
        button = self._button(name, said)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.wanted.emit(name))
        self.buttons[name] = button
        return button

    def _button(self, name: str, said: PageText) -> QPushButton:
        button = Button(said.button, self)
        button.setObjectName(f"nav.{name}")
        button.setToolTip(labels.TIP.format(does=said.button, key=said.key))
        QShortcut(QKeySequence(said.key), self.window(), lambda: press_if_shown(button))
        return button

    def show_who(self, who: str, *, reads_patients: bool = False) -> None:
        """Show the pages of the log to somebody who is signed in; nobody sees more than the calculator."""
        self._who.setText(who)
        for widget in (self._who, self._switch, self._lock, self._sign_out):
            show_or_hide(widget, shown=bool(who))
        for name, button in self.buttons.items():
            is_open = reads_patients or name not in {"today", "patient"}
            show_or_hide(button, shown=name == "give" or (bool(who) and is_open))
        show_or_hide(self._way_in, shown=not who)
        self.arrange()

    def mark(self, page: str) -> None:
        """Show which page is in front."""
        for name, button in self.buttons.items():
            button.setChecked(name == page)

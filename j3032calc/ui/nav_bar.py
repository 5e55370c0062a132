"""The row above everything: the pages, who is signed in, and the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from j3032calc.ui.text import Button, Strong, show_or_hide
from j3032calc.wording import labels, page_labels

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from j3032calc.wording.form_texts import PageText


class NavBar(QFrame):
    """Buttons for the pages. ``wanted`` gives the name of a page; ``way_in`` wants to sign in or to set up.

    ``switch`` says that somebody else wants to go on with what is on screen.
    """

    wanted = Signal(str)
    way_in = Signal()
    switch = Signal()
    lock = Signal()
    sign_out = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self.buttons: dict[str, QPushButton] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 8, 14, 8)
        self._row = row = QHBoxLayout()
        row.setSpacing(8)
        self._below = QHBoxLayout()
        whole.addLayout(row)
        whole.addLayout(self._below)
        for name, said in page_labels.PAGES.items():
            row.addWidget(self._page_button(name, said))
        self._way_in = self._button("way_in", page_labels.WAY_IN)
        self._way_in.clicked.connect(self.way_in)
        row.addWidget(self._way_in)
        row.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding))
        self._place = row.count()
        self._who = Strong(parent=self)
        self._who.setObjectName("nav.who")
        self._who.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._who, 1)
        self._switch = self._button("switch", page_labels.SWITCH)
        self._switch.clicked.connect(self.switch)
        row.addWidget(self._switch)
        self._lock = self._button("lock", page_labels.LOCK)
        self._lock.clicked.connect(self.lock)
        row.addWidget(self._lock)
        self._sign_out = self._button("sign_out", page_labels.SIGN_OUT)
        self._sign_out.clicked.connect(self.sign_out)
        row.addWidget(self._sign_out)
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
        QShortcut(QKeySequence(said.key), self.window(), lambda: _press(button))
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

        self._place_who()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the name of who is signed in whole."""
        super().resizeEvent(event)
        self._place_who()

    def _place_who(self) -> None:
        """Put the name beside the buttons, or below them where a large text leaves it no room."""
        buttons = [button for button in self.findChildren(QPushButton) if not button.isHidden()]
        taken = sum(button.sizeHint().width() + self._row.spacing() for button in buttons)
        margins = self.contentsMargins().left() + self.layout().contentsMargins().left()  # type: ignore[union-attr]
        needed = self._who.fontMetrics().horizontalAdvance(self._who.text()) + taken + 2 * margins
        is_below, belongs_below = self._below.count() > 0, needed > self.width()
        if is_below and not belongs_below:
            self._below.removeWidget(self._who)
            self._row.insertWidget(self._place, self._who, 1)
        elif belongs_below and not is_below:
            self._row.removeWidget(self._who)
            self._below.addWidget(self._who, 1)

    def mark(self, page: str) -> None:
        """Show which page is in front."""
        for name, button in self.buttons.items():
            button.setChecked(name == page)


def _press(button: QPushButton) -> None:
    """Do what a button does, and nothing while it is hidden."""
    if button.isVisible():
        button.click()

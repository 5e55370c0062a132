"""The one way to tell a person something, or to ask for a file: one bar above the page, never a box in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from j3032calc.ui.file_asking import ask_where_to_save, ask_which_file
from j3032calc.ui.text import Button, Text, restyle
from j3032calc.wording import labels

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from j3032calc.domain.problems import Problem


class MessageBar(QFrame):
    """Shows one message at a time, with at most one thing to do about it. Hidden while there is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._action: Callable[[], None] | None = None
        self._text = Text(parent=self)
        self._text.setObjectName("message.text")
        self._do = Button("", self)
        self._do.setObjectName("message.do")
        self._do.clicked.connect(self._act)
        self._close = Button(labels.CLOSE, self)
        self._close.setObjectName("message.close")
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.addWidget(self._text, 1)
        row.addWidget(self._do)
        row.addWidget(self._close)
        self.hide()

    def tell(self, text: str, *, button: str = "", do: Callable[[], None] | None = None) -> None:
        """Say something; with a button, offer to do something about it."""
        self._show(text, "false", button, do)

    def refuse(self, text: str, *, button: str = "", do: Callable[[], None] | None = None) -> None:
        """Say that something could not be done."""
        self._show(text, "true", button, do)

    def offer(self, text: str, button: str, do: Callable[[], None]) -> None:
        """Say something, with the usual next step under the cursor: Enter or Space does it."""
        self.tell(text, button=button, do=do)
        self._do.setFocus()

    def refuse_problem(self, problem: Problem) -> None:
        """Say what a problem is, and what to do."""
        from j3032calc.wording.problems import sentence

        self.refuse(sentence(problem))

    def text(self) -> str:
        """Give the message that stands there, or nothing."""
        return "" if self.isHidden() else self._text.text()

    def ask_where_to_save(self, title: str, name: str, kind: str, then: Callable[[str], None]) -> None:
        """Ask for a file to write; call ``then`` with its path, and nothing when the person changed their mind."""
        ask_where_to_save(self, title, name, kind, then)

    def ask_for_file(self, title: str, kind: str, then: Callable[[str], None]) -> None:
        """Ask for a file to read; call ``then`` with its path, and nothing when the person changed their mind."""
        ask_which_file(self, title, kind, then)

    def _show(self, text: str, is_problem: str, button: str, do: Callable[[], None] | None) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        self._text.setText(text)
        self._action = do
        self._do.setText(button)
        self._do.setVisible(do is not None)
        restyle(self, "problem", is_problem)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _act(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()

"""Leaving: what is unfinished is kept first, and the window closes only when the log is closed and backed up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from j3032calc.wording import way_in_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.problems import Problem
    from j3032calc.ui.frame import Frame
    from j3032calc.ui.shift import Shift


class Closing(QObject):
    """Signs out on a person's word, and tells how that ended.

    ``QWidget.close`` may be called from Python. An error that then leaves an override of Qt's (``closeEvent`` and the
    like) takes a reference from every other override that is called before the error arrives, and one that has lost
    its last reference is freed under the program's feet. So the window's ``closeEvent`` asks ``may_close`` and does
    nothing else; the work is done here, by a signal and in the background.

    Args:
        shift: who is signed in.
        window: is closed, and says how it went.
        keep: keeps what is unfinished; gives why it could not.
    """

    def __init__(self, shift: Shift, window: Frame, keep: Callable[[], str]) -> None:
        super().__init__(shift)
        self._shift = shift
        self._window = window
        self._keep = keep
        self._closes = False
        shift.left.connect(self._left)
        shift.complained.connect(self._tell)

    @property
    def may_close(self) -> bool:
        """Whether the log is closed, so that the window may go."""
        return self._shift.is_at_rest

    def sign_out(self) -> None:
        """End the work of this person, unless what is unfinished would be lost by that."""
        session = self._shift.session
        not_kept = self._keep() if session is not None and session.is_open else ""
        if not_kept:
            self._closes = False
            self._window.message.refuse(not_kept, button=say.LEAVE_ANYWAY, do=self._shift.sign_out)
        else:
            self._shift.sign_out()

    def close_window(self) -> None:
        """Close the window as soon as the log is closed and backed up."""
        self._closes = True
        self._window.message.tell(say.CLOSING)
        self.sign_out()

    def _left(self, problems: tuple[Problem, ...]) -> None:
        closes, self._closes = self._closes, False
        for problem in problems:
            self._tell(problem, is_last=closes)
        if closes and not problems:
            self._window.close()

    def _tell(self, problem: Problem, *, is_last: bool = False) -> None:
        """Say what went wrong; a person who wanted to close the window reads it first."""
        from j3032calc.wording.page_words import left_sentence

        said = left_sentence(problem)
        if is_last:
            self._window.message.refuse(said, button=say.CLOSE_ANYWAY, do=self._close)
        else:
            self._window.message.refuse(said)

    def _close(self) -> None:
        self._window.close()

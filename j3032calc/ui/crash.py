"""The last resort: an error of our own is told in plain words, keeps what was entered, and leaks no value."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from j3032calc.wording import labels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from j3032calc.ui.desk import Desk
    from j3032calc.ui.message_bar import MessageBar

# So many errors in so short a time do not end by themselves, such as one at each repaint.
_MANY: Final = 10
_SHORT_MS: Final = 5_000


class LastResort(QObject):
    """Takes up every error that nobody took up, in any thread; nothing goes to standard error.

    ``keep`` keeps what is unfinished. The report is written to a file of this workstation and shown behind a button.
    """

    _crashed = Signal(str)

    def __init__(self, app: Desk, bar: MessageBar, keep: Callable[[], None]) -> None:
        super().__init__(bar)
        self._app = app
        self._bar = bar
        self._keep = keep
        self._is_at_it = False
        self._count = 0
        self._since = QElapsedTimer()
        self._since.start()
        # Errors of other threads arrive here as all signals do: later, in the window's own.
        self._crashed.connect(self._tell)

    def install(self) -> None:
        """Take over from Python, for the whole program."""
        sys.excepthook = self._take
        threading.excepthook = lambda about: self._take(about.exc_type, about.exc_value, about.exc_traceback)
        sys.unraisablehook = lambda about: self._take(about.exc_type, about.exc_value, about.exc_traceback)

    def _take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            return
        # Where even this fails, silence is better than a traceback with values on it.
        with suppress(Exception):
            self._crashed.emit(report(kind, error, trace))

    def _tell(self, text: str) -> None:
        if self._is_at_it:
            return
        self._is_at_it = True
        try:
            self._count = 1 if self._since.hasExpired(_SHORT_MS) else self._count + 1
            if self._count == 1:
                self._since.restart()
            is_kept = self._is_kept()
            if self._count <= _MANY:
                self._app.note_error(text)
                self._say(text, is_kept=is_kept)
        finally:
            self._is_at_it = False

    def _is_kept(self) -> bool:
        try:
            self._keep()
        except Exception:  # noqa: BLE001 - whatever it is, it must not hide the first error
            return False
        return True

    def _say(self, text: str, *, is_kept: bool) -> None:
        said = labels.INTERNAL_ERROR if is_kept else labels.INTERNAL_ERROR_NOT_KEPT
        if self._count == _MANY:
            said = labels.INTERNAL_ERRORS
        self._bar.refuse(said, button=labels.DETAILS, do=lambda: self._show(text))

    def _show(self, text: str) -> None:
        details = labels.ERROR_DETAILS.format(report=text)
        self._bar.refuse(details, button=labels.COPY, do=lambda: copy(details))


def report(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    """Say what kind of error it was, from which others it came, and where in the program.

    It holds names of classes, files and functions and numbers of lines, all from the program itself: no value, and not
    the error's own text, which may be a patient's name.
    """
    lines = [f"{kind.__name__}{_way(trace)}"]
    seen = {id(error)}
    while error is not None:
        error = error.__cause__ or error.__context__
        if error is None or id(error) in seen:
            break
        seen.add(id(error))
        lines.append(f"after {type(error).__name__}{_way(error.__traceback__)}")
    return "\n".join(lines)


def _way(trace: TracebackType | None) -> str:
    return "".join(f"\n  at {place}" for place in _places(trace))


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"{PurePath(code.co_filename).name}, line {trace.tb_lineno}, in {code.co_name}"
        trace = trace.tb_next


def copy(text: str) -> None:
    """Put a text where it can be pasted from."""
    from PySide6.QtGui import QGuiApplication

    QGuiApplication.clipboard().setText(text)

"""The last resort: an error of our own is told in plain words, keeps what is on screen, and leaks no value."""

from __future__ import annotations

import sys
from pathlib import PurePath
from typing import TYPE_CHECKING

from j3032calc.wording import labels

if TYPE_CHECKING:
    from types import TracebackType

    from j3032calc.ui.message_bar import MessageBar


def install(bar: MessageBar) -> None:
    """Show every error that nobody took up in the message bar; nothing goes to standard error."""

    def show(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        details = where(kind, trace)
        bar.refuse(labels.INTERNAL_ERROR, button=labels.DETAILS, do=lambda: bar.refuse(details))

    sys.excepthook = show


def where(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Say what kind of error it was and where in the program, without any value and without the error's own text."""
    place = ""
    while trace is not None:
        place = f" at {PurePath(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return f"{kind.__name__}{place}"

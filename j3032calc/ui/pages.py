"""The pages of the window, each made when it is first wanted, so that the start pays for none but the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from j3032calc.ui.text import take_away

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


# The page that shows what is printed.
PREVIEW: Final = "preview"


@runtime_checkable
class LogPage(Protocol):
    """A page that shows what is in the log. It is made anew for each session and thrown away with it."""

    def refresh(self) -> None:
        """Show what the log says now."""

    def scale(self, percent: int) -> None:
        """Follow the text size."""

    def go_to_first(self) -> None:
        """Put the cursor where the work begins."""


class Pages(QStackedWidget):
    """All pages, one in front. ``forget`` throws those of the log away, with everything that stands on them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self._made: dict[str, QWidget] = {}
        self._makers: Mapping[str, Callable[[], QWidget]] = {}
        self.front = ""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the least width, and no height: where room is short a page scrolls, and nothing above it is cut."""
        return QSize(super().minimumSizeHint().width(), 0)

    def keep(self, name: str, page: QWidget) -> None:
        """Take in a page that stays."""
        self.addWidget(page)
        self._made[name] = page

    def offer(self, makers: Mapping[str, Callable[[], QWidget]]) -> None:
        """Know how to make the pages of a session."""
        self._makers = makers

    def has(self, name: str) -> bool:
        """Whether a page was made."""
        return name in self._made

    def page(self, name: str) -> QWidget:
        """Give a page, made now if it is wanted for the first time."""
        if name not in self._made:
            self.keep(name, self._makers[name]())
        return self._made[name]

    def show_page(self, name: str) -> QWidget:
        """Bring a page to the front."""
        page = self.page(name)
        self.setCurrentWidget(page)
        self.front = name
        return page

    def of_log(self) -> tuple[LogPage, ...]:
        """Give the pages of the session that were made."""
        return tuple(page for page in self._made.values() if isinstance(page, LogPage))

    def forget(self, names: set[str]) -> None:
        """Throw pages away."""
        self._makers = {}
        for name in names & self._made.keys():
            page = self._made.pop(name)
            self.removeWidget(page)
            take_away(page)

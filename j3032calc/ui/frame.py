"""The window as the patient log sees it: the places where pages go, and what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from j3032calc.ui.actions import ActionBar
    from j3032calc.ui.banner import Banner
    from j3032calc.ui.give_page import GivePage
    from j3032calc.ui.look import Look
    from j3032calc.ui.message_bar import MessageBar
    from j3032calc.ui.nav_bar import NavBar
    from j3032calc.ui.pages import Pages
    from j3032calc.ui.scan_field import Scans
    from j3032calc.ui.status_line import StatusLine


class Frame(QMainWindow):
    """What every window has that shows the log. ``resized`` follows its size."""

    resized = Signal()

    nav: NavBar
    banner: Banner
    bar: ActionBar
    message: MessageBar
    pages: Pages
    status: StatusLine
    page: GivePage
    look: Look
    scans: Scans

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Say that the size changed, as it also does when the window is maximized."""
        super().resizeEvent(event)
        self.resized.emit()

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        raise NotImplementedError

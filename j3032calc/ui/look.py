"""How the window looks: light or dark as the system says until someone chooses, and the text size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from j3032calc.ui import theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget


_FAMILY: Final = "Inter"


def load_fonts(fonts: Iterable[bytes]) -> None:
    """Use the shipped fonts, so that the window looks and measures the same on every system."""
    for font in fonts:
        QFontDatabase.addApplicationFontFromData(font)
    QApplication.setFont(QFont(_FAMILY))


class Look(QObject):
    """The theme and the text size. Made before the widgets, which are then born with the right font and colours."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.percent = 100
        self._follows_system = True
        hints = QGuiApplication.styleHints()
        self.is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        hints.colorSchemeChanged.connect(self._follow_system)
        self._set_palette_and_font()

    def dress(self) -> None:
        """Put the stylesheet on the window, once everything in it is built."""
        colours = theme.DARK if self.is_dark else theme.LIGHT
        self._window.setStyleSheet(theme.stylesheet(colours, self.percent))

    def toggle(self) -> None:
        """Change between light and dark; from now on the system's choice is not followed."""
        self._follows_system = False
        self.is_dark = not self.is_dark
        self._change()

    def resize(self, percent: int) -> None:
        """Make the text bigger or smaller by so many percent, within limits."""
        wanted = min(theme.LARGEST, max(theme.SMALLEST, self.percent + percent))
        if wanted != self.percent:
            self.percent = wanted
            self._change()

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        is_dark = scheme == Qt.ColorScheme.Dark
        if self._follows_system and is_dark != self.is_dark:
            self.is_dark = is_dark
            self._change()

    def _change(self) -> None:
        self._set_palette_and_font()
        self.dress()
        self.changed.emit()

    def _set_palette_and_font(self) -> None:
        font = QFont(QApplication.font())
        font.setPixelSize(theme.BASE_PIXELS * self.percent // 100)
        palette = theme.palette(theme.DARK if self.is_dark else theme.LIGHT)
        # Before the program runs, Qt tells a new font only to widgets that are made later, and the window is there.
        QApplication.setPalette(palette)
        QApplication.setFont(font)
        self._window.setPalette(palette)
        self._window.setFont(font)

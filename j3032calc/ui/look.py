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
    """The theme and the text size. Made before the widgets, which are then born with the right font and colours.

    ``chosen`` is the theme that somebody chose, empty while the system's choice is followed.
    """

    changed = Signal()

    def __init__(self, window: QWidget, *, chosen: str = "", percent: int = theme.SMALLEST) -> None:
        super().__init__(window)
        self._window = window
        self.percent = percent
        self.chosen = chosen
        hints = QGuiApplication.styleHints()
        self.theme = chosen or _theme_of(hints.colorScheme())
        hints.colorSchemeChanged.connect(self._follow_system)
        self._set_palette_and_font()

    @property
    def next_theme(self) -> str:
        """The theme that ``turn`` goes to."""
        names = list(theme.THEMES)
        return names[(names.index(self.theme) + 1) % len(names)]

    def dress(self) -> None:
        """Put the stylesheet on the window, once everything in it is built."""
        self._window.setStyleSheet(theme.stylesheet(theme.THEMES[self.theme], self.percent))

    def turn(self) -> None:
        """Go on to the next theme; from now on the system's choice is not followed."""
        self.choose(self.next_theme)

    def choose(self, name: str) -> None:
        """Take a theme; from now on the system's choice is not followed."""
        self.chosen = self.theme = name
        self._change()

    def resize(self, percent: int) -> None:
        """Make the text bigger or smaller by so many percent, within limits."""
        wanted = min(theme.LARGEST, max(theme.SMALLEST, self.percent + percent))
        if wanted != self.percent:
            self.percent = wanted
            self._change()

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        name = _theme_of(scheme)
        if not self.chosen and name != self.theme:
            self.theme = name
            self._change()

    def _change(self) -> None:
        self._set_palette_and_font()
        self.dress()
        self.changed.emit()

    def _set_palette_and_font(self) -> None:
        font = QFont(QApplication.font())
        font.setPixelSize(theme.BASE_PIXELS * self.percent // 100)
        palette = theme.palette(theme.THEMES[self.theme])
        # Before the program runs, Qt tells a new font only to widgets that are made later, and the window is there.
        QApplication.setPalette(palette)
        QApplication.setFont(font)
        self._window.setPalette(palette)
        self._window.setFont(font)


def _theme_of(scheme: Qt.ColorScheme) -> str:
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"

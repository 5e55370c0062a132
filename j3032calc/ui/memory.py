"""What a workstation remembers of its window: size, theme and text size. Nothing about a patient or a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from j3032calc.ui import theme

if TYPE_CHECKING:
    from j3032calc.ui.frame import Frame
    from j3032calc.ui.look import Look

# A window that is being resized is kept once, when it has come to rest.
_REST_MS: Final = 800
_LARGEST: Final = 20_000


class Memory(QObject):
    """Read when it is made. What cannot be read is as if it were not there: the window opens in any case."""

    def __init__(self) -> None:
        super().__init__()
        self._file = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "j3032calc", "window")
        named = str(self._file.value("theme", ""))
        self.theme = named if named in theme.THEMES else ""
        percent = self._number("percent")
        steps = range(theme.SMALLEST, theme.LARGEST + 1, theme.STEP)
        self.percent = percent if percent in steps else theme.SMALLEST
        self.size = (self._number("width"), self._number("height"))
        self.is_maximized = self._number("maximized") == 1
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._write)

    def _number(self, name: str) -> int:
        """Give a number that was kept, 0 where there is none that can be used."""
        text = str(self._file.value(name, ""))
        number = int(text) if text.isascii() and text.isdigit() and len(text) < len(str(_LARGEST)) + 1 else 0
        return min(number, _LARGEST)

    def watch(self, window: Frame, look: Look) -> None:
        """Keep what somebody changes from now on, as long as the window is there."""
        self.setParent(window)
        self._window, self._look = window, look
        window.resized.connect(self._rest.start)
        look.changed.connect(self._rest.start)
        QApplication.instance().aboutToQuit.connect(self._write)  # type: ignore[union-attr]

    def _write(self) -> None:
        self._rest.stop()
        self.is_maximized = self._window.isMaximized()
        if not self.is_maximized:
            self.size = (self._window.width(), self._window.height())
        self.theme, self.percent = self._look.chosen, self._look.percent
        for name, value in (
            ("width", self.size[0]),
            ("height", self.size[1]),
            ("maximized", int(self.is_maximized)),
            ("theme", self.theme),
            ("percent", self.percent),
        ):
            self._file.setValue(name, value)
        self._file.sync()

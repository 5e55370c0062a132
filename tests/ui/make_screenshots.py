"""Make the README's screenshots: ``python tests/ui/make_screenshots.py``. That is all; it takes some seconds.

They show the demonstration on a day that stands still, each screen in light and dark. It stands beside the tests
because it presses what they press. Give another folder to look before replacing. Each picture carries the words that it
shows, by which ``test_screenshots.py`` notices that it is no longer current.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage, qRgb
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from j3032calc.app_demo import DemoApp
from j3032calc.ui.look import load_fonts
from j3032calc.ui.main_window import STYLE, MainWindow
from tests.fixed_clock import FixedClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER: Final = Path(__file__).parents[2] / "resources" / "screenshots"
SIZE: Final = (1240, 800)
THEMES: Final = ("light", "dark")
WORDS: Final = "Words"
_PATIENCE_MS: Final = 60_000
_REST_MS: Final = 250
_COLOURS: Final = 256
# How many bits of red, green and blue tell colours apart where a picture has more than fit.
_BITS: Final = 5


class Visitor:
    """Goes through the demonstration."""

    def __init__(self, app: DemoApp) -> None:
        self.window = MainWindow(app)
        self.window.resize(*SIZE)
        self.is_ready = False
        self.window.ready.connect(self._be_ready)
        self.window.show()
        self.until(lambda: self.is_ready and self.window.pages.front == "today")
        self.window.activateWindow()

    def _be_ready(self) -> None:
        self.is_ready = True

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for something; fail where it does not come."""
        for _ in range(_PATIENCE_MS // _REST_MS):
            if is_so():
                return
            rest()
        message = f"waited in vain, in front of the page {self.window.pages.front}"
        raise TimeoutError(message)

    def press(self, keys: str) -> None:
        QTest.keySequence(self.window, keys)
        rest()

    def click(self, name: str) -> None:
        button = self.window.findChild(QAbstractButton, name)
        assert button is not None, name
        button.click()
        rest()

    def type(self, name: str, text: str) -> None:
        field = self.window.findChild(QWidget, name)
        assert field is not None, name
        field.setFocus()
        QTest.keyClicks(field, text)
        rest()

    def open(self, beginning: str) -> None:
        """Open a patient by the beginning of the name."""
        self.press("F5")
        self.type("today.find", beginning)
        QTest.keySequence(self.window.focusWidget(), "Return")
        rest()
        assert self.window.pages.front == "patient"

    def words(self) -> str:
        """Give every word that is to be seen."""
        shown = [
            widget.text()
            for widget in self.window.findChildren(QWidget)
            if isinstance(widget, QLabel | QAbstractButton) and not widget.visibleRegion().isEmpty()
        ]
        return " ".join(" ".join(shown).split())

    def take(self, folder: Path, name: str) -> None:
        """Save the picture of what is in front, in each theme."""
        for theme in THEMES:
            self.window.look.choose(theme)
            rest()
            image = with_few_colours(self.window.grab().toImage())
            image.setText(WORDS, self.words())
            # The smallest file: quality is how little it is compressed.
            assert image.save(str(folder / f"{name}-{theme}.png"), quality=0)


def rest() -> None:
    """Let the window do what it has to do."""
    loop = QEventLoop()
    QTimer.singleShot(_REST_MS, loop.quit)
    loop.exec()


def with_few_colours(image: QImage) -> QImage:
    """Give a picture of 256 colours, those that it has most of: a third of the file, and no eye sees it."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    counts: dict[int, int] = {}
    pixels = memoryview(plain.constBits()).cast("I")
    for pixel in pixels:
        counts[pixel] = counts.get(pixel, 0) + 1
    often = sorted(counts, key=lambda pixel: -counts[pixel])
    # First what stands in the picture most, then one of each shade, so that no colour is far from all of them.
    table = list(dict.fromkeys([*often[: _COLOURS // 2], *_one_of_each_shade(often)]))[:_COLOURS]
    return plain.convertToFormat(QImage.Format.Format_Indexed8, table)


def _one_of_each_shade(pixels: list[int]) -> Iterator[int]:
    seen: set[tuple[int, ...]] = set()
    for pixel in pixels:
        shade = tuple((pixel >> shift & 255) >> (8 - _BITS) for shift in (16, 8, 0))
        if shade not in seen:
            seen.add(shade)
            yield qRgb(pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255)


# --- What is shown ---------------------------------------------------------------------------------------------------


def show_today(visitor: Visitor) -> None:
    visitor.press("F5")


def show_patient(visitor: Visitor) -> None:
    visitor.open("Quill")


def show_give(visitor: Visitor) -> None:
    visitor.open("Okonkwo")
    visitor.click("patient.give")


def show_sign(visitor: Visitor) -> None:
    visitor.press("Ctrl+Return")
    assert visitor.window.pages.front == "sign"
    visitor.type("sign.lot1", "DEMO-C2")
    visitor.type("sign.expiry1", "Dec-2027")


def show_unlock(visitor: Visitor) -> None:
    visitor.press("Ctrl+L")
    assert visitor.window.pages.front == "unlock"


def show_settings(visitor: Visitor) -> None:
    visitor.type("sign_in.user", "lena")
    visitor.type("sign_in.password", "demonstration")
    visitor.click("sign_in.send")
    visitor.until(lambda: visitor.window.pages.front == "today")
    visitor.press("F9")
    visitor.click("settings.parts.site")


def show_cross_check(visitor: Visitor) -> None:
    visitor.press("Ctrl+L")
    visitor.press("F8")
    visitor.type("product", "J3032")


SCREENS: Final = {
    "today": show_today,
    "patient": show_patient,
    "give": show_give,
    "sign": show_sign,
    "unlock": show_unlock,
    "settings": show_settings,
    "cross-check": show_cross_check,
}


def main(folder: Path) -> None:
    """Take every picture."""
    application = QApplication([sys.argv[0], *STYLE])
    app = DemoApp()
    app.__dict__["clock"] = FixedClock()
    load_fonts(app.fonts)
    try:
        visitor = Visitor(app)
        for name, show in SCREENS.items():
            show(visitor)
            visitor.take(folder, name)
        visitor.window.close()
    finally:
        app.close()
    application.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)

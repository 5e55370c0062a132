"""Make the README's screenshots: ``python tests/ui/make_screenshots.py``. A test imports it, so that it keeps working.

It stands beside the tests because it drives the window as they do. Give another folder to look before replacing.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from j3032calc.app import App
from j3032calc.ui.look import load_fonts
from j3032calc.ui.main_window import STYLE, MainWindow

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER: Final = Path(__file__).parents[2] / "resources" / "screenshots"
SIZE: Final = (1240, 800)
CINQAIR: Final = {"product": "cinqair", "dose": "3 mg/kg", "weight": "72.4 kg"}
PICTURES: Final = (
    ("give-light", False, CINQAIR),
    ("give-dark", True, CINQAIR),
    ("cross-check", False, {"product": "J3032"}),
)


def take(app: App, folder: Path, name: str, *, dark: bool, entries: Mapping[str, str]) -> Path:
    """Open the window, type the entries, save its picture; give the file."""
    window = MainWindow(app)
    loop = QEventLoop()
    window.ready.connect(loop.quit)
    window.resize(*SIZE)
    window.show()
    loop.exec()
    if window.look.is_dark != dark:
        window.look.toggle()
    for field, text in entries.items():
        QTest.keyClicks(window.page.form.fields[field].edit, text)
    deadline = QDeadlineTimer(200)
    while not deadline.hasExpired():
        QApplication.processEvents()
    file = folder / f"{name}.png"
    window.grab().save(str(file))
    window.close()
    window.deleteLater()
    return file


def main(folder: Path) -> None:
    """Take every picture."""
    application = QApplication([sys.argv[0], *STYLE])
    app = App()
    load_fonts(app.fonts)
    for name, dark, entries in PICTURES:
        print(take(app, folder, name, dark=dark, entries=entries))
    application.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)

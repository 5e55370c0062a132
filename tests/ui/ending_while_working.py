"""A child process: a window that is closed, or a page that is thrown away, while work in the background ends."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from j3032calc.ui.background import Job


def main(milliseconds: int, *, thrown_away: bool) -> None:
    qt = QApplication([])
    page = QWidget()

    def work() -> None:
        end = time.perf_counter() + milliseconds / 1000
        while time.perf_counter() < end:
            sum(range(2000))

    for _ in range(6):
        Job(work, page).start()
    if thrown_away:
        QTimer.singleShot(5, page.deleteLater)
    QTimer.singleShot(60 if thrown_away else 5, qt.quit)
    qt.exec()


main(int(sys.argv[1]), thrown_away=sys.argv[2] == "thrown-away")

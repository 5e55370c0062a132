"""Open the real window, type a letter as soon as it is painted, and leave: what the start benchmark times.

Given a file name, writes the window's widgets to it first, for ``bare_window.py`` to build again.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from j3032calc.app import App
from j3032calc.ui.main_window import STYLE, MainWindow, made_for


def widgets_of(window: QWidget) -> list[dict[str, object]]:
    """Give each visible widget: the Qt class below ours, its parent's number, place and text."""
    found = [one for one in window.findChildren(QWidget) if one.isVisible()]
    numbers: dict[QWidget | None, int] = {one: number for number, one in enumerate(found)}
    return [
        {
            "class": next(base.__name__ for base in type(one).__mro__ if base.__module__.startswith("PySide6")),
            "parent": numbers.get(one.parentWidget(), -1),
            "geometry": one.geometry().getRect(),
            "text": one.text() if isinstance(one, QLabel | QLineEdit | QAbstractButton) else "",
        }
        for one in found
    ]


def type_a_letter(application: QApplication, window: MainWindow) -> None:
    """Type into the field that has the focus, and leave."""
    field = application.focusWidget()
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_T, Qt.KeyboardModifier.NoModifier, "t")
    is_typed = isinstance(field, QLineEdit) and application.sendEvent(field, press) and field.text() == "t"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(json.dumps(widgets_of(window)), encoding="utf-8")
    # Leaves at once: closing is not what is timed, and the catalogue may still be loading.
    os._exit(0 if is_typed else 1)


def main() -> None:
    application = QApplication([sys.argv[0], *STYLE])
    window = made_for(App())
    window.painted.connect(lambda: type_a_letter(application, window))
    window.show()
    window.activateWindow()
    application.exec()


if __name__ == "__main__":
    main()

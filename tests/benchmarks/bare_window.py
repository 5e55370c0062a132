"""The named baseline of the start benchmark: the same widgets in a bare PySide6 window, and no code of ours.

Same classes, parents, places and texts, read from a file that ``open_window.py`` wrote; no style, no layout, no action.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent


class Window(QtWidgets.QMainWindow):
    is_painted = False

    def paintEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)  # type: ignore[arg-type]
        if not self.is_painted:
            self.is_painted = True
            QTimer.singleShot(0, self.type_a_letter)

    def type_a_letter(self) -> None:
        field = self.findChildren(QtWidgets.QLineEdit)[0]
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_T, Qt.KeyboardModifier.NoModifier, "t")
        QtWidgets.QApplication.sendEvent(field, press)
        os._exit(0)


def main() -> None:
    application = QtWidgets.QApplication(sys.argv[:1])
    window = Window()
    window.resize(1240, 800)
    widgets: list[QtWidgets.QWidget] = []
    for told in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        parent = window if told["parent"] < 0 else widgets[told["parent"]]
        widget = getattr(QtWidgets, told["class"])(parent)
        widget.setGeometry(*told["geometry"])
        if told["text"] and hasattr(widget, "setText"):
            widget.setText(told["text"])
        widgets.append(widget)
    window.show()
    application.exec()


if __name__ == "__main__":
    main()

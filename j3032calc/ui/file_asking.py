"""Asking for a file: one to write, or one to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where_to_save(asker: QWidget, title: str, name: str, kind: str, then: Callable[[str], object]) -> None:
    """Ask for a file to write; call ``then`` with its path, and nothing when the person changed their mind."""
    dialog = _dialog(asker, title, name, kind, then)
    dialog.setObjectName("save")
    dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(name.partition(".")[2])
    _open(dialog)


def ask_which_file(asker: QWidget, title: str, kind: str, then: Callable[[str], object]) -> None:
    """Ask for a file to read; call ``then`` with its path, and nothing when the person changed their mind."""
    dialog = _dialog(asker, title, "", kind, then)
    dialog.setObjectName("open")
    dialog.setFileMode(dialog.FileMode.ExistingFile)
    _open(dialog)


def _dialog(asker: QWidget, title: str, name: str, kind: str, then: Callable[[str], object]) -> QFileDialog:
    # PySide makes a class ready when it is first imported: these wait until they are needed.
    from PySide6.QtCore import QDir, QStandardPaths
    from PySide6.QtWidgets import QFileDialog

    documents = QDir(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    folder = documents if documents.exists() else QDir.home()
    dialog = QFileDialog(asker.window(), title, folder.filePath(name), kind)
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _open(dialog: QFileDialog) -> None:
    """Open a dialog below the patient's banner, which nothing covers."""
    from PySide6.QtWidgets import QFrame

    dialog.open()
    window = dialog.parentWidget()
    banner = None if window is None else window.findChild(QFrame, "banner")
    if banner is None or not banner.isVisible():
        return
    below = banner.mapToGlobal(banner.rect().bottomLeft()).y() + 1
    frame = dialog.frameGeometry().height() - dialog.height()
    room = dialog.screen().availableGeometry().bottom() - below - frame
    # As high as there is room, as long as its buttons stay on it.
    dialog.resize(dialog.width(), max(dialog.minimumSizeHint().height(), min(dialog.height(), room)))
    dialog.move(dialog.x(), below)

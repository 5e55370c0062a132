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
    dialog.open()


def ask_which_file(asker: QWidget, title: str, kind: str, then: Callable[[str], object]) -> None:
    """Ask for a file to read; call ``then`` with its path, and nothing when the person changed their mind."""
    dialog = _dialog(asker, title, "", kind, then)
    dialog.setObjectName("open")
    dialog.setFileMode(dialog.FileMode.ExistingFile)
    dialog.open()


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

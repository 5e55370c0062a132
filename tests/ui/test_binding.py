"""The Qt binding itself, where a fault of it would end the program."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_call_that_returns_nothing_loses_no_reference_to_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one a call, until None itself is freed and the program is aborted."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)

    for number in range(1_000):
        label.setText(str(number))

    assert sys.getrefcount(None) > before - 100

"""Forms and pages come and go, and nothing stays known of what Qt has freed with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from j3032calc.ui.laid_out import laid_out
from tests.ui.display.freed import freed_items
from tests.ui.test_log_pages import Desk, clinic, desk

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

__all__ = ["clinic", "desk"]


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_forms_that_are_left_and_rows_that_are_replaced_leave_no_address_behind(desk: Desk) -> None:
    desk.set_up()
    desk.add_patient()
    desk.order()
    desk.weigh()
    for form in ("order", "weight", "authorization"):
        desk.click(f"patient.{form}")
        # Tab goes through everything that is laid out.
        desk.press("Tab")
        desk.click(f"{form}.cancel")
    for _ in range(2):
        desk.press("F6")
        desk.click("patient.give")
        desk.click("action.sign")
        desk.press("Tab")
    settle()

    assert freed_items() == 0


def test_a_layout_is_read_row_by_row_with_what_is_nested_in_it(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    column, grid, row = QVBoxLayout(whole), QGridLayout(), QHBoxLayout()
    parts = {name: QWidget(whole) for name in ("row", "right", "left", "below", "first", "not laid out")}
    row.addStretch(1)
    row.addWidget(parts["row"])
    for name, place in (("below", (1, 0)), ("right", (0, 1)), ("left", (0, 0))):
        grid.addWidget(parts[name], *place)
    column.addWidget(parts["first"])
    column.addLayout(grid)
    column.addLayout(row)

    assert list(laid_out(column)) == [parts[name] for name in ("first", "left", "right", "below", "row")]

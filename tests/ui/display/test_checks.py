"""Each check of the walk finds what is wrong: one that cannot fail is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea, QTableWidget, QWidget

from j3032calc.ui.text import Text
from tests.ui.display import fits, named
from tests.ui.display.contrast import changed_frame
from tests.ui.display.desk import BusyDesk
from tests.ui.display.keys import Keyboard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from j3032calc.app import App


@pytest.fixture
def desk(qapp: QApplication, app: App, tmp_path: Path) -> Iterator[BusyDesk]:
    assert qapp is not None
    desk = BusyDesk(tmp_path, app, is_set_up=False)
    desk.window.resize(*fits.SMALL_SCREEN)
    desk.settle()
    yield desk
    desk.close()


def test_a_good_window_has_no_fault(desk: BusyDesk) -> None:
    checks = (fits.clipped, fits.sideways, fits.small_targets, fits.elided, named.unnamed, named.headless_tables)

    assert [fault for check in checks for fault in check(desk.window)] == []
    assert list(Keyboard(desk.window).faults()) == []


def test_a_text_without_room_is_found(desk: BusyDesk) -> None:
    title = next(one for one in desk.window.findChildren(Text) if one.isVisible() and one.text() == "Give")
    title.setFixedHeight(4)
    desk.settle()

    assert any("'Give'" in fault for fault in fits.clipped(desk.window))


def test_a_small_target_is_found(desk: BusyDesk) -> None:
    desk.window.bar.buttons["keys"].setFixedSize(20, 20)
    desk.settle()

    assert [fault for fault in fits.small_targets(desk.window) if "action.keys" in fault]


def test_a_window_that_grew_is_found(desk: BusyDesk) -> None:
    desk.window.bar.setMinimumWidth(1200)
    desk.settle()

    assert list(fits.sideways(desk.window))


def test_a_page_that_scrolls_sideways_is_a_fault_unless_it_shows_pictures_alone(desk: BusyDesk) -> None:
    inside = QWidget()
    inside.setFixedSize(2000, 20)
    label = QLabel("wide", inside)
    area = QScrollArea(desk.window)
    area.setObjectName("wide")
    area.setWidget(inside)
    area.show()

    assert list(fits.sideways(desk.window)) == [f"wide is 2000 wide in {area.viewport().width()}"]
    label.setPixmap(QPixmap(2000, 20))
    assert list(fits.sideways(desk.window)) == []
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    assert len(list(fits.sideways(desk.window))) == 1


def test_a_picture_without_a_name_is_found_and_its_name_hides_nothing(desk: BusyDesk) -> None:
    picture = QLabel(desk.window.page)
    picture.setObjectName("picture")
    picture.setPixmap(QPixmap(20, 20))

    assert list(named.unnamed(desk.window)) == ["the picture picture has no name"]
    picture.setAccessibleName("Page 1 of 1")
    assert list(named.unnamed(desk.window)) == []
    assert list(named.hidden_values(desk.window)) == []


def test_a_table_that_elides_or_has_no_heads_is_found(desk: BusyDesk) -> None:
    table = QTableWidget(0, 1, desk.window.page)
    table.setObjectName("bad")
    table.horizontalHeader().hide()

    assert list(fits.elided(desk.window)) == ["bad"]
    assert list(named.headless_tables(desk.window)) == ["bad"]


def test_a_control_without_a_name_is_found(desk: BusyDesk) -> None:
    field = QLineEdit(desk.window.page)
    field.show()

    assert any("has no name" in fault for fault in named.unnamed(desk.window))


def test_a_label_that_hides_its_value_is_found(desk: BusyDesk) -> None:
    label = QLabel("21.72 mL", desk.window.page)
    label.setObjectName("value")
    label.setAccessibleName("Result")

    assert list(named.hidden_values(desk.window)) == ["value"]


def test_a_button_that_comes_too_late_is_found(desk: BusyDesk) -> None:
    button = QPushButton("Late", desk.window.page.form)
    button.setObjectName("late")
    button.setGeometry(0, 0, 60, 30)
    button.show()
    desk.settle()

    assert "late comes after" in " ".join(Keyboard(desk.window).faults())


def test_a_banner_that_is_covered_or_narrow_is_found(desk: BusyDesk) -> None:
    desk.window.banner.show()
    cover = QLabel("in the way", desk.window)
    cover.setObjectName("cover")
    desk.settle()
    cover.setGeometry(desk.window.banner.geometry().translated(0, 2))
    cover.raise_()
    cover.show()
    desk.window.banner.setMaximumWidth(600)
    desk.settle()

    faults = list(fits.wrong_banner(desk.window))

    assert any("spans" in fault for fault in faults)
    assert any("covers" in fault for fault in faults)
    assert any("empty" in fault for fault in faults)


def test_a_focus_that_is_not_to_be_seen_is_found() -> None:
    before = QImage(40, 20, QImage.Format.Format_RGB32)
    before.fill(0xFFFFFF)
    faint, strong = before.copy(), before.copy()
    for x in range(40):
        faint.setPixel(x, 0, 0xE0E0E0)
        strong.setPixel(x, 0, 0x0B62C4)

    assert changed_frame(before, faint, 4) == 0
    assert changed_frame(before, strong, 4) == 40

"""Reachable, named, large enough, readable, and never cut short: WCAG 2.2 AA and the display rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from j3032calc.ui import theme
from j3032calc.ui.text import Text
from tests.ui.display.contrast import contrast, control_pairs, text_pairs
from tests.ui.display.fits import is_within_its_column, needed_height

if TYPE_CHECKING:
    from tests.ui.conftest import Nurse

THEMES = [pytest.param(colours, id=name) for name, colours in theme.THEMES.items()]
CASES = [
    pytest.param((("product", "cinqair"), ("dose", "3 mg/kg"), ("weight", "72.4 kg")), id="cinqair"),
    pytest.param((("product", "xolair"), ("dose", "375 mg"), ("every", "2 weeks")), id="xolair"),
    pytest.param((("product", "fasenra"), ("dose", "350"), ("given_on", "05/04/2026")), id="problems"),
    pytest.param((("product", "J3032"),), id="card"),
]
FORBIDDEN = re.compile(
    r"\d\.\d*0(?= ?(?:mg|mL|g|kg|units))"  # a trailing zero
    r"|(?<![\d.])\.\d"  # no leading zero
    r"|\d(?:mg|mL|mcg|kg)\b"  # no space before the unit
    r"|\b\d{4,} (?:mg|billing)"  # no comma from 1,000
    r"|\b(?:IU|QD|cc)\b|\u00b5g|\d U\b|\bug\b"  # abbreviations that are misread
)


def fill(nurse: Nurse, entries: tuple[tuple[str, str], ...]) -> None:
    for field, text in entries:
        nurse.type(field, text)
    nurse.button("action.new").setFocus()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def test_high_contrast_is_7_to_1_for_texts_and_outlines() -> None:
    colours = theme.HIGH_CONTRAST

    for pair in (*text_pairs(colours), *control_pairs(colours), (colours.text, colours.line)):
        assert contrast(*pair) >= 7, pair


@pytest.mark.parametrize("colours", THEMES)
def test_every_text_stands_out_4_5_to_1(colours: theme.Colours) -> None:
    worst = min(text_pairs(colours), key=lambda pair: contrast(*pair))

    assert contrast(*worst) >= 4.5, worst


@pytest.mark.parametrize("colours", THEMES)
def test_every_outline_focus_and_drawing_stands_out_3_to_1(colours: theme.Colours) -> None:
    worst = min(control_pairs(colours), key=lambda pair: contrast(*pair))

    assert contrast(*worst) >= 3, worst


@pytest.mark.parametrize("colours", THEMES)
def test_the_stylesheet_uses_no_colour_that_is_not_checked(colours: theme.Colours) -> None:
    used = set(re.findall(r"#[0-9a-f]{6}", theme.stylesheet(colours, 100)))
    # Hairlines that only divide say nothing.
    checked = {colour for pairs in (text_pairs, control_pairs) for pair in pairs(colours) for colour in pair}

    assert used <= checked | {colours.line}


@pytest.mark.parametrize("entries", CASES)
def test_every_focusable_control_has_a_name_and_an_object_name(
    nurse: Nurse, entries: tuple[tuple[str, str], ...]
) -> None:
    fill(nurse, entries)

    for widget in nurse.window.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisibleTo(nurse.window):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name), widget
        assert widget.objectName(), widget


def test_no_label_that_shows_a_value_hides_it_behind_a_name(nurse: Nurse) -> None:
    fill(nurse, (("product", "cinqair"), ("dose", "3 mg/kg"), ("weight", "72.4 kg")))

    assert not [label for label in nurse.window.findChildren(QLabel) if label.accessibleName()]


@pytest.mark.parametrize("entries", CASES)
def test_every_target_is_large_enough_for_a_gloved_hand(nurse: Nurse, entries: tuple[tuple[str, str], ...]) -> None:
    fill(nurse, entries)

    for widget in nurse.window.findChildren(QWidget):
        is_target = isinstance(widget, QAbstractButton) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if is_target and widget.isVisibleTo(nurse.window):
            assert min(widget.width(), widget.height()) >= 24, (widget, widget.size())


@pytest.mark.parametrize("theme_key", ["", "F7"], ids=["light", "dark"])
@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("entries", CASES)
def test_nothing_is_cut_short_on_a_small_screen(
    nurse: Nurse, entries: tuple[tuple[str, str], ...], percent: int, theme_key: str
) -> None:
    if theme_key:
        nurse.press(theme_key)
    nurse.press("F4")
    nurse.window.look.resize(percent - 100)
    fill(nurse, entries)
    nurse.window.resize(1024, 768)
    nurse.qtbot.waitUntil(lambda: nurse.window.size().width() == 1024)
    QTest.qWait(20)

    assert nurse.window.width() == 1024
    assert nurse.window.height() == 768
    for widget in nurse.window.findChildren(QWidget):
        if widget.isVisibleTo(nurse.window) and isinstance(widget, QLabel | QAbstractButton):
            assert needed_height(widget) <= widget.height() + 1, (widget, widget.text())
            assert is_within_its_column(widget), (widget, widget.text())


@pytest.mark.parametrize("percent", [100, 200])
def test_the_longest_word_of_each_answer_fits_its_tile(nurse: Nurse, percent: int) -> None:
    nurse.window.look.resize(percent - 100)
    nurse.window.resize(1024, 768)
    fill(nurse, (("product", "cinqair"), ("dose", "3 mg/kg"), ("weight", "72.4 kg")))
    QTest.qWait(20)

    for label in nurse.window.findChildren(Text):
        words = label.text().replace("\n", " ").split(" ")
        widest = max(label.fontMetrics().horizontalAdvance(word) for word in words)
        assert not label.isVisibleTo(nurse.window) or widest <= label.width(), label.text()


@pytest.mark.parametrize("entries", CASES)
def test_the_display_rules_hold_in_every_text(nurse: Nurse, entries: tuple[tuple[str, str], ...]) -> None:
    nurse.press("F4")
    fill(nurse, entries)

    assert FORBIDDEN.findall(nurse.everything()) == []


def test_the_tab_key_visits_the_form_from_top_to_bottom(nurse: Nurse) -> None:
    nurse.type("product", "fasenra")
    visited = []
    for _ in range(12):
        visited.append(nurse.window.focusWidget().objectName())
        QTest.keyClick(nurse.window.focusWidget(), Qt.Key.Key_Tab)

    assert visited == [
        "product",
        "dose",
        "weight",
        "given_on",
        "dose_number",
        "schedule.1",
        "containers.1",
        "containers.2",
        "containers.3",
        "payer.1",
        "opened",
        "given",
    ]


def test_the_picture_has_a_text_alternative(nurse: Nurse) -> None:
    fill(nurse, (("product", "cinqair"), ("dose", "3 mg/kg"), ("weight", "72.4 kg")))
    pictures = [row.picture.accessibleDescription() for row in nurse.window.page.answers.complete().open._rows.made]

    assert pictures == [
        "2 × single-dose vial of 100 mg in 10 mL. 100 mg (10 mL) given from each. ",
        "1 × single-dose vial of 100 mg in 10 mL. 17.2 mg (1.72 mL) given. 82.8 mg discarded",
    ]


def test_given_and_discarded_differ_in_grey(nurse: Nurse) -> None:
    fill(nurse, (("product", "cinqair"), ("dose", "150 mg")))
    drawn = nurse.window.page.answers.complete().open._rows.made[1].picture
    nurse.qtbot.waitUntil(lambda: drawn.height() == 68)
    picture = drawn.grab().toImage()
    middle = picture.width() // 4
    column = [QColor(picture.pixel(middle, y)).lightness() for y in range(picture.height())]
    # Cap and neck end at 14, the half that is given begins at 41.
    upper, lower = column[20:36], column[46:60]

    assert max(lower) - min(lower) < 12
    assert max(upper) - min(upper) > 60

"""A text is as high as its lines take, whatever it says, in whatever font, and however often it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.ui.text import Text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LONG = "3,000 mg is more than the usual largest dose, 300 mg (product label). Check the order."
NARROW, WIDE = 150, 900


@pytest.fixture
def text(qtbot: QtBot) -> Text:
    text = Text("210 mg")
    qtbot.addWidget(text)
    text.resize(NARROW, 20)
    text.show()
    return text


def test_it_is_as_high_as_its_lines_in_each_width(text: Text) -> None:
    text.setText(LONG)

    heights = [text.heightForWidth(width) for width in (NARROW, WIDE, NARROW)]

    line = text.fontMetrics().height()
    assert heights[1] == line
    assert heights[0] == heights[2] >= 4 * line


def test_another_text_has_another_height(text: Text) -> None:
    before = text.heightForWidth(NARROW)

    text.setText(LONG)
    assert text.heightForWidth(NARROW) >= 4 * before

    text.setText("210 mg")
    assert text.heightForWidth(NARROW) == before


def test_another_font_has_another_height(text: Text) -> None:
    before = text.heightForWidth(NARROW)
    font = text.font()
    font.setPixelSize(2 * text.fontInfo().pixelSize())

    text.setFont(font)

    assert text.heightForWidth(NARROW) >= 2 * before - 2


def test_another_style_has_another_height(text: Text) -> None:
    before = text.heightForWidth(NARROW)

    text.setStyleSheet("Text { font-size: 60px; }")

    assert text.heightForWidth(NARROW) >= 2 * before


def test_a_word_that_is_broken_in_less_room_makes_the_text_higher(text: Text) -> None:
    text.setText("O'BRIEN-FEATHERSTONEHAUGH")
    text.resize(WIDE, 20)
    before = text.heightForWidth(60)

    text.resize(60, 20)

    assert before < text.heightForWidth(60)

"""Contrast by WCAG 2.2 of every theme: its palette, every rule of its stylesheet, and what the drawings paint."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage, QPalette

from j3032calc.ui import theme
from j3032calc.ui.answer_texts import UseText
from j3032calc.ui.choices import Choice, Tick
from j3032calc.ui.drawings import ContainerPicture, Sign, Swatch
from j3032calc.ui.timeline import Lane, Mark, Timeline
from tests.ui.display.contrast import CONTROL, TEXT, contrast, painted_contrast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

ROLE = QPalette.ColorRole
PAIRS = (
    (ROLE.Text, ROLE.Base),
    (ROLE.Text, ROLE.AlternateBase),
    (ROLE.WindowText, ROLE.Window),
    (ROLE.ButtonText, ROLE.Button),
    (ROLE.HighlightedText, ROLE.Highlight),
    (ROLE.ToolTipText, ROLE.ToolTipBase),
    (theme.QUIET_ROLE, ROLE.Base),
    (theme.QUIET_ROLE, ROLE.Window),
    (ROLE.BrightText, ROLE.Base),
)
themes = pytest.mark.parametrize("colours", [pytest.param(one, id=name) for name, one in theme.THEMES.items()])
TODAY = date(2026, 11, 23)


@themes
def test_every_text_of_the_palette_stands_out(colours: theme.Colours) -> None:
    palette = theme.palette(colours)
    found = {(ink, ground): contrast(palette.color(ink).name(), palette.color(ground).name()) for ink, ground in PAIRS}

    assert {pair: ratio for pair, ratio in found.items() if ratio < TEXT} == {}


# --- The stylesheet --------------------------------------------------------------------------------------------------


def rules_of(stylesheet: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Give each selector with what it says, and with what it takes from the plain selector before it."""
    plain: dict[str, dict[str, str]] = {}
    for selectors, block in re.findall(r"([^{}]+)\{([^}]*)\}", stylesheet):
        said = dict(re.findall(r"([\w-]+):\s*([^;]+);", block))
        for selector in selectors.strip().split(","):
            name = re.sub(r"[:\[].*", "", selector.strip())
            around = plain.get(name.partition(" ")[0], {})
            whole = {"background": around.get("background", "")} | plain.setdefault(name, {}) | said
            if name == selector.strip():
                plain[name] = whole
            yield selector.strip(), whole


def colour_in(text: str) -> str:
    found = re.search("#[0-9a-f]{6}", text)
    return "" if found is None else found.group(0)


def faint_rules(stylesheet: str, ground: str) -> Iterator[str]:
    """Name every rule whose text is fainter than 4.5 to 1 on its ground, or whose outline than 3 to 1."""
    for selector, said in rules_of(stylesheet):
        background = colour_in(said.get("background", "")) or ground
        ink, outline = colour_in(said.get("color", "")), colour_in(said.get("border", ""))
        if ink and contrast(ink, background) < TEXT:
            yield f"{selector}: {ink} on {background}"
        if outline and is_control(selector) and max(contrast(outline, ground), contrast(outline, background)) < CONTROL:
            yield f"{selector}: outline {outline} on {background}"


def is_control(selector: str) -> bool:
    """Whether an outline tells a control from its ground; surfaces are only parted by it."""
    return (
        re.match("QLineEdit|QPushButton|QToolButton|MainButton|Card|MessageBar|QTableWidget:focus", selector)
        is not None
    )


@themes
@pytest.mark.parametrize("percent", [theme.SMALLEST, theme.LARGEST])
def test_every_rule_of_the_stylesheet_stands_out(colours: theme.Colours, percent: int) -> None:
    sheet = theme.stylesheet(colours, percent)

    assert len(list(rules_of(sheet))) > 50
    assert list(faint_rules(sheet, colours.window)) == []
    assert list(faint_rules(sheet, colours.surface)) == []


def test_a_faint_rule_is_found() -> None:
    sheet = "QPushButton { background: #ffffff; color: #111111; border: 1px solid #eeeeee; } A { color: #aaaaaa; }"

    assert list(faint_rules(sheet + "QPushButton:checked { background: #333333; }", "#ffffff")) == [
        "QPushButton: outline #eeeeee on #ffffff",
        "A: #aaaaaa on #ffffff",
        "QPushButton:checked: #111111 on #333333",
    ]


# --- What is painted -------------------------------------------------------------------------------------------------


def use(given_share: float) -> UseText:
    return UseText(
        title="vial",
        package="",
        given="given",
        rest="rest",
        number=1,
        given_share=given_share,
        size=1.0,
        is_syringe=False,
    )


def picture(given_share: float) -> ContainerPicture:
    made = ContainerPicture()
    made.show_use(use(given_share), 1)
    return made


def timeline(**state: bool) -> Timeline:
    made = Timeline(None)  # type: ignore[arg-type]
    made.resize(400, 80)
    made.show_lanes((Lane("a drug", (Mark(date(2026, 10, 26), date(2026, 10, 26), **state),)),), TODAY, "words")
    return made


def sign(severity: str) -> Sign:
    made = Sign()
    made.show_severity(severity)
    return made


def ticked(kind: type[Tick | Choice], *, on: bool) -> Tick | Choice:
    made = kind("", "tick")
    made.setChecked(on)
    return made


PAINTED: dict[str, Callable[[], QWidget]] = {
    "given": lambda: picture(1),
    "discarded": lambda: picture(0),
    "half given": lambda: picture(0.5),
    "swatch given": lambda: Swatch(None, is_given=True),  # type: ignore[arg-type]
    "swatch not given": lambda: Swatch(None, is_given=False),  # type: ignore[arg-type]
    "stop": lambda: sign("stop"),
    "warn": lambda: sign("warn"),
    "info": lambda: sign("info"),
    "dose": timeline,
    "amended dose": lambda: timeline(is_amended=True),
    "voided dose": lambda: timeline(is_voided=True),
    "tick off": lambda: ticked(Tick, on=False),
    "tick on": lambda: ticked(Tick, on=True),
    "choice off": lambda: ticked(Choice, on=False),
    "choice on": lambda: ticked(Choice, on=True),
}


def painted(qtbot: QtBot, make: Callable[[], QWidget], palette: QPalette) -> QImage:
    widget = make()
    qtbot.addWidget(widget)
    widget.setPalette(palette)
    widget.resize(widget.size() if isinstance(widget, Timeline) else widget.sizeHint())
    return widget.grab().toImage()


@themes
@pytest.mark.parametrize("name", PAINTED)
def test_every_drawing_stands_out_from_its_ground(qtbot: QtBot, name: str, colours: theme.Colours) -> None:
    assert painted_contrast(painted(qtbot, PAINTED[name], theme.palette(colours))) >= CONTROL


def test_nothing_drawn_is_told_apart_by_colour_alone(qtbot: QtBot) -> None:
    ink = theme.LIGHT._replace(accent="#000000", border="#000000", text="#000000", quiet="#000000", focus="#000000")
    one_ink = theme.palette(ink._replace(surface="#ffffff", window="#ffffff", line="#ffffff", on_accent="#ffffff"))
    pictures = {name: painted(qtbot, make, one_ink) for name, make in PAINTED.items()}
    alike = [
        (one, other)
        for one in pictures
        for other in pictures
        if one < other and pictures[one].size() == pictures[other].size() and pictures[one] == pictures[other]
    ]

    assert alike == []

"""The colours, fonts and measures of the window: light, dark and high contrast, at any text size."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from PySide6.QtGui import QColor, QPalette

BASE_PIXELS: Final = 15
SMALLEST, LARGEST, STEP = 100, 200, 25


class Colours(NamedTuple):
    """One theme. ``border`` outlines what can be used, ``line`` only divides; ``quiet`` is still read."""

    window: str
    surface: str
    text: str
    quiet: str
    border: str
    line: str
    accent: str
    on_accent: str
    focus: str
    stop: str
    warn: str
    info: str


LIGHT: Final = Colours(
    window="#eef2f5",
    surface="#ffffff",
    text="#17212b",
    quiet="#4a5865",
    border="#6f7d8a",
    line="#d5dde3",
    accent="#12526f",
    on_accent="#ffffff",
    focus="#0b62c4",
    stop="#a6201a",
    warn="#7a4a00",
    info="#2b5a8c",
)
DARK: Final = Colours(
    window="#10161b",
    surface="#1a222a",
    text="#e9eef2",
    quiet="#aebac5",
    border="#83909c",
    line="#323d47",
    accent="#86c9e6",
    on_accent="#0c1a22",
    focus="#9ecbff",
    stop="#ffb0a6",
    warn="#f0c46a",
    info="#a9cdf5",
)
# For people who need more than AA: every text 7 to 1 or better, outlines as bright as text.
HIGH_CONTRAST: Final = Colours(
    window="#000000",
    surface="#000000",
    text="#ffffff",
    quiet="#ffffff",
    border="#ffffff",
    line="#4a4a4a",
    accent="#ffee32",
    on_accent="#000000",
    focus="#00e5ff",
    stop="#ffb3a8",
    warn="#ffd75e",
    info="#b5d6ff",
)
# In the order in which one key goes through them.
THEMES: Final = {"light": LIGHT, "dark": DARK, "contrast": HIGH_CONTRAST}

# What our own painting asks for, by the palette role that carries it.
BORDER_ROLE: Final = QPalette.ColorRole.Mid
LINE_ROLE: Final = QPalette.ColorRole.Midlight
QUIET_ROLE: Final = QPalette.ColorRole.PlaceholderText
ACCENT_ROLE: Final = QPalette.ColorRole.Highlight
FOCUS_ROLE: Final = QPalette.ColorRole.Link


# A list that drops down: rows that a gloved finger hits, in the colours of the palette.
LIST_STYLE: Final = """
QListView::item { min-height: 34px; padding-left: 8px; color: palette(text); }
QListView::item:selected { background: palette(highlight); color: palette(highlighted-text); }
"""
# The rules of the stylesheet: $name is a colour of the theme, $20px a length that grows with the text.
_CONTROLS: Final = """
QMainWindow { background: $window; }
QLineEdit { background: $surface; color: $text; border: 1px solid $border; border-radius: 6px;
  padding: 7px 9px; min-height: $20px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus { border: 2px solid $focus; padding: 6px 8px; }
QLineEdit[problem="true"] { border: 2px solid $stop; padding: 6px 8px; }
QLineEdit[problem="true"]:focus { border: 4px solid $focus; padding: 4px 6px; }
QPushButton { background: $surface; color: $text; border: 1px solid $border; border-radius: 6px;
  padding: 6px 13px; min-height: $20px; }
QPushButton:hover { background: $window; }
QPushButton:pressed { background: $line; }
QPushButton:checked { background: $line; border: 2px solid $accent; padding: 5px 12px; }
QPushButton:focus { border: 2px solid $focus; padding: 5px 12px; }
MainButton { background: $accent; color: $on_accent; border: 1px solid $accent; }
MainButton:hover, MainButton:pressed { background: $accent; }
DrugButton { text-align: left; padding: 9px 13px; }
DrugButton:focus { padding: 8px 12px; }
"""
_SURFACES: Final = """
Tile, Section, Panel { background: $surface; border: 1px solid $line; border-radius: 8px; }
Card, MessageBar { background: $surface; border: 2px solid $accent; border-radius: 8px; }
Card:focus { border: 4px solid $focus; }
MessageBar[problem="true"] { border: 2px solid $stop; }
Banner { background: $accent; border: none; }
Banner Text, Banner Title, Banner Strong { color: $on_accent; }
QTableWidget { background: $surface; color: $text; border: none; selection-background-color: $line;
  selection-color: $text; outline: none; }
QTableWidget:focus { border: 2px solid $focus; border-radius: 4px; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $quiet; border: none; padding: 4px 3px;
  font-size: $13px; }
ListPart, PartFrame { background: $surface; border: 1px solid $line; border-radius: 8px; }
DemoStrip { background: $warn; }
DemoStrip Text, DemoStrip Cell { color: $surface; font-size: $13px; }
NavBar { background: $surface; border-bottom: 1px solid $line; }
StatusLine { background: $surface; border-top: 1px solid $line; }
"""
_TEXTS: Final = """
FieldLabel, Caption { font-weight: 600; }
Quiet, Note, ColumnHead { color: $quiet; font-size: $13px; }
Note[problem="true"] { color: $stop; font-weight: 600; }
Title { font-size: $19px; font-weight: 700; }
Value { font-size: $25px; font-weight: 700; }
Severity[severity="stop"] { color: $stop; }
Severity[severity="warn"] { color: $warn; }
Severity[severity="info"] { color: $info; }
Severity, Strong, Cell { font-weight: 600; }
ColumnHead { font-weight: 400; }
"""
_BARS: Final = """
QScrollBar:vertical { background: transparent; width: 14px; margin: 0; }
QScrollBar::handle:vertical { background: $border; border-radius: 4px; min-height: 40px; margin: 2px 3px; }
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical { height: 0; }
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical { background: transparent; }
QToolButton { background: $surface; border: 1px solid $border; border-radius: 6px;
  min-width: $20px; min-height: $20px; padding: 7px; }
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 4px; }
"""
_VARIABLE: Final = re.compile(r"\$(?:(?P<pixels>[0-9]+)px|(?P<colour>[a-z_]+))")


def palette(colours: Colours) -> QPalette:
    """Make the palette that widgets and our own painting take their colours from."""
    role = QPalette.ColorRole
    made = QPalette(QColor(colours.surface), QColor(colours.window))
    for name, colour in (
        (role.Window, colours.window),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.window),
        (role.Button, colours.surface),
        (role.Text, colours.text),
        (role.WindowText, colours.text),
        (role.ButtonText, colours.text),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.text),
        (BORDER_ROLE, colours.border),
        (LINE_ROLE, colours.line),
        (QUIET_ROLE, colours.quiet),
        (ACCENT_ROLE, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (FOCUS_ROLE, colours.focus),
        (role.BrightText, colours.stop),
    ):
        made.setColor(name, QColor(colour))
    return made


def stylesheet(colours: Colours, percent: int) -> str:
    """Make the window's one stylesheet for a text size in percent."""

    def value(variable: re.Match[str]) -> str:
        if variable["pixels"]:
            return f"{int(variable['pixels']) * percent // 100}px"
        return str(getattr(colours, variable["colour"]))

    return "".join(_VARIABLE.sub(value, rules) for rules in (_CONTROLS, _SURFACES, _TEXTS, _BARS))

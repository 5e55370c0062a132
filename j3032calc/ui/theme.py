"""The colours, fonts and measures of the window, in light and dark, at any text size."""

from __future__ import annotations

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
    c = colours

    def px(pixels: int) -> str:
        return f"{pixels * percent // 100}px"

    return f"""
QMainWindow {{ background: {c.window}; }}
QLineEdit {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.border}; border-radius: 6px;
  padding: 7px 9px; min-height: {px(20)}; selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit:focus {{ border: 2px solid {c.focus}; padding: 6px 8px; }}
QLineEdit[problem="true"] {{ border: 2px solid {c.stop}; padding: 6px 8px; }}
QPushButton {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.border}; border-radius: 6px;
  padding: 6px 13px; min-height: {px(20)}; }}
QPushButton:hover {{ background: {c.window}; }}
QPushButton:pressed {{ background: {c.line}; }}
QPushButton:checked {{ background: {c.line}; border: 2px solid {c.accent}; padding: 5px 12px; }}
QPushButton:focus {{ border: 2px solid {c.focus}; padding: 5px 12px; }}
MainButton {{ background: {c.accent}; color: {c.on_accent}; border: 1px solid {c.accent}; }}
MainButton:hover, MainButton:pressed {{ background: {c.accent}; }}
DrugButton {{ text-align: left; padding: 9px 13px; }}
DrugButton:focus {{ padding: 8px 12px; }}
Tile, Section, Panel {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 8px; }}
Card, MessageBar {{ background: {c.surface}; border: 2px solid {c.accent}; border-radius: 8px; }}
MessageBar[problem="true"] {{ border: 2px solid {c.stop}; }}
Banner {{ background: {c.accent}; border: none; }}
Banner Text, Banner Title, Banner Strong {{ color: {c.on_accent}; }}
QTableWidget {{ background: {c.surface}; color: {c.text}; border: none; selection-background-color: {c.line};
  selection-color: {c.text}; outline: none; }}
QTableWidget:focus {{ border: 2px solid {c.focus}; border-radius: 4px; }}
QHeaderView::section {{ background: {c.surface}; color: {c.quiet}; border: none; padding: 4px 8px;
  font-size: {px(13)}; }}
ListPart, PartFrame {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 8px; }}
DemoStrip {{ background: {c.warn}; }}
DemoStrip Text, DemoStrip Cell {{ color: {c.surface}; }}
NavBar {{ background: {c.surface}; border-bottom: 1px solid {c.line}; }}
StatusLine {{ background: {c.surface}; border-top: 1px solid {c.line}; }}
FieldLabel, Caption {{ font-weight: 600; }}
Quiet, Note, ColumnHead {{ color: {c.quiet}; font-size: {px(13)}; }}
Note[problem="true"] {{ color: {c.stop}; font-weight: 600; }}
Title {{ font-size: {px(19)}; font-weight: 700; }}
Value {{ font-size: {px(25)}; font-weight: 700; }}
Severity[severity="stop"] {{ color: {c.stop}; }}
Severity[severity="warn"] {{ color: {c.warn}; }}
Severity[severity="info"] {{ color: {c.info}; }}
Severity, Strong, Cell {{ font-weight: 600; }}
ColumnHead {{ font-weight: 400; }}
QScrollBar:vertical {{ background: transparent; width: 14px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c.border}; border-radius: 4px; min-height: 40px; margin: 2px 3px; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical {{ background: transparent; }}
QToolButton {{ background: {c.surface}; border: 1px solid {c.border}; border-radius: 6px;
  min-width: {px(20)}; min-height: {px(20)}; padding: 7px; }}
QToolTip {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.border}; padding: 4px; }}
"""

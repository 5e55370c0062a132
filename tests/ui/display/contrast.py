"""The contrast of WCAG 2.2, of colours and of what was painted."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.ui.theme import Colours

TEXT, CONTROL = 4.5, 3.0


def text_pairs(colours: Colours) -> Iterator[tuple[str, str]]:
    """Give every colour of text with what it stands on: WCAG asks 4.5 to 1."""
    for ground in (colours.window, colours.surface):
        for ink in (colours.text, colours.quiet, colours.accent, colours.stop, colours.warn, colours.info):
            yield ink, ground
    yield colours.on_accent, colours.accent


def control_pairs(colours: Colours) -> Iterator[tuple[str, str]]:
    """Give every colour of an outline, a focus mark or a drawing with what it stands on: WCAG asks 3 to 1."""
    for ground in (colours.window, colours.surface):
        for ink in (colours.border, colours.focus, colours.accent, colours.stop):
            yield ink, ground


@cache
def _light(rgb: int) -> float:
    colour = QColor.fromRgb(rgb & 0xFFFFFF)
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str) -> float:
    """Give the contrast ratio of two colours that are written like "#12526f"."""
    return _ratio(QColor(ink).rgb(), QColor(ground).rgb())


def _ratio(one: int, other: int) -> float:
    darker, lighter = sorted((_light(one), _light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def painted_contrast(picture: QImage) -> float:
    """Give the contrast of a picture's ground, its commonest colour, with what stands out most from it."""
    counted = Counter(_pixels(picture))
    ground = counted.most_common(1)[0][0]
    return max(_ratio(ground, colour) for colour in counted)


def changed_frame(before: QImage, after: QImage, width: int) -> int:
    """Count the pixels within a width of the edge that changed by 3 to 1 or more."""
    was, now, wide, high = _pixels(before), _pixels(after), before.width(), before.height()
    places = (
        y * wide + x
        for y in range(high)
        for x in (range(wide) if y < width or y >= high - width else (*range(width), *range(wide - width, wide)))
    )
    return sum(was[at] != now[at] and _ratio(was[at], now[at]) >= CONTROL for at in places)


def _pixels(picture: QImage) -> memoryview:
    """Give the pixels of a picture, row by row."""
    return memoryview(bytes(picture.convertToFormat(QImage.Format.Format_RGB32).constBits())).cast("I")

"""The keyboard: where the Tab key goes, in which order, and whether one sees where it is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QRadioButton, QScrollArea, QWidget

from tests.ui.display.contrast import changed_frame
from tests.ui.display.named import focusable
from tests.ui.display.seen import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage

    from j3032calc.ui.main_window import MainWindow

_MOST_STOPS = 400
# Beside each other, as far as the eye is concerned.
_SAME_ROW = 6
_FRAME = 4


class Keyboard:
    """Hands on the Tab key. The same stops are gone round once; each kind of control is looked at once for its mark."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._looked_at: set[str] = set()
        self._gone_round: set[tuple[str, ...]] = set()

    def faults(self) -> Iterator[str]:
        """Go round by Tab; say what was not reached, came in the wrong order or did not show the focus."""
        expected = {id(one): one for one in focusable(self._window) if self._is_stop(one)}
        stops = (self._window.pages.front, *(name_of(one) for one in expected.values()))
        if not expected or stops in self._gone_round:
            return
        self._gone_round.add(stops)
        self._window.activateWindow()
        start = self._window.focusWidget()
        if id(start) not in expected:
            next(iter(expected.values())).setFocus(Qt.FocusReason.TabFocusReason)
        visited: list[QWidget] = []
        yield from self._go_round(visited)
        reached = {id(one) for one in visited}
        yield from (f"Tab never comes to {name_of(one)}" for key, one in expected.items() if key not in reached)
        groups = {_group_of(one) for one in focusable(self._window) if isinstance(one, QRadioButton)}
        missed = groups - {_group_of(one) for one in visited}
        yield from (f"Tab never comes to the choices {group}" for group in missed)
        yield from _out_of_order(visited)

    def _is_stop(self, widget: QWidget) -> bool:
        if isinstance(widget, QRadioButton):
            # Tab comes to one of the group, and arrows go to the others.
            return False
        return widget.isEnabled() and bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)

    def _go_round(self, visited: list[QWidget]) -> Iterator[str]:
        first = at = self._window.focusWidget()
        for _ in range(_MOST_STOPS):
            visited.append(at)
            if _seen_of(at).height() < min(at.height(), 24) // 2:
                yield f"{name_of(at)} has the focus and is not to be seen"
            yield from self._next(at)
            at = self._window.focusWidget()
            if at is first:
                return
        yield "Tab does not come round"

    def _next(self, at: QWidget) -> Iterator[str]:
        """Press Tab; look at the mark of the control that is left, if its kind was not looked at yet."""
        is_checked = isinstance(at, QAbstractButton) and at.isChecked()
        kind = f"{type(at).__name__} {is_checked} {at.property('problem')}"
        is_new = kind not in self._looked_at
        focused = _picture_of(at) if is_new else None
        QTest.keyClick(at, Qt.Key.Key_Tab)
        if focused is not None and not at.hasFocus():
            self._looked_at.add(kind)
            changed = changed_frame(_picture_of(at), focused, _FRAME)
            if changed < at.width() + at.height():
                yield f"the focus on {name_of(at)} changes {changed} pixels by 3 to 1"


def _seen_of(widget: QWidget) -> QRect:
    """Give the part of a widget that nothing around it hides."""
    seen, above = widget.geometry(), widget.parentWidget()
    while above is not None:
        seen = seen.intersected(above.rect()).translated(above.pos())
        above = above.parentWidget()
    return seen


def _picture_of(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def _group_of(widget: QWidget) -> str:
    return widget.objectName().rpartition(".")[0]


def _area_of(widget: QWidget) -> QWidget:
    """Give what a control scrolls in, or the bar or page that it stands on."""
    at = widget
    while (above := at.parentWidget()) is not None:
        if isinstance(at, QScrollArea) or above.objectName() in {"centre", "pages"}:
            return at
        at = above
    return at


def _out_of_order(visited: list[QWidget]) -> Iterator[str]:
    """Say where the Tab key goes up the page, or comes back to a part of the window that it had left."""
    areas = [_area_of(one) for one in visited]
    begins = [number for number, area in enumerate(areas) if area is not areas[number - 1]]
    seen: set[int] = set()
    for number in begins[1:] if begins and begins[0] == 0 else begins:
        if id(areas[number]) in seen:
            yield f"Tab comes back to {name_of(areas[number])} at {name_of(visited[number])}"
        seen.add(id(areas[number]))
    for (before, one), (after, other) in pairwise(zip(visited, areas, strict=True)):
        if one is other and _is_above(after, before, one):
            yield f"{name_of(after)} comes after {name_of(before)} and stands above it"


def _is_above(widget: QWidget, other: QWidget, area: QWidget) -> bool:
    inside = area.widget() if isinstance(area, QScrollArea) else area
    assert inside is not None
    place, before = (QRect(one.mapTo(inside, QPoint(0, 0)), one.size()) for one in (widget, other))
    is_right = place.left() >= before.right() - _SAME_ROW
    return place.bottom() <= before.top() + _SAME_ROW and not is_right

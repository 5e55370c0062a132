"""The timeline of a patient's doses: a lane a drug, given doses against the days on which they were due.

Given is a filled mark, due a bar, early and late a line between them, voided a crossed mark: readable in grey. The text
alternative says the same in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from j3032calc.ui.theme import ACCENT_ROLE, BORDER_ROLE, LINE_ROLE, QUIET_ROLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from j3032calc.domain.history import DoseHistory

_LANE: Final = 46
_HEAD: Final = 26
_MARK: Final = 11
_LEFT: Final = 12
_MOST_MONTHS: Final = 12
_GAP: Final = 8
# So that a first dose does not stand at the very edge.
_BEFORE_TODAY: Final = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Mark:
    """One dose on the line: the day given (``None`` for the next due), the day that was due, and the state."""

    given_on: date | None
    due: date | None
    is_voided: bool = False
    is_amended: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One drug's doses, oldest first."""

    name: str
    marks: tuple[Mark, ...]


class Timeline(QWidget):
    """Draws lanes between the first and the last day that is on them; today is a line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("patient.timeline")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lanes: tuple[Lane, ...] = ()
        self._today: date | None = None
        self._first = self._last = date.min
        self._percent = 100

    def show_lanes(self, lanes: Sequence[Lane], today: date, words: str) -> None:
        """Draw these lanes; ``words`` is what they say, for somebody who does not see them."""
        self._lanes, self._today = tuple(lanes), today
        # Asked for at every mark, so worked out only once.
        self._first, self._last = first_and_last(lanes, today)
        self.setAccessibleName(words)
        self.setVisible(bool(lanes))
        self.updateGeometry()
        self.update()

    def scale(self, percent: int) -> None:
        """Follow the text size."""
        self._percent = percent
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the height of all lanes."""
        return QSize(300, self._px(_HEAD + _LANE * max(1, len(self._lanes))))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the height of all lanes."""
        return self.sizeHint()

    def _px(self, pixels: int) -> int:
        return pixels * self._percent // 100

    def _x(self, day: date) -> float:
        span = max(1, (self._last - self._first).days)
        width = self.width() - 2 * self._px(_LEFT) - self._px(_MARK)
        return self._px(_LEFT) + self._px(_MARK) / 2 + width * (day - self._first).days / span

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the lanes."""
        if not self._lanes or self._today is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_months(painter)
            x = self._x(self._today)
            painter.setPen(QPen(self.palette().color(BORDER_ROLE), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(x, self._px(_HEAD) - 6, x, self.height()))
            for number, lane in enumerate(self._lanes):
                self._paint_lane(painter, lane, self._px(_HEAD) + self._px(_LANE) * number)

    def _paint_months(self, painter: QPainter) -> None:
        from j3032calc.wording.page_words import month_ticks

        painter.setPen(self.palette().color(QUIET_ROLE))
        metrics, before = painter.fontMetrics(), -1000.0
        for day, text in month_ticks(self._first, self._last, most=_MOST_MONTHS):
            x = self._x(day)
            width = metrics.horizontalAdvance(text)
            if x - before > _GAP and x + width < self.width():
                painter.drawText(QPointF(x, metrics.ascent()), text)
                before = x + width

    def _paint_lane(self, painter: QPainter, lane: Lane, top: int) -> None:
        colours = self.palette()
        painter.setPen(colours.text().color())
        painter.drawText(QPointF(self._px(_LEFT), top + painter.fontMetrics().ascent()), lane.name)
        y = top + self._px(_LANE) * 0.7
        painter.setPen(QPen(colours.color(LINE_ROLE), 2))
        painter.drawLine(QLineF(self._px(_LEFT), y, self.width() - self._px(_LEFT), y))
        for mark in lane.marks:
            self._paint_mark(painter, mark, y)

    def _paint_mark(self, painter: QPainter, mark: Mark, y: float) -> None:
        colours, size = self.palette(), float(self._px(_MARK))
        ink = colours.text().color()
        if mark.due is not None:
            x = self._x(mark.due)
            painter.setPen(QPen(ink, 2))
            painter.drawLine(QLineF(x, y - size, x, y + size))
        if mark.given_on is None:
            return
        x = self._x(mark.given_on)
        box = QRectF(x - size / 2, y - size / 2, size, size)
        if mark.due is not None and mark.due != mark.given_on:
            painter.setPen(QPen(ink, 2))
            painter.drawLine(QLineF(x, y, self._x(mark.due), y))
        painter.setPen(QPen(ink, 2))
        painter.setBrush(colours.base() if mark.is_voided else colours.color(ACCENT_ROLE))
        painter.drawEllipse(box)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if mark.is_voided:
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.bottomLeft(), box.topRight())
        elif mark.is_amended:
            painter.drawEllipse(box.adjusted(-4, -4, 4, 4))


def first_and_last(lanes: Sequence[Lane], today: date) -> tuple[date, date]:
    """Give the first and the last day of a drawing: of every mark, and of today with some room before it."""
    days = [day for lane in lanes for mark in lane.marks for day in (mark.given_on, mark.due) if day is not None]
    return min([*days, today - _BEFORE_TODAY]), max([*days, today])


def lanes_of(doses: tuple[DoseHistory, ...]) -> tuple[Lane, ...]:
    """Give a lane for each drug: its doses against the day that the dose before said, and the next due."""
    by_drug: dict[str, list[DoseHistory]] = {}
    for history in sorted(doses, key=lambda one: one.dose.given_on):
        by_drug.setdefault(history.dose.drug.name, []).append(history)
    lanes = []
    for name, histories in by_drug.items():
        marks, due = [], None
        for history in histories:
            is_amended = len(history.versions) > 1
            marks.append(Mark(history.dose.given_on, due, history.is_voided, is_amended and not history.is_voided))
            if not history.is_voided:
                due = history.dose.next_due.due
        lanes.append(Lane(name, (*marks, Mark(None, due))))
    return tuple(lanes)

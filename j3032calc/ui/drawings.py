"""The picture of a container, to scale: what is given is solid, what is discarded or kept is hatched.

The text beside it says the same; the picture alone never does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from j3032calc.ui.theme import ACCENT_ROLE, BORDER_ROLE

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPaintEvent

    from j3032calc.ui.answer_texts import UseText

_MOST_DRAWN: Final = 3
_HATCH: Final = 6.0
# Parts of the picture's height.
_CAP, _NECK = 0.11, 0.09


def pictures_of(use: UseText) -> int:
    """Count the pictures of equal containers: one each for a few, one for many."""
    return use.number if use.number <= _MOST_DRAWN else 1


class ContainerPicture(QWidget):
    """Up to three equal containers side by side; more are one picture, and the text says how many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._use: UseText | None = None
        self._cells = 1
        self._unit = 64
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_use(self, use: UseText, cells: int) -> None:
        """Draw what equal containers gave, in a picture wide enough for so many."""
        if cells != self._cells:
            self._cells = cells
            self.updateGeometry()
        if use != self._use:
            self._use = use
            self.setAccessibleDescription(f"{use.title}. {use.given}. {use.rest}")
            self.update()

    def scale(self, percent: int) -> None:
        """Follow the text size, up to half again as large."""
        self._unit = 64 * min(percent, 150) // 100
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the size of the cells."""
        return QSize(self._unit * self._cells * 5 // 8 + 4, self._unit + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the containers."""
        use = self._use
        if use is None:
            return
        cell = (self.width() - 4) / self._cells
        # Equal areas are equal contents: both sides shrink with the square root.
        factor = max(0.35, use.size**0.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for number in range(pictures_of(use)):
                left = 2 + cell * number
                height, width = self._unit * factor, cell * 0.78 * factor
                box = QRectF(left, 2 + self._unit - height, width, height)
                self._paint_one(painter, box, use)

    def _paint_one(self, painter: QPainter, box: QRectF, use: UseText) -> None:
        cap, neck = box.height() * _CAP, box.height() * _NECK
        body = box.adjusted(0, cap + neck, 0, -1)
        middle, half = box.center().x(), box.width() * (0.16 if use.is_syringe else 0.3)
        outline = QPen(self.palette().color(BORDER_ROLE), 1.6)
        painter.setPen(outline)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(middle - half, box.top(), 2 * half, cap))
        painter.drawRect(QRectF(middle - half * 0.7, box.top() + cap, half * 1.4, neck))
        if use.is_syringe:
            body = body.adjusted(box.width() * 0.2, 0, -box.width() * 0.2, 0)
        radius = 2.0 if use.is_syringe else 5.0
        shape = QPainterPath()
        shape.addRoundedRect(body, radius, radius)
        painter.fillPath(shape, self.palette().base())
        painter.save()
        painter.setClipPath(shape)
        self._paint_content(painter, body, use.given_share)
        painter.restore()
        painter.setPen(QPen(self.palette().text().color(), 1.6))
        painter.drawPath(shape)

    def _paint_content(self, painter: QPainter, body: QRectF, given_share: float) -> None:
        level = body.bottom() - body.height() * given_share
        solid, hatched = QRectF(body), QRectF(body)
        solid.setTop(level)
        hatched.setBottom(level)
        painter.fillRect(solid, self.palette().color(ACCENT_ROLE))
        hatch(painter, hatched, self.palette().color(BORDER_ROLE))


def hatch(painter: QPainter, area: QRectF, colour: QColor) -> None:
    """Hatch an area: readable in grey, and on paper the same."""
    painter.setPen(QPen(colour, 1.2))
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    steps = int((area.width() + area.height()) / _HATCH) + 1
    lefts = [area.left() + number * _HATCH for number in range(steps)]
    painter.drawLines([QLineF(left, area.top(), left - area.height(), area.bottom()) for left in lefts])


class Swatch(QWidget):
    """The pattern of what is given, or of what is not, beside its words."""

    def __init__(self, parent: QWidget, *, is_given: bool) -> None:
        super().__init__(parent)
        self._is_given = is_given
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the height of a line of text."""
        height = self.fontMetrics().height()
        return QSize(height * 3 // 4, height)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the pattern."""
        side = self.width() - 2.0
        box = QRectF(1, (self.height() - side) / 2, side, side)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.save()
            if self._is_given:
                painter.fillRect(box, self.palette().color(ACCENT_ROLE))
            else:
                hatch(painter, box, self.palette().color(BORDER_ROLE))
            painter.restore()
            painter.setPen(QPen(self.palette().text().color(), 1.2))
            painter.drawRect(box)


class Sign(QWidget):
    """The sign of a severity, told apart by its shape: octagon, triangle, circle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = "info"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_severity(self, severity: str) -> None:
        """Draw the sign of a severity."""
        if severity != self._severity:
            self._severity = severity
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the size of a line of text."""
        side = self.fontMetrics().height() + 4
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the sign with its letter."""
        with QPainter(self) as painter:
            _paint_sign(painter, self._severity, min(self.width(), self.height()), self.palette().text().color())


def sign_picture(severity: str, of: QWidget) -> QPixmap:
    """Give the sign of a severity as a picture that is as high as a line of a widget's text, in its colour."""
    side = of.fontMetrics().height()
    picture = QPixmap(QSize(side, side) * of.devicePixelRatioF())
    picture.setDevicePixelRatio(of.devicePixelRatioF())
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setFont(of.font())
        _paint_sign(painter, severity, side, of.palette().text().color())
    return picture


def _paint_sign(painter: QPainter, severity: str, side: int, colour: QColor) -> None:
    corners = {"stop": 8, "warn": 3}.get(severity, 0)
    inside = side - 3.0
    box = QRectF(1.5, 1.5, inside, inside)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6))
    painter.drawPath(_sign_path(box, corners))
    painter.setPen(colour)
    lower = box.adjusted(0, inside * 0.2, 0, 0) if corners == 3 else box  # noqa: PLR2004 - a triangle
    painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, "i" if corners == 0 else "!")


def _sign_path(box: QRectF, corners: int) -> QPainterPath:
    path = QPainterPath()
    if corners == 0:
        path.addEllipse(box)
    elif corners == 3:  # noqa: PLR2004 - a triangle
        path.moveTo(box.center().x(), box.top())
        path.lineTo(box.bottomRight())
        path.lineTo(box.bottomLeft())
        path.closeSubpath()
    else:
        cut = box.width() * 0.29
        left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
        path.moveTo(left + cut, top)
        for x, y in (
            (right - cut, top),
            (right, top + cut),
            (right, bottom - cut),
            (right - cut, bottom),
            (left + cut, bottom),
            (left, bottom - cut),
            (left, top + cut),
        ):
            path.lineTo(x, y)
        path.closeSubpath()
    return path

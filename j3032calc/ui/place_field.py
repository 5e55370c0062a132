"""Where on the body a dose went: the usual places of its route to press, any other to type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from j3032calc.ui.button_grid import ButtonGrid
from j3032calc.ui.field import Field
from j3032calc.wording.page_labels import BODY_SITES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from j3032calc.wording.labels import FieldText


class PlaceField(Field):
    """A field with buttons below it. ``placed`` says that one of them filled it."""

    placed = Signal()

    def __init__(self, name: str, said: FieldText, parent: QWidget | None = None) -> None:
        super().__init__(name, said, parent)
        places = {place: place for route in BODY_SITES.values() for place in route}
        self._places = ButtonGrid(f"{name}.places", places, self._take, self)
        self.rows.insertWidget(self.rows.count() - 1, self._places)

    def offer_for(self, route: str) -> None:
        """Offer the usual places of a route."""
        self._places.offer(set(BODY_SITES.get(route, ())))

    def _take(self, place: str) -> None:
        self.fill(place.lower())
        self.placed.emit()

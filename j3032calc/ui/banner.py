"""The patient banner: who this is about, at the top, over the whole width, never covered (NHS CUI, PRODUCT.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout

from j3032calc.ui.text import Strong, Text, Title, show_or_hide

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from j3032calc.domain.patient import Patient

_STRETCHES: Final = {"name": 6, "born": 5, "sex": 3, "identifier": 3, "allergies": 5}
_PARTS: Final = tuple(_STRETCHES)
_GAP: Final = 20
_GAP_BELOW: Final = 4
_SIDE: Final = 16


class Banner(QFrame):
    """Name, birth date with age, sex, record number, allergies, in that order. Hidden while there is no patient."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._parts = {name: self._part(name) for name in _PARTS}
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(_SIDE, 8, _SIDE, 8)
        self._rows.setSpacing(_GAP)
        self._rows.addWidget(self._parts["name"], _STRETCHES["name"])
        rest = QHBoxLayout()
        rest.setSpacing(_GAP)
        for name in _PARTS[1:]:
            rest.addWidget(self._parts[name], _STRETCHES[name])
        self._rows.addLayout(rest, sum(_STRETCHES[name] for name in _PARTS[1:]))
        self.hide()

    def _part(self, name: str) -> Text:
        kind = Title if name == "name" else Strong if name == "allergies" else Text
        part = kind(parent=self)
        part.setObjectName(f"banner.{name}")
        return part

    def show_patient(self, patient: Patient | None, today: date) -> None:
        """Show a patient, or none."""
        show_or_hide(self, shown=patient is not None)
        if patient is None:
            for part in self._parts.values():
                part.setText("")
            return
        from j3032calc.wording.log_words import SEXES
        from j3032calc.wording.page_words import allergies_line, record_number
        from j3032calc.wording.paper import write_born, write_name

        self._parts["name"].setText(write_name(patient))
        self._parts["born"].setText(write_born(patient.born, today))
        self._parts["sex"].setText(SEXES[patient.sex])
        self._parts["identifier"].setText(record_number(patient))
        self._parts["allergies"].setText(allergies_line(patient))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the width; another font changes the height."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Give the name a row of its own where a word of any part would not have room beside it."""
        room = self.width() - 2 * _SIDE - _GAP * (len(_PARTS) - 1)
        total = sum(_STRETCHES.values())
        has_room = all(part.longest_word() <= room * _STRETCHES[name] // total for name, part in self._parts.items())
        self._rows.setDirection(QBoxLayout.Direction.LeftToRight if has_room else QBoxLayout.Direction.TopToBottom)
        self._rows.setSpacing(_GAP if has_room else _GAP_BELOW)

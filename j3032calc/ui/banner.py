"""The patient banner: who this is about, at the top, over the whole width, never covered (NHS CUI, PRODUCT.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QHBoxLayout

from j3032calc.ui.text import Strong, Text, Title, show_or_hide

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from j3032calc.domain.patient import Patient

_PARTS: Final = ("name", "born", "sex", "identifier", "allergies")


class Banner(QFrame):
    """Name, birth date with age, sex, record number, allergies, in that order. Hidden while there is no patient."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._parts = {name: self._part(name) for name in _PARTS}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(20)
        for name, stretch in zip(_PARTS, (6, 5, 2, 3, 5), strict=True):
            row.addWidget(self._parts[name], stretch)
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

"""One row of the Sign page: lot, expiry and NDC of a container, or of equal ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from j3032calc.services.draft_keys import YES
from j3032calc.ui.choices import Tick
from j3032calc.ui.field import DateField, Field
from j3032calc.ui.text import Strong, show_or_hide
from j3032calc.wording import page_labels as say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.wording.labels import FieldText


class ContainerRow(QFrame):
    """Lot, expiry and the NDC of equal containers."""

    def __init__(self, number: int, title: str, ndc: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"sign.container{number}")
        self.number = number
        self._title = title
        self._of = ndc or ""
        self.lot = Field(f"sign.lot{number}", _of(say.LOT, title), self)
        self.expiry = DateField(f"sign.expiry{number}", _of(say.EXPIRY, title), self)
        self.expiry.ask_at_once()
        self.ndc = Tick(say.NDC_CONFIRMED.format(ndc=ndc), f"sign.ndc{number}", self)
        show_or_hide(self.ndc, shown=ndc is not None)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(Strong(title, self), 0, 0, 1, 2)
        grid.addWidget(self.lot, 1, 0)
        grid.addWidget(self.expiry, 1, 1)
        grid.addWidget(self.ndc, 2, 0, 1, 2)

    @property
    def said(self) -> str:
        """Say once more which lot was entered."""
        lot, expiry = (field.entry or say.NOT_ENTERED for field in (self.lot, self.expiry))
        return say.LOOK_LOT.format(container=self._title, lot=lot, expiry=expiry)

    def fill(self, entered: Mapping[str, str]) -> None:
        """Put back what stood here."""
        self.lot.fill(entered.get(f"lot{self.number}", ""))
        self.expiry.fill(entered.get(f"expiry{self.number}", ""))
        self.ndc.setChecked(entered.get(f"ndc{self.number}") == YES)

    def entries(self) -> dict[str, str]:
        """Give what stands here, and which NDC it stands for."""
        return {
            f"lot{self.number}": self.lot.entry,
            f"expiry{self.number}": self.expiry.entry,
            f"ndc{self.number}": YES if self.ndc.isChecked() else "",
            f"of{self.number}": self._of,
        }


def _of(said: FieldText, container: str) -> FieldText:
    return said._replace(name=said.name.format(container=container))

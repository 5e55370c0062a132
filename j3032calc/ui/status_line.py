"""The line at the foot of the window: what becomes of what is entered, who decides, and the catalogue's edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from j3032calc.ui.text import Quiet, Strong
from j3032calc.wording import labels

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class StatusLine(QFrame):
    """What always holds: no patient, and who decides."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.edition = Quiet(parent=self)
        self.edition.setObjectName("status.edition")
        self.edition.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 16, 7)
        row.setSpacing(18)
        self.patient = Strong(labels.NO_PATIENT, self)
        row.addWidget(self.patient, 3)
        row.addWidget(Quiet(labels.ADVISES, self), 4)
        row.addWidget(self.edition, 3)

        self._log = labels.NO_PATIENT

    def show_log(self, *, is_open: bool) -> None:
        """Say what becomes of what is entered."""
        self._log = labels.LOG_OPEN if is_open else labels.NO_PATIENT
        self.patient.setText(self._log)

    def show_backup(self, is_being_made: bool) -> None:  # noqa: FBT001 - a slot takes what its signal gives
        """Say that the day's backup is being made, and no more when that is over."""
        self.patient.setText(labels.BACKING_UP if is_being_made else self._log)

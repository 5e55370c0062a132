"""What holds care, asked before an infusion starts: put it right, or write why the work goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from j3032calc.ui.cards import Card
from j3032calc.ui.text import MainButton, Note, Text, restyle, show_or_hide
from j3032calc.ui.verdict_panel import VerdictRow
from j3032calc.wording import verdict_labels as say

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from j3032calc.services.entering_verdicts import Judged


class HoldsCard(Card):
    """Asks a reason for each hold. ``answered`` gives the reasons by their fields, once every one has a reason."""

    answered = Signal(object)

    def __init__(self, judged: Judged, parent: QWidget) -> None:
        from j3032calc.services.entering_verdicts import reason_field

        super().__init__("holds", say.HOLDS_TITLE, parent)
        self.rows: dict[str, VerdictRow] = {}
        self.column.addWidget(Text(say.HOLDS_TELLS, self))
        for number, verdict in enumerate((one for one in judged.readiness.verdicts if one.is_open_hold), start=1):
            row = VerdictRow(f"holds.{number}", verdict.finding, self)
            row.show_verdict(verdict)
            show_or_hide(row.override, shown=False)
            self.rows[reason_field(verdict.finding)] = row
            self.column.addWidget(row)
        self.missing = Note(say.REASON_MISSING, self)
        self.missing.setObjectName("holds.missing")
        restyle(self.missing, "problem", "true")
        self.missing.hide()
        self.column.addWidget(self.missing)
        go_on = MainButton(say.GO_ON, self)
        go_on.setObjectName("holds.go_on")
        go_on.clicked.connect(self._go_on)
        self.column.addWidget(go_on)

    def _go_on(self) -> None:
        empty = next((row for row in self.rows.values() if not row.reason.entry), None)
        show_or_hide(self.missing, shown=empty is not None)
        if empty is not None:
            empty.reason.edit.setFocus()
            return
        self.answered.emit({field: row.reason.entry for field, row in self.rows.items()})

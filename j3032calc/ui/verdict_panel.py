"""What stands against a dose, on the page that signs it: a reason for each hold, an override for a stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from j3032calc.ui.choices import Tick
from j3032calc.ui.claim_texts import line_texts
from j3032calc.ui.field import Field
from j3032calc.ui.finding_texts import verdict_summary, verdict_text
from j3032calc.ui.sections import FindingRow, Section
from j3032calc.ui.text import Button, Caption, Quiet, Severity, Text, restyle, show_or_hide, take_away
from j3032calc.wording import verdict_labels as say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.domain.findings import Finding
    from j3032calc.domain.visit.verdicts import Verdict
    from j3032calc.services.entering_verdicts import Judged

# What is only worth knowing stands on the Give page and on paper.
_SHOWN: Final = frozenset({"stop", "warn"})


class VerdictRow(QWidget):
    """One finding, with the field of its reason and the tick of its override where it has them."""

    changed = Signal()

    def __init__(self, name: str, finding: Finding, parent: QWidget) -> None:
        super().__init__(parent)
        self.finding = finding
        self.is_hold, self.is_stop = str(finding.care) == "hold", str(finding.claim) == "stop"
        self.said = FindingRow(self)
        self.reason = Field(f"{name}.reason", say.REASON, self)
        self.override = Tick(say.OVERRIDE, f"{name}.override", self)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 4)
        inside.setSpacing(4)
        for widget in (self.said, self.override, self.reason):
            inside.addWidget(widget)
        self.reason.changed.connect(self.changed)
        self.override.toggled.connect(self._on_override)
        show_or_hide(self.override, shown=self.is_stop)
        show_or_hide(self.reason, shown=self.is_hold)

    def _on_override(self) -> None:
        show_or_hide(self.reason, shown=self.is_hold or self.override.isChecked())
        self.changed.emit()

    def show_verdict(self, verdict: Verdict) -> None:
        """Show the finding; the reason stands in its own field."""
        from dataclasses import replace

        said = verdict_text(replace(verdict, reason=None, override=None))
        self.said.show_finding(said)
        self.reason.edit.setAccessibleName(say.REASON.name.format(finding=said.message))
        self.override.setAccessibleName(say.OVERRIDE_NAME.format(finding=said.message))


class VerdictPanel(Section):
    """Everything that stands against a dose. ``changed`` follows what is typed or ticked here."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("verdict", say.VERDICT_TITLE, parent)
        self.summary = Severity(parent=self)
        self.summary.setObjectName("verdict.summary")
        self.billed = Text(parent=self)
        self.billed.setObjectName("verdict.billed")
        self.lead = Field("sign.lead", say.LEAD, self)
        self.lead_pin = Field("sign.lead_pin", say.LEAD_PIN, self)
        self.lead_pin.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.stays = Quiet(say.STOPS_STAY, self)
        self.rows: dict[str, VerdictRow] = {}
        self._reasons: dict[str, str] = {}
        self._made = 0
        # What is only to check waits behind a press: the way to the signature stays short.
        self.more = Button("", self)
        self.more.setObjectName("verdict.more")
        self.more.clicked.connect(self._toggle)
        self._shows_all = False
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        self.column.addWidget(self.summary)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.column.addLayout(self._list)
        for widget in (self.more, self.lead, self.lead_pin, self.stays, Caption(say.BILLED, self), self.billed):
            self.column.addWidget(widget)

    def _toggle(self) -> None:
        self._shows_all = not self._shows_all
        self._follow_more()

    def _follow_more(self) -> None:
        """Show what is only to check where it is wanted, and say how much of it there is."""
        waiting = [row for row in self.rows.values() if not row.is_hold and not row.is_stop]
        for row in waiting:
            show_or_hide(row, shown=self._shows_all)
        said = say.HIDE_CHECKS if self._shows_all else say.SHOW_CHECKS
        self.more.setText(said.format(count=len(waiting)))
        show_or_hide(self.more, shown=bool(waiting))

    def clear(self) -> None:
        """Forget everything about the dose."""
        for field in tuple(self.rows):
            self._drop(field)
        self._reasons = {}
        self._shows_all = False
        self.forget_secrets()
        self._follow_ticks()
        show_or_hide(self, shown=False)

    def forget_secrets(self) -> None:
        """Empty what is never kept."""
        self.lead_pin.fill("")

    # --- What it shows ---

    def show_judged(self, judged: Judged) -> None:
        """Show how a visit stands; a row that is there already stays, with what is typed in it."""
        from j3032calc.services.entering_verdicts import reason_field

        severity, summary = verdict_summary(judged.readiness)
        restyle(self.summary, "severity", severity)
        self.summary.setText(summary)
        self.billed.setText("\n".join(line_texts(judged)) or say.NOT_BILLED)
        shown = [one for one in judged.readiness.by_urgency if str(one.finding.claim) in _SHOWN]
        wanted = {reason_field(one.finding): one for one in shown}
        for field in self.rows.keys() - wanted.keys():
            self._drop(field)
        for place, (field, verdict) in enumerate(wanted.items()):
            self._place(place, field, verdict)
        self._follow_more()
        self._follow_ticks()
        show_or_hide(self, shown=True)

    def _place(self, place: int, field: str, verdict: Verdict) -> None:
        row = self.rows.get(field)
        if row is None:
            self._made += 1
            row = self.rows[field] = VerdictRow(f"verdict.{self._made}", verdict.finding, self)
            row.show_verdict(verdict)
            row.reason.fill(self._reasons.get(field, ""))
            row.changed.connect(self._on_change)
        if self._list.indexOf(row) != place:
            self._list.removeWidget(row)
            self._list.insertWidget(place, row)
            show_or_hide(row, shown=True)

    def _drop(self, field: str) -> None:
        row = self.rows.pop(field)
        self._reasons[field] = row.reason.entry
        self._list.removeWidget(row)
        take_away(row)

    def _on_change(self) -> None:
        self._follow_ticks()
        self.changed.emit()

    def _follow_ticks(self) -> None:
        has_stops = any(row.is_stop for row in self.rows.values())
        for field in (self.lead, self.lead_pin):
            show_or_hide(field, shown=bool(self.overridden()))
        show_or_hide(self.stays, shown=has_stops)

    # --- What stands in it ---

    def overridden(self) -> tuple[Finding, ...]:
        """Give the findings that a lead is to override."""
        return tuple(row.finding for row in self.rows.values() if row.override.isChecked())

    def entries(self) -> dict[str, str]:
        """Give the reasons by their fields, also of findings that do not stand there now."""
        typed = self._reasons | {field: row.reason.entry for field, row in self.rows.items()}
        return {field: reason for field, reason in typed.items() if reason}

    def fill(self, entered: Mapping[str, str]) -> None:
        """Put back the reasons that were written."""
        from j3032calc.services.entering_verdicts import is_reason

        self._reasons = {field: text for field, text in entered.items() if is_reason(field)}
        for field, row in self.rows.items():
            row.reason.fill(self._reasons.get(field, ""))

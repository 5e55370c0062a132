"""Sign: what is charted beside the calculation, the last look, two separate confirmations, and the PIN.

Nothing here is ticked beforehand, and Enter never signs: a scanner sends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from j3032calc.services.container_rows import YES, stands
from j3032calc.ui.choice_list import ChoiceList
from j3032calc.ui.choices import Tick
from j3032calc.ui.column import Column, reveal
from j3032calc.ui.field import Field
from j3032calc.ui.text import Button, Caption, MainButton, Note, Strong, Text, Title, restyle, show_or_hide, take_away
from j3032calc.wording import form_texts
from j3032calc.wording import page_labels as say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.domain.administration import ContainerUsed
    from j3032calc.domain.problems import Problem
    from j3032calc.ui.signing import Look
    from j3032calc.wording.labels import FieldText


class ContainerRow(QFrame):
    """Lot, expiry and the NDC of equal containers."""

    def __init__(self, number: int, title: str, ndc: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"sign.container{number}")
        self.number = number
        self.title = title
        self._of = ndc or ""
        self.lot = _field(f"sign.lot{number}", say.LOT, title, self)
        self.expiry = _field(f"sign.expiry{number}", say.EXPIRY, title, self)
        self.ndc = Tick(say.NDC_CONFIRMED.format(ndc=ndc), f"sign.ndc{number}", self)
        show_or_hide(self.ndc, shown=ndc is not None)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(Strong(title, self), 0, 0, 1, 2)
        grid.addWidget(self.lot, 1, 0)
        grid.addWidget(self.expiry, 1, 1)
        grid.addWidget(self.ndc, 2, 0, 1, 2)

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


def _field(name: str, said: FieldText, container: str, parent: QWidget) -> Field:
    return Field(name, said._replace(name=said.name.format(container=container)), parent)


class SignPage(QWidget):
    """Charts one dose. ``changed`` follows every change, ``signed`` wants to sign, ``back`` to go back."""

    changed = Signal()
    signed = Signal()
    back = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sign")
        self.fields: dict[str, Field] = {}
        self.rows: list[ContainerRow] = []
        self._left, self._right = QWidget(self), QWidget(self)
        self._left.setObjectName("sign.chart")
        self._right.setObjectName("sign.look")
        self.problem = Note(parent=self._right)
        self.problem.setObjectName("sign.problem")
        restyle(self.problem, "problem", "true")
        self._make_parts()
        self._lay_out()

    # --- The parts ---

    def _make_parts(self) -> None:
        self.each_lot = Tick(say.EACH_LOT, "sign.each_lot", self._left)
        self.source = ChoiceList("sign.source", say.SOURCE_CAPTION, many=False, parent=self._left)
        for name, said in say.CHART_FIELDS.items():
            self._add_field(name, said, self._left)
        self.discard_title = Caption(parent=self._left)
        for name, said in say.DISCARD_FIELDS.items():
            self._add_field(name, said, self._left)
        self.fields["witness_pin"].edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.not_shared = Tick(say.NOT_SHARED, "sign.is_not_shared", self._left)
        self.look = [Text(parent=self._right) for _ in range(10)]
        for number, line in enumerate(self.look, start=1):
            line.setObjectName(f"sign.look{number}")
        self.lots = Text(parent=self._right)
        self.lots.setObjectName("sign.look_lots")
        self.given = Tick("", "sign.is_given", self._right)
        self.discarded = Tick("", "sign.is_discarded", self._right)
        self._add_field("pin", say.PIN, self._right)
        self.fields["pin"].edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.sign = MainButton(say.SIGN, self._right)
        self.sign.setObjectName("sign.sign")
        self.sign.clicked.connect(self.signed)
        self.go_back = Button(say.BACK, self._right)
        self.go_back.setObjectName("sign.back")
        self.go_back.clicked.connect(self.back)
        for tick in (self.each_lot, self.not_shared):
            tick.toggled.connect(self.changed)
        self.source.changed.connect(self.changed)

    def _add_field(self, name: str, said: FieldText, parent: QWidget) -> None:
        self.fields[name] = Field(f"sign.{name}", said, parent)
        if name not in form_texts.SECRETS:
            self.fields[name].changed.connect(self.changed)

    def _lay_out(self) -> None:
        left = QVBoxLayout(self._left)
        left.setContentsMargins(4, 4, 10, 10)
        left.setSpacing(10)
        left.addWidget(Title(say.SIGN_TITLE, self._left))
        self._containers = QVBoxLayout()
        left.addLayout(self._containers)
        left.addWidget(self.each_lot)
        left.addLayout(self._grid(say.CHART_FIELDS))
        left.addWidget(self.source)
        left.addWidget(self.discard_title)
        left.addLayout(self._grid(say.DISCARD_FIELDS))
        left.addWidget(self.not_shared)
        left.addStretch(1)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(4, 4, 10, 10)
        right.setSpacing(8)
        right.addWidget(Title(say.LAST_LOOK, self._right))
        for widget in (*self.look, self.lots, self.given, self.discarded, self.fields["pin"], self.problem):
            right.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.go_back)
        row.addWidget(self.sign)
        row.addStretch(1)
        right.addLayout(row)
        right.addStretch(1)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(14, 12, 8, 8)
        columns.setSpacing(14)
        columns.addWidget(Column("sign.left", self._left, self), 55)
        columns.addWidget(Column("sign.right", self._right, self), 45)

    def _grid(self, fields: Mapping[str, FieldText]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(10)
        for number, name in enumerate(fields):
            grid.addWidget(self.fields[name], number // 2, number % 2)
        return grid

    def scale(self, percent: int) -> None:
        """Follow the text size; the texts do that by themselves."""

    def go_to_first(self) -> None:
        """Put the cursor into the first lot."""
        if self.rows:
            self.rows[0].lot.edit.setFocus()

    def refresh(self) -> None:
        """Nothing here comes from the log by itself."""

    # --- What it shows ---

    def show_look(self, look: Look) -> None:
        """Show a calculation's last look, and ask for what belongs to it. Confirmations begin anew."""
        for line, text in zip(self.look, (*look.lines, *[""] * len(self.look)), strict=False):
            line.setText(text)
            show_or_hide(line, shown=bool(text))
        for tick, text in ((self.given, look.given), (self.discarded, look.discarded)):
            tick.relabel(text)
            tick.setAccessibleName(text)
            tick.setChecked(False)
        has_rest = bool(look.discarded)
        for widget in (self.discarded, self.discard_title, self.not_shared):
            show_or_hide(widget, shown=has_rest)
        self.discard_title.setText(look.discard_title)
        for name in say.DISCARD_FIELDS:
            is_asked = has_rest and (name != "unwitnessed_reason" or look.wants_witness)
            show_or_hide(self.fields[name], shown=is_asked)
        for name in ("weighed_on", "late_reason", "stopped_early_reason", "opened_reason"):
            show_or_hide(self.fields[name], shown=name in look.asks)
        show_or_hide(self.each_lot, shown=look.has_equal_containers)
        self.refuse(None)

    def show_containers(self, containers: tuple[tuple[str, ContainerUsed], ...], entered: Mapping[str, str]) -> None:
        """Ask for the lots of these containers, each with its title."""
        for row in self.rows:
            self._containers.removeWidget(row)
            take_away(row)
        self.rows = []
        for number, (title, used) in enumerate(containers, start=1):
            row = ContainerRow(number, title, used.ndc, self._left)
            if stands(entered, number, used.ndc):
                row.fill(entered)
            for field in (row.lot, row.expiry):
                field.changed.connect(self.changed)
                field.changed.connect(self._repeat_lots)
            row.ndc.toggled.connect(self.changed)
            self._containers.addWidget(row)
            row.show()
            self.rows.append(row)
        self._repeat_lots()

    def _repeat_lots(self) -> None:
        """Say once more which lots were entered, where the last look is taken."""
        said = (
            say.LOOK_LOT.format(
                container=row.title, lot=row.lot.entry or say.NOT_ENTERED, expiry=row.expiry.entry or say.NOT_ENTERED
            )
            for row in self.rows
        )
        self.lots.setText("\n".join(said))

    def entries(self) -> dict[str, str]:
        """Give what stands here, without PINs and without confirmations: those are never kept."""
        typed = {name: field.entry for name, field in self.fields.items() if name not in form_texts.SECRETS}
        for row in self.rows:
            typed |= row.entries()
        typed["source"] = next(iter(self.source.chosen), "")
        typed["each_lot"] = YES if self.each_lot.isChecked() else ""
        typed["is_not_shared"] = YES if self.not_shared.isChecked() else ""
        return typed

    def fill(self, entered: Mapping[str, str]) -> None:
        """Put back what stood here."""
        for name, field in self.fields.items():
            field.fill("" if name in form_texts.SECRETS else entered.get(name, ""))
        self.source.choose((entered.get("source", ""),))
        for tick, name in ((self.each_lot, "each_lot"), (self.not_shared, "is_not_shared")):
            tick.set_quietly(checked=entered.get(name) == YES)

    def forget_secrets(self) -> None:
        """Empty the PINs."""
        for name in form_texts.SECRETS & self.fields.keys():
            self.fields[name].fill("")

    def refuse(self, problem: Problem | None, *, field: str = "") -> None:
        """Say what cannot be signed, under a field or above the button; ``None`` takes it away."""
        from j3032calc.wording.problems import sentence

        said = "" if problem is None else sentence(problem)
        lots = {f"expiry{row.number}": row.expiry for row in self.rows}
        known = self.fields | lots
        for name, one in known.items():
            one.show_note(problem=said if name == field else "")
        is_here = field not in known
        self.problem.setText(said if is_here else "")
        show_or_hide(self.problem, shown=bool(said) and is_here)
        if not is_here:
            known[field].edit.setFocus()
            reveal(known[field].edit)

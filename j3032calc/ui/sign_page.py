"""Sign: what is charted beside the calculation, the last look, two separate confirmations, and the PIN.

Nothing here is ticked beforehand. Enter goes to what is needed next; it signs after the PIN alone, where the Enter of a
scan never arrives: the window takes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from j3032calc.services.container_rows import stands
from j3032calc.services.draft_keys import YES
from j3032calc.ui.choice_list import ChoiceList
from j3032calc.ui.choices import Choice, KeyTick, Tick
from j3032calc.ui.column import Column, reveal
from j3032calc.ui.container_row import ContainerRow
from j3032calc.ui.field import DateField, Field
from j3032calc.ui.place_field import PlaceField
from j3032calc.ui.scan_field import TakesScans, moment_of
from j3032calc.ui.sign_steps import step_after, step_after_confirming
from j3032calc.ui.text import (
    ENTER,
    Button,
    Caption,
    MainButton,
    Note,
    Text,
    Title,
    as_read,
    restyle,
    show_or_hide,
    take_away,
)
from j3032calc.ui.verdict_panel import VerdictPanel
from j3032calc.wording import amend_labels, form_texts
from j3032calc.wording import page_labels as say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

    from j3032calc.domain.administration import ContainerUsed
    from j3032calc.domain.problems import Problem
    from j3032calc.ui.signing import Look
    from j3032calc.wording.labels import FieldText


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
        self.is_intravenous = self.is_observed = False
        self._grids: list[tuple[QGridLayout, tuple[str, ...]]] = []
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
        self._title = Title(say.SIGN_TITLE, self._left)
        self.amends = Text(parent=self._right)
        self.amends.setObjectName("sign.amends")
        self.each_lot = KeyTick(say.EACH_LOT, "sign.each_lot", self._left)
        self.source = ChoiceList("sign.source", say.SOURCE_CAPTION, many=False, parent=self._left)
        self._place = PlaceField("sign.body_site", say.CHART_FIELDS["body_site"], self._left)
        self._place.placed.connect(lambda: self._go_to(step_after(self, self._place.edit)))
        self.filter = ChoiceList("sign.filter", say.FILTER_CAPTION, many=False, parent=self._left)
        self.filter.offer(say.FILTERS)
        for name, said in (say.CHART_FIELDS | say.KEEPING_FIELDS).items():
            self._add_field(name, said, self._left)
        self.discard_title = Caption(parent=self._left)
        for name, said in say.DISCARD_FIELDS.items():
            self._add_field(name, said, self._left)
        self.fields["witness_pin"].edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.look = [Text(parent=self._right) for _ in range(10)]
        for number, line in enumerate(self.look, start=1):
            line.setObjectName(f"sign.look{number}")
        self.lots = Text(parent=self._right)
        self.lots.setObjectName("sign.look_lots")
        self.verdict = VerdictPanel(self._right)
        self.verdict.changed.connect(self.changed)
        self.given = KeyTick("", "sign.is_given", self._right)
        self.discarded = KeyTick("", "sign.is_discarded", self._right)
        self._add_field("amend_reason", amend_labels.REASON, self._right)
        self._add_field("pin", say.PIN, self._right)
        self.fields["pin"].edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.sign = MainButton(say.SIGN, self._right)
        self.sign.setObjectName("sign.sign")
        self.sign.clicked.connect(self.signed)
        self._connect()

    def _connect(self) -> None:
        self.go_back = Button(say.BACK, self._right)
        self.go_back.setObjectName("sign.back")
        self.go_back.clicked.connect(self.back)
        for tick in (self.each_lot, self.discarded):
            tick.toggled.connect(self.changed)
        for choice in (self.source, self.filter):
            choice.changed.connect(self.changed)
        self.source.picked.connect(lambda: self._go_to(step_after(self, self.source.rows[0])))
        for tick in (self.given, self.discarded):
            tick.clicked.connect(lambda: self._go_to(step_after_confirming(self)))
        self.fields["pin"].edit.entered.connect(lambda _: self.signed.emit())

    def _add_field(self, name: str, said: FieldText, parent: QWidget) -> None:
        if name == "body_site":
            self.fields[name] = self._place
        elif form_texts.is_date(name):
            self.fields[name] = date = DateField(f"sign.{name}", said, parent)
            date.ask_at_once()
        else:
            self.fields[name] = Field(f"sign.{name}", said, parent)
        if name not in form_texts.SECRETS:
            self.fields[name].changed.connect(self.changed)
        if name != "pin":
            self.fields[name].edit.entered.connect(self._go_on)

    def _lay_out(self) -> None:
        self._lay_out_chart()
        self._lay_out_look()
        columns = QHBoxLayout(self)
        columns.setContentsMargins(14, 12, 8, 8)
        columns.setSpacing(14)
        columns.addWidget(Column("sign.left", self._left, self), 55)
        columns.addWidget(Column("sign.right", self._right, self), 45)

    def _lay_out_chart(self) -> None:
        left = QVBoxLayout(self._left)
        left.setContentsMargins(4, 4, 10, 10)
        left.setSpacing(10)
        left.addWidget(self._title)
        self._containers = QVBoxLayout()
        left.addLayout(self._containers)
        left.addWidget(self.each_lot)
        left.addLayout(self._grid(say.CHART_FIELDS))
        left.addLayout(self._grid(say.KEEPING_FIELDS))
        left.addWidget(self.filter)
        left.addWidget(self.source)
        left.addWidget(self.discard_title)
        left.addLayout(self._grid(say.DISCARD_FIELDS))
        left.addStretch(1)
        # Last: PySide keeps the address of each item of a layout that is filled before it is added (``laid_out.py``).
        self._close_ranks()

    def _lay_out_look(self) -> None:
        right = QVBoxLayout(self._right)
        right.setContentsMargins(4, 4, 10, 10)
        right.setSpacing(8)
        signing = (self.given, self.discarded, self.fields["amend_reason"], self.fields["pin"], self.problem)
        look = (self.amends, *self.look, self.lots, self.verdict)
        for widget in (Title(say.LAST_LOOK, self._right), *look, *signing):
            right.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.go_back)
        row.addWidget(self.sign)
        row.addStretch(1)
        right.addLayout(row)
        right.addStretch(1)

    def _grid(self, fields: Mapping[str, FieldText]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(10)
        self._grids.append((grid, tuple(fields)))
        return grid

    def _close_ranks(self) -> None:
        """Put the fields that are shown two in a row, with no gap where others are not asked; places take a row."""
        for grid, names in self._grids:
            cell = 0
            for field in (self.fields[name] for name in names if not self.fields[name].isHidden()):
                width = 2 if field is self._place else 1
                cell += cell % width
                grid.addWidget(field, cell // 2, cell % 2, 1, width)
                cell += width

    def scale(self, percent: int) -> None:
        """Follow the text size; the texts do that by themselves."""

    def go_to_first(self) -> None:
        """Put the cursor where the first thing is missing, or at the PIN."""
        self._go_to(step_after(self, None))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go on with Enter from a choice or a tick too, unless it ends a scan; a button does what it says."""
        focused, window = self.focusWidget(), self.window()
        is_enter = event.key() in ENTER and isinstance(focused, Tick | Choice)
        if is_enter and not (isinstance(window, TakesScans) and window.take_burst(moment_of(event))):
            self._go_to(step_after(self, self.source.rows[0] if isinstance(focused, Choice) else focused))
        elif not is_enter:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        """Enter goes to what is missing further on, or to the PIN."""
        self._go_to(step_after(self, self.focusWidget()))

    def _go_to(self, widget: QWidget) -> None:
        widget.setFocus()
        reveal(widget)

    def refresh(self) -> None:
        """Nothing here comes from the log by itself."""

    # --- What it shows ---

    def show_look(self, look: Look, *, amends: str = "") -> None:
        """Show a calculation's last look, and ask for what belongs to it. Confirmations begin anew.

        Args:
            look: what to show.
            amends: which record is amended; that it was given is signed already.
        """
        self._title.setText(amend_labels.TITLE if amends else say.SIGN_TITLE)
        self.sign.setText(amend_labels.SIGN if amends else say.SIGN)
        self.amends.setText(amends)
        show_or_hide(self.amends, shown=bool(amends))
        show_or_hide(self.fields["amend_reason"], shown=bool(amends))
        show_or_hide(self.given, shown=not amends)
        for line, text in zip(self.look, (*look.lines, *[""] * len(self.look)), strict=False):
            line.setText(text)
            show_or_hide(line, shown=bool(text))
        for tick, text in ((self.given, look.given), (self.discarded, look.discarded)):
            tick.relabel(text)
            tick.setAccessibleName(as_read(text))
            tick.setChecked(False)
        has_rest = bool(look.discarded)
        for widget in (self.discarded, self.discard_title):
            show_or_hide(widget, shown=has_rest)
        self.discard_title.setText(look.discard_title)
        for name in say.DISCARD_FIELDS:
            is_asked = has_rest and (name != "unwitnessed_reason" or look.wants_witness)
            show_or_hide(self.fields[name], shown=is_asked)
        asked = ("drug_name", "weighed_on", "late_reason", "stopped_early_reason", "opened_reason")
        for name in (*asked, *say.KEEPING_FIELDS):
            show_or_hide(self.fields[name], shown=name in look.asks)
        show_or_hide(self.filter, shown="filter" in look.asks)
        show_or_hide(self.each_lot, shown=look.has_equal_containers)
        self.is_intravenous = look.route == "intravenous"
        self.is_observed = "observed_minutes" in look.asks
        self._place.offer_for(look.route)
        self._close_ranks()
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
                field.edit.entered.connect(self._go_on)
                field.changed.connect(self._repeat_lots)
            row.ndc.toggled.connect(self.changed)
            self._containers.addWidget(row)
            row.show()
            self.rows.append(row)
        self._repeat_lots()

    def _repeat_lots(self) -> None:
        """Say once more which lots were entered, where the last look is taken."""
        self.lots.setText("\n".join(row.said for row in self.rows))

    def entries(self) -> dict[str, str]:
        """Give what stands here, without PINs and without confirmations: those are never kept."""
        typed = {name: field.entry for name, field in self.fields.items() if name not in form_texts.SECRETS}
        for row in self.rows:
            typed |= row.entries()
        typed |= self.verdict.entries()
        typed["source"] = next(iter(self.source.chosen), "")
        typed["filter"] = next(iter(self.filter.chosen), "")
        typed["each_lot"] = YES if self.each_lot.isChecked() else ""
        # One confirmation says both: that the rest was discarded, and that nobody else got it.
        typed["is_not_shared"] = YES if self.discarded.isChecked() else ""
        return typed

    def fill(self, entered: Mapping[str, str]) -> None:
        """Put back what stood here."""
        self.verdict.clear()
        self.verdict.fill(entered)
        for name, field in self.fields.items():
            field.fill("" if name in form_texts.SECRETS else entered.get(name, ""))
        self.source.choose((entered.get("source", ""),))
        self.filter.choose((entered.get("filter", ""),))
        self.each_lot.set_quietly(checked=entered.get("each_lot") == YES)

    def forget_secrets(self) -> None:
        """Empty the PINs."""
        self.verdict.forget_secrets()
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

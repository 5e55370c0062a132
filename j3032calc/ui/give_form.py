"""The column to fill: a table of fields, the containers that may be opened, and what only some products need."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from j3032calc.ui.choice_list import ChoiceList
from j3032calc.ui.choices import Tick
from j3032calc.ui.field import DateField, Field
from j3032calc.ui.product_field import ProductField
from j3032calc.ui.text import Note, Title, show_or_hide
from j3032calc.wording import labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from j3032calc.ui.answering import Entries

# Row by row; fields of one row stand side by side where there is room.
_ROWS: Final = (
    ("heading", "other_drug"),
    ("product",),
    ("billing_unit", "hcpcs"),
    ("container",),
    ("dose", "weight"),
    ("given_on", "dose_number", "every", "space"),
    ("schedule",),
    ("containers",),
    ("containers_note",),
    ("payer",),
    ("opened", "given"),
    ("sizes",),
    ("multi_dose",),
)
_ONLY_OTHER_DRUG: Final = ("billing_unit", "hcpcs", "container")
_ONLY_PRODUCT: Final = ("product", "sizes")
_ONLY_SOME: Final = ("dose_number", "every", "schedule", "containers", "containers_note")
_LATER: Final = (*_ONLY_OTHER_DRUG, *_ONLY_SOME, "payer")
_KINDS: Final[dict[str, type[Field]]] = {"product": ProductField, "given_on": DateField}


class GiveForm(QWidget):
    """Every field of the page. ``changed`` says that any of them did, ``finished`` that one was left."""

    changed = Signal()
    finished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form")
        self._is_quiet = False
        self._is_narrow = False
        self._is_complete = False
        self.fields: dict[str, Field] = {}
        self.heading = Title(labels.GIVE, self)
        self.other_drug = Tick(labels.OTHER_DRUG, "other_drug", self)
        self.multi_dose = Tick(labels.MULTI_DOSE, "multi_dose", self)
        self.space = QWidget(self)
        self.space.setObjectName("space")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 0, 12, 12)
        self._column.setSpacing(11)
        self._rows = tuple(self._row(names) for names in _ROWS)
        self._column.addStretch(1)
        for tick in (self.other_drug, self.multi_dose):
            tick.toggled.connect(self._on_change)

    def _row(self, names: tuple[str, ...]) -> QBoxLayout:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(14)
        for name in names:
            if name not in _LATER:
                row.addWidget(self._make(name), 1)
        self._column.addLayout(row)
        return row

    def _make(self, name: str) -> QWidget:
        """Give the part of that name, made when it is a field."""
        if name not in labels.FIELDS:
            return self.part(name)
        field = _KINDS.get(name, Field)(name, labels.FIELDS[name], self)
        field.changed.connect(self._on_change)
        field.edit.left.connect(self.finished)
        field.edit.entered.connect(self._go_on)
        self.fields[name] = field
        return field

    def complete(self) -> None:
        """Make what is not shown at first, which the first paint need not wait for."""
        if self._is_complete:
            return
        self._is_complete = True
        self.containers = ChoiceList("containers", labels.CONTAINERS, many=True, parent=self)
        self.containers_note = Note("", self)
        self.containers_note.setObjectName("containers.note")
        self.schedule = ChoiceList("schedule", labels.SCHEDULE, many=False, parent=self)
        self.payer = ChoiceList("payer", labels.PAYER, many=False, parent=self)
        for choices in (self.containers, self.schedule, self.payer):
            choices.changed.connect(self._on_change)
        for names, row in zip(_ROWS, self._rows, strict=True):
            for place, name in enumerate(names):
                if name in _LATER:
                    part = self._make(name)
                    part.hide()
                    row.insertWidget(place, part, 1)

    def part(self, name: str) -> QWidget:
        """Give the part of the form of that name."""
        found = self.fields.get(name) or getattr(self, name)
        assert isinstance(found, QWidget)  # noqa: S101 - every part is one
        return found

    @property
    def product_field(self) -> ProductField:
        """The product's field."""
        field = self.fields["product"]
        assert isinstance(field, ProductField)  # noqa: S101 - by the table above
        return field

    @property
    def date_field(self) -> DateField:
        """The field of the date given."""
        field = self.fields["given_on"]
        assert isinstance(field, DateField)  # noqa: S101 - by the table above
        return field

    def _on_change(self) -> None:
        if not self._is_quiet:
            self.changed.emit()

    def _go_on(self, name: str) -> None:
        self.finished.emit(name)
        self.focusNextChild()

    def stack(self, *, narrow: bool) -> None:
        """Put the fields of a row one below the other, or side by side."""
        self._is_narrow = narrow
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for row in self._rows:
            row.setDirection(direction)

    def make_rows(self, *, packages: int, schedules: int) -> None:
        """Have the rows that the largest product needs, and the tab order that goes with them."""
        self.containers.make_rows(packages)
        self.schedule.make_rows(schedules)
        for before, after in pairwise(self._in_tab_order()):
            QWidget.setTabOrder(before, after)

    def _in_tab_order(self) -> Iterator[QWidget]:
        for names in _ROWS:
            for name in names:
                part = self.part(name)
                if isinstance(part, Field):
                    yield from part.stops
                elif isinstance(part, ChoiceList):
                    yield from part.rows
                elif isinstance(part, Tick):
                    yield part

    def say_weight_on_file(self, said: str) -> None:
        """Say under the weight which one is on file, and how old it is; nothing where nobody is given the dose."""
        usual = labels.FIELDS["weight"]
        self.fields["weight"].say(usual._replace(hint=said or usual.hint))

    def entries(self) -> Entries:
        """Give what stands in the fields that are shown."""
        from j3032calc.ui.answering import Entries

        texts = {name: "" if field.isHidden() else field.entry for name, field in self.fields.items()}
        return Entries(
            is_other_drug=self.other_drug.isChecked(),
            ticked=None if self.containers.isHidden() else self.containers.chosen,
            schedule="" if self.schedule.isHidden() else next(iter(self.schedule.chosen), ""),
            payer=next(iter(self.payer.chosen), ""),
            is_multi_dose=self.multi_dose.isChecked(),
            **texts,
        )

    def fill(self, entries: Entries) -> None:
        """Put entries into the form, all at once; packages and schedules follow from the product."""
        self._is_quiet = True
        for name, field in self.fields.items():
            field.fill(getattr(entries, name))
        self.other_drug.setChecked(entries.is_other_drug)
        self.multi_dose.setChecked(entries.is_multi_dose)
        self.payer.choose((entries.payer,))
        self._is_quiet = False
        self.changed.emit()
        self._is_quiet = True
        if entries.ticked is not None:
            self.containers.choose(tuple(entries.ticked))
        self.schedule.choose((entries.schedule,))
        self._is_quiet = False
        self.changed.emit()

    def show_kind(self, *, is_other_drug: bool) -> None:
        """Show the fields of a catalogue product, or those of another drug."""
        for name in _ONLY_PRODUCT:
            show_or_hide(self.fields[name], shown=not is_other_drug)
        for name in _ONLY_OTHER_DRUG:
            show_or_hide(self.fields[name], shown=is_other_drug)

    def ask_schedule(self, *, schedule: bool, dose_number: bool, every: bool) -> None:
        """Show what decides the next due date and only some products need."""
        show_or_hide(self.schedule, shown=schedule)
        show_or_hide(self.fields["dose_number"], shown=dose_number)
        show_or_hide(self.fields["every"], shown=every)
        # Keeps the date at half the width while it stands alone.
        show_or_hide(self.space, shown=not (dose_number or every or self._is_narrow))

    def offer_packages(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer the packages of the product as ticks, all ticked; without any, the rows stay as they are, unseen."""
        if items:
            self.containers.offer(items)
        show_or_hide(self.containers, shown=bool(items))

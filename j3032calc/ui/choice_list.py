"""A list of ticks or choices that follows the product. Rows are kept and filled again, so that typing stays fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from j3032calc.ui.choices import Choice, Tick
from j3032calc.ui.text import Caption, show_or_hide

if TYPE_CHECKING:
    from collections.abc import Sequence


class ChoiceList(QWidget):
    """A caption over rows, each standing for a key: with ``many`` any of them, else exactly one, the first to begin.

    ``picked`` says that a choice was pressed, not only walked over with the arrow keys.
    """

    changed = Signal()
    picked = Signal()

    def __init__(self, name: str, caption: str, *, many: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}.list")
        self._name = name
        self._caption = caption
        self._rows: list[Tick | Choice] = []
        self._items: tuple[tuple[str, str], ...] = ()
        self._group = None if many else QButtonGroup(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(Caption(caption, self))

    @property
    def rows(self) -> tuple[Tick | Choice, ...]:
        """The rows that there are, shown or not."""
        return tuple(self._rows)

    @property
    def chosen(self) -> frozenset[str]:
        """The keys of the rows that are ticked or chosen."""
        pairs = zip(self._items, self._rows, strict=False)
        return frozenset(key for (key, _), row in pairs if row.isChecked())

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys on offer."""
        return tuple(key for key, _ in self._items)

    def make_rows(self, count: int) -> None:
        """Have at least so many rows, before they are needed."""
        while len(self._rows) < count:
            name = f"{self._name}.{len(self._rows) + 1}"
            row: Tick | Choice = Tick("", name, self) if self._group is None else Choice("", name, self)
            row.hide()
            row.toggled.connect(self._on_toggle)
            if self._group is not None:
                self._group.addButton(row)
            if isinstance(row, Choice):
                row.picked.connect(self.picked)
            self._rows.append(row)
            self._layout.addWidget(row)

    def offer(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer other items; ticks begin all ticked, choices with the first."""
        if tuple(items) == self._items:
            return
        self._items = tuple(items)
        self.make_rows(len(items))
        for number, row in enumerate(self._rows):
            show_or_hide(row, shown=number < len(items))
            if number < len(items):
                text = items[number][1]
                row.relabel(text)
                row.setAccessibleName(f"{self._caption}: {text}")
        self.choose(self.keys if self._group is None else self.keys[:1])

    def choose(self, keys: Sequence[str]) -> None:
        """Tick the rows of these keys and no other, without saying so."""
        for (key, _), row in zip(self._items, self._rows, strict=False):
            row.set_quietly(checked=key in keys)

    def _on_toggle(self, checked: bool) -> None:  # noqa: FBT001 - Qt's own argument
        # Of two choices that change places, the one that was chosen speaks.
        if checked or self._group is None:
            self.changed.emit()

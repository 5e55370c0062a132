"""The product: type to search, choose from the list, or scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from j3032calc.ui import theme
from j3032calc.ui.field import Field
from j3032calc.wording import labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QAbstractItemView, QCompleter

    from j3032calc.wording.labels import FieldText


class ProductField(Field):
    """A field with the list of all products; the list narrows while one types and never chooses by itself."""

    def __init__(self, name: str, said: FieldText, parent: QWidget | None = None) -> None:
        super().__init__(name, said, parent)
        self._completer: QCompleter | None = None
        self._all = QToolButton(self)
        self._all.setObjectName(f"{name}.all")
        self._all.setArrowType(Qt.ArrowType.DownArrow)
        self._all.setAccessibleName(labels.ALL_PRODUCTS)
        self._all.setToolTip(labels.ALL_PRODUCTS)
        # By keyboard the Down key opens the list, which saves a stop on the way from product to dose.
        self._all.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._all.clicked.connect(self.show_all)
        self.line.addWidget(self._all)
        self.edit.list_wanted.connect(self.show_all)

    @property
    def list(self) -> QAbstractItemView:
        """The list that drops down; there once names were offered."""
        assert self._completer is not None  # noqa: S101 - see above
        return _popup(self._completer)

    def offer(self, names: Sequence[str]) -> None:
        """Take the names to offer, once the catalogue is there."""
        # After the first paint, which these two need not hold up.
        from PySide6.QtCore import QStringListModel
        from PySide6.QtWidgets import QCompleter

        completer = QCompleter(self)
        completer.setModel(QStringListModel(list(names), completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        popup = _popup(completer)
        popup.setObjectName(f"{self.name}.list")
        popup.setAccessibleName(labels.ALL_PRODUCTS)
        popup.setTextElideMode(Qt.TextElideMode.ElideNone)
        # A window of its own, which does not take the stylesheet of ours.
        popup.setStyleSheet(theme.LIST_STYLE)
        self.edit.setCompleter(completer)
        self._completer = completer

    def show_all(self) -> None:
        """Open the list of all products."""
        if self._completer is not None:
            self.edit.setFocus()
            self._completer.setCompletionPrefix("")
            self._completer.complete()

    def close_list(self) -> None:
        """Close the list: what is typed names one product already. Not while someone walks through it."""
        if self._completer is not None and not _popup(self._completer).currentIndex().isValid():
            _popup(self._completer).hide()


def _popup(completer: QCompleter) -> QAbstractItemView:
    """Give the list; a completer makes one whenever it is asked, whatever its type says."""
    popup = completer.popup()
    assert popup is not None  # noqa: S101 - see above
    return popup

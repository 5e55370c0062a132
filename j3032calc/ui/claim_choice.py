"""Which claims go into a claim file: those that can be written with a tick each, the others with what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from j3032calc.ui.button_grid import ButtonGrid
from j3032calc.ui.choice_list import ChoiceList
from j3032calc.ui.text import Quiet, show_or_hide
from j3032calc.ui.text_table import TextTable
from j3032calc.wording import exchange_labels as say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from j3032calc.domain.claim_file import ClaimCandidate
    from j3032calc.domain.exporting import LogFilter

_MOST: Final = 100


class ClaimChoice(QWidget):
    """A button that asks for the claims of the days that stand in the form (``asked``), and what was found."""

    asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("export.claims.part")
        self._days: LogFilter | None = None
        ask = ButtonGrid("export.claims", {"list_them": say.LIST_CLAIMS}, lambda _: self.asked.emit(), self)
        self._said = Quiet(parent=self)
        self._said.setObjectName("export.claims.said")
        self.ready = ChoiceList("export.claims", say.CLAIMS_CAPTION, many=True, parent=self)
        self.table = TextTable("export.claims.not_ready", say.CLAIM_COLUMNS, (2, 4, 3, 6), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (ask, self._said, self.ready, self.table):
            column.addWidget(widget)
        self.forget()

    def forget(self) -> None:
        """Show no claims: all of the days that are chosen go into the file."""
        self._days = None
        for widget in (self._said, self.ready, self.table):
            show_or_hide(widget, shown=False)

    def show_claims(self, days: LogFilter, found: Sequence[ClaimCandidate]) -> None:
        """Show the claims of some days."""
        from j3032calc.wording.exchange_words import claim_cells, claim_line_of

        self.forget()
        if len(found) > _MOST:
            self._say(say.MANY_CLAIMS.format(most=_MOST))
            return
        self._days = days
        ready = [(one.chargeable.dose.id, claim_line_of(one)) for one in found if one.problem is None]
        others = [(one.chargeable.dose.id, claim_cells(one)) for one in found if one.problem is not None]
        self.ready.offer(ready)
        self.ready.choose([key for key, _ in ready])
        self.table.show_rows(others)
        show_or_hide(self.ready, shown=bool(ready))
        show_or_hide(self.table, shown=bool(others))
        self._say("" if ready else say.NO_CLAIMS)

    def _say(self, text: str) -> None:
        self._said.setText(text)
        show_or_hide(self._said, shown=bool(text))

    def chosen(self, days: LogFilter) -> tuple[str, ...]:
        """Give the doses that are ticked; none where nobody has listed those of these days, which takes all.

        Raises:
            NothingToClaim: they are listed, and none is ticked.
        """
        from j3032calc.domain.problems.claim import NothingToClaim

        if days != self._days:
            return ()
        ticked = tuple(key for key in self.ready.keys if key in self.ready.chosen)
        if not ticked:
            raise NothingToClaim
        return ticked

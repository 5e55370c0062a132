"""The catalogue against a CMS crosswalk file: what differs, in a table."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from j3032calc.ui.button_grid import ButtonGrid
from j3032calc.ui.file_asking import ask_which_file
from j3032calc.ui.long_work import LongWork
from j3032calc.ui.text import Caption, Quiet, show_or_hide
from j3032calc.ui.text_table import TextTable
from j3032calc.ui.unlock_page import Panel
from j3032calc.wording import exchange_labels as say

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from j3032calc.domain.crosswalk import CrosswalkReport
    from j3032calc.services.services import Services


class CrosswalkPanel(Panel):
    """Asks for the file, and shows the comparison. Nothing is changed by it."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("settings.crosswalk")
        self._services = services
        self.buttons = ButtonGrid("settings.crosswalk", say.CROSSWALK_ACTIONS, lambda _: self._choose(), self)
        self.work = LongWork("settings.crosswalk.work", say.CROSSWALK_STOPPED, self)
        self.work.busy.connect(self.buttons.setDisabled)
        self.table = TextTable("settings.crosswalk.rows", say.CROSSWALK_COLUMNS, (6, 4, 3, 3, 3), self)
        self.table.hide()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(22, 18, 22, 20)
        inside.setSpacing(10)
        texts = (Caption(say.CROSSWALK, self), Quiet(say.CROSSWALK_TELLS, self))
        for widget in (*texts, self.buttons, self.work, self.table):
            inside.addWidget(widget)

    def _choose(self) -> None:
        ask_which_file(self, say.CHOOSE_CROSSWALK, say.CROSSWALK_FILES, self.compare)

    def compare(self, path: str) -> None:
        """Compare a file with the catalogue."""
        from j3032calc.services.reference_check import check_crosswalk

        name, files, catalogue = PurePath(path).name, self._services.files, self._services.catalogue
        show_or_hide(self.table, shown=False)
        self.work.run(
            lambda _: check_crosswalk(catalogue, name, files.read_lines(path)),
            lambda found: self._show(name, found),
            can_stop=False,
        )

    def _show(self, name: str, report: CrosswalkReport) -> None:
        from j3032calc.wording.exchange_words import crosswalk_rows, crosswalk_summary

        rows = crosswalk_rows(report)
        self.table.show_rows([(str(number), cells) for number, cells in enumerate(rows)])
        show_or_hide(self.table, shown=bool(rows))
        self.work.say(crosswalk_summary(name, report), is_problem=bool(report.differences))

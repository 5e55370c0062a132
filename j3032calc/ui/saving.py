"""Saving as PDF: asked where, written in the background, told how it ended. One way for every page there is."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from j3032calc.wording import labels

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.calculation import Calculation
    from j3032calc.ui.desk import Desk
    from j3032calc.ui.give_page import GivePage
    from j3032calc.ui.message_bar import MessageBar

    Write = Callable[[str], object]


class PdfSaver(QObject):
    """Saves one page after another. ``finished`` says that the background work ended, well or not."""

    finished = Signal()

    def __init__(self, bar: MessageBar) -> None:
        super().__init__(bar)
        self._bar = bar

    def ask_where(self, title: str, name: str, write: Write) -> None:
        """Ask where to save; ``write`` then writes the file of that path, away from the window."""
        self._bar.ask_where_to_save(
            title,
            name,
            labels.PDF_FILES,
            lambda path: self.write(path, write, again=lambda: self.ask_where(title, name, write)),
        )

    def write(self, path: str, write: Write, *, again: Callable[[], None]) -> None:
        """Write the file in the background; where that fails, offer to ask again."""
        from j3032calc.ui.background import Job

        name = PurePath(path).name
        self._bar.tell(labels.SAVING.format(file=name))
        job = Job(lambda: write(path), self)
        job.done.connect(lambda _: self._end(labels.SAVED.format(file=name)))
        job.failed.connect(lambda error: self._fail(error, again))
        job.start()

    def _end(self, text: str) -> None:
        self._bar.tell(text)
        self.finished.emit()

    def _fail(self, error: Exception, again: Callable[[], None]) -> None:
        from j3032calc.domain.problems import Problem
        from j3032calc.wording.problems import sentence

        said = f"{sentence(error)} {labels.STILL_ON_SCREEN}" if isinstance(error, Problem) else labels.NOT_SAVED
        self._bar.refuse(said, button=labels.SAVE_AGAIN, do=again)
        self.finished.emit()


class SheetSaver(PdfSaver):
    """Saves the calculation that is on screen."""

    def __init__(self, app: Desk, page: GivePage, bar: MessageBar) -> None:
        super().__init__(bar)
        self._app = app
        self._page = page

    def ask(self) -> None:
        """Ask where to save what is on screen, or say what is missing."""
        calculation = self._page.calculation
        if calculation is None:
            self._bar.tell(labels.NOTHING_TO_SAVE)
            return
        self.ask_where(labels.SAVE_TITLE, file_name(calculation), self._writer(calculation))

    def save(self, calculation: Calculation, path: str) -> None:
        """Write the sheet in the background."""
        self.write(path, self._writer(calculation), again=self.ask)

    def _writer(self, calculation: Calculation) -> Write:
        return lambda path: self._app.save_calculation_sheet(calculation, path)


def file_name(calculation: Calculation) -> str:
    """Propose a file name: the product and the date given, nothing about a patient."""
    product = calculation.question.drug.product
    name = product.id if product is not None else labels.OTHER_DRUG_FILE
    return labels.FILE_NAME.format(product=name, date=calculation.question.given_on.isoformat())

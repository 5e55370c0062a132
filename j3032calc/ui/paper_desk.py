"""Paper for one session: the preview of a document, printing in the background, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from j3032calc.ui.background import Job
from j3032calc.ui.pages import PREVIEW
from j3032calc.ui.preview_page import PreviewPage
from j3032calc.ui.saving import PdfSaver
from j3032calc.wording import paper_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from j3032calc.services.print_jobs import Choice, PrintChoices, Wanted
    from j3032calc.services.session import Session
    from j3032calc.ui.desk import Desk
    from j3032calc.ui.frame import Frame


class PaperDesk(QObject):
    """Shows, prints and saves for the person of a session. What is printed is made anew at that moment."""

    def __init__(self, app: Desk, window: Frame, session: Session) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        self._session = session
        self._wanted: tuple[Wanted, ...] = ()
        self._page: PreviewPage | None = None
        self.came_from = ""
        self._made = 0
        self.saver = PdfSaver(window.message)

    def ask(self, name: str, subjects: Sequence[str]) -> None:
        """Show documents about these; records are printed at once where "print" is asked for."""
        from j3032calc.services.print_jobs import Wanted

        if name == "print":
            self.print_now(*(Wanted("record", subject) for subject in subjects))
        else:
            self.show(*(Wanted(name, subject) for subject in subjects))

    def offer(self, dose_id: str) -> None:
        """Offer to print a record that was just signed, beside what was said of it."""
        message = self._window.message
        message.offer(message.text(), say.PRINT_RECORD, lambda: self.ask("print", (dose_id,)))

    # --- Looking ---

    def show(self, *wanted: Wanted) -> None:
        """Show a document, or the first of several, before it is printed."""
        page, kind = self._preview, wanted[0].kind
        self._wanted = wanted
        choice = self._choices.of(kind)
        page.begin(kind, len(wanted))
        page.paper.choose((str(choice.paper),))
        page.grey.blockSignals(True)  # noqa: FBT003 - Qt's own argument
        page.grey.setChecked(choice.is_grey)
        page.grey.blockSignals(False)  # noqa: FBT003 - Qt's own argument
        if kind == "downtime":
            products = self._app.calculator.catalogue.offered
            page.offer_products([(product.id, product.name) for product in products])
        page.offer_printers((), "")
        page.no_printers.hide()
        page.forget_pages()
        if self._window.pages.front != PREVIEW:
            self.came_from = self._window.pages.front
        self._window.message.hide()
        self._window.show_page(PREVIEW)
        self._look_for_printers(choice.printer)
        self._make_pages()

    @property
    def _preview(self) -> PreviewPage:
        if self._page is None:
            self._page = page = PreviewPage(self._window)
            page.changed.connect(self._make_pages)
            page.printed.connect(self._print_shown)
            page.saved.connect(self.save)
            page.left.connect(self.go_back)
            self._window.pages.keep(PREVIEW, page)
        return self._page

    @property
    def _choices(self) -> PrintChoices:
        from j3032calc.services.print_jobs import PrintChoices
        from j3032calc.services.stationery import stationery_of

        return PrintChoices(self._app.settings, stationery_of(self._session.log).paper)

    def _look_for_printers(self, chosen: str) -> None:
        job = Job(self._app.printer.names, self)
        job.done.connect(lambda names: self._preview.offer_printers(names, chosen))
        job.failed.connect(self._find_no_printers)
        job.start()

    def _find_no_printers(self, error: Exception) -> None:
        """Say on the page that no printer can be reached: nobody has asked to print anything yet."""
        from j3032calc.domain.problems.printing import PrintingOff

        if isinstance(error, PrintingOff):
            self._preview.offer_printers((), "")
        else:
            self._refuse(error)

    def _make_pages(self) -> None:
        """Make the pictures of the document as it would be printed now; of two answers the newer counts."""
        page, wanted, ppi = self._preview, self._wanted_now()[0], self._preview.ppi
        paper = self._chosen().paper
        self._made = number = self._made + 1

        def make() -> tuple[bytes, ...]:
            work = self._app.paperwork(self._session).on(paper)
            return work.preview(wanted.make(work), ppi=ppi)

        page.wait()
        job = Job(make, self)
        job.done.connect(lambda pictures: self._show(number, pictures))
        job.failed.connect(self._refuse)
        job.start()

    def _show(self, number: int, pictures: Sequence[bytes]) -> None:
        if number == self._made and self._page is not None:
            self._page.show_pages(pictures)

    def _wanted_now(self) -> tuple[Wanted, ...]:
        """Give what is wanted, for the product that was chosen where the page asks for one."""
        page = self._preview
        if self._wanted[0].kind != "downtime":
            return self._wanted
        return (replace(self._wanted[0], subject=next(iter(page.products.chosen), "")),)

    def _chosen(self) -> Choice:
        from j3032calc.documents.paper import Paper
        from j3032calc.services.print_jobs import Choice

        page = self._preview
        paper = Paper(next(iter(page.paper.chosen)))
        return Choice(next(iter(page.printers.chosen), ""), paper, is_grey=page.grey.isChecked())

    def go_back(self) -> None:
        """Go back to the page that the document was asked for on."""
        self._preview.forget_pages()
        self._wanted = ()
        self._window.show_page(self.came_from)

    # --- Printing ---

    def print_now(self, *wanted: Wanted) -> None:
        """Print without looking, where the printer for it is known; else show it and ask."""
        self._print(wanted, self._choices.of(wanted[0].kind))

    def _print_shown(self) -> None:
        from j3032calc.domain.problems import Problem
        from j3032calc.services.print_jobs import read_copies

        page = self._preview
        page.refuse(None)
        try:
            copies = read_copies(page.copies.entry)
        except Problem as problem:
            page.refuse(problem, field="copies")
            return
        wanted = tuple(one for one in self._wanted_now() for _ in range(copies))
        self._print(wanted, self._chosen(), is_shown=True)

    def _print(self, wanted: Sequence[Wanted], choice: Choice, *, is_shown: bool = False) -> None:
        from j3032calc.services.print_jobs import print_out

        kind = wanted[0].kind

        def work() -> str:
            return print_out(self._app.paperwork(self._session), self._app.printer, wanted, choice, job.tell)

        job = Job(work, self)
        job.progressed.connect(lambda done, total: self._progress(job, done, total))
        job.done.connect(lambda name: self._end(wanted, replace(choice, printer=name), is_shown=is_shown))
        job.stopped.connect(lambda: self._window.message.tell(say.STOPPED))
        job.failed.connect(lambda error: self._fail(error, wanted, is_shown=is_shown))
        self._window.message.tell(say.PRINTING.format(document=say.KINDS[kind]))
        job.start()

    def _progress(self, job: Job, done: int, total: int) -> None:
        if done < total:
            said = say.PRINTING_ONE_OF.format(done=done, total=total)
            self._window.message.tell(said, button=say.STOP, do=job.cancel)

    def _end(self, wanted: Sequence[Wanted], choice: Choice, *, is_shown: bool) -> None:
        kind = wanted[0].kind
        self._choices.keep(kind, choice)
        if is_shown and self._window.pages.front == PREVIEW:
            self.go_back()
        said = say.PRINTED.format(printer=choice.printer, document=say.KINDS[kind])
        if len(wanted) > 1:
            said = say.PRINTED_MANY.format(printer=choice.printer, count=len(wanted))
        self._window.message.tell(said)

    def _fail(self, error: Exception, wanted: Sequence[Wanted], *, is_shown: bool) -> None:
        from j3032calc.domain.problems.printing import PrinterNotChosen
        from j3032calc.wording.problems import sentence

        if isinstance(error, PrinterNotChosen) and not is_shown:
            self.show(*wanted)
            self._window.message.tell(sentence(error))
            return
        do = None if is_shown else lambda: self.show(*wanted)
        self._refuse(error, do=do)

    def _refuse(self, error: Exception, do: Callable[[], None] | None = None) -> None:
        from j3032calc.domain.problems import Problem
        from j3032calc.wording.problems import sentence

        if not isinstance(error, Problem):
            self._window.message.refuse(say.NOT_PRINTED)
            raise error
        self._window.message.refuse(sentence(error), button=say.CHOOSE_PRINTER if do else "", do=do)

    # --- Saving ---

    def save(self) -> None:
        """Ask where the document goes as PDF; the log notes that it was printed there."""
        from j3032calc.services.print_jobs import print_all

        wanted, paper = self._wanted_now(), self._chosen().paper
        work = self._app.paperwork(self._session).on(paper)

        def write(path: str) -> None:
            print_all(work, wanted, lambda printed: self._app.write_file(path, printed.pdf), lambda _done, _of: None)

        self.saver.ask_where(say.SAVE_TITLE, work.file_name(wanted[0].make(work)), write)

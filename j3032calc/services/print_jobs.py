"""Putting documents on paper or into a file: which printer, how many copies, and the count that each print has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from j3032calc.documents.paper import Paper, Ticket
from j3032calc.domain.problems.printing import NoPrinter, PrinterGone, PrinterNotChosen
from j3032calc.domain.problems.typed import CountOutsideLimits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from j3032calc.services.paperwork import Document, Paperwork, Printed
    from j3032calc.services.ports import Printer, Progress, Settings

MOST_COPIES: Final = 9
_COPIES: Final = re.compile("[1-9]")
_PRINTERS: Final = "printers of "
_YES: Final = "yes"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that somebody asks for: its kind, and what it is about. ``subject`` is empty where the kind says all.

    The kinds are record, claim, slip and draft (of a dose), history (of a patient), due (of a day), downtime (for a
    product, or any drug) and recovery_key.
    """

    kind: str
    subject: str = ""

    def make(self, work: Paperwork) -> Document:
        """Make the document as the log has it now.

        Raises:
            Problem: as the method of ``Paperwork`` says.
        """
        makers: Mapping[str, Callable[[str], Document]] = {
            "record": work.record,
            "claim": work.claim,
            "slip": work.slip,
            "draft": work.draft,
            "history": work.history,
            "due": lambda day: work.due(date.fromisoformat(day)),
            "downtime": lambda product_id: work.downtime(product_id or None),
            "recovery_key": work.recovery_key,
        }
        return makers[self.kind](self.subject)


@dataclass(frozen=True, slots=True)
class Choice:
    """How a kind of document is printed at this workstation. ``printer`` is empty while none was chosen."""

    printer: str = ""
    paper: Paper = Paper.LETTER
    is_grey: bool = False


class PrintChoices:
    """Remembers how each kind of document is printed here."""

    def __init__(self, settings: Settings, usual: Paper) -> None:
        self._settings = settings
        self._usual = usual

    def of(self, kind: str) -> Choice:
        """Give how a kind of document was printed last; the site's paper where it never was."""
        kept = self._settings.read(_PRINTERS + kind)
        paper = Paper(kept["paper"]) if kept.get("paper") in set(Paper) else self._usual
        return Choice(kept.get("printer", ""), paper, is_grey=kept.get("grey") == _YES)

    def keep(self, kind: str, choice: Choice) -> None:
        """Remember it for the next time."""
        grey = _YES if choice.is_grey else ""
        self._settings.keep(_PRINTERS + kind, {"printer": choice.printer, "paper": str(choice.paper), "grey": grey})


def printer_to_use(names: Sequence[str], chosen: str) -> str:
    """Give the printer that a page goes to: the chosen one, or the only one there is.

    Raises:
        NoPrinter: there is none.
        PrinterGone: the chosen one is not there; a page with a patient on it never goes to another by itself.
        PrinterNotChosen: there are several.
    """
    if chosen:
        if chosen not in names:
            raise PrinterGone(chosen)
        return chosen
    if not names:
        raise NoPrinter
    if len(names) > 1:
        raise PrinterNotChosen
    return names[0]


def read_copies(text: str) -> int:
    """Read how many copies are wanted.

    Raises:
        CountOutsideLimits: no number, none, or so many that it must be a slip of the hand.
    """
    copies = text.strip()
    if not _COPIES.fullmatch(copies):
        raise CountOutsideLimits(text, 1, MOST_COPIES, "copies")
    return int(copies)


def print_all(
    work: Paperwork, wanted: Sequence[Wanted], deliver: Callable[[Printed], object], progress: Progress
) -> None:
    """Print documents one at a time, so that memory does not grow; each is made anew, so that COPY n is its own.

    Raises:
        Problem: from a document or from ``deliver``; what came before is printed and noted.
        Cancelled: from ``progress``; likewise.
    """
    for done, one in enumerate(wanted, start=1):
        work.hand_out(one.make(work), deliver)
        progress(done, len(wanted))


def print_out(work: Paperwork, printer: Printer, wanted: Sequence[Wanted], choice: Choice, progress: Progress) -> str:
    """Print documents, and give the name of the printer that they went to.

    Raises:
        Problem: as for ``print_all``, ``printer_to_use`` and ``Printer``.
        Cancelled: from ``progress``.
    """
    name = printer_to_use(printer.names(), choice.printer)

    def send(printed: Printed) -> None:
        printer.send(printed.pdf, Ticket(name, printed.title, choice.paper, is_grey=choice.is_grey))

    print_all(work.on(choice.paper), wanted, send, progress)
    return name

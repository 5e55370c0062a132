"""What every printed page has: a heading, whose paper it is, marks such as VOID, and who printed it when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from j3032calc.wording.log_words import SEXES
from j3032calc.wording.paper import (
    APP_NAME,
    write_address,
    write_born,
    write_fingerprint,
    write_name,
    write_zoned_moment,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from j3032calc.domain.entries import Head
    from j3032calc.domain.patient import Patient
    from j3032calc.domain.site import Site

# How large text may be printed, for people who see little; 100 is the usual size.
USUAL_TEXT = 100


class Paper(StrEnum):
    """The sizes of paper; the value is the template's name for it."""

    LETTER = "us-letter"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the print system is told of one job. ``title`` names the kind of document and a record, and nobody."""

    printer: str
    title: str
    paper: Paper
    is_grey: bool


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the site has at the top of its paper: lines of text and, if it has one, a logo (PNG, JPEG or SVG)."""

    lines: tuple[str, ...]
    logo: bytes | None = None


def letterhead_of(site: Site) -> Letterhead:
    """Give the heading of a site that has set none of its own: its name, address and telephone number."""
    address = () if site.address is None else (write_address(site.address),)
    phone = () if site.phone is None else (f"Telephone {site.phone}",)
    return Letterhead((site.name, *address, *phone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """One print: who prints, when, on what, and the log's newest entry at that moment.

    ``number`` counts the prints of this document of this record: from the second on it is a copy. ``text_percent`` is
    the size of the text, 100 as usual.
    """

    by: str
    at: datetime
    app_version: str
    letterhead: Letterhead
    head: Head | None = None
    paper: Paper = Paper.LETTER
    number: int = 1
    text_percent: int = USUAL_TEXT

    @property
    def copy_mark(self) -> tuple[str, ...]:
        """The mark of a second print: a copy says that it is one."""
        return () if self.number == 1 else (f"COPY {self.number:,}",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What one document says on each of its pages.

    ``identity`` is whose page it is, ``stamp`` the word across the page (VOID, DRAFT), ``marks`` what stands beside
    the title, ``reference`` which record it is, and ``lines`` what else stands at the foot.
    """

    title: str
    printing: Printing
    identity: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    stamp: str = ""
    reference: str = ""
    lines: tuple[str, ...] = ()

    def data(self, **body: object) -> dict[str, object]:
        """Give the whole data of the template: what each page has, and the document's own body."""
        printing = self.printing
        logo = {} if printing.letterhead.logo is None else {"logo": printing.letterhead.logo}
        return {
            "title": self.title,
            "paper": str(printing.paper),
            "text_percent": str(printing.text_percent),
            "heading": list(printing.letterhead.lines),
            "marks": [*self.marks, *printing.copy_mark],
            "stamp": self.stamp,
            "identity": list(self.identity),
            "footer": self._footer(),
            **logo,
            **body,
        }

    def _footer(self) -> list[str]:
        printing = self.printing
        printed = f"Printed {write_zoned_moment(printing.at)} by {printing.by}. {APP_NAME} {printing.app_version}."
        head = printing.head
        log = "" if head is None else f"Log entry {head.sequence:,}, fingerprint {write_fingerprint(head.fingerprint)}"
        return [line for line in (self.reference, printed, *self.lines, log) if line]


def identity_of(patient: Patient, on: date) -> tuple[str, ...]:
    """Give who a page is about, in the banner's order: name, birth date and age, sex, identifier."""
    return (
        write_name(patient),
        write_born(patient.born, on),
        SEXES[patient.sex],
        f"Identifier {patient.identifier}",
    )

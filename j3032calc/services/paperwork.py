"""Everything that a clinic prints: a document is made from the log, looked at, and printed, which the log notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from j3032calc.documents import (
    administration_record,
    appointment_slip,
    claim_sheet,
    downtime_sheet,
    draft_record,
    due_list,
    patient_history,
    recovery_key_sheet,
)
from j3032calc.documents.paper import USUAL_TEXT, Letterhead, Paper, Printing, Sheet, letterhead_of
from j3032calc.domain.administration import NextDue
from j3032calc.domain.entries import Kind
from j3032calc.domain.history import dose_history, gather
from j3032calc.domain.people import Right
from j3032calc.domain.problems import Problem
from j3032calc.domain.problems.charting import NotInLog
from j3032calc.services.due import Due
from j3032calc.services.patients import patient_of
from j3032calc.services.print_sources import dose_pages, order_before, prints_of, site_to_print
from j3032calc.services.site_catalogue import catalogue_of
from j3032calc.wording.paper import write_account

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.history import DoseHistory
    from j3032calc.services.ports import Renderer
    from j3032calc.services.session import Session

# The subject of a print that is about nobody and no single dose.
WORKSTATION = "workstation"


@dataclass(frozen=True, slots=True)
class Stationery:
    """What the site prints on; without a letterhead of its own, its name and address stand at the top."""

    paper: Paper = Paper.LETTER
    letterhead: Letterhead | None = None
    text_percent: int = USUAL_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that is ready to be looked at and printed, and what the log will say of the print.

    ``right`` is what printing it needs; ``number`` counts the prints of it, this one included.
    """

    template: str
    data: Mapping[str, object]
    subject: str
    patient_id: str | None = None
    right: Right = Right.PRINT
    number: int = 1


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF, a name for its file, and a title in a printer's list; neither says anything about a patient."""

    pdf: bytes
    file_name: str
    title: str


class Paperwork:
    """Prints for one signed-in person. Making a document and looking at it reads; only printing is noted."""

    def __init__(
        self, session: Session, renderer: Renderer, shipped: Catalogue, app_version: str, stationery: Stationery
    ) -> None:
        self._session = session
        self._renderer = renderer
        self._shipped = shipped
        self._app_version = app_version
        self._stationery = stationery

    def _catalogue(self) -> Catalogue:
        return catalogue_of(self._session.log, self._shipped)

    # --- The documents ---

    def record(self, dose_id: str) -> Document:
        """Make the administration and waste record of one dose.

        Raises:
            NotInLog: there is no such dose.
        """
        return self._about_dose(dose_id, administration_record.TEMPLATE)

    def claim(self, dose_id: str) -> Document:
        """Make the claim sheet of one dose.

        Raises:
            NotInLog: there is no such dose.
        """
        return self._about_dose(dose_id, claim_sheet.TEMPLATE)

    def _about_dose(self, dose_id: str, template: str) -> Document:
        makers = {
            administration_record.TEMPLATE: administration_record.administration_record,
            claim_sheet.TEMPLATE: claim_sheet.claim_sheet,
        }
        history = self._history(dose_id)
        number = prints_of(self._session.log, dose_id, template) + 1
        pages = dose_pages(self._session, self._shipped, history, self._printing(number))
        patient_id = history.dose.patient_id
        return Document(
            template=template, data=makers[template](pages), subject=dose_id, patient_id=patient_id, number=number
        )

    def slip(self, dose_id: str) -> Document:
        """Make the slip with the day of the next visit after one dose.

        Raises:
            NotInLog: there is no such dose.
        """
        log, history = self._session.log, self._history(dose_id)
        patient = patient_of(log, history.dose.patient_id)
        # A record that was taken back fixes no day.
        next_due = NextDue() if history.is_voided else history.dose.next_due
        data = appointment_slip.appointment_slip(patient, next_due, site_to_print(log), self._printing())
        return Document(template=appointment_slip.TEMPLATE, data=data, subject=dose_id, patient_id=patient.id)

    def draft(self, draft_id: str) -> Document:
        """Make the page of an administration that nobody has signed yet.

        Raises:
            NotInLog: there is no such draft.
        """
        self._session.need(Right.READ)
        draft = self._session.log.draft(draft_id)
        if draft is None:
            raise NotInLog("administration under way")
        pages = draft_record.DraftPages(
            patient=patient_of(self._session.log, draft.patient_id),
            order=order_before(self._session.log, draft.order_id, self._session.log.head.sequence + 1),
            draft=draft,
            printing=self._printing(),
        )
        data = draft_record.draft_record(pages)
        return Document(template=draft_record.TEMPLATE, data=data, subject=draft_id, patient_id=draft.patient_id)

    def history(self, patient_id: str) -> Document:
        """Make the history of one patient.

        Raises:
            NotInLog: there is no such patient.
        """
        self._session.need(Right.READ)
        log = gather(self._session.log.of_patient(patient_id))
        data = patient_history.patient_history(patient_history.HistoryPages(log=log, printing=self._printing()))
        return Document(template=patient_history.TEMPLATE, data=data, subject=patient_id, patient_id=patient_id)

    def due(self, day: date) -> Document:
        """Make the list of who is overdue, due and coming up on a day."""
        listed = Due(self._session).on(day)
        groups = (listed.overdue, listed.due, listed.coming)
        doses = tuple(dose for group in groups for dose in group.doses)
        pages = due_list.DuePages(
            doses=doses,
            drug_names={product.id: product.name for product in self._catalogue().products},
            today=day,
            is_cut=listed.has_older or any(group.has_more for group in groups),
            printing=self._printing(),
        )
        return Document(template=due_list.TEMPLATE, data=due_list.due_list(pages), subject=WORKSTATION)

    def downtime(self, product_id: str | None) -> Document:
        """Make a blank record with a product's facts, or for any drug.

        Raises:
            ProductUnknown: the catalogue has no such product.
        """
        product = None if product_id is None else self._catalogue().product(product_id)
        data = downtime_sheet.downtime_sheet(product, self._printing(), self._shipped.edition)
        return Document(template=downtime_sheet.TEMPLATE, data=data, subject=WORKSTATION)

    def recovery_key(self, key: str) -> Document:
        """Make the sheet of a recovery key that was just made; the key stands nowhere else."""
        data = recovery_key_sheet.recovery_key_sheet(key, self._printing())
        return Document(template=recovery_key_sheet.TEMPLATE, data=data, subject=WORKSTATION, right=Right.MANAGE_PEOPLE)

    # --- Looking and printing ---

    def preview(self, document: Document, *, ppi: int) -> tuple[bytes, ...]:
        """Give a picture of each page, as it would be printed."""
        return self._renderer.png(document.template, document.data, ppi=ppi)

    def print(self, document: Document) -> Printed:
        """Make the PDF and note that it was printed: which document, which print of it, on what paper.

        Raises:
            NotAllowed: the person may not print it.
            DocumentFailed: the template or the logo cannot be used; nothing is noted.
        """
        self._session.need(document.right)
        pdf = self._renderer.pdf(document.template, document.data)
        self._note(Kind.RECORD_PRINTED, document, paper=str(self._stationery.paper))
        return Printed(pdf, self.file_name(document), _title(document))

    def hand_out(self, document: Document, deliver: Callable[[Printed], object]) -> None:
        """Print a document and give it to a printer or a file. It is noted first, so that no paper is without a note.

        Raises:
            NotAllowed: the person may not print it.
            DocumentFailed: the template or the logo cannot be used; nothing is noted.
            Problem: whatever ``deliver`` raises; the log then says that this print failed, and it counts for nothing.
        """
        printed = self.print(document)
        try:
            deliver(printed)
        except Problem as problem:
            self._note(Kind.PRINT_FAILED, document, why=type(problem).__name__)
            raise

    def _note(self, kind: Kind, document: Document, **facts: str) -> None:
        known = {"document": document.template, "number": str(document.number)}
        self._session.note(kind, document.subject, patient_id=document.patient_id, **known, **facts)

    def on(self, paper: Paper) -> Paperwork:
        """Give the same for another size of paper."""
        stationery = replace(self._stationery, paper=paper)
        return Paperwork(self._session, self._renderer, self._shipped, self._app_version, stationery)

    def check_letterhead(self, letterhead: Letterhead) -> tuple[bytes, ...]:
        """Give a picture of a new heading, before it is used.

        Raises:
            DocumentFailed: the logo is no picture that can be printed.
        """
        sheet = Sheet(title="Letterhead", printing=self._printing(letterhead=letterhead))
        self._renderer.pdf("letterhead", sheet.data())
        return self._renderer.png("letterhead", sheet.data(), ppi=96)

    def file_name(self, document: Document) -> str:
        """Propose a name for the file of a document, without anything about the patient."""
        what = document.template.replace("_", "-")
        about = "" if document.subject == WORKSTATION else f"-{document.subject[:8]}"
        return f"{what}{about}-{self._session.clock.now():%Y-%m-%d}.pdf"

    # --- What a document is made from ---

    def _printing(self, number: int = 1, *, letterhead: Letterhead | None = None) -> Printing:
        session, stationery = self._session, self._stationery
        return Printing(
            by=write_account(session.account),
            at=session.clock.now(),
            app_version=self._app_version,
            letterhead=letterhead or stationery.letterhead or letterhead_of(site_to_print(session.log)),
            head=session.log.head,
            paper=stationery.paper,
            number=number,
            text_percent=stationery.text_percent,
        )

    def _history(self, dose_id: str) -> DoseHistory:
        self._session.need(Right.READ)
        history = dose_history(self._session.log.versions(dose_id))
        if history is None:
            raise NotInLog("record")
        return history


def _title(document: Document) -> str:
    what = document.template.replace("_", " ")
    return what if document.subject == WORKSTATION else f"{what} {document.subject[:8]}"

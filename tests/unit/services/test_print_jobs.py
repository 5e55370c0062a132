"""Printing through the print system of the workstation: which printer, how many, and what the log says of a failure."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pytest

from j3032calc.documents.paper import Paper, Ticket
from j3032calc.domain.entries import Kind
from j3032calc.domain.people import Role
from j3032calc.domain.problems import Cancelled
from j3032calc.domain.problems.printing import NoPrinter, PrinterGone, PrinterNotChosen, PrinterRefused
from j3032calc.domain.problems.typed import CountOutsideLimits
from j3032calc.rendering.pages import TypstRenderer
from j3032calc.services.paperwork import Paperwork, Stationery
from j3032calc.services.print_jobs import Choice, PrintChoices, Wanted, print_all, print_out, read_copies
from tests.clinic import facts, of_kind
from tests.paper_desk import PaperTray, PlainSettings
from tests.unit.services.small_catalogue import CATALOGUE

if TYPE_CHECKING:
    from j3032calc.domain.entries import Entry
    from tests.unit.services.ward import Ward

RENDERER = TypstRenderer(Path(__file__).parents[3] / "resources")


@pytest.fixture
def dose(ward: Ward) -> Entry:
    return ward.give(ward.admit())


@pytest.fixture
def work(ward: Ward) -> Paperwork:
    return Paperwork(ward.session, RENDERER, CATALOGUE, "0.1.0", Stationery())


def untold(_done: int, _total: int) -> None:
    """Nobody follows the progress."""


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def test_the_chosen_printer_gets_the_pages_with_a_title_that_names_nobody(dose: Entry, work: Paperwork) -> None:
    tray = PaperTray("front", "back")

    name = print_out(
        work, tray, [Wanted("record", dose.subject)], Choice("back", Paper.A4, is_grey=True), progress=untold
    )

    ((pdf, ticket),) = tray.sent
    assert name == "back"
    assert "MOSS, Ada" in text_of(pdf)
    assert ticket == Ticket("back", f"administration record {dose.subject[:8]}", Paper.A4, is_grey=True)


def test_the_only_printer_needs_no_choice(dose: Entry, work: Paperwork) -> None:
    tray = PaperTray("front")

    assert print_out(work, tray, [Wanted("slip", dose.subject)], Choice(), progress=untold) == "front"


@pytest.mark.parametrize(
    ("tray", "chosen", "problem"),
    [
        pytest.param(PaperTray(), "", NoPrinter, id="no-printer"),
        pytest.param(PaperTray("front", "back"), "", PrinterNotChosen, id="several-and-none-chosen"),
        pytest.param(PaperTray("front"), "back", PrinterGone, id="a-chosen-one-that-is-gone-is-not-replaced"),
    ],
)
def test_without_a_printer_nothing_is_noted(
    dose: Entry, work: Paperwork, tray: PaperTray, chosen: str, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        print_out(work, tray, [Wanted("record", dose.subject)], Choice(chosen), progress=untold)

    assert tray.sent == []
    assert Wanted("record", dose.subject).make(work).number == 1


def test_a_print_that_failed_is_noted_and_counts_as_none(ward: Ward, dose: Entry, work: Paperwork) -> None:
    tray = PaperTray("front")
    tray.trouble = PrinterRefused("front")
    with pytest.raises(PrinterRefused):
        print_out(work, tray, [Wanted("record", dose.subject)], Choice(), progress=untold)
    tray.trouble = None

    for _ in range(2):
        print_out(work, tray, [Wanted("record", dose.subject)], Choice(), progress=untold)

    noted = of_kind(ward.session, Kind.RECORD_PRINTED, Kind.PRINT_FAILED)
    assert [(one.kind, facts(one)["number"]) for one in noted] == [
        (Kind.RECORD_PRINTED, "1"),
        (Kind.PRINT_FAILED, "1"),
        (Kind.RECORD_PRINTED, "1"),
        (Kind.RECORD_PRINTED, "2"),
    ]
    assert facts(noted[1]) == {"document": "administration_record", "number": "1", "why": "PrinterRefused"}
    assert ["COPY 2" in text_of(pdf) for pdf, _ in tray.sent] == [False, True]


def test_each_copy_is_a_print_of_its_own(dose: Entry, work: Paperwork) -> None:
    tray = PaperTray("front")

    print_out(work, tray, [Wanted("record", dose.subject)] * 3, Choice(), progress=untold)

    texts = [text_of(pdf) for pdf, _ in tray.sent]
    assert ["COPY 2" in text for text in texts] == [False, True, False]
    assert "COPY 3" in texts[2]


def test_many_records_are_printed_one_at_a_time_with_progress(dose: Entry, work: Paperwork) -> None:
    told: list[tuple[int, int]] = []

    print_all(
        work, [Wanted("record", dose.subject)] * 2, lambda _: None, lambda done, total: told.append((done, total))
    )

    assert told == [(1, 2), (2, 2)]


def test_stopping_keeps_what_was_printed_in_the_log(ward: Ward, dose: Entry, work: Paperwork) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        print_all(work, [Wanted("record", dose.subject)] * 2, lambda _: None, stop)

    assert len(of_kind(ward.session, Kind.RECORD_PRINTED)) == 1


def test_every_kind_of_document_can_be_asked_for(ward: Ward, dose: Entry, work: Paperwork) -> None:
    draft = ward.drafts.prepare(dose.patient_id or "", None, {"dose": "210 mg"})
    ward.session.write_account(
        Kind.ACCOUNT_CHANGED, replace(ward.session.account, roles=(Role.NURSE, Role.ADMINISTRATOR))
    )
    asked = (
        Wanted("record", dose.subject),
        Wanted("claim", dose.subject),
        Wanted("slip", dose.subject),
        Wanted("draft", draft.id),
        Wanted("history", dose.patient_id or ""),
        Wanted("due", "2026-11-23"),
        Wanted("downtime"),
        Wanted("downtime", "cinqair"),
        Wanted("recovery_key", "7K3Q-XW0M-9D2F"),
    )

    made = [wanted.make(work).template for wanted in asked]

    assert made == [
        "administration_record",
        "claim_sheet",
        "appointment_slip",
        "draft_record",
        "patient_history",
        "due_list",
        "downtime_sheet",
        "downtime_sheet",
        "recovery_key_sheet",
    ]


def test_a_page_about_nobody_has_a_title_without_a_record(work: Paperwork) -> None:
    assert work.print(Wanted("due", "2026-11-23").make(work)).title == "due list"


def test_how_a_kind_was_printed_is_remembered_for_that_kind_alone() -> None:
    choices = PrintChoices(PlainSettings(), Paper.A4)

    choices.keep("slip", Choice("front", Paper.LETTER, is_grey=True))

    assert choices.of("slip") == Choice("front", Paper.LETTER, is_grey=True)
    assert choices.of("record") == Choice("", Paper.A4, is_grey=False)


@pytest.mark.parametrize("entered", ["1", " 9 "])
def test_copies_are_one_to_nine(entered: str) -> None:
    assert read_copies(entered) == int(entered)


@pytest.mark.parametrize("entered", ["0", "10", "", "two", "1.5", "-1", "²"])
def test_any_other_number_of_copies_is_refused(entered: str) -> None:
    with pytest.raises(CountOutsideLimits):
        read_copies(entered)

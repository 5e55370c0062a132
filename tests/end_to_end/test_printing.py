"""A record through a real CUPS queue: what the printer gets is the PDF, and a print system that is down is noticed."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pdfplumber
import pytest

from j3032calc.documents.paper import Paper, Ticket
from j3032calc.domain.entries import Kind
from j3032calc.domain.problems.printing import PrinterGone, PrinterPaused, PrinterRefused, PrintingOff
from j3032calc.rendering.pages import TypstRenderer
from j3032calc.services.paperwork import Paperwork, Stationery
from j3032calc.services.print_jobs import Choice, Wanted, print_out
from j3032calc.storage.cups import CupsPrinter
from tests.clinic import of_kind
from tests.cups_server import IS_HERE, CupsServer
from tests.unit.services.small_catalogue import CATALOGUE
from tests.unit.services.ward import Ward, open_clinic

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not IS_HERE, reason="needs root, cups and printer-driver-cups-pdf")

RENDERER = TypstRenderer(Path(__file__).parents[2] / "resources")
TICKET = Ticket("front", "administration record 1a2b3c4d", Paper.LETTER, is_grey=False)
PDF_FOLDER = Path.home() / "PDF"


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[CupsServer]:
    # The filters of CUPS run as another user, who may not look into a test's own folder.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with CupsServer(Path(folder) / "c") as server:
            monkeypatch.setenv("CUPS_SERVER", server.address)
            server.add("front", f"file:{folder}/printed")
            yield server


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    open_clinic(tmp_path / "clinic")
    ward = Ward(tmp_path / "clinic")
    yield ward
    ward.session.sign_out()


@pytest.fixture
def cups_pdf(cups: CupsServer) -> Iterator[Path]:
    """Give the folder in which cups-pdf puts its pages, and leave it as it was."""
    was_there = PDF_FOLDER.exists()
    before = set(PDF_FOLDER.glob("*"))
    cups.add("pdf", "cups-pdf:/")
    yield PDF_FOLDER
    for file in set(PDF_FOLDER.glob("*")) - before:
        file.unlink()
    if not was_there:
        shutil.rmtree(PDF_FOLDER, ignore_errors=True)


def work_of(ward: Ward) -> Paperwork:
    return Paperwork(ward.session, RENDERER, CATALOGUE, "0.1.0", Stationery())


def pages_of(pdf: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [page.extract_text() for page in document.pages]


def untold(_done: int, _total: int) -> None:
    """Nobody follows the progress."""


def test_the_queue_gets_the_very_pages_of_the_pdf(cups: CupsServer, ward: Ward) -> None:
    dose = ward.give(ward.admit())
    work = work_of(ward)
    document = work.record(dose.subject)
    pictures = work.preview(document, ppi=40)
    pdf = RENDERER.pdf(document.template, document.data)

    name = print_out(work, CupsPrinter(), [Wanted("record", dose.subject)], Choice(), untold)

    (sent,) = cups.spooled()
    assert name == "front"
    assert sent == pdf
    assert len(pages_of(sent)) == len(pictures)
    assert "MOSS, Ada" in pages_of(sent)[0]
    assert (cups.folder.parent / "printed").stat().st_size > 0


def test_what_cups_writes_of_a_job_names_nobody(cups: CupsServer, ward: Ward) -> None:
    dose = ward.give(ward.admit())

    print_out(
        work_of(ward), CupsPrinter(), [Wanted("record", dose.subject)], Choice("", Paper.A4, is_grey=True), untold
    )

    cups.spooled()
    jobs = cups.jobs()
    assert f"administration record {dose.subject[:8]}" in jobs
    assert "iso_a4_210x297mm" in jobs
    assert "monochrome" in jobs
    for secret in ("Moss", "MOSS", "Ada", dose.patient_id or "-"):
        assert secret not in jobs


def test_cups_pdf_makes_as_many_pages(cups: CupsServer, cups_pdf: Path, ward: Ward) -> None:
    dose = ward.give(ward.admit())
    before = set(cups_pdf.glob("*"))

    print_out(work_of(ward), CupsPrinter(), [Wanted("record", dose.subject)], Choice("pdf"), untold)

    (sent,) = cups.spooled()
    (made,) = set(cups_pdf.glob("*")) - before
    assert len(pages_of(made.read_bytes())) == len(pages_of(sent))


def test_a_stopped_server_is_noticed_before_and_at_the_print(cups: CupsServer, ward: Ward) -> None:
    dose = ward.give(ward.admit())
    printer, work = CupsPrinter(), work_of(ward)
    assert printer.names() == ("front",)
    cups.stop()

    with pytest.raises(PrintingOff):
        printer.names()
    with pytest.raises(PrintingOff):
        printer.send(b"%PDF", TICKET)
    with pytest.raises(PrintingOff):
        print_out(work, printer, [Wanted("record", dose.subject)], Choice("front"), untold)

    assert of_kind(ward.session, Kind.RECORD_PRINTED) == []
    cups.start()
    assert print_out(work, printer, [Wanted("record", dose.subject)], Choice("front"), untold) == "front"


def test_a_printer_that_went_after_the_preview_is_said_and_counts_for_nothing(cups: CupsServer, ward: Ward) -> None:
    dose = ward.give(ward.admit())
    printer, work = CupsPrinter(), work_of(ward)

    class GoneMeanwhile(CupsPrinter):
        """The printer is taken away once its name was read."""

        def names(self) -> tuple[str, ...]:
            found = super().names()
            cups.remove("front")
            return found

    with pytest.raises(PrinterGone):
        print_out(work, GoneMeanwhile(), [Wanted("record", dose.subject)], Choice("front"), untold)

    assert [one.kind for one in of_kind(ward.session, Kind.RECORD_PRINTED, Kind.PRINT_FAILED)] == [
        Kind.RECORD_PRINTED,
        Kind.PRINT_FAILED,
    ]
    assert work.record(dose.subject).number == 1
    assert printer.names() == ()


def test_a_paused_printer_gets_no_page_that_would_wait_on_the_disk(cups: CupsServer) -> None:
    cups.pause("front")

    with pytest.raises(PrinterPaused):
        CupsPrinter().send(b"%PDF", TICKET)

    assert cups.spooled() == []


def test_pages_that_cups_does_not_take_are_refused(
    cups: CupsServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "lp").symlink_to(shutil.which("false") or "")
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")

    with pytest.raises(PrinterRefused):
        CupsPrinter().send(b"%PDF", TICKET)

    assert cups.spooled() == []


def test_a_computer_without_cups_does_not_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(PrintingOff):
        CupsPrinter().names()

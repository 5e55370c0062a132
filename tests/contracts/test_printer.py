"""What all printers do."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from j3032calc.documents.paper import Paper, Ticket
from j3032calc.domain.problems.printing import PrinterGone
from j3032calc.storage.cups import CupsPrinter
from tests.cups_server import IS_HERE, CupsServer
from tests.paper_desk import PaperTray

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.services.ports import Printer

PDF = b"%PDF-1.4\n%%EOF\n"
TICKET = Ticket("front", "due list", Paper.LETTER, is_grey=False)


class PrinterContract:
    """Two printers are set up, ``front`` and ``back``."""

    @pytest.fixture
    def printer(self) -> Printer:
        raise NotImplementedError

    def test_it_names_the_printers(self, printer: Printer) -> None:
        assert sorted(printer.names()) == ["back", "front"]

    def test_a_printer_takes_pages(self, printer: Printer) -> None:
        printer.send(PDF, TICKET)

    def test_a_printer_that_is_not_there_takes_none(self, printer: Printer) -> None:
        with pytest.raises(PrinterGone) as gone:
            printer.send(PDF, Ticket("cellar", "due list", Paper.A4, is_grey=True))

        assert gone.value.name == "cellar"


class TestPaperTray(PrinterContract):
    @pytest.fixture
    def printer(self) -> Printer:
        return PaperTray("front", "back")


@pytest.fixture(scope="module")
def cups() -> Iterator[CupsServer]:
    # The filters of CUPS run as another user, who may not look into a test's own folder.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with CupsServer(Path(folder) / "c") as server:
            server.add("front", f"file:{folder}/front")
            server.add("back", f"file:{folder}/back")
            yield server


@pytest.mark.skipif(not IS_HERE, reason="needs root, cups and printer-driver-cups-pdf")
class TestCupsPrinter(PrinterContract):
    @pytest.fixture
    def printer(self, cups: CupsServer, monkeypatch: pytest.MonkeyPatch) -> Printer:
        monkeypatch.setenv("CUPS_SERVER", cups.address)
        return CupsPrinter()

"""The preview: the pages as they will be on paper, how they are printed, and saving them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QWidget

from j3032calc.documents.paper import Paper
from j3032calc.services.print_jobs import PrintChoices, Wanted
from j3032calc.ui.preview_page import PageView
from j3032calc.ui.text_table import TextTable
from tests.ui.display.fits import is_within_its_column, needed_height
from tests.ui.on_paper import look, signed, texts, tray, wait_for_pages, wait_until_said
from tests.ui.test_log_pages import Desk, clinic, desk
from tests.ui.test_scan import scan

if TYPE_CHECKING:
    from pathlib import Path


# pytest finds them under their names here.
FIXTURES = (clinic, desk)


# --- The preview ---


def test_the_preview_shows_the_pages_and_whose_they_are(desk: Desk) -> None:
    page = look(signed(desk), "patient.record")

    names = [
        view.accessibleName() for view in page.findChildren(QLabel) if view.objectName().startswith("preview.page")
    ]
    assert names[0].startswith("Administration and waste record, page 1 of ")
    assert desk.read("preview.where") == f"Page 1 of {len(names)}, 75 %"
    assert desk.read("banner.name") == "O'BRIEN-SMITH, José"
    assert "BRIEN" not in desk.window.windowTitle()


def test_the_page_grows_and_shrinks_with_keys(desk: Desk) -> None:
    page = look(signed(desk), "patient.slip")

    def width() -> int:
        view = page.findChild(QLabel, "preview.page1")
        return 0 if view is None else view.width()

    before = width()
    desk.press("Alt+Up")
    desk.qtbot.waitUntil(lambda: desk.read("preview.where").endswith("100 %") and width() > before)
    assert width() == 816
    desk.press("Alt+Down")
    desk.qtbot.waitUntil(lambda: width() == before)


def test_the_page_keys_turn_pages(desk: Desk) -> None:
    page = look(signed(desk), "patient.record")
    count = len([one for one in page.findChildren(QLabel) if one.objectName().startswith("preview.page")])

    desk.qtbot.waitUntil(lambda: page._scroll.verticalScrollBar().maximum() > 1000)
    desk.press("PgDown")

    assert desk.read("preview.where").startswith(f"Page {min(2, count)} of {count}")
    desk.press("PgUp")
    assert desk.read("preview.where").startswith("Page 1 of")


def test_copies_paper_and_grey_are_what_the_printer_is_told_and_are_remembered(desk: Desk) -> None:
    look(signed(desk), "patient.slip")
    desk.type("preview.copies", "2")
    desk.click("preview.paper.2")
    desk.click("preview.grey")
    wait_for_pages(desk)

    desk.press("Ctrl+P")
    wait_until_said(desk, "Sent to front: 2 documents.")

    assert {ticket.paper for _, ticket in tray(desk).sent} == {Paper.A4}
    assert all(ticket.is_grey for _, ticket in tray(desk).sent)
    assert desk.window.pages.front == "patient"
    kept = PrintChoices(desk.window._app.settings, Paper.LETTER)
    assert kept.of("slip").paper is Paper.A4
    assert kept.of("record").paper is Paper.LETTER


def test_a_number_of_copies_that_cannot_be_is_refused_under_its_field(desk: Desk) -> None:
    look(signed(desk), "patient.slip")
    desk.type("preview.copies", "200")

    desk.click("preview.print")

    assert "copies" in desk.read("preview.copies.note")
    assert texts(desk) == []


def test_escape_goes_back_to_the_patient(desk: Desk) -> None:
    look(signed(desk), "patient.claim")
    desk.window.message.hide()

    desk.press("Esc")

    assert desk.window.pages.front == "patient"


def test_a_document_is_saved_as_pdf_and_the_log_notes_it(desk: Desk, tmp_path: Path) -> None:
    look(signed(desk), "patient.record")

    desk.press("Ctrl+S")
    dialog = desk.window.findChild(QFileDialog, "save")
    assert dialog is not None
    assert "BRIEN" not in dialog.selectedFiles()[0]
    dialog.fileSelected.emit(str(tmp_path / "record.pdf"))
    dialog.close()
    wait_until_said(desk, "Saved record.pdf.")

    assert (tmp_path / "record.pdf").read_bytes().startswith(b"%PDF")
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["record.pdf"]
    desk.click("preview.back")
    desk.click("patient.log")
    assert "Record printed" in [row[2] for row in desk.table("patient.entries")]


def test_before_a_page_is_saved_it_says_that_the_file_is_not_encrypted(desk: Desk) -> None:
    page = look(signed(desk), "patient.record")

    assert desk.is_shown("preview.save")
    assert page.not_encrypted.isVisibleTo(page)
    assert desk.read("preview.not_encrypted") == (
        "A PDF is not encrypted: whoever gets the file can read it. Keep it where only the right people come."
    )


def test_a_computer_without_printers_still_shows_and_saves(desk: Desk) -> None:
    signed(desk)
    tray(desk).printers = ()

    desk.click("patient.history")
    page = wait_for_pages(desk)
    desk.qtbot.waitUntil(lambda: not page.no_printers.isHidden(), timeout=20_000)

    assert desk.read("preview.no_printers").startswith("No printer can be reached. The page can still be saved as PDF.")
    assert desk.is_shown("preview.save")
    desk.click("preview.print")
    wait_until_said(desk, "Nothing was printed: this computer has no printer.")


def test_a_preview_where_no_print_system_answers_says_so_and_tells_of_no_print_that_failed(desk: Desk) -> None:
    signed(desk)
    desk.window.message.hide()
    tray(desk).is_off = True

    desk.click("patient.history")
    page = wait_for_pages(desk)
    desk.qtbot.waitUntil(lambda: not page.no_printers.isHidden(), timeout=20_000)

    assert desk.read("preview.no_printers") == (
        "No printer can be reached. The page can still be saved as PDF. "
        "To print, start the print system or set up a printer, then open this page again."
    )
    assert desk.read("message.text") == ""
    assert not desk.is_shown("preview.printer.1")
    desk.press("Ctrl+P")
    wait_until_said(desk, "Nothing was printed: the print system of this computer does not answer.")


def test_what_cannot_be_saved_is_not_offered_to_be_saved_where_no_printer_can_be_reached(desk: Desk) -> None:
    signed(desk)
    tray(desk).is_off = True

    paper = desk.window._log_desk.paper  # type: ignore[union-attr]
    paper.show(Wanted("due", "2026-11-23"), Wanted("due", "2026-11-24"))
    desk.qtbot.waitUntil(lambda: desk.read("preview.no_printers") != "", timeout=20_000)

    assert desk.read("preview.no_printers") == (
        "No printer can be reached. To print, start the print system or set up a printer, then open this page again."
    )


def test_locking_takes_the_pages_away(desk: Desk) -> None:
    look(signed(desk), "patient.record")

    desk.press("Ctrl+L")

    assert desk.window.findChild(QLabel, "preview.page1") is None
    assert "preview" not in desk.window.pages._made


def test_every_control_of_the_preview_has_a_name_and_a_size_that_a_gloved_hand_hits(desk: Desk) -> None:
    tray(desk).printers = ("front", "back")
    page = look(signed(desk), "patient.record")

    for widget in page.findChildren(QWidget):
        if widget.isVisibleTo(desk.window) and (
            isinstance(widget, QAbstractButton) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        ):
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget
            assert min(widget.width(), widget.height()) >= 24, (widget, widget.size())


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("button", ["patient.record", "today.paper.downtime"])
def test_nothing_of_the_preview_is_cut_short_on_a_small_screen(desk: Desk, button: str, percent: int) -> None:
    signed(desk)
    tray(desk).printers = ("front", "a_printer_with_a_rather_long_name_upstairs")
    desk.window.look.resize(percent - 100)
    desk.window.resize(1024, 768)
    if button.startswith("today"):
        desk.press("F5")
    page = look(desk, button)
    desk.wait_for("preview.printer.2")
    QTest.qWait(50)

    for widget in page.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton) or isinstance(widget, PageView):
            continue
        if widget.isVisibleTo(desk.window):
            assert needed_height(widget) <= widget.height() + 1, (widget, widget.text())
            assert is_within_its_column(widget), (widget, widget.text())


# --- Back from paper to the screen ---


def test_the_qr_code_of_the_page_opens_the_record_from_any_page(desk: Desk) -> None:
    signed(desk)
    table = desk.window.findChild(TextTable, "patient.doses")
    assert table is not None
    (dose,) = table.selected_keys()
    session = desk.window._log_desk.shift.session  # type: ignore[union-attr]
    assert session is not None
    work = desk.window._app.paperwork(session)
    (first, *_) = work.preview(work.record(dose), ppi=144)
    with Image.open(io.BytesIO(first)) as picture:
        (found,) = zxingcpp.read_barcodes(picture.convert("L"))
    desk.press("F5")

    scan(desk.field("today.find"), found.text)

    assert desk.window.pages.front == "patient"
    assert desk.read("banner.name") == "O'BRIEN-SMITH, José"
    assert table.selected_keys() == (dose,)
    assert desk.field("today.find").text() == ""

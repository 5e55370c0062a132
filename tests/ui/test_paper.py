"""Paper in the window: looked at, printed in one key, saved, several at once, and what is said when it fails."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pdfplumber
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from j3032calc.documents.paper import Paper, Ticket
from j3032calc.domain.problems.printing import PrinterRefused, PrintingOff
from j3032calc.services.print_jobs import PrintChoices
from j3032calc.ui.preview_page import PreviewPage
from j3032calc.ui.text_table import TextTable
from tests.ui.test_log_pages import PASSWORD, Desk, clinic, desk, test_a_dose_goes_from_the_order_to_a_signed_record

if TYPE_CHECKING:
    from pathlib import Path

    from tests.paper_desk import PaperTray

# pytest finds them under their names here.
FIXTURES = (clinic, desk)


def signed(desk: Desk) -> Desk:
    test_a_dose_goes_from_the_order_to_a_signed_record(desk)
    return desk


def tray(desk: Desk) -> PaperTray:
    return desk.window._app.printer  # type: ignore[return-value]


def texts(desk: Desk) -> list[str]:
    """Give the text of each page that was sent, one text for a document."""
    found = []
    for pdf, _ in tray(desk).sent:
        with pdfplumber.open(io.BytesIO(pdf)) as document:
            found.append("\n".join(page.extract_text() for page in document.pages))
    return found


def wait_until_said(desk: Desk, begins: str) -> None:
    desk.qtbot.waitUntil(lambda: desk.read("message.text").startswith(begins), timeout=20_000)


def wait_for_pages(desk: Desk) -> PreviewPage:
    desk.qtbot.waitUntil(lambda: desk.read("preview.where").startswith("Page "), timeout=20_000)
    page = desk.window.pages.page("preview")
    assert isinstance(page, PreviewPage)
    return page


def look(desk: Desk, button: str) -> PreviewPage:
    desk.click(button)
    page = wait_for_pages(desk)
    desk.wait_for("preview.printer.1")
    return page


# --- One key ---


def test_after_signing_one_key_prints_the_record(desk: Desk) -> None:
    signed(desk)
    assert desk.read("message.text").startswith("Signed.")
    assert desk.button("message.do").text() == "Print record (Ctrl+P)"

    desk.press("Ctrl+P")
    wait_until_said(desk, "Sent to front: Administration and waste record.")

    (text,) = texts(desk)
    assert "O'BRIEN-SMITH, José" in text
    assert "COPY" not in text


def test_after_signing_enter_prints_too(desk: Desk) -> None:
    signed(desk)

    desk.press("Return")
    wait_until_said(desk, "Sent to front")

    assert len(texts(desk)) == 1


def test_a_second_print_is_a_copy_and_the_log_notes_both(desk: Desk) -> None:
    signed(desk)
    for _ in range(2):
        desk.press("Ctrl+P")
        wait_until_said(desk, "Sent to front")
        desk.window.message.hide()

    assert ["COPY 2" in text for text in texts(desk)] == [False, True]
    desk.click("patient.log")
    assert [row[2] for row in desk.table("patient.entries")].count("Record printed") == 2


def test_of_several_printers_none_is_guessed(desk: Desk) -> None:
    signed(desk)
    tray(desk).printers = ("front", "back")

    desk.press("Ctrl+P")
    wait_until_said(desk, "Choose the printer for this kind of page. It is remembered.")
    wait_for_pages(desk)
    desk.wait_for("preview.printer.2")
    assert texts(desk) == []
    desk.click("preview.printer.2")
    desk.press("Ctrl+P")
    wait_until_said(desk, "Sent to back")
    desk.window.message.hide()
    desk.press("Ctrl+P")
    wait_until_said(desk, "Sent to back")

    assert [ticket.printer for _, ticket in tray(desk).sent] == ["back", "back"]


def test_a_remembered_printer_that_is_gone_is_said_and_another_can_be_chosen(desk: Desk) -> None:
    signed(desk)
    desk.press("Ctrl+P")
    wait_until_said(desk, "Sent to front")
    tray(desk).printers = ("back",)

    desk.press("Ctrl+P")
    wait_until_said(desk, "Nothing was printed: front is no longer among the printers of this computer.")
    assert len(texts(desk)) == 1
    desk.click("message.do")
    wait_for_pages(desk)
    desk.wait_for("preview.printer.1")
    desk.press("Ctrl+P")
    wait_until_said(desk, "Sent to back")

    assert "COPY 2" in texts(desk)[1]


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        pytest.param(PrintingOff(), "Nothing was printed: the print system of this computer", id="stopped-server"),
        pytest.param(PrinterRefused("front"), "front did not take the pages.", id="refused"),
    ],
)
def test_a_print_that_fails_is_said_and_counts_for_nothing(desk: Desk, trouble: PrintingOff, said: str) -> None:
    signed(desk)
    tray(desk).trouble = trouble

    desk.press("Ctrl+P")
    wait_until_said(desk, said)

    assert desk.read("banner.name") == "O'BRIEN-SMITH, José"
    tray(desk).trouble = None
    desk.press("Ctrl+P")
    wait_until_said(desk, "Sent to front")
    assert "COPY" not in texts(desk)[0]
    desk.click("patient.log")
    assert "Print failed" in [row[2] for row in desk.table("patient.entries")]


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


def test_a_computer_without_printers_still_shows_and_saves(desk: Desk) -> None:
    signed(desk)
    tray(desk).printers = ()

    desk.click("patient.history")
    page = wait_for_pages(desk)
    desk.qtbot.waitUntil(lambda: not page.no_printers.isHidden())

    assert "No printer answers." in desk.everything()
    assert desk.is_shown("preview.save")
    desk.click("preview.print")
    wait_until_said(desk, "Nothing was printed: this computer has no printer.")


def test_locking_takes_the_pages_away(desk: Desk) -> None:
    look(signed(desk), "patient.record")

    desk.press("Ctrl+L")

    assert desk.window.findChild(QLabel, "preview.page1") is None
    assert "preview" not in desk.window.pages._made


# --- The other documents ---


@pytest.mark.parametrize(
    ("button", "title"),
    [
        ("patient.claim", "claim sheet"),
        ("patient.slip", "appointment slip"),
        ("patient.history", "patient history"),
    ],
)
def test_every_document_of_a_patient_has_its_button(desk: Desk, button: str, title: str) -> None:
    look(signed(desk), button)

    desk.click("preview.print")
    wait_until_said(desk, "Sent to front")

    ((_, ticket),) = tray(desk).sent
    assert ticket.title.startswith(title)
    assert isinstance(ticket, Ticket)


def test_the_due_list_is_printed_from_today(desk: Desk) -> None:
    desk.set_up()
    desk.add_patient()
    desk.order()
    desk.press("F5")

    look(desk, "today.paper.due")
    assert desk.read("banner.name") == ""
    desk.click("preview.print")
    wait_until_said(desk, "Sent to front: Due list.")

    assert "O'BRIEN-SMITH" in texts(desk)[0]
    assert desk.window.pages.front == "today"


def test_a_blank_sheet_is_for_the_product_that_is_chosen(desk: Desk) -> None:
    desk.set_up()

    look(desk, "today.paper.downtime")
    assert desk.button("preview.product.1").isChecked()
    desk.click("preview.product.2")
    wait_for_pages(desk)
    desk.click("preview.print")
    wait_until_said(desk, "Sent to front")

    assert desk.button("preview.product.2").text().partition(" ")[0] in texts(desk)[0]


def test_a_draft_is_printed_as_a_draft(desk: Desk) -> None:
    desk.set_up()
    desk.add_patient()
    desk.order()
    desk.click("patient.give")

    look(desk, "action.draft")
    assert desk.read("banner.name") == "O'BRIEN-SMITH, José"
    desk.click("preview.print")
    wait_until_said(desk, "Sent to front")

    assert "Draft: nobody has signed this." in texts(desk)[0]
    assert desk.window.pages.front == "give"


# --- The recovery key ---


def key_of(desk: Desk) -> list[str]:
    return " ".join(desk.read(f"recovery_key.line{line}") for line in (1, 2, 3)).split()


def print_key(desk: Desk, page_behind: str) -> None:
    key = key_of(desk)
    desk.click("recovery_key.print")
    page = wait_for_pages(desk)
    desk.wait_for("preview.printer.1")
    assert page.others.buttons["save"].isHidden()
    desk.click("preview.print")
    wait_until_said(desk, "Sent to front: Recovery key.")

    (text,) = texts(desk)
    assert all(group in text for group in key)
    assert desk.window.pages.front == page_behind
    assert key_of(desk) == key


def test_the_recovery_key_is_printed_at_the_set_up(desk: Desk) -> None:
    desk.click("nav.way_in")
    desk.fill("set_up", site="Lakeside Infusion", name="Nora Field", credential="RN", user="nora")
    desk.fill("set_up", password=PASSWORD, again=PASSWORD)
    desk.click("set_up.send")
    desk.wait_for("recovery_key.done")

    print_key(desk, "unlock")

    desk.click("recovery_key.done")
    desk.wait_for("today.find")


def test_a_renewed_recovery_key_is_printed_from_the_settings(desk: Desk) -> None:
    desk.set_up()
    desk.press("F9")
    desk.click("settings.parts.people")
    desk.click("settings.people.recovery_key")
    desk.click("new_recovery_key.send")
    desk.wait_for("recovery_key.done")

    print_key(desk, "settings")


# --- Several at once ---


def test_rows_are_chosen_with_shift_and_printed_together(desk: Desk) -> None:
    signed(desk)
    table = desk.window.findChild(TextTable, "patient.doses")
    assert table is not None
    dose = table.selected_keys()[0]
    cells = table.cells()[0]
    table.show_rows([(dose, cells), (dose, cells), ("other", cells)])
    table.setFocus()
    table.select_only(0)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    assert table.selected_keys() == (dose, dose)
    desk.press("Ctrl+P")
    wait_until_said(desk, "Sent to front: 2 documents.")


def test_a_long_print_says_how_far_it_is_and_can_be_stopped(desk: Desk) -> None:
    signed(desk)
    table = desk.window.findChild(TextTable, "patient.doses")
    assert table is not None
    desk.window._log_desk.paper.ask("print", table.selected_keys() * 40)  # type: ignore[union-attr]
    wait_until_said(desk, "Printed ")
    assert desk.button("message.do").text() == "Stop"

    desk.click("message.do")
    wait_until_said(desk, "Stopped.")

    assert 0 < len(texts(desk)) < 40

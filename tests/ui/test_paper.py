"""Paper from the window: printed in one key, every document by its button, several at once, and when it fails."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from j3032calc.documents.paper import Ticket
from j3032calc.domain.problems.printing import PrinterRefused, PrintingOff
from j3032calc.ui.text_table import TextTable
from tests.ui.on_paper import look, signed, texts, tray, wait_for_pages, wait_until_said
from tests.ui.test_log_pages import PASSWORD, Desk, clinic, desk

# pytest finds them under their names here.
FIXTURES = (clinic, desk)


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
    assert page.not_encrypted.isHidden()
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

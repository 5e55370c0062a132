"""Settings, paper: the site's heading and logo, sizes, and the printers of this workstation."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pdfplumber
import pytest
from PySide6.QtWidgets import QFileDialog

from j3032calc.documents.paper import Letterhead, Paper
from j3032calc.services.paperwork import Stationery
from j3032calc.services.print_jobs import Choice, PrintChoices, Wanted
from j3032calc.services.stationery import stationery_of
from tests.ui.test_settings_page import Person, lea, nina, open_window

if TYPE_CHECKING:
    from pathlib import Path

# pytest finds them under their names here.
FIXTURES = (lea, nina, open_window)
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'


def choose_logo(person: Person, file: Path) -> None:
    person.click("site_paper.logo.choose")
    dialog = person.window.findChild(QFileDialog, "open")
    assert dialog is not None
    dialog.fileSelected.emit(str(file))
    dialog.close()


def test_a_lead_sets_the_heading_and_it_is_on_paper(lea: Person, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(LOGO)
    lea.open("paper")
    lea.fill("site_paper", line1="Lakeside Infusion Center", line2="By the lake")
    lea.click("site_paper.paper.2")
    lea.click("site_paper.text_percent.3")
    choose_logo(lea, tmp_path / "logo.svg")

    lea.send("site_paper")

    assert lea.read("message.text") == "Kept in the log. All paper looks like that from now on."
    heading = Letterhead(("Lakeside Infusion Center", "By the lake"), LOGO)
    assert stationery_of(lea.session.log) == Stationery(Paper.A4, heading, 150)
    work = lea.window._app.paperwork(lea.session)
    pdf = work.print(Wanted("downtime").make(work)).pdf
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        assert "By the lake" in document.pages[0].extract_text()
        assert round(document.pages[0].width) == 595


def test_a_broken_logo_is_refused_with_the_reason_and_nothing_changes(lea: Person, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"no picture")
    lea.open("paper")
    choose_logo(lea, tmp_path / "logo.png")

    lea.send("site_paper")

    assert lea.read("site_paper.problem").startswith("The letterhead could not be made: ")
    assert stationery_of(lea.session.log) == Stationery()


def test_a_logo_file_that_is_not_there_is_said(lea: Person, tmp_path: Path) -> None:
    lea.open("paper")

    choose_logo(lea, tmp_path / "gone.png")

    assert lea.read("message.text") == "gone.png cannot be used: there is no such file or folder."


def test_a_logo_can_be_taken_away(lea: Person, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(LOGO)
    lea.open("paper")
    choose_logo(lea, tmp_path / "logo.svg")
    assert lea.read("site_paper.logo.state").startswith("The logo is on every page")

    lea.click("site_paper.logo.remove")

    assert lea.read("site_paper.logo.state") == "No logo."
    assert not lea.is_there("site_paper.logo.remove")


def test_a_nurse_sees_the_printers_and_does_not_change_the_heading(nina: Person) -> None:
    nina.open("paper")

    assert not nina.is_there("site_paper.panel")
    assert nina.table("settings.printers").cells()[0] == [
        "Administration and waste record",
        "Asked at the first print",
        "Letter",
        "As the printer does it",
    ]


def test_the_settings_say_that_the_print_system_may_keep_pages(nina: Person) -> None:
    nina.open("paper")

    assert "PreserveJobFiles No" in nina.read("settings.paper.spool")


@pytest.mark.parametrize("row", [0, 2])
def test_a_remembered_printer_can_be_asked_for_again(nina: Person, row: int) -> None:
    choices = PrintChoices(nina.window._app.settings, Paper.LETTER)
    kind = ("record", "", "slip")[row]
    choices.keep(kind, Choice("front", Paper.A4, is_grey=True))
    nina.open("paper")
    assert nina.table("settings.printers").cells()[row][1:] == ["front", "A4", "Grey"]
    nina.table("settings.printers").select_only(row)

    nina.click("settings.paper.forget")

    assert nina.table("settings.printers").cells()[row][1] == "Asked at the first print"
    assert choices.of(kind) == Choice("", Paper.A4, is_grey=True)


def test_without_a_chosen_row_no_printer_is_forgotten(nina: Person) -> None:
    nina.open("paper")
    nina.table("settings.printers").clearSelection()

    nina.click("settings.paper.forget")

    assert nina.read("message.text") == "Choose the document first: its row in the table."

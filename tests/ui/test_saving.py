"""Save PDF writes the sheet in the background and says how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pdfplumber
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.ui.conftest import Nurse


def save_as(nurse: Nurse, path: Path) -> None:
    """Press Save PDF, give the file in the dialog, and wait for the end of the background work."""
    nurse.button("action.save").click()
    dialog = nurse.window.findChild(QFileDialog, "save")
    assert dialog is not None
    with nurse.qtbot.waitSignal(nurse.window.saver.finished, timeout=20_000):
        dialog.selectFile(str(path))
        dialog.accept()


def test_save_pdf_writes_what_is_on_screen(nurse: Nurse, tmp_path: Path) -> None:
    nurse.type("product", "cinqair")
    nurse.type("dose", "3 mg/kg")
    nurse.type("weight", "72.4 kg")

    save_as(nurse, tmp_path / "sheet.pdf")

    assert nurse.read("message.text") == "Saved sheet.pdf."
    with pdfplumber.open(tmp_path / "sheet.pdf") as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    assert len(pdf.pages) == 1
    for written in ("reslizumab (Cinqair)", "218 billing units", "21.72 mL", "82.8 mg", "21-Dec-2026"):
        assert written in text


def test_the_proposed_name_has_product_and_date_and_nothing_else(nurse: Nurse) -> None:
    nurse.type("product", "tezspire")
    nurse.type("dose", "210 mg")

    nurse.press("Ctrl+S")

    dialog = nurse.window.findChild(QFileDialog, "save")
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("/calculation-tezspire-2026-11-23.pdf")
    dialog.reject()


def test_a_typed_drug_is_saved_under_a_plain_name(nurse: Nurse) -> None:
    nurse.button("other_drug").click()
    nurse.type("billing_unit", "10 mg")
    nurse.type("dose", "350 mg")
    nurse.type("container", "100 mg")

    nurse.press("Ctrl+S")

    dialog = nurse.window.findChild(QFileDialog, "save")
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("/calculation-drug-2026-11-23.pdf")
    dialog.reject()


def test_without_an_answer_there_is_nothing_to_save(nurse: Nurse) -> None:
    nurse.button("action.save").click()

    assert nurse.window.findChild(QFileDialog, "save") is None
    assert nurse.read("message.text") == "There is nothing to save yet. Enter the product and the dose first."


def test_a_folder_that_is_not_there_is_told_plainly(nurse: Nurse, tmp_path: Path) -> None:
    nurse.type("product", "tezspire")
    nurse.type("dose", "210 mg")
    calculation = nurse.window.page.calculation
    assert calculation is not None

    with nurse.qtbot.waitSignal(nurse.window.saver.finished, timeout=20_000):
        nurse.window.saver.save(calculation, str(tmp_path / "gone" / "sheet.pdf"))

    assert nurse.read("message.text") == (
        "sheet.pdf cannot be used: there is no such file or folder. Your entries are still on screen."
    )
    assert nurse.button("message.do").text() == "Save again"
    assert nurse.answers()["bill"] == "210 billing units\nJZ"


def test_an_error_of_our_own_while_saving_shows_no_details(
    nurse: Nurse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nurse.type("product", "tezspire")
    nurse.type("dose", "210 mg")
    calculation = nurse.window.page.calculation
    assert calculation is not None
    monkeypatch.setattr(nurse.window._app, "save_calculation_sheet", lambda *_: 1 // 0)

    with nurse.qtbot.waitSignal(nurse.window.saver.finished, timeout=20_000):
        nurse.window.saver.save(calculation, str(tmp_path / "sheet.pdf"))

    assert nurse.read("message.text").startswith("The PDF could not be saved. Your entries are still on screen.")

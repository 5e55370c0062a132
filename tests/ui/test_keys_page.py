"""F1 shows every key, from any page, and goes back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui import test_log_pages
from tests.ui.given import admit, give, prescribe

if TYPE_CHECKING:
    from tests.ui.conftest import Nurse
    from tests.ui.given import Desk

clinic, desk = test_log_pages.clinic, test_log_pages.desk


@pytest.mark.parametrize("back", ["Esc", "F1"])
def test_the_sheet_goes_back_to_the_field_that_had_the_cursor(nurse: Nurse, back: str) -> None:
    nurse.type("dose", "210 mg")

    nurse.press("F1")
    shown = nurse.everything()
    nurse.press(back)

    assert "Give to a patient" in shown
    assert "Ctrl+G" in shown
    assert nurse.window.pages.front == "give"
    assert nurse.window.focusWidget() is nurse.field("dose")
    assert nurse.field("dose").text() == "210 mg"


@pytest.mark.parametrize("page", ["today", "patient", "settings"])
def test_the_sheet_opens_over_any_page(desk: Desk, page: str) -> None:
    desk.set_up()
    desk.click(f"nav.{page}")

    desk.press("F1")
    assert desk.window.pages.front == "keys"
    desk.click("keys.close")

    assert desk.window.pages.front == page


def test_the_sheet_shows_no_patient_and_leaves_the_dose_as_it_is(desk: Desk) -> None:
    desk.set_up()
    patient = admit(desk)
    prescribe(desk, patient)
    give(desk, patient)
    desk.press("Ctrl+Return")
    desk.type("sign.lot1", "LOT7")

    desk.press("F1")
    shown = desk.everything()
    desk.press("Esc")

    assert "MOSS" not in shown
    assert desk.window.pages.front == "sign"
    assert desk.field("sign.lot1").text() == "LOT7"
    assert desk.read("banner.name") == "MOSS, Ada"

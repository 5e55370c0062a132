"""The display rules that are about what a press does: D-02, D-07, D-14, D-15 and D-16, and the keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QScrollArea

from j3032calc.ui.column import is_seen
from j3032calc.ui.drawings import ContainerPicture
from j3032calc.ui.field import DateField
from j3032calc.ui.text import Text
from j3032calc.ui.timeline import Timeline
from tests import busy_day
from tests.ui.display import fits
from tests.ui.display.desk import BusyDesk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from j3032calc.app import App


@pytest.fixture
def desk(qapp: QApplication, app: App, tmp_path: Path) -> Iterator[BusyDesk]:
    assert qapp is not None
    desk = BusyDesk(tmp_path, app)
    desk.window.resize(*fits.SMALL_SCREEN)
    yield desk
    desk.close()


def sign_in(desk: BusyDesk) -> None:
    desk.sign_in(busy_day.BEATRICE.user, busy_day.PASSWORD)


def go_to_sign(desk: BusyDesk) -> None:
    sign_in(desk)
    desk.choose("today.under_way.table")
    desk.click("action.sign")


def read(desk: BusyDesk, name: str) -> str:
    found = [one for one in desk.window.findChildren(QLabel, name) if one.isVisible()]
    return found[0].text() if found else ""


def test_d_02_the_banner_stays_while_the_page_below_it_scrolls(desk: BusyDesk) -> None:
    sign_in(desk)
    desk.choose("today.overdue.table")
    before = desk.window.banner.geometry()
    bars = [area.verticalScrollBar() for area in desk.page.findChildren(QScrollArea)]
    assert any(bar.maximum() > 0 for bar in bars)
    for bar in bars:
        bar.setValue(bar.maximum())
    desk.settle()

    assert desk.window.banner.geometry() == before
    assert list(fits.wrong_banner(desk.window)) == []


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize(
    "presses", [("patient.history", "preview.save"), ("patient.export", "export.knows", "export.send")]
)
def test_d_02_the_box_that_asks_for_a_file_stays_off_the_banner(
    desk: BusyDesk, presses: tuple[str, ...], percent: int
) -> None:
    sign_in(desk)
    desk.look(percent, "light")
    desk.choose("today.overdue.table")
    for press in presses:
        desk.click(press)

    boxes = [one for one in desk.window.findChildren(QFileDialog) if one.isVisible()]
    assert [box.objectName() for box in boxes] == ["save"]
    assert list(fits.wrong_banner(desk.window)) == []
    assert boxes[0].frameGeometry().bottom() <= desk.window.screen().availableGeometry().bottom()


@pytest.mark.parametrize("sentences", [1, 2, 3])
@pytest.mark.parametrize("page", ["give", "sign", "patient"])
def test_d_02_a_message_takes_its_room_from_the_page_and_never_from_the_banner(
    desk: BusyDesk, page: str, sentences: int
) -> None:
    sign_in(desk)
    desk.look(200, "light")
    desk.choose("today.under_way.table", "O'BRIEN")
    if page == "sign":
        desk.click("action.sign")
    elif page == "patient":
        desk.click("nav.patient")
    desk.window.status.show_backup(True)  # noqa: FBT003 - a slot takes what its signal gives
    desk.window.message.refuse(" ".join(["The log could not be saved: the disk is full."] * sentences), button="Again")
    desk.settle()

    assert desk.window.size().toTuple() == fits.SMALL_SCREEN
    around = (desk.window.banner, desk.window.nav, desk.window.bar, desk.window.message, desk.window.status)
    cut = [fault for fault in fits.clipped(desk.window) if any(part.objectName() in fault for part in around)]
    assert cut == []
    assert list(fits.wrong_banner(desk.window)) == []


@pytest.mark.parametrize("who", ["Bea Hill, RN", f"{'Wolfeschlegelstein' * 3}, RN", "Anna " * 20])
def test_no_name_of_who_is_signed_in_widens_the_window_or_is_cut_short(desk: BusyDesk, who: str) -> None:
    sign_in(desk)
    desk.look(200, "light")
    desk.window.nav.show_who(who, reads_patients=True)
    desk.settle()

    assert list(fits.sideways(desk.window)) == []
    assert [fault for fault in fits.clipped(desk.window) if "nav" in fault] == []


def test_d_05_nobody_stands_above_the_form_of_a_new_patient(desk: BusyDesk) -> None:
    sign_in(desk)
    desk.choose("today.overdue.table")
    assert desk.window.banner.isVisible()
    desk.press("F5")

    desk.click("today.new_patient")

    assert not desk.window.banner.isVisible()
    assert "FEATHERSTONEHAUGH" not in " ".join(one.text() for one in desk.page.findChildren(Text) if one.isVisible())


@pytest.mark.parametrize("field", ["weight.weighed_on", "order.ordered_on"])
def test_d_07_a_date_that_can_be_two_offers_both_and_no_more(desk: BusyDesk, field: str) -> None:
    sign_in(desk)
    desk.choose("today.overdue.table")
    form = field.partition(".")[0]
    desk.click(f"patient.{form}")
    entries = {"weight.weight": "72 kg", "order.product": "tezspire", "order.dose": "210 mg"}
    for name, text in entries.items():
        if name.startswith(form):
            desk.type(name, text)
    desk.type(field, "05/04/2026")
    desk.click(f"{form}.send")

    offered = [
        button.text()
        for button in desk.window.findChildren(QPushButton)
        if button.isVisible() and ".meaning" in button.objectName()
    ]

    assert sorted(offered) == ["It means 04-May-2026", "It means 05-Apr-2026"]


def test_d_07_every_field_of_a_form_that_asks_for_a_day_can_offer_two(desk: BusyDesk) -> None:
    sign_in(desk)
    desk.choose("today.overdue.table")
    for name in ("order", "weight", "amend", "coverage", "authorization"):
        desk.click(f"patient.{name}")
        for label in desk.page.findChildren(QLabel):
            asks = label.isVisible() and label.objectName().endswith(".note")
            if asks and re.fullmatch(r"Like \d\d-[A-Z][a-z]{2}-\d{4}", label.text()):
                assert isinstance(label.parentWidget(), DateField), label.objectName()


def test_d_14_a_dose_of_tomorrow_is_not_recorded_as_given(desk: BusyDesk) -> None:
    sign_in(desk)
    desk.choose("today.under_way.table")
    desk.type("given_on", "24-Nov-2026")
    desk.press("Tab")
    desk.click("action.sign")
    if desk.is_shown("sign.sign"):
        desk.type("sign.lot1", "LOT1")
        desk.type("sign.pin", busy_day.PIN)
        for tick in ("sign.is_given", "sign.is_discarded"):
            desk.click(tick)
        desk.click("sign.sign")

    log_desk = desk.window._log_desk
    assert log_desk is not None
    assert log_desk.work is not None
    assert log_desk.work.draft is not None, "it is still a draft"


def test_d_15_a_password_can_be_pasted(desk: BusyDesk) -> None:
    QGuiApplication.clipboard().setText(busy_day.PASSWORD)
    desk.type("sign_in.user", busy_day.BEATRICE.user)
    field = next(one for one in desk.window.findChildren(QLineEdit, "sign_in.password") if one.isVisible())
    field.setFocus()
    field.paste()
    desk.click("sign_in.send")

    desk.wait_until(lambda: desk.is_shown("nav.lock"))


def test_d_16_the_last_look_repeats_patient_drug_dose_route_lot_and_discard(desk: BusyDesk) -> None:
    go_to_sign(desk)
    desk.type("sign.lot1", "LOT1")
    desk.type("sign.expiry1", "31-Dec-2027")

    seen = "\n".join(one.text() for one in desk.window.findChildren(Text) if one.isVisible())

    assert read(desk, "sign.look1").startswith("O'BRIEN-SMITH-FEATHERSTONEHAUGH, José Maximilian. Born 03-Feb-1980")
    assert read(desk, "sign.look2").startswith("reslizumab (Cinqair)")
    assert read(desk, "sign.look3") == "Dose 217.2 mg on 23-Nov-2026, intravenous"
    assert read(desk, "sign.look_lots") == "3 × single-dose vial of 100 mg: lot LOT1, expiry 31-Dec-2027"
    assert "Discarded: 82.8 mg" in seen


def test_d_16_no_button_is_pressed_by_enter_and_the_cursor_does_not_begin_on_sign(desk: BusyDesk) -> None:
    go_to_sign(desk)

    assert desk.window.focusWidget().objectName() == "sign.lot1"
    assert not [one for one in desk.window.findChildren(QPushButton) if one.isDefault() or one.autoDefault()]


# --- Keys ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["nav.today", "nav.patient", "nav.give", "nav.settings"])
def test_f1_shows_the_keys_on_every_page_and_esc_goes_back(desk: BusyDesk, page: str) -> None:
    sign_in(desk)
    desk.click(page)
    front = desk.window.pages.front

    desk.press("F1")
    said = "\n".join(one.text() for one in desk.page.findChildren(QLabel) if one.isVisible())

    for key in ("F1", "F5", "F9", "Ctrl+L", "Ctrl+G", "Ctrl+Return", "Alt+1"):
        assert key in said.split("\n"), key
    desk.press("Esc")
    assert desk.window.pages.front == front


def test_esc_takes_the_message_first_and_then_the_form(desk: BusyDesk) -> None:
    sign_in(desk)
    desk.choose("today.overdue.table")
    desk.click("patient.weight")
    desk.type("weight.weight", "72 kg")
    desk.window.message.tell("something")
    desk.settle()

    desk.press("Esc")
    assert desk.is_shown("weight.send")
    assert not desk.window.message.isVisible()

    desk.press("Esc")
    assert not desk.is_shown("weight.send")


def test_nobody_is_offered_to_sign_before_a_dose_is_given(desk: BusyDesk) -> None:
    sign_in(desk)

    assert not desk.is_shown("action.sign")


@pytest.mark.parametrize("percent", [100, 200])
def test_the_cursor_is_to_be_seen_on_a_page_that_comes_back(desk: BusyDesk, percent: int) -> None:
    sign_in(desk)
    desk.look(percent, "light")
    desk.choose("today.overdue.table")
    for area in desk.page.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    desk.click("patient.history")
    desk.click("preview.back")

    assert desk.window.focusWidget().objectName() == "patient.give"
    assert is_seen(desk.window.focusWidget())


@pytest.mark.parametrize("percent", [100, 200])
def test_the_cursor_is_to_be_seen_in_a_dose_that_is_gone_on_with(desk: BusyDesk, percent: int) -> None:
    sign_in(desk)
    desk.look(percent, "light")
    desk.choose("today.under_way.table")

    assert desk.window.focusWidget().objectName() == "product"
    assert is_seen(desk.window.focusWidget())


# --- What pictures say -----------------------------------------------------------------------------------------------


def test_the_timeline_says_each_dose_with_its_day_how_early_or_late_and_what_became_of_it(desk: BusyDesk) -> None:
    sign_in(desk)
    desk.choose("today.overdue.table")
    timeline = desk.page.findChild(Timeline)
    assert timeline is not None

    # Worked by hand: given every four weeks from 24-Jun-2026, once four days late, once three days early.
    assert timeline.accessibleName() == (
        "reslizumab (Cinqair): given 24-Jun-2026; given 22-Jul-2026, due 22-Jul-2026, on the day; "
        "given 23-Aug-2026, due 19-Aug-2026, 4 days late, amended; given 16-Sep-2026, due 20-Sep-2026, 4 days early; "
        "given 11-Oct-2026, due 14-Oct-2026, 3 days early, voided; given 14-Oct-2026, due 14-Oct-2026, on the day; "
        "next due 11-Nov-2026."
    )


def test_each_container_says_how_much_of_it_is_given_and_discarded(desk: BusyDesk) -> None:
    sign_in(desk)
    desk.choose("today.under_way.table")
    said = [one.accessibleDescription() for one in desk.page.findChildren(ContainerPicture) if one.isVisible()]

    assert said == [
        "2 × single-dose vial of 100 mg in 10 mL. 100 mg (10 mL) given from each. ",
        "1 × single-dose vial of 100 mg in 10 mL. 17.2 mg (1.72 mL) given. 82.8 mg discarded",
    ]

"""Scans while somebody is signed in: for the dose on screen, a patient, a record on paper, or nothing yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.record_code import RecordCode
from j3032calc.ui.text_table import TextTable
from tests.invented import CINQAIR as CINQAIR_REF
from tests.invented import mg
from tests.ui import given, test_log_pages
from tests.ui.given import TEZSPIRE, admit, cinqair, give, giving_of, open_patient, prescribe, services_of
from tests.ui.test_scan import scan

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.ui.given import Desk

clinic, desk = test_log_pages.clinic, test_log_pages.desk

FIRST_LOT = "Container 1 of 1: lot LOT7, expiry 31-Dec-2027. Its NDC is confirmed."
NOT_THIS_DRUG = "This is reslizumab (Cinqair), but tezepelumab-ekko (Tezspire) is to be given. Nothing was changed."


@pytest.fixture
def nurse(desk: Desk) -> Desk:
    """A nurse who is signed in."""
    desk.set_up()
    return desk


def focused(desk: Desk) -> QWidget:
    widget = desk.window.focusWidget()
    assert widget is not None
    return widget


def scan_here(desk: Desk, code: str) -> None:
    """Scan whatever has the focus, as a scanner does: it knows nothing of the window."""
    scan(focused(desk), code)


def rows(desk: Desk) -> list[tuple[str, str, bool]]:
    """Give lot, expiry and confirmed NDC of each container on the Sign page."""
    return [(row.lot.entry, row.expiry.entry, row.ndc.isChecked()) for row in giving_of(desk)._sign.rows]


# --- For the dose on screen -------------------------------------------------------------------------------------------


def test_a_scan_on_give_charts_lot_expiry_and_ndc(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    give(nurse, patient)

    scan_here(nurse, TEZSPIRE)
    said = nurse.read("message.text")
    nurse.press("Ctrl+Return")

    assert said == FIRST_LOT
    assert rows(nurse) == [("LOT7", "31-Dec-2027", True)]
    assert "NDC 55513-0112-01" in nurse.everything()


def test_several_scans_chart_several_containers_and_leave_the_others_open(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient, drug=CINQAIR_REF, dose=mg(217))
    give(nurse, patient)

    scan_here(nurse, cinqair("S1"))
    scan_here(nurse, cinqair("S2", lot="C45"))
    nurse.press("Ctrl+Return")

    assert rows(nurse) == [("C44", "30-Jun-2028", True), ("C45", "30-Jun-2028", True), ("", "", False)]


def test_a_scan_on_sign_fills_the_next_container_and_no_field_keeps_its_characters(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient, drug=CINQAIR_REF, dose=mg(217))
    give(nurse, patient)
    nurse.press("Ctrl+Return")
    nurse.type("sign.lot1", "by hand")
    nurse.field("sign.lot1").selectAll()

    scan_here(nurse, cinqair("S1"))

    assert rows(nurse) == [("by hand", "", False), ("C44", "30-Jun-2028", True), ("", "", False)]


def test_the_same_package_is_charted_once(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient, drug=CINQAIR_REF, dose=mg(217))
    give(nurse, patient)

    scan_here(nurse, cinqair("S1"))
    scan_here(nurse, cinqair("S1"))
    said = nurse.read("message.text")
    nurse.press("Ctrl+Return")

    assert said == "This very package was scanned for this dose before. Scan the next one."
    assert [lot for lot, _, _ in rows(nurse)] == ["C44", "", ""]


def test_another_drug_than_the_ordered_one_is_refused_with_both_names_and_changes_nothing(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    give(nurse, patient)
    before = giving_of(nurse).entered()

    scan_here(nurse, cinqair("S1"))

    assert nurse.read("message.text") == NOT_THIS_DRUG
    assert giving_of(nurse).entered() == before
    assert nurse.field("product").text() == "tezepelumab-ekko (Tezspire)"


def test_an_expired_package_is_refused_and_changes_nothing(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient, drug=CINQAIR_REF, dose=mg(100))
    give(nurse, patient)
    before = giving_of(nurse).entered()

    scan_here(nurse, cinqair("S1", expiry="261122"))

    assert nurse.read("message.text") == (
        "This reslizumab (Cinqair) expired on 22-Nov-2026, so nothing was filled in. Take another one. "
        "If it was given, enter its lot and expiry by hand."
    )
    assert giving_of(nurse).entered() == before


def test_what_expires_on_the_day_given_is_taken(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient, drug=CINQAIR_REF, dose=mg(100))
    give(nurse, patient)

    scan_here(nurse, cinqair("S1", expiry="261123"))

    assert nurse.read("message.text").startswith("Container 1 of 1: lot C44, expiry 23-Nov-2026.")


def test_another_package_of_the_same_drug_takes_the_place_of_the_proposed_one(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    give(nurse, patient)

    scan_here(nurse, "0100355513123013" + "21P1<GS>17271231" + "10PEN1")
    nurse.press("Ctrl+Return")

    assert nurse.window.page.form.containers.chosen == {"55513-0123-01"}
    assert rows(nurse) == [("PEN1", "31-Dec-2027", True)]


def test_one_package_too_many_says_what_to_do(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    give(nurse, patient)
    scan_here(nurse, TEZSPIRE)

    scan_here(nurse, TEZSPIRE.replace("ABC123", "ABC124"))

    assert nurse.read("message.text").startswith(
        "Every container of NDC 55513-0112-01 that this dose opens is charted already."
    )


def test_a_scan_is_undone_by_one_press(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient, drug=CINQAIR_REF, dose=mg(217))
    give(nurse, patient)
    nurse.press("Ctrl+Return")
    scan_here(nurse, cinqair("S1"))

    nurse.click("message.do")
    scan_here(nurse, cinqair("S1", lot="C46"))

    assert [lot for lot, _, _ in rows(nurse)] == ["C46", "", ""]


def test_a_package_is_right_while_the_dose_has_no_answer_yet(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    give(nurse, patient)
    nurse.type("dose", "")

    scan_here(nurse, TEZSPIRE)

    assert nurse.read("message.text").startswith("The package is right, but its lot was not kept")
    assert "lot1" not in dict(giving_of(nurse).entered())


def test_lots_stay_with_their_product(nurse: Desk) -> None:
    patient = admit(nurse)
    open_patient(nurse, patient)
    nurse.click("patient.give")
    nurse.type("product", "tezspire")
    nurse.type("dose", "210 mg")
    scan_here(nurse, TEZSPIRE)

    nurse.type("product", "fasenra")
    nurse.type("dose", "30 mg")
    nurse.press("Ctrl+Return")

    assert rows(nurse) == [("", "", False)]


def test_lots_that_differ_begin_with_what_was_entered_and_come_together_again(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient, drug=CINQAIR_REF, dose=mg(217))
    give(nurse, patient)
    nurse.press("Ctrl+Return")
    nurse.type("sign.lot1", "C44")

    nurse.click("sign.each_lot")
    apart = rows(nurse)
    nurse.click("sign.each_lot")

    assert apart == [("C44", "", False), ("", "", False), ("", "", False)]
    assert rows(nurse) == [("C44", "", False)]


# --- For a patient ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["F5", "F6", "F8", "F9"])
def test_a_wristband_opens_its_patient_from_any_page(nurse: Desk, page: str) -> None:
    admit(nurse)
    nurse.press(page)

    scan_here(nurse, "12-345")

    assert nurse.window.pages.front == "patient"
    assert nurse.read("banner.name") == "MOSS, Ada"


def test_a_wristband_with_a_prefix_opens_its_patient(nurse: Desk) -> None:
    admit(nurse)

    scan_here(nurse, "MRN:12-345")

    assert nurse.read("banner.name") == "MOSS, Ada"


def test_a_wristband_leaves_no_characters_in_a_field(nurse: Desk) -> None:
    admit(nurse)
    nurse.press("F8")
    nurse.type("dose", "210 mg")
    scan(nurse.field("dose"), "12-345")

    assert nurse.field("dose").text() == "210 mg"
    assert nurse.read("banner.name") == "MOSS, Ada"


def test_a_number_of_nobody_stays_where_it_was_typed(nurse: Desk) -> None:
    admit(nurse)
    nurse.press("F8")
    nurse.field("dose").setFocus()

    scan(nurse.field("dose"), "99-999")

    assert nurse.field("dose").text() == "99-999"
    assert nurse.window.pages.front == "give"


def test_another_patients_wristband_keeps_the_dose_on_screen_and_says_so(nurse: Desk) -> None:
    ada = admit(nurse)
    admit(nurse, identifier="77-2", family="Reed", given="Ben", born=ada.born.replace(year=1971))
    prescribe(nurse, ada)
    give(nurse, ada)
    scan_here(nurse, TEZSPIRE)

    scan_here(nurse, "77-2")

    assert nurse.read("banner.name") == "REED, Ben"
    assert nurse.read("message.text") == (
        "This is another patient: REED, Ben. The dose of MOSS, Ada is kept; it is under way on Today."
    )
    nurse.press("F5")
    assert nurse.table("today.under_way.table")[0][0] == "MOSS, Ada"
    nurse.choose("today.under_way.table", 0)
    nurse.press("Ctrl+Return")
    assert rows(nurse) == [("LOT7", "31-Dec-2027", True)]


def test_the_wristband_of_the_patient_of_this_dose_says_so_and_changes_nothing(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    give(nurse, patient)

    scan_here(nurse, "12-345")

    assert nurse.window.pages.front == "give"
    assert nurse.read("message.text") == "This is the patient of this dose: MOSS, Ada."


def test_a_wristband_does_not_throw_away_what_is_being_entered_for_another(nurse: Desk) -> None:
    ada = admit(nurse)
    admit(nurse, identifier="77-1", family="Reed", given="Ben", born=ada.born.replace(year=1971))
    open_patient(nurse, ada)
    nurse.click("patient.weight")

    scan_here(nurse, "77-1")

    assert nurse.read("banner.name") == "MOSS, Ada"
    assert nurse.read("message.text") == (
        "REED, Ben was not opened: “Weight” is not finished. Finish or cancel it first, then scan again."
    )
    assert nurse.field("weight.weight").text() == ""


def test_a_form_goes_when_another_patient_is_opened(nurse: Desk) -> None:
    ada = admit(nurse)
    ben = admit(nurse, identifier="77-1", family="Reed", given="Ben", born=ada.born.replace(year=1971))
    open_patient(nurse, ada)
    nurse.click("patient.weight")

    open_patient(nurse, ben)

    assert not nurse.is_shown("weight.weight")


# --- A package, a record or a code without a dose on screen -----------------------------------------------------------


def test_a_package_on_patient_begins_the_dose_that_is_ordered(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    open_patient(nurse, patient)

    scan_here(nurse, TEZSPIRE)

    assert nurse.window.pages.front == "give"
    assert nurse.read("message.text") == FIRST_LOT
    assert nurse.answers()["bill"] == "210 billing units\nJZ"


def test_a_package_on_patient_goes_on_with_the_dose_that_is_under_way(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    give(nurse, patient)
    open_patient(nurse, patient)

    scan_here(nurse, TEZSPIRE)

    assert len(services_of(nurse).drafts.under_way()) == 1
    assert nurse.read("message.text") == FIRST_LOT


def test_a_package_on_patient_of_another_drug_is_refused_with_both_names(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    open_patient(nurse, patient)

    scan_here(nurse, cinqair("S1"))

    assert nurse.read("message.text") == NOT_THIS_DRUG
    assert nurse.window.pages.front == "patient"
    assert services_of(nurse).drafts.under_way() == ()


def test_a_package_without_an_order_says_what_it_is(nurse: Desk) -> None:
    open_patient(nurse, admit(nurse))

    scan_here(nurse, cinqair("S1"))

    assert nurse.read("message.text") == (
        "This is reslizumab (Cinqair), single-dose vial of 100 mg, NDC 59310-0610-31, lot C44, expiry 30-Jun-2028. "
        "This patient has no order for it. Press Give to chart it without one."
    )


def test_a_package_that_two_orders_ask_for_begins_nothing(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    prescribe(nurse, patient, dose=mg(105))
    open_patient(nurse, patient)

    scan_here(nurse, TEZSPIRE)

    assert nurse.read("message.text").endswith("There is more than one order for it: choose one, then press Give.")


@pytest.mark.parametrize("page", ["F5", "F9"])
def test_a_package_on_a_page_without_a_patient_says_what_it_is(nurse: Desk, page: str) -> None:
    nurse.press(page)

    scan_here(nurse, cinqair("S1", expiry="261122"))

    assert nurse.read("message.text") == (
        "This is reslizumab (Cinqair), single-dose vial of 100 mg, NDC 59310-0610-31, lot C44, expiry 22-Nov-2026. "
        "It has expired: do not give it. "
        "Scan the patient's number or open the patient first, then scan it again."
    )


def test_a_table_with_the_focus_takes_no_scan_for_a_choice(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    nurse.press("F5")
    table = nurse.window.findChild(TextTable, "today.due.table")
    assert table is not None
    table.setFocus()

    scan_here(nurse, cinqair("S1"))

    assert nurse.window.pages.front == "today"
    assert nurse.read("message.text").startswith("This is reslizumab (Cinqair)")


def test_a_scan_without_enter_is_taken_outside_the_fields_too(nurse: Desk) -> None:
    nurse.press("F9")
    nurse.button("nav.settings").setFocus()

    scan(nurse.button("nav.settings"), cinqair("S1"), enter=False)

    nurse.qtbot.waitUntil(lambda: nurse.read("message.text").startswith("This is reslizumab (Cinqair)"))


def test_the_code_of_a_printed_record_opens_the_record(nurse: Desk) -> None:
    nurse.add_patient()
    nurse.weigh()
    nurse.order()
    nurse.click("patient.give")
    nurse.click("action.sign")
    nurse.chart()
    nurse.click("sign.is_given")
    nurse.click("sign.is_discarded")
    nurse.type("sign.pin", given.PIN)
    nurse.click("sign.sign")
    page = nurse.window.pages.page("patient")
    entry = page.log.doses[0].versions[0].entry  # type: ignore[attr-defined]
    nurse.press("F5")

    scan_here(nurse, RecordCode(record_id=entry.subject, fingerprint=entry.fingerprint).text)

    assert nurse.window.pages.front == "patient"
    assert nurse.read("message.text") == "This paper shows the record as it is now."
    assert page.selected("doses") == entry.subject  # type: ignore[attr-defined]


def test_the_code_of_an_unknown_record_says_so(nurse: Desk) -> None:
    nurse.press("F5")

    scan_here(nurse, RecordCode(record_id="not-here", fingerprint="0" * 64).text)

    assert nurse.read("message.text") == "The code is of a record that is not in this log."
    assert nurse.field("today.find").text() == ""


def test_a_disputed_code_asks_which_drug_and_leaves_the_dose_as_it_is(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    give(nurse, patient)
    nurse.field("dose").setFocus()

    scan_here(nurse, "J3032")

    assert "CMS and the source document disagree" in nurse.everything()
    assert nurse.field("product").text() == "tezepelumab-ekko (Tezspire)"


# --- Signed out -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [TEZSPIRE, "12-345", "j3032calc:record/abc/" + "0" * 64])
def test_signed_out_a_scan_says_to_sign_in_and_nothing_is_kept(nurse: Desk, code: str) -> None:
    nurse.press("Ctrl+L")
    nurse.field("sign_in.user").setFocus()

    scan_here(nurse, code)

    assert nurse.read("message.text") == "Sign in first, then scan again. Nothing of this scan was kept."
    assert nurse.field("sign_in.user").text() == ""

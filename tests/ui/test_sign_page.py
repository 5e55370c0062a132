"""The Sign page asks for what a dose needs, in the order of the work, and keeps confirmations apart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from j3032calc.domain.patient import Weight
from j3032calc.domain.quantities import DosePerWeight
from tests.invented import CINQAIR as CINQAIR_REF
from tests.invented import kg, mg
from tests.ui import test_log_pages
from tests.ui.given import PIN, TEZSPIRE, admit, give, open_patient, prescribe, record_of, services_of
from tests.ui.test_scan import scan

if TYPE_CHECKING:
    from tests.ui.given import Desk

clinic, desk = test_log_pages.clinic, test_log_pages.desk


@pytest.fixture
def nurse(desk: Desk) -> Desk:
    """A nurse who is signed in."""
    desk.set_up()
    return desk


def here(desk: Desk) -> str:
    focused = desk.window.focusWidget()
    assert focused is not None
    return focused.objectName()


def enter(desk: Desk) -> str:
    """Press Enter where the cursor is; give where it is then."""
    QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Return)
    return here(desk)


def test_enter_goes_to_what_is_missing_and_never_to_a_confirmation(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient, drug=CINQAIR_REF, dose=mg(217))
    give(nurse, patient)
    nurse.press("Ctrl+Return")

    way = [here(nurse)]
    while way[-1] != "sign.pin":
        way.append(enter(nurse))

    assert way == [
        "sign.lot1",
        "sign.expiry1",
        "sign.started_at",
        "sign.stopped_at",
        "sign.body_site",
        "sign.observed_minutes",
        "sign.source.1",
        "sign.discard_reason",
        "sign.discard_method",
        "sign.pin",
    ]
    assert not nurse.button("sign.is_given").isChecked()
    assert not nurse.button("sign.is_discarded").isChecked()


@pytest.mark.parametrize(
    ("field", "typed", "meant", "written"),
    [
        ("sign.expiry1", "03/04/2027", "sign.expiry1.meaning2", "04-Mar-2027"),
        ("sign.weighed_on", "11/10/2026", "sign.weighed_on.meaning1", "11-Oct-2026"),
    ],
)
def test_a_date_that_can_be_two_asks_which_is_meant(
    nurse: Desk, field: str, typed: str, meant: str, written: str
) -> None:
    patient = admit(nurse, weights=(Weight(amount=kg("72.4"), on=date(2026, 10, 11)),))
    prescribe(nurse, patient, drug=CINQAIR_REF, dose=DosePerWeight(mg(3)))
    give(nurse, patient)
    nurse.press("Ctrl+Return")
    assert not nurse.is_shown(meant)

    nurse.type(field, typed)
    nurse.click(meant)

    assert nurse.field(field).text() == written
    assert not nurse.is_shown(meant)
    assert here(nurse) == field


def test_a_date_that_can_be_one_alone_asks_nothing(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    give(nurse, patient)
    nurse.press("Ctrl+Return")

    for typed in ("13/04/2027", "Apr-2027", "04/04/2027", "soon"):
        nurse.type("sign.expiry1", typed)
        assert not nurse.is_shown("sign.expiry1.meaning1"), typed


def test_a_date_that_can_be_two_is_not_signed(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    give(nurse, patient)
    nurse.press("Ctrl+Return")
    nurse.type("sign.lot1", "A1")
    nurse.type("sign.expiry1", "03/04/2027")
    nurse.answer_holds()
    nurse.click("sign.is_given")
    nurse.type("sign.pin", PIN)
    nurse.click("sign.sign")
    refused = nurse.read("sign.expiry1.note")

    nurse.click("sign.expiry1.meaning1")
    nurse.click("sign.sign")

    assert refused == "“03/04/2027” can be 03-Apr-2027 or 04-Mar-2027. Enter the one that is meant."
    assert record_of(nurse, patient).containers[0].expiry == date(2027, 4, 3)


def test_an_injection_asks_for_no_times_on_the_way(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    give(nurse, patient)
    scan(nurse.field("product"), TEZSPIRE)
    nurse.press("Ctrl+Return")

    assert here(nurse) == "sign.body_site"
    assert enter(nurse) == "sign.source.1"


def test_a_place_is_pressed_and_fits_the_route(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    give(nurse, patient)
    scan(nurse.field("product"), TEZSPIRE)
    nurse.press("Ctrl+Return")

    nurse.click("sign.body_site.places.Left upper arm")

    assert nurse.field("sign.body_site").text() == "left upper arm"
    assert here(nurse) == "sign.source.1"
    assert not nurse.is_shown("sign.body_site.places.Left forearm")


def test_enter_after_the_pin_signs_only_what_is_confirmed(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    give(nurse, patient)
    nurse.press("Ctrl+Return")
    nurse.answer_holds()
    nurse.type("sign.pin", PIN)

    enter(nurse)
    refused = nurse.read("sign.problem")
    nurse.press("Alt+G")
    nurse.type("sign.pin", PIN)
    QTest.keyClick(nurse.field("sign.pin"), Qt.Key.Key_Return)

    assert refused == "Nothing is signed yet. Confirm that the dose was given."
    assert record_of(nurse, patient).balance.given == mg(210)


def test_a_scan_into_the_pin_signs_nothing(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    give(nurse, patient)
    nurse.press("Ctrl+Return")
    nurse.press("Alt+G")
    nurse.type("sign.pin", PIN)

    scan(nurse.field("sign.pin"), TEZSPIRE)

    assert nurse.window.pages.front == "sign"
    assert services_of(nurse).patients.open(patient.id).doses == ()
    assert nurse.field("sign.lot1").text() == "LOT7"


def test_start_and_stop_are_pressed(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient, drug=CINQAIR_REF, dose=mg(217))
    give(nurse, patient)
    assert not nurse.is_shown("action.stop")
    nurse.press("Ctrl+T")
    nurse.answer_card()
    nurse.clinic.clock.pass_time(minutes=9)

    nurse.press("Ctrl+Shift+T")

    assert nurse.read("message.text") == "Stopped at 14:14."
    assert nurse.window.pages.front == "sign"
    assert (nurse.field("sign.started_at").text(), nurse.field("sign.stopped_at").text()) == ("14:05", "14:14")


def test_the_weight_on_file_says_its_age_and_its_day_goes_with_it(nurse: Desk) -> None:
    patient = admit(nurse, weights=(Weight(amount=kg("72.4"), on=date(2026, 11, 1)),))
    prescribe(nurse, patient, drug=CINQAIR_REF, dose=DosePerWeight(mg(3)))
    give(nurse, patient)

    assert nurse.read("weight.note") == "On file: 72.4 kg, weighed on 01-Nov-2026, 22 days ago"
    nurse.press("Ctrl+Return")
    assert nurse.field("sign.weighed_on").text() == "01-Nov-2026"
    nurse.click("sign.back")
    nurse.type("weight", "74 kg")
    nurse.press("Ctrl+Return")
    assert nurse.field("sign.weighed_on").text() == ""


def test_nobody_elses_weight_is_shown_without_a_patient(nurse: Desk) -> None:
    patient = admit(nurse, weights=(Weight(amount=kg("72.4"), on=date(2026, 11, 1)),))
    prescribe(nurse, patient, drug=CINQAIR_REF, dose=DosePerWeight(mg(3)))
    give(nurse, patient)

    nurse.press("Ctrl+L")
    nurse.sign_in()
    nurse.wait_for("today.find")
    nurse.press("F8")

    assert nurse.read("weight.note") == "With kg or lb, for a dose per kg"


def test_a_drug_that_is_not_in_the_catalogue_is_signed_with_its_name(nurse: Desk) -> None:
    patient = admit(nurse)
    open_patient(nurse, patient)
    nurse.click("patient.give")
    nurse.click("other_drug")
    nurse.type("billing_unit", "10 mg")
    nurse.type("container", "100 mg")
    nurse.type("dose", "100 mg")
    nurse.press("Ctrl+Return")
    nurse.type("sign.drug_name", "invented-abcd")
    nurse.answer_holds()
    nurse.click("sign.is_given")
    nurse.type("sign.pin", PIN)

    nurse.click("sign.sign")

    assert record_of(nurse, patient).drug.name == "invented-abcd"


def test_a_dose_of_an_earlier_day_asks_why_it_is_charted_late(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    give(nurse, patient)
    nurse.type("given_on", "20-Nov-2026")
    nurse.press("Ctrl+Return")
    nurse.answer_holds()
    nurse.click("sign.is_given")
    nurse.type("sign.pin", PIN)
    nurse.click("sign.sign")
    refused = nurse.read("sign.problem")

    nurse.type("sign.late_reason", "the network was down")
    nurse.type("sign.pin", PIN)
    nurse.click("sign.sign")

    assert refused.startswith("A reason is missing.")
    assert record_of(nurse, patient).late_reason == "the network was down"


def test_what_was_really_opened_and_a_dose_stopped_early_ask_why(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient, drug=CINQAIR_REF, dose=mg(217))
    give(nurse, patient)
    nurse.type("opened", "4 x 100 mg")
    nurse.type("given", "120 mg")
    nurse.press("Ctrl+Return")

    assert nurse.is_shown("sign.opened_reason")
    assert nurse.is_shown("sign.stopped_early_reason")


def test_the_keys_of_a_dose_work_on_its_own_pages_alone(nurse: Desk) -> None:
    ada = admit(nurse)
    ben = admit(nurse, identifier="77-1", family="Reed", given="Ben", born=ada.born.replace(year=1971))
    prescribe(nurse, ada)
    give(nurse, ada)
    open_patient(nurse, ben)

    for keys in ("Ctrl+Return", "Ctrl+T", "Ctrl+Shift+K", "Ctrl+N"):
        nurse.press(keys)

    assert nurse.window.pages.front == "patient"
    assert nurse.read("banner.name") == "REED, Ben"
    assert nurse.read("message.text") == ""
    (under_way,) = services_of(nurse).drafts.under_way()
    assert under_way.draft.started_at is None
    nurse.press("F8")
    assert nurse.field("dose").text() == "210 mg"


def test_new_does_not_clear_a_patients_dose(nurse: Desk) -> None:
    patient = admit(nurse)
    prescribe(nurse, patient)
    give(nurse, patient)

    nurse.press("Ctrl+N")

    assert nurse.field("dose").text() == "210 mg"

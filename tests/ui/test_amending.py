"""A signed record is amended from Patient: the pages are filled from it, and what was signed stays beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.patient import Weight
from tests.invented import CINQAIR as CINQAIR_REF
from tests.invented import TODAY, kg, mg
from tests.ui import test_log_pages
from tests.ui.given import PIN, admit, cinqair, give, giving_of, open_patient, prescribe, services_of
from tests.ui.test_scan import scan

if TYPE_CHECKING:
    from j3032calc.domain.administration import Administration
    from j3032calc.domain.patient import Patient
    from tests.ui.given import Desk

clinic, desk = test_log_pages.clinic, test_log_pages.desk


@pytest.fixture
def patient(desk: Desk) -> Patient:
    """A patient with one signed dose: 217.2 mg out of three vials of one lot, 82.8 mg discarded."""
    desk.set_up()
    patient = admit(desk, weights=(Weight(amount=kg("72.4"), on=TODAY),))
    prescribe(desk, patient, drug=CINQAIR_REF, dose=mg("217.2"))
    give(desk, patient)
    desk.click("action.sign")
    desk.type("sign.lot1", "C44")
    desk.type("sign.expiry1", "Dec-2027")
    desk.click("sign.ndc1")
    desk.fill("sign", started_at="13:10", stopped_at="13:50", body_site="left forearm")
    desk.fill("sign", discard_reason="rest of a single-dose vial", discard_method="waste bin")
    desk.click("sign.source.2")
    desk.answer_holds()
    desk.click("sign.is_given")
    desk.click("sign.is_discarded")
    desk.type("sign.pin", PIN)
    desk.click("sign.sign")
    assert desk.table("patient.doses")[0][-1] == "Signed"
    return patient


def record_of(desk: Desk, patient: Patient) -> Administration:
    return services_of(desk).patients.open(patient.id).doses[0].dose


def sign_amendment(desk: Desk, reason: str = "read from the wrong line") -> None:
    desk.type("sign.amend_reason", reason)
    desk.type("sign.pin", PIN)
    desk.click("sign.sign")


def test_both_pages_are_filled_from_the_record_and_nothing_is_confirmed(desk: Desk, patient: Patient) -> None:
    open_patient(desk, patient)
    desk.click("patient.amend_dose")
    given = (desk.field("product").text(), desk.field("dose").text(), desk.answers()["draw"])
    desk.press("Ctrl+Return")

    assert given == ("reslizumab (Cinqair)", "217.2 mg", "21.72 mL")
    assert desk.read("sign.amends") == (
        "Amends the record of 23-Nov-2026. It stays as it was signed by Nora Field, RN."
    )
    assert {name: desk.field(f"sign.{name}").text() for name in ("lot1", "expiry1", "started_at", "body_site")} == {
        "lot1": "C44",
        "expiry1": "31-Dec-2027",
        "started_at": "13:10",
        "body_site": "left forearm",
    }
    assert desk.button("sign.ndc1").isChecked()
    assert not desk.button("sign.is_discarded").isChecked()
    assert not desk.button("sign.is_given").isVisibleTo(desk.window)
    assert desk.field("sign.pin").text() == ""


def test_a_lot_is_amended_with_reason_and_pin_and_the_original_stays(desk: Desk, patient: Patient) -> None:
    signed = record_of(desk, patient)
    open_patient(desk, patient)
    desk.press("Ctrl+M")
    desk.press("Ctrl+Return")
    desk.type("sign.lot1", "C45")

    sign_amendment(desk)

    history = services_of(desk).doses.history(signed.id)
    assert [[used.lot for used in version.dose.containers] for version in history.versions] == [["C44"], ["C45"]]
    assert history.versions[0].dose == signed
    assert history.versions[1].entry.reason == "read from the wrong line"
    assert history.dose.given == signed.given
    assert history.dose.discard == signed.discard
    assert desk.table("patient.doses")[0][-1] == "Amended"
    assert services_of(desk).drafts.under_way() == ()
    assert desk.read("message.text").startswith("Amended. What was signed before stays;")


def test_another_amount_asks_for_the_discard_again(desk: Desk, patient: Patient) -> None:
    open_patient(desk, patient)
    desk.press("Ctrl+M")
    desk.type("dose", "210 mg")
    desk.press("Ctrl+Return")

    sign_amendment(desk)
    refused = desk.read("sign.problem")
    desk.click("sign.is_discarded")
    sign_amendment(desk)

    assert refused == "Nothing is signed yet. Confirm that the rest was discarded."
    dose = record_of(desk, patient)
    assert (dose.balance.given, dose.balance.discarded) == (mg(210), mg(90))


@pytest.mark.parametrize(
    ("lot", "reason", "said"),
    [
        pytest.param("C45", "", "A reason is missing.", id="no-reason"),
        pytest.param("C44", "no change", "Nothing was changed, so there is nothing to keep.", id="no-change"),
    ],
)
def test_an_amendment_without_a_reason_or_a_change_is_refused(
    desk: Desk, patient: Patient, lot: str, reason: str, said: str
) -> None:
    open_patient(desk, patient)
    desk.press("Ctrl+M")
    desk.press("Ctrl+Return")
    desk.type("sign.lot1", lot)

    sign_amendment(desk, reason)

    assert desk.read("sign.problem").startswith(said)
    assert services_of(desk).doses.history(record_of(desk, patient).id).versions[1:] == ()


def test_an_amendment_survives_a_lock_and_is_gone_on_with_from_today(desk: Desk, patient: Patient) -> None:
    open_patient(desk, patient)
    desk.press("Ctrl+M")
    desk.press("Ctrl+Return")
    desk.type("sign.lot1", "C45")

    desk.press("Ctrl+L")
    desk.sign_in()
    desk.wait_for("today.find")
    rows = desk.table("today.under_way.table")
    desk.choose("today.under_way.table", 0)
    desk.press("Ctrl+Return")

    assert rows[0][4] == "Amendment 23-Nov-2026 14:05"
    assert desk.field("sign.lot1").text() == "C45"
    assert desk.read("sign.amends").startswith("Amends the record of 23-Nov-2026.")


def test_a_scan_corrects_nothing_that_stands_but_a_cleared_lot(desk: Desk, patient: Patient) -> None:
    open_patient(desk, patient)
    desk.press("Ctrl+M")
    desk.press("Ctrl+Return")
    desk.type("sign.lot1", "")
    desk.type("sign.expiry1", "")

    scan(desk.field("sign.lot1"), cinqair("S1", lot="C46"))

    assert [row.lot.entry for row in giving_of(desk)._sign.rows] == ["C46", "", ""]


def test_a_voided_record_is_not_amended(desk: Desk, patient: Patient) -> None:
    services = services_of(desk)
    services.doses.void(record_of(desk, patient).id, "wrong patient", PIN)
    open_patient(desk, patient)

    desk.press("Ctrl+M")

    assert desk.read("message.text").startswith("This record is voided, so it is not amended.")
    assert desk.window.pages.front == "patient"

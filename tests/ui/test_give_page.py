"""The main job on the page: what is typed, what is answered, what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from tests.fixed_clock import FixedClock
    from tests.ui.conftest import Nurse

NOTHING = {"draw": "–", "bill": "–", "discarded": "–", "due": "–"}


def test_tezspire_210_mg_bills_210_units_with_jz(nurse: Nurse) -> None:
    nurse.type("product", "tezspire")
    nurse.type("dose", "210 mg")

    assert nurse.answers() == {
        "draw": "1.91 mL",
        "bill": "210 billing units\nJZ",
        "discarded": "0 mg",
        "due": "Monday\n21-Dec-2026",
    }
    assert nurse.read("answers.state") == "tezepelumab-ekko (Tezspire), J2356, 1 mg per billing unit"


def test_cinqair_by_weight_bills_218_units_and_82_with_jw(nurse: Nurse) -> None:
    nurse.type("product", "cinqair")
    nurse.type("dose", "3 mg/kg")
    nurse.type("weight", "72.4 kg")

    assert nurse.answers() == {
        "draw": "21.72 mL",
        "bill": "218 billing units\n+ 82 JW",
        "discarded": "82.8 mg",
        "due": "Monday\n21-Dec-2026",
    }
    assert nurse.read("answer.discarded.note") == "8.28 mL, 82 billing units"
    seen = nurse.everything()
    assert "2 × single-dose vial of 100 mg in 10 mL" in seen
    assert "17.2 mg (1.72 mL) given" in seen
    assert "82.8 mg discarded" in seen


def test_claim_lines_stand_in_a_table(nurse: Nurse) -> None:
    nurse.type("product", "cinqair")
    nurse.type("dose", "3 mg/kg")
    nurse.type("weight", "72.4 kg")

    assert [nurse.read(f"claim.1.{column}") for column in (1, 2, 3, 4)] == ["J2786", "none", "218", "given"]
    assert [nurse.read(f"claim.2.{column}") for column in (1, 2, 3, 4)] == ["J2786", "JW", "82", "discarded"]


def test_both_clocks_stand_side_by_side(nurse: Nurse) -> None:
    nurse.type("product", "vyepti")
    nurse.type("dose", "100 mg")

    assert nurse.answers()["due"] == "Tuesday\n23-Feb-2027"
    assert nurse.read("answer.due.note") == "Label: every 3 months\nPayers from Monday 15-Feb-2027"


def test_nothing_is_answered_without_values_that_a_person_entered(nurse: Nurse) -> None:
    assert nurse.answers() == NOTHING
    assert nurse.read("answers.state") == "Still needed: product, dose."
    assert nurse.field("dose").text() == ""


def test_a_dose_per_kg_says_that_it_needs_the_weight(nurse: Nurse) -> None:
    nurse.type("product", "cinqair")
    nurse.type("dose", "3 mg/kg")

    assert nurse.answers() == NOTHING
    assert nurse.read("answers.state") == "Still needed: weight, because the dose is per kg."


@pytest.mark.parametrize(
    ("field", "entered", "sentence"),
    [
        pytest.param("dose", "350", "“350” has no unit. Enter it with its unit, like 210 mg.", id="dose-without-unit"),
        pytest.param("dose", "2,5 mg", "“2,5 mg” is not a number with a unit. Enter it like 210 mg.", id="comma"),
        pytest.param("weight", "72.4", "“72.4” has no unit. Enter it with its unit, like 72.4 kg.", id="weight"),
        pytest.param("given_on", "31-Feb-2026", "“31-Feb-2026” is not a date. Enter it like 23-Nov-2026", id="date"),
        pytest.param("opened", "3 vials", "“3 vials” does not say how many of which size.", id="opened"),
        pytest.param("given", "300 mg", "300 mg given is more than the dose, 210 mg.", id="given-above-dose"),
        pytest.param("product", "tezspyre", "“tezspyre” is no product in this catalogue.", id="product"),
    ],
)
def test_wrong_input_clears_the_answer_and_says_why_under_its_field(
    nurse: Nurse, field: str, entered: str, sentence: str
) -> None:
    nurse.type("product", "tezspire")
    nurse.type("dose", "210 mg")
    assert nurse.answers() != NOTHING

    nurse.type(field, entered)

    assert nurse.answers() == NOTHING
    assert nurse.read(f"{field}.note").startswith(sentence)
    assert nurse.read("answers.state").startswith("No answer yet. Check the ")
    assert "Claim lines" not in nurse.everything()


def test_a_problem_is_quiet_while_one_types_and_plain_when_the_field_is_left(nurse: Nurse) -> None:
    nurse.type("dose", "350")
    note = nurse.window.page.form.fields["dose"].note

    assert note.property("problem") == "false"

    nurse.field("weight").setFocus()

    assert note.property("problem") == "true"


def test_an_ambiguous_date_offers_both_readings(nurse: Nurse) -> None:
    nurse.type("product", "tezspire")
    nurse.type("dose", "210 mg")
    nurse.type("given_on", "05/04/2026")

    assert nurse.answers() == NOTHING
    assert nurse.button("given_on.meaning1").text() == "It means 05-Apr-2026"
    assert nurse.button("given_on.meaning2").text() == "It means 04-May-2026"

    nurse.button("given_on.meaning2").click()

    assert nurse.field("given_on").text() == "04-May-2026"
    assert nurse.answers()["due"] == "Monday\n01-Jun-2026"
    assert not nurse.button("given_on.meaning1").isVisible()


def test_a_date_is_shown_the_way_dates_are_written_here(nurse: Nurse) -> None:
    nurse.type("given_on", "2026-11-20")
    nurse.field("dose").setFocus()

    assert nurse.field("given_on").text() == "20-Nov-2026"


def test_the_date_is_today_and_stays_today_past_midnight(nurse: Nurse, clock: FixedClock) -> None:
    nurse.window.page.use(nurse.window._app.calculator, clock)
    nurse.type("product", "tezspire")
    assert nurse.field("given_on").text() == "23-Nov-2026"

    clock.moment += timedelta(days=1)
    nurse.type("dose", "210 mg")

    assert nurse.field("given_on").text() == "24-Nov-2026"
    assert nurse.answers()["due"] == "Tuesday\n22-Dec-2026"


def test_only_the_containers_that_are_ticked_may_be_opened(nurse: Nurse) -> None:
    nurse.type("product", "tezspire")
    nurse.type("dose", "210 mg")
    assert "1 × single-dose prefilled syringe" in nurse.everything()

    nurse.button("containers.1").click()
    nurse.button("containers.3").click()

    assert "1 × single-dose vial of 210 mg" in nurse.everything()
    assert "NDC 55513-0100-01 is not certain" in nurse.everything()

    nurse.button("containers.2").click()

    assert nurse.answers() == NOTHING
    assert nurse.read("containers.note") == "No container size may be opened. Enter at least one, like 100 mg."


def test_what_was_really_opened_replaces_the_proposal(nurse: Nurse) -> None:
    nurse.type("product", "cinqair")
    nurse.type("dose", "150 mg")
    nurse.type("opened", "3 x 100 mg")

    assert nurse.answers()["discarded"] == "150 mg"
    assert "300 mg was opened. 2 × 100 mg would leave less" in nurse.everything()


def test_a_dose_above_what_was_opened_stops_the_claim(nurse: Nurse) -> None:
    nurse.type("product", "cinqair")
    nurse.type("dose", "150 mg")
    nurse.type("opened", "1 x 100 mg")

    assert nurse.answers()["bill"] == "No claim line"
    assert nurse.read("answer.draw.note") == "Short by 50 mg"
    assert nurse.read("answers.summary") == "The claim is stopped by 1 finding, below."
    assert "Stops the claim" in nurse.everything()


def test_a_dose_above_the_label_holds_care_in_words(nurse: Nurse) -> None:
    nurse.type("product", "tezspire")
    nurse.type("dose", "420 mg")

    assert "Check; hold before giving" in nurse.everything()


def test_schedule_and_dose_number_are_asked_only_where_the_product_needs_them(nurse: Nurse) -> None:
    nurse.type("product", "tezspire")
    assert not nurse.button("schedule.1").isVisible()
    assert not nurse.field("dose_number").isVisible()

    nurse.type("product", "fasenra")
    nurse.type("dose", "30 mg")
    assert nurse.answers()["due"] == "Not known"

    nurse.button("schedule.2").click()
    nurse.type("dose_number", "3")

    assert nurse.answers()["due"] == "Monday\n18-Jan-2027"


def test_the_interval_is_asked_where_the_label_leaves_it_to_the_order(nurse: Nurse) -> None:
    nurse.type("product", "xolair")
    nurse.type("dose", "375 mg")
    nurse.type("every", "2 weeks")

    assert nurse.answers()["due"] == "Monday\n07-Dec-2026"
    assert nurse.answers()["bill"] == "75 billing units\nJZ"


def test_another_drug_is_asked_by_its_billing_unit_code_and_container(nurse: Nurse) -> None:
    nurse.button("other_drug").click()
    assert not nurse.field("product").isVisible()

    nurse.type("billing_unit", "10 mg")
    nurse.type("hcpcs", "J1745")
    nurse.type("dose", "350 mg")
    assert nurse.read("answers.state") == "Still needed: container size."
    nurse.type("container", "100 mg")

    assert nurse.answers()["bill"] == "35 billing units\n+ 5 JW"
    assert nurse.answers()["draw"] == "Not known"


def test_multi_dose_keeps_the_rest(nurse: Nurse) -> None:
    nurse.button("other_drug").click()
    nurse.type("billing_unit", "10 mg")
    nurse.type("dose", "350 mg")
    nurse.type("container", "100 mg in 5 mL")
    nurse.button("multi_dose").click()

    assert nurse.answers()["bill"] == "35 billing units\nno modifier"
    assert nurse.read("answer.discarded.note") == "50 mg kept"


def test_a_payer_that_wants_ndcs_gets_them_on_the_claim_line(nurse: Nurse) -> None:
    nurse.type("product", "tezspire")
    nurse.type("dose", "210 mg")
    assert "quantity" not in nurse.everything()

    premera = next(row for row in nurse.window.page.form.payer.rows if row.text().startswith("Premera"))
    premera.click()

    assert "NDC 55513-0112-01, quantity " in nurse.everything()


def test_new_clears_everything_and_can_be_taken_back(nurse: Nurse) -> None:
    nurse.type("product", "fasenra")
    nurse.type("dose", "30 mg")
    nurse.button("containers.1").click()
    nurse.button("schedule.2").click()
    stood = nurse.window.page.form.entries()

    nurse.press("Ctrl+N")

    assert nurse.field("product").text() == ""
    assert nurse.field("given_on").text() == "23-Nov-2026"
    assert nurse.answers() == NOTHING

    nurse.button("message.do").click()

    assert nurse.window.page.form.entries() == stood
    assert nurse.answers()["bill"] == "30 billing units\nJZ"


def test_the_whole_job_is_done_by_keyboard_alone(nurse: Nurse) -> None:
    nurse.press("F2")
    QTest.keyClicks(nurse.window.focusWidget(), "cinqair")
    QTest.keySequence(nurse.window.focusWidget(), "Tab")
    QTest.keyClicks(nurse.window.focusWidget(), "3 mg/kg")
    QTest.keySequence(nurse.window.focusWidget(), "Return")
    QTest.keyClicks(nurse.window.focusWidget(), "72.4 kg")

    assert nurse.answers()["bill"] == "218 billing units\n+ 82 JW"


def test_the_list_narrows_while_one_types_and_chooses_only_when_told(nurse: Nurse) -> None:
    nurse.type("product", "umab")
    popup = nurse.window.page.form.product_field.list
    offered = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]

    assert "tezepelumab-ekko (Tezspire)" in offered
    assert "eptinezumab-jjmr (Vyepti)" in offered
    assert nurse.read("product.note").startswith("“umab” is no product")

    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)

    assert nurse.field("product").text() == offered[0]
    assert nurse.read("answers.state") == "Still needed: dose."


def test_the_working_is_shown_and_hidden_with_f4(nurse: Nurse) -> None:
    nurse.type("product", "cinqair")
    nurse.type("dose", "3 mg/kg")
    nurse.type("weight", "72.4 kg")
    assert "3 mg per kg" not in nurse.everything()

    nurse.press("F4")

    assert "3 mg per kg × 72.4 kg = 217.2 mg." in nurse.read("working.text")
    assert "checked" in nurse.read("working.sources")

    nurse.press("F4")

    assert "3 mg per kg" not in nurse.everything()

"""What a claim stands on, entered on the Patient page: orders and their documentation, coverage, authorizations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from j3032calc.domain.order import Documented
from j3032calc.ui.choice_list import ChoiceList
from j3032calc.ui.meters import MeterBar
from j3032calc.ui.patient_page import PatientPage
from tests.ui.display.fits import is_within_its_column, needed_height
from tests.ui.test_access import FORBIDDEN
from tests.ui.test_log_pages import Desk, clinic, desk

if TYPE_CHECKING:
    from j3032calc.domain.history import PatientLog

__all__ = ["clinic", "desk"]

TEZSPIRE = {"product": "tezspire", "dose": "210 mg", "diagnoses": "J45.50"}


def open_patient(desk: Desk) -> Desk:
    desk.set_up()
    desk.add_patient()
    return desk


def pick(desk: Desk, choice: str, text: str) -> None:
    """Press the row of a choice that says something."""
    found = desk.window.findChild(ChoiceList, f"{choice}.list")
    assert found is not None
    row = next(row for row in found.rows if text in row.text() and row.isVisibleTo(desk.window))
    row.click()


def log_of(desk: Desk) -> PatientLog:
    page = desk.window.pages.page("patient")
    assert isinstance(page, PatientPage)
    assert page.log is not None
    return page.log


def add_authorization(desk: Desk, **changes: str) -> None:
    desk.click("patient.authorization")
    known = {"number": "A-77", "first": "01-Jan-2026", "last": "31-Dec-2026", "units": "2,730"}
    desk.fill("authorization", **(known | changes))
    if not desk.table("patient.coverages"):
        pick(desk, "authorization.payer_id", "Medicare Part B")
    desk.click("authorization.send")


def add_coverage(desk: Desk, payer: str, **fields: str) -> None:
    desk.click("patient.coverage")
    pick(desk, "coverage.payer_id", payer)
    desk.fill("coverage", **fields)
    desk.click("coverage.send")


# --- Orders ----------------------------------------------------------------------------------------------------------


def test_everything_that_an_order_holds_can_be_entered(desk: Desk) -> None:
    open_patient(desk)
    desk.click("patient.order")
    desk.fill("order", product="cinqair", dose="3 mg/kg", every="4 weeks", rounding_step="10 mg")
    desk.fill("order", prescriber="Dr. Ana Ruiz", prescriber_credential="MD", npi="1234567893", diagnoses="J45.50")
    desk.fill("order", signed_on="23-Nov-2026", starts_on="24-Nov-2026", expires_on="01-Nov-2027")
    pick(desk, "order.schedule", "asthma")
    pick(desk, "order.route", "Intravenous")
    pick(desk, "order.rounding_way", "nearest")
    desk.click("order.send")

    (order,) = log_of(desk).orders
    assert order.prescriber.npi == "1234567893"
    assert (order.schedule_id, order.route) == ("asthma", "intravenous")
    assert desk.table("patient.orders") == [
        [
            "reslizumab (Cinqair)",
            "3 mg per kg every 4 weeks, rounded to the nearest multiple of 10 mg, intravenous",
            "Dr. Ana Ruiz, MD",
            "Until 01-Nov-2027",
        ]
    ]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("npi", "1234567890", "“1234567890” is not an NPI"),
        ("diagnoses", "asthma", "“asthma” is not an ICD-10-CM code."),
        ("expires_on", "01-Jan-2020", "The day of the order is after the last day of the order."),
        ("rounding_step", "10 mg", "Which way to round is missing."),
    ],
)
def test_what_an_order_cannot_hold_is_refused_at_its_field(desk: Desk, field: str, text: str, said: str) -> None:
    open_patient(desk)
    desk.order(**{field: text})

    note = f"order.{field}.note" if field != "rounding_step" else "order.problem"
    assert desk.read(note).startswith(said)
    assert desk.table("patient.orders") == []


def test_an_order_is_corrected_and_its_documentation_stays(desk: Desk) -> None:
    order_tezspire(desk)
    document(desk, "severity", "severe persistent asthma")

    desk.click("patient.amend_order")
    assert desk.field("order.dose").text() == "210 mg"
    desk.fill("order", signed_on="23-Nov-2026", reason="signed today")
    desk.click("order.send")

    (order,) = log_of(desk).orders
    assert order.signed_on is not None
    assert order.documentation == (Documented(item="severity", value="severe persistent asthma"),)


def test_an_order_that_ends_soon_asks_for_its_renewal(desk: Desk) -> None:
    open_patient(desk)
    desk.order(expires_on="10-Dec-2026")

    assert desk.table("patient.orders")[0][3] == (
        "Not signed. Until 10-Dec-2026, in 17 days: ask the prescriber to renew it"
    )


def test_a_renewed_order_takes_the_place_of_the_old_one(desk: Desk) -> None:
    open_patient(desk)
    desk.order(expires_on="10-Dec-2026")

    desk.click("patient.renew_order")
    assert (desk.field("order.dose").text(), desk.field("order.expires_on").text()) == ("3 mg/kg", "")
    desk.fill("order", expires_on="22-Nov-2027")
    desk.click("order.send")

    assert [row[3] for row in desk.table("patient.orders")] == [
        "Not signed. Until 22-Nov-2027",
        "Ended: Renewed by a new order",
    ]


def test_a_renewal_that_begins_later_leaves_the_old_order_until_then(desk: Desk) -> None:
    open_patient(desk)
    desk.order(expires_on="10-Dec-2026")

    desk.click("patient.renew_order")
    desk.fill("order", starts_on="11-Dec-2026", expires_on="22-Nov-2027")
    desk.click("order.send")

    assert [order.is_active for order in log_of(desk).orders] == [True, True]


# --- Documentation ---------------------------------------------------------------------------------------------------


def document(desk: Desk, item: str, value: str, on: str = "") -> None:
    desk.click("patient.document_order")
    desk.type(f"documentation.{item}", value)
    if on:
        desk.type(f"documentation.{item}_on", on)
    desk.click("documentation.send")


def order_tezspire(desk: Desk) -> None:
    open_patient(desk)
    desk.click("patient.order")
    desk.fill("order", prescriber="Dr. Ana Ruiz", expires_on="01-Nov-2027", **TEZSPIRE)
    pick(desk, "order.schedule", "asthma")
    desk.click("order.send")


def test_what_nobody_has_documented_says_not_recorded(desk: Desk) -> None:
    order_tezspire(desk)

    rows = desk.table("patient.documentation")

    assert rows
    assert {row[1] for row in rows} == {"Not recorded"}
    assert "0 of" in desk.read("patient.documentation.said")


def test_an_answer_stands_with_its_day_and_who_recorded_it(desk: Desk) -> None:
    order_tezspire(desk)

    document(desk, "severity", "severe, GINA step 5")
    row = next(row for row in desk.table("patient.documentation") if row[1] != "Not recorded")

    assert row[1:] == ["severe, GINA step 5", "", "Nora Field, RN, 23-Nov-2026 14:05"]
    assert desk.read("patient.documentation.said").endswith("items recorded")


def test_a_dated_item_without_its_day_says_so(desk: Desk) -> None:
    order_tezspire(desk)
    dated = dated_item(desk)

    document(desk, dated, "450 cells per mcL")
    assert ["450 cells per mcL", "Not recorded"] in [row[1:3] for row in desk.table("patient.documentation")]
    document(desk, dated, "450 cells per mcL", "01-Nov-2026")
    assert ["450 cells per mcL", "01-Nov-2026"] in [row[1:3] for row in desk.table("patient.documentation")]


def dated_item(desk: Desk) -> str:
    desk.click("patient.document_order")
    names = [field.objectName() for field in desk.window.findChildren(QWidget) if field.objectName().endswith("_on")]
    desk.click("documentation.cancel")
    return next(name for name in names if name.startswith("documentation.")).split(".")[1].removesuffix("_on")


def test_the_day_of_an_answer_is_not_to_come(desk: Desk) -> None:
    order_tezspire(desk)
    dated = dated_item(desk)

    document(desk, dated, "450", "01-Dec-2026")

    assert "01-Dec-2026" in desk.read(f"documentation.{dated}_on.note")


def test_enter_on_a_row_of_the_documentation_goes_to_its_field(desk: Desk) -> None:
    order_tezspire(desk)

    desk.choose("patient.documentation", 1)

    focused = desk.window.focusWidget()
    assert focused is not None
    assert focused.objectName().startswith("documentation.")
    assert focused.accessibleName() == desk.table("patient.documentation")[1][0].removesuffix(" (where the payer asks)")


def test_an_order_without_its_use_says_that_there_is_no_checklist(desk: Desk) -> None:
    open_patient(desk)
    desk.order(**TEZSPIRE)

    assert "There is no checklist for this drug and use." in desk.read("patient.documentation.said")


def test_other_biologics_are_asked_and_none_is_not_the_same_as_not_recorded(desk: Desk) -> None:
    open_patient(desk)
    assert desk.read("patient.biologics.said") == "Other biologics: Not recorded"

    desk.click("patient.biologics")
    desk.fill("biologics", biologics="nucala (ended 01-Feb-2026); Dupixent")
    desk.click("biologics.send")
    assert desk.read("patient.biologics.said") == "Other biologics: Nucala (ended 01-Feb-2026); Dupixent"

    desk.click("patient.biologics")
    desk.fill("biologics", biologics="")
    desk.click("biologics.send")
    assert desk.read("patient.biologics.said") == "No other biologics"


# --- Coverage --------------------------------------------------------------------------------------------------------


def test_coverage_is_added_in_order_and_the_second_can_pay_first(desk: Desk) -> None:
    open_patient(desk)
    add_coverage(desk, "Medicare Part B", member_id="1EG4-TE5-MK73", claims_number="MEDB1")
    add_coverage(desk, "Medicaid", member_id="999", group="G1")

    rows = desk.table("patient.coverages")
    assert [row[0] for row in rows] == ["First", "Second"]
    assert rows[0][1:] == ["Medicare Part B, claims number MEDB1", "1EG4-TE5-MK73", "The patient"]

    desk.choose("patient.coverages", 1)
    desk.click("patient.first_coverage")
    desk.click("coverage_order.send")
    assert [row[2] for row in desk.table("patient.coverages")] == ["999, group G1", "1EG4-TE5-MK73"]


def test_a_coverage_of_somebody_else_has_name_and_address(desk: Desk) -> None:
    open_patient(desk)
    desk.click("patient.coverage")
    pick(desk, "coverage.payer_id", "Commercial")
    pick(desk, "coverage.relation", "Spouse")
    desk.fill("coverage", member_id="77", insured_family="Brien", insured_given="Ann", street="1 Lake Street")
    desk.click("coverage.send")
    assert desk.read("coverage.city.note").startswith("The city is missing.")

    desk.fill("coverage", city="Seattle", state="wa", postal_code="98101")
    desk.click("coverage.send")
    assert desk.table("patient.coverages")[0][3] == "Spouse. BRIEN, Ann. 1 Lake Street, Seattle, WA 98101"


def test_a_coverage_is_corrected_and_taken_off(desk: Desk) -> None:
    open_patient(desk)
    add_coverage(desk, "Medicare Part B", member_id="1")

    desk.click("patient.amend_coverage")
    desk.fill("coverage", member_id="2")
    desk.click("coverage.send")
    assert desk.table("patient.coverages")[0][2] == "2"

    desk.click("patient.drop_coverage")
    desk.click("coverage_order.send")
    assert desk.table("patient.coverages") == []


def test_a_coverage_without_a_payer_is_refused_where_it_is_chosen(desk: Desk) -> None:
    open_patient(desk)
    desk.click("patient.coverage")
    desk.fill("coverage", member_id="1")
    desk.click("coverage.send")

    assert desk.read("coverage.problem").startswith("The payer is missing.")
    focused = desk.window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "coverage.payer_id.1"


# --- Authorizations --------------------------------------------------------------------------------------------------


def test_an_authorization_shows_what_is_used_in_words_and_in_a_drawing(desk: Desk) -> None:
    open_patient(desk)
    desk.order(**TEZSPIRE)
    add_authorization(desk)

    assert desk.table("patient.authorizations") == [
        ["A-77", "Medicare Part B", "tezepelumab-ekko (Tezspire)", "01-Jan-2026 to 31-Dec-2026", "Holds"]
    ]
    words = "A-77: 0 given, 0 with what was discarded (ask whether they count), of 2,730 billing units"
    assert desk.read("patient.authorizations.meter.1.words") == words
    bar = desk.window.findChild(MeterBar, "patient.authorizations.meter.1")
    assert bar is not None
    assert bar.accessibleName() == words


def test_an_authorization_warns_30_days_before_its_end(desk: Desk) -> None:
    open_patient(desk)
    add_authorization_of(desk, last="23-Dec-2026")

    assert desk.table("patient.authorizations")[0][4] == "Ends in 30 days: ask for a new one"


def add_authorization_of(desk: Desk, **changes: str) -> None:
    """Add one for a patient without an order: the drug is chosen."""
    desk.click("patient.authorization")
    known = {"number": "A-77", "first": "01-Jan-2026", "last": "31-Dec-2026", "units": "2,730"}
    desk.fill("authorization", **(known | changes))
    pick(desk, "authorization.payer_id", "Medicare Part B")
    pick(desk, "authorization.drug", "Tezspire")
    desk.click("authorization.send")


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("number", "", "The authorization number is missing."),
        ("last", "01-Jan-2020", "The first day is after the last day."),
        ("units", "many", "“many” is not from 1 to 999,999 billing units."),
    ],
)
def test_what_an_authorization_cannot_hold_is_refused_under_its_field(
    desk: Desk, field: str, text: str, said: str
) -> None:
    open_patient(desk)
    add_authorization_of(desk, **{field: text})

    assert desk.read(f"authorization.{field}.note").startswith(said)


def test_an_authorization_is_corrected_with_a_reason(desk: Desk) -> None:
    open_patient(desk)
    add_authorization_of(desk)

    desk.click("patient.amend_authorization")
    desk.fill("authorization", units="5,460")
    desk.click("authorization.send")
    assert desk.read("authorization.problem") == "A reason is missing. Write why this is changed."
    desk.fill("authorization", reason="the payer doubled it")
    desk.click("authorization.send")

    assert log_of(desk).authorizations[0].units == 5460


def test_the_one_authorization_that_fits_stands_on_the_sign_page(desk: Desk) -> None:
    open_patient(desk)
    add_coverage(desk, "Medicare Part B", member_id="1")
    desk.order(**TEZSPIRE)
    add_authorization(desk)

    desk.click("patient.give")
    desk.click("action.sign")

    assert desk.field("sign.authorization").text() == "A-77"


def test_of_two_authorizations_that_fit_the_nurse_chooses(desk: Desk) -> None:
    open_patient(desk)
    add_coverage(desk, "Medicare Part B", member_id="1")
    desk.order(**TEZSPIRE)
    add_authorization(desk)
    add_authorization(desk, number="A-78")

    desk.click("patient.give")
    desk.click("action.sign")

    assert desk.field("sign.authorization").text() == ""


# --- Keeping and preparing -------------------------------------------------------------------------------------------


def test_sign_asks_how_the_drug_was_kept_as_far_as_the_product_has_limits(desk: Desk) -> None:
    open_patient(desk)
    desk.order(**TEZSPIRE)
    desk.click("patient.give")
    desk.click("action.sign")
    assert desk.is_shown("sign.minutes_out")
    assert not desk.is_shown("sign.minutes_since_mixing")
    desk.click("verdict.more")
    open_finding = "the time out of the refrigerator is not recorded"
    assert open_finding in desk.everything()

    desk.type("sign.minutes_out", "2 hours")

    assert open_finding not in desk.everything()


# --- Reachable, named, never cut short -------------------------------------------------------------------------------


FORMS = {
    "patient.order": "order",
    "patient.document_order": "documentation",
    "patient.coverage": "coverage",
    "patient.authorization": "authorization",
}


def test_every_form_fits_a_small_screen_at_200_percent_and_is_named(desk: Desk) -> None:
    order_tezspire(desk)
    add_coverage(desk, "Medicare Part B", member_id="1")
    add_authorization(desk)
    desk.window.look.resize(100)
    desk.window.resize(1024, 768)
    for button, form in FORMS.items():
        desk.click(button)
        QTest.qWait(30)
        for widget in desk.window.findChildren(QWidget):
            if not widget.isVisibleTo(desk.window):
                continue
            if isinstance(widget, QLabel | QAbstractButton):
                assert needed_height(widget) <= widget.height() + 1, (form, widget.text())
                assert is_within_its_column(widget), (form, widget.text())
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
                assert name, (form, widget.objectName())
        assert FORBIDDEN.findall(desk.everything()) == []
        desk.click(f"{form}.cancel")


def test_the_tab_key_goes_through_an_authorization_from_top_to_bottom(desk: Desk) -> None:
    open_patient(desk)
    desk.click("patient.authorization")
    visited = []
    for _ in range(9):
        focused = QApplication.focusWidget()
        assert focused is not None
        visited.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    assert visited == [
        "authorization.number",
        "authorization.first",
        "authorization.last",
        "authorization.units",
        "authorization.visits",
        "authorization.payer_id.1",
        "authorization.drug.1",
        "authorization.counts_waste.1",
        "authorization.send",
    ]

"""A drug that the program does not ship: entered in Settings by an administrator; then ordered, scanned and given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from j3032calc.domain.entries import Kind
from j3032calc.domain.site_drug import SiteDrug
from j3032calc.ui.choice_list import ChoiceList
from j3032calc.ui.text_table import TextTable
from tests.clinic import of_kind
from tests.site_drugs import OMLYCLO
from tests.ui import test_log_pages
from tests.ui.given import PIN, admit, open_patient, record_of, services_of
from tests.ui.test_scan import scan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.ui.given import Desk

clinic, desk = test_log_pages.clinic, test_log_pages.desk

# 3 + 3 + 6 + 6 + 6 + 7 + 9 make 40, so the check digit is 0.
CARTON = "0100372606030010" + "21S1<GS>17271231" + "10LOT9"
KNOWN = {
    "brand": "Omlyclo",
    "generic": "omalizumab-igec",
    "hcpcs": "Q5154",
    "billing_unit": "5 mg",
    "package1": "72606-0030-01 150 mg in 1 mL syringe",
    "package2": "72606-0029-01 75 mg in 0.5 mL syringe",
    "every": "4 weeks",
    "drug_source": "label, 01-Jul-2026",
    "checked_on": "20-Nov-2026",
    "reason": "new on our list",
}
CHOSEN = {"route": "Subcutaneous", "rest": "Single-dose", "ndc_unit": "Counted in UN"}


@pytest.fixture
def nora(desk: Desk) -> Desk:
    """Nora, who set the log up: an administrator who gives doses too."""
    desk.set_up()
    return desk


def pick(desk: Desk, choice: str, text: str) -> None:
    found = desk.window.findChild(ChoiceList, f"site_drug.{choice}.list")
    assert found is not None
    QApplication.processEvents()
    next(row for row in found.rows if text in row.text()).click()


def show_products(desk: Desk) -> None:
    desk.press("F9")
    desk.press("Alt+6")
    QApplication.processEvents()


def add_drug(desk: Desk, chosen: Mapping[str, str] = CHOSEN, /, **changes: str) -> None:
    """Enter a drug in Settings, as its carton says."""
    show_products(desk)
    desk.click("settings.products.add_drug")
    desk.fill("site_drug", **(KNOWN | changes))
    for choice, text in chosen.items():
        pick(desk, choice, text)
    desk.click("site_drug.send")


def rows(desk: Desk) -> list[list[str]]:
    return desk.table("settings.products.table")


def choose(desk: Desk, text: str) -> None:
    table = desk.window.findChild(TextTable, "settings.products.table")
    assert table is not None
    table.selectRow(next(number for number, row in enumerate(rows(desk)) if text in row[0]))


def entered(desk: Desk) -> list[object]:
    return [entry.body for entry in of_kind(services_of(desk).session, Kind.DRUG_SET)]


def order_and_begin(desk: Desk) -> None:
    desk.click("patient.order")
    desk.fill("order", product="omlyclo", dose="150 mg", prescriber="Dr. Ana Ruiz", expires_on="01-Nov-2027")
    desk.click("order.send")
    desk.click("patient.give")


def test_an_administrator_adds_a_drug_which_stands_among_the_products(nora: Desk) -> None:
    add_drug(nora)

    assert nora.read("message.text") == "Omlyclo is kept."
    assert entered(nora) == [OMLYCLO]
    drug, code, packages, by = rows(nora)[-1]
    assert (drug, code) == ("omalizumab-igec (Omlyclo)", "Q5154 (entered by the site)")
    assert packages.startswith("single-dose prefilled syringe, 150 mg in 1 mL, NDC 72606-0030-01; verify;")
    assert by == "Nora Field, RN, 23-Nov-2026 14:05: new on our list"


def test_it_is_ordered_scanned_given_and_signed_and_the_record_says_who_entered_it(nora: Desk) -> None:
    add_drug(nora)
    patient = admit(nora)
    open_patient(nora, patient)
    order_and_begin(nora)
    assert nora.field("product").text() == "omalizumab-igec (Omlyclo)"
    assert nora.read("product.note").endswith("Q5154 (entered by the site: verify)")
    assert nora.answers()["draw"] == "1 mL"
    assert nora.answers()["bill"] == "30 billing units\nJZ"
    assert nora.read("answer.due.note").startswith("Entered by the site: every 4 weeks")

    scan(nora.field("dose"), CARTON)
    scanned = nora.read("message.text")
    nora.press("Ctrl+Return")
    nora.answer_holds()
    nora.click("sign.source.2")
    nora.click("sign.is_given")
    nora.type("sign.pin", PIN)
    nora.click("sign.sign")

    assert scanned == "Container 1 of 1: lot LOT9, expiry 31-Dec-2027. Its NDC is confirmed."
    assert nora.read("message.text").startswith("Signed. The record is entry ")
    dose = record_of(nora, patient)
    assert (dose.drug.product_id, dose.drug.name, dose.route) == (
        "site.omlyclo",
        "omalizumab-igec (Omlyclo)",
        "subcutaneous",
    )
    assert (dose.containers[0].ndc, dose.containers[0].lot) == ("72606-0030-01", "LOT9")
    log_desk = nora.window._log_desk
    assert log_desk is not None
    assert log_desk.shift.session is not None
    record = str(log_desk._app.paperwork(log_desk.shift.session).record(dose.id).data)
    assert "omalizumab-igec (Omlyclo) was entered by the site: nothing of it is certain." in record
    assert "Entered by the site: label, 01-Jul-2026, checked 20-Nov-2026; verify before you rely on it" in record


def test_its_carton_is_scanned_and_it_is_chosen_by_name_without_a_patient(nora: Desk) -> None:
    add_drug(nora)
    nora.press("F8")

    scan(nora.field("product"), CARTON)

    assert nora.field("product").text() == "omalizumab-igec (Omlyclo)"
    assert "Lot LOT9" in nora.read("product.note")
    nora.type("dose", "155 mg")
    # Of what was scanned alone two are opened: 60 units of 5 mg, of which 31 are given.
    assert nora.answers()["bill"] == "31 billing units\n+ 29 JW"
    assert "21-Dec-2026" in nora.answers()["due"]
    assert "was entered by the site" in nora.everything()
    # After a sign-out nobody is offered it.
    nora.press("Ctrl+L")
    nora.click("unlock.skip")
    nora.type("product", "omlyclo")
    assert nora.read("product.note").startswith("“omlyclo” is no product in this catalogue.")


def test_the_rest_of_a_multi_dose_vial_is_kept_without_a_tick(nora: Desk) -> None:
    add_drug(nora, CHOSEN | {"rest": "Multi-dose"}, package1="72606-0030-01 150 mg in 1 mL vial", package2="")
    nora.press("F8")
    nora.type("product", "omlyclo")
    nora.type("dose", "100 mg")

    assert not nora.is_shown("multi_dose")
    assert "JW" not in nora.answers()["bill"]
    assert "50 mg" in nora.read("answer.discarded.note") + nora.answers()["discarded"]
    nora.type("product", "tezspire")
    assert nora.is_shown("multi_dose")


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"brand": ""}, "brand.note", "The brand is missing."),
        ({"billing_unit": "0 mg"}, "billing_unit.note", "“0 mg” is not above zero."),
        ({"billing_unit": "5"}, "billing_unit.note", "“5” has no unit."),
        ({"package2": "72606-0029-01 75 mg"}, "package2.note", "“72606-0029-01 75 mg” is not a package."),
        ({"package2": "7260602901 75 mg vial"}, "package2.note", "“7260602901” can be grouped in three ways."),
        ({"hcpcs": "Q5"}, "hcpcs.note", "“Q5” is not a HCPCS code."),
        ({"checked_on": "24-Nov-2026"}, "checked_on.note", "24-Nov-2026 is after today"),
        ({"hcpcs": "J3032"}, "problem", "J3032 is the code of eptinezumab-jjmr (Vyepti) at CMS."),
        ({"hcpcs": "J2357"}, "problem", "J2357 is the code of omalizumab (Xolair) at CMS."),
        ({"brand": "Tezspire"}, "problem", "“Tezspire” is a name of tezepelumab-ekko (Tezspire) here."),
        (
            {"package2": "55513-0112-01 210 mg syringe"},
            "problem",
            "NDC 55513-0112-01 is a package of tezepelumab-ekko (Tezspire).",
        ),
        ({"package2": KNOWN["package1"]}, "problem", "NDC 72606-0030-01 stands twice."),
        ({"package2": "72606-0029-01 75 units vial"}, "problem", "“NDC 72606-0029-01” does not fit here"),
        ({"reason": ""}, "problem", "A reason is missing."),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_and_nothing_is_lost(
    nora: Desk, changed: dict[str, str], field: str, said: str
) -> None:
    add_drug(nora, **changed)

    assert nora.read(f"site_drug.{field}").startswith(said)
    assert entered(nora) == []
    stood = {name: nora.field(f"site_drug.{name}").text() for name in KNOWN}
    assert stood == KNOWN | changed


@pytest.mark.parametrize("left_out", list(CHOSEN))
def test_a_choice_that_nobody_made_is_asked_for(nora: Desk, left_out: str) -> None:
    add_drug(nora, {name: text for name, text in CHOSEN.items() if name != left_out})

    assert "is missing" in nora.read("site_drug.problem")
    assert entered(nora) == []


def test_a_drug_is_changed_with_a_reason_and_its_order_goes_on_under_the_new_name(nora: Desk) -> None:
    add_drug(nora)
    patient = admit(nora)
    open_patient(nora, patient)
    nora.click("patient.order")
    nora.fill("order", product="omlyclo", dose="150 mg", prescriber="Dr. Ana Ruiz", expires_on="01-Nov-2027")
    nora.click("order.send")
    show_products(nora)
    choose(nora, "Omlyclo")

    nora.click("settings.products.change")
    assert nora.field("site_drug.package2").text() == KNOWN["package2"]
    nora.fill("site_drug", brand="Omly", reason="misread")
    nora.click("site_drug.send")

    first, second = entered(nora)
    assert isinstance(first, SiteDrug)
    assert isinstance(second, SiteDrug)
    assert (first.id, first.brand, second.id, second.brand) == ("site.omlyclo", "Omlyclo", "site.omlyclo", "Omly")
    open_patient(nora, patient)
    nora.click("patient.amend_order")
    assert nora.field("order.product").text() == "omalizumab-igec (Omly)"
    nora.click("order.cancel")
    nora.click("patient.give")
    assert nora.field("product").text() == "omalizumab-igec (Omly)"
    assert nora.answers()["draw"] == "1 mL"


def test_a_record_is_amended_under_the_name_that_the_drug_has_now(nora: Desk) -> None:
    add_drug(nora)
    patient = admit(nora)
    open_patient(nora, patient)
    order_and_begin(nora)
    nora.press("Ctrl+Return")
    nora.answer_holds()
    nora.click("sign.is_given")
    nora.type("sign.pin", PIN)
    nora.click("sign.sign")
    show_products(nora)
    choose(nora, "Omlyclo")
    nora.click("settings.products.change")
    nora.fill("site_drug", brand="Omly", reason="misread")
    nora.click("site_drug.send")

    open_patient(nora, patient)
    nora.click("patient.amend_dose")

    assert nora.field("product").text() == "omalizumab-igec (Omly)"
    assert nora.answers()["draw"] == "1 mL"


def test_a_drug_is_used_no_more_and_used_again(nora: Desk) -> None:
    add_drug(nora)
    choose(nora, "Omlyclo")
    nora.click("settings.products.retire_drug")
    nora.fill("retire_drug", reason="the program ships it now")
    nora.click("retire_drug.send")

    assert nora.read("message.text") == "Omlyclo can be chosen no more. To use it again, change it."
    assert rows(nora)[-1][1] == "Q5154 (entered by the site, not used any more)"
    nora.press("F8")
    nora.type("product", "omlyclo")
    assert nora.read("product.note").endswith("Q5154 (entered by the site, and not used any more)")

    show_products(nora)
    choose(nora, "Omlyclo")
    nora.click("settings.products.change")
    nora.fill("site_drug", reason="it does not")
    nora.click("site_drug.send")
    assert rows(nora)[-1][1] == "Q5154 (entered by the site)"


def test_a_shipped_product_stays(nora: Desk) -> None:
    show_products(nora)
    nora.click("settings.products.retire_drug")
    assert nora.read("message.text") == "Choose the product first: its row in the table."
    choose(nora, "Tezspire")
    nora.click("settings.products.retire_drug")

    assert nora.read("message.text").startswith("A shipped product stays.")

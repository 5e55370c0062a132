"""Settings: the payers that the site keeps itself, how it has products, and the recall list, on a real log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from j3032calc.domain.entries import Kind
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.site_payer import SitePayer
from j3032calc.ui.choice_list import ChoiceList
from j3032calc.ui.scan_field import takes_codes
from tests.clinic import ADAS_PASSWORD, NINA, of_kind
from tests.ui.test_settings_page import LEA, Person, lea, nina, open_window

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["lea", "nina", "open_window"]


def pick(person: Person, choice: str, text: str) -> None:
    found = person.window.findChild(ChoiceList, f"{choice}.list")
    assert found is not None
    QApplication.processEvents()
    next(row for row in found.rows if text in row.text() and row.isVisibleTo(person.window)).click()


def choose(person: Person, table: str, text: str) -> None:
    rows = person.table(table).cells()
    person.table(table).selectRow(next(number for number, row in enumerate(rows) if text in row[0]))


def add_payer(person: Person, **changes: str) -> None:
    person.open("payers")
    person.click("settings.payers.add")
    known = {
        "payer_name": "Lakeside Health Plan",
        "source": "provider manual of 01-Jul-2026",
        "checked_on": "20-Nov-2026",
        "intervals": "tezspire 5 weeks",
        "limits": "tezspire 200 a dose; xolair 1,300 in 365 days",
        "reason": "asked by telephone",
    }
    person.fill("payer", **(known | changes))
    pick(person, "payer.waste", "given units only")
    person.send("payer")


# --- Payers ----------------------------------------------------------------------------------------------------------


def test_shipped_payers_say_verify_and_the_sites_own_say_who_keeps_them(lea: Person) -> None:
    add_payer(lea)

    rows = lea.table("settings.payers.table").cells()

    assert rows[0][0] == "Medicare Part B"
    assert rows[0][5].startswith("Shipped: verify with the payer. ")
    assert rows[-1] == [
        "Lakeside Health Plan",
        "Given only",
        "Not wanted",
        "Not said",
        "1 interval, 2 limits",
        "Lea Lead, RN, 23-Nov-2026 14:05: asked by telephone. provider manual of 01-Jul-2026, 20-Nov-2026",
    ]


def test_a_payer_of_the_site_is_kept_in_the_log_with_everything_that_it_said(lea: Person) -> None:
    lea.open("payers")
    lea.click("settings.payers.add")
    lea.fill("payer", payer_name="Cascade", source="letter", checked_on="01-Nov-2026", modifier_340b="tb", note="call")
    lea.fill("payer", reason="new contract")
    pick(lea, "payer.waste", "JW and JZ")
    pick(lea, "payer.ndc", "counted in UN")
    for choice in ("authorization", "counts_waste", "side"):
        pick(lea, f"payer.{choice}", "Yes")
    pick(lea, "payer.self_administered", "Not paid")
    pick(lea, "payer.asked", "Biomarkers")
    lea.send("payer")

    (entry,) = of_kind(lea.session, Kind.PAYER_SET)
    payer = entry.body
    assert isinstance(payer, SitePayer)
    assert entry.reason == "new contract"
    assert (payer.id, payer.waste, payer.wants_ndc, str(payer.ndc_unit)) == ("cascade", WasteBilling.JW_JZ, True, "UN")
    assert (payer.needs_authorization, payer.counts_waste, payer.wants_side) == (True, True, True)
    assert (payer.pays_self_administered, payer.modifier_340b, payer.note) == (False, "TB", "call")
    assert [kind.value for kind in payer.asked or ()] == ["biomarker"]


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"payer_name": ""}, "payer_name", "The payer is missing."),
        ({"intervals": "tezspire often"}, "intervals", "“tezspire often” is not a rule about one product."),
        ({"limits": "nothing 12 a dose"}, "limits", "“nothing” is no product in this catalogue."),
        ({"modifier_340b": "T"}, "modifier_340b", "“T” is not a modifier"),
        ({"checked_on": "24-Nov-2026"}, "checked_on", "24-Nov-2026 is after today"),
        ({"source": " "}, "source", "Where the rules are written is missing."),
    ],
)
def test_what_a_payer_cannot_be_is_refused_under_its_field(
    lea: Person, changed: dict[str, str], field: str, said: str
) -> None:
    add_payer(lea, **changed)

    assert lea.read(f"payer.{field}.note").startswith(said)
    assert of_kind(lea.session, Kind.PAYER_SET) == []


def test_a_payer_without_a_reason_and_one_of_a_known_name_are_refused(lea: Person) -> None:
    add_payer(lea, reason="")
    assert lea.read("payer.problem").startswith("A reason is missing.")

    lea.fill("payer", payer_name="medicaid", reason="asked")
    lea.send("payer")
    assert "is a payer profile already" in lea.read("payer.problem")


def test_a_payer_of_the_site_is_changed_and_used_no_more(lea: Person) -> None:
    add_payer(lea)
    choose(lea, "settings.payers.table", "Lakeside")
    lea.click("settings.payers.change")
    assert lea.field("payer.limits").text() == "Tezspire 200 a dose; Xolair 1,300 in 365 days"
    lea.fill("payer", intervals="tezspire 6 weeks", reason="new manual")
    lea.send("payer")
    newest = of_kind(lea.session, Kind.PAYER_SET)[-1].body
    assert isinstance(newest, SitePayer)
    assert newest.intervals[0].interval.days == 42

    choose(lea, "settings.payers.table", "Lakeside")
    lea.click("settings.payers.retire")
    lea.fill("retire_payer", reason="merged")
    lea.send("retire_payer")
    assert "Lakeside Health Plan" not in [row[0] for row in lea.table("settings.payers.table").cells()]


def test_a_shipped_payer_is_not_changed_but_copied(lea: Person) -> None:
    lea.open("payers")
    choose(lea, "settings.payers.table", "Medicare Part B")
    lea.click("settings.payers.change")
    assert lea.read("message.text") == "A shipped profile is not changed. Copy it, and change the copy."

    lea.click("settings.payers.copy")
    assert lea.field("payer.payer_name").text() == ""
    lea.fill("payer", payer_name="Our Medicare", source="MAC letter", checked_on="01-Nov-2026", reason="local rule")
    lea.send("payer")
    assert lea.table("settings.payers.table").cells()[-1][:2] == ["Our Medicare", "JW and JZ"]


def test_the_calculator_answers_by_a_payer_of_the_site(lea: Person) -> None:
    add_payer(lea)
    lea.press("F8")
    lea.type("product", "cinqair")
    lea.type("dose", "217.2 mg")
    assert lea.answers()["bill"].endswith("JW")

    pick(lea, "payer", "Lakeside Health Plan")

    assert "JW" not in lea.answers()["bill"]


def test_a_payer_of_the_site_is_not_offered_to_somebody_who_has_signed_out(lea: Person) -> None:
    add_payer(lea)
    lea.press("Ctrl+L")
    lea.click("unlock.skip")

    payers = lea.window.findChild(ChoiceList, "payer.list")
    assert payers is not None
    assert "lakeside-health-plan" not in payers.keys


def test_a_nurse_reads_payers_and_products_and_changes_none(nina: Person) -> None:
    nina.open("payers")
    assert nina.table("settings.payers.table").cells()
    assert not nina.is_there("settings.payers.add")

    nina.open("products")
    assert nina.table("settings.products.table").cells()
    assert not nina.is_there("settings.products.change")


# --- Products --------------------------------------------------------------------------------------------------------


def override(person: Person, code: str = "C9399", why: str = "letter of the payer, 01-Jul-2026") -> None:
    person.open("products")
    choose(person, "settings.products.table", "Tezspire")
    person.click("settings.products.change")
    person.fill("site_product", hcpcs=code, override_reason=why, reason="asked by Cascade")
    person.send("site_product")


def test_a_site_override_says_so_beside_the_code_with_who_when_and_why(lea: Person) -> None:
    override(lea)

    row = next(row for row in lea.table("settings.products.table").cells() if "Tezspire" in row[0])
    assert row[1] == "C9399 (site override; CMS: J2356). letter of the payer, 01-Jul-2026"
    assert row[3] == "Lea Lead, RN, 23-Nov-2026 14:05: asked by Cascade"

    lea.press("F8")
    lea.type("product", "tezspire")
    lea.type("dose", "210 mg")
    assert lea.read("product.note").endswith("C9399 (site override)")
    assert "C9399 (site override)" in lea.read("answer.bill.note")


@pytest.mark.parametrize(
    ("code", "why", "field", "said"),
    [
        ("J2356", "x", "problem", "J2356 is what CMS bills for"),
        ("tezspire", "x", "hcpcs.note", "“tezspire” is not a HCPCS code."),
        ("C9399", "", "override_reason.note", "Why that code is billed is missing."),
        ("", "x", "hcpcs.note", "The HCPCS code is missing."),
    ],
)
def test_an_override_that_cannot_be_is_refused(lea: Person, code: str, why: str, field: str, said: str) -> None:
    override(lea, code, why)

    assert lea.read(f"site_product.{field}").startswith(said)
    assert of_kind(lea.session, Kind.PRODUCT_SET) == []


def test_only_stocked_packages_are_proposed(lea: Person) -> None:
    lea.open("products")
    choose(lea, "settings.products.table", "Nucala")
    lea.click("settings.products.change")
    packages = lea.window.findChild(ChoiceList, "site_product.stocked.list")
    assert packages is not None
    for row in packages.rows[1:]:
        row.click()
    lea.fill("site_product", reason="we stock vials")
    lea.send("site_product")

    lea.press("F8")
    lea.type("product", "nucala")
    offered = lea.window.findChild(ChoiceList, "containers.list")
    assert offered is not None
    assert offered.chosen == {packages.keys[0]}


@pytest.mark.parametrize(
    "field",
    [
        *("site_product.hcpcs", "sign.lot1", "recall.lot", "new_patient.identifier"),
        *("order.diagnoses", "order.authorization", "sign_in.user", "sign.witness", "claims.submitter"),
    ],
)
def test_a_letter_and_four_digits_that_come_fast_stay_where_such_a_text_belongs(field: str) -> None:
    assert takes_codes(field)


def test_a_code_that_comes_fast_elsewhere_is_a_scan() -> None:
    assert not takes_codes("today.find")


# --- The recall list -------------------------------------------------------------------------------------------------


def test_the_recall_list_is_begun_added_to_and_shortened(lea: Person) -> None:
    lea.open("products")
    assert lea.read("settings.recalls.said").startswith("The site keeps no recall list")
    lea.click("settings.products.start_recalls")
    assert lea.read("settings.recalls.said") == "No lot is recalled."

    lea.click("settings.products.add_recall")
    lea.fill("recall", lot="A1234", ndc="55513-0112-01", recall_reason="glass")
    lea.send("recall")
    assert lea.table("settings.recalls.table").cells() == [["A1234", "55513-0112-01", "glass"]]

    lea.click("settings.products.add_recall")
    lea.fill("recall", lot="a1234", ndc="55513-0112-01")
    lea.send("recall")
    assert lea.read("recall.lot.note") == "Lot “a1234” is on the recall list already."
    lea.click("recall.cancel")

    lea.table("settings.recalls.table").selectRow(0)
    lea.click("settings.products.drop_recall")
    lea.send("drop_recall")
    assert lea.table("settings.recalls.table").cells() == []


def test_an_administrator_without_patients_keeps_payers_and_products(open_window: Callable[..., Person]) -> None:
    person = open_window(NINA, LEA)
    person.sign_in("Ada", ADAS_PASSWORD)
    person.press("F9")

    add_payer(person)

    assert len(of_kind(person.session, Kind.PAYER_SET)) == 1

"""A code that CMS and the document give to different drugs never picks a drug: a person does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from tests.ui.conftest import Nurse


def test_j3032_opens_the_card_with_what_each_source_says(nurse: Nurse) -> None:
    nurse.type("product", "J3032")

    seen = nurse.everything()
    assert "J3032: CMS and the source document disagree." in seen
    assert "CMS says" in seen
    assert "eptinezumab-jjmr (Vyepti): Injection, eptinezumab-jjmr, 1 mg" in seen
    assert "The source document says" in seen
    assert "checked 23-Nov-2026" in seen
    assert nurse.button("cross_check.tezspire").text() == ("tezepelumab-ekko (Tezspire)\nJ2356 at CMS (Ctrl+2)")


@pytest.mark.parametrize("code", ["J3032", "J0517", "J2182", "j3032"])
@pytest.mark.parametrize("field", ["product", "dose", "weight", "given_on"])
def test_each_disputed_code_opens_the_card_wherever_it_is_typed(nurse: Nurse, field: str, code: str) -> None:
    nurse.type(field, code)

    assert nurse.window.page.card is not None
    assert f"{code.upper()}: CMS and the source document disagree." in nurse.everything()


def test_choosing_the_drug_fills_it_and_bills_its_cms_code(nurse: Nurse) -> None:
    nurse.type("product", "J3032")

    nurse.button("cross_check.tezspire").click()

    assert nurse.window.page.card is None
    assert nurse.field("product").text() == "tezepelumab-ekko (Tezspire)"
    assert nurse.field("dose").hasFocus()
    nurse.type("dose", "210 mg")
    assert nurse.read("claim.1.1") == "J2356"


def test_a_key_chooses_the_drug_and_enter_alone_never_does(nurse: Nurse) -> None:
    nurse.type("product", "J3032")
    QTest.keySequence(nurse.field("product"), "Return")
    QTest.keySequence(nurse.window.focusWidget(), "Return")
    assert nurse.window.page.card is not None
    assert nurse.field("product").text() == "J3032"

    nurse.press("Ctrl+1")

    nurse.qtbot.waitUntil(lambda: nurse.field("product").text() == "eptinezumab-jjmr (Vyepti)")


def test_esc_closes_the_card_and_the_code_still_answers_nothing(nurse: Nurse) -> None:
    nurse.type("product", "J3032")
    nurse.type("dose", "210 mg")

    nurse.press("Esc")

    assert nurse.window.page.card is None
    assert nurse.answers()["bill"] == "–"
    assert nurse.read("product.note").startswith("J3032 is eptinezumab-jjmr (Vyepti) at CMS, but")


def test_the_card_goes_with_the_code_that_brought_it(nurse: Nurse) -> None:
    nurse.type("product", "J3032")

    nurse.type("product", "tezspire")

    assert nurse.window.page.card is None
    assert nurse.read("answers.state") == "Still needed: dose."


def test_a_disputed_code_of_another_drug_opens_the_card(nurse: Nurse) -> None:
    nurse.button("other_drug").click()
    nurse.type("billing_unit", "1 mg")

    nurse.type("hcpcs", "J2182")
    assert nurse.window.page.card is not None
    nurse.button("cross_check.nucala").click()

    assert not nurse.window.page.form.other_drug.isChecked()
    assert nurse.field("product").text() == "mepolizumab (Nucala)"


def test_a_scanned_code_goes_to_the_product_and_opens_the_card(nurse: Nurse) -> None:
    nurse.button("action.theme").setFocus()
    QTest.keyClicks(nurse.button("action.theme"), "J3032")
    QTest.keySequence(nurse.button("action.theme"), "Return")

    assert nurse.window.page.card is not None
    assert nurse.field("product").text() == "J3032"


def test_f3_shows_the_sources_of_the_code_at_hand(nurse: Nurse) -> None:
    nurse.press("F3")
    assert nurse.read("message.text") == "There is no code to check yet. Enter a product or a code first."

    nurse.type("product", "cinqair")
    nurse.press("F3")

    assert "J2786" in nurse.everything()
    assert nurse.window.page.card is not None
    assert nurse.window.page.card.hasFocus()

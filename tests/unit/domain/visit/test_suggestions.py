from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.administration import DrugSource, LineBilled
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.visit.suggestions import (
    ModifierReason,
    Why,
    administration_codes,
    lines_to_bill,
    modifier_reasons,
)
from tests.ready_visits import at, catalogue, ready

if TYPE_CHECKING:
    from j3032calc.domain.visit.facts import Visit

CINQAIR = ready("cinqair")
TEZSPIRE = ready("tezspire")


def test_purchased_drug_keeps_its_lines() -> None:
    assert lines_to_bill(CINQAIR) == CINQAIR.lines


@pytest.mark.parametrize("source", [DrugSource.WHITE_BAG, DrugSource.SAMPLE, DrugSource.FREE])
def test_drug_that_was_not_bought_has_no_lines(source: DrugSource) -> None:
    assert lines_to_bill(replace(CINQAIR, source=source)) == ()


def test_340b_drug_has_the_payers_modifier_once_on_every_line() -> None:
    bought = replace(CINQAIR, source=DrugSource.DRUG_340B)

    once = lines_to_bill(bought)

    assert [line.modifiers for line in once] == [("TB",), ("JW", "TB")]
    assert lines_to_bill(replace(bought, lines=once)) == once


def test_340b_drug_keeps_its_lines_where_the_payers_modifier_is_not_known() -> None:
    assert lines_to_bill(replace(CINQAIR, source=DrugSource.DRUG_340B, payer=None)) == CINQAIR.lines
    assert lines_to_bill(replace(CINQAIR, lines=None)) == ()
    assert lines_to_bill(replace(CINQAIR, source=DrugSource.DRUG_340B, lines=None)) == ()


def test_every_modifier_has_its_reason() -> None:
    assert modifier_reasons(CINQAIR) == (
        ModifierReason(1, None, Why.GIVEN_BESIDE_WASTE),
        ModifierReason(2, "JW", Why.DISCARDED),
    )
    assert modifier_reasons(TEZSPIRE) == (ModifierReason(1, "JZ", Why.NOTHING_DISCARDED),)
    assert modifier_reasons(replace(TEZSPIRE, lines=None)) == ()


def test_other_modifiers_have_their_reasons_too() -> None:
    line = LineBilled(hcpcs="J2786", modifiers=("JZ", "TB", "76", "LT", "KX"), units=1)

    reasons = modifier_reasons(replace(CINQAIR, lines=(line,)))

    assert [reason.why for reason in reasons] == [
        Why.NOTHING_DISCARDED,
        Why.BOUGHT_340B,
        Why.REPEATED,
        Why.SIDE,
        Why.OTHER,
    ]


PLAIN = replace(TEZSPIRE, lines=(LineBilled(hcpcs="J2356", modifiers=(), units=210),))
GIVEN_ONLY = replace(PLAIN, payer=replace(catalogue().payer("commercial"), waste=WasteBilling.GIVEN_ONLY))


@pytest.mark.parametrize(
    ("visit", "why"),
    [
        pytest.param(replace(PLAIN, is_multi_dose=True), Why.MULTI_DOSE, id="multi-dose"),
        pytest.param(GIVEN_ONLY, Why.NOT_TAKEN, id="given-only"),
        pytest.param(replace(PLAIN, payer=None), Why.NOT_TAKEN, id="payer-unknown"),
        pytest.param(replace(PLAIN, given_on=date(2022, 12, 31)), Why.NOT_IN_FORCE, id="before-jz"),
        pytest.param(replace(PLAIN, given_on=date(2023, 1, 1)), Why.NOT_TAKEN, id="first-day-of-jz"),
    ],
)
def test_a_line_without_jw_or_jz_says_why(visit: Visit, why: Why) -> None:
    assert modifier_reasons(visit) == (ModifierReason(1, None, why),)


def test_a_code_for_giving_is_suggested_and_is_never_the_drugs() -> None:
    assert [code.cpt for code in administration_codes(TEZSPIRE)] == ["96372"]
    assert [code.cpt for code in administration_codes(CINQAIR)] == ["96365"]
    assert administration_codes(replace(TEZSPIRE, product=None)) == ()


def test_no_infusion_code_is_suggested_below_16_minutes() -> None:
    assert administration_codes(replace(CINQAIR, stopped_at=at(9, 15))) == ()
    assert [code.cpt for code in administration_codes(replace(CINQAIR, stopped_at=at(9, 16)))] == ["96365"]
    assert [code.cpt for code in administration_codes(replace(CINQAIR, stopped_at=None))] == ["96365"]

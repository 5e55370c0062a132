"""One test for each bug that testers found with the shipped catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.findings import AboveLabelMaximum, AboveUnlikelyEdit, Care, Claim, LabelNeedsWeight
from j3032calc.services.calculation import Typed
from j3032calc.wording.writing import exact_amount

if TYPE_CHECKING:
    from j3032calc.services.calculation import Calculator


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(Typed(product="fasenra", dose="300 mg"), id="no-schedule"),
        pytest.param(Typed(product="fasenra", dose="30.1 mg"), id="a-trace-above"),
        pytest.param(
            Typed(product="fasenra", dose="300 mg", schedule="asthma-6-11", dose_number="1"), id="weight-bands"
        ),
    ],
)
def test_r10_a_dose_above_every_labelled_one_holds_without_a_weight(calculator: Calculator, typed: Typed) -> None:
    (found,) = [finding for finding in calculator.answer(typed).findings if finding.care is Care.HOLD]

    assert isinstance(found.detail, AboveLabelMaximum)
    assert exact_amount(found.detail.most) == "30 mg"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(Typed(product="fasenra", dose="30 mg", schedule="asthma-6-11", dose_number="1"), id="largest"),
        # Cinqair is 3 mg/kg, so that without a weight no dose is above the label.
        pytest.param(Typed(product="cinqair", dose="3000 mg"), id="per-kg"),
    ],
)
def test_r10_a_dose_that_some_weight_may_have_asks_for_the_weight(calculator: Calculator, typed: Typed) -> None:
    found = [finding for finding in calculator.answer(typed).findings if finding.rule == "R-10"]

    assert [type(finding.detail) for finding in found] == [LabelNeedsWeight]


def test_r22_asks_the_edit_of_a_code_that_was_typed(calculator: Calculator) -> None:
    # J2357 is billed by 5 mg: 700 mg are 140 units, and the edit is 120 (CMS, October 2026).
    answer = calculator.answer(Typed(billing_unit="5 mg", hcpcs="J2357", dose="700 mg", container=("150 mg",)))

    (found,) = [finding for finding in answer.findings if finding.rule == "R-22"]
    assert found.claim is Claim.WARN
    assert isinstance(found.detail, AboveUnlikelyEdit)
    assert (found.detail.given.count, found.detail.limit.units.count) == (140, 120)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(Typed(product="55513-0123-01", dose="210 mg", opened=("1 x 210 mg",)), id="opened"),
        pytest.param(Typed(product="55513-0123-01", dose="210 mg", container=("210 mg",)), id="container"),
    ],
)
def test_a_scanned_pen_stays_a_pen(calculator: Calculator, typed: Typed) -> None:
    presentation = calculator.answer(typed).plan.containers[0].container.presentation

    assert presentation is not None
    assert str(presentation.ndc) == "55513-0123-01"


def test_two_spaces_inside_a_name_are_one(calculator: Calculator) -> None:
    assert calculator.catalogue.product("tezepelumab-ekko  (Tezspire)").id == "tezspire"

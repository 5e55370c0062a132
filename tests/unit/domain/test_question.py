from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from j3032calc.domain.ndc import Ndc
from j3032calc.domain.order import Rounded, Rounding, RoundingWay
from j3032calc.domain.package import Identified
from j3032calc.domain.question import Drug
from tests.unit.domain.builders import mg, ml, question, unit_of, vial

ANY_DRUG = Drug(unit_of(mg(10)))


def test_a_typed_drug_is_known_by_its_billing_unit_alone() -> None:
    assert (ANY_DRUG.hcpcs, ANY_DRUG.known, ANY_DRUG.product) == (None, None, None)


def test_a_question_says_nothing_that_was_not_entered() -> None:
    asked = question(mg(305), (vial(mg(100)),), ANY_DRUG)

    assert (asked.weight, asked.opened, asked.given) == (None, None, None)
    assert (asked.is_payer_named, asked.is_multi_dose) == (False, False)


def test_a_question_cannot_be_changed() -> None:
    asked = question(mg(305), (vial(mg(100)),), ANY_DRUG)

    with pytest.raises(FrozenInstanceError):
        asked.ordered = mg(300)  # type: ignore[misc]


def test_a_dose_is_rounded_as_its_order_says_and_both_amounts_stay() -> None:
    asked = question(mg("217.2"), (vial(mg(100)),), ANY_DRUG)

    rounded = asked.rounded_by(Rounding(way=RoundingWay.NEAREST, step=mg(10)))

    assert (rounded.ordered, rounded.rounded) == (
        mg(220),
        Rounded(exact=mg("217.2"), dose=mg(220), rounding=Rounding(way=RoundingWay.NEAREST, step=mg(10))),
    )


@pytest.mark.parametrize(
    "rounding",
    [
        pytest.param(None, id="an-order-without-rounding"),
        pytest.param(Rounding(way=RoundingWay.UP, step=ml(1)), id="a-dose-in-another-measure"),
    ],
)
def test_a_dose_is_never_rounded_without_an_instruction_for_it(rounding: Rounding | None) -> None:
    asked = question(mg("217.2"), (vial(mg(100)),), ANY_DRUG)

    assert asked.rounded_by(rounding) == asked


def test_an_ndc_alone_tells_no_lot_and_no_expiry() -> None:
    package = Identified(Ndc("55513", "0112", "01"), None, None)

    assert (package.gtin, package.lot, package.expiry) == (None, None, None)

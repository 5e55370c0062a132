from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from j3032calc.domain.ndc import Ndc
from j3032calc.domain.package import Identified
from j3032calc.domain.question import Drug
from tests.unit.domain.builders import mg, question, unit_of, vial

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


def test_an_ndc_alone_tells_no_lot_and_no_expiry() -> None:
    package = Identified(Ndc("55513", "0112", "01"), None, None)

    assert (package.gtin, package.lot, package.expiry) == (None, None, None)

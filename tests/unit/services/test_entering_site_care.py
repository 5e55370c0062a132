"""From the forms about the site's payers, products and recalls to what is kept; each refusal names its field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.checklist import ItemKind
from j3032calc.domain.ndc import NdcQualifier
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.problems import charting, product, site, typed
from j3032calc.domain.site import Recall
from j3032calc.domain.site_product import CodeOverride, SiteProduct
from j3032calc.services.entering_site_care import entered_recall, entered_site_payer, entered_site_product
from j3032calc.storage.catalogue import load_catalogue
from tests.unit.services.test_entering import refusal

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 23)
PAYER = {
    "payer_name": " Medicaid Plus ",
    "source": "manual",
    "checked_on": "01-Jul-2026",
    "intervals": "",
    "limits": "",
    "modifier_340b": "",
    "note": "",
    "waste": "jw-jz",
    "ndc": "",
    "authorization": "",
    "counts_waste": "",
    "side": "",
    "self_administered": "yes",
    "asked": "",
}


def test_a_payer_that_said_nothing_is_read() -> None:
    payer = entered_site_payer(PAYER, CATALOGUE, TODAY)

    assert (payer.id, payer.name, payer.waste) == ("medicaid-plus", "Medicaid Plus", WasteBilling.JW_JZ)
    assert (payer.wants_ndc, payer.ndc_unit, payer.asked, payer.note) == (False, None, None, None)
    assert (payer.needs_authorization, payer.counts_waste, payer.wants_side) == (None, None, None)
    assert payer.pays_self_administered


@pytest.mark.parametrize(
    ("ndc", "wanted", "unit"),
    [("catalogue", True, None), ("UN", True, NdcQualifier.UNIT), ("ML", True, NdcQualifier.MILLILITRE)],
)
def test_the_unit_of_an_ndc_is_read(ndc: str, wanted: bool, unit: NdcQualifier | None) -> None:  # noqa: FBT001
    payer = entered_site_payer(PAYER | {"ndc": ndc}, CATALOGUE, TODAY)

    assert (payer.wants_ndc, payer.ndc_unit) == (wanted, unit)


def test_what_a_payer_said_is_read_and_a_changed_one_keeps_its_id() -> None:
    before = entered_site_payer(PAYER, CATALOGUE, TODAY)
    said = {"authorization": "no", "side": "yes", "self_administered": "no", "asked": "biomarker; specialist"}

    payer = entered_site_payer(PAYER | said | {"payer_name": "Other", "note": "call"}, CATALOGUE, TODAY, before)

    assert (payer.id, payer.name, payer.note) == ("medicaid-plus", "Other", "call")
    assert (payer.needs_authorization, payer.wants_side, payer.pays_self_administered) == (False, True, False)
    assert payer.asked == (ItemKind.BIOMARKER, ItemKind.SPECIALIST)


@pytest.mark.parametrize(
    ("changed", "field", "problem"),
    [
        ({"payer_name": ""}, "payer_name", typed.FieldMissing),
        ({"waste": ""}, "waste", typed.FieldMissing),
        ({"source": ""}, "source", typed.FieldMissing),
        ({"checked_on": "24-Nov-2026"}, "checked_on", charting.DateInFuture),
        ({"intervals": "tezspire"}, "intervals", site.RuleUnreadable),
        ({"limits": "tezspire"}, "limits", site.RuleUnreadable),
        ({"modifier_340b": "T"}, "modifier_340b", site.ModifierUnreadable),
    ],
)
def test_a_payers_field_is_refused_by_name(changed: dict[str, str], field: str, problem: type[Problem]) -> None:
    assert refusal(lambda: entered_site_payer(PAYER | changed, CATALOGUE, TODAY)) == (field, problem)


def test_a_product_of_the_site_is_read() -> None:
    bare = {"hcpcs": "", "override_reason": ""}

    assert entered_site_product(bare, "nucala", ("1",)) == SiteProduct(product_id="nucala", stocked=("1",))
    assert entered_site_product(bare, "nucala", None) == SiteProduct(product_id="nucala")
    assert entered_site_product({"hcpcs": "c9399", "override_reason": "letter"}, "nucala", ()) == SiteProduct(
        product_id="nucala", stocked=(), override=CodeOverride(hcpcs="C9399", reason="letter")
    )


@pytest.mark.parametrize(
    ("hcpcs", "reason", "field", "problem"),
    [
        ("C9399", "", "override_reason", typed.FieldMissing),
        ("", "letter", "hcpcs", typed.FieldMissing),
        ("nucala", "letter", "hcpcs", product.CodeUnreadable),
    ],
)
def test_a_code_and_its_reason_stand_together(hcpcs: str, reason: str, field: str, problem: type[Problem]) -> None:
    entered = {"hcpcs": hcpcs, "override_reason": reason}

    assert refusal(lambda: entered_site_product(entered, "nucala", ())) == (field, problem)


def test_a_recalled_lot_is_read() -> None:
    entered = {"lot": " A1 ", "ndc": "55513-112-01", "recall_reason": ""}

    assert entered_recall(entered, CATALOGUE, ()) == Recall(lot="A1", ndc="55513-0112-01")
    assert entered_recall({"lot": "A1", "ndc": "", "recall_reason": "glass"}, CATALOGUE, ()) == Recall(
        lot="A1", reason="glass"
    )


@pytest.mark.parametrize(
    ("lot", "ndc", "field", "problem"),
    [
        ("", "", "lot", typed.FieldMissing),
        ("a1", "", "lot", site.LotTwice),
        ("A2", "many", "ndc", product.NdcUnreadable),
    ],
)
def test_a_recalls_field_is_refused_by_name(lot: str, ndc: str, field: str, problem: type[Problem]) -> None:
    entered = {"lot": lot, "ndc": ndc, "recall_reason": ""}

    assert refusal(lambda: entered_recall(entered, CATALOGUE, (Recall(lot="A1"),))) == (field, problem)

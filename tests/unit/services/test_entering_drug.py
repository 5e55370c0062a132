"""From the form about a drug of the site's own to the drug; each refusal names its field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.problems import charting, product, site, typed
from j3032calc.domain.site_catalogue import with_site
from j3032calc.services.entering_drug import entered_site_drug
from j3032calc.storage.catalogue import load_catalogue
from j3032calc.wording.site_drugs import site_drug_entries
from tests.site_drugs import EVERY_DRUG, OMLYCLO, TODAY
from tests.unit.services.test_entering import refusal

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem
    from j3032calc.domain.site_drug import SiteDrug

CATALOGUE = load_catalogue()
EMPTY = dict.fromkeys(("package2", "package3", "package4"), "")
TYPED = EMPTY | site_drug_entries(OMLYCLO)


@pytest.mark.parametrize("drug", EVERY_DRUG, ids=lambda drug: drug.brand)
def test_a_drug_is_read_from_what_is_typed(drug: SiteDrug) -> None:
    assert entered_site_drug(EMPTY | site_drug_entries(drug), CATALOGUE, TODAY) == drug


def test_a_drug_that_is_changed_keeps_its_id_and_is_used_again() -> None:
    before = replace(OMLYCLO, is_used=False)
    catalogue = with_site(CATALOGUE, (), (), (before,))

    read = entered_site_drug(TYPED | {"brand": "Omly"}, catalogue, TODAY, before)

    assert read == replace(OMLYCLO, brand="Omly")
    assert entered_site_drug(TYPED, catalogue, TODAY).id == "site.omlyclo-2"


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        *((field, " ", typed.FieldMissing) for field in ("brand", "generic", "hcpcs", "billing_unit", "package1")),
        *((field, "", typed.FieldMissing) for field in ("drug_source", "route", "rest", "ndc_unit")),
        ("hcpcs", "Q51", product.CodeUnreadable),
        ("billing_unit", "0 mg", typed.NotAboveZero),
        ("billing_unit", "5", typed.UnitMissing),
        ("package1", "72606-0030-01", site.PackageUnreadable),
        ("package4", "72606-0030-01 0 mg vial", typed.NotAboveZero),
        ("every", "often", typed.IntervalUnreadable),
        ("every", "0 weeks", typed.IntervalUnreadable),
        ("checked_on", "03/04/2026", typed.DateAmbiguous),
        ("checked_on", "24-Nov-2026", charting.DateInFuture),
        ("checked_on", "", typed.DateUnreadable),
    ],
)
def test_what_cannot_be_read_names_its_field(field: str, text: str, problem: type[Problem]) -> None:
    assert refusal(lambda: entered_site_drug(TYPED | {field: text}, CATALOGUE, TODAY)) == (field, problem)


def test_a_day_is_read_as_it_was_typed() -> None:
    assert entered_site_drug(TYPED | {"checked_on": "2026-11-23"}, CATALOGUE, TODAY).checked_on == date(2026, 11, 23)

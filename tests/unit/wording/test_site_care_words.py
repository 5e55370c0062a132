"""How the site's payers, products and recalls are written in Settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.schedule import Interval
from j3032calc.domain.site import Recall
from j3032calc.domain.site_drug import product_of
from j3032calc.domain.site_payer import PayerInterval, PayerLimit, SitePayer, profile_of
from j3032calc.domain.site_product import CodeOverride, SiteProduct
from j3032calc.storage.catalogue import load_catalogue
from j3032calc.wording import site_care_words as say
from tests.site_drugs import OMLYCLO

CATALOGUE = load_catalogue()
LAKESIDE = SitePayer(
    id="lakeside", name="Lakeside", waste=WasteBilling.GIVEN_ONLY, source="manual", checked_on=date(2026, 7, 1)
)
NUCALA = CATALOGUE.product("nucala")


@pytest.mark.parametrize("profile", CATALOGUE.payers, ids=lambda payer: payer.id)
def test_a_shipped_profile_says_verify_and_its_source(profile: object) -> None:
    cells = say.payer_cells(profile, "")  # type: ignore[arg-type]

    assert cells[-1].startswith("Shipped: verify with the payer. ")
    assert all(cells)


def test_a_payer_that_said_nothing_says_so() -> None:
    assert say.payer_cells(profile_of(LAKESIDE, CATALOGUE), "Nora") == (
        "Lakeside",
        "Given only",
        "Not wanted",
        "Not said",
        "None known",
        "Nora. manual, 01-Jul-2026",
    )
    needed = profile_of(replace(LAKESIDE, needs_authorization=True, wants_ndc=True), CATALOGUE)
    refused = profile_of(replace(LAKESIDE, needs_authorization=False), CATALOGUE)
    assert say.payer_cells(needed, "Nora")[2:4] == ("Wanted", "Needed")
    assert say.payer_cells(refused, "Nora")[3] == "Not needed"


def test_a_payer_is_written_as_it_would_be_typed() -> None:
    entries = say.site_payer_entries(
        replace(
            LAKESIDE,
            wants_ndc=True,
            needs_authorization=True,
            intervals=(PayerInterval(product_id="tezspire", interval=Interval(days=35)),),
            limits=(PayerLimit(product_id="xolair", units=1300, days=365),),
        ),
        CATALOGUE,
    )

    assert (entries["intervals"], entries["limits"]) == ("Tezspire 5 weeks", "Xolair 1,300 in 365 days")
    assert (entries["ndc"], entries["authorization"], entries["side"]) == ("catalogue", "yes", "")
    assert say.site_payer_entries(LAKESIDE, CATALOGUE)["ndc"] == ""


@pytest.mark.parametrize("profile", CATALOGUE.payers, ids=lambda payer: payer.id)
def test_a_copy_begins_with_what_the_shipped_profile_says_but_its_name_and_source(profile: object) -> None:
    entries = say.copied_entries(profile, CATALOGUE)  # type: ignore[arg-type]

    assert {"payer_name", "source", "checked_on"}.isdisjoint(entries)
    assert entries["waste"]


def test_a_product_says_which_code_and_packages_the_site_has() -> None:
    every = tuple(str(item.ndc) for item in NUCALA.presentations)

    assert say.product_cells(NUCALA, None, "") == (NUCALA.name, "J2182", "Every package", "")
    assert say.product_cells(NUCALA, SiteProduct(product_id="nucala", stocked=every), "x")[2] == "Every package"
    assert say.product_cells(NUCALA, SiteProduct(product_id="nucala", stocked=()), "x")[2] == "No package"
    some = SiteProduct(product_id="nucala", stocked=every[:1], override=CodeOverride(hcpcs="C9399", reason="letter"))
    cells = say.product_cells(NUCALA, some, "Nora")
    assert cells[1] == "C9399 (site override; CMS: J2182). letter"
    assert every[0] in cells[2]


def test_a_drug_of_the_site_says_who_entered_it_and_whether_it_is_used() -> None:
    code = say.product_cells(product_of(OMLYCLO, CATALOGUE), None, "Nora")[1]
    retired = say.product_cells(product_of(replace(OMLYCLO, is_used=False), CATALOGUE), None, "Nora")
    every = (
        "single-dose prefilled syringe, 150 mg in 1 mL, NDC 72606-0030-01; verify; "
        "single-dose prefilled syringe, 75 mg in 0.5 mL, NDC 72606-0029-01; verify"
    )

    assert code == "Q5154 (entered by the site)"
    assert retired == (
        "omalizumab-igec (Omlyclo)",
        "Q5154 (entered by the site, not used any more)",
        every,
        "Nora",
    )


def test_a_recalled_lot_is_a_row() -> None:
    assert say.recall_cells(Recall(lot="A1")) == ("A1", "Every package", "Not recorded")
    assert say.recall_cells(Recall(lot="A1", ndc="1", reason="glass")) == ("A1", "1", "glass")

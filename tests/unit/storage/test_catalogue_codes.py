"""The codes of the shipped catalogue against literals from the fact files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from j3032calc.domain.catalogue import Agreement
from j3032calc.domain.problems.product import CodeDisputed
from j3032calc.domain.product import Certainty, PastCode

if TYPE_CHECKING:
    from j3032calc.domain.catalogue import Catalogue
from tests.unit.storage.shipped import mg, product


class Code(NamedTuple):
    product: str
    hcpcs: str
    unit: int
    descriptor: str
    first: date
    past: tuple[PastCode, ...]


CODES: Final = [
    Code("tezspire", "J2356", 1, "Injection, tezepelumab-ekko, 1 mg", date(2022, 7, 1), ()),
    Code(
        "vyepti",
        "J3032",
        1,
        "Injection, eptinezumab-jjmr, 1 mg",
        date(2020, 10, 1),
        (PastCode("C9063", date(2020, 7, 1), date(2020, 9, 30)),),
    ),
    Code(
        "cinqair",
        "J2786",
        1,
        "Injection, reslizumab, 1 mg",
        date(2017, 1, 1),
        (PastCode("C9481", date(2016, 10, 1), date(2016, 12, 31)),),
    ),
    Code(
        "nucala",
        "J2182",
        1,
        "Injection, mepolizumab, 1 mg",
        date(2017, 1, 1),
        (PastCode("C9473", date(2016, 4, 1), date(2016, 12, 31)),),
    ),
    Code(
        "fasenra",
        "J0517",
        1,
        "Injection, benralizumab, 1 mg",
        date(2019, 1, 1),
        (PastCode("C9466", date(2018, 4, 1), date(2018, 12, 31)),),
    ),
    Code("xolair", "J2357", 5, "Injection, omalizumab, 5 mg", date(2005, 1, 1), ()),
]


@pytest.mark.parametrize("row", CODES, ids=[row.product for row in CODES])
def test_product_is_billed_with_the_cms_code(catalogue: Catalogue, row: Code) -> None:
    code = product(catalogue, row.product).code

    assert (code.hcpcs, code.unit.amount, code.descriptor) == (row.hcpcs, mg(row.unit), row.descriptor)
    assert (code.in_force_from, code.past, code.cited.certainty) == (row.first, row.past, Certainty.OFFICIAL)


@pytest.mark.parametrize(
    ("hcpcs", "cms_product", "document_product", "agreement"),
    [
        ("J3032", "vyepti", "tezspire", Agreement.DISAGREE),
        ("J0517", "fasenra", "nucala", Agreement.DISAGREE),
        ("J2182", "nucala", "fasenra", Agreement.DISAGREE),
        ("J2786", "cinqair", "cinqair", Agreement.AGREE),
        ("J2356", "tezspire", None, Agreement.CMS_ONLY),
        ("J2357", "xolair", None, Agreement.CMS_ONLY),
        ("C9063", "vyepti", None, Agreement.CMS_ONLY),
        ("C9481", "cinqair", None, Agreement.CMS_ONLY),
        ("C9473", "nucala", None, Agreement.CMS_ONLY),
        ("C9466", "fasenra", None, Agreement.CMS_ONLY),
        ("Q5154", None, None, Agreement.CMS_ONLY),
        ("J2361", None, None, Agreement.CMS_ONLY),
    ],
)
def test_code_means_what_each_source_says(
    catalogue: Catalogue, hcpcs: str, cms_product: str | None, document_product: str | None, agreement: Agreement
) -> None:
    known = catalogue.cross_check(hcpcs).code

    assert (known.product_id, known.document_product_id) == (cms_product, document_product)
    assert known.agreement is agreement


def test_catalogue_holds_no_other_code(catalogue: Catalogue) -> None:
    assert len(catalogue.codes) == 12


def test_disputed_code_names_both_drugs_and_picks_none(catalogue: Catalogue) -> None:
    with pytest.raises(CodeDisputed) as refusal:
        catalogue.product("J3032")

    assert refusal.value.cms_drug == "eptinezumab-jjmr (Vyepti)"
    assert refusal.value.document_drug == "tezepelumab-ekko (Tezspire)"
    assert refusal.value.candidates == ("Vyepti", "Tezspire")


def test_document_claim_is_cited_to_the_document_and_never_certain(catalogue: Catalogue) -> None:
    claims = {code.hcpcs: code.document for code in catalogue.codes if code.document is not None}

    assert {hcpcs: claim.cited.certainty for hcpcs, claim in claims.items()} == {
        "J3032": Certainty.DISPUTED,
        "J2786": Certainty.WEAK,
        "J2182": Certainty.DISPUTED,
        "J0517": Certainty.DISPUTED,
    }
    assert all(claim.cited.title.startswith("Source document of this project") for claim in claims.values())


@pytest.mark.parametrize(
    ("hcpcs", "drug", "first"),
    [
        ("Q5154", "omalizumab biosimilar (Omlyclo)", date(2026, 2, 1)),
        ("J2361", "depemokimab (Exdensur)", date(2026, 10, 1)),
    ],
)
def test_neighbour_is_known_without_a_product(catalogue: Catalogue, hcpcs: str, drug: str, first: date) -> None:
    known = catalogue.code(hcpcs)

    assert known is not None
    assert (known.cms.drug, known.first, known.last) == (drug, first, None)

"""Where facts come from: every citation of the catalogue, however deep it stands, and how old it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from j3032calc.domain.product import Certainty, Citation
from j3032calc.domain.sources import Source, sources_of
from j3032calc.storage.catalogue import load_catalogue

CATALOGUE = load_catalogue()
CHECKED = date(2026, 11, 23)


def test_a_source_is_good_for_three_calendar_months() -> None:
    source = Source("Label", CHECKED, ("Tezspire",))

    assert source.good_until == date(2027, 2, 23)
    assert not source.is_stale(date(2027, 2, 23))
    assert source.is_stale(date(2027, 2, 24))


def test_a_source_of_the_end_of_november_is_good_until_the_end_of_february() -> None:
    assert Source("Label", date(2026, 11, 30), ()).good_until == date(2027, 2, 28)


def test_each_source_stands_once_with_everything_that_stands_on_it() -> None:
    sources = sources_of(CATALOGUE)
    by_title = {source.title: source for source in sources}

    assert len(by_title) == len(sources)
    assert by_title["Tezspire label as shown on prescriberpoint.com"].about == ("Tezspire",)
    assert by_title["CMS HCPCS Level II file (ANWEB), 2020, public copy"].about[:5] == (
        "Vyepti",
        "Cinqair",
        "Nucala",
        "Fasenra",
        "Xolair",
    )
    assert any("Medicare Part B" in source.about for source in sources)


@pytest.mark.parametrize("place", ["code", "schedules", "statements", "payer"])
def test_no_citation_is_overlooked(place: str) -> None:
    older = Citation("A source of last year", date(2025, 12, 1), Certainty.OFFICIAL)
    product, *others = CATALOGUE.products
    changed = {
        "code": replace(product, code=replace(product.code, cited=older)),
        "schedules": replace(product, schedules=(replace(product.schedules[0], cited=older),)),
        "statements": replace(product, statements=(replace(product.statements[0], cited=older),)),
        "payer": product,
    }[place]
    payers = CATALOGUE.payers
    if place == "payer":
        payers = (replace(payers[0], cited=older), *payers[1:])

    first = sources_of(replace(CATALOGUE, products=(changed, *others), payers=payers))[0]

    expected = "Medicare Part B" if place == "payer" else "Tezspire"
    assert first == Source("A source of last year", date(2025, 12, 1), (expected,))

"""The site's payers and products in the log: who may set them, and what the catalogue is then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.documents.calculation_sheet import calculation_sheet
from j3032calc.domain.administration import Administration
from j3032calc.domain.entries import Kind
from j3032calc.domain.findings import Claim
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.problems.charting import NothingChanged, ReasonMissing
from j3032calc.domain.problems.people import NotAllowed
from j3032calc.domain.site_catalogue import with_site
from j3032calc.domain.site_payer import SitePayer
from j3032calc.domain.site_product import CodeOverride, SiteProduct
from j3032calc.domain.visit.facts import Phase
from j3032calc.exports.calculation_json import calculation_data
from j3032calc.services.calculation import Calculator, Typed
from j3032calc.services.site_catalogue import SiteCatalogue
from j3032calc.storage.catalogue import load_catalogue
from j3032calc.wording.answers import drug_line
from tests.clinic import ADA, ADAS_PASSWORD, NINA, of_kind
from tests.fixed_clock import FixedClock
from tests.unit.services.small_catalogue import CATALOGUE as SMALL
from tests.unit.services.ward import BELLA

if TYPE_CHECKING:
    from tests.unit.services.ward import Ward

CATALOGUE = load_catalogue()
LAKESIDE = SitePayer(
    id="lakeside", name="Lakeside", waste=WasteBilling.GIVEN_ONLY, source="manual", checked_on=date(2026, 7, 1)
)
OVERRIDDEN = SiteProduct(product_id="tezspire", override=CodeOverride(hcpcs="C9399", reason="letter"))


def site_of(ward: Ward) -> SiteCatalogue:
    return SiteCatalogue(ward.session, CATALOGUE)


def test_a_payer_is_set_with_a_reason_and_stands_in_the_catalogue(ward: Ward) -> None:
    ward.take_over(BELLA)
    site = site_of(ward)
    assert site.now.payers == CATALOGUE.payers

    site.set_payer(LAKESIDE, " asked by telephone ")

    assert site.now.payer("lakeside").waste is WasteBilling.GIVEN_ONLY
    assert [(entry.reason, entry.subject) for entry in of_kind(ward.session, Kind.PAYER_SET)] == [
        ("asked by telephone", "payer:lakeside")
    ]
    assert [entry.body for entry in site.entries()] == [LAKESIDE]


def test_the_newest_value_of_a_payer_counts_and_the_first_stays(ward: Ward) -> None:
    ward.take_over(BELLA)
    site = site_of(ward)
    site.set_payer(LAKESIDE, "first")

    site.set_payer(replace(LAKESIDE, waste=WasteBilling.JW_JZ), "second")

    assert site.now.payer("lakeside").waste is WasteBilling.JW_JZ
    assert len(of_kind(ward.session, Kind.PAYER_SET)) == 2


def test_a_payer_without_a_reason_or_a_change_is_refused(ward: Ward) -> None:
    ward.take_over(BELLA)
    site = site_of(ward)
    with pytest.raises(ReasonMissing):
        site.set_payer(LAKESIDE, " ")
    site.set_payer(LAKESIDE, "first")

    with pytest.raises(NothingChanged):
        site.set_payer(LAKESIDE, "again")


def test_a_nurse_sets_neither_payer_nor_product_and_a_biller_no_product(ward: Ward) -> None:
    with pytest.raises(NotAllowed):
        site_of(ward).set_payer(LAKESIDE, "why")
    with pytest.raises(NotAllowed):
        site_of(ward).set_product(OVERRIDDEN, "why")
    ward.take_over(BELLA)
    with pytest.raises(NotAllowed):
        site_of(ward).set_product(OVERRIDDEN, "why")


def test_an_administrator_sets_a_product_and_its_code_is_billed_and_says_so(ward: Ward) -> None:
    ward.session = ward.session.switch(ADA.user, ADAS_PASSWORD)
    site = site_of(ward)

    site.set_product(OVERRIDDEN, "asked by the payer")

    with pytest.raises(NothingChanged):
        site.set_product(OVERRIDDEN, "again")
    with pytest.raises(NothingChanged):
        site.set_product(SiteProduct(product_id="nucala"), "nothing")
    calculator = Calculator(CATALOGUE, ward.clock)
    calculator.use(site.now)
    drug = calculator.answer(Typed(product="tezspire", dose="210 mg")).question.drug
    assert (drug.hcpcs, drug.override, drug.measured_as) == ("C9399", OVERRIDDEN.override, "J2356")


def test_every_sheet_and_export_of_an_overridden_code_says_so() -> None:
    calculator = Calculator(with_site(CATALOGUE, (), (OVERRIDDEN,)), FixedClock())
    calculation = calculator.answer(Typed(product="tezspire", dose="210 mg", payer="medicare-part-b"))

    sheet = calculation_sheet(calculation, edition="1", version="1", made=FixedClock().now())

    assert "C9399 (site override: letter)" in drug_line(calculation)
    assert calculation_data(calculation, "1")["hcpcs_source"] == "site override"
    assert str(sheet["claim_lines"]).startswith("[['C9399 (site override)'")


def test_a_dose_of_an_overridden_product_is_recorded_with_the_code_and_its_reason(ward: Ward) -> None:
    overridden = SiteProduct(product_id="cinqair", override=CodeOverride(hcpcs="C9399", reason="letter"))
    ward.calculator.use(with_site(SMALL, (), (overridden,)))

    record = ward.give(ward.admit()).body

    assert isinstance(record, Administration)
    shown = record.calculation
    assert (shown.hcpcs, shown.site_override) == ("C9399", "letter")
    assert {line.hcpcs for line in shown.claim_lines} == {"C9399"}
    (finding,) = (one for one in shown.findings if one.rule == "R-19")
    assert finding.message.startswith("Site override: C9399 in place of J2786")


def test_a_payer_of_the_site_is_asked_by_the_findings(ward: Ward) -> None:
    patient = ward.admit()
    ward.take_over(BELLA)
    SiteCatalogue(ward.session, SMALL).set_payer(replace(LAKESIDE, needs_authorization=True), "asked")
    ward.take_over(NINA)
    ward.calculator.use(SiteCatalogue(ward.session, SMALL).now)
    calculation = ward.calculate(payer="lakeside")

    judged = ward.checks.charted(calculation, ward.chart(patient, discard=ward.discarding()), Phase.GIVEN)

    assert judged.visit.payer is not None
    assert judged.visit.payer.id == "lakeside"
    assert [(one.rule, one.claim) for one in judged.findings if one.rule == "R-08"] == [("R-08", Claim.STOP)]


def test_only_stocked_packages_are_opened(ward: Ward) -> None:
    ward.session = ward.session.switch(ADA.user, ADAS_PASSWORD)
    site, nucala = site_of(ward), CATALOGUE.product("nucala")
    pediatric = next(item for item in nucala.presentations if item.content != nucala.presentations[0].content)
    site.set_product(SiteProduct(product_id="nucala", stocked=(str(pediatric.ndc),)), "we stock these")
    calculator = Calculator(site.now, ward.clock)

    question = calculator.read(Typed(product="nucala", dose="100 mg"))

    assert [container.presentation for container in question.stocked] == [pediatric]
    named = calculator.read(Typed(product=str(nucala.presentations[0].ndc), dose="100 mg"))
    assert [container.presentation for container in named.stocked] == [nucala.presentations[0]]

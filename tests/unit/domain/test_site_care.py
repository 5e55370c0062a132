"""The site's own payers and products: what they must hold, and what the catalogue says with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from j3032calc.domain.checklist import ItemKind
from j3032calc.domain.ndc import NdcQualifier
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.problems import Problem, charting, product, site, typed
from j3032calc.domain.product import Form
from j3032calc.domain.schedule import Interval
from j3032calc.domain.site import Recall
from j3032calc.domain.site_catalogue import checked_product, with_site
from j3032calc.domain.site_payer import PayerInterval, PayerLimit, SitePayer, checked_payer, payer_id_of, profile_of
from j3032calc.domain.site_product import CodeOverride, PackageOfOther, SiteProduct
from j3032calc.domain.site_rules import check_new_lot
from j3032calc.storage.catalogue import load_catalogue

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 23)
LAKESIDE = SitePayer(
    id="lakeside", name="Lakeside", waste=WasteBilling.GIVEN_ONLY, source="manual", checked_on=date(2026, 7, 1)
)
TEZSPIRE = CATALOGUE.product("tezspire")
NDC = str(TEZSPIRE.presentations[0].ndc)


@pytest.mark.parametrize(
    ("name", "taken", "made"),
    [
        ("Lakeside Health Plan", (), "lakeside-health-plan"),
        ("Lakeside", ("lakeside", "lakeside-2"), "lakeside-3"),
        ("李", (), "payer"),
    ],
)
def test_the_id_of_a_payer_comes_from_its_name_and_is_its_own(name: str, taken: tuple[str, ...], made: str) -> None:
    assert payer_id_of(name, taken) == made


def test_a_payer_is_kept_without_spaces_and_with_its_modifier_in_capitals() -> None:
    entered = replace(LAKESIDE, name=" Lakeside ", source=" manual ", modifier_340b=" tb")

    assert checked_payer(entered, CATALOGUE, TODAY) == replace(LAKESIDE, modifier_340b="TB")


def test_an_interval_of_a_product_that_is_known_stands() -> None:
    with_interval = replace(LAKESIDE, intervals=(PayerInterval(product_id="tezspire", interval=Interval(days=35)),))

    assert checked_payer(with_interval, CATALOGUE, TODAY) == with_interval


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"name": " "}, typed.FieldMissing),
        ({"source": ""}, typed.FieldMissing),
        ({"checked_on": date(2026, 11, 24)}, charting.DateInFuture),
        ({"name": "MEDICAID"}, site.PayerNameTaken),
        ({"modifier_340b": "TBX"}, site.ModifierUnreadable),
        ({"limits": (PayerLimit(product_id="aspirin", units=1),)}, product.ProductUnknown),
        ({"intervals": (PayerInterval(product_id="aspirin", interval=Interval(days=1)),)}, product.ProductUnknown),
    ],
)
def test_what_a_payer_cannot_be_is_refused(changed: dict[str, object], problem: type[Problem]) -> None:
    with pytest.raises(problem):
        checked_payer(replace(LAKESIDE, **changed), CATALOGUE, TODAY)  # type: ignore[arg-type]


def test_a_payer_that_said_nothing_leaves_every_rule_open() -> None:
    profile = profile_of(LAKESIDE, CATALOGUE)

    assert (profile.id, profile.name, profile.waste) == ("lakeside", "Lakeside", WasteBilling.GIVEN_ONLY)
    assert (profile.authorization, profile.wants_side, profile.modifier_340b, profile.asked) == (None, None, None, None)
    assert (profile.clocks, profile.limits, profile.benefit_rules, profile.statements) == ((), (), (), ())
    assert (profile.wants_ndc, profile.ndc_qualifiers, profile.dates) == (False, (), CATALOGUE.payers[0].dates)
    assert (profile.cited.title, profile.cited.checked, profile.cited.must_verify) == (
        "manual",
        date(2026, 7, 1),
        False,
    )


def test_everything_that_a_payer_said_stands_in_its_profile() -> None:
    said = replace(
        LAKESIDE,
        wants_ndc=True,
        ndc_unit=NdcQualifier.UNIT,
        needs_authorization=True,
        wants_side=False,
        pays_self_administered=False,
        modifier_340b="TB",
        intervals=(PayerInterval(product_id="tezspire", interval=Interval(days=35)),),
        limits=(PayerLimit(product_id="xolair", units=1300, days=365),),
        counts_waste=True,
        asked=(ItemKind.SPECIALIST,),
        note="ask for cost-sharing",
    )

    profile = profile_of(said, CATALOGUE)

    clock = profile.clock_for("tezspire")
    assert clock is not None
    assert clock.only_interval == Interval(days=35)
    (limit,) = profile.limits_for("xolair", None)
    assert (limit.units, limit.days, limit.counts_waste) == (1300, 365, True)
    assert dict(profile.ndc_qualifiers) == dict.fromkeys(Form, NdcQualifier.UNIT)
    assert profile.authorization is not None
    assert profile.modifier_340b is not None
    assert profile.asked is not None
    assert (profile.authorization.is_needed, profile.wants_side, profile.modifier_340b.modifier) == (True, False, "TB")
    assert profile.asked.kinds == (ItemKind.SPECIALIST,)
    assert {form for rule in profile.benefit_rules for form in rule.forms} == {Form.PEN, Form.AUTOINJECTOR}
    assert [statement.text for statement in profile.statements] == ["ask for cost-sharing"]


def test_the_sites_payers_stand_after_the_shipped_ones_while_they_are_used() -> None:
    retired = replace(LAKESIDE, id="old", is_used=False)

    joined = with_site(CATALOGUE, (LAKESIDE, retired), ())

    assert [payer.id for payer in joined.payers] == [*(payer.id for payer in CATALOGUE.payers), "lakeside"]


def test_a_product_bills_the_cms_code_and_has_every_package_until_the_site_says_otherwise() -> None:
    assert CATALOGUE.override("tezspire") is None
    assert CATALOGUE.stocked(TEZSPIRE) == TEZSPIRE.presentations

    joined = with_site(
        CATALOGUE,
        (),
        (SiteProduct(product_id="tezspire", stocked=(NDC,), override=CodeOverride(hcpcs="C9399", reason="letter")),),
    )

    assert joined.override("tezspire") == CodeOverride(hcpcs="C9399", reason="letter")
    assert joined.stocked(TEZSPIRE) == TEZSPIRE.presentations[:1]
    assert with_site(CATALOGUE, (), (SiteProduct(product_id="tezspire"),)).stocked(TEZSPIRE) == TEZSPIRE.presentations


def test_an_override_is_kept_in_capitals_with_its_reason() -> None:
    entered = SiteProduct(product_id="tezspire", override=CodeOverride(hcpcs=" c9399", reason=" letter "))

    assert checked_product(entered, CATALOGUE).override == CodeOverride(hcpcs="C9399", reason="letter")
    assert checked_product(SiteProduct(product_id="tezspire"), CATALOGUE) == SiteProduct(product_id="tezspire")


@pytest.mark.parametrize(
    ("entered", "problem"),
    [
        (SiteProduct(product_id="aspirin"), product.ProductUnknown),
        (
            SiteProduct(product_id="tezspire", override=CodeOverride(hcpcs="J2356", reason="x")),
            site.OverrideIsCmsCode,
        ),
        (
            SiteProduct(product_id="tezspire", override=CodeOverride(hcpcs="C9399", reason=" ")),
            charting.ReasonMissing,
        ),
        (SiteProduct(product_id="tezspire", override=CodeOverride(hcpcs="C9", reason="x")), product.CodeUnreadable),
    ],
)
def test_what_a_sites_product_cannot_be_is_refused(entered: SiteProduct, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        checked_product(entered, CATALOGUE)


def test_a_package_of_another_product_is_our_fault() -> None:
    with pytest.raises(PackageOfOther):
        checked_product(SiteProduct(product_id="nucala", stocked=(NDC,)), CATALOGUE)


def test_a_lot_stands_on_the_recall_list_once_for_each_package() -> None:
    recalls = (Recall(lot="A1", ndc=NDC),)

    check_new_lot(Recall(lot="A1"), recalls)
    with pytest.raises(site.LotTwice):
        check_new_lot(Recall(lot="a1", ndc=NDC), recalls)

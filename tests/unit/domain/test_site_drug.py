"""A drug of the site's own: what it must hold, what product it is, and how the catalogue finds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from j3032calc.domain.ndc import Ndc, NdcQualifier
from j3032calc.domain.problems import Problem, charting, dose, product, site, typed
from j3032calc.domain.product import Certainty, labelled
from j3032calc.domain.site_catalogue import with_site
from j3032calc.domain.site_drug import DrugPackage, SiteDrug, checked_drug, drug_id_of, product_of
from j3032calc.storage.catalogue import load_catalogue
from tests.site_drugs import EVERY_DRUG, KEEPUMAB, OMLYCLO, TODAY, UNITOX, VOLUMAB, mg

if TYPE_CHECKING:
    from j3032calc.domain.catalogue import Catalogue

CATALOGUE = load_catalogue()
NDC = "72606-0030-01"
TEZSPIRES = "55513-0112-01"


def with_drugs(*drugs: SiteDrug) -> Catalogue:
    return with_site(CATALOGUE, (), (), drugs)


@pytest.mark.parametrize(
    ("brand", "taken", "made"),
    [
        ("Omlyclo", ("tezspire",), "site.omlyclo"),
        ("Omlyclo", ("site.omlyclo", "site.omlyclo-2"), "site.omlyclo-3"),
        ("李", (), "site.drug"),
    ],
)
def test_the_id_of_a_drug_can_be_no_shipped_products(brand: str, taken: tuple[str, ...], made: str) -> None:
    assert drug_id_of(brand, taken) == made


@pytest.mark.parametrize("drug", EVERY_DRUG, ids=lambda drug: drug.brand)
def test_a_drug_that_is_whole_is_kept_as_it_is(drug: SiteDrug) -> None:
    assert checked_drug(drug, CATALOGUE, TODAY) == drug


def test_a_drug_is_kept_without_spaces_and_with_its_code_in_capitals() -> None:
    entered = replace(
        OMLYCLO, brand=" Omlyclo ", generic="omalizumab-igec ", hcpcs=" q5154", source=" label, 01-Jul-2026"
    )

    assert checked_drug(entered, CATALOGUE, TODAY) == OMLYCLO


def test_a_drug_is_checked_today_at_the_latest() -> None:
    assert checked_drug(replace(OMLYCLO, checked_on=TODAY), CATALOGUE, TODAY).checked_on == TODAY
    with pytest.raises(charting.DateInFuture):
        checked_drug(replace(OMLYCLO, checked_on=date(2026, 11, 24)), CATALOGUE, TODAY)


def package(**changes: Any) -> tuple[DrugPackage, ...]:  # noqa: ANN401 - what a field holds
    return (replace(OMLYCLO.packages[0], **changes),)


@pytest.mark.parametrize(
    ("drug", "problem"),
    [
        pytest.param(replace(OMLYCLO, brand=" "), typed.FieldMissing, id="no-brand"),
        pytest.param(replace(OMLYCLO, generic=""), typed.FieldMissing, id="no-generic-name"),
        pytest.param(replace(OMLYCLO, source=" "), typed.FieldMissing, id="no-source"),
        pytest.param(replace(OMLYCLO, packages=()), typed.FieldMissing, id="no-package"),
        pytest.param(replace(OMLYCLO, hcpcs="Q51"), product.CodeUnreadable, id="no-code"),
        pytest.param(replace(OMLYCLO, hcpcs="J2357"), site.CodeOfOther, id="the-code-of-a-shipped-product"),
        pytest.param(replace(OMLYCLO, hcpcs="J3032"), site.CodeOfOther, id="a-disputed-code"),
        pytest.param(replace(OMLYCLO, hcpcs="C9481"), site.CodeOfOther, id="a-past-code-of-a-shipped-product"),
        pytest.param(replace(OMLYCLO, brand="XOLAIR"), site.DrugNameTaken, id="the-brand-of-a-shipped-product"),
        pytest.param(replace(OMLYCLO, brand="Reslizumab"), site.DrugNameTaken, id="a-brand-that-is-a-generic-name"),
        pytest.param(replace(OMLYCLO, generic="omalizumab"), site.DrugNameTaken, id="a-generic-name-without-suffix"),
        pytest.param(replace(OMLYCLO, packages=package(ndc=TEZSPIRES)), site.NdcOfOther, id="the-ndc-of-another"),
        pytest.param(replace(OMLYCLO, packages=package() * 2), site.NdcTwice, id="an-ndc-twice"),
        pytest.param(
            replace(OMLYCLO, packages=KEEPUMAB.packages[:1] + UNITOX.packages), dose.DoseInOtherUnit, id="units-for-mg"
        ),
        pytest.param(
            replace(VOLUMAB, packages=package(volume=None)), site.PackageWithoutVolume, id="billed-by-volume-without-it"
        ),
        pytest.param(
            replace(OMLYCLO, ndc_unit=NdcQualifier.MILLILITRE, packages=package(volume=None)),
            site.PackageWithoutVolume,
            id="counted-in-ml-without-volume",
        ),
    ],
)
def test_what_a_drug_of_the_site_cannot_be_is_refused(drug: SiteDrug, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        checked_drug(drug, CATALOGUE, TODAY)


def test_a_package_without_volume_is_counted_by_the_container() -> None:
    whole = replace(OMLYCLO, packages=package(volume=None))

    assert checked_drug(whole, CATALOGUE, TODAY) == whole


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"brand": "Omlyclo"}, site.DrugNameTaken),
        ({"generic": "omalizumab-igec"}, site.DrugNameTaken),
        ({"packages": package()}, site.NdcOfOther),
    ],
)
def test_two_drugs_of_the_site_share_neither_name_nor_ndc(changes: dict[str, Any], problem: type[Problem]) -> None:
    for other in (OMLYCLO, replace(OMLYCLO, is_used=False)):
        with pytest.raises(problem):
            checked_drug(replace(KEEPUMAB, billing_unit=mg(5), **changes), with_drugs(other), TODAY)


def test_a_drug_is_changed_beside_itself() -> None:
    changed = replace(OMLYCLO, generic="omalizumab-test")

    assert checked_drug(changed, with_drugs(OMLYCLO), TODAY) == changed


# --- The product ------------------------------------------------------------------------------------------------------


def test_the_product_of_a_drug_says_of_every_fact_that_the_site_entered_it() -> None:
    made = product_of(OMLYCLO, CATALOGUE)

    cited = made.code.cited
    assert (cited.title, cited.checked) == ("Entered by the site: label, 01-Jul-2026", date(2026, 11, 20))
    assert cited.certainty is Certainty.WEAK
    assert {item.cited for item in made.presentations} == {made.schedules[0].cited} == {cited}
    assert (made.is_of_site, made.is_retired, labelled(made)) == (True, False, None)
    assert (made.name, made.route, made.code.hcpcs) == ("omalizumab-igec (Omlyclo)", "subcutaneous", "Q5154")


@pytest.mark.parametrize(
    ("unit", "quantities"), [(NdcQualifier.UNIT, ["UN 1", "UN 1"]), (NdcQualifier.MILLILITRE, ["ML 1", "ML 1/2"])]
)
def test_an_ndc_is_counted_by_the_container_or_measured_by_its_volume(
    unit: NdcQualifier, quantities: list[str]
) -> None:
    made = product_of(replace(OMLYCLO, ndc_unit=unit), CATALOGUE)

    assert [f"{one.ndc_quantity.qualifier} {one.ndc_quantity.amount}" for one in made.presentations] == quantities


def test_a_shipped_product_has_a_label_and_a_typed_drug_has_none() -> None:
    shipped = CATALOGUE.product("tezspire")

    assert (labelled(shipped), labelled(None)) == (shipped, None)


# --- The catalogue ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["omlyclo", "OMALIZUMAB-IGEC", "omalizumab-igec (Omlyclo)", "site.omlyclo", "Q5154", NDC, "72606003001"]
)
def test_a_drug_of_the_site_is_found_by_name_code_and_ndc(text: str) -> None:
    assert with_drugs(OMLYCLO).product(text).id == "site.omlyclo"


def test_a_generic_name_that_two_drugs_share_is_asked_for() -> None:
    assert CATALOGUE.product("omalizumab").brand == "Xolair"

    with pytest.raises(product.ProductAmbiguous) as refused:
        with_drugs(OMLYCLO).product("omalizumab")

    assert refused.value.candidates == ("Xolair", "Omlyclo")


def test_a_code_that_two_drugs_of_the_site_share_is_asked_for() -> None:
    both = with_drugs(KEEPUMAB, replace(UNITOX, hcpcs="J3590"))

    with pytest.raises(product.ProductAmbiguous) as refused:
        both.product("j3590")

    assert refused.value.candidates == ("Keepa", "Unitox")


def test_a_drug_that_is_not_used_any_more_is_offered_no_more_and_still_known() -> None:
    catalogue = with_drugs(replace(OMLYCLO, is_used=False), KEEPUMAB)

    assert [one.id for one in catalogue.offered] == [*(one.id for one in CATALOGUE.products), "site.keepa"]
    known = catalogue.by_id("site.omlyclo")
    assert known is not None
    assert known.is_retired
    assert catalogue.product("omlyclo") == known
    assert catalogue.product("omalizumab").brand == "Xolair"
    assert (catalogue.by_id(None), catalogue.by_id("nothing")) == (None, None)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"brand": "Tezspire"}, id="name"),
        pytest.param({"hcpcs": "J2356"}, id="code"),
        pytest.param({"packages": package(ndc=TEZSPIRES)}, id="ndc"),
    ],
)
def test_a_drug_that_the_program_ships_by_now_gives_way_to_the_shipped_one(changes: dict[str, Any]) -> None:
    entered_before = replace(OMLYCLO, **changes)

    catalogue = with_drugs(entered_before)

    known = catalogue.by_id("site.omlyclo")
    assert known is not None
    assert known.is_retired
    found = catalogue.find_package(Ndc.read(TEZSPIRES))
    assert found is not None
    assert found[0].id == catalogue.product("tezspire").id == "tezspire"
    # It can still be put away, and not be changed.
    assert not checked_drug(replace(entered_before, is_used=False), catalogue, TODAY).is_used
    with pytest.raises(Problem):
        checked_drug(entered_before, catalogue, TODAY)

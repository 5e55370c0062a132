"""Payer rules, handling limits and checklists: what is shipped, and one broken copy for each thing that is refused."""

# ruff: noqa: E501 - a row of the table of broken copies is one line, or it cannot be read

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from j3032calc.domain.billing import package_quantity
from j3032calc.domain.checklist import ItemKind
from j3032calc.domain.ndc import NdcQualifier, NdcQuantity
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.product import Certainty, ConditionKind, Form
from j3032calc.storage.catalogue import load_catalogue
from j3032calc.storage.checklists import load_checklists
from j3032calc.storage.resources import resource
from tests.unit.storage.shipped import MEDICARE, TEZSPIRE, XOLAIR, Broken, assert_is_refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.catalogue import Catalogue

SHIPPED: Final = Path(str(resource()))


# --- What is shipped -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("payer_id", "wants_ndc", "needs_authorization", "modifier_340b", "certainty"),
    [
        ("medicare-part-b", False, False, "TB", Certainty.OFFICIAL),
        ("premera", True, None, None, Certainty.SECONDARY),
        ("medicare-advantage", True, True, "TB", Certainty.SECONDARY),
        ("medicaid", True, True, None, Certainty.DISPUTED),
        ("commercial", True, True, None, Certainty.DISPUTED),
    ],
)
def test_payers_have_the_rules_that_were_seen(
    catalogue: Catalogue,
    payer_id: str,
    *,
    wants_ndc: bool,
    needs_authorization: bool | None,
    modifier_340b: str | None,
    certainty: Certainty,
) -> None:
    payer = catalogue.payer(payer_id)

    assert payer.waste is WasteBilling.JW_JZ
    assert payer.wants_ndc is wants_ndc
    assert (payer.authorization and payer.authorization.is_needed) is needs_authorization
    assert (payer.modifier_340b and payer.modifier_340b.modifier) == modifier_340b
    assert payer.cited.certainty is certainty


def test_every_shipped_payer_says_to_verify(catalogue: Catalogue) -> None:
    for payer in catalogue.payers:
        assert any("verify" in statement.text.casefold() for statement in payer.statements), payer.id
        assert any(statement.topic == "assistance" for statement in payer.statements), payer.id


def test_commercial_limits_are_those_of_the_policies(catalogue: Catalogue) -> None:
    limits = {(one.product_id, one.units, one.days, one.schedules) for one in catalogue.payer("commercial").limits}

    assert limits == {
        ("tezspire", 210, 28, ()),
        ("vyepti", 300, 84, ()),
        ("cinqair", 400, 28, ()),
        ("cinqair", 3900, 365, ()),
        ("nucala", 100, 28, ("asthma", "asthma-6-11", "crswnp", "copd")),
        ("nucala", 300, 28, ("egpa", "hes")),
        ("nucala", 1300, 365, ("asthma",)),
        ("fasenra", 30, 28, ()),
        ("fasenra", 240, 365, ("asthma",)),
        ("xolair", 90, 14, ("asthma",)),
        ("xolair", 120, 14, ("crswnp",)),
        ("xolair", 60, 28, ("csu", "food-allergy")),
    }


@pytest.mark.parametrize(
    ("product_id", "conditions"),
    [
        ("tezspire", {("out-of-refrigerator", 43200, "B"), ("warm-up", 60, "B")}),
        ("vyepti", {("after-mixing", 480, "C"), ("filter", None, "B")}),
        ("cinqair", {("after-mixing", 960, "A"), ("filter", None, "A")}),
        ("nucala", {("out-of-refrigerator", 10080, "A"), ("out-of-carton", 480, "A"), ("after-mixing", 480, "A")}),
        ("fasenra", {("out-of-refrigerator", 20160, "B"), ("warm-up", 30, "B")}),
        (
            "xolair",
            {
                ("out-of-refrigerator", 2880, "A"),
                ("warm-up", 15, "A"),
                ("warm-up", 30, "A"),
                ("after-mixing", 480, "C"),
            },
        ),
    ],
)
def test_products_have_the_handling_limits_of_the_fact_files(
    catalogue: Catalogue, product_id: str, conditions: set[tuple[str, int | None, str]]
) -> None:
    found = catalogue.product(product_id).conditions

    assert {(str(one.kind), one.minutes, str(one.cited.certainty)) for one in found} == conditions


def test_products_have_their_cautions_and_companions(catalogue: Catalogue) -> None:
    products = {one.id: one for one in catalogue.products}

    assert {one.id: [caution.id for caution in one.cautions] for one in catalogue.products if one.cautions} == {
        "vyepti": ["fructose"],
        "xolair": ["latex"],
    }
    assert products["vyepti"].not_with is None
    assert all(one.not_with and len(one.not_with.products) == 4 for name, one in products.items() if name != "vyepti")
    assert [name for name, one in products.items() if one.boxed_warning] == ["cinqair", "xolair"]


def test_a_new_test_after_a_long_gap_is_an_item_of_the_checklist(catalogue: Catalogue) -> None:
    rule = catalogue.product("xolair").missed_dose
    asthma = next(one for one in load_checklists(catalogue) if one.product_id == "xolair" and "asthma" in one.schedules)

    assert (rule.new_test_after_days, rule.new_test, rule.new_test_schedules) == (365, "total-ige", ("asthma",))
    assert "total-ige" in [item.id for item in asthma.items]


def test_milk_codes_change_on_01_oct_2025(catalogue: Catalogue) -> None:
    codes = {one.icd10: one for one in catalogue.product("xolair").diagnoses}

    assert codes["Z91.011"].in_force(date(2025, 9, 30))
    assert not codes["Z91.011"].in_force(date(2025, 10, 1))
    assert codes["Z91.0110"].in_force(date(2025, 10, 1))
    assert not codes["Z91.0110"].in_force(date(2025, 9, 30))


def test_every_schedule_of_every_product_has_one_checklist(catalogue: Catalogue) -> None:
    covered = [(one.product_id, schedule) for one in load_checklists(catalogue) for schedule in one.schedules]

    assert sorted(covered) == sorted(
        (product.id, schedule.id) for product in catalogue.products for schedule in product.schedules
    )


def test_every_checklist_asks_for_severity_and_prior_treatment(catalogue: Catalogue) -> None:
    for checklist in load_checklists(catalogue):
        kinds = {item.kind for item in checklist.items if not item.is_optional}
        assert {ItemKind.SEVERITY, ItemKind.PRIOR_TREATMENT} <= kinds, checklist


def test_biomarkers_are_asked_with_their_dates(catalogue: Catalogue) -> None:
    for checklist in load_checklists(catalogue):
        assert all(item.is_dated for item in checklist.items if item.kind is ItemKind.BIOMARKER), checklist


# --- What is refused -------------------------------------------------------------------------------------------------


VYEPTI: Final = "products/vyepti.toml"
COMMERCIAL: Final = "payers/commercial.toml"
CHECKS: Final = "checklists/xolair.toml"
LIMIT: Final = 'product = "nucala"\nunits = 100\ndays = 28\nschedules = ["asthma", '

# fmt: off
BROKEN: Final = [
    # products
    Broken("condition", TEZSPIRE, 'kind = "out-of-refrigerator"', 'kind = "out-of-hand"', "conditions[0].kind", "is not a known condition"),
    Broken("time", TEZSPIRE, 'time = "30 days"', 'time = "a month"', "conditions[0].time", "is not a time like 48 hours"),
    Broken("time-zero", TEZSPIRE, 'time = "30 days"', 'time = "0 days"', "conditions[0].time", "is not a time like 48 hours"),
    Broken("filter-with-a-time", VYEPTI, 'kind = "filter"', 'kind = "filter"\ntime = "1 hours"', "conditions[1].time", "does not belong here"),
    Broken("condition-form", XOLAIR, 'time = "48 hours"\nforms = ["single-dose prefilled syringe"', 'time = "48 hours"\nforms = ["syringe"', "conditions[0].forms[0]", "is not a known form"),
    Broken("condition-content", XOLAIR, 'contents = ["300 mg"]', 'contents = ["300"]', "conditions[2].contents[0]", "is not an amount like 75 mg"),
    Broken("condition-without-source", TEZSPIRE, 'at = "20 to 25 °C"\nsource = "handling"', 'at = "20 to 25 °C"', "conditions[0].source", "is missing"),
    Broken("caution-word", XOLAIR, 'words = ["latex"]', 'words = ["Latex"]', "cautions[0].words[0]", "is not a word in small letters"),
    Broken("companion-unknown", TEZSPIRE, 'products = ["cinqair"', 'products = ["humira"', "not_with.products[0]", "is not a product of the catalogue"),
    Broken("companion-twice", TEZSPIRE, 'products = ["cinqair", "nucala"', 'products = ["cinqair", "cinqair"', "not_with.products[1]", "is in the list twice"),
    Broken("new-test-missing", XOLAIR, 'new_test = "total-ige"\n', "", "missed_dose.new_test", "is missing"),
    Broken("new-test-schedule", XOLAIR, 'new_test_schedules = ["asthma"]', 'new_test_schedules = ["migraine"]', "missed_dose.new_test_schedules[0]", "is not a schedule of this product"),
    Broken("diagnosis-day", XOLAIR, "first = 2025-10-01", 'first = "2025-10-01"', "diagnoses[5].first", "is not a date"),
    # payers
    Broken("authorization", COMMERCIAL, "needed = true", 'needed = "yes"', "authorization.needed", "is not true or false"),
    Broken("authorization-without-source", COMMERCIAL, 'needed = true\nsource = "policies"', "needed = true", "authorization.source", "is missing"),
    Broken("340b", MEDICARE, 'modifier = "TB"', 'modifier = "tb"', "modifier_340b.modifier", "is not a modifier like TB"),
    Broken("asked", COMMERCIAL, 'kinds = ["severity"', 'kinds = ["mood"', "asked.kinds[0]", "is not a known kind of item"),
    Broken("limit-product", COMMERCIAL, 'product = "tezspire"\nunits', 'product = "humira"\nunits', "limits[0].product", "is not a product of the catalogue"),
    Broken("limit-schedule", COMMERCIAL, LIMIT, LIMIT.replace("asthma", "migraine"), "limits[4].schedules[0]", "is not a schedule of this product"),
    Broken("limit-units", COMMERCIAL, "units = 210", "units = 0", "limits[0].units", "is not above zero"),
    Broken("limit-days", COMMERCIAL, "days = 28", "days = 0", "limits[0].days", "is not above zero"),
    Broken("benefit-form", COMMERCIAL, 'forms = ["single-dose pen"]', 'forms = ["pen"]', "not_medical_benefit[0].forms[0]", "is not a known form"),
    Broken("counted-form", COMMERCIAL, "wanted = true", 'wanted = true\ncounted = [{ form = "syringe", unit = "UN" }]', "ndc.counted[0].form", "is not a known form"),
    Broken("counted-unit", COMMERCIAL, "wanted = true", 'wanted = true\ncounted = [{ form = "single-dose pen", unit = "ME" }]', "ndc.counted[0].unit", "is not UN or ML"),
    Broken("counted-in-grams", COMMERCIAL, "wanted = true", 'wanted = true\ncounted = [{ form = "single-dose pen", unit = "GR" }]', "ndc.counted[0].unit", "is not UN or ML"),
    # checklists
    Broken("item-kind", CHECKS, 'kind = "severity"', 'kind = "mood"', "checklists[0].items[0].kind", "is not a known kind of item"),
    Broken("item-twice", CHECKS, 'id = "exacerbations"', 'id = "severity"', "checklists[0].items[1].id", "is in the list twice"),
    Broken("checklist-schedule", CHECKS, 'schedules = ["asthma"]', 'schedules = ["migraine"]', "checklists[0].schedules[0]", "is not a schedule of this product"),
    Broken("checklist-twice", CHECKS, 'schedules = ["csu"]', 'schedules = ["asthma"]', "checklists[1].schedules", "are in another checklist too"),
    Broken("item-without-source", CHECKS, 'text = "Weight"\nasked = "up to 150 kg"\ndated = true\nsource = "asthma"', 'text = "Weight"\nasked = "up to 150 kg"\ndated = true', "checklists[0].items[6].source", "is missing"),
]
# fmt: on


@pytest.mark.parametrize("case", BROKEN, ids=[case.id for case in BROKEN])
def test_broken_data_is_refused_with_file_field_and_reason(
    planted: Callable[[str, str, str], Path], case: Broken
) -> None:
    folder = planted(case.path, case.old, case.new)

    assert_is_refused(case, lambda: load_checklists(load_catalogue(folder), folder))


def test_reasons_are_short_enough_to_be_shown_whole() -> None:
    assert max(len(case.reason) for case in BROKEN) <= 40


# --- What a payer may say --------------------------------------------------------------------------------------------


def test_a_payer_may_say_that_waste_counts(planted: Callable[[str, str, str], Path]) -> None:
    folder = planted(COMMERCIAL, "units = 210", "units = 210\ncounts_waste = true")

    assert load_catalogue(folder).payer("commercial").limits[0].counts_waste is True


def test_a_condition_concerns_its_forms_and_contents(catalogue: Catalogue) -> None:
    xolair = catalogue.product("xolair")
    big = next(one for one in xolair.conditions if one.kind is ConditionKind.WARM_UP and one.minutes == 30)
    syringe_300 = next(one for one in xolair.presentations if str(one.ndc) == "50242-0227-01")
    syringe_150 = next(one for one in xolair.presentations if str(one.ndc) == "50242-0215-01")

    assert big.concerns(Form.SYRINGE, syringe_300.content)
    assert big.concerns(None, syringe_300.content)
    assert not big.concerns(Form.VIAL, syringe_300.content)
    assert not big.concerns(Form.SYRINGE, syringe_150.content)


def test_a_payer_may_count_a_form_in_another_unit(
    catalogue: Catalogue, planted: Callable[[str, str, str], Path]
) -> None:
    counted = (
        'wanted = true\ncounted = [{ form = "single-dose prefilled syringe", unit = "UN" }, '
        '{ form = "single-dose vial", unit = "ML" }]'
    )
    payer = load_catalogue(planted(COMMERCIAL, "wanted = true", counted)).payer("commercial")
    nucala = {item.form: item for item in catalogue.product("nucala").presentations}

    assert package_quantity(nucala[Form.VIAL], payer) == NdcQuantity(
        nucala[Form.AUTOINJECTOR].ndc_quantity.amount, NdcQualifier.MILLILITRE
    )
    assert package_quantity(nucala[Form.SYRINGE], payer).qualifier is NdcQualifier.UNIT
    assert package_quantity(nucala[Form.AUTOINJECTOR], payer) == nucala[Form.AUTOINJECTOR].ndc_quantity

"""The shipped catalogue against literals from the fact files, and one broken copy for each thing that is refused."""

# ruff: noqa: E501 - a row of the table of broken copies is one line, or it cannot be read

from __future__ import annotations

import tomllib
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from j3032calc.domain.catalogue import Agreement
from j3032calc.domain.payer import ModifierDates, WasteBilling
from j3032calc.domain.problems.product import CatalogueInvalid, CodeDisputed
from j3032calc.domain.product import Certainty, Citation, Form, MissedDoseRule, PastCode
from j3032calc.domain.quantities import BillingUnits, BodyMass, DosePerWeight, Mass, Volume
from j3032calc.domain.schedule import Interval, Step, Steps
from j3032calc.storage import resources
from j3032calc.storage.catalogue import load_catalogue
from j3032calc.storage.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.product import LabelDose, Presentation, Product

CHECKED: Final = date(2026, 11, 23)
SYRINGE, VIAL = Form.SYRINGE, Form.VIAL


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def product(catalogue: Catalogue, product_id: str) -> Product:
    return next(one for one in catalogue.products if one.id == product_id)


def mg(amount: int) -> Mass:
    return Mass.of(amount, "mg")


def every(*, days: int = 0, months: int = 0) -> Steps:
    return Steps((Step(1, Interval(days, months)),))


FASENRA_STEPS: Final = Steps((Step(1, Interval(28)), Step(3, Interval(56))))


# --- The edition -----------------------------------------------------------------------------------------------------


def test_edition_names_its_number_and_date(catalogue: Catalogue) -> None:
    assert catalogue.edition == "2 (25-Nov-2026)"


def test_products_and_payers_stand_in_the_order_of_the_edition(catalogue: Catalogue) -> None:
    assert [one.id for one in catalogue.products] == ["tezspire", "vyepti", "cinqair", "nucala", "fasenra", "xolair"]
    assert [one.id for one in catalogue.payers] == [
        "medicare-part-b",
        "premera",
        "medicare-advantage",
        "medicaid",
        "commercial",
    ]


@pytest.mark.parametrize(
    ("product_id", "name", "maker", "route"),
    [
        ("tezspire", "tezepelumab-ekko (Tezspire)", "Amgen Inc", "subcutaneous"),
        ("vyepti", "eptinezumab-jjmr (Vyepti)", "Lundbeck Pharmaceuticals LLC", "intravenous"),
        ("cinqair", "reslizumab (Cinqair)", "Teva Respiratory LLC", "intravenous"),
        ("nucala", "mepolizumab (Nucala)", "GlaxoSmithKline LLC", "subcutaneous"),
        ("fasenra", "benralizumab (Fasenra)", "AstraZeneca Pharmaceuticals LP", "subcutaneous"),
        ("xolair", "omalizumab (Xolair)", "Genentech Inc", "subcutaneous"),
    ],
)
def test_product_has_its_names(catalogue: Catalogue, product_id: str, name: str, maker: str, route: str) -> None:
    found = product(catalogue, product_id)

    assert (found.name, found.maker, found.route) == (name, maker, route)


# --- Codes -----------------------------------------------------------------------------------------------------------


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
    assert refusal.value.candidates == ("vyepti", "tezspire")


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


# --- Presentations ---------------------------------------------------------------------------------------------------


class Package(NamedTuple):
    """One row of FACTS 1.2 with FACTS2 4 and 10."""

    ndc: str
    label_ndc: str
    form: Form
    content: int
    volume: str
    ndc_quantity: str
    units: int | None
    certainty: str


PACKAGES: Final = {
    "tezspire": [
        Package("55513-0112-01", "55513-112-01", SYRINGE, 210, "1.91", "1.91 ML", 210, "A"),
        Package("55513-0100-01", "55513-100-01", VIAL, 210, "1.91", "1.91 ML", None, "X"),
        Package("55513-0123-01", "55513-123-01", Form.PEN, 210, "1.91", "1.91 ML", 210, "A"),
    ],
    "vyepti": [Package("67386-0130-51", "67386-130-51", VIAL, 100, "1", "1 ML", 100, "A")],
    "cinqair": [Package("59310-0610-31", "59310-610-31", VIAL, 100, "10", "10 ML", 100, "A")],
    "nucala": [
        Package("00173-0881-01", "0173-0881-01", VIAL, 100, "1", "1 UN", 100, "A"),
        Package("00173-0892-42", "0173-0892-42", SYRINGE, 100, "1", "1 ML", None, "A"),
        Package("00173-0904-42", "0173-0904-42", SYRINGE, 40, "0.4", "0.4 ML", None, "C"),
        Package("00173-0892-01", "0173-0892-01", Form.AUTOINJECTOR, 100, "1", "1 ML", None, "A"),
    ],
    "fasenra": [
        Package("00310-1730-30", "0310-1730-30", SYRINGE, 30, "1", "1 ML", 30, "A"),
        Package("00310-1745-01", "0310-1745-01", SYRINGE, 10, "0.5", "0.5 ML", 10, "A"),
        Package("00310-1830-30", "0310-1830-30", Form.PEN, 30, "1", "1 ML", 30, "A"),
    ],
    "xolair": [
        Package("50242-0214-01", "50242-214-01", SYRINGE, 75, "0.5", "0.5 ML", 15, "B"),
        Package("50242-0214-03", "50242-214-03", SYRINGE, 75, "0.5", "0.5 ML", 15, "C"),
        Package("50242-0215-01", "50242-215-01", SYRINGE, 150, "1", "1 ML", 30, "B"),
        Package("50242-0215-03", "50242-215-03", SYRINGE, 150, "1", "1 ML", 30, "C"),
        Package("50242-0227-01", "50242-227-01", SYRINGE, 300, "2", "2 ML", 60, "C"),
        Package("50242-0040-62", "50242-040-62", VIAL, 150, "1.2", "1 UN", 30, "X"),
        Package("50242-0214-55", "50242-214-55", Form.UNSETTLED, 75, "0.5", "0.5 ML", 15, "X"),
        Package("50242-0215-55", "50242-215-55", Form.AUTOINJECTOR, 150, "1", "1 ML", 30, "B"),
        Package("50242-0227-55", "50242-227-55", Form.AUTOINJECTOR, 300, "2", "2 ML", 60, "C"),
    ],
}


def seen(item: Presentation) -> Package:
    assert item.volume is not None
    return Package(
        ndc=str(item.ndc),
        label_ndc=item.label_ndc,
        form=item.form,
        content=int(item.content.in_unit("mg").magnitude),
        volume=str(float(item.volume.magnitude)).removesuffix(".0"),
        ndc_quantity=f"{str(float(item.ndc_quantity.amount)).removesuffix('.0')} {item.ndc_quantity.qualifier}",
        units=item.package_units,
        certainty=item.cited.certainty,
    )


@pytest.mark.parametrize("product_id", PACKAGES)
def test_product_has_its_packages_in_catalogue_order(catalogue: Catalogue, product_id: str) -> None:
    packages = product(catalogue, product_id).presentations

    assert [seen(item) for item in packages] == PACKAGES[product_id]


def test_only_four_packages_are_not_listed_by_cms(catalogue: Catalogue) -> None:
    unlisted = {str(item.ndc) for one in catalogue.products for item in one.presentations if not item.is_listed}

    assert unlisted == {"55513-0100-01", "00173-0892-42", "00173-0904-42", "00173-0892-01"}


def test_package_to_verify_says_why(catalogue: Catalogue) -> None:
    weak = [item for one in catalogue.products for item in one.presentations if item.cited.must_verify]

    assert len(weak) == 8
    assert all(item.note for item in weak)


def test_disputed_vials_say_verify_before_ordering(catalogue: Catalogue) -> None:
    for ndc in ("55513-0100-01", "50242-0040-62"):
        _, item = catalogue.package(ndc)

        assert item.note is not None
        assert item.note.endswith("verify before ordering")


@pytest.mark.parametrize("product_id", PACKAGES)
def test_package_is_found_by_its_ten_digits(catalogue: Catalogue, product_id: str) -> None:
    for package in PACKAGES[product_id]:
        found, item = catalogue.package(package.label_ndc.replace("-", ""))

        assert (found.id, str(item.ndc)) == (product_id, package.ndc)


class CrosswalkRow(NamedTuple):
    """One row of the CMS ASP NDC-HCPCS crosswalk of October 2026, transcribed from cms_code_rows.csv."""

    ndc11: str
    hcpcs: str
    drug: str
    dosage: str
    package_size: str
    bill_units: int


CROSSWALK: Final = [
    CrosswalkRow("55513011201", "J2356", "Tezspire", "1 MG", "1.91", 210),
    CrosswalkRow("55513012301", "J2356", "Tezspire", "1 MG", "1.91", 210),
    CrosswalkRow("67386013051", "J3032", "Vyepti", "1 MG", "1", 100),
    CrosswalkRow("59310061031", "J2786", "Cinqair", "1 MG", "10", 100),
    CrosswalkRow("00173088101", "J2182", "Nucala", "1 MG", "1", 100),
    CrosswalkRow("00310173030", "J0517", "Fasenra", "1 MG", "1", 30),
    CrosswalkRow("00310174501", "J0517", "Fasenra", "1 MG", "0.5", 10),
    CrosswalkRow("00310183030", "J0517", "Fasenra", "1 MG", "1", 30),
    CrosswalkRow("50242004062", "J2357", "Xolair", "5 MG", "1", 30),
    CrosswalkRow("50242021401", "J2357", "Xolair", "5 MG", "0.5", 15),
    CrosswalkRow("50242021403", "J2357", "Xolair", "5 MG", "0.5", 15),
    CrosswalkRow("50242021455", "J2357", "Xolair", "5 MG", "0.5", 15),
    CrosswalkRow("50242021501", "J2357", "Xolair", "5 MG", "1", 30),
    CrosswalkRow("50242021503", "J2357", "Xolair", "5 MG", "1", 30),
    CrosswalkRow("50242021555", "J2357", "Xolair", "5 MG", "1", 30),
    CrosswalkRow("50242022701", "J2357", "Xolair", "5 MG", "2", 60),
    CrosswalkRow("50242022755", "J2357", "Xolair", "5 MG", "2", 60),
]


@pytest.mark.parametrize("row", CROSSWALK, ids=[row.ndc11 for row in CROSSWALK])
def test_package_agrees_with_the_cms_crosswalk(catalogue: Catalogue, row: CrosswalkRow) -> None:
    found, item = catalogue.package(row.ndc11)

    assert (found.code.hcpcs, found.brand) == (row.hcpcs, row.drug)
    assert found.code.unit.amount == mg(int(row.dosage.removesuffix(" MG")))
    assert (item.package_units, item.is_listed) == (row.bill_units, True)
    # The size is a volume for liquids and "1 vial" for powders: the very amount that a claim carries.
    assert item.ndc_quantity.amount == Fraction(row.package_size)


def test_packages_are_listed_only_if_the_cms_crosswalk_has_them(catalogue: Catalogue) -> None:
    listed = {item.ndc.digits for one in catalogue.products for item in one.presentations if item.is_listed}

    assert listed == {row.ndc11 for row in CROSSWALK}


@pytest.mark.parametrize(
    ("hcpcs", "descriptor", "first", "ended"),
    [
        ("C9063", "Injection, eptinezumab-jjmr, 1 mg", date(2020, 7, 1), (date(2020, 9, 30), "J3032")),
        ("C9466", "Injection, benralizumab, 1 mg", date(2018, 4, 1), (date(2018, 12, 31), "J0517")),
        ("C9473", "Injection, mepolizumab, 1 mg", date(2016, 4, 1), (date(2016, 12, 31), "J2182")),
        ("C9481", "Injection, reslizumab, 1 mg", date(2016, 10, 1), (date(2016, 12, 31), "J2786")),
        ("J0517", "Injection, benralizumab, 1 mg", date(2019, 1, 1), (None, None)),
        ("J2182", "Injection, mepolizumab, 1 mg", date(2017, 1, 1), (None, None)),
        ("J2357", "Injection, omalizumab, 5 mg", date(2005, 1, 1), (None, None)),
        ("J2786", "Injection, reslizumab, 1 mg", date(2017, 1, 1), (None, None)),
        ("J3032", "Injection, eptinezumab-jjmr, 1 mg", date(2020, 10, 1), (None, None)),
    ],
)
def test_code_agrees_with_the_cms_code_file(
    catalogue: Catalogue, hcpcs: str, descriptor: str, first: date, ended: tuple[date | None, str | None]
) -> None:
    known = catalogue.code(hcpcs)

    assert known is not None
    assert (known.cms.descriptor, known.first, (known.last, known.replaced_by)) == (descriptor, first, ended)
    assert known.cms.cited.certainty is Certainty.OFFICIAL


# --- Schedules -------------------------------------------------------------------------------------------------------


class Use(NamedTuple):
    """One row of FACTS 1.3: ages, doses as (least, most) in mg, the label's and the payer's intervals, mark."""

    id: str
    ages: tuple[int, int | None]
    doses: tuple[tuple[int, int], ...]
    steps: Steps | None
    payer: Steps | None
    certainty: str


USES: Final = {
    "tezspire": [
        Use("asthma", (12, None), ((210, 210),), every(days=28), every(days=28), "A"),
        Use("crswnp", (12, None), ((210, 210),), every(days=28), every(days=28), "A"),
    ],
    "vyepti": [Use("migraine", (18, None), ((100, 100), (300, 300)), every(months=3), every(days=84), "A")],
    "nucala": [
        Use("asthma", (12, None), ((100, 100),), every(days=28), every(days=28), "B"),
        Use("asthma-6-11", (6, 12), ((40, 40),), every(days=28), every(days=28), "B"),
        Use("crswnp", (18, None), ((100, 100),), every(days=28), every(days=28), "B"),
        Use("copd", (18, None), ((100, 100),), every(days=28), every(days=28), "B"),
        Use("egpa", (18, None), ((300, 300),), every(days=28), every(days=28), "B"),
        Use("hes", (12, None), ((300, 300),), every(days=28), every(days=28), "B"),
    ],
    "fasenra": [
        Use("asthma", (12, None), ((30, 30),), FASENRA_STEPS, FASENRA_STEPS, "A"),
        Use("asthma-6-11", (6, 12), ((10, 10), (30, 30)), FASENRA_STEPS, None, "A"),
        Use("egpa", (18, None), ((30, 30),), every(days=28), None, "A"),
    ],
    "xolair": [
        Use("asthma", (6, None), ((75, 375),), None, every(days=14), "B"),
        Use("crswnp", (18, None), ((75, 600),), None, every(days=14), "B"),
        Use("food-allergy", (1, None), ((75, 600),), None, every(days=28), "C"),
        Use("csu", (12, None), ((150, 150), (300, 300)), every(days=28), every(days=28), "B"),
    ],
}


def in_mg(dose: LabelDose) -> tuple[int, int]:
    assert isinstance(dose.least, Mass)
    assert isinstance(dose.most, Mass)
    return int(dose.least.in_unit("mg").magnitude), int(dose.most.in_unit("mg").magnitude)


@pytest.mark.parametrize("product_id", USES)
def test_product_has_its_labelled_schedules(catalogue: Catalogue, product_id: str) -> None:
    found = [
        Use(
            id=one.id,
            ages=(one.from_age, one.under_age),
            doses=tuple(in_mg(dose) for dose in one.doses),
            steps=one.steps,
            payer=one.payer.steps if one.payer else None,
            certainty=one.cited.certainty,
        )
        for one in product(catalogue, product_id).schedules
    ]

    assert found == USES[product_id]


def test_cinqair_is_dosed_by_weight_every_28_days(catalogue: Catalogue) -> None:
    (schedule,) = product(catalogue, "cinqair").schedules

    assert (schedule.id, schedule.from_age, schedule.under_age) == ("asthma", 18, None)
    assert [(dose.least, dose.most) for dose in schedule.doses] == [(DosePerWeight(mg(3)), DosePerWeight(mg(3)))]
    assert schedule.steps == every(days=28)
    assert schedule.payer is not None
    assert schedule.payer.steps == every(days=28)


def test_fasenra_children_change_dose_at_35_kg(catalogue: Catalogue) -> None:
    light, heavy = product(catalogue, "fasenra").schedules[1].doses

    assert (light.from_weight, light.below_weight) == (None, BodyMass.of(35, "kg"))
    assert (heavy.from_weight, heavy.below_weight) == (BodyMass.of(35, "kg"), None)


@pytest.mark.parametrize(
    ("dose_number", "days"),
    [
        pytest.param(1, 28, id="after-the-first"),
        pytest.param(2, 28, id="after-the-second"),
        pytest.param(3, 56, id="from-the-third-on"),
        pytest.param(12, 56, id="long-after"),
    ],
)
def test_fasenra_asthma_goes_from_four_to_eight_weeks(catalogue: Catalogue, dose_number: int, days: int) -> None:
    asthma = product(catalogue, "fasenra").schedules[0]

    assert asthma.steps is not None
    assert asthma.payer is not None
    assert asthma.steps.after_dose(dose_number) == Interval(days)
    assert asthma.payer.steps.after_dose(dose_number) == Interval(days)


@pytest.mark.parametrize("schedule_id", ["asthma", "crswnp", "food-allergy"])
def test_xolair_leaves_the_interval_to_the_order(catalogue: Catalogue, schedule_id: str) -> None:
    schedule = next(one for one in product(catalogue, "xolair").schedules if one.id == schedule_id)

    assert schedule.order_intervals == (Interval(14), Interval(28))


# --- Limits and rules ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("product_id", "units"),
    [("tezspire", 210), ("vyepti", 300), ("cinqair", 500), ("nucala", 300), ("fasenra", 30), ("xolair", 120)],
)
def test_unlikely_edit_is_that_of_the_fourth_quarter_2026(catalogue: Catalogue, product_id: str, units: int) -> None:
    edit = product(catalogue, product_id).unlikely_edit

    assert edit is not None
    assert (edit.units, edit.edition) == (BillingUnits.of(units, "billing_unit"), "2026 Q4")
    assert edit.cited.certainty is Certainty.OFFICIAL


@pytest.mark.parametrize(
    ("product_id", "rule", "new_test_after_days", "certainty"),
    [
        ("tezspire", MissedDoseRule.SOON_THEN_USUAL_DAY, None, "A"),
        ("vyepti", MissedDoseRule.ASK_PRESCRIBER, None, "C"),
        ("cinqair", MissedDoseRule.ASK_PRESCRIBER, None, "B"),
        ("nucala", MissedDoseRule.ASK_PRESCRIBER, None, "C"),
        ("fasenra", MissedDoseRule.ASK_PRESCRIBER, None, "B"),
        ("xolair", MissedDoseRule.ASK_PRESCRIBER, 365, "B"),
    ],
)
def test_only_tezspire_proposes_what_to_do_after_a_missed_dose(
    catalogue: Catalogue, product_id: str, rule: MissedDoseRule, new_test_after_days: int | None, certainty: str
) -> None:
    missed = product(catalogue, product_id).missed_dose

    assert (missed.rule, missed.new_test_after_days) == (rule, new_test_after_days)
    assert missed.cited.certainty == certainty


@pytest.mark.parametrize(
    ("product_id", "cpt", "certainty"),
    [
        ("tezspire", "96372", "C"),
        ("vyepti", "96365", "C"),
        ("cinqair", "96365", "C"),
        ("nucala", "96372", "X"),
        ("fasenra", "96372", "B"),
        ("xolair", "96372", "X"),
    ],
)
def test_administration_code_is_the_default_of_the_route(
    catalogue: Catalogue, product_id: str, cpt: str, certainty: str
) -> None:
    (code,) = product(catalogue, product_id).administration_codes

    assert (code.cpt, code.cited.certainty) == (cpt, certainty)


@pytest.mark.parametrize(
    ("product_id", "diagnoses"),
    [
        ("tezspire", {"J45.50 B asthma", "J45.51 B asthma", "J45.5* B asthma", "J33* C crswnp"}),
        (
            "vyepti",
            {
                "G43.001 B migraine",
                "G43.009 B migraine",
                "G43.011 B migraine",
                "G43.019 B migraine",
                "G43.101 B migraine",
                "G43.109 B migraine",
                "G43.111 B migraine",
                "G43.119 B migraine",
                "G43* B migraine",
            },
        ),
        ("cinqair", {"J45.50 C asthma", "J45.51 C asthma", "J45.52 C asthma", "J82.8* C asthma"}),
        (
            "nucala",
            {
                "J45.5* B asthma",
                "J82.83 C asthma",
                "J33* C crswnp",
                "J44* C copd",
                "M30.1 C egpa",
                "D72.11* C hes",
            },
        ),
        ("fasenra", {"J45.50 B asthma", "M30.1 C egpa"}),
        (
            "xolair",
            {
                "J45.40 A asthma",
                "J45.50 A asthma",
                "J45.41 B asthma",
                "J45.42 B asthma",
                "J45.51 B asthma",
                "J45.52 B asthma",
                "J33.0 B crswnp",
                "L50.1 A csu",
                "Z91.010 B food-allergy",
                "Z91.013 B food-allergy",
                "Z91.014 B food-allergy",
                "Z91.018 B food-allergy",
                "Z91.0110 B food-allergy",
                "Z91.0111 B food-allergy",
                "Z91.0112 B food-allergy",
                "Z91.0120 B food-allergy",
                "Z91.0121 B food-allergy",
                "Z91.0122 B food-allergy",
                "Z91.011 B food-allergy",
                "Z91.012 B food-allergy",
            },
        ),
    ],
)
def test_diagnoses_are_those_that_were_seen(catalogue: Catalogue, product_id: str, diagnoses: set[str]) -> None:
    found = [
        f"{one.icd10}{'*' if one.is_family else ''} {one.cited.certainty} {one.schedule}"
        for one in product(catalogue, product_id).diagnoses
    ]

    assert set(found) == diagnoses
    assert len(found) == len(diagnoses)


@pytest.mark.parametrize(("product_id", "certainty"), [("cinqair", "A"), ("xolair", "B")])
def test_boxed_warning_is_anaphylaxis(catalogue: Catalogue, product_id: str, certainty: str) -> None:
    (warning,) = [one for one in product(catalogue, product_id).statements if one.topic == "boxed-warning"]

    assert (warning.text, warning.cited.certainty) == ("Anaphylaxis.", certainty)


def test_only_cinqair_and_xolair_have_a_boxed_warning(catalogue: Catalogue) -> None:
    warned = {one.id for one in catalogue.products for told in one.statements if told.topic == "boxed-warning"}

    assert warned == {"cinqair", "xolair"}


def test_disputed_cap_of_cinqair_shows_both_editions(catalogue: Catalogue) -> None:
    limits = [one for one in product(catalogue, "cinqair").statements if one.topic == "limit"]

    assert limits[0].cited.certainty is Certainty.DISPUTED
    assert "400 billing units" in limits[0].text
    assert "345 billing units" in limits[0].text


# --- Payers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("payer_id", "name", "wants_ndc", "certainty"),
    [("medicare-part-b", "Medicare Part B", False, "A"), ("premera", "Premera / LifeWise", True, "B")],
)
def test_payer_has_its_rules(
    catalogue: Catalogue,
    payer_id: str,
    name: str,
    wants_ndc: bool,  # noqa: FBT001 - a column of the table
    certainty: str,
) -> None:
    payer = catalogue.payer(payer_id)

    assert (payer.name, payer.wants_ndc, payer.cited.certainty) == (name, wants_ndc, certainty)
    assert (payer.waste, payer.clocks) == (WasteBilling.JW_JZ, ())
    assert payer.dates == ModifierDates(date(2017, 1, 1), date(2023, 1, 1), date(2023, 7, 1))


def test_medicare_ndc_rule_is_to_be_verified(catalogue: Catalogue) -> None:
    (told,) = [one for one in catalogue.payer("medicare-part-b").statements if one.topic == "ndc"]

    assert told.cited.must_verify
    assert "Verify" in told.text


# --- Every fact ------------------------------------------------------------------------------------------------------


def every_value(value: object) -> Iterator[object]:
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from every_value(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from every_value(getattr(value, field.name))


def test_every_fact_was_checked_on_the_day_of_the_edition(catalogue: Catalogue) -> None:
    cited = {one for one in every_value(catalogue) if isinstance(one, Citation)}

    assert len(cited) > 80
    assert {one.checked for one in cited} == {CHECKED}
    assert {one.certainty for one in cited} == set(Certainty)


def test_every_source_of_a_file_is_cited_there() -> None:
    folder = Path(str(resource()))
    for file in [folder / "codes.toml", *folder.glob("p*/*.toml")]:
        text = file.read_text(encoding="utf-8")

        for key in tomllib.loads(text)["sources"]:
            assert f'source = "{key}"' in text, f"{file.name}: {key}"


def test_texts_follow_the_display_rules(catalogue: Catalogue) -> None:
    spoken = [told for one in catalogue.products for told in one.statements]
    spoken += [told for one in catalogue.payers for told in one.statements]
    texts = [told.text for told in spoken]
    texts += [one.missed_dose.text for one in catalogue.products]
    texts += [code.text for one in catalogue.products for code in one.administration_codes]
    clocks = [use.payer for one in catalogue.products for use in one.schedules]
    texts += [clock.text for clock in clocks if clock is not None]

    for text in texts:
        for refused in ("/", "µ", "μ", " q4w", " IU", " cc", "degC", "<", ">"):  # noqa: RUF001 - both micro signs
            assert refused not in text, text
        assert ".0 " not in text, text


# --- Where the files are ---------------------------------------------------------------------------------------------


def test_resource_finds_a_file_below_resources() -> None:
    assert resource("products/vyepti.toml").read_text(encoding="utf-8").startswith("# Vyepti")


def test_resource_in_a_checkout_is_the_folder_beside_the_package() -> None:
    assert resource() == Path(resources.__file__).parents[2] / "resources"


def test_resource_without_folders_asks_the_importer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In an archive nothing is a folder; tests/architecture reads from a real one."""
    monkeypatch.setattr(Path, "is_dir", lambda _: False)
    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path / package)

    assert resource("payers") == tmp_path / "j3032calc.resources" / "payers"


# --- What is refused -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def shipped() -> dict[str, str]:
    folder = Path(str(resource()))
    files = [folder / "catalogue.toml", folder / "codes.toml", *folder.glob("p*/*.toml")]
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


@pytest.fixture
def planted(shipped: dict[str, str], tmp_path: Path) -> Callable[..., Path]:
    """Give a copy of the catalogue in which one file has one text replaced."""

    def plant(path: str, old: str, new: str) -> Path:
        assert old in shipped[path]
        for name, text in shipped.items():
            file = tmp_path / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text.replace(old, new, 1) if name == path else text, encoding="utf-8")
        return tmp_path

    return plant


class Broken(NamedTuple):
    id: str
    path: str
    old: str
    new: str
    field: str
    reason: str


TEZSPIRE: Final = "products/tezspire.toml"
FASENRA: Final = "products/fasenra.toml"
XOLAIR: Final = "products/xolair.toml"
CINQAIR: Final = "products/cinqair.toml"
MEDICARE: Final = "payers/medicare-part-b.toml"
CLOCK: Final = '\n[[clocks]]\nproduct = "vyepti"\nevery = "84 days"\nsource = "cms"\ncertainty = "A"\n'
LAST_OF_MEDICARE: Final = 'source = "administration"\ncertainty = "X"\n'
RANGE: Final = '{ least = "75 mg", most = "375 mg" }'

# fmt: off
BROKEN: Final = [
    # fields
    Broken("unknown-field", TEZSPIRE, "listed = true", "listed = true\nprice = 1", "presentations[0].price", "does not belong here"),
    Broken("unknown-table", TEZSPIRE, "[product]", "[prices]\n[product]", "prices", "does not belong here"),
    Broken("missing-field", TEZSPIRE, 'maker = "Amgen Inc"\n', "", "product.maker", "is missing"),
    Broken("empty-text", TEZSPIRE, '"Amgen Inc"', '" "', "product.maker", "is empty"),
    Broken("not-text", TEZSPIRE, '"Amgen Inc"', "7", "product.maker", "is not text"),
    Broken("not-a-number", TEZSPIRE, "package_units = 210", 'package_units = "210"', "presentations[0].package_units", "is not a whole number"),
    Broken("true-is-no-number", TEZSPIRE, "package_units = 210", "package_units = true", "presentations[0].package_units", "is not a whole number"),
    Broken("below-one", TEZSPIRE, "from_age = 12", "from_age = 0", "schedules[0].from_age", "is not above zero"),
    Broken("not-a-flag", TEZSPIRE, "listed = true", 'listed = "yes"', "presentations[0].listed", "is not true or false"),
    Broken("not-a-date", TEZSPIRE, "checked = 2026-11-23", 'checked = "2026-11-23"', "sources.crosswalk.checked", "is not a date"),
    Broken("time-is-no-date", TEZSPIRE, "checked = 2026-11-23", "checked = 2026-11-23T10:00:00", "sources.crosswalk.checked", "is not a date"),
    Broken("not-a-list", TEZSPIRE, 'icd10 = ["J45.5"]', 'icd10 = "J45.5"', "diagnoses[1].icd10", "is not a list"),
    Broken("list-of-something-else", TEZSPIRE, '["J45.50", "J45.51"]', '["J45.50", 7]', "diagnoses[0].icd10[1]", "is not text"),
    Broken("empty-list", TEZSPIRE, 'doses = [{ dose = "210 mg" }]', "doses = []", "schedules[0].doses", "is empty"),
    Broken("not-a-table", TEZSPIRE, 'doses = [{ dose = "210 mg" }]', 'doses = ["210 mg"]', "schedules[0].doses[0]", "is not a table"),
    # sources
    Broken("unknown-source", TEZSPIRE, 'source = "mue"', 'source = "hearsay"', "unlikely_edit.source", "is not a key in [sources]"),
    Broken("certainty", TEZSPIRE, 'source = "mue"\ncertainty = "A"', 'source = "mue"\ncertainty = "D"', "unlikely_edit.certainty", "is not A, B, C or X"),
    Broken("source-without-title", TEZSPIRE, 'title = "Highmark policy on Tezspire, digest"\n', "", "sources.highmark.title", "is missing"),
    # product and code
    Broken("other-product-id", TEZSPIRE, 'id = "tezspire"', 'id = "vyepti"', "product.id", "is not tezspire"),
    Broken("route", TEZSPIRE, '"subcutaneous"', '"oral"', "product.route", "is not a known route"),
    Broken("code-without-row", TEZSPIRE, 'hcpcs = "J2356"', 'hcpcs = "J2355"', "code.hcpcs", "has no row in codes.toml"),
    Broken("code-of-another-product", TEZSPIRE, 'hcpcs = "J2356"', 'hcpcs = "J3032"', "code.hcpcs", "is not this product in codes.toml"),
    Broken("billing-unit", TEZSPIRE, 'unit = "1 mg"', 'unit = "1 U"', "code.unit", "is not an amount like 1 mg"),
    # presentations
    Broken("bad-ndc", TEZSPIRE, '"55513-0112-01"', '"55513-112-1"', "presentations[0].ndc", "is not an 11-digit NDC, 5-4-2"),
    Broken("ndc-without-hyphens", TEZSPIRE, '"55513-0112-01"', '"55513011201"', "presentations[0].ndc", "is not an 11-digit NDC, 5-4-2"),
    Broken("ndc-of-the-label", TEZSPIRE, '"55513-0112-01"', '"55513-112-01"', "presentations[0].ndc", "is not an 11-digit NDC, 5-4-2"),
    Broken("bad-label-ndc", TEZSPIRE, '"55513-112-01"', '"5551311201"', "presentations[0].label_ndc", "is not an NDC with hyphens"),
    Broken("label-ndc-of-another", TEZSPIRE, '"55513-112-01"', '"55513-123-01"', "presentations[0].label_ndc", "does not convert to 55513-0112-01"),
    Broken("form", TEZSPIRE, '"single-dose pen"', '"pen"', "presentations[2].form", "is not a known form"),
    Broken("content-without-unit", TEZSPIRE, '"210 mg in 1.91 mL"', '"210"', "presentations[0].content", "is not a container size in mg"),
    Broken("content-in-units", TEZSPIRE, '"210 mg in 1.91 mL"', '"210 units in 1.91 mL"', "presentations[0].content", "is not a container size in mg"),
    Broken("ndc-quantity", TEZSPIRE, '"ML1.91"', '"ME210"', "presentations[0].ndc_quantity", "is not a quantity like ML1.91 or UN1"),
    Broken("ndc-quantity-zero", TEZSPIRE, '"ML1.91"', '"ML0"', "presentations[0].ndc_quantity", "is not a quantity like ML1.91 or UN1"),
    Broken("ndc-quantity-other-volume", TEZSPIRE, '"ML1.91"', '"ML1.9"', "presentations[0].ndc_quantity", "is not the volume in content"),
    Broken("ndc-quantity-without-volume", TEZSPIRE, '"210 mg in 1.91 mL"', '"210 mg"', "presentations[0].ndc_quantity", "is not the volume in content"),
    Broken("package-units", TEZSPIRE, "package_units = 210", "package_units = 211", "presentations[0].package_units", "contradicts content and billing unit"),
    Broken("package-units-of-mg", XOLAIR, "package_units = 15", "package_units = 75", "presentations[0].package_units", "contradicts content and billing unit"),
    Broken("listed-without-units", TEZSPIRE, "package_units = 210\n", "", "presentations[0].package_units", "is missing"),
    Broken("ndc-twice", TEZSPIRE, 'ndc = "55513-0123-01"\nlabel_ndc = "55513-123-01"', 'ndc = "55513-0112-01"\nlabel_ndc = "55513-112-01"', "presentations[2].ndc", "is also in tezspire.toml"),
    Broken("ndc-of-another-product", FASENRA, 'ndc = "00310-1830-30"\nlabel_ndc = "0310-1830-30"', 'ndc = "67386-0130-51"\nlabel_ndc = "67386-130-51"', "presentations[2].ndc", "is also in vyepti.toml"),
    # schedules
    Broken("schedule-id", TEZSPIRE, 'id = "crswnp"', 'id = "polyps"', "schedules[1].id", "is not a known schedule"),
    Broken("schedule-twice", TEZSPIRE, 'id = "crswnp"', 'id = "asthma"', "schedules[1].id", "is in the list twice"),
    Broken("ages", FASENRA, "under_age = 12", "under_age = 6", "schedules[1].under_age", "is not above from_age"),
    Broken("no-interval", TEZSPIRE, 'every = "4 weeks"\n', "", "schedules[0].every", "is missing"),
    Broken("interval", TEZSPIRE, 'every = "4 weeks"', 'every = "monthly"', "schedules[0].every", "is not an interval like 28 days"),
    Broken("two-intervals", TEZSPIRE, 'every = "4 weeks"', 'every = "4 weeks"\norder_intervals = ["2 weeks"]', "schedules[0].every", "does not belong here"),
    Broken("order-interval", XOLAIR, '["2 weeks", "4 weeks"]', '["2 weeks", "later"]', "schedules[0].order_intervals[1]", "is not an interval like 4 weeks"),
    Broken("first-step", FASENRA, "from_dose = 1", "from_dose = 2", "schedules[0].steps[0].from_dose", "is not 1"),
    Broken("steps-overlap", FASENRA, "from_dose = 3", "from_dose = 1", "schedules[0].steps[1].from_dose", "is not after the step before"),
    Broken("steps-unsorted", FASENRA, '{ from_dose = 3, every = "8 weeks" }', '{ from_dose = 3, every = "8 weeks" }, { from_dose = 2, every = "6 weeks" }', "schedules[0].steps[2].from_dose", "is not after the step before"),
    Broken("step-interval", FASENRA, 'every = "8 weeks"', 'every = "0 weeks"', "schedules[0].steps[1].every", "is not an interval like 28 days"),
    Broken("clock-without-interval", TEZSPIRE, 'every = "28 days"\n', "", "schedules[0].payer_clock.every", "is missing"),
    Broken("dose", TEZSPIRE, 'dose = "210 mg"', 'dose = "210"', "schedules[0].doses[0].dose", "is not a dose in mg"),
    Broken("dose-in-units", TEZSPIRE, 'dose = "210 mg"', 'dose = "210 units"', "schedules[0].doses[0].dose", "is not a dose in mg"),
    Broken("dose-in-units-per-kg", CINQAIR, 'dose = "3 mg/kg"', 'dose = "3 units/kg"', "schedules[0].doses[0].dose", "is not a dose in mg"),
    Broken("no-dose", XOLAIR, RANGE, '{ most = "375 mg" }', "schedules[0].doses[0].least", "is missing"),
    Broken("range-per-kg", XOLAIR, RANGE, '{ least = "1 mg/kg", most = "375 mg" }', "schedules[0].doses[0].least", "is not a dose in mg"),
    Broken("range-backwards", XOLAIR, RANGE, '{ least = "375 mg", most = "75 mg" }', "schedules[0].doses[0].most", "is not above least"),
    Broken("weight", FASENRA, 'below_weight = "35 kg"', 'below_weight = "35"', "schedules[1].doses[0].below_weight", "is not a weight like 35 kg"),
    Broken("weights-backwards", FASENRA, 'below_weight = "35 kg"', 'from_weight = "40 kg", below_weight = "35 kg"', "schedules[1].doses[0].below_weight", "is not above from_weight"),
    # the rest of a product
    Broken("missed-dose-rule", TEZSPIRE, '"soon-then-usual-day"', '"double"', "missed_dose.rule", "is not a known rule"),
    Broken("cpt", TEZSPIRE, 'cpt = "96372"', 'cpt = "J2356"', "administration_codes[0].cpt", "is not five digits"),
    Broken("icd10", TEZSPIRE, '"J45.51"', '"J45.5x"', "diagnoses[0].icd10[1]", "is not an ICD-10-CM code"),
    Broken("diagnosis-schedule", TEZSPIRE, 'schedule = "asthma"', 'schedule = "migraine"', "diagnoses[0].schedule", "is not a schedule of this product"),
    Broken("topic", TEZSPIRE, 'topic = "storage"', 'topic = "gossip"', "statements[2].topic", "is not a known topic"),
    # codes
    Broken("hcpcs", "codes.toml", 'hcpcs = "J2356"', 'hcpcs = "2356"', "codes[0].hcpcs", "is not a HCPCS code"),
    Broken("hcpcs-twice", "codes.toml", 'hcpcs = "J3032"', 'hcpcs = "J2356"', "codes[1].hcpcs", "is in the list twice"),
    Broken("code-of-unknown-product", "codes.toml", 'product = "tezspire"', 'product = "teszpire"', "codes[0].product", "is not a product of the catalogue"),
    Broken("document-of-unknown-product", "codes.toml", 'product = "tezspire"\nsource = "document', 'product = "humira"\nsource = "document', "codes[1].document.product", "is not a product of the catalogue"),
    Broken("replaced-by", "codes.toml", 'replaced_by = "J3032"', 'replaced_by = "J3033"', "codes[6].in_force.replaced_by", "has no row of its own"),
    Broken("last-before-first", "codes.toml", "last = 2020-09-30", "last = 2020-06-30", "codes[6].in_force.last", "is before the first day"),
    # payers
    Broken("payer-id", MEDICARE, 'id = "medicare-part-b"', 'id = "medicare"', "payer.id", "is not medicare-part-b"),
    Broken("waste", MEDICARE, '"jw-jz"', '"jw"', "waste.billing", "is not a known way to bill waste"),
    Broken("jz-dates", MEDICARE, "jz_required = 2023-07-01", "jz_required = 2022-07-01", "waste.jz_required", "is before jz_available"),
    Broken("clock-of-unknown-product", MEDICARE, LAST_OF_MEDICARE, LAST_OF_MEDICARE + CLOCK.replace("vyepti", "humira"), "clocks[0].product", "is not a product of the catalogue"),
    # the edition
    Broken("product-id", "catalogue.toml", '"vyepti"', '"../vyepti"', "products[1]", "is not an id like tezspire"),
    Broken("product-twice", "catalogue.toml", '"vyepti"', '"tezspire"', "products[1]", "is in the list twice"),
    Broken("payer-twice", "catalogue.toml", '"premera"', '"medicare-part-b"', "payers[1]", "is in the list twice"),
]
# fmt: on


@pytest.mark.parametrize("case", BROKEN, ids=[case.id for case in BROKEN])
def test_broken_catalogue_is_refused_with_file_field_and_reason(planted: Callable[..., Path], case: Broken) -> None:
    folder = planted(case.path, case.old, case.new)

    with pytest.raises(CatalogueInvalid) as refusal:
        load_catalogue(folder)

    assert (refusal.value.file, refusal.value.field, refusal.value.reason) == (
        case.path.split("/")[-1],
        case.field,
        case.reason,
    )


def test_reasons_are_short_enough_to_be_shown_whole() -> None:
    assert max(len(case.reason) for case in BROKEN) <= 40


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param('note = "a"\nedition =\n', "is not TOML at line 2", id="unfinished-line"),
        pytest.param('products = ["tezspire"', "is not TOML at end of document", id="cut-off"),
    ],
)
def test_file_that_is_no_toml_is_refused_with_the_place(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "catalogue.toml").write_text(text, encoding="utf-8")

    with pytest.raises(CatalogueInvalid) as refusal:
        load_catalogue(tmp_path)

    assert (refusal.value.file, refusal.value.field) == ("catalogue.toml", "the file")
    assert refusal.value.reason == reason


def test_missing_file_is_refused(planted: Callable[..., Path]) -> None:
    folder = planted("catalogue.toml", '"xolair"', '"xolair", "humira"')

    with pytest.raises(CatalogueInvalid) as refusal:
        load_catalogue(folder)

    assert (refusal.value.file, refusal.value.field) == ("humira.toml", "the file")
    assert refusal.value.reason == "is not there or cannot be read"


def test_file_in_another_encoding_is_refused(planted: Callable[..., Path]) -> None:
    folder = planted(TEZSPIRE, "°C", "°C")
    (folder / TEZSPIRE).write_text("# 25 °C", encoding="latin-1")

    with pytest.raises(CatalogueInvalid) as refusal:
        load_catalogue(folder)

    assert (refusal.value.file, refusal.value.field) == ("tezspire.toml", "the file")
    assert refusal.value.reason == "is not UTF-8 text"


# --- What a site or a later edition may have -------------------------------------------------------------------------


def test_payer_may_have_a_clock_of_its_own(planted: Callable[..., Path]) -> None:
    folder = planted(MEDICARE, LAST_OF_MEDICARE, LAST_OF_MEDICARE + CLOCK)

    payer = load_catalogue(folder).payer("medicare-part-b")

    assert payer.clock_for("vyepti") == every(days=84)
    assert payer.clock_for("tezspire") is None


def test_product_may_lack_an_unlikely_edit(planted: Callable[..., Path]) -> None:
    block = '[unlikely_edit]\nunits = 210\nedition = "2026 Q4"\nsource = "mue"\ncertainty = "A"\n'
    folder = planted(TEZSPIRE, block, "")

    assert product(load_catalogue(folder), "tezspire").unlikely_edit is None


def test_diagnosis_may_belong_to_every_schedule(planted: Callable[..., Path]) -> None:
    folder = planted(TEZSPIRE, 'icd10 = ["J45.50", "J45.51"]\nschedule = "asthma"', 'icd10 = ["J45.50"]')

    assert product(load_catalogue(folder), "tezspire").diagnoses[0].schedule is None


def test_dose_may_have_two_weight_bounds(planted: Callable[..., Path]) -> None:
    folder = planted(FASENRA, 'below_weight = "35 kg"', 'from_weight = "20 kg", below_weight = "35 kg"')

    dose = product(load_catalogue(folder), "fasenra").schedules[1].doses[0]

    assert (dose.from_weight, dose.below_weight) == (BodyMass.of(20, "kg"), BodyMass.of(35, "kg"))


def billed_by_volume(planted: Callable[..., Path], content: str, units: int) -> Path:
    """Plant a Cinqair that is billed by the mL, in one vial of ``content``."""
    folder = planted(CINQAIR, 'unit = "1 mg"', 'unit = "1 mL"')
    file = folder / CINQAIR
    text = file.read_text(encoding="utf-8").replace('"100 mg in 10 mL"', f'"{content}"')
    file.write_text(text.replace("package_units = 100", f"package_units = {units}"), encoding="utf-8")
    return folder


def test_package_of_a_drug_billed_by_volume_counts_its_volume(planted: Callable[..., Path]) -> None:
    folder = billed_by_volume(planted, "100 mg in 10 mL", 10)

    cinqair = product(load_catalogue(folder), "cinqair")

    assert cinqair.code.unit.amount == Volume.of(1, "mL")
    assert cinqair.presentations[0].package_units == 10


def test_package_of_a_drug_billed_by_volume_needs_its_volume(planted: Callable[..., Path]) -> None:
    folder = billed_by_volume(planted, "100 mg", 10)

    with pytest.raises(CatalogueInvalid) as refusal:
        load_catalogue(folder)

    assert (refusal.value.field, refusal.value.reason) == ("presentations[0].content", "is not a container size in mL")

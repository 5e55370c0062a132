"""The schedules, limits and rules of the shipped catalogue against literals from the fact files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from j3032calc.domain.product import Certainty, MissedDoseRule
from j3032calc.domain.quantities import BillingUnits, BodyMass, DosePerWeight, Mass
from j3032calc.domain.schedule import Interval, Steps

if TYPE_CHECKING:
    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.product import LabelDose
from tests.unit.storage.shipped import FASENRA_STEPS, every, mg, product


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

"""One test for each bug that testers found in the domain: what it must do instead."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.calculation import calculate
from j3032calc.domain.containers import Opened
from j3032calc.domain.crosswalk import CrosswalkRow, compare
from j3032calc.domain.dosing import share_out
from j3032calc.domain.findings import AboveLabelMaximum, Care, Claim, Finding, NotALabelledDose
from j3032calc.domain.label import LabelledRange
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.question import Drug
from tests.unit.domain.builders import (
    act,
    boxed,
    catalogue,
    every,
    just,
    kg,
    known,
    mg,
    ndc_lines,
    opened,
    package,
    payer,
    product,
    question,
    schedule,
)

if TYPE_CHECKING:
    from j3032calc.domain.quantities import Amount, BodyMass


@pytest.mark.parametrize("weight", [kg("19.9"), kg(35)])
def test_r10_a_weight_that_no_labelled_dose_is_for_is_asked_about(weight: BodyMass) -> None:
    bands = schedule("bands", doses=(just(mg(10), from_weight=kg(20), below_weight=kg(35)),), steps=every(days=28))
    vial = package(mg(10))
    drug = product(presentations=(vial,), schedules=(bands,))
    asked = question(mg("9.9"), (boxed(vial),), Drug(drug.code.unit, "J1111", known(), drug), weight=weight)

    found = [finding for finding in calculate(asked).findings if finding.rule == "R-10"]

    detail = NotALabelledDose(mg("9.9"), (LabelledRange(mg(10), mg(10)),), bands.cited)
    assert found == [Finding("R-10", Claim.WARN, Care.ASK, detail)]


def test_r10_a_dose_above_the_label_of_every_other_weight_holds() -> None:
    bands = schedule("bands", doses=(just(mg(10), from_weight=kg(20), below_weight=kg(35)),), steps=every(days=28))
    vial = package(mg(10))
    drug = product(presentations=(vial,), schedules=(bands,))
    asked = question(mg("10.1"), (boxed(vial),), Drug(drug.code.unit, "J1111", known(), drug), weight=kg(19))

    found = [finding for finding in calculate(asked).findings if finding.rule == "R-10"]

    detail = AboveLabelMaximum(mg("10.1"), mg(10), bands.cited)
    assert found == [Finding("R-10", Claim.WARN, Care.HOLD, detail)]


@pytest.mark.parametrize(
    ("dosage", "fields"),
    [
        pytest.param(act(1, "J0585"), [], id="the-same"),
        pytest.param(act(1, ""), [], id="units-of-no-code"),
        pytest.param(act(5, "J0585"), ["billing unit"], id="another-number"),
        pytest.param(mg(1), ["billing unit"], id="mass"),
    ],
)
def test_a_crosswalk_of_a_drug_measured_in_units_is_compared(dosage: Amount, fields: list[str]) -> None:
    vial = package(act(100), "0023-1145-01")
    botox = product("botox", hcpcs="J0585", unit=act(1), presentations=(vial,))
    row = CrosswalkRow("J0585", vial.ndc, "Botox", dosage, "100")

    report = compare(catalogue(botox), [row], unreadable_rows=0)

    assert [difference.field for difference in report.differences] == fields


def test_a_crosswalk_row_under_another_code_differs_in_its_code_alone() -> None:
    vial = package(act(100), "0023-1145-01")
    botox = product("botox", hcpcs="J0585", unit=act(1), presentations=(vial,))
    row = CrosswalkRow("J0586", vial.ndc, "Dysport", act(1, "J0586"), "100")

    report = compare(catalogue(botox), [row], unreadable_rows=0)

    assert [difference.field for difference in report.differences] == ["code"]


def test_ndc_quantities_of_packages_that_hold_part_units_are_all_of_them() -> None:
    # 4 mg and 6 mg are 0.8 and 1.2 units of 5 mg; each package is billed for one unit and is used up.
    first, second = boxed(package(mg(4), "11111-0004-01")), boxed(package(mg(6), "11111-0006-01"))
    drug = product(unit=mg(5))
    both = (Opened(first, 1), Opened(second, 1))
    asked = question(mg(10), (first, second), Drug(drug.code.unit, "J1111"), opened=both, payer=payer(wants_ndc=True))

    assert ndc_lines(calculate(asked).claim_lines) == [
        (("JZ",), 1, "11111-0004-01", Fraction(1), "UN"),
        (("JZ",), 1, "11111-0006-01", Fraction(1), "UN"),
    ]


def test_billed_in_full_each_package_carries_no_more_than_its_own_units() -> None:
    # 150 mg and 300 mg are 30 and 60 units of 5 mg, however little of them was given.
    middle, large = boxed(package(mg(150), "50242-215-01")), boxed(package(mg(300), "50242-227-01"))
    drug = product(unit=mg(5))
    asked = question(
        mg("0.45"),
        (middle, large),
        Drug(drug.code.unit, "J2357"),
        opened=(Opened(middle, 1), Opened(large, 1)),
        payer=payer(waste=WasteBilling.OPENED_IN_FULL, wants_ndc=True),
    )

    assert ndc_lines(calculate(asked).claim_lines) == [
        ((), 30, "50242-0215-01", Fraction(1), "UN"),
        ((), 60, "50242-0227-01", Fraction(1), "UN"),
    ]


def test_what_was_given_is_kept_when_the_dose_is_short() -> None:
    plan = share_out(mg(300), (opened(1, mg(210)),), given=mg(150))

    assert (plan.given, plan.short_by) == (mg(150), mg(90))


@pytest.mark.parametrize("name", ["alphamab-abcd  (Alphamab Brand)", "  alphamab-abcd (Alphamab   Brand) "])
def test_several_spaces_in_a_products_name_are_one(name: str) -> None:
    assert catalogue(product()).product(name).id == "alpha"


def test_a_discarded_package_of_less_than_one_unit_has_its_quantity_on_the_waste_line() -> None:
    used, unused = boxed(package(mg(7), "11111-0007-01")), boxed(package(mg(3), "11111-0003-01"))
    drug = product(presentations=(), unit=mg(5), schedules=())
    asked = question(
        mg(3),
        (used, unused),
        Drug(drug.code.unit, "J1111"),
        opened=(Opened(used, 1), Opened(unused, 1)),
        payer=payer(wants_ndc=True),
    )

    lines = ndc_lines(calculate(asked).claim_lines)

    assert [line[:4] for line in lines] == [
        ((), 1, "11111-0007-01", Fraction(1)),
        (("JW",), 1, "11111-0003-01", Fraction(1)),
    ]


def test_what_was_given_of_a_short_dose_is_what_its_units_count() -> None:
    plan = share_out(mg(300), (Opened(boxed(package(mg(210))), 1),), given=mg(150))

    assert (plan.given, plan.not_infused, plan.short_by) == (mg(150), mg(150), mg(90))

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.billing import ClaimLine, UnitCount, billable, claim_lines, count_units
from j3032calc.domain.containers import Opened
from j3032calc.domain.dosing import share_out
from j3032calc.domain.ndc import Ndc, NdcQualifier, NdcQuantity
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.product import Form
from j3032calc.domain.quantities import UnitSize
from j3032calc.domain.question import Drug
from tests.unit.domain.builders import act, boxed, bu, mcg, mg, ml, ndc_lines, opened, package, payer, plain_lines, vial

if TYPE_CHECKING:
    from j3032calc.domain.payer import PayerProfile
    from j3032calc.domain.quantities import Amount, Mass

TODAY = date(2026, 11, 23)
MEDICARE = payer()
WITH_NDC = payer(wants_ndc=True)
GIVEN_ONLY = payer(waste=WasteBilling.GIVEN_ONLY)
IN_FULL = payer(waste=WasteBilling.OPENED_IN_FULL)


def counted(
    dose: Amount,
    containers: tuple[Opened, ...],
    unit: Amount,
    *,
    is_multi_dose: bool = False,
    given: Amount | None = None,
) -> UnitCount:
    return count_units(share_out(dose, containers, is_multi_dose=is_multi_dose, given=given), UnitSize(unit))


def billed(
    dose: Amount,
    containers: tuple[Opened, ...],
    unit: Amount | None = None,
    *,
    profile: PayerProfile = MEDICARE,
    day: date = TODAY,
    is_multi_dose: bool = False,
    given: Amount | None = None,
) -> tuple[ClaimLine, ...]:
    drug = Drug(UnitSize(unit or mg(1)), "J1111")
    plan = share_out(dose, containers, is_multi_dose=is_multi_dose, given=given)
    return claim_lines(plan, count_units(plan, drug.unit), drug, day=day, payer=profile)


# --- Units -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dose", "containers", "unit", "administered", "discarded"),
    [
        # Published: CGS, Noridian, ACR, MedLearn, CMS manual, NGS, FACTS 2.2 and RULES 1.1.
        pytest.param(mg(305), (opened(4, mg(100)),), mg(10), 31, 9, id="cgs-305-of-400"),
        pytest.param(mg(350), (opened(4, mg(100)),), mg(10), 35, 5, id="noridian-350-of-400"),
        pytest.param(mg(400), (opened(4, mg(100)),), mg(10), 40, 0, id="noridian-400-of-400"),
        pytest.param(mg(77), (opened(1, mg(100)),), mg(10), 8, 2, id="acr-77-of-100"),
        pytest.param(mg(70), (opened(1, mg(100)),), mg(10), 7, 3, id="acr-70-of-100"),
        pytest.param(mg(360), (opened(4, mg(100)),), mg(10), 36, 4, id="acr-360-of-400"),
        pytest.param(mg("183.72"), (opened(2, mg(100)),), mg(10), 19, 1, id="acr-183-72-of-200"),
        pytest.param(mg(7), (opened(1, mg(10)),), mg(10), 1, 0, id="cms-manual-7-of-10"),
        pytest.param(mg(75), (opened(1, mg(100)),), mg(100), 1, 0, id="medlearn-75-of-100"),
        pytest.param(mg(70), (opened(1, mg(100)),), mg(100), 1, 0, id="noridian-70-of-100"),
        pytest.param(mg(95), (opened(1, mg(100)),), mg(1), 95, 5, id="cms-95-and-5"),
        pytest.param(mg(125), (opened(3, mg(50)),), mg("0.5"), 250, 50, id="half-milligram-units"),
        pytest.param(act(155), (opened(1, act(200)),), act(1), 155, 45, id="botox-155-of-200"),
        pytest.param(act(100), (opened(1, act(100)),), act(1), 100, 0, id="botox-100-of-100"),
        pytest.param(act(155), (opened(1, act(200)),), act(100), 2, 0, id="activity-in-units-of-100"),
        # Cinqair rows of FACTS2 section 1.
        pytest.param(mg("299.7"), (opened(3, mg(100)),), mg(1), 300, 0, id="cinqair-99-9-kg"),
        pytest.param(mg("298.2"), (opened(3, mg(100)),), mg(1), 299, 1, id="cinqair-99-4-kg"),
        pytest.param(mg("217.5"), (opened(3, mg(100)),), mg(1), 218, 82, id="cinqair-72-5-kg"),
        pytest.param(mg("399.9"), (opened(4, mg(100)),), mg(1), 400, 0, id="cinqair-133-3-kg"),
        pytest.param(mg("499.8"), (opened(5, mg(100)),), mg(1), 500, 0, id="cinqair-166-6-kg"),
        pytest.param(mg("500.1"), (opened(6, mg(100)),), mg(1), 501, 99, id="cinqair-166-7-kg"),
        # Both sides of one unit discarded.
        pytest.param(mg("99"), (opened(1, mg(100)),), mg(1), 99, 1, id="exactly-one-unit-left"),
        pytest.param(mg("99.001"), (opened(1, mg(100)),), mg(1), 100, 0, id="a-trace-less-than-one-unit-left"),
        pytest.param(mg("98.999"), (opened(1, mg(100)),), mg(1), 99, 1, id="a-trace-more-than-one-unit-left"),
        # Labelled totals that are no whole number of units (FACTS 2.3).
        pytest.param(mg("1.25"), (opened(1, mg("2.5")),), mg(1), 2, 0, id="trap-1-25-of-2-5"),
        pytest.param(mg("2.5"), (opened(1, mg("2.5")),), mg(1), 3, 0, id="trap-all-of-2-5"),
        pytest.param(mg("1"), (opened(1, mg("2.5")),), mg(1), 1, 1, id="trap-1-of-2-5"),
        pytest.param(mg("1.001"), (opened(1, mg("2.5")),), mg(1), 2, 0, id="trap-a-trace-over-1-of-2-5"),
        pytest.param(mg("2.5"), (opened(1, mg(150)),), mg(5), 1, 29, id="waste-engine-2-5-of-150"),
        pytest.param(mg("1.25"), (opened(2, mg("2.5")),), mg(1), 2, 3, id="two-of-2-5-are-whole-again"),
        pytest.param(mg(4), (opened(1, mg(4)),), mg(5), 1, 0, id="container-smaller-than-the-unit"),
        pytest.param(mg(1), (opened(1, mg(4)),), mg(5), 1, 0, id="part-of-such-a-container"),
        # Other products.
        pytest.param(mg(40), (opened(1, mg(100)),), mg(1), 40, 60, id="nucala-40-from-100"),
        pytest.param(mg(375), (opened(1, mg(300)), opened(1, mg(75))), mg(5), 75, 0, id="xolair-375"),
        pytest.param(mg(377), (opened(1, mg(300)), opened(1, mg(150))), mg(5), 76, 14, id="xolair-377-of-450"),
        pytest.param(mg("150"), (opened(1, mg("202.5")),), mg(5), 30, 10, id="labelled-content-is-what-counts"),
        pytest.param(mcg(1500), (opened(1, mg(2)),), mg(1), 2, 0, id="micrograms-of-milligram-units"),
    ],
)
def test_given_units_round_up_and_the_rest_is_what_is_left_of_the_label(
    dose: Amount, containers: tuple[Opened, ...], unit: Amount, administered: int, discarded: int
) -> None:
    units = counted(dose, containers, unit)

    assert (units.administered, units.discarded) == (bu(administered), bu(discarded))


@pytest.mark.parametrize(
    ("content", "count", "unit", "whole"),
    [
        pytest.param(mg(100), 4, mg(10), 40, id="whole"),
        pytest.param(mg("2.5"), 1, mg(1), 2, id="part-of-a-unit-does-not-count"),
        pytest.param(mg("2.5"), 2, mg(1), 5, id="two-halves-are-one"),
    ],
)
def test_the_whole_units_opened_are_counted_over_all_containers(
    content: Mass, count: int, unit: Mass, whole: int
) -> None:
    units = counted(mg(1), (opened(count, content),), unit)

    assert units.opened_whole == bu(whole)


def test_a_multi_dose_container_has_no_discarded_units() -> None:
    units = counted(mg(35), (opened(1, mg(50)),), mg(10), is_multi_dose=True)

    assert units == UnitCount(mg(35), bu(4), bu(0), bu(5))


def test_a_short_dose_counts_what_was_ordered_and_discards_nothing_known() -> None:
    units = counted(mg(305), (opened(2, mg(100)),), mg(10))

    assert units == UnitCount(mg(305), bu(31), None, bu(20))


def test_stopped_early_counts_what_was_given_and_leaves_the_rest_undecided() -> None:
    # 300 ordered of 400, 121 given: 13 units; 100 mg were never ordered: 10 units; 179 mg stay undecided.
    units = counted(mg(300), (opened(4, mg(100)),), mg(10), given=mg(121))

    assert units == UnitCount(mg(121), bu(13), bu(10), bu(40))


def test_stopped_early_discards_what_the_order_left_rounded_down() -> None:
    # 305 ordered of 400: 31 units are accounted for, 9 are left, whatever was given.
    units = counted(mg(305), (opened(4, mg(100)),), mg(10), given=mg(5))

    assert units == UnitCount(mg(5), bu(1), bu(9), bu(40))


# --- Drugs billed by volume ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "container", "unit", "expected"),
    [
        pytest.param(mg(50), vial(mg(100), ml(10)), ml(1), ml(5), id="mass-by-its-share-of-the-volume"),
        pytest.param(ml(5), vial(ml(10), ml(10)), ml(1), ml(5), id="volume-is-volume"),
        pytest.param(mg(50), vial(mg(100), ml(10)), mg(1), mg(50), id="mass-units-stay-mass"),
        pytest.param(mg(50), vial(mg(100)), ml(1), mg(50), id="volume-not-known"),
    ],
)
def test_an_amount_in_what_the_billing_unit_measures(
    amount: Amount, container: object, unit: Amount, expected: Amount
) -> None:
    assert billable(amount, container, UnitSize(unit)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("dose", "containers", "administered", "discarded"),
    [
        pytest.param(ml("7.5"), (opened(1, ml(10), ml(10)),), 8, 2, id="dose-in-mL"),
        pytest.param(mg(75), (opened(1, mg(100), ml(10)),), 8, 2, id="dose-in-mg"),
        pytest.param(mg(70), (opened(1, mg(100), ml(10)),), 7, 3, id="whole-mL"),
        pytest.param(mg(150), (opened(2, mg(100), ml(10)),), 15, 5, id="two-containers"),
        pytest.param(mg(210), (opened(1, mg(210), ml("1.91")),), 2, 0, id="less-than-two-mL"),
        pytest.param(mg(120), (opened(1, mg(100), ml(1)), opened(1, mg(40), ml(4))), 3, 2, id="two-strengths"),
        pytest.param(mg(100), (opened(3, mg(100), ml("0.5")),), 1, 0, id="unused-containers-count-as-opened"),
    ],
)
def test_units_of_volume(dose: Amount, containers: tuple[Opened, ...], administered: int, discarded: int) -> None:
    units = counted(dose, containers, ml(1))

    assert (units.administered, units.discarded) == (bu(administered), bu(discarded))


def test_units_of_volume_keep_the_volume_given() -> None:
    units = counted(mg(150), (opened(2, mg(100), ml(10)),), ml(1))

    assert (units.given, units.opened_whole) == (ml(15), bu(20))


def test_units_of_volume_when_short_take_more_of_the_last_container() -> None:
    # 40 mg from 4 mL, and 100 mg of the 150 mg ordered at 0.01 mL per mg: 4 + 1 + 0.1 for the missing 10 mg.
    units = counted(mg(150), (opened(1, mg(40), ml(4)), opened(1, mg(100), ml(1))), ml(1))

    assert units == UnitCount(ml("5.1"), bu(6), None, bu(5))


def test_units_of_volume_stopped_early_are_in_proportion() -> None:
    units = counted(mg(100), (opened(1, mg(100), ml(10)),), ml(1), given=mg(45))

    assert units == UnitCount(ml("4.5"), bu(5), bu(0), bu(10))


# --- Claim lines -----------------------------------------------------------------------------------------------------


def test_something_discarded_takes_two_lines() -> None:
    lines = billed(mg(305), (opened(4, mg(100)),), mg(10))

    assert lines == (ClaimLine("J1111", (), bu(31)), ClaimLine("J1111", ("JW",), bu(9)))


def test_nothing_discarded_takes_one_line_with_jz() -> None:
    assert billed(mg(400), (opened(4, mg(100)),), mg(10)) == (ClaimLine("J1111", ("JZ",), bu(40)),)


def test_less_than_one_unit_discarded_takes_one_line_with_jz() -> None:
    assert plain_lines(billed(mg("299.7"), (opened(3, mg(100)),))) == [(("JZ",), 300)]


def test_a_line_without_a_code_has_none() -> None:
    plan = share_out(mg(100), (opened(1, mg(100)),))
    drug = Drug(UnitSize(mg(1)))

    lines = claim_lines(plan, count_units(plan, drug.unit), drug, day=TODAY, payer=MEDICARE)

    assert lines == (ClaimLine(None, ("JZ",), bu(100)),)


@pytest.mark.parametrize(
    ("day", "modifiers"),
    [
        pytest.param(date(2022, 12, 31), (), id="day-before-jz"),
        pytest.param(date(2023, 1, 1), ("JZ",), id="jz-available"),
        pytest.param(date(2023, 6, 30), ("JZ",), id="day-before-jz-required"),
        pytest.param(date(2023, 7, 1), ("JZ",), id="jz-required"),
    ],
)
def test_jz_stands_from_the_day_it_exists(day: date, modifiers: tuple[str, ...]) -> None:
    assert plain_lines(billed(mg(100), (opened(1, mg(100)),), day=day)) == [(modifiers, 100)]


@pytest.mark.parametrize("day", [date(2017, 1, 1), date(2022, 12, 31), date(2023, 1, 1), date(2023, 7, 1)])
def test_jw_stands_whatever_the_rule_about_jz(day: date) -> None:
    assert plain_lines(billed(mg(95), (opened(1, mg(100)),), day=day)) == [((), 95), (("JW",), 5)]


@pytest.mark.parametrize(("dose", "administered"), [(mg(35), 35), (mg(50), 50)])
def test_a_multi_dose_container_takes_neither_modifier_and_no_waste(dose: Mass, administered: int) -> None:
    lines = billed(dose, (opened(1, mg(50)),), is_multi_dose=True)

    assert plain_lines(lines) == [((), administered)]


@pytest.mark.parametrize(
    ("profile", "dose", "lines"),
    [
        pytest.param(GIVEN_ONLY, mg(95), [((), 95)], id="given-only-with-waste"),
        pytest.param(GIVEN_ONLY, mg(100), [((), 100)], id="given-only-without-waste"),
        pytest.param(IN_FULL, mg(95), [((), 100)], id="in-full-with-waste"),
        pytest.param(IN_FULL, mg(100), [((), 100)], id="in-full-without-waste"),
        pytest.param(IN_FULL, mg("94.5"), [((), 100)], id="in-full-with-a-part-unit"),
    ],
)
def test_a_payer_that_takes_no_jw(profile: PayerProfile, dose: Mass, lines: list[tuple[tuple[str, ...], int]]) -> None:
    assert plain_lines(billed(dose, (opened(1, mg(100)),), profile=profile)) == lines


def test_a_multi_dose_container_is_never_billed_in_full() -> None:
    lines = billed(mg(35), (opened(1, mg(50)),), profile=IN_FULL, is_multi_dose=True)

    assert plain_lines(lines) == [((), 35)]


@pytest.mark.parametrize("profile", [MEDICARE, WITH_NDC, GIVEN_ONLY, IN_FULL])
def test_a_short_dose_has_no_lines(profile: PayerProfile) -> None:
    assert billed(mg(305), (opened(2, mg(100)),), profile=profile) == ()


@pytest.mark.parametrize("profile", [MEDICARE, WITH_NDC, GIVEN_ONLY, IN_FULL])
def test_a_dose_stopped_early_has_no_lines(profile: PayerProfile) -> None:
    assert billed(mg(300), (opened(3, mg(100)),), profile=profile, given=mg("299.9")) == ()


# --- One line for each NDC -------------------------------------------------------------------------------------------

TEN_ML = boxed(package(mg(100), "59310-610-31", volume=ml(10), quantity=("10", NdcQualifier.MILLILITRE)))
POWDER = boxed(package(mg(100), "0173-0881-01", volume=ml(1), quantity=("1", NdcQualifier.UNIT)))
ODD = boxed(package(mg(210), "55513-112-01", form=Form.SYRINGE, quantity=("1.91", NdcQualifier.MILLILITRE)))
LARGE = boxed(package(mg(300), "50242-227-01", form=Form.SYRINGE, quantity=("2", NdcQualifier.MILLILITRE)))
MIDDLE = boxed(package(mg(150), "50242-215-01", form=Form.SYRINGE, quantity=("1", NdcQualifier.MILLILITRE)))
SMALL = boxed(package(mg(75), "50242-214-01", form=Form.SYRINGE, quantity=("0.5", NdcQualifier.MILLILITRE)))
CHILD = boxed(package(mg(40), "0173-0904-42", form=Form.SYRINGE, quantity=("0.4", NdcQualifier.MILLILITRE)))
THIRD = boxed(package(mg(3), "11111-0003-01", quantity=("1", NdcQualifier.MILLILITRE)))


def test_a_payer_that_wants_ndcs_gets_one_line_with_all_of_it() -> None:
    lines = billed(mg(210), (Opened(ODD, 1),), profile=WITH_NDC)

    assert lines == (
        ClaimLine(
            "J1111",
            ("JZ",),
            bu(210),
            Ndc("55513", "0112", "01"),
            NdcQuantity(Fraction("1.91"), NdcQualifier.MILLILITRE),
        ),
    )


@pytest.mark.parametrize(
    ("dose", "containers", "unit", "lines"),
    [
        pytest.param(
            mg("217.5"),
            (Opened(TEN_ML, 3),),
            mg(1),
            [((), 218, "59310-0610-31", "21.8", "ML"), (("JW",), 82, "59310-0610-31", "8.2", "ML")],
            id="given-and-discarded-of-one-package",
        ),
        pytest.param(
            mg("299.7"),
            (Opened(TEN_ML, 3),),
            mg(1),
            [(("JZ",), 300, "59310-0610-31", "30", "ML")],
            id="a-remainder-below-one-unit-is-in-the-given-line",
        ),
        pytest.param(
            mg(40),
            (Opened(POWDER, 1),),
            mg(1),
            [((), 40, "00173-0881-01", "0.4", "UN"), (("JW",), 60, "00173-0881-01", "0.6", "UN")],
            id="powder-by-the-vial",
        ),
        pytest.param(
            mg(375),
            (Opened(LARGE, 1), Opened(SMALL, 1)),
            mg(5),
            [(("JZ",), 60, "50242-0227-01", "2", "ML"), (("JZ",), 15, "50242-0214-01", "0.5", "ML")],
            id="two-packages-nothing-discarded",
        ),
        pytest.param(
            mg(377),
            (Opened(LARGE, 1), Opened(MIDDLE, 1)),
            mg(5),
            [
                ((), 60, "50242-0227-01", "2", "ML"),
                # 16 of its 30 units: 16 / 30 mL.
                ((), 16, "50242-0215-01", "0.533", "ML"),
                (("JW",), 14, "50242-0215-01", "0.467", "ML"),
            ],
            id="two-packages-waste-on-the-last",
        ),
        pytest.param(
            mg(302),
            (Opened(MIDDLE, 2), Opened(SMALL, 1)),
            mg(5),
            [
                ((), 60, "50242-0215-01", "2", "ML"),
                ((), 1, "50242-0214-01", "0.033", "ML"),
                (("JW",), 14, "50242-0214-01", "0.467", "ML"),
            ],
            id="thousandths-add-up-to-the-package",
        ),
        pytest.param(
            mg(150),
            (Opened(MIDDLE, 1), Opened(SMALL, 2)),
            mg(5),
            [((), 30, "50242-0215-01", "1", "ML"), (("JW",), 30, "50242-0214-01", "1", "ML")],
            id="a-package-opened-for-nothing-is-all-waste",
        ),
        pytest.param(
            mg(100),
            (Opened(POWDER, 3), Opened(CHILD, 1)),
            mg(1),
            [
                ((), 100, "00173-0881-01", "1", "UN"),
                (("JW",), 200, "00173-0881-01", "2", "UN"),
                (("JW",), 40, "00173-0904-42", "0.4", "ML"),
            ],
            id="waste-in-both-packages",
        ),
        pytest.param(
            mg(120),
            (Opened(CHILD, 1), Opened(POWDER, 1)),
            mg(1),
            [
                ((), 40, "00173-0904-42", "0.4", "ML"),
                ((), 80, "00173-0881-01", "0.8", "UN"),
                (("JW",), 20, "00173-0881-01", "0.2", "UN"),
            ],
            id="small-package-first",
        ),
        pytest.param(
            mg(1),
            (Opened(THIRD, 1),),
            mg(1),
            [((), 1, "11111-0003-01", "0.333", "ML"), (("JW",), 2, "11111-0003-01", "0.667", "ML")],
            id="a-third-is-rounded-once",
        ),
        pytest.param(
            mg(105),
            (Opened(ODD, 1),),
            mg(1),
            # 0.955 mL exactly on both sides.
            [((), 105, "55513-0112-01", "0.955", "ML"), (("JW",), 105, "55513-0112-01", "0.955", "ML")],
            id="half-of-1-91-mL",
        ),
        pytest.param(
            mg(100),
            (Opened(TEN_ML, 1), Opened(SMALL, 0 + 1), Opened(TEN_ML, 1)),
            mg(1),
            [
                ((), 100, "59310-0610-31", "10", "ML"),
                (("JW",), 100, "59310-0610-31", "10", "ML"),
                (("JW",), 75, "50242-0214-01", "0.5", "ML"),
            ],
            id="the-same-package-entered-twice-is-one-line",
        ),
    ],
)
def test_ndc_quantities_add_up_to_what_was_opened(
    dose: Mass, containers: tuple[Opened, ...], unit: Mass, lines: list[tuple[tuple[str, ...], int, str, str, str]]
) -> None:
    expected = [(*line[:3], Fraction(line[3]), line[4]) for line in lines]

    assert ndc_lines(billed(dose, containers, unit, profile=WITH_NDC)) == expected


@pytest.mark.parametrize(
    ("amount", "given", "wasted"),
    [
        # One of two units; the second has what is left of the rounded whole.
        pytest.param("0.0028", "0.001", "0.002", id="less-than-half-a-thousandth-down"),
        pytest.param("0.003", "0.002", "0.001", id="one-and-a-half-thousandths"),
    ],
)
def test_an_ndc_quantity_is_rounded_half_up_to_thousandths(amount: str, given: str, wasted: str) -> None:
    tiny = boxed(package(mg(2), quantity=(amount, NdcQualifier.MILLILITRE)))

    lines = ndc_lines(billed(mg(1), (Opened(tiny, 1),), profile=WITH_NDC))

    assert [line[3] for line in lines] == [Fraction(given), Fraction(wasted)]


def test_a_package_without_an_ndc_has_a_line_without_one() -> None:
    lines = billed(mg(305), (opened(4, mg(100)),), mg(10), profile=WITH_NDC)

    assert lines == (ClaimLine("J1111", (), bu(31)), ClaimLine("J1111", ("JW",), bu(9)))


def test_a_typed_size_beside_a_package_has_a_line_of_its_own() -> None:
    lines = billed(mg(130), (Opened(POWDER, 1), opened(1, mg(50))), profile=WITH_NDC)

    assert lines == (
        ClaimLine("J1111", (), bu(100), Ndc("00173", "0881", "01"), NdcQuantity(Fraction(1), NdcQualifier.UNIT)),
        ClaimLine("J1111", (), bu(30)),
        ClaimLine("J1111", ("JW",), bu(20)),
    )


def test_rounding_up_is_done_once_over_all_packages() -> None:
    # 100.5 mg: 101 units, not 100 + 1 and not 101 + 0.
    lines = billed(mg("140.5"), (Opened(POWDER, 1), Opened(CHILD, 2)), profile=WITH_NDC)

    assert plain_lines(lines) == [((), 100), ((), 41), (("JW",), 39)]


def test_units_of_5_mg_over_packages_that_hold_no_whole_unit_are_rounded_once() -> None:
    # 4 mg and 6 mg hold 10 mg, which are 2 units: 1 with the first package and 1 with the second.
    first = boxed(package(mg(4), "11111-0004-01"))
    second = boxed(package(mg(6), "11111-0006-01"))

    lines = billed(mg(10), (Opened(first, 1), Opened(second, 1)), mg(5), profile=WITH_NDC)

    assert plain_lines(lines) == [(("JZ",), 1), (("JZ",), 1)]


@pytest.mark.parametrize(
    ("waste", "lines"),
    [
        pytest.param(WasteBilling.GIVEN_ONLY, [((), 40, "00173-0881-01", "0.4", "UN")], id="given-only"),
        pytest.param(WasteBilling.OPENED_IN_FULL, [((), 100, "00173-0881-01", "1", "UN")], id="in-full"),
    ],
)
def test_ndc_lines_of_a_payer_that_takes_no_jw(
    waste: WasteBilling, lines: list[tuple[tuple[str, ...], int, str, str, str]]
) -> None:
    profile = payer(waste=waste, wants_ndc=True)

    found = ndc_lines(billed(mg(40), (Opened(POWDER, 1),), profile=profile))

    assert found == [(*line[:3], Fraction(line[3]), line[4]) for line in lines]


def test_ndc_lines_in_full_put_the_discarded_units_on_the_last_package() -> None:
    profile = payer(waste=WasteBilling.OPENED_IN_FULL, wants_ndc=True)

    found = ndc_lines(billed(mg(377), (Opened(LARGE, 1), Opened(MIDDLE, 1)), mg(5), profile=profile))

    assert found == [
        ((), 60, "50242-0227-01", Fraction(2), "ML"),
        ((), 30, "50242-0215-01", Fraction(1), "ML"),
    ]


def test_ndc_lines_of_a_multi_dose_container_bill_what_was_given() -> None:
    found = ndc_lines(billed(mg(40), (Opened(POWDER, 1),), profile=WITH_NDC, is_multi_dose=True))

    assert found == [((), 40, "00173-0881-01", Fraction("0.4"), "UN")]


def test_ndc_lines_of_a_drug_billed_by_volume() -> None:
    found = ndc_lines(billed(mg(170), (Opened(TEN_ML, 2),), ml(1), profile=WITH_NDC))

    assert found == [
        ((), 17, "59310-0610-31", Fraction(17), "ML"),
        (("JW",), 3, "59310-0610-31", Fraction(3), "ML"),
    ]


def test_ndc_lines_of_two_packages_billed_by_volume() -> None:
    second = boxed(package(mg(40), "11111-0040-01", volume=ml(4), quantity=("4", NdcQualifier.MILLILITRE)))

    found = ndc_lines(billed(mg(110), (Opened(TEN_ML, 1), Opened(second, 1)), ml(1), profile=WITH_NDC))

    assert found == [
        ((), 10, "59310-0610-31", Fraction(10), "ML"),
        ((), 1, "11111-0040-01", Fraction(1), "ML"),
        (("JW",), 3, "11111-0040-01", Fraction(3), "ML"),
    ]


def test_an_ndc_quantity_is_never_more_than_the_container_holds() -> None:
    # One unit of 5 mg is more than the 4 mg in the vial.
    small = boxed(package(mg(4), "11111-0004-01"))

    found = ndc_lines(billed(mg(4), (Opened(small, 1),), mg(5), profile=WITH_NDC))

    assert found == [(("JZ",), 1, "11111-0004-01", Fraction(1), "UN")]


def test_no_discarded_unit_is_lost_between_packages_that_hold_part_units() -> None:
    # Two packages of 2.5 mg are 5 units: 1 given, 4 discarded, of which the first package has room for 1.
    first, second = boxed(package(mg("2.5"), "11111-0025-01")), boxed(package(mg("2.5"), "11111-0025-02"))

    lines = billed(mg(1), (Opened(first, 1), Opened(second, 1)), profile=WITH_NDC)

    assert [(line.modifiers, line.units.count, str(line.ndc)) for line in lines] == [
        ((), 1, "11111-0025-01"),
        (("JW",), 1, "11111-0025-01"),
        (("JW",), 3, "11111-0025-02"),
    ]


def test_ndc_lines_before_jz_existed_have_no_modifier() -> None:
    found = billed(mg(100), (Opened(POWDER, 1),), profile=WITH_NDC, day=date(2022, 12, 31))

    assert plain_lines(found) == [((), 100)]

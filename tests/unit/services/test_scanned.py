"""A scanned package is charted as one container, or nothing is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.administration import ContainerUsed
from j3032calc.domain.package import Identified
from j3032calc.domain.problems.scanning import (
    AllScanned,
    ExpiredScanned,
    NotAmongOpened,
    OtherDrugScanned,
    ScannedTwice,
)
from j3032calc.services.container_rows import each_for_itself, gathered, spread, together
from j3032calc.services.scanned import check_package, filled
from tests.invented import CINQAIR, TEZSPIRE, mg
from tests.unit.services.small_catalogue import TEZSPIRE as PRODUCT

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem

DAY = date(2026, 11, 23)
ITEM = PRODUCT.presentations[1]
NDC = "55513-0112-01"
GTIN, CARTON = "00355513112017", "50355513112012"
SYRINGE = Identified(ITEM.ndc, PRODUCT, ITEM, GTIN, "LOT1", date(2027, 12, 31), "S1")
ONE = ContainerUsed(count=1, content=mg(210), ndc=NDC)
FIRST = {
    "lot1": "LOT1",
    "expiry1": "31-Dec-2027",
    "ndc1": "yes",
    "of1": NDC,
    "gtin1": GTIN,
    "serials": f"{GTIN}/S1",
}


@pytest.mark.parametrize("wanted", [TEZSPIRE, None])
def test_a_package_of_the_ordered_drug_fits(wanted: object) -> None:
    check_package(SYRINGE, wanted, DAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("expiry", [None, DAY])
def test_a_package_fits_until_the_day_of_its_expiry(expiry: date | None) -> None:
    check_package(replace(SYRINGE, expiry=expiry), TEZSPIRE, DAY)


@pytest.mark.parametrize(
    ("package", "problem"),
    [
        pytest.param(replace(SYRINGE, expiry=date(2026, 11, 22)), ExpiredScanned, id="expired-the-day-before"),
        pytest.param(replace(SYRINGE, product=None), OtherDrugScanned, id="not-in-the-catalogue"),
    ],
)
def test_what_does_not_fit_is_refused(package: Identified, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        check_package(package, TEZSPIRE, DAY)


def test_another_drug_is_refused_with_both_names() -> None:
    with pytest.raises(OtherDrugScanned) as refused:
        check_package(SYRINGE, CINQAIR, DAY)

    assert (refused.value.scanned, refused.value.wanted) == ("tezepelumab-ekko (Tezspire)", "reslizumab (Cinqair)")


def test_a_scan_fills_its_container() -> None:
    done = filled(SYRINGE, (ONE,), {})

    assert (done.number, done.of, done.changes) == (1, 1, FIRST)


def test_a_scan_skips_what_is_another_package_or_charted() -> None:
    other = replace(ONE, ndc="55513-0100-01")

    done = filled(SYRINGE, (other, ONE, ONE), {"lot2": "LOT9", "of2": NDC, "gtin2": GTIN})

    assert (done.number, done.of) == (3, 3)
    assert done.changes["lot3"] == "LOT1"


def test_a_scan_confirms_the_lot_that_was_typed() -> None:
    assert filled(SYRINGE, (ONE, ONE), {"lot1": "LOT1"}).number == 1


def test_a_scan_does_not_write_over_another_lot_that_was_typed() -> None:
    assert filled(SYRINGE, (ONE, ONE), {"lot1": "LOT9"}).number == 2


def test_what_was_entered_for_another_product_does_not_stand() -> None:
    done = filled(SYRINGE, (ONE,), {"lot1": "LOT9", "of1": "59310-0610-31", "gtin1": "00359310610318"})

    assert done.changes["lot1"] == "LOT1"
    assert done.changes["gtin1"] == GTIN


def test_carton_and_vial_are_one_container() -> None:
    carton = replace(SYRINGE, gtin=CARTON, serial="C9")
    entered = filled(carton, (ONE, ONE), {}).changes

    done = filled(SYRINGE, (ONE, ONE), entered)

    assert done.number == 1
    assert done.changes["gtin1"] == "both"
    assert done.changes["serials"] == f"{CARTON}/C9 {GTIN}/S1"
    assert filled(replace(SYRINGE, serial="S2"), (ONE, ONE), entered | done.changes).number == 2


def test_a_carton_of_another_lot_is_another_container() -> None:
    entered = filled(replace(SYRINGE, gtin=CARTON, lot="LOT9"), (ONE, ONE), {}).changes

    assert filled(SYRINGE, (ONE, ONE), entered).number == 2


def test_a_code_without_lot_expiry_and_serial_confirms_the_ndc_alone() -> None:
    bare = replace(SYRINGE, lot=None, expiry=None, serial=None)

    done = filled(bare, (ONE, ONE), {})

    assert (done.changes["lot1"], done.changes["expiry1"], done.changes["ndc1"]) == ("", "", "yes")
    assert done.changes["serials"] == ""
    assert filled(bare, (ONE, ONE), done.changes).number == 2


@pytest.mark.parametrize(
    ("rows", "entered", "problem"),
    [
        pytest.param((ONE,), FIRST, ScannedTwice, id="the-same-serial"),
        pytest.param((ONE,), FIRST | {"serials": ""}, AllScanned, id="nothing-left"),
        pytest.param((replace(ONE, ndc=None),), {}, NotAmongOpened, id="not-opened"),
        pytest.param((), {}, NotAmongOpened, id="nothing-opened"),
    ],
)
def test_a_scan_too_many_is_refused(
    rows: tuple[ContainerUsed, ...], entered: dict[str, str], problem: type[Problem]
) -> None:
    with pytest.raises(problem):
        filled(SYRINGE, rows, entered)


# --- Rows -------------------------------------------------------------------------------------------------------------

SMALL = replace(ONE, content=mg(70), ndc="55513-0100-01")
KINDS = (replace(ONE, count=2), SMALL)


def test_containers_stand_each_for_itself_and_come_together() -> None:
    rows = each_for_itself(KINDS)

    assert rows == (ONE, ONE, SMALL)
    assert together(rows) == KINDS


def test_containers_of_different_lots_stay_apart() -> None:
    rows = (replace(ONE, lot="A"), replace(ONE, lot="B"), replace(ONE, lot="A"))

    assert together(rows) == rows


def test_what_was_entered_for_kinds_goes_to_the_first_container_of_each() -> None:
    entered = {"dose": "490 mg", "lot1": "A", "lot2": "B", "expiry2": "Dec-2027", "lot9": "old"}

    moved = spread(entered, KINDS)

    shown = {name: text for name, text in moved.items() if text}
    assert shown == {"dose": "490 mg", "lot1": "A", "lot3": "B", "expiry3": "Dec-2027", "each_lot": "yes"}
    assert spread(moved, KINDS) == moved


def test_one_container_of_each_kind_needs_no_moving() -> None:
    assert spread({"lot1": "A"}, (ONE, SMALL)) == {"lot1": "A"}


def test_what_was_entered_for_the_first_container_stands_for_its_kind() -> None:
    entered = {"lot1": "A", "lot2": "C", "lot3": "B", "ndc3": "yes", "each_lot": "yes"}

    moved = gathered(entered, KINDS)

    assert {name: text for name, text in moved.items() if text} == {"lot1": "A", "lot2": "B", "ndc2": "yes"}

"""Orders: what they can be, and what their rounding instruction does to a dose."""

from __future__ import annotations

from datetime import date

import pytest

from j3032calc.domain.order import DrugRef, OrderImpossible, Rounding, RoundingWay, round_dose
from j3032calc.domain.problems.dose import RoundedToNothing
from j3032calc.domain.quantities import Activity, DosePerWeight, MixedUnits
from tests.invented import an_order, mg, ml

UP, DOWN, NEAREST = RoundingWay.UP, RoundingWay.DOWN, RoundingWay.NEAREST

ROUNDED = [
    pytest.param("217.2", NEAREST, "10", "220", id="nearest-is-up"),
    pytest.param("214.9", NEAREST, "10", "210", id="nearest-is-down"),
    pytest.param("215", NEAREST, "10", "220", id="halfway-goes-up"),
    pytest.param("214.99999", NEAREST, "10", "210", id="just-below-halfway"),
    pytest.param("210.1", UP, "10", "220", id="up"),
    pytest.param("210", UP, "10", "210", id="up-from-a-multiple"),
    pytest.param("219.9", DOWN, "10", "210", id="down"),
    pytest.param("220", DOWN, "10", "220", id="down-from-a-multiple"),
    pytest.param("217.2", NEAREST, "2.5", "217.5", id="a-step-with-decimals"),
    pytest.param("50", NEAREST, "100", "100", id="halfway-from-nothing"),
    pytest.param("1", UP, "100", "100", id="up-to-one-step"),
]


@pytest.mark.parametrize(("exact", "way", "step", "expected"), ROUNDED)
def test_a_dose_is_rounded_as_the_order_says_and_both_amounts_are_kept(
    exact: str, way: RoundingWay, step: str, expected: str
) -> None:
    rounding = Rounding(way=way, step=mg(step))

    rounded = round_dose(mg(exact), rounding)

    assert rounded.exact == mg(exact)
    assert rounded.dose == mg(expected)
    assert rounded.rounding is rounding
    assert rounded.is_changed is (exact != expected)


@pytest.mark.parametrize(
    ("exact", "way"),
    [
        pytest.param("99.9", DOWN, id="down"),
        pytest.param("49.9", NEAREST, id="nearest"),
    ],
)
def test_no_dose_is_rounded_to_nothing(exact: str, way: RoundingWay) -> None:
    with pytest.raises(RoundedToNothing) as refused:
        round_dose(mg(exact), Rounding(way=way, step=mg(100)))

    assert (refused.value.dose, refused.value.step) == (mg(exact), mg(100))


def test_units_of_one_drug_are_not_rounded_to_steps_of_another() -> None:
    step = Rounding(way=UP, step=Activity.of_drug(5, "J0585"))

    with pytest.raises(MixedUnits):
        round_dose(Activity.of_drug(12, "J0586"), step)


IMPOSSIBLE = [
    pytest.param({"dose": mg(0)}, id="nothing"),
    pytest.param({"dose": DosePerWeight(mg(0))}, id="nothing-per-kg"),
    pytest.param({"rounding": Rounding(way=UP, step=mg(0))}, id="steps-of-nothing"),
    pytest.param({"rounding": Rounding(way=UP, step=ml(1))}, id="steps-in-another-measure"),
]


@pytest.mark.parametrize("fields", IMPOSSIBLE)
def test_no_order_is_for_nothing_or_rounded_in_another_measure(fields: dict[str, object]) -> None:
    with pytest.raises(OrderImpossible):
        an_order(**fields)


def test_a_dose_per_kg_may_be_rounded_in_its_own_measure() -> None:
    order = an_order(dose=DosePerWeight(mg(3)), rounding=Rounding(way=NEAREST, step=mg(10)))

    assert order.measure == mg(3)


@pytest.mark.parametrize(
    ("starts_on", "first_due"), [(None, date(2026, 11, 1)), (date(2026, 11, 9), date(2026, 11, 9))], ids=["no", "yes"]
)
def test_an_order_is_due_from_its_first_day(starts_on: date | None, first_due: date) -> None:
    assert an_order(starts_on=starts_on).first_due == first_due


def test_an_order_is_active_until_somebody_ends_it() -> None:
    assert an_order(expires_on=date(2026, 11, 2)).is_active
    assert not an_order(end_reason="stopped").is_active


def test_a_drug_is_known_by_its_product_or_by_its_name_without_capitals() -> None:
    assert DrugRef(product_id="vyepti", name="Vyepti").key == "vyepti"
    assert DrugRef(product_id=None, name="Infliximab").key == "infliximab"

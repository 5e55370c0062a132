from __future__ import annotations

import operator
from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

import pint
import pytest

from j3032calc.domain.quantities import (
    Activity,
    BillingUnits,
    BodyMass,
    Containers,
    DosePerWeight,
    Mass,
    Measured,
    MixedUnits,
    UnitSize,
    Volume,
    _closed_registry,
    content_of,
)
from tests.unit.domain.builders import act, bu, kg, lb, mcg, mg, ml

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.quantities import Amount

GRAM = Mass.of(1, "g")

KINDS: dict[str, Measured] = {
    "drug-mass": mg(1),
    "activity": act(1),
    "activity-of-another-drug": act(1, "J0586"),
    "volume": ml(1),
    "body-mass": kg(1),
    "billing-units": bu(1),
    "containers": Containers.of(1, "container"),
}
PAIRS = [pytest.param(KINDS[one], KINDS[other], id=f"{one}-with-{other}") for one, other in permutations(KINDS, 2)]
OPERATIONS = [
    pytest.param(operator.add, id="add"),
    pytest.param(operator.sub, id="subtract"),
    pytest.param(operator.eq, id="equal"),
    pytest.param(operator.ne, id="not-equal"),
    pytest.param(operator.lt, id="less"),
    pytest.param(operator.le, id="at-most"),
    pytest.param(operator.gt, id="more"),
    pytest.param(operator.ge, id="at-least"),
    pytest.param(lambda one, other: one.ratio_to(other), id="ratio"),
]


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_quantities_of_two_kinds_never_meet(
    one: Measured, other: Measured, operation: Callable[[Measured, Measured], object]
) -> None:
    with pytest.raises(MixedUnits, match=r"^.+ with .+$"):
        operation(one, other)


def test_mixing_kinds_names_both() -> None:
    with pytest.raises(MixedUnits, match=r"^Mass with Volume$"):
        _ = mg(1) + ml(1)


def test_mixing_units_of_two_drugs_names_both_drugs() -> None:
    with pytest.raises(MixedUnits, match=r"^units of J0585 with units of J0586$"):
        _ = act(1, "J0585") + act(1, "J0586")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_drug_mass_never_meets_body_mass_of_the_same_number(
    operation: Callable[[Measured, Measured], object],
) -> None:
    with pytest.raises(MixedUnits, match=r"^Mass with BodyMass$"):
        operation(Mass.of(1000, "g"), kg(1))


@pytest.mark.parametrize("other", [1, 1.0, "1 mg", None, Fraction(1)])
def test_a_quantity_is_not_equal_to_a_bare_value(other: object) -> None:
    assert mg(1) != other
    assert not mg(1) == other  # noqa: SIM201 - both operators are asked


@pytest.mark.parametrize(
    ("kind", "unit"),
    [
        (Mass, "mg"),
        (Mass, "mcg"),
        (Mass, "g"),
        (Volume, "mL"),
        (BodyMass, "kg"),
        (BodyMass, "lb"),
        (Activity, "units"),
    ],
)
def test_a_quantity_keeps_the_number_and_unit_it_was_made_of(kind: type[Measured], unit: str) -> None:
    made = kind.of(Fraction(7, 2), unit)

    assert (made.magnitude, made.unit) == (Fraction(7, 2), unit)
    assert type(made) is kind


COUNTED = [
    pytest.param(BillingUnits, "billing_unit", id="billing-units"),
    pytest.param(Containers, "container", id="containers"),
]


@pytest.mark.parametrize(("kind", "unit"), COUNTED)
@pytest.mark.parametrize("number", [0, 1, 7])
def test_what_is_counted_keeps_its_count(kind: type[BillingUnits | Containers], unit: str, number: int) -> None:
    made = kind.of(number, unit)

    assert (made.count, made.magnitude, made.unit) == (number, Fraction(number), unit)
    assert type(made) is kind


@pytest.mark.parametrize(("kind", "unit"), COUNTED)
@pytest.mark.parametrize("number", [Fraction(1, 2), Fraction(5, 2), Fraction(999_999, 1_000_000)])
def test_a_part_of_one_is_no_count(kind: type[BillingUnits | Containers], unit: str, number: Fraction) -> None:
    with pytest.raises(ValueError, match=f"^a part of one in {kind.__name__}$"):
        kind.of(number, unit)


@pytest.mark.parametrize(
    ("kind", "unit"),
    [
        pytest.param(Mass, "kg", id="drug-in-kg"),
        pytest.param(Mass, "lb", id="drug-in-lb"),
        pytest.param(Mass, "mL", id="drug-mass-in-mL"),
        pytest.param(Mass, "units", id="drug-mass-in-units"),
        pytest.param(Mass, "milligram", id="unknown-name"),
        pytest.param(Volume, "mg", id="volume-in-mg"),
        pytest.param(Volume, "ml", id="wrong-case"),
        pytest.param(BodyMass, "g", id="body-in-g"),
        pytest.param(Activity, "mg", id="activity-in-mg"),
        pytest.param(BillingUnits, "units", id="billing-units-are-not-activity"),
        pytest.param(BillingUnits, "container", id="billing-units-are-not-containers"),
        pytest.param(Containers, "billing_unit", id="containers-are-not-billing-units"),
    ],
)
def test_a_unit_of_another_kind_is_refused(kind: type[Measured], unit: str) -> None:
    with pytest.raises(MixedUnits, match=f"^{kind.__name__}$"):
        kind.of(1, unit)
    with pytest.raises(MixedUnits, match=f"^{kind.__name__}$"):
        kind(Fraction(1), unit)


@pytest.mark.parametrize("quantity", KINDS.values(), ids=KINDS)
def test_every_quantity_is_a_pint_quantity_of_the_same_number_and_unit(quantity: Measured) -> None:
    assert quantity.quantity.magnitude is quantity.magnitude
    assert str(quantity.quantity.units) == quantity.unit


def test_zero_is_a_quantity() -> None:
    assert mg(0).is_zero
    assert mg(0) == Mass.of(0, "g")
    assert not mg("0.000001").is_zero


def test_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^Mass below zero$"):
        mg(-1)


def test_a_difference_may_be_zero() -> None:
    assert mg(5) - mg(5) == mg(0)


def test_a_difference_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^Volume below zero$"):
        _ = ml(5) - ml("5.01")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(GRAM, mg(1000), id="one-gram"),
        pytest.param(mg(1), mcg(1000), id="one-milligram"),
        pytest.param(GRAM, mcg(1_000_000), id="gram-in-micrograms"),
        pytest.param(lb(1), kg("0.45359237"), id="one-pound"),
    ],
)
def test_the_same_amount_in_another_unit_is_equal_and_hashes_alike(one: Measured, other: Measured) -> None:
    assert one == other
    assert hash(one) == hash(other)


def test_different_amounts_hash_differently() -> None:
    assert len({hash(mg(number)) for number in range(100)}) > 90


def test_amounts_that_differ_by_a_hair_differ() -> None:
    assert mg("210.000000001") != mg(210)


@pytest.mark.parametrize(
    ("one", "less", "at_most", "more", "at_least"),
    [
        pytest.param(mg("99.9"), True, True, False, False, id="below"),
        pytest.param(mg(100), False, True, False, True, id="equal"),
        pytest.param(mg("100.1"), False, False, True, True, id="above"),
        pytest.param(GRAM, False, False, True, True, id="other-unit"),
    ],
)
def test_order_of_amounts(one: Mass, less: bool, at_most: bool, more: bool, at_least: bool) -> None:  # noqa: FBT001 - a table
    assert (one < mg(100), one <= mg(100), one > mg(100), one >= mg(100)) == (less, at_most, more, at_least)


def test_addition_keeps_the_first_unit_and_is_exact() -> None:
    total = mg("0.1") + mcg(200)

    assert (total.magnitude, total.unit) == (Fraction(3, 10), "mg")


@pytest.mark.parametrize(("factor", "expected"), [(3, "217.2"), (0, "0"), (Fraction(1, 2), "36.2")])
def test_multiplying_by_a_number(factor: int | Fraction, expected: str) -> None:
    product = mg("72.4") * factor

    assert (product.magnitude, product.unit) == (Fraction(expected), "mg")


@pytest.mark.parametrize(("factor", "name"), [(1.5, "float"), (mg(2), "Mass"), ("2", "str")])
def test_multiplying_by_anything_but_an_exact_number_is_refused(factor: object, name: str) -> None:
    with pytest.raises(MixedUnits, match=f"^{name}$"):
        _ = mg(1) * factor  # type: ignore[operator]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        pytest.param(mg(305), mg(100), Fraction(61, 20), id="same-unit"),
        pytest.param(GRAM, mg(100), Fraction(10), id="other-unit"),
        pytest.param(mg(0), mg(100), Fraction(0), id="nothing"),
        pytest.param(mg(100), mg(300), Fraction(1, 3), id="endless-decimal-stays-exact"),
    ],
)
def test_a_ratio_is_an_exact_plain_number(one: Mass, other: Mass, ratio: Fraction) -> None:
    found = one.ratio_to(other)

    assert found == ratio
    assert type(found) is Fraction


def test_160_pounds_are_exactly_72_5747792_kg() -> None:
    weight = lb(160).in_unit("kg")

    assert (weight.magnitude, weight.unit) == (Fraction("72.5747792"), "kg")


def test_a_unit_of_another_kind_cannot_be_converted_to() -> None:
    with pytest.raises(MixedUnits, match=r"^kg$"):
        mg(1).in_unit("kg")
    with pytest.raises(MixedUnits, match=r"^kg$"):
        mg(1).magnitude_in("kg")


@pytest.mark.parametrize(
    ("quantity", "unit", "expected"),
    [
        pytest.param(lb(1), "kg", "0.45359237", id="pound-in-kilograms"),
        pytest.param(lb(1), "lb", "1", id="pound-in-pounds"),
        pytest.param(GRAM, "mcg", "1000000", id="gram-in-micrograms"),
        pytest.param(mcg(1), "g", "0.000001", id="microgram-in-grams"),
        pytest.param(act(7), "units", "7", id="activity-has-one-unit"),
    ],
)
def test_the_number_in_another_unit_is_exact(quantity: Measured, unit: str, expected: str) -> None:
    found = quantity.magnitude_in(unit)

    assert found == Fraction(expected)
    assert type(found) is Fraction


def test_activity_in_its_unit_stays_that_drugs() -> None:
    assert act(5, "J0586").in_unit("units") == act(5, "J0586")


def test_nothing_of_a_kind_keeps_its_unit() -> None:
    nothing = mcg(5).zero()

    assert (nothing.magnitude, nothing.unit) == (Fraction(0), "mcg")


def test_a_quantity_shows_its_kind_number_and_unit() -> None:
    assert repr(mg("217.5")) == "Mass(435/2 mg)"


def test_activity_of_one_drug_stays_that_drugs() -> None:
    rest = act(200) - act(155)

    assert rest == act(45)
    assert (rest.drug, rest.magnitude, rest.unit) == ("J0585", Fraction(45), "units")


def test_activity_made_without_a_drug_is_nobodys() -> None:
    assert Activity.of(1, "units") == act(1, "")
    assert Activity.of(1, "units").drug == ""


def test_activities_that_are_equal_hash_alike() -> None:
    assert hash(act(5)) == hash(act(5))


@pytest.mark.parametrize("name", ["meter", "milligram", "kilogram", "IU", "cc", "ug", "day", "Mg", "ml"])
def test_the_registry_knows_no_unit_but_ours(name: str) -> None:
    with pytest.raises(pint.UndefinedUnitError):
        _closed_registry().Unit(name)


def test_the_registry_converts_exactly() -> None:
    registry = _closed_registry()

    pound = registry.Quantity(Fraction(1), "lb").to("kg").magnitude
    microgram = registry.Quantity(Fraction(1), "mcg").to("g").magnitude

    assert (pound, microgram) == (Fraction(45359237, 100000000), Fraction(1, 1000000))
    assert (type(pound), type(microgram)) == (Fraction, Fraction)
    assert registry.Quantity(Fraction(1), "lb").to_base_units().magnitude == Fraction(45359237, 100000000)
    assert hash(registry.Quantity(Fraction(1), "lb")) == hash(registry.Quantity(pound, "kg"))


def test_counts_are_whole_numbers() -> None:
    assert bu(218).count == 218
    assert Containers.of(3, "container").count == 3


@pytest.mark.parametrize(
    ("amount", "unit", "up", "down"),
    [
        pytest.param(mg(0), mg(5), 0, 0, id="nothing"),
        pytest.param(mg("0.001"), mg(5), 1, 0, id="a-trace-counts-as-one-given"),
        pytest.param(mg("4.999"), mg(5), 1, 0, id="just-below-one-unit"),
        pytest.param(mg(5), mg(5), 1, 1, id="exactly-one-unit"),
        pytest.param(mg("5.001"), mg(5), 2, 1, id="just-above-one-unit"),
        pytest.param(mg(305), mg(10), 31, 30, id="cgs-305-mg"),
        pytest.param(mg("217.5"), mg(1), 218, 217, id="half-a-milligram"),
        pytest.param(mcg(1500), mg(1), 2, 1, id="micrograms-in-milligram-units"),
        pytest.param(mg("0.3"), mg("0.1"), 3, 3, id="tenths-are-exact"),
        pytest.param(act(155), act(100), 2, 1, id="activity"),
        pytest.param(ml("1.91"), ml(1), 2, 1, id="volume"),
    ],
)
def test_given_units_round_up_and_discarded_units_round_down(amount: Amount, unit: Amount, up: int, down: int) -> None:
    size = UnitSize(unit)

    assert size.rounded_up(amount) == bu(up)
    assert size.rounded_down(amount) == bu(down)


@pytest.mark.parametrize("amount", [ml(5), act(5)])
def test_units_of_mass_never_count_anything_else(amount: Amount) -> None:
    with pytest.raises(MixedUnits):
        UnitSize(mg(5)).rounded_up(amount)


def test_units_of_one_drugs_activity_never_count_anothers() -> None:
    with pytest.raises(MixedUnits):
        UnitSize(act(1)).rounded_down(act(5, "J0586"))


def test_60_units_of_5_mg_are_300_mg() -> None:
    amount = UnitSize(mg(5)).times(bu(60))

    assert amount == mg(300)


def test_unit_sizes_are_equal_by_their_amount() -> None:
    assert UnitSize(mg(1)) == UnitSize(mcg(1000))
    assert UnitSize(mg(1)) != UnitSize(mg(5))


@pytest.mark.parametrize(
    ("content", "count", "expected"),
    [
        pytest.param(mg(100), 3, mg(300), id="three-vials"),
        pytest.param(mg("2.5"), 1, mg("2.5"), id="one-vial"),
        pytest.param(act(100), 2, act(200), id="activity-keeps-its-drug"),
        pytest.param(ml("1.91"), 2, ml("3.82"), id="volume"),
    ],
)
def test_containers_hold_their_content_each(content: Amount, count: int, expected: Amount) -> None:
    held = content_of(content, Containers.of(count, "container"))

    assert held == expected
    assert held.unit == content.unit


@pytest.mark.parametrize(
    ("per_kg", "weight", "expected", "unit"),
    [
        pytest.param(mg(3), kg("72.4"), "217.2", "mg", id="kilograms"),
        pytest.param(mg(3), kg("61.24"), "183.72", "mg", id="two-decimals"),
        pytest.param(mg(3), lb(160), "217.7243376", "mg", id="pounds-exact"),
        pytest.param(mcg("0.5"), kg(80), "40", "mcg", id="micrograms-stay-micrograms"),
    ],
)
def test_a_dose_per_kg_times_the_weight(per_kg: Mass, weight: BodyMass, expected: str, unit: str) -> None:
    dose = DosePerWeight(per_kg).for_weight(weight)

    assert (dose.magnitude, dose.unit) == (Fraction(expected), unit)
    assert type(dose) is Mass


def test_activity_per_kg_stays_the_drugs_activity() -> None:
    assert DosePerWeight(act(2)).for_weight(kg(50)) == act(100)

"""What always holds of the arithmetic, whatever is ordered and opened."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction
from itertools import product as every_combination
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from j3032calc.domain.billing import claim_lines, count_units
from j3032calc.domain.containers import Container, Opened, choose_containers
from j3032calc.domain.dosing import share_out
from j3032calc.domain.payer import ModifierDates, PayerProfile, WasteBilling
from j3032calc.domain.problems import Problem
from j3032calc.domain.product import Certainty, Citation
from j3032calc.domain.quantities import Mass, UnitSize, Volume
from j3032calc.domain.question import Drug
from j3032calc.domain.schedule import Interval, SiteCalendar, next_dose
from j3032calc.services.batch import answer_lines
from j3032calc.services.calculation import Calculator, Typed
from j3032calc.storage.catalogue import load_catalogue
from tests.fixed_clock import FixedClock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from j3032calc.domain.billing import ClaimLine
    from j3032calc.domain.calculation import Calculation

TODAY = date(2026, 11, 23)


CATALOGUE = load_catalogue()
CALCULATOR = Calculator(CATALOGUE, FixedClock())

often = settings(max_examples=150, deadline=None)
seldom = settings(max_examples=80, deadline=None)


def decimals(least: str, most: str, places: int) -> st.SearchStrategy[Fraction]:
    scale = 10**places
    return st.integers(int(Fraction(least) * scale), int(Fraction(most) * scale)).map(lambda n: Fraction(n, scale))


def mg(number: Fraction | int) -> Mass:
    return Mass.of(number, "mg")


doses = st.one_of(decimals("0.001", "2000", 3), decimals("0.5", "600", 1), st.integers(1, 1000).map(Fraction))
contents = st.one_of(decimals("0.5", "500", 1), st.sampled_from([Fraction(n) for n in (10, 30, 40, 75, 100, 150, 300)]))
units = st.sampled_from([Fraction(n) for n in ("0.1", "0.5", "1", "2.5", "3", "5", "10", "100")])
containers = st.builds(
    Container, contents.map(mg), st.one_of(st.none(), decimals("0.1", "50", 2).map(lambda n: Volume.of(n, "mL")))
)
openings = st.lists(st.builds(Opened, containers, st.integers(1, 6)), min_size=1, max_size=4).map(tuple)
wastes = st.sampled_from(list(WasteBilling))


def payer(waste: WasteBilling, *, wants_ndc: bool = False) -> PayerProfile:
    dates = ModifierDates(date(2017, 1, 1), date(2023, 1, 1), date(2023, 7, 1))
    return PayerProfile("any", "any", waste, dates, wants_ndc, (), (), Citation("", TODAY, Certainty.OFFICIAL))


def total(lines: Sequence[ClaimLine]) -> int:
    return sum(line.units.count for line in lines)


# --- Where the drug goes ---------------------------------------------------------------------------------------------


@often
@given(dose=doses, opened=openings, is_multi_dose=st.booleans(), share=decimals("0", "1", 2))
def test_opened_is_given_discarded_kept_and_not_infused(
    *,
    dose: Fraction,
    opened: tuple[Opened, ...],
    is_multi_dose: bool,
    share: Fraction,
) -> None:
    plan = share_out(mg(dose), opened, is_multi_dose=is_multi_dose, given=mg(dose * share))

    if plan.short_by is None:
        assert plan.discarded is not None
        assert plan.kept is not None
        assert plan.opened == plan.given + plan.discarded + plan.kept + plan.not_infused
        assert plan.given == mg(dose * share)
    else:
        assert plan.opened + plan.short_by == mg(dose)
        assert (plan.discarded, plan.kept, plan.uses) == (None, None, ())


@often
@given(dose=doses, opened=openings)
def test_every_container_is_used_once_and_together_they_give_the_dose(
    dose: Fraction, opened: tuple[Opened, ...]
) -> None:
    plan = share_out(mg(dose), opened)
    assume(plan.short_by is None)

    assert sum(use.count for use in plan.uses) == sum(item.count for item in opened)
    assert sum((use.given.magnitude * use.count for use in plan.uses), Fraction(0)) == dose
    assert all(use.given <= use.container.content for use in plan.uses)
    assert sum(use.count for use in plan.uses if not use.given.is_zero and use.given != use.container.content) <= 1


@often
@given(dose=doses, opened=openings)
def test_drawn_and_discarded_volumes_add_up_to_the_containers(dose: Fraction, opened: tuple[Opened, ...]) -> None:
    plan = share_out(mg(dose), opened)
    volumes = [item.container.volume for item in opened]

    if plan.short_by is not None or None in volumes:
        assert plan.discarded_volume is None
    else:
        whole = sum(
            (item.container.volume.magnitude * item.count for item in opened if item.container.volume), Fraction(0)
        )
        assert plan.volume is not None
        assert plan.discarded_volume is not None
        assert plan.volume.magnitude + plan.discarded_volume.magnitude == whole


# --- Units and lines -------------------------------------------------------------------------------------------------


@often
@given(dose=doses, opened=openings, unit=units, is_multi_dose=st.booleans())
def test_no_unit_is_billed_twice(
    *,
    dose: Fraction,
    opened: tuple[Opened, ...],
    unit: Fraction,
    is_multi_dose: bool,
) -> None:
    plan = share_out(mg(dose), opened, is_multi_dose=is_multi_dose)
    assume(plan.short_by is None)
    whole = plan.opened.magnitude

    counted = count_units(plan, UnitSize(mg(unit)))

    assert counted.discarded is not None
    administered, discarded = counted.administered.count, counted.discarded.count
    assert 0 <= administered * unit - dose < unit
    assert 0 <= discarded * unit <= whole - dose
    assert administered + discarded <= -(-whole // unit)
    assert not (is_multi_dose and discarded)


@often
@given(dose=doses, size=contents, count=st.integers(1, 20), unit=units)
def test_whole_units_opened_are_all_given_or_discarded(
    dose: Fraction, size: Fraction, count: int, unit: Fraction
) -> None:
    assume(dose <= size * count and (size * count / unit).denominator == 1)

    counted = count_units(share_out(mg(dose), (Opened(Container(mg(size), None), count),)), UnitSize(mg(unit)))

    assert counted.discarded is not None
    assert counted.administered.count + counted.discarded.count == size * count / unit


@often
@given(dose=doses, opened=openings, unit=units, share=decimals("0", "1", 2))
def test_stopped_early_never_counts_more_than_was_opened(
    dose: Fraction, opened: tuple[Opened, ...], unit: Fraction, share: Fraction
) -> None:
    plan = share_out(mg(dose), opened, given=mg(dose * share))
    assume(plan.short_by is None)

    counted = count_units(plan, UnitSize(mg(unit)))

    assert counted.discarded is not None
    assert counted.administered.count + counted.discarded.count <= -(-plan.opened.magnitude // unit)
    assert 0 <= counted.administered.count * unit - dose * share < unit


@often
@given(dose=doses, opened=openings, unit=units, is_multi_dose=st.booleans(), waste=wastes, wants_ndc=st.booleans())
def test_the_lines_carry_every_counted_unit_and_never_both_modifiers(
    *,
    dose: Fraction,
    opened: tuple[Opened, ...],
    unit: Fraction,
    is_multi_dose: bool,
    waste: WasteBilling,
    wants_ndc: bool,
) -> None:
    plan = share_out(mg(dose), opened, is_multi_dose=is_multi_dose)
    drug = Drug(UnitSize(mg(unit)), "J1111")
    counted = count_units(plan, drug.unit)

    lines = claim_lines(plan, counted, drug, day=TODAY, payer=payer(waste, wants_ndc=wants_ndc))

    if counted.discarded is None:
        assert lines == ()
        return
    administered, discarded = counted.administered.count, counted.discarded.count
    modifiers = {modifier for line in lines for modifier in line.modifiers}
    assert total(lines) == administered + (0 if waste is WasteBilling.GIVEN_ONLY else discarded)
    assert all(line.units.count > 0 for line in lines)
    if is_multi_dose or waste is not WasteBilling.JW_JZ:
        assert modifiers == set()
    else:
        assert modifiers == ({"JW"} if discarded else {"JZ"})
        assert total([line for line in lines if line.modifiers == ("JW",)]) == discarded


@seldom
@given(counts=st.lists(st.integers(0, 4), min_size=9, max_size=9), share=decimals("0.001", "1", 3))
def test_ndc_quantities_of_the_catalogues_packages_add_up_to_what_was_opened(
    counts: list[int], share: Fraction
) -> None:
    xolair = CATALOGUE.product("xolair")
    opened = tuple(
        Opened(Container(item.content, item.volume, item), count)
        for item, count in zip(xolair.presentations, counts, strict=True)
        if count
    )
    assume(opened)
    whole = sum((item.content.magnitude for item in opened), Fraction(0))
    plan = share_out(mg(whole * share), opened)
    drug = Drug(xolair.code.unit, "J2357", None, xolair)

    lines = claim_lines(
        plan, count_units(plan, drug.unit), drug, day=TODAY, payer=payer(WasteBilling.JW_JZ, wants_ndc=True)
    )

    for item in opened:
        package = item.container.presentation
        assert package is not None
        quantities = [line.ndc_quantity.amount for line in lines if line.ndc == package.ndc and line.ndc_quantity]
        assert sum(quantities, Fraction(0)) == package.ndc_quantity.amount * item.count
        assert all(quantity > 0 for quantity in quantities)


@often
@given(dose=doses, more=doses, opened=openings, unit=units)
def test_a_larger_dose_never_takes_fewer_units_nor_discards_more(
    dose: Fraction, more: Fraction, opened: tuple[Opened, ...], unit: Fraction
) -> None:
    size = UnitSize(mg(unit))

    small = count_units(share_out(mg(dose), opened), size)
    large = count_units(share_out(mg(dose + more), opened), size)

    assert small.administered <= large.administered
    if small.discarded is not None and large.discarded is not None:
        assert small.discarded >= large.discarded


@often
@given(dose=doses, opened=openings, unit=units)
def test_the_same_amounts_in_micrograms_give_the_same_units(
    dose: Fraction, opened: tuple[Opened, ...], unit: Fraction
) -> None:
    in_mcg = tuple(Opened(Container(item.container.content.in_unit("mcg"), None), item.count) for item in opened)

    one = count_units(share_out(mg(dose), opened), UnitSize(mg(unit)))
    other = count_units(share_out(mg(dose).in_unit("mcg"), in_mcg), UnitSize(mg(unit).in_unit("mcg")))

    assert one == other


# --- Which containers ------------------------------------------------------------------------------------------------

shelves = st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True)


def plans(dose: Fraction, sizes: list[int]) -> list[tuple[int, int]]:
    """Give the total and the number of containers of every plan that could be best, by trying all."""
    counts = every_combination(*(range(int(dose // size) + 2) for size in sizes))
    found = [(sum(n * size for n, size in zip(one, sizes, strict=True)), sum(one)) for one in counts]
    return [plan for plan in found if plan[0] >= dose]


@seldom
@given(halves=st.integers(1, 60), sizes=shelves)
def test_least_waste_and_then_fewest_containers_are_never_beaten(halves: int, sizes: list[int]) -> None:
    dose = Fraction(halves, 2)

    chosen = choose_containers(mg(dose), [Container(mg(size), None) for size in sizes])

    opened = sum(int(item.content.magnitude) for item in chosen)
    assert (opened, sum(item.count for item in chosen)) == min(plans(dose, sizes))


@seldom
@given(dose=doses, sizes=st.lists(st.integers(1, 40), min_size=1, max_size=6, unique=True))
def test_the_chosen_containers_hold_the_dose_and_none_could_be_left_shut(dose: Fraction, sizes: list[int]) -> None:
    step = max(dose / 900, Fraction(1))
    assume(dose <= 900 * max(sizes))

    try:
        chosen = choose_containers(mg(dose), [Container(mg(size * step), None) for size in sizes])
    except Problem:
        reject()

    opened = sum((item.content.magnitude for item in chosen), Fraction(0))
    assert opened >= dose
    assert all(opened - item.container.content.magnitude < dose for item in chosen)
    assert sum(item.count for item in chosen) <= 1000


@seldom
@given(
    halves=st.integers(1, 400), data=st.data(), sizes=st.lists(st.integers(1, 30), min_size=2, max_size=6, unique=True)
)
def test_the_order_on_the_shelf_changes_neither_waste_nor_number(halves: int, data: Any, sizes: list[int]) -> None:  # noqa: ANN401 - hypothesis's own
    shuffled = data.draw(st.permutations(sizes))
    dose = mg(Fraction(halves, 2))

    one = choose_containers(dose, [Container(mg(size), None) for size in sizes])
    other = choose_containers(dose, [Container(mg(size), None) for size in shuffled])

    assert sum(item.content.magnitude for item in one) == sum(item.content.magnitude for item in other)
    assert sum(item.count for item in one) == sum(item.count for item in other)


@often
@given(dose=doses, more=doses, size=contents)
def test_with_one_size_a_larger_dose_never_opens_less(dose: Fraction, more: Fraction, size: Fraction) -> None:
    assume(dose + more <= 1000 * size)
    stocked = [Container(mg(size), None)]

    (small,) = choose_containers(mg(dose), stocked)
    (large,) = choose_containers(mg(dose + more), stocked)

    assert small.count <= large.count
    assert 0 <= small.count * size - dose < size


@seldom
@given(dose=decimals("0.5", "60", 1), more=decimals("0.1", "60", 1), sizes=shelves)
def test_with_many_sizes_a_larger_dose_never_opens_less(dose: Fraction, more: Fraction, sizes: list[int]) -> None:
    stocked = [Container(mg(size), None) for size in sizes]

    small = sum(item.content.magnitude for item in choose_containers(mg(dose), stocked))
    large = sum(item.content.magnitude for item in choose_containers(mg(dose + more), stocked))

    assert small <= large


# --- Dates -----------------------------------------------------------------------------------------------------------

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
intervals = st.one_of(
    st.integers(1, 400).map(lambda number: Interval(days=number)),
    st.integers(1, 30).map(lambda number: Interval(months=number)),
)


@often
@given(day=days, number=st.integers(1, 999))
def test_an_interval_of_days_is_that_many_days(day: date, number: int) -> None:
    assert Interval(days=number).after(day) - day == timedelta(days=number)


@often
@given(day=days, number=st.integers(1, 120))
def test_an_interval_of_months_keeps_the_day_or_ends_the_month(day: date, number: int) -> None:
    due = Interval(months=number).after(day)

    assert (due.year - day.year) * 12 + due.month - day.month == number
    assert due.day == day.day or (due.day < day.day and (due + timedelta(days=1)).day == 1)


@often
@given(day=days, later=st.integers(0, 60), interval=intervals)
def test_a_later_dose_is_never_due_earlier(day: date, later: int, interval: Interval) -> None:
    assert interval.after(day) <= interval.after(day + timedelta(days=later))


@often
@given(
    day=days,
    label=intervals,
    payer_interval=st.one_of(st.none(), intervals),
    weekdays=st.frozensets(st.integers(0, 6), max_size=6),
    closed=st.frozensets(st.integers(0, 20), max_size=5),
)
def test_the_appointment_is_the_first_open_day_after_both_clocks(
    day: date, label: Interval, payer_interval: Interval | None, weekdays: frozenset[int], closed: frozenset[int]
) -> None:
    earliest = max(label.after(day), payer_interval.after(day) if payer_interval else date.min)
    site = SiteCalendar(weekdays, frozenset(earliest + timedelta(days=number) for number in closed))

    dates = next_dose(day, label, payer_interval, site)

    assert dates.due == label.after(day)
    if not (weekdays or closed):
        assert dates.appointment is None
    else:
        assert dates.appointment is not None
        between = (dates.appointment - earliest).days
        assert between >= 0
        assert site.is_open(dates.appointment)
        assert not any(site.is_open(earliest + timedelta(days=number)) for number in range(between))


# --- One by one and many at once -------------------------------------------------------------------------------------

texts = {
    "dose": st.sampled_from(["210 mg", "305 mg", "3 mg/kg", "155 units", "7.5 mL", "0.5 mg", "0 mg", "350", "1e9 mg"]),
    "weight": st.sampled_from(["72.4 kg", "160 lb", "1 kg", "700 kg"]),
    "product": st.sampled_from(["tezspire", "Cinqair", "xolair", "J3032", "00173-0881-01", "fasenra", "nothing"]),
    "billing_unit": st.sampled_from(["10 mg", "1 mg", "1 unit", "1 mL", "mg"]),
    "hcpcs": st.sampled_from(["J1745", "J2357", "J3032", "x"]),
    "given": st.sampled_from(["100 mg", "9999 mg"]),
    "given_on": st.sampled_from(["2026-11-23", "2022-06-30", "31-Jan-2028", "05/04/2026", "2026-02-30"]),
    "schedule": st.sampled_from(["asthma", "csu", "none"]),
    "dose_number": st.sampled_from(["1", "3", "0"]),
    "every": st.sampled_from(["2 weeks", "4 weeks", "soon"]),
    "payer": st.sampled_from(["medicare-part-b", "premera", "nobody"]),
    "container": st.sampled_from([["100 mg"], ["100 mg", "400 mg"], ["100 mg in 10 mL"], ["200 units"], ["x"]]),
    "opened": st.sampled_from([["4 x 100 mg"], ["1 x 10 mg", "2 x 100 mg"], ["0 x 1 mg"]]),
    "closed": st.sampled_from([["Saturday", "Sunday"], ["2026-12-21"], ["Someday"]]),
    "window": st.sampled_from(["3 days", "40 days"]),
    "multi_dose": st.booleans(),
}
entries = st.fixed_dictionaries({}, optional=texts)
LISTS = {"container", "opened", "closed"}


def told(outcome: Calculation | Problem) -> object:
    return (type(outcome), vars(outcome)) if isinstance(outcome, Problem) else outcome


def one_by_one(entered: dict[str, Any]) -> Calculation | Problem:
    fields: dict[str, Any] = {name: tuple(value) if name in LISTS else value for name, value in entered.items()}
    try:
        return CALCULATOR.answer(Typed(**fields))
    except Problem as problem:
        return problem


@seldom
@given(lines=st.lists(entries, max_size=6))
def test_many_at_once_is_the_same_as_one_by_one(lines: list[dict[str, Any]]) -> None:
    encoded = [json.dumps({"ref": number, **entered}).encode() for number, entered in enumerate(lines)]

    answers = list(answer_lines(CALCULATOR, encoded))

    assert [answer.ref for answer in answers] == list(range(len(lines)))
    for answer, entered in zip(answers, lines, strict=True):
        assert told(answer.answer) == told(one_by_one(entered))


@often
@given(
    tenths=st.integers(20, 6500),
    product=st.just("cinqair"),
)
def test_a_dose_by_weight_balances_to_the_last_microgram(tenths: int, product: str) -> None:
    weight = Fraction(tenths, 10)

    answer = CALCULATOR.answer(Typed(product=product, dose="3 mg/kg", weight=f"{tenths // 10}.{tenths % 10} kg"))

    assert answer.plan.ordered == mg(3 * weight)
    assert answer.units.discarded is not None
    assert answer.units.administered.count == -(-3 * weight // 1)
    assert (answer.units.administered + answer.units.discarded).count == 100 * -(-3 * weight // 100)


@pytest.mark.parametrize("product", ["tezspire", "vyepti", "nucala", "fasenra", "xolair"])
@seldom
@given(dose=decimals("0.1", "1500", 1))
def test_a_catalogue_product_bills_every_unit_that_was_opened(product: str, dose: Fraction) -> None:
    text = f"{dose.numerator * (10 // dose.denominator) // 10}.{dose.numerator * (10 // dose.denominator) % 10} mg"

    answer = CALCULATOR.answer(Typed(product=product, dose=text))

    unit = answer.question.drug.unit.amount.magnitude
    assert answer.plan.ordered == mg(dose)
    assert answer.units.discarded is not None
    assert (answer.units.administered + answer.units.discarded).count * unit == answer.plan.opened.magnitude
    assert total(answer.claim_lines) == (answer.units.administered + answer.units.discarded).count

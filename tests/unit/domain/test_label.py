from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.label import LabelledDoses, LabelledRange, LabelUse, labelled_doses
from j3032calc.domain.product import LabelDose
from j3032calc.domain.schedule import Interval, Step, Steps
from tests.unit.domain.builders import every, just, kg, lb, mg, payer, per_kg, product, schedule

if TYPE_CHECKING:
    from j3032calc.domain.product import Schedule
    from j3032calc.domain.quantities import BodyMass, Mass

TWO_WEEKS = Interval(days=14)
FOUR_WEEKS = Interval(days=28)
EIGHT_WEEKS = Interval(days=56)

FIXED = schedule("fixed", steps=every(days=28))
FIXED_TOO = schedule("fixed-too", steps=every(days=28))
MONTHLY = schedule("monthly", steps=every(months=3))
LOADING = schedule("loading", steps=Steps((Step(1, FOUR_WEEKS), Step(3, EIGHT_WEEKS))))
OPEN = schedule("open", order_intervals=(TWO_WEEKS, FOUR_WEEKS))


@pytest.mark.parametrize(
    ("use", "interval"),
    [
        pytest.param(LabelUse((FIXED,)), FOUR_WEEKS, id="one-schedule"),
        pytest.param(LabelUse((FIXED, FIXED_TOO)), FOUR_WEEKS, id="all-schedules-alike"),
        pytest.param(LabelUse((FIXED, MONTHLY)), None, id="schedules-differ"),
        pytest.param(LabelUse((FIXED, LOADING)), None, id="one-of-them-needs-a-number"),
        pytest.param(LabelUse((FIXED, LOADING), dose_number=2), FOUR_WEEKS, id="alike-at-dose-2"),
        pytest.param(LabelUse((FIXED, LOADING), dose_number=3), None, id="differ-from-dose-3"),
        pytest.param(LabelUse((LOADING,)), None, id="loading-without-a-number"),
        pytest.param(LabelUse((LOADING,), dose_number=2), FOUR_WEEKS, id="loading-dose-2"),
        pytest.param(LabelUse((LOADING,), dose_number=3), EIGHT_WEEKS, id="loading-dose-3"),
        pytest.param(LabelUse((FIXED,), dose_number=7), FOUR_WEEKS, id="number-does-not-matter"),
        pytest.param(LabelUse((OPEN,)), None, id="open-without-an-order"),
        pytest.param(LabelUse((OPEN,), every=TWO_WEEKS), TWO_WEEKS, id="open-follows-the-order"),
        pytest.param(LabelUse((FIXED, OPEN), every=TWO_WEEKS), TWO_WEEKS, id="one-open-candidate-is-enough"),
        pytest.param(LabelUse((FIXED, OPEN)), None, id="fixed-and-open-without-an-order"),
        pytest.param(LabelUse((FIXED,), every=TWO_WEEKS), FOUR_WEEKS, id="label-decides-over-the-order"),
        pytest.param(LabelUse((), every=TWO_WEEKS), TWO_WEEKS, id="no-label-at-all"),
        pytest.param(LabelUse(()), None, id="nothing-known"),
    ],
)
def test_the_interval_after_a_dose(use: LabelUse, interval: Interval | None) -> None:
    assert use.interval() == interval


@pytest.mark.parametrize(
    ("use", "is_open"),
    [
        pytest.param(LabelUse((FIXED,)), False, id="fixed"),
        pytest.param(LabelUse((LOADING,)), False, id="loading"),
        pytest.param(LabelUse((OPEN,)), True, id="open"),
        pytest.param(LabelUse((FIXED, OPEN)), True, id="one-of-them-open"),
        pytest.param(LabelUse(()), False, id="none"),
    ],
)
def test_the_interval_is_open_when_any_candidate_leaves_it_to_the_order(use: LabelUse, is_open: bool) -> None:  # noqa: FBT001 - a table
    assert use.is_open is is_open


@pytest.mark.parametrize(
    ("use", "needs"),
    [
        pytest.param(LabelUse((LOADING,)), True, id="loading"),
        pytest.param(LabelUse((LOADING,), dose_number=1), False, id="number-known"),
        pytest.param(LabelUse((FIXED,)), False, id="one-interval"),
        pytest.param(LabelUse((OPEN,)), False, id="left-to-the-order"),
        pytest.param(LabelUse((LOADING, FIXED)), False, id="schedule-not-chosen"),
        pytest.param(LabelUse(()), False, id="no-label"),
    ],
)
def test_the_dose_number_is_needed_only_where_it_decides(use: LabelUse, needs: bool) -> None:  # noqa: FBT001 - a table
    assert use.needs_dose_number() is needs


CITED_84 = schedule("a", steps=every(months=3), payer=every(days=84))
CITED_84_TOO = schedule("b", steps=every(months=3), payer=every(days=84))
CITED_LOADING = schedule("c", payer=Steps((Step(1, FOUR_WEEKS), Step(4, EIGHT_WEEKS))))
DAYS_84 = Interval(days=84)


@pytest.mark.parametrize(
    ("candidates", "number", "interval"),
    [
        pytest.param((CITED_84,), None, DAYS_84, id="cited-limit"),
        pytest.param((CITED_84, CITED_84_TOO), None, DAYS_84, id="all-alike"),
        pytest.param((CITED_84, FIXED), None, None, id="one-without-a-limit"),
        pytest.param((FIXED,), None, None, id="no-limit"),
        pytest.param((CITED_LOADING,), 3, FOUR_WEEKS, id="by-dose-number"),
        pytest.param((CITED_LOADING,), 4, EIGHT_WEEKS, id="by-later-dose-number"),
        pytest.param((CITED_LOADING,), None, None, id="number-not-known"),
        pytest.param((), None, None, id="no-label"),
    ],
)
def test_the_usual_payer_limit_is_the_one_the_schedule_cites(
    candidates: tuple[Schedule, ...], number: int | None, interval: Interval | None
) -> None:
    use = LabelUse(candidates, number)

    assert use.payer_interval(product(), None) == interval
    assert use.payer_interval(None, None) == interval
    assert use.payer_interval(None, payer(clocks=(("alpha", every(days=90)),))) == interval


@pytest.mark.parametrize(
    ("number", "interval"),
    [(None, None), (1, Interval(days=30)), (2, Interval(days=60))],
)
def test_the_payers_own_clock_comes_before_the_cited_limit(number: int | None, interval: Interval | None) -> None:
    clock = Steps((Step(1, Interval(days=30)), Step(2, Interval(days=60))))
    use = LabelUse((CITED_84,), number)

    assert use.payer_interval(product(), payer(clocks=(("alpha", clock),))) == interval


def test_a_payers_clock_for_another_product_does_not_count() -> None:
    profile = payer(clocks=(("beta", every(days=90)),))

    assert LabelUse((CITED_84,)).payer_interval(product(), profile) == DAYS_84


def test_a_payers_clock_is_found_by_product() -> None:
    profile = payer(clocks=(("beta", every(days=90)), ("alpha", every(days=30))))

    assert profile.clock_for("alpha") == every(days=30)
    assert profile.clock_for("gamma") is None


@pytest.mark.parametrize(
    ("dose", "holds"),
    [
        pytest.param(mg("74.9"), False, id="below"),
        pytest.param(mg(75), True, id="least"),
        pytest.param(mg(200), True, id="between"),
        pytest.param(mg(375), True, id="most"),
        pytest.param(mg("375.1"), False, id="above"),
    ],
)
def test_a_labelled_range_holds_its_ends(dose: Mass, holds: bool) -> None:  # noqa: FBT001 - a table
    assert LabelledRange(mg(75), mg(375)).holds(dose) is holds


# 6 to 11 years: under 35 kg 10 mg, from 35 kg 30 mg (Fasenra).
CHILDREN = schedule("children", doses=(just(mg(10), below_weight=kg(35)), just(mg(30), from_weight=kg(35))))
ADULTS = schedule("adults", doses=(just(mg(30)),))
RANGE = schedule("range", doses=(LabelDose(mg(75), mg(375)),))
BY_WEIGHT = schedule("by-weight", doses=(just(per_kg(3)),))
WIDE = LabelledRange(mg(75), mg(375))
MIDDLE = schedule("middle", doses=(just(mg(20), from_weight=kg(20), below_weight=kg(30)),))


def only(*amounts: str) -> tuple[LabelledRange, ...]:
    return tuple(LabelledRange(mg(amount), mg(amount)) for amount in amounts)


@pytest.mark.parametrize(
    ("candidates", "weight", "here", "anywhere"),
    [
        pytest.param((ADULTS,), None, only("30"), only("30"), id="fixed-without-a-weight"),
        pytest.param((ADULTS,), kg(80), only("30"), only("30"), id="fixed-with-a-weight"),
        pytest.param((RANGE,), None, (WIDE,), (WIDE,), id="range"),
        pytest.param((BY_WEIGHT,), kg("72.4"), only("217.2"), only("217.2"), id="per-kg"),
        pytest.param((CHILDREN,), kg("34.9"), only("10"), only("10", "30"), id="just-below-35-kg"),
        pytest.param((CHILDREN,), kg(35), only("30"), only("10", "30"), id="exactly-35-kg"),
        pytest.param((CHILDREN,), lb(77), only("10"), only("10", "30"), id="77-lb-are-34.93-kg"),
        pytest.param((CHILDREN,), lb(78), only("30"), only("10", "30"), id="78-lb-are-35.38-kg"),
        pytest.param((MIDDLE,), kg("19.9"), (), only("20"), id="below-both-bounds"),
        pytest.param((MIDDLE,), kg(20), only("20"), only("20"), id="at-the-lower-bound"),
        pytest.param((MIDDLE,), kg("29.9"), only("20"), only("20"), id="below-the-upper-bound"),
        pytest.param((MIDDLE,), kg(30), (), only("20"), id="at-the-upper-bound"),
        pytest.param((ADULTS, CHILDREN), kg(40), only("30"), only("30", "10"), id="the-same-dose-once"),
        pytest.param(
            (ADULTS, CHILDREN), kg(30), only("30", "10"), only("30", "10"), id="in-the-order-of-the-schedules"
        ),
        pytest.param((), None, (), (), id="no-label"),
    ],
)
def test_the_labelled_doses_for_a_patient(
    candidates: tuple[Schedule, ...],
    weight: BodyMass | None,
    here: tuple[LabelledRange, ...],
    anywhere: tuple[LabelledRange, ...],
) -> None:
    expected = LabelledDoses(here, anywhere, has_unresolved=False, needs_weight=False)

    assert labelled_doses(candidates, weight) == expected


@pytest.mark.parametrize(
    ("candidates", "here", "anywhere"),
    [
        pytest.param((CHILDREN,), (), only("10", "30"), id="weight-bands"),
        pytest.param((schedule(doses=(just(mg(10), below_weight=kg(35)),)),), (), only("10"), id="upper-bound-alone"),
        pytest.param((schedule(doses=(just(mg(30), from_weight=kg(35)),)),), (), only("30"), id="lower-bound-alone"),
        pytest.param((CHILDREN, ADULTS), only("30"), only("10", "30"), id="what-needs-none-is-still-here"),
        pytest.param((ADULTS, CHILDREN), only("30"), only("30", "10"), id="whatever-the-order"),
    ],
)
def test_a_dose_for_some_weights_asks_for_it_and_is_known_anywhere(
    candidates: tuple[Schedule, ...], here: tuple[LabelledRange, ...], anywhere: tuple[LabelledRange, ...]
) -> None:
    expected = LabelledDoses(here, anywhere, has_unresolved=False, needs_weight=True)

    assert labelled_doses(candidates, None) == expected


@pytest.mark.parametrize(
    ("candidates", "known"),
    [
        pytest.param((BY_WEIGHT,), (), id="per-kg"),
        pytest.param((BY_WEIGHT, ADULTS), only("30"), id="beside-a-fixed-dose"),
        pytest.param((schedule(doses=(LabelDose(mg(75), per_kg(3)),)),), (), id="at-most-per-kg"),
    ],
)
def test_a_dose_per_kg_is_unresolved_without_a_weight(
    candidates: tuple[Schedule, ...], known: tuple[LabelledRange, ...]
) -> None:
    expected = LabelledDoses(known, known, has_unresolved=True, needs_weight=True)

    assert labelled_doses(candidates, None) == expected


def test_a_range_up_to_a_dose_per_kg_is_worked_out_with_a_weight() -> None:
    mixed = schedule(doses=(LabelDose(mg(75), per_kg(3)),))

    # 3 mg/kg for 50 kg.
    assert labelled_doses((mixed,), kg(50)).here == (LabelledRange(mg(75), mg(150)),)

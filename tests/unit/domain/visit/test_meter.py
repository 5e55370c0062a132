from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.administration import DrugSource
from j3032calc.domain.visit.approval import Meter, meter_with, read_meter
from tests.ready_visits import authorization, past, ready

if TYPE_CHECKING:
    from j3032calc.domain.order import Authorization

CINQAIR = authorization("cinqair", "commercial", 1000)
DOSES = (
    past("cinqair", date(2026, 9, 28), 218, 82),
    past("cinqair", date(2026, 10, 26), 218, 82),
    # Another drug, another number, no number, a sample.
    past("nucala", date(2026, 10, 26), 100),
    replace(past("cinqair", date(2026, 8, 31), 218, 82), authorization_number="A-99"),
    replace(past("cinqair", date(2026, 8, 3), 218, 82), authorization_number=None),
    replace(past("cinqair", date(2026, 5, 31), 218, 82), authorization_number=None),
    replace(past("cinqair", date(2026, 7, 6), 218, 82), source=DrugSource.SAMPLE),
)


def test_the_meter_counts_what_is_under_the_number() -> None:
    meter = read_meter(CINQAIR, DOSES)

    assert meter == Meter(CINQAIR, given=436, discarded=164, visits=3, unnumbered=1)
    assert (meter.with_waste, meter.left, meter.left_given_only, meter.visits_left) == (600, 400, 564, None)


@pytest.mark.parametrize(("counts_waste", "left"), [(True, 400), (False, 564), (None, 400)])
def test_what_is_left_goes_by_what_counts(*, counts_waste: bool | None, left: int) -> None:
    assert read_meter(replace(CINQAIR, counts_waste=counts_waste), DOSES).left == left


def test_a_dose_whose_waste_is_not_known_counts_what_was_given() -> None:
    assert read_meter(CINQAIR, (replace(DOSES[0], discarded_units=None),)).with_waste == 218


@pytest.mark.parametrize(
    ("units", "is_nearly", "is_exceeded"),
    [
        pytest.param(751, False, False, id="600-of-751-is-79.9-percent"),
        pytest.param(750, True, False, id="600-of-750-is-80-percent"),
        pytest.param(600, True, False, id="exactly-used"),
        pytest.param(599, True, True, id="one-past"),
    ],
)
def test_the_edges_of_the_meter(*, units: int, is_nearly: bool, is_exceeded: bool) -> None:
    meter = read_meter(replace(CINQAIR, units=units), DOSES)

    assert (meter.is_nearly_used, meter.is_exceeded) == (is_nearly, is_exceeded)


def limited(units: int | None, visits: int | None) -> Authorization:
    return replace(CINQAIR, units=units, visits=visits)


def test_an_authorization_without_limits_is_never_used_up() -> None:
    meter = read_meter(limited(None, None), DOSES)

    assert (meter.left, meter.left_given_only, meter.visits_left) == (None, None, None)
    assert not (meter.is_exceeded)
    assert not (meter.may_be_exceeded)
    assert not (meter.is_nearly_used)


def test_visits_are_counted_even_where_no_units_are_billed() -> None:
    assert read_meter(limited(None, 2), DOSES).visits_left == -1
    assert read_meter(limited(None, 2), DOSES).is_exceeded


def test_the_meter_adds_the_visits_own_dose() -> None:
    visit = ready("cinqair")
    assert visit.authorizations is not None

    meter = meter_with(visit, visit.authorizations[0])

    assert (meter.given, meter.discarded, meter.visits) == (436, 164, 2)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        pytest.param(date(2026, 5, 31), 0, id="day-before-the-first"),
        pytest.param(date(2026, 6, 1), 1, id="first-day"),
        pytest.param(date(2027, 5, 31), 1, id="last-day"),
        pytest.param(date(2027, 6, 1), 0, id="day-after-the-last"),
    ],
)
def test_a_dose_without_a_number_is_said_on_the_authorizations_days(day: date, count: int) -> None:
    dose = replace(past("cinqair", day, 218), authorization_number=None)

    assert read_meter(CINQAIR, (dose,)).unnumbered == count

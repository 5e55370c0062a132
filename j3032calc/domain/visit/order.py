"""The order: the age it is for (R-10), its signature and dates, and the weight it goes by (R-11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from j3032calc.domain.findings import Care, Detail
from j3032calc.domain.product import labelled
from j3032calc.domain.quantities import DosePerWeight
from j3032calc.domain.visit.finding import Missing, NotChecked, info, stop, warn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from j3032calc.domain.findings import Finding
    from j3032calc.domain.order import Order
    from j3032calc.domain.product import Citation, Schedule
    from j3032calc.domain.visit.facts import Visit

# How long before its end an order or an authorization asks to be renewed (issue 6).
RENEWAL_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class AgeOffLabel(Detail):
    """R-10: the patient's age is outside the labelled use."""

    age: int
    schedules: tuple[Schedule, ...]
    cited: Citation


@dataclass(frozen=True, slots=True)
class OrderForOtherDrug(Detail):
    """R-11: the order is for another drug."""

    ordered: str
    given: str


@dataclass(frozen=True, slots=True)
class OrderUnsigned(Detail):
    """R-11: the prescriber has not signed."""


@dataclass(frozen=True, slots=True)
class OrderSignedLater(Detail):
    """R-11: the prescriber signed after the dose."""

    signed_on: date


@dataclass(frozen=True, slots=True)
class OrderNotStarted(Detail):
    """R-11: the order starts later."""

    first: date


@dataclass(frozen=True, slots=True)
class OrderEnded(Detail):
    """R-11: somebody ended the order."""


@dataclass(frozen=True, slots=True)
class OrderExpired(Detail):
    """R-11: the order's last day is over."""

    last: date


@dataclass(frozen=True, slots=True)
class OrderEndsSoon(Detail):
    """R-11: time to ask for a renewal."""

    last: date
    days: int


@dataclass(frozen=True, slots=True)
class WeightOld(Detail):
    """R-11: the weight of a dose per kg is older than the site allows."""

    on: date
    days: int
    most: int


@dataclass(frozen=True, slots=True)
class WeightLater(Detail):
    """R-11: the weight is from a day after the dose."""

    on: date


def age_on_label(visit: Visit) -> Iterator[Finding]:
    """R-10: the patient's age is within the labelled use, or within any while none is chosen."""
    product = labelled(visit.product)
    if product is None:
        yield info("R-10", NotChecked(Missing.PRODUCT))
        return
    if visit.patient is None:
        yield warn("R-10", NotChecked(Missing.PATIENT))
        return
    schedules = product.schedules if visit.schedule is None else (visit.schedule,)
    if visit.schedule is None:
        yield info("R-10", NotChecked(Missing.SCHEDULE))
    age = age_on(visit.patient.born, visit.given_on)
    if not any(one.from_age <= age and (one.under_age is None or age < one.under_age) for one in schedules):
        yield warn("R-10", AgeOffLabel(age, schedules, schedules[0].cited), Care.ASK)


def age_on(born: date, day: date) -> int:
    """Count whole years; who was born on 29-Feb has the birthday on 01-Mar in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def order_holds(visit: Visit) -> Iterator[Finding]:
    """R-11: the order is for this drug, signed, begun, not ended and not expired; in time its renewal is asked for."""
    order, day = visit.order, visit.given_on
    if order is None:
        yield stop("R-11", NotChecked(Missing.ORDER), Care.HOLD)
        return
    if order.drug.key != visit.drug.key:
        yield stop("R-11", OrderForOtherDrug(order.drug.name, visit.drug.name), Care.HOLD)
    if order.signed_on is None:
        yield stop("R-11", OrderUnsigned(), Care.HOLD)
    elif order.signed_on > day:
        yield warn("R-11", OrderSignedLater(order.signed_on), Care.HOLD)
    if not order.is_active:
        yield stop("R-11", OrderEnded(), Care.HOLD)
    if day < order.first_due:
        yield stop("R-11", OrderNotStarted(order.first_due), Care.HOLD)
    yield from _expiry(order, day)


def _expiry(order: Order, day: date) -> Iterator[Finding]:
    if order.expires_on is None:
        yield warn("R-11", NotChecked(Missing.ORDER_EXPIRY), Care.ASK)
        return
    left = (order.expires_on - day).days
    if left < 0:
        yield stop("R-11", OrderExpired(order.expires_on), Care.HOLD)
    elif left <= RENEWAL_DAYS:
        yield warn("R-11", OrderEndsSoon(order.expires_on, left))


def weight_recent(visit: Visit) -> Iterator[Finding]:
    """R-11: the weight of a dose per kg is there and recent."""
    order = visit.order
    if order is None or not isinstance(order.dose, DosePerWeight):
        return
    if visit.weight is None:
        yield stop("R-11", NotChecked(Missing.WEIGHT), Care.HOLD)
        return
    if visit.site is None:
        yield warn("R-11", NotChecked(Missing.SITE), Care.ASK)
    old = (visit.given_on - visit.weight.on).days
    if old < 0:
        yield warn("R-11", WeightLater(visit.weight.on), Care.HOLD)
    elif visit.site is not None and old > visit.site.weight_days:
        yield warn("R-11", WeightOld(visit.weight.on, old, visit.site.weight_days), Care.HOLD)

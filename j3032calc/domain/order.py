"""What a prescriber ordered, what a payer authorized, and what the site charges."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems.dose import RoundedToNothing
from j3032calc.domain.quantities import Amount, DosePerWeight
from j3032calc.domain.record import record
from j3032calc.domain.schedule import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

# What the ids of the drugs begin with that a site enters itself: a shipped id has no full stop.
SITE_PREFIX: Final = "site."


@record
class Prescriber:
    """Who ordered; ``npi`` is ``None`` when not recorded."""

    name: str
    credential: str
    npi: str | None = None


class RoundingWay(StrEnum):
    """Which way an order lets a dose be rounded."""

    NEAREST = "to the nearest"
    UP = "up to the next"
    DOWN = "down to the last"


@record
class Rounding:
    """An order's own instruction: round the calculated dose to a multiple of ``step``. It prints on the record."""

    way: RoundingWay
    step: Amount


@record
class Rounded:
    """What an order's instruction made of a dose: both amounts, so that it prints and is never silent."""

    exact: Amount
    dose: Amount
    rounding: Rounding

    @property
    def is_changed(self) -> bool:
        """Whether the dose was no multiple of the step already."""
        return self.dose != self.exact


def round_dose(exact: Amount, rounding: Rounding) -> Rounded:
    """Round a dose as its order says; a dose halfway between two steps goes up.

    Raises:
        RoundedToNothing: the dose would be zero.
    """
    steps = exact.ratio_to(rounding.step)
    ways = {
        RoundingWay.UP: ceil(steps),
        RoundingWay.DOWN: floor(steps),
        RoundingWay.NEAREST: floor(steps + Fraction(1, 2)),
    }
    count = ways[rounding.way]
    if count == 0:
        raise RoundedToNothing(exact, rounding.step)
    return Rounded(exact=exact, dose=rounding.step * count, rounding=rounding)


@record
class DrugRef:
    """Which drug: a product of the catalogue, or one that a person typed (``product_id`` is ``None``)."""

    product_id: str | None
    name: str
    hcpcs: str | None = None

    @property
    def is_of_site(self) -> bool:
        """Whether the site entered the drug itself, as the id tells for ever."""
        return self.product_id is not None and self.product_id.startswith(SITE_PREFIX)

    @property
    def key(self) -> str:
        """What makes two doses doses of one drug: the product, or the typed name without its capitals."""
        return self.product_id or self.name.casefold()


class OrderImpossible(ValueError):
    """An order for nothing, or one rounded in another measure than its dose. Always our fault, never a person's."""


@record
class Documented:
    """One answer to the documentation checklist: what the chart says, and the day it is from where one was given."""

    item: str
    value: str
    on: date | None = None


@record
class Order:
    """One order for a dose above zero.

    ``signed_on`` is ``None`` while the prescriber has not signed, ``end_reason`` while it is active. ``interval`` is
    ``None`` where the labelled schedule decides alone. ``documentation`` answers the checklist; an item without an
    answer is "Not recorded".
    """

    id: str
    patient_id: str
    drug: DrugRef
    prescriber: Prescriber
    dose: Amount | DosePerWeight
    route: str | None = None
    rounding: Rounding | None = None
    interval: Interval | None = None
    schedule_id: str | None = None
    indication: str | None = None
    diagnoses: tuple[str, ...] = ()
    ordered_on: date
    starts_on: date | None = None
    expires_on: date | None = None
    signed_on: date | None = None
    documentation: tuple[Documented, ...] = ()
    end_reason: str | None = None

    def __post_init__(self) -> None:
        if self.measure.is_zero:
            message = "a dose of nothing"
            raise OrderImpossible(message)
        if self.rounding is not None and (
            type(self.rounding.step) is not type(self.measure) or self.rounding.step.is_zero
        ):
            message = "rounded to a step that is nothing, or of another measure"
            raise OrderImpossible(message)

    @property
    def measure(self) -> Amount:
        """The dose, or the dose per kg: what it is measured in."""
        return self.dose.per_kg if isinstance(self.dose, DosePerWeight) else self.dose

    @property
    def is_active(self) -> bool:
        """Whether nobody has ended it; an expired order is still active and a finding says that it expired."""
        return self.end_reason is None

    @property
    def first_due(self) -> date:
        """The day from which the first dose is due."""
        return self.starts_on or self.ordered_on


@record
class Authorization:
    """A payer's approval. ``units`` or ``visits`` is ``None`` where the approval does not limit them.

    ``counts_waste`` says whether discarded units use it up, ``None`` when the payer has not said.
    """

    id: str
    patient_id: str
    payer_id: str
    drug: DrugRef
    number: str
    first: date
    last: date
    units: int | None = None
    visits: int | None = None
    counts_waste: bool | None = None

    def fits(self, payer_id: str, drug: DrugRef, day: date) -> bool:
        """Whether it is this payer's, for this drug, and holds on this day."""
        return self.payer_id == payer_id and self.drug.key == drug.key and self.first <= day <= self.last


def only_fitting(
    authorizations: Iterable[Authorization], payer_id: str, drug: DrugRef, day: date
) -> Authorization | None:
    """Give the one authorization that fits; ``None`` where there is none, or more than one to choose from."""
    fitting = [one for one in authorizations if one.fits(payer_id, drug, day)]
    return fitting[0] if len(fitting) == 1 else None


@record
class Charge:
    """What the site charges for one billing unit of a code, in US dollars, from a day on."""

    hcpcs: str
    dollars_per_unit: Fraction
    first: date

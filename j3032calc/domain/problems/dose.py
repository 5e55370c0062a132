"""A dose, a weight or containers that cannot be calculated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from j3032calc.domain.problems import Problem

if TYPE_CHECKING:
    from j3032calc.domain.quantities import Amount


@dataclass(eq=False)
class WeightMissing(Problem):
    """A dose per kg without a weight."""

    dose: str


@dataclass(eq=False)
class WeightOutOfRange(Problem):
    """A weight no patient has, by far the likeliest a slip."""

    entered: str


@dataclass(eq=False)
class DoseInOtherUnit(Problem):
    """A dose, container or billing unit in a dimension that this drug is not measured in."""

    entered: str
    measured_in: str


@dataclass(eq=False)
class VolumeMissing(Problem):
    """A drug billed by volume, with a container whose volume is not known."""

    container: str


@dataclass(eq=False)
class NoContainers(Problem):
    """No container size to open."""


@dataclass(eq=False)
class TooManyContainers(Problem):
    """A plan of more containers than anyone opens."""

    count: int
    most: int


@dataclass(eq=False)
class TooManySizes(Problem):
    """Container sizes that share no sensible step, so that not all their combinations can be compared."""


@dataclass(eq=False)
class GivenAboveDose(Problem):
    """More given than was ordered."""

    given: str
    dose: str


@dataclass(eq=False)
class RoundedToNothing(Problem):
    """A dose that the order's own rounding instruction would make zero."""

    dose: Amount
    step: Amount

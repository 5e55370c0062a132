"""Exact amounts with units that cannot be mixed up. The only door to pint.

One closed registry: drug mass, drug activity, volume, body mass, billing unit and container are separate dimensions,
each unit is defined by itself, and magnitudes are ``Fraction``. Nothing converts across dimensions, nothing is rounded,
and text is never given to pint: pint reads "2,5 mg" as 25 mg.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, ClassVar, Final, Self

import pint

if TYPE_CHECKING:
    from pint.facets.plain import PlainQuantity, PlainUnit

    Exact = PlainQuantity[Fraction]

_DEFINITIONS: Final = (
    "mcg = [drug_mass]",
    "mg = 1000 * mcg",
    "g = 1000 * mg",
    "units = [drug_activity]",
    "mL = [drug_volume]",
    "kg = [body_mass]",
    # International avoirdupois pound, exact by definition (NIST Handbook 44, appendix C).
    "lb = 45359237 / 100000000 * kg",
    "billing_unit = [billing_unit]",
    "container = [container]",
)


def _closed_registry() -> pint.UnitRegistry[Fraction]:
    registry = pint.UnitRegistry[Fraction](None, non_int_type=Fraction)
    for definition in _DEFINITIONS:
        registry.define(definition)
    return registry


_REGISTRY: Final = _closed_registry()
_UNITS: Final[dict[str, PlainUnit]] = {
    name: _REGISTRY.Unit(name) for name in ("mcg", "mg", "g", "units", "mL", "kg", "lb", "billing_unit", "container")
}


_NOTHING: Final = Fraction(0)


class MixedUnits(TypeError):
    """Two quantities that must never meet were added, subtracted or compared. Always our fault, never a person's."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Measured:
    """An exact quantity of one dimension, zero or more.

    ``magnitude`` is the number in ``unit``, the unit's name in the registry. Within one unit the magnitudes are worked
    with; from one unit to another pint alone converts.

    Equal when the quantities are equal in any unit (``1 g == 1,000 mg``). Comparing, adding or subtracting across
    dimensions raises ``MixedUnits``; a result below zero raises ``ValueError``.
    """

    magnitude: Fraction
    unit: str
    units: ClassVar[tuple[str, ...]] = ()

    def __post_init__(self) -> None:
        if self.unit not in self.units:
            raise MixedUnits(type(self).__name__)
        if self.magnitude.numerator < 0:
            message = f"{type(self).__name__} below zero"
            raise ValueError(message)

    @classmethod
    def of(cls, magnitude: Fraction | int, unit: str) -> Self:
        """Make a quantity; ``unit`` is one of ``cls.units``, or ``MixedUnits`` is raised."""
        return cls(Fraction(magnitude), unit)

    @property
    def quantity(self) -> Exact:
        """This as a pint quantity; made only to convert, as making one takes pint longer than adding two takes here."""
        return _REGISTRY.Quantity(self.magnitude, _UNITS[self.unit])

    @property
    def is_zero(self) -> bool:
        """Whether this is exactly nothing, which is a number and not "missing"."""
        return self.magnitude.numerator == 0

    def must_meet(self, other: Measured) -> None:
        """Raise ``MixedUnits`` unless the other is of this very kind."""
        if type(other) is not type(self):
            message = f"{type(self).__name__} with {type(other).__name__}"
            raise MixedUnits(message)

    def like(self, magnitude: Fraction) -> Self:
        """Make another quantity of the same kind, in this unit."""
        return type(self)(magnitude, self.unit)

    def _theirs(self, other: Measured) -> Fraction:
        """Give the other's magnitude in this unit; raise ``MixedUnits`` if the two may not meet."""
        self.must_meet(other)
        return other.magnitude_in(self.unit)

    def magnitude_in(self, unit: str) -> Fraction:
        """Give the number in a unit of this dimension, exact; ``MixedUnits`` for any other unit."""
        if unit == self.unit:
            return self.magnitude
        if unit not in self.units:
            raise MixedUnits(unit)
        return self.quantity.m_as(_UNITS[unit])

    def __add__(self, other: Measured) -> Self:
        return self.like(self.magnitude + self._theirs(other))

    def __sub__(self, other: Measured) -> Self:
        return self.like(self.magnitude - self._theirs(other))

    def __mul__(self, factor: Fraction | int) -> Self:
        if not isinstance(factor, Fraction | int):
            raise MixedUnits(type(factor).__name__)
        return self.like(self.magnitude * factor)

    def __lt__(self, other: Measured) -> bool:
        return self.magnitude < self._theirs(other)

    def __le__(self, other: Measured) -> bool:
        return self.magnitude <= self._theirs(other)

    def __gt__(self, other: Measured) -> bool:
        return self.magnitude > self._theirs(other)

    def __ge__(self, other: Measured) -> bool:
        return self.magnitude >= self._theirs(other)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Measured):
            return NotImplemented
        return self.magnitude == self._theirs(other)

    def __hash__(self) -> int:
        # Equal in any unit, so hashed in one.
        return hash((type(self), self.magnitude_in(self.units[0])))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.magnitude} {self.unit})"

    def ratio_to(self, other: Measured) -> Fraction:
        """Divide by a quantity of the same kind and above zero: a plain number."""
        return self.magnitude / self._theirs(other)

    def in_unit(self, unit: str) -> Self:
        """Give the same quantity in another unit of its dimension, exact; ``MixedUnits`` for any other unit."""
        return replace(self, magnitude=self.magnitude_in(unit), unit=unit)

    def zero(self) -> Self:
        """Nothing of this kind, in this unit."""
        return self.like(_NOTHING)


class Mass(Measured):
    """A mass of drug. Never a mass of a body."""

    __slots__ = ()
    units = ("mg", "mcg", "g")


class Volume(Measured):
    """A volume of drug as drawn up."""

    __slots__ = ()
    units = ("mL",)


class BodyMass(Measured):
    """A patient's weight. Never a mass of drug."""

    __slots__ = ()
    units = ("kg", "lb")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Activity(Measured):
    """Biological activity in units, which are each drug's own: units of one drug never meet units of another."""

    units = ("units",)
    drug: str = ""

    @classmethod
    def of_drug(cls, magnitude: Fraction | int, drug: str) -> Activity:
        """Make an activity; ``drug`` is whatever names the drug, such as its HCPCS code."""
        return cls(Fraction(magnitude), "units", drug)

    def must_meet(self, other: Measured) -> None:
        """Raise ``MixedUnits`` unless the other is activity of the same drug."""
        Measured.must_meet(self, other)
        if isinstance(other, Activity) and other.drug != self.drug:
            message = f"units of {self.drug} with units of {other.drug}"
            raise MixedUnits(message)

    def like(self, magnitude: Fraction) -> Self:
        """Make another activity of the same drug."""
        return type(self)(magnitude, self.unit, self.drug)


Amount = Mass | Activity | Volume


class _Counted(Measured):
    """A whole number of something; a part of one raises ``ValueError``."""

    __slots__ = ()

    def __post_init__(self) -> None:
        Measured.__post_init__(self)
        if self.magnitude.denominator != 1:
            message = f"a part of one in {type(self).__name__}"
            raise ValueError(message)


class BillingUnits(_Counted):
    """A number of HCPCS billing units, which are neither units of activity nor containers."""

    __slots__ = ()
    units = ("billing_unit",)

    @property
    def count(self) -> int:
        """The number of units."""
        return self.magnitude.numerator


class Containers(_Counted):
    """A number of containers."""

    __slots__ = ()
    units = ("container",)

    @property
    def count(self) -> int:
        """The number of containers."""
        return self.magnitude.numerator


@dataclass(frozen=True, slots=True)
class UnitSize:
    """How much drug one billing unit is, such as 5 mg for J2357. Above zero."""

    amount: Amount

    def measured(self, content: Amount, volume: Volume | None) -> Amount | None:
        """Give what it measures of one container: the volume for drugs billed by the mL, if that is known."""
        return volume if isinstance(self.amount, Volume) else content

    def rounded_up(self, amount: Amount) -> BillingUnits:
        """Count the units that an amount given takes: a part of a unit counts as one (CMS manual ch. 17, 40)."""
        return BillingUnits.of(ceil(amount.ratio_to(self.amount)), "billing_unit")

    def rounded_down(self, amount: Amount) -> BillingUnits:
        """Count the whole units in an amount, so that no unit is billed twice."""
        return BillingUnits.of(floor(amount.ratio_to(self.amount)), "billing_unit")

    def times(self, units: BillingUnits) -> Amount:
        """Give the amount of drug that so many billing units are."""
        return self.amount * units.magnitude


def content_of(content: Amount, containers: Containers) -> Amount:
    """Give what so many containers of one labelled content hold."""
    return content * containers.magnitude


@dataclass(frozen=True, slots=True)
class DosePerWeight:
    """A dose per kilogram of body weight, such as 3 mg/kg. Not a plain number."""

    per_kg: Mass | Activity

    def for_weight(self, weight: BodyMass) -> Mass | Activity:
        """Give the dose for one patient's weight, exact; pounds are converted by definition of the pound."""
        return self.per_kg * weight.magnitude_in("kg")

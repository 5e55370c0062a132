"""What a person typed and nobody can read without guessing."""

from __future__ import annotations

from dataclasses import dataclass

from j3032calc.domain.problems import Problem


@dataclass(eq=False)
class NotANumber(Problem):
    """Text that is no number we read without guessing."""

    entered: str
    example: str


@dataclass(eq=False)
class AmbiguousNumber(Problem):
    """A number that different countries read differently, such as 1.000."""

    entered: str


@dataclass(eq=False)
class NumberOutOfRange(Problem):
    """A number with more digits than any dose has."""

    entered: str


@dataclass(eq=False)
class NotAboveZero(Problem):
    """Zero or a negative number where an amount is needed."""

    entered: str


@dataclass(eq=False)
class UnitMissing(Problem):
    """A number without its unit."""

    entered: str
    example: str


@dataclass(eq=False)
class UnitUnknown(Problem):
    """A unit that is not in the closed list, or that is easily misread."""

    entered: str
    unit: str
    allowed: tuple[str, ...]


@dataclass(eq=False)
class FieldMissing(Problem):
    """A field that the calculation cannot do without."""

    field: str
    example: str


@dataclass(eq=False)
class FieldUnknown(Problem):
    """A field name that no one defined."""

    field: str
    known: tuple[str, ...]


@dataclass(eq=False)
class FieldNotText(Problem):
    """A field whose JSON value has the wrong type; ``kind`` is what it must be."""

    field: str
    kind: str


@dataclass(eq=False)
class FieldTwice(Problem):
    """A field that stands twice on one line."""

    field: str


@dataclass(eq=False)
class FieldsTogether(Problem):
    """Two fields that contradict each other."""

    first: str
    second: str


@dataclass(eq=False)
class LineUnreadable(Problem):
    """A batch line that is not one JSON object."""


@dataclass(eq=False)
class ContainerUnreadable(Problem):
    """Text that is not a container size."""

    entered: str


@dataclass(eq=False)
class CountUnreadable(Problem):
    """Text that is not "N x size"."""

    entered: str


@dataclass(eq=False)
class DateUnreadable(Problem):
    """Text that is no calendar date."""

    entered: str


@dataclass(eq=False)
class DateAmbiguous(Problem):
    """A typed date that can be read in two ways; both readings as they would be written."""

    entered: str
    readings: tuple[str, ...]


@dataclass(eq=False)
class DateOutOfRange(Problem):
    """A date outside the years that the code tables cover."""

    entered: str


@dataclass(eq=False)
class TimeUnreadable(Problem):
    """Text that is no time of day by the 24-hour clock."""

    entered: str


@dataclass(eq=False)
class MinutesUnreadable(Problem):
    """Text that is no number of minutes."""

    entered: str


@dataclass(eq=False)
class IntervalUnreadable(Problem):
    """Text that is not an interval such as "2 weeks"."""

    entered: str


@dataclass(eq=False)
class DoseNumberUnreadable(Problem):
    """Text that is not a whole number from 1."""

    entered: str


@dataclass(eq=False)
class NpiUnreadable(Problem):
    """Text that is no National Provider Identifier, or one whose check digit does not fit."""

    entered: str


@dataclass(eq=False)
class DiagnosisUnreadable(Problem):
    """Text that has not the shape of an ICD-10-CM code."""

    entered: str


@dataclass(eq=False)
class SiteNumberUnreadable(Problem):
    """Text that has not the form of a number or code of the site; ``what`` completes "is not …"."""

    entered: str
    what: str
    example: str


@dataclass(eq=False)
class CountOutsideLimits(Problem):
    """A count, such as of minutes, below the least or above the most; ``noun`` says of what."""

    entered: str
    least: int
    most: int
    noun: str


@dataclass(eq=False)
class WeekdayUnreadable(Problem):
    """Text that is no weekday."""

    entered: str


@dataclass(eq=False)
class DollarsUnreadable(Problem):
    """Text that is no amount in dollars and cents."""

    entered: str

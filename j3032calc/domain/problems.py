"""What a person can put right, as typed facts. ``wording.problems`` makes the sentences."""

from __future__ import annotations

from dataclasses import dataclass


class Problem(Exception):
    """Input that cannot be used. Carries fields only; raised by the floors below ``app``, never swallowed there."""


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
class IntervalUnreadable(Problem):
    """Text that is not an interval such as "2 weeks"."""

    entered: str


@dataclass(eq=False)
class DoseNumberUnreadable(Problem):
    """Text that is not a whole number from 1."""

    entered: str


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
class ProductUnknown(Problem):
    """A name, code or NDC that no product in the catalogue has."""

    entered: str
    known: tuple[str, ...]


@dataclass(eq=False)
class ProductAmbiguous(Problem):
    """A name that several products have."""

    entered: str
    candidates: tuple[str, ...]


@dataclass(eq=False)
class CodeDisputed(Problem):
    """A code that CMS and the source document give to different drugs: the person picks the drug, never the code."""

    code: str
    cms_drug: str
    document_drug: str
    candidates: tuple[str, ...]


@dataclass(eq=False)
class CodeUnreadable(Problem):
    """Text that is not a HCPCS code."""

    entered: str


@dataclass(eq=False)
class CodeUnknown(Problem):
    """A well-formed code that this catalogue does not hold."""

    code: str


@dataclass(eq=False)
class CodeWithoutProduct(Problem):
    """A code that the catalogue knows, of a drug that it does not hold."""

    code: str
    drug: str


@dataclass(eq=False)
class UnitSizeDiffers(Problem):
    """A catalogue code typed with another billing unit than the catalogue's."""

    code: str
    entered: str
    catalogue: str


@dataclass(eq=False)
class ScheduleUnknown(Problem):
    """A schedule that the product's label does not have."""

    entered: str
    known: tuple[str, ...]


@dataclass(eq=False)
class IntervalFixed(Problem):
    """An interval typed for a product whose label leaves no choice."""

    entered: str
    product: str
    label: str


@dataclass(eq=False)
class PayerUnknown(Problem):
    """A payer profile that is not there."""

    entered: str
    known: tuple[str, ...]


@dataclass(eq=False)
class NdcUnreadable(Problem):
    """Text that is no NDC and no GS1 barcode."""

    entered: str


@dataclass(eq=False)
class NdcAmbiguous(Problem):
    """Ten digits whose groups nobody can know."""

    entered: str


@dataclass(eq=False)
class BarcodeUnusable(Problem):
    """A GS1 barcode that was misread: a check digit, a date or a lost separator."""

    reason: str


@dataclass(eq=False)
class CatalogueInvalid(Problem):
    """A catalogue file that cannot be trusted: which file, which field, why."""

    file: str
    field: str
    reason: str


@dataclass(eq=False)
class FileUnreadable(Problem):
    """A file that cannot be read or written."""

    name: str
    reason: str


@dataclass(eq=False)
class NotACrosswalk(Problem):
    """A file that is not a CMS ASP NDC-HCPCS crosswalk."""

    name: str
    missing: tuple[str, ...]


@dataclass(eq=False)
class DocumentFailed(Problem):
    """A document template that could not be turned into a page."""

    template: str
    reason: str

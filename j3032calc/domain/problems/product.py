"""Products, codes, payers and NDCs that the catalogue does not know, or knows otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from j3032calc.domain.problems import Problem


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
class NotACrosswalk(Problem):
    """A file that is not a CMS ASP NDC-HCPCS crosswalk."""

    name: str
    missing: tuple[str, ...]

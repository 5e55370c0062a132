"""The catalogue against a CMS ASP NDC-HCPCS crosswalk: what agrees, what differs, what one of them lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.ndc import Ndc
    from j3032calc.domain.product import Presentation, Product
    from j3032calc.domain.quantities import Amount


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """One row of the file. ``dosage`` is one billing unit, ``None`` where it is no amount we read."""

    hcpcs: str
    ndc: Ndc
    drug: str
    dosage: Amount | None
    package_units: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that the file and the catalogue give differently; ``field`` is code, billing unit or package units."""

    product: Product
    presentation: Presentation
    field: str
    file_says: str | Amount | None
    catalogue_says: str | Amount


@dataclass(frozen=True, slots=True)
class CrosswalkReport:
    """The comparison. ``not_in_file`` and ``not_in_catalogue`` are no differences: the file may be a part."""

    agreed: tuple[tuple[Product, Presentation], ...]
    differences: tuple[Difference, ...]
    not_in_file: tuple[tuple[Product, Presentation], ...]
    not_in_catalogue: tuple[CrosswalkRow, ...]
    unreadable_rows: int


def compare(catalogue: Catalogue, rows: Iterable[CrosswalkRow], *, unreadable_rows: int) -> CrosswalkReport:
    """Compare the rows that concern the catalogue: by its NDCs, or by the codes of its products."""
    codes = {product.code.hcpcs for product in catalogue.products}
    agreed: list[tuple[Product, Presentation]] = []
    differences: list[Difference] = []
    unknown: list[CrosswalkRow] = []
    seen: set[Ndc] = set()
    for row in rows:
        found = catalogue.find_package(row.ndc)
        if found is None:
            if row.hcpcs in codes:
                unknown.append(row)
            continue
        seen.add(row.ndc)
        different = _differences(row, *found)
        differences.extend(different)
        if not different:
            agreed.append(found)
    missing = tuple(
        (product, item) for product in catalogue.products for item in product.presentations if item.ndc not in seen
    )
    return CrosswalkReport(tuple(agreed), tuple(differences), missing, tuple(unknown), unreadable_rows)


def _differences(row: CrosswalkRow, product: Product, item: Presentation) -> list[Difference]:
    unit = product.code.unit
    units = str(unit.rounded_down(item.content).count)
    pairs: list[tuple[str, str | Amount | None, str | Amount]] = [
        ("code", row.hcpcs, product.code.hcpcs),
        ("package units", row.package_units, units),
    ]
    if row.dosage is None or not _is_as_much(row.dosage, unit.amount):
        pairs.append(("billing unit", row.dosage, unit.amount))
    return [
        Difference(product, item, field, theirs, ours)
        for field, theirs, ours in pairs
        if field == "billing unit" or theirs != ours
    ]


def _is_as_much(theirs: Amount, ours: Amount) -> bool:
    """Whether two billing units are of one size; units of activity, each code's own, are compared by their number."""
    if type(theirs) is not type(ours):
        return False
    return theirs.magnitude_in(theirs.units[0]) == ours.magnitude_in(ours.units[0])

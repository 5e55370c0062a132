"""A scanned package, charted as one of the containers that a dose opens. Where it does not fit, nothing is filled.

What is charted stands in the entries of a draft, as ``services.container_rows`` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from j3032calc.domain.problems.scanning import (
    AllScanned,
    ExpiredScanned,
    NotAmongOpened,
    OtherDrugScanned,
    ScannedTwice,
)
from j3032calc.services.container_rows import stands
from j3032calc.services.draft_keys import YES
from j3032calc.wording.writing import write_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from j3032calc.domain.administration import ContainerUsed
    from j3032calc.domain.order import DrugRef
    from j3032calc.domain.package import Identified

SERIALS: Final = "serials"
# A container of which the code on the carton and the one on the vial were both scanned.
_BOTH: Final = "both"


class Filled(NamedTuple):
    """What a scan charts: the container's number, of how many, and the entries that change."""

    number: int
    of: int
    changes: dict[str, str]


def check_package(package: Identified, wanted: DrugRef | None, day: date) -> None:
    """Check that a package is of the drug that is wanted, and not expired on the day given.

    Raises:
        OtherDrugScanned: of another drug, with both names.
        ExpiredScanned: its expiry is before that day.
    """
    name = f"NDC {package.ndc}" if package.product is None else package.product.name
    key = None if package.product is None else package.product.id
    if wanted is not None and key != wanted.product_id:
        raise OtherDrugScanned(name, wanted.name)
    if package.expiry is not None and package.expiry < day:
        raise ExpiredScanned(name, package.expiry)


def filled(package: Identified, rows: Sequence[ContainerUsed], entered: Mapping[str, str]) -> Filled:
    """Chart a package as the next container of its NDC; ``rows`` are the containers, each for itself.

    The carton's code and the vial's in it are one container: the second of the two fills nothing new.

    Raises:
        ScannedTwice: its serial number was scanned before.
        NotAmongOpened: no container of that NDC is opened.
        AllScanned: all of them are charted.
    """
    serials = entered.get(SERIALS, "").split()
    key = "" if package.serial is None else f"{package.gtin}/{package.serial}"
    if key and key in serials:
        raise ScannedTwice
    ndc = str(package.ndc)
    own = [number for number, used in enumerate(rows, start=1) if used.ndc == ndc]
    if not own:
        raise NotAmongOpened(ndc)
    number = _row_of(package, own, entered)
    is_second_code = stands(entered, number, ndc) and bool(entered.get(f"gtin{number}"))
    changes = {
        f"lot{number}": package.lot or "",
        f"expiry{number}": "" if package.expiry is None else write_date(package.expiry),
        f"ndc{number}": YES,
        f"of{number}": ndc,
        f"gtin{number}": _BOTH if is_second_code else package.gtin or "",
        SERIALS: " ".join(filter(None, (*serials, key))),
    }
    return Filled(number, len(rows), changes)


def _row_of(package: Identified, own: Sequence[int], entered: Mapping[str, str]) -> int:
    """Give the container that a package is: the one whose other code was scanned, else the next that is open."""
    ndc = str(package.ndc)
    standing = [number for number in own if stands(entered, number, ndc)]
    for number in standing:
        is_other_code = entered.get(f"gtin{number}") not in {None, "", _BOTH, package.gtin}
        if is_other_code and entered.get(f"lot{number}") == package.lot:
            return number
    for number in own:
        if number not in standing or _is_open(package, entered.get(f"lot{number}"), entered.get(f"gtin{number}")):
            return number
    raise AllScanned(ndc)


def _is_open(package: Identified, lot: str | None, gtin: str | None) -> bool:
    """Whether a row has no lot yet, or this very lot that somebody typed. A code without a lot is told by its GTIN."""
    if package.lot is None:
        return not gtin
    return not lot or (not gtin and lot == package.lot)

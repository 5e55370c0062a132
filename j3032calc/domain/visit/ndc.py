"""The NDC of what was opened and billed (R-05)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from j3032calc.domain.billing import JW, JZ, package_quantity
from j3032calc.domain.findings import Detail, NdcNotChecked, NdcToVerify, NdcUnscanned
from j3032calc.domain.ndc import NdcQualifier, NdcQuantity
from j3032calc.domain.visit.finding import Missing, NotChecked, stop, unless_weak, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.domain.administration import ContainerUsed, LineBilled
    from j3032calc.domain.findings import Finding
    from j3032calc.domain.payer import PayerProfile
    from j3032calc.domain.product import Presentation, Product
    from j3032calc.domain.quantities import Amount
    from j3032calc.domain.visit.facts import Visit

_BILLING_NDC: Final = re.compile(r"[0-9]{5}-[0-9]{4}-[0-9]{2}")
_QUANTITY: Final = re.compile(r"[0-9]{1,8}(?:\.[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class NdcWrongForm(Detail):
    """R-05: an NDC that is not 11 digits, 5-4-2."""

    ndc: str


@dataclass(frozen=True, slots=True)
class NdcOfOtherDrug(Detail):
    """R-05: no package of this product has the NDC."""

    ndc: str
    product: Product


@dataclass(frozen=True, slots=True)
class NdcContentDiffers(Detail):
    """R-05: the package of the NDC holds another amount than was charted."""

    presentation: Presentation
    charted: Amount


@dataclass(frozen=True, slots=True)
class LineWithoutNdc(Detail):
    """R-05: the payer wants the NDC, and a line lacks it or its quantity."""

    payer: str


@dataclass(frozen=True, slots=True)
class LineNdcNotOpened(Detail):
    """R-05: a line names a package that was not opened."""

    ndc: str


@dataclass(frozen=True, slots=True)
class NdcQuantityUnreadable(Detail):
    """R-05: a quantity that a claim does not take, or one not in UN, ML, GR or F2."""

    text: str


@dataclass(frozen=True, slots=True)
class NdcQuantityDiffers(Detail):
    """R-05: the lines carry another quantity of the package than was opened."""

    ndc: str
    billed: NdcQuantity
    opened: NdcQuantity


def ndc_of_what_was_opened(visit: Visit) -> Iterator[Finding]:
    """R-05: every container's NDC is readable, of this drug, and of the content that was charted."""
    if not visit.containers:
        yield stop("R-05", NotChecked(Missing.CONTAINERS))
    if visit.payer is None:
        yield warn("R-05", NotChecked(Missing.PAYER))
    if visit.product is None:
        yield warn("R-05", NdcNotChecked())
    wanted = visit.payer is not None and visit.payer.wants_ndc and visit.lines != ()
    for container in visit.containers or ():
        ndc = container.ndc
        if ndc is None:
            yield unless_weak("R-05", NotChecked(Missing.NDC), is_weak=not wanted)
        elif not _BILLING_NDC.fullmatch(ndc):
            yield stop("R-05", NdcWrongForm(ndc))
        elif visit.product is not None:
            yield from _package(visit.product, visit.presentation(container), container, is_wanted=wanted)


def _package(
    product: Product, package: Presentation | None, container: ContainerUsed, *, is_wanted: bool
) -> Iterator[Finding]:
    if package is None:
        yield stop("R-05", NdcOfOtherDrug(container.ndc or "", product))
        return
    if package.content != container.content:
        yield stop("R-05", NdcContentDiffers(package, container.content))
    if container.is_confirmed:
        return
    if package.cited.must_verify:
        yield warn("R-05", NdcToVerify(package))
    elif is_wanted:
        yield warn("R-05", NdcUnscanned(package))


def ndc_on_lines(visit: Visit) -> Iterator[Finding]:
    """R-05: where the payer wants NDCs, every line carries one that was opened, in a quantity that was opened."""
    payer = visit.payer
    if payer is None or not payer.wants_ndc:
        return
    if visit.lines is None:
        yield stop("R-05", NotChecked(Missing.LINES))
    billed: dict[str, list[LineBilled]] = {}
    for line in visit.lines or ():
        if line.ndc is None or line.ndc_quantity is None:
            yield stop("R-05", LineWithoutNdc(payer.name))
        elif line.ndc_unit not in set(NdcQualifier) or not _QUANTITY.fullmatch(line.ndc_quantity):
            yield stop("R-05", NdcQuantityUnreadable(f"{line.ndc_unit or ''}{line.ndc_quantity}"))
        else:
            billed.setdefault(line.ndc, []).append(line)
    for ndc, lines in billed.items():
        yield from _quantity(visit, payer, ndc, lines)


def _quantity(visit: Visit, payer: PayerProfile, ndc: str, lines: list[LineBilled]) -> Iterator[Finding]:
    used = [container for container in visit.containers or () if container.ndc == ndc]
    if not used:
        yield stop("R-05", LineNdcNotOpened(ndc))
        return
    package = visit.presentation(used[0])
    unit = NdcQualifier(lines[0].ndc_unit or "")
    each = None if package is None else package_quantity(package, payer)
    if each is None or any(line.ndc_unit != each.qualifier for line in lines):
        yield warn("R-05", NotChecked(Missing.NDC_QUANTITY))
        return
    total = sum((Fraction(line.ndc_quantity or "0") for line in lines), Fraction(0))
    opened = each.amount * sum(container.count for container in used)
    is_all = any({JW, JZ} & set(line.modifiers) for line in lines)
    if total > opened or (is_all and total != opened):
        yield stop("R-05", NdcQuantityDiffers(ndc, NdcQuantity(total, unit), NdcQuantity(opened, unit)))

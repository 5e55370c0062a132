"""The drug in the hand: lot, expiry and recall (R-06), its source (R-12), the benefit (R-15) and its code (R-19)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from j3032calc.domain.administration import DrugSource
from j3032calc.domain.findings import Care, CodeNotChecked, Detail
from j3032calc.domain.readiness import entered_by_site
from j3032calc.domain.visit.finding import Missing, NotChecked, info, stop, unless_weak, warn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from j3032calc.domain.administration import LineBilled
    from j3032calc.domain.findings import Finding
    from j3032calc.domain.product import Citation, Presentation, Product
    from j3032calc.domain.site import Recall
    from j3032calc.domain.visit.facts import Visit

# JG was the modifier for some sites until 2025; whatever the payer's profile says now, both name the 340B program.
_NAMES_340B: Final = frozenset({"JG", "TB"})


@dataclass(frozen=True, slots=True)
class Expired(Detail):
    """R-06: the container's last day was before the day given."""

    lot: str | None
    expiry: date


@dataclass(frozen=True, slots=True)
class Recalled(Detail):
    """R-06: the lot is on the site's recall list."""

    lot: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class UnpaidDrugBilled(Detail):
    """R-12: a drug line for a drug that the site did not buy."""

    source: DrugSource


@dataclass(frozen=True, slots=True)
class DrugLineMissing(Detail):
    """R-12: the site bought the drug, and no line bills it."""


@dataclass(frozen=True, slots=True)
class Modifier340BMissing(Detail):
    """R-12: a line of a 340B drug lacks the payer's modifier."""

    modifier: str
    cited: Citation


@dataclass(frozen=True, slots=True)
class Modifier340BUnfounded(Detail):
    """R-12: a 340B modifier on a drug that was not bought under 340B."""

    modifier: str


@dataclass(frozen=True, slots=True)
class NotMedicalBenefit(Detail):
    """R-15: the payer does not pay this form under the medical benefit."""

    presentation: Presentation
    text: str
    cited: Citation


@dataclass(frozen=True, slots=True)
class CodeDiffers(Detail):
    """R-19: a line bills a code that is not the drug's."""

    hcpcs: str
    product: Product


@dataclass(frozen=True, slots=True)
class SiteOverrides(Detail):
    """R-19: the site bills another code, and says why."""

    hcpcs: str
    product: Product
    reason: str


def lot_expiry_recall(visit: Visit) -> Iterator[Finding]:
    """R-06: lot and expiry are recorded, not past on the day given, not recalled."""
    recalls = None if visit.site is None else visit.site.recalls
    if recalls is None:
        yield warn("R-06", NotChecked(Missing.RECALL_LIST), Care.ASK)
    if not visit.containers:
        yield stop("R-06", NotChecked(Missing.CONTAINERS), Care.HOLD)
    for container in visit.containers or ():
        if container.expiry is None:
            yield stop("R-06", NotChecked(Missing.EXPIRY), Care.HOLD)
        elif container.expiry < visit.given_on:
            yield stop("R-06", Expired(container.lot, container.expiry), Care.HOLD)
        if container.lot is None:
            yield stop("R-06", NotChecked(Missing.LOT), Care.HOLD)
        else:
            yield from _recalled(container.lot, container.ndc, recalls or ())


def _recalled(lot: str, ndc: str | None, recalls: tuple[Recall, ...]) -> Iterator[Finding]:
    for recall in recalls:
        # A container whose NDC nobody recorded may be the one.
        if _same(recall.lot, lot) and (recall.ndc is None or ndc in {None, recall.ndc}):
            yield stop("R-06", Recalled(lot, recall.reason), Care.HOLD)


def _same(one: str, other: str) -> bool:
    # A lot is read from a carton and typed from a letter: capitals and blanks do not make another lot.
    return one.replace(" ", "").casefold() == other.replace(" ", "").casefold()


def source_decides_lines(visit: Visit) -> Iterator[Finding]:
    """R-12: a drug that the site bought is billed, one that it did not buy is not, and 340B shows on every line."""
    source, lines = visit.source, visit.lines
    if source is None:
        yield stop("R-12", NotChecked(Missing.SOURCE))
    if lines is None:
        yield stop("R-12", NotChecked(Missing.LINES))
    if source is None or lines is None:
        return
    if not source.bills_drug:
        if lines:
            yield stop("R-12", UnpaidDrugBilled(source))
    elif not lines:
        yield warn("R-12", DrugLineMissing())
    else:
        yield from _modifier_340b(visit, source, lines)


def _modifier_340b(visit: Visit, source: DrugSource, lines: tuple[LineBilled, ...]) -> Iterator[Finding]:
    rule = None if visit.payer is None else visit.payer.modifier_340b
    if source is DrugSource.PURCHASED:
        names = _NAMES_340B if rule is None else _NAMES_340B | {rule.modifier}
        used = dict.fromkeys(modifier for line in lines for modifier in line.modifiers if modifier in names)
        yield from (stop("R-12", Modifier340BUnfounded(modifier)) for modifier in used)
    elif rule is None:
        yield warn("R-12", NotChecked(Missing.MODIFIER_340B))
    elif any(rule.modifier not in line.modifiers for line in lines):
        detail = Modifier340BMissing(rule.modifier, rule.cited)
        yield unless_weak("R-12", detail, is_weak=rule.cited.must_verify)


def under_medical_benefit(visit: Visit) -> Iterator[Finding]:
    """R-15: the payer pays this form under the medical benefit, as far as its profile says."""
    if visit.payer is None:
        yield info("R-15", NotChecked(Missing.PAYER))
        return
    for container in visit.containers or ():
        package = visit.presentation(container)
        if package is None or visit.product is None:
            continue
        for rule in visit.payer.benefit_rules:
            if rule.product_id == visit.product.id and (not rule.forms or package.form in rule.forms):
                yield warn("R-15", NotMedicalBenefit(package, rule.text, rule.cited))


def line_code_is_the_drugs(visit: Visit) -> Iterator[Finding]:
    """R-19: every line bills the drug's own code, unless a site override says why not."""
    product, lines = visit.product, visit.lines
    if lines is None:
        yield stop("R-19", NotChecked(Missing.LINES))
    if product is None:
        known = visit.known_code
        yield warn("R-19", CodeNotChecked(visit.drug.hcpcs, None if known is None else known.cms.drug))
        return
    if product.is_of_site:
        yield entered_by_site(product, visit.known_code)
    codes = {product.code.hcpcs, *(past.hcpcs for past in product.code.past)}
    for hcpcs in dict.fromkeys(line.hcpcs for line in lines or ()):
        if hcpcs is None or hcpcs in codes:
            continue
        if visit.site_override is None:
            yield stop("R-19", CodeDiffers(hcpcs, product))
        else:
            yield info("R-19", SiteOverrides(hcpcs, product, visit.site_override))

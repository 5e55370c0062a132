"""What shows that the drug is needed: diagnosis (R-07), and the documentation checklist (R-07, R-21)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from j3032calc.domain.checklist import ItemKind
from j3032calc.domain.findings import Detail
from j3032calc.domain.product import labelled
from j3032calc.domain.visit.finding import Missing, NotChecked, info, warn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from j3032calc.domain.checklist import ChecklistItem, ChecklistLine
    from j3032calc.domain.findings import Finding
    from j3032calc.domain.product import Citation, Diagnosis, Product, Schedule
    from j3032calc.domain.visit.facts import Visit

# R-07 asks for these whoever pays; R-21 asks for what the payer wants beside them.
ALWAYS_ASKED: Final = frozenset({ItemKind.SEVERITY, ItemKind.PRIOR_TREATMENT})


@dataclass(frozen=True, slots=True)
class DiagnosisNotListed(Detail):
    """R-07: the code is not among those seen for the product."""

    icd10: str
    product: Product


@dataclass(frozen=True, slots=True)
class DiagnosisNotBillable(Detail):
    """R-07: a heading above the codes that can be billed."""

    icd10: str


@dataclass(frozen=True, slots=True)
class DiagnosisNotInForce(Detail):
    """R-07: the code cannot be billed on the day given."""

    icd10: str
    day: date
    cited: Citation


@dataclass(frozen=True, slots=True)
class DiagnosisForOtherUse(Detail):
    """R-07: the code belongs to another use than the order's."""

    icd10: str
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class DiagnosisToVerify(Detail):
    """R-07: that the code goes with the product is weak or disputed."""

    icd10: str
    cited: Citation


@dataclass(frozen=True, slots=True)
class ItemNotRecorded(Detail):
    """R-07 and R-21: the documentation checklist lacks an answer."""

    item: ChecklistItem
    cited: Citation


@dataclass(frozen=True, slots=True)
class ItemWithoutDate(Detail):
    """R-07 and R-21: an answer lacks the day that it is from."""

    item: ChecklistItem
    cited: Citation


def diagnosis_listed(visit: Visit) -> Iterator[Finding]:
    """R-07: a diagnosis is there, can be billed on that day, and is on the product's list for this use."""
    diagnoses = visit.diagnoses or (visit.order.diagnoses if visit.order else ())
    if not diagnoses:
        yield warn("R-07", NotChecked(Missing.DIAGNOSIS))
    product = labelled(visit.product)
    if product is None:
        yield warn("R-07", NotChecked(Missing.PRODUCT))
    elif visit.schedule is None:
        yield info("R-07", NotChecked(Missing.SCHEDULE))
    for icd10 in diagnoses:
        if product is not None:
            yield from _diagnosis(visit, product, icd10)


def _diagnosis(visit: Visit, product: Product, icd10: str) -> Iterator[Finding]:
    listed = [one for one in product.diagnoses if _is(one, icd10)]
    now = [one for one in listed if one.in_force(visit.given_on)]
    if not now and listed:
        yield warn("R-07", DiagnosisNotInForce(icd10, visit.given_on, listed[0].cited))
    elif _is_heading(product, icd10):
        yield warn("R-07", DiagnosisNotBillable(icd10))
    elif not now:
        yield warn("R-07", DiagnosisNotListed(icd10, product))
    else:
        yield from _listed(visit.schedule, icd10, now)


def _is(one: Diagnosis, icd10: str) -> bool:
    return icd10.startswith(one.icd10) if one.is_family else icd10 == one.icd10


def _is_heading(product: Product, icd10: str) -> bool:
    """Whether the code stands above codes of the list, so that it is no billable code itself."""
    if any(one.is_family and one.icd10 == icd10 for one in product.diagnoses):
        return True
    return not any(one.icd10 == icd10 for one in product.diagnoses) and any(
        one.icd10.startswith(icd10) for one in product.diagnoses
    )


def _listed(schedule: Schedule | None, icd10: str, listed: list[Diagnosis]) -> Iterator[Finding]:
    fitting = [one for one in listed if _fits(one.schedule, schedule)]
    if schedule is not None and not fitting:
        yield warn("R-07", DiagnosisForOtherUse(icd10, schedule))
    elif all(one.cited.must_verify for one in fitting or listed):
        yield info("R-07", DiagnosisToVerify(icd10, (fitting or listed)[0].cited))


def _fits(use: str | None, schedule: Schedule | None) -> bool:
    # The codes of "asthma" hold for "asthma-6-11" too.
    return use is None or schedule is None or f"{schedule.id}-".startswith(f"{use}-")


def severity_and_treatments(visit: Visit) -> Iterator[Finding]:
    """R-07: severity and prior treatments are recorded."""
    yield from _documented("R-07", visit, ALWAYS_ASKED)


def payer_wants_documented(visit: Visit) -> Iterator[Finding]:
    """R-21: what the payer asks for is recorded: biomarkers, step therapy, specialist."""
    if visit.payer is None:
        yield warn("R-21", NotChecked(Missing.PAYER))
    elif visit.payer.asked is None:
        yield warn("R-21", NotChecked(Missing.ASKED))
    else:
        yield from _documented("R-21", visit, set(visit.payer.asked.kinds) - ALWAYS_ASKED)


def _documented(rule: str, visit: Visit, kinds: Collection[ItemKind]) -> Iterator[Finding]:
    if not kinds:
        return
    if visit.order is None:
        yield warn(rule, NotChecked(Missing.ORDER))
    if visit.checklist is None:
        yield warn(rule, NotChecked(Missing.CHECKLIST))
    if visit.order is None or visit.checklist is None:
        return
    for line in visit.checklist.lines(visit.order.documentation):
        if line.item.kind in kinds and not line.item.is_optional:
            yield from _item(rule, line)


def _item(rule: str, line: ChecklistLine) -> Iterator[Finding]:
    if line.answer is None:
        yield warn(rule, ItemNotRecorded(line.item, line.item.cited))
    elif line.lacks_date:
        yield warn(rule, ItemWithoutDate(line.item, line.item.cited))

"""The claim-readiness list: each rule a pure function with two verdicts, one for the claim and one for care.

Not knowing an input is a verdict of its own, never silence. Ids, severities and rules: PRODUCT.md. This module holds
the rules about a calculation itself: R-01 to R-05, R-10, R-15, R-19, R-22 and R-25.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.billing import JW, JZ
from j3032calc.domain.containers import choose_containers, total_content
from j3032calc.domain.findings import (
    AboveLabelMaximum,
    AboveUnlikelyEdit,
    Care,
    Claim,
    CodeNotChecked,
    CodeNotInForce,
    ContainerNotInCatalogue,
    Detail,
    DoseNumberNeeded,
    EnteredBySite,
    Finding,
    FormUnknown,
    IntervalNeeded,
    LabelNeedsWeight,
    LabelUnknown,
    ModifierNotYetRequired,
    MoreWasteThanNeeded,
    NdcNotChecked,
    NdcToVerify,
    NdcUnscanned,
    NotALabelledDose,
    NotALabelledInterval,
    NoWholeUnitDiscarded,
    ScheduleNeeded,
    SelfAdministered,
    Short,
    StoppedEarly,
    UnlikelyEditUnknown,
)
from j3032calc.domain.label import labelled_doses
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.product import Form, labelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from j3032calc.domain.billing import UnitCount
    from j3032calc.domain.catalogue import KnownCode
    from j3032calc.domain.dosing import DosePlan
    from j3032calc.domain.product import Product
    from j3032calc.domain.question import Question


def _warn(rule: str, detail: Detail, care: Care = Care.NONE) -> Finding:
    return Finding(rule, Claim.WARN, care, detail)


def _info(rule: str, detail: Detail) -> Finding:
    return Finding(rule, Claim.INFO, Care.NONE, detail)


def _stop(rule: str, detail: Detail) -> Finding:
    return Finding(rule, Claim.STOP, Care.NONE, detail)


# The same for every drug that is typed in.
_LABEL_UNKNOWN: Final = _info("R-10", LabelUnknown())
_NO_PRODUCT: Final = (_warn("R-05", NdcNotChecked()), _LABEL_UNKNOWN, _info("R-15", FormUnknown()))
_EDIT_UNKNOWN: Final = _info("R-22", UnlikelyEditUnknown())


def code_in_force(question: Question, _plan: DosePlan, _units: UnitCount) -> Iterator[Finding]:
    """R-01: code and modifiers in force on the date of service."""
    known, day = question.drug.known, question.given_on
    if known is not None and not known.in_force(day):
        yield _stop("R-01", CodeNotInForce(known.hcpcs, day, known.first, known.last))


def modifiers_decided(question: Question, plan: DosePlan, units: UnitCount) -> Iterator[Finding]:
    """R-01: JW or JZ by the payer's rule and the date; undecided while part of the dose was not infused."""
    if not plan.not_infused.is_zero:
        yield _stop("R-01", StoppedEarly(plan.not_infused))
    if question.payer.waste is not WasteBilling.JW_JZ or plan.is_multi_dose or units.discarded is None:
        return
    day, dates = question.given_on, question.payer.dates
    if units.discarded.is_zero and dates.jz_available <= day < dates.jz_required:
        yield _info("R-01", ModifierNotYetRequired(JZ, dates.jz_required))
    elif not units.discarded.is_zero and day < dates.jw_required:
        yield _info("R-01", ModifierNotYetRequired(JW, dates.jw_required))


def part_units(question: Question, plan: DosePlan, units: UnitCount) -> Iterator[Finding]:
    """R-02: waste below one billing unit is documented and not billed."""
    if plan.discarded is None or plan.discarded.is_zero or units.discarded is None or not units.discarded.is_zero:
        return
    yield _info("R-02", NoWholeUnitDiscarded(plan.discarded, question.drug.unit.amount))


def least_waste(question: Question, plan: DosePlan, _units: UnitCount) -> Iterator[Finding]:
    """R-04: containers opened = least waste among stocked sizes."""
    if question.opened is None or plan.short_by is not None:
        return
    least = choose_containers(plan.ordered, question.stocked)
    content = total_content(least)
    if plan.opened > content:
        yield _warn("R-04", MoreWasteThanNeeded(plan.opened, least, content))


def ndc_known(question: Question, plan: DosePlan, _units: UnitCount) -> Iterator[Finding]:
    """R-05: each package is one that the catalogue knows well."""
    product = question.drug.product
    if product is None:
        return
    for opened in plan.containers:
        presentation = opened.container.presentation
        if presentation is None:
            yield _warn("R-05", ContainerNotInCatalogue(opened.container, product))
        elif presentation.cited.must_verify:
            yield _warn("R-05", NdcToVerify(presentation))
        elif question.payer.wants_ndc:
            yield _info("R-05", NdcUnscanned(presentation))


def dose_within_label(question: Question, plan: DosePlan, _units: UnitCount) -> Iterator[Finding]:
    """R-10: dose against the label; above its maximum holds care."""
    product = labelled(question.drug.product)
    if product is None:
        return
    candidates = question.use.candidates
    doses = labelled_doses(candidates, question.weight)
    if any(item.holds(plan.ordered) for item in doses.here):
        return
    cited = candidates[0].cited
    # While a weight is missing, the largest dose for any weight is still a limit.
    known = doses.anywhere if doses.needs_weight else doses.here or doses.anywhere
    most = max((item.most for item in known), default=None)
    if most is not None and plan.ordered > most and not doses.has_unresolved:
        yield _warn("R-10", AboveLabelMaximum(plan.ordered, most, cited), Care.HOLD)
    elif doses.needs_weight:
        yield _info("R-10", LabelNeedsWeight(product))
    else:
        yield _warn("R-10", NotALabelledDose(plan.ordered, known, cited), Care.ASK)


def label_use_known(question: Question, _plan: DosePlan, _units: UnitCount) -> Iterator[Finding]:
    """R-10: which labelled use this is, as far as the next dose depends on it."""
    use = question.use
    if labelled(question.drug.product) is None:
        return
    intervals = tuple(dict.fromkeys(interval for schedule in use.candidates for interval in schedule.order_intervals))
    if use.interval() is None:
        if use.needs_dose_number():
            yield _warn("R-10", DoseNumberNeeded(use.candidates[0]))
        elif len(use.candidates) == 1:
            yield _warn("R-10", IntervalNeeded(intervals))
        else:
            yield _warn("R-10", ScheduleNeeded(use.candidates))
    elif use.every is not None and use.is_open and use.every not in intervals:
        yield _warn("R-10", NotALabelledInterval(use.every, intervals, use.candidates[0].cited), Care.ASK)


def professional_form(_question: Question, plan: DosePlan, _units: UnitCount) -> Iterator[Finding]:
    """R-15: pens and autoinjectors are made for patients."""
    for opened in plan.containers:
        presentation = opened.container.presentation
        if presentation is None:
            continue
        if presentation.form.is_self_administered:
            yield _warn("R-15", SelfAdministered(presentation))
        elif presentation.form is Form.UNSETTLED:
            yield _info("R-15", FormUnknown())


def drug_and_code_agree(question: Question, _plan: DosePlan, _units: UnitCount) -> Iterator[Finding]:
    """R-19: drug and code agree, which only the catalogue can tell."""
    drug = question.drug
    if drug.product is None:
        yield from _NO_PRODUCT
        yield _warn("R-19", CodeNotChecked(drug.hcpcs, None if drug.known is None else drug.known.cms.drug))
    elif drug.product.is_of_site:
        yield _LABEL_UNKNOWN
        yield entered_by_site(drug.product, drug.known)


def entered_by_site(product: Product, known: KnownCode | None) -> Finding:
    """R-19: a drug that the site entered is never certain; ``known`` is what the catalogue has on its code."""
    cms = None if known is None else known.cms.drug
    detail = EnteredBySite(product.name, product.code.hcpcs, cms, product.is_retired)
    return _warn("R-19", detail, Care.ASK if product.is_retired else Care.NONE)


def within_unlikely_edit(question: Question, _plan: DosePlan, units: UnitCount) -> Iterator[Finding]:
    """R-22: units of the day against the medically unlikely edit, given only and with waste."""
    limit = question.drug.unlikely_edit
    if limit is None:
        yield _EDIT_UNKNOWN
        return
    with_waste = units.administered if units.discarded is None else units.administered + units.discarded
    if with_waste > limit.units:
        yield _warn("R-22", AboveUnlikelyEdit(units.administered, with_waste, limit))


def enough_opened(_question: Question, plan: DosePlan, _units: UnitCount) -> Iterator[Finding]:
    """R-25: the dose is not above what was opened."""
    if plan.short_by is not None:
        yield _stop("R-25", Short(plan.ordered, plan.opened, plan.short_by))


CALCULATION_RULES: Final[tuple[Callable[[Question, DosePlan, UnitCount], Iterator[Finding]], ...]] = (
    code_in_force,
    modifiers_decided,
    part_units,
    least_waste,
    ndc_known,
    dose_within_label,
    label_use_known,
    professional_form,
    drug_and_code_agree,
    within_unlikely_edit,
    enough_opened,
)


def findings_about(question: Question, plan: DosePlan, units: UnitCount) -> tuple[Finding, ...]:
    """Give every finding about a calculation, what stops the claim first, then by rule."""
    found = [finding for rule in CALCULATION_RULES for finding in rule(question, plan, units)]
    return tuple(sorted(found, key=lambda finding: (_URGENCY[finding.claim], finding.rule)))


_URGENCY: Final = {Claim.STOP: 0, Claim.WARN: 1, Claim.INFO: 2}

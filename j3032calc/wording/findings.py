"""What each finding says: what was entered or happened, the limit and whose it is, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from j3032calc.domain import findings as found
from j3032calc.wording.writing import (
    write_amount,
    write_billing_units,
    write_date,
    write_interval,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from j3032calc.domain.containers import Opened
    from j3032calc.domain.findings import Detail, Finding
    from j3032calc.domain.label import LabelledRange
    from j3032calc.domain.product import Citation
    from j3032calc.domain.schedule import Interval


def write_opened(opened: Iterable[Opened]) -> str:
    """Write containers: "1 × 300 mg and 1 × 75 mg"."""
    return " and ".join(f"{item.count:,} × {write_amount(item.container.content)}" for item in opened)


def write_citation(cited: Citation) -> str:
    """Write a source with the day it was checked, and "verify" where it is weak or disputed."""
    verify = "; verify before you rely on it" if cited.must_verify else ""
    return f"{cited.title}, checked {write_date(cited.checked)}{verify}"


def _ranges(labelled: tuple[LabelledRange, ...]) -> str:
    return " or ".join(
        write_amount(item.least)
        if item.least == item.most
        else f"{write_amount(item.least)} to {write_amount(item.most)}"
        for item in labelled
    )


def _intervals(intervals: tuple[Interval, ...]) -> str:
    return " or ".join(write_interval(interval) for interval in intervals)


def _code_not_in_force(detail: found.CodeNotInForce) -> str:
    if detail.day < detail.first:
        reason = f"came into force on {write_date(detail.first)}"
    else:
        reason = f"ended on {write_date(detail.last or detail.first)}"
    return f"The dose was given on {write_date(detail.day)}. {detail.hcpcs} {reason} (CMS). Bill the code of that day."


def _code_not_checked(detail: found.CodeNotChecked) -> str:
    if detail.drug is not None:
        cms = f"CMS says {detail.hcpcs} is {detail.drug}"
        return f"Code not checked: no product was chosen. {cms}. Compare drug and NDC before billing."
    reason = "no HCPCS code was entered" if detail.hcpcs is None else "no product of the catalogue was chosen"
    return f"Code not checked: {reason}. Compare drug, NDC and code before billing."


def _entered_by_site(detail: found.EnteredBySite) -> str:
    used = ", and is not used any more" if detail.is_retired else ""
    cms = "" if detail.drug is None else f" CMS says {detail.hcpcs} is {detail.drug}."
    return (
        f"{detail.name} was entered by the site{used}: nothing of it is certain.{cms} "
        "Compare code, billing unit and NDC with CMS and the carton before billing."
    )


def _schedules(detail: found.ScheduleNeeded) -> str:
    names = ", ".join(f"{schedule.id} ({schedule.indication})" for schedule in detail.schedules)
    return f"The next due date needs the schedule: the label has different intervals. Choose one of {names}."


def _steps(detail: found.DoseNumberNeeded) -> str:
    steps = detail.schedule.steps.steps if detail.schedule.steps else ()
    told = "; ".join(f"from dose {step.from_dose} {write_interval(step.interval)}" for step in steps)
    return f"The next due date needs the number of this dose. The label says {told}. Enter the dose number."


def _not_labelled(detail: found.NotALabelledDose) -> str:
    labelled = _ranges(detail.labelled)
    return f"{write_amount(detail.dose)} is not a labelled dose, {labelled} (product label). Check the order."


def _edit(detail: found.AboveUnlikelyEdit) -> str:
    limit = detail.limit
    given = f"{write_billing_units(detail.given)} given, {detail.with_waste.count:,} with what was discarded"
    return (
        f"{given}. The medically unlikely edit for one day is {limit.units.count:,} (CMS, {limit.edition}). "
        "Check the dose and the units; keep the records for an appeal."
    )


_SENTENCES: Final[dict[type[Detail], Callable[[Any], str]]] = {
    found.CodeNotInForce: _code_not_in_force,
    found.ModifierNotYetRequired: lambda d: (
        f"{d.modifier} may stand on this claim but is required only from {write_date(d.required_from)} (CMS). "
        "Leave it out if the payer asks."
    ),
    found.StoppedEarly: lambda d: (
        f"{write_amount(d.not_infused)} of the dose was not infused. Sources disagree whether that is waste. "
        "The biller decides before a claim is made."
    ),
    found.NoWholeUnitDiscarded: lambda d: (
        f"{write_amount(d.discarded)} was discarded, less than one billing unit of {write_amount(d.unit)}. "
        "No whole billing unit was discarded (CMS): document it, do not bill it."
    ),
    found.MoreWasteThanNeeded: lambda d: (
        f"{write_amount(d.opened_content)} was opened. {write_opened(d.least)} would leave less "
        "(Medicare contractors). Write down why."
    ),
    found.NdcNotChecked: lambda _: (
        "NDC not checked: no product of the catalogue was chosen. Compare the carton with the code before billing."
    ),
    found.ContainerNotInCatalogue: lambda d: (
        f"NDC not checked: {d.product.name} has no container of {write_amount(d.container.content)} in the catalogue. "
        "Check the carton."
    ),
    found.NdcToVerify: lambda d: (
        f"NDC {d.presentation.ndc} is not certain: {d.presentation.note or 'sources disagree'}. "
        "Take the NDC from the carton."
    ),
    found.NdcUnscanned: lambda d: (
        f"NDC {d.presentation.ndc} is proposed and the payer wants it on the claim. Scan the container to confirm it."
    ),
    found.AboveLabelMaximum: lambda d: (
        f"{write_amount(d.dose)} is more than the largest labelled dose, {write_amount(d.most)} (product label). "
        "Check the order. If it is right, write the reason to go on."
    ),
    found.NotALabelledDose: _not_labelled,
    found.LabelNeedsWeight: lambda d: (
        f"Dose not checked: the label of {d.product.name} goes by weight. Enter the weight."
    ),
    found.LabelUnknown: lambda _: (
        "Dose not checked: the shipped catalogue has no label of this drug. Check it against the label."
    ),
    found.NotALabelledInterval: lambda d: (
        f"{write_interval(d.every).capitalize()} is not a labelled interval, {_intervals(d.labelled)} (product label). "
        "Check the order."
    ),
    found.ScheduleNeeded: _schedules,
    found.DoseNumberNeeded: _steps,
    found.IntervalNeeded: lambda d: (
        f"The next due date needs the order's interval: the label leaves it open. Choose {_intervals(d.intervals)}."
    ),
    found.SelfAdministered: lambda d: (
        f"A {d.presentation.form} is made for patients to use themselves. "
        "Payers may refuse it under the medical benefit. Check with the payer, or use a professional form."
    ),
    found.FormUnknown: lambda _: (
        "Self-administered form not checked: it is not known whether this is one. Check the carton."
    ),
    found.CodeNotChecked: _code_not_checked,
    found.EnteredBySite: _entered_by_site,
    found.AboveUnlikelyEdit: _edit,
    found.UnlikelyEditUnknown: lambda _: (
        "Units of the day not checked: no medically unlikely edit is known for this code. Look it up at CMS."
    ),
    found.Short: lambda d: (
        f"The dose is {write_amount(d.dose)} and only {write_amount(d.opened)} was opened: "
        f"short by {write_amount(d.by)}. Open more, or check the dose."
    ),
}

_RULE_SOURCES: Final = {
    "R-01": "CMS JW and JZ policy; CMS HCPCS code set",
    "R-02": "CMS manual chapter 17, section 40; Noridian, 20-Mar-2024",
    "R-04": "CGS and Noridian: choose the sizes that waste least",
    "R-05": "FDA NDC forms; CMS NDC-HCPCS crosswalk, October 2026",
    "R-10": "product label",
    "R-15": "payer policies on self-administered drugs; no Medicare exclusion list was seen",
    "R-19": "CMS HCPCS code set against drug and NDC",
    "R-22": "CMS medically unlikely edits",
    "R-25": "labelled content of the containers",
}


def message(finding: Finding) -> str:
    """Say one finding in at most three short sentences."""
    detail = finding.detail
    if type(detail) in _SENTENCES:
        return _SENTENCES[type(detail)](detail)
    # A calculation has no findings about a visit, and does not wait for their sentences.
    from j3032calc.domain.visit.finding import NotChecked
    from j3032calc.wording.not_checked import write_not_checked
    from j3032calc.wording.visit_findings import SENTENCES

    if isinstance(detail, NotChecked):
        return write_not_checked(finding.rule, detail.missing)
    return SENTENCES[type(detail)](detail)


def source(finding: Finding) -> str:
    """Name the source of the rule or fact behind a finding."""
    cited: Citation | None = getattr(finding.detail, "cited", None)
    if cited is not None:
        return write_citation(cited)
    if finding.rule in _RULE_SOURCES:
        return _RULE_SOURCES[finding.rule]
    from j3032calc.wording.visit_findings import SOURCES

    return SOURCES[finding.rule]

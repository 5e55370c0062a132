"""The calculation sheet: one calculation without a patient, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.documents.container_drawing import write_share
from j3032calc.domain.quantities import DosePerWeight
from j3032calc.wording import answers
from j3032calc.wording import findings as say
from j3032calc.wording.working import working
from j3032calc.wording.writing import (
    exact_number,
    write_amount,
    write_billing_units,
    write_date,
    write_dose_per_weight,
    write_time,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from j3032calc.domain.billing import ClaimLine
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.dosing import Use

TEMPLATE: Final = "calculation_sheet"


def calculation_sheet(calculation: Calculation, *, edition: str, version: str, made: datetime) -> dict[str, object]:
    """Give the data of the sheet; every value is text, as it stands on paper."""
    moment = f"{write_date(made.date())} {write_time(made)}"
    override = "" if calculation.question.drug.override is None else " (site override)"
    return {
        "title": "Calculation sheet",
        "subtitle": "Calculation only. No patient: nothing is stored. A licensed person decides.",
        "made": f"Made {moment} with J3032 Calculator {version}, catalogue edition {edition}",
        "rows": [list(row) for row in _entered(calculation)],
        "answers": _answers(calculation),
        "containers": [_container(use) for use in calculation.plan.uses],
        "claim_lines": [_claim_line(line, override) for line in calculation.claim_lines],
        "claim_note": _claim_note(calculation),
        "findings": [
            {
                "id": finding.rule,
                "severity": str(finding.claim),
                "message": say.message(finding),
                "source": say.source(finding),
            }
            for finding in calculation.findings
        ],
        "working": list(working(calculation)),
        "sources": list(_sources(calculation)),
    }


def _entered(calculation: Calculation) -> Iterator[tuple[str, str]]:
    question = calculation.question
    yield "Drug", answers.drug_line(calculation)
    dose = question.prescribed
    yield "Dose", write_dose_per_weight(dose) if isinstance(dose, DosePerWeight) else write_amount(dose)
    yield "Weight", "Not recorded" if question.weight is None else write_amount(question.weight)
    yield "Given on", write_date(question.given_on)
    chosen = question.use.candidates
    yield "Schedule", chosen[0].indication if len(chosen) == 1 else "Not recorded"
    yield "Payer rule", question.payer.name if question.is_payer_named else "None entered: JW and JZ as Medicare"
    for opened in calculation.plan.containers:
        yield "Containers", answers.opened_line(opened)


def _answers(calculation: Calculation) -> list[dict[str, str]]:
    units, plan = calculation.units, calculation.plan
    modifiers = sorted({modifier for line in calculation.claim_lines for modifier in line.modifiers})
    discarded_units = "" if units.discarded is None else f"{write_billing_units(units.discarded)} discarded"
    return [
        {"label": "Draw", "value": answers.to_draw(calculation), "note": f"for {write_amount(plan.ordered)}"},
        {
            "label": "Bill",
            "value": write_billing_units(units.administered),
            "note": ", ".join(modifiers) or "no modifier",
        },
        {"label": "Discarded", "value": answers.discarded(calculation), "note": discarded_units},
        {"label": "Next due", "value": _due(calculation), "note": _payer_note(calculation)},
    ]


def _due(calculation: Calculation) -> str:
    due = calculation.next_dose.due
    return answers.NOT_KNOWN if due is None else write_date(due)


def _payer_note(calculation: Calculation) -> str:
    earliest = calculation.next_dose.payer_earliest
    return "payer date not known" if earliest is None else f"payers from {write_date(earliest)}"


def _container(use: Use) -> dict[str, object]:
    content = use.container.content
    rest = content - use.given
    presentation = use.container.presentation
    return {
        "label": f"{presentation.form if presentation else 'container'}, {write_amount(content)}",
        "given_label": f"{write_amount(use.given)} given",
        "discarded_label": "" if rest.is_zero else f"{write_amount(rest)} not used",
        "given_share": write_share(use.given.ratio_to(content)),
        "count": use.count,
    }


def _claim_line(line: ClaimLine, override: str) -> list[str]:
    quantity = line.ndc_quantity
    return [
        "Not recorded" if line.hcpcs is None else f"{line.hcpcs}{override}",
        " ".join(line.modifiers),
        f"{line.units.count:,}",
        str(line.ndc) if line.ndc else "",
        f"{quantity.qualifier} {exact_number(quantity.amount)}" if quantity else "",
    ]


def _claim_note(calculation: Calculation) -> str:
    if any(line.ndc for line in calculation.claim_lines):
        return "NDCs are proposed until the container is scanned."
    if calculation.claim_lines:
        return "This payer rule asks for no NDC on the lines."
    return "No claim line while a finding stops the claim."


def _sources(calculation: Calculation) -> Iterator[str]:
    product = calculation.question.drug.product
    if product is None:
        return
    yield f"{product.code.hcpcs}: {say.write_citation(product.code.cited)}"
    for schedule in calculation.question.use.candidates:
        yield f"{schedule.id}: {say.write_citation(schedule.cited)}"
        if schedule.payer is not None:
            yield f"{schedule.id}, payer limit: {schedule.payer.text}; {say.write_citation(schedule.payer.cited)}"

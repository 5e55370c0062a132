"""A calculation and what was charted beside it, made into the record of one dose, frozen as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from j3032calc.domain.administration import (
    Administration,
    CalculationShown,
    FindingShown,
    LineBilled,
    NextDue,
)
from j3032calc.domain.charting import (
    balance_of,
    check_belongs,
    check_containers,
    check_times,
    containers_of,
    drug_ref,
    late_reason,
    stopped_early_reason,
)
from j3032calc.domain.identifiers import read_icd10
from j3032calc.wording import findings as say
from j3032calc.wording.log_words import rounded_sentence
from j3032calc.wording.working import working
from j3032calc.wording.writing import exact_number

if TYPE_CHECKING:
    from datetime import datetime

    from j3032calc.domain.administration import Discard
    from j3032calc.domain.billing import ClaimLine
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.charting import Answered, Charted
    from j3032calc.domain.findings import Finding
    from j3032calc.domain.people import Signature


@dataclass(frozen=True, slots=True)
class Made:
    """What makes the numbers of a record, and when it is charted."""

    edition: str
    app_version: str
    at: datetime


def check_chart(calculation: Calculation, charted: Charted, charted_at: datetime, now: datetime) -> None:
    """Check everything that a record needs before anybody signs it, except its order and its discard.

    Args:
        calculation: what was worked out.
        charted: what the nurse says.
        charted_at: when the dose was first signed, which is now for a new record.
        now: the time that nothing can be later than.

    Raises:
        Problem: something is missing or does not agree; see ``domain.charting``.
    """
    question = calculation.question
    balance = balance_of(calculation.plan)
    drug_ref(question.drug, charted.drug_name)
    check_belongs(charted, question)
    check_times(question.given_on, charted.started_at, charted.stopped_at, now)
    if charted.containers:
        check_containers(charted.containers, containers_of(calculation.plan.containers))
    late_reason(question.given_on, charted_at, charted.late_reason)
    stopped_early_reason(balance, charted.stopped_early_reason)
    for code in charted.diagnoses:
        read_icd10(code)


def administration(
    calculation: Calculation, charted: Charted, made: Made, given: Signature, discard: Discard | None
) -> Administration:
    """Make the record of a dose from what ``check_chart`` has found to be whole."""
    question, dates = calculation.question, calculation.next_dose
    balance = balance_of(calculation.plan)
    return Administration(
        id=charted.id,
        patient_id=charted.patient_id,
        order_id=charted.order_id,
        drug=drug_ref(question.drug, charted.drug_name),
        app_version=made.app_version,
        given_on=question.given_on,
        started_at=charted.started_at,
        stopped_at=charted.stopped_at,
        route=charted.route,
        body_site=charted.body_site,
        weight=charted.weight,
        source=charted.source,
        containers=charted.containers or containers_of(calculation.plan.containers),
        balance=balance,
        calculation=shown(calculation, charted, made.edition),
        next_due=NextDue(
            due=dates.due, payer_earliest=dates.payer_earliest, appointment=dates.appointment, window=dates.window
        ),
        payer_id=question.payer.id if question.is_payer_named else None,
        authorization_number=charted.authorization_number,
        diagnoses=tuple(dict.fromkeys(map(read_icd10, charted.diagnoses))),
        discard=discard,
        observation=charted.observation,
        stopped_early_reason=stopped_early_reason(balance, charted.stopped_early_reason),
        opened_reason=charted.opened_reason,
        early_reason=charted.early_reason,
        late_reason=late_reason(question.given_on, made.at, charted.late_reason),
        given=given,
    )


def shown(calculation: Calculation, charted: Charted, edition: str) -> CalculationShown:
    """Freeze a calculation as it was shown, with every sentence."""
    plan, units, unit = calculation.plan, calculation.units, calculation.question.drug.unit
    findings = calculation.findings if charted.findings is None else charted.findings
    rounded = () if charted.rounded is None else (rounded_sentence(charted.rounded),)
    return CalculationShown(
        catalogue_edition=edition,
        hcpcs=calculation.question.drug.hcpcs,
        billing_unit=unit.amount,
        volume=plan.volume,
        discarded_volume=plan.discarded_volume,
        administered_units=units.administered.count,
        discarded_units=None if units.discarded is None else units.discarded.count,
        claim_lines=tuple(map(_line, calculation.claim_lines)),
        findings=tuple(_finding(finding, charted.answers) for finding in findings),
        working=(*rounded, *working(calculation)),
        site_override=charted.site_override or _override(calculation),
    )


def _override(calculation: Calculation) -> str | None:
    override = calculation.question.drug.override
    return None if override is None else override.reason


def _line(line: ClaimLine) -> LineBilled:
    quantity = line.ndc_quantity
    return LineBilled(
        hcpcs=line.hcpcs,
        modifiers=line.modifiers,
        units=line.units.count,
        ndc=None if line.ndc is None else str(line.ndc),
        ndc_quantity=None if quantity is None else exact_number(quantity.amount),
        ndc_unit=None if quantity is None else str(quantity.qualifier),
    )


def _finding(finding: Finding, answers: tuple[Answered, ...]) -> FindingShown:
    answer = next((one for one in answers if one.finding == finding), None)
    return FindingShown(
        rule=finding.rule,
        claim=finding.claim,
        care=finding.care,
        message=say.message(finding),
        source=say.source(finding),
        reason=None if answer is None else answer.reason,
        override=None if answer is None else answer.override,
    )

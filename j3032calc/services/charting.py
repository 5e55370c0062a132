"""A calculation and what was charted beside it, made into the record of one dose, frozen as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from j3032calc.domain.administration import Administration, CalculationShown, FindingShown, NextDue
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
from j3032calc.domain.visit.dates import EarlyByLabel, EarlyByPayer
from j3032calc.domain.visit.suggestions import modifier_reasons
from j3032calc.wording import findings as say
from j3032calc.wording.readiness import write_modifier_reason
from j3032calc.wording.working import working

if TYPE_CHECKING:
    from datetime import datetime

    from j3032calc.domain.administration import Discard
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.charting import Charted
    from j3032calc.domain.people import Signature
    from j3032calc.domain.visit.facts import Visit
    from j3032calc.domain.visit.verdicts import Readiness, Verdict


@dataclass(frozen=True, slots=True)
class Made:
    """What makes the numbers of a record, and when it is charted."""

    edition: str
    app_version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Signed:
    """What stands under a record: its signatures, and how the visit was judged when they were given."""

    given: Signature
    discard: Discard | None
    visit: Visit
    readiness: Readiness


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


def administration(calculation: Calculation, charted: Charted, made: Made, signed: Signed) -> Administration:
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
        preparation=charted.preparation,
        containers=charted.containers or containers_of(calculation.plan.containers),
        balance=balance,
        calculation=_shown(calculation, made.edition, signed),
        next_due=NextDue(
            due=dates.due, payer_earliest=dates.payer_earliest, appointment=dates.appointment, window=dates.window
        ),
        payer_id=question.payer.id if question.is_payer_named else None,
        authorization_number=charted.authorization_number,
        diagnoses=tuple(dict.fromkeys(map(read_icd10, charted.diagnoses))),
        discard=signed.discard,
        observation=charted.observation,
        stopped_early_reason=stopped_early_reason(balance, charted.stopped_early_reason),
        opened_reason=charted.opened_reason,
        early_reason=_early_reason(signed.readiness),
        late_reason=late_reason(question.given_on, made.at, charted.late_reason),
        given=signed.given,
    )


def _early_reason(readiness: Readiness) -> str | None:
    """Give what was written where the dose came before its day, on either clock."""
    early = (one for one in readiness.verdicts if isinstance(one.finding.detail, EarlyByLabel | EarlyByPayer))
    return next((one.reason for one in early if one.reason is not None), None)


def _shown(calculation: Calculation, edition: str, signed: Signed) -> CalculationShown:
    """Freeze a calculation and the verdicts as they were shown, with every sentence."""
    plan, units, unit = calculation.plan, calculation.units, calculation.question.drug.unit
    return CalculationShown(
        catalogue_edition=edition,
        hcpcs=calculation.question.drug.hcpcs,
        billing_unit=unit.amount,
        volume=plan.volume,
        discarded_volume=plan.discarded_volume,
        administered_units=units.administered.count,
        discarded_units=None if units.discarded is None else units.discarded.count,
        claim_lines=signed.visit.lines or (),
        findings=tuple(map(_finding, signed.readiness.verdicts)),
        working=working(calculation),
        modifier_reasons=tuple(map(write_modifier_reason, modifier_reasons(signed.visit))),
        site_override=signed.visit.site_override,
    )


def _finding(verdict: Verdict) -> FindingShown:
    finding = verdict.finding
    return FindingShown(
        rule=finding.rule,
        claim=finding.claim,
        care=finding.care,
        message=say.message(finding),
        source=say.source(finding),
        reason=verdict.reason,
        override=verdict.override,
    )

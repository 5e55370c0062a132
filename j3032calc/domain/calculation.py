"""The main job in one pure function: a question in, an answer that holds every step out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from j3032calc.domain.billing import claim_lines, count_units
from j3032calc.domain.containers import choose_containers
from j3032calc.domain.dosing import share_out
from j3032calc.domain.findings import Claim
from j3032calc.domain.readiness import findings_about
from j3032calc.domain.schedule import next_dose

if TYPE_CHECKING:
    from j3032calc.domain.billing import ClaimLine, UnitCount
    from j3032calc.domain.dosing import DosePlan
    from j3032calc.domain.findings import Finding
    from j3032calc.domain.question import Question
    from j3032calc.domain.schedule import NextDose


@dataclass(frozen=True, slots=True)
class Calculation:
    """The whole answer. ``claim_lines`` is empty while a finding stops the claim."""

    question: Question
    plan: DosePlan
    units: UnitCount
    claim_lines: tuple[ClaimLine, ...]
    next_dose: NextDose
    findings: tuple[Finding, ...]

    @property
    def is_stopped(self) -> bool:
        """Whether a finding stops the claim."""
        return any(finding.claim is Claim.STOP for finding in self.findings)


def calculate(question: Question) -> Calculation:
    """Work out containers, units, claim lines, dates and findings.

    Raises:
        NoContainers: nothing may be opened.
        TooManyContainers: the dose would take more containers than anyone opens.
        TooManySizes: the sizes share no sensible step.
    """
    drug, use = question.drug, question.use
    opened = question.opened or choose_containers(question.ordered, question.stocked)
    plan = share_out(question.ordered, opened, is_multi_dose=question.is_multi_dose, given=question.given)
    units = count_units(plan, drug.unit)
    findings = findings_about(question, plan, units)
    is_stopped = any(finding.claim is Claim.STOP for finding in findings)
    day, payer = question.given_on, question.payer
    lines = () if is_stopped else claim_lines(plan, units, drug, day=day, payer=payer)
    named_payer = payer if question.is_payer_named else None
    payer_interval = use.payer_interval(drug.product, named_payer)
    dates = next_dose(day, use.interval(), payer_interval, question.site)
    return Calculation(question, plan, units, lines, dates, findings)

"""From what stands on the pages of one dose to its verdicts, and from the reasons typed there to answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from j3032calc.domain.administration import Stage
from j3032calc.domain.charting import Answered
from j3032calc.domain.findings import MoreWasteThanNeeded
from j3032calc.domain.visit.facts import Phase
from j3032calc.services.entering import EntryRefused
from j3032calc.services.entering_chart import entered_chart
from j3032calc.wording.findings import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from j3032calc.domain.administration import Draft
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.charting import Charted
    from j3032calc.domain.findings import Finding
    from j3032calc.domain.order import Order
    from j3032calc.domain.visit.facts import Visit
    from j3032calc.domain.visit.verdicts import Readiness
    from j3032calc.services.readiness import Checks

_REASON: str = "why "


@dataclass(frozen=True, slots=True)
class Judged:
    """A visit, and what stands against it with the reasons that are written."""

    visit: Visit
    readiness: Readiness


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the pages of one dose: its draft and order, and every text by its field."""

    draft: Draft
    order: Order | None
    entered: Mapping[str, str]


def reason_field(finding: Finding) -> str:
    """Name the field of a finding's reason. It is that very finding's: another day or lot asks for a reason anew."""
    return f"{_REASON}{finding.rule} {message(finding)}"


def is_reason(field: str) -> bool:
    """Say whether a field holds the reason of a finding."""
    return field.startswith(_REASON)


def judge_page(
    checks: Checks, page: Page, calculation: Calculation, now: datetime, phase: Phase | None = None
) -> Judged:
    """Judge a dose by what can be read of its pages; what cannot is not known.

    Args:
        checks: the service.
        page: what stands there.
        calculation: what was worked out from it.
        now: the time at this workstation.
        phase: how far the visit is; by default, as far as what stands there says.

    Raises:
        NotInLog: there is no such patient.
    """
    charted = known_chart(page, calculation, now)
    reached = phase_of(charted, page.draft) if phase is None else phase
    checked = checks.charted(calculation, charted, reached, page.entered.get("witness", ""))
    answered = replace(charted, answers=entered_reasons(page.entered, checked.findings))
    return Judged(checked.visit, checks.judged(checked, answered))


def entered_reasons(entered: Mapping[str, str], findings: Iterable[Finding]) -> tuple[Answered, ...]:
    """Give the reasons that were typed for findings. Why more was opened answers the finding that more was opened."""
    answers = []
    for finding in findings:
        opened_more = isinstance(finding.detail, MoreWasteThanNeeded)
        reason = entered.get("opened_reason" if opened_more else reason_field(finding), "").strip()
        if reason:
            answers.append(Answered(finding=finding, reason=reason))
    return tuple(answers)


def known_chart(page: Page, calculation: Calculation, now: datetime) -> Charted:
    """Read what can be read of a chart; a text that cannot be read counts as not entered."""
    entered = dict(page.entered)
    while True:
        try:
            return entered_chart(entered, calculation, page.draft, page.order, now)
        except EntryRefused as refused:
            entered.pop(refused.field, None)


def phase_of(charted: Charted, draft: Draft) -> Phase:
    """Say how far a dose is by what stands on its pages: prepared once it runs, or a container or source is charted."""
    is_charted = charted.source is not None or any(one.lot or one.expiry for one in charted.containers)
    return Phase.PREPARED if is_charted or draft.stage is Stage.RUNNING else Phase.DUE

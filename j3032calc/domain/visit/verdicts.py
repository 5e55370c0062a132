"""Everything that the rules say of one visit, what a person answered to it, and whether the claim is ready."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from j3032calc.domain.findings import Care, Claim
from j3032calc.domain.people import Meaning, Right, may
from j3032calc.domain.visit import approval, dates, drug, giving, lines, ndc, necessity, order, safety
from j3032calc.domain.visit.facts import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from j3032calc.domain.findings import Finding
    from j3032calc.domain.people import Role, Signature
    from j3032calc.domain.visit.facts import Visit

# Each rule with the phase from which it can be asked.
VISIT_RULES: Final[tuple[tuple[Phase, Callable[[Visit], Iterator[Finding]]], ...]] = (
    (Phase.PREPARED, lines.waste_modifiers),
    (Phase.PREPARED, lines.line_code_in_force),
    (Phase.PREPARED, lines.units_add_up),
    (Phase.PREPARED, lines.whole_units),
    (Phase.PREPARED, ndc.ndc_of_what_was_opened),
    (Phase.PREPARED, ndc.ndc_on_lines),
    (Phase.PREPARED, drug.lot_expiry_recall),
    (Phase.DUE, necessity.diagnosis_listed),
    (Phase.DUE, necessity.severity_and_treatments),
    (Phase.DUE, approval.authorized),
    (Phase.DUE, dates.not_too_early),
    (Phase.DUE, order.age_on_label),
    (Phase.PREPARED, approval.within_payer_limits),
    (Phase.DUE, order.order_holds),
    (Phase.PREPARED, order.weight_recent),
    (Phase.PREPARED, drug.source_decides_lines),
    (Phase.GIVEN, giving.route_and_times),
    (Phase.DUE, giving.place_and_npis),
    (Phase.PREPARED, lines.charge_fits),
    (Phase.PREPARED, drug.under_medical_benefit),
    (Phase.DUE, safety.no_other_biologic),
    (Phase.DUE, dates.not_twice),
    (Phase.GIVEN, giving.discard_confirmed),
    (Phase.PREPARED, drug.line_code_is_the_drugs),
    (Phase.PREPARED, lines.side_describes),
    (Phase.DUE, necessity.payer_wants_documented),
    (Phase.PREPARED, safety.kept_and_prepared),
    (Phase.DUE, dates.no_long_gap),
    (Phase.DUE, safety.allergies_asked),
    (Phase.GIVEN, safety.observed),
)
# What was opened and charted says more about the NDC than the calculation's proposal does.
_SAID_BY_THE_VISIT: Final = frozenset({"R-05"})
_URGENCY: Final = {Claim.STOP: 0, Claim.WARN: 1, Claim.INFO: 2}


def findings_of(visit: Visit, calculated: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """Give every finding of a visit, what stops the claim first, then by rule; each once.

    Args:
        visit: what is known.
        calculated: the findings of its calculation, to which those of the visit are added.
    """
    found = [finding for phase, rule in VISIT_RULES if phase <= visit.phase for finding in rule(visit)]
    said = frozenset() if visit.phase is Phase.DUE else _SAID_BY_THE_VISIT
    kept = [finding for finding in calculated if finding.rule not in said]
    once = dict.fromkeys([*kept, *found])
    return tuple(sorted(once, key=lambda finding: (_URGENCY[finding.claim], finding.rule)))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the work goes on although something was found: who wrote it, and the roles of that account then."""

    finding: Finding
    text: str
    by: Signature
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One finding as it stands with what a person answered. ``override`` is the lead's signature."""

    finding: Finding
    claim: Claim
    reason: str | None = None
    override: Signature | None = None

    @property
    def is_open_hold(self) -> bool:
        """Whether the nurse still has to say why the work goes on."""
        return self.finding.care is Care.HOLD and self.reason is None


@dataclass(frozen=True, slots=True)
class Readiness:
    """What the findings of a visit add up to."""

    verdicts: tuple[Verdict, ...]

    @property
    def to_fix(self) -> tuple[Verdict, ...]:
        """What stops the claim."""
        return tuple(verdict for verdict in self.verdicts if verdict.claim is Claim.STOP)

    @property
    def to_check(self) -> tuple[Verdict, ...]:
        """What needs a look."""
        return tuple(verdict for verdict in self.verdicts if verdict.claim is Claim.WARN)

    @property
    def blocking(self) -> tuple[Verdict, ...]:
        """What holds care or stops the claim, in this order."""
        return tuple(verdict for verdict in self.by_urgency if verdict.claim is Claim.STOP or verdict.is_open_hold)

    @property
    def by_urgency(self) -> tuple[Verdict, ...]:
        """Every verdict: what holds care first, with a reason or without, then what stops the claim, then the rest."""
        return tuple(sorted(self.verdicts, key=lambda one: (one.finding.care is not Care.HOLD, _URGENCY[one.claim])))

    @property
    def is_ready(self) -> bool:
        """Whether nothing stops the claim."""
        return not self.to_fix


def judge(findings: Iterable[Finding], reasons: Iterable[Reason] = ()) -> Readiness:
    """Say how the findings stand with the reasons that were given.

    A stop becomes a warning only by a lead's signed override with a reason, and only for the very finding it was
    given for; what bears on care goes on with anybody's reason.
    """
    given = {reason.finding: reason for reason in reasons if reason.text.strip()}
    return Readiness(tuple(_verdict(finding, given.get(finding)) for finding in findings))


def _verdict(finding: Finding, reason: Reason | None) -> Verdict:
    if reason is None:
        return Verdict(finding, finding.claim)
    if finding.claim is Claim.STOP and _overrides(reason):
        return Verdict(finding, Claim.WARN, reason.text, reason.by)
    return Verdict(finding, finding.claim, reason.text)


def _overrides(reason: Reason) -> bool:
    return reason.by.meaning is Meaning.OVERRODE and may(reason.roles, Right.OVERRIDE)

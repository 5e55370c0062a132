from __future__ import annotations

from dataclasses import replace

import pytest

from j3032calc.domain.findings import Care, Claim, Finding, NdcUnscanned, NoWholeUnitDiscarded
from j3032calc.domain.people import Meaning, Role
from j3032calc.domain.visit.drug import Expired
from j3032calc.domain.visit.facts import Phase
from j3032calc.domain.visit.finding import Missing, NotChecked
from j3032calc.domain.visit.verdicts import Reason, findings_of, judge
from tests.ready_visits import PRODUCTS, catalogue, mg, ready, signed

PART_UNIT = Finding("R-02", Claim.INFO, Care.NONE, NoWholeUnitDiscarded(mg("0.5"), mg(1)))
SYRINGE = catalogue().product("tezspire").presentations[0]
UNSCANNED = Finding("R-05", Claim.INFO, Care.NONE, NdcUnscanned(SYRINGE))
EXPIRED = Finding("R-06", Claim.STOP, Care.HOLD, Expired("LOT7", ready("tezspire").given_on))


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_visit_that_is_whole_is_ready(product: str) -> None:
    readiness = judge(findings_of(ready(product)))

    assert readiness.is_ready
    assert (readiness.to_fix, readiness.to_check, readiness.blocking) == ((), (), ())


def test_findings_of_the_calculation_stand_beside_those_of_the_visit() -> None:
    assert findings_of(ready("tezspire"), (PART_UNIT,)) == (PART_UNIT,)


def test_what_was_opened_says_more_of_the_ndc_than_the_calculation() -> None:
    assert findings_of(ready("tezspire"), (UNSCANNED,)) == ()


def test_before_anything_is_opened_the_calculations_ndc_stands() -> None:
    assert findings_of(replace(ready("tezspire"), phase=Phase.DUE), (UNSCANNED,)) == (UNSCANNED,)


def test_what_both_find_is_said_once() -> None:
    visit = replace(ready("tezspire"), route=None)
    missing = Finding("R-13", Claim.STOP, Care.NONE, NotChecked(Missing.ROUTE))

    assert findings_of(visit, (missing,)) == (missing,)


def test_what_stops_the_claim_stands_first_then_by_rule() -> None:
    visit = replace(ready("tezspire"), route=None, source=None, charge=None, label_interval=None)

    assert [(finding.claim, finding.rule) for finding in findings_of(visit, (PART_UNIT,))] == [
        (Claim.STOP, "R-12"),
        (Claim.STOP, "R-13"),
        (Claim.WARN, "R-09"),
        (Claim.WARN, "R-14"),
        (Claim.WARN, "R-24"),
        (Claim.INFO, "R-02"),
    ]


def test_a_due_visit_is_not_asked_what_comes_later() -> None:
    visit = replace(
        ready("cinqair"), phase=Phase.DUE, containers=None, lines=None, discard=None, started_at=None, source=None
    )

    assert judge(findings_of(visit)).is_ready


def reason(finding: Finding, role: Role, meaning: Meaning, text: str = "invented reason") -> Reason:
    return Reason(finding, text, signed("someone", meaning), (role,))


def test_a_leads_override_turns_a_stop_into_a_warning_that_keeps_its_reason() -> None:
    readiness = judge((EXPIRED,), [reason(EXPIRED, Role.LEAD, Meaning.OVERRODE)])

    verdict = readiness.verdicts[0]
    assert (verdict.claim, verdict.reason, readiness.is_ready) == (Claim.WARN, "invented reason", True)
    assert verdict.override == signed("someone", Meaning.OVERRODE)
    assert readiness.to_check == (verdict,)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(reason(EXPIRED, Role.NURSE, Meaning.OVERRODE), id="not-a-lead"),
        pytest.param(reason(EXPIRED, Role.LEAD, Meaning.GIVEN), id="signed-for-something-else"),
        pytest.param(reason(EXPIRED, Role.LEAD, Meaning.OVERRODE, "  "), id="no-reason"),
        pytest.param(
            reason(replace(EXPIRED, detail=NotChecked(Missing.LOT)), Role.LEAD, Meaning.OVERRODE), id="another-finding"
        ),
    ],
)
def test_nothing_else_turns_a_stop_into_a_warning(given: Reason) -> None:
    verdict = judge((EXPIRED,), [given]).verdicts[0]

    assert (verdict.claim, verdict.override) == (Claim.STOP, None)


def test_a_nurses_reason_lets_care_go_on_and_leaves_the_claim_stopped() -> None:
    readiness = judge((EXPIRED,), [reason(EXPIRED, Role.NURSE, Meaning.GIVEN)])

    assert not readiness.is_ready
    assert not readiness.verdicts[0].is_open_hold


def test_a_hold_blocks_until_it_has_a_reason() -> None:
    hold = replace(EXPIRED, claim=Claim.WARN)

    assert len(judge((hold,)).blocking) == 1
    assert judge((hold,), [reason(hold, Role.NURSE, Meaning.GIVEN)]).blocking == ()

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from j3032calc.domain.people import Meaning, Role
from j3032calc.domain.visit.suggestions import ModifierReason, Why, administration_codes
from j3032calc.domain.visit.verdicts import Reason, Verdict, findings_of, judge
from j3032calc.wording.readiness import (
    write_administration_code,
    write_answer,
    write_blocked,
    write_modifier_reason,
    write_standing,
    write_summary,
)
from tests.ready_visits import ready, signed


def test_a_ready_visit_says_so() -> None:
    readiness = judge(findings_of(ready("tezspire")))

    assert (write_summary(readiness), write_blocked(readiness)) == ("Ready", None)


def test_what_is_to_fix_and_to_check_is_counted() -> None:
    visit = replace(ready("tezspire"), source=None, route=None, charge=None)
    readiness = judge(findings_of(visit))

    assert write_summary(readiness) == "2 to fix, 1 to check"
    assert write_blocked(readiness) == "Blocked by source of the drug not recorded and 1 more"
    assert write_standing(readiness) == "Blocked by source of the drug not recorded and 1 more"


def test_one_thing_that_blocks_stands_alone() -> None:
    readiness = judge(findings_of(replace(ready("tezspire"), route=None)))

    assert write_summary(readiness) == "1 to fix"
    assert write_blocked(readiness) == "Blocked by route not recorded"


def test_what_holds_care_is_named_before_what_stops_the_claim() -> None:
    known = ready("tezspire")
    assert known.order is not None
    expired = replace(known.order, expires_on=date(2026, 11, 1))
    readiness = judge(findings_of(replace(known, order=expired, authorizations=())))

    assert write_blocked(readiness) == "Blocked by order expired and 1 more"


def test_what_is_only_to_check_blocks_nothing() -> None:
    readiness = judge(findings_of(replace(ready("tezspire"), charge=None)))

    assert (write_blocked(readiness), write_standing(readiness)) == (None, "1 to check")
    assert write_standing(judge(findings_of(ready("tezspire")))) == "Ready"


def answered(role: Role, meaning: Meaning) -> Verdict:
    findings = findings_of(replace(ready("tezspire"), route=None))
    reason = Reason(findings[0], "the payer agreed", signed("lead", meaning), (role,))
    return judge(findings, [reason]).verdicts[0]


def test_an_override_prints_who_and_why() -> None:
    assert write_answer(answered(Role.LEAD, Meaning.OVERRODE)) == (
        "Overridden by Invented lead, RN, 23-Nov-2026. Reason: the payer agreed"
    )


def test_a_reason_prints_without_an_override() -> None:
    assert write_answer(answered(Role.NURSE, Meaning.GIVEN)) == "Reason: the payer agreed"


def test_without_an_answer_nothing_prints() -> None:
    findings = findings_of(replace(ready("tezspire"), route=None))

    assert write_answer(judge(findings).verdicts[0]) is None


@pytest.mark.parametrize("why", Why)
def test_every_reason_of_a_modifier_is_said(why: Why) -> None:
    assert write_modifier_reason(ModifierReason(1, "XX", why)).startswith("Line 1, XX: ")


def test_a_line_without_a_modifier_says_why() -> None:
    assert write_modifier_reason(ModifierReason(2, None, Why.MULTI_DOSE)) == (
        "Line 2, neither JW nor JZ: a multi-dose container takes neither JW nor JZ"
    )


def test_a_code_for_giving_is_marked_as_a_suggestion() -> None:
    code = administration_codes(ready("tezspire"))[0]

    assert write_administration_code(code) == (
        "Suggested for giving the drug: 96372. Subcutaneous injection. No source names a code for this product. "
        "The biller decides."
    )

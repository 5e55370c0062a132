from __future__ import annotations

from datetime import date

import pytest

from j3032calc.domain.billing import ClaimLine
from j3032calc.domain.calculation import calculate
from j3032calc.domain.containers import Opened
from j3032calc.domain.dosing import share_out
from j3032calc.domain.findings import Claim
from j3032calc.domain.label import LabelUse
from j3032calc.domain.problems.dose import NoContainers
from j3032calc.domain.question import Drug
from j3032calc.domain.schedule import Interval, NextDose, SiteCalendar
from tests.unit.domain.builders import (
    boxed,
    bu,
    every,
    just,
    known,
    mg,
    opened,
    package,
    payer,
    plain_lines,
    product,
    question,
    schedule,
    unit_of,
    vial,
)

VIAL = package(mg(100), "11111-0100-01")
SCHEDULE = schedule(doses=(just(mg(300)),), steps=every(months=3), payer=every(days=84))
ALPHA = product(presentations=(VIAL,), schedules=(SCHEDULE,), edit=500)
DRUG = Drug(ALPHA.code.unit, "J1111", known(), ALPHA, ALPHA.unlikely_edit)
TYPED = Drug(unit_of(mg(10)), "J1745")


def test_the_whole_answer_of_a_plain_dose() -> None:
    asked = question(mg(300), (boxed(VIAL),), DRUG)

    answer = calculate(asked)

    assert answer.question is asked
    assert answer.plan == share_out(mg(300), (Opened(boxed(VIAL), 3),))
    assert (answer.units.administered, answer.units.discarded) == (bu(300), bu(0))
    assert answer.claim_lines == (ClaimLine("J1111", ("JZ",), bu(300)),)
    assert answer.next_dose == NextDose(due=date(2027, 2, 23), payer_earliest=date(2027, 2, 15))
    assert answer.findings == ()
    assert not answer.is_stopped


def test_cgs_305_mg_is_31_units_and_9_discarded() -> None:
    answer = calculate(question(mg(305), (vial(mg(100)), vial(mg(400))), TYPED))

    assert answer.plan.containers == (opened(1, mg(400)),)
    assert plain_lines(answer.claim_lines) == [((), 31), (("JW",), 9)]


def test_what_was_really_opened_replaces_the_choice() -> None:
    asked = question(mg(305), (vial(mg(100)),), TYPED, opened=(opened(5, mg(100)),))

    answer = calculate(asked)

    assert answer.plan.containers == (opened(5, mg(100)),)
    assert plain_lines(answer.claim_lines) == [((), 31), (("JW",), 19)]


def test_a_stopped_claim_has_no_lines_and_keeps_the_numbers() -> None:
    answer = calculate(question(mg(305), (vial(mg(100)),), TYPED, opened=(opened(2, mg(100)),)))

    assert answer.is_stopped
    assert answer.claim_lines == ()
    assert (answer.units.administered, answer.plan.short_by) == (bu(31), mg(105))


def test_a_code_that_is_not_in_force_stops_the_lines() -> None:
    answer = calculate(question(mg(300), (boxed(VIAL),), DRUG, given_on=date(2020, 9, 30)))

    assert answer.is_stopped
    assert answer.claim_lines == ()


def test_a_warning_does_not_stop_the_lines() -> None:
    answer = calculate(question(mg(305), (vial(mg(100)),), TYPED))

    assert [finding.claim for finding in answer.findings if finding.rule == "R-19"] == [Claim.WARN]
    assert not answer.is_stopped
    assert len(answer.claim_lines) == 2


def test_stopped_early_has_no_lines() -> None:
    answer = calculate(question(mg(300), (vial(mg(100)),), TYPED, given=mg(120)))

    assert answer.is_stopped
    assert (answer.claim_lines, answer.plan.not_infused) == ((), mg(180))


def test_a_multi_dose_container_keeps_the_rest() -> None:
    answer = calculate(question(mg(35), (vial(mg(50)),), TYPED, is_multi_dose=True))

    assert plain_lines(answer.claim_lines) == [((), 4)]
    assert (answer.plan.kept, answer.plan.discarded) == (mg(15), mg(0))


@pytest.mark.parametrize(
    ("is_named", "earliest"),
    [
        pytest.param(True, date(2026, 12, 23), id="named-payers-own-clock"),
        pytest.param(False, date(2027, 2, 15), id="default-payer-leaves-the-cited-limit"),
    ],
)
def test_only_a_named_payers_clock_counts(is_named: bool, earliest: date) -> None:  # noqa: FBT001 - a table
    profile = payer(clocks=(("alpha", every(days=30)),))

    answer = calculate(question(mg(300), (boxed(VIAL),), DRUG, payer=profile, is_payer_named=is_named))

    assert answer.next_dose.payer_earliest == earliest


def test_the_payers_rules_make_the_lines_whether_named_or_not() -> None:
    answer = calculate(question(mg(300), (boxed(VIAL),), DRUG, payer=payer(wants_ndc=True)))

    assert str(answer.claim_lines[0].ndc) == "11111-0100-01"


def test_the_orders_interval_gives_the_next_dose_of_a_typed_drug() -> None:
    use = LabelUse((), every=Interval(days=14))

    answer = calculate(question(mg(305), (vial(mg(100)),), TYPED, use=use))

    assert answer.next_dose == NextDose(due=date(2026, 12, 7))


def test_the_sites_calendar_proposes_an_appointment() -> None:
    site = SiteCalendar(closed_weekdays=frozenset({1, 5, 6}))

    answer = calculate(question(mg(300), (boxed(VIAL),), DRUG, site=site))

    # 23-Feb-2027 is a Tuesday.
    assert answer.next_dose.appointment == date(2027, 2, 24)


def test_nothing_to_open_is_refused() -> None:
    with pytest.raises(NoContainers):
        calculate(question(mg(305), (), TYPED))

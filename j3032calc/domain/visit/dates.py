"""Since the last dose: too early on either clock (R-09), twice on a day (R-17), long gaps and missed doses (R-24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from j3032calc.domain.findings import Care, Detail
from j3032calc.domain.product import MissedDoseRule, labelled
from j3032calc.domain.visit.finding import Missing, NotChecked, info, stop, warn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from j3032calc.domain.findings import Finding
    from j3032calc.domain.product import Citation, MissedDose
    from j3032calc.domain.visit.facts import PastDose, Visit


@dataclass(frozen=True, slots=True)
class EarlyByLabel(Detail):
    """R-09: before the label's or the order's date."""

    last: date
    days: int
    due: date


@dataclass(frozen=True, slots=True)
class EarlyByPayer(Detail):
    """R-09: before the payer's date."""

    last: date
    days: int
    earliest: date


@dataclass(frozen=True, slots=True)
class AlreadyRecorded(Detail):
    """R-17: the log holds a dose of this drug for this patient on this day."""

    drug: str
    day: date


@dataclass(frozen=True, slots=True)
class NewTestNeeded(Detail):
    """R-24: after so long a gap the label asks for a new test; ``is_read_for_use`` says whether for this use."""

    last: date
    days: int
    most: int
    is_read_for_use: bool
    cited: Citation


@dataclass(frozen=True, slots=True)
class DoseLate(Detail):
    """R-24: later than due, and the label says what to do, or the prescriber is asked."""

    due: date
    days: int
    rule: MissedDose
    cited: Citation


@dataclass(frozen=True, slots=True)
class DoseMissed(Detail):
    """R-24: the dose after the missed one is due already."""

    due: date
    next_due: date
    rule: MissedDose
    cited: Citation


def not_too_early(visit: Visit) -> Iterator[Finding]:
    """R-09: days since the last dose on the label's clock and on the payer's."""
    if visit.past is None:
        yield warn("R-09", NotChecked(Missing.PAST_DOSES), Care.ASK)
    last = visit.last_dose
    if last is None:
        return
    days = (visit.given_on - last.given_on).days
    if visit.label_interval is None:
        yield warn("R-09", NotChecked(Missing.LABEL_INTERVAL), Care.ASK)
    elif visit.given_on < (due := visit.label_interval.after(last.given_on)):
        yield warn("R-09", EarlyByLabel(last.given_on, days, due), Care.HOLD)
    if visit.payer_interval is None:
        yield warn("R-09", NotChecked(Missing.PAYER_INTERVAL))
    elif visit.given_on < (earliest := visit.payer_interval.after(last.given_on)):
        yield warn("R-09", EarlyByPayer(last.given_on, days, earliest), Care.HOLD)


def not_twice(visit: Visit) -> Iterator[Finding]:
    """R-17: no other dose of this drug is recorded for this patient and day."""
    if visit.same_drug is None:
        yield stop("R-17", NotChecked(Missing.PAST_DOSES), Care.ASK)
    elif any(dose.given_on == visit.given_on for dose in visit.same_drug):
        yield stop("R-17", AlreadyRecorded(visit.drug.name, visit.given_on), Care.HOLD)


def no_long_gap(visit: Visit) -> Iterator[Finding]:
    """R-24: after a long gap a new test is there, and a missed dose follows the label or the prescriber."""
    if visit.past is None:
        yield warn("R-24", NotChecked(Missing.PAST_DOSES), Care.ASK)
    product = labelled(visit.product)
    if product is None:
        yield warn("R-24", NotChecked(Missing.PRODUCT), Care.ASK)
        return
    last, rule = visit.last_dose, product.missed_dose
    if last is None:
        return
    days = (visit.given_on - last.given_on).days
    if rule.new_test_after_days is not None and days >= rule.new_test_after_days:
        yield from _new_test(visit, last, rule, rule.new_test_after_days)
    elif visit.label_interval is None:
        yield warn("R-24", NotChecked(Missing.LABEL_INTERVAL), Care.ASK)
    else:
        yield from _late(visit, visit.label_interval.after(last.given_on), rule)


def _new_test(visit: Visit, last: PastDose, rule: MissedDose, most: int) -> Iterator[Finding]:
    if visit.order is None:
        yield stop("R-24", NotChecked(Missing.ORDER), Care.HOLD)
        return
    # A test from before still shows the drug: it counts from the day on which the gap was long enough.
    settled = last.given_on + timedelta(days=most)
    tests = [one.on for one in visit.order.documentation if one.item == rule.new_test and one.value.strip()]
    if any(on is not None and on >= settled for on in tests):
        return
    is_read = visit.schedule is not None and visit.schedule.id in rule.new_test_schedules
    if visit.schedule is None:
        yield info("R-24", NotChecked(Missing.SCHEDULE))
    detail = NewTestNeeded(last.given_on, (visit.given_on - last.given_on).days, most, is_read, rule.cited)
    # For a use that the rule was not read for, nobody may be held to it; an unknown use may be the one.
    claim = stop if is_read or visit.schedule is None else warn
    yield claim("R-24", detail, Care.HOLD)


def _late(visit: Visit, due: date, rule: MissedDose) -> Iterator[Finding]:
    if visit.site is None:
        yield info("R-24", NotChecked(Missing.SITE))
    window = timedelta(days=0 if visit.site is None else visit.site.window_days)
    if visit.given_on <= due + window or visit.label_interval is None:
        return
    follows_label = rule.rule is MissedDoseRule.SOON_THEN_USUAL_DAY
    next_due = visit.label_interval.after(due)
    if visit.given_on >= next_due:
        missed = DoseMissed(due, next_due, rule, rule.cited)
        yield info("R-24", missed) if follows_label else warn("R-24", missed, Care.HOLD)
    else:
        late = DoseLate(due, (visit.given_on - due).days, rule, rule.cited)
        yield info("R-24", late) if follows_label else warn("R-24", late, Care.ASK)

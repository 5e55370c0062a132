"""From what was typed on the Sign page to a chart; each refusal names its field."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from j3032calc.domain.administration import DrugSource, Observation, Preparation
from j3032calc.domain.charting import Charted, Discarding, containers_of
from j3032calc.domain.patient import Weight
from j3032calc.services.container_rows import each_for_itself, together
from j3032calc.services.draft_keys import EACH
from j3032calc.services.entering import NO, YES, in_field, text_of
from j3032calc.wording.counts import read_span
from j3032calc.wording.reading import read_date, read_expiry, read_minutes, read_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from j3032calc.domain.administration import ContainerUsed, Draft
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.order import Order


def containers_to_chart(calculation: Calculation, *, each: bool) -> tuple[ContainerUsed, ...]:
    """Give the containers that a lot and an expiry are asked for: kind by kind, or each for itself."""
    kinds = containers_of(calculation.plan.containers)
    if not each:
        return kinds
    return each_for_itself(kinds)


def entered_chart(
    entered: Mapping[str, str], calculation: Calculation, draft: Draft, order: Order | None, now: datetime
) -> Charted:
    """Read the chart beside a calculation.

    Raises:
        EntryRefused: a time, an expiry or the day of the weight cannot be read.
    """
    given_on = calculation.question.given_on
    route = None if calculation.question.drug.product is None else calculation.question.drug.product.route
    return Charted(
        id=draft.id,
        patient_id=draft.patient_id,
        order_id=draft.order_id,
        drug_name=text_of(entered, "drug_name"),
        containers=_containers(entered, containers_to_chart(calculation, each=entered.get(EACH) == YES)),
        started_at=_moment(entered, "started_at", given_on, now),
        stopped_at=_moment(entered, "stopped_at", given_on, now),
        route=route,
        body_site=text_of(entered, "body_site"),
        weight=_weight(entered, calculation),
        source=DrugSource(entered["source"]) if entered.get("source") else None,
        discard=_discarding(entered, given_on, now),
        observation=_observation(entered),
        preparation=_preparation(entered),
        authorization_number=text_of(entered, "authorization"),
        diagnoses=() if order is None else order.diagnoses,
        stopped_early_reason=text_of(entered, "stopped_early_reason"),
        opened_reason=text_of(entered, "opened_reason"),
        late_reason=text_of(entered, "late_reason"),
    )


def _containers(entered: Mapping[str, str], kinds: Sequence[ContainerUsed]) -> tuple[ContainerUsed, ...]:
    used = []
    out, opened = (_span(entered, field) for field in ("minutes_out", "minutes_opened"))
    for number, kind in enumerate(kinds, start=1):
        with in_field(f"expiry{number}"):
            expiry = read_expiry(entered[f"expiry{number}"]) if entered.get(f"expiry{number}") else None
        confirmed = entered.get(f"ndc{number}") == YES
        lot = text_of(entered, f"lot{number}")
        charted = replace(kind, lot=lot, expiry=expiry, is_confirmed=confirmed, minutes_out=out, minutes_opened=opened)
        used.append(charted)
    return together(used)


def _span(entered: Mapping[str, str], field: str) -> int | None:
    """Read how long something took, in minutes."""
    text = text_of(entered, field)
    if text is None:
        return None
    with in_field(field):
        return read_span(text)


def _preparation(entered: Mapping[str, str]) -> Preparation | None:
    made = Preparation(
        minutes_warmed=_span(entered, "minutes_warmed"),
        minutes_since_mixing=_span(entered, "minutes_since_mixing"),
        has_filter={YES: True, NO: False}.get(entered.get("filter", "")),
    )
    return None if made == Preparation() else made


def _moment(entered: Mapping[str, str], field: str, day: date, now: datetime) -> datetime | None:
    """Read a time of the day given, in the zone of this workstation."""
    text = text_of(entered, field)
    if text is None:
        return None
    with in_field(field):
        return datetime.combine(day, read_time(text), now.tzinfo)


def _weight(entered: Mapping[str, str], calculation: Calculation) -> Weight | None:
    weight = calculation.question.weight
    if weight is None or "weighed_on" not in entered:
        return None
    with in_field("weighed_on"):
        return Weight(amount=weight, on=read_date(entered["weighed_on"]))


def _discarding(entered: Mapping[str, str], day: date, now: datetime) -> Discarding | None:
    reason, method = entered.get("discard_reason", ""), entered.get("discard_method", "")
    if not reason.strip() and not method.strip():
        return None
    return Discarding(
        reason=reason,
        method=method,
        at=_moment(entered, "discarded_at", day, now) or now,
        is_not_shared=entered.get("is_not_shared") == YES,
        unwitnessed_reason=text_of(entered, "unwitnessed_reason"),
    )


def _observation(entered: Mapping[str, str]) -> Observation | None:
    minutes, reaction, note = (text_of(entered, field) for field in ("observed_minutes", "reaction", "note"))
    if minutes is None and reaction is None and note is None:
        return None
    with in_field("observed_minutes"):
        count = None if minutes is None else read_minutes(minutes)
    return Observation(minutes=count, reaction=reaction, note=note)

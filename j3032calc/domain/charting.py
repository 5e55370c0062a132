"""What a nurse charts around a calculation, and what must hold before it is signed.

What happened can always be charted: nothing here asks whether it should have happened. Findings do that.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING

from j3032calc.domain.administration import Balance, ContainerUsed, DrugSource, Observation, Preparation
from j3032calc.domain.findings import Finding
from j3032calc.domain.order import DrugRef
from j3032calc.domain.patient import Weight
from j3032calc.domain.problems.charting import (
    ContainersDiffer,
    ContentsDiffer,
    DateInFuture,
    DiscardNotCharted,
    DiscardShared,
    GivenAboveOpened,
    NothingDiscarded,
    OfOtherPatient,
    OrderForOtherDrug,
    OutOfOrder,
    StartOnOtherDay,
    TimeInFuture,
    WitnessMissing,
)
from j3032calc.domain.problems.typed import FieldMissing
from j3032calc.domain.reasons import Why, need_reason
from j3032calc.domain.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from j3032calc.domain.containers import Opened
    from j3032calc.domain.dosing import DosePlan
    from j3032calc.domain.order import Order
    from j3032calc.domain.quantities import Amount
    from j3032calc.domain.question import Drug, Question


@record
class Discarding:
    """What a nurse says of the rest before it is signed. Nothing is assumed: ``is_not_shared`` is a person's word.

    ``unwitnessed_reason`` says why there was no second person where the site asks for one.
    """

    reason: str
    method: str
    at: datetime
    is_not_shared: bool = False
    unwitnessed_reason: str | None = None


@record
class Answered:
    """Why the work goes on in spite of one finding."""

    finding: Finding
    reason: str


@record
class Charted:
    """Everything that is charted beside the calculation. ``None`` is "not recorded".

    ``id`` is the draft's, or a new one. ``drug_name`` is for a drug that is not in the catalogue. ``containers`` names
    lot and expiry of what was opened; empty, the calculation's containers stand there without them.
    """

    id: str
    patient_id: str
    order_id: str | None = None
    drug_name: str | None = None
    containers: tuple[ContainerUsed, ...] = ()
    started_at: datetime | None = None
    stopped_at: datetime | None = None
    route: str | None = None
    body_site: str | None = None
    weight: Weight | None = None
    source: DrugSource | None = None
    preparation: Preparation | None = None
    discard: Discarding | None = None
    observation: Observation | None = None
    authorization_number: str | None = None
    diagnoses: tuple[str, ...] = ()
    answers: tuple[Answered, ...] = ()
    stopped_early_reason: str | None = None
    opened_reason: str | None = None
    late_reason: str | None = None


class ChartedElsewhere(ValueError):
    """A chart beside a calculation that it does not belong to. Always our fault, never a person's."""


def balance_of(plan: DosePlan) -> Balance:
    """Say where the drug in the opened containers went.

    What was drawn up and not given is "not infused", also where less was opened than was ordered.

    Raises:
        GivenAboveOpened: the patient cannot have got more than was opened.
    """
    if plan.given > plan.opened:
        raise GivenAboveOpened(plan.given, plan.opened)
    nothing = plan.opened.zero()
    return Balance(
        ordered=plan.ordered,
        opened=plan.opened,
        given=plan.given,
        discarded=nothing if plan.discarded is None else plan.discarded,
        kept=nothing if plan.kept is None else plan.kept,
        not_infused=plan.not_infused if plan.short_by is None else plan.opened - plan.given,
    )


def containers_of(opened: Iterable[Opened]) -> tuple[ContainerUsed, ...]:
    """Give opened containers as they are charted before anybody has read a lot."""
    return tuple(
        ContainerUsed(
            count=item.count,
            content=item.container.content,
            volume=item.container.volume,
            form=None if item.container.presentation is None else str(item.container.presentation.form),
            ndc=None if item.container.presentation is None else str(item.container.presentation.ndc),
        )
        for item in opened
    )


def check_containers(charted: Iterable[ContainerUsed], opened: Iterable[ContainerUsed]) -> None:
    """Check that the containers, charted lot by lot, are those that were opened.

    Raises:
        ContainersDiffer: another number of one size.
    """
    entered, really = _counted(charted), _counted(opened)
    if entered != really:
        raise ContainersDiffer(_listed(entered), _listed(really))


def check_contents(charted: Iterable[ContainerUsed], opened: Amount) -> None:
    """Check that the containers of a record hold what it says was opened.

    Raises:
        ContentsDiffer: they hold more or less.
    """
    total = opened.zero()
    for used in charted:
        total = total + used.content * used.count
    if total != opened:
        raise ContentsDiffer(total, opened)


def _counted(containers: Iterable[ContainerUsed]) -> Counter[Amount]:
    counts: Counter[Amount] = Counter()
    for used in containers:
        counts[used.content] += used.count
    return counts


def _listed(counts: Counter[Amount]) -> tuple[tuple[int, Amount], ...]:
    """Give counts and sizes, largest size first."""
    return tuple((counts[content], content) for content in sorted(counts, reverse=True))


def check_times(given_on: date, started: datetime | None, stopped: datetime | None, now: datetime) -> None:
    """Check the day and the times of a dose.

    Raises:
        DateInFuture: given after today.
        TimeInFuture: started or stopped later than now.
        OutOfOrder: stopped before it started.
        StartOnOtherDay: started on another day than the day given.
    """
    if given_on > now.date():
        raise DateInFuture(given_on)
    for field, moment in (("started_at", started), ("stopped_at", stopped)):
        if moment is not None and moment > now:
            raise TimeInFuture(field)
    if started is not None and stopped is not None and stopped < started:
        raise OutOfOrder("started_at", "stopped_at")
    if started is not None and started.date() != given_on:
        raise StartOnOtherDay(started.date(), given_on)


def late_reason(given_on: date, charted_at: datetime, reason: str | None) -> str | None:
    """Give the reason of a late entry; ``None`` for a dose that is charted on the day it was given.

    Raises:
        ReasonMissing: a late entry without one.
    """
    return need_reason(reason, Why.LATE) if given_on < charted_at.date() else None


def stopped_early_reason(balance: Balance, reason: str | None) -> str | None:
    """Give the reason why a dose was stopped early; ``None`` for one that was not.

    Raises:
        ReasonMissing: part of the dose was not infused, and nobody has said why.
    """
    return None if balance.not_infused.is_zero else need_reason(reason, Why.STOPPED_EARLY)


def check_order(order: Order | None, patient_id: str, drug: DrugRef) -> None:
    """Check that the order that was followed is this patient's, and for this drug. A dose may have no order.

    Raises:
        OfOtherPatient: another patient's.
        OrderForOtherDrug: for another drug.
    """
    if order is None:
        return
    if order.patient_id != patient_id:
        raise OfOtherPatient
    if order.drug.key != drug.key:
        raise OrderForOtherDrug(order.drug.name, drug.name)


def check_discard(discarded: Amount, discard: Discarding | None, now: datetime) -> None:
    """Check what was said of the rest.

    Raises:
        DiscardNotCharted: something was discarded and nothing was said.
        NothingDiscarded: something was said, and there is no rest.
        ReasonMissing: no reason.
        FieldMissing: no method.
        DiscardShared: nobody has confirmed that no other patient got it.
        TimeInFuture: discarded later than now.
    """
    if discard is None:
        if not discarded.is_zero:
            raise DiscardNotCharted(discarded)
        return
    if discarded.is_zero:
        raise NothingDiscarded
    need_reason(discard.reason, Why.DISCARDED)
    if not discard.method.strip():
        raise FieldMissing("method", "sharps container")
    if not discard.is_not_shared:
        raise DiscardShared
    if discard.at > now:
        raise TimeInFuture("discarded_at")


def check_witness(discard: Discarding, *, has_witness: bool, is_wanted: bool) -> None:
    """Check that a second person saw the discard where the site wants one, or that somebody wrote why not.

    Raises:
        WitnessMissing: neither.
    """
    if is_wanted and not has_witness and not (discard.unwitnessed_reason or "").strip():
        raise WitnessMissing


def drug_ref(drug: Drug, name: str | None) -> DrugRef:
    """Name the drug of a calculation: its product, or what a person typed.

    Raises:
        FieldMissing: a drug that is not in the catalogue, without a name.
    """
    if drug.product is not None:
        return DrugRef(product_id=drug.product.id, name=drug.product.name, hcpcs=drug.hcpcs)
    typed = (name or "").strip()
    if not typed:
        raise FieldMissing("drug_name", "infliximab")
    return DrugRef(product_id=None, name=typed, hcpcs=drug.hcpcs)


def check_belongs(charted: Charted, question: Question) -> None:
    """Check that the weight that is charted is the one that was calculated with.

    Raises:
        FieldMissing: calculated with a weight, and the day of the weight is not charted.
        ChartedElsewhere: another weight.
    """
    if question.weight is not None:
        if charted.weight is None:
            raise FieldMissing("weight_on", "23-Nov-2026")
        if charted.weight.amount != question.weight:
            message = "another weight than the calculation's"
            raise ChartedElsewhere(message)

"""From a record back to the entries of the Give and Sign pages that it can have come from, to be amended there.

A record keeps values, not keystrokes. Confirmations and PINs are in no record, so nothing of them comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.quantities import DosePerWeight
from j3032calc.services.container_rows import each_for_itself
from j3032calc.services.draft_keys import EACH, YES
from j3032calc.wording.form_texts import AMENDS
from j3032calc.wording.writing import exact_amount, write_date, write_interval, write_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from j3032calc.domain.administration import Administration, ContainerUsed
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.charting import Discarding
    from j3032calc.domain.history import PatientLog
    from j3032calc.domain.order import Order

_BETWEEN: Final = "; "
# What was opened stands in the entries where it was not what the dose asks for.
_OPENED_OTHERWISE: Final = frozenset({"R-04", "R-25"})


def entries_of(dose: Administration, log: PatientLog) -> dict[str, str]:
    """Give the entries of both pages for a record of a patient's log."""
    order = next((one for one in log.orders if one.id == dose.order_id), None)
    return {
        AMENDS: dose.id,
        **_question(dose, order),
        "dose_number": str(_number(dose, log)),
        **_opened(dose),
        **_chart(dose),
        **_discard(dose),
    }


def changed_discard(before: Administration, calculation: Calculation, said: Discarding | None) -> Discarding | None:
    """Give what is said of the rest where that, or its amount, is not what was signed; else the signed word stands."""
    rest = calculation.plan.discarded
    if said is None or rest is None or rest.is_zero:
        return None
    signed = before.discard
    is_same = (
        signed is not None
        and rest == before.balance.discarded
        and (signed.reason, signed.method) == (said.reason.strip(), said.method.strip())
        and (signed.witness is not None or signed.unwitnessed_reason == said.unwitnessed_reason)
    )
    return None if is_same else said


def row_entries(kinds: Sequence[ContainerUsed], charted: Iterable[ContainerUsed]) -> dict[str, str]:
    """Give lot, expiry and NDC of what a record charted, for containers as they are asked for now.

    Args:
        kinds: what is opened, kind by kind.
        charted: what the record says; what finds no container of its NDC and content is left out.
    """
    left, wanted = list(charted), tuple(kinds)
    is_each = any(_alike(kind, used) and used.count != kind.count for kind in wanted for used in left)
    if is_each:
        left, wanted = list(each_for_itself(left)), each_for_itself(wanted)
    entered = {EACH: YES if is_each else ""}
    for number, kind in enumerate(wanted, start=1):
        used = next((one for one in left if _alike(kind, one)), None)
        if used is not None:
            left.remove(used)
            entered |= _row(number, used)
    return entered


def _alike(kind: ContainerUsed, used: ContainerUsed) -> bool:
    return (kind.ndc, kind.content) == (used.ndc, used.content)


def _row(number: int, used: ContainerUsed) -> dict[str, str]:
    return {
        f"lot{number}": used.lot or "",
        f"expiry{number}": "" if used.expiry is None else write_date(used.expiry),
        f"ndc{number}": YES if used.is_confirmed else "",
        f"of{number}": used.ndc or "",
    }


def _question(dose: Administration, order: Order | None) -> dict[str, str]:
    is_other_drug = dose.drug.product_id is None
    interval = None if order is None else order.interval
    return {
        "is_other_drug": YES if is_other_drug else "",
        "product": "" if is_other_drug else dose.drug.name,
        "drug_name": dose.drug.name if is_other_drug else "",
        "billing_unit": exact_amount(dose.calculation.billing_unit) if is_other_drug else "",
        "hcpcs": (dose.drug.hcpcs or "") if is_other_drug else "",
        "dose": _dose(dose, order),
        "weight": "" if dose.weight is None else exact_amount(dose.weight.amount),
        "weighed_on": "" if dose.weight is None else write_date(dose.weight.on),
        "given_on": write_date(dose.given_on),
        "every": "" if interval is None else write_interval(interval).removeprefix("every "),
        "schedule": (None if order is None else order.schedule_id) or "",
        "payer": dose.payer_id or "",
    }


def _dose(dose: Administration, order: Order | None) -> str:
    """Give the dose as the order has it, where that is what was ordered on the day; else the amount."""
    ordered = dose.balance.ordered
    if order is not None and isinstance(order.dose, DosePerWeight) and dose.weight is not None:
        per_kg = order.dose
        if per_kg.for_weight(dose.weight.amount) == ordered:
            return f"{exact_amount(per_kg.per_kg)}/kg"
    return exact_amount(ordered)


def _number(dose: Administration, log: PatientLog) -> int:
    """Give which dose of this drug it was, of those that stand."""
    before = (one.dose for one in log.doses if not one.is_voided and one.dose.id != dose.id)
    return 1 + sum(one.drug.key == dose.drug.key and one.given_on < dose.given_on for one in before)


def _opened(dose: Administration) -> dict[str, str]:
    is_other_drug, balance = dose.drug.product_id is None, dose.balance
    sizes = _BETWEEN.join(dict.fromkeys(_size(used) for used in dose.containers if is_other_drug or used.ndc is None))
    is_otherwise = any(finding.rule in _OPENED_OTHERWISE for finding in dose.calculation.findings)
    return {
        "container": sizes if is_other_drug else "",
        "sizes": "" if is_other_drug else sizes,
        "ticked": " ".join(sorted({used.ndc for used in dose.containers if used.ndc is not None})),
        "opened": _BETWEEN.join(_counted(dose.containers)) if is_otherwise else "",
        "given": "" if balance.given == balance.ordered else exact_amount(balance.given),
        "is_multi_dose": "" if balance.kept.is_zero else YES,
    }


def _size(used: ContainerUsed) -> str:
    volume = "" if used.volume is None else f" in {exact_amount(used.volume)}"
    return f"{exact_amount(used.content)}{volume}"


def _counted(containers: Iterable[ContainerUsed]) -> Iterator[str]:
    counts: dict[str, int] = {}
    for used in containers:
        counts[_size(used)] = counts.get(_size(used), 0) + used.count
    return (f"{count} x {size}" for size, count in counts.items())


def _chart(dose: Administration) -> dict[str, str]:
    seen = dose.observation
    minutes = None if seen is None else seen.minutes
    return {
        "started_at": _time(dose.started_at),
        "stopped_at": _time(dose.stopped_at),
        "body_site": dose.body_site or "",
        "source": "" if dose.source is None else dose.source.value,
        "authorization": dose.authorization_number or "",
        "observed_minutes": "" if minutes is None else str(minutes),
        "reaction": (None if seen is None else seen.reaction) or "",
        "note": (None if seen is None else seen.note) or "",
        "opened_reason": dose.opened_reason or "",
        "late_reason": dose.late_reason or "",
        "stopped_early_reason": dose.stopped_early_reason or "",
    }


def _discard(dose: Administration) -> dict[str, str]:
    discard = dose.discard
    if discard is None:
        return {}
    return {
        "discard_reason": discard.reason,
        "discard_method": discard.method,
        "unwitnessed_reason": discard.unwitnessed_reason or "",
    }


def _time(moment: datetime | None) -> str:
    return "" if moment is None else write_time(moment)

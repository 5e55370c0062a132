"""What the Sign page can begin with: what is on file and is seen before it is signed. Never a confirmation or a lot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.domain.quantities import DosePerWeight
from j3032calc.wording.writing import exact_amount, write_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.domain.history import PatientLog
    from j3032calc.domain.order import Order


def chart_of_last_time(log: PatientLog, order: Order | None) -> dict[str, str]:
    """Give how the last dose of the ordered drug was come by and discarded, and the day of the weight on file.

    ``weight_on_file`` and ``weighed_on_file`` keep which weight that day belongs to.
    """
    if order is None:
        return {}
    entered: dict[str, str] = {}
    weights = log.patient.weights
    if weights and isinstance(order.dose, DosePerWeight):
        day = write_date(weights[-1].on)
        entered |= {"weight_on_file": exact_amount(weights[-1].amount), "weighed_on_file": day, "weighed_on": day}
    standing = (one.dose for one in log.doses if not one.is_voided and one.dose.drug.key == order.drug.key)
    last = max(standing, key=lambda dose: dose.given_on, default=None)
    if last is not None and last.source is not None:
        entered["source"] = last.source.value
    if last is not None and last.discard is not None:
        entered |= {"discard_reason": last.discard.reason, "discard_method": last.discard.method}
    return entered


def is_day_of_other_weight(entered: Mapping[str, str]) -> bool:
    """Whether another weight was entered, and the day of the one on file still stands beside it."""
    on_file = entered.get("weight_on_file", "")
    is_its_day = entered.get("weighed_on") == entered.get("weighed_on_file")
    return bool(on_file) and entered.get("weight") != on_file and is_its_day

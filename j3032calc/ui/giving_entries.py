"""The Give page's entries for a patient: what is safe to fill in beforehand, and how a draft keeps them as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from j3032calc.ui.answering import Entries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from j3032calc.domain.history import PatientLog
    from j3032calc.domain.order import Order
    from j3032calc.services.services import Services

_TICKED: Final = "ticked"
_BETWEEN: Final = " "
_YES: Final = "yes"
_FLAGS: Final = ("is_other_drug", "is_multi_dose")


def entries_for(log: PatientLog, order: Order | None, services: Services) -> Entries:
    """Give what is safe to fill in: product, dose, schedule and payer by the order, weight and number by the log."""
    from j3032calc.domain.quantities import DosePerWeight
    from j3032calc.wording.writing import exact_amount, write_date, write_interval

    standing = [history.dose for history in log.doses if not history.is_voided]
    last = max(standing, key=lambda dose: dose.given_on, default=None)
    today = write_date(services.today)
    payer = log.patient.coverages[0].payer_id if log.patient.coverages else ""
    known = payer if payer in {profile.id for profile in services.catalogue.payers} else ""
    if order is None:
        return Entries(given_on=today, payer=known, product=(last.drug.product_id or "") if last else "")
    is_per_kg = isinstance(order.dose, DosePerWeight)
    dose = (
        f"{exact_amount(order.dose.per_kg)}/kg" if isinstance(order.dose, DosePerWeight) else exact_amount(order.dose)
    )
    number = 1 + sum(dose.drug.key == order.drug.key for dose in standing)
    return Entries(
        product=services.name_now(order.drug) if order.drug.product_id else "",
        dose=dose,
        weight=exact_amount(log.patient.weights[-1].amount) if is_per_kg and log.patient.weights else "",
        given_on=today,
        dose_number=str(number),
        every="" if order.interval is None else write_interval(order.interval).removeprefix("every "),
        schedule=order.schedule_id or "",
        payer=known,
    )


def authorization_for(log: PatientLog, order: Order | None, today: date) -> str:
    """Give the number of the one authorization of the first payer for the ordered drug; empty where there are more."""
    from j3032calc.domain.order import only_fitting

    if order is None or not log.patient.coverages:
        return ""
    found = only_fitting(log.authorizations, log.patient.coverages[0].payer_id, order.drug, today)
    return "" if found is None else found.number


def as_texts(entries: Entries) -> dict[str, str]:
    """Give the form as texts, as a draft keeps them."""
    texts = {name: value for name, value in entries._asdict().items() if isinstance(value, str)}
    flags = {name: _YES if getattr(entries, name) else "" for name in _FLAGS}
    return texts | flags | {_TICKED: "" if entries.ticked is None else _BETWEEN.join(sorted(entries.ticked))}


def as_entries(entered: Mapping[str, str]) -> Entries:
    """Give the form from the texts of a draft."""
    kept: dict[str, Any] = {name: entered[name] for name in Entries._fields if name in entered}
    kept |= {name: entered.get(name) == _YES for name in _FLAGS}
    kept[_TICKED] = frozenset(entered.get(_TICKED, "").split(_BETWEEN)) if entered.get(_TICKED) else None
    return Entries(**kept)

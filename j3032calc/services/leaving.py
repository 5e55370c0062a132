"""What an export needs, gathered from the log: a patient's record for a bundle, doses with what their claims need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.claim import Chargeable
from j3032calc.domain.entries import Kind
from j3032calc.domain.history import dose_history, gather
from j3032calc.domain.order import Charge, Order
from j3032calc.domain.problems.charting import NotInLog
from j3032calc.domain.site import Site
from j3032calc.exports.fhir import PatientRecord
from j3032calc.services.accounts import site_of
from j3032calc.services.patients import patient_of
from j3032calc.wording.log_words import NOT_RECORDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from j3032calc.services.ports import Log, Progress

_CHARGES: Final = (Kind.CHARGE_SET,)


def billing_site(log: Log) -> Site:
    """Give the site as it is now; one without anything where nobody has entered it."""
    return site_of(log) or Site(name=NOT_RECORDED)


def patient_record(log: Log, patient_id: str) -> PatientRecord:
    """Give one patient's record with every version of each dose.

    Raises:
        NotInLog: there is no such patient.
    """
    found = gather(log.of_patient(patient_id))
    return PatientRecord(
        patient=found.patient,
        orders=found.orders,
        doses=tuple(tuple(version.entry for version in history.versions) for history in found.doses),
        charges=_charges(log),
        site=billing_site(log),
    )


def chargeable_doses(log: Log, dose_ids: Sequence[str], progress: Progress | None = None) -> tuple[Chargeable, ...]:
    """Give doses with their patients, orders and the site's charges, as they are now.

    Args:
        log: the log.
        dose_ids: the doses.
        progress: told how many of how many are gathered; what it raises stops the work.

    Raises:
        NotInLog: there is no such dose.
    """
    charges, gathered = _charges(log), []
    for done, dose_id in enumerate(dose_ids, start=1):
        gathered.append(_chargeable(log, dose_id, charges))
        if progress is not None:
            progress(done, len(dose_ids))
    return tuple(gathered)


def _chargeable(log: Log, dose_id: str, charges: tuple[Charge, ...]) -> Chargeable:
    history = dose_history(log.versions(dose_id))
    if history is None:
        raise NotInLog("dose")
    ordered = None if history.dose.order_id is None else log.latest(history.dose.order_id)
    order = ordered.body if ordered is not None and isinstance(ordered.body, Order) else None
    return Chargeable(
        dose=history.dose,
        patient=patient_of(log, history.dose.patient_id),
        order=order,
        charges=charges,
        is_voided=history.is_voided,
    )


def _charges(log: Log) -> tuple[Charge, ...]:
    return tuple(entry.body for entry in log.latest_of(_CHARGES) if isinstance(entry.body, Charge))

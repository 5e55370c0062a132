"""A patient's record, or one dose of it, as a FHIR R4 bundle (4.0.1).

Plain data and our own exact JSON, not a library's classes: fhir.resources takes a sixth of a second to import for each
kind of resource, 39 MB, and accepts a status that does not exist. The tests read every bundle with it all the same,
and with a second validator. What it leaves out and assumes: ``wording.leaving``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from j3032calc.domain.administration import Administration
from j3032calc.domain.claim import Chargeable
from j3032calc.domain.entries import Entry, Kind
from j3032calc.exports import fhir_care as care
from j3032calc.exports import fhir_claim
from j3032calc.exports import fhir_values as fhir
from j3032calc.exports.exact_json import exact_json
from j3032calc.exports.fhir_values import Data, filled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from j3032calc.domain.order import Charge, Order
    from j3032calc.domain.patient import Patient
    from j3032calc.domain.site import Site


_ACTIVITY: Final = {Kind.DOSE_RECORDED: "CREATE", Kind.DOSE_AMENDED: "UPDATE", Kind.DOSE_VOIDED: "NULLIFY"}
# The label of HL7 for data of nobody.
_TEST: Final = {
    "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
    "code": "HTEST",
    "display": "test health data",
}


@dataclass(frozen=True, slots=True)
class PatientRecord:
    """One patient with everything that a bundle is made from. ``doses`` holds the versions of each dose, oldest first.

    A dose may be of an order that is not here; then the order is left out.
    """

    patient: Patient
    orders: tuple[Order, ...]
    doses: tuple[tuple[Entry, ...], ...]
    charges: tuple[Charge, ...]
    site: Site


def bundle(
    record: PatientRecord, made: datetime, *, only_doses: Collection[str] | None = None, is_test: bool = False
) -> str:
    """Give the bundle as JSON text.

    Args:
        record: the patient's record.
        made: when the file is made.
        only_doses: the ids of the doses to write, each with its order; every dose and order without it.
        is_test: whether nobody in it is real, which each reader is told.
    """
    chosen = [versions for versions in record.doses if only_doses is None or versions[-1].subject in only_doses]
    wanted_orders = {_dose(versions[-1]).order_id for versions in chosen}
    orders = [order for order in record.orders if only_doses is None or order.id in wanted_orders]
    resources: dict[tuple[object, object, object], Data] = {}
    for resource in _resources(record, orders, chosen, made):
        version = resource.get("meta", {"versionId": None})
        resources.setdefault((resource["resourceType"], resource["id"], str(version)), resource)
    return exact_json(
        filled(
            resourceType="Bundle",
            meta={"security": [_TEST]} if is_test else None,
            type="collection",
            timestamp=fhir.moment(made),
            entry=[fhir.entry(resource) for resource in resources.values()],
        )
    )


def _resources(
    record: PatientRecord, orders: Sequence[Order], doses: Sequence[Sequence[Entry]], made: datetime
) -> Iterator[Data]:
    yield care.patient(record.patient)
    yield fhir_claim.organization(record.site)
    for order in orders:
        yield care.prescriber(order)
        yield care.medication_request(order)
    for versions in doses:
        yield from _dose_resources(record, versions, {order.id: order for order in orders}, made)


def _dose_resources(
    record: PatientRecord, versions: Sequence[Entry], orders: dict[str, Order], made: datetime
) -> Iterator[Data]:
    newest = versions[-1]
    for number, entry in enumerate(versions, start=1):
        yield from care.medications(_dose(entry), number)
        yield from care.signers(_dose(entry))
        yield care.administration(entry, _dose(entry), number)
        yield _provenance(entry, number)
    dose = _dose(newest)
    chargeable = Chargeable(
        dose=dose,
        patient=record.patient,
        order=orders.get(dose.order_id or ""),
        charges=record.charges,
        is_voided=newest.kind is Kind.DOSE_VOIDED,
    )
    yield from fhir_claim.claims(record.site, chargeable, made)


def _dose(entry: Entry) -> Administration:
    assert isinstance(entry.body, Administration)  # noqa: S101 - the log gives the versions of doses only
    return entry.body


def _provenance(entry: Entry, version: int) -> Data:
    """Give who wrote one version of a dose, when and why, and its place in the log's hash chain."""
    dose = _dose(entry)
    agents = [
        {"type": {"text": signature.meaning.value}, "who": fhir.reference("Practitioner", signature.account_id)}
        for signature in care.signatures(dose)
    ]
    author = filled(type=fhir.coded(f"{fhir.TERMS}/provenance-participant-type", "author"), who=_account(entry.by))
    fingerprint = fhir.extension(f"{fhir.OUR_EXTENSION}/fingerprint", valueString=entry.fingerprint)
    return filled(
        resourceType="Provenance",
        id=fhir.fhir_id(f"{dose.id}-v{version}"),
        extension=[fingerprint],
        target=[{"reference": f"MedicationAdministration/{fhir.fhir_id(dose.id)}/_history/{version}"}],
        recorded=fhir.moment(entry.at),
        reason=[{"text": reason}] if (reason := fhir.string(entry.reason)) else None,
        activity=fhir.coded(f"{fhir.TERMS}/v3-DataOperation", _ACTIVITY[entry.kind]),
        agent=[*([author] if entry.by else []), *agents],
    )


def _account(own_id: str | None) -> Data:
    return {"identifier": {"system": f"{fhir.BASE}/account", "value": own_id}}

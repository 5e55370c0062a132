"""Patient, order, drug and administration as FHIR R4 resources.

No standard has a place for the discard (RULES 2), so MedicationAdministration carries it in two extensions of ours and
once more in words, as a note:

``balance``: ordered, opened, given, discarded, kept, notInfused, each a valueQuantity.
``discard``: reason, method (valueString), at (valueDateTime), isNotShared (valueBoolean), confirmedBy and witness
(valueReference).

An order has two of its own: ``signedOn`` (valueDate), and ``rounding`` with ``way`` (valueString) and ``step``
(valueQuantity). ``fhir_extensions`` describes all of them to other programs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.entries import Kind
from j3032calc.domain.patient import Sex
from j3032calc.domain.quantities import DosePerWeight
from j3032calc.exports import fhir_values as fhir
from j3032calc.exports.fhir_values import Data, filled
from j3032calc.wording.writing import write_amount, write_dose_per_weight, write_interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.domain.administration import Administration, ContainerUsed
    from j3032calc.domain.entries import Entry
    from j3032calc.domain.order import Order
    from j3032calc.domain.patient import Patient
    from j3032calc.domain.people import Signature
    from j3032calc.domain.schedule import Interval

_GENDER: Final = {Sex.FEMALE: "female", Sex.MALE: "male", Sex.OTHER: "other", Sex.UNKNOWN: "unknown"}
_DAYS_A_WEEK: Final = 7
_STOPPED: Final = "stopped"


def patient(person: Patient) -> Data:
    """Give the patient with record number, names, birth date, sex and address."""
    return filled(
        resourceType="Patient",
        id=fhir.fhir_id(person.id),
        identifier=[
            filled(type=fhir.coded(f"{fhir.TERMS}/v2-0203", "MR"), value=fhir.string(person.identifier)),
        ],
        name=[filled(use="official", family=fhir.string(person.family), given=_one(person.given))],
        gender=_GENDER[person.sex],
        birthDate=fhir.moment(person.born),
        address=fhir.address(person.address),
    )


def _one(text: str) -> list[str]:
    said = fhir.string(text)
    return [] if said is None else [said]


def practitioner(own_id: str, name: str, credential: str, npi: str | None = None) -> Data:
    """Give a person who ordered or signed."""
    return filled(
        resourceType="Practitioner",
        id=fhir.fhir_id(own_id),
        identifier=[{"system": fhir.NPI, "value": npi}] if npi else None,
        name=[filled(text=fhir.string(name), suffix=_one(credential))],
    )


def prescriber(order: Order) -> Data:
    """Give the person who ordered."""
    return practitioner(f"{order.id}-by", order.prescriber.name, order.prescriber.credential, order.prescriber.npi)


def medication_request(order: Order) -> Data:
    """Give an order: active, or stopped with the reason."""
    expires = filled(start=fhir.moment(order.starts_on), end=fhir.moment(order.expires_on))
    return filled(
        resourceType="MedicationRequest",
        id=fhir.fhir_id(order.id),
        extension=list(_order_extensions(order)),
        status="active" if order.is_active else _STOPPED,
        statusReason=fhir.words(order.end_reason),
        intent="order",
        medicationCodeableConcept=drug(order.drug.hcpcs, order.drug.name),
        subject=fhir.reference("Patient", order.patient_id),
        authoredOn=fhir.moment(order.ordered_on),
        requester=fhir.reference("Practitioner", f"{order.id}-by"),
        reasonCode=[*_reasons(order.diagnoses), *_texts(order.indication)],
        note=[{"text": text} for text in _order_notes(order)],
        dosageInstruction=[_instruction(order)],
        dispenseRequest=filled(validityPeriod=expires),
    )


def drug(hcpcs: str | None, name: str) -> Data:
    """Give a drug by its name, with its HCPCS code where it has one."""
    return fhir.coded(fhir.HCPCS, hcpcs, name) if hcpcs else filled(text=fhir.string(name))


def _reasons(diagnoses: tuple[str, ...]) -> list[Data]:
    return [fhir.coded(fhir.ICD10, code) for code in diagnoses]


def _texts(text: str | None) -> list[Data]:
    said = fhir.words(text)
    return [] if said is None else [said]


def _order_notes(order: Order) -> Iterator[str]:
    if order.signed_on is None:
        yield "Not signed by the prescriber."
    else:
        yield f"Signed by the prescriber on {order.signed_on.isoformat()}."
    if order.rounding is not None:
        yield f"Round the dose {order.rounding.way} {write_amount(order.rounding.step)}."


def _order_extensions(order: Order) -> Iterator[Data]:
    if order.signed_on is not None:
        yield fhir.extension(f"{fhir.OUR_EXTENSION}/signedOn", valueDate=fhir.moment(order.signed_on))
    if order.rounding is not None:
        parts = [
            fhir.extension("way", valueString=order.rounding.way.value),
            fhir.extension("step", valueQuantity=fhir.quantity(order.rounding.step)),
        ]
        yield fhir.extension(f"{fhir.OUR_EXTENSION}/rounding", extension=parts)


def _instruction(order: Order) -> Data:
    dose = order.dose
    if isinstance(dose, DosePerWeight):
        said, amount = write_dose_per_weight(dose), fhir.quantity_per_kg(dose.per_kg)
    else:
        said, amount = write_amount(dose), fhir.quantity(dose)
    interval = f", {write_interval(order.interval)}" if order.interval else ""
    return filled(
        text=f"{said}{interval}",
        timing={"repeat": _repeat(order.interval)} if order.interval else None,
        route=fhir.words(order.route),
        doseAndRate=[{"doseQuantity": amount}],
    )


def _repeat(interval: Interval) -> Data:
    if interval.months:
        return {"frequency": 1, "period": interval.months, "periodUnit": "mo"}
    if interval.days % _DAYS_A_WEEK == 0:
        return {"frequency": 1, "period": interval.days // _DAYS_A_WEEK, "periodUnit": "wk"}
    return {"frequency": 1, "period": interval.days, "periodUnit": "d"}


def medications(dose: Administration, version: int) -> Iterator[Data]:
    """Give what a version of a dose was made from: a drug, or a mixture of containers; with NDC, lot and expiry."""
    used = dose.containers
    if len(used) == 1:
        yield _container(_drug_id(dose, version), dose, used[0])
        return
    parts = [f"{_drug_id(dose, version)}-{place}" for place in range(1, len(used) + 1)]
    yield filled(
        resourceType="Medication",
        id=fhir.fhir_id(_drug_id(dose, version)),
        code=drug(dose.drug.hcpcs, dose.drug.name),
        ingredient=[{"itemReference": fhir.reference("Medication", part)} for part in parts],
    )
    for part, container in zip(parts, used, strict=True):
        yield _container(part, dose, container)


def _drug_id(dose: Administration, version: int) -> str:
    return f"{dose.id}-v{version}-drug"


def _container(own_id: str, dose: Administration, container: ContainerUsed) -> Data:
    name = dose.drug.name
    code = fhir.coded(fhir.NDC, container.ndc, name) if container.ndc else drug(dose.drug.hcpcs, name)
    return filled(
        resourceType="Medication",
        id=fhir.fhir_id(own_id),
        code=code,
        form=fhir.words(container.form),
        amount={
            "numerator": fhir.quantity(container.content * container.count),
            "denominator": {"value": container.count, "unit": "container"},
        },
        batch=filled(lotNumber=fhir.string(container.lot), expirationDate=fhir.moment(container.expiry)),
    )


def administration(entry: Entry, dose: Administration, version: int) -> Data:
    """Give one version of a dose; a voided one is entered in error."""
    return filled(
        resourceType="MedicationAdministration",
        id=fhir.fhir_id(dose.id),
        meta={"versionId": str(version), "lastUpdated": fhir.moment(entry.at)},
        extension=list(_extensions(dose)),
        status=_status(entry, dose),
        statusReason=_texts(dose.stopped_early_reason),
        medicationReference=fhir.reference("Medication", _drug_id(dose, version)),
        subject=fhir.reference("Patient", dose.patient_id),
        **_effective(dose),
        performer=[{"actor": fhir.reference("Practitioner", dose.given.account_id)}],
        reasonCode=_reasons(dose.diagnoses),
        request=fhir.reference("MedicationRequest", dose.order_id) if dose.order_id else None,
        note=[{"text": text} for text in filter(None, map(fhir.string, _notes(dose)))],
        dosage=filled(
            text=write_amount(dose.balance.given),
            site=fhir.words(dose.body_site),
            route=fhir.words(dose.route),
            dose=fhir.quantity(dose.balance.given),
        ),
    )


def _status(entry: Entry, dose: Administration) -> str:
    if entry.kind is Kind.DOSE_VOIDED:
        return "entered-in-error"
    return _STOPPED if dose.stopped_early_reason else "completed"


def _effective(dose: Administration) -> Data:
    if dose.started_at is None:
        return {"effectiveDateTime": fhir.moment(dose.given_on)}
    return {"effectivePeriod": filled(start=fhir.moment(dose.started_at), end=fhir.moment(dose.stopped_at))}


def _extensions(dose: Administration) -> Iterator[Data]:
    balance = dose.balance
    amounts = {
        "ordered": balance.ordered,
        "opened": balance.opened,
        "given": balance.given,
        "discarded": balance.discarded,
        "kept": balance.kept,
        "notInfused": balance.not_infused,
    }
    parts = [fhir.extension(name, valueQuantity=fhir.quantity(amount)) for name, amount in amounts.items()]
    yield fhir.extension(f"{fhir.OUR_EXTENSION}/balance", extension=parts)
    discard = dose.discard
    if discard is not None:
        said = (("reason", fhir.string(discard.reason)), ("method", fhir.string(discard.method)))
        people = (("confirmedBy", discard.confirmed), ("witness", discard.witness))
        yield fhir.extension(
            f"{fhir.OUR_EXTENSION}/discard",
            extension=[
                *(fhir.extension(name, valueString=text) for name, text in said if text),
                fhir.extension("at", valueDateTime=fhir.moment(discard.at)),
                fhir.extension("isNotShared", valueBoolean=discard.is_not_shared),
                *(
                    fhir.extension(name, valueReference=fhir.reference("Practitioner", person.account_id))
                    for name, person in people
                    if person is not None
                ),
            ],
        )


def _notes(dose: Administration) -> Iterator[str]:
    balance, discard = dose.balance, dose.discard
    if not balance.discarded.is_zero:
        yield f"Discarded {write_amount(balance.discarded)} of {write_amount(balance.opened)} opened."
    if discard is not None:
        witness = f", witness {_who(discard.witness)}" if discard.witness else ""
        shared = " Not given to any other patient." if discard.is_not_shared else ""
        yield f"Discard: {discard.reason}; {discard.method}; confirmed by {_who(discard.confirmed)}{witness}.{shared}"
    if dose.calculation.site_override is not None:
        yield f"Site override: {dose.calculation.site_override}"
    if dose.late_reason is not None:
        yield f"Late entry: {dose.late_reason}"
    observation = dose.observation
    if observation is not None:
        yield from (f"Observation: {said}" for said in (observation.reaction, observation.note) if said)


def _who(signature: Signature) -> str:
    return f"{signature.name}, {signature.credential}"


def signatures(dose: Administration) -> tuple[Signature, ...]:
    """Give every signature of one version: of the dose, of its discard, and of who changed it."""
    discard = dose.discard
    found = (dose.given, discard.confirmed if discard else None, discard.witness if discard else None, dose.changed)
    return tuple(signature for signature in found if signature is not None)


def signers(dose: Administration) -> Iterator[Data]:
    """Give everybody who signed one version."""
    for signature in signatures(dose):
        yield practitioner(signature.account_id, signature.name, signature.credential)

"""Patients and orders from FHIR: our own export comes back; what would change an order's meaning is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from j3032calc.domain.order import DrugRef, Order, Prescriber, Rounding, RoundingWay
from j3032calc.domain.patient import Address, Patient, Sex
from j3032calc.domain.problems import Problem, charting, product, typed
from j3032calc.domain.problems.importing import CellUnreadable, ImportUnreadable
from j3032calc.domain.quantities import Activity, DosePerWeight, Volume
from j3032calc.domain.schedule import Interval
from j3032calc.exports.fhir import PatientRecord, bundle
from j3032calc.imports.fhir import read_fhir
from tests.exchanged import DAY, NOW, mg, order, patient, site
from tests.unit.services.small_catalogue import CATALOGUE

if TYPE_CHECKING:
    from j3032calc.domain.importing import Incoming

MR = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"}]}
ADA: dict[str, Any] = {
    "resourceType": "Patient",
    "id": "ada",
    "identifier": [{"type": MR, "value": "12-345"}],
    "name": [{"use": "official", "family": "Moss", "given": ["Ada", "Ruth"]}],
    "gender": "female",
    "birthDate": "1980-02-03",
}
QUANTITY = {"value": 210, "system": "http://unitsofmeasure.org", "code": "mg"}
REQUEST: dict[str, Any] = {
    "resourceType": "MedicationRequest",
    "id": "r",
    "status": "active",
    "intent": "order",
    "medicationCodeableConcept": {"text": "Tezspire"},
    "subject": {"reference": "Patient/ada"},
    "authoredOn": "2026-11-01T08:00:00Z",
    "requester": {"display": "Dr. Ana Ruiz"},
    "dosageInstruction": [{"doseAndRate": [{"doseQuantity": QUANTITY}]}],
}


def read(*resources: dict[str, Any]) -> tuple[Incoming, ...]:
    entries = [{"resource": resource} for resource in resources]
    return read_fhir(json.dumps({"resourceType": "Bundle", "entry": entries}).encode(), CATALOGUE, DAY)


def read_order(**changed: Any) -> Order:  # noqa: ANN401 - JSON
    _, found = read(ADA, REQUEST | changed)
    assert found.problem is None, found.problem
    assert found.order is not None
    return found.order


def problem_of(*resources: dict[str, Any]) -> Problem | None:
    return read(*resources)[-1].problem


def with_dose(**quantity: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON
    return [{"doseAndRate": [{"doseQuantity": QUANTITY | quantity}]}]


def with_timing(**repeat: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON
    whole = {"frequency": 1, "period": 4, "periodUnit": "wk"}
    return [{"timing": {"repeat": whole | repeat}, "doseAndRate": [{"doseQuantity": QUANTITY}]}]


# --- Round trip ---

COMING_BACK = [
    pytest.param(order(), id="dose-per-kg"),
    pytest.param(order(dose=mg("217.2"), interval=Interval(months=3), signed_on=None, expires_on=None), id="months"),
    pytest.param(order(interval=Interval(days=30), starts_on=date(2026, 10, 2), indication="asthma"), id="days"),
    pytest.param(
        order(
            drug=DrugRef(product_id=None, name="Otherdrug", hcpcs="J1745"),
            dose=Activity.of_drug(155, "J1745"),
            interval=None,
            route=None,
            diagnoses=(),
        ),
        id="typed-drug",
    ),
    pytest.param(
        order(drug=DrugRef(product_id=None, name="Otherdrug"), dose=Volume.of(Fraction("1.5"), "mL")), id="mL"
    ),
    pytest.param(order(dose=mg(210), rounding=Rounding(way=RoundingWay.UP, step=mg(10))), id="rounding"),
    pytest.param(order(end_reason="another drug"), id="ended"),
    pytest.param(order(prescriber=Prescriber(name="Ira Holloway", credential="")), id="bare-prescriber"),
]


def exported(person: Patient, *orders: Order) -> bytes:
    record = PatientRecord(patient=person, orders=orders, doses=(), charges=(), site=site())
    return bundle(record, NOW).encode()


@pytest.mark.parametrize("written", COMING_BACK)
def test_what_was_exported_comes_back_as_it_was(written: Order) -> None:
    person = patient(weights=(), allergies=None, coverages=())
    read_back = read_fhir(exported(person, written), CATALOGUE, DAY)
    kept = [incoming for incoming in read_back if not incoming.is_left_out]

    assert [incoming.problem for incoming in kept] == [None, None]
    assert [incoming.patient for incoming in kept] == [replace(person, id="")] * 2
    assert kept[1].order == replace(written, id="", patient_id="")


def test_an_export_of_what_was_read_is_the_same_text() -> None:
    person = patient(weights=(), allergies=None, coverages=())
    text = exported(person, order())
    kept = [incoming for incoming in read_fhir(text, CATALOGUE, DAY) if not incoming.is_left_out]
    assert kept[0].patient is not None
    assert kept[1].order is not None

    again = exported(
        replace(kept[0].patient, id=person.id), replace(kept[1].order, id=order().id, patient_id=person.id)
    )

    assert again == text


# --- Patients ---


def test_a_patient_alone_is_read() -> None:
    (found,) = read_fhir(json.dumps(ADA).encode(), CATALOGUE, DAY)

    assert found.patient == Patient(
        id="", identifier="12-345", family="Moss", given="Ada Ruth", born=date(1980, 2, 3), sex=Sex.FEMALE
    )


def test_the_official_name_is_taken_and_the_first_where_none_is() -> None:
    nick, official = {"use": "nickname", "family": "Mo"}, {"use": "official", "family": "Moss", "given": ["Ada"]}

    assert [read(ADA | {"name": names})[0].patient.family for names in ([nick, official], [nick])] == [  # type: ignore[union-attr]
        "Moss",
        "Mo",
    ]


def test_the_record_number_is_of_the_type_mr_or_the_only_one() -> None:
    other = {"value": "other"}

    assert read(ADA | {"identifier": [other, *ADA["identifier"]]})[0].patient.identifier == "12-345"  # type: ignore[union-attr]
    assert read(ADA | {"identifier": [other]})[0].patient.identifier == "other"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("place", "read_as"),
    [
        ({"line": ["3 Mill Lane", "Flat 2"], "city": "Kent", "state": "WA", "postalCode": "98030"}, True),
        ({"line": ["3 Mill Lane"], "city": "Kent", "state": "WA"}, False),
        ({"city": "Kent", "state": "WA", "postalCode": "98030"}, False),
    ],
)
def test_an_address_is_taken_whole_or_not_at_all(place: dict[str, object], *, read_as: bool) -> None:
    found = read(ADA | {"address": [place]})[0].patient
    assert found is not None

    whole = Address(street="3 Mill Lane, Flat 2", city="Kent", state="WA", postal_code="98030")
    assert found.address == (whole if read_as else None)


PATIENT_FAULTS = [
    pytest.param({"identifier": []}, CellUnreadable, id="no-record-number"),
    pytest.param({"identifier": [{"value": "1"}, {"value": "2"}]}, CellUnreadable, id="two-record-numbers"),
    pytest.param({"gender": "F"}, CellUnreadable, id="gender"),
    pytest.param({"gender": 1}, CellUnreadable, id="gender-number"),
    pytest.param({"birthDate": "1980"}, CellUnreadable, id="year-alone"),
    pytest.param({"birthDate": "02/03/1980"}, CellUnreadable, id="american-date"),
    pytest.param({"birthDate": "1980-02-31"}, CellUnreadable, id="no-such-day"),
    pytest.param({"birthDate": "1980-02-03x"}, CellUnreadable, id="more-than-a-day"),
    pytest.param({"birthDate": None}, typed.FieldMissing, id="no-birth-date"),
    pytest.param({"birthDate": "1880-02-03"}, charting.BirthDateOutOfRange, id="too-old"),
    pytest.param({"modifierExtension": [{}]}, CellUnreadable, id="modifier"),
    pytest.param({"implicitRules": "x"}, CellUnreadable, id="implicit-rules"),
    pytest.param({"name": [1]}, CellUnreadable, id="name"),
]


@pytest.mark.parametrize(("changed", "problem"), PATIENT_FAULTS)
def test_a_patient_that_cannot_be_used_says_why(changed: dict[str, object], problem: type[Problem]) -> None:
    assert isinstance(problem_of(ADA | changed), problem)


# --- Orders ---


def test_an_order_of_another_program_is_read() -> None:
    assert read_order() == Order(
        id="",
        patient_id="",
        drug=DrugRef(product_id="tezspire", name="tezepelumab-ekko (Tezspire)", hcpcs="J2356"),
        prescriber=Prescriber(name="Dr. Ana Ruiz", credential=""),
        dose=mg(210),
        ordered_on=date(2026, 11, 1),
    )


def test_the_prescriber_is_the_practitioner_of_the_bundle() -> None:
    practitioner = {
        "resourceType": "Practitioner",
        "id": "ana",
        "identifier": [{"value": "x"}, {"system": "http://hl7.org/fhir/sid/us-npi", "value": "1234567893"}],
        "name": [{"family": "Ruiz", "given": ["Ana"], "suffix": ["MD", "PhD"]}],
    }
    found = read(ADA, practitioner, REQUEST | {"requester": {"reference": "Practitioner/ana"}})[2].order

    assert found is not None
    assert found.prescriber == Prescriber(name="Ana Ruiz", credential="MD, PhD", npi="1234567893")


def test_a_reference_may_be_the_full_address() -> None:
    entries = [
        {"fullUrl": "urn:uuid:1", "resource": ADA},
        {"resource": REQUEST | {"subject": {"reference": "urn:uuid:1"}}},
    ]
    data = json.dumps({"resourceType": "Bundle", "entry": entries}).encode()

    assert read_fhir(data, CATALOGUE, DAY)[1].order is not None


def coded(code: str, text: str | None = None) -> dict[str, object]:
    coding = {"coding": [{"system": "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "code": code}]}
    return {"medicationCodeableConcept": coding | ({"text": text} if text else {})}


@pytest.mark.parametrize(
    ("changed", "drug"),
    [
        pytest.param(coded("J2356"), ("tezspire", "J2356"), id="code"),
        pytest.param(
            coded("J3032", "eptinezumab-jjmr (Vyepti)"), ("vyepti", "J3032"), id="disputed-code-with-its-name"
        ),
        pytest.param(coded("J2786", "RESLIZUMAB"), ("cinqair", "J2786"), id="generic-name"),
        pytest.param(coded("Q5154", "Omlyclo"), (None, "Q5154"), id="code-without-product"),
        pytest.param(coded("J1745", "Otherdrug"), (None, "J1745"), id="unknown-code"),
    ],
)
def test_a_drug_is_found_by_its_name_or_its_code(changed: dict[str, object], drug: tuple[str | None, str]) -> None:
    found = read_order(**changed).drug

    assert (found.product_id, found.hcpcs) == drug


def test_a_dose_per_kg_is_one() -> None:
    assert read_order(dosageInstruction=with_dose(value=3, code="mg/kg")).dose == DosePerWeight(mg(3))


ORDER_FAULTS = [
    pytest.param({"doNotPerform": True}, CellUnreadable, id="not-to-be-done"),
    pytest.param({"doNotPerform": "true"}, CellUnreadable, id="not-to-be-done-as-text"),
    pytest.param({"intent": "plan"}, CellUnreadable, id="plan"),
    pytest.param({"status": "draft"}, CellUnreadable, id="draft"),
    pytest.param({"status": "entered-in-error"}, CellUnreadable, id="entered-in-error"),
    pytest.param({"modifierExtension": [{"url": "x"}]}, CellUnreadable, id="modifier"),
    pytest.param({"subject": {"reference": "Patient/bo"}}, CellUnreadable, id="another-patient"),
    pytest.param({"subject": {}}, CellUnreadable, id="no-patient"),
    pytest.param({"subject": {"reference": "MedicationRequest/r"}}, CellUnreadable, id="no-person"),
    pytest.param({"authoredOn": None}, typed.FieldMissing, id="no-day"),
    pytest.param({"authoredOn": "11/01/2026"}, CellUnreadable, id="american-date"),
    pytest.param({"medicationCodeableConcept": {}}, typed.FieldMissing, id="no-drug"),
    pytest.param(coded("J3032"), product.CodeDisputed, id="disputed-code"),
    pytest.param(coded("J3032", "Tezspire"), CellUnreadable, id="code-of-another-drug"),
    pytest.param({"dosageInstruction": []}, CellUnreadable, id="no-dose"),
    pytest.param({"dosageInstruction": with_dose() * 2}, CellUnreadable, id="two-doses"),
    pytest.param({"dosageInstruction": [{"doseAndRate": []}]}, CellUnreadable, id="no-amount"),
    pytest.param({"dosageInstruction": [{"doseAndRate": [{"rateQuantity": {}}]}]}, CellUnreadable, id="rate"),
    pytest.param({"dosageInstruction": [with_dose()[0] | {"asNeededBoolean": True}]}, CellUnreadable, id="as-needed"),
    pytest.param({"dosageInstruction": [with_dose()[0] | {"modifierExtension": [{}]}]}, CellUnreadable, id="dosage"),
    pytest.param({"dosageInstruction": with_dose(value="210")}, CellUnreadable, id="dose-as-text"),
    pytest.param({"dosageInstruction": with_dose(value=0)}, CellUnreadable, id="dose-of-nothing"),
    pytest.param({"dosageInstruction": with_dose(value=-1)}, CellUnreadable, id="negative-dose"),
    pytest.param({"dosageInstruction": with_dose(comparator="<")}, CellUnreadable, id="comparator"),
    pytest.param({"dosageInstruction": with_dose(code="[iU]")}, CellUnreadable, id="international-units"),
    pytest.param({"dosageInstruction": with_dose(code="mL/kg")}, CellUnreadable, id="volume-per-kg"),
    pytest.param({"dosageInstruction": with_dose(system="x")}, CellUnreadable, id="other-units"),
    pytest.param({"dosageInstruction": with_dose(code=None)}, CellUnreadable, id="no-unit"),
    pytest.param({"dosageInstruction": with_timing(frequency=2)}, CellUnreadable, id="twice"),
    pytest.param({"dosageInstruction": with_timing(count=3)}, CellUnreadable, id="count"),
    pytest.param({"dosageInstruction": with_timing(period=1.5)}, CellUnreadable, id="part-of-a-week"),
    pytest.param({"dosageInstruction": with_timing(period=0)}, CellUnreadable, id="no-week"),
    pytest.param({"dosageInstruction": with_timing(period=1000)}, CellUnreadable, id="too-long"),
    pytest.param({"dosageInstruction": with_timing(periodUnit="h")}, CellUnreadable, id="hours"),
    pytest.param({"dosageInstruction": [with_dose()[0] | {"timing": {"event": ["x"]}}]}, CellUnreadable, id="event"),
    pytest.param(
        {"reasonCode": [{"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "asthma"}]}]},
        typed.DiagnosisUnreadable,
        id="diagnosis",
    ),
]


@pytest.mark.parametrize(("changed", "problem"), ORDER_FAULTS)
def test_an_order_that_is_not_read_without_guessing_is_refused(
    changed: dict[str, object], problem: type[Problem]
) -> None:
    assert isinstance(problem_of(ADA, REQUEST | changed), problem)


def test_reasons_in_other_codes_are_left_out() -> None:
    snomed = {"coding": [{"system": "http://snomed.info/sct", "code": "195967001"}, {"system": "icd-10"}]}

    assert read_order(reasonCode=[snomed]).diagnoses == ()


def rounding(**parts: object) -> dict[str, object]:
    url = "https://j3032calc.invalid/fhir/StructureDefinition/rounding"
    return {"extension": [{"url": url, "extension": [{"url": name} | part for name, part in parts.items()]}]}  # type: ignore[operator]


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({"way": {"valueString": "sideways"}, "step": {"valueQuantity": QUANTITY}}, id="way"),
        pytest.param({"step": {"valueQuantity": QUANTITY}}, id="no-way"),
        pytest.param({"way": {"valueString": "up to the next"}}, id="no-step"),
        pytest.param(
            {"way": {"valueString": "up to the next"}, "step": {"valueQuantity": QUANTITY | {"code": "mg/kg"}}},
            id="step-per-kg",
        ),
        pytest.param(
            {"way": {"valueString": "up to the next"}, "step": {"valueQuantity": QUANTITY | {"code": "mL"}}},
            id="step-in-volume",
        ),
    ],
)
def test_a_rounding_that_is_none_is_refused(parts: dict[str, object]) -> None:
    assert isinstance(problem_of(ADA, REQUEST | rounding(**parts)), CellUnreadable)


def test_an_ended_order_without_a_reason_was_stopped() -> None:
    assert read_order(status="stopped").end_reason == "stopped"


# --- Files ---


def test_other_resources_are_left_out_and_counted() -> None:
    found = read({"resourceType": "Observation"}, ADA, {})

    assert [(incoming.place, incoming.is_left_out) for incoming in found] == [(1, True), (2, False), (3, True)]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"{}", id="nothing"),
        pytest.param(b'{"resourceType": "Bundle"}', id="empty-bundle"),
        pytest.param(b'{"resourceType": "Observation"}', id="another-resource"),
    ],
)
def test_a_file_without_patient_and_order_is_refused(data: bytes) -> None:
    with pytest.raises(ImportUnreadable):
        read_fhir(data, CATALOGUE, DAY)


def test_a_bundle_of_another_shape_is_refused() -> None:
    with pytest.raises(CellUnreadable):
        read_fhir(b'{"resourceType": "Bundle", "entry": 1}', CATALOGUE, DAY)

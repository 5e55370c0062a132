"""Patients taken into the log, corrected, found and opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Kind
from j3032calc.domain.patient import Allergy, Coverage, Relation, Weight
from j3032calc.domain.problems.charting import (
    BirthDateOutOfRange,
    NothingChanged,
    NotInLog,
    PatientMaybeKnown,
    ReasonMissing,
    RecordNumberTaken,
)
from j3032calc.domain.problems.people import NotAllowed
from j3032calc.services.patients import MOST_FOUND, patient_of
from tests.clinic import of_kind
from tests.invented import TODAY, a_patient, an_authorization, kg
from tests.unit.services.ward import ARTHUR, BELLA

if TYPE_CHECKING:
    from tests.unit.services.ward import Ward


def test_a_patient_is_taken_into_the_log_and_found(ward: Ward) -> None:
    patient = ward.patients.add(a_patient())

    assert ward.patients.find("mos ad") == (patient,)
    assert patient_of(ward.session.log, patient.id) == patient
    added = of_kind(ward.session, Kind.PATIENT_ADDED)[0]
    assert (added.subject, added.patient_id, added.by) == (patient.id, patient.id, ward.session.account.id)


@pytest.mark.parametrize(
    "text", ["smi jo", "jo smi", "O'Brien", "obrien", "12-345", "123", "03-Feb-1980", "1980-02-03", "smi 2/3/80"]
)
def test_a_patient_is_found_by_what_people_type(ward: Ward, text: str) -> None:
    wanted = ward.admit(family="Smith O'Brien", given="Joan", born=date(1980, 2, 3), identifier="12-345")
    ward.admit(family="Keller", given="Max", born=date(1981, 2, 3), identifier="98-765")

    assert ward.patients.find(text) == (wanted,)


@pytest.mark.parametrize("text", ["", "--", "zz", "1975-01-01"])
def test_a_text_that_fits_nobody_finds_nobody(ward: Ward, text: str) -> None:
    ward.admit()

    assert ward.patients.find(text) == ()


def test_patients_are_found_by_name_and_only_so_many(ward: Ward) -> None:
    for number in range(MOST_FOUND + 1):
        ward.admit(family=f"Moss{chr(ord('a') + number % 26)}", given="Ada", identifier=f"{number:03}")

    found = ward.patients.find("moss")

    assert len(found) == MOST_FOUND
    assert [one.family for one in found] == sorted(one.family for one in found)


def test_the_same_record_number_is_refused_however_it_is_written(ward: Ward) -> None:
    ward.patients.add(a_patient(identifier="MRN 12-345"))

    with pytest.raises(RecordNumberTaken) as refused:
        ward.patients.add(a_patient(id="patient-2", identifier="mrn12345", family="Keller", born=date(1990, 1, 1)))

    assert refused.value.entered == "mrn12345"


def test_a_record_number_that_begins_like_another_is_free(ward: Ward) -> None:
    ward.patients.add(a_patient(identifier="1234"))

    second = ward.patients.add(a_patient(id="patient-2", identifier="123", family="Keller", born=date(1990, 1, 1)))

    assert patient_of(ward.session.log, second.id) == second


def test_a_patient_alike_is_looked_at_before_another_is_taken_in(ward: Ward) -> None:
    known = ward.patients.add(a_patient(family="Smith"))
    new = a_patient(id="patient-2", family="Smyth", identifier="77")

    with pytest.raises(PatientMaybeKnown):
        ward.patients.add(new)

    assert ward.patients.alike(new) == (known,)
    assert ward.patients.add(new, not_these=[known.id]) == new


def test_a_patient_born_on_that_day_with_another_name_is_not_alike(ward: Ward) -> None:
    ward.patients.add(a_patient())

    other = a_patient(id="patient-2", family="Keller", given="Max", identifier="77")

    assert ward.patients.add(other) == other


def test_a_patient_is_corrected_and_the_first_value_stays(ward: Ward) -> None:
    patient = ward.patients.add(a_patient())

    amended = ward.patients.amend(replace(patient, family="Moss-Lee"), " married ")

    assert ward.patients.find("lee") == (amended,)
    versions = ward.session.log.versions(patient.id)
    assert [(entry.kind, entry.reason) for entry in versions] == [
        (Kind.PATIENT_ADDED, None),
        (Kind.PATIENT_AMENDED, "married"),
    ]
    assert versions[0].body == patient


def test_a_correction_needs_a_reason_a_patient_and_a_change(ward: Ward) -> None:
    patient = ward.patients.add(a_patient())

    with pytest.raises(ReasonMissing):
        ward.patients.amend(replace(patient, family="Lee"), " ")
    with pytest.raises(NotInLog):
        ward.patients.amend(a_patient(id="nobody"), "a slip")
    with pytest.raises(NothingChanged):
        ward.patients.amend(patient, "a slip")
    with pytest.raises(BirthDateOutOfRange):
        ward.patients.amend(replace(patient, born=date(2026, 11, 24)), "a slip")


def test_a_corrected_patient_may_not_become_another(ward: Ward) -> None:
    patient = ward.patients.add(a_patient())
    other = ward.admit(family="Keller", given="Max", identifier="77")

    with pytest.raises(RecordNumberTaken):
        ward.patients.amend(replace(other, identifier="12345"), "a slip")
    with pytest.raises(PatientMaybeKnown):
        ward.patients.amend(replace(other, family="Moss", given="Ada"), "a slip")
    ward.patients.amend(replace(other, family="Moss", given="Ada"), "a slip", not_these=[patient.id])
    assert len(ward.patients.find("moss ada")) == 2


def test_weight_allergies_and_coverage_are_recorded_as_amendments(ward: Ward) -> None:
    patient = ward.patients.add(a_patient())
    ward.admit(family="Moss", identifier="a-twin")
    weight = Weight(amount=kg(62), on=TODAY)
    coverage = Coverage(payer_id="medicare-part-b", payer_name="Medicare", member_id="1A", relation=Relation.SELF)

    ward.patients.record_weight(patient.id, weight)
    ward.patients.record_allergies(patient.id, (Allergy(substance="latex"),))
    now = ward.patients.record_coverages(patient.id, (coverage,))

    assert (now.weights, now.allergies, now.coverages) == ((weight,), (Allergy(substance="latex"),), (coverage,))
    reasons = [entry.reason for entry in of_kind(ward.session, Kind.PATIENT_AMENDED)]
    assert reasons == ["Weight recorded", "Allergies recorded", "Coverage recorded"]


def test_no_allergy_is_another_answer_than_not_asked(ward: Ward) -> None:
    patient = ward.patients.add(a_patient())

    assert patient.allergies is None
    assert ward.patients.record_allergies(patient.id, ()).allergies == ()


def test_a_biller_records_coverage_and_nothing_else_of_a_patient(ward: Ward) -> None:
    patient = ward.patients.add(a_patient())
    ward.take_over(BELLA)

    with pytest.raises(NothingChanged):
        ward.patients.record_coverages(patient.id, ())
    with pytest.raises(NotAllowed):
        ward.patients.record_weight(patient.id, Weight(amount=kg(62), on=TODAY))


def test_that_a_patient_was_opened_is_in_the_log_before_anything_is_shown(ward: Ward) -> None:
    patient = ward.patients.add(a_patient())
    order = ward.prescribe(patient)
    dose = ward.give(patient)
    ward.take_over(BELLA)
    allowed = ward.authorizations.add(an_authorization(patient_id=patient.id))

    opened = ward.patients.open(patient.id)

    assert opened.patient == patient
    assert opened.orders == (order,)
    assert opened.authorizations == (allowed,)
    assert [history.dose for history in opened.doses] == [dose.body]
    assert (opened.entries[-1].kind, opened.entries[-1].by) == (Kind.PATIENT_READ, ward.session.account.id)


def test_nobody_is_opened_who_is_not_there(ward: Ward) -> None:
    with pytest.raises(NotInLog):
        ward.patients.open("nobody")
    with pytest.raises(NotInLog):
        ward.patients.open(ward.session.account.id)

    assert of_kind(ward.session, Kind.PATIENT_READ) == []


def test_an_auditor_reads_and_changes_nothing(ward: Ward) -> None:
    patient = ward.patients.add(a_patient())
    ward.take_over(ARTHUR)

    assert ward.patients.find("moss") == (patient,)
    with pytest.raises(NotAllowed):
        ward.patients.add(a_patient(id="patient-2"))
    with pytest.raises(NotAllowed):
        ward.patients.amend(patient, "a slip")
    with pytest.raises(NotAllowed):
        ward.patients.record_allergies(patient.id, ())
    with pytest.raises(NotAllowed):
        ward.patients.record_coverages(patient.id, ())


@pytest.mark.parametrize("number", ["12-345", "12345", " 12 345 ", "MRN12345", "mrn:12-345", "PT-12345", "ID 12345"])
def test_a_scanned_record_number_names_its_patient(ward: Ward, number: str) -> None:
    patient = ward.admit()

    assert ward.patients.of_number(number) == patient


@pytest.mark.parametrize("number", ["12-34", "12-3456", "-", "", "MRN", "MRN12-34", "X12-345", "MRNMRN12345"])
def test_a_number_of_nobody_names_nobody(ward: Ward, number: str) -> None:
    ward.admit()

    assert ward.patients.of_number(number) is None


def test_a_number_that_begins_like_a_prefix_is_taken_as_it_is_first(ward: Ward) -> None:
    own = ward.admit(identifier="PT77", family="Reed", given="Ben")
    ward.admit(identifier="77", family="Stone", given="Cy")

    assert ward.patients.of_number("PT77") == own


def test_no_biologics_elsewhere_is_an_answer_of_its_own(ward: Ward) -> None:
    patient = ward.admit()
    assert patient.other_biologics is None

    asked = ward.patients.record_biologics(patient.id, ())

    assert asked.other_biologics == ()
    assert ward.patients.open(patient.id).patient == asked

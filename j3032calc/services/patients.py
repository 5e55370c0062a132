"""Patients: taken into the log, corrected, found and opened."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from j3032calc.domain.alike import may_be_same
from j3032calc.domain.entries import Kind
from j3032calc.domain.history import gather
from j3032calc.domain.patient import Patient
from j3032calc.domain.people import Right
from j3032calc.domain.problems.charting import NothingChanged, NotInLog, PatientMaybeKnown, RecordNumberTaken
from j3032calc.domain.reasons import Why, need_reason
from j3032calc.domain.registering import checked_patient
from j3032calc.domain.search import PatientSearch, identifier_key, plain
from j3032calc.wording.log_words import ALLERGIES_RECORDED, BIOLOGICS_RECORDED, COVERAGE_RECORDED, WEIGHT_RECORDED
from j3032calc.wording.searching import read_search

if TYPE_CHECKING:
    from collections.abc import Collection

    from j3032calc.domain.history import PatientLog
    from j3032calc.domain.patient import Allergy, Coverage, OtherBiologic, Weight
    from j3032calc.services.ports import Log
    from j3032calc.services.session import Session

MOST_FOUND: Final = 50
# What stands before the number on wristbands; a name of the number, never a part of it.
_WRISTBAND: Final = re.compile(r"(?:MRN|PID|PATID|PT|ID)[:#=_ -]?(?=[0-9A-Z-])", re.IGNORECASE)
# Far more than are ever born on one day in one clinic's log.
_MOST_BORN_ON_A_DAY: Final = 5000


class Patients:
    """Works for one signed-in person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, text: str) -> tuple[Patient, ...]:
        """Find patients by what was typed, at most ``MOST_FOUND``, by name; a text that says nothing finds nobody."""
        self._session.need(Right.READ)
        log, today = self._session.log, self._session.clock.now().date()
        found = {
            patient.id: patient
            for search in read_search(text, today)
            for patient in log.find_patients(search, most=MOST_FOUND)
        }
        return tuple(sorted(list(found.values())[:MOST_FOUND], key=_by_name))

    def of_number(self, number: str) -> Patient | None:
        """Give the patient who has exactly this record number, as a wristband has it; ``None`` if nobody has.

        Wristbands often put ``MRN`` or the like before the number. A number that has those letters itself goes first.
        """
        self._session.need(Right.READ)
        for text in (number, _WRISTBAND.sub("", number.strip(), count=1)):
            key = identifier_key(text)
            search = PatientSearch(number=key, is_whole_number=True)
            found = self._session.log.find_patients(search, most=2) if key else ()
            if len(found) == 1:
                return found[0]
        return None

    def open(self, patient_id: str) -> PatientLog:
        """Read one patient's log; that it was read is in the log before anything is shown.

        Raises:
            NotInLog: there is no such patient.
        """
        self._session.need(Right.READ)
        patient_of(self._session.log, patient_id)
        self._session.note(Kind.PATIENT_READ, patient_id, patient_id=patient_id)
        return gather(self._session.log.of_patient(patient_id))

    def alike(self, patient: Patient) -> tuple[Patient, ...]:
        """Give the patients who may be the same person: born on that day, with nearly that name. May be empty."""
        self._session.need(Right.READ)
        born = self._session.log.find_patients(PatientSearch(born=patient.born), most=_MOST_BORN_ON_A_DAY)
        return tuple(one for one in born if one.id != patient.id and may_be_same(one, patient))

    def add(self, patient: Patient, *, not_these: Collection[str] = ()) -> Patient:
        """Take a new patient into the log.

        Args:
            patient: with a new id of the session.
            not_these: the ids of patients alike whom the person has looked at and found to be somebody else.

        Raises:
            RecordNumberTaken: another patient has the record number.
            PatientMaybeKnown: patients alike whom nobody has looked at.
            Problem: a field cannot be used.
        """
        self._session.need(Right.CHART)
        checked = self._checked(patient, not_these)
        self._write(Kind.PATIENT_ADDED, checked, None)
        return checked

    def amend(self, patient: Patient, reason: str, *, not_these: Collection[str] = ()) -> Patient:
        """Correct a patient: the whole new value under the same id; what was there before stays in the log.

        Raises:
            ReasonMissing: nobody has said why.
            NotInLog: there is no such patient.
            NothingChanged: it is what the log says already.
            Problem: as for ``add``.
        """
        self._session.need(Right.CHART)
        return self._amend(patient, need_reason(reason, Why.AMENDED), not_these)

    def record_weight(self, patient_id: str, weight: Weight) -> Patient:
        """Add a weight to a patient."""
        self._session.need(Right.CHART)
        patient = patient_of(self._session.log, patient_id)
        return self._amend_part(replace(patient, weights=(*patient.weights, weight)), WEIGHT_RECORDED)

    def record_allergies(self, patient_id: str, allergies: tuple[Allergy, ...]) -> Patient:
        """Replace what is known of a patient's allergies; none at all is "asked, and there is none"."""
        self._session.need(Right.CHART)
        patient = patient_of(self._session.log, patient_id)
        return self._amend_part(replace(patient, allergies=allergies), ALLERGIES_RECORDED)

    def record_biologics(self, patient_id: str, biologics: tuple[OtherBiologic, ...]) -> Patient:
        """Replace the biologics that a patient gets elsewhere; none at all is "asked, and there is none"."""
        self._session.need(Right.CHART)
        patient = patient_of(self._session.log, patient_id)
        return self._amend_part(replace(patient, other_biologics=biologics), BIOLOGICS_RECORDED)

    def record_coverages(self, patient_id: str, coverages: tuple[Coverage, ...]) -> Patient:
        """Replace who pays for a patient, the primary one first; a biller may do so too."""
        self._session.need(Right.BILL if self._session.may(Right.BILL) else Right.CHART)
        patient = patient_of(self._session.log, patient_id)
        return self._amend_part(replace(patient, coverages=coverages), COVERAGE_RECORDED)

    def _amend_part(self, patient: Patient, reason: str) -> Patient:
        """Amend what makes nobody another person."""
        return self._amend(patient, reason, tuple(one.id for one in self.alike(patient)))

    def _amend(self, patient: Patient, reason: str, not_these: Collection[str]) -> Patient:
        before = patient_of(self._session.log, patient.id)
        checked = self._checked(patient, not_these)
        if checked == before:
            raise NothingChanged
        self._write(Kind.PATIENT_AMENDED, checked, reason)
        return checked

    def _checked(self, patient: Patient, not_these: Collection[str]) -> Patient:
        checked = checked_patient(patient, self._session.clock.now().date())
        number = PatientSearch(number=identifier_key(checked.identifier), is_whole_number=True)
        if any(one.id != checked.id for one in self._session.log.find_patients(number, most=2)):
            raise RecordNumberTaken(checked.identifier)
        if any(one.id not in not_these for one in self.alike(checked)):
            raise PatientMaybeKnown
        return checked

    def _write(self, kind: Kind, patient: Patient, reason: str | None) -> None:
        entry = self._session.entry(kind, patient.id, patient, patient_id=patient.id, reason=reason)
        self._session.log.append([entry])


def patient_of(log: Log, patient_id: str) -> Patient:
    """Give one patient as they are now.

    Raises:
        NotInLog: there is no such patient.
    """
    entry = log.latest(patient_id)
    if entry is None or not isinstance(entry.body, Patient):
        raise NotInLog("patient")
    return entry.body


def _by_name(patient: Patient) -> tuple[str, str, str]:
    return plain(patient.family), plain(patient.given), patient.born.isoformat()

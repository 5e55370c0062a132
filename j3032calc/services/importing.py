"""Bringing patients, past doses and orders into the log: first what becomes of each row, then all of it or nothing.

A dose that is copied is marked as a late entry, says from which file, and carries the signature of who copied it: not
of who gave it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from j3032calc.domain.administration import Administration, CalculationShown
from j3032calc.domain.alike import may_be_same
from j3032calc.domain.charting import check_times
from j3032calc.domain.entries import Kind, Note
from j3032calc.domain.history import gather
from j3032calc.domain.importing import Fate, Preview, RowFate
from j3032calc.domain.ordering import checked_order
from j3032calc.domain.people import Meaning, Right
from j3032calc.domain.problems import Problem
from j3032calc.domain.problems.charting import OutOfOrder, PatientMaybeKnown
from j3032calc.domain.problems.importing import NothingToImport, OtherPersonsNumber, RowsRefused, RowTwice
from j3032calc.domain.registering import checked_patient
from j3032calc.domain.search import PatientSearch, identifier_key, plain
from j3032calc.imports.fhir import read_fhir
from j3032calc.imports.log_csv import read_log_csv
from j3032calc.services.site_catalogue import catalogue_of
from j3032calc.wording.importing import copied

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.entries import NewEntry
    from j3032calc.domain.history import PatientLog
    from j3032calc.domain.importing import Incoming, PastDose
    from j3032calc.domain.order import Order
    from j3032calc.domain.patient import Patient
    from j3032calc.domain.people import Signature
    from j3032calc.services.ports import Progress
    from j3032calc.services.session import Session

_MOST_BORN_ON_A_DAY: Final = 5000
# JSON begins with a brace; a table with the name of a column.
_BRACE: Final = b"{"
_SPACE: Final = b" \t\r\n\xef\xbb\xbf"


@dataclass(slots=True)
class _Plan:
    """What an import will write, as it grows row by row; ``catalogue`` is the site's as it stands.

    ``added`` finds a new patient by record number, ``born`` those of one birth date. ``items`` has every dose and order
    of the file, so that none is imported twice.
    """

    catalogue: Catalogue
    rows: list[RowFate] = field(default_factory=list)
    patients: list[Patient] = field(default_factory=list)
    doses: list[tuple[int, str, PastDose]] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    added: dict[str, Patient] = field(default_factory=dict)
    born: dict[date, list[Patient]] = field(default_factory=dict)
    logs: dict[str, PatientLog | None] = field(default_factory=dict)
    items: set[object] = field(default_factory=set)


class Importing:
    """Works for one signed-in person, with one edition of the catalogue and one version of the program."""

    def __init__(self, session: Session, shipped: Catalogue, *, app_version: str) -> None:
        self._session = session
        self._shipped = shipped
        self._app_version = app_version

    def preview(self, data: bytes, *, not_alike: Collection[int] = (), progress: Progress | None = None) -> Preview:
        """Say what an import would do with each row; nothing is written.

        Args:
            data: the file: a table with columns of the log's CSV export, or a FHIR bundle.
            not_alike: rows whose patient somebody has looked at and found to be another person than one in the log.
            progress: told how many rows of how many are done; what it raises stops the preview.

        Raises:
            NotAllowed: the person may not chart.
            Problem: the whole file cannot be used.
        """
        return Preview(tuple(self._plan(data, not_alike, progress).rows))

    def write(
        self,
        data: bytes,
        name: str,
        pin: str = "",
        *,
        not_alike: Collection[int] = (),
        progress: Progress | None = None,
    ) -> Preview:
        """Import a file: everything that is new in it, in one piece.

        Args:
            data: the file.
            name: its name, which the copied doses say.
            pin: of the person who copies; only doses are signed.
            not_alike: as for ``preview``.
            progress: as for ``preview``; until the last row it can stop the import, and then nothing is written.

        Raises:
            RowsRefused: a row cannot be used; nothing is written.
            NothingToImport: everything is in the log already.
            Problem: as for ``preview``, or the signature was refused.
        """
        plan = self._plan(data, not_alike, progress)
        done = Preview(tuple(plan.rows))
        if done.refused:
            raise RowsRefused(len(done.refused), done.refused[0].place)
        if not done.patients and not done.items:
            raise NothingToImport
        self._session.log.append(self._entries(plan, done, name, pin))
        return done

    # --- The plan ---

    def _plan(self, data: bytes, not_alike: Collection[int], progress: Progress | None) -> _Plan:
        self._session.need(Right.CHART)
        today = self._session.clock.now().date()
        read = read_fhir if data.lstrip(_SPACE).startswith(_BRACE) else read_log_csv
        plan = _Plan(catalogue_of(self._session.log, self._shipped))
        rows = read(data, plan.catalogue, today)
        for done, incoming in enumerate(rows, start=1):
            plan.rows.append(self._fate(incoming, plan, is_looked_at=incoming.place in not_alike))
            if progress is not None:
                progress(done, len(rows))
        return plan

    def _fate(self, incoming: Incoming, plan: _Plan, *, is_looked_at: bool) -> RowFate:
        place = incoming.place
        if incoming.problem is not None:
            return RowFate(place=place, patient=Fate.REFUSED, problem=incoming.problem)
        if incoming.is_left_out or incoming.patient is None:
            return RowFate(place=place, patient=Fate.LEFT_OUT, who=incoming.patient)
        try:
            fate, patient = self._patient(incoming.patient, plan, is_looked_at=is_looked_at)
            item = self._item(incoming, patient, plan)
        except Problem as problem:
            return RowFate(place=place, patient=Fate.REFUSED, problem=problem, who=incoming.patient)
        if fate is Fate.ADDED:
            plan.patients.append(patient)
            plan.added[identifier_key(patient.identifier)] = patient
            plan.born.setdefault(patient.born, []).append(patient)
        return RowFate(place=place, patient=fate, item=item, who=incoming.patient)

    def _patient(self, patient: Patient, plan: _Plan, *, is_looked_at: bool) -> tuple[Fate, Patient]:
        log = self._session.log
        checked = checked_patient(patient, self._session.clock.now().date())
        number = identifier_key(checked.identifier)
        above = plan.added.get(number)
        if above is not None:
            return Fate.ABOVE, _same_person(above, checked)
        for known in log.find_patients(PatientSearch(number=number, is_whole_number=True), most=1):
            return Fate.KNOWN, _same_person(known, checked)
        born = log.find_patients(PatientSearch(born=checked.born), most=_MOST_BORN_ON_A_DAY)
        if not is_looked_at and any(may_be_same(one, checked) for one in (*born, *plan.born.get(checked.born, ()))):
            raise PatientMaybeKnown
        new = replace(checked, id=self._session.new_id())
        plan.logs[new.id] = None
        return Fate.ADDED, new

    def _item(self, incoming: Incoming, patient: Patient, plan: _Plan) -> Fate | None:
        if incoming.dose is not None:
            return self._dose(incoming.place, incoming.dose, patient, plan)
        if incoming.order is not None:
            return self._order(incoming.order, patient, plan)
        return None

    def _dose(self, place: int, dose: PastDose, patient: Patient, plan: _Plan) -> Fate:
        check_times(dose.given_on, dose.started_at, dose.stopped_at, self._session.clock.now())
        if dose.given_on < patient.born:
            raise OutOfOrder("born", "given_on")
        key = (patient.id, dose.drug.key, dose.given_on)
        _refuse_second(key, plan)
        known = self._log_of(patient, plan)
        if known is not None and any(
            (history.dose.drug.key, history.dose.given_on) == key[1:]
            for history in known.doses
            if not history.is_voided
        ):
            return Fate.KNOWN
        plan.doses.append((place, patient.id, dose))
        return Fate.ADDED

    def _order(self, order: Order, patient: Patient, plan: _Plan) -> Fate:
        owned = replace(order, patient_id=patient.id)
        checked = checked_order(owned, plan.catalogue, self._session.clock.now().date())
        _refuse_second(checked, plan)
        known = self._log_of(patient, plan)
        if known is not None and any(replace(one, id="") == checked for one in known.orders):
            return Fate.KNOWN
        plan.orders.append(replace(checked, id=self._session.new_id()))
        return Fate.ADDED

    def _log_of(self, patient: Patient, plan: _Plan) -> PatientLog | None:
        if patient.id not in plan.logs:
            plan.logs[patient.id] = gather(self._session.log.of_patient(patient.id))
        return plan.logs[patient.id]

    # --- The entries ---

    def _entries(self, plan: _Plan, done: Preview, name: str, pin: str) -> list[NewEntry]:
        entry = self._session.entry
        signed = self._session.sign(pin, Meaning.COPIED) if plan.doses else None
        doses = [] if signed is None else [self._copy(*one, name, signed) for one in plan.doses]
        counts = (("patients", str(done.patients)), ("doses", str(len(doses))), ("orders", str(len(plan.orders))))
        return [
            entry(Kind.LOG_IMPORTED, "log", Note(facts=counts)),
            *(entry(Kind.PATIENT_ADDED, one.id, one, patient_id=one.id) for one in plan.patients),
            *(entry(Kind.ORDER_WRITTEN, one.id, one, patient_id=one.patient_id) for one in plan.orders),
            *(entry(Kind.DOSE_RECORDED, one.id, one, patient_id=one.patient_id) for one in doses),
        ]

    def _copy(self, place: int, patient_id: str, dose: PastDose, name: str, signed: Signature) -> Administration:
        reason = copied(name, place, dose.given_by)
        return Administration(
            id=self._session.new_id(),
            patient_id=patient_id,
            order_id=None,
            drug=dose.drug,
            app_version=self._app_version,
            given_on=dose.given_on,
            started_at=dose.started_at,
            stopped_at=dose.stopped_at,
            route=dose.route,
            body_site=dose.body_site,
            weight=dose.weight,
            source=dose.source,
            containers=dose.containers,
            balance=dose.balance,
            calculation=self._shown(dose, reason),
            next_due=dose.next_due,
            authorization_number=dose.authorization_number,
            diagnoses=dose.diagnoses,
            opened_reason=dose.opened_reason,
            early_reason=dose.early_reason,
            stopped_early_reason=dose.stopped_early_reason,
            late_reason=reason,
            given=signed,
        )

    def _shown(self, dose: PastDose, reason: str) -> CalculationShown:
        """Give what the other record says of the units: nothing is calculated, and nothing is to be claimed."""
        return CalculationShown(
            catalogue_edition=self._shipped.edition,
            hcpcs=dose.drug.hcpcs,
            billing_unit=dose.unit,
            volume=None,
            discarded_volume=None,
            administered_units=dose.administered_units,
            discarded_units=dose.discarded_units,
            claim_lines=(),
            findings=(),
            working=(reason,),
        )


def _refuse_second(key: object, plan: _Plan) -> None:
    if key in plan.items:
        raise RowTwice
    plan.items.add(key)


def _same_person(known: Patient, patient: Patient) -> Patient:
    """Give the patient who is known, where the names and the birth date are the same.

    Raises:
        OtherPersonsNumber: they are not.
    """
    theirs, ours = ((plain(one.family), plain(one.given), one.born) for one in (known, patient))
    if theirs != ours:
        raise OtherPersonsNumber(patient.identifier)
    return known

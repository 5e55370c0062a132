"""What a scan is for while somebody is signed in: a patient, a record on paper, a package, or a code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

from j3032calc.wording import scan_texts as say

if TYPE_CHECKING:
    from j3032calc.domain.administration import Draft
    from j3032calc.domain.history import PatientLog
    from j3032calc.domain.package import Identified
    from j3032calc.domain.patient import Patient
    from j3032calc.domain.record_code import RecordCode
    from j3032calc.services.services import Services
    from j3032calc.ui.frame import Frame
    from j3032calc.ui.giving import Giving
    from j3032calc.ui.patient_page import Unfinished

_HCPCS: Final = re.compile(r"[A-Za-z][0-9]{4}")
_DOSE_PAGES: Final = frozenset({"give", "sign"})


class SignedInDesk(Protocol):
    """The work of the person who is signed in, as a scan sees it."""

    giving: Giving | None

    @property
    def draft(self) -> Draft | None:
        """The dose that is given now."""

    @property
    def unfinished(self) -> Unfinished | None:
        """The form about a patient that nobody has sent or cancelled yet."""

    @property
    def patient_log(self) -> PatientLog | None:
        """The log of the patient who is open."""

    def open_patient(self, patient_id: str) -> None:
        """Open a patient."""

    def show_record(self, dose_id: str) -> None:
        """Show one record of the patient who is open."""

    def begin_dose(self, order_id: str) -> Giving:
        """Begin a dose by an order of the patient who is open, or go on with it."""


class LogScans:
    """Routes scans. A dose on screen is never left without a word, and never lost."""

    def __init__(self, desk: SignedInDesk, services: Services, window: Frame) -> None:
        self._desk = desk
        self._services = services
        self._window = window

    def knows(self, text: str) -> bool:
        """Whether a text is the record number of a patient."""
        return self._patient(text) is not None

    def _patient(self, text: str) -> Patient | None:
        from j3032calc.domain.people import Right

        session = self._services.session
        return self._services.patients.of_number(text) if session.may(Right.READ) else None

    def take(self, text: str) -> None:
        """Do what a scan is for."""
        from j3032calc.domain.record_code import RecordCode

        code = RecordCode.read(text)
        patient = None if code is not None else self._patient(text)
        if code is not None:
            self._open_record(code)
        elif patient is not None:
            self._open_patient(patient)
        elif _HCPCS.fullmatch(text.strip()):
            self._check_code(text.strip())
        else:
            self._take_package(text)

    # --- A patient, or a record ---

    def _open_patient(self, patient: Patient, said: str = "") -> bool:
        """Open a patient, unless something is being entered for another; the dose on screen is kept as a draft."""
        from j3032calc.wording.paper import write_name

        name, unfinished = write_name(patient), self._desk.unfinished
        if unfinished is not None and unfinished.patient_id != patient.id:
            self._window.message.refuse(say.UNFINISHED.format(patient=name, what=unfinished.what))
            return False
        before = self._given_to()
        if before is not None and before.id == patient.id and not said:
            self._window.message.tell(say.SAME_PATIENT.format(patient=name))
            return True
        self._window.message.hide()
        if before is not None and self._desk.giving is not None:
            self._desk.giving.leave()
            told = say.DOSE_KEPT if before.id == patient.id else say.OTHER_PATIENT
            said = " ".join(filter(None, (told.format(patient=name, before=write_name(before)), said)))
        self._desk.open_patient(patient.id)
        if said:
            self._window.message.tell(said)
        return True

    def _given_to(self) -> Patient | None:
        """Give whose dose is on screen, if one is."""
        giving = self._desk.giving
        if giving is None or self._window.pages.front not in _DOSE_PAGES:
            return None
        return giving.patient

    def _open_record(self, code: RecordCode) -> None:
        from j3032calc.domain.history import dose_history
        from j3032calc.domain.people import Right
        from j3032calc.services.patients import patient_of

        session = self._services.session
        found = dose_history(session.log.versions(code.record_id)) if session.may(Right.READ) else None
        if found is None:
            self._window.message.refuse(say.NO_SUCH_RECORD)
            return
        is_newest = found.versions[-1].entry.fingerprint == code.fingerprint
        said = say.NEWEST_RECORD if is_newest else say.OLDER_RECORD
        if self._open_patient(patient_of(session.log, found.dose.patient_id), said):
            self._desk.show_record(code.record_id)

    # --- A code, or a package ---

    def _check_code(self, code: str) -> None:
        self._window.show_page("give")
        if self._desk.draft is None:
            self._window.page.take_scan(code)
        else:
            self._window.page.check_code(code)

    def _take_package(self, text: str) -> None:
        from j3032calc.domain.problems import Problem
        from j3032calc.services.identify import identify

        front, giving = self._window.pages.front, self._desk.giving
        if front in _DOSE_PAGES and (giving is None or giving.draft is None):
            self._window.page.take_scan(text)
            return
        try:
            package = identify(self._services.catalogue, text)
        except Problem as problem:
            self._window.message.refuse_problem(problem)
            return
        if front in _DOSE_PAGES and giving is not None:
            giving.scans.take(package)
        else:
            self._offer(package, front)

    def _offer(self, package: Identified, front: str) -> None:
        """Say what a package is; with its patient open, begin or go on with the dose that is ordered."""
        from j3032calc.domain.people import Right

        said = say.package_sentence(package, self._services.today)
        log = self._desk.patient_log if front == "patient" else None
        if log is None or package.product is None:
            self._window.message.tell(say.OPEN_FIRST.format(package=said))
        elif not self._services.session.may(Right.CHART):
            self._window.message.tell(say.ONLY_READS.format(package=said))
        else:
            self._begin(package, said)

    def _begin(self, package: Identified, said: str) -> None:
        from j3032calc.domain.problems.scanning import OtherDrugScanned

        log, product = self._desk.patient_log, package.product
        if log is None or product is None:
            return
        active = [order for order in log.orders if order.is_active]
        fitting = [order for order in active if order.drug.product_id == product.id]
        if len(fitting) == 1:
            giving = self._desk.begin_dose(fitting[0].id)
            giving.scans.take(package)
        elif fitting:
            self._window.message.tell(f"{said} {say.CHOOSE_ORDER}")
        elif active:
            wanted = " and ".join(dict.fromkeys(order.drug.name for order in active))
            self._window.message.refuse_problem(OtherDrugScanned(product.name, wanted))
        else:
            self._window.message.tell(say.NO_ORDER.format(package=said))

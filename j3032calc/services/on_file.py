"""What the log holds about a patient and about the site: read once, and anew only where something was written since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from j3032calc.domain.administration import Administration
from j3032calc.domain.entries import Kind, Note
from j3032calc.domain.order import Authorization, Charge, Order
from j3032calc.domain.site import Site
from j3032calc.domain.visit.facts import past_dose
from j3032calc.services.accounts import site_of
from j3032calc.services.patients import patient_of

if TYPE_CHECKING:
    from j3032calc.domain.patient import Patient
    from j3032calc.domain.visit.facts import PastDose
    from j3032calc.services.session import Session

_OF_PATIENT: Final = (Kind.ORDER_WRITTEN, Kind.AUTHORIZATION_ADDED, Kind.DOSE_RECORDED)
# After more new entries than this (an import) everything is read anew: that is quicker than to look at each.
_MOST_FOLLOWED: Final = 200


@dataclass(frozen=True, slots=True)
class OnFile:
    """One patient's things as they stand: orders (ended ones too), authorizations, and the doses that were not voided.

    Each oldest first, by when it was first written.
    """

    patient: Patient
    orders: tuple[Order, ...]
    authorizations: tuple[Authorization, ...]
    past: tuple[PastDose, ...]

    def order(self, order_id: str | None) -> Order | None:
        """Give an order by its id, ``None`` where there is none."""
        return next((order for order in self.orders if order.id == order_id), None)


@dataclass(frozen=True, slots=True)
class SiteFile:
    """What the log holds about the site; ``site`` is ``None`` while nobody has set it up."""

    site: Site | None
    charges: tuple[Charge, ...]


class Files:
    """Reads for one session. Calls may come from several threads."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._read_to = -1
        self._patients: dict[str, OnFile] = {}
        self._site: SiteFile | None = None

    def of_patient(self, patient_id: str) -> OnFile:
        """Give what is on file about a patient.

        Raises:
            NotInLog: there is no such patient.
        """
        self._follow()
        known = self._patients.get(patient_id)
        if known is not None:
            return known
        as_of = self._read_to
        read = self._read(patient_id)
        # Unless another thread has seen something newer meanwhile.
        if as_of == self._read_to:
            self._patients[patient_id] = read
        return read

    def of_site(self) -> SiteFile:
        """Give what is on file about the site."""
        self._follow()
        known = self._site
        if known is not None:
            return known
        as_of, log = self._read_to, self._session.log
        charges = (entry.body for entry in log.latest_of((Kind.CHARGE_SET,)))
        read = SiteFile(site_of(log), tuple(body for body in charges if isinstance(body, Charge)))
        if as_of == self._read_to:
            self._site = read
        return read

    def _read(self, patient_id: str) -> OnFile:
        log = self._session.log
        entries = log.latest_of(_OF_PATIENT, patient_id)
        bodies = [entry.body for entry in entries if entry.kind is not Kind.DOSE_VOIDED]
        return OnFile(
            patient=patient_of(log, patient_id),
            orders=tuple(body for body in bodies if isinstance(body, Order)),
            authorizations=tuple(body for body in bodies if isinstance(body, Authorization)),
            past=tuple(past_dose(body) for body in bodies if isinstance(body, Administration)),
        )

    def _follow(self) -> None:
        """Forget what was written about since it was read."""
        log, newest = self._session.log, self._session.log.head.sequence
        if newest == self._read_to:
            return
        if newest - self._read_to > _MOST_FOLLOWED or self._read_to < 0:
            self._patients, self._site = {}, None
        else:
            for entry in log.entries(first=self._read_to + 1, last=newest):
                self._forget(entry.body, entry.patient_id)
        self._read_to = newest

    def _forget(self, body: object, patient_id: str | None) -> None:
        if isinstance(body, Site | Charge):
            self._site = None
        elif patient_id is not None and not isinstance(body, Note):
            self._patients.pop(patient_id, None)

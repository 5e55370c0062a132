"""Administrations under way: prepared, kept at each change, started, and signed or abandoned. Several at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from j3032calc.domain.administration import Draft, Stage
from j3032calc.domain.entries import Kind, Note
from j3032calc.domain.people import Right
from j3032calc.domain.problems.charting import DraftStarted, NotInLog, OfOtherPatient, TimeInFuture
from j3032calc.domain.reasons import Why, need_reason
from j3032calc.services.orders import order_of
from j3032calc.services.patients import patient_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from j3032calc.domain.patient import Patient
    from j3032calc.services.session import Session


@dataclass(frozen=True, slots=True)
class UnderWay:
    """One administration under way, and whose it is."""

    draft: Draft
    patient: Patient


class Drafts:
    """Works for one signed-in person; what another person began may be gone on with."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def under_way(self) -> tuple[UnderWay, ...]:
        """Give every administration under way, the one that was touched longest ago first; may be empty."""
        self._session.need(Right.READ)
        log = self._session.log
        return tuple(UnderWay(draft, patient_of(log, draft.patient_id)) for draft in log.drafts())

    def open(self, draft_id: str) -> UnderWay:
        """Give one administration, to go on with it; that its patient was read is in the log before it is shown.

        Raises:
            NotInLog: the administration is not under way any more.
        """
        self._session.need(Right.READ)
        draft = self._draft(draft_id)
        patient = patient_of(self._session.log, draft.patient_id)
        self._session.note(Kind.PATIENT_READ, patient.id, patient_id=patient.id)
        return UnderWay(draft, patient)

    def prepare(self, patient_id: str, order_id: str | None, entered: Mapping[str, str]) -> Draft:
        """Begin an administration with the form as it was typed.

        Raises:
            NotInLog: there is no such patient, or no such order.
            OfOtherPatient: the order is another patient's.
        """
        self._session.need(Right.CHART)
        patient_of(self._session.log, patient_id)
        if order_id is not None and order_of(self._session.log, order_id).patient_id != patient_id:
            raise OfOtherPatient
        draft = Draft(
            id=self._session.new_id(),
            patient_id=patient_id,
            order_id=order_id,
            stage=Stage.PREPARED,
            entered=tuple(entered.items()),
            kept_at=self._session.clock.now(),
        )
        # The draft first: what was typed is never lost, and a note of a draft that is not there would lie.
        self._session.log.keep_draft(draft)
        self._session.note(Kind.DRAFT_PREPARED, draft.id, patient_id=patient_id)
        return draft

    def keep(self, draft_id: str, entered: Mapping[str, str]) -> Draft:
        """Keep the form as it is typed now; this is no entry of the log.

        Raises:
            NotInLog: the administration is not under way any more.
        """
        self._session.need(Right.CHART)
        draft = self._draft(draft_id)
        kept = replace(draft, entered=tuple(entered.items()), kept_at=self._session.clock.now())
        self._session.log.keep_draft(kept)
        return kept

    def start(self, draft_id: str, started_at: datetime | None = None) -> Draft:
        """Say that the drug is running, from now or from an earlier time on.

        Raises:
            NotInLog: the administration is not under way any more.
            DraftStarted: it was started already.
            TimeInFuture: a time later than now.
        """
        self._session.need(Right.CHART)
        draft, now = self._draft(draft_id), self._session.clock.now()
        if draft.stage is Stage.RUNNING:
            raise DraftStarted
        if started_at is not None and started_at > now:
            raise TimeInFuture("started_at")
        started = replace(draft, stage=Stage.RUNNING, started_at=started_at or now, kept_at=now)
        self._session.log.keep_draft(started)
        self._session.note(
            Kind.DRAFT_STARTED,
            draft_id,
            patient_id=draft.patient_id,
            started_at=(started_at or now).isoformat(),
        )
        return started

    def abandon(self, draft_id: str, reason: str) -> None:
        """Give an administration up; what was typed goes, that and why it was given up stays in the log.

        Raises:
            NotInLog: the administration is not under way any more.
            ReasonMissing: nobody has said why.
        """
        self._session.need(Right.CHART)
        draft, why = self._draft(draft_id), need_reason(reason, Why.ABANDONED)
        entry = self._session.entry(Kind.DRAFT_ABANDONED, draft_id, Note(), patient_id=draft.patient_id, reason=why)
        self._session.log.append([entry], ends_draft=draft_id)

    def _draft(self, draft_id: str) -> Draft:
        draft = self._session.log.draft(draft_id)
        if draft is None:
            raise NotInLog("administration")
        return draft

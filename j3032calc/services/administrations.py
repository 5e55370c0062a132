"""Doses: signed into the log, amended and voided. Nothing here judges a dose: what happened is charted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from j3032calc.domain.administration import Discard
from j3032calc.domain.charting import (
    check_contents,
    check_discard,
    check_order,
    check_times,
    check_witness,
    drug_ref,
    late_reason,
    stopped_early_reason,
)
from j3032calc.domain.entries import Kind
from j3032calc.domain.history import dose_history
from j3032calc.domain.identifiers import read_icd10
from j3032calc.domain.people import Meaning, Right
from j3032calc.domain.problems.charting import (
    DoseAlreadyRecorded,
    DoseWasVoided,
    DraftAbandoned,
    HoldsUnanswered,
    NotConfirmed,
    NothingChanged,
    NotInLog,
    OfOtherPatient,
)
from j3032calc.domain.reasons import Confirmed, Why, need_reason
from j3032calc.domain.visit.facts import Phase
from j3032calc.domain.visit.verdicts import Reason, judge
from j3032calc.services.accounts import site_of
from j3032calc.services.charting import Made, Signed, administration, check_chart
from j3032calc.services.orders import order_of
from j3032calc.services.patients import patient_of
from j3032calc.services.readiness import answers_before

if TYPE_CHECKING:
    from j3032calc.domain.administration import Administration
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.charting import Charted, Discarding
    from j3032calc.domain.entries import Entry
    from j3032calc.domain.findings import Finding
    from j3032calc.domain.history import DoseHistory
    from j3032calc.domain.people import Signature
    from j3032calc.domain.quantities import Amount
    from j3032calc.domain.visit.verdicts import Readiness
    from j3032calc.services.readiness import Checked, Checks
    from j3032calc.services.session import Session


@dataclass(frozen=True, slots=True)
class Witness:
    """A second person who saw the discard and signs with their own PIN."""

    user: str
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Override:
    """A lead who signs with their own PIN that the claim goes on in spite of these findings."""

    user: str
    pin: str = field(repr=False)
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the person at the screen confirmed and signs. Nothing is confirmed until they say so."""

    pin: str = field(repr=False)
    is_given: bool = False
    is_discarded: bool = False
    witness: Witness | None = None
    override: Override | None = None


class Administrations:
    """Works for one signed-in person, with one edition of the catalogue and one version of the program."""

    def __init__(self, session: Session, checks: Checks, *, edition: str, app_version: str) -> None:
        self._session = session
        self._checks = checks
        self._edition = edition
        self._app_version = app_version

    def history(self, dose_id: str) -> DoseHistory:
        """Give one dose with every version.

        Raises:
            NotInLog: it was never recorded.
        """
        self._session.need(Right.READ)
        found = dose_history(self._session.log.versions(dose_id))
        if found is None:
            raise NotInLog("dose")
        return found

    def sign(self, calculation: Calculation, charted: Charted, confirmation: Confirmation) -> Entry:
        """Sign a dose into the log; its draft ends with that.

        Raises:
            LogNotWhole: nothing is signed into a log that does not agree with its anchor; the session refuses that.
            DoseAlreadyRecorded: it is in the log.
            DraftAbandoned: somebody gave it up.
            NotConfirmed: nobody has confirmed that it was given, or that the rest was discarded.
            HoldsUnanswered: something holds care, and nobody has written why the work goes on.
            Problem: something is missing or does not agree, or a signature was refused; see ``domain.charting``.
        """
        self._session.need(Right.CHART)
        self._refuse_second_record(charted)
        made = Made(self._edition, self._app_version, self._session.clock.now())
        check_chart(calculation, charted, made.at, made.at)
        self._check_whose(charted, calculation)
        if not confirmation.is_given:
            raise NotConfirmed(Confirmed.GIVEN)
        discarded = calculation.plan.discarded or calculation.plan.opened.zero()
        self._check_discard(discarded, charted.discard, confirmation)
        checked = self._checks.charted(calculation, charted, Phase.GIVEN, _user_of(confirmation.witness))
        self._need_answers(checked, charted, confirmation.override)
        given = self._session.sign(confirmation.pin, Meaning.GIVEN)
        discard = self._discard(charted.discard, confirmation)
        readiness = self._judged(checked, charted, confirmation.override, given)
        dose = administration(calculation, charted, made, Signed(given, discard, checked.visit, readiness))
        entry = self._session.entry(Kind.DOSE_RECORDED, dose.id, dose, patient_id=dose.patient_id)
        return self._session.log.append([entry], ends_draft=dose.id)[0]

    def redone(self, calculation: Calculation, charted: Charted) -> Administration:
        """Make a recorded dose anew from another calculation, for ``amend`` to sign; the first signature stays.

        What is found is judged anew; a reason or an override stays with the finding that it was given for.

        Raises:
            NotInLog: it was never recorded.
            Problem: something is missing or does not agree.
        """
        before = self.history(charted.id).dose
        made = Made(self._edition, self._app_version, before.given.at)
        check_chart(calculation, charted, made.at, self._session.clock.now())
        self._check_whose(charted, calculation)
        checked = self._checks.given_before(calculation, charted, before)
        answers = [Reason(one.finding, one.reason.strip(), before.given, ()) for one in charted.answers]
        readiness = judge(checked.findings, [*answers_before(checked.findings, before), *answers])
        return administration(
            calculation, charted, made, Signed(before.given, before.discard, checked.visit, readiness)
        )

    def amend(
        self,
        dose: Administration,
        reason: str,
        confirmation: Confirmation,
        discard: Discarding | None = None,
        *,
        draft_id: str | None = None,
    ) -> Entry:
        """Put a corrected record beside the one that is there, which stays as it was signed.

        Args:
            dose: the whole new value under the same id, with the signatures of the record that it corrects.
            reason: why it is corrected.
            confirmation: the PIN of who corrects it; and, with ``discard``, that the rest was discarded.
            discard: what is said of the rest, where that or its amount changes.
            draft_id: the draft in which it was amended, which ends with that.

        Raises:
            NotInLog: it was never recorded.
            DoseWasVoided: it was taken back.
            NothingChanged: it is what the log says already.
            OfOtherPatient: a dose given to another patient is voided here and charted there.
            Problem: as for ``sign``.
        """
        self._session.need(Right.CHART)
        why = need_reason(reason, Why.AMENDED)
        before = self._standing(dose.id)
        if dose.patient_id != before.patient_id:
            raise OfOtherPatient
        kept = replace(
            dose,
            diagnoses=tuple(map(read_icd10, dose.diagnoses)),
            discard=_kept_discard(dose, before),
            given=before.given,
            changed=before.changed,
        )
        if discard is None and kept == before:
            raise NothingChanged
        self._check_amended(kept)
        if discard is not None or kept.discard is None:
            self._check_discard(kept.balance.discarded, discard, confirmation)
        changed = self._session.sign(confirmation.pin, Meaning.AMENDED)
        signed = replace(kept, discard=self._discard(discard, confirmation) or kept.discard, changed=changed)
        return self._append(Kind.DOSE_AMENDED, signed, why, draft_id)

    def void(self, dose_id: str, reason: str, pin: str) -> Entry:
        """Take a record back; it stays in the log as it was, with the reason.

        Raises:
            NotInLog: it was never recorded.
            DoseWasVoided: it was taken back already.
            ReasonMissing: nobody has said why.
            Problem: the signature was refused.
        """
        self._session.need(Right.CHART)
        why = need_reason(reason, Why.VOIDED)
        before = self._standing(dose_id)
        voided = replace(before, changed=self._session.sign(pin, Meaning.VOIDED))
        return self._append(Kind.DOSE_VOIDED, voided, why)

    def _append(self, kind: Kind, dose: Administration, reason: str, draft_id: str | None = None) -> Entry:
        entry = self._session.entry(kind, dose.id, dose, patient_id=dose.patient_id, reason=reason)
        return self._session.log.append([entry], ends_draft=draft_id)[0]

    # --- What stands against it ---

    def _need_answers(self, checked: Checked, charted: Charted, override: Override | None) -> None:
        """Go on only where each hold has a reason, and each finding that is overridden too."""
        readiness = self._checks.judged(checked, charted)
        unanswered = [one for one in readiness.verdicts if one.is_open_hold]
        if unanswered:
            raise HoldsUnanswered(len(unanswered))
        answered = {one.finding: one.reason for one in charted.answers}
        for finding in () if override is None else override.findings:
            need_reason(answered.get(finding), Why.OVERRIDDEN)

    def _judged(self, checked: Checked, charted: Charted, override: Override | None, given: Signature) -> Readiness:
        """Judge a visit with the reasons that were written, and have the lead sign the overrides."""
        lead = None if override is None else self._session.override(override.user, override.pin)
        overridden = () if override is None else override.findings
        return judge(
            checked.findings,
            (
                Reason(one.finding, one.reason.strip(), *lead)
                if lead is not None and one.finding in overridden
                else Reason(one.finding, one.reason.strip(), given, ())
                for one in charted.answers
            ),
        )

    # --- What must hold ---

    def _refuse_second_record(self, charted: Charted) -> None:
        about = self._session.log.versions(charted.id)
        if dose_history(about) is not None:
            raise DoseAlreadyRecorded
        if any(entry.kind is Kind.DRAFT_ABANDONED for entry in about):
            raise DraftAbandoned
        draft = self._session.log.draft(charted.id)
        if draft is not None and draft.patient_id != charted.patient_id:
            raise OfOtherPatient

    def _check_whose(self, charted: Charted, calculation: Calculation) -> None:
        patient_of(self._session.log, charted.patient_id)
        order = None if charted.order_id is None else order_of(self._session.log, charted.order_id)
        check_order(order, charted.patient_id, drug_ref(calculation.question.drug, charted.drug_name))

    def _check_amended(self, dose: Administration) -> None:
        check_times(dose.given_on, dose.started_at, dose.stopped_at, self._session.clock.now())
        check_contents(dose.containers, dose.balance.opened)
        late_reason(dose.given_on, dose.given.at, dose.late_reason)
        stopped_early_reason(dose.balance, dose.stopped_early_reason)
        order = None if dose.order_id is None else order_of(self._session.log, dose.order_id)
        check_order(order, dose.patient_id, dose.drug)

    def _standing(self, dose_id: str) -> Administration:
        history = self.history(dose_id)
        if history.is_voided:
            raise DoseWasVoided
        return history.dose

    def _check_discard(self, discarded: Amount, discard: Discarding | None, confirmation: Confirmation) -> None:
        if discard is not None and not discarded.is_zero and not confirmation.is_discarded:
            raise NotConfirmed(Confirmed.DISCARDED)
        check_discard(discarded, discard, self._session.clock.now())
        if discard is None:
            return
        site = site_of(self._session.log)
        is_wanted = site is not None and site.wants_witness
        check_witness(discard, has_witness=confirmation.witness is not None, is_wanted=is_wanted)

    def _discard(self, discard: Discarding | None, confirmation: Confirmation) -> Discard | None:
        """Sign a discard, by the person at the screen and then by the witness."""
        if discard is None:
            return None
        confirmed = self._session.sign(confirmation.pin, Meaning.DISCARDED)
        witness = self._witness(confirmation.witness)
        return Discard(
            reason=discard.reason.strip(),
            method=discard.method.strip(),
            at=discard.at,
            is_not_shared=discard.is_not_shared,
            confirmed=confirmed,
            witness=witness,
            unwitnessed_reason=(discard.unwitnessed_reason or "").strip() or None if witness is None else None,
        )

    def _witness(self, witness: Witness | None) -> Signature | None:
        return None if witness is None else self._session.witness(witness.user, witness.pin)


def _user_of(witness: Witness | None) -> str:
    return "" if witness is None else witness.user


def _kept_discard(dose: Administration, before: Administration) -> Discard | None:
    """Give the discard that was signed, as long as it is of the amount that is discarded now."""
    is_same = dose.balance.discarded == before.balance.discarded and not dose.balance.discarded.is_zero
    return before.discard if is_same else None

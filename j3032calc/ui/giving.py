"""Giving a dose to a patient: the Give page filled from the order and the last dose, a draft kept all along, signing.

Confirmations, PINs, lots and times are never filled in beforehand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from j3032calc.services.draft_keys import EACH, YES
from j3032calc.ui.amending import Amending
from j3032calc.ui.container_scans import ContainerScans
from j3032calc.ui.giving_entries import as_entries, as_texts, authorization_for, entries_for
from j3032calc.ui.judging import Judging, ask_before, override_of
from j3032calc.ui.lot_rows import ask_each_lot, ask_lots
from j3032calc.ui.signing import look_at
from j3032calc.wording import amend_labels, form_texts
from j3032calc.wording import page_labels as say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.domain.administration import Draft
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.history import PatientLog
    from j3032calc.domain.order import Order
    from j3032calc.domain.patient import Patient
    from j3032calc.services.services import Services
    from j3032calc.ui.give_page import GivePage
    from j3032calc.ui.sign_page import SignPage

# A pause in typing after which the draft is kept.
_KEEP_MS: Final = 800


class Giving(QObject):
    """One dose for one patient, from its first keystroke to its signature.

    ``told`` says something, ``signed`` gives the patient and the record that is in the log now, ``sign_wanted`` wants
    the Sign page in front, ``give_wanted`` the Give page. ``undoable`` says what was done, with how to undo it.
    """

    told = Signal(str)
    refused = Signal(str)
    undoable = Signal(str, object)
    signed = Signal(str, str)
    sign_wanted = Signal()
    give_wanted = Signal()
    changed = Signal()

    def __init__(self, services: Services, give: GivePage, sign: SignPage, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._give = give
        self._sign = sign
        self.patient: Patient | None = None
        self.draft: Draft | None = None
        self.order: Order | None = None
        self._calculation: Calculation | None = None
        self._judging = Judging(services, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_KEEP_MS)
        self._pause.timeout.connect(self.keep)
        give.answered.connect(self._on_change)
        sign.changed.connect(self._on_change)
        sign.changed.connect(self._show_verdict)
        sign.each_lot.toggled.connect(lambda _: ask_each_lot(sign, self._calculation, self.entered()))
        sign.signed.connect(self.sign)
        sign.back.connect(give.recalculate)
        sign.back.connect(self.give_wanted)
        self._amending = Amending(services)
        self.scans = ContainerScans(self, services, give, self)
        self.scans.refused.connect(self.refused)
        self.scans.filled.connect(lambda said, before: self.undoable.emit(said, lambda: self.put(before)))

    # --- Beginning and going on ---

    def begin(self, log: PatientLog, order_id: str) -> None:
        """Begin a dose: filled from the order, or from the last dose where there is no order.

        What was begun today by the same order, and is not signed, is gone on with.
        """
        from j3032calc.services.prefilled import chart_of_last_time

        self.leave()
        same = next((one for one in self._services.drafts.under_way() if self._is_same(one.draft, log, order_id)), None)
        if same is not None:
            self._show_draft(same.draft, same.patient)
            return
        order = next((one for one in log.orders if one.id == order_id), None)
        entered = as_texts(entries_for(log, order, self._services))
        entered |= chart_of_last_time(log, order)
        entered["authorization"] = authorization_for(log, order, self._services.today)
        draft = self._services.drafts.prepare(log.patient.id, order_id or None, entered)
        self._show(draft, log.patient, order)

    def amend(self, log: PatientLog, dose_id: str) -> None:
        """Begin to amend a record, with both pages filled from it."""
        history = next(one for one in log.doses if one.dose.id == dose_id)
        if history.is_voided:
            self.told.emit(amend_labels.VOIDED)
            return
        self.leave()
        self._show_draft(self._amending.prepare(log, history.dose), log.patient)

    def _is_same(self, draft: Draft, log: PatientLog, order_id: str) -> bool:
        is_of_today = draft.kept_at.date() == self._services.today
        is_by_order = draft.patient_id == log.patient.id and draft.order_id == (order_id or None)
        return is_by_order and is_of_today and form_texts.AMENDS not in dict(draft.entered)

    def go_on(self, draft_id: str) -> None:
        """Go on with a dose that is under way."""
        self.leave()
        found = self._services.drafts.open(draft_id)
        self._show_draft(found.draft, found.patient)

    def _show_draft(self, draft: Draft, patient: Patient) -> None:
        from j3032calc.services.orders import order_of

        order = None if draft.order_id is None else order_of(self._services.session.log, draft.order_id)
        self._show(draft, patient, order)

    def _show(self, draft: Draft, patient: Patient, order: Order | None) -> None:
        from j3032calc.wording.page_words import weight_on_file

        entered = dict(draft.entered)
        self._give.form.complete()
        self.draft, self.patient, self.order = draft, patient, order
        self._offer_sources()
        self._give.form.say_weight_on_file(weight_on_file(patient, self._services.today))
        self._sign.fill(entered)
        self._sign.show_containers((), entered)
        self._give.judge = self._judging.judge
        self._give.rounding = None if order is None else order.rounding
        self._give.form.fill(as_entries(entered))
        if self._give.calculation is not None and (rows := self._amending.rows(draft, self._give.calculation)):
            self.put(self.entered() | rows)
        self.changed.emit()
        self.give_wanted.emit()

    def _offer_sources(self) -> None:
        from j3032calc.wording.log_words import SOURCES

        sources = ((source.value, text) for source, text in SOURCES.items())
        self._sign.source.offer((("", form_texts.NOT_CHOSEN), *sources))

    def leave(self) -> None:
        """Leave the dose as a draft, and clear the pages."""
        if self.draft is None:
            return
        self.keep()
        self.forget()

    def set_aside(self) -> None:
        """Leave the dose as a draft to calculate something else; what could not be kept stays on the pages."""
        if self.draft is None or self.keep():
            return
        self.forget()
        self.give_wanted.emit()
        self.told.emit(say.SET_ASIDE)

    def forget(self) -> None:
        """Clear the pages of everything about the patient."""
        self._pause.stop()
        self.draft = self.patient = self.order = self._calculation = None
        self._give.judge = self._give.rounding = None
        self._give.start_again()
        self._give.form.say_weight_on_file("")
        self._sign.fill({})
        self._sign.show_containers((), {})
        self.changed.emit()

    def _on_change(self) -> None:
        if self.draft is not None:
            self._pause.start()

    def keep(self) -> str:
        """Keep what stands on the pages, if it changed since it was last kept; give why it could not be kept."""
        from j3032calc.domain.problems import Problem
        from j3032calc.wording.problems import sentence

        self._pause.stop()
        if self.draft is None:
            return ""
        entered = self.entered()
        if tuple(entered.items()) == self.draft.entered:
            return ""
        try:
            self.draft = self._services.drafts.keep(self.draft.id, entered)
        except Problem as problem:
            said = sentence(problem)
            self.refused.emit(said)
            return said
        return ""

    def entered(self) -> dict[str, str]:
        """Give what stands on both pages; what was entered for containers that are not shown now stays."""
        before = {} if self.draft is None else dict(self.draft.entered)
        return before | as_texts(self._give.form.entries()) | self._sign.entries()

    def put(self, entered: Mapping[str, str]) -> None:
        """Put entries on both pages, where they differ from what stands there, and keep them."""
        if self.draft is None:
            return
        if as_texts(self._give.form.entries()).items() - entered.items():
            self._give.form.fill(as_entries(entered))
        self._sign.each_lot.set_quietly(checked=entered.get(EACH) == YES)
        if self._sign.rows:
            ask_lots(self._sign, self._calculation, entered)
            self._sign.go_to_first()
        self.draft = self._services.drafts.keep(self.draft.id, self.entered() | dict(entered))

    # --- Running ---

    def start(self) -> None:
        """Say that the drug is running now; the start time is filled in."""
        from j3032calc.wording.writing import write_time

        if self.draft is None:
            return
        holding = self._judging.holding(self._give.calculation)
        if holding is not None:
            self.give_wanted.emit()
            ask_before(holding, self._give, self._go_on)
            return
        self.keep()
        self.draft = self._services.drafts.start(self.draft.id)
        if self.draft.started_at is not None:
            self._sign.fields["started_at"].fill(write_time(self.draft.started_at))
            self.told.emit(say.RUNNING.format(time=write_time(self.draft.started_at)))
        self.keep()
        self.changed.emit()

    def _go_on(self, reasons: Mapping[str, str]) -> None:
        """Start with the reasons for going on, which the record will have."""
        self._give.close_card()
        self._sign.verdict.fill(self.entered() | dict(reasons))
        self.start()
        self._give.recalculate()

    def stop(self) -> None:
        """Say that the drug has stopped running now: the stop time is filled in, and the rest is charted."""
        from j3032calc.wording.writing import write_time

        now = write_time(self._services.session.clock.now())
        self._sign.fields["stopped_at"].fill(now)
        self.look()
        self.told.emit(say.STOPPED.format(time=now))

    def abandoned(self) -> None:
        """Leave a dose that was given up; the reason is in the log."""
        self.forget()
        self.told.emit(say.ABANDONED)

    # --- Signing ---

    def look(self) -> None:
        """Show the last look at what stands on the Give page."""
        from j3032calc.services.accounts import site_of
        from j3032calc.services.prefilled import is_day_of_other_weight

        self._calculation = self._give.calculation
        if self.draft is None or self.patient is None or self._calculation is None:
            self.told.emit(say.NOTHING_TO_SIGN)
            return
        self.keep()
        site = site_of(self._services.session.log)
        wants_witness = site is not None and site.wants_witness
        self._sign.show_look(
            look_at(
                self._calculation,
                self.patient,
                self._services.today,
                charted_on=self._amending.charted_on(self.draft),
                wants_witness=wants_witness,
            ),
            amends=self._amending.said(self.draft),
        )
        if is_day_of_other_weight(self.entered()):
            self._sign.fields["weighed_on"].fill("")
        ask_lots(self._sign, self._calculation, dict(self.draft.entered))
        self._show_verdict()
        self.sign_wanted.emit()

    def _show_verdict(self) -> None:
        """Show on the Sign page what stands against the dose, as it would be signed now."""
        from j3032calc.domain.visit.facts import Phase

        if self._calculation is None:
            return
        judged = self._judging.judge(self._calculation, Phase.GIVEN)
        if judged is not None:
            self._sign.verdict.show_judged(judged)

    def sign(self) -> None:
        """Sign what is charted, or say what is missing."""
        from j3032calc.domain.problems import Problem
        from j3032calc.services.entering import EntryRefused

        try:
            self._sign_now()
        except EntryRefused as refused:
            self._sign.refuse(refused.problem, field=refused.field)
        except Problem as problem:
            self._sign.forget_secrets()
            self._sign.refuse(problem)

    def _sign_now(self) -> None:
        from dataclasses import replace

        from j3032calc.domain.visit.facts import Phase
        from j3032calc.services.administrations import Confirmation, Witness
        from j3032calc.services.entering_chart import entered_chart
        from j3032calc.services.entering_verdicts import entered_reasons

        if self.draft is None or self._calculation is None or self.patient is None:
            return
        self.keep()
        entered = self.entered()
        now = self._services.session.clock.now()
        charted = entered_chart(entered, self._calculation, self.draft, self.order, now)
        checked = self._services.checks.charted(self._calculation, charted, Phase.GIVEN, entered.get("witness", ""))
        charted = replace(charted, answers=entered_reasons(entered, checked.findings))
        witness = entered.get("witness", "")
        confirmation = Confirmation(
            pin=self._sign.fields["pin"].edit.text(),
            is_given=self._sign.given.isChecked(),
            is_discarded=self._sign.discarded.isChecked(),
            witness=Witness(witness, self._sign.fields["witness_pin"].edit.text()) if witness else None,
            override=override_of(self._sign.verdict),
        )
        reason = entered.get("amend_reason", "")
        entry = self._amending.sign(self.draft, self._calculation, charted, confirmation, reason)
        said = amend_labels.SIGNED if self._amending.before(self.draft) else say.SIGNED
        patient_id = self.patient.id
        self._sign.forget_secrets()
        self.forget()
        self.told.emit(said.format(sequence=f"{entry.sequence:,}"))
        self.signed.emit(patient_id, entry.subject)

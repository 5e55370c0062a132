"""What stands against a visit: from the log alone, while the dose is prepared, and once it was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from j3032calc.domain.administration import Discard
from j3032calc.domain.entries import DueDose
from j3032calc.domain.people import Meaning, Right, Role, Signature
from j3032calc.domain.visit.facts import Phase
from j3032calc.domain.visit.verdicts import Reason, findings_of, judge
from j3032calc.services.accounts import account_of_user
from j3032calc.services.on_file import Files
from j3032calc.services.visits import Handled, Known, Rules, charted_visit, due_visit
from j3032calc.wording.findings import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from j3032calc.domain.administration import Administration
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.charting import Charted
    from j3032calc.domain.checklist import Checklist
    from j3032calc.domain.findings import Finding
    from j3032calc.domain.visit.facts import Visit
    from j3032calc.domain.visit.verdicts import Readiness
    from j3032calc.services.drafts import UnderWay
    from j3032calc.services.session import Session
    from j3032calc.services.site_catalogue import SiteCatalogue


@dataclass(frozen=True, slots=True)
class Checked:
    """A visit and everything that the rules find of it."""

    visit: Visit
    findings: tuple[Finding, ...]


class Checks:
    """Works for one signed-in person. What is on file is read once and kept until something new is written about it."""

    def __init__(self, session: Session, site: SiteCatalogue, checklists: tuple[Checklist, ...]) -> None:
        self._session = session
        self._site = site
        self._checklists = checklists
        self._files = Files(session)

    def due(self, due: DueDose, today: date) -> Readiness:
        """Say how a due dose stands on its day, or today where that day is over, from the log alone."""
        self._session.need(Right.READ)
        visit = due_visit(self._known(due.patient.id), due, max(today, due.due))
        return judge(findings_of(visit))

    def under_way(self, under_way: UnderWay, today: date) -> Readiness:
        """Say how a dose under way stands today, by its order and the log; a draft without an order has none."""
        self._session.need(Right.READ)
        draft = under_way.draft
        order = self._files.of_patient(draft.patient_id).order(draft.order_id)
        drug = "" if order is None else order.drug.key
        due = DueDose(patient=under_way.patient, drug_key=drug, order_id=draft.order_id, due=today)
        return judge(findings_of(due_visit(self._known(draft.patient_id), due, today)))

    def charted(self, calculation: Calculation, charted: Charted, phase: Phase, witness: str = "") -> Checked:
        """Say what stands against a dose that is calculated, as far as it is charted.

        Args:
            calculation: what was worked out.
            charted: what is charted; what is not known yet is ``None``.
            phase: how far the visit is.
            witness: the user name of who saw the discard, as far as it is entered.

        Raises:
            NotInLog: there is no such patient.
        """
        self._session.need(Right.READ)
        handled = Handled(self._session.account.id, self._discard(charted, witness))
        visit = charted_visit(self._known(charted.patient_id), calculation, charted, phase, handled)
        return Checked(visit, findings_of(visit, calculation.findings))

    def given_before(self, calculation: Calculation, charted: Charted, before: Administration) -> Checked:
        """Say what stands against a dose that is recorded already and is charted anew."""
        handled = Handled(before.given.account_id, self._discard(charted, "") or before.discard)
        known = self._known(charted.patient_id)
        visit = charted_visit(known, calculation, charted, Phase.GIVEN, handled)
        return Checked(visit, findings_of(visit, calculation.findings))

    def judged(self, checked: Checked, charted: Charted) -> Readiness:
        """Say what that adds up to with the reasons that are charted; nobody overrides anything before signing."""
        account = self._session.account
        by = self._unsigned(account.id, Meaning.GIVEN)
        return judge(checked.findings, (Reason(one.finding, one.reason, by, ()) for one in charted.answers))

    def _known(self, patient_id: str) -> Known:
        return Known(Rules(self._site.now, self._checklists), self._files.of_patient(patient_id), self._files.of_site())

    def _discard(self, charted: Charted, witness: str) -> Discard | None:
        """Give the discard as it will be signed, by whom it will be signed."""
        said = charted.discard
        if said is None:
            return None
        seen = account_of_user(self._session.log, witness) if witness else None
        return Discard(
            reason=said.reason,
            method=said.method,
            at=said.at,
            is_not_shared=said.is_not_shared,
            confirmed=self._unsigned(self._session.account.id, Meaning.DISCARDED),
            witness=None if seen is None else self._unsigned(seen.id, Meaning.WITNESSED),
            unwitnessed_reason=said.unwitnessed_reason,
        )

    def _unsigned(self, account_id: str, meaning: Meaning) -> Signature:
        """Give the place of a signature that is still to come; the rules ask only whose it is."""
        return Signature(account_id=account_id, name="", credential="", at=self._session.clock.now(), meaning=meaning)


def answers_before(findings: Iterable[Finding], before: Administration) -> Iterator[Reason]:
    """Give the reasons and overrides of a record for the findings that still say the same."""
    shown = {(one.rule, one.message): one for one in before.calculation.findings if one.reason is not None}
    for finding in findings:
        known = shown.get((finding.rule, message(finding)))
        if known is None or known.reason is None:
            continue
        if known.override is None:
            yield Reason(finding, known.reason, before.given, ())
        else:
            yield Reason(finding, known.reason, known.override, (Role.LEAD,))

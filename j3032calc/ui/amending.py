"""Amending a record: the pages are filled from it, and what is signed stands beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from j3032calc.services.recharting import changed_discard, entries_of, row_entries
from j3032calc.wording import amend_labels
from j3032calc.wording.form_texts import AMENDS

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.administration import Administration, Draft
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.charting import Charted
    from j3032calc.domain.entries import Entry
    from j3032calc.domain.history import PatientLog
    from j3032calc.services.administrations import Confirmation
    from j3032calc.services.services import Services


class Amending:
    """What differs while a record is amended; of a draft that amends nothing it says the usual."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def prepare(self, log: PatientLog, dose: Administration) -> Draft:
        """Give the draft in which a record is amended: the one that was begun, or a new one filled from the record."""
        drafts = self._services.drafts
        for one in drafts.under_way():
            if dict(one.draft.entered).get(AMENDS) == dose.id:
                return one.draft
        entered = entries_of(dose, log)
        if dose.drug.product_id is not None:
            entered["product"] = self._services.name_now(dose.drug)
        return drafts.prepare(log.patient.id, dose.order_id, entered)

    def rows(self, draft: Draft, calculation: Calculation) -> dict[str, str]:
        """Give what the record that is amended says of each container; nothing once somebody has been there."""
        from j3032calc.services.entering_chart import containers_to_chart

        before = self.before(draft)
        if before is None or any(name.startswith("lot") for name, _ in draft.entered):
            return {}
        return row_entries(containers_to_chart(calculation, each=False), before.containers)

    def before(self, draft: Draft) -> Administration | None:
        """Give the record that a draft amends, as it stands now."""
        amended = dict(draft.entered).get(AMENDS)
        return None if amended is None else self._services.doses.history(amended).dose

    def charted_on(self, draft: Draft) -> date:
        """Give the day that decides whether a dose is charted late: of the first signature, or today."""
        before = self.before(draft)
        return self._services.today if before is None else before.given.at.date()

    def said(self, draft: Draft) -> str:
        """Say which record is amended."""
        from j3032calc.wording.writing import write_date

        before = self.before(draft)
        if before is None:
            return ""
        who = f"{before.given.name}, {before.given.credential}"
        return amend_labels.AMENDS.format(date=write_date(before.given_on), who=who)

    def sign(
        self, draft: Draft, calculation: Calculation, charted: Charted, confirmation: Confirmation, reason: str
    ) -> Entry:
        """Sign a dose, or the amendment of one."""
        doses, before = self._services.doses, self.before(draft)
        if before is None:
            return doses.sign(calculation, charted, confirmation)
        discard = changed_discard(before, calculation, charted.discard)
        dose = doses.redone(calculation, replace(charted, id=before.id, discard=discard))
        return doses.amend(dose, reason, confirmation, discard, draft_id=draft.id)

"""How the dose that is given now stands: judged anew from what is on its pages, on each change."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.domain.administration import Draft
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.order import Order
    from j3032calc.domain.visit.facts import Phase
    from j3032calc.services.administrations import Override
    from j3032calc.services.entering_verdicts import Judged
    from j3032calc.services.services import Services
    from j3032calc.ui.verdict_panel import VerdictPanel


class Judging:
    """Works for one dose at a time: ``draft`` and ``order`` are those that stand on the pages."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.draft: Draft | None = None
        self.order: Order | None = None

    def judge(self, calculation: Calculation, entered: Mapping[str, str], phase: Phase | None = None) -> Judged | None:
        """Judge what stands on the pages, as far as it can be read; ``None`` while no patient's dose is given."""
        from j3032calc.services.entering_verdicts import Page, judge_page

        if self.draft is None:
            return None
        page, now = Page(self.draft, self.order, entered), self._services.session.clock.now()
        return judge_page(self._services.checks, page, calculation, now, phase)


def override_of(panel: VerdictPanel) -> Override | None:
    """Give the override that a lead is to sign, ``None`` where nothing is overridden."""
    from j3032calc.services.administrations import Override

    findings = panel.overridden()
    return Override(panel.lead.entry, panel.lead_pin.edit.text(), findings) if findings else None

"""How the dose that is given now stands: judged anew from what is on its pages, on each change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from j3032calc.domain.administration import Draft
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.order import Order
    from j3032calc.domain.visit.facts import Phase
    from j3032calc.services.administrations import Override
    from j3032calc.services.entering_verdicts import Judged
    from j3032calc.services.services import Services
    from j3032calc.ui.give_page import GivePage
    from j3032calc.ui.verdict_panel import VerdictPanel


class DoseInHand(Protocol):
    """The dose that stands on the pages, if one does."""

    draft: Draft | None
    order: Order | None

    def entered(self) -> dict[str, str]:
        """Give every text by its field."""


class Judging:
    """Works with the services of a session; ``dose`` is what stands on the pages."""

    def __init__(self, services: Services, dose: DoseInHand) -> None:
        self._services = services
        self._dose = dose

    def judge(self, calculation: Calculation, phase: Phase | None = None) -> Judged | None:
        """Judge what stands on the pages, as far as it can be read; ``None`` while no patient's dose is given."""
        from j3032calc.services.entering_verdicts import Page, judge_page

        dose = self._dose
        if dose.draft is None:
            return None
        page, now = Page(dose.draft, dose.order, dose.entered()), self._services.session.clock.now()
        return judge_page(self._services.checks, page, calculation, now, phase)

    def holding(self, calculation: Calculation | None) -> Judged | None:
        """Give the verdicts where something holds care and has no reason yet, else ``None``."""
        judged = None if calculation is None else self.judge(calculation)
        has_holds = judged is not None and any(one.is_open_hold for one in judged.readiness.verdicts)
        return judged if has_holds else None


def ask_before(holding: Judged, give: GivePage, then: Callable[[Mapping[str, str]], None]) -> None:
    """Ask why the work goes on although something holds care; ``then`` takes the reasons by their fields."""
    from j3032calc.ui.holds_card import HoldsCard

    card = HoldsCard(holding, give)
    card.answered.connect(then)
    give.show_card(card, takes_focus=True)


def override_of(panel: VerdictPanel) -> Override | None:
    """Give the override that a lead is to sign, ``None`` where nothing is overridden."""
    from j3032calc.services.administrations import Override

    findings = panel.overridden()
    return Override(panel.lead.entry, panel.lead_pin.edit.text(), findings) if findings else None

"""The documentation checklist: what payers commonly ask to see for a product and its use.

It collects values and dates and decides nothing: thresholds differ by payer (FACTS2 section 11).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from j3032calc.domain.order import Documented
    from j3032calc.domain.product import Citation


class ItemKind(StrEnum):
    """What an item of the checklist is about."""

    SEVERITY = "severity"
    PRIOR_TREATMENT = "prior-treatment"
    EXACERBATIONS = "exacerbations"
    BIOMARKER = "biomarker"
    CONTROLLER = "controller"
    SPECIALIST = "specialist"
    OTHER_BIOLOGIC = "other-biologic"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to have in the chart. ``asked`` is what payers commonly want of it, as the source has it.

    ``is_dated`` says that the answer needs its day; an optional item is printed and never asked for.
    """

    id: str
    kind: ItemKind
    text: str
    asked: str | None
    is_dated: bool
    is_optional: bool
    cited: Citation


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One item and its answer; ``answer`` is ``None`` where nothing is recorded."""

    item: ChecklistItem
    answer: Documented | None

    @property
    def lacks_date(self) -> bool:
        """Whether there is an answer without the day it needs."""
        return self.answer is not None and self.item.is_dated and self.answer.on is None


@dataclass(frozen=True, slots=True)
class Checklist:
    """What to have on file for one product and the uses it names, in the order in which it is asked."""

    product_id: str
    schedules: tuple[str, ...]
    items: tuple[ChecklistItem, ...]

    def lines(self, documentation: tuple[Documented, ...]) -> tuple[ChecklistLine, ...]:
        """Give every item with its newest answer; answers stand oldest first."""
        answers = {answer.item: answer for answer in documentation if answer.value.strip()}
        return tuple(ChecklistLine(item, answers.get(item.id)) for item in self.items)

    def answered_anew(
        self, documentation: tuple[Documented, ...], answers: tuple[Documented, ...]
    ) -> tuple[Documented, ...]:
        """Give a documentation in which these answers stand for every item of this checklist."""
        asked = {item.id for item in self.items}
        return (*(one for one in documentation if one.item not in asked), *answers)


def checklist_for(
    checklists: tuple[Checklist, ...], product_id: str | None, schedule_id: str | None
) -> Checklist | None:
    """Find the checklist of a product and use, ``None`` if there is none or the use is not known."""
    return next(
        (one for one in checklists if one.product_id == product_id and schedule_id in one.schedules),
        None,
    )

"""What a payer wants on a claim for a drug."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.product import Citation, Statement
    from j3032calc.domain.schedule import Steps


class WasteBilling(StrEnum):
    """How a payer takes the discarded part of a single-dose container."""

    JW_JZ = "jw-jz"
    GIVEN_ONLY = "given-only"
    OPENED_IN_FULL = "opened-in-full"


@dataclass(frozen=True, slots=True)
class ModifierDates:
    """The first day of each rule about JW and JZ."""

    jw_required: date
    jz_available: date
    jz_required: date


@dataclass(frozen=True, slots=True)
class PayerProfile:
    """A payer's rules. ``clocks`` maps a product id to the payer's own interval, where it has one."""

    id: str
    name: str
    waste: WasteBilling
    dates: ModifierDates
    wants_ndc: bool
    clocks: tuple[tuple[str, Steps], ...]
    statements: tuple[Statement, ...]
    cited: Citation

    def clock_for(self, product_id: str) -> Steps | None:
        """Give the payer's interval for a product, or ``None`` where the profile has none."""
        return dict(self.clocks).get(product_id)

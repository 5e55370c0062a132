"""What a payer wants on a claim for a drug."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.checklist import ItemKind
    from j3032calc.domain.ndc import NdcQualifier
    from j3032calc.domain.product import Citation, Form, Statement
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
class AuthorizationRule:
    """Whether the payer wants an authorization before it pays for these drugs."""

    is_needed: bool
    cited: Citation


@dataclass(frozen=True, slots=True)
class UnitLimit:
    """The most billing units that a payer pays: for one dose, or within ``days``.

    ``counts_waste`` says whether discarded units count, ``None`` where the payer has not said. ``schedules`` are the
    uses it is for; empty means every one.
    """

    product_id: str
    units: int
    days: int | None
    counts_waste: bool | None
    schedules: tuple[str, ...]
    cited: Citation

    def concerns(self, product_id: str, schedule_id: str | None) -> bool:
        """Whether the limit is for this product and, as far as it is known, this use."""
        return self.product_id == product_id and (not self.schedules or schedule_id in self.schedules)


@dataclass(frozen=True, slots=True)
class BenefitRule:
    """Forms of a product that the payer does not pay under the medical benefit; empty ``forms`` means every form."""

    product_id: str
    forms: tuple[Form, ...]
    text: str
    cited: Citation


@dataclass(frozen=True, slots=True)
class Modifier340B:
    """The modifier that the payer wants on every line of a drug that was bought under 340B."""

    modifier: str
    cited: Citation


@dataclass(frozen=True, slots=True)
class Asked:
    """What the payer wants documented before it pays."""

    kinds: tuple[ItemKind, ...]
    cited: Citation


@dataclass(frozen=True, slots=True)
class PayerProfile:
    """A payer's rules. ``clocks`` maps a product id to the payer's own interval, where it has one.

    ``None`` means that the profile does not say, which is a finding of its own. ``ndc_qualifiers`` holds the forms
    whose NDC quantity this payer counts in another unit than the catalogue does.
    """

    id: str
    name: str
    waste: WasteBilling
    dates: ModifierDates
    wants_ndc: bool
    clocks: tuple[tuple[str, Steps], ...]
    statements: tuple[Statement, ...]
    cited: Citation
    ndc_qualifiers: tuple[tuple[Form, NdcQualifier], ...] = ()
    authorization: AuthorizationRule | None = None
    wants_side: bool | None = None
    modifier_340b: Modifier340B | None = None
    limits: tuple[UnitLimit, ...] = ()
    benefit_rules: tuple[BenefitRule, ...] = ()
    asked: Asked | None = None

    def clock_for(self, product_id: str) -> Steps | None:
        """Give the payer's interval for a product, or ``None`` where the profile has none."""
        return dict(self.clocks).get(product_id)

    def limits_for(self, product_id: str, schedule_id: str | None) -> tuple[UnitLimit, ...]:
        """Give the limits on units of a product; those of one use only where that use is known."""
        return tuple(limit for limit in self.limits if limit.concerns(product_id, schedule_id))

"""Everything that one calculation is asked from, read and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.catalogue import KnownCode
    from j3032calc.domain.containers import Container, Opened
    from j3032calc.domain.label import LabelUse
    from j3032calc.domain.order import Rounded, Rounding
    from j3032calc.domain.payer import PayerProfile
    from j3032calc.domain.product import Product, UnlikelyEdit
    from j3032calc.domain.quantities import Amount, BodyMass, DosePerWeight, UnitSize
    from j3032calc.domain.schedule import SiteCalendar
    from j3032calc.domain.site_product import CodeOverride


@dataclass(frozen=True, slots=True)
class Drug:
    """What is billed: a product of the catalogue, or any drug by the size of its billing unit.

    ``hcpcs`` is ``None`` where no code was entered; ``known`` is what the catalogue has on the CMS code, and
    ``unlikely_edit`` CMS's limit on its units. ``override`` says why the site bills another code than CMS's.
    """

    unit: UnitSize
    hcpcs: str | None = None
    known: KnownCode | None = None
    product: Product | None = None
    unlikely_edit: UnlikelyEdit | None = None
    override: CodeOverride | None = None

    @property
    def override_reason(self) -> str | None:
        """Why the site bills another code than CMS's, ``None`` where it bills CMS's."""
        return None if self.override is None else self.override.reason

    @property
    def measured_as(self) -> str:
        """Whose units of activity it is measured in: the drug's code at CMS, whatever is billed; may be empty."""
        return (self.hcpcs or "") if self.product is None else self.product.code.hcpcs


@dataclass(frozen=True, slots=True)
class Question:
    """One calculation as it was asked.

    ``prescribed`` is the dose as ordered and ``ordered`` the amount it comes to for this weight, ``rounded`` where the
    order says how. ``stocked`` are the
    sizes that may be opened, ``opened`` what really was, ``None`` while the app is to choose. ``given`` is what the
    patient got when the administration was stopped early. ``payer`` is the rule that the claim follows; it
    ``is_payer_named`` when a person chose it.
    """

    drug: Drug
    prescribed: Amount | DosePerWeight
    ordered: Amount
    given_on: date
    stocked: tuple[Container, ...]
    payer: PayerProfile
    use: LabelUse
    site: SiteCalendar
    is_payer_named: bool = False
    weight: BodyMass | None = None
    opened: tuple[Opened, ...] | None = None
    given: Amount | None = None
    is_multi_dose: bool = False
    rounded: Rounded | None = None

    def rounded_by(self, rounding: Rounding | None) -> Question:
        """Give the question with the dose rounded as its order says.

        Nothing is rounded without such an instruction, nor where the dose was entered in another measure than the
        order's.

        Raises:
            RoundedToNothing: the dose would be zero.
        """
        if rounding is None or type(rounding.step) is not type(self.ordered):
            return self
        # A calculation without an order does not wait for what orders need.
        from j3032calc.domain.order import round_dose

        rounded = round_dose(self.ordered, rounding)
        return replace(self, ordered=rounded.dose, rounded=rounded)

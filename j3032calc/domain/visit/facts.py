"""What is known about one visit for a dose: plain values, each of which may be unknown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from j3032calc.domain.product import Form

if TYPE_CHECKING:
    from datetime import date, datetime

    from j3032calc.domain.administration import (
        Administration,
        ContainerUsed,
        Discard,
        DrugSource,
        LineBilled,
        Observation,
        Preparation,
    )
    from j3032calc.domain.catalogue import KnownCode
    from j3032calc.domain.checklist import Checklist
    from j3032calc.domain.order import Authorization, Charge, DrugRef, Order
    from j3032calc.domain.patient import Patient, Weight
    from j3032calc.domain.payer import PayerProfile
    from j3032calc.domain.product import Presentation, Product, Schedule
    from j3032calc.domain.quantities import Amount
    from j3032calc.domain.schedule import Interval
    from j3032calc.domain.site import Site


class Phase(IntEnum):
    """How far the visit is: due and nothing opened, prepared and nothing given, or given."""

    DUE = 1
    PREPARED = 2
    GIVEN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDose:
    """A dose that the log holds, voided ones left out. ``reaction`` is ``None`` where none was recorded.

    ``due`` and ``payer_earliest`` are what its record says of the next dose, the latter by the rules of ``payer_id``.
    """

    id: str
    drug_key: str
    given_on: date
    administered_units: int
    discarded_units: int | None
    authorization_number: str | None = None
    source: DrugSource | None = None
    reaction: str | None = None
    payer_id: str | None = None
    due: date | None = None
    payer_earliest: date | None = None

    @property
    def is_billed(self) -> bool:
        """Whether its units were billed; a dose whose source was not recorded is taken as billed."""
        return self.source is None or self.source.bills_drug


def past_dose(administration: Administration) -> PastDose:
    """Give what later visits need to know of a dose that was given."""
    calculation, observation = administration.calculation, administration.observation
    return PastDose(
        id=administration.id,
        drug_key=administration.drug.key,
        given_on=administration.given_on,
        administered_units=calculation.administered_units,
        discarded_units=calculation.discarded_units,
        authorization_number=administration.authorization_number,
        source=administration.source,
        reaction=None if observation is None else observation.reaction,
        payer_id=administration.payer_id,
        due=administration.next_due.due,
        payer_earliest=administration.next_due.payer_earliest,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit, as far as it is known. ``None`` is "not known", an empty tuple is "asked, and there is none".

    ``id`` is the administration's own. ``product`` is the catalogue's, ``None`` for a drug that was typed;
    ``known_code`` is what the catalogue has on its code. ``schedule`` is the labelled use. The intervals are those
    that run from the last dose, on the label's (or the order's) clock and on the payer's. ``authorizations`` are
    the patient's, ``other_orders`` the patient's orders but this one, ``past`` the patient's doses of any drug.
    ``discarded`` is the amount, ``discarded_units`` the whole billing units in it. ``lines`` are the drug lines as
    billed, ``given_by`` the account of the nurse, ``site_override`` why the site bills another code.
    """

    given_on: date
    drug: DrugRef
    phase: Phase = Phase.GIVEN
    id: str | None = None
    product: Product | None = None
    known_code: KnownCode | None = None
    schedule: Schedule | None = None
    checklist: Checklist | None = None
    payer: PayerProfile | None = None
    site: Site | None = None
    charge: Charge | None = None
    site_override: str | None = None
    patient: Patient | None = None
    order: Order | None = None
    other_orders: tuple[Order, ...] | None = None
    authorizations: tuple[Authorization, ...] | None = None
    past: tuple[PastDose, ...] | None = None
    label_interval: Interval | None = None
    payer_interval: Interval | None = None
    authorization_number: str | None = None
    diagnoses: tuple[str, ...] | None = None
    weight: Weight | None = None
    containers: tuple[ContainerUsed, ...] | None = None
    is_multi_dose: bool | None = None
    source: DrugSource | None = None
    preparation: Preparation | None = None
    administered_units: int | None = None
    discarded_units: int | None = None
    discarded: Amount | None = None
    lines: tuple[LineBilled, ...] | None = None
    route: str | None = None
    started_at: datetime | None = None
    stopped_at: datetime | None = None
    given_by: str | None = None
    discard: Discard | None = None
    observation: Observation | None = None

    @property
    def is_intravenous(self) -> bool:
        """Whether it is an infusion: by the product, or by the route that was typed."""
        return (self.product.route if self.product else self.route) == "intravenous"

    @property
    def units(self) -> tuple[int, int] | None:
        """Billing units given and discarded, ``None`` while they are not known; none where no drug is billed."""
        if self.source is not None and not self.source.bills_drug:
            return 0, 0
        if self.administered_units is None or self.discarded_units is None:
            return None
        return self.administered_units, self.discarded_units

    @property
    def same_drug(self) -> tuple[PastDose, ...] | None:
        """The past doses of this drug, without this one."""
        if self.past is None:
            return None
        key = self.drug.key
        return tuple(dose for dose in self.past if dose.drug_key == key and dose.id != self.id)

    @property
    def last_dose(self) -> PastDose | None:
        """The newest dose of this drug before the day of this one, ``None`` if there is none or none is known."""
        earlier = [dose for dose in self.same_drug or () if dose.given_on < self.given_on]
        return max(earlier, key=lambda dose: dose.given_on, default=None)

    def presentation(self, container: ContainerUsed) -> Presentation | None:
        """Give the catalogue's package of a container, ``None`` if it is not known."""
        if self.product is None or container.ndc is None:
            return None
        return next((item for item in self.product.presentations if str(item.ndc) == container.ndc), None)

    def form(self, container: ContainerUsed) -> Form | None:
        """Give the form of a container, by its package or as it was charted, ``None`` if neither tells."""
        package = self.presentation(container)
        return Form.named(container.form) if package is None else package.form

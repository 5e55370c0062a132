"""One dose as it was given and charted: everything that the record on paper says, frozen as it was when signed."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from j3032calc.domain.findings import Care, Claim
from j3032calc.domain.order import DrugRef
from j3032calc.domain.patient import Weight
from j3032calc.domain.people import Signature
from j3032calc.domain.quantities import Amount, Volume
from j3032calc.domain.record import record


class DrugSource(StrEnum):
    """Where the drug came from, which decides whether the site may bill it."""

    PURCHASED = "purchased"
    DRUG_340B = "purchased under 340B"
    WHITE_BAG = "sent by a pharmacy for this patient"
    SAMPLE = "sample"
    FREE = "free drug"

    @property
    def bills_drug(self) -> bool:
        """Whether the site bought the drug and so may bill it."""
        return self in {DrugSource.PURCHASED, DrugSource.DRUG_340B}


class BalanceBroken(ValueError):
    """Amounts that do not add up. Always our fault, never a person's."""


@record
class Balance:
    """Where the drug in the opened containers went: opened = given + discarded + kept + not infused, always.

    ``ordered`` is the dose; it may be more than was opened.
    """

    ordered: Amount
    opened: Amount
    given: Amount
    discarded: Amount
    kept: Amount
    not_infused: Amount

    def __post_init__(self) -> None:
        if self.given + self.discarded + self.kept + self.not_infused != self.opened:
            message = "opened is not given + discarded + kept + not infused"
            raise BalanceBroken(message)


@record
class ContainerUsed:
    """Equal containers that were opened, of one lot. ``lot`` and ``expiry`` are ``None`` when not recorded.

    ``is_confirmed`` says that a person scanned or confirmed the NDC; until then it is proposed. ``minutes_out`` is the
    time out of the refrigerator, added up, ``minutes_opened`` the time out of the carton; ``None`` is "not recorded".
    """

    count: int
    content: Amount
    volume: Volume | None = None
    form: str | None = None
    ndc: str | None = None
    is_confirmed: bool = False
    lot: str | None = None
    expiry: date | None = None
    minutes_out: int | None = None
    minutes_opened: int | None = None


@record
class Preparation:
    """How the drug was made ready. ``None`` is "not recorded"."""

    minutes_warmed: int | None = None
    minutes_since_mixing: int | None = None
    has_filter: bool | None = None


@record
class LineBilled:
    """One claim line as it stood when signed; the NDC quantity is its exact decimal text."""

    hcpcs: str | None
    modifiers: tuple[str, ...]
    units: int
    ndc: str | None = None
    ndc_quantity: str | None = None
    ndc_unit: str | None = None


@record
class FindingShown:
    """One finding as the nurse saw it, and why the work went on; an override is a lead's signature."""

    rule: str
    claim: Claim
    care: Care
    message: str
    source: str | None = None
    reason: str | None = None
    override: Signature | None = None


@record
class CalculationShown:
    """The calculation as it was when signed: it is never worked out again from a newer catalogue.

    ``modifier_reasons`` says of each line why it has its modifiers, or none.
    """

    catalogue_edition: str
    hcpcs: str | None
    billing_unit: Amount
    volume: Volume | None
    discarded_volume: Volume | None
    administered_units: int
    discarded_units: int | None
    claim_lines: tuple[LineBilled, ...]
    findings: tuple[FindingShown, ...]
    working: tuple[str, ...]
    modifier_reasons: tuple[str, ...] = ()
    site_override: str | None = None


@record
class NextDue:
    """When the next dose was said to be due, on both clocks; ``None`` where nothing decided it."""

    due: date | None = None
    payer_earliest: date | None = None
    appointment: date | None = None
    window: tuple[date, date] | None = None


@record
class Discard:
    """What was thrown away, confirmed by a named person; ``witness`` is another one, where the site asks for one.

    ``unwitnessed_reason`` says why nobody could be that other one.
    """

    reason: str
    method: str
    at: datetime
    is_not_shared: bool
    confirmed: Signature
    witness: Signature | None = None
    unwitnessed_reason: str | None = None


@record
class Observation:
    """How the patient did afterwards. ``None`` is "not recorded"."""

    minutes: int | None = None
    reaction: str | None = None
    note: str | None = None


@record
class Administration:
    """One administration. ``given_on`` is the calendar day; start and stop are local times with their zone.

    ``app_version`` and the calculation's catalogue edition say what made the numbers. ``late_reason`` stands where the
    dose was charted after the day it was given. ``changed`` is the signature of who amended or voided this version,
    ``None`` on the first. What the order said is read from the order's own entries.
    """

    id: str
    patient_id: str
    order_id: str | None
    drug: DrugRef
    app_version: str
    given_on: date
    started_at: datetime | None = None
    stopped_at: datetime | None = None
    route: str | None = None
    body_site: str | None = None
    weight: Weight | None = None
    source: DrugSource | None = None
    preparation: Preparation | None = None
    containers: tuple[ContainerUsed, ...]
    balance: Balance
    calculation: CalculationShown
    next_due: NextDue
    payer_id: str | None = None
    authorization_number: str | None = None
    diagnoses: tuple[str, ...] = ()
    discard: Discard | None = None
    observation: Observation | None = None
    stopped_early_reason: str | None = None
    opened_reason: str | None = None
    early_reason: str | None = None
    late_reason: str | None = None
    given: Signature
    changed: Signature | None = None


class Stage(StrEnum):
    """How far an administration is that is not signed yet."""

    PREPARED = "prepared"
    RUNNING = "running"


@record
class Draft:
    """An administration under way. ``entered`` is the form as typed, readable or not, so that nothing is lost.

    ``id`` becomes the administration's. ``started_at`` is set when the infusion starts.
    """

    id: str
    patient_id: str
    order_id: str | None
    stage: Stage
    entered: tuple[tuple[str, str], ...]
    kept_at: datetime
    started_at: datetime | None = None

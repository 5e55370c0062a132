"""What a check can find: typed facts with two verdicts, one for the claim and one for care.

``wording.findings`` has one sentence for each kind. Ids, severities and rules: PRODUCT.md, the claim-readiness list.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.containers import Container, Opened
    from j3032calc.domain.label import LabelledRange
    from j3032calc.domain.product import Citation, Presentation, Product, Schedule, UnlikelyEdit
    from j3032calc.domain.quantities import Amount, BillingUnits
    from j3032calc.domain.schedule import Interval


class Claim(StrEnum):
    """What a finding means for the claim."""

    STOP = "stop"
    WARN = "warn"
    INFO = "info"


class Care(StrEnum):
    """What a finding means at the chair: asked before giving, worth asking, or nothing."""

    HOLD = "hold"
    ASK = "ask"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Detail:
    """The facts of one finding; ``wording.findings`` has one sentence for each kind."""


@dataclass(frozen=True, slots=True)
class CodeNotInForce(Detail):
    """R-01: the code is not in force on the day given."""

    hcpcs: str
    day: date
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class ModifierNotYetRequired(Detail):
    """R-01: the modifier may stand on the claim but need not before this day."""

    modifier: str
    required_from: date


@dataclass(frozen=True, slots=True)
class StoppedEarly(Detail):
    """R-01: part of the dose was not infused; whether it is waste is the biller's decision."""

    not_infused: Amount


@dataclass(frozen=True, slots=True)
class NoWholeUnitDiscarded(Detail):
    """R-02: something was discarded, but less than one billing unit."""

    discarded: Amount
    unit: Amount


@dataclass(frozen=True, slots=True)
class MoreWasteThanNeeded(Detail):
    """R-04: other stocked sizes would have left less."""

    opened_content: Amount
    least: tuple[Opened, ...]
    least_content: Amount


@dataclass(frozen=True, slots=True)
class NdcNotChecked(Detail):
    """R-05: the drug is not in the catalogue."""


@dataclass(frozen=True, slots=True)
class ContainerNotInCatalogue(Detail):
    """R-05: a size that no package of the product has."""

    container: Container
    product: Product


@dataclass(frozen=True, slots=True)
class NdcToVerify(Detail):
    """R-05: a package whose facts are weak or disputed."""

    presentation: Presentation


@dataclass(frozen=True, slots=True)
class NdcUnscanned(Detail):
    """R-05: the payer wants the NDC, and it is only proposed."""

    presentation: Presentation


@dataclass(frozen=True, slots=True)
class AboveLabelMaximum(Detail):
    """R-10: the dose is above the largest labelled one."""

    dose: Amount
    most: Amount
    cited: Citation


@dataclass(frozen=True, slots=True)
class NotALabelledDose(Detail):
    """R-10: the dose is none of the labelled ones."""

    dose: Amount
    labelled: tuple[LabelledRange, ...]
    cited: Citation


@dataclass(frozen=True, slots=True)
class LabelNeedsWeight(Detail):
    """R-10: the labelled dose depends on a weight that was not entered."""

    product: Product


@dataclass(frozen=True, slots=True)
class LabelUnknown(Detail):
    """R-10: the drug is not in the catalogue."""


@dataclass(frozen=True, slots=True)
class NotALabelledInterval(Detail):
    """R-10: the order's interval is none of the labelled ones."""

    every: Interval
    labelled: tuple[Interval, ...]
    cited: Citation


@dataclass(frozen=True, slots=True)
class ScheduleNeeded(Detail):
    """R-10: the product's schedules have different intervals and none is chosen."""

    schedules: tuple[Schedule, ...]


@dataclass(frozen=True, slots=True)
class DoseNumberNeeded(Detail):
    """R-10: the interval depends on which dose of the schedule this is."""

    schedule: Schedule


@dataclass(frozen=True, slots=True)
class IntervalNeeded(Detail):
    """R-10: the label leaves the interval to the order."""

    intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class SelfAdministered(Detail):
    """R-15: a form made for patients, under the medical benefit."""

    presentation: Presentation


@dataclass(frozen=True, slots=True)
class FormUnknown(Detail):
    """R-15: whether the form is made for patients is not known."""


@dataclass(frozen=True, slots=True)
class CodeNotChecked(Detail):
    """R-19: drug, NDC and code cannot be compared: no product was chosen. ``drug`` is what CMS says the code is."""

    hcpcs: str | None
    drug: str | None = None


@dataclass(frozen=True, slots=True)
class EnteredBySite(Detail):
    """R-19: the site entered the drug itself, so nothing of it is certain. ``drug`` is what CMS says the code is."""

    name: str
    hcpcs: str
    drug: str | None
    is_retired: bool


@dataclass(frozen=True, slots=True)
class AboveUnlikelyEdit(Detail):
    """R-22: more units on the day than the medically unlikely edit."""

    given: BillingUnits
    with_waste: BillingUnits
    limit: UnlikelyEdit


@dataclass(frozen=True, slots=True)
class UnlikelyEditUnknown(Detail):
    """R-22: no medically unlikely edit is known for the code."""


@dataclass(frozen=True, slots=True)
class Short(Detail):
    """R-25: the dose is above what was opened."""

    dose: Amount
    opened: Amount
    by: Amount


@dataclass(frozen=True, slots=True)
class Finding:
    """One entry of the readiness list."""

    rule: str
    claim: Claim
    care: Care
    detail: Detail

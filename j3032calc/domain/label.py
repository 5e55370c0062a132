"""What the label and the payer's clock say about one dose of a product: intervals and labelled doses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from j3032calc.domain.quantities import DosePerWeight

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from j3032calc.domain.payer import PayerProfile
    from j3032calc.domain.product import LabelDose, Product, Schedule
    from j3032calc.domain.quantities import Amount, BodyMass
    from j3032calc.domain.schedule import Interval, Steps


@dataclass(frozen=True, slots=True)
class LabelUse:
    """Under which labelled use a dose is given, as far as that was entered.

    ``candidates`` holds the chosen schedule, or every schedule of the product while none is chosen.
    """

    candidates: tuple[Schedule, ...]
    dose_number: int | None = None
    every: Interval | None = None

    @property
    def is_open(self) -> bool:
        """Whether the order may say the interval in any candidate: the label leaves it open, or there is no label."""
        return any(schedule.steps is None or schedule.order_intervals for schedule in self.candidates)

    def interval(self) -> Interval | None:
        """Give the interval that follows this dose, ``None`` while the entries leave more than one.

        Where the order may say the interval, it goes before.
        """
        if self.every is not None and (self.is_open or not self.candidates):
            return self.every
        return _only(_after(schedule.steps, self.dose_number) for schedule in self.candidates)

    def payer_interval(self, product: Product | None, payer: PayerProfile | None) -> Interval | None:
        """Give the payer's interval: the profile's own, or the usual limit that the catalogue cites."""
        profile_clock = payer.clock_for(product.id) if payer and product else None
        if profile_clock is not None:
            return _after(profile_clock, self.dose_number)
        clocks = (schedule.payer.steps if schedule.payer else None for schedule in self.candidates)
        return _only(_after(clock, self.dose_number) for clock in clocks)

    def needs_dose_number(self) -> bool:
        """Whether the number of the dose decides which interval follows and is not known."""
        if self.dose_number is not None or len(self.candidates) != 1:
            return False
        steps = self.candidates[0].steps
        return steps is not None and steps.only_interval is None


def _after(steps: Steps | None, dose_number: int | None) -> Interval | None:
    if steps is None:
        return None
    return steps.only_interval if dose_number is None else steps.after_dose(dose_number)


def _only(intervals: Iterable[Interval | None]) -> Interval | None:
    found = set(intervals)
    return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class LabelledRange:
    """A labelled dose for this patient, resolved to an amount; ``least == most`` for a single dose."""

    least: Amount
    most: Amount

    def holds(self, dose: Amount) -> bool:
        """Whether the dose is a labelled one."""
        return self.least <= dose <= self.most


@dataclass(frozen=True, slots=True)
class LabelledDoses:
    """The labelled doses of some schedules, as far as the weight is known.

    ``here`` are those for this patient; ``anywhere`` also those for other weights. ``has_unresolved`` says whether a
    dose per kg could not be worked out, and ``needs_weight`` whether a weight would tell more.
    """

    here: tuple[LabelledRange, ...]
    anywhere: tuple[LabelledRange, ...]
    has_unresolved: bool
    needs_weight: bool


def labelled_doses(candidates: Sequence[Schedule], weight: BodyMass | None) -> LabelledDoses:
    """Give the labelled doses of the candidate schedules for a patient of this weight."""
    doses = [dose for schedule in candidates for dose in schedule.doses]
    resolved = [(dose, _resolved(dose, weight)) for dose in doses]
    here = dict.fromkeys(labelled for dose, labelled in resolved if labelled and _is_for(dose, weight))
    anywhere = dict.fromkeys(labelled for _, labelled in resolved if labelled)
    return LabelledDoses(
        here=tuple(here),
        anywhere=tuple(anywhere),
        has_unresolved=any(labelled is None for _, labelled in resolved),
        needs_weight=weight is None and any(_asks_weight(dose) for dose in doses),
    )


def _asks_weight(dose: LabelDose) -> bool:
    return isinstance(dose.most, DosePerWeight) or dose.from_weight is not None or dose.below_weight is not None


def _is_for(dose: LabelDose, weight: BodyMass | None) -> bool:
    if weight is None:
        return not _asks_weight(dose)
    reaches = dose.from_weight is None or weight >= dose.from_weight
    return reaches and (dose.below_weight is None or weight < dose.below_weight)


def _resolved(dose: LabelDose, weight: BodyMass | None) -> LabelledRange | None:
    if isinstance(dose.least, DosePerWeight) or isinstance(dose.most, DosePerWeight):
        return None if weight is None else LabelledRange(_amount(dose.least, weight), _amount(dose.most, weight))
    return LabelledRange(dose.least, dose.most)


def _amount(dose: Amount | DosePerWeight, weight: BodyMass) -> Amount:
    return dose.for_weight(weight) if isinstance(dose, DosePerWeight) else dose

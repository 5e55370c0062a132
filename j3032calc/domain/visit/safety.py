"""Safe for this patient: other biologics (R-16), keeping and preparing (R-23), allergies and observation (R-26)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from j3032calc.domain.findings import Care, Detail
from j3032calc.domain.product import ConditionKind, labelled
from j3032calc.domain.visit.finding import Missing, NotChecked, info, unless_weak, warn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from j3032calc.domain.administration import ContainerUsed
    from j3032calc.domain.findings import Finding
    from j3032calc.domain.patient import Allergy, OtherBiologic
    from j3032calc.domain.product import Caution, Citation, Condition, Product
    from j3032calc.domain.visit.facts import Visit


@dataclass(frozen=True, slots=True)
class OtherBiologicOnFile(Detail):
    """R-16: another biologic goes on; ``is_ordered`` says that it is an order of this log."""

    name: str
    is_ordered: bool
    cited: Citation


@dataclass(frozen=True, slots=True)
class TimeExceeded(Detail):
    """R-23: longer out of the refrigerator or carton, or since mixing, than the source allows."""

    minutes: int
    limit: Condition
    cited: Citation


@dataclass(frozen=True, slots=True)
class WarmUpShort(Detail):
    """R-23: shorter at room temperature than the source asks."""

    minutes: int
    limit: Condition
    cited: Citation


@dataclass(frozen=True, slots=True)
class FilterMissing(Detail):
    """R-23: infused without the filter that the product asks for."""

    cited: Citation


@dataclass(frozen=True, slots=True)
class AllergyMatters(Detail):
    """R-26: an allergy on file concerns something in the product or its package."""

    substance: str
    caution: Caution
    cited: Citation


@dataclass(frozen=True, slots=True)
class AllergyToDrug(Detail):
    """R-26: an allergy on file names the drug."""

    substance: str


@dataclass(frozen=True, slots=True)
class EarlierReaction(Detail):
    """R-26: a reaction to this drug was recorded."""

    on: date


def no_other_biologic(visit: Visit) -> Iterator[Finding]:
    """R-16: no other biologic of the kind that payers do not pay beside this one."""
    product = labelled(visit.product)
    if product is None:
        yield warn("R-16", NotChecked(Missing.PRODUCT), Care.ASK)
        return
    rule = product.not_with
    if rule is None:
        return
    others = None if visit.patient is None else visit.patient.other_biologics
    if others is None:
        yield warn("R-16", NotChecked(Missing.OTHER_BIOLOGICS), Care.ASK)
    if visit.other_orders is None:
        yield warn("R-16", NotChecked(Missing.OTHER_ORDERS), Care.ASK)
    names = [(other.name, False) for other in others or () if _goes_on(other, product, visit.given_on)]
    names += [
        (order.drug.name, True)
        for order in visit.other_orders or ()
        if order.is_active
        and (order.expires_on is None or visit.given_on <= order.expires_on)
        and order.drug.product_id in rule.products
    ]
    yield from (
        warn("R-16", OtherBiologicOnFile(name, is_ordered, rule.cited), Care.HOLD) for name, is_ordered in names
    )


def _goes_on(other: OtherBiologic, product: Product, day: date) -> bool:
    """Whether it is given now and may be one: a name that the catalogue does not know may be any."""
    related = () if product.not_with is None else product.not_with.products
    is_one = other.product_id is None or other.product_id in {product.id, *related}
    return is_one and (other.ended_on is None or day <= other.ended_on)


_PER_CONTAINER: Final = {
    ConditionKind.OUT_OF_REFRIGERATOR: Missing.TIME_OUT,
    ConditionKind.OUT_OF_CARTON: Missing.TIME_OPENED,
}


def kept_and_prepared(visit: Visit) -> Iterator[Finding]:
    """R-23: times out of the refrigerator and since mixing, warm-up and filter, as the product asks."""
    product = labelled(visit.product)
    if product is None:
        yield warn("R-23", NotChecked(Missing.PRODUCT), Care.ASK)
        return
    if not visit.containers:
        yield warn("R-23", NotChecked(Missing.CONTAINERS), Care.ASK)
        return
    for condition in product.conditions:
        concerned = [one for one in visit.containers if condition.concerns(visit.form(one), one.content)]
        if not concerned:
            continue
        if condition.kind in _PER_CONTAINER:
            for container in concerned:
                yield from _time(condition, _minutes(condition, container), _PER_CONTAINER[condition.kind])
        else:
            yield from _prepared(condition, visit)
    yield from _without_limit(visit, product.conditions, visit.containers)


def _minutes(condition: Condition, container: ContainerUsed) -> int | None:
    is_out = condition.kind is ConditionKind.OUT_OF_REFRIGERATOR
    return container.minutes_out if is_out else container.minutes_opened


def _time(condition: Condition, minutes: int | None, missing: Missing) -> Iterator[Finding]:
    if minutes is None:
        yield warn("R-23", NotChecked(missing), Care.ASK)
    elif condition.minutes is not None and minutes > condition.minutes:
        detail = TimeExceeded(minutes, condition, condition.cited)
        yield unless_weak("R-23", detail, Care.HOLD, is_weak=condition.cited.must_verify)


def _prepared(condition: Condition, visit: Visit) -> Iterator[Finding]:
    made = visit.preparation
    if condition.kind is ConditionKind.AFTER_MIXING:
        yield from _time(condition, None if made is None else made.minutes_since_mixing, Missing.TIME_MIXED)
    elif condition.kind is ConditionKind.FILTER:
        if made is None or made.has_filter is None:
            yield warn("R-23", NotChecked(Missing.FILTER), Care.ASK)
        elif not made.has_filter:
            yield warn("R-23", FilterMissing(condition.cited), Care.HOLD)
    elif made is None or made.minutes_warmed is None:
        yield warn("R-23", NotChecked(Missing.WARM_UP), Care.ASK)
    elif condition.minutes is not None and made.minutes_warmed < condition.minutes:
        yield warn("R-23", WarmUpShort(made.minutes_warmed, condition, condition.cited), Care.ASK)


def _without_limit(
    visit: Visit, conditions: tuple[Condition, ...], containers: tuple[ContainerUsed, ...]
) -> Iterator[Finding]:
    """Say so where a time out of the refrigerator was charted and no limit for such a package is known."""
    limits = [one for one in conditions if one.kind is ConditionKind.OUT_OF_REFRIGERATOR]
    for container in containers:
        if container.minutes_out and not any(one.concerns(visit.form(container), container.content) for one in limits):
            yield info("R-23", NotChecked(Missing.STORAGE_LIMIT))


def allergies_asked(visit: Visit) -> Iterator[Finding]:
    """R-26: no allergy on file matters for the product, and no earlier reaction is recorded."""
    allergies = None if visit.patient is None else visit.patient.allergies
    if allergies is None:
        yield warn("R-26", NotChecked(Missing.ALLERGIES), Care.ASK)
    if labelled(visit.product) is None:
        yield warn("R-26", NotChecked(Missing.PRODUCT), Care.ASK)
    for allergy in allergies or ():
        yield from _allergy(visit, allergy)
    if visit.same_drug is None:
        yield warn("R-26", NotChecked(Missing.PAST_DOSES), Care.ASK)
    for dose in visit.same_drug or ():
        if dose.reaction is not None and dose.reaction.strip():
            yield warn("R-26", EarlierReaction(dose.given_on), Care.HOLD)


def _allergy(visit: Visit, allergy: Allergy) -> Iterator[Finding]:
    product, words = visit.product, allergy.substance.casefold()
    names = {visit.drug.name} if product is None else {product.brand, product.generic, product.generic.split("-")[0]}
    if any(name.casefold() in words for name in names):
        yield warn("R-26", AllergyToDrug(allergy.substance), Care.HOLD)
    for caution in () if product is None else product.cautions:
        if any(word in words for word in caution.words) and _may_hold(visit, caution):
            yield warn("R-26", AllergyMatters(allergy.substance, caution, caution.cited), Care.HOLD)


def _may_hold(visit: Visit, caution: Caution) -> bool:
    """Whether a container may have the substance: one that is not known may."""
    forms = [visit.form(container) for container in visit.containers or ()]
    return not caution.forms or not forms or any(form is None or form in caution.forms for form in forms)


def observed(visit: Visit) -> Iterator[Finding]:
    """R-26: after a drug with a boxed warning the observation time is recorded."""
    product = labelled(visit.product)
    if product is None:
        yield warn("R-26", NotChecked(Missing.PRODUCT), Care.ASK)
    elif product.boxed_warning is not None and (visit.observation is None or visit.observation.minutes is None):
        yield warn("R-26", NotChecked(Missing.OBSERVATION), Care.HOLD)

"""Answer one calculation from the texts that a person typed, scanned or sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from j3032calc.domain.calculation import calculate
from j3032calc.domain.catalogue import Agreement, read_hcpcs
from j3032calc.domain.containers import MOST_CONTAINERS, Container, Opened, preference
from j3032calc.domain.label import LabelUse
from j3032calc.domain.problems.dose import (
    DoseInOtherUnit,
    GivenAboveDose,
    TooManyContainers,
    VolumeMissing,
    WeightMissing,
)
from j3032calc.domain.problems.product import CodeDisputed, IntervalFixed, ScheduleUnknown, UnitSizeDiffers
from j3032calc.domain.problems.typed import FieldMissing, FieldsTogether
from j3032calc.domain.quantities import DosePerWeight, UnitSize, Volume
from j3032calc.domain.question import Drug, Question
from j3032calc.domain.schedule import SiteCalendar
from j3032calc.wording import reading
from j3032calc.wording.writing import write_amount, write_interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.product import Product
    from j3032calc.domain.quantities import Amount, BodyMass
    from j3032calc.services.ports import Clock

DEFAULT_PAYER: Final = "medicare-part-b"
NO_SITE: Final = SiteCalendar()


@dataclass(frozen=True, slots=True)
class Typed:
    """One calculation as text, field by field; the names are those of the command line. ``None``: not entered."""

    product: str | None = None
    billing_unit: str | None = None
    hcpcs: str | None = None
    dose: str | None = None
    weight: str | None = None
    container: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    multi_dose: bool = False
    given: str | None = None
    given_on: str | None = None
    schedule: str | None = None
    dose_number: str | None = None
    every: str | None = None
    payer: str | None = None
    closed: tuple[str, ...] = ()
    window: str | None = None


class Calculator:
    """Answers calculations from one catalogue. Stores nothing."""

    def __init__(self, catalogue: Catalogue, clock: Clock) -> None:
        self.catalogue = catalogue
        self._clock = clock
        self._typed_drug = lru_cache(maxsize=512)(self._read_typed_drug)
        self._default_payer = catalogue.payer(DEFAULT_PAYER)

    def use(self, catalogue: Catalogue) -> None:
        """Answer from another catalogue from now on: the site's, while somebody is signed in."""
        self.catalogue = catalogue
        self._typed_drug.cache_clear()

    def answer(self, typed: Typed) -> Calculation:
        """Read every field and calculate.

        Raises:
            Problem: a field cannot be used; it says which and what to enter.
        """
        return calculate(self.read(typed))

    def read(self, typed: Typed) -> Question:
        """Read every field without calculating.

        Raises:
            FieldMissing: the dose, the drug or a container size is not there.
            Problem: a field cannot be used.
        """
        drug = self._drug(typed)
        name = drug.measured_as
        if typed.dose is None:
            raise FieldMissing("dose", "210 mg")
        prescribed = reading.read_dose(typed.dose, name)
        weight = reading.read_weight(typed.weight) if typed.weight is not None else None
        ordered = _for_patient(prescribed, weight, typed.dose)
        _check_measure(ordered, drug.unit, typed.dose)
        packages = self._packages(typed, drug)
        opened = _opened(typed.opened, drug, ordered, packages)
        sizes = _sizes(typed.container, drug, ordered, packages) or self._offered(packages, drug)
        stocked = sizes or tuple(item.container for item in opened or ())
        if not stocked:
            raise FieldMissing("container", "100 mg")
        payer = self.catalogue.payer(typed.payer) if typed.payer is not None else None
        return Question(
            drug=drug,
            prescribed=prescribed,
            ordered=ordered,
            given_on=reading.read_date(typed.given_on) if typed.given_on is not None else self._clock.now().date(),
            stocked=stocked,
            payer=payer or self._default_payer,
            use=_label_use(typed, drug.product),
            site=_site(typed) if typed.closed or typed.window else NO_SITE,
            is_payer_named=payer is not None,
            weight=weight,
            opened=opened,
            given=_given(typed, ordered, name),
            is_multi_dose=typed.multi_dose or (drug.product is not None and drug.product.is_multi_dose),
        )

    def _drug(self, typed: Typed) -> Drug:
        if typed.product is None:
            if typed.billing_unit is None:
                raise FieldMissing(*(("product", "Tezspire") if typed.hcpcs is None else ("billing_unit", "10 mg")))
            return self._typed_drug(typed.billing_unit, typed.hcpcs)
        for other in ("billing_unit", "hcpcs"):
            if getattr(typed, other) is not None:
                raise FieldsTogether("product", other)
        product = self.catalogue.product(typed.product)
        code = product.code
        override = self.catalogue.override(product.id)
        return Drug(
            unit=code.unit,
            hcpcs=code.hcpcs if override is None else override.hcpcs,
            known=self.catalogue.code(code.hcpcs),
            product=product,
            unlikely_edit=product.unlikely_edit,
            override=override,
        )

    def _read_typed_drug(self, billing_unit: str, hcpcs: str | None) -> Drug:
        code = read_hcpcs(hcpcs) if hcpcs is not None else None
        unit = UnitSize(reading.read_amount(billing_unit, code or "", example="10 mg"))
        known = self.catalogue.code(code) if code is not None else None
        if known is None or code is None:
            return Drug(unit, code)
        check = self.catalogue.cross_check(code)
        if known.agreement is Agreement.DISAGREE and known.document is not None:
            candidates = tuple(product.brand for product in check.candidates)
            raise CodeDisputed(code, known.cms.drug, known.document.drug, candidates)
        for product in check.candidates:
            theirs = product.code.unit.amount
            if type(theirs) is not type(unit.amount) or theirs != unit.amount:
                raise UnitSizeDiffers(code, billing_unit, write_amount(theirs))
        edits = [product.unlikely_edit for product in check.candidates if product.code.hcpcs == code]
        return Drug(unit, code, known, unlikely_edit=edits[0] if edits else None)

    def _packages(self, typed: Typed, drug: Drug) -> tuple[Container, ...]:
        """Give the product's packages, the one that its NDC named first; none for a drug that was typed in."""
        if drug.product is None or typed.product is None:
            return ()
        named = self.catalogue.names_package(typed.product)
        rest = (item for item in drug.product.presentations if item != named)
        presentations = rest if named is None else (named, *rest)
        return tuple(Container(item.content, item.volume, item, is_named=item is named) for item in presentations)

    def _offered(self, packages: tuple[Container, ...], drug: Drug) -> tuple[Container, ...]:
        """Give the packages that the site stocks, or the one that was named."""
        stocked = () if drug.product is None else self.catalogue.stocked(drug.product)
        named = tuple(package for package in packages if package.is_named)
        return named or tuple(package for package in packages if package.presentation in stocked)


def _sizes(typed: Sequence[str], drug: Drug, ordered: Amount, packages: tuple[Container, ...]) -> tuple[Container, ...]:
    """Give the sizes that may be opened, as they were typed; may be empty."""
    return tuple(found for text in typed for found in _containers(text, drug, ordered, packages))


def _opened(
    typed: Sequence[str], drug: Drug, ordered: Amount, packages: tuple[Container, ...]
) -> tuple[Opened, ...] | None:
    if not typed:
        return None
    opened = []
    for text in typed:
        count, size = reading.split_count(text)
        found = _containers(size, drug, ordered, packages)
        opened.append(Opened(min(found, key=preference), count))
    total = sum(item.count for item in opened)
    if total > MOST_CONTAINERS:
        raise TooManyContainers(total, MOST_CONTAINERS)
    return tuple(opened)


def _containers(text: str, drug: Drug, ordered: Amount, packages: tuple[Container, ...]) -> tuple[Container, ...]:
    """Give the product's packages of a typed size, or the size itself where it has none."""
    content, volume = reading.read_container(text, drug.measured_as)
    if isinstance(ordered, Volume) and isinstance(drug.unit.amount, Volume):
        if volume is None:
            raise VolumeMissing(text)
        return (Container(volume, volume),)
    if type(content) is not type(ordered):
        raise DoseInOtherUnit(text, ordered.unit)
    if isinstance(drug.unit.amount, Volume) and volume is None:
        raise VolumeMissing(text)
    found = tuple(item for item in packages if item.content == content and (volume is None or volume == item.volume))
    named = tuple(item for item in found if item.is_named)
    return named or found or (Container(content, volume),)


def _for_patient(prescribed: Amount | DosePerWeight, weight: BodyMass | None, text: str) -> Amount:
    if not isinstance(prescribed, DosePerWeight):
        return prescribed
    if weight is None:
        raise WeightMissing(text)
    return prescribed.for_weight(weight)


def _check_measure(ordered: Amount, unit: UnitSize, text: str) -> None:
    if type(ordered) is not type(unit.amount) and not isinstance(unit.amount, Volume):
        raise DoseInOtherUnit(text, unit.amount.unit)


def _given(typed: Typed, ordered: Amount, name: str) -> Amount | None:
    if typed.given is None:
        return None
    given = reading.read_amount(typed.given, name, example="120 mg")
    if type(given) is not type(ordered):
        raise DoseInOtherUnit(typed.given, ordered.unit)
    if given > ordered:
        raise GivenAboveDose(typed.given, write_amount(ordered))
    return given


def _label_use(typed: Typed, product: Product | None) -> LabelUse:
    every = reading.read_interval(typed.every) if typed.every is not None else None
    if product is None:
        for other in ("schedule", "dose_number"):
            if getattr(typed, other) is not None:
                raise FieldsTogether("billing_unit", other)
        return LabelUse((), None, every)
    candidates = product.schedules
    if typed.schedule is not None:
        candidates = tuple(one for one in product.schedules if one.id == typed.schedule.strip(" ").casefold())
        if not candidates:
            raise ScheduleUnknown(typed.schedule, tuple(one.id for one in product.schedules))
    number = reading.read_dose_number(typed.dose_number) if typed.dose_number is not None else None
    use = LabelUse(candidates, number, every)
    label = replace(use, every=None).interval()
    if every is not None and not use.is_open and every != label:
        text = "by schedule" if label is None else write_interval(label)
        raise IntervalFixed(typed.every or "", product.name, text)
    return use


def _site(typed: Typed) -> SiteCalendar:
    weekdays, dates = set(), set()
    for text in typed.closed:
        weekday = reading.read_weekday(text)
        if weekday is None:
            dates.add(reading.read_date(text))
        else:
            weekdays.add(weekday)
    days = reading.read_window(typed.window) if typed.window is not None else 0
    return SiteCalendar(frozenset(weekdays), frozenset(dates), days)

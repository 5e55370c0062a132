"""From what stands in the form to an answer, to what is still needed, or to what cannot be used.

No arithmetic and no rule of its own: ``wording.reading`` reads each field, the calculation service answers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.containers import Container, Opened
    from j3032calc.domain.order import Rounding
    from j3032calc.domain.package import Identified
    from j3032calc.domain.problems import Problem
    from j3032calc.domain.product import Product
    from j3032calc.domain.question import Question
    from j3032calc.services.calculation import Calculator, Typed

BETWEEN_SIZES: Final = ";"
_CODE: Final = re.compile(r"[A-Za-z][0-9]{4}")


class Entries(NamedTuple):
    """What stands in the form. ``ticked`` holds NDCs, ``None`` while no package is on offer."""

    is_other_drug: bool = False
    product: str = ""
    billing_unit: str = ""
    hcpcs: str = ""
    dose: str = ""
    weight: str = ""
    given_on: str = ""
    dose_number: str = ""
    every: str = ""
    container: str = ""
    sizes: str = ""
    opened: str = ""
    given: str = ""
    ticked: frozenset[str] | None = None
    schedule: str = ""
    payer: str = ""
    is_multi_dose: bool = False


class Outcome(NamedTuple):
    """What came of the entries. ``needs`` names empty fields, ``problems`` has what cannot be used, field by field."""

    product: Product | None = None
    package: Identified | None = None
    calculation: Calculation | None = None
    needs: tuple[str, ...] = ()
    problems: tuple[tuple[str, Problem], ...] = ()


def parts(text: str) -> tuple[str, ...]:
    """Split a field that may hold several sizes."""
    return tuple(part.strip() for part in text.split(BETWEEN_SIZES) if part.strip())


class Named(NamedTuple):
    """What the product's field names: a product, the package when it is an NDC or a scanned code, or a problem."""

    product: Product | None = None
    package: Identified | None = None
    problem: Problem | None = None


def name_product(calculator: Calculator, entries: Entries) -> Named:
    """Find what the product's field names."""
    from j3032calc.domain.problems import Problem

    if entries.is_other_drug or not entries.product:
        return Named()
    try:
        return _find_product(calculator, entries.product)
    except Problem as problem:
        return Named(problem=problem)


def code_at_hand(calculator: Calculator, entries: Entries) -> str:
    """Give the code that was entered, or that the product is billed with; nothing where there is none."""
    if entries.is_other_drug:
        return entries.hcpcs
    if _CODE.fullmatch(entries.product):
        return entries.product
    product = name_product(calculator, entries).product
    return "" if product is None else product.code.hcpcs


def disputed_code(catalogue: Catalogue, texts: Iterable[str]) -> str:
    """Give the first of some texts that is a code of two drugs, in capitals; nothing where none is."""
    from j3032calc.domain.catalogue import Agreement

    for text in texts:
        known = catalogue.code(text.upper())
        if known is not None and known.agreement is Agreement.DISAGREE:
            return known.hcpcs
    return ""


def answer(calculator: Calculator, entries: Entries, named: Named, rounding: Rounding | None = None) -> Outcome:
    """Read every field and answer, as far as that can be done; a dose is rounded only as its order says."""
    from j3032calc.domain.problems import Problem
    from j3032calc.domain.problems.dose import WeightMissing

    problems = dict(_unreadable(entries))
    if named.problem is not None:
        problems["product"] = named.problem
    needs = tuple(_missing(entries))
    calculation = None
    if not problems and not needs:
        try:
            calculation = _calculate(calculator, entries, named.product, rounding)
        except WeightMissing:
            needs = ("weight",)
        except Problem as problem:
            problems[_field_of(problem, entries)] = problem
    return Outcome(named.product, named.package, calculation, needs, tuple(problems.items()))


def _find_product(calculator: Calculator, text: str) -> Named:
    from j3032calc.barcode.gs1 import looks_like_gs1
    from j3032calc.domain.package import Identified
    from j3032calc.domain.problems.product import ProductUnknown
    from j3032calc.services.identify import identify

    catalogue = calculator.catalogue
    if looks_like_gs1(text):
        package = identify(catalogue, text)
        if package.product is None:
            raise ProductUnknown(str(package.ndc), tuple(product.brand for product in catalogue.products))
        return Named(package.product, package)
    product = catalogue.product(text)
    named = catalogue.names_package(text)
    return Named(product, None if named is None else Identified(named.ndc, product, named))


def _readers() -> dict[str, Callable[[str], object]]:
    from j3032calc.domain.catalogue import read_hcpcs
    from j3032calc.wording import reading

    return {
        "billing_unit": lambda text: reading.read_amount(text, example="10 mg"),
        "hcpcs": read_hcpcs,
        "dose": reading.read_dose,
        "weight": reading.read_weight,
        "given_on": reading.read_date,
        "dose_number": reading.read_dose_number,
        "every": reading.read_interval,
        "given": lambda text: reading.read_amount(text, example="120 mg"),
        "container": lambda text: [reading.read_container(part) for part in parts(text)],
        "sizes": lambda text: [reading.read_container(part) for part in parts(text)],
        "opened": lambda text: [reading.read_container(reading.split_count(part)[1]) for part in parts(text)],
    }


def _unreadable(entries: Entries) -> Iterator[tuple[str, Problem]]:
    from j3032calc.domain.problems import Problem
    from j3032calc.domain.problems.dose import NoContainers

    for field, read in _readers().items():
        text = getattr(entries, field)
        try:
            if text:
                read(text)
        except Problem as problem:
            yield field, problem
    if entries.ticked is not None and not entries.ticked and not entries.sizes and not entries.opened:
        yield "containers", NoContainers()


def _missing(entries: Entries) -> Iterator[str]:
    if entries.is_other_drug:
        if not entries.billing_unit:
            yield "billing_unit"
    elif not entries.product:
        yield "product"
    if not entries.dose:
        yield "dose"
    if not entries.given_on:
        yield "given_on"
    if entries.is_other_drug and not entries.container and not entries.opened:
        yield "container"


def _calculate(
    calculator: Calculator, entries: Entries, product: Product | None, rounding: Rounding | None
) -> Calculation:
    from j3032calc.domain.calculation import calculate

    question = calculator.read(_typed(entries, product)).rounded_by(rounding)
    return calculate(question if product is None else _with_ticked(question, entries, product))


def _typed(entries: Entries, product: Product | None) -> Typed:
    from j3032calc.services.calculation import Typed

    return Typed(
        product=None if product is None else product.id,
        billing_unit=entries.billing_unit or None,
        hcpcs=entries.hcpcs or None,
        dose=entries.dose or None,
        weight=entries.weight or None,
        container=parts(entries.container or entries.sizes),
        opened=parts(entries.opened),
        multi_dose=entries.is_multi_dose,
        given=entries.given or None,
        given_on=entries.given_on or None,
        schedule=entries.schedule or None,
        dose_number=entries.dose_number or None,
        every=entries.every or None,
        payer=entries.payer or None,
    )


def _with_ticked(question: Question, entries: Entries, product: Product) -> Question:
    """Give the question with the packages that are ticked: a size alone does not tell a vial from a pen."""
    from dataclasses import replace

    from j3032calc.domain.containers import Container, Opened

    if entries.ticked is None:
        return question
    ticked = tuple(
        Container(item.content, item.volume, item) for item in product.presentations if str(item.ndc) in entries.ticked
    )
    typed = question.stocked if entries.sizes else ()
    opened = question.opened and tuple(Opened(_as_ticked(item, ticked), item.count) for item in question.opened)
    return replace(question, stocked=(*ticked, *typed), opened=opened)


def _as_ticked(opened: Opened, ticked: Iterable[Container]) -> Container:
    from j3032calc.domain.containers import preference

    same = [item for item in ticked if item.content == opened.container.content]
    if not same or opened.container in same:
        return opened.container
    return min(same, key=preference)


def _field_of(problem: Problem, entries: Entries) -> str:
    """Say which field a problem of the whole belongs to: the one that holds what it names, else by its kind."""
    from j3032calc.domain.problems import dose, product

    named = getattr(problem, "entered", None) or getattr(problem, "container", None)
    for field in ("dose", "given", "every", "billing_unit", "container", "sizes", "opened"):
        text = getattr(entries, field)
        if named and (named == text or any(named in part for part in parts(text))):
            return field
    kinds: dict[type[Problem], str] = {
        product.CodeDisputed: "hcpcs",
        product.CodeUnreadable: "hcpcs",
        dose.GivenAboveDose: "given",
        dose.NoContainers: "containers",
        product.ScheduleUnknown: "schedule",
        dose.TooManySizes: "containers",
        product.UnitSizeDiffers: "billing_unit",
        dose.VolumeMissing: "container",
    }
    return kinds.get(type(problem), "dose")

"""Patients and past doses from the log's own CSV export, or from a table with some of its columns.

A row has a patient, and a dose where it has a day given. What a row does not say is "not recorded"; an amount that it
does not say follows from the others: ordered, opened and given are one where only given is there.
"""

from __future__ import annotations

import re
from datetime import datetime
from math import floor
from typing import TYPE_CHECKING, Final, TypeVar

from j3032calc.domain.administration import Balance, BalanceBroken, ContainerUsed, DrugSource, NextDue
from j3032calc.domain.charting import check_contents
from j3032calc.domain.identifiers import read_icd10
from j3032calc.domain.importing import Incoming, PastDose
from j3032calc.domain.order import DrugRef
from j3032calc.domain.patient import Patient, Sex, Weight
from j3032calc.domain.problems import Problem
from j3032calc.domain.problems.dose import DoseInOtherUnit
from j3032calc.domain.problems.importing import AmountsDiffer, CellUnreadable
from j3032calc.domain.problems.typed import FieldMissing, NotAboveZero
from j3032calc.domain.quantities import MixedUnits, UnitSize
from j3032calc.imports.table import read_table
from j3032calc.wording import reading
from j3032calc.wording.birth_dates import read_birth_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.product import Product
    from j3032calc.domain.quantities import Amount
    from j3032calc.domain.schedule import Interval
    from j3032calc.imports.table import Row

T = TypeVar("T")

_CONTAINER: Final = re.compile(
    r"(?P<size>[^;]+?)(?: NDC (?P<ndc>[0-9-]+)(?P<proposed> \(proposed\))?)?"
    r"(?: lot (?P<lot>[^;]+?))?(?: expiry (?P<expiry>\S+))?"
)
_NOTHING: Final = re.compile(r"0+(?:\.0+)? +(\S+)")
_VOIDED: Final = "voided"
_NO: Final = "no"
_MOST_UNITS: Final = 1_000_000


def read_log_csv(data: bytes, catalogue: Catalogue, today: date) -> tuple[Incoming, ...]:
    """Read each row, or say why it cannot be used.

    Raises:
        Problem: the whole file cannot be used; see ``imports.table``.
    """
    return tuple(_incoming(row, catalogue, today) for row in read_table(data))


def _incoming(row: Row, catalogue: Catalogue, today: date) -> Incoming:
    if row.problem is not None:
        return Incoming(place=row.line, problem=row.problem)
    try:
        patient = _patient(row, today)
        is_left_out = row.text("what") == _VOIDED or row.text("stands") == _NO
        dose = None if row.text("given_on") is None else _dose(row, catalogue)
    except Problem as problem:
        return Incoming(place=row.line, problem=problem)
    return Incoming(place=row.line, patient=patient, dose=dose, is_left_out=is_left_out)


def _need(row: Row, column: str, example: str) -> str:
    text = row.text(column)
    if text is None:
        raise FieldMissing(column, example)
    return text


def _optional(row: Row, column: str, read: Callable[[str], T]) -> T | None:
    text = row.text(column)
    return None if text is None else read(text)


def _patient(row: Row, today: date) -> Patient:
    return Patient(
        id="",
        identifier=_need(row, "record_number", "12-345"),
        family=_need(row, "family_name", "Moss"),
        given=_need(row, "given_name", "Ada"),
        born=read_birth_date(_need(row, "born", "1980-02-03"), today),
        sex=_choice("sex", Sex, _need(row, "sex", "female")),
    )


def _choice(column: str, kind: type[T], text: str) -> T:
    known = [choice for choice in kind if choice.value == text.casefold()]  # type: ignore[attr-defined]
    if not known:
        choices = ", ".join(choice.value for choice in kind)  # type: ignore[attr-defined]
        raise CellUnreadable(column, f"is none of {choices}")
    return known[0]  # type: ignore[no-any-return]


def _dose(row: Row, catalogue: Catalogue) -> PastDose:
    product = _product(row, catalogue)
    drug = _drug(row, product)
    name = drug.hcpcs or ""
    unit = _unit(row, product, name)
    given_on = reading.read_date(_need(row, "given_on", "2026-11-23"))
    containers = _containers(row, name)
    balance = _balance(row, name, containers)
    administered, discarded = _units(row, balance, unit)
    weight = _optional(row, "weight", reading.read_weight)
    return PastDose(
        drug=drug,
        given_on=given_on,
        balance=balance,
        unit=unit.amount,
        administered_units=administered,
        discarded_units=discarded,
        containers=containers,
        next_due=_next_due(row, product, given_on),
        given_by=row.text("given_by"),
        started_at=_optional(row, "started_at", _moment),
        stopped_at=_optional(row, "stopped_at", _moment),
        route=row.text("route"),
        body_site=row.text("body_site"),
        weight=None if weight is None else Weight(amount=weight, on=_day(row, "weight_on") or given_on),
        source=_optional(row, "source", lambda text: _choice("source", DrugSource, text)),
        authorization_number=row.text("authorization_number"),
        diagnoses=tuple(map(read_icd10, _listed(row, "diagnoses"))),
        opened_reason=row.text("opened_reason"),
        early_reason=row.text("early_reason"),
        stopped_early_reason=row.text("stopped_early_reason"),
    )


def _listed(row: Row, column: str) -> list[str]:
    return [part.strip() for part in (row.text(column) or "").split(";") if part.strip()]


def _day(row: Row, column: str) -> date | None:
    return _optional(row, column, reading.read_date)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise CellUnreadable("time", "is not like 2026-11-23T14:05:00-08:00")
    return moment


def _product(row: Row, catalogue: Catalogue) -> Product | None:
    """Find the product by its id; else by the drug's name, unless the row says the billing unit of another drug."""
    product_id = row.text("product_id")
    if product_id is not None:
        return catalogue.product(product_id)
    name = _need(row, "drug", "Tezspire")
    if row.text("billing_unit") is not None:
        return None
    return catalogue.product(name)


def _drug(row: Row, product: Product | None) -> DrugRef:
    if product is None:
        return DrugRef(product_id=None, name=_need(row, "drug", "infliximab"), hcpcs=row.text("hcpcs"))
    return DrugRef(product_id=product.id, name=product.name, hcpcs=product.code.hcpcs)


def _unit(row: Row, product: Product | None, name: str) -> UnitSize:
    if product is not None:
        return product.code.unit
    return UnitSize(reading.read_amount(_need(row, "billing_unit", "10 mg"), name))


def _amount(row: Row, column: str, name: str) -> Amount | None:
    """Read an amount of nothing too."""
    text = row.text(column)
    if text is None:
        return None
    try:
        return reading.read_amount(text, name)
    except NotAboveZero:
        nothing = _NOTHING.fullmatch(text)
        if nothing is None:
            raise
        return reading.read_amount(f"1 {nothing[1]}", name).zero()


def _balance(row: Row, name: str, containers: tuple[ContainerUsed, ...]) -> Balance:
    given = reading.read_amount(_need(row, "given", "210 mg"), name)
    nothing = given.zero()
    kept, not_infused = (_amount(row, column, name) or nothing for column in ("kept", "not_infused"))
    discarded, opened = (_amount(row, column, name) for column in ("discarded", "opened"))
    try:
        held = _held(containers)
        accounted = given + kept + not_infused
        opened = opened or held or accounted + (discarded or nothing)
        if containers:
            check_contents(containers, opened)
        return Balance(
            ordered=_amount(row, "ordered", name) or given,
            opened=opened,
            given=given,
            discarded=discarded if discarded is not None else opened - accounted,
            kept=kept,
            not_infused=not_infused,
        )
    except MixedUnits:
        raise DoseInOtherUnit(_need(row, "given", ""), given.unit) from None
    except (BalanceBroken, ValueError):
        raise AmountsDiffer from None


def _held(containers: tuple[ContainerUsed, ...]) -> Amount | None:
    held: Amount | None = None
    for used in containers:
        content = used.content * used.count
        held = content if held is None else held + content
    return held


def _units(row: Row, balance: Balance, unit: UnitSize) -> tuple[int, int | None]:
    """Take the units that the other record has, else work them out where dose and unit are measured alike."""
    administered = _optional(row, "administered_units", _count)
    discarded = _optional(row, "discarded_units", _count)
    try:
        if administered is None:
            administered = unit.rounded_up(balance.given).count
        if discarded is None:
            discarded = max(0, floor(balance.discarded.ratio_to(unit.amount)))
    except MixedUnits:
        if administered is None:
            raise FieldMissing("administered_units", "210") from None
    return administered, discarded


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,7}", text) or int(text) > _MOST_UNITS:
        raise CellUnreadable("number of billing units", "is not a whole number like 210")
    return int(text)


def _containers(row: Row, name: str) -> tuple[ContainerUsed, ...]:
    return tuple(_container(text, name) for text in _listed(row, "containers"))


def _container(text: str, name: str) -> ContainerUsed:
    read: re.Match[str] = _CONTAINER.fullmatch(text)  # type: ignore[assignment]  # the pattern takes any text
    count, size = reading.split_count(read["size"])
    content, volume = reading.read_container(size, name)
    expiry = read["expiry"]
    return ContainerUsed(
        count=count,
        content=content,
        volume=volume,
        ndc=read["ndc"],
        is_confirmed=read["ndc"] is not None and read["proposed"] is None,
        lot=read["lot"],
        expiry=None if expiry is None else reading.read_date(expiry),
    )


def _next_due(row: Row, product: Product | None, given_on: date) -> NextDue:
    """Take the day that the other record has, else the label's where all of its schedules have one interval."""
    due = _day(row, "next_due")
    interval = _only_interval(product)
    if due is None and interval is not None:
        due = interval.after(given_on)
    return NextDue(due=due, payer_earliest=_day(row, "payer_earliest"))


def _only_interval(product: Product | None) -> Interval | None:
    if product is None:
        return None
    intervals = {schedule.steps.only_interval if schedule.steps else None for schedule in product.schedules}
    return intervals.pop() if len(intervals) == 1 else None

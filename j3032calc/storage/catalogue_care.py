"""What a product file says about care: missed doses, keeping and preparing the drug, and who must not get it."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from j3032calc.domain.product import Caution, Condition, ConditionKind, Form, MissedDose, MissedDoseRule, NotWith
from j3032calc.storage.catalogue_fields import read_list
from j3032calc.wording.reading import read_amount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from j3032calc.storage.catalogue_fields import Table

NO_SCHEDULE: Final = "is not a schedule of this product"
_TIME: Final = re.compile(r"([1-9][0-9]{0,3}) (minutes|hours|days)")
_MINUTES: Final = {"minutes": 1, "hours": 60, "days": 24 * 60}


def read_conditions(table: Table, hcpcs: str) -> tuple[Condition, ...]:
    """Read the limits on keeping and preparing the drug; empty where the file has none.

    Raises:
        CatalogueInvalid: a field is wrong or missing.
    """
    return table.tables("conditions", partial(_condition, hcpcs=hcpcs)) if table.has("conditions") else ()


def read_cautions(table: Table) -> tuple[Caution, ...]:
    """Read what some patients must not get; empty where the file has none.

    Raises:
        CatalogueInvalid: a field is wrong or missing.
    """
    return table.tables("cautions", _caution) if table.has("cautions") else ()


def read_not_with(table: Table) -> NotWith | None:
    """Read which products are not paid beside this one.

    Raises:
        CatalogueInvalid: a field is wrong or missing.
    """
    return table.optional("not_with", lambda field: table.table(field, _not_with))


def read_missed_dose(table: Table, schedules: Sequence[str]) -> MissedDose:
    """Read the missed-dose rule, and when a new test is needed first.

    Raises:
        CatalogueInvalid: a field is wrong or missing.
    """
    days = table.optional("new_test_after_days", table.number)
    read_for = read_list(table, "new_test_schedules", str, "is not text")
    for index, schedule in enumerate(read_for):
        if schedule not in schedules:
            table.refuse(f"new_test_schedules[{index}]", NO_SCHEDULE)
    return MissedDose(
        rule=table.read("rule", MissedDoseRule, "is not a known rule"),
        text=table.text("text"),
        new_test_after_days=days,
        cited=table.citation(),
        # Without the test nobody could ever say that it was done.
        new_test=None if days is None else table.text("new_test"),
        new_test_schedules=read_for,
    )


def _condition(table: Table, *, hcpcs: str) -> Condition:
    kind = table.read("kind", ConditionKind, "is not a known condition")
    minutes = None if kind is ConditionKind.FILTER else table.read("time", _read_time, "is not a time like 48 hours")
    return Condition(
        kind=kind,
        minutes=minutes,
        forms=read_list(table, "forms", Form, "is not a known form"),
        contents=read_list(table, "contents", partial(read_amount, drug=hcpcs), "is not an amount like 75 mg"),
        at=table.optional("at", table.text),
        cited=table.citation(),
    )


def _read_time(text: str) -> int:
    parts = _TIME.fullmatch(text)
    if parts is None:
        raise ValueError(text)
    return int(parts[1]) * _MINUTES[parts[2]]


def _caution(table: Table) -> Caution:
    return Caution(
        id=table.text("id"),
        words=table.texts("words", _read_word, "is not a word in small letters"),
        forms=read_list(table, "forms", Form, "is not a known form"),
        cited=table.citation(),
    )


def _read_word(text: str) -> str:
    if text != text.casefold():
        raise ValueError(text)
    return text


def _not_with(table: Table) -> NotWith:
    products = table.texts("products", str, "is not text")
    table.refuse_repeats(products, "products[{}]")
    return NotWith(products, table.citation())

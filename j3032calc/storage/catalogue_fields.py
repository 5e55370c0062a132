"""One TOML table of the catalogue, read field by field. What cannot be trusted is refused with file, field and reason.

Reasons continue the sentence "<field> …" and stay short enough to be shown whole.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, NoReturn, TypeVar

from j3032calc.domain.problems import Problem
from j3032calc.domain.problems.product import CatalogueInvalid
from j3032calc.domain.product import Certainty, Citation, Statement
from j3032calc.domain.schedule import Step, Steps
from j3032calc.wording.reading import read_interval

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from importlib.resources.abc import Traversable

T = TypeVar("T")

MISSING: Final = "is missing"
NO_PRODUCT: Final = "is not a product of the catalogue"
_NO_INTERVAL: Final = "is not an interval like 28 days"
_KINDS: Final[dict[type, str]] = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    date: "a date",
    list: "a list",
    dict: "a table",
}
# What a statement can be about, in the order in which a product's statements are usually read.
TOPICS: Final = (
    "boxed-warning",
    "check",
    "preparation",
    "storage",
    "limit",
    "waste",
    "ndc",
    "billing",
    "authorization",
    "cost-sharing",
    "assistance",
)


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of a file's ``[sources]``."""

    title: str
    checked: date


class Table:
    """One table of one file. Every field must be asked for: ``whole`` refuses what nobody asked for."""

    def __init__(self, file: str, path: str, entries: dict[str, object], sources: dict[str, Source]) -> None:
        """Start reading; ``path`` is the table's place in the file, empty for the file itself."""
        self.file = file
        self.path = path
        self._entries = entries
        self._unread = dict.fromkeys(entries)
        self._sources = sources

    def refuse(self, field: str, reason: str) -> NoReturn:
        """Refuse one field of this table.

        Raises:
            CatalogueInvalid: always.
        """
        # The refusal says it all; what the field could not be read with is our affair.
        raise CatalogueInvalid(self.file, self._place(field), reason) from None

    def whole(self, read: Callable[[Table], T]) -> T:
        """Read this table with ``read`` and refuse every field that it left unread.

        Raises:
            CatalogueInvalid: a field is wrong, missing or unknown.
        """
        value = read(self)
        for field in self._unread:
            self.refuse(field, "does not belong here")
        return value

    def has(self, field: str) -> bool:
        """Whether the field is there."""
        return field in self._entries

    def optional(self, field: str, read: Callable[[str], T]) -> T | None:
        """Read a field that may be absent, ``None`` where it is."""
        return read(field) if self.has(field) else None

    def text(self, field: str) -> str:
        """Read text that says something."""
        text = self._typed(field, str)
        if not text.strip():
            self.refuse(field, "is empty")
        return text

    def number(self, field: str) -> int:
        """Read a whole number from 1."""
        number = self._typed(field, int)
        if number < 1:
            self.refuse(field, "is not above zero")
        return number

    def flag(self, field: str) -> bool:
        """Read true or false."""
        return self._typed(field, bool)

    def day(self, field: str) -> date:
        """Read a calendar date."""
        return self._typed(field, date)

    def read(self, field: str, read: Callable[[str], T], reason: str) -> T:
        """Read text with a function that refuses what it cannot read; the refusal says ``reason``."""
        text = self.text(field)
        try:
            return read(text)
        except (Problem, ValueError):
            self.refuse(field, reason)

    def texts(self, field: str, read: Callable[[str], T], reason: str) -> tuple[T, ...]:
        """Read a list of texts, at least one, each with ``read``."""
        items = self._items(field, str)
        return tuple(items.read(item, read, reason) for item in items.names())

    def table(self, field: str, read: Callable[[Table], T]) -> T:
        """Read a table inside this one, whole."""
        entries = self._typed(field, dict)
        return Table(self.file, self._place(field), entries, self._sources).whole(read)

    def tables(self, field: str, read: Callable[[Table], T]) -> tuple[T, ...]:
        """Read a list of tables, at least one, each whole."""
        items = self._items(field, dict)
        return tuple(items.table(item, read) for item in items.names())

    def names(self) -> tuple[str, ...]:
        """Give the names of all fields."""
        return tuple(self._entries)

    def citation(self) -> Citation:
        """Read ``source`` and ``certainty``, which every table of facts has."""
        key = self.text("source")
        if key not in self._sources:
            self.refuse("source", "is not a key in [sources]")
        certainty = self.read("certainty", Certainty, "is not A, B, C or X")
        return Citation(self._sources[key].title, self._sources[key].checked, certainty)

    def refuse_repeats(self, items: Sequence[str], field: str) -> None:
        """Refuse an item that stands twice; ``field`` has ``{}`` where its place in the list belongs.

        Raises:
            CatalogueInvalid: an item stands twice.
        """
        for index, item in enumerate(items):
            if item in items[:index]:
                self.refuse(field.format(index), "is in the list twice")

    def _place(self, field: str) -> str:
        return f"{self.path}.{field}" if self.path else field

    def _typed(self, field: str, kind: type[T]) -> T:
        self._unread.pop(field, None)
        if field not in self._entries:
            self.refuse(field, MISSING)
        value = self._entries[field]
        # Exactly: true is no whole number, and a time of day no calendar date.
        if not isinstance(value, kind) or type(value) is not kind:
            self.refuse(field, f"is not {_KINDS[kind]}")
        return value

    def _items(self, field: str, kind: type) -> Table:
        """Give the items of a list as fields named ``field[0]``, ``field[1]`` and so on."""
        items = self._typed(field, list)
        if not items:
            self.refuse(field, "is empty")
        entries = {f"{field}[{index}]": item for index, item in enumerate(items)}
        table = Table(self.file, self.path, entries, self._sources)
        for name in entries:
            table._typed(name, kind)
        return table


def read_file(folder: Traversable, path: str, read: Callable[[Table], T]) -> T:
    """Read one file of the catalogue whole, its ``[sources]`` first.

    Raises:
        CatalogueInvalid: the file is not there, is no TOML, or a field of it is wrong.
    """
    for part in path.split("/"):
        folder = folder.joinpath(part)
    file = folder.name
    try:
        entries = tomllib.loads(folder.read_text(encoding="utf-8"))
    except OSError:
        raise CatalogueInvalid(file, "the file", "is not there or cannot be read") from None
    except UnicodeDecodeError:
        raise CatalogueInvalid(file, "the file", "is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"at (line [0-9]+|end of document)", str(error))
        raise CatalogueInvalid(file, "the file", f"is not TOML {where[0] if where else ''}".strip()) from None
    plain = Table(file, "", entries, {})
    sources = plain.table("sources", _sources) if plain.has("sources") else {}
    facts = {field: value for field, value in entries.items() if field != "sources"}
    return Table(file, "", facts, sources).whole(read)


def _sources(table: Table) -> dict[str, Source]:
    return {key: table.table(key, _source) for key in table.names()}


def _source(table: Table) -> Source:
    return Source(table.text("title"), table.day("checked"))


def read_steps(table: Table) -> Steps:
    """Read the intervals of a schedule or clock: ``every`` for one interval, ``steps`` where it changes.

    Raises:
        CatalogueInvalid: neither is there, or the steps do not count up from dose 1.
    """
    if not table.has("steps"):
        return Steps((Step(1, table.read("every", read_interval, _NO_INTERVAL)),))
    steps = table.tables("steps", _step)
    if steps[0].from_dose != 1:
        table.refuse("steps[0].from_dose", "is not 1")
    for index in range(1, len(steps)):
        if steps[index].from_dose <= steps[index - 1].from_dose:
            table.refuse(f"steps[{index}].from_dose", "is not after the step before")
    return Steps(steps)


def _step(table: Table) -> Step:
    return Step(table.number("from_dose"), table.read("every", read_interval, _NO_INTERVAL))


def read_statement(table: Table) -> Statement:
    """Read one cited sentence.

    Raises:
        CatalogueInvalid: a field is wrong or missing.
    """
    topic = table.text("topic")
    if topic not in TOPICS:
        table.refuse("topic", "is not a known topic")
    return Statement(topic, table.text("text"), table.citation())


def read_known(table: Table, field: str, product_ids: Collection[str]) -> str:
    """Read the id of a product that this edition holds.

    Raises:
        CatalogueInvalid: there is no such product.
    """
    product_id = table.text(field)
    if product_id not in product_ids:
        table.refuse(field, NO_PRODUCT)
    return product_id


def read_list(table: Table, field: str, read: Callable[[str], T], reason: str) -> tuple[T, ...]:
    """Read a list of texts that may be absent, empty where it is."""
    return table.texts(field, read, reason) if table.has(field) else ()

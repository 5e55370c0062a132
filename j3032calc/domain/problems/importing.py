"""Files whose content cannot be imported."""

from __future__ import annotations

from dataclasses import dataclass

from j3032calc.domain.problems import Problem


@dataclass(eq=False)
class ImportUnreadable(Problem):
    """A file that cannot be imported at all; ``reason`` completes "because …"."""

    reason: str


@dataclass(eq=False)
class ColumnUnknown(Problem):
    """A column that no one defined."""

    entered: str


@dataclass(eq=False)
class ColumnTwice(Problem):
    """A column that stands twice in the heading."""

    column: str


@dataclass(eq=False)
class ColumnMissing(Problem):
    """Columns without which nothing can be read."""

    missing: tuple[str, ...]


@dataclass(eq=False)
class CellsTooMany(Problem):
    """A row with more cells than the heading has columns."""

    cells: int
    columns: int


@dataclass(eq=False)
class CellUnreadable(Problem):
    """A value of a file that cannot be read; ``what`` names it, ``reason`` completes "it …"."""

    what: str
    reason: str


@dataclass(eq=False)
class AmountsDiffer(Problem):
    """Amounts of a past dose that do not add up."""


@dataclass(eq=False)
class RowTwice(Problem):
    """A dose or an order that stands in a file twice."""


@dataclass(eq=False)
class OtherPersonsNumber(Problem):
    """A record number that another person has, in the log or earlier in the file."""

    entered: str


@dataclass(eq=False)
class RowsRefused(Problem):
    """An import with rows that cannot be used: nothing of it is imported."""

    count: int
    place: int


@dataclass(eq=False)
class NothingToImport(Problem):
    """An import that would add nothing."""

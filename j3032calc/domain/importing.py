"""What comes in from other records, and what becomes of each row of a file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from j3032calc.domain.administration import Balance, ContainerUsed, DrugSource, NextDue
    from j3032calc.domain.order import DrugRef, Order
    from j3032calc.domain.patient import Patient, Weight
    from j3032calc.domain.problems import Problem
    from j3032calc.domain.quantities import Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDose:
    """A dose that was given and charted elsewhere. It has no claim line: it was billed where it was charted.

    ``unit`` is one billing unit. ``given_by`` is the name that the other record has, ``None`` where it has none.
    """

    drug: DrugRef
    given_on: date
    balance: Balance
    unit: Amount
    administered_units: int
    discarded_units: int | None
    containers: tuple[ContainerUsed, ...] = ()
    next_due: NextDue
    given_by: str | None = None
    started_at: datetime | None = None
    stopped_at: datetime | None = None
    route: str | None = None
    body_site: str | None = None
    weight: Weight | None = None
    source: DrugSource | None = None
    authorization_number: str | None = None
    diagnoses: tuple[str, ...] = ()
    opened_reason: str | None = None
    early_reason: str | None = None
    stopped_early_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One row of a file as it was read. Ids are empty until the log gives them.

    ``place`` is the line of a table, or the number of a resource in a bundle, from 1. Without a ``problem`` there is a
    patient, and perhaps a dose or an order of theirs. ``is_left_out`` marks what is not imported: a row that a later
    one amended or voided, a resource of another kind.
    """

    place: int
    patient: Patient | None = None
    dose: PastDose | None = None
    order: Order | None = None
    problem: Problem | None = None
    is_left_out: bool = False


class Fate(StrEnum):
    """What becomes of a row, or of one thing in it."""

    ADDED = "is added"
    KNOWN = "is in the log already"
    ABOVE = "stands further up in the file"
    LEFT_OUT = "is left out"
    REFUSED = "cannot be used"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFate:
    """What becomes of one row: of its patient, and of its dose or order (``None`` where it has none).

    ``who`` is the patient as the file has them, ``None`` where that could not be read.
    """

    place: int
    patient: Fate
    item: Fate | None = None
    problem: Problem | None = None
    who: Patient | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do: the fate of each row, in the order of the file."""

    rows: tuple[RowFate, ...]

    @property
    def patients(self) -> int:
        """How many patients are new."""
        return sum(row.patient is Fate.ADDED for row in self.rows)

    @property
    def items(self) -> int:
        """How many doses or orders are new."""
        return sum(row.item is Fate.ADDED for row in self.rows)

    @property
    def refused(self) -> tuple[RowFate, ...]:
        """The rows that cannot be used; while there is one, nothing is imported."""
        return tuple(row for row in self.rows if row.problem is not None)

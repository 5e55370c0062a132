"""One patient's log as it is read: each thing with its newest value, each dose with every version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from j3032calc.domain.administration import Administration
from j3032calc.domain.entries import Kind
from j3032calc.domain.order import Authorization, Documented, Order
from j3032calc.domain.patient import Patient
from j3032calc.domain.problems.charting import NotInLog

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from j3032calc.domain.entries import Entry

T = TypeVar("T")
DOSE_KINDS = frozenset({Kind.DOSE_RECORDED, Kind.DOSE_AMENDED, Kind.DOSE_VOIDED})


@dataclass(frozen=True, slots=True)
class DoseVersion:
    """One version of a record, with the entry that carries it."""

    entry: Entry
    dose: Administration


@dataclass(frozen=True, slots=True)
class DoseHistory:
    """One dose with every version, oldest first; at least one. The original is never gone."""

    versions: tuple[DoseVersion, ...]

    @property
    def dose(self) -> Administration:
        """What the record says now."""
        return self.versions[-1].dose

    @property
    def is_voided(self) -> bool:
        """Whether the record was taken back."""
        return self.versions[-1].entry.kind is Kind.DOSE_VOIDED


@dataclass(frozen=True, slots=True)
class PatientLog:
    """One patient's log. Entries stand oldest first; orders, doses and authorizations too, by when each began."""

    patient: Patient
    entries: tuple[Entry, ...]
    orders: tuple[Order, ...]
    doses: tuple[DoseHistory, ...]
    authorizations: tuple[Authorization, ...]


def dose_history(entries: Iterable[Entry]) -> DoseHistory | None:
    """Give one dose's history from the entries about it, oldest first; ``None`` where it was never recorded."""
    versions = tuple(
        DoseVersion(entry, entry.body)
        for entry in entries
        if entry.kind in DOSE_KINDS and isinstance(entry.body, Administration)
    )
    return DoseHistory(versions) if versions else None


def newest_values(entries: Iterable[Entry], wanted: type[T]) -> tuple[T, ...]:
    """Give the newest value of each thing of a type, oldest thing first."""
    newest = {entry.subject: entry.body for entry in entries if isinstance(entry.body, wanted)}
    return tuple(newest.values())


def documented_in(entries: Iterable[Entry], order_id: str) -> dict[str, Entry]:
    """Give, for each answer of an order's documentation as it is now, the entry in which somebody gave it."""
    given: dict[Documented, Entry] = {}
    for entry in entries:
        if entry.subject == order_id and isinstance(entry.body, Order):
            given = {answer: given.get(answer, entry) for answer in entry.body.documentation}
    return {answer.item: entry for answer, entry in given.items()}


def gather(entries: Sequence[Entry]) -> PatientLog:
    """Sort one patient's entries, oldest first, into what they are about.

    Raises:
        NotInLog: there is no patient among them.
    """
    patients = newest_values(entries, Patient)
    if not patients:
        raise NotInLog("patient")
    by_dose: dict[str, list[Entry]] = {}
    for entry in entries:
        by_dose.setdefault(entry.subject, []).append(entry)
    histories = (dose_history(about) for about in by_dose.values())
    return PatientLog(
        patient=patients[-1],
        entries=tuple(entries),
        orders=newest_values(entries, Order),
        doses=tuple(history for history in histories if history is not None),
        authorizations=newest_values(entries, Authorization),
    )

"""Entries read for an export, a stretch of the log at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from j3032calc.domain.entries import Kind
from j3032calc.domain.history import DOSE_KINDS
from j3032calc.domain.patient import Patient
from j3032calc.domain.problems.log import LogDamaged
from j3032calc.exports.plain_entry import PlainDose, PlainEntry
from j3032calc.storage.plain_bodies import plain_body
from j3032calc.storage.schema import entry, thing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OWN: Final = tuple(entry.c[name] for name in PlainEntry._fields)
_PERSON: Final = thing.alias("person")
_PERSONS: Final = entry.alias("persons")


def stretch(first: int, last: int, patient_id: str | None) -> sa.Select[Any]:
    """Select the entries of a stretch, both ends included, oldest first."""
    query = sa.select(*_OWN).where(entry.c.sequence.between(first, last)).order_by(entry.c.sequence)
    return query if patient_id is None else query.where(entry.c.patient_id == patient_id)


def doses_of(selected: sa.Select[Any]) -> sa.Select[Any]:
    """Select the versions of administrations among them, each with its newest version's number and its patient."""
    is_person = sa.and_(_PERSON.c.subject == entry.c.patient_id, _PERSON.c.type == Patient.__name__)
    joined = (
        sa.join(entry, thing, thing.c.subject == entry.c.subject)
        .outerjoin(_PERSON, is_person)
        .outerjoin(_PERSONS, _PERSONS.c.sequence == _PERSON.c.newest)
    )
    kinds = sorted(kind.value for kind in DOSE_KINDS)
    query = selected.add_columns(thing.c.newest, _PERSONS.c.body).select_from(joined)
    return query.where(entry.c.kind.in_(kinds))


def plain_entries(rows: Sequence[Sequence[Any]]) -> Iterator[PlainEntry]:
    """Give entries one at a time, so that only the rows are in memory.

    Raises:
        LogDamaged: a column does not hold what it should; nothing of it is in the message.
    """
    return map(_entry, rows)


def plain_doses(rows: Sequence[Sequence[Any]]) -> Iterator[PlainDose]:
    """Give versions of administrations one at a time.

    Raises:
        LogDamaged: a column does not hold what it should; nothing of it is in the message.
    """
    for *own, newest, person in rows:
        dose = _entry(own)
        patient = None if person is None else plain_body(Kind.PATIENT_ADDED, person)
        yield PlainDose(dose, patient, is_newest=newest == dose.sequence)


def _entry(row: Sequence[Any]) -> PlainEntry:
    sequence, at, by, stored_kind, subject, patient_id, reason, body, fingerprint = row
    try:
        kind = Kind(stored_kind)
    except ValueError:
        raise LogDamaged("an entry cannot be read") from None
    return PlainEntry(sequence, at, by, kind, subject, patient_id, reason, plain_body(kind, body), fingerprint)

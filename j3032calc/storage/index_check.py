"""Do the tables that help to find entries say what the entries say? Somebody may have changed those alone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from j3032calc.domain.administration import Administration
from j3032calc.domain.entries import BODIES, Fault, FaultKind
from j3032calc.domain.order import Order
from j3032calc.domain.patient import Patient
from j3032calc.storage.bodies import read_record
from j3032calc.storage.indexes import due_rows, search_rows
from j3032calc.storage.schema import due, entry, search_key, thing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BATCH: Final = 500
_TYPES: Final = {kind.value: body.__name__ for kind, body in BODIES.items()}
_Found = dict[str, set[tuple[Any, ...]]]


def check_indexes(connection: sa.Connection) -> Fault | None:
    """Compare every row of the other tables with the entries; give the first entry that would not be found right."""
    for check in (_check_things, _check_search_keys, _check_due):
        sequence = check(connection)
        if sequence is not None:
            return Fault(sequence=sequence, kind=FaultKind.INDEX_WRONG)
    return None


def _check_things(connection: sa.Connection) -> int | None:
    """Find a thing that does not point to its first and its newest entry, or an entry without a thing."""
    of_thing = entry.alias()
    numbers = sa.select(of_thing.c.sequence).where(
        of_thing.c.subject == thing.c.subject, of_thing.c.kind.in_(list(_TYPES))
    )
    first = numbers.order_by(of_thing.c.sequence).limit(1).scalar_subquery()
    newest = numbers.order_by(of_thing.c.sequence.desc()).limit(1).scalar_subquery()
    beginning = entry.alias()
    pointing_wrong = (
        sa.select(thing.c.newest)
        .join_from(thing, beginning, beginning.c.sequence == thing.c.first, isouter=True)
        .where(
            sa.or_(
                thing.c.newest.is_distinct_from(newest),
                thing.c.first.is_distinct_from(first),
                thing.c.patient_id.is_distinct_from(beginning.c.patient_id),
                thing.c.type.is_distinct_from(sa.case(_TYPES, value=beginning.c.kind)),
            )
        )
    )
    without = sa.select(entry.c.sequence).where(
        entry.c.kind.in_(list(_TYPES)), ~sa.exists().where(thing.c.subject == entry.c.subject)
    )
    return connection.scalar(pointing_wrong.limit(1)) or connection.scalar(without.limit(1))


def _check_search_keys(connection: sa.Connection) -> int | None:
    columns = tuple(column for column in search_key.c if column.name != "patient_id")

    def rows(patient: Patient, newest: int) -> set[tuple[Any, ...]]:
        return {tuple(row[column.name] for column in columns) for row in search_rows(patient, newest)}

    expected = (
        (row.subject, row.newest, rows(read_record(Patient, row.body), row.newest))
        for row in _things(connection, (Patient.__name__,))
    )
    return _compare(connection, search_key, columns, expected)


def _check_due(connection: sa.Connection) -> int | None:
    columns = tuple(column for column in due.c if column.name != "patient_id")
    patients: dict[str, int] = {}
    for row in _things(connection, (Order.__name__, Administration.__name__)):
        patients[row.patient_id] = row.newest
    expected = (
        (patient, newest, {tuple(row[column.name] for column in columns) for row in due_rows(connection, patient)})
        for patient, newest in patients.items()
    )
    return _compare(connection, due, columns, expected)


def _things(connection: sa.Connection, types: tuple[str, ...]) -> Iterator[Any]:
    """Give subject, patient, newest entry and its body of every thing of these types, some at a time."""
    after = 0
    query = (
        sa.select(thing.c.subject, thing.c.patient_id, thing.c.first, thing.c.newest, entry.c.body)
        .join_from(thing, entry, thing.c.newest == entry.c.sequence)
        .where(thing.c.type.in_(types), thing.c.first > sa.bindparam("after"))
        .order_by(thing.c.first)
        .limit(_BATCH)
    )
    while rows := connection.execute(query, {"after": after}).all():
        yield from rows
        after = rows[-1].first


def _compare(
    connection: sa.Connection,
    table: sa.Table,
    columns: tuple[sa.Column[Any], ...],
    expected: Iterator[tuple[str, int, set[tuple[Any, ...]]]],
) -> int | None:
    """Give the newest entry of the first patient whose rows differ; 0 where a row belongs to no patient at all."""
    count = 0
    batch: dict[str, tuple[int, set[tuple[Any, ...]]]] = {}
    for patient, newest, rows in expected:
        count += len(rows)
        batch[patient] = newest, rows
        if len(batch) == _BATCH:
            wrong = _differing(_rows_of(connection, table, columns, batch), batch)
            if wrong is not None:
                return wrong
            batch = {}
    wrong = _differing(_rows_of(connection, table, columns, batch), batch)
    if wrong is not None:
        return wrong
    is_all = connection.scalar(sa.select(sa.func.count()).select_from(table)) == count
    return None if is_all else 0


def _rows_of(
    connection: sa.Connection, table: sa.Table, columns: tuple[sa.Column[Any], ...], patients: Mapping[str, object]
) -> _Found:
    found: _Found = defaultdict(set)
    query = sa.select(table.c.patient_id, *columns).where(table.c.patient_id.in_(list(patients)))
    for patient, *values in connection.execute(query):
        found[patient].add(tuple(values))
    return found


def _differing(found: _Found, expected: Mapping[str, tuple[int, set[tuple[Any, ...]]]]) -> int | None:
    return next((newest for patient, (newest, rows) in expected.items() if found[patient] != rows), None)

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
from j3032calc.storage.indexes import due_rows, newest_of, search_rows
from j3032calc.storage.schema import due, entry, search_key, thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_BATCH: Final = 500
_TYPES: Final = {kind.value: body.__name__ for kind, body in BODIES.items()}
_Found = dict[Any, set[tuple[Any, ...]]]


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
    names = [column.name for column in search_key.c if column is not search_key.c.patient]
    expected = (
        (
            one.first,
            one.newest,
            _values(search_rows(read_record(Patient, one.body), one.first, one.newest), names),
        )
        for one in newest_of(connection, (Patient.__name__,))
    )
    return _compare(connection, search_key.c.patient, expected)


def _check_due(connection: sa.Connection) -> int | None:
    names = [column.name for column in due.c if column is not due.c.patient_id]
    patients: dict[str, int] = {}
    for one in newest_of(connection, (Order.__name__, Administration.__name__)):
        patients[one.patient_id] = one.newest
    expected = (
        (patient, newest, _values(due_rows(connection, patient), names)) for patient, newest in patients.items()
    )
    return _compare(connection, due.c.patient_id, expected)


def _values(rows: Iterable[Mapping[str, object]], names: Sequence[str]) -> set[tuple[Any, ...]]:
    return {tuple(row[name] for name in names) for row in rows}


def _compare(
    connection: sa.Connection,
    owner: sa.Column[Any],
    expected: Iterator[tuple[Any, int, set[tuple[Any, ...]]]],
) -> int | None:
    """Give the newest entry of the first patient whose rows differ; 0 where a row belongs to no patient at all.

    Args:
        connection: of the store.
        owner: the column that says whose a row is.
        expected: for each owner the newest entry, and the other values of every row.
    """
    table = owner.table
    count = 0
    batch: dict[Any, tuple[int, set[tuple[Any, ...]]]] = {}
    for patient, newest, rows in expected:
        count += len(rows)
        batch[patient] = newest, rows
        if len(batch) == _BATCH:
            wrong = _differing(_rows_of(connection, owner, batch), batch)
            if wrong is not None:
                return wrong
            batch = {}
    wrong = _differing(_rows_of(connection, owner, batch), batch)
    if wrong is not None:
        return wrong
    is_all = connection.scalar(sa.select(sa.func.count()).select_from(table)) == count
    return None if is_all else 0


def _rows_of(connection: sa.Connection, owner: sa.Column[Any], patients: Mapping[Any, object]) -> _Found:
    found: _Found = defaultdict(set)
    others = [column for column in owner.table.c if column is not owner]
    for patient, *values in connection.execute(sa.select(owner, *others).where(owner.in_(list(patients)))):
        found[patient].add(tuple(values))
    return found


def _differing(found: _Found, expected: Mapping[Any, tuple[int, set[tuple[Any, ...]]]]) -> int | None:
    return next((newest for patient, (newest, rows) in expected.items() if found[patient] != rows), None)

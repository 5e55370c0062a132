"""Finding patients by their search keys: one key leads along a range, the others are looked for beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from j3032calc.domain.patient import Patient
from j3032calc.storage.bodies import read_record
from j3032calc.storage.schema import entry, search_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from j3032calc.domain.search import PatientSearch

    Key = tuple[str, bool]

# Of a name and a beginning of a record number, the one with fewer matches leads; counting stops here.
_ENOUGH_MATCHES: Final = 500
_LAST_LETTER: Final = "\U0010ffff"
_IN_ORDER: Final = (search_key.c.key, search_key.c.patient)
_BODIES: Final = sa.select(entry.c.sequence, entry.c.body).where(
    entry.c.sequence.in_(sa.bindparam("some", expanding=True))
)


def find_patients(connection: sa.Connection, search: PatientSearch, most: int) -> tuple[Patient, ...]:
    """Give the patients that fit, at most so many, in the order of the key that leads the search."""
    leading = _rarest(connection, search.leading)
    query = (
        sa.select(*_IN_ORDER, search_key.c.newest)
        .where(_in_range(*leading), *(_is_beside(*key) for key in search.keys if key != leading))
        .order_by(*_IN_ORDER)
    )
    newest: dict[int, int] = {}
    for row in _walk(connection, query, 2 * most):
        # One patient may have several names with this beginning.
        newest[row.patient] = row.newest
        if len(newest) == most:
            break
    bodies = {row.sequence: row.body for row in connection.execute(_BODIES, {"some": sorted(newest.values())})}
    return tuple(read_record(Patient, bodies[number]) for number in newest.values())


def _walk(connection: sa.Connection, query: sa.Select[Any], step: int) -> Iterator[sa.Row[Any]]:
    """Give the rows in order, some at a time."""
    rows = connection.execute(query.limit(step)).all()
    while rows:
        yield from rows
        if len(rows) < step:
            return
        behind = sa.tuple_(*_IN_ORDER) > sa.tuple_(sa.literal(rows[-1].key), sa.literal(rows[-1].patient))
        rows = connection.execute(query.where(behind).limit(step)).all()


def _rarest(connection: sa.Connection, keys: Sequence[Key]) -> Key:
    """Give the key that fits the fewest patients."""
    return keys[0] if len(keys) == 1 else min(keys, key=partial(_matches, connection))


def _matches(connection: sa.Connection, key: Key) -> int:
    """Count what fits, up to the number from which on it does not matter."""
    some = sa.select(sa.literal(1)).select_from(search_key).where(_in_range(*key)).limit(_ENOUGH_MATCHES)
    return connection.execute(sa.select(sa.func.count()).select_from(some.subquery())).scalar_one()


def _in_range(key: str, is_beginning: bool) -> sa.ColumnElement[bool]:  # noqa: FBT001 - a pair, as the search gives it
    """Give the condition that a key of the patient is this one, or begins with it."""
    if not is_beginning:
        return search_key.c.key == key
    return sa.and_(search_key.c.key >= key, search_key.c.key < key + _LAST_LETTER)


def _is_beside(key: str, is_beginning: bool) -> sa.ColumnElement[bool]:  # noqa: FBT001 - a pair, as the search gives it
    """Give the condition that one of all keys of the patient is this one, or begins with it."""
    return search_key.c.all_keys.contains(f"\n{key}" if is_beginning else f"\n{key}\n", autoescape=True)

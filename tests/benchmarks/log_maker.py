"""Make a large log quickly: invented people, seeded, written in bulk with the store's own chain and tables."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from j3032calc.domain.entries import Kind
from j3032calc.storage.anchor import Anchor
from j3032calc.storage.audit_chain import chained
from j3032calc.storage.checking import heads_after
from j3032calc.storage.indexes import search_rows, type_of
from j3032calc.storage.rows import Row, new_row
from j3032calc.storage.schema import due, entry, metadata, search_key, thing
from j3032calc.storage.sqlite import engine_for
from tests.invented_log import NOW, FixedKey, dose, new_log, order, patient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

SEED = 3032
# The patient whose log is opened: this many doses, a patient entry and an order.
DOSES_OF_ONE = 198
_BATCH = 10_000
_CACHE_KIB = 2 << 20
_BEGINNINGS = [
    "Bar",
    "Bel",
    "Cor",
    "Dal",
    "Dun",
    "Ed",
    "El",
    "Fen",
    "Gar",
    "Hal",
    "Har",
    "Kel",
    "Lan",
    "Mar",
    "Mor",
    "Nor",
    "Pem",
    "Quil",
    "Ros",
    "Sel",
    "Tam",
    "Thor",
    "Und",
    "Wen",
    "Win",
]
_MIDDLES = ["a", "e", "i", "o", "u", "an", "en", "in", "on", "ar", "er", "or", "el", "il", "al"]
_ENDS = [
    "bury",
    "by",
    "combe",
    "dale",
    "den",
    "feather",
    "field",
    "ford",
    "gate",
    "ham",
    "hurst",
    "lake",
    "ley",
    "lock",
    "mere",
    "more",
    "ridge",
    "stone",
    "ton",
    "well",
    "worth",
]
_GIVEN_ENDS = [
    "a",
    "ah",
    "an",
    "ana",
    "bel",
    "dy",
    "el",
    "en",
    "ette",
    "ia",
    "ie",
    "in",
    "ina",
    "is",
    "la",
    "lin",
    "na",
    "ne",
    "nia",
    "on",
    "ra",
    "ric",
    "rin",
    "sa",
    "son",
    "th",
    "via",
    "win",
    "yn",
]


def _names(chance: random.Random, ends: Sequence[str], count: int) -> list[str]:
    made = (f"{chance.choice(_BEGINNINGS)}{chance.choice(_MIDDLES)}{chance.choice(ends)}" for _ in range(3 * count))
    return list(dict.fromkeys(made))[:count]


class People:
    """Invented people whose names are as uneven as real ones: the commonest family name is about one in a hundred."""

    def __init__(self) -> None:
        self._chance = random.Random(SEED)  # noqa: S311 - names, not secrets
        self.families = _names(self._chance, _ENDS, 5000)
        self.given = _names(self._chance, _GIVEN_ENDS, 2000)
        self._family_weights = [1 / (place + 12) for place in range(len(self.families))]
        self._given_weights = [1 / (place + 6) for place in range(len(self.given))]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        chance = self._chance
        number = 0
        while True:
            families = chance.choices(self.families, self._family_weights, k=_BATCH)
            givens = chance.choices(self.given, self._given_weights, k=_BATCH)
            seconds = chance.choices(self.given, self._given_weights, k=_BATCH)
            for family, given, second in zip(families, givens, seconds, strict=True):
                number += 1
                yield {
                    # Random, as the log's own are, so that neighbours in one table are none in another.
                    "id": f"{chance.getrandbits(128):032x}",
                    "identifier": f"{number:08d}",
                    "family": family,
                    "given": given if chance.random() < 0.5 else f"{given} {second}",
                    "born": date(1930, 1, 1) + timedelta(days=chance.randrange(32_000)),
                }


def make_log(folder: Path, *, entries: int, patients: int) -> str:
    """Make a log with so many entries, of so many patients; give the id of one with 200 entries.

    The first entries are the patients; the others are doses of the first of them, most with an order.
    """
    new_log(folder).close()
    engine = engine_for(folder / "data" / "log.db", FixedKey())
    anchor = Anchor.read(folder / "state")
    people = [person for person, _ in zip(People(), range(patients), strict=False)]
    with engine.connect() as connection:
        before = "0" * 64
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.rollback()
        with connection.begin():
            _each_index(lambda index: index.drop(connection))
        for rows in _batches(_rows(people, entries)):
            written = list(chained(before, anchor.secret, rows))
            before = written[-1].fingerprint
            with connection.begin():
                connection.execute(entry.insert(), [row._asdict() for row in written])
        with connection.begin():
            _index(connection, people)
            _each_index(lambda index: index.create(connection))
        anchor.append(heads_after(connection, 0))
    engine.dispose()
    anchor.close()
    return str(people[0]["id"])


def _each_index(do: Callable[[sa.Index], None]) -> None:
    """Take all indexes away or make them again: made at the end, they are sorted once."""
    for table in metadata.tables.values():
        for index in table.indexes:
            do(index)


def _rows(people: list[dict[str, Any]], entries: int) -> Iterator[Row]:
    """Give patients, then orders, then doses: 198 of the first patient, of the others in turn."""
    bodies = _bodies(people)
    for number in range(1, entries + 1):
        kind, subject, patient_id, body = next(bodies)
        yield Row(number, NOW.isoformat(), "a1", kind.value, subject, patient_id, None, body, "", "")


def _bodies(people: list[dict[str, Any]]) -> Iterator[tuple[Kind, str, str, str]]:
    def text(value: Any) -> str:  # noqa: ANN401 - any record
        return new_row(1, _wrapped(value)).body

    patterns = {"patient": text(patient()), "order": text(order()), "dose": text(dose())}
    for one in people:
        body = patterns["patient"].replace('"p1"', f'"{one["id"]}"').replace("Quillfeather", one["family"])
        body = body.replace("Zéphyrine", one["given"]).replace("MRN-000001", one["identifier"])
        yield Kind.PATIENT_ADDED, one["id"], one["id"], body.replace("1961-07-08", one["born"].isoformat())
    for one in people[: max(10, len(people) // 10)]:
        body = patterns["order"].replace('"p1"', f'"{one["id"]}"').replace('"o1"', f'"o-{one["id"]}"')
        yield Kind.ORDER_WRITTEN, f"o-{one['id']}", one["id"], body
    number = 0
    while True:
        of = people[0] if number < DOSES_OF_ONE else people[1 + number % (len(people) - 1)]
        number += 1
        body = patterns["dose"].replace('"p1"', f'"{of["id"]}"').replace('"d1"', f'"d-{number}"')
        yield Kind.DOSE_RECORDED, f"d-{number}", of["id"], body


def _wrapped(value: Any) -> Any:  # noqa: ANN401 - any record
    from j3032calc.domain.entries import NewEntry

    return NewEntry(at=NOW, by=None, kind=Kind.PATIENT_ADDED, subject="x", body=value)


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _index(connection: sa.Connection, people: list[dict[str, Any]]) -> None:
    """Fill the other tables as the entries say; the benchmark's own test checks a small log with the store's check."""
    kinds = (Kind.PATIENT_ADDED, Kind.ORDER_WRITTEN, Kind.DOSE_RECORDED)
    types = sa.case({kind.value: type_of(kind) for kind in kinds}, value=entry.c.kind)
    columns = (entry.c.subject, types, entry.c.patient_id, entry.c.sequence, entry.c.sequence)
    pointers = sa.select(*columns).order_by(entry.c.subject)
    connection.execute(thing.insert().from_select(["subject", "type", "patient_id", "first", "newest"], pointers))
    keys = sorted(
        tuple(row.values())
        for number, one in enumerate(people, start=1)
        for row in search_rows(patient(**one), number, number)
    )
    for first in range(0, len(keys), _BATCH):
        some = [dict(zip(search_key.c.keys(), row, strict=True)) for row in keys[first : first + _BATCH]]
        connection.execute(search_key.insert(), some)
    has_dose = set(connection.scalars(sa.select(entry.c.patient_id).where(entry.c.kind == Kind.DOSE_RECORDED.value)))
    has_order = set(connection.scalars(sa.select(entry.c.patient_id).where(entry.c.kind == Kind.ORDER_WRITTEN.value)))
    rows = []
    for one in sorted(has_dose | has_order):
        given = one in has_dose
        rows.append(
            {
                "patient_id": one,
                "drug_key": "cinqair",
                "order_id": "o1" if given else f"o-{one}",
                "due_on": date(2026, 12, 21) if given else date(2026, 10, 1),
                "payer_earliest": None,
                "given_on": NOW.date() if given else None,
            }
        )
    connection.execute(due.insert(), rows)

"""The tables that only help to find entries, kept in step with each entry as it is written."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from j3032calc.domain.administration import Administration
from j3032calc.domain.entries import BODIES, Entry, Kind
from j3032calc.domain.order import Order
from j3032calc.domain.patient import Patient
from j3032calc.domain.problems.log import LogDamaged
from j3032calc.domain.search import pair_keys, search_keys
from j3032calc.storage.bodies import read_record
from j3032calc.storage.rows import COLUMNS, read_entry
from j3032calc.storage.schema import due, entry, search_key, thing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from j3032calc.domain.entries import NewEntry

# Rows read at a time where a whole table is walked through.
_BATCH: Final = 500
_SORTED: Final = 20_000
_ADMINISTRATION: Final = Administration.__name__
_ORDER: Final = Order.__name__


def type_of(kind: Kind) -> str | None:
    """Name the type of thing that entries of a kind are about; ``None`` for notes, which are about none."""
    body = BODIES.get(kind)
    return None if body is None else body.__name__


def index(connection: sa.Connection, sequence: int, written: NewEntry) -> None:
    """Follow one entry that has just been written."""
    kind_of_thing = type_of(written.kind)
    if kind_of_thing is None:
        return
    is_new = _point_to(connection, sequence, written, kind_of_thing)
    match written.body:
        case Patient():
            _index_patient(connection, sequence, written.body, is_new=is_new)
        case Administration() as dose if written.kind is Kind.DOSE_RECORDED:
            _index_newest_dose(connection, dose)
        case Order() | Administration():
            # All drugs: an amendment may have changed the drug.
            _index_drugs(connection, written.body.patient_id)


# Entries of these kinds begin a new thing; a second one of the same thing is refused by the table's key.
_BEGINNINGS: Final = frozenset(
    {Kind.ACCOUNT_ADDED, Kind.PATIENT_ADDED, Kind.ORDER_WRITTEN, Kind.AUTHORIZATION_ADDED, Kind.DOSE_RECORDED}
)
_MOVE_POINTER: Final = thing.update().where(thing.c.subject == sa.bindparam("of")).values(newest=sa.bindparam("to"))
_NEW_POINTER: Final = thing.insert()
_FIRST: Final = sa.select(thing.c.first).where(thing.c.subject == sa.bindparam("of"))


def _point_to(connection: sa.Connection, sequence: int, written: NewEntry, kind_of_thing: str) -> bool:
    """Have the thing point to its newest entry; say whether it is a new thing."""
    if written.kind not in _BEGINNINGS:
        moved = connection.execute(_MOVE_POINTER, {"of": written.subject, "to": sequence}).rowcount
        if moved:
            return False
    pointer = {"subject": written.subject, "type": kind_of_thing, "patient_id": written.patient_id}
    connection.execute(_NEW_POINTER, pointer | {"first": sequence, "newest": sequence})
    return True


def _index_patient(connection: sa.Connection, sequence: int, patient: Patient, *, is_new: bool) -> None:
    first = sequence
    if not is_new:
        first = connection.execute(_FIRST, {"of": patient.id}).scalar_one()
        connection.execute(search_key.delete().where(search_key.c.patient == first))
    connection.execute(search_key.insert(), search_rows(patient, first, sequence))


def search_rows(patient: Patient, first: int, newest: int) -> list[dict[str, Any]]:
    """Give the rows that find a patient by the newest entry, one for each key.

    Args:
        patient: as the newest entry has it.
        first: the patient's first entry.
        newest: the patient's newest entry.
    """
    keys = search_keys(patient)
    all_keys = "".join(f"\n{key}" for key in keys) + "\n"
    row = {"patient": first, "newest": newest, "all_keys": all_keys}
    return [{"key": key} | row for key in (*keys, *pair_keys(patient))]


# Made once: to build a statement takes as long as to run it.
_MOVE_DUE: Final = (
    due.update()
    .where(
        due.c.patient_id == sa.bindparam("patient"),
        due.c.drug_key == sa.bindparam("drug"),
        sa.or_(due.c.given_on.is_(None), due.c.given_on <= sa.bindparam("day")),
    )
    .values({column: sa.bindparam(f"new_{column.name}") for column in due.c if not column.primary_key})
)


def _index_newest_dose(connection: sa.Connection, dose: Administration) -> None:
    """Move the due date on; where no older dose has one (a first dose, a late entry), look at all of the drug."""
    row = _due_row(dose)
    key = {"patient": dose.patient_id, "drug": dose.drug.key, "day": dose.given_on}
    is_moved = (
        row["due_on"] is not None
        and connection.execute(_MOVE_DUE, key | {f"new_{name}": value for name, value in row.items()}).rowcount
    )
    if not is_moved:
        _index_drugs(connection, dose.patient_id)


def _due_row(dose: Administration) -> dict[str, object]:
    return {
        "patient_id": dose.patient_id,
        "drug_key": dose.drug.key,
        "order_id": dose.order_id,
        "due_on": dose.next_due.due,
        "payer_earliest": dose.next_due.payer_earliest,
        "given_on": dose.given_on,
    }


def _index_drugs(connection: sa.Connection, patient_id: str) -> None:
    """Work out from all of a patient's doses and orders when the next dose of each drug is due."""
    connection.execute(due.delete().where(due.c.patient_id == patient_id))
    rows = due_rows(connection, patient_id)
    if rows:
        connection.execute(due.insert(), rows)


def due_rows(connection: sa.Connection, patient_id: str) -> list[dict[str, object]]:
    """Give the due rows that a patient's doses and orders ask for, by drug; may be empty."""
    orders = things_of(connection, _ORDER, patient_id)
    doses = things_of(connection, _ADMINISTRATION, patient_id)
    drugs = {one.body.drug.key for one in (*orders, *doses) if isinstance(one.body, Order | Administration)}
    rows = (due_row(orders, doses, drug) for drug in sorted(drugs))
    return [row for row in rows if row is not None]


def due_row(orders: Sequence[Entry], doses: Sequence[Entry], drug_key: str) -> dict[str, object] | None:
    """Say when the next dose of a drug is due: after the newest dose that stands, else from an active order's start.

    Nothing is due when every order of the drug has ended, or when the newest dose says no date.
    """
    of_drug = [entry.body for entry in orders if isinstance(entry.body, Order) and entry.body.drug.key == drug_key]
    active = [order for order in of_drug if order.is_active]
    if of_drug and not active:
        return None
    given = [
        entry.body
        for entry in doses
        if isinstance(entry.body, Administration)
        and entry.kind is not Kind.DOSE_VOIDED
        and entry.body.drug.key == drug_key
    ]
    if given:
        # Of two on one day, the one that was recorded later.
        newest = max(reversed(given), key=lambda dose: dose.given_on)
        return None if newest.next_due.due is None else _due_row(newest)
    if not active:
        return None
    first = min(active, key=lambda order: order.first_due)
    return {
        "patient_id": first.patient_id,
        "drug_key": drug_key,
        "order_id": first.id,
        "due_on": first.first_due,
        "payer_earliest": None,
        "given_on": None,
    }


def rebuild(connection: sa.Connection) -> None:
    """Make the tables anew from the entries."""
    for table in (thing, search_key, due):
        connection.execute(table.delete())
    query = sa.select(*COLUMNS).where(entry.c.sequence > sa.bindparam("after")).order_by(entry.c.sequence).limit(_BATCH)
    after = 0
    while rows := connection.execute(query, {"after": after}).all():
        for written in map(read_entry, rows):
            index(connection, written.sequence, written)
        after = rows[-1].sequence


def refill_search(connection: sa.Connection) -> None:
    """Fill the empty table of the search keys from each patient's newest entry.

    An entry that somebody spoilt is left out: the log still opens, and a check tells of it.
    """
    patients = newest_of(connection, (Patient.__name__,))
    # Many at a time and in order: rows of one patient lie far apart, and each would have its page read and written.
    while some := list(islice(patients, _SORTED)):
        rows: list[dict[str, Any]] = []
        for one in some:
            with suppress(LogDamaged):
                rows += search_rows(read_record(Patient, one.body), one.first, one.newest)
        if rows:
            connection.execute(search_key.insert(), sorted(rows, key=itemgetter("key", "patient")))


def newest_of(connection: sa.Connection, types: tuple[str, ...]) -> Iterator[Any]:
    """Give subject, patient, first and newest entry and its body of every thing of these types, some at a time."""
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


def things_of(connection: sa.Connection, kind_of_thing: str, patient_id: str | None = None) -> tuple[Entry, ...]:
    """Give the newest entry of each thing of a type, oldest thing first."""
    query = (
        sa.select(*COLUMNS)
        .join_from(thing, entry, thing.c.newest == entry.c.sequence)
        .where(thing.c.type == kind_of_thing)
        .order_by(thing.c.first)
    )
    if patient_id is not None:
        query = query.where(thing.c.patient_id == patient_id)
    return tuple(map(read_entry, connection.execute(query)))

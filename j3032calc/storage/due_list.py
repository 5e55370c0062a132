"""The doses that are due, with whom they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from j3032calc.domain.entries import DueDose
from j3032calc.domain.patient import Patient
from j3032calc.storage.bodies import read_record
from j3032calc.storage.schema import due, entry, thing

if TYPE_CHECKING:
    from datetime import date


def due_doses(connection: sa.Connection, first: date | None, last: date, most: int) -> tuple[DueDose, ...]:
    """Give the doses that are due from ``first`` to ``last``, earliest first, at most so many."""
    query = (
        sa.select(due, entry.c.body)
        .join_from(due, thing, thing.c.subject == due.c.patient_id)
        .join(entry, entry.c.sequence == thing.c.newest)
        .where(due.c.due_on <= last)
        .order_by(due.c.due_on, due.c.patient_id, due.c.drug_key)
        .limit(most)
    )
    if first is not None:
        query = query.where(due.c.due_on >= first)
    return tuple(map(_due_dose, connection.execute(query)))


def _due_dose(row: sa.Row[Any]) -> DueDose:
    return DueDose(
        patient=read_record(Patient, row.body),
        drug_key=row.drug_key,
        order_id=row.order_id,
        due=row.due_on,
        payer_earliest=row.payer_earliest,
        given_on=row.given_on,
    )

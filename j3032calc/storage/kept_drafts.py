"""Administrations under way, as they are kept beside the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from j3032calc.domain.administration import Draft
from j3032calc.storage.bodies import read_record, write_body
from j3032calc.storage.schema import draft as table

if TYPE_CHECKING:
    from collections.abc import Iterable


def keep(connection: sa.Connection, draft: Draft) -> None:
    """Keep a draft in place of the one with its id."""
    drop(connection, draft.id)
    connection.execute(table.insert(), {"id": draft.id, "patient_id": draft.patient_id, "body": write_body(draft)})


def drop(connection: sa.Connection, draft_id: str) -> None:
    """Take a draft away, if it is there."""
    connection.execute(table.delete().where(table.c.id == draft_id))


def read(connection: sa.Connection) -> tuple[Draft, ...]:
    """Give every draft, the one that was touched longest ago first."""
    bodies: Iterable[str] = connection.scalars(sa.select(table.c.body))
    return tuple(sorted((read_record(Draft, body) for body in bodies), key=lambda draft: draft.kept_at))

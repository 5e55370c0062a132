"""New anchors that a person began over a log with a fault: what was found then, and whether it is still just that.

The entry of a new anchor holds a digest of every row before it, as the rows were. While they give that digest, their
faults are the ones that the person knew. The entry itself is the first one that the new anchor holds.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from j3032calc.domain.entries import Fault, FaultKind, Kind, NewAnchor, Note
from j3032calc.domain.problems.log import LogDamaged
from j3032calc.storage.rows import COLUMNS, read_entry
from j3032calc.storage.schema import entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from j3032calc.domain.entries import Entry
    from j3032calc.storage.rows import Row

_NAME: Final = "name"
_FAULT: Final = "found"
_DIGEST: Final = "digest_before"


class Beginnings:
    """The new anchors of a log, settled one after the other while its rows are walked through from the first on."""

    def __init__(self, connection: sa.Connection) -> None:
        query = sa.select(*COLUMNS).where(entry.c.kind == Kind.ANCHOR_BEGUN.value).order_by(entry.c.sequence)
        found = [read for row in connection.execute(query) if (read := _read(row)) is not None]
        self.told = tuple(anchor for anchor, _ in found)
        self._waiting = {anchor.sequence: (anchor, digest) for anchor, digest in found}
        self._digest = hashlib.sha256()

    def settle(self, row: Row, fault: Fault | None) -> Fault | None:
        """Give the fault that is to be told at a row, from the one that was found in the rows before it."""
        if not self._waiting:
            return fault
        if row.sequence in self._waiting:
            anchor, digest = self._waiting.pop(row.sequence)
            if self._digest.hexdigest() == digest:
                fault = None
            elif fault in {None, anchor.found}:
                fault = Fault(sequence=row.sequence - 1, kind=FaultKind.CHANGED_SINCE)
        self._digest.update(_told(row))
        return fault


def facts_for_beginning(rows: Iterable[Row], fault: Fault) -> tuple[tuple[str, str], ...]:
    """Give the facts that the entry of a new anchor holds: what is wrong, and a digest of every row as it is."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(_told(row))
    return (_FAULT, f"{fault.sequence} {fault.kind.name.lower()}"), (_DIGEST, digest.hexdigest())


def _told(row: Row) -> bytes:
    return f"{tuple(row)!r}\n".encode(errors="surrogateescape")


def _read(row: Sequence[object]) -> tuple[NewAnchor, str] | None:
    """Read the entry of a new anchor; one that somebody spoilt settles nothing, and the chain tells of it."""
    try:
        return _read_entry(read_entry(row))
    except (LogDamaged, KeyError, ValueError):
        return None


def _read_entry(written: Entry) -> tuple[NewAnchor, str]:
    facts = dict(written.body.facts) if isinstance(written.body, Note) else {}
    sequence, kind = facts[_FAULT].split()
    anchor = NewAnchor(
        sequence=written.sequence,
        at=written.at,
        name=facts[_NAME],
        reason=written.reason or "",
        found=Fault(sequence=int(sequence), kind=FaultKind[kind.upper()]),
    )
    return anchor, facts[_DIGEST]

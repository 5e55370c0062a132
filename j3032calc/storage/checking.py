"""Is the log what it was? The end of it at each start, and all of it when someone asks.

Two questions: does each entry carry the fingerprint that follows from it and from the one before, and is that the
fingerprint that the anchor holds? The first finds a change, the second also one by somebody who worked the chain out
anew. The store may be ahead of its anchor (a crash), by entries that carry the anchor's seal; never behind.

A person may have begun a new anchor over a log with a fault. What stands before that is compared with what stood there
then, whatever it was.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from j3032calc.domain.entries import Fault, FaultKind, Head, Kind, Verification
from j3032calc.storage.anchor import NEW_LOG, Anchor, AnchorUnreadable
from j3032calc.storage.audit_chain import fingerprint, seal_fits
from j3032calc.storage.beginnings import Beginnings
from j3032calc.storage.rows import COLUMNS, Row
from j3032calc.storage.schema import entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from j3032calc.services.ports import Progress

# Entries that are looked at again at each start.
_LAST_ENTRIES: Final = 200
_BATCH: Final = 2000
# How often progress is told, in entries.
_STEP: Final = 5000


def newest(connection: sa.Connection) -> Head:
    """Give the newest entry's number and fingerprint."""
    return _head_at(connection, None) or NEW_LOG


def _head_at(connection: sa.Connection, sequence: int | None) -> Head | None:
    """Give one entry's head, or the newest; ``None`` if it is not there."""
    query = sa.select(entry.c.sequence, entry.c.fingerprint).order_by(entry.c.sequence.desc()).limit(1)
    row = connection.execute(query if sequence is None else query.where(entry.c.sequence == sequence)).first()
    return None if row is None else Head(sequence=row.sequence, fingerprint=row.fingerprint)


def _newest_beginning(connection: sa.Connection) -> int:
    """Give the number of the entry behind which the newest new anchor stands; 0 where none was ever begun."""
    query = sa.select(sa.func.max(entry.c.sequence)).where(entry.c.kind == Kind.ANCHOR_BEGUN.value)
    return connection.scalar(query) or 0


def heads_after(connection: sa.Connection, sequence: int) -> list[Head]:
    """Give the heads of every entry after one, oldest first."""
    query = sa.select(entry.c.sequence, entry.c.fingerprint).where(entry.c.sequence > sequence)
    rows = connection.execute(query.order_by(entry.c.sequence))
    return [Head(sequence=row.sequence, fingerprint=row.fingerprint) for row in rows]


def check_end(connection: sa.Connection, folder: Path) -> tuple[Anchor | None, Fault | None]:
    """Compare the end of the log with its anchor.

    Returns:
        The anchor if it can be read, and what is wrong, if anything.
    """
    head = newest(connection)
    try:
        anchor = Anchor.read(folder)
    except AnchorUnreadable as error:
        return None, _anchor_fault(head, error)
    if head.sequence < anchor.last.sequence:
        return anchor, Fault(sequence=head.sequence + 1, kind=FaultKind.TAIL_CUT)
    if anchor.last != NEW_LOG and _head_at(connection, anchor.last.sequence) != anchor.last:
        return anchor, Fault(sequence=anchor.last.sequence, kind=FaultKind.REWRITTEN)
    # Everything that the anchor does not hold yet, and some entries before, but none that a new anchor left behind.
    first = max(1, _newest_beginning(connection), min(anchor.last.sequence, head.sequence - _LAST_ENTRIES) + 1)
    before = NEW_LOG if first == 1 else _head_at(connection, first - 1) or NEW_LOG
    chain = _Chain(anchor, before)
    for row in rows(connection, first):
        chain.check(row, chain.anchored_by_the_end(row))
    return anchor, chain.fault


def _anchor_fault(head: Head, error: AnchorUnreadable) -> Fault:
    kind = FaultKind.ANCHOR_DAMAGED if error.is_there else FaultKind.ANCHOR_MISSING
    return Fault(sequence=head.sequence, kind=kind)


def verify(connection: sa.Connection, folder: Path, progress: Progress | None = None) -> Verification:
    """Check every entry, from the first to the last, while others may be written.

    Raises:
        Cancelled: ``progress`` stopped the work.
    """
    # The anchor before the store: an entry that is written meanwhile is then ahead of it, never behind.
    try:
        anchor, problem = Anchor.read(folder), None
    except AnchorUnreadable as error:
        anchor, problem = None, error
    head = newest(connection)
    chain = _Chain(anchor, NEW_LOG)
    anchored = _anchored(anchor)
    begun = Beginnings(connection)
    try:
        for row in rows(connection, 1):
            chain.fault = begun.settle(row, chain.fault)
            chain.check(row, next(anchored, None) if anchor and row.sequence >= anchor.first.sequence else None)
            if progress and chain.count % _STEP == 0:
                progress(chain.count, head.sequence)
    except AnchorUnreadable as error:
        problem = error
    fault = chain.fault
    if fault is None and problem is not None:
        fault = _anchor_fault(head, problem)
    if fault is None and anchor is not None and chain.last < anchor.last.sequence:
        fault = Fault(sequence=chain.last + 1, kind=FaultKind.TAIL_CUT)
    ahead = 0 if anchor is None else max(0, head.sequence - anchor.last.sequence)
    return Verification(entries=chain.count, head=head, ahead=ahead, fault=fault, new_anchors=begun.told)


def _anchored(anchor: Anchor | None) -> Iterator[str]:
    """Give the fingerprints that the anchor holds, one at a time; what stands before the first entry is none."""
    if anchor is not None:
        yield from islice(anchor.fingerprints(), 1 if anchor.first == NEW_LOG else 0, None)


def rows(connection: sa.Connection, first: int) -> Iterator[Row]:
    """Give the rows of every entry from one on, some at a time."""
    query = sa.select(*COLUMNS).where(entry.c.sequence >= first).order_by(entry.c.sequence)
    for row in connection.execution_options(yield_per=_BATCH).execute(query):
        yield Row._make(row)


class _Chain:
    """Follows the entries one by one and keeps the first thing that is wrong."""

    def __init__(self, anchor: Anchor | None, before: Head) -> None:
        self._anchor = anchor
        self.last, self._fingerprint = before.sequence, before.fingerprint
        self.count = 0
        self.fault: Fault | None = None

    def anchored_by_the_end(self, row: Row) -> str | None:
        """Give the fingerprint of the anchor's last line if it is this entry's."""
        last = self._anchor.last if self._anchor else None
        return last.fingerprint if last and last.sequence == row.sequence else None

    def check(self, row: Row, anchored: str | None) -> None:
        """Look at the next entry, and at the fingerprint that the anchor holds of it."""
        self.count += 1
        if self.fault is None:
            kind = self._wrong(row, anchored)
            if kind is not None:
                sequence = self.last + 1 if kind is FaultKind.MISSING else row.sequence
                self.fault = Fault(sequence=sequence, kind=kind)
        self.last, self._fingerprint = row.sequence, row.fingerprint

    def _wrong(self, row: Row, anchored: str | None) -> FaultKind | None:
        if row.sequence != self.last + 1:
            return FaultKind.MISSING
        if fingerprint(self._fingerprint, row) != row.fingerprint:
            return FaultKind.EDITED
        if anchored is not None and anchored != row.fingerprint:
            return FaultKind.REWRITTEN
        # Entries from before a restore carry the seal of an older anchor.
        is_sealed = self._anchor is not None and row.sequence > self._anchor.first.sequence
        if is_sealed and self._anchor and not seal_fits(self._anchor.secret, row):
            return FaultKind.FORGED
        return None

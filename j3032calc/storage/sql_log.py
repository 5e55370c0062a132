"""The open log: entries appended, chained and anchored, and found again. The same on SQLCipher and on PostgreSQL."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from threading import RLock
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from j3032calc.domain.entries import Entry, Kind, NewEntry, Note
from j3032calc.domain.problems.log import LogIsWhole, LogLocked, LogNotWritten, LogUnusable
from j3032calc.storage import checking, index_check, indexes, kept_drafts, plain_rows
from j3032calc.storage.anchoring import Anchoring
from j3032calc.storage.audit_chain import chained
from j3032calc.storage.beginnings import facts_for_beginning
from j3032calc.storage.due_list import due_doses
from j3032calc.storage.patient_search import find_patients
from j3032calc.storage.rows import COLUMNS, Row, new_row, read_entry
from j3032calc.storage.schema import entry, thing
from j3032calc.storage.sqlite import forget_pages, store_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from j3032calc.domain.administration import Draft
    from j3032calc.domain.entries import DueDose, Fault, Head, Verification
    from j3032calc.domain.patient import Patient
    from j3032calc.domain.search import PatientSearch
    from j3032calc.exports.plain_entry import PlainDose, PlainEntry
    from j3032calc.services.ports import Clock, Progress
    from j3032calc.storage.instance_lock import HeldElsewhere, InstanceLock
    from j3032calc.storage.store_file import StoreFile

# Rows read at a time where the whole log is walked through.
_BATCH: Final = 1000
_INSERT: Final = entry.insert()
_NEWEST: Final = sa.select(*COLUMNS).join_from(thing, entry, thing.c.newest == entry.c.sequence)


class SqlLog:
    """One open log. Calls may come from several threads; writing is done by one at a time."""

    def __init__(
        self,
        engine: sa.Engine,
        file: StoreFile,
        anchor_folder: Path,
        clock: Clock,
        lock: InstanceLock | HeldElsewhere,
    ) -> None:
        self._file = file
        self._open_engine: sa.Engine | None = engine
        self._instance_lock = lock
        self._writing = RLock()
        with engine.connect() as connection:
            self._head = checking.newest(connection)
            self._anchoring = Anchoring(anchor_folder, connection)
        self._catch_up(clock)

    def _catch_up(self, clock: Clock) -> None:
        """Anchor what was written just before a crash, and note that; a full disk leaves that to the next entry."""
        ahead = self._anchoring.ahead(self._head)
        if ahead:
            body = Note(facts=(("entries", str(ahead)),))
            note = NewEntry(at=clock.now(), by=None, kind=Kind.ANCHOR_CAUGHT_UP, subject="anchor", body=body)
            with suppress(LogNotWritten):
                self.append([note])

    @property
    def head(self) -> Head:
        """The newest entry's number and fingerprint."""
        return self._head

    @property
    def fault(self) -> Fault | None:
        """What was wrong with the log when it was opened or last verified; ``None`` while it is whole."""
        return self._anchoring.fault

    @property
    def is_whole(self) -> bool:
        """Whether the log agreed with its anchor when it was opened."""
        return self.fault is None

    @property
    def not_anchored(self) -> str | None:
        """Why the newest entries are not kept outside yet; ``None`` while they are."""
        return self._anchoring.refused

    @property
    def _engine(self) -> sa.Engine:
        if self._open_engine is None:
            raise LogLocked
        return self._open_engine

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with store_problems(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _changing(self) -> Iterator[sa.Connection]:
        with self._writing, store_problems(), self._engine.begin() as connection:
            yield connection

    # --- Writing ---

    def append(self, entries: Sequence[NewEntry], *, ends_draft: str | None = None) -> tuple[Entry, ...]:
        """Write entries all together or not at all; safe on the disk and anchored when it returns.

        Where only the anchor refuses they are written all the same, ``not_anchored`` says so, and the next entry tries
        again: whoever waits for a save must not be told that it failed.

        Raises:
            LogUnusable: the store refused, and nothing is written.
        """
        with self._writing:
            rows = self._write(entries, ends_draft, self._anchoring.secret)
            self._anchoring.keep([row.head for row in rows], self._heads_after)
        return tuple(_numbered(row, new) for row, new in zip(rows, entries, strict=True))

    def _write(self, entries: Sequence[NewEntry], ends_draft: str | None, secret: bytes) -> tuple[Row, ...]:
        numbered = [new_row(self._head.sequence + place, new) for place, new in enumerate(entries, start=1)]
        try:
            with self._changing() as connection:
                rows = tuple(chained(self._head.fingerprint, secret, numbered))
                connection.execute(_INSERT, [row._asdict() for row in rows])
                for row, new in zip(rows, entries, strict=True):
                    indexes.index(connection, row.sequence, new)
                if ends_draft is not None:
                    kept_drafts.drop(connection, ends_draft)
        except BaseException:
            # Whether the last commit reached the disk is not known after an error.
            self._reload_head()
            raise
        self._head = rows[-1].head
        return rows

    def _heads_after(self, sequence: int) -> Sequence[Head]:
        with self._reading() as connection:
            return checking.heads_after(connection, sequence)

    def _reload_head(self) -> None:
        with suppress(LogUnusable), self._reading() as connection:
            self._head = checking.newest(connection)

    def keep_draft(self, draft: Draft) -> None:
        """Keep an administration under way; safe on the disk when it returns."""
        with self._changing() as connection:
            kept_drafts.keep(connection, draft)

    # --- Reading ---

    def latest(self, subject: str) -> Entry | None:
        """Give the newest entry that carries the value of one thing."""
        query = _NEWEST.where(thing.c.subject == subject)
        with self._reading() as connection:
            row = connection.execute(query).first()
            return None if row is None else read_entry(row)

    def versions(self, subject: str) -> tuple[Entry, ...]:
        """Give every entry about one thing, oldest first."""
        return self._entries(sa.select(*COLUMNS).where(entry.c.subject == subject).order_by(entry.c.sequence))

    def latest_of(self, kinds: Sequence[Kind], patient_id: str | None = None) -> tuple[Entry, ...]:
        """Give the newest entry of each thing that entries of these kinds are about, oldest thing first."""
        types = {indexes.type_of(kind) for kind in kinds}
        query = _NEWEST.where(thing.c.type.in_(types)).order_by(thing.c.first)
        return self._entries(query if patient_id is None else query.where(thing.c.patient_id == patient_id))

    def of_patient(self, patient_id: str) -> tuple[Entry, ...]:
        """Give every entry of one patient's log, oldest first."""
        return self._entries(sa.select(*COLUMNS).where(entry.c.patient_id == patient_id).order_by(entry.c.sequence))

    def noted(self, kinds: Sequence[Kind], *, newest: int) -> tuple[Entry, ...]:
        """Give the newest so many entries of these kinds, newest first."""
        of_kinds = sa.select(*COLUMNS).where(entry.c.kind.in_([kind.value for kind in kinds]))
        return self._entries(of_kinds.order_by(entry.c.sequence.desc()).limit(newest))

    def _entries(self, query: sa.Select[Any]) -> tuple[Entry, ...]:
        with self._reading() as connection:
            return tuple(map(read_entry, connection.execute(query)))

    def entries(self, first: int = 1, last: int | None = None) -> Iterator[Entry]:
        """Give the entries by number, some at a time, so that memory does not grow and nobody waits for a reader."""
        while True:
            query = sa.select(*COLUMNS).where(entry.c.sequence >= first).order_by(entry.c.sequence).limit(_BATCH)
            batch = self._entries(query if last is None else query.where(entry.c.sequence <= last))
            yield from batch
            if len(batch) < _BATCH:
                return
            first = batch[-1].sequence + 1

    def find_patients(self, search: PatientSearch, *, most: int) -> tuple[Patient, ...]:
        """Give the patients that fit, at most so many, in the order of the key that leads the search."""
        if not search.keys:
            return ()
        with self._reading() as connection:
            return find_patients(connection, search, most)

    def due(self, *, first: date | None, last: date, most: int) -> tuple[DueDose, ...]:
        """Give the doses that are due from ``first`` to ``last``, earliest first, at most so many."""
        with self._reading() as connection:
            return due_doses(connection, first, last, most)

    def draft(self, draft_id: str) -> Draft | None:
        """Give one draft."""
        return next((draft for draft in self.drafts() if draft.id == draft_id), None)

    def drafts(self) -> tuple[Draft, ...]:
        """Give every administration under way, the one that was touched longest ago first."""
        with self._reading() as connection:
            return kept_drafts.read(connection)

    # --- Checking, and putting in order ---

    def plain_entries(self, first: int, last: int, patient_id: str | None = None) -> Iterator[PlainEntry]:
        """Give the entries of a stretch of the log as plain values, oldest first, one at a time."""
        return plain_rows.plain_entries(self._rows(plain_rows.stretch(first, last, patient_id)))

    def plain_doses(self, first: int, last: int, patient_id: str | None = None) -> Iterator[PlainDose]:
        """Give the versions of administrations in a stretch of the log as plain values, with their patients of now."""
        return plain_rows.plain_doses(self._rows(plain_rows.doses_of(plain_rows.stretch(first, last, patient_id))))

    def _rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        with self._reading() as connection:
            rows = connection.execute(query).all()
            forget_pages(connection)
            return rows

    def verify(self, progress: Progress | None = None) -> Verification:
        """Check the whole chain against its anchor."""
        with self._reading() as connection:
            found = checking.verify(connection, self._anchoring.folder, progress)
        with self._writing, self._reading() as connection:
            self._anchoring.follow(found, connection)
        return found

    def begin_anchor(self, entry: NewEntry) -> Entry:
        """Begin a new anchor with an entry that says so; what was found is added to its note.

        Raises:
            LogIsWhole: the log agrees with its anchor, and no other one is wanted.
            LogUnusable: the store refused, and nothing is written.
            AnchorNotBegun: the entry is written, but the folder of the anchor refuses.
        """
        with self._writing:
            with self._reading() as connection:
                fault = checking.verify(connection, self._anchoring.folder).fault
                if fault is None:
                    raise LogIsWhole
                facts = facts_for_beginning(checking.rows(connection, 1), fault)
            new = replace(entry, body=Note(facts=(*_facts(entry), *facts)))
            secret = self._anchoring.new_secret()
            # The entry first: a crash before the new anchor is there leaves a fault, not a silent new anchor.
            (row,) = self._write([new], None, secret)
            self._anchoring.begin(row.head, secret)
        return _numbered(row, new)

    def check_indexes(self) -> Fault | None:
        """Compare the tables that help to find entries with the entries; the newest entry of what differs first."""
        with self._reading() as connection:
            return index_check.check_indexes(connection)

    def rebuild_indexes(self) -> None:
        """Make the tables that help to find entries anew from the entries."""
        with self._changing() as connection:
            indexes.rebuild(connection)

    # --- The file ---

    def copy_to(self, name: str) -> None:
        """Write an encrypted copy of everything into a new file, while others read and write.

        Raises:
            LogUnusable: the store or the disk refuses.
            OSError: the new file cannot be made.
        """
        self._file.copy_to(name)

    def check_copy(self, name: str) -> Head:
        """Open a copy, look at every page of it, and give the newest entry that it holds.

        Raises:
            LogUnusable: the copy is not whole.
        """
        return self._file.check_copy(name)

    def close(self) -> None:
        """Close the store and forget its key; every later call raises ``LogLocked``."""
        with self._writing:
            engine, self._open_engine = self._open_engine, None
            if engine is not None:
                engine.dispose()
                self._instance_lock.release()
                self._anchoring.close()


def _facts(entry: NewEntry) -> tuple[tuple[str, str], ...]:
    return entry.body.facts if isinstance(entry.body, Note) else ()


def _numbered(row: Row, new: NewEntry) -> Entry:
    return Entry(
        sequence=row.sequence,
        fingerprint=row.fingerprint,
        **{field.name: getattr(new, field.name) for field in fields(new)},
    )

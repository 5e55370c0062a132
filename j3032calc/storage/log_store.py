"""The log in an encrypted file: entries appended, chained, anchored, and found again."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import fields
from functools import partial
from threading import RLock
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from j3032calc.domain.administration import Draft
from j3032calc.domain.entries import DueDose, Entry, Fault, Head, Kind, NewEntry, Note, Verification
from j3032calc.domain.patient import Patient
from j3032calc.domain.problems.files import FileUnreadable
from j3032calc.domain.problems.log import AnchorNotWritten, LogExists, LogLocked, LogMissing, LogNotWritten, LogUnusable
from j3032calc.storage import checking, index_check, indexes, plain_rows
from j3032calc.storage.anchor import Anchor, has_entries
from j3032calc.storage.audit_chain import chained
from j3032calc.storage.bodies import read_record, write_body
from j3032calc.storage.files import make_private_folder, reason_of, sync_folder
from j3032calc.storage.instance_lock import HeldElsewhere, InstanceLock
from j3032calc.storage.migrating import bring_up_to_date, migrate
from j3032calc.storage.rows import COLUMNS, Row, new_row, read_entry
from j3032calc.storage.schema import draft as draft_table
from j3032calc.storage.schema import due, entry, search_key, thing
from j3032calc.storage.sqlite import engine_for, forget_pages, make_private_file, store_problems
from j3032calc.storage.store_file import StoreFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from j3032calc.domain.search import PatientSearch
    from j3032calc.exports.plain_entry import PlainDose, PlainEntry
    from j3032calc.services.ports import Clock, Progress
    from j3032calc.storage.sqlite import RawKey

AnyLock = InstanceLock | HeldElsewhere
FILE: Final = "log.db"
# Rows read at a time where the whole log is walked through.
_BATCH: Final = 1000
# Of several words, the one with the fewest matches leads the search; counting stops here.
_ENOUGH_MATCHES: Final = 2000
_LAST_LETTER: Final = "\U0010ffff"


class SqlStore:
    """One log in a data folder, with its anchor in another folder."""

    def __init__(self, folder: Path, anchor_folder: Path, clock: Clock) -> None:
        self.path = folder / FILE
        self._anchor_folder = anchor_folder
        self._clock = clock

    def exists(self) -> bool:
        """Whether a log is there, readable or not."""
        return self.path.exists()

    def create(self, key: RawKey) -> SqlLog:
        """Make an empty log.

        Raises:
            LogExists: a log is there.
            LogUnusable: the folders refuse.
        """
        with _folder_problems():
            make_private_folder(self.path.parent)
        lock = InstanceLock(self.path.parent)
        try:
            self._make_file(key)
            return self._open(key, lock, lambda: None)
        except BaseException:
            lock.release()
            raise

    def _make_file(self, key: RawKey) -> None:
        """Make the file under another name first, so that no crash leaves half a log under the right one."""
        if self.exists() or has_entries(self._anchor_folder):
            # Without its file, a log whose entries are anchored is lost, not new: a backup is put back.
            raise LogExists
        unfinished = self.path.with_suffix(".unfinished")
        with _folder_problems():
            for rest in self.path.parent.glob(f"{unfinished.name}*"):
                rest.unlink()
            make_private_file(unfinished)
        engine = engine_for(unfinished, key, is_new=True)
        try:
            with store_problems():
                migrate(engine)
        finally:
            # The last connection writes the journal into the file as it closes, and does not say when it cannot.
            engine.dispose()
        if unfinished.with_name(f"{unfinished.name}-wal").exists():
            raise LogNotWritten("the disk refused")
        with _folder_problems():
            # Before the log has its name: a log without an anchor would be a fault.
            Anchor.create(self._anchor_folder)
            unfinished.rename(self.path)
            sync_folder(self.path.parent)

    def open(
        self, key: RawKey, before_migration: Callable[[], object] = lambda: None, lock: HeldElsewhere | None = None
    ) -> SqlLog:
        """Open the log, and note what a crash left without its anchor line.

        Args:
            key: of the store.
            before_migration: makes the backup that stands before every migration.
            lock: given by a caller who holds the folder's lock already.

        Raises:
            LogMissing: there is none.
            LogInUse: another window has it open.
            LogUnusable: it cannot be opened.
        """
        if not self.exists():
            raise LogMissing
        held = lock or InstanceLock(self.path.parent)
        try:
            return self._open(key, held, before_migration)
        except BaseException:
            held.release()
            raise

    def _open(self, key: RawKey, lock: AnyLock, before_migration: Callable[[], object]) -> SqlLog:
        engine = engine_for(self.path, key)
        try:
            with store_problems():
                bring_up_to_date(engine, before_migration)
                return SqlLog(engine, StoreFile(self.path, key), self._anchor_folder, self._clock, lock)
        except BaseException:
            engine.dispose()
            raise


@contextmanager
def _folder_problems() -> Iterator[None]:
    """Turn what the system says of a folder into a plain problem.

    Raises:
        LogNotWritten: always.
    """
    try:
        yield
    except OSError as error:
        raise LogNotWritten(reason_of(error)) from None
    except FileUnreadable as problem:
        raise LogNotWritten(problem.reason) from None


class SqlLog:
    """One open log. Calls may come from several threads; writing is done by one at a time."""

    def __init__(self, engine: sa.Engine, file: StoreFile, anchor_folder: Path, clock: Clock, lock: AnyLock) -> None:
        self._file = file
        self._open_engine: sa.Engine | None = engine
        self._instance_lock = lock
        self._writing = RLock()
        self._anchor_folder = anchor_folder
        with engine.connect() as connection:
            self._head = checking.newest(connection)
            self._anchor, self.fault = checking.check_end(connection, anchor_folder)
        self._catch_up(clock)

    def _catch_up(self, clock: Clock) -> None:
        """Anchor what was written just before a crash, and note that; a full disk leaves that to the next entry."""
        if self._anchor is None or self.fault is not None or self._anchor.last.sequence == self._head.sequence:
            return
        facts = (("entries", str(self._head.sequence - self._anchor.last.sequence)),)
        note = NewEntry(at=clock.now(), by=None, kind=Kind.ANCHOR_CAUGHT_UP, subject="anchor", body=Note(facts=facts))
        with suppress(LogNotWritten, AnchorNotWritten):
            self.append([note])

    @property
    def head(self) -> Head:
        """The newest entry's number and fingerprint."""
        return self._head

    @property
    def is_whole(self) -> bool:
        """Whether the log agreed with its anchor when it was opened."""
        return self.fault is None

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

    def append(self, entries: Sequence[NewEntry], *, ends_draft: str | None = None) -> tuple[Entry, ...]:
        """Write entries all together or not at all; safe on the disk and anchored when it returns.

        Raises:
            LogUnusable: the store refused, and nothing is written.
            AnchorNotWritten: everything is written, but not the anchor; the next entry tries again.
        """
        with self._writing:
            try:
                rows = self._write(entries, ends_draft)
            except BaseException:
                # Whether the last commit reached the disk is not known after an error.
                self._reload_head()
                raise
            self._keep_anchor([_head_of(row) for row in rows])
        return tuple(_numbered(row, new) for row, new in zip(rows, entries, strict=True))

    def _write(self, entries: Sequence[NewEntry], ends_draft: str | None) -> tuple[Row, ...]:
        secret = b"" if self._anchor is None else self._anchor.secret
        numbered = [new_row(self._head.sequence + place, new) for place, new in enumerate(entries, start=1)]
        with self._changing() as connection:
            rows = tuple(chained(self._head.fingerprint, secret, numbered))
            connection.execute(_INSERT, [row._asdict() for row in rows])
            for row, new in zip(rows, entries, strict=True):
                indexes.index(connection, row.sequence, new)
            if ends_draft is not None:
                connection.execute(draft_table.delete().where(draft_table.c.id == ends_draft))
        self._head = _head_of(rows[-1])
        return rows

    def _reload_head(self) -> None:
        with suppress(LogUnusable), self._reading() as connection:
            self._head = checking.newest(connection)

    def _keep_anchor(self, written: Sequence[Head]) -> None:
        """Write every line that the anchor lacks; a log that does not agree with its anchor is not anchored further."""
        if self._anchor is None or self.fault is not None:
            return
        try:
            if written[0].sequence != self._anchor.last.sequence + 1:
                with self._reading() as connection:
                    written = checking.heads_after(connection, self._anchor.last.sequence)
            self._anchor.append(written)
        except OSError as error:
            raise AnchorNotWritten(reason_of(error)) from None

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

    def find_patients(self, search: PatientSearch, *, most: int) -> tuple[Patient, ...]:
        """Give the patients that fit, at most so many, in the order of what was found of them."""
        if not search.keys:
            return ()
        with self._reading() as connection:
            leading, *others = _rarest_first(connection, search.keys)
            query = (
                sa.select(search_key.c.patient_id, entry.c.body)
                .join_from(search_key, entry, entry.c.sequence == search_key.c.newest)
                .where(_in_range(*leading), *(_is_among_all(*other) for other in others))
                .order_by(search_key.c.key, search_key.c.patient_id)
                .execution_options(yield_per=most)
            )
            found: dict[str, str] = {}
            for row in connection.execute(query):
                # One patient may have several names with this beginning.
                found.setdefault(row.patient_id, row.body)
                if len(found) == most:
                    break
            return tuple(read_record(Patient, body) for body in found.values())

    def due(self, *, first: date | None, last: date, most: int) -> tuple[DueDose, ...]:
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
        with self._reading() as connection:
            return tuple(map(_due_dose, connection.execute(query)))

    def keep_draft(self, draft: Draft) -> None:
        """Keep an administration under way; safe on the disk when it returns."""
        with self._changing() as connection:
            connection.execute(draft_table.delete().where(draft_table.c.id == draft.id))
            row = {"id": draft.id, "patient_id": draft.patient_id, "body": write_body(draft)}
            connection.execute(draft_table.insert(), row)

    def draft(self, draft_id: str) -> Draft | None:
        """Give one draft."""
        return next((draft for draft in self.drafts() if draft.id == draft_id), None)

    def drafts(self) -> tuple[Draft, ...]:
        """Give every administration under way, the one that was touched longest ago first."""
        with self._reading() as connection:
            rows = connection.execute(sa.select(draft_table.c.body))
            return tuple(sorted((read_record(Draft, row.body) for row in rows), key=lambda draft: draft.kept_at))

    def entries(self, first: int = 1, last: int | None = None) -> Iterator[Entry]:
        """Give the entries by number, some at a time, so that memory does not grow and nobody waits for a reader."""
        while True:
            query = sa.select(*COLUMNS).where(entry.c.sequence >= first).order_by(entry.c.sequence).limit(_BATCH)
            batch = self._entries(query if last is None else query.where(entry.c.sequence <= last))
            yield from batch
            if len(batch) < _BATCH:
                return
            first = batch[-1].sequence + 1

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
            found = checking.verify(connection, self._anchor_folder, progress)
        with self._writing, self._reading() as connection:
            if found.fault is None and self._anchor is None:
                # The anchor's folder is there again, and agrees.
                self._anchor, self.fault = checking.check_end(connection, self._anchor_folder)
            else:
                self.fault = found.fault
        return found

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

    def check_indexes(self) -> Fault | None:
        """Compare the tables that help to find entries with the entries; the newest entry of what differs first."""
        with self._reading() as connection:
            return index_check.check_indexes(connection)

    def rebuild_indexes(self) -> None:
        """Make the tables that help to find entries anew from the entries."""
        with self._changing() as connection:
            indexes.clear(connection)
            rows = connection.execute(
                sa.select(*COLUMNS).order_by(entry.c.sequence).execution_options(yield_per=_BATCH)
            )
            for written in map(read_entry, rows):
                indexes.index(connection, written.sequence, written)

    def close(self) -> None:
        """Close the store and forget its key; every later call raises ``LogLocked``."""
        with self._writing:
            engine, self._open_engine = self._open_engine, None
            if engine is not None:
                engine.dispose()
                self._instance_lock.release()
                if self._anchor is not None:
                    self._anchor.close()


_INSERT: Final = entry.insert()
_NEWEST: Final = sa.select(*COLUMNS).join_from(thing, entry, thing.c.newest == entry.c.sequence)


def _head_of(row: Row) -> Head:
    return Head(sequence=row.sequence, fingerprint=row.fingerprint)


def _numbered(row: Row, new: NewEntry) -> Entry:
    return Entry(
        sequence=row.sequence,
        fingerprint=row.fingerprint,
        **{field.name: getattr(new, field.name) for field in fields(new)},
    )


_Key = tuple[str, bool]


def _rarest_first(connection: sa.Connection, keys: Sequence[_Key]) -> Sequence[_Key]:
    """Have the key that fits the fewest patients lead the search."""
    return keys if len(keys) == 1 else sorted(keys, key=partial(_matches, connection))


def _matches(connection: sa.Connection, key: _Key) -> int:
    """Count what fits, up to the number from which on it does not matter."""
    some = sa.select(sa.literal(1)).select_from(search_key).where(_in_range(*key)).limit(_ENOUGH_MATCHES)
    return connection.execute(sa.select(sa.func.count()).select_from(some.subquery())).scalar_one()


def _in_range(key: str, is_beginning: bool) -> sa.ColumnElement[bool]:  # noqa: FBT001 - a pair, as the search gives it
    """Give the condition that a key of the patient is this one, or begins with it."""
    if not is_beginning:
        return search_key.c.key == key
    return sa.and_(search_key.c.key >= key, search_key.c.key < key + _LAST_LETTER)


def _is_among_all(key: str, is_beginning: bool) -> sa.ColumnElement[bool]:  # noqa: FBT001 - a pair, as the search gives it
    """Give the condition that one of all keys of the patient is this one, or begins with it."""
    return search_key.c.all_keys.contains(f"\n{key}" if is_beginning else f"\n{key}\n", autoescape=True)


def _due_dose(row: sa.Row[Any]) -> DueDose:
    return DueDose(
        patient=read_record(Patient, row.body),
        drug_key=row.drug_key,
        order_id=row.order_id,
        due=row.due_on,
        payer_earliest=row.payer_earliest,
        given_on=row.given_on,
    )

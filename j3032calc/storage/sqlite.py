"""SQLCipher on this workstation: the only module with SQL and settings of SQLite's own.

Everything here fails closed: without the cipher, with a key that does not fit or over a file that is not encrypted,
nothing is opened and nothing is made anew.
"""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event

from j3032calc.domain.problems.log import LogDamaged, LogInUse, LogKeyWrong, LogNotEncrypted, LogNotWritten, LogUnusable

try:
    from sqlcipher3 import dbapi2
except ImportError:
    # A part of it did not load, such as OpenSSL: a plain problem wherever the log is asked for, and no other log.
    raise LogNotEncrypted("the encryption is not there") from None

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# SQLAlchemy would write every row that it reads to its log, as soon as somebody sets logging to its finest level.
logging.getLogger("sqlalchemy.engine.Engine").disabled = True

_PLAIN_HEADER: Final = b"SQLite format 3\x00"
_PAGE_BYTES: Final = "4096"
_CACHE_KIB: Final = 64 * 1024
_WAIT_SECONDS: Final = 5

# In the order of looking: what SQLite says, and what that is. Each problem is made anew: one that was raised before
# holds on to the frames of that time, and to the key in them.
_REASONS: Final[tuple[tuple[str, Callable[[], LogUnusable]], ...]] = (
    ("file is not a database", LogKeyWrong),
    ("file is encrypted", LogKeyWrong),
    ("malformed", lambda: LogDamaged("a page of the file cannot be read")),
    ("no such", lambda: LogDamaged("its tables are not there")),
    ("has no column", lambda: LogDamaged("its tables are not there")),
    ("disk is full", lambda: LogNotWritten("the disk is full")),
    ("readonly database", lambda: LogNotWritten("the data folder may not be written to")),
    ("unable to open database", lambda: LogNotWritten("the data folder may not be written to")),
    ("surrogates not allowed", lambda: LogNotWritten("a character in it cannot be kept")),
    ("UNIQUE constraint", lambda: LogNotWritten("it is in the log already")),
    # PostgreSQL's words for the same.
    ("duplicate key value", lambda: LogNotWritten("it is in the log already")),
    ("locked", LogInUse),
)
# Have the database itself refuse every change of an entry.
PROTECTIONS: Final = (
    """CREATE TRIGGER entry_stays_as_it_is BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END""",
    """CREATE TRIGGER entry_stays BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END""",
    """CREATE TRIGGER entry_follows BEFORE INSERT ON entry
    WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM entry)
    BEGIN SELECT RAISE(ABORT, 'an entry has the next number'); END""",
)


class RawKey(Protocol):
    """The store's key as this module needs it."""

    def hex(self) -> str:
        """Give the 32 bytes as 64 hexadecimal digits; raises ``LogLocked`` once the key is wiped."""


@contextmanager
def store_problems() -> Iterator[None]:
    """Turn the store's refusals into plain problems; no statement and no value of it is in them.

    Raises:
        LogUnusable: always a kind of it.
    """
    said = None
    try:
        yield
    except sa.exc.DBAPIError as error:
        said = str(error.orig)
    except (dbapi2.Error, UnicodeEncodeError) as error:
        said = str(error)
    if said is not None:
        problem = _problem(said)
        raise problem from None


def _problem(said: str) -> LogUnusable:
    fitting = (problem() for words, problem in _REASONS if words in said)
    return next(fitting, None) or LogNotWritten("the disk refused")


def make_private_file(path: Path) -> None:
    """Make an empty file that only this person may read; SQLite gives its journal the same rights.

    Raises:
        OSError: it is there already, or the folder refuses.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def connect(path: Path, key: RawKey, *, is_new: bool = False) -> dbapi2.Connection:
    """Open an encrypted file that exists; only a new one may be empty.

    Raises:
        LogKeyWrong: the key does not fit.
        LogNotEncrypted: the file is plain, or the cipher is not there.
        LogUnusable: the file cannot be read.
    """
    _refuse_plain(path, is_new=is_new)
    with store_problems():
        uri = f"file:{quote(str(path))}?mode=rw"
        connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=_WAIT_SECONDS)
        try:
            _unlock(connection, key)
        except BaseException:
            connection.close()
            raise
    return connection


def _refuse_plain(path: Path, *, is_new: bool) -> None:
    try:
        with path.open("rb") as stream:
            page = stream.read(int(_PAGE_BYTES))
    except OSError:
        raise LogDamaged("the file cannot be read") from None
    if page.startswith(_PLAIN_HEADER):
        raise LogNotEncrypted("its file is not encrypted")
    # SQLite would make a new store of a file that was cut to nothing.
    if len(page) < int(_PAGE_BYTES) and not is_new:
        raise LogDamaged("the file was cut off")


def _unlock(connection: dbapi2.Connection, key: RawKey) -> None:
    def one(statement: str) -> object:
        row = connection.execute(statement).fetchone()
        return None if row is None else row[0]

    # Text that is none, which only a tamperer writes, is a wrong text and not an error.
    connection.text_factory = _text
    one("PRAGMA cipher_log_level = NONE")
    # The raw key, so that no slow derivation stands before each connection: the vault's password has one already.
    if one(f"PRAGMA key = \"x'{key.hex()}'\"") != "ok" or not one("PRAGMA cipher_version"):
        raise LogNotEncrypted("the encryption is not there")
    one("SELECT count(*) FROM sqlite_master")
    if one("PRAGMA page_size") != _PAGE_BYTES:
        raise LogNotEncrypted("its pages have another size")
    if one("PRAGMA journal_mode = WAL") != "wal":
        raise LogNotWritten("the data folder may not be written to")
    for setting in ("synchronous = FULL", "temp_store = MEMORY", "secure_delete = ON", f"cache_size = -{_CACHE_KIB}"):
        connection.execute(f"PRAGMA {setting}")


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogateescape")


def engine_for(path: Path, key: RawKey, *, is_new: bool = False) -> sa.Engine:
    """Make the engine of an encrypted file that exists. What it says of an error holds no value of a patient."""
    engine = sa.create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key, is_new=is_new),
        poolclass=sa.pool.QueuePool,
        # The connection that was used last has the pages at hand, decrypted.
        pool_use_lifo=True,
        hide_parameters=True,
    )

    # The driver itself starts transactions late and not for changes of the schema.
    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # Straight to the driver: SQLAlchemy takes as long over one word as the file does.
        connection.connection.cursor().execute("BEGIN")

    return engine


def forget_pages(connection: sa.Connection) -> None:
    """Give back the memory of the pages that were read: a walk through the whole log needs none of them again."""
    connection.exec_driver_sql("PRAGMA shrink_memory")


def copy_store(path: Path, target: Path, key: RawKey) -> None:
    """Copy a store, as it is at one moment, into a new encrypted file, while others read and write it.

    Raises:
        LogUnusable: the store or the disk refuses.
        OSError: the new file cannot be made.
    """
    source = connect(path, key)
    try:
        make_private_file(target)
        with store_problems():
            copy = dbapi2.connect(str(target), isolation_level=None)
            try:
                _unlock(copy, key)
                source.backup(copy)
            finally:
                copy.close()
    finally:
        source.close()


def refuse_damage(connection: sa.Connection) -> None:
    """Look at every page of a store: whether it is what was encrypted, and whether the pages fit together.

    Raises:
        LogDamaged: they are not, or do not.
    """
    faults = connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
    if faults or connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise LogDamaged("a page of the file cannot be read")

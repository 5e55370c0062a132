"""SQLCipher: fails closed, and the database itself holds entries to what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2

from j3032calc.domain.problems.log import (
    LogDamaged,
    LogKeyWrong,
    LogLocked,
    LogNotEncrypted,
    LogNotWritten,
    LogUnusable,
)
from j3032calc.storage.sqlite import connect, engine_for, make_private_file, store_problems
from tests.invented_log import FixedKey, first_entries, new_log

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    log = new_log(tmp_path)
    log.append(first_entries())
    log.close()
    return tmp_path / "data" / "log.db"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        pytest.param("UPDATE entry SET reason = 'x' WHERE sequence = 1", "never changed", id="change"),
        pytest.param("UPDATE OR REPLACE entry SET sequence = 2 WHERE sequence = 1", "never changed", id="renumber"),
        pytest.param("DELETE FROM entry WHERE sequence = 2", "never deleted", id="delete"),
        pytest.param("DELETE FROM entry", "never deleted", id="delete-all"),
        pytest.param(
            "INSERT INTO entry SELECT 4, at, by, kind, subject, patient_id, reason, body, '', '' FROM entry "
            "WHERE sequence = 1",
            "next number",
            id="gap",
        ),
        pytest.param(
            "INSERT OR REPLACE INTO entry SELECT 1, at, by, kind, subject, patient_id, reason, body, '', '' "
            "FROM entry WHERE sequence = 1",
            "next number",
            id="replace",
        ),
    ],
)
def test_the_database_itself_refuses_to_change_an_entry(file: Path, statement: str, said: str) -> None:
    connection = connect(file, FixedKey())

    with pytest.raises(dbapi2.Error, match=said):
        connection.execute(statement)

    assert connection.execute("SELECT count(*), max(sequence) FROM entry").fetchone() == (2, 2)
    connection.close()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("cipher_page_size", "4096"),
        ("cipher_use_hmac", "1"),
    ],
)
def test_each_connection_is_durable_and_leaves_nothing_behind(file: Path, setting: str, value: object) -> None:
    connection = connect(file, FixedKey())

    assert connection.execute(f"PRAGMA {setting}").fetchone()[0] == value
    connection.close()


def test_pages_of_another_size_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = dbapi2.connect(str(path))
    other.execute(f"PRAGMA key = \"x'{FixedKey().hex()}'\"")
    other.execute("PRAGMA cipher_page_size = 8192")
    other.execute("CREATE TABLE one (number)")
    other.close()

    with pytest.raises(LogUnusable):
        connect(path, FixedKey())


def test_an_empty_file_is_taken_only_when_it_is_new(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    make_private_file(path)

    with pytest.raises(LogDamaged):
        connect(path, FixedKey())
    assert path.read_bytes() == b""
    connect(path, FixedKey(), is_new=True).close()


def test_a_new_file_is_not_made_over_another(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    path.write_bytes(b"x")

    with pytest.raises(FileExistsError):
        make_private_file(path)


def test_a_plain_file_a_wrong_key_and_a_missing_file_are_told_apart(file: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.db"
    plain.write_bytes(b"SQLite format 3\x00" + bytes(5000))

    with pytest.raises(LogNotEncrypted):
        connect(plain, FixedKey())
    with pytest.raises(LogKeyWrong):
        connect(file, FixedKey("5b" * 32))
    with pytest.raises(LogDamaged):
        connect(tmp_path / "nothing", FixedKey())


def test_a_wiped_key_opens_nothing(file: Path) -> None:
    key = FixedKey()
    key.wipe()

    with pytest.raises(LogLocked):
        connect(file, key)


def test_a_path_with_signs_that_mean_something_in_an_address_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "50 % ?mode=memory #1 & Zoë"
    log = new_log(folder)
    log.append(first_entries())
    log.close()

    assert (folder / "data" / "log.db").stat().st_size > 4096


@pytest.mark.parametrize(
    ("statement", "problem", "said"),
    [
        pytest.param("SELECT * FROM no_table", LogDamaged, "its tables are not there", id="no-table"),
        pytest.param("SELECT no_column FROM entry", LogDamaged, "its tables are not there", id="no-column"),
        pytest.param(
            "INSERT INTO thing SELECT * FROM thing", LogNotWritten, "it is in the log already", id="already-there"
        ),
        pytest.param("SELECT", LogNotWritten, "the disk refused", id="anything-else"),
    ],
)
def test_what_the_store_says_becomes_a_plain_problem(
    file: Path, statement: str, problem: type[LogUnusable], said: str
) -> None:
    engine = engine_for(file, FixedKey())

    with pytest.raises(problem) as raised, store_problems(), engine.connect() as connection:
        connection.execute(sa.text(statement))

    assert said in vars(raised.value).values()
    assert raised.value.__suppress_context__
    engine.dispose()

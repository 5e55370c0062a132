"""What every store does: it makes a log once, opens it with its key alone, and never takes one thing for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.problems.log import (
    LogDamaged,
    LogExists,
    LogInUse,
    LogKeyWrong,
    LogLocked,
    LogMissing,
    LogNotEncrypted,
)
from j3032calc.storage.backups import FileBackups
from j3032calc.storage.local_store import LocalStore
from j3032calc.storage.log_store import SqlStore
from j3032calc.storage.paths import Places
from tests.cheap_vault import cheap_vault
from tests.fixed_clock import FixedClock
from tests.invented_log import FixedKey, first_entries, note

if TYPE_CHECKING:
    from pathlib import Path

    from j3032calc.services.ports import Store


class StoreContract:
    """The log's file is ``data/log.db`` in the test's folder."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> Store:
        raise NotImplementedError

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        return tmp_path / "data" / "log.db"

    def test_a_log_is_there_once_it_was_made(self, store: Store) -> None:
        before = store.exists()
        store.create(FixedKey()).close()

        assert (before, store.exists()) == (False, True)

    def test_a_log_is_opened_with_what_was_written(self, store: Store) -> None:
        log = store.create(FixedKey())
        written = log.append(first_entries())
        log.close()

        log = store.open(FixedKey())

        assert tuple(log.entries()) == written
        assert log.is_whole
        log.close()

    def test_a_second_log_is_never_made_over_the_first(self, store: Store, file: Path) -> None:
        store.create(FixedKey()).close()
        before = file.read_bytes()

        with pytest.raises(LogExists):
            store.create(FixedKey("5b" * 32))

        assert file.read_bytes() == before

    def test_a_log_that_is_not_there_is_missing_and_not_made(self, store: Store, file: Path) -> None:
        with pytest.raises(LogMissing):
            store.open(FixedKey())
        assert not file.exists()

    def test_a_wrong_key_is_told_from_damage(self, store: Store) -> None:
        store.create(FixedKey()).close()

        with pytest.raises(LogKeyWrong):
            store.open(FixedKey("5b" * 32))
        store.open(FixedKey()).close()

    def test_a_log_is_open_once(self, store: Store) -> None:
        log = store.create(FixedKey())

        with pytest.raises(LogInUse):
            store.open(FixedKey())

        log.append([note()])
        log.close()
        store.open(FixedKey()).close()

    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            pytest.param(b"SQLite format 3\x00" + bytes(8192), LogNotEncrypted, id="plain"),
            pytest.param(b"", LogDamaged, id="empty"),
        ],
    )
    def test_what_is_no_encrypted_log_stays_as_it_is(
        self, store: Store, file: Path, content: bytes, problem: type[Exception]
    ) -> None:
        store.create(FixedKey()).close()
        file.write_bytes(content)

        with pytest.raises(problem):
            store.open(FixedKey())

        assert file.read_bytes() == content

    def test_a_wiped_key_opens_nothing(self, store: Store) -> None:
        store.create(FixedKey()).close()
        key = FixedKey()
        key.wipe()

        with pytest.raises(LogLocked):
            store.open(key)


class TestSqlStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Store:
        return SqlStore(tmp_path / "data", tmp_path / "state", FixedClock())


class TestLocalStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Store:
        clock, places = FixedClock(), Places(tmp_path / "data", tmp_path / "anchors")
        cheap_vault(places.data, clock).create("a1", "ada", "correct horse battery")
        return LocalStore(places, clock, FileBackups(places, clock, "0.1.0"))

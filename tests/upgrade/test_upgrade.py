"""A log that an older program wrote is opened by this one, with everything in it; a newer program's log is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.script import ScriptDirectory

from j3032calc.domain.entries import FaultKind, Kind
from j3032calc.domain.problems.log import LogDamaged, LogFromNewerVersion, LogNotWritten
from j3032calc.domain.search import PatientSearch
from j3032calc.storage import migrating, schema
from j3032calc.storage.migrating import MIGRATIONS
from j3032calc.storage.sqlite import connect
from tests.invented_log import FixedKey, draft, first_entries, new_log, note, open_log, store_in
from tests.upgrade.every_value import EVERY_ENTRY, PATIENT
from tests.upgrade.make_file import described

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
VERSIONS = sorted(path.name for path in HERE.iterdir() if (path / "data" / "log.db").exists())


def still_holds(then: object, now: object) -> bool:
    """Whether everything that a record said then is what it says now; fields that came later may stand beside it."""
    if isinstance(then, dict) and isinstance(now, dict):
        return all(name in now and still_holds(value, now[name]) for name, value in then.items())
    if isinstance(then, list) and isinstance(now, list):
        return len(then) == len(now) and all(map(still_holds, then, now))
    return then == now


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_of_every_version_opens_with_every_value(tmp_path: Path, version: str) -> None:
    shutil.copytree(HERE / version, tmp_path / "log")

    log = open_log(tmp_path / "log")

    assert log.is_whole
    written = (HERE / version / "entries.txt").read_text("utf-8").splitlines()
    read = [line for entry in log.entries() for line in described(entry).splitlines()]
    assert len(read) == len(written)
    for then, now in zip(written, read, strict=True):
        assert now == then or still_holds(json.loads(then), json.loads(now)), then
    assert log.drafts() == (draft(),)
    assert log.find_patients(PatientSearch(names=("quill", "zeph")), most=5) == (PATIENT,)
    assert (log.verify().fault, log.check_indexes()) == (None, None)
    log.append([note()])
    log.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_an_older_log_that_somebody_spoilt_is_opened_and_told_of(tmp_path: Path, version: str) -> None:
    shutil.copytree(HERE / version, tmp_path / "log")
    connection = connect(tmp_path / "log" / "data" / "log.db", FixedKey())
    connection.execute("DROP TRIGGER entry_stays_as_it_is")
    connection.execute("UPDATE entry SET body = '{' WHERE kind = 'patient-added'")
    connection.close()

    log = open_log(tmp_path / "log")

    fault = log.verify().fault
    assert fault is not None
    assert fault.kind is FaultKind.EDITED
    log.close()


def test_the_newest_file_holds_every_kind_of_entry_as_it_is_today() -> None:
    assert {one.kind for one in EVERY_ENTRY} == set(Kind)
    assert VERSIONS[-1] == schema.VERSION


def test_every_migration_has_its_file_and_the_newest_is_the_schemas() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))

    assert scripts.get_heads() == [schema.VERSION]
    assert sorted(script.revision for script in scripts.walk_revisions()) == VERSIONS


# --- A migration that is to come --------------------------------------------------------------------------------------

ANOTHER = '''
"""A column more."""
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.add_column("thing", sa.Column("note", sa.Text))
    {more}
'''


@pytest.fixture
def with_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Give what plants one more migration in a copy of the folder."""

    def plant(more: str = "pass") -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, folder)
        (folder / "versions" / "v0003_more.py").write_text(ANOTHER.format(more=more), "utf-8")
        monkeypatch.setattr(migrating, "MIGRATIONS", folder)
        monkeypatch.setattr(migrating, "VERSION", "0003")

    return plant


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    log = new_log(tmp_path / "log")
    log.append(first_entries())
    log.close()
    return tmp_path / "log"


def version_in(folder: Path) -> str:
    connection = connect(folder / "data" / "log.db", FixedKey())
    (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()
    return str(version)


def test_a_migration_runs_after_the_backup(folder: Path, with_another: Callable[..., None]) -> None:
    with_another()
    seen: list[str] = []

    log = store_in(folder).open(FixedKey(), lambda: seen.append(version_in(folder)))

    assert (seen, version_in(folder)) == (["0002"], "0003")
    assert (log.is_whole, len(log.of_patient("p1"))) == (True, 2)
    log.close()


def test_a_store_of_this_version_needs_no_backup(folder: Path) -> None:
    seen: list[str] = []

    store_in(folder).open(FixedKey(), lambda: seen.append("backup")).close()

    assert seen == []


def test_a_backup_that_fails_stops_the_migration(folder: Path, with_another: Callable[..., None]) -> None:
    with_another()

    def fail() -> None:
        raise LogNotWritten("the disk is full")

    with pytest.raises(LogNotWritten):
        store_in(folder).open(FixedKey(), fail)

    assert version_in(folder) == "0002"


def test_a_migration_that_fails_leaves_the_store_as_it_was(folder: Path, with_another: Callable[..., None]) -> None:
    with_another('op.execute("INSERT INTO no_table VALUES (1)")')

    with pytest.raises(LogDamaged):
        open_log(folder)

    connection = connect(folder / "data" / "log.db", FixedKey())
    columns = [row[1] for row in connection.execute("PRAGMA table_info(thing)")]
    connection.close()
    assert (version_in(folder), "note" in columns) == ("0002", False)


def test_a_newer_programs_log_is_refused_without_a_backup(folder: Path) -> None:
    connection = connect(folder / "data" / "log.db", FixedKey())
    connection.execute("UPDATE alembic_version SET version_num = '0099'")
    connection.close()
    before = (folder / "data" / "log.db").read_bytes()
    seen: list[str] = []

    with pytest.raises(LogFromNewerVersion):
        store_in(folder).open(FixedKey(), lambda: seen.append("backup"))

    assert seen == []
    assert (folder / "data" / "log.db").read_bytes() == before


@pytest.mark.parametrize("statement", ["DELETE FROM alembic_version", "DROP TABLE alembic_version"])
def test_a_store_without_a_version_is_damaged(folder: Path, statement: str) -> None:
    connection = connect(folder / "data" / "log.db", FixedKey())
    connection.execute(statement)
    connection.close()

    with pytest.raises(LogDamaged):
        open_log(folder)

"""Bringing a store's tables to the newest schema, one migration after the other (alembic)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from j3032calc.domain.problems.log import LogDamaged, LogFromNewerVersion
from j3032calc.storage.schema import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from alembic.script import ScriptDirectory

MIGRATIONS: Final = Path(__file__).parent / "migrations"
# alembic's own table, read without loading alembic at each start.
_VERSION: Final = sa.table("alembic_version", sa.column("version_num"))


def version_of(connection: sa.Connection) -> str:
    """Give the schema version of a store.

    Raises:
        LogDamaged: the store has none.
    """
    if not sa.inspect(connection).has_table(_VERSION.name):
        raise LogDamaged("its tables are not there")
    found = connection.execute(sa.select(_VERSION.c.version_num)).scalar()
    if not isinstance(found, str):
        raise LogDamaged("its tables are not there")
    return found


def bring_up_to_date(engine: sa.Engine, before_change: Callable[[], object]) -> None:
    """Migrate an older store; a store of this version is left as it is.

    Args:
        engine: of the store.
        before_change: makes the backup that stands before every migration.

    Raises:
        LogFromNewerVersion: a newer program wrote the store.
        LogDamaged: the store has no schema version.
    """
    with engine.connect() as connection:
        found = version_of(connection)
    if found == VERSION:
        return
    if found not in _known(_scripts()):
        raise LogFromNewerVersion
    before_change()
    migrate(engine)


def migrate(engine: sa.Engine) -> None:
    """Run every migration that the store has not had yet, all together or not at all.

    Raises:
        LogFromNewerVersion: the store has had one that is not known here.
    """
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    scripts = _scripts()
    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        current = context.get_current_revision()
        if current is not None and current not in _known(scripts):
            raise LogFromNewerVersion
        with Operations.context(context):
            for script in reversed(list(scripts.iterate_revisions("head", current or "base"))):
                script.module.upgrade()
                context.stamp(scripts, script.revision)


def _scripts() -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(MIGRATIONS))


def _known(scripts: ScriptDirectory) -> set[str]:
    return {script.revision for script in scripts.walk_revisions()}

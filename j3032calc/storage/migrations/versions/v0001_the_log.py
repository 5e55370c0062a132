"""The log as it was first made."""

from alembic import op

from j3032calc.storage import postgresql, sqlite
from j3032calc.storage.schema import metadata

revision = "0001"
down_revision = None
_PROTECTIONS = {"sqlite": sqlite.PROTECTIONS, "postgresql": postgresql.PROTECTIONS}


def upgrade() -> None:
    """Make the tables, and the triggers that keep entries as they are."""
    connection = op.get_bind()
    metadata.create_all(connection)
    for statement in _PROTECTIONS[connection.dialect.name]:
        connection.exec_driver_sql(statement)

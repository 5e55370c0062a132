"""PostgreSQL, for the server that several workstations will share: what the schema needs there.

The log's code and tables are the same; tests/contracts/ runs them on a server. The app uses none yet.
"""

from __future__ import annotations

from typing import Final

PROTECTIONS: Final = (
    """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'an entry is never changed or deleted'; END $$""",
    """CREATE TRIGGER entry_stays_as_it_is BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()""",
    """CREATE FUNCTION refuse_gap() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
        IF NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM entry)
        THEN RAISE EXCEPTION 'an entry has the next number'; END IF;
        RETURN NEW;
    END $$""",
    "CREATE TRIGGER entry_follows BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION refuse_gap()",
    "REVOKE UPDATE, DELETE, TRUNCATE ON entry FROM PUBLIC",
)

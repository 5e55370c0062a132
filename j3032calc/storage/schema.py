"""The tables of the log, for SQLCipher on a workstation and for a PostgreSQL server later.

``entry`` is the record: append-only, held to that by triggers. The other tables only help to find entries, and can be
made anew from them at any time; ``draft`` holds what is not part of the record yet.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# The newest migration. A test holds this to ``migrations/``.
VERSION: Final = "0002"

metadata: Final = sa.MetaData()
# Compared byte by byte, so that a beginning is a range; PostgreSQL would sort by language otherwise.
_key: Final = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")

entry: Final = sa.Table(
    "entry",
    metadata,
    sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("by", sa.Text),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("patient_id", sa.Text),
    sa.Column("reason", sa.Text),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("seal", sa.Text, nullable=False),
    sa.Index("entry_of_subject", "subject", "sequence"),
    sa.Index("entry_of_patient", "patient_id", "sequence"),
    sa.Index("entry_of_kind", "kind", "sequence"),
)

# The newest value of each thing that has values: patients, orders, administrations, accounts, ...
thing: Final = sa.Table(
    "thing",
    metadata,
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("patient_id", sa.Text),
    sa.Column("first", sa.BigInteger, nullable=False),
    sa.Column("newest", sa.BigInteger, nullable=False),
    sa.Index("thing_of_type", "type", "first"),
    sa.Index("thing_of_patient", "patient_id", "type", "first"),
    sqlite_with_rowid=False,
)

# What finds a patient: see domain/search.py. Each row also holds all keys of its patient, one a line, and the newest
# entry's number, so that nothing else is read for a patient who does not fit, and only the entry for one who does.
# ``patient`` is the number of the patient's first entry: narrow rows are read faster.
search_key: Final = sa.Table(
    "search_key",
    metadata,
    sa.Column("key", _key, primary_key=True),
    sa.Column("patient", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("newest", sa.BigInteger, nullable=False),
    sa.Column("all_keys", sa.Text, nullable=False),
    sa.Index("search_key_of_patient", "patient"),
    sqlite_with_rowid=False,
)

# The next dose of each drug that a patient gets.
due: Final = sa.Table(
    "due",
    metadata,
    sa.Column("patient_id", sa.Text, primary_key=True),
    sa.Column("drug_key", sa.Text, primary_key=True),
    sa.Column("order_id", sa.Text),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("payer_earliest", sa.Date),
    sa.Column("given_on", sa.Date),
    sa.Index("due_by_day", "due_on", "patient_id", "drug_key"),
    sqlite_with_rowid=False,
)

draft: Final = sa.Table(
    "draft",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("patient_id", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)

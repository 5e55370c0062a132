"""The hash chain over all entries: each fingerprint covers the entry and the fingerprint before it.

A chain alone shows edits, but not a cut tail and not a chain that was worked out anew; the anchor shows those.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from j3032calc.storage.rows import Row

# What stands before the first entry.
BEGINNING: Final = "0" * 64
# Made once, which is faster. What is no text (somebody wrote bytes into a column) gets a fingerprint too, a wrong one.
_heading: Final = json.JSONEncoder(separators=(",", ":"), default=repr).encode


def fingerprint(before: str, row: Sequence[object]) -> str:
    """Give the fingerprint of an entry (the first eight columns of ``Row``) that follows the one ``before``."""
    # JSON escapes what could move a border between two fields; a body is JSON already and stands last.
    return hashlib.sha256(f"{before}\n{_heading(row[:7])}\n{row[7]}".encode(errors="surrogateescape")).hexdigest()


def seal(secret: bytes, of: str) -> str:
    """Give what only someone who holds the anchor's secret can write beside a fingerprint."""
    return hmac.digest(secret, of.encode(), "sha256").hex()


def seal_fits(secret: bytes, row: Row) -> bool:
    """Say whether this workstation wrote the entry, as far as its fingerprint is right."""
    # No secret is compared with what somebody tries: whoever can try has the whole store in hand.
    return seal(secret, row.fingerprint) == row.seal


def chained(before: str, secret: bytes, rows: Sequence[Row]) -> Iterator[Row]:
    """Give the rows with their fingerprints and seals, each after the one before."""
    for row in rows:
        before = fingerprint(before, row)
        yield row._replace(fingerprint=before, seal=seal(secret, before))

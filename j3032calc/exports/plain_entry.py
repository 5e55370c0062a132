"""An entry of the log as plain values, for files that machines read.

Amounts are text with their unit, exact, without commas ("0.5 mL"); a number that has no end in decimals is a fraction
("1/3 mg"); a dose per weight is "3 mg/kg". Money is the text of a number. Dates and times are ISO, times with their
offset. Counts are integers. What is not recorded is null. Records are mappings with their fields in order, as in
``domain``; the hash of a PIN is in none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.domain.entries import Kind

    # A record by the names of its fields: texts, numbers, yes or no, null, lists and records.
    Plain = Mapping[str, Any]


class PlainEntry(NamedTuple):
    """One entry; ``at`` is ISO with its offset."""

    sequence: int
    at: str
    by: str | None
    kind: Kind
    subject: str
    patient_id: str | None
    reason: str | None
    body: Plain
    fingerprint: str


class PlainDose(NamedTuple):
    """One version of an administration, with its patient as of today (``None`` where the log has lost them)."""

    entry: PlainEntry
    patient: Plain | None
    is_newest: bool

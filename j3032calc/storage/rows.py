"""An entry as a row of the store, and back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from j3032calc.domain.entries import Entry, Head, Kind
from j3032calc.domain.problems.log import LogDamaged, LogNotWritten
from j3032calc.storage.bodies import read_body, write_body
from j3032calc.storage.schema import entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from j3032calc.domain.entries import NewEntry


class Row(NamedTuple):
    """One entry column by column; ``at`` with its offset, ``body`` as JSON text."""

    sequence: int
    at: str
    by: str | None
    kind: str
    subject: str
    patient_id: str | None
    reason: str | None
    body: str
    fingerprint: str
    seal: str

    @property
    def head(self) -> Head:
        """The entry's number and fingerprint."""
        return Head(sequence=self.sequence, fingerprint=self.fingerprint)


COLUMNS: Final = tuple(entry.c[name] for name in Row._fields)


def new_row(sequence: int, new: NewEntry) -> Row:
    """Give an entry's row, its fingerprint and seal still empty.

    Raises:
        LogNotWritten: a text has the character that not every store can keep; JSON has another way to write it.
    """
    if any("\x00" in (text or "") for text in (new.by, new.subject, new.patient_id, new.reason)):
        raise LogNotWritten("a character in it cannot be kept")
    body = write_body(new.body)
    return Row(
        sequence, new.at.isoformat(), new.by, new.kind.value, new.subject, new.patient_id, new.reason, body, "", ""
    )


def read_entry(row: Sequence[Any]) -> Entry:
    """Read an entry from its row.

    Raises:
        LogDamaged: a column does not hold what it should; nothing of it is in the message.
    """
    sequence, at_text, by, kind_text, subject, patient_id, reason, body, fingerprint, _ = row
    try:
        at, kind = datetime.fromisoformat(at_text), Kind(kind_text)
    except (TypeError, ValueError):
        raise LogDamaged("an entry cannot be read") from None
    return Entry(
        sequence=sequence,
        at=at,
        by=by,
        kind=kind,
        subject=subject,
        patient_id=patient_id,
        reason=reason,
        body=read_body(kind, body),
        fingerprint=fingerprint,
    )

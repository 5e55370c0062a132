"""The log for machines: one JSON object a line, in UTF-8. The first line says what the file is, each other one entry.

The first line: ``format`` ("j3032calc-log"), ``version`` (1), ``app_version``, ``made_at``, ``head`` (``entry`` and
``fingerprint``, up to which the log was read), ``filter`` (``patient``, ``from``, ``to`` and ``administrations``; null
where there is none) and ``leaves_out``. ``jsonl_schema`` says all of it to machines.

Each other line:

| key | is |
|---|---|
| ``entry`` | its number in the log, from 1 |
| ``at`` | when it was written, ISO with offset |
| ``by`` | the id of the account, null for the program itself |
| ``kind`` | what happened, such as "dose-recorded"; see ``domain.entries.Kind`` |
| ``subject`` | the id of what it is about; the entries of one subject are its versions |
| ``patient`` | the id of the patient in whose log it stands, or null |
| ``reason`` | why, for amendments, voids and ends, or null |
| ``body`` | the whole value as of this entry, in the form of ``plain_entry`` |
| ``fingerprint`` | its place in the hash chain; it covers the entry as stored, not this line |

Keys stay; new ones may be added.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from j3032calc.wording.exporting import LEFT_OUT_OF_JSONL

if TYPE_CHECKING:
    from datetime import datetime

    from j3032calc.domain.entries import Head
    from j3032calc.domain.exporting import LogFilter
    from j3032calc.exports.plain_entry import PlainEntry

_encode = json.JSONEncoder(ensure_ascii=False).encode


def heading(made_at: datetime, app_version: str, head: Head, wanted: LogFilter) -> str:
    """Give the first line."""
    return _line(
        {
            "format": "j3032calc-log",
            "version": 1,
            "app_version": app_version,
            "made_at": made_at.isoformat(),
            "head": {"entry": head.sequence, "fingerprint": head.fingerprint},
            "filter": {
                "patient": wanted.patient_id,
                "from": wanted.first and wanted.first.isoformat(),
                "to": wanted.last and wanted.last.isoformat(),
                "administrations": list(wanted.doses) or None,
            },
            "leaves_out": LEFT_OUT_OF_JSONL,
        }
    )


def entry_line(entry: PlainEntry) -> str:
    """Give the line of one entry."""
    return _line(
        {
            "entry": entry.sequence,
            "at": entry.at,
            "by": entry.by,
            "kind": entry.kind.value,
            "subject": entry.subject,
            "patient": entry.patient_id,
            "reason": entry.reason,
            "body": entry.body,
            "fingerprint": entry.fingerprint,
        }
    )


def _line(data: dict[str, object]) -> str:
    # A line break inside a text is escaped; these two are line ends to some readers only.
    return _encode(data).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n"

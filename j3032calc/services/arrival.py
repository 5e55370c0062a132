"""What goes into the log when a person arrives: failed sign-ins since the last arrival, a moved clock, the arrival."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.entries import Kind, NewEntry, Note
from j3032calc.services.idle import SET_BACK

if TYPE_CHECKING:
    from datetime import datetime

    from j3032calc.domain.entries import Entry
    from j3032calc.domain.sign_in import FailedSignIn
    from j3032calc.services.ports import Log, Vault

# Each arrival remembers up to where the file of failed sign-ins was taken up.
_TAKEN_UP_TO: Final = "failed_sign_ins_taken_up_to"
_ARRIVALS: Final = (Kind.SIGNED_IN, Kind.EMERGENCY_ACCESS)


def write_arrival(log: Log, vault: Vault, arrival: NewEntry, *before: NewEntry) -> tuple[Entry, ...]:
    """Write an arrival (a sign-in or an emergency access), together with what was noticed by then, or nothing of it.

    Args:
        log: the open log.
        vault: knows the failed sign-ins.
        arrival: its body is a note.
        before: what ends with this arrival, such as the session before it.
    """
    last = next(iter(log.noted(_ARRIVALS, newest=1)), None)
    found = vault.failures(_taken_up(last))
    failed = [_noticed(arrival.at, Kind.SIGN_IN_FAILED, **_failure(one)) for one in found.lines]
    cut = [_noticed(arrival.at, Kind.SIGN_INS_CUT)] if found.was_cut else []
    facts = arrival.body.facts if isinstance(arrival.body, Note) else ()
    body = Note(facts=(*facts, (_TAKEN_UP_TO, str(found.end))))
    return log.append([*before, *cut, *failed, *_moved_clock(log, arrival.at), _with_body(arrival, body)])


def _failure(one: FailedSignIn) -> dict[str, str]:
    return {"tried_at": one.at.isoformat(), "way": one.way.value, "user": one.user or "not known here"}


def _taken_up(arrival: Entry | None) -> int:
    if arrival is None or not isinstance(arrival.body, Note):
        return 0
    return int(dict(arrival.body.facts).get(_TAKEN_UP_TO, "0"))


def _moved_clock(log: Log, now: datetime) -> list[NewEntry]:
    """Note that the clock is behind what the log has seen already."""
    newest = log.head.sequence
    behind = next(iter(log.entries(newest, newest)), None)
    if behind is None or behind.at - now <= SET_BACK:
        return []
    return [_noticed(now, Kind.CLOCK_MOVED, newest_entry=behind.at.isoformat(), now=now.isoformat())]


def _noticed(at: datetime, kind: Kind, **facts: str) -> NewEntry:
    """Make an entry of what the program itself noticed about this workstation."""
    return NewEntry(at=at, by=None, kind=kind, subject="workstation", body=Note(facts=tuple(facts.items())))


def _with_body(entry: NewEntry, body: Note) -> NewEntry:
    return NewEntry(at=entry.at, by=entry.by, kind=entry.kind, subject=entry.subject, body=body)

"""Backups: what each one is, which are kept, and when they are made."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from j3032calc.domain.entries import Head, Kind
from j3032calc.domain.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from j3032calc.domain.entries import Entry

_DAYS: Final = 7
_WEEKS: Final = 4
_MONTHS: Final = 12
_NEWEST: Final = 3

# Entries of the workstation's own routine. A backup never holds the ones that its own making brings about, so they
# neither call for another backup nor keep anybody from going back to it.
_ROUTINE: Final = frozenset(
    {
        Kind.ANCHOR_CAUGHT_UP,
        Kind.BACKUP_MADE,
        Kind.LOCKED,
        Kind.LOG_VERIFIED,
        Kind.SIGNED_IN,
        Kind.SIGNED_OUT,
    }
)


class Occasion(StrEnum):
    """Why a backup was made."""

    AUTOMATIC = "automatic"
    ASKED = "asked for"
    BEFORE_MIGRATION = "before a migration"


@record
class Backup:
    """What a backup says of itself, readable without any key; ``name`` is its file's."""

    name: str
    log_id: str
    head: Head
    made_at: datetime
    occasion: Occasion
    app_version: str


def surplus(backups: Sequence[Backup], good: Backup) -> tuple[Backup, ...]:
    """Give the automatic backups that are no longer needed, oldest first.

    Kept are the newest one of each of the last 7 days, 4 weeks and 12 months that have any, and the newest 3. Others
    than automatic ones take no part: nobody but a person takes them away.

    Args:
        backups: all that there are.
        good: the one that was just checked by opening it, which is always kept.
    """
    automatic = sorted((one for one in backups if one.occasion is Occasion.AUTOMATIC), key=lambda one: one.made_at)
    newest_first = automatic[::-1]
    kept = {
        good.name,
        *(one.name for one in newest_first[:_NEWEST]),
        *_newest_of_each(newest_first, _DAYS, lambda at: at.date().toordinal()),
        *_newest_of_each(newest_first, _WEEKS, lambda at: at.isocalendar()[:2]),
        *_newest_of_each(newest_first, _MONTHS, lambda at: (at.year, at.month)),
    }
    return tuple(one for one in automatic if one.name not in kept)


def _newest_of_each(newest_first: Iterable[Backup], most: int, span_of: Callable[[datetime], object]) -> list[str]:
    newest: dict[object, str] = {}
    for one in newest_first:
        newest.setdefault(span_of(one.made_at), one.name)
    return list(newest.values())[:most]


def are_paused(restored_or_resumed: Sequence[Entry]) -> bool:
    """Say whether automatic backups wait for a person's word: after a restore, until somebody resumes them.

    Args:
        restored_or_resumed: the entries of these two kinds, newest first; the first one decides.
    """
    return bool(restored_or_resumed) and restored_or_resumed[0].kind is Kind.LOG_RESTORED


def is_routine(entry: Entry) -> bool:
    """Say whether an entry only notes how the workstation was used."""
    return entry.kind in _ROUTINE

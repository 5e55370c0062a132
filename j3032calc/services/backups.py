"""Backups: asked for by a person, or made by the workstation itself at the end of a session and once a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.backups import Backup, Occasion, are_paused, is_routine, surplus
from j3032calc.domain.entries import Kind, NewEntry, Note
from j3032calc.domain.people import Right

if TYPE_CHECKING:
    from j3032calc.services.ports import Backups, Clock, Log
    from j3032calc.services.session import Session

_SUBJECT: Final = "backups"


class BackingUp:
    """Makes backups of the log of a session."""

    def __init__(self, backups: Backups, clock: Clock) -> None:
        self._backups = backups
        self._clock = clock

    def make(self, session: Session, name: str) -> Backup:
        """Make a backup in a file that a person named. A log that is not whole can be backed up too.

        Raises:
            NotAllowed: the person may not back up the log.
            BackupNotMade: it could not be written, or did not open again; whatever was there is untouched.
        """
        session.need(Right.BACK_UP)
        backup = self._backups.make(session.log, Occasion.ASKED, name)
        session.note(Kind.BACKUP_MADE, _SUBJECT, **_facts(backup))
        return backup

    def make_daily(self, session: Session) -> Backup | None:
        """Make the automatic backup of a day that has none yet; no right is needed for it.

        Raises:
            BackupNotMade: it could not be written, or did not open again.
        """
        newest = self._newest(session.log)
        today = self._clock.now().date()
        return None if newest is not None and newest.made_at.date() == today else self.make_automatic(session)

    def make_automatic(self, session: Session) -> Backup | None:
        """Make an automatic backup, as at the end of a session, and let go of the ones that are no longer needed.

        None is made where nothing happened since the last one, while automatic backups are paused, by a person who has
        to choose a password first, and of a log that is not whole: those would drive out the good ones.

        Raises:
            BackupNotMade: it could not be written, or did not open again.
        """
        if session.account.must_change_password:
            return None
        log = session.log
        if not log.is_whole or self.are_paused(log) or not self._has_news(log):
            return None
        backup = self._backups.make(log, Occasion.AUTOMATIC)
        body = Note(facts=tuple(_facts(backup).items()))
        log.append([NewEntry(at=self._clock.now(), by=None, kind=Kind.BACKUP_MADE, subject=_SUBJECT, body=body)])
        for one in surplus(self._backups.kept(), backup):
            self._backups.drop(one)
        return backup

    def are_paused(self, log: Log) -> bool:
        """Say whether automatic backups wait until somebody resumes them, after a restore."""
        return are_paused(log.noted((Kind.LOG_RESTORED, Kind.BACKUPS_RESUMED), newest=1))

    def resume(self, session: Session) -> bool:
        """Have automatic backups made again after a restore; say whether they were paused.

        Raises:
            NotAllowed: the person may not back up the log.
        """
        session.need(Right.BACK_UP)
        if not self.are_paused(session.log):
            return False
        session.note(Kind.BACKUPS_RESUMED, _SUBJECT)
        return True

    def _newest(self, log: Log) -> Backup | None:
        """Give the newest automatic backup that holds what this log holds, up to its end."""
        return next((one for one in reversed(self._backups.kept()) if _is_of(log, one)), None)

    def _has_news(self, log: Log) -> bool:
        newest = self._newest(log)
        return newest is None or any(not is_routine(entry) for entry in log.entries(newest.head.sequence + 1))


def _is_of(log: Log, backup: Backup) -> bool:
    """Say whether the log went on from a backup. After a restore it does not go on from the later ones."""
    at_its_end = next(log.entries(backup.head.sequence, backup.head.sequence), None)
    return at_its_end is not None and at_its_end.fingerprint == backup.head.fingerprint


def _facts(backup: Backup) -> dict[str, str]:
    return {
        "occasion": backup.occasion.value,
        "entry": str(backup.head.sequence),
        "fingerprint": backup.head.fingerprint,
    }

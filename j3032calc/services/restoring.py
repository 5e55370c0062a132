"""Going back to a backup: by a person who may, with open eyes about what is left behind, and as an entry of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from j3032calc.domain.backups import is_routine
from j3032calc.domain.entries import Kind, NewEntry, Note
from j3032calc.domain.people import Account, Right, may
from j3032calc.domain.problems.backup import RestoreLosesEntries, RestoreReplacesUnreadable
from j3032calc.domain.problems.log import LogUnusable
from j3032calc.domain.problems.people import NotAllowed, SignInRefused
from j3032calc.services.accounts import account_with

if TYPE_CHECKING:
    from j3032calc.domain.backups import Backup
    from j3032calc.services.ports import Backups, Clock, Log, StagedRestore, StoreKey


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """A user and a password, or the recovery key where ``user`` is ``None``. It never shows itself."""

    user: str | None
    secret: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the backup, and how many entries that were written since are in it no longer."""

    backup: Backup
    left_behind: int


@dataclass(frozen=True, slots=True)
class _LeftBehind:
    """Entries that the backup does not have; ``weighty`` are those that are more than the workstation's routine."""

    entries: int
    weighty: int
    is_known: bool = True


class Restoring:
    """Restores the log of this workstation. There is no session: the log may be lost, or closed to everybody."""

    def __init__(self, backups: Backups, clock: Clock) -> None:
        self._backups = backups
        self._clock = clock

    def restore(self, name: str, credentials: Credentials, *, replace_newer: bool = False) -> Restored:
        """Put a backup in the place of the log, which is kept aside.

        Args:
            name: the backup's file.
            credentials: of a person who may restore the log, or the recovery key. Where the log here is the same one,
                today's passwords open it, otherwise the ones of the backup.
            replace_newer: the person knows that entries are left behind.

        Raises:
            RestoreLosesEntries: the log here has entries that the backup does not have.
            RestoreReplacesUnreadable: the log here cannot be read, so that nobody knows what is left behind.
            NotAllowed: the person may not restore the log.
            SignInRefused: user and password do not fit, or the account is not active.
            Problem: the file cannot be used, or the disk refuses.
        """
        with self._backups.stage(name) as staged:
            key, account_id = _unlock(staged, credentials)
            try:
                restored, present = staged.open(key), staged.open_present(key)
                if account_id is not None:
                    self._need_right(account_id, restored, present)
                lost = _left_behind(staged, restored, present)
                if not replace_newer and lost.weighty:
                    raise RestoreLosesEntries(lost.weighty)
                if not replace_newer and not lost.is_known:
                    raise RestoreReplacesUnreadable
                restored.append([self._entry(staged, account_id, lost, present)])
                staged.put_in_place()
                return Restored(staged.backup, lost.entries)
            finally:
                key.wipe()

    def _need_right(self, account_id: str, restored: Log, present: Log | None) -> None:
        """Ask the log that is further on, where it can be read, for what a person may."""
        account = (None if present is None else _account(present, account_id)) or _account(restored, account_id)
        if account is None or not account.is_active:
            raise SignInRefused
        if not may(account.roles, Right.RESTORE):
            if present is not None:
                facts = (("right", Right.RESTORE.name.lower()),)
                present.append([self._note(Kind.REFUSED, account_id, account_id, facts)])
            raise NotAllowed(Right.RESTORE)

    def _entry(self, staged: StagedRestore, account_id: str | None, lost: _LeftBehind, present: Log | None) -> NewEntry:
        replaced = staged.anchored if present is None else present.head
        facts = (
            ("backup_entry", str(staged.backup.head.sequence)),
            ("backup_fingerprint", staged.backup.head.fingerprint),
            ("backup_made_at", staged.backup.made_at.isoformat()),
            ("replaced_entry", "not known" if replaced is None else str(replaced.sequence)),
            ("replaced_fingerprint", "not known" if replaced is None else replaced.fingerprint),
            ("entries_left_behind", str(lost.entries) if lost.is_known else "not known"),
            ("opened_with", "recovery key" if account_id is None else "password"),
        )
        return self._note(Kind.LOG_RESTORED, account_id, "log", facts)

    def _note(self, kind: Kind, by: str | None, subject: str, facts: tuple[tuple[str, str], ...]) -> NewEntry:
        return NewEntry(at=self._clock.now(), by=by, kind=kind, subject=subject, body=Note(facts=facts))


def _unlock(staged: StagedRestore, credentials: Credentials) -> tuple[StoreKey, str | None]:
    if credentials.user is None:
        return staged.vault.unlock_with_recovery_key(credentials.secret), None
    return staged.vault.unlock(credentials.user, credentials.secret)


def _account(log: Log, account_id: str) -> Account | None:
    try:
        return account_with(log, account_id)
    except LogUnusable:
        return None


def _left_behind(staged: StagedRestore, restored: Log, present: Log | None) -> _LeftBehind:
    """Count what the log here has and the backup has not, by the log itself and by its anchor; the larger counts."""
    anchored = staged.anchored
    by_anchor = 0 if anchored is None else max(0, anchored.sequence - restored.head.sequence)
    try:
        if present is not None:
            since = present.entries(_last_common(restored, present) + 1)
            routine = [is_routine(entry) for entry in since]
            # What the anchor knows beyond the log's own end was cut off: nobody knows what it was.
            cut = 0 if anchored is None else max(0, min(by_anchor, anchored.sequence - present.head.sequence))
            return _LeftBehind(len(routine) + cut, routine.count(False) + cut)
    except LogUnusable:
        pass
    return _LeftBehind(by_anchor, by_anchor, is_known=anchored is not None or not staged.is_log_here)


def _last_common(one: Log, other: Log) -> int:
    """Give the number of the last entry that two logs share: each fingerprint covers everything before it."""
    shared, beyond = 0, min(one.head.sequence, other.head.sequence) + 1
    while beyond - shared > 1:
        middle = (shared + beyond) // 2
        if _fingerprint(one, middle) == _fingerprint(other, middle):
            shared = middle
        else:
            beyond = middle
    return shared


def _fingerprint(log: Log, sequence: int) -> str | None:
    entry = next(log.entries(sequence, sequence), None)
    return None if entry is None else entry.fingerprint

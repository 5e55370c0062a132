"""What the log's commands say when they are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.wording.writing import write_date, write_time

if TYPE_CHECKING:
    from j3032calc.domain.backups import Backup
    from j3032calc.domain.entries import Fault, NewAnchor, Verification


def verification_text(found: Verification) -> str:
    """Say what a check of the whole log found; every line stands in every report."""
    fault = found.fault
    return "\n".join(
        (
            *map(new_anchor_text, found.new_anchors),
            f"Entries: {found.entries:,}",
            f"Newest entry: {found.head.sequence:,}",
            f"Fingerprint: {found.head.fingerprint}",
            f"Entries ahead of the anchor: {found.ahead:,}",
            f"First fault: {'no fault' if fault is None else f'entry {fault.sequence:,} {fault.kind.value}'}",
        )
    )


def new_anchor_text(begun: NewAnchor) -> str:
    """Say that a new anchor began, who said so, and what was known to be wrong before it."""
    when = f"{write_date(begun.at.date())} {write_time(begun.at)}"
    return (
        f"A new anchor began at entry {begun.sequence:,} on {when}, by {begun.name}. Reason: {begun.reason}. "
        f"Found then: entry {begun.found.sequence:,} {begun.found.kind.value}. What stands before it is as it was then."
    )


def settled_text(sequence: int) -> str:
    """Say that a new anchor began."""
    return f"A new anchor began at entry {sequence:,}. From there on the log is whole, and every check tells of it."


def rebuilt_text(fault: Fault | None) -> str:
    """Say whether what finds the entries was made anew."""
    if fault is None:
        return "What finds the entries agrees with them. Nothing was changed."
    return "What finds the entries was made anew from them, and the log notes that."


def progress_text(done: int, of: int) -> str:
    """Say how far a check has come."""
    return f"{done:,} of {of:,} entries"


def backup_text(backup: Backup) -> str:
    """Say what a new backup holds."""
    return (
        f"Backup made, and checked by opening it. Newest entry: {backup.head.sequence:,}\n"
        f"Fingerprint: {backup.head.fingerprint}"
    )


def restored_text(backup: Backup, left_behind: int) -> str:
    """Say what a restore did, and what comes next."""
    made = backup.made_at
    left = "1 entry was" if left_behind == 1 else f"{left_behind:,} entries were"
    return (
        f"The log is restored from the backup of {write_date(made.date())} {write_time(made)}, "
        f"up to entry {backup.head.sequence:,}.\n"
        f"{left} left behind. A log that was here before is kept beside it in the data folder.\n"
        "Automatic backups are paused. Look at the log, then run: j3032calc log resume-backups"
    )


def set_up_text(recovery_key: str) -> str:
    """Show the recovery key, this once."""
    return (
        f"{recovery_key}\n"
        "This is the recovery key. It is shown once and kept nowhere: write it on paper, and lock that away.\n"
        "Without it and without a password, nobody can open the log."
    )


def resumed_text(*, were_paused: bool) -> str:
    """Say that automatic backups are made."""
    return "Automatic backups are made again." if were_paused else "Automatic backups were not paused."


PASSWORD_SET = "The new password is set. It is changed at the next sign-in."  # noqa: S105 - a sentence
PASSWORD_CHANGED = "Your password is changed."  # noqa: S105 - a sentence

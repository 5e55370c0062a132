"""Backups that cannot be made or put back."""

from __future__ import annotations

from dataclasses import dataclass

from j3032calc.domain.problems import Problem


@dataclass(eq=False)
class BackupNotMade(Problem):
    """A backup that could not be written or did not open again; an older one of that name is untouched."""

    reason: str


@dataclass(eq=False)
class NotABackup(Problem):
    """A file that is no backup of this program."""

    name: str


@dataclass(eq=False)
class BackupDamaged(Problem):
    """A backup that is not what was written."""

    name: str


@dataclass(eq=False)
class BackupOfOtherLog(Problem):
    """A backup of another log than the one that is here."""

    name: str


@dataclass(eq=False)
class BackupFromNewerVersion(Problem):
    """A backup that a newer version of the program made."""

    name: str


@dataclass(eq=False)
class RestoreLosesEntries(Problem):
    """Entries were written here that the backup does not have; a person must ask for that with open eyes."""

    count: int


@dataclass(eq=False)
class RestoreReplacesUnreadable(Problem):
    """The log here cannot be read, so nobody knows what it has beyond the backup."""

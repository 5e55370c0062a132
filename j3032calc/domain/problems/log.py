"""The log cannot be opened, read or written."""

from __future__ import annotations

from dataclasses import dataclass

from j3032calc.domain.problems import Problem


@dataclass(eq=False)
class LogUnusable(Problem):
    """The log cannot be opened, read or written. Nothing was lost; what is on screen stays."""


@dataclass(eq=False)
class LogMissing(LogUnusable):
    """There is no log in this data folder."""


@dataclass(eq=False)
class LogExists(LogUnusable):
    """A new log would replace one that is there; nothing is ever made anew over a file."""


@dataclass(eq=False)
class LogInUse(LogUnusable):
    """Another window on this computer has the log open."""


@dataclass(eq=False)
class LogKeyWrong(LogUnusable):
    """The key does not open the store. That is never taken for damage."""


@dataclass(eq=False)
class LogDamaged(LogUnusable):
    """The store cannot be read where it should be; ``where`` says what, without a path."""

    where: str


@dataclass(eq=False)
class LogNotEncrypted(LogUnusable):
    """Encryption is not there, or the file is not encrypted: no start, and never a plain file."""

    reason: str


@dataclass(eq=False)
class LogFromNewerVersion(LogUnusable):
    """A newer version of the program wrote this log."""


@dataclass(eq=False)
class LogNotWritten(LogUnusable):
    """The store refused to write: disk full, read-only, or an error of the disk. The entry is not in the log."""

    reason: str


@dataclass(eq=False)
class AnchorNotWritten(LogUnusable):
    """Everything is in the log, but not all fingerprints could be kept outside; the next entry tries again.

    It stops nothing and is told beside what was done: see ``Log.not_anchored``.
    """

    reason: str


@dataclass(eq=False)
class AnchorNotBegun(LogUnusable):
    """The folder of the anchor refuses a new one, so that the fault of the log stays."""

    reason: str


@dataclass(eq=False)
class LogNotWhole(LogUnusable):
    """The log does not agree with its anchor: nothing is signed until that is settled. Reading goes on."""

    sequence: int
    what: str


@dataclass(eq=False)
class LogIsWhole(Problem):
    """The log agrees with its anchor, so that there is nothing to settle."""


@dataclass(eq=False)
class LogLocked(LogUnusable):
    """The workstation is locked."""


@dataclass(eq=False)
class AnchorsInDataFolder(LogUnusable):
    """The folder of the anchors lies inside the data folder, where they would prove nothing."""

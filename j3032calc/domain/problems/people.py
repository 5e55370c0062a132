"""People, passwords, PINs and who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from j3032calc.domain.problems import Problem

if TYPE_CHECKING:
    from datetime import timedelta


@dataclass(eq=False)
class SignInRefused(Problem):
    """User and password do not open this log. Which of them is wrong, and whether the account is there, is not said."""


@dataclass(eq=False)
class SignInDelayed(Problem):
    """Too many failures; the next try is possible after ``wait``."""

    wait: timedelta


@dataclass(eq=False)
class SetUpUnfinished(Problem):
    """A set-up was begun here and broken off; it goes on with the user name and password of then."""


@dataclass(eq=False)
class RecoveryKeyMisread(Problem):
    """Text whose check characters do not fit: a letter was misread or left out. It was not tried."""


@dataclass(eq=False)
class RecoveryKeyWrong(Problem):
    """A recovery key that was read right and does not open this log: another log's, or one that was replaced."""


@dataclass(eq=False)
class NotAllowed(Problem):
    """The roles of the person who is signed in do not have the right; ``right`` completes "may not …"."""

    right: str


@dataclass(eq=False)
class PasswordChangeDue(Problem):
    """Somebody else chose the password of the person who is signed in; it is changed before anything else."""


@dataclass(eq=False)
class PasswordTooShort(Problem):
    """A password with fewer characters than the least."""

    least: int


@dataclass(eq=False)
class PasswordTooLong(Problem):
    """A password with more characters than the most."""

    most: int


@dataclass(eq=False)
class PasswordRepeats(Problem):
    """A password that is one character over and over."""


@dataclass(eq=False)
class PasswordHoldsUser(Problem):
    """A password with the user name in it."""


@dataclass(eq=False)
class PasswordNotNew(Problem):
    """A new password that is the old one."""


@dataclass(eq=False)
class PinUnreadable(Problem):
    """A new PIN that is not a few digits."""

    least: int
    most: int


@dataclass(eq=False)
class PinTooEasy(Problem):
    """A new PIN that anybody would try first."""


@dataclass(eq=False)
class PinMissing(Problem):
    """A person who has chosen no PIN yet."""

    name: str


@dataclass(eq=False)
class PinWrong(Problem):
    """A PIN that is not the person's; so many in a row lock the workstation."""

    most: int


@dataclass(eq=False)
class PinDelayed(Problem):
    """Too many wrong PINs; the next try is possible after ``wait``."""

    wait: timedelta


@dataclass(eq=False)
class PinLocked(Problem):
    """So many wrong PINs in a row that the workstation was locked."""

    most: int


@dataclass(eq=False)
class WitnessUnknown(Problem):
    """A user name that is no active account's."""

    entered: str


@dataclass(eq=False)
class WitnessNotAllowed(Problem):
    """A person whose roles do not let them witness."""

    name: str


@dataclass(eq=False)
class WitnessIsSigner(Problem):
    """A person who would witness their own discard."""


@dataclass(eq=False)
class LeadUnknown(Problem):
    """A user name that is no active account's, where a lead is to override a finding."""

    entered: str


@dataclass(eq=False)
class LeadNotAllowed(Problem):
    """A person whose roles do not let them override a finding."""

    name: str


@dataclass(eq=False)
class UserUnusable(Problem):
    """Text that cannot be a user name."""

    entered: str
    least: int
    most: int


@dataclass(eq=False)
class UserTaken(Problem):
    """A user name that another account has, active or not."""

    entered: str


@dataclass(eq=False)
class RolesMissing(Problem):
    """An account without any role."""


@dataclass(eq=False)
class NoAdministrator(Problem):
    """A change after which no active account would be an administrator's."""


@dataclass(eq=False)
class AccountUnknown(Problem):
    """An account that is not in the log."""


@dataclass(eq=False)
class AccountNotActive(Problem):
    """A deactivated account, where an active one is needed."""

    name: str


@dataclass(eq=False)
class OwnAccount(Problem):
    """Deactivating the account that one is signed in with."""


@dataclass(eq=False)
class NotRepeated(Problem):
    """A password or PIN that was to be typed twice and was typed differently."""


@dataclass(eq=False)
class CredentialsMissing(Problem):
    """A command that opens the log, where nobody can be asked who they are and nothing says it."""


@dataclass(eq=False)
class UsersDiffer(Problem):
    """A command that names one user, with the credentials of another."""

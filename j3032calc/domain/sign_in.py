"""Signing in: what a user name, a password and a PIN must be, and how long a person waits after failures."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from j3032calc.domain.problems.people import (
    PasswordHoldsUser,
    PasswordRepeats,
    PasswordTooLong,
    PasswordTooShort,
    PinTooEasy,
    PinUnreadable,
    UserUnusable,
)
from j3032calc.domain.record import record

SHORTEST_USER: Final = 3
LONGEST_USER: Final = 40
_USER: Final = re.compile(r"\w(?:[\w.@'-]*\w)?")

# Length is what makes a password strong; rules about its characters are advised against (NIST SP 800-63B, 5.1.1.2).
SHORTEST_PASSWORD: Final = 12
LONGEST_PASSWORD: Final = 256

SHORTEST_PIN: Final = 4
LONGEST_PIN: Final = 8
MOST_WRONG_PINS: Final = 5
_DIGITS: Final = 10

# A slip of the fingers costs nothing, and nobody is kept from a patient for longer than this.
_FREE_FAILURES: Final = 2
LONGEST_WAIT: Final = timedelta(minutes=5)


class Way(StrEnum):
    """How a person tried to sign in."""

    PASSWORD = "password"  # noqa: S105 - it only names the way
    RECOVERY_KEY = "recovery-key"


@record
class FailedSignIn:
    """One failed try. ``user`` is ``None`` unless it is a user known here: people type passwords into that field."""

    at: datetime
    way: Way
    user: str | None


@record
class FailedSignIns:
    """What the keyless file of failed sign-ins holds from a place in it on, oldest first; ``end`` is the next place.

    ``was_cut`` says that the file is shorter than it was, or holds what this program did not write.
    """

    lines: tuple[FailedSignIn, ...]
    end: int
    was_cut: bool


def normal(text: str) -> str:
    """Give a text in one form, however the keyboard composed its letters."""
    return unicodedata.normalize("NFC", text)


def user_key(user: str) -> str:
    """Give a user name as it is compared: without capitals and surrounding spaces."""
    return normal(normal(user.strip()).casefold())


def check_user(user: str) -> str:
    """Give a new user name as it is kept.

    Raises:
        UserUnusable: too short, too long, or a character that is no letter, digit, dot, hyphen, apostrophe or @.
    """
    kept = normal(user.strip())
    if not SHORTEST_USER <= len(kept) <= LONGEST_USER or not _USER.fullmatch(kept):
        raise UserUnusable(user, SHORTEST_USER, LONGEST_USER)
    return kept


def check_password(password: str, user: str) -> None:
    """Refuse a new password that is easily guessed.

    Raises:
        PasswordTooShort: fewer than 12 characters.
        PasswordTooLong: more than 256 characters.
        PasswordRepeats: one character over and over.
        PasswordHoldsUser: the user name is in it.
    """
    characters = normal(password)
    if len(characters) < SHORTEST_PASSWORD:
        raise PasswordTooShort(SHORTEST_PASSWORD)
    if len(characters) > LONGEST_PASSWORD:
        raise PasswordTooLong(LONGEST_PASSWORD)
    if len(set(characters)) == 1:
        raise PasswordRepeats
    if user_key(user) in user_key(characters):
        raise PasswordHoldsUser


def check_pin(pin: str) -> None:
    """Refuse a new PIN that anybody would try first.

    Raises:
        PinUnreadable: not 4 to 8 digits.
        PinTooEasy: one digit over and over, or a run up or down, such as 1234, 4321 or 7890.
    """
    if not SHORTEST_PIN <= len(pin) <= LONGEST_PIN or not (pin.isascii() and pin.isdigit()):
        raise PinUnreadable(SHORTEST_PIN, LONGEST_PIN)
    steps = {(int(second) - int(first)) % _DIGITS for first, second in pairwise(pin)}
    if steps in ({0}, {1}, {_DIGITS - 1}):
        raise PinTooEasy


def wait_after(failures: int) -> timedelta:
    """Say how long the next try must wait after so many failures since the last success: 0, 0, 1, 2, 4, ... seconds."""
    if failures <= _FREE_FAILURES:
        return timedelta()
    # Far fewer doublings reach the longest wait; the exponent stays small.
    doublings = min(failures - _FREE_FAILURES - 1, LONGEST_WAIT.seconds.bit_length())
    return min(timedelta(seconds=2**doublings), LONGEST_WAIT)

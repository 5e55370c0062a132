"""What a demonstration says of itself, on every page of the window and of paper.

Light on purpose, like ``labels``: it is on screen before anything heavy loads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.wording import labels

if TYPE_CHECKING:
    from collections.abc import Iterable

MARK: Final = "Demonstration"
WINDOW_TITLE: Final = f"{MARK} – {labels.WINDOW_TITLE}"
STANDS_ON_PAPER: Final = "Demonstration: every patient is invented. This is no record of care and no claim."
_TELLS: Final = "Invented patients, deleted at the end."
_WHO: Final = "Users {users}. Password {password}. PIN {pin}."


def who_can_sign_in(users: Iterable[tuple[str, str]], password: str, pin: str) -> str:
    """Say who exists: each user name with the role, and the password and the PIN that they share."""
    listed = ", ".join(f"{user} ({role})" for user, role in users)
    return f"{_TELLS} {_WHO.format(users=listed, password=password, pin=pin)}"

"""Where a demonstration is told, and the pieces that it is told in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

from j3032calc.wording.reading import read_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.people import Role
    from j3032calc.services.ports import Store, Vault
    from j3032calc.services.services import Services
    from j3032calc.services.session import Session
    from j3032calc.services.story import Story


class StoryClock(Protocol):
    """A clock that the story moves to where it goes on; from there it runs as every clock does."""

    def now(self) -> datetime:
        """Give the time of the story, with its zone."""

    def running(self) -> timedelta:
        """Give the time since some fixed moment."""

    def move_to(self, moment: datetime) -> None:
        """Go on at another moment."""


@dataclass(frozen=True, slots=True)
class Theater:
    """Where the story is told: an empty store with its keys, and what a person of the story works with."""

    clock: StoryClock
    vault: Vault
    store: Store
    catalogue: Catalogue
    services: Callable[[Session], Services]


class Scene(NamedTuple):
    """One thing that happened: when, who did it, and what they did."""

    at: datetime
    by: str
    do: Callable[[Services], object]


def who(story: Story, role: Role) -> str:
    """Give the user name of the first person with a role."""
    return next(one.user for one in story.colleagues if role in one.roles)


def moment(now: datetime, day: int, at: str) -> datetime:
    """Give a time of a day that counts from today, in today's zone."""
    return datetime.combine(now.date() + timedelta(days=day), read_time(at), now.tzinfo)

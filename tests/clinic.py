"""A workstation for tests: real keys, a real encrypted store, invented people, and a clock that stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.domain.entries import Note
from j3032calc.domain.people import NewAccount, Role
from j3032calc.services.accounts import account_of_user
from j3032calc.services.people import People
from j3032calc.services.workstation import Workstation
from j3032calc.storage.log_store import SqlStore
from tests.cheap_vault import cheap_vault
from tests.fixed_clock import FixedClock

if TYPE_CHECKING:
    from pathlib import Path

    from j3032calc.domain.entries import Entry, Kind
    from j3032calc.domain.people import Account
    from j3032calc.services.session import Session

ADA = NewAccount(user="Ada", name="Ada Boss", credential="MBA", roles=(Role.ADMINISTRATOR,))
NINA = NewAccount(user="Nina", name="Nina Nurse", credential="RN", roles=(Role.NURSE,))
WILL = NewAccount(user="Will", name="Will Witness", credential="LPN", roles=(Role.NURSE,))
ADAS_PASSWORD = "correct horse battery"
FIRST_PASSWORD = "given by somebody else"
OWN_PASSWORD = "chosen by the person"
PIN = "2580"


class Clinic:
    """One workstation in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FixedClock()
        self.vault = cheap_vault(folder / "data", self.clock)
        self.store = SqlStore(folder / "data", folder / "anchor", self.clock)
        self.recovery_key = ""

    def restarted(self) -> Workstation:
        """Give the door of a program that was just started."""
        vault = cheap_vault(self.folder / "data", self.clock)
        return Workstation(self.clock, vault, SqlStore(self.folder / "data", self.folder / "anchor", self.clock))

    @property
    def workstation(self) -> Workstation:
        return Workstation(self.clock, self.vault, self.store)

    def set_up(self) -> Session:
        """Set up with Ada, an administrator."""
        session, self.recovery_key = self.workstation.set_up("Lakeside Infusion", ADA, ADAS_PASSWORD)
        return session

    def people(self, session: Session) -> People:
        return People(session, self.vault)

    def hire(self, session: Session, *new: NewAccount) -> Session:
        """Have Ada add people who have each chosen password and PIN; give Ada's session back."""
        for one in new:
            self.people(session).add(one, FIRST_PASSWORD)
            theirs = session.switch(one.user, FIRST_PASSWORD)
            self.people(theirs).change_own_password(FIRST_PASSWORD, OWN_PASSWORD)
            self.people(theirs).set_own_pin(OWN_PASSWORD, PIN)
            session = theirs.switch(ADA.user, ADAS_PASSWORD)
        return session


def of_kind(session: Session, *kinds: Kind) -> list[Entry]:
    """Give every entry of some kinds, oldest first."""
    return [entry for entry in session._open.log.entries() if entry.kind in kinds]


def facts(entry: Entry) -> dict[str, str]:
    assert isinstance(entry.body, Note)
    return dict(entry.body.facts)


def find(session: Session, user: str) -> Account:
    found = account_of_user(session._open.log, user)
    assert found is not None
    return found

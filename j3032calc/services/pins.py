"""PINs: whose they are, and what wrong ones cost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from j3032calc.domain.entries import Kind
from j3032calc.domain.problems.people import PinDelayed, PinMissing
from j3032calc.services.waiting import Waits

if TYPE_CHECKING:
    from datetime import datetime

    from j3032calc.domain.people import Account
    from j3032calc.services.ports import Clock, Log, Vault

# A dozen failures reach the longest wait; others sign in between them.
_LOOKED_THROUGH: Final = 200


class Pins:
    """Tries PINs within one session. The log remembers wrong ones, so that no restart and no other session forgets."""

    def __init__(self, clock: Clock, vault: Vault) -> None:
        self._vault = vault
        self._waits = Waits(clock)
        # How far the log went when a person's PIN was right: what failed before is forgiven.
        self._right_at: dict[str, int] = {}
        self.wrong_in_a_row = 0

    def fits(self, log: Log, account: Account, pin: str) -> bool:
        """Say whether it is the person's PIN. The caller writes a wrong one into the log.

        Raises:
            PinMissing: the person has chosen none.
            PinDelayed: too many wrong ones before it; it was not tried.
        """
        if account.pin is None:
            raise PinMissing(account.name)
        failed = self._failures(log, account.id)
        wait = self._waits.left(len(failed), failed[0]) if failed else timedelta()
        if wait > timedelta():
            raise PinDelayed(wait)
        if not self._vault.pin_fits(pin, account.pin):
            self.wrong_in_a_row += 1
            return False
        self.wrong_in_a_row = 0
        self._right_at[account.id] = log.head.sequence
        return True

    def _failures(self, log: Log, account_id: str) -> list[datetime]:
        """Give when this person's PIN was wrong since it was right or they signed in themselves, newest first."""
        failed: list[datetime] = []
        for entry in log.noted((Kind.PIN_FAILED, Kind.SIGNED_IN), newest=_LOOKED_THROUGH):
            if entry.sequence <= self._right_at.get(account_id, 0):
                break
            if entry.subject != account_id:
                continue
            if entry.kind is Kind.SIGNED_IN:
                break
            failed.append(entry.at)
        return failed

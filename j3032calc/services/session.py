"""One person at work: what they may do, what they sign, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from j3032calc.domain.entries import Kind, NewEntry, Note
from j3032calc.domain.people import EMERGENCY_RIGHTS, SIGNING_RIGHTS, Account, Meaning, Right, Signature, may
from j3032calc.domain.problems.log import LogLocked, LogNotWhole, LogUnusable
from j3032calc.domain.problems.people import (
    LeadNotAllowed,
    LeadUnknown,
    NotAllowed,
    PasswordChangeDue,
    PinLocked,
    PinWrong,
    SignInRefused,
    WitnessIsSigner,
    WitnessNotAllowed,
    WitnessUnknown,
)
from j3032calc.domain.sign_in import MOST_WRONG_PINS, user_key
from j3032calc.domain.site import USUAL_IDLE_MINUTES
from j3032calc.services.accounts import account_of_user, account_with, site_of
from j3032calc.services.arrival import write_arrival
from j3032calc.services.idle import IdleWatch
from j3032calc.services.pins import Pins

if TYPE_CHECKING:
    from j3032calc.domain.entries import Body, Entry
    from j3032calc.domain.people import Role
    from j3032calc.services.ports import Clock, Log, StoreKey, Vault


@dataclass(slots=True)
class Unlocked:
    """What only an unlocked session has. A person without an account came with the recovery key."""

    log: Log
    key: StoreKey
    account: Account
    has_account: bool = True


class Session:
    """A signed-in person and the open log, until it is locked; from then on every call raises ``LogLocked``."""

    def __init__(self, clock: Clock, vault: Vault, unlocked: Unlocked) -> None:
        self._clock = clock
        self._vault = vault
        self._unlocked: Unlocked | None = unlocked
        self._pins = Pins(clock, vault)
        self._idle = IdleWatch(clock)

    @property
    def is_open(self) -> bool:
        """Whether nobody and nothing has locked it yet."""
        return self._unlocked is not None

    @property
    def _open(self) -> Unlocked:
        if self._unlocked is None:
            raise LogLocked
        return self._unlocked

    @property
    def account(self) -> Account:
        """Who is signed in, as the account is now."""
        return self._open.account

    @property
    def is_emergency(self) -> bool:
        """Whether the printed recovery key opened this session, without an account."""
        return not self._open.has_account

    @property
    def log(self) -> Log:
        """The open log.

        Raises:
            LogLocked: the session has ended.
            PasswordChangeDue: nothing else is possible before that.
        """
        if self.account.must_change_password:
            raise PasswordChangeDue
        return self._open.log

    @property
    def not_anchored(self) -> str | None:
        """Why the newest entries are not kept outside the log yet; ``None`` while they are, and once it is locked."""
        return None if self._unlocked is None else self._unlocked.log.not_anchored

    def may(self, right: Right) -> bool:
        """Say whether the person has a right, without noting anything."""
        if self.is_emergency:
            return right in EMERGENCY_RIGHTS
        return may(self.account.roles, right)

    def need(self, right: Right) -> None:
        """Go on only with a right; a refusal is noted.

        Raises:
            PasswordChangeDue: nothing else is possible before that.
            NotAllowed: the person's roles do not have it.
        """
        if self.account.must_change_password:
            raise PasswordChangeDue
        if not self.may(right):
            self.note(Kind.REFUSED, self.account.id, right=right.name.lower())
            raise NotAllowed(right)

    # --- Entries ---

    @property
    def clock(self) -> Clock:
        """What time it is."""
        return self._clock

    def new_id(self) -> str:
        """Give the id of something that is new in the log; no two are ever the same."""
        return self._vault.new_id()

    def entry(
        self, kind: Kind, subject: str, body: Body, *, patient_id: str | None = None, reason: str | None = None
    ) -> NewEntry:
        """Make an entry of now, by the person who is signed in; the caller writes it."""
        return NewEntry(
            at=self._clock.now(),
            by=self.account.id,
            kind=kind,
            subject=subject,
            patient_id=patient_id,
            reason=reason,
            body=body,
        )

    def note(self, kind: Kind, subject: str, *, patient_id: str | None = None, **facts: str) -> Entry:
        """Write an entry that only notes facts."""
        body = Note(facts=tuple(facts.items()))
        return self._open.log.append([self.entry(kind, subject, body, patient_id=patient_id)])[0]

    def write_account(self, kind: Kind, account: Account, reason: str | None = None) -> None:
        """Write an account as it is from now on; the caller has asked for the right to do so."""
        unlocked = self._open
        unlocked.log.append([self.entry(kind, account.id, account, reason=reason)])
        if account.id == unlocked.account.id:
            unlocked.account = account_with(unlocked.log, account.id) or unlocked.account

    # --- The key, which nobody sees ---

    def check_own_password(self, password: str) -> None:
        """Go on only with the password of the person who is signed in.

        Raises:
            NotAllowed: the recovery key opened this session; it has no account.
            SignInRefused: the password is wrong.
            SignInDelayed: too many failures.
        """
        if self.is_emergency:
            raise NotAllowed("change an account's own password or PIN with the recovery key")
        key, account_id = self._vault.unlock(self.account.user, password)
        key.wipe()
        if account_id != self.account.id:
            raise SignInRefused

    def lock_key_for(self, account: Account, password: str) -> None:
        """Let an account open the store with a password."""
        self._vault.lock_for(self._open.key, account.id, account.user, password)

    def new_recovery_key(self) -> str:
        """Make a new recovery key, as it is printed; the old one opens nothing any more."""
        return self._vault.replace_recovery_key(self._open.key)

    # --- Signatures ---

    def sign(self, pin: str, meaning: Meaning) -> Signature:
        """Give the person's signature; the entry that carries it is the caller's to write.

        Raises:
            NotAllowed: the person's roles may not sign that.
            WitnessIsSigner: a witness is another person.
            LogNotWhole: nothing is signed into a log that does not agree with its anchor.
            PinMissing: the person has chosen no PIN yet.
            PinWrong: it is not the person's.
            PinDelayed: too many wrong ones.
            PinLocked: so many in a row that the session is locked now.
        """
        if meaning is Meaning.WITNESSED:
            raise WitnessIsSigner
        self.need(SIGNING_RIGHTS[meaning])
        self._check_pin(self.account, pin)
        return self._signature(self.account, meaning)

    def witness(self, user: str, pin: str) -> Signature:
        """Give the signature of another person who saw the discard.

        Raises:
            WitnessUnknown: no active account has that user name.
            WitnessIsSigner: it is the person who is signed in.
            WitnessNotAllowed: their roles may not witness.
            Problem: as for ``sign``.
        """
        self.need(Right.CHART)
        person = self._active(user)
        if person is None:
            raise WitnessUnknown(user)
        if person.id == self.account.id:
            raise WitnessIsSigner
        if not may(person.roles, Right.WITNESS):
            raise WitnessNotAllowed(person.name)
        self._check_pin(person, pin)
        return self._signature(person, Meaning.WITNESSED)

    def override(self, user: str, pin: str) -> tuple[Signature, tuple[Role, ...]]:
        """Give the signature of a lead, at this screen or not, who lets a claim go on; and the roles of that lead.

        Raises:
            LeadUnknown: no active account has that user name.
            LeadNotAllowed: their roles may not override.
            Problem: as for ``sign``.
        """
        self.need(Right.CHART)
        person = self._active(user)
        if person is None:
            raise LeadUnknown(user)
        if not may(person.roles, Right.OVERRIDE):
            raise LeadNotAllowed(person.name)
        self._check_pin(person, pin)
        return self._signature(person, Meaning.OVERRODE), person.roles

    def _active(self, user: str) -> Account | None:
        person = account_of_user(self.log, user)
        return person if person is not None and person.is_active else None

    def _signature(self, person: Account, meaning: Meaning) -> Signature:
        return Signature(
            account_id=person.id,
            name=person.name,
            credential=person.credential,
            at=self._clock.now(),
            meaning=meaning,
        )

    def _check_pin(self, person: Account, pin: str) -> None:
        fault = self.log.fault
        if fault is not None:
            raise LogNotWhole(fault.sequence, fault.kind.value)
        if self._pins.fits(self.log, person, pin):
            return
        self.note(Kind.PIN_FAILED, person.id)
        if self._pins.wrong_in_a_row >= MOST_WRONG_PINS:
            self.lock("wrong PINs")
            raise PinLocked(MOST_WRONG_PINS)
        raise PinWrong(MOST_WRONG_PINS)

    # --- The end ---

    def touch(self) -> None:
        """Know that the person is there; the first touch after too long an absence finds the session locked."""
        if not self.lock_if_idle():
            self._idle.touch()

    def is_idle(self) -> bool:
        """Say whether nobody was there for as long as the site allows, without locking yet."""
        return self.is_open and self._idle.is_over(self._idle_limit())

    def lock_if_idle(self) -> bool:
        """Lock where nobody was there for as long as the site allows; say whether it is locked."""
        if not self.is_open:
            return True
        moved = self._idle.drift()
        try:
            if moved is not None:
                self.note(Kind.CLOCK_MOVED, "workstation", by_seconds=str(moved // timedelta(seconds=1)))
        finally:
            if self._idle.is_over(self._idle_limit()):
                self.lock("idle")
        return not self.is_open

    def _idle_limit(self) -> timedelta:
        try:
            site = site_of(self._open.log)
        except LogUnusable:
            # A log that cannot be read keeps nobody signed in.
            site = None
        return timedelta(minutes=USUAL_IDLE_MINUTES if site is None else site.idle_minutes)

    def lock(self, why: str = "asked") -> None:
        """End the session and forget the key, even where that cannot be noted any more."""
        self._end(Kind.LOCKED, why=why)

    def sign_out(self) -> None:
        """End the session and forget the key, even where that cannot be noted any more."""
        self._end(Kind.SIGNED_OUT)

    def _end(self, kind: Kind, **facts: str) -> None:
        if self._unlocked is None:
            return
        unlocked = self._unlocked
        try:
            self.note(kind, unlocked.account.id, **facts)
        finally:
            self._unlocked = None
            try:
                unlocked.log.close()
            finally:
                unlocked.key.wipe()

    def switch(self, user: str, password: str) -> Session:
        """Let another person take over; the store stays open, and this session ends.

        Raises:
            SignInRefused: user and password do not fit, or the account is not active; this session goes on.
            SignInDelayed: too many failures.
        """
        unlocked = self._open
        key, account_id = self._vault.unlock(user, password)
        key.wipe()
        account = active_account(unlocked.log, account_id)
        if account is None:
            self.note(Kind.SIGN_IN_FAILED, account_id, user=user_key(user), why="no active account")
            raise SignInRefused
        leaving = self.entry(Kind.SIGNED_OUT, self.account.id, Note(facts=(("why", "switched"),)))
        write_arrival(unlocked.log, self._vault, sign_in_entry(self._clock, account), leaving)
        self._unlocked = None
        return Session(self._clock, self._vault, Unlocked(unlocked.log, unlocked.key, account))


def active_account(log: Log, account_id: str) -> Account | None:
    """Give an account that may sign in."""
    account = account_with(log, account_id)
    return account if account is not None and account.is_active else None


def sign_in_entry(clock: Clock, account: Account) -> NewEntry:
    """Make the entry of a sign-in."""
    return NewEntry(at=clock.now(), by=account.id, kind=Kind.SIGNED_IN, subject=account.id, body=Note())

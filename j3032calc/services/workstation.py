"""The workstation's door: set up once, signed into every day, opened with the printed key when nothing else helps."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from j3032calc.domain.entries import Kind, NewEntry, Note
from j3032calc.domain.people import Account, NewAccount, Role
from j3032calc.domain.problems.log import LogExists
from j3032calc.domain.problems.people import NoAdministrator, SetUpUnfinished, SignInRefused
from j3032calc.domain.problems.typed import FieldMissing
from j3032calc.domain.sign_in import check_password, user_key
from j3032calc.domain.site import SITE_ID, Site
from j3032calc.services.accounts import checked
from j3032calc.services.arrival import write_arrival
from j3032calc.services.session import Session, Unlocked, active_account, sign_in_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.services.ports import Clock, Log, Store, StoreKey, Vault


class Workstation:
    """Makes sessions."""

    def __init__(self, clock: Clock, vault: Vault, store: Store) -> None:
        self._clock = clock
        self._vault = vault
        self._store = store

    @property
    def is_set_up(self) -> bool:
        """Whether there are keys or a log, readable or not: then a person signs in, and nothing is made anew."""
        return self._vault.exists() or self._store.exists()

    def set_up(self, site_name: str, first: NewAccount, password: str) -> tuple[Session, str]:
        """Make keys and log, with a first account that is an administrator's.

        Keys, store and first entries cannot be made in one step. A set-up that broke off between them goes on with the
        user name and password of the first try: these open the keys that are there already, so nothing is made over
        them and no stranger goes on. Only then does the recovery key change, as nobody has seen the first one.

        Returns:
            The session, and the recovery key as it is printed; it is shown once and kept nowhere.

        Raises:
            LogExists: this workstation was set up already.
            SetUpUnfinished: a set-up broke off, with another user name or password.
            NoAdministrator: the account is no administrator's.
            FieldMissing: a name is missing.
            Problem: user name, roles or password cannot be used.
        """
        new = checked(first)
        if Role.ADMINISTRATOR not in new.roles:
            raise NoAdministrator
        if not site_name.strip():
            raise FieldMissing("The site's name", "Lakeside Infusion")
        check_password(password, new.user)
        key, account_id, recovery_key = self._make_or_open_keys(new.user, password)
        with _forgotten_on_failure(key):
            log = self._store.open(key) if self._store.exists() else self._store.create(key)
        with _forgotten_on_failure(key, log):
            if log.head.sequence:
                raise LogExists
            if recovery_key is None:
                recovery_key = self._vault.replace_recovery_key(key)
            account = Account(id=account_id, user=new.user, name=new.name, credential=new.credential, roles=new.roles)
            first_entries = self._first(Site(name=site_name.strip()), account)
            write_arrival(log, self._vault, sign_in_entry(self._clock, account), *first_entries)
            return Session(self._clock, self._vault, Unlocked(log, key, account)), recovery_key

    def _make_or_open_keys(self, user: str, password: str) -> tuple[StoreKey, str, str | None]:
        if not self._vault.exists():
            if self._store.exists():
                # Its keys are lost or elsewhere; new ones would not open it.
                raise LogExists
            account_id = self._vault.new_id()
            key, recovery_key = self._vault.create(account_id, user, password)
            return key, account_id, recovery_key
        try:
            key, account_id = self._vault.unlock(user, password)
        except SignInRefused:
            raise (LogExists if self._store.exists() else SetUpUnfinished) from None
        return key, account_id, None

    def _first(self, site: Site, account: Account) -> tuple[NewEntry, NewEntry]:
        now = self._clock.now()
        return (
            NewEntry(at=now, by=account.id, kind=Kind.SITE_SET, subject=SITE_ID, body=site),
            NewEntry(at=now, by=account.id, kind=Kind.ACCOUNT_ADDED, subject=account.id, body=account),
        )

    def sign_in(self, user: str, password: str) -> Session:
        """Open the log for a person with an account.

        Raises:
            SignInRefused: user and password do not fit, or the account is not active in the log.
            SignInDelayed: too many failures.
            SetUpUnfinished: the log is empty, because the set-up broke off; ``set_up`` goes on.
            LogUnusable: keys or log cannot be used.
        """
        key, account_id = self._vault.unlock(user, password)
        with self._opened(key) as log:
            account = active_account(log, account_id)
            if account is None:
                if not log.head.sequence:
                    raise SetUpUnfinished
                log.append([self._refusal(account_id, user)])
                raise SignInRefused
            write_arrival(log, self._vault, sign_in_entry(self._clock, account))
            return Session(self._clock, self._vault, Unlocked(log, key, account))

    def sign_in_with_recovery_key(self, text: str, name: str, reason: str) -> Session:
        """Open the log in an emergency, for a person who gives a name and a reason.

        The session may read, print and look after accounts (so that people get in again), and signs nothing. Everything
        in it is noted under an id of its own, which is the subject of the entry that says who came and why.

        Raises:
            FieldMissing: no name or no reason.
            RecoveryKeyMisread: a letter is misread or left out.
            RecoveryKeyWrong: another log's key, or an old one.
            SignInDelayed: too many failures.
            LogUnusable: keys or log cannot be used.
        """
        if not name.strip():
            raise FieldMissing("Your name", "Ana Ruiz, RN")
        if not reason.strip():
            raise FieldMissing("The reason", "the only administrator is ill")
        key = self._vault.unlock_with_recovery_key(text)
        with self._opened(key) as log:
            visitor = Account(id=self._vault.new_id(), user="", name=name.strip(), credential="", roles=())
            facts = (("name", visitor.name), ("reason", reason.strip()))
            arrival = NewEntry(
                at=self._clock.now(),
                by=visitor.id,
                kind=Kind.EMERGENCY_ACCESS,
                subject=visitor.id,
                body=Note(facts=facts),
            )
            write_arrival(log, self._vault, arrival)
            return Session(self._clock, self._vault, Unlocked(log, key, visitor, has_account=False))

    @contextmanager
    def _opened(self, key: StoreKey) -> Iterator[Log]:
        with _forgotten_on_failure(key):
            log = self._store.open(key)
        with _forgotten_on_failure(key, log):
            yield log

    def _refusal(self, account_id: str, user: str) -> NewEntry:
        facts = (("user", user_key(user)), ("why", "no active account"))
        return NewEntry(
            at=self._clock.now(), by=None, kind=Kind.SIGN_IN_FAILED, subject=account_id, body=Note(facts=facts)
        )


@contextmanager
def _forgotten_on_failure(key: StoreKey, log: Log | None = None) -> Iterator[None]:
    """Close and wipe where no session comes to hold them."""
    try:
        yield
    except BaseException:
        try:
            if log is not None:
                log.close()
        finally:
            key.wipe()
        raise

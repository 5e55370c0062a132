"""Accounts: who gets one, who may do what, and how a person gets in again.

The keys file and the log cannot be changed in one step. For each change the order is such that a crash between the two
gives nobody a right that was not meant, and nobody is locked out who could not be let in again the same way:

- A new account, a reset, a reactivation: the log first. A crash leaves an account without a (new) copy of the key; it
  opens nothing that it did not open before, and the administrator, who saw no success, resets the password once more.
  The other way round a password that the administrator knows would open without having to be changed.
- A deactivation: the log first. The copy that a crash leaves is refused at sign-in, because the log has the say.
- A person's own new password: the keys first. A crash leaves the new password working and, at worst, the duty to choose
  one once more. The other way round the administrator's password would stay good without that duty.
- A new recovery key: the log first. A crash leaves the old key working, which is on paper somewhere; the other way
  round there would be none that anybody has seen.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from j3032calc.domain.entries import Kind
from j3032calc.domain.people import Account, NewAccount, Right, Role
from j3032calc.domain.problems.people import (
    AccountNotActive,
    AccountUnknown,
    NoAdministrator,
    OwnAccount,
    PasswordChangeDue,
    PasswordNotNew,
    UserTaken,
)
from j3032calc.domain.problems.typed import FieldMissing
from j3032calc.domain.sign_in import check_password, check_pin, normal
from j3032calc.services.accounts import account_of_user, account_with, all_accounts, checked

if TYPE_CHECKING:
    from j3032calc.services.ports import Vault
    from j3032calc.services.session import Session


class People:
    """Changes accounts for the person of a session."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def accounts(self) -> tuple[Account, ...]:
        """Give every account, active or not, oldest first.

        Raises:
            NotAllowed: the person may not manage accounts.
        """
        self._session.need(Right.MANAGE_PEOPLE)
        return all_accounts(self._session.log)

    def add(self, new: NewAccount, password: str) -> Account:
        """Make an account with a first password, which the person changes at the first sign-in.

        Raises:
            NotAllowed: the person may not manage accounts.
            UserTaken: another account has the user name, active or not.
            Problem: user name, name, roles or password cannot be used.
        """
        self._session.need(Right.MANAGE_PEOPLE)
        new = checked(new)
        if account_of_user(self._session.log, new.user) is not None:
            raise UserTaken(new.user)
        check_password(password, new.user)
        account = Account(
            id=self._vault.new_id(),
            user=new.user,
            name=new.name,
            credential=new.credential,
            roles=new.roles,
            must_change_password=True,
        )
        self._session.write_account(Kind.ACCOUNT_ADDED, account)
        self._session.lock_key_for(account, password)
        return account

    def change(self, account_id: str, *, name: str, credential: str, roles: tuple[Role, ...]) -> Account:
        """Change what a person is called and may do. The user name stays for ever.

        Raises:
            NotAllowed: the person may not manage accounts.
            NoAdministrator: nobody would be an administrator any more.
            Problem: there is no such account, or name or roles cannot be used.
        """
        account = self._account(account_id)
        new = checked(NewAccount(user=account.user, name=name, credential=credential, roles=roles))
        changed = replace(account, name=new.name, credential=new.credential, roles=new.roles)
        self._keep_an_administrator(changed)
        self._session.write_account(Kind.ACCOUNT_CHANGED, changed, "name, credential or roles changed")
        return changed

    def reset_password(self, account_id: str, password: str) -> Account:
        """Give a person a new password, which they change at the next sign-in.

        Raises:
            NotAllowed: the person may not manage accounts.
            AccountNotActive: the account is deactivated.
            Problem: there is no such account, or the password cannot be used.
        """
        account = self._account(account_id)
        if not account.is_active:
            raise AccountNotActive(account.name)
        return self._give_password(account, password, "password reset")

    def deactivate(self, account_id: str, reason: str) -> Account:
        """Let an account sign in no more; what it wrote stays.

        Raises:
            NotAllowed: the person may not manage accounts.
            OwnAccount: it is the person's own.
            NoAdministrator: nobody would be an administrator any more.
            FieldMissing: no reason.
            AccountUnknown: there is no such account.
        """
        account = self._account(account_id)
        if account.id == self._session.account.id:
            raise OwnAccount
        if not reason.strip():
            raise FieldMissing("The reason", "left the site")
        changed = replace(account, is_active=False)
        self._keep_an_administrator(changed)
        self._session.write_account(Kind.ACCOUNT_CHANGED, changed, reason.strip())
        self._vault.drop(account.id)
        return changed

    def reactivate(self, account_id: str, password: str) -> Account:
        """Let an account sign in again, with a new password, which the person changes at the next sign-in.

        Raises:
            NotAllowed: the person may not manage accounts.
            Problem: there is no such account, or the password cannot be used.
        """
        return self._give_password(replace(self._account(account_id), is_active=True), password, "reactivated")

    def replace_recovery_key(self) -> str:
        """Make a new recovery key, as it is printed; the old one opens nothing any more.

        Raises:
            NotAllowed: the person may not manage accounts.
        """
        self._session.need(Right.MANAGE_PEOPLE)
        self._session.note(Kind.RECOVERY_KEY_REPLACED, "workstation")
        return self._session.new_recovery_key()

    def change_own_password(self, old: str, new: str) -> None:
        """Change the password of the person who is signed in; the only thing possible while that is due.

        Raises:
            SignInRefused: the old password is wrong.
            PasswordNotNew: it is the old one.
            NotAllowed: the recovery key opened this session; it has no account.
            Problem: the new password cannot be used.
        """
        self._session.check_own_password(old)
        account = self._session.account
        if normal(new) == normal(old):
            raise PasswordNotNew
        check_password(new, account.user)
        self._session.lock_key_for(account, new)
        changed = replace(account, must_change_password=False)
        self._session.write_account(Kind.ACCOUNT_CHANGED, changed, "own password changed")

    def set_own_pin(self, password: str, pin: str) -> None:
        """Choose the PIN of the person who is signed in.

        Raises:
            SignInRefused: the password is wrong.
            PasswordChangeDue: nothing else is possible before that.
            NotAllowed: the recovery key opened this session; it has no account.
            Problem: the PIN cannot be used.
        """
        if self._session.account.must_change_password:
            raise PasswordChangeDue
        check_pin(pin)
        self._session.check_own_password(password)
        changed = replace(self._session.account, pin=self._vault.hash_pin(pin))
        self._session.write_account(Kind.ACCOUNT_CHANGED, changed, "own PIN chosen")

    def _account(self, account_id: str) -> Account:
        self._session.need(Right.MANAGE_PEOPLE)
        account = account_with(self._session.log, account_id)
        if account is None:
            raise AccountUnknown
        return account

    def _give_password(self, account: Account, password: str, reason: str) -> Account:
        check_password(password, account.user)
        changed = replace(account, must_change_password=True)
        self._session.write_account(Kind.ACCOUNT_CHANGED, changed, reason)
        self._session.lock_key_for(changed, password)
        return changed

    def _keep_an_administrator(self, changed: Account) -> None:
        others = (one for one in all_accounts(self._session.log) if one.id != changed.id)
        if not any(one.is_active and Role.ADMINISTRATOR in one.roles for one in (*others, changed)):
            raise NoAdministrator

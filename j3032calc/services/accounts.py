"""Who works here: read from the log, and checked before it goes into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.entries import Kind
from j3032calc.domain.people import Account, NewAccount, Role
from j3032calc.domain.problems.people import RolesMissing
from j3032calc.domain.problems.typed import FieldMissing
from j3032calc.domain.sign_in import check_user, user_key
from j3032calc.domain.site import SITE_ID, Site

if TYPE_CHECKING:
    from j3032calc.services.ports import Log

ACCOUNT_KINDS: Final = (Kind.ACCOUNT_ADDED, Kind.ACCOUNT_CHANGED)


def all_accounts(log: Log) -> tuple[Account, ...]:
    """Give every account, active or not, oldest first."""
    return tuple(entry.body for entry in log.latest_of(ACCOUNT_KINDS) if isinstance(entry.body, Account))


def account_with(log: Log, account_id: str) -> Account | None:
    """Give one account as it is now."""
    entry = log.latest(account_id)
    return entry.body if entry is not None and isinstance(entry.body, Account) else None


def account_of_user(log: Log, user: str) -> Account | None:
    """Give the account with a user name, active or not."""
    return next((one for one in all_accounts(log) if user_key(one.user) == user_key(user)), None)


def site_of(log: Log) -> Site | None:
    """Give the site's rules as they are now."""
    entry = log.latest(SITE_ID)
    return entry.body if entry is not None and isinstance(entry.body, Site) else None


def checked(new: NewAccount) -> NewAccount:
    """Give a new account as it is kept: without spaces around the texts, each role once.

    Raises:
        UserUnusable: the user name cannot be one.
        FieldMissing: no name.
        RolesMissing: no role.
    """
    if not new.name.strip():
        raise FieldMissing("The name", "Ana Ruiz")
    if not new.roles:
        raise RolesMissing
    return NewAccount(
        user=check_user(new.user),
        name=new.name.strip(),
        credential=new.credential.strip(),
        roles=tuple(role for role in Role if role in new.roles),
    )

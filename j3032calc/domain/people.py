"""Who works here: accounts, roles, what each role may do, and what a signature says."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from j3032calc.domain.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Role(StrEnum):
    """What a person is here. One account may have several roles."""

    NURSE = "nurse"
    LEAD = "lead"
    BILLER = "biller"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What a role may do; the value completes "may not …"."""

    READ = "read patients"
    CHART = "chart patients, orders and doses"
    WITNESS = "witness a discard"
    BILL = "change charges and authorizations"
    OVERRIDE = "override a finding that stops a claim"
    EXPORT = "export the log"
    PRINT = "print records"
    CHANGE_SITE = "change the site's settings"
    MANAGE_PEOPLE = "manage accounts"
    BACK_UP = "back up the log"
    RESTORE = "restore the log"
    SETTLE = "settle a fault of the log"


_NURSE: Final = frozenset({Right.READ, Right.CHART, Right.WITNESS, Right.PRINT})
_LEAD: Final = _NURSE | {Right.OVERRIDE, Right.EXPORT, Right.CHANGE_SITE, Right.BILL, Right.BACK_UP}
RIGHTS: Final[Mapping[Role, frozenset[Right]]] = {
    Role.NURSE: _NURSE,
    Role.LEAD: _LEAD,
    Role.BILLER: frozenset({Right.READ, Right.BILL, Right.EXPORT, Right.PRINT}),
    # Reads and verifies, changes nothing. Verifying needs no right of its own: everybody may.
    Role.AUDITOR: frozenset({Right.READ, Right.PRINT}),
    # Keeps the workstation running without reading patients, unless the person has a second role.
    Role.ADMINISTRATOR: frozenset({Right.MANAGE_PEOPLE, Right.CHANGE_SITE, Right.BACK_UP, Right.RESTORE, Right.SETTLE}),
}


# What opens with the printed recovery key: enough to look after a patient and to let people in again. No signature.
EMERGENCY_RIGHTS: Final = frozenset({Right.READ, Right.PRINT, Right.MANAGE_PEOPLE})


def may(roles: Iterable[Role], right: Right) -> bool:
    """Say whether any of the roles has the right."""
    return any(right in RIGHTS[role] for role in roles)


@record
class Account:
    """One person's account. It is never deleted, only deactivated.

    ``user`` is what the person types to sign in, ``name`` and ``credential`` what stands under a signature. ``pin`` is
    the salted hash that the vault made, ``None`` while the person has chosen none.
    """

    id: str
    user: str
    name: str
    credential: str
    roles: tuple[Role, ...]
    pin: str | None = None
    is_active: bool = True
    must_change_password: bool = False


@record
class NewAccount:
    """A person who is to have an account, as an administrator typed it."""

    user: str
    name: str
    credential: str
    roles: tuple[Role, ...]


class Meaning(StrEnum):
    """What a signature says (21 CFR 11.50)."""

    GIVEN = "gave this dose"
    DISCARDED = "discarded the rest"
    WITNESSED = "witnessed the discard"
    AMENDED = "amended this record"
    VOIDED = "voided this record"
    OVERRODE = "overrode a finding"
    COPIED = "copied this dose from another record"


# Who may sign what with their own PIN. A witness is always another person.
SIGNING_RIGHTS: Final[Mapping[Meaning, Right]] = {
    Meaning.GIVEN: Right.CHART,
    Meaning.DISCARDED: Right.CHART,
    Meaning.AMENDED: Right.CHART,
    Meaning.VOIDED: Right.CHART,
    Meaning.OVERRODE: Right.OVERRIDE,
    Meaning.COPIED: Right.CHART,
}


@record
class Signature:
    """Who signed, when, and what for; name and credential as they were then."""

    account_id: str
    name: str
    credential: str
    at: datetime
    meaning: Meaning

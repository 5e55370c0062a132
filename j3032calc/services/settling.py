"""The way out of a fault that is not a restore: an administrator's word that the log goes on from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.domain.entries import Kind, Note
from j3032calc.domain.people import Right
from j3032calc.domain.problems.typed import FieldMissing

if TYPE_CHECKING:
    from j3032calc.domain.entries import Entry, Fault
    from j3032calc.services.session import Session


def begin_anchor(session: Session, password: str, reason: str) -> Entry:
    """Begin a new anchor here, where the anchor is lost or the log does not agree with it.

    The entry says who, why and what was found; every later check tells of it. From it on the log is whole again.

    Args:
        session: of an administrator.
        password: the person's own, once more: this is a signature, and a PIN signs nothing in a log with a fault.
        reason: what happened to the log or to its anchor.

    Raises:
        NotAllowed: the person may not settle a fault.
        FieldMissing: no reason.
        SignInRefused: the password is wrong.
        SignInDelayed: too many failures.
        LogIsWhole: the log agrees with its anchor.
        AnchorNotBegun: the folder of the anchor refuses, so that the fault stays.
    """
    session.need(Right.SETTLE)
    if not reason.strip():
        raise FieldMissing("The reason", "the disk with the anchor broke")
    session.check_own_password(password)
    account = session.account
    name = f"{account.name}, {account.credential}".removesuffix(", ")
    body = Note(facts=(("name", name), ("confirmed_with", "password")))
    return session.log.begin_anchor(session.entry(Kind.ANCHOR_BEGUN, "anchor", body, reason=reason.strip()))


def rebuild_indexes(session: Session) -> Fault | None:
    """Make what finds the entries anew, where it does not agree with them; give what was wrong.

    Raises:
        NotAllowed: the person may not settle a fault.
    """
    session.need(Right.SETTLE)
    fault = session.log.check_indexes()
    if fault is not None:
        session.log.rebuild_indexes()
        session.note(Kind.INDEXES_REBUILT, "log", found=f"{fault.sequence} {fault.kind.name.lower()}")
    return fault

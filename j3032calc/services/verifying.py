"""Checking that the log is what it was, from the first entry to the last. Everybody who may sign in may ask for it."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from j3032calc.domain.entries import Kind
from j3032calc.domain.problems.log import LogUnusable

if TYPE_CHECKING:
    from j3032calc.domain.entries import Verification
    from j3032calc.services.ports import Progress
    from j3032calc.services.session import Session


def verify(session: Session, progress: Progress | None = None) -> Verification:
    """Check the log of a session, and note that and what was found.

    Raises:
        LogUnusable: the log cannot be read at all.
        Cancelled: ``progress`` stopped the work.
    """
    found = session.log.verify(progress)
    # What finds the entries is looked at as well: somebody may have changed that alone.
    found = replace(found, fault=found.fault or session.log.check_indexes())
    # A log with a fault may be unable to take the note; what was found is told all the same.
    with nullcontext() if found.fault is None else suppress(LogUnusable):
        session.note(
            Kind.LOG_VERIFIED,
            "log",
            entries=str(found.entries),
            head=str(found.head.sequence),
            fault="none" if found.fault is None else f"{found.fault.sequence} {found.fault.kind.name.lower()}",
        )
    return found

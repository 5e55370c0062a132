"""The steps that are only taken with a reason, or when a person has confirmed what happened."""

from __future__ import annotations

from enum import StrEnum

from j3032calc.domain.problems.charting import ReasonMissing


class Why(StrEnum):
    """What a reason is for; the value completes "write why …"."""

    AMENDED = "this is changed"
    VOIDED = "this record is voided"
    ENDED = "this order ends"
    OTHER_CODE = "another code than CMS's is billed"
    SITE_CHANGED = "the site's settings are changed"
    ABANDONED = "this administration is abandoned"
    LATE = "a dose of an earlier day is charted today"
    STOPPED_EARLY = "the dose was stopped early"
    DISCARDED = "something was discarded"
    OVERRIDDEN = "the claim goes on"


def need_reason(text: str | None, why: Why) -> str:
    """Give a reason without the spaces around it.

    Raises:
        ReasonMissing: nothing was written.
    """
    reason = (text or "").strip()
    if not reason:
        raise ReasonMissing(why)
    return reason


class Confirmed(StrEnum):
    """What a person confirms before they sign; the value completes "confirm that …"."""

    GIVEN = "the dose was given"
    DISCARDED = "the rest was discarded"

"""How many of something, and how long, as a person types it."""

from __future__ import annotations

import re
from typing import Final

from j3032calc.domain.problems.typed import CountOutsideLimits, NotANumber, UnitMissing

_COUNT: Final = re.compile(r"[0-9]{1,9}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2}")

_SPAN: Final = re.compile(r"([0-9]{1,4}) ?([a-z]*)")
_MINUTES_IN: Final = {
    **dict.fromkeys(("min", "minute", "minutes"), 1),
    **dict.fromkeys(("h", "hour", "hours"), 60),
    **dict.fromkeys(("day", "days"), 1440),
    **dict.fromkeys(("week", "weeks"), 10_080),
}
_SPAN_EXAMPLE: Final = "30 minutes"


def read_span(text: str) -> int:
    """Read how long something took, in minutes: "45 min", "2 hours", "3 days"; a number alone may be any of them.

    Raises:
        UnitMissing: a number alone.
        NotANumber: anything else.
    """
    read = _SPAN.fullmatch(text.strip().casefold())
    if read is None or (read[2] and read[2] not in _MINUTES_IN):
        raise NotANumber(text.strip(), _SPAN_EXAMPLE)
    if not read[2]:
        raise UnitMissing(text.strip(), _SPAN_EXAMPLE)
    return int(read[1]) * _MINUTES_IN[read[2]]


def read_count(text: str, *, most: int, noun: str) -> int:
    """Read a whole number from 1: "13", "1,300".

    Args:
        text: as typed.
        most: the highest number.
        noun: what is counted, for the refusal.

    Raises:
        CountOutsideLimits: anything else.
    """
    read = _COUNT.fullmatch(text.strip())
    count = 0 if read is None else int(read[0].replace(",", ""))
    if not 1 <= count <= most:
        raise CountOutsideLimits(text.strip(), 1, most, noun)
    return count

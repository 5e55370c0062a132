"""How many of something, as a person types it."""

from __future__ import annotations

import re
from typing import Final

from j3032calc.domain.problems.typed import CountOutsideLimits

_COUNT: Final = re.compile(r"[0-9]{1,9}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2}")


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

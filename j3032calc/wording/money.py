"""US dollars, as they are typed and written."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from j3032calc.domain.problems.typed import DollarsUnreadable, NotAboveZero

_CENTS: Final = 100
# At most two decimals, so that 1.000 is never taken for a thousand.
_DOLLARS: Final = re.compile(r"\$? ?([0-9]{1,7}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2})(?:\.([0-9]{1,2}))?")


def read_dollars(text: str) -> Fraction:
    """Read an amount above zero in dollars, or in dollars and cents: "25", "$25.50", "1,234.50".

    Raises:
        DollarsUnreadable: anything else.
        NotAboveZero: nothing.
    """
    read = _DOLLARS.fullmatch(text.strip())
    if read is None:
        raise DollarsUnreadable(text)
    cents = int(read[1].replace(",", "")) * _CENTS + int((read[2] or "0").ljust(2, "0"))
    if cents == 0:
        raise NotAboveZero(text)
    return Fraction(cents, _CENTS)


def write_dollars(dollars: Fraction) -> str:
    """Write an amount of US dollars in whole cents, half up: "$100,000.00"."""
    cents = (dollars * _CENTS + Fraction(1, 2)).__floor__()
    return f"${cents // _CENTS:,}.{cents % _CENTS:02d}"

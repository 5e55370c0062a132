"""National Provider Identifiers: ten digits, the last of which checks the others."""

from __future__ import annotations

import re
from typing import Final

# The card issuer prefix of United States health applications, which the check digit counts in (45 CFR 162.406).
_PREFIX: Final = "80840"
_NPI: Final = re.compile(r"[12][0-9]{9}")
_TEN: Final = 10


def is_npi(text: str) -> bool:
    """Whether the text is an NPI whose check digit is right (Luhn over the prefix and the ten digits)."""
    if not _NPI.fullmatch(text):
        return False
    digits = [int(digit) for digit in _PREFIX + text]
    doubled = [sum(divmod(2 * digit, _TEN)) for digit in digits[-2::-2]]
    return (sum(digits[::-2]) + sum(doubled)) % _TEN == 0

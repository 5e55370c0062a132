"""The recovery key as it is printed: 160 random bits that a tired person can read from paper and type."""

from __future__ import annotations

import re
from typing import Final

from j3032calc.domain.problems.people import RecoveryKeyMisread

BYTES: Final = 20
# Crockford's base32: no I, L, O and U, which are read as something else.
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE: Final = str.maketrans("OIL", "011")
_BETWEEN: Final = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
_BITS: Final = 5
_GROUP: Final = 4
_CHARACTERS: Final = BYTES * 8 // _BITS
_CHECK_CHARACTERS: Final = 4
# The largest prime that four characters can count to. As a prime it finds every single misread character, and as 32
# generates all its remainders, every two characters that changed places; of other mistakes it misses one in a million.
_CHECK: Final = 1_048_573


def printed(secret: bytes) -> str:
    """Give the key as nine groups of four: the 32 characters of the secret and 4 that check them."""
    number = int.from_bytes(secret, "big")
    text = _in_base_32(number, _CHARACTERS) + _in_base_32(number % _CHECK, _CHECK_CHARACTERS)
    return "-".join(text[first : first + _GROUP] for first in range(0, len(text), _GROUP))


def read(text: str) -> bytes:
    """Read a typed key: capitals or not, any hyphens and spaces, O for 0, I and L for 1.

    Raises:
        RecoveryKeyMisread: the check characters do not fit, or it is no such text at all.
    """
    typed = _BETWEEN.sub("", text).upper().translate(_ALIKE)
    if len(typed) != _CHARACTERS + _CHECK_CHARACTERS or not set(typed) <= set(_ALPHABET):
        raise RecoveryKeyMisread
    number, check = _number(typed[:_CHARACTERS]), _number(typed[_CHARACTERS:])
    if number % _CHECK != check:
        raise RecoveryKeyMisread
    return number.to_bytes(BYTES, "big")


def _in_base_32(number: int, characters: int) -> str:
    return "".join(_ALPHABET[number >> _BITS * place & 31] for place in reversed(range(characters)))


def _number(text: str) -> int:
    number = 0
    for character in text:
        number = number << _BITS | _ALPHABET.index(character)
    return number

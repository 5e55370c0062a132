"""Numbers and codes that other people gave out, checked by their own rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems.typed import DiagnosisUnreadable, NpiUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

# The issuer prefix of United States health cards, over which the check digit of an NPI is taken (45 CFR 162.406).
_NPI_PREFIX: Final = "80840"
_NPI: Final = re.compile(r"[12][0-9]{9}")
# ICD-10-CM: a letter, a digit, a digit or letter, then up to four more behind a point.
_ICD10: Final = re.compile(r"([A-Z][0-9][0-9A-Z])(?:\.?([0-9A-Z]{1,4}))?")
_HIGHEST_DIGIT: Final = 9
_NO_LETTERS: Final = re.compile(r"[^a-z0-9]+")


def read_npi(text: str) -> str:
    """Read a National Provider Identifier: ten digits of which the last checks the others.

    Raises:
        NpiUnreadable: another form, or a check digit that does not fit.
    """
    npi = text.replace(" ", "")
    if not _NPI.fullmatch(npi) or not fits_luhn(_NPI_PREFIX + npi):
        raise NpiUnreadable(text)
    return npi


def fits_luhn(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 + place % 2)
        total += number - 9 if number > _HIGHEST_DIGIT else number
    return total % 10 == 0


def read_icd10(text: str) -> str:
    """Read a diagnosis code by its shape and give it with capitals and point, "j4550" as "J45.50".

    Raises:
        DiagnosisUnreadable: the text has another form.
    """
    code = _ICD10.fullmatch(text.strip(" ").upper())
    if code is None:
        raise DiagnosisUnreadable(text)
    return code[1] if code[2] is None else f"{code[1]}.{code[2]}"


def id_of(name: str, taken: Iterable[str], *, otherwise: str) -> str:
    """Make an id from a name, or from another word where the name has no letter: one that is not taken."""
    stem = _NO_LETTERS.sub("-", name.casefold()).strip("-") or otherwise
    known, number, made = set(taken), 1, stem
    while made in known:
        number += 1
        made = f"{stem}-{number}"
    return made

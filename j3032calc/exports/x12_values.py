"""How values become X12 elements: without capitals mixed, accents or delimiters, and never cut.

X12 has no way to escape a delimiter, so a value with one is refused. What validators let through is checked here: the
check digit of an NPI, NDCs of other than 11 digits, NDC units that no payer takes, parts of a unit.

References:
    ASC X12N 005010X222A1, appendix B.1.1.2.2 (basic character set); 45 CFR 162.406 (NPI); X12 RFI 2151 (NDC).
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from j3032calc.domain.identifiers import read_npi
from j3032calc.domain.ndc import Ndc, NdcQualifier
from j3032calc.domain.problems import Problem
from j3032calc.domain.problems.claim import ClaimValueUnusable
from j3032calc.domain.search import plain
from j3032calc.wording.writing import exact_number

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.administration import LineBilled
    from j3032calc.domain.patient import Address

    Segment = tuple[str, ...]

ELEMENT: Final = "*"
COMPONENT: Final = ":"
REPETITION: Final = "^"
SEGMENT: Final = "~"
_DELIMITERS: Final = frozenset(ELEMENT + COMPONENT + REPETITION + SEGMENT)
# The basic character set, and of the extended one what every payer takes.
_ALLOWED: Final = re.compile(r"[A-Z0-9 !\"&'()+,\-./;?=%@_#$]*")
_TEXT_DIGITS: Final = 8
_NDC_DECIMALS: Final = 3


def text(what: str, value: str, most: int) -> str:
    """Give a text in plain capitals.

    Args:
        what: what the refusal calls it.
        value: as it is on file.
        most: the longest that the element may be.

    Raises:
        ClaimValueUnusable: empty, too long, or with a character that a claim file cannot carry.
    """
    written = " ".join(plain(value).upper().split())
    if not written:
        raise ClaimValueUnusable(what, "is empty")
    if len(written) > most:
        raise ClaimValueUnusable(what, f"is longer than {most} characters")
    if _DELIMITERS & set(written):
        raise ClaimValueUnusable(what, "has a character that parts the fields of a claim file")
    if not _ALLOWED.fullmatch(written):
        raise ClaimValueUnusable(what, "has a letter or sign that a claim file cannot carry")
    return written


def digits(what: str, value: str, *lengths: int) -> str:
    """Give a number without its spaces, hyphens, points and brackets, of one of the lengths.

    Raises:
        ClaimValueUnusable: another length, or something that is no digit.
    """
    written = re.sub(r"[ ().\-]", "", value)
    if not re.fullmatch(r"[0-9]*", written) or len(written) not in lengths:
        raise ClaimValueUnusable(what, f"is not {' or '.join(map(str, lengths))} digits")
    return written


def code(what: str, value: str, shape: str, example: str) -> str:
    """Give a code in capitals that has a shape.

    Args:
        what: what the refusal calls it.
        value: as it is on file.
        shape: a regular expression for all of it.
        example: what the refusal shows as a good one.

    Raises:
        ClaimValueUnusable: another shape.
    """
    written = value.strip().upper()
    if not re.fullmatch(shape, written, re.ASCII):
        raise ClaimValueUnusable(what, f"is not like {example}")
    return written


def npi(what: str, value: str) -> str:
    """Give an NPI; raises ``ClaimValueUnusable`` when it has not ten digits or its check digit is wrong."""
    written = digits(what, value, 10)
    try:
        return read_npi(written)
    except Problem:
        raise ClaimValueUnusable(what, "has a wrong check digit") from None


def icd10(value: str) -> str:
    """Give a diagnosis code as claims have it, without its point: "J45.50" is "J4550"."""
    return code("diagnosis", value.replace(".", ""), r"[A-Z][0-9][0-9A-Z]{1,5}", "J45.50")


def ndc(value: str) -> str:
    """Give an NDC as 11 digits; raises ``ClaimValueUnusable`` when groups or digits are missing."""
    try:
        read = Ndc.read(value)
    except Problem:
        raise ClaimValueUnusable("NDC", "is not 11 digits grouped 5-4-2") from None
    return read.digits


def ndc_quantity(line: LineBilled) -> tuple[str, str]:
    """Give the quantity and unit of a line's NDC.

    Raises:
        ClaimValueUnusable: no quantity, zero, more digits than a claim takes, or a unit such as ME.
    """
    if line.ndc_unit not in set(NdcQualifier):
        raise ClaimValueUnusable("unit of the NDC", "is none of UN, ML, GR and F2")
    matched = re.fullmatch(r"([0-9]+)(?:\.([0-9]+))?", line.ndc_quantity or "", re.ASCII)
    if matched is None or Fraction(matched[0]) == 0:
        raise ClaimValueUnusable("quantity of the NDC", "is not above zero")
    number = exact_number(Fraction(matched[0]))
    whole, _, decimals = number.partition(".")
    if len(whole) > _TEXT_DIGITS or len(decimals) > _NDC_DECIMALS:
        raise ClaimValueUnusable("quantity of the NDC", "has more than 8 digits, or more than 3 decimals")
    return number, line.ndc_unit


def dollars(amount: Fraction) -> str:
    """Give an amount of money: "210", "210.5" (X12 leaves trailing zeros out)."""
    return exact_number(amount)


def day(moment: date) -> str:
    """Give a date as CCYYMMDD."""
    return f"{moment.year:04d}{moment.month:02d}{moment.day:02d}"


def address(
    whose: str, value: Address | None, *, is_nine_digits: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the N3 and N4 segments of an address.

    Args:
        whose: what the refusal calls it.
        value: as it is on file.
        is_nine_digits: whether the ZIP code must have nine digits, as a billing provider's must.

    Raises:
        ClaimValueUnusable: there is none, or a part of it cannot stand on a claim.
    """
    if value is None:
        raise ClaimValueUnusable("address", "is empty")
    lengths = (9,) if is_nine_digits else (5, 9)
    city = text(f"city of the {whose}", value.city, 30)
    state = code(f"state of the {whose}", value.state, r"[A-Z]{2}", "WA")
    postal = digits(f"ZIP code of the {whose}", value.postal_code, *lengths)
    return ("N3", text(f"street of the {whose}", value.street, 55)), ("N4", city, state, postal)

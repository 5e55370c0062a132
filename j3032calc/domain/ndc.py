"""National Drug Codes: the 11-digit 5-4-2 form, and how the shorter forms become it.

Ten digits without hyphens fit three groupings, so they are never converted here; only the catalogue can tell.
Sources: FDA NDC directory forms; vectors in RULES 1.1. In March 2033 NDCs become 12 digits (91 FR 10749), hence text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems.product import NdcAmbiguous, NdcUnreadable

if TYPE_CHECKING:
    from fractions import Fraction

# Hyphens say where the groups end, so leading zeros that someone left out can be put back without guessing.
_GROUPED: Final = re.compile(r"([0-9]{1,5})-([0-9]{1,4})-([0-9]{1,2})")


@dataclass(frozen=True, slots=True, order=True)
class Ndc:
    """An NDC in its billing form: labeler 5, product 4 and package 2 digits, as text."""

    labeler: str
    product: str
    package: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9]{5}-[0-9]{4}-[0-9]{2}", str(self)):
            raise NdcUnreadable(str(self))

    def __str__(self) -> str:
        return f"{self.labeler}-{self.product}-{self.package}"

    @property
    def digits(self) -> str:
        """The 11 digits without hyphens, as a claim carries them."""
        return self.labeler + self.product + self.package

    @property
    def ten_digit_forms(self) -> frozenset[str]:
        """Every run of ten digits that this NDC can be on a label or in a GTIN; may be empty."""
        groups = (self.labeler, self.product, self.package)
        return frozenset(
            "".join(group[1:] if index == dropped else group for index, group in enumerate(groups))
            for dropped in range(3)
            if groups[dropped].startswith("0")
        )

    @classmethod
    def read(cls, text: str) -> Ndc:
        """Read a hyphenated NDC (4-4-2, 5-3-2, 5-4-1 or 5-4-2, leading zeros left out or not) or 11 digits.

        Raises:
            NdcAmbiguous: ten digits without hyphens.
            NdcUnreadable: anything else.
        """
        text = text.strip(" ")
        if re.fullmatch(r"[0-9]{11}", text):
            return cls(text[:5], text[5:9], text[9:])
        if re.fullmatch(r"[0-9]{10}", text):
            raise NdcAmbiguous(text)
        grouped = _GROUPED.fullmatch(text)
        if grouped is None:
            raise NdcUnreadable(text)
        labeler, product, package = grouped.groups()
        return cls(labeler.zfill(5), product.zfill(4), package.zfill(2))


class NdcQualifier(StrEnum):
    """The unit of an NDC quantity on a claim (FACTS 2.7; ME is refused by payers, so it is not here)."""

    UNIT = "UN"
    MILLILITRE = "ML"
    GRAM = "GR"
    INTERNATIONAL_UNIT = "F2"


@dataclass(frozen=True, slots=True)
class NdcQuantity:
    """A quantity on the NDC line of a claim, above zero, such as 1.91 ML."""

    amount: Fraction
    qualifier: NdcQualifier

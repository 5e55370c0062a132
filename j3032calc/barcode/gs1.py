"""GS1 element strings from a package: GTIN, lot and expiry. biip parses; what it lets through is checked here.

US packages carry (01) GTIN, (21) serial, (17) expiry and (10) lot (DSCSA). A scanner that swallows the GS character
makes the serial run into expiry and lot without any error, so such texts are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems.product import BarcodeUnusable

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from biip.gs1_messages import GS1Message

GS: Final = "\x1d"
_SYMBOLOGY: Final = re.compile(r"\](?:d2|C1|Q3|e0|J1)")
_BRACKETED: Final = re.compile(r"\([0-9]{2,4}\)")
_PLAIN_GTIN: Final = re.compile(r"01[0-9]{14}")
_US_DRUG_GTIN: Final = re.compile(r"[0-9]03([0-9]{10})[0-9]")
_EXPIRY_INSIDE: Final = re.compile(r"17[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]")
_SERIAL_INSIDE: Final = re.compile(r".21.")
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class PackageScan:
    """What a package's code says. ``ndc_digits`` are the NDC's ten digits, whose groups only the catalogue knows.

    ``serial`` is this one package's own number, ``None`` on a code without one.
    """

    gtin: str
    ndc_digits: str
    lot: str | None
    expiry: date | None
    serial: str | None = None


def looks_like_gs1(text: str) -> bool:
    """Whether a text has the form of a GS1 element string rather than of a typed NDC."""
    return (
        GS in text
        or _SYMBOLOGY.match(text) is not None
        or _BRACKETED.match(text) is not None
        or (_PLAIN_GTIN.match(text) is not None)
    )


def read_package(text: str) -> PackageScan:
    """Read a package's GS1 element string, raw with GS characters or with its identifiers in brackets.

    Raises:
        BarcodeUnusable: it is damaged, is no US drug package, or lost a separator.
    """
    message = _message(text.strip(" \r\n"))
    values = {element.ai.ai: element for element in message.element_strings}
    if len(values) != len(message.element_strings):
        raise BarcodeUnusable("it says the same thing twice")
    if "01" not in values:
        raise BarcodeUnusable("it has no product number")
    gtin = values["01"]
    if gtin.gtin is None:
        raise BarcodeUnusable("the check digit of its product number is wrong")
    drug = _US_DRUG_GTIN.fullmatch(gtin.value)
    if drug is None:
        raise BarcodeUnusable("its product number is not that of a US drug")
    lot = values["10"].value if "10" in values else None
    expiry = values["17"].date if "17" in values else None
    if "17" in values and expiry is None:
        raise BarcodeUnusable("its expiry is not a date")
    _distrust_lost_separator(values, lot)
    serial = values["21"].value if "21" in values else None
    return PackageScan(gtin.value, drug[1], lot, expiry, serial)


def load_parser() -> None:
    """Load the parsing library now, so that the first scan does not wait for it."""
    import biip.gs1_messages  # noqa: F401


def _message(text: str) -> GS1Message:
    import biip
    from biip.gs1_messages import GS1Message

    if not text or len(text) > _LONGEST:
        raise BarcodeUnusable("it is empty or too long")
    try:
        # A date that is none is refused by us, with its own reason.
        config = biip.ParseConfig(gs1_element_strings_verify_date=False)
        is_bracketed = _BRACKETED.match(text)
        message = (
            GS1Message.parse_hri(text, config=config) if is_bracketed else biip.parse(text, config=config).gs1_message
        )
    except (biip.ParseError, LookupError, ValueError):
        # Where a text ends within a symbology, or says no length in one, biip 5 goes on all the same.
        message = None
    if message is None:
        raise BarcodeUnusable("it is not a complete GS1 code")
    return message


def _distrust_lost_separator(values: Collection[str], lot: str | None) -> None:
    """Refuse what a lost separator leaves behind: a serial alone, or a lot that holds the other two."""
    serial_swallowed = "21" in values and not {"10", "17"} <= set(values)
    lot_swallowed_serial = lot is not None and "21" not in values and _SERIAL_INSIDE.search(lot)
    lot_swallowed_expiry = lot is not None and "17" not in values and _EXPIRY_INSIDE.search(lot)
    if serial_swallowed or lot_swallowed_serial or lot_swallowed_expiry:
        raise BarcodeUnusable("the scanner lost the separator between serial, expiry and lot")

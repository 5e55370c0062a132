"""The display rules of RULES.md that hold for each text by itself: a text in, what is wrong with it out."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from tests.ready_visits import catalogue
from tests.ui.display.seen import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.display.seen import Seen

_UNITS: Final = (
    r"(?:mg|mcg|mL|g|kg|lb|units?|billing units?|containers?|vials?|days?|weeks?|months?|years?|hours?|minutes?)\b"
)
_NUMBER: Final = r"\d[\d,]*(?:\.\d+)?"
_MONTH: Final = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_ANY_MONTH: Final = f"{_MONTH}[a-z]*"
# What a person typed is repeated in quotation marks, as it was typed.
_QUOTED: Final = re.compile("“[^”]*”")

_NAME: Final = re.compile(r"\b(?:o'brien-smith-featherstonehaugh|moss)\b(?:,? \S+)?|\bng, \S+|\S+ ng\b", re.IGNORECASE)
_NAME_RIGHT: Final = re.compile(r"(?:O'BRIEN-SMITH-FEATHERSTONEHAUGH, José|MOSS, Ada|NG, Zoe)[.,]?")
_BORN: Final = re.compile(r"\bborn\b.*", re.IGNORECASE)
_BORN_RIGHT: Final = re.compile(rf"Born \d\d-{_MONTH}-\d{{4}} \(\d+ (?:years?|months?|weeks?|days?)\)(?:$|[.,;])|Born$")
# What a file calls its columns: two words of one are joined by a line below.
_COLUMNS: Final = re.compile(r"(?:\b[a-z]+_[a-z]+, )+[a-z]+ and [a-z]+\b")
_UNKNOWN: Final = re.compile(r"^(?:\?+|-+|None|N/?A|n/?a|null|nan|NaN|Unknown date)$|\bNone,|\?\?|\bnull\b")
_MAY_BE_EMPTY: Final = frozenset({"Reason", "Last given"})
_DATE_WRONG: Final = re.compile(
    r"\b\d{1,4}/\d{1,2}/\d{1,4}\b"
    r"|(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])"
    r"|\b\d{1,2}\.\d{1,2}\.\d{4}\b"
    rf"|\b\d{{1,2}} {_ANY_MONTH} \d{{2,4}}\b"
    rf"|\b{_ANY_MONTH} \d{{1,2}},? \d{{4}}\b"
    rf"|(?<!\d)\d-{_MONTH}-\d{{4}}"
    rf"|\d-{_MONTH}-\d{{2}}(?!\d)"
    r"|\d-(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b"
)
_TIME_WRONG: Final = re.compile(
    r"(?<![\d:])\d:\d{2}\b|\b\d{1,2}:\d(?!\d)|\b(?:2[4-9]|[3-9]\d):\d{2}\b|\b\d{1,2}:[6-9]\d\b"
    r"|\b\d{1,2}(?::\d{2})? ?[ap]\.?m\b|\b\d{1,2}\.\d{2} h\b"
    rf"|\d-{_MONTH}-\d{{4}}(?!\s)[^\s.,;:)]{{0,2}}\d{{2}}:\d{{2}}",
    re.IGNORECASE,
)
_NUMBER_WRONG: Final = re.compile(
    rf"\d\.\d*0(?=\s?{_UNITS})"  # a trailing zero
    r"|(?<![\d.,\w])\.\d"  # no leading zero
    rf"|\d(?:{_UNITS})"  # no space before the unit
    rf"|(?<![\d,.])\d{{4,}}(?:\.\d+)?(?=\s{_UNITS})"  # no comma from 1,000
    r"|\b(?:mg|mL|mcg|kg)\.(?=\s[a-z])"  # a stop after the unit
)
_STRENGTH_WRONG: Final = re.compile(r"(?:mg|mcg|\bg|units?)\s?/\s?\d*\s?mL", re.IGNORECASE)
_MISREAD: Final = re.compile(
    r"\b(?:IU|I\.U\.|QD|Q\.D\.|QOD|q\.?d\.|cc|SQ|sub ?q|ug|MSO4|HS|ml|Mg|gm)\b"
    r"|[\u00b5\u03bc]g|\d\s?[uU]\b|\d\s?ML\b"
)
# On a claim line the NDC's unit is written as the claim writes it.
_NDC_QUANTITY: Final = re.compile(r"NDC [\d-]+, quantity ML ?[\d.]+|\bML[\d.]+")
# What a source is called, and what CMS and the document say, is written as it stands there.
_AS_THERE: Final = re.compile(r"settings\.sources|working\.sources|cross_check")
# A sentence that says what to type ends with it.
_TO_TYPE: Final = re.compile(r"(?:\b[Ll]ike|not the code:|Enter one of|its day:) .*")
_ELLIPSIS: Final = re.compile("…|\\.\\.\\.")
_PARTED: Final = re.compile(rf"\d (?={_UNITS})")
_TRADE_MARK: Final = re.compile("[®™]")


@cache
def _brands() -> tuple[tuple[str, str], ...]:
    """Give each drug's generic name with suffix and its brand."""
    return tuple((product.generic, product.brand) for product in catalogue().products)


def _said(seen: Seen) -> str:
    return _QUOTED.sub("", seen.text)


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [match.group(0) for match in pattern.finditer(text)]


def names(seen: Seen) -> list[str]:
    """D-03: FAMILY, Given, without a label; Born without a colon, the date, the age in brackets."""
    if seen.kind is Kind.ENTRY:
        return []
    wrong = [name for name in _found(_NAME, seen.text) if not _NAME_RIGHT.match(name)]
    return wrong + [born for born in _found(_BORN, _COLUMNS.sub("", seen.text)) if not _BORN_RIGHT.match(born)]


def missing_things(seen: Seen) -> list[str]:
    """D-04: what is not known says so; no question mark, no name of nothing, no empty place in a table."""
    if seen.kind is Kind.CELL and not seen.text.strip() and seen.column not in _MAY_BE_EMPTY:
        return [f"nothing under {seen.column}"]
    return _found(_UNKNOWN, seen.text)


def dates(seen: Seen) -> list[str]:
    """D-06: dd-Mmm-yyyy and nothing else."""
    return _found(_DATE_WRONG, _said(seen))


def times(seen: Seen) -> list[str]:
    """D-08: the 24-hour clock, two digits each, a space after the date."""
    return _found(_TIME_WRONG, _said(seen))


def drug_names(seen: Seen) -> list[str]:
    """D-09: nothing left out, generic and brand together, a number never parted from its unit."""
    wrong = _found(_ELLIPSIS, seen.text)
    if seen.kind is not Kind.ENTRY and not _AS_THERE.search(seen.where):
        wrong.extend(_parted_names(_TO_TYPE.sub("", seen.text)))
    if seen.kind in {Kind.LABEL, Kind.CELL}:
        wrong.extend(f"{parted!r} may be parted from its unit" for parted in _found(_PARTED, seen.shown))
    return wrong


def _parted_names(text: str) -> list[str]:
    wholes = {f"{generic} ({brand})": (generic, brand) for generic, brand in _brands()}
    for whole in wholes:
        text = text.replace(whole, "")
    return [f"not {whole}" for whole, parts in wholes.items() if any(part in text for part in parts)]


def numbers(seen: Seen) -> list[str]:
    """D-10: a leading zero, no trailing zero, a comma from 1,000, a space before the unit, no stop after it."""
    return _found(_NUMBER_WRONG, _said(seen))


def strengths(seen: Seen) -> list[str]:
    """D-11: 100 mg in 10 mL, 10 mg per mL; no slash."""
    return _found(_STRENGTH_WRONG, _said(seen))


def abbreviations(seen: Seen) -> list[str]:
    """D-12: none that is misread."""
    return _found(_MISREAD, _NDC_QUANTITY.sub("", _said(seen)))


def brand_names(seen: Seen) -> list[str]:
    """D-13: the brand with an initial capital, the generic in small letters, no trade mark."""
    wrong = _found(_TRADE_MARK, seen.text)
    if _AS_THERE.search(seen.where):
        return wrong
    for generic, brand in _brands():
        found = re.findall(rf"\b(?:{generic}|{brand})\b", seen.text, re.IGNORECASE)
        wrong.extend(name for name in found if name not in {generic, brand})
    return wrong


CHECKERS: Final[dict[str, Callable[[Seen], list[str]]]] = {
    "D-03": names,
    "D-04": missing_things,
    "D-06": dates,
    "D-08": times,
    "D-09": drug_names,
    "D-10": numbers,
    "D-11": strengths,
    "D-12": abbreviations,
    "D-13": brand_names,
}

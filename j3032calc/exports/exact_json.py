"""JSON text with exact decimals: the json module writes only binary floats, and 217.2 mg is none."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from j3032calc.wording.writing import exact_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A number without an end in decimals (a third of a container) is written to a billionth, half up.
_BILLION: Final = 1_000_000_000
_INDENT: Final = "  "


def exact_json(value: object) -> str:
    """Write plain data: mappings, sequences, text, whole numbers, booleans and fractions."""
    return "".join(_value(value, "\n")) + "\n"


def decimal(number: Fraction) -> str:
    """Write a number, zero or more, exactly, or to a billionth where it has no end in decimals."""
    try:
        return exact_number(number)
    except ValueError:
        billionths = (2 * _BILLION * number.numerator + number.denominator) // (2 * number.denominator)
        return exact_number(Fraction(billionths, _BILLION))


def _value(value: object, line: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _items("{}", [(f"{json.dumps(key)}: ", item) for key, item in value.items()], line)
    elif isinstance(value, list | tuple):
        yield from _items("[]", [("", item) for item in value], line)
    elif isinstance(value, Fraction):
        yield decimal(value)
    else:
        yield json.dumps(value, ensure_ascii=False)


def _items(brackets: str, items: Sequence[tuple[str, object]], line: str) -> Iterator[str]:
    inner = line + _INDENT
    yield brackets[0]
    for place, (name, item) in enumerate(items):
        yield f"{',' if place else ''}{inner}{name}"
        yield from _value(item, inner)
    yield f"{line if items else ''}{brackets[1]}"

"""JSON from outside as plain data whose numbers keep their digits, and questions to it that expect every shape."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NoReturn

from j3032calc.domain.problems.importing import CellUnreadable, ImportUnreadable
from j3032calc.imports.table import MOST_BYTES, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    Tree = Mapping[str, object]

_NUMBER: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_LONGEST: Final = 2000


class Number(str):
    """A JSON number as its digits: no binary float, and no exponent that takes all memory."""

    __slots__ = ()


def read_json(data: bytes) -> Tree:
    """Read one JSON object.

    Raises:
        ImportUnreadable: not UTF-8, not JSON, not an object, a name twice in one object, too large or too deep.
    """
    if len(data) > MOST_BYTES:
        raise ImportUnreadable("it is larger than 20 MB")
    try:
        read = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_once,
            parse_float=Number,
            parse_int=Number,
            parse_constant=_refuse,
        )
    except UnicodeDecodeError:
        raise ImportUnreadable("it is not saved as UTF-8") from None
    except (ValueError, RecursionError):
        raise ImportUnreadable("it is not JSON") from None
    if not isinstance(read, dict):
        raise ImportUnreadable("it is not one JSON object")
    return read


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    read = dict(pairs)
    if len(read) != len(pairs):
        _refuse("twice")
    return read


def _refuse(what: str) -> NoReturn:
    """Refuse NaN, Infinity and names that stand twice.

    Raises:
        ValueError: always.
    """
    raise ValueError(what)


def tree(within: Tree, name: str) -> Tree:
    """Give an object; an empty one where there is none."""
    found = within.get(name, {})
    return found if isinstance(found, dict) else _misshapen(name)


def trees(within: Tree, name: str) -> tuple[Tree, ...]:
    """Give the objects of a list; none where there is no list."""
    found = within.get(name, [])
    if not isinstance(found, list):
        _misshapen(name)
    return tuple(item if isinstance(item, dict) else _misshapen(name) for item in found)


def text(within: Tree, name: str) -> str | None:
    """Give a text without the spaces around it; ``None`` where there is none or it is empty."""
    found = within.get(name)
    if found is None:
        return None
    if not isinstance(found, str) or isinstance(found, Number) or len(found) > _LONGEST:
        _misshapen(name)
    return one_line(found, f"field {name}") or None


def texts(within: Tree, name: str) -> tuple[str, ...]:
    """Give the texts of a list; none where there is no list."""
    found = within.get(name, [])
    if not isinstance(found, list):
        _misshapen(name)
    return tuple(said for place, _ in enumerate(found) if (said := text({name: found[place]}, name)) is not None)


def number(within: Tree, name: str) -> Fraction:
    """Give a number of zero or more, exact.

    Raises:
        CellUnreadable: none, a text, below zero, with an exponent, or with more than nine digits on a side.
    """
    found = within.get(name)
    if not isinstance(found, Number) or not _NUMBER.fullmatch(found):
        _misshapen(name)
    return Fraction(found)


def _misshapen(name: str) -> NoReturn:
    msg = f"field {name}"
    raise CellUnreadable(msg, "has another form than FHIR R4 gives it")

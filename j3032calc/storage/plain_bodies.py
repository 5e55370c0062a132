"""The body of an entry as plain values, straight from what is stored.

An export of a large log would spend nine tenths of its time on values that it only writes down again. So nothing is
made of what is stored but the form that ``exports.plain_entry`` defines: each type of record gives, once, what is to be
done with each of its fields, which is nothing for most of them.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from fractions import Fraction
from functools import cache, lru_cache
from operator import itemgetter
from types import UnionType
from typing import TYPE_CHECKING, Any, Final, Union, get_args, get_origin, get_type_hints

from j3032calc.domain.entries import body_type
from j3032calc.domain.people import Account
from j3032calc.domain.problems.log import LogDamaged
from j3032calc.domain.quantities import DosePerWeight, Measured
from j3032calc.wording.writing import exact_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.entries import Kind
    from j3032calc.exports.plain_entry import Plain

    Read = Callable[[Any], Any]

# Never leaves the log: the hash of a PIN, which is short enough to be guessed from it.
_WITHHELD: Final = {(Account, "pin")}
_PER_KG: Final = " per kg"
_OF: Final = " of "


def plain_body(kind: Kind, text: str) -> Plain:
    """Give the body of an entry as plain values.

    Raises:
        LogDamaged: the text is none, or has a field that is not known; nothing of it is in the message.
    """
    try:
        read: Plain = _record(body_type(kind))(json.loads(text))  # type: ignore[arg-type]  # a class can be hashed
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        raise LogDamaged("an entry cannot be read") from None
    return read


@cache
def _record(wanted: type[Any]) -> Read:
    """Give what makes a record of a type: its fields in order, and by default where an older version had none."""
    hints = get_type_hints(wanted)
    withheld = frozenset(name for record, name in _WITHHELD if record is wanted)
    names = [field.name for field in fields(wanted) if field.name not in withheld]
    steps = [(name, step) for name in names if (step := _read(hints[name])) is not None]
    defaults = {field.name: field.default for field in fields(wanted) if field.default is not MISSING}
    # Of one name alone, ``itemgetter`` would give the value and no tuple.
    values_of = itemgetter(*names, names[0])

    def read(stored: dict[str, Any]) -> dict[str, Any]:
        if len(stored) != len(hints):
            stored = defaults | stored
        if not stored.keys() <= hints.keys():
            raise KeyError
        made = dict(zip(names, values_of(stored), strict=False))
        for name, step in steps:
            if made[name] is not None:
                made[name] = step(made[name])
        return made

    return read


def _read(wanted: Any) -> Read | None:  # noqa: ANN401 - a type, or several
    """Give what is to be done with a value of a type; ``None`` where it stays as it is stored."""
    if get_origin(wanted) is tuple:
        item = _read(get_args(wanted)[0])
        return list if item is None else lambda values: [item(value) for value in values]
    if get_origin(wanted) in {Union, UnionType}:
        return next((step for one in get_args(wanted) if (step := _read(one)) is not None), None)
    if wanted is DosePerWeight or (isinstance(wanted, type) and issubclass(wanted, Measured)):
        return _amount
    if wanted is Fraction:
        return _number
    return _record(wanted) if isinstance(wanted, type) and is_dataclass(wanted) else None


@lru_cache(maxsize=4096)
def _amount(stored: str) -> str:
    """Take the drug away from units of a drug, and write a dose per weight."""
    measure, _, _ = stored.partition(_OF)
    return f"{measure.removesuffix(_PER_KG)}/kg" if measure.endswith(_PER_KG) else measure


@lru_cache(maxsize=4096)
def _number(stored: str) -> str:
    number = Fraction(stored)
    try:
        return exact_number(number)
    except ValueError:
        return str(number)

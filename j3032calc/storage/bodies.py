"""A record as JSON text, and back: what an entry of the log carries, exact to the last digit.

cattrs writes and reads the fields; only amounts, fractions and dates need a word of their own. A field that is not
known is refused: a newer program wrote it.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from cattrs import Converter
from cattrs.errors import ForbiddenExtraKeysError

from j3032calc.domain.entries import Body, Kind, body_type
from j3032calc.domain.problems.log import LogDamaged
from j3032calc.domain.quantities import (
    Activity,
    Amount,
    BodyMass,
    DosePerWeight,
    Mass,
    Measured,
    Volume,
)
from j3032calc.wording.writing import exact_number

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_KINDS: tuple[type[Measured], ...] = (Mass, Volume, BodyMass, Activity)
_PER_KG = " per kg"
_OF = " of "
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def write_body(body: object) -> str:
    """Write a record as one line of JSON with sorted keys."""
    return _encode(_converter().unstructure(body))


def read_body(kind: Kind, text: str) -> Body:
    """Read the value that an entry of this kind carries."""
    return read_record(body_type(kind), text)


def read_record(wanted: type[T], text: str) -> T:
    """Read a record of a known type.

    Raises:
        LogDamaged: the text is not one; nothing of it is in the message.
    """
    try:
        return _converter().structure(json.loads(text), wanted)
    except (
        ArithmeticError,
        AttributeError,
        ForbiddenExtraKeysError,
        LookupError,
        RecursionError,
        StopIteration,
        TypeError,
        ValueError,
    ):
        raise LogDamaged("an entry cannot be read") from None


@lru_cache(maxsize=1)
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=False)
    for kind in _KINDS:
        converter.register_unstructure_hook(kind, _write_amount)
    for wanted in (Amount, Mass | Activity, *_KINDS):
        converter.register_structure_hook(wanted, _checked(wanted))
    converter.register_unstructure_hook(DosePerWeight, lambda dose: _write_amount(dose.per_kg, _PER_KG))
    converter.register_structure_hook(Amount | DosePerWeight, _checked(Amount | DosePerWeight))
    for day_or_time in (date, datetime):
        converter.register_unstructure_hook(day_or_time, lambda moment: moment.isoformat())
        converter.register_structure_hook(day_or_time, lambda text, wanted: wanted.fromisoformat(text))
    converter.register_unstructure_hook(Fraction, str)
    converter.register_structure_hook(Fraction, lambda text, _: Fraction(_exactly(text, str)))
    for plain in (str, int, bool):
        converter.register_structure_hook(plain, _exactly)
    return converter


def _exactly(value: T, wanted: type[T]) -> T:
    """Take a plain value as it is: a number is no text, and true is no number. Names of an enumeration are text."""
    if type(value) is wanted:
        return value
    if issubclass(wanted, StrEnum):
        return wanted(str(value))
    raise TypeError


def _write_amount(amount: Measured, per: str = "") -> str:
    # The drug's name stands last: it may hold anything.
    drug = f"{_OF}{amount.drug}" if isinstance(amount, Activity) else ""
    magnitude = amount.magnitude
    return f"{_write_number(magnitude.numerator, magnitude.denominator)} {amount.unit}{per}{drug}"


# By two whole numbers: a fraction takes long over its hash.
@lru_cache(maxsize=4096)
def _write_number(numerator: int, denominator: int) -> str:
    """Write a decimal where that is exact, else a fraction."""
    number = Fraction(numerator, denominator)
    try:
        return exact_number(number)
    except ValueError:
        return str(number)


def _checked(wanted: Any) -> Callable[[str, object], object]:  # noqa: ANN401 - a type or a union
    def read(text: str, _: object) -> object:
        amount = _read_amount(text)
        if not isinstance(amount, wanted):
            raise TypeError
        return amount

    return read


@lru_cache(maxsize=4096)
def _read_amount(text: str) -> Measured | DosePerWeight:
    measure, of, drug = text.partition(_OF)
    number, _, unit = measure.removesuffix(_PER_KG).partition(" ")
    kind = next(kind for kind in _KINDS if unit in kind.units)
    if bool(of) != (kind is Activity):
        raise ValueError
    amount = Activity.of_drug(Fraction(number), drug) if of else kind.of(Fraction(number), unit)
    if not measure.endswith(_PER_KG):
        return amount
    if isinstance(amount, Mass | Activity):
        return DosePerWeight(amount)
    raise TypeError

"""Any record of the log as plain data, ready for JSON.

A record is an object with its fields in order. Amounts are text with their unit, exact, without commas ("0.5 mL"); a
number that has no end in decimals is a fraction ("1/3 mg"); a dose per weight is "3 mg/kg". Money is the text of a
number. Dates and times are ISO, times with their offset. Counts are integers. What is not recorded is null.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Final

from j3032calc.domain.people import Account
from j3032calc.domain.quantities import DosePerWeight, Measured
from j3032calc.wording.writing import exact_number

# Never leaves the log: the hash of a PIN, which is short enough to be guessed from it.
_WITHHELD: Final = frozenset({"pin"})


def record_data(value: object) -> object:
    """Give a record, or any value inside one, as plain data."""
    if isinstance(value, tuple):
        return [record_data(item) for item in value]
    if is_dataclass(value) and not isinstance(value, Measured | DosePerWeight):
        withheld = _WITHHELD if isinstance(value, Account) else frozenset[str]()
        names = [field.name for field in fields(value) if field.name not in withheld]
        return {name: record_data(getattr(value, name)) for name in names}
    return _plain(value)


def _plain(value: object) -> object:
    match value:
        case Measured():
            return amount_text(value)
        case DosePerWeight():
            return f"{amount_text(value.per_kg)}/kg"
        case Fraction():
            return _number(value)
        case date():
            return value.isoformat()
        case Enum():
            return value.value
    return value


def amount_text(amount: Measured) -> str:
    """Write an amount for machines, exact even where it has no end in decimals."""
    return f"{_number(amount.magnitude)} {amount.unit}"


def _number(number: Fraction) -> str:
    try:
        return exact_number(number)
    except ValueError:
        return str(number)

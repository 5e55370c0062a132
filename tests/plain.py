"""Any record as the plain values of an export, slowly and from the record itself, to hold the quick way against."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from j3032calc.domain.people import Account
from j3032calc.domain.quantities import DosePerWeight, Measured
from j3032calc.exports.plain_entry import PlainEntry
from j3032calc.wording.writing import exact_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.entries import Entry


def plain(value: object) -> Any:  # noqa: ANN401 - whatever it is
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, Measured | DosePerWeight):
        names = [field.name for field in fields(value) if (type(value), field.name) != (Account, "pin")]
        return {name: plain(getattr(value, name)) for name in names}
    ways: dict[type, Callable[[Any], object]] = {
        Measured: lambda amount: f"{_number(amount.magnitude)} {amount.unit}",
        DosePerWeight: lambda rate: f"{plain(rate.per_kg)}/kg",
        Fraction: _number,
        date: lambda day: day.isoformat(),
        Enum: lambda choice: choice.value,
    }
    return next((way(value) for kind, way in ways.items() if isinstance(value, kind)), value)


def _number(number: Fraction) -> str:
    try:
        return exact_number(number)
    except ValueError:
        return str(number)


def plain_entry(entry: Entry) -> PlainEntry:
    return PlainEntry(
        sequence=entry.sequence,
        at=entry.at.isoformat(),
        by=entry.by,
        kind=entry.kind,
        subject=entry.subject,
        patient_id=entry.patient_id,
        reason=entry.reason,
        body=plain(entry.body),
        fingerprint=entry.fingerprint,
    )

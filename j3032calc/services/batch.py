"""Many calculations, one JSON object a line, answered one at a time so that memory does not grow."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from math import isfinite
from typing import TYPE_CHECKING, Final, NoReturn

from j3032calc.domain.problems import Problem
from j3032calc.domain.problems.typed import FieldNotText, FieldTwice, FieldUnknown, LineUnreadable
from j3032calc.services.calculation import Typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from j3032calc.domain.calculation import Calculation
    from j3032calc.services.calculation import Calculator

REF: Final = "ref"
_KNOWN: Final = frozenset(field.name for field in fields(Typed))
_LISTS: Final = frozenset({"container", "opened", "closed"})


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """What became of one line: its ``ref`` as it came, and the calculation or why there is none."""

    ref: object
    answer: Calculation | Problem


def answer_lines(calculator: Calculator, lines: Iterable[bytes]) -> Iterator[BatchAnswer]:
    """Answer each line, in order; a line that cannot be used gives its problem and the rest go on."""
    for line in lines:
        ref: object = None
        try:
            entered, twice = _read_object(line)
            ref = entered.pop(REF, None)
            if twice:
                raise FieldTwice(twice[0])
            yield BatchAnswer(ref, calculator.answer(_typed(entered)))
        except Problem as problem:
            yield BatchAnswer(ref, problem)


def _read_object(line: bytes) -> tuple[dict[str, object], list[str]]:
    """Read one JSON object, and which of its fields stand in it twice."""
    twice: list[str] = []

    def keep(pairs: list[tuple[str, object]]) -> dict[str, object]:
        read = dict(pairs)
        if len(read) != len(pairs):
            seen: set[str] = set()
            for name, _ in pairs:
                if name in seen:
                    twice.append(name)
                seen.add(name)
        return read

    try:
        read = json.loads(line, object_pairs_hook=keep, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):
        raise LineUnreadable from None
    if not isinstance(read, dict):
        raise LineUnreadable
    return read, twice


def _refuse(constant: str) -> NoReturn:
    """Refuse NaN and Infinity, which Python reads and JSON does not know.

    Raises:
        ValueError: always.
    """
    raise ValueError(constant)


def _finite(text: str) -> float:
    """Read a number of a ``ref``; no amount is ever a JSON number."""
    number = float(text)
    if not isfinite(number):
        _refuse(text)
    return number


def _typed(entered: dict[str, object]) -> Typed:
    unknown = [name for name in entered if name not in _KNOWN]
    if unknown:
        raise FieldUnknown(unknown[0], tuple(sorted(_KNOWN)))
    return Typed(**{name: _value(name, value) for name, value in entered.items() if value is not None})  # type: ignore[arg-type]


def _value(name: str, value: object) -> object:
    if name == "multi_dose":
        if isinstance(value, bool):
            return value
        raise FieldNotText(name, "true or false, without quotation marks")
    if name in _LISTS:
        texts = [value] if isinstance(value, str) else value
        if isinstance(texts, list) and all(isinstance(text, str) for text in texts):
            return tuple(texts)
        raise FieldNotText(name, "a list of texts in quotation marks")
    if name == "dose_number" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return value
    raise FieldNotText(name, "text in quotation marks")

"""Many calculations, one JSON object a line, answered one at a time so that memory does not grow."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems import FieldNotText, FieldsTogether, FieldUnknown, LineUnreadable, Problem
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
            entered = _read_object(line)
            ref = entered.pop(REF, None)
            yield BatchAnswer(ref, calculator.answer(_typed(entered)))
        except Problem as problem:
            yield BatchAnswer(ref, problem)


def _read_object(line: bytes) -> dict[str, object]:
    try:
        read = json.loads(line, object_pairs_hook=_once_each)
    except (ValueError, RecursionError):
        raise LineUnreadable from None
    if not isinstance(read, dict):
        raise LineUnreadable
    return read


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    read = dict(pairs)
    if len(read) != len(pairs):
        twice = next(name for index, (name, _) in enumerate(pairs) if name in dict(pairs[:index]))
        raise FieldsTogether(twice, twice)
    return read


def _typed(entered: dict[str, object]) -> Typed:
    return Typed(**{name: _value(name, value) for name, value in entered.items() if value is not None})  # type: ignore[arg-type]


def _value(name: str, value: object) -> object:
    if isinstance(value, str) and name in _KNOWN and name not in _LISTS and name != "multi_dose":
        return value
    if name not in _KNOWN:
        raise FieldUnknown(name, tuple(sorted(_KNOWN)))
    if name == "multi_dose" and isinstance(value, bool):
        return value
    if name == "dose_number" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if name in _LISTS:
        texts = [value] if isinstance(value, str) else value
        if isinstance(texts, list) and all(isinstance(text, str) for text in texts):
            return tuple(texts)
    raise FieldNotText(name)

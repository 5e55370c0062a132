"""The containers of a dose as rows to chart: kind by kind, or each for itself, and what was entered for them.

What is entered of a row stands under its number: ``lot1``, ``expiry1``, ``ndc1`` (its NDC is confirmed), ``of1`` (the
NDC that this was entered for) and ``gtin1`` (the code that was scanned).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from j3032calc.services.draft_keys import EACH, YES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from j3032calc.domain.administration import ContainerUsed

_PARTS: Final = ("lot", "expiry", "ndc", "of", "gtin")
_OF_A_ROW: Final = re.compile(rf"(?:{'|'.join(_PARTS)})[0-9]+")


def each_for_itself(kinds: Iterable[ContainerUsed]) -> tuple[ContainerUsed, ...]:
    """Give equal containers one by one."""
    return tuple(replace(kind, count=1) for kind in kinds for _ in range(kind.count))


def together(rows: Iterable[ContainerUsed]) -> tuple[ContainerUsed, ...]:
    """Count containers that stand one after the other and are alike in everything that is charted of them."""
    gathered: list[ContainerUsed] = []
    for row in rows:
        if gathered and replace(gathered[-1], count=row.count) == row:
            gathered[-1] = replace(row, count=gathered[-1].count + row.count)
        else:
            gathered.append(row)
    return tuple(gathered)


def stands(entered: Mapping[str, str], number: int, ndc: str | None) -> bool:
    """Whether what is entered for a row belongs to a container of that NDC; it does not once the product changed."""
    return (entered.get(f"of{number}") or ndc) == ndc


def spread(entered: Mapping[str, str], kinds: Sequence[ContainerUsed]) -> dict[str, str]:
    """Give the entries with each container for itself; what was entered for a kind goes to its first container."""
    if entered.get(EACH) == YES or all(kind.count == 1 for kind in kinds):
        return dict(entered)
    firsts = _first_numbers(kinds)
    return _moved(entered, dict(enumerate(firsts, start=1))) | {EACH: YES}


def gathered(entered: Mapping[str, str], kinds: Sequence[ContainerUsed]) -> dict[str, str]:
    """Give the entries kind by kind; what was entered for the first container of a kind stands for all of them."""
    firsts = _first_numbers(kinds)
    return _moved(entered, {first: kind for kind, first in enumerate(firsts, start=1)}) | {EACH: ""}


def _first_numbers(kinds: Sequence[ContainerUsed]) -> list[int]:
    return [1 + sum(kind.count for kind in kinds[:place]) for place in range(len(kinds))]


def _moved(entered: Mapping[str, str], numbers: Mapping[int, int]) -> dict[str, str]:
    """Give the entries with rows under other numbers; what a row had that goes nowhere is emptied."""
    moved = {name: "" if _OF_A_ROW.fullmatch(name) else text for name, text in entered.items()}
    for before, after in numbers.items():
        moved |= {f"{part}{after}": entered.get(f"{part}{before}", "") for part in _PARTS}
    return moved

"""The rows of how the drug was kept and prepared: what its label limits, recorded or not, and what was charted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.product import ConditionKind, Form
from j3032calc.wording.log_words import FILTERED, KEPT
from j3032calc.wording.paper import or_missing
from j3032calc.wording.writing import write_minutes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from j3032calc.documents.amendments import Row
    from j3032calc.domain.administration import Administration
    from j3032calc.domain.product import Product

NOTHING: Final[frozenset[ConditionKind]] = frozenset()


def preparation_rows(dose: Administration, product: Product | None) -> list[Row]:
    """Give what the product has a limit for and what was charted; no row where neither has anything to say.

    Args:
        dose: the dose as it was signed.
        product: the product as the catalogue has it today, ``None`` for a drug that it does not have.
    """
    opened = ((Form.named(one.form), one.content) for one in dose.containers)
    asked = NOTHING if product is None else product.asks_about(opened)
    texts = _charted(dose)
    return [(KEPT[kind], or_missing(text)) for kind, text in texts.items() if kind in asked or text is not None]


def _charted(dose: Administration) -> Mapping[ConditionKind, str | None]:
    made = dose.preparation
    return {
        ConditionKind.OUT_OF_REFRIGERATOR: _of_containers([(one.lot, one.minutes_out) for one in dose.containers]),
        ConditionKind.OUT_OF_CARTON: _of_containers([(one.lot, one.minutes_opened) for one in dose.containers]),
        ConditionKind.WARM_UP: None if made is None else _time(made.minutes_warmed),
        ConditionKind.AFTER_MIXING: None if made is None else _time(made.minutes_since_mixing),
        ConditionKind.FILTER: None if made is None or made.has_filter is None else FILTERED[made.has_filter],
    }


def _of_containers(minutes: Sequence[tuple[str | None, int | None]]) -> str | None:
    """Write a time once where all containers have the same, else beside each lot."""
    times = {one for _, one in minutes}
    if len(times) == 1:
        return _time(times.pop())
    return ", ".join(dict.fromkeys(f"{or_missing(_time(one))} (lot {or_missing(lot)})" for lot, one in minutes))


def _time(minutes: int | None) -> str | None:
    return None if minutes is None else write_minutes(minutes)

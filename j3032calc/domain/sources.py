"""Where the catalogue's facts come from, and which of those sources nobody has opened for too long."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Final

from j3032calc.domain.product import Citation
from j3032calc.domain.schedule import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from j3032calc.domain.catalogue import Catalogue

# CMS publishes codes, prices and edits by the quarter.
GOOD_FOR: Final = Interval(months=3)


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it was read on one day, and the products, payers and codes whose facts stand on it."""

    title: str
    checked: date
    about: tuple[str, ...]

    @property
    def good_until(self) -> date:
        """The last day on which nobody needs to open the source again."""
        return GOOD_FOR.after(self.checked)

    def is_stale(self, today: date) -> bool:
        """Say whether the source was last opened more than three months ago."""
        return today > self.good_until


def sources_of(catalogue: Catalogue) -> tuple[Source, ...]:
    """Give every source of a catalogue, the one that was opened longest ago first."""
    about: dict[tuple[date, str], dict[str, None]] = {}
    for name, fact in _facts(catalogue):
        for cited in _citations(fact):
            about.setdefault((cited.checked, cited.title), {})[name] = None
    return tuple(Source(title, checked, tuple(names)) for (checked, title), names in sorted(about.items()))


def _facts(catalogue: Catalogue) -> Iterator[tuple[str, object]]:
    for product in catalogue.products:
        yield product.brand, product
    for payer in catalogue.payers:
        yield payer.name, payer
    for code in catalogue.codes:
        yield code.hcpcs, code


def _citations(fact: object) -> Iterator[Citation]:
    """Give every citation in a fact, however deep it stands."""
    if isinstance(fact, Citation):
        yield fact
    elif isinstance(fact, tuple):
        for part in fact:
            yield from _citations(part)
    elif is_dataclass(fact):
        for field in fields(fact):
            yield from _citations(getattr(fact, field.name))

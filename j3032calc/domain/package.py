"""One package in the hand: what its NDC and its barcode say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.ndc import Ndc
    from j3032calc.domain.product import Presentation, Product


@dataclass(frozen=True, slots=True)
class Identified:
    """A package: its NDC, the catalogue's product if it has it, and what only a scan tells (else ``None``)."""

    ndc: Ndc
    product: Product | None
    presentation: Presentation | None
    gtin: str | None = None
    lot: str | None = None
    expiry: date | None = None
    serial: str | None = None

"""What the window asks of the app that opened it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from j3032calc.domain.calculation import Calculation
    from j3032calc.services.calculation import Calculator
    from j3032calc.services.ports import Clock


class Desk(Protocol):
    """The app as the window sees it; loading may take a while, so it is asked in the background."""

    @property
    def clock(self) -> Clock:
        """The workstation's clock."""

    @property
    def fonts(self) -> tuple[bytes, ...]:
        """The fonts to show text in, of one family."""

    @property
    def calculator(self) -> Calculator:
        """The calculation service with its catalogue, loaded when first asked for."""

    def save_calculation_sheet(self, calculation: Calculation, path: str) -> None:
        """Write the calculation sheet as a PDF; raises a ``Problem`` when it cannot be made or written."""

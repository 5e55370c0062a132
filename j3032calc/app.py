"""The only place that knows everyone: builds clock, catalogue, services and renderer, and opens the window."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.services.calculation import Calculator
    from j3032calc.services.ports import Renderer
    from j3032calc.storage.clock import SystemClock


class App:
    """One running program. Everything is built when it is first asked for, so that a start pays only for its use."""

    @cached_property
    def clock(self) -> SystemClock:
        """The workstation's clock."""
        from j3032calc.storage.clock import SystemClock

        return SystemClock()

    @cached_property
    def fonts(self) -> tuple[bytes, ...]:
        """The shipped fonts, so that window and paper look and measure the same on every system."""
        from j3032calc.storage.resources import resource

        return tuple(resource(f"fonts/Inter-{weight}.otf").read_bytes() for weight in ("Regular", "SemiBold", "Bold"))

    @cached_property
    def catalogue(self) -> Catalogue:
        """The shipped catalogue; raises ``CatalogueInvalid`` when a file of it cannot be trusted."""
        from j3032calc.storage.catalogue import load_catalogue

        return load_catalogue()

    @cached_property
    def calculator(self) -> Calculator:
        """The calculation service."""
        from j3032calc.services.calculation import Calculator

        return Calculator(self.catalogue, self.clock)

    @cached_property
    def renderer(self) -> Renderer:
        """The maker of pages."""
        from j3032calc.rendering.pages import TypstRenderer
        from j3032calc.storage.resources import resource

        return TypstRenderer(resource())

    def save_calculation_sheet(self, calculation: Calculation, path: str) -> None:
        """Write the calculation sheet as a PDF.

        Raises:
            DocumentFailed: the page could not be made.
            FileUnreadable: the file could not be written.
        """
        from j3032calc import __version__
        from j3032calc.documents.calculation_sheet import TEMPLATE, calculation_sheet
        from j3032calc.storage.files import write_whole

        sheet = calculation_sheet(
            calculation, edition=self.catalogue.edition, version=__version__, made=self.clock.now()
        )
        write_whole(path, self.renderer.pdf(TEMPLATE, sheet))

    def read_lines(self, name: str) -> list[str]:
        """Read a text file that a person named."""
        from j3032calc.storage.files import read_text_lines

        return read_text_lines(name)

    def stream_lines(self, name: str) -> Iterator[bytes]:
        """Read a file, or standard input for ``-``, line by line."""
        from j3032calc.storage.files import stream_lines

        return stream_lines(name)

    def open_window(self, arguments: list[str]) -> int:
        """Open the window and give the exit code when it closes."""
        from j3032calc.ui.main_window import run

        return run(self, arguments)

"""Paper that cannot be printed."""

from __future__ import annotations

from dataclasses import dataclass

from j3032calc.domain.problems import Problem


@dataclass(eq=False)
class PrintingOff(Problem):
    """Nothing on this computer prints: its print system is stopped or not there."""


@dataclass(eq=False)
class NoPrinter(Problem):
    """The print system works, and no printer is set up in it."""


@dataclass(eq=False)
class PrinterNotChosen(Problem):
    """There are several printers, and nobody said yet which one this kind of document goes to."""


@dataclass(eq=False)
class PrinterGone(Problem):
    """A printer that was chosen and is no longer there; nothing goes to another one by itself."""

    name: str


@dataclass(eq=False)
class PrinterPaused(Problem):
    """A printer that prints nothing now; a page that is sent to it would wait on the disk."""

    name: str


@dataclass(eq=False)
class PrinterRefused(Problem):
    """A printer that did not take the pages."""

    name: str


@dataclass(eq=False)
class LogoTooLarge(Problem):
    """A logo that would make every entry of the site's heading heavy; sizes in bytes."""

    size: int
    most: int

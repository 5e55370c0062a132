"""What was scanned, and does not fit what it was scanned for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from j3032calc.domain.problems import Problem

if TYPE_CHECKING:
    from datetime import date


@dataclass(eq=False)
class OtherDrugScanned(Problem):
    """A package of another drug than the one that is ordered or entered; both are whole names."""

    scanned: str
    wanted: str


@dataclass(eq=False)
class ExpiredScanned(Problem):
    """A package that had expired on the day given."""

    scanned: str
    expiry: date


@dataclass(eq=False)
class DoseNotAnswered(Problem):
    """A package scanned for a dose that says nothing yet about the containers to open."""


@dataclass(eq=False)
class NotAmongOpened(Problem):
    """A package of the right drug that is none of those to open."""

    ndc: str


@dataclass(eq=False)
class AllScanned(Problem):
    """One more package than the dose opens."""

    ndc: str


@dataclass(eq=False)
class ScannedTwice(Problem):
    """A package whose serial number was scanned for this dose before."""

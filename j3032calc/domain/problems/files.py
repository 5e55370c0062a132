"""Files and pages that cannot be read or made."""

from __future__ import annotations

from dataclasses import dataclass

from j3032calc.domain.problems import Problem


@dataclass(eq=False)
class FileUnreadable(Problem):
    """A file that cannot be read or written."""

    name: str
    reason: str


@dataclass(eq=False)
class DocumentFailed(Problem):
    """A document template that could not be turned into a page."""

    template: str
    reason: str


@dataclass(eq=False)
class ExportUnencrypted(Problem):
    """An export leaves the encrypted store; a person must say that they know."""


@dataclass(eq=False)
class RecordsNotDue(Problem):
    """A calendar of chosen records: it has due dates, and those are of a patient."""

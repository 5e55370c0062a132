"""From what was typed into the form of an export to which part of the log is wanted; each refusal names its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.domain.exporting import LogFilter
from j3032calc.services.entering import optional
from j3032calc.wording.reading import read_date

if TYPE_CHECKING:
    from collections.abc import Mapping


def entered_days(entries: Mapping[str, str]) -> LogFilter:
    """Read the first and the last day, which may be empty or not be asked.

    Raises:
        EntryRefused: one of them is no day.
    """
    first, last = (optional({name: "", **entries}, name, read_date) for name in ("first", "last"))
    return LogFilter(first=first, last=last)

"""What of the log a person wants to take out, and in which form."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from j3032calc.domain.record import record


class ExportFormat(StrEnum):
    """The forms in which the log leaves."""

    CSV = "csv"
    JSONL = "jsonl"
    FHIR = "fhir"
    ICS = "ics"
    X12_837P = "837p"

    @property
    def is_whole(self) -> bool:
        """Whether the text is made as a whole, and not line by line."""
        return self not in {ExportFormat.CSV, ExportFormat.JSONL}


@record
class LogFilter:
    """Which part of the log; ``None`` leaves nothing out. Both days are included.

    ``doses`` are the ids of the administrations that are wanted, all of them where it is empty. ``has_names`` puts the
    names of patients where they are left out otherwise.
    """

    patient_id: str | None = None
    first: date | None = None
    last: date | None = None
    doses: tuple[str, ...] = ()
    has_names: bool = False

    def has_day(self, day: date) -> bool:
        """Say whether a day is among those wanted."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def has_dose(self, dose_id: str) -> bool:
        """Say whether a dose is among those wanted, whatever its day."""
        return not self.doses or dose_id in self.doses

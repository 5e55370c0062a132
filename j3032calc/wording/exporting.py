"""What a person is told about an export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.exporting import ExportFormat
from j3032calc.wording.leaving import (
    ASSUMED_BY_837P,
    ASSUMED_BY_FHIR,
    LEFT_OUT_OF_837P,
    LEFT_OUT_OF_FHIR,
    LEFT_OUT_OF_ICALENDAR,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

# Said before every export, and by whoever asks for one without having been told.
NOT_ENCRYPTED: Final = (
    "This export is not encrypted: whoever gets the file can read the patients in it. "
    "Keep it where only the right people come, and delete it when it has served."
)

LEFT_OUT_OF_CSV: Final = (
    "every entry but doses, that is orders, charges, authorizations, accounts, sign-ins and the rest of the log; "
    "of a dose its findings, its working and the observation afterwards"
)
LEFT_OUT_OF_JSONL: Final = "the hashes of PINs, administrations under way, and the seals of the entries"
LEFT_OUT: Final[Mapping[ExportFormat, str]] = {
    ExportFormat.CSV: LEFT_OUT_OF_CSV,
    ExportFormat.JSONL: LEFT_OUT_OF_JSONL,
    ExportFormat.FHIR: LEFT_OUT_OF_FHIR,
    ExportFormat.ICS: LEFT_OUT_OF_ICALENDAR,
    ExportFormat.X12_837P: LEFT_OUT_OF_837P,
}
_ASSUMED: Final[Mapping[ExportFormat, str]] = {
    ExportFormat.FHIR: ASSUMED_BY_FHIR,
    ExportFormat.X12_837P: ASSUMED_BY_837P,
}
_COUNTED: Final[Mapping[ExportFormat, tuple[str, str]]] = {
    ExportFormat.CSV: ("version of a dose", "versions of doses"),
    ExportFormat.JSONL: ("entry", "entries"),
    ExportFormat.FHIR: ("dose", "doses"),
    ExportFormat.ICS: ("due date", "due dates"),
    ExportFormat.X12_837P: ("claim", "claims"),
}


def exported(form: ExportFormat, count: int) -> str:
    """Say how much an export holds, what it does not, and what it takes for granted."""
    one, many = _COUNTED[form]
    assumed = f" Assumed: {_ASSUMED[form]}." if form in _ASSUMED else ""
    return f"{count:,} {one if count == 1 else many} exported. Left out: {LEFT_OUT[form]}.{assumed}"

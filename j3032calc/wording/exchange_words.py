"""What exports, imports and the comparison with CMS say of the log and of files, for the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.domain.exporting import ExportFormat
from j3032calc.wording.answers import file_and_catalogue
from j3032calc.wording.exchange_labels import EXPORT_NAME, EXPORT_SUFFIXES
from j3032calc.wording.importing import row_sentence
from j3032calc.wording.log_words import NOT_RECORDED
from j3032calc.wording.problems import printable, sentence
from j3032calc.wording.writing import count_of, write_date

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.administration import Administration
    from j3032calc.domain.claim_file import ClaimCandidate
    from j3032calc.domain.crosswalk import CrosswalkReport
    from j3032calc.domain.importing import RowFate
    from j3032calc.domain.patient import Patient

_WHAT = {ExportFormat.X12_837P: "claims", ExportFormat.ICS: "due-dates"}


def progress_sentence(done: int, of: int) -> str:
    """Say how far it is."""
    return f"{done:,} of {of:,}."


# --- Import ----------------------------------------------------------------------------------------------------------


def fate_cells(row: RowFate) -> tuple[str, str, str]:
    """Give a row's place, whose it is, and what becomes of it."""
    return f"{row.place:,}", NOT_RECORDED if row.who is None else _person(row.who), row_sentence(row)


def rows_sentence(first: int, last: int, of: int) -> str:
    """Say which rows are shown."""
    return f"Rows {first:,} to {last:,} of {of:,} are shown." if of else "There are no such rows."


def _person(patient: Patient) -> str:
    return printable(f"{patient.family.upper()}, {patient.given}, born {write_date(patient.born)}")


# --- Export ----------------------------------------------------------------------------------------------------------


def export_name(form: ExportFormat, day: date, *, is_of_patient: bool) -> str:
    """Propose a file name, with nothing of a patient in it."""
    what = _WHAT.get(form, "patient" if is_of_patient else "log")
    return EXPORT_NAME.format(what=what, day=day.isoformat(), suffix=EXPORT_SUFFIXES[form.value])


def record_named(text: str, dose: Administration) -> str:
    """Say which record is meant."""
    return text.format(day=write_date(dose.given_on), drug=printable(dose.drug.name))


def claim_line_of(candidate: ClaimCandidate) -> str:
    """Give one claim that can be written, in a line."""
    dose = candidate.chargeable.dose
    day, who = write_date(dose.given_on), _person(candidate.chargeable.patient)
    return f"{day}: {who}, {printable(dose.drug.name)}"


def claim_cells(candidate: ClaimCandidate) -> tuple[str, str, str, str]:
    """Give one dose that cannot be claimed yet, and why."""
    dose = candidate.chargeable.dose
    why = "" if candidate.problem is None else sentence(candidate.problem)
    return write_date(dose.given_on), _person(candidate.chargeable.patient), printable(dose.drug.name), why


# --- The comparison with CMS -----------------------------------------------------------------------------------------


def crosswalk_summary(name: str, report: CrosswalkReport) -> str:
    """Say how much of a CMS file agrees with the catalogue."""
    agreed = len(report.agreed)
    said = f"{printable(name)}: {count_of(agreed, 'package')} agree{'s' if agreed == 1 else ''}, "
    said += f"{count_of(len(report.differences), 'difference')}."
    if report.unreadable_rows:
        said += f" {count_of(report.unreadable_rows, 'row')} could not be read."
    return said


def crosswalk_rows(report: CrosswalkReport) -> list[tuple[str, str, str, str, str]]:
    """Give what differs, then what only one of them has, then what agrees: product, NDC, what, file, catalogue."""
    differ = [
        (one.product.name, str(one.presentation.ndc), one.field, *file_and_catalogue(one)) for one in report.differences
    ]
    unknown = [
        (printable(row.drug), str(row.ndc), "package", printable(row.hcpcs), "not there")
        for row in report.not_in_catalogue
    ]
    missing = [
        (product.name, str(item.ndc), "package", "not there", product.code.hcpcs)
        for product, item in report.not_in_file
    ]
    agree = [
        (product.name, str(item.ndc), "all of it", product.code.hcpcs, product.code.hcpcs)
        for product, item in report.agreed
    ]
    return [*differ, *unknown, *missing, *agree]

"""What exports, imports and the comparison with CMS say in the window."""

from __future__ import annotations

from datetime import date

import pytest

from j3032calc.domain.claim import Chargeable
from j3032calc.domain.claim_file import ClaimCandidate
from j3032calc.domain.crosswalk import CrosswalkReport, CrosswalkRow, Difference
from j3032calc.domain.exporting import ExportFormat
from j3032calc.domain.importing import Fate, RowFate
from j3032calc.domain.ndc import Ndc
from j3032calc.domain.problems.claim import ClaimStopped
from j3032calc.wording import exchange_words as words
from tests.invented_log import dose, patient
from tests.unit.services.small_catalogue import CATALOGUE

DAY = date(2026, 11, 23)
CINQAIR = CATALOGUE.product("cinqair")
VIAL = CINQAIR.presentations[0]


def test_progress_is_how_much_of_how_much() -> None:
    assert words.progress_sentence(1000, 12345) == "1,000 of 12,345."


def test_a_row_is_its_place_its_patient_and_its_fate() -> None:
    row = RowFate(place=1234, patient=Fate.ADDED, who=patient(given="Zoë\n"))

    assert words.fate_cells(row) == (
        "1,234",
        "QUILLFEATHER, Zoë , born 08-Jul-1961",
        "Row 1234: the patient is added.",
    )
    assert words.fate_cells(RowFate(place=2, patient=Fate.LEFT_OUT)) == ("2", "Not recorded", "Row 2 is left out.")


def test_the_rows_that_are_shown_are_said() -> None:
    assert words.rows_sentence(51, 60, 1060) == "Rows 51 to 60 of 1,060 are shown."
    assert words.rows_sentence(1, 0, 0) == "There are no such rows."


@pytest.mark.parametrize(
    ("form", "of_log", "of_patient"),
    [
        (ExportFormat.CSV, "log-2026-11-23.csv", "patient-2026-11-23.csv"),
        (ExportFormat.JSONL, "log-2026-11-23.jsonl", "patient-2026-11-23.jsonl"),
        (ExportFormat.FHIR, "log-2026-11-23.fhir.json", "patient-2026-11-23.fhir.json"),
        (ExportFormat.X12_837P, "claims-2026-11-23.837", "claims-2026-11-23.837"),
        (ExportFormat.ICS, "due-dates-2026-11-23.ics", "due-dates-2026-11-23.ics"),
    ],
)
def test_a_file_name_has_nothing_of_a_patient(form: ExportFormat, of_log: str, of_patient: str) -> None:
    assert words.export_name(form, DAY, is_of_patient=False) == of_log
    assert words.export_name(form, DAY, is_of_patient=True) == of_patient


def test_a_claim_is_a_line_or_says_why_it_is_none() -> None:
    chargeable = Chargeable(dose=dose(), patient=patient(), order=None, charges=())

    assert words.claim_line_of(ClaimCandidate(chargeable, None)) == (
        "23-Nov-2026: QUILLFEATHER, Zéphyrine, born 08-Jul-1961, reslizumab (Cinqair)"
    )
    assert words.claim_cells(ClaimCandidate(chargeable, None))[3] == ""
    assert words.claim_cells(ClaimCandidate(chargeable, ClaimStopped(("R-08",)))) == (
        "23-Nov-2026",
        "QUILLFEATHER, Zéphyrine, born 08-Jul-1961",
        "reslizumab (Cinqair)",
        "The claim is stopped by R-08. Settle the finding, or ask a lead to override it with a reason.",
    )


def test_a_record_is_named_by_its_day_and_drug() -> None:
    assert words.record_named("Of {day}: {drug}", dose()) == "Of 23-Nov-2026: reslizumab (Cinqair)"


def test_a_comparison_shows_first_what_differs_and_last_what_agrees() -> None:
    theirs = CrosswalkRow("J2786", Ndc.read("99999-9999-99"), "Other\x07", None, "1")
    report = CrosswalkReport(
        agreed=((CINQAIR, VIAL),),
        differences=(Difference(CINQAIR, VIAL, "code", "J9999", "J2786"),),
        not_in_file=((CINQAIR, VIAL),),
        not_in_catalogue=(theirs,),
        unreadable_rows=2,
    )

    assert words.crosswalk_summary("a\nb.csv", report) == (
        "a b.csv: 1 package agrees, 1 difference. 2 rows could not be read."
    )
    name, ndc = CINQAIR.name, str(VIAL.ndc)
    assert words.crosswalk_rows(report) == [
        (name, ndc, "code", "J9999", "J2786"),
        ("Other ", "99999-9999-99", "package", "J2786", "not there"),
        (name, ndc, "package", "not there", "J2786"),
        (name, ndc, "all of it", "J2786", "J2786"),
    ]


def test_a_comparison_without_a_difference_counts_what_agrees() -> None:
    report = CrosswalkReport(((CINQAIR, VIAL), (CINQAIR, VIAL)), (), (), (), 0)

    assert words.crosswalk_summary("x.csv", report) == "x.csv: 2 packages agree, 0 differences."

"""An import says what becomes of each row and of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.importing import Fate, Preview, RowFate
from j3032calc.domain.problems.importing import RowTwice
from j3032calc.wording.importing import copied, import_text, imported_sentence, preview_sentence, row_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

ADDED = RowFate(place=2, patient=Fate.ADDED, item=Fate.ADDED)
REFUSED = RowFate(place=3, patient=Fate.REFUSED, problem=RowTwice())


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ADDED, "Row 2: the patient is added. What was given or ordered is added."),
        (RowFate(place=2, patient=Fate.KNOWN), "Row 2: the patient is in the log already."),
        (
            RowFate(place=2, patient=Fate.ABOVE, item=Fate.KNOWN),
            "Row 2: the patient stands further up in the file. What was given or ordered is in the log already.",
        ),
        (RowFate(place=2, patient=Fate.LEFT_OUT), "Row 2 is left out."),
        (
            REFUSED,
            (
                "Row 3 cannot be used. This stands in the file twice. "
                "Keep one of them; chart a second dose of one day by hand."
            ),
        ),
    ],
)
def test_a_row_says_what_becomes_of_it(row: RowFate, said: str) -> None:
    assert row_sentence(row) == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((ADDED,), "1 patient and 1 dose or order would be added."),
        ((ADDED, ADDED), "2 patients and 2 doses or orders would be added."),
        (
            (REFUSED,),
            (
                "0 patients and 0 doses or orders would be added. 1 row cannot be used. "
                "Nothing is imported while a row cannot be used."
            ),
        ),
    ],
)
def test_the_whole_says_what_would_be_added_and_what_cannot_be_used(rows: tuple[RowFate, ...], said: str) -> None:
    assert preview_sentence(Preview(rows)) == said


def test_a_copy_says_from_which_file_and_row_and_who_gave_the_dose() -> None:
    assert copied("old\nlog.csv", 7, "Nora Field, RN") == (
        "Copied from old log.csv, row 7. It says that Nora Field, RN gave the dose."
    )
    assert copied("old.csv", 7, None) == "Copied from old.csv, row 7."


def test_what_was_imported_says_that_doses_are_late_entries() -> None:
    assert imported_sentence(Preview((ADDED,))) == (
        "1 patient and 1 dose or order were added. Doses are marked as late entries, copied by you."
    )
    assert imported_sentence(Preview((RowFate(place=2, patient=Fate.ADDED),))) == (
        "1 patient and 0 doses or orders were added."
    )


@pytest.mark.parametrize(("is_done", "said"), [(True, imported_sentence), (False, preview_sentence)])
def test_an_import_is_told_row_by_row_and_then_as_a_whole(said: Callable[[Preview], str], *, is_done: bool) -> None:
    whole = Preview((ADDED, ADDED))

    assert import_text(whole, is_done=is_done) == f"{row_sentence(ADDED)}\n{row_sentence(ADDED)}\n{said(whole)}"

"""What an import says: the fate of each row, the whole of it, and the mark on what was copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.importing import Fate
from j3032calc.wording.problems import printable, sentence
from j3032calc.wording.writing import count_of

if TYPE_CHECKING:
    from j3032calc.domain.importing import Preview, RowFate

_ENDS: Final = "Nothing is imported while a row cannot be used."


def copied(name: str, place: int, given_by: str | None) -> str:
    """Give the reason of a late entry that was copied: from which file and row, and who gave the dose by it."""
    by = f" It says that {given_by} gave the dose." if given_by else ""
    return f"Copied from {printable(name)}, row {place}.{by}"


def row_sentence(row: RowFate) -> str:
    """Say what becomes of one row."""
    if row.problem is not None:
        return f"Row {row.place} cannot be used. {sentence(row.problem)}"
    if row.patient is Fate.LEFT_OUT:
        return f"Row {row.place} is left out."
    item = "" if row.item is None else f" What was given or ordered {row.item}."
    return f"Row {row.place}: the patient {row.patient}.{item}"


def preview_sentence(preview: Preview) -> str:
    """Say what the whole import does."""
    items = f"{preview.items:,} {'dose or order' if preview.items == 1 else 'doses or orders'}"
    added = f"{count_of(preview.patients, 'patient')} and {items} would be added."
    refused = len(preview.refused)
    return f"{added} {count_of(refused, 'row')} cannot be used. {_ENDS}" if refused else added


def imported_sentence(done: Preview) -> str:
    """Say what was imported."""
    items = f"{done.items:,} {'dose or order' if done.items == 1 else 'doses or orders'}"
    late = " Doses are marked as late entries, copied by you." if done.items else ""
    return f"{count_of(done.patients, 'patient')} and {items} were added.{late}"


def import_text(done: Preview, *, is_done: bool) -> str:
    """Give the fate of each row, and then what the whole import does or did."""
    whole = imported_sentence(done) if is_done else preview_sentence(done)
    return "\n".join((*map(row_sentence, done.rows), whole))

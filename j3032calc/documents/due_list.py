"""The due list: who is overdue, due and coming up. It shows several patients, so it has no patient's banner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from j3032calc.documents.paper import Sheet
from j3032calc.wording.log_words import NOT_RECORDED
from j3032calc.wording.paper import write_born, write_name
from j3032calc.wording.writing import count_of, write_date, write_weekday

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from j3032calc.documents.paper import Printing
    from j3032calc.domain.entries import DueDose

TEMPLATE: Final = "due_list"
TITLE: Final = "Due list"
COLUMNS: Final = ("Due", "State", "Patient", "Identifier", "Drug", "Payer pays from", "Last dose", "Done")


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePages:
    """The doses around a day, earliest first.

    ``drug_names`` gives the name of each drug's key. ``is_cut`` says that more are due than stand here.
    """

    doses: tuple[DueDose, ...]
    drug_names: Mapping[str, str]
    today: date
    is_cut: bool
    printing: Printing


def due_list(pages: DuePages) -> dict[str, object]:
    """Give the data of the due list; every value is text, as it stands on paper."""
    span = f"{count_of(len(pages.doses), 'dose')} overdue, due or coming up, as of {write_weekday(pages.today)}"
    return Sheet(title=TITLE, printing=pages.printing, reference=TITLE).data(
        span=span,
        columns=list(COLUMNS),
        rows=[_row(pages, dose) for dose in pages.doses],
        cut="More doses are overdue or due than fit on this list. The Today page counts them." if pages.is_cut else "",
    )


def _row(pages: DuePages, dose: DueDose) -> list[str]:
    patient = dose.patient
    earliest, given = dose.payer_earliest, dose.given_on
    return [
        write_weekday(dose.due),
        _how_due(dose.due, pages.today),
        f"{write_name(patient)}\n{write_born(patient.born, pages.today)}",
        patient.identifier,
        pages.drug_names.get(dose.drug_key, dose.drug_key),
        NOT_RECORDED if earliest is None else write_date(earliest),
        "First dose" if given is None else write_date(given),
        "",
    ]


def _how_due(due: date, today: date) -> str:
    days = (due - today).days
    if days == 0:
        return "Due today"
    return f"In {count_of(days, 'day')}" if days > 0 else f"Overdue by {count_of(-days, 'day')}"

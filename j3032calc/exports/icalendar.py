"""Due dates as an iCalendar file (RFC 5545): one all-day event for each, without the patient's name unless chosen.

What it leaves out: ``wording.leaving``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc import __version__
from j3032calc.wording.writing import write_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from icalendar import Event

    from j3032calc.domain.entries import DueDose


def calendar(due: Sequence[DueDose], drugs: Mapping[str, str], made: datetime, *, with_names: bool = False) -> str:
    """Give the text of a calendar.

    Args:
        due: the due list.
        drugs: the name of each drug by its key; a key that is not here stands for itself.
        made: when the file is made.
        with_names: whether each event names its patient.
    """
    # Eighty milliseconds that no start of the window should pay.
    from icalendar import Calendar

    made_by = f"-//J3032 Calculator//{__version__}//EN"
    written = Calendar()
    written.add("prodid", made_by)
    written.add("version", "2.0")
    for dose in due:
        written.add_component(_event(dose, drugs.get(dose.drug_key, dose.drug_key), made, with_names=with_names))
    return str(written.to_ical(), "utf-8")


def _event(dose: DueDose, drug: str, made: datetime, *, with_names: bool) -> Event:
    from icalendar import Event

    event = Event()
    patient = dose.patient
    who = f"{patient.family}, {patient.given}" if with_names else f"patient {patient.id}"
    event.add("uid", _plain(f"{patient.id}.{dose.drug_key}.{dose.due.isoformat()}@j3032calc.invalid"))
    event.add("dtstamp", made)
    event.add("dtstart", dose.due)
    event.add("summary", _plain(f"{drug} due: {who}"))
    event.add("transp", "TRANSPARENT")
    if dose.payer_earliest is not None:
        event.add("description", f"The payer pays from {write_date(dose.payer_earliest)}.")
    return event


def _plain(text: str) -> str:
    """Give a text without control characters, which a calendar cannot hold."""
    return "".join(character if character.isprintable() else " " for character in text)

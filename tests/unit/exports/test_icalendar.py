"""The calendar of due dates, read back by a second library."""

from __future__ import annotations

from datetime import date, datetime

import icalendar
import pytest
import vobject

from j3032calc.domain.entries import DueDose
from j3032calc.exports.icalendar import calendar
from tests.exchanged import NOW, patient

DRUGS = {"cinqair": "reslizumab (Cinqair)"}


def due(day: date = date(2026, 12, 21), **changed: object) -> DueDose:
    fields: dict[str, object] = {
        "patient": patient(),
        "drug_key": "cinqair",
        "order_id": "o1",
        "due": day,
        "payer_earliest": date(2026, 12, 22),
    }
    return DueDose(**(fields | changed))  # type: ignore[arg-type]


def test_a_second_library_reads_day_drug_and_payers_day() -> None:
    event = vobject.readOne(calendar([due()], DRUGS, NOW)).vevent

    assert event.dtstart.value == date(2026, 12, 21)
    assert not isinstance(event.dtstart.value, datetime)
    assert event.summary.value == "reslizumab (Cinqair) due: patient pat_AAAAAAAAAAAAAAAAA1"
    assert event.description.value == "The payer pays from 22-Dec-2026."
    assert event.dtstamp.value == NOW


def test_no_name_and_no_record_number_unless_chosen() -> None:
    text = calendar([due()], DRUGS, NOW)

    assert not any(word in text for word in ("Quillfeather", "phyrine", "MRN", "1961"))


def test_names_stand_there_when_chosen() -> None:
    event = vobject.readOne(calendar([due()], DRUGS, NOW, with_names=True)).vevent

    assert event.summary.value == "reslizumab (Cinqair) due: Quillfeather, Zéphyrine"


@pytest.mark.parametrize("name", ["O;ne, two\\three", "BEGIN:VEVENT\r\nX", "A" * 300, "ñ" * 80, "\x00x"])
def test_any_name_is_read_back_and_starts_no_event(name: str) -> None:
    text = calendar([due(patient=patient(family=name))], DRUGS, NOW, with_names=True)
    events = list(vobject.readOne(text).vevent_list)
    shown = "".join(character if character.isprintable() else " " for character in name)

    assert [event.summary.value for event in events] == [f"reslizumab (Cinqair) due: {shown}, Zéphyrine"]
    assert all(len(line.encode()) <= 75 for line in text.splitlines())
    assert len(icalendar.Calendar.from_ical(text).walk("VEVENT")) == 1


def test_a_typed_drug_stands_for_itself_and_no_payer_says_nothing() -> None:
    event = vobject.readOne(calendar([due(drug_key="invented", payer_earliest=None)], DRUGS, NOW)).vevent

    assert event.summary.value.startswith("invented due:")
    assert "description" not in event.contents


def test_every_event_has_a_name_of_its_own() -> None:
    doses = [due(), due(date(2027, 1, 18)), due(drug_key="xolair"), due(patient=patient(id="p2"))]
    events = vobject.readOne(calendar(doses, DRUGS, NOW)).vevent_list

    assert len({event.uid.value for event in events}) == 4


def test_an_empty_list_gives_an_empty_calendar() -> None:
    assert icalendar.Calendar.from_ical(calendar([], DRUGS, NOW)).walk("VEVENT") == []

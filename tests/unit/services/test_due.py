"""Who is due on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.problems.people import NotAllowed
from j3032calc.services import due as due_list
from tests.clinic import ADA, ADAS_PASSWORD
from tests.invented import TODAY

if TYPE_CHECKING:
    from j3032calc.services.due import DueGroup, DueList
    from tests.unit.services.ward import Ward


def expect(ward: Ward, **days: int) -> None:
    """Order a first dose for a patient each, so many days after today."""
    for name, after in days.items():
        patient = ward.admit(family=name, identifier=name)
        day = TODAY + timedelta(days=after)
        ward.prescribe(patient, ordered_on=min(day, TODAY), starts_on=day)


def names(group: DueGroup) -> list[str]:
    return [dose.patient.family for dose in group.doses]


def groups(found: DueList) -> tuple[list[str], list[str], list[str]]:
    return names(found.overdue), names(found.due), names(found.coming)


def test_a_dose_is_overdue_due_or_coming_up(ward: Ward) -> None:
    expect(ward, late=-1, verylate=-30, now=0, tomorrow=1, inaweek=7, later=8)

    found = ward.due.on(TODAY)

    assert groups(found) == (["verylate", "late"], ["now"], ["tomorrow", "inaweek"])
    assert (found.day, found.window_days, found.has_older) == (TODAY, 0, False)


def test_the_sites_window_makes_a_dose_due_some_days_before_and_after(ward: Ward) -> None:
    ward.set_site(window_days=3)
    expect(ward, late=-4, stilldue=-3, now=0, alreadydue=3, coming=4, inaweek=10, later=11)

    found = ward.due.on(TODAY)

    assert groups(found) == (["late"], ["stilldue", "now", "alreadydue"], ["coming", "inaweek"])
    assert found.window_days == 3


def test_the_list_looks_ahead_as_far_as_asked(ward: Ward) -> None:
    expect(ward, soon=1, later=28, muchlater=29)

    assert names(ward.due.on(TODAY, coming_days=28).coming) == ["soon", "later"]


@pytest.mark.parametrize(
    ("days", "listed", "has_older"), [(-182, ["late"], False), (-183, [], True)], ids=["half-a-year", "a-day-more"]
)
def test_who_has_been_overdue_for_half_a_year_is_said_to_be_there(
    ward: Ward, days: int, listed: list[str], *, has_older: bool
) -> None:
    expect(ward, late=days)

    found = ward.due.on(TODAY)

    assert (names(found.overdue), found.has_older) == (listed, has_older)


def test_a_long_list_says_that_there_are_more(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due_list, "MOST_SHOWN", 2)
    expect(ward, first=-3, second=-2, third=-1, now=0)

    found = ward.due.on(TODAY)

    assert (names(found.overdue), found.overdue.has_more) == (["first", "second"], True)
    assert not found.due.has_more


def test_a_dose_that_was_given_moves_its_patient_on(ward: Ward) -> None:
    patient = ward.admit()
    calculation = ward.calculate(product="tezspire", given_on="2026-11-23")
    ward.give(patient, calculation=calculation, discard=None)

    found = ward.due.on(date(2026, 12, 21))

    assert [(dose.due, dose.given_on) for dose in found.due.doses] == [(date(2026, 12, 21), TODAY)]


def test_who_may_not_read_patients_sees_no_list(ward: Ward) -> None:
    ward.session = ward.session.switch(ADA.user, ADAS_PASSWORD)

    with pytest.raises(NotAllowed):
        ward.due.on(TODAY)

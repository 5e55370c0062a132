"""How the doses on Today stand is worked out in the background, and no look that is wanted is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from j3032calc.domain.entries import DueDose
from j3032calc.ui.standings import Standings
from tests.invented import TODAY
from tests.ui.given import admit, services_of
from tests.ui.test_log_pages import Desk, clinic, desk

if TYPE_CHECKING:
    from j3032calc.domain.patient import Patient

__all__ = ["clinic", "desk"]


def due(patient: Patient) -> DueDose:
    return DueDose(patient=patient, drug_key="cinqair", order_id=None, due=TODAY)


def test_a_look_that_is_wanted_during_one_that_fails_still_follows(desk: Desk) -> None:
    desk.set_up()
    patient = admit(desk)
    standings = Standings(services_of(desk), desk.window)

    with desk.qtbot.waitSignal(standings.known, timeout=20_000):
        standings.look({"a patient who is not in the log": due(replace(patient, id="nobody"))})
        standings.look({"a patient who is": due(patient)})

    assert list(standings.of) == ["a patient who is"]


def test_an_error_of_ours_is_raised_and_the_look_that_waits_follows(desk: Desk) -> None:
    desk.set_up()
    patient = admit(desk)
    standings = Standings(services_of(desk), desk.window)

    with desk.qtbot.capture_exceptions() as raised, desk.qtbot.waitSignal(standings.known, timeout=20_000):
        standings.look({"no dose": None})  # type: ignore[dict-item]
        standings.look({"a patient who is": due(patient)})

    assert [kind for kind, *_ in raised] == [AttributeError]
    assert list(standings.of) == ["a patient who is"]

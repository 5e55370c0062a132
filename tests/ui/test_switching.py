"""Fast user switch: somebody else goes on with what is on screen; drafts stay, and the log has both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Kind
from j3032calc.wording import way_in_labels
from tests.clinic import facts
from tests.ui.test_demonstration import visitor

if TYPE_CHECKING:
    from j3032calc.services.session import Session
    from tests.ui.test_log_pages import Desk

__all__ = ["visitor"]  # the fixture: a demonstration in which nora is signed in


def session(desk: Desk) -> Session:
    log_desk = desk.window._log_desk
    assert log_desk is not None
    assert log_desk.work is not None
    return log_desk.work.services.session


def switch(desk: Desk, user: str, password: str = "demonstration") -> None:
    desk.press("F12")
    desk.fill("switch", user=user, password=password)
    desk.click("switch.send")


def went_on(desk: Desk, name: str) -> None:
    desk.qtbot.waitUntil(lambda: name in desk.read("nav.who"), timeout=20_000)


def begin_dose(desk: Desk) -> None:
    desk.type("today.find", "Okonkwo")
    desk.qtbot.waitUntil(lambda: desk.table("today.found") != [], timeout=5_000)
    desk.choose("today.found", 0)
    desk.click("patient.give")
    desk.type("weight", "73 kg")


def test_another_nurse_signs_the_dose_that_the_first_began(visitor: Desk) -> None:
    begin_dose(visitor)
    visitor.press("Ctrl+Return")
    assert visitor.window.pages.front == "sign"
    visitor.type("sign.lot1", "DEMO-C9")
    drafts = len(session(visitor).log.drafts())

    visitor.press("F12")
    assert visitor.read("banner.name") == ""
    visitor.fill("switch", user="will", password="demonstration")
    visitor.click("switch.send")
    went_on(visitor, "Will Marsh-Demo")

    assert visitor.window.pages.front == "sign"
    assert visitor.read("banner.name") == "OKONKWO-DEMO, Ifeoma"
    assert visitor.field("sign.lot1").text() == "DEMO-C9"
    assert visitor.field("weight").text() == "73 kg"
    assert visitor.field("sign.pin").text() == ""
    assert len(session(visitor).log.drafts()) == drafts
    assert visitor.read("message.text") == "Will Marsh-Demo goes on from here."


def test_the_log_says_who_left_and_who_came(visitor: Desk) -> None:
    switch(visitor, "will")
    went_on(visitor, "Will Marsh-Demo")

    left, came = list(session(visitor).log.entries())[-2:]
    assert (left.kind, facts(left)["why"]) == (Kind.SIGNED_OUT, "switched")
    assert came.kind is Kind.SIGNED_IN
    assert left.by != came.by == session(visitor).account.id


def test_a_wrong_password_changes_nothing_and_esc_of_the_form_goes_back(visitor: Desk) -> None:
    begin_dose(visitor)
    before = session(visitor)

    switch(visitor, "will", "wrong horse battery")
    visitor.qtbot.waitUntil(lambda: visitor.read("switch.problem") != "", timeout=20_000)
    assert visitor.field("switch.password").text() == ""
    # Pressed once more, it still goes back to the dose.
    visitor.press("F12")
    visitor.click("switch.cancel")

    assert session(visitor) is before
    assert before.is_open
    assert visitor.window.pages.front == "give"
    assert visitor.read("banner.name") == "OKONKWO-DEMO, Ifeoma"
    assert visitor.field("weight").text() == "73 kg"


@pytest.mark.parametrize(
    ("user", "name", "front"),
    [
        pytest.param("ada", "Ada Keys-Demo", "settings", id="who-reads-no-patient-gets-the-settings"),
        pytest.param("arthur", "Arthur Ledger-Demo", "patient", id="an-auditor-reads-the-patient"),
    ],
)
def test_what_is_shown_depends_on_who_came(visitor: Desk, user: str, name: str, front: str) -> None:
    visitor.choose("today.overdue.table", 0)
    assert visitor.window.pages.front == "patient"

    switch(visitor, user)
    went_on(visitor, name)

    assert visitor.window.pages.front == front
    assert (visitor.read("banner.name") != "") == (front == "patient")


def test_a_calculation_without_a_patient_stays(visitor: Desk) -> None:
    visitor.press("F8")
    visitor.type("product", "tezspire")
    visitor.type("dose", "210 mg")

    switch(visitor, "will")
    went_on(visitor, "Will Marsh-Demo")

    assert visitor.window.pages.front == "give"
    assert visitor.field("dose").text() == "210 mg"


def test_a_form_that_is_not_sent_holds_the_switch(visitor: Desk) -> None:
    visitor.choose("today.overdue.table", 0)
    visitor.click("patient.weight")
    visitor.fill("weight", weight="70 kg")

    visitor.press("F12")

    assert visitor.window.pages.front == "patient"
    assert visitor.read("message.text") == way_in_labels.SWITCH_HELD.format(form="Weight")
    assert visitor.field("weight.weight").text() == "70 kg"

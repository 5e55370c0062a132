"""Settings, the log: an administrator settles a fault in the window, and everybody sees what was found."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton

from j3032calc.domain.entries import Kind
from tests.backed_up import BackedUpClinic, chart
from tests.clinic import ADAS_PASSWORD, NINA, OWN_PASSWORD, of_kind
from tests.ui.conftest import Nurse, open_clinic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from j3032calc.app import App
    from j3032calc.services.session import Session


class Person(Nurse):
    """Somebody who looks at Settings, the log."""

    def sign_in(self, user: str, password: str) -> None:
        for field, text in (("user", user), ("password", password)):
            self.type(f"sign_in.{field}", text)
        self.button("sign_in.send").click()
        self.qtbot.waitUntil(lambda: self.read("nav.who") != "", timeout=20_000)
        self.wait_for_the_backup_of_the_day()
        self.press("F9")
        self.press("Alt+8")
        self.qtbot.waitUntil(lambda: self.read("settings.log.facts.3") != "")

    @property
    def session(self) -> Session:
        desk = self.window._log_desk
        assert desk is not None
        session = desk.shift.session
        assert session is not None
        return session

    def offered(self) -> set[str]:
        names = ("verify", "stop", "new_anchor", "rebuild")
        found = {name: self.window.findChild(QAbstractButton, f"settings.log.{name}") for name in names}
        return {name for name, button in found.items() if button is not None and button.isVisibleTo(self.window)}

    def verify(self) -> str:
        self.button("settings.log.verify").click()
        return self.result()

    def result(self) -> str:
        self.qtbot.waitUntil(lambda: "verify" in self.offered(), timeout=30_000)
        return self.read("settings.log.result")


@pytest.fixture
def clinic(tmp_path: Path) -> BackedUpClinic:
    clinic = BackedUpClinic(tmp_path)
    session = clinic.hire(clinic.set_up(), NINA)
    chart(session, 1)
    session.lock()
    return clinic


@pytest.fixture
def open_it(clinic: BackedUpClinic, app: App, qtbot: QtBot) -> Callable[[], Person]:
    return lambda: Person(open_clinic(clinic, app, qtbot), qtbot)


@pytest.fixture
def ada(clinic: BackedUpClinic, open_it: Callable[[], Person]) -> Person:
    """Ada at a log whose anchor is lost."""
    shutil.rmtree(clinic.places.anchors)
    ada = open_it()
    ada.sign_in("ada", ADAS_PASSWORD)
    return ada


def test_an_administrator_begins_a_new_anchor(ada: Person) -> None:
    assert ada.read("settings.log.facts.3").startswith("No. Entry ")
    assert ada.offered() == {"verify", "new_anchor"}

    ada.button("settings.log.new_anchor").click()
    ada.type("new_anchor.reason", "the disk broke")
    ada.type("new_anchor.password", ADAS_PASSWORD)
    ada.button("new_anchor.send").click()
    ada.qtbot.waitUntil(lambda: ada.offered() == {"verify"}, timeout=20_000)

    (begun,) = of_kind(ada.session, Kind.ANCHOR_BEGUN)
    assert begun.reason == "the disk broke"
    assert ada.read("settings.log.result").startswith(f"A new anchor began at entry {begun.sequence}.")
    assert ada.read("settings.log.facts.3").startswith(f"Yes, from entry {begun.sequence} on")
    assert f"The log is whole from entry {begun.sequence} on. A new anchor began" in ada.verify()


def test_a_wrong_password_is_refused_and_forgotten(ada: Person) -> None:
    ada.button("settings.log.new_anchor").click()
    ada.type("new_anchor.reason", "the disk broke")
    ada.type("new_anchor.password", "not my password")
    ada.button("new_anchor.send").click()
    ada.qtbot.waitUntil(lambda: ada.read("new_anchor.problem") != "", timeout=20_000)

    assert ada.field("new_anchor.password").text() == ""
    assert ada.field("new_anchor.reason").text() == "the disk broke"
    assert not of_kind(ada.session, Kind.ANCHOR_BEGUN)


def test_a_nurse_sees_the_fault_and_no_way_out(clinic: BackedUpClinic, open_it: Callable[[], Person]) -> None:
    shutil.rmtree(clinic.places.anchors)
    nina = open_it()

    nina.sign_in("nina", OWN_PASSWORD)

    assert nina.read("settings.log.facts.3").startswith("No. Entry ")
    assert nina.offered() == {"verify"}


def test_a_search_that_differs_is_made_anew(open_it: Callable[[], Person]) -> None:
    ada = open_it()
    ada.sign_in("ada", ADAS_PASSWORD)
    with ada.session.log._changing() as connection:  # type: ignore[attr-defined]
        connection.exec_driver_sql("DELETE FROM search_key")

    assert ada.verify().endswith("An administrator can make the search anew.")
    assert ada.offered() == {"verify", "rebuild"}
    ada.button("settings.log.rebuild").click()

    assert ada.result() == "What finds the entries was made anew from them, and the log notes that."
    assert ada.offered() == {"verify"}
    assert of_kind(ada.session, Kind.INDEXES_REBUILT)
    assert ada.verify().endswith("The log is whole.")

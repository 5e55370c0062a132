"""The patient log in the window: set up, sign in, find, add, order, give, sign and lock, as a nurse does it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from j3032calc.app import App
from j3032calc.domain.entries import Kind
from j3032calc.domain.problems.backup import BackupNotMade
from j3032calc.domain.problems.log import LogNotWritten
from j3032calc.services.drafts import Drafts
from j3032calc.ui.holds_card import HoldsCard
from j3032calc.ui.text_table import TextTable
from j3032calc.ui.timeline import Timeline
from j3032calc.ui.verdict_panel import VerdictPanel
from tests.backed_up import BackedUpClinic
from tests.paper_desk import PaperTray, PlainSettings
from tests.reliability.test_full_disk import largest_file
from tests.ui.conftest import Nurse, open_app

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from j3032calc.domain.entries import Entry
    from j3032calc.ui.main_window import MainWindow

PASSWORD = "three calm blue herons"
PIN = "2580"


class Desk(Nurse):
    """A nurse at a window with a real log."""

    def __init__(self, window: MainWindow, qtbot: QtBot, clinic: BackedUpClinic) -> None:
        super().__init__(window, qtbot)
        self.clinic = clinic

    def click(self, name: str) -> None:
        button = self.button(name)
        assert button.isVisibleTo(self.window), name
        button.click()
        if name.endswith(".send"):
            self.wait_for_answer(name.removesuffix(".send"))
        # What was taken away is found by its name until then.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def wait_for_answer(self, form: str) -> None:
        """Wait for what comes of a form that is sent in the background."""

        def is_answered() -> bool:
            waits = self.window.findChildren(QLabel, f"{form}.wait")
            return not any(wait.isVisibleTo(self.window) for wait in waits)

        self.qtbot.waitUntil(is_answered, timeout=20_000)

    def fill(self, form: str, **texts: str) -> None:
        for name, text in texts.items():
            self.type(f"{form}.{name}", text)

    def table(self, name: str) -> list[list[str]]:
        found = self.window.findChild(TextTable, name)
        assert found is not None
        return found.cells() if found.isVisibleTo(self.window) else []

    def choose(self, table: str, row: int) -> None:
        found = self.window.findChild(TextTable, table)
        assert found is not None
        found.selectRow(row)
        QTest.keySequence(found, "Return")

    def wait_for(self, name: str) -> None:
        self.qtbot.waitUntil(lambda: self.is_shown(name), timeout=20_000)

    def is_shown(self, name: str) -> bool:
        return any(one.isVisibleTo(self.window) for one in self.window.findChildren(QLineEdit, name)) or any(
            one.isVisibleTo(self.window) for one in self.window.findChildren(QAbstractButton, name)
        )

    def newest_entry(self) -> Entry:
        log_desk = self.window._log_desk
        assert log_desk is not None
        assert log_desk.work is not None
        log = log_desk.work.services.session.log
        (newest,) = log.entries(log.head.sequence)
        return newest

    def wait_until_left(self) -> None:
        desk = self.window._log_desk
        assert desk is not None
        self.qtbot.waitUntil(lambda: desk.closing.may_close, timeout=20_000)

    def set_up(self) -> None:
        self.click("nav.way_in")
        self.fill("set_up", site="Lakeside Infusion", name="Nora Field", credential="RN", user="nora")
        self.fill("set_up", password=PASSWORD, again=PASSWORD)
        self.click("set_up.send")
        self.wait_for("recovery_key.done")
        self.click("recovery_key.done")
        self.wait_for("today.find")
        log_desk = self.window._log_desk
        assert log_desk is not None
        assert log_desk.work is not None
        self.wait_for_the_backup_of_the_day()
        log_desk.work.services.people.set_own_pin(PASSWORD, PIN)

    def sign_in(self, password: str = PASSWORD) -> None:
        self.fill("sign_in", user="nora", password=password)
        self.click("sign_in.send")

    def add_patient(self, **changes: str) -> None:
        self.press("F5")
        self.click("today.new_patient")
        known = {"family": "O'Brien-Smith", "given": "José", "born": "03-Feb-1980", "identifier": "12-345"}
        self.fill("new_patient", **(known | changes))
        self.click("new_patient.sex.2")
        self.click("new_patient.send")

    def order(self, **changes: str) -> None:
        self.click("patient.order")
        known = {"product": "cinqair", "dose": "3 mg/kg", "prescriber": "Dr. Ana Ruiz", "npi": "1234567893"}
        self.fill("order", **(known | {"expires_on": "01-Nov-2027"} | changes))
        self.click("order.send")

    def weigh(self, weight: str = "72.4 kg") -> None:
        self.click("patient.weight")
        self.fill("weight", weight=weight)
        self.click("weight.send")

    def chart(self) -> None:
        """Fill the Sign page for 217.2 mg out of three vials."""
        self.type("sign.lot1", "LOT1")
        self.type("sign.expiry1", "Dec-2027")
        self.fill("sign", started_at="13:10", stopped_at="13:50", body_site="left forearm", weighed_on="23-Nov-2026")
        self.fill("sign", discard_reason="rest of a single-dose vial", discard_method="waste bin")
        self.click("sign.source.2")
        self.answer_holds()

    def answer_card(self, reason: str = "asked the prescriber") -> None:
        """Write a reason under everything that is asked before the drug starts, and go on."""
        card = self.window.findChild(HoldsCard)
        assert card is not None
        for row in card.rows.values():
            self.type(row.reason.name, reason)
        self.click("holds.go_on")

    def answer_holds(self, reason: str = "asked the prescriber") -> None:
        """Write a reason under everything that holds care."""
        panel = self.window.findChild(VerdictPanel)
        assert panel is not None
        for row in panel.rows.values():
            if row.is_hold:
                self.type(row.reason.name, reason)


@pytest.fixture
def clinic(tmp_path: Path) -> BackedUpClinic:
    return BackedUpClinic(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, clinic: BackedUpClinic) -> Desk:
    app = App()
    app.__dict__.update(clock=clinic.clock, vault=clinic.vault, workstation=clinic.workstation)
    app.__dict__.update(places=clinic.places, backups=clinic.backups)
    app.__dict__.update(printer=PaperTray("front"), settings=PlainSettings())
    window = open_app(app, qtbot)
    return Desk(window, qtbot, clinic)


def test_without_a_log_the_window_calculates_and_offers_the_log(desk: Desk) -> None:
    assert desk.read("answers.state").startswith("Still needed")
    assert desk.is_shown("nav.way_in")
    assert not desk.is_shown("nav.today")


def test_the_recovery_key_is_shown_once_before_the_work_begins(desk: Desk) -> None:
    desk.click("nav.way_in")
    desk.fill("set_up", site="Lakeside Infusion", name="Nora Field", credential="RN", user="nora")
    desk.fill("set_up", password=PASSWORD, again=PASSWORD)
    desk.click("set_up.send")
    desk.wait_for("recovery_key.done")

    groups = " ".join(desk.read(f"recovery_key.line{line}") for line in (1, 2, 3)).split()

    assert [len(group) for group in groups] == [4] * 9
    assert desk.clinic.workstation.is_set_up
    desk.click("recovery_key.done")
    assert desk.window.findChild(QLabel, "recovery_key.line1") is None or not desk.read("recovery_key.line1")


def test_two_different_passwords_are_refused_under_the_second(desk: Desk) -> None:
    desk.click("nav.way_in")
    desk.fill("set_up", site="Lakeside", name="Nora", credential="RN", user="nora", password=PASSWORD, again="other")
    desk.click("set_up.send")

    assert desk.read("set_up.again.note") == "The two are not the same. Enter both again."
    assert not desk.clinic.workstation.is_set_up


def test_a_short_password_is_refused_with_what_to_do(desk: Desk) -> None:
    desk.click("nav.way_in")
    desk.fill("set_up", site="Lakeside", name="Nora", credential="RN", user="nora", password="short", again="short")
    desk.click("set_up.send")
    desk.qtbot.waitUntil(lambda: desk.read("set_up.problem") != "")

    assert "12 characters or more" in desk.read("set_up.problem")


def test_locking_hides_the_patient_and_signing_in_shows_today(desk: Desk) -> None:
    desk.set_up()
    desk.add_patient()
    assert desk.read("banner.name") == "O'BRIEN-SMITH, José"

    desk.press("Ctrl+L")

    assert desk.is_shown("sign_in.user")
    assert "BRIEN" not in desk.everything()
    assert not [one for one in desk.window.findChildren(QLabel) if "BRIEN" in one.text()]
    desk.sign_in()
    desk.wait_for("today.find")


def test_a_wrong_password_is_refused_and_emptied(desk: Desk) -> None:
    desk.set_up()
    desk.press("Ctrl+L")

    desk.sign_in("three calm red herons")
    desk.qtbot.waitUntil(lambda: desk.read("sign_in.problem") != "")

    assert desk.read("sign_in.problem").startswith("The user name and the password do not fit together.")
    assert desk.field("sign_in.password").text() == ""
    assert desk.field("sign_in.user").text() == "nora"


def test_nobody_at_the_screen_locks_it(desk: Desk) -> None:
    desk.set_up()
    desk.add_patient()

    desk.clinic.clock.pass_time(minutes=11)
    assert desk.window._log_desk is not None
    desk.window._log_desk.shift.look_at_the_clock()

    assert desk.is_shown("sign_in.user")
    assert desk.read("unlock.said") == "Locked. What you had not finished is kept."


def test_a_patient_is_found_by_any_beginning_and_opened_with_enter(desk: Desk) -> None:
    desk.set_up()
    desk.add_patient()
    desk.press("F5")

    desk.type("today.find", "jose smi")
    QTest.keySequence(desk.field("today.find"), "Return")

    assert desk.read("banner.name") == "O'BRIEN-SMITH, José"
    assert desk.read("banner.born") == "Born 03-Feb-1980 (46 years)"
    assert desk.read("banner.identifier") == "No. 12-345"
    assert desk.read("banner.allergies") == "Allergies: Not recorded"


def test_the_same_record_number_is_refused(desk: Desk) -> None:
    desk.set_up()
    desk.add_patient()

    desk.add_patient(family="Other", given="Ann", born="04-Mar-1990")

    assert "12-345" in desk.read("new_patient.problem")


def test_a_patient_who_may_be_known_is_shown_before_a_second_one_is_added(desk: Desk) -> None:
    desk.set_up()
    desk.add_patient()

    desk.add_patient(identifier="99-999", given="Jose")

    assert desk.table("new_patient.alike")[0][0] == "O'BRIEN-SMITH, José"
    desk.click("new_patient.anyway")
    desk.wait_for_answer("new_patient")
    assert desk.read("banner.identifier") == "No. 99-999"


def test_an_ambiguous_birth_date_offers_both_readings(desk: Desk) -> None:
    desk.set_up()

    desk.add_patient(born="02/03/1980")
    desk.click("new_patient.born.meaning2")
    desk.click("new_patient.send")

    assert desk.read("banner.born") in {"Born 02-Mar-1980 (46 years)", "Born 03-Feb-1980 (46 years)"}


def test_a_dose_goes_from_the_order_to_a_signed_record(desk: Desk) -> None:
    desk.set_up()
    desk.add_patient()
    desk.weigh()
    desk.order()
    desk.click("patient.give")

    assert desk.field("dose").text() == "3 mg/kg"
    assert desk.field("weight").text() == "72.4 kg"
    assert desk.answers()["draw"] == "21.72 mL"
    desk.click("action.sign")
    assert desk.button("sign.is_given").isChecked() is False
    assert desk.button("sign.is_discarded").isChecked() is False
    desk.chart()
    desk.click("sign.is_given")
    desk.click("sign.is_discarded")
    desk.type("sign.pin", PIN)
    desk.click("sign.sign")

    assert desk.read("message.text").startswith("Signed. The record is entry ")
    assert desk.table("patient.doses") == [
        [
            "23-Nov-2026",
            "reslizumab (Cinqair)",
            "217.2 mg given, 82.8 mg discarded",
            "218 + 82 discarded",
            "Nora Field, RN",
            "Signed",
        ]
    ]


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("sign.is_given", "Nothing is signed yet. Confirm that the dose was given."),
        ("sign.is_discarded", "Nothing is signed yet. Confirm that the rest was discarded."),
    ],
)
def test_given_and_discarded_are_confirmed_one_by_one(desk: Desk, left_out: str, said: str) -> None:
    desk.set_up()
    desk.add_patient()
    desk.weigh()
    desk.order()
    desk.click("patient.give")
    desk.click("action.sign")
    desk.chart()
    for tick in {"sign.is_given", "sign.is_discarded"} - {left_out}:
        desk.click(tick)
    desk.type("sign.pin", PIN)

    desk.click("sign.sign")

    assert desk.read("sign.problem") == said
    assert desk.field("sign.pin").text() == ""


def chart_a_dose(desk: Desk) -> None:
    """Have a first dose charted and confirmed, with the PIN to come."""
    desk.set_up()
    desk.add_patient()
    desk.weigh()
    desk.order()
    desk.click("patient.give")
    desk.click("action.sign")
    desk.chart()
    desk.click("sign.is_given")
    desk.click("sign.is_discarded")


def test_a_wrong_pin_signs_nothing(desk: Desk) -> None:
    chart_a_dose(desk)
    desk.type("sign.pin", "9173")

    desk.click("sign.sign")

    assert desk.read("sign.problem").startswith("This PIN is not right.")


def test_a_disk_that_refuses_signs_nothing_and_what_was_entered_is_still_there(desk: Desk) -> None:
    chart_a_dose(desk)
    desk.type("sign.pin", PIN)

    with largest_file(4096):
        desk.click("sign.sign")

    assert desk.read("sign.problem").startswith("This could not be saved: the disk ")
    assert desk.field("sign.lot1").text() == "LOT1"
    assert desk.field("sign.discard_reason").text() == "rest of a single-dose vial"
    assert desk.button("sign.is_given").isChecked()
    desk.type("sign.pin", PIN)
    desk.click("sign.sign")
    assert desk.read("message.text").startswith("Signed. The record is entry ")


def test_an_unreadable_expiry_is_refused_under_its_field(desk: Desk) -> None:
    desk.set_up()
    desk.add_patient()
    desk.weigh()
    desk.order()
    desk.click("patient.give")
    desk.click("action.sign")
    desk.chart()
    desk.type("sign.expiry1", "soon")

    desk.click("sign.sign")

    assert desk.read("sign.expiry1.note").startswith("“soon” is not a date.")


def test_a_dose_under_way_survives_a_lock_and_is_gone_on_with_from_today(desk: Desk) -> None:
    desk.set_up()
    desk.add_patient()
    desk.weigh()
    desk.order()
    desk.click("patient.give")
    desk.click("action.start")
    desk.answer_card()
    desk.click("action.sign")
    desk.type("sign.lot1", "LOT7")

    desk.press("Ctrl+L")
    desk.sign_in()
    desk.wait_for("today.find")
    rows = desk.table("today.under_way.table")
    desk.choose("today.under_way.table", 0)
    read = desk.newest_entry()
    desk.click("action.sign")

    assert read.kind is Kind.PATIENT_READ
    assert rows[0][0] == "O'BRIEN-SMITH, José"
    assert rows[0][4] == "Running 23-Nov-2026 14:05"
    assert desk.field("sign.lot1").text() == "LOT7"
    assert desk.field("sign.started_at").text() == "14:05"


@pytest.mark.parametrize("page", ["give", "sign"])
def test_just_calculate_keeps_the_dose_under_way_and_takes_the_patient_from_give(desk: Desk, page: str) -> None:
    desk.set_up()
    desk.add_patient()
    desk.weigh()
    desk.order()
    desk.click("patient.give")
    desk.type("given", "120 mg")
    if page == "sign":
        desk.press("Ctrl+Return")
        desk.type("sign.lot1", "LOT7")

    desk.press("Ctrl+J")

    assert desk.window.pages.front == "give"
    assert desk.read("message.text") == "The dose is kept as it was entered. Go on with it from Today."
    assert desk.read("banner.name") == ""
    assert (desk.field("product").text(), desk.field("dose").text()) == ("", "")
    assert desk.read("weight.note") == "With kg or lb, for a dose per kg"
    assert "BRIEN" not in desk.everything()
    assert desk.is_shown("action.new")
    assert not desk.is_shown("action.calculate")
    desk.type("product", "tezspire")
    desk.type("dose", "210 mg")
    assert desk.answers()["draw"] == "1.91 mL"
    desk.press("F5")
    assert [row[0] for row in desk.table("today.under_way.table")] == ["O'BRIEN-SMITH, José"]
    desk.choose("today.under_way.table", 0)
    assert (desk.field("dose").text(), desk.field("given").text()) == ("3 mg/kg", "120 mg")
    assert desk.read("banner.name") == "O'BRIEN-SMITH, José"
    desk.click("action.sign")
    assert desk.field("sign.lot1").text() == ("LOT7" if page == "sign" else "")


def test_just_calculate_leaves_nothing_that_could_not_be_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.set_up()
    desk.add_patient()
    desk.weigh()
    desk.order()
    desk.click("patient.give")
    desk.type("given", "120 mg")

    def refuse(*_: object) -> None:
        raise LogNotWritten("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(Drafts, "keep", refuse)
        desk.press("Ctrl+J")

    assert "the disk is full" in desk.read("message.text")
    assert desk.read("banner.name") == "O'BRIEN-SMITH, José"
    assert desk.field("given").text() == "120 mg"


def test_an_abandoned_dose_leaves_today_and_its_reason_stays(desk: Desk) -> None:
    desk.set_up()
    desk.add_patient()
    desk.weigh()
    desk.order()
    desk.click("patient.give")
    desk.click("action.abandon")
    desk.fill("reason", reason="patient unwell")
    desk.click("reason.send")
    desk.click("patient.log")

    assert desk.table("patient.entries")[0][2:] == ["Administration abandoned", "Nora Field, RN", "patient unwell"]
    desk.press("F5")
    assert desk.table("today.under_way.table") == []


def test_a_voided_record_stays_and_says_so(desk: Desk) -> None:
    test_a_dose_goes_from_the_order_to_a_signed_record(desk)

    desk.click("patient.void")
    desk.fill("void", reason="charted for the wrong day", pin=PIN)
    desk.click("void.send")

    assert desk.table("patient.doses")[0][-1] == "Voided"


def test_signing_out_makes_a_backup(desk: Desk) -> None:
    made: list[object] = []
    desk.window._app.back_up = made.append  # type: ignore[method-assign,assignment]
    desk.set_up()

    desk.click("nav.sign_out")

    assert desk.is_shown("sign_in.user")
    desk.wait_until_left()
    assert len(made) == 1


def test_a_backup_that_fails_is_told_and_the_person_is_signed_out(desk: Desk) -> None:
    def fail(_session: object) -> None:
        raise BackupNotMade("the disk is full")

    desk.set_up()
    desk.window._app.back_up = fail  # type: ignore[method-assign,assignment]
    desk.click("nav.sign_out")
    desk.wait_until_left()

    assert desk.read("message.text").startswith("The backup was not made: the disk is full.")
    assert desk.is_shown("sign_in.user")


def test_an_ended_order_says_why(desk: Desk) -> None:
    desk.set_up()
    desk.add_patient()
    desk.order()

    desk.click("patient.end_order")
    desk.fill("end_order", reason="changed to another drug")
    desk.click("end_order.send")

    assert desk.table("patient.orders")[0][-1] == "Ended: changed to another drug"


def test_the_order_of_a_patient_is_due_today_and_says_what_blocks_it(desk: Desk) -> None:
    desk.set_up()
    desk.add_patient()
    desk.order()

    desk.press("F5")
    assert desk.table("today.due.table")[0][5] == "Looking it up"
    desk.qtbot.waitUntil(lambda: desk.table("today.due.table")[0][5] != "Looking it up", timeout=20_000)

    assert desk.table("today.due.table") == [
        [
            "O'BRIEN-SMITH, José",
            "Born 03-Feb-1980 (46 years)",
            "No. 12-345",
            "reslizumab (Cinqair)",
            "Monday 23-Nov-2026, today. First dose",
            "Blocked by order not signed and 2 more",
        ]
    ]
    table = desk.window.findChild(TextTable, "today.due.table")
    assert table is not None
    assert not table.item(0, 5).icon().isNull(), "a sign stands beside it"  # type: ignore[union-attr]


def test_the_timeline_says_in_words_what_it_draws(desk: Desk) -> None:
    test_a_dose_goes_from_the_order_to_a_signed_record(desk)

    timeline = desk.window.findChild(Timeline, "patient.timeline")

    assert timeline is not None
    assert timeline.accessibleName() == ("reslizumab (Cinqair): given 23-Nov-2026; next due 21-Dec-2026.")


def test_the_recovery_key_opens_the_log_and_says_why_in_it(desk: Desk) -> None:
    desk.click("nav.way_in")
    desk.fill("set_up", site="Lakeside Infusion", name="Nora Field", credential="RN", user="nora")
    desk.fill("set_up", password=PASSWORD, again=PASSWORD)
    desk.click("set_up.send")
    desk.wait_for("recovery_key.done")
    key = " ".join(desk.read(f"recovery_key.line{line}") for line in (1, 2, 3))
    desk.click("recovery_key.done")
    desk.press("Ctrl+L")

    desk.click("unlock.recover")
    desk.fill("recover", key=key, name="Ben Holt", reason="nobody else is here")
    desk.click("recover.send")
    desk.wait_for("nav.lock")

    assert desk.read("nav.who") == "Ben Holt"


def test_charting_is_told_by_the_24_hour_clock(desk: Desk) -> None:
    desk.set_up()
    desk.clinic.clock.set_to(datetime(2026, 11, 23, 14, 6, tzinfo=UTC))
    desk.add_patient()
    desk.weigh()
    desk.order()
    desk.click("patient.give")
    desk.click("action.sign")
    desk.type("sign.started_at", "2 pm")

    desk.click("sign.sign")

    assert desk.read("sign.started_at.note") == "“2 pm” is not a time. Enter it by the 24-hour clock, like 14:05."

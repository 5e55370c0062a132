"""Settings: what each person finds there, changes there and reads there, on a real encrypted log."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from j3032calc.domain.entries import Kind, NewEntry, Note
from j3032calc.domain.order import Charge
from j3032calc.domain.people import NewAccount, Role
from j3032calc.domain.problems.people import RecoveryKeyWrong
from j3032calc.services.accounts import all_accounts, site_of
from j3032calc.storage import checking
from j3032calc.ui.settings_page import SettingsPage
from j3032calc.ui.text_table import TextTable, shared_width
from tests.backed_up import BackedUpClinic
from tests.clinic import ADAS_PASSWORD, FIRST_PASSWORD, NINA, OWN_PASSWORD, PIN, of_kind
from tests.ui.conftest import Nurse, open_clinic
from tests.ui.display.fits import is_within_its_column, needed_height
from tests.ui.test_access import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from j3032calc.app import App
    from j3032calc.services.session import Session

LEA = NewAccount(user="lea", name="Lea Lead", credential="RN", roles=(Role.LEAD, Role.ADMINISTRATOR))
LONG_NAMED = NewAccount(
    user="beatrice.montgomery", name="Beatrice Montgomery-Fitzgerald", credential="RN, BSN", roles=(Role.NURSE,)
)
PARTS = ("own", "people", "site", "charges", "payers", "products", "paper", "log", "export", "import", "about")
KEYS = dict(zip(PARTS, [f"Alt+{key}" for key in "1234567890A"], strict=True))


class Person(Nurse):
    """Somebody who is signed in and has the settings open."""

    clinic: BackedUpClinic

    @property
    def session(self) -> Session:
        assert self.window._log_desk is not None
        session = self.window._log_desk.shift.session
        assert session is not None
        return session

    @property
    def page(self) -> SettingsPage:
        page = self.window.pages.page("settings")
        assert isinstance(page, SettingsPage)
        return page

    def table(self, name: str) -> TextTable:
        table = self.window.findChild(TextTable, name)
        assert table is not None
        return table

    def click(self, name: str) -> None:
        QApplication.processEvents()
        assert self.button(name).isVisibleTo(self.window), name
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def is_there(self, name: str) -> bool:
        found = self.window.findChild(QWidget, name)
        return found is not None and found.isVisibleTo(self.window)

    def fill(self, form: str, **texts: str) -> None:
        for field, text in texts.items():
            self.type(f"{form}.{field}", text)

    def send(self, form: str) -> None:
        """Press the button that sends a form, and wait for what comes of it."""
        self.click(f"{form}.send")
        self.wait_for(form)

    def wait_for(self, form: str) -> None:
        self.qtbot.waitUntil(lambda: not self.is_there(f"{form}.wait"), timeout=10_000)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def sign_in(self, user: str, password: str) -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.fill("sign_in", user=user, password=password)
        self.click("sign_in.send")
        self.qtbot.waitUntil(lambda: self.window._log_desk.shift.session is not None, timeout=10_000)  # type: ignore[union-attr]
        self.wait_for_the_backup_of_the_day()

    def open(self, part: str) -> None:
        self.press("F9")
        self.press(KEYS[part])
        QApplication.processEvents()


@pytest.fixture
def open_window(app: App, tmp_path: Path, qtbot: QtBot) -> Callable[..., Person]:
    """Give a window on a log in which Ada, an administrator, has hired people."""

    def open_it(*people: NewAccount, before: Callable[[Session], object] = lambda _: None) -> Person:
        clinic = BackedUpClinic(tmp_path)
        session = clinic.hire(clinic.set_up(), *people)
        before(session)
        session.lock()
        person = Person(open_clinic(clinic, app, qtbot), qtbot)
        person.clinic = clinic
        return person

    return open_it


@pytest.fixture
def ada(open_window: Callable[..., Person]) -> Person:
    """Ada at her settings: an administrator without a PIN; Nina works there too."""
    person = open_window(NINA)
    person.sign_in("Ada", ADAS_PASSWORD)
    person.press("F9")
    return person


@pytest.fixture
def nina(open_window: Callable[..., Person]) -> Person:
    person = open_window(NINA)
    person.sign_in("Nina", OWN_PASSWORD)
    person.press("F9")
    return person


@pytest.fixture
def lea(open_window: Callable[..., Person]) -> Person:
    """Lea at her settings: she may see and change everything."""
    person = open_window(LEA)
    person.sign_in("lea", OWN_PASSWORD)
    person.press("F9")
    return person


# --- Who finds what --------------------------------------------------------------------------------------------------


def test_nobody_finds_the_settings_before_signing_in(open_window: Callable[..., Person]) -> None:
    assert not open_window().is_there("nav.settings")


@pytest.mark.parametrize(
    ("user", "password", "seen"),
    [
        ("Ada", ADAS_PASSWORD, ["own", "people", "site", "payers", "products", "paper", "log", "about"]),
        ("Nina", OWN_PASSWORD, ["own", "site", "charges", "payers", "products", "paper", "log", "import", "about"]),
        ("lea", OWN_PASSWORD, list(PARTS)),
    ],
)
def test_each_person_finds_what_their_roles_may_see(
    open_window: Callable[..., Person], user: str, password: str, seen: list[str]
) -> None:
    person = open_window(NINA, LEA)
    person.sign_in(user, password)
    person.press("F9")

    assert [part for part in PARTS if person.is_there(f"settings.parts.{part}")] == seen
    assert of_kind(person.session, Kind.REFUSED) == []


def test_each_part_has_a_key(lea: Person) -> None:
    for part, key in KEYS.items():
        lea.press(key)

        assert lea.is_there(f"settings.{part}.part")
        assert lea.button(f"settings.parts.{part}").isChecked()
        assert lea.button(f"settings.parts.{part}").toolTip().endswith(f"({key})")


def test_the_settings_go_with_the_session(lea: Person) -> None:
    lea.press("Ctrl+L")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    assert lea.window.findChild(QWidget, "settings") is None


# --- My own ----------------------------------------------------------------------------------------------------------


def test_a_nurse_without_a_pin_is_told_so_and_asked_for_one_first(open_window: Callable[..., Person]) -> None:
    def without_pin(session: Session) -> None:
        clinic.people(session).add(NINA, FIRST_PASSWORD)
        theirs = session.switch("Nina", FIRST_PASSWORD)
        clinic.people(theirs).change_own_password(FIRST_PASSWORD, OWN_PASSWORD)
        theirs.lock()

    person = open_window()
    clinic = person.clinic
    without_pin(clinic.workstation.sign_in("Ada", ADAS_PASSWORD))
    person.sign_in("Nina", OWN_PASSWORD)
    person.press("F9")

    assert person.read("settings.own.state") == (
        "You have no PIN yet. Choose one now: without it you can neither sign nor witness."
    )
    assert person.window.focusWidget().objectName() == "own_pin.password"

    person.fill("own_pin", password=OWN_PASSWORD, pin=PIN, pin_again=PIN)
    person.send("own_pin")

    assert person.read("settings.own.state") == "You have a PIN. It signs; it does not open the log."
    assert person.read("message.text") == "Your PIN is kept. Sign with it from now on."
    assert person.button("settings.own.pin").text() == "Change PIN"
    assert not person.is_there("own_pin")
    account = person.session.account
    assert account.pin is not None
    assert clinic.vault.pin_fits(PIN, account.pin)


def test_an_administrator_who_signs_nothing_is_not_asked_for_a_pin(ada: Person) -> None:
    assert ada.read("settings.own.state") == ("You have no PIN. Your roles neither sign nor witness, so you need none.")
    assert not ada.is_there("own_pin")


def test_two_pins_that_differ_are_refused_under_the_second(nina: Person) -> None:
    before = nina.session.account.pin
    nina.click("settings.own.pin")
    nina.fill("own_pin", password=OWN_PASSWORD, pin="9713", pin_again="9731")
    nina.send("own_pin")

    assert nina.read("own_pin.pin_again.note") == "The two are not the same. Enter both again."
    assert nina.field("own_pin.pin_again").text() == ""
    assert nina.session.account.pin == before


def test_a_wrong_password_keeps_the_old_pin_and_empties_what_is_secret(nina: Person) -> None:
    before = nina.session.account.pin
    nina.click("settings.own.pin")
    nina.fill("own_pin", password="not the right one", pin="9713", pin_again="9713")
    nina.send("own_pin")

    assert nina.read("own_pin.problem").startswith("The user name and the password do not fit together.")
    assert [nina.field(f"own_pin.{name}").text() for name in ("password", "pin", "pin_again")] == ["", "", ""]
    assert nina.window.focusWidget().objectName() == "own_pin.password"
    assert nina.session.account.pin == before


def test_a_form_can_be_left(nina: Person) -> None:
    nina.click("settings.own.password")
    nina.click("own_password.cancel")

    assert not nina.is_there("own_password")
    assert nina.window.focusWidget().objectName() == "settings.own.password"


def test_one_form_takes_the_place_of_another(nina: Person) -> None:
    nina.click("settings.own.pin")
    nina.click("settings.own.password")

    assert nina.is_there("own_password")
    assert not nina.is_there("own_pin")


def test_enter_goes_through_a_form_and_sends_it(nina: Person) -> None:
    nina.click("settings.own.password")
    for text in (OWN_PASSWORD, "nine quiet brown otters", "nine quiet brown otters"):
        QTest.keyClicks(nina.window.focusWidget(), text)
        QTest.keyClick(nina.window.focusWidget(), Qt.Key.Key_Return)
    nina.wait_for("own_password")

    assert nina.read("message.text") == "Your password is changed. Sign in with the new one from now on."
    nina.press("Ctrl+L")
    nina.sign_in("Nina", "nine quiet brown otters")
    assert nina.session.account.name == "Nina Nurse"


def test_the_recovery_key_has_no_password_and_no_pin(open_window: Callable[..., Person]) -> None:
    person = open_window()
    person.click("unlock.recover")
    person.fill("recover", key=person.clinic.recovery_key, name="Olga Owner", reason="Ada is ill")
    person.click("recover.send")
    person.qtbot.waitUntil(lambda: person.is_there("nav.settings"), timeout=10_000)
    person.press("F9")

    assert person.read("settings.own.state") == (
        "The recovery key opened the log. This session has no account, and so no password and no PIN."
    )
    assert not person.is_there("settings.own")
    person.open("people")
    assert person.table("settings.accounts").cells()[0][0] == "Ada"


# --- People ----------------------------------------------------------------------------------------------------------


def row_of(person: Person, user: str) -> list[str]:
    return next(row for row in person.table("settings.accounts").cells() if row[0] == user)


def choose(person: Person, user: str) -> None:
    table = person.table("settings.accounts")
    table.selectRow([row[0] for row in table.cells()].index(user))


def test_an_administrator_adds_a_person_with_roles(ada: Person) -> None:
    ada.open("people")
    ada.click("settings.people.add")
    ada.fill("new_account", user="will", name="Will Witness", credential="LPN")
    ada.fill("new_account", password=FIRST_PASSWORD, again=FIRST_PASSWORD)
    for number in (1, 3):
        ada.click(f"new_account.roles.{number}")
    ada.send("new_account")

    assert ada.read("message.text") == "Will Witness can sign in now, with the password that you chose."
    assert row_of(ada, "will") == [
        "will",
        "Will Witness, LPN",
        "Nurse; Biller",
        "Active, has yet to choose a password, no PIN yet",
    ]
    assert ada.window.focusWidget() is ada.table("settings.accounts")
    added = ada.session.switch("will", FIRST_PASSWORD)
    assert added.account.roles == (Role.NURSE, Role.BILLER)


def test_what_cannot_be_an_account_is_refused_and_stays_on_screen(ada: Person) -> None:
    ada.open("people")
    ada.click("settings.people.add")
    ada.fill("new_account", user="nina", name="Nina Second")
    ada.fill("new_account", password=FIRST_PASSWORD, again=FIRST_PASSWORD)
    ada.click("new_account.roles.1")
    ada.send("new_account")

    assert ada.read("new_account.problem") == ("“nina” is the user name of another account. Enter another one.")
    assert ada.field("new_account.name").text() == "Nina Second"
    assert len(all_accounts(ada.session.log)) == 2


def test_enter_on_a_row_changes_the_account(ada: Person) -> None:
    ada.open("people")
    choose(ada, "Nina")
    QTest.keyClick(ada.table("settings.accounts"), Qt.Key.Key_Return)

    assert ada.read("change_account.title") == "Change the account of Nina Nurse"
    assert ada.field("change_account.credential").text() == "RN"
    assert ada.button("change_account.roles.1").isChecked()
    ada.fill("change_account", name="Nina Nurse-Moss")
    ada.click("change_account.roles.2")
    ada.send("change_account")

    assert row_of(ada, "Nina")[1:3] == ["Nina Nurse-Moss, RN", "Nurse; Lead nurse or pharmacist"]


def test_the_last_administrator_stays_one(ada: Person) -> None:
    ada.open("people")
    choose(ada, "Ada")
    ada.click("settings.people.change")
    ada.click("change_account.roles.5")
    ada.click("change_account.roles.1")
    ada.send("change_account")

    assert ada.read("change_account.problem") == (
        "No active account would be an administrator any more. Make another person an administrator first."
    )


def test_an_administrator_who_gives_up_that_role_sees_people_no_more(lea: Person) -> None:
    lea.open("people")
    choose(lea, "lea")
    lea.click("settings.people.change")
    lea.click("change_account.roles.5")
    lea.send("change_account")

    assert not lea.is_there("settings.parts.people")
    assert lea.is_there("settings.own.part")
    assert of_kind(lea.session, Kind.REFUSED) == []


def test_a_password_is_reset(ada: Person) -> None:
    ada.open("people")
    choose(ada, "Nina")
    ada.click("settings.people.reset")
    ada.fill("reset_password", password="a password given anew", again="a password given anew")
    ada.send("reset_password")

    assert ada.read("message.text") == "Nina Nurse signs in with the new password now."
    assert row_of(ada, "Nina")[3] == "Active, has yet to choose a password"
    assert ada.session.switch("Nina", "a password given anew").account.must_change_password


def test_an_account_is_deactivated_with_a_reason_and_reactivated(ada: Person) -> None:
    ada.open("people")
    choose(ada, "Nina")
    ada.click("settings.people.deactivate")
    ada.send("deactivate")
    assert ada.read("deactivate.problem") == "The reason is missing. Enter it, like left the site."

    ada.fill("deactivate", reason="On leave")
    ada.send("deactivate")
    assert ada.read("message.text") == "Nina Nurse can sign in no more."
    assert row_of(ada, "Nina")[3] == "Deactivated"
    assert of_kind(ada.session, Kind.ACCOUNT_CHANGED)[-1].reason == "On leave"

    ada.click("settings.people.reactivate")
    ada.fill("reactivate", password="a password given anew", again="a password given anew")
    ada.send("reactivate")
    assert row_of(ada, "Nina")[3] == "Active, has yet to choose a password"


def test_without_a_chosen_row_nothing_is_asked(ada: Person) -> None:
    ada.open("people")
    ada.click("settings.people.deactivate")

    assert ada.read("message.text") == "Choose the account first: its row in the table."
    assert not ada.is_there("deactivate")


def test_a_new_recovery_key_is_shown_once_and_the_old_one_opens_nothing(ada: Person) -> None:
    ada.open("people")
    ada.click("settings.people.recovery_key")
    assert ada.window.focusWidget().objectName() == "new_recovery_key.send"
    ada.click("new_recovery_key.send")
    ada.qtbot.waitUntil(lambda: ada.is_there("recovery_key.done"), timeout=10_000)
    key = "-".join(ada.read(f"recovery_key.line{line}").replace("  ", "-") for line in (1, 2, 3))
    assert not ada.button("settings.people.add").isEnabled()
    ada.press("F8")
    ada.open("people")
    assert ada.is_there("recovery_key.done")

    ada.click("recovery_key.done")

    assert not ada.is_there("recovery_key.done")
    assert ada.button("settings.people.add").isEnabled()
    assert ada.window.focusWidget().objectName() == "settings.people.recovery_key"
    assert ada.read("message.text") == "The recovery key is replaced. Destroy the paper with the old one."
    ada.press("Ctrl+L")
    with pytest.raises(RecoveryKeyWrong):
        ada.clinic.workstation.sign_in_with_recovery_key(ada.clinic.recovery_key, "Olga Owner", "Ada is ill")
    assert ada.clinic.workstation.sign_in_with_recovery_key(key, "Olga Owner", "Ada is ill").is_emergency


# --- Site ------------------------------------------------------------------------------------------------------------


def test_who_bills_is_kept_in_the_log(ada: Person) -> None:
    ada.open("site")
    assert ada.field("site_identity.site_name").text() == "Lakeside Infusion"
    ada.fill("site_identity", npi="1234567893", tax_id="123456789", phone="(206) 555-0134", state="wa")
    ada.fill("site_identity", street="12 Lake Street", city="Seattle", postal_code="981011234")
    ada.send("site_identity")

    assert ada.read("message.text") == "Kept in the log."
    assert ada.field("site_identity.tax_id").text() == "12-3456789"
    assert ada.field("site_identity.postal_code").text() == "98101-1234"
    site = site_of(ada.session.log)
    assert site is not None
    assert (site.npi, site.phone, site.taxonomy) == ("1234567893", "206-555-0134", None)


def test_an_npi_whose_check_digit_does_not_fit_is_refused_in_its_field(ada: Person) -> None:
    ada.open("site")
    ada.fill("site_identity", npi="1234567890")
    ada.send("site_identity")

    assert ada.read("site_identity.npi.note").startswith("“1234567890” is not an NPI, which has 10 digits")
    assert ada.window.focusWidget().objectName() == "site_identity.npi"
    assert len(of_kind(ada.session, Kind.SITE_SET)) == 1


def test_nothing_changed_is_said(ada: Person) -> None:
    ada.open("site")
    ada.send("site_rules")

    assert ada.read("site_rules.problem") == "Nothing was changed, so there is nothing to keep."


def test_how_the_site_works_is_kept_in_the_log_and_what_is_typed_beside_it_stays(ada: Person) -> None:
    ada.open("site")
    ada.fill("site_identity", npi="12345")
    ada.fill("site_rules", idle_minutes="5", window="3 days", closed_dates="25-Dec-2026; 26-Nov-2026")
    for name in ("closed.6", "closed.7", "witness"):
        ada.click(f"site_rules.{name}")
    ada.send("site_rules")

    site = site_of(ada.session.log)
    assert site is not None
    assert (site.idle_minutes, site.window_days, site.closed_weekdays) == (5, 3, (5, 6))
    assert site.wants_witness
    assert ada.field("site_rules.closed_dates").text() == "26-Nov-2026; 25-Dec-2026"
    assert ada.field("site_identity.npi").text() == "12345"


def test_a_nurse_reads_the_site(nina: Person) -> None:
    nina.open("site")

    assert nina.read("settings.site.facts.1") == "Lakeside Infusion"
    assert nina.read("settings.site.facts.2") == "Not recorded"
    assert not nina.is_there("site_identity")


# --- Charges ---------------------------------------------------------------------------------------------------------


def test_a_charge_is_set_and_corrected_from_its_row(lea: Person) -> None:
    lea.open("charges")
    assert lea.read("settings.charges.none").startswith("No charge is set.")
    lea.click("settings.charges.set")
    lea.fill("charge", hcpcs="j2356", dollars="25.50", starts_on="01-Jan-2027")
    lea.send("charge")
    table = lea.table("settings.charges.table")
    assert table.cells() == [["J2356", "tezepelumab-ekko (Tezspire)", "$25.50", "01-Jan-2027"]]

    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    lea.fill("charge", dollars="26")
    lea.send("charge")

    assert table.cells() == [["J2356", "tezepelumab-ekko (Tezspire)", "$26.00", "01-Jan-2027"]]
    services = lea.page._services
    assert [charge.dollars_per_unit for charge in services.charges.all()] == [Fraction(26)]


def test_a_date_that_can_be_two_asks_which_is_meant(lea: Person) -> None:
    lea.open("charges")
    lea.click("settings.charges.set")
    lea.fill("charge", hcpcs="J2356", dollars="25.50", starts_on="05/04/2027")
    lea.send("charge")
    assert lea.button("charge.starts_on.meaning1").text() == "It means 05-Apr-2027"

    lea.click("charge.starts_on.meaning1")
    lea.send("charge")

    assert lea.table("settings.charges.table").cells()[0][3] == "05-Apr-2027"


def test_a_nurse_reads_charges_and_sets_none(nina: Person) -> None:
    nina.open("charges")

    assert nina.is_there("settings.charges.none")
    assert not nina.is_there("settings.charges")


# --- The log ---------------------------------------------------------------------------------------------------------


def wait_for_result(person: Person) -> str:
    person.qtbot.waitUntil(lambda: person.is_there("settings.log.verify"), timeout=30_000)
    return person.read("settings.log.result")


def test_a_check_that_ends_after_a_lock_shows_nothing_any_more(ada: Person) -> None:
    ada.open("log")
    ada.click("settings.log.verify")
    part = ada.page.parts["log"]
    ended: list[bool] = []
    for end in (part._job.done, part._job.failed):  # type: ignore[attr-defined]
        end.connect(lambda _: ended.append(True))

    ada.session.lock()
    ada.qtbot.waitUntil(lambda: bool(ended), timeout=10_000)

    assert ada.read("settings.log.result").startswith("Checking")


def test_the_log_says_how_long_it_is_and_that_it_is_whole(nina: Person) -> None:
    nina.open("log")
    head = nina.session.log.head

    assert nina.read("settings.log.facts.1") == str(head.sequence)
    assert nina.read("settings.log.facts.2").replace(" ", "").replace("\n", "") == head.fingerprint
    assert nina.read("settings.log.facts.3") == "Yes. It agrees with the fingerprints that are kept outside it."


def test_everybody_may_verify_the_whole_log(nina: Person) -> None:
    nina.open("log")
    count = nina.session.log.head.sequence
    nina.click("settings.log.verify")

    assert wait_for_result(nina) == f"{count} entries checked on 23-Nov-2026 14:05. The log is whole."
    assert of_kind(nina.session, Kind.LOG_VERIFIED)[-1].by == nina.session.account.id
    assert nina.read("settings.log.facts.1") == str(count + 1)
    assert nina.window.focusWidget().objectName() == "settings.log.verify"


def test_verifying_a_long_log_tells_its_progress_and_can_be_stopped(
    open_window: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    def grow(session: Session) -> None:
        at = datetime(2026, 11, 23, tzinfo=UTC)
        note = NewEntry(at=at, by=None, kind=Kind.SETTING_CHANGED, subject="x", body=Note())
        session.log.append([note] * 20_000)

    monkeypatch.setattr(checking, "_STEP", 100)
    person = open_window(NINA, before=grow)
    person.sign_in("Nina", OWN_PASSWORD)
    person.open("log")
    person.click("settings.log.verify")
    person.qtbot.waitUntil(lambda: " of 20,0" in person.read("settings.log.result"), timeout=10_000)
    assert person.window.focusWidget().objectName() == "settings.log.stop"
    person.click("settings.log.stop")

    assert wait_for_result(person) == "Stopped. Not all of the log was checked."
    assert of_kind(person.session, Kind.LOG_VERIFIED) == []


def test_a_log_that_cannot_be_read_says_so_where_the_result_would_stand(nina: Person) -> None:
    nina.open("log")
    nina.session.log.close()
    nina.click("settings.log.verify")

    assert wait_for_result(nina) == "The workstation is locked. Sign in again."


def test_a_log_that_does_not_agree_with_its_anchor_says_so(open_window: Callable[..., Person], tmp_path: Path) -> None:
    person = open_window(NINA)
    for file in (tmp_path / "anchors").rglob("*"):
        if file.is_file():
            file.unlink()
    person.sign_in("Nina", OWN_PASSWORD)
    person.open("log")
    said = person.read("settings.log.facts.3")

    assert said.startswith("No. Entry ")
    assert said.endswith(
        " cannot be compared: the anchor file is not there. Nothing is signed until that is settled. "
        "Tell the administrator; reading goes on."
    )


# --- About -----------------------------------------------------------------------------------------------------------


def test_about_names_version_edition_sources_and_licenses(nina: Person) -> None:
    nina.open("about")

    assert nina.read("settings.about.title") == "J3032 Calculator 0.1.0"
    assert nina.read("settings.about.facts.1") == "2 (25-Nov-2026)"
    assert nina.read("settings.about.stale") == "Every source was checked within the last 3 months."
    assert [
        "Tezspire label as shown on prescriberpoint.com",
        "Tezspire",
        "23-Nov-2026",
    ] in nina.table("settings.sources").cells()
    assert ["SQLAlchemy", "the log", "MIT"] in nina.table("settings.licenses").cells()


def test_a_source_that_nobody_opened_for_three_months_is_stale(nina: Person) -> None:
    nina.clinic.clock.set_to(datetime(2027, 2, 24, 9, 0, tzinfo=UTC))
    nina.open("about")

    assert "are stale: checked more than 3 months ago." in nina.read("settings.about.stale")
    assert {row[2] for row in nina.table("settings.sources").cells()} == {"23-Nov-2026. Stale since 23-Feb-2027"}


# --- Reachable, named, large enough, readable, never cut short --------------------------------------------------------

FORMS = [
    pytest.param("own", "settings.own.password", id="own"),
    pytest.param("people", "settings.people.add", id="people-add"),
    pytest.param("people", "settings.people.change", id="people-change"),
    pytest.param("people", "settings.people.recovery_key", id="recovery-key"),
    pytest.param("site", "", id="site"),
    pytest.param("charges", "settings.charges.set", id="charges"),
    pytest.param("paper", "", id="paper"),
    pytest.param("log", "", id="log"),
    pytest.param("about", "", id="about"),
]


def bring_up(person: Person, part: str, button: str) -> list[QWidget]:
    """Open a part and a form of it, and give everything that is to be seen of the page."""
    services = person.page._services
    services.people.add(LONG_NAMED, FIRST_PASSWORD)
    services.charges.set(Charge(hcpcs="J2356", dollars_per_unit=Fraction(1234), first=date(2027, 1, 1)))
    person.open(part)
    if part == "people":
        choose(person, "lea")
    if button:
        person.click(button)
    QApplication.processEvents()
    seen = [widget for widget in person.page.findChildren(QWidget) if widget.isVisibleTo(person.window)]
    settle(seen)
    return seen


def settle(seen: Sequence[QWidget]) -> None:
    """Wait until nothing moves any more."""
    stood: list[QRect] = []
    # Each layout of a layout takes a turn of its own.
    for _ in range(100):
        QTest.qWait(10)
        stands = [widget.geometry() for widget in seen]
        if stands == stood:
            break
        stood = stands


@pytest.mark.parametrize(("part", "button"), FORMS)
def test_every_control_has_a_name_and_a_size_that_a_gloved_hand_hits(lea: Person, part: str, button: str) -> None:
    for widget in bring_up(lea, part, button):
        if isinstance(widget, QAbstractButton) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget
            assert widget.objectName(), widget
            assert min(widget.width(), widget.height()) >= 24, (widget, widget.size())
        if isinstance(widget, TextTable):
            assert all(widget.rowHeight(row) >= 24 for row in range(widget.rowCount()))


@pytest.mark.parametrize(("part", "button"), FORMS)
def test_nothing_is_cut_short_on_a_small_screen_at_any_text_size(lea: Person, part: str, button: str) -> None:
    lea.window.resize(1024, 768)
    lea.qtbot.waitUntil(lambda: lea.window.size().width() == 1024)
    shown = bring_up(lea, part, button)

    for percent in (100, 150, 200):
        lea.window.look.resize(percent - lea.window.look.percent)
        settle(shown)
        for widget in shown:
            if isinstance(widget, QLabel | QAbstractButton):
                assert needed_height(widget) <= widget.height() + 1, (percent, widget, widget.text())
                assert is_within_its_column(widget), (percent, widget, widget.text())
            if isinstance(widget, TextTable):
                assert_no_word_is_cut(widget)


def assert_no_word_is_cut(table: TextTable) -> None:
    for column in range(table.columnCount()):
        for row in range(table.rowCount()):
            item = table.item(row, column)
            words = [""] if item is None else re.split("[ \u200b\n]", item.text())
            widest = max(table.fontMetrics().horizontalAdvance(word) for word in words)
            assert widest < table.columnWidth(column) or table.isColumnHidden(column), words
    assert sum(table.columnWidth(column) for column in range(table.columnCount())) <= table.viewport().width()


@pytest.mark.parametrize(("part", "button"), FORMS)
def test_the_display_rules_hold_in_every_text(lea: Person, part: str, button: str) -> None:
    bring_up(lea, part, button)

    assert FORBIDDEN.findall(lea.everything()) == []


def test_the_tab_key_goes_from_the_parts_through_the_form_to_the_table(lea: Person) -> None:
    bring_up(lea, "people", "settings.people.change")
    lea.button("settings.people.recovery_key").setFocus()
    visited = []
    for _ in range(11):
        visited.append(lea.window.focusWidget().objectName())
        QTest.keyClick(lea.window.focusWidget(), Qt.Key.Key_Tab)

    assert visited == [
        "settings.people.recovery_key",
        "change_account.name",
        "change_account.credential",
        *(f"change_account.roles.{number}" for number in range(1, 6)),
        "change_account.send",
        "change_account.cancel",
        "settings.accounts",
    ]


@pytest.mark.parametrize(
    ("width", "needed", "shared"),
    [
        (100, (10, 10), [50, 50]),
        (100, (70, 10), [70, 30]),
        (100, (10, 60), [40, 60]),
        (100, (60, 140), [30, 70]),
    ],
)
def test_a_column_whose_word_is_longer_than_its_share_gets_more(
    width: int, needed: tuple[int, ...], shared: list[int]
) -> None:
    assert shared_width(width, (1, 1), needed) == shared

"""Leaving: signing out, locking and closing the window; the backup is made, and nothing that was entered is lost."""

from __future__ import annotations

import errno
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from j3032calc.domain.entries import Kind
from j3032calc.domain.problems.backup import BackupNotMade
from j3032calc.domain.problems.log import LogNotWritten
from j3032calc.storage.anchor import Anchor
from j3032calc.ui.scan_field import ScanField
from tests.backed_up import BackedUpClinic
from tests.clinic import ADAS_PASSWORD, NINA, OWN_PASSWORD, of_kind
from tests.ui.conftest import Nurse, open_clinic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from j3032calc.app import App
    from j3032calc.domain.problems import Problem
    from j3032calc.services.session import Session
    from j3032calc.ui.shift import Shift

BEING_MADE = "The backup is being made. The window closes after that."


class Leaver(Nurse):
    """Nina, signed in at a window on a real log with real backups."""

    clinic: BackedUpClinic

    @property
    def shift(self) -> Shift:
        desk = self.window._log_desk
        assert desk is not None
        return desk.shift

    @property
    def session(self) -> Session:
        session = self.shift.session
        assert session is not None
        return session

    def sign_in(self) -> None:
        for field, text in (("user", "nina"), ("password", OWN_PASSWORD)):
            self.type(f"sign_in.{field}", text)
        self.button("sign_in.send").click()
        self.qtbot.waitUntil(lambda: self.read("nav.who") == "Nina Nurse, RN", timeout=20_000)

    def is_noticed_at_a_key(self) -> bool:
        """Press a key that types nothing; say whether somebody counts as there now."""
        QTest.keyClick(self.window, Qt.Key.Key_Shift)
        return not self.session._idle.is_over(timedelta(minutes=1))

    def wait_until_left(self) -> None:
        self.qtbot.waitUntil(lambda: self.shift.is_at_rest, timeout=20_000)
        QApplication.processEvents()

    def fail_to_back_up(self, problem: Problem) -> None:
        def fail(_session: object) -> None:
            raise problem

        self.window._app.back_up = fail  # type: ignore[method-assign,assignment]

    def hold_the_backup(self) -> Event:
        """Have the backup wait until it may end."""
        may_end, back_up = Event(), self.window._app.back_up

        def wait(session: Session) -> None:
            may_end.wait(20)
            back_up(session)

        self.window._app.back_up = wait  # type: ignore[method-assign]
        return may_end

    def logged(self) -> list[Kind]:
        """Read the log when everybody has left."""
        session = self.clinic.sign_in()
        try:
            return [entry.kind for entry in session.log.entries()]
        finally:
            session.lock()


@pytest.fixture
def open_it(app: App, tmp_path: Path, qtbot: QtBot) -> Callable[[], Leaver]:
    clinic = BackedUpClinic(tmp_path)
    clinic.hire(clinic.set_up(), NINA).lock()

    def open_window() -> Leaver:
        leaver = Leaver(open_clinic(clinic, app, qtbot), qtbot)
        leaver.clinic = clinic
        return leaver

    return open_window


@pytest.fixture
def nina(open_it: Callable[[], Leaver]) -> Leaver:
    """Nina at work, after the first backup of her day."""
    nina = open_it()
    nina.sign_in()
    nina.wait_for_the_backup_of_the_day()
    return nina


# --- Closing ---------------------------------------------------------------------------------------------------------


def test_closing_signs_out_and_backs_up_before_the_window_goes(nina: Leaver, open_it: Callable[[], Leaver]) -> None:
    before = nina.clinic.backups.kept()
    nina.session.note(Kind.SETTING_CHANGED, "workstation", what="something new")

    nina.press("Ctrl+Q")
    nina.qtbot.waitUntil(lambda: not nina.window.isVisible(), timeout=20_000)

    assert nina.shift.is_at_rest
    assert len(nina.clinic.backups.kept()) == len(before) + 1
    assert nina.logged()[-3:-1] == [Kind.BACKUP_MADE, Kind.SIGNED_OUT]
    again = open_it()
    again.sign_in()
    assert of_kind(again.session, Kind.SIGNED_OUT)


def test_patients_are_hidden_at_once_while_the_window_waits(nina: Leaver) -> None:
    may_end = nina.hold_the_backup()

    nina.window.close()
    nina.qtbot.waitUntil(lambda: nina.read("message.text") == BEING_MADE)

    assert nina.window.isVisible()
    assert nina.read("nav.who") == ""
    assert nina.read("unlock.said") == "You are signed out. The backup is being made."
    may_end.set()
    nina.qtbot.waitUntil(lambda: not nina.window.isVisible(), timeout=20_000)


def test_closing_twice_signs_out_once(nina: Leaver) -> None:
    before = len(of_kind(nina.session, Kind.SIGNED_OUT))
    nina.window.close()
    nina.window.close()
    nina.qtbot.waitUntil(lambda: not nina.window.isVisible(), timeout=20_000)

    assert nina.logged().count(Kind.SIGNED_OUT) == before + 1


def test_a_locked_window_closes_at_once(nina: Leaver) -> None:
    nina.press("Ctrl+L")

    assert nina.window.close()
    assert not nina.window.isVisible()


def test_a_backup_that_fails_at_the_end_is_read_before_the_window_goes(nina: Leaver) -> None:
    nina.fail_to_back_up(BackupNotMade("the disk is full"))

    nina.window.close()
    nina.qtbot.waitUntil(lambda: nina.read("message.text").startswith("The backup was not made"), timeout=20_000)

    assert nina.window.isVisible()
    assert nina.logged()[-2] is Kind.SIGNED_OUT
    nina.button("message.do").click()
    assert not nina.window.isVisible()


def test_an_error_of_ours_in_the_backup_closes_the_log_all_the_same(nina: Leaver) -> None:
    def fail(_session: object) -> None:
        raise ZeroDivisionError

    nina.window._app.back_up = fail  # type: ignore[method-assign,assignment]
    with nina.qtbot.capture_exceptions() as raised:
        nina.press("Ctrl+Shift+L")
        nina.wait_until_left()

    assert [kind for kind, *_ in raised] == [ZeroDivisionError]
    assert nina.logged()[-2] is Kind.SIGNED_OUT


def test_an_end_that_the_log_cannot_note_is_told(nina: Leaver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nina.session, "note", _refuse)

    nina.press("Ctrl+Shift+L")
    nina.wait_until_left()

    assert nina.read("message.text") == (
        "The log could not note that you left: the disk is full. Everything that you signed is in it."
    )


def test_a_log_that_was_closed_underneath_loses_nothing_of_qt(nina: Leaver) -> None:
    """An error that left closeEvent freed the methods that Qt calls, and the next window crashed the program."""
    import sys

    nina.session.log.close()
    before = sys.getrefcount(ScanField.focusOutEvent)

    nina.window.close()
    nina.qtbot.waitUntil(lambda: nina.read("message.text") not in {"", BEING_MADE}, timeout=20_000)

    assert sys.getrefcount(ScanField.focusOutEvent) >= before
    nina.button("message.do").click()
    assert not nina.window.isVisible()


def test_what_cannot_be_kept_keeps_the_person_here(nina: Leaver, monkeypatch: pytest.MonkeyPatch) -> None:
    assert nina.window._log_desk is not None
    why = "This could not be saved: the disk is full."
    monkeypatch.setattr(nina.window._log_desk.closing, "_keep", lambda: why)

    nina.window.close()
    nina.qtbot.waitUntil(lambda: nina.read("message.text") == why)

    assert nina.session.is_open
    nina.button("message.do").click()
    nina.wait_until_left()
    assert nina.window.isVisible()


# --- The day's turn --------------------------------------------------------------------------------------------------


def test_the_day_turns_while_the_window_is_open(nina: Leaver) -> None:
    before = nina.clinic.backups.kept()
    nina.session.note(Kind.SETTING_CHANGED, "workstation", what="something new")
    nina.shift.look_at_the_clock()
    nina.clinic.clock.pass_time(minutes=9)
    nina.clinic.clock.set_to(nina.clinic.clock.moment.replace(day=24))
    nina.session._idle.touch()

    nina.shift.look_at_the_clock()

    assert nina.window.status.patient.text() == "The patient log is open. The day’s backup is being made."
    nina.wait_for_the_backup_of_the_day()
    assert len(nina.clinic.backups.kept()) == len(before) + 1
    assert nina.window.status.patient.text() == "The patient log is open."
    assert nina.session.is_open


def test_a_day_that_began_has_its_backup_when_the_first_signs_in(nina: Leaver) -> None:
    assert len(nina.clinic.backups.kept()) == 1
    assert of_kind(nina.session, Kind.BACKUP_MADE)


def test_a_backup_of_the_day_that_fails_is_told(open_it: Callable[[], Leaver]) -> None:
    nina = open_it()
    nina.clinic.places.backups.write_text("in the way")

    nina.sign_in()

    nina.qtbot.waitUntil(lambda: nina.read("message.text").startswith("The backup was not made:"), timeout=20_000)
    assert nina.window.status.patient.text() == "The patient log is open."


def test_a_lock_during_the_backup_of_the_day_leaves_it_to_the_next(open_it: Callable[[], Leaver]) -> None:
    nina = open_it()
    failures: list[Exception] = []

    def lock_first(session: Session) -> None:
        session.lock()
        failures.append(BackupNotMade("the log cannot be read"))
        raise failures[-1]

    nina.window._app.back_up_daily = lock_first  # type: ignore[method-assign]
    nina.sign_in()
    nina.qtbot.waitUntil(lambda: nina.shift._backed_up_on is None, timeout=20_000)

    assert failures
    assert nina.read("message.text") == ""


# --- Locking ---------------------------------------------------------------------------------------------------------


def test_a_session_that_wrong_pins_locked_leaves_the_screen(nina: Leaver) -> None:
    nina.session.lock("wrong PINs")

    nina.shift.look_at_the_clock()

    assert nina.read("nav.who") == ""
    assert nina.read("unlock.said").startswith("Locked.")


def test_keys_keep_a_person_signed_in_for_as_long_as_they_come(nina: Leaver) -> None:
    """The signs of life are looked for again a moment after each; ten minutes without one lock the screen."""
    for _ in range(3):
        nina.clinic.clock.pass_time(minutes=9)
        nina.qtbot.waitUntil(nina.is_noticed_at_a_key, timeout=20_000)

    nina.clinic.clock.pass_time(minutes=11)
    nina.shift.look_at_the_clock()

    assert nina.read("unlock.said").startswith("Locked.")


def test_the_first_key_after_too_long_finds_the_screen_locked(nina: Leaver) -> None:
    nina.clinic.clock.pass_time(minutes=11)

    nina.qtbot.waitUntil(lambda: nina.shift.session is None or nina.is_noticed_at_a_key(), timeout=20_000)

    assert nina.read("unlock.said").startswith("Locked.")
    assert not nina.shift._rest.isActive()


def test_a_lock_that_the_log_cannot_note_locks_and_says_so(nina: Leaver, monkeypatch: pytest.MonkeyPatch) -> None:
    session = nina.session
    monkeypatch.setattr(session, "note", _refuse)

    nina.press("Ctrl+L")

    assert not session.is_open
    assert nina.read("message.text").startswith("The log could not note that you left: the disk is full.")


def test_a_moved_clock_that_the_log_cannot_note_is_told(nina: Leaver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nina.session, "note", _refuse)
    nina.clinic.clock.set_to(nina.clinic.clock.moment.replace(minute=11))

    nina.shift._touch()

    assert nina.read("message.text").startswith("The log could not note")
    assert ADAS_PASSWORD not in nina.everything()


# --- A disk that refuses the anchor -----------------------------------------------------------------------------------


def test_what_is_saved_and_not_anchored_is_told_once(nina: Leaver, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(Anchor, "append", refuse)
        nina.session.note(Kind.SETTING_CHANGED, "workstation", what="something new")
    nina.qtbot.waitUntil(lambda: nina.read("message.text") != "")

    assert nina.read("message.text") == (
        "Everything is saved in the log; do not enter it again. Only its fingerprint could not be kept outside yet: "
        "the disk is full. Put that right; the next entry tries again."
    )
    nina.button("message.close").click()
    nina.shift.look_at_the_anchor()
    assert nina.read("message.text") == ""
    nina.session.note(Kind.SETTING_CHANGED, "workstation", what="the disk has room again")
    assert nina.session.not_anchored is None


def test_a_sign_in_while_the_anchor_is_refused_succeeds(
    open_it: Callable[[], Leaver], nina: Leaver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    nina.press("Ctrl+L")
    with monkeypatch.context() as patch:
        patch.setattr(Anchor, "append", refuse)
        again = open_it()
        again.sign_in()

        assert again.session.not_anchored == "the disk is full"


def _refuse(*_: object, **__: object) -> None:
    raise LogNotWritten("the disk is full")

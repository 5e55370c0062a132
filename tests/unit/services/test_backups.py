"""Backups that a person asks for, and those that the workstation makes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.backups import Occasion
from j3032calc.domain.entries import Kind
from j3032calc.domain.people import NewAccount, Role
from j3032calc.domain.problems.backup import BackupNotMade
from j3032calc.domain.problems.people import NotAllowed
from tests.backed_up import BY_ADA, BackedUpClinic, chart
from tests.clinic import FIRST_PASSWORD, NINA, OWN_PASSWORD, facts, of_kind

if TYPE_CHECKING:
    from pathlib import Path

    from j3032calc.services.session import Session

LENA = NewAccount(user="Lena", name="Lena Lead", credential="RN", roles=(Role.LEAD,))


@pytest.fixture
def clinic(tmp_path: Path) -> BackedUpClinic:
    return BackedUpClinic(tmp_path)


@pytest.fixture
def session(clinic: BackedUpClinic) -> Session:
    return clinic.set_up()


def test_a_backup_that_is_asked_for_is_noted_without_its_name(
    clinic: BackedUpClinic, session: Session, tmp_path: Path
) -> None:
    head = session.log.head

    backup = clinic.backing_up.make(session, str(tmp_path / "O'Brien.backup"))

    (noted,) = of_kind(session, Kind.BACKUP_MADE)
    assert (backup.head, backup.occasion, noted.by) == (head, Occasion.ASKED, session.account.id)
    assert facts(noted) == {"occasion": "asked for", "entry": str(head.sequence), "fingerprint": head.fingerprint}


def test_a_nurse_may_not_ask_for_one(clinic: BackedUpClinic, session: Session, tmp_path: Path) -> None:
    nina = clinic.hire(session, NINA).switch("nina", OWN_PASSWORD)

    with pytest.raises(NotAllowed):
        clinic.backing_up.make(nina, str(tmp_path / "backup"))

    assert not (tmp_path / "backup").exists()
    assert not of_kind(nina, Kind.BACKUP_MADE)


def test_the_end_of_any_session_makes_an_automatic_one(clinic: BackedUpClinic, session: Session) -> None:
    nina = clinic.hire(session, NINA).switch("nina", OWN_PASSWORD)
    head = nina.log.head

    backup = clinic.backing_up.make_automatic(nina)

    assert backup is not None
    assert (backup.head, backup.occasion) == (head, Occasion.AUTOMATIC)
    assert clinic.backups.kept() == (backup,)
    assert [entry.by for entry in of_kind(nina, Kind.BACKUP_MADE)] == [None]


def test_none_is_made_where_nothing_happened_since_the_last(clinic: BackedUpClinic, session: Session) -> None:
    clinic.backing_up.make_automatic(session)
    session.sign_out()

    assert clinic.backing_up.make_automatic(clinic.sign_in()) is None


def test_somebody_who_must_choose_a_password_first_makes_none(clinic: BackedUpClinic, session: Session) -> None:
    clinic.people(session).add(NINA, FIRST_PASSWORD)
    nina = session.switch("nina", FIRST_PASSWORD)

    assert clinic.backing_up.make_automatic(nina) is None
    assert clinic.backups.kept() == ()


def test_one_more_entry_is_news(clinic: BackedUpClinic, session: Session) -> None:
    clinic.backing_up.make_automatic(session)
    chart(session, 1)

    assert clinic.backing_up.make_automatic(session) is not None
    assert len(clinic.backups.kept()) == 2


def test_a_day_gets_one_daily_backup(clinic: BackedUpClinic, session: Session) -> None:
    first = clinic.backing_up.make_daily(session)
    chart(session, 1)
    again = clinic.backing_up.make_daily(session)
    clinic.clock.pass_time(days=1)
    next_day = clinic.backing_up.make_daily(session)

    assert first is not None
    assert again is None
    assert next_day is not None


def test_the_old_ones_go_when_a_new_one_is_good(clinic: BackedUpClinic, session: Session) -> None:
    for number in range(1, 6):
        chart(session, number)
        clinic.backing_up.make_automatic(session)
        clinic.clock.pass_time(minutes=1)

    # All of one day, so the newest three: 3 entries of the set-up, then 3 charted and 1 note each time.
    assert [backup.head.sequence for backup in clinic.backups.kept()] == [14, 18, 22]


def test_none_goes_when_the_new_one_fails(clinic: BackedUpClinic, session: Session) -> None:
    for number in range(1, 4):
        chart(session, number)
        clinic.backing_up.make_automatic(session)
        clinic.clock.pass_time(minutes=1)
    before = clinic.backups.kept()
    chart(session, 4)
    # The work folder cannot be made.
    (clinic.places.data / "making-a-backup").write_text("in the way")

    with pytest.raises(BackupNotMade):
        clinic.backing_up.make_automatic(session)

    assert clinic.backups.kept() == before
    assert len(of_kind(session, Kind.BACKUP_MADE)) == 3


def test_a_log_that_is_not_whole_gets_no_automatic_backup(clinic: BackedUpClinic, session: Session) -> None:
    session.sign_out()
    (clinic.anchor / "anchor").unlink()
    session = clinic.sign_in()

    assert not session.log.is_whole
    assert clinic.backing_up.make_automatic(session) is None


def test_after_a_restore_automatic_backups_wait_for_a_lead(
    clinic: BackedUpClinic, session: Session, tmp_path: Path
) -> None:
    session = clinic.hire(session, LENA)
    clinic.backing_up.make(session, str(tmp_path / "backup"))
    session.sign_out()
    clinic.restoring.restore(str(tmp_path / "backup"), BY_ADA)
    lena = clinic.sign_in("lena", OWN_PASSWORD)

    waiting = clinic.backing_up.make_automatic(lena)
    resumed = clinic.backing_up.resume(lena)

    assert waiting is None
    assert resumed
    assert not clinic.backing_up.resume(lena)
    assert len(of_kind(lena, Kind.BACKUPS_RESUMED)) == 1
    assert clinic.backing_up.make_automatic(lena) is not None


def test_a_nurse_does_not_resume_them(clinic: BackedUpClinic, session: Session) -> None:
    nina = clinic.hire(session, NINA).switch("nina", OWN_PASSWORD)

    with pytest.raises(NotAllowed):
        clinic.backing_up.resume(nina)


def test_a_backup_of_what_was_left_behind_does_not_count_as_the_last_one(
    clinic: BackedUpClinic, session: Session, tmp_path: Path
) -> None:
    clinic.backing_up.make(session, str(tmp_path / "backup"))
    chart(session, 1)
    clinic.backing_up.make_automatic(session)
    session.sign_out()
    clinic.restoring.restore(str(tmp_path / "backup"), BY_ADA, replace_newer=True)
    session = clinic.sign_in()
    clinic.backing_up.resume(session)

    assert clinic.backing_up.make_daily(session) is not None

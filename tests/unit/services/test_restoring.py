"""Going back to a backup: who may, what is refused first, and what the log says of it afterwards."""

from __future__ import annotations

import shutil
import stat
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.backups import Occasion
from j3032calc.domain.entries import Fault, FaultKind, Kind
from j3032calc.domain.people import NewAccount, Role
from j3032calc.domain.problems.backup import (
    BackupOfOtherLog,
    NotABackup,
    RestoreLosesEntries,
    RestoreReplacesUnreadable,
)
from j3032calc.domain.problems.log import LogDamaged, LogInUse, LogNotWhole, LogUnusable
from j3032calc.domain.problems.people import NotAllowed, RecoveryKeyWrong, SignInRefused
from j3032calc.domain.search import PatientSearch
from j3032calc.exports.log_jsonl import entry_line
from j3032calc.services.restoring import Credentials
from j3032calc.storage.log_store import SqlStore
from tests.backed_up import ADAS, BY_ADA, BackedUpClinic, chart
from tests.cheap_vault import cheap_vault
from tests.clinic import ADAS_PASSWORD, NINA, OWN_PASSWORD, facts, of_kind
from tests.plain import plain_entry

if TYPE_CHECKING:
    from pathlib import Path

    from j3032calc.services.session import Session

BORIS = NewAccount(user="Boris", name="Boris Boss", credential="", roles=(Role.ADMINISTRATOR,))


@pytest.fixture
def clinic(tmp_path: Path) -> BackedUpClinic:
    return BackedUpClinic(tmp_path / "here")


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "backup")


@pytest.fixture
def session(clinic: BackedUpClinic) -> Session:
    """A log with 6 entries: site, account and sign-in of the set-up, then a patient, an order and a dose."""
    session = clinic.set_up()
    chart(session, 1)
    return session


@pytest.fixture
def backed_up(clinic: BackedUpClinic, session: Session, path: str) -> list[str]:
    """Back up and sign out; give the lines of what the backup holds."""
    lines = [entry_line(plain_entry(entry)) for entry in session.log.entries()]
    clinic.backing_up.make(session, path)
    session.sign_out()
    return lines


def lines_of(session: Session, count: int) -> list[str]:
    return [entry_line(plain_entry(entry)) for entry in session._open.log.entries(1, count)]


# --- What comes back -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("backed_up")
def test_a_restore_is_the_next_entry_and_is_signed(clinic: BackedUpClinic, path: str) -> None:
    done = clinic.restoring.restore(path, BY_ADA)

    session = clinic.sign_in()
    (entry,) = of_kind(session, Kind.LOG_RESTORED)
    said = facts(entry)
    assert (entry.sequence, entry.by, done.left_behind) == (7, session.account.id, 2)
    # Left behind: the notes of the backup and of the sign-out.
    assert (said["backup_entry"], said["replaced_entry"], said["entries_left_behind"]) == ("6", "8", "2")
    assert said["opened_with"] == "password"
    assert session.log.is_whole
    assert session.log.verify().fault is None


def test_the_drill_everything_is_lost_and_comes_back(clinic: BackedUpClinic, backed_up: list[str], path: str) -> None:
    clinic.lose_everything()

    clinic.restoring.restore(path, BY_ADA)

    session = clinic.sign_in()
    assert lines_of(session, 6) == backed_up
    assert session.log.verify().fault is None
    assert [person.family for person in session.log.find_patients(PatientSearch(names=("quill",)), most=5)] == [
        "Quillfeather"
    ]


def test_the_recovery_key_restores_on_an_empty_computer(
    clinic: BackedUpClinic, backed_up: list[str], path: str
) -> None:
    clinic.lose_everything()

    clinic.restoring.restore(path, Credentials(None, clinic.recovery_key))

    session = clinic.sign_in()
    (entry,) = of_kind(session, Kind.LOG_RESTORED)
    assert (entry.by, facts(entry)["opened_with"]) == (None, "recovery key")
    assert lines_of(session, 6) == backed_up


def test_files_that_come_back_are_private(clinic: BackedUpClinic, backed_up: list[str], path: str) -> None:
    assert backed_up
    clinic.restoring.restore(path, BY_ADA)

    for path_of_any in clinic.folder.rglob("*"):
        rights = stat.S_IMODE(path_of_any.stat().st_mode)
        assert rights == (0o700 if path_of_any.is_dir() else 0o600), path_of_any


@pytest.mark.usefixtures("backed_up")
def test_what_was_here_is_kept_under_the_date(clinic: BackedUpClinic, path: str) -> None:
    before = (clinic.places.data / "log.db").read_bytes()

    clinic.restoring.restore(path, BY_ADA)

    kept = clinic.places.data / "replaced-2026-11-23-140500"
    assert (kept / "log.db").read_bytes() == before
    assert (kept / "keys.json").read_bytes() == (clinic.places.data / "keys.json").read_bytes()
    assert not (clinic.places.data / "restoring").exists()


@pytest.mark.usefixtures("backed_up")
def test_two_restores_at_one_time_keep_both(clinic: BackedUpClinic, path: str) -> None:
    clinic.restoring.restore(path, BY_ADA)
    clinic.restoring.restore(path, BY_ADA, replace_newer=True)

    assert sorted(one.name for one in clinic.places.data.glob("replaced-*")) == [
        "replaced-2026-11-23-140500",
        "replaced-2026-11-23-140500-2",
    ]


# --- Whose word it takes ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("backed_up")
def test_a_wrong_password_changes_nothing(clinic: BackedUpClinic, path: str) -> None:
    with pytest.raises(SignInRefused):
        clinic.restoring.restore(path, Credentials("Ada", "not the password"))

    session = clinic.sign_in()
    assert not of_kind(session, Kind.LOG_RESTORED)
    assert len(of_kind(session, Kind.SIGN_IN_FAILED)) == 1


@pytest.mark.usefixtures("backed_up")
def test_a_wrong_recovery_key_changes_nothing(clinic: BackedUpClinic, path: str, tmp_path: Path) -> None:
    other = BackedUpClinic(tmp_path / "there")
    other.set_up().sign_out()

    with pytest.raises(RecoveryKeyWrong):
        clinic.restoring.restore(path, Credentials(None, other.recovery_key))


def test_a_nurse_may_not_and_the_attempt_is_noted(clinic: BackedUpClinic, session: Session, path: str) -> None:
    session = clinic.hire(session, NINA)
    clinic.backing_up.make(session, path)
    session.sign_out()

    with pytest.raises(NotAllowed):
        clinic.restoring.restore(path, Credentials("nina", OWN_PASSWORD))

    session = clinic.sign_in()
    assert [facts(entry)["right"] for entry in of_kind(session, Kind.REFUSED)] == ["restore"]
    assert not of_kind(session, Kind.LOG_RESTORED)


def test_a_nurse_may_not_on_an_empty_computer_either(clinic: BackedUpClinic, session: Session, path: str) -> None:
    session = clinic.hire(session, NINA)
    clinic.backing_up.make(session, path)
    session.sign_out()
    clinic.lose_everything()

    with pytest.raises(NotAllowed):
        clinic.restoring.restore(path, Credentials("nina", OWN_PASSWORD))

    assert not (clinic.places.data / "log.db").exists()
    assert not (clinic.places.data / "keys.json").exists()


def test_todays_passwords_open_a_backup_of_the_same_log(clinic: BackedUpClinic, session: Session, path: str) -> None:
    clinic.backing_up.make(session, path)
    clinic.people(session).change_own_password(ADAS_PASSWORD, "a newer long password")
    session.sign_out()

    with pytest.raises(SignInRefused):
        clinic.restoring.restore(path, BY_ADA, replace_newer=True)
    clinic.restoring.restore(path, Credentials("Ada", "a newer long password"), replace_newer=True)

    assert clinic.sign_in("Ada", "a newer long password").log.is_whole


def test_who_was_deactivated_since_restores_nothing(clinic: BackedUpClinic, session: Session, path: str) -> None:
    session = clinic.hire(session, BORIS)
    clinic.backing_up.make(session, path)
    boris = next(one for one in clinic.people(session).accounts() if one.user == "Boris")
    keys = (clinic.places.data / "keys.json").read_bytes()
    clinic.people(session).deactivate(boris.id, "left")
    session.sign_out()
    # A crash between log and keys leaves his copy of the key.
    (clinic.places.data / "keys.json").write_bytes(keys)

    with pytest.raises(SignInRefused):
        clinic.restoring.restore(path, Credentials("boris", OWN_PASSWORD), replace_newer=True)


def test_an_account_younger_than_the_backup_may(clinic: BackedUpClinic, session: Session, path: str) -> None:
    clinic.backing_up.make(session, path)
    clinic.hire(session, BORIS).sign_out()

    clinic.restoring.restore(path, Credentials("boris", OWN_PASSWORD), replace_newer=True)

    assert len(of_kind(clinic.sign_in(), Kind.LOG_RESTORED)) == 1


def test_an_account_that_neither_log_has_may_not(clinic: BackedUpClinic, session: Session, path: str) -> None:
    clinic.backing_up.make(session, path)
    clinic.hire(session, BORIS).sign_out()
    (clinic.places.data / "log.db").unlink()

    with pytest.raises(SignInRefused):
        clinic.restoring.restore(path, Credentials("boris", OWN_PASSWORD), replace_newer=True)


# --- What is refused -------------------------------------------------------------------------------------------------


def test_a_file_that_is_no_backup_is_refused(clinic: BackedUpClinic, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear colleague")

    with pytest.raises(NotABackup):
        clinic.restoring.restore(str(tmp_path / "letter.txt"), BY_ADA)

    assert not clinic.places.data.exists()


@pytest.mark.usefixtures("backed_up")
def test_a_backup_of_another_log_is_refused(clinic: BackedUpClinic, path: str, tmp_path: Path) -> None:
    other = BackedUpClinic(tmp_path / "there")
    other.set_up().sign_out()

    with pytest.raises(BackupOfOtherLog):
        other.restoring.restore(path, BY_ADA, replace_newer=True)

    assert clinic.places.data.exists()
    assert other.sign_in().log.is_whole


def test_a_log_that_is_open_is_not_replaced(clinic: BackedUpClinic, session: Session, path: str) -> None:
    clinic.backing_up.make(session, path)

    with pytest.raises(LogInUse):
        clinic.restoring.restore(path, BY_ADA)

    chart(session, 2)


@pytest.mark.usefixtures("backed_up")
def test_newer_entries_are_not_replaced_unless_asked_again(clinic: BackedUpClinic, path: str) -> None:
    session = clinic.sign_in()
    chart(session, 2)
    session.sign_out()

    with pytest.raises(RestoreLosesEntries) as refused:
        clinic.restoring.restore(path, BY_ADA)
    done = clinic.restoring.restore(path, BY_ADA, replace_newer=True)

    # A patient, an order and a dose; with the notes of one backup, one sign-in and two sign-outs that is 7.
    assert (refused.value.count, done.left_behind) == (3, 7)


def test_a_backup_from_before_another_restore_is_compared_entry_by_entry(
    clinic: BackedUpClinic, session: Session, path: str, tmp_path: Path
) -> None:
    # Six entries, then a second patient, and then back to the six and on to a third patient.
    clinic.backing_up.make(session, path)
    chart(session, 2)
    later = str(tmp_path / "later")
    clinic.backing_up.make(session, later)
    session.sign_out()
    clinic.restoring.restore(path, BY_ADA, replace_newer=True)
    session = clinic.sign_in()
    chart(session, 3)
    session.sign_out()

    with pytest.raises(RestoreLosesEntries) as refused:
        clinic.restoring.restore(later, BY_ADA)

    # The note of the restore and the three of the third patient.
    assert refused.value.count == 4


@pytest.mark.usefixtures("backed_up")
def test_where_the_log_is_gone_its_anchor_tells_what_is_left_behind(clinic: BackedUpClinic, path: str) -> None:
    clinic.lose_the_data()

    with pytest.raises(RestoreLosesEntries) as refused:
        clinic.restoring.restore(path, BY_ADA)
    done = clinic.restoring.restore(path, BY_ADA, replace_newer=True)

    assert (refused.value.count, done.left_behind) == (2, 2)
    assert clinic.sign_in().log.is_whole


@pytest.mark.usefixtures("backed_up")
def test_where_an_old_copy_was_put_back_its_anchor_tells_what_was_cut(
    clinic: BackedUpClinic, path: str, tmp_path: Path
) -> None:
    shutil.copytree(clinic.places.data, tmp_path / "copy")
    session = clinic.sign_in()
    chart(session, 2)
    session.sign_out()
    clinic.lose_the_data()
    shutil.copytree(tmp_path / "copy", clinic.places.data)

    with pytest.raises(RestoreLosesEntries) as refused:
        clinic.restoring.restore(path, BY_ADA)

    # Cut off: a sign-in, three charted, a sign-out. Of these nobody knows any more that two are routine.
    assert refused.value.count == 5


@pytest.mark.usefixtures("backed_up")
def test_a_log_that_cannot_be_read_is_replaced_when_asked_again(clinic: BackedUpClinic, path: str) -> None:
    damage(clinic.places.data / "log.db")
    shutil.rmtree(clinic.places.anchors)

    with pytest.raises(RestoreReplacesUnreadable):
        clinic.restoring.restore(path, BY_ADA)
    clinic.restoring.restore(path, BY_ADA, replace_newer=True)

    session = clinic.sign_in()
    assert facts(of_kind(session, Kind.LOG_RESTORED)[0])["entries_left_behind"] == "not known"
    assert (clinic.places.data / "replaced-2026-11-23-140500" / "log.db").exists()


def damage(file: Path, at: int = 0) -> None:
    content = bytearray(file.read_bytes())
    content[at : at + 64] = bytes(64)
    file.write_bytes(content)


def test_damage_at_its_beginning_is_found_out_and_the_anchor_counts(
    clinic: BackedUpClinic, session: Session, path: str
) -> None:
    clinic.backing_up.make(session, path)
    # More than are looked at when a log is opened.
    for number in range(2, 90):
        chart(session, number)
    newest = session.log.head.sequence
    session.sign_out()
    damage_the_first_entries(clinic)

    with pytest.raises(RestoreLosesEntries) as refused:
        clinic.restoring.restore(path, BY_ADA)

    # All after the sixth, the sign-out included: the anchor does not tell which of them are routine.
    assert refused.value.count == newest + 1 - 6


def damage_the_first_entries(clinic: BackedUpClinic) -> None:
    """Damage the page that holds them, and no other: the log still opens."""
    file = clinic.places.data / "log.db"
    whole = file.read_bytes()
    key, _ = cheap_vault(clinic.places.data, clinic.clock).unlock(*ADAS)
    store = SqlStore(clinic.places.data, clinic.anchor, clinic.clock)
    for page in range(1, len(whole) // 4096):
        damage(file, page * 4096 + 100)
        try:
            log = store.open(key)
        except LogUnusable:
            pass
        else:
            try:
                log.entries(1, 1).__next__()
            except LogDamaged:
                return
            finally:
                log.close()
        file.write_bytes(whole)
    raise AssertionError


# --- Another computer ------------------------------------------------------------------------------------------------


def test_a_folder_that_was_copied_to_another_computer_is_anchored_by_backup_and_restore(
    clinic: BackedUpClinic, session: Session, path: str
) -> None:
    session.sign_out()
    shutil.rmtree(clinic.places.anchors)
    copied = clinic.sign_in()
    fault = copied.log.fault
    with pytest.raises(LogNotWhole):
        copied._check_pin(copied.account, "2580")
    clinic.backing_up.make(copied, path)
    copied.sign_out()

    clinic.restoring.restore(path, BY_ADA)

    again = clinic.sign_in()
    assert fault == Fault(sequence=7, kind=FaultKind.ANCHOR_MISSING)
    assert again.log.is_whole
    assert again.log.verify().fault is None
    assert len(of_kind(again, Kind.LOG_RESTORED)) == 1


def test_credentials_do_not_show_themselves() -> None:
    assert ADAS_PASSWORD not in repr(Credentials(*ADAS))


def test_the_occasions_are_told_apart(clinic: BackedUpClinic, backed_up: list[str]) -> None:
    assert backed_up
    session = clinic.sign_in()
    chart(session, 2)

    made = clinic.backing_up.make_automatic(session)

    assert made is not None
    assert made.occasion is Occasion.AUTOMATIC

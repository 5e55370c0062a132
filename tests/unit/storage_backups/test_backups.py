"""The file of a backup: made whole and checked or not at all, encrypted, private, and refused when it is not that."""

from __future__ import annotations

import json
import shutil
import stat
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.backups import Occasion
from j3032calc.domain.entries import Head
from j3032calc.domain.problems.backup import BackupDamaged, BackupFromNewerVersion, BackupNotMade, NotABackup
from j3032calc.domain.problems.files import FileUnreadable
from j3032calc.domain.problems.log import LogDamaged, LogMissing
from j3032calc.storage import migrating
from j3032calc.storage.backup_file import read_about, unpack
from j3032calc.storage.local_store import LocalStore
from tests.backed_up import ADAS, BackedUpClinic, chart
from tests.cheap_vault import cheap_vault

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.problems import Problem
    from j3032calc.services.session import Session


@pytest.fixture
def clinic(tmp_path: Path) -> BackedUpClinic:
    return BackedUpClinic(tmp_path / "here")


@pytest.fixture
def session(clinic: BackedUpClinic) -> Session:
    session = clinic.set_up()
    chart(session, 1)
    return session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "backup"


@pytest.fixture
def made(clinic: BackedUpClinic, session: Session, path: Path) -> Path:
    clinic.backups.make(session.log, Occasion.ASKED, str(path))
    return path


# --- Making ----------------------------------------------------------------------------------------------------------


def test_a_backup_says_what_it_is_and_nothing_of_a_patient(
    clinic: BackedUpClinic, session: Session, made: Path
) -> None:
    with zipfile.ZipFile(made) as archive:
        about = json.loads(archive.read("about.json"))
        assert sorted(archive.namelist()) == ["about.json", "keys.json", "log.db"]

    assert about == {
        "format": "j3032calc-backup",
        "version": 1,
        "log": clinic.anchor.name,
        "entry": 6,
        "fingerprint": session.log.head.fingerprint,
        "made_at": "2026-11-23T14:05:00+00:00",
        "occasion": "asked for",
        "app_version": "0.1.0",
    }


@pytest.mark.parametrize("word", [b"Quillfeather", b"MRN-000001", b"SQLite format 3", b"cinqair"])
def test_nothing_in_it_is_readable(made: Path, word: bytes) -> None:
    assert word not in made.read_bytes()


def test_it_is_private_and_leaves_nothing_beside_it(clinic: BackedUpClinic, made: Path) -> None:
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert [one.name for one in made.parent.iterdir() if one.name.startswith(".")] == []
    assert not (clinic.places.data / "making-a-backup").exists()


def test_the_log_goes_on_while_it_is_made_and_after(session: Session, made: Path) -> None:
    chart(session, 2)

    assert read_about(made).head.sequence == 6
    assert session.log.verify().fault is None


def test_an_older_backup_of_this_log_is_replaced(clinic: BackedUpClinic, session: Session, made: Path) -> None:
    chart(session, 2)

    clinic.backups.make(session.log, Occasion.ASKED, str(made))

    assert read_about(made).head.sequence == 9


def test_nothing_else_is_replaced(clinic: BackedUpClinic, session: Session, path: Path, tmp_path: Path) -> None:
    other = BackedUpClinic(tmp_path / "there")
    other_session = other.set_up()
    other.backups.make(other_session.log, Occasion.ASKED, str(path))
    of_other = path.read_bytes()
    (tmp_path / "letter").write_text("Dear colleague")

    for name in (path, tmp_path / "letter", clinic.places.data / "log.db"):
        with pytest.raises(BackupNotMade) as refused:
            clinic.backups.make(session.log, Occasion.ASKED, str(name))
        assert refused.value.reason == "another file of that name is there"

    assert path.read_bytes() == of_other
    assert (tmp_path / "letter").read_text() == "Dear colleague"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param(".", "it is a folder", id="folder"),
        pytest.param("nowhere/backup", "there is no such file or folder", id="no-such-folder"),
        pytest.param("a\0b", "a file cannot have that name", id="no-name"),
    ],
)
def test_a_place_that_cannot_be_written_is_said_plainly(
    clinic: BackedUpClinic, session: Session, tmp_path: Path, name: str, reason: str
) -> None:
    with pytest.raises(BackupNotMade) as refused:
        clinic.backups.make(session.log, Occasion.ASKED, str(tmp_path / name))

    assert refused.value.reason == reason


class Spoiled:
    """A store whose copies come out as a test wants."""

    def __init__(self, session: Session, spoil: Callable[[Path], None], head: Head | None = None) -> None:
        self._log = session.log
        self._spoil = spoil
        self._head = head

    def copy_to(self, name: str) -> None:
        self._log.copy_to(name)

    def check_copy(self, name: str) -> Head:
        if "again" not in name:
            return self._log.check_copy(name)
        self._spoil(Path(name))
        return self._head or self._log.check_copy(name)


def test_a_backup_that_does_not_open_again_is_not_made(clinic: BackedUpClinic, session: Session, path: Path) -> None:
    with pytest.raises(BackupNotMade):
        clinic.backups.make(Spoiled(session, damage), Occasion.ASKED, str(path))

    assert not path.exists()


def test_a_backup_with_another_end_is_not_made(clinic: BackedUpClinic, session: Session, path: Path) -> None:
    other = Head(sequence=6, fingerprint="0" * 64)

    with pytest.raises(BackupNotMade) as refused:
        clinic.backups.make(Spoiled(session, lambda _: None, other), Occasion.ASKED, str(path))

    assert refused.value.reason == "it did not open again"
    assert not path.exists()


def damage(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[5000:5064] = bytes(64)
    file.write_bytes(content)


def test_what_a_crash_left_of_the_last_one_goes(clinic: BackedUpClinic, session: Session, path: Path) -> None:
    left = clinic.places.data / "making-a-backup"
    left.mkdir()
    (left / "log.db").write_bytes(b"half")

    clinic.backups.make(session.log, Occasion.ASKED, str(path))

    assert not left.exists()


def test_before_a_migration_a_backup_is_made_apart_and_not_counted(
    clinic: BackedUpClinic, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.sign_out()
    key, _ = cheap_vault(clinic.places.data, clinic.clock).unlock(*ADAS)
    monkeypatch.setattr(migrating, "VERSION", "0003")

    log = LocalStore(clinic.places, clinic.clock, clinic.backups).open(key)

    (apart,) = (clinic.places.backups / "before-migrations").iterdir()
    assert read_about(apart).occasion is Occasion.BEFORE_MIGRATION
    assert clinic.backups.kept() == ()
    assert log.is_whole
    log.close()


# --- Listing ---------------------------------------------------------------------------------------------------------


def test_only_backups_of_this_log_are_listed(clinic: BackedUpClinic, session: Session, tmp_path: Path) -> None:
    backup = clinic.backups.make(session.log, Occasion.AUTOMATIC)
    other = BackedUpClinic(tmp_path / "there")
    others = other.backups.make(other.set_up().log, Occasion.AUTOMATIC)
    shutil.copy(other.places.backups / others.name, clinic.places.backups / "moved-here.j3032backup")
    (clinic.places.backups / "broken.j3032backup").write_bytes(b"PK")
    (clinic.places.backups / "notes.txt").write_text("mine")

    assert clinic.backups.kept() == (backup,)


def test_two_of_one_second_both_stay(clinic: BackedUpClinic, session: Session) -> None:
    clinic.backups.make(session.log, Occasion.AUTOMATIC)
    clinic.backups.make(session.log, Occasion.AUTOMATIC)

    assert len(clinic.backups.kept()) == 2


def test_a_backup_is_dropped_by_its_name(clinic: BackedUpClinic, session: Session) -> None:
    backup = clinic.backups.make(session.log, Occasion.AUTOMATIC)

    clinic.backups.drop(backup)
    clinic.backups.drop(backup)

    assert clinic.backups.kept() == ()


# --- Reading what somebody hands over --------------------------------------------------------------------------------


def rewritten(path: Path, **changed: object) -> None:
    """Write the backup again with other fields in what it says of itself."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    about = json.loads(members["about.json"]) | changed
    members["about.json"] = json.dumps({name: value for name, value in about.items() if value is not None}).encode()
    write_zip(path, members)


def write_zip(path: Path, members: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> None:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        pytest.param(lambda path: path.write_bytes(b""), NotABackup, id="empty"),
        pytest.param(lambda path: path.write_text("Dear colleague"), NotABackup, id="letter"),
        pytest.param(lambda path: write_zip(path, {"letter.txt": b"x"}), NotABackup, id="other-zip"),
        pytest.param(
            lambda path: write_zip(path, {"about.json": b"{}", "keys.json": b"{}", "log.db": b"", "../x": b""}),
            NotABackup,
            id="one-more-name",
        ),
        pytest.param(
            lambda path: write_zip(path, {"about.json": b"{}", "keys.json": b"", "log.db": b""}, zipfile.ZIP_DEFLATED),
            NotABackup,
            id="compressed",
        ),
        pytest.param(
            lambda path: write_zip(path, {"about.json": b"no", "keys.json": b"", "log.db": b""}),
            BackupDamaged,
            id="about-is-no-json",
        ),
        pytest.param(lambda path: rewritten(path, format="another"), NotABackup, id="other-format"),
        pytest.param(lambda path: rewritten(path, version=2), BackupFromNewerVersion, id="newer"),
        pytest.param(lambda path: rewritten(path, log=None), BackupDamaged, id="no-log"),
        pytest.param(lambda path: rewritten(path, made_at="noon"), BackupDamaged, id="no-time"),
        pytest.param(lambda path: rewritten(path, occasion="whim"), BackupDamaged, id="no-occasion"),
        pytest.param(lambda path: rewritten(path, version="x"), BackupDamaged, id="no-version"),
        pytest.param(cut, BackupDamaged, id="cut"),
        pytest.param(lambda path: path.unlink(), FileUnreadable, id="not-there"),
    ],
)
def test_a_file_that_is_not_what_was_written_is_refused(
    made: Path, spoil: Callable[[Path], None], problem: type[Problem]
) -> None:
    spoil(made)

    with pytest.raises(problem):
        read_about(made)


def test_a_flipped_bit_is_found_when_it_is_unpacked(made: Path, tmp_path: Path) -> None:
    flipped(made)
    (tmp_path / "out").mkdir()

    with pytest.raises(BackupDamaged):
        unpack(made, tmp_path / "out")


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(flipped, id="bit"),
        pytest.param(lambda path: rewritten(path, entry=5), id="says-another-entry"),
        pytest.param(lambda path: rewritten(path, fingerprint="0" * 64), id="says-another-fingerprint"),
        pytest.param(lambda path: rewritten(path, log="another"), id="says-another-log"),
    ],
)
def test_a_damaged_backup_restores_nothing(
    clinic: BackedUpClinic, session: Session, made: Path, spoil: Callable[[Path], None]
) -> None:
    session.sign_out()
    clinic.lose_everything()
    spoil(made)

    with pytest.raises(BackupDamaged), clinic.backups.stage(str(made)) as staged:
        staged.open(staged.vault.unlock(*ADAS)[0])

    assert not (clinic.places.data / "log.db").exists()
    assert not (clinic.places.data / "restoring").exists()


def member_replaced(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    write_zip(path, members | {name: content})


def test_keys_that_are_not_whole_make_it_damaged(clinic: BackedUpClinic, session: Session, made: Path) -> None:
    session.sign_out()
    member_replaced(made, "keys.json", b"{}")

    with pytest.raises(BackupDamaged), clinic.backups.stage(str(made)):
        pass


def test_a_store_with_another_key_makes_it_damaged(
    clinic: BackedUpClinic, session: Session, made: Path, tmp_path: Path
) -> None:
    other = BackedUpClinic(tmp_path / "there")
    other.set_up().sign_out()
    session.sign_out()
    member_replaced(made, "log.db", (other.places.data / "log.db").read_bytes())

    with pytest.raises(BackupDamaged), clinic.backups.stage(str(made)) as staged:
        staged.open(staged.vault.unlock(*ADAS)[0])


def test_an_entry_that_somebody_changed_with_the_key_in_hand_is_found_before_it_is_restored(
    clinic: BackedUpClinic, session: Session, path: Path
) -> None:
    session.sign_out()
    key, _ = cheap_vault(clinic.places.data, clinic.clock).unlock(*ADAS)
    change_entry(clinic.places.data / "log.db", key.hex())
    session = clinic.sign_in()
    clinic.backups.make(session.log, Occasion.ASKED, str(path))
    session.sign_out()

    with pytest.raises(BackupDamaged), clinic.backups.stage(str(path)) as staged:
        staged.open(staged.vault.unlock(*ADAS)[0])


def change_entry(file: Path, key: str) -> None:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(file))
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute("DROP TRIGGER entry_stays_as_it_is")
    connection.execute("UPDATE entry SET reason = 'changed' WHERE sequence = 5")
    connection.commit()
    connection.close()


# --- The store at its place ------------------------------------------------------------------------------------------


def test_a_store_without_keys_is_neither_made_nor_opened(clinic: BackedUpClinic) -> None:
    store = LocalStore(clinic.places, clinic.clock, clinic.backups)
    key, _ = cheap_vault(clinic.folder / "elsewhere", clinic.clock).create("a1", *ADAS)

    assert not store.exists()
    with pytest.raises(LogMissing):
        store.create(key)
    with pytest.raises(LogMissing):
        store.open(key)


def test_an_old_copy_of_the_whole_data_folder_is_found_out(clinic: BackedUpClinic, session: Session) -> None:
    session.sign_out()
    shutil.copytree(clinic.places.data, clinic.folder / "copy")
    session = clinic.sign_in()
    chart(session, 2)
    session.sign_out()
    clinic.lose_the_data()
    shutil.copytree(clinic.folder / "copy", clinic.places.data)

    assert not clinic.sign_in().log.is_whole


def test_keys_that_name_no_log_are_damage(clinic: BackedUpClinic, session: Session) -> None:
    session.sign_out()
    (clinic.places.data / "keys.json").write_text("{}")

    with pytest.raises(LogDamaged):
        clinic.sign_in()

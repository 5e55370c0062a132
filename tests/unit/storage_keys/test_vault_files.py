"""The vault's two files hold no secret, are whole or damaged and never made anew, and belong to one person alone."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from j3032calc.domain.problems.files import FileUnreadable
from j3032calc.domain.problems.log import LogDamaged, LogExists, LogFromNewerVersion, LogNotWritten
from j3032calc.domain.problems.people import RecoveryKeyMisread, RecoveryKeyWrong, SignInDelayed, SignInRefused
from j3032calc.storage import keys_file
from j3032calc.storage.clock import SystemClock
from j3032calc.storage.keys_file import Cost
from j3032calc.storage.vault import FileVault
from tests.cheap_vault import CHEAP, cheap_vault
from tests.fixed_clock import FixedClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.problems import Problem

PASSWORD = "correct horse battery"
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a person's folders apart by itself")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def vault(folder: Path, clock: FixedClock) -> FileVault:
    made = cheap_vault(folder, clock)
    made.create("account-1", "ana.ruiz", PASSWORD)
    return made


def refuse_sign_in(vault: FileVault, password: str = "wrong") -> None:
    with pytest.raises(SignInRefused):
        vault.unlock("ana.ruiz", password)


def rewrite(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the fields of keys.json as somebody would who knows how the digest is made."""
    path = folder / "keys.json"
    fields = json.loads(path.read_bytes())
    del fields["digest"]
    change(fields)
    digest = hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()
    path.write_text(json.dumps({**fields, "digest": digest}), "utf-8")


# --- Secrets ---------------------------------------------------------------------------------------------------------


def test_no_file_of_the_vault_holds_a_secret(folder: Path, clock: FixedClock) -> None:
    vault = cheap_vault(folder, clock)
    key, printed = vault.create("account-1", "ana.ruiz", PASSWORD)
    vault.lock_for(key, "account-2", "bo.lind", "another long password")
    hashed = vault.hash_pin("25802580")
    assert vault.pin_fits("25802580", hashed)
    renewed = vault.replace_recovery_key(key)
    refuse_sign_in(vault, "mistyped password")
    with pytest.raises(SignInRefused):
        vault.unlock("password typed as user", PASSWORD)
    with pytest.raises(RecoveryKeyWrong):
        vault.unlock_with_recovery_key(printed)
    raw = bytes.fromhex(key.hex())
    secrets = [
        *(PASSWORD, "another long password", "25802580", "mistyped password", "password typed as user"),
        *(text for one in (printed, renewed) for text in (one, one.replace("-", ""))),
        *(key.hex(), base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode()),
    ]

    files = {path.name: path.read_bytes() for path in folder.iterdir()}

    assert set(files) == {"keys.json", "failed-sign-ins.log"}
    for content in files.values():
        assert raw not in content
        assert not [secret for secret in secrets if secret.lower().encode() in content.lower()]


@on_posix
def test_both_files_are_their_owners_alone(vault: FileVault, folder: Path) -> None:
    refuse_sign_in(vault)
    vault.drop("account-9")

    modes = {path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())}

    assert modes == {"data": 0o700, "keys.json": 0o600, "failed-sign-ins.log": 0o600}


def test_a_usual_password_costs_what_the_design_says(folder: Path, clock: FixedClock) -> None:
    FileVault(folder, clock).create("account-1", "ana.ruiz", PASSWORD)

    fields = json.loads((folder / "keys.json").read_bytes())

    assert fields["accounts"][0]["argon2id"] == {"memory_kib": 131072, "iterations": 3, "lanes": 2}


def test_a_usual_pin_costs_what_the_design_says(folder: Path, clock: FixedClock) -> None:
    hashed = FileVault(folder, clock).hash_pin("2580")

    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_an_unknown_user_takes_about_as_long_as_a_wrong_password(folder: Path) -> None:
    vault = FileVault(folder, SystemClock(), Cost(memory_kib=16 << 10, iterations=3, lanes=1))
    vault.create("account-1", "ana.ruiz", PASSWORD)

    def duration(user: str) -> float:
        # What the processor does: a busy computer makes anything slower.
        start = time.process_time()
        with pytest.raises(SignInRefused):
            vault.unlock(user, "wrong")
        return time.process_time() - start

    known, unknown = duration("ana.ruiz"), duration("nobody")

    assert 0.2 < unknown / known < 5


# --- keys.json -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x00" * 400, id="zeros"),
        pytest.param(b"\xff\xfe", id="no-text"),
        pytest.param(b"[]", id="a-list"),
        pytest.param(b"{}", id="nothing-in-it"),
        pytest.param(b"null", id="null"),
        pytest.param(b"[" * 100_000, id="too-deep"),
        pytest.param(b'{"format": "1", "digest": ""}', id="version-as-text"),
        pytest.param(b'{"format": 0, "digest": ""}', id="no-version"),
    ],
)
def test_keys_that_are_none_are_called_damaged_and_left_as_they_are(
    vault: FileVault, folder: Path, content: bytes
) -> None:
    (folder / "keys.json").write_bytes(content)
    tries: list[Callable[[], object]] = [
        lambda: vault.unlock("ana.ruiz", PASSWORD),
        lambda: vault.unlock_with_recovery_key("0" * 36),
        lambda: vault.drop("account-1"),
    ]

    for attempt in tries:
        with pytest.raises(LogDamaged) as damaged:
            attempt()
        assert damaged.value.where == "the file of its keys is not whole"
    with pytest.raises(LogExists):
        vault.create("account-1", "ana.ruiz", PASSWORD)

    assert (folder / "keys.json").read_bytes() == content


def test_every_cut_of_the_keys_is_called_damaged(vault: FileVault, folder: Path) -> None:
    whole = (folder / "keys.json").read_bytes()

    for length in range(0, len(whole), 7):
        (folder / "keys.json").write_bytes(whole[:length])
        with pytest.raises(LogDamaged):
            vault.unlock("ana.ruiz", PASSWORD)


def test_a_changed_byte_is_damage_and_never_a_wrong_password(vault: FileVault, folder: Path) -> None:
    whole = (folder / "keys.json").read_bytes()

    for place in range(len(whole)):
        changed = bytes([whole[place] ^ 1])
        (folder / "keys.json").write_bytes(whole[:place] + changed + whole[place + 1 :])
        with pytest.raises((LogDamaged, LogFromNewerVersion)):
            vault.unlock("ana.ruiz", PASSWORD)


def test_a_wrong_password_and_a_wrong_recovery_key_are_never_damage(vault: FileVault) -> None:
    refuse_sign_in(vault)
    with pytest.raises((RecoveryKeyWrong, RecoveryKeyMisread)):
        vault.unlock_with_recovery_key("0000-0000-0000-0000-0000-0000-0000-0000-0000")


def test_the_keys_of_a_newer_version_are_named_as_such(vault: FileVault, folder: Path) -> None:
    rewrite(folder, lambda fields: fields.update(format=2))

    with pytest.raises(LogFromNewerVersion):
        vault.unlock("ana.ruiz", PASSWORD)


@pytest.mark.parametrize(
    "cost",
    [
        pytest.param({"memory_kib": 1 << 32, "iterations": 1, "lanes": 1}, id="all-the-memory"),
        pytest.param({"memory_kib": 8, "iterations": 1_000_000, "lanes": 1}, id="for-hours"),
        pytest.param({"memory_kib": 8 << 10, "iterations": 1, "lanes": 1000}, id="too-many-lanes"),
        pytest.param({"memory_kib": 8, "iterations": 0, "lanes": 1}, id="none"),
        pytest.param({"memory_kib": 8.0, "iterations": 1, "lanes": 1}, id="no-whole-number"),
        pytest.param({"memory_kib": 8, "iterations": 1}, id="one-missing"),
    ],
)
def test_a_cost_that_no_one_chose_is_not_tried(vault: FileVault, folder: Path, cost: dict[str, object]) -> None:
    rewrite(folder, lambda fields: fields["accounts"][0].update(argon2id=cost))

    with pytest.raises(LogDamaged):
        vault.unlock("ana.ruiz", PASSWORD)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"user": 7}, id="user"),
        pytest.param({"account": None}, id="account"),
        pytest.param({"salt": ""}, id="salt"),
        pytest.param({"nonce": "AAAA"}, id="nonce"),
        pytest.param({"locked": "not base64"}, id="locked"),
    ],
)
def test_a_copy_with_a_field_of_the_wrong_shape_is_damage(
    vault: FileVault, folder: Path, change: dict[str, object]
) -> None:
    rewrite(folder, lambda fields: fields["accounts"][0].update(change))

    with pytest.raises(LogDamaged):
        vault.unlock("ana.ruiz", PASSWORD)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda fields: fields["accounts"][0].update(account="account-2"), id="another-account"),
        pytest.param(lambda fields: fields.update(log="another log"), id="another-log"),
        pytest.param(lambda fields: fields["accounts"][0].update(fields["recovery"]), id="the-recovery-copy"),
        pytest.param(
            lambda fields: fields["accounts"][0]["argon2id"].update(iterations=2), id="another-cost-than-it-was-made-at"
        ),
    ],
)
def test_a_copy_opens_only_where_it_was_made_for(
    vault: FileVault, folder: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    rewrite(folder, change)

    refuse_sign_in(vault, PASSWORD)


def test_keys_that_appear_meanwhile_are_not_written_over(
    folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = cheap_vault(folder, clock)
    monkeypatch.setattr(FileVault, "exists", lambda _: False)
    cheap_vault(folder, clock).create("account-1", "ana.ruiz", PASSWORD)
    before = (folder / "keys.json").read_bytes()

    with pytest.raises(LogExists):
        late.create("account-2", "bo.lind", "another long password")

    assert (folder / "keys.json").read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["keys.json"]


@pytest.mark.parametrize("call", ["fsync", "link", "replace"])
def test_a_refusing_disk_leaves_the_old_keys_and_no_scrap(
    vault: FileVault, folder: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    key, _ = vault.unlock("ana.ruiz", PASSWORD)
    before = (folder / "keys.json").read_bytes()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(Path if call == "replace" else os, call, refuse)
    other = folder.parent / "other"
    if call != "replace":
        with pytest.raises(LogNotWritten):
            cheap_vault(other, FixedClock()).create("account-1", "ana.ruiz", PASSWORD)
        assert list(other.iterdir()) == []
    if call != "link":
        with pytest.raises(LogNotWritten) as refused:
            vault.lock_for(key, "account-2", "bo.lind", "another long password")
        assert refused.value.reason == "the disk is full"
        with pytest.raises(LogNotWritten):
            vault.drop("account-1")
        with pytest.raises(LogNotWritten):
            vault.replace_recovery_key(key)

    assert (folder / "keys.json").read_bytes() == before
    assert {path.name for path in folder.iterdir()} == {"keys.json", "failed-sign-ins.log"}


def test_where_the_system_renames_and_never_links_keys_are_made_too(
    folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed: list[str] = []

    def rename_as_windows(source: str, target: Path) -> None:
        renamed.append(target.name)
        Path(source).replace(target)

    class Windows:
        name = "nt"
        fsync = staticmethod(os.fsync)
        rename = staticmethod(rename_as_windows)

    monkeypatch.setattr(keys_file, "os", Windows)
    vault = cheap_vault(folder, clock)
    vault.create("account-1", "ana.ruiz", PASSWORD)

    assert renamed == ["keys.json"]
    assert vault.unlock("ana.ruiz", PASSWORD)[1] == "account-1"


def test_a_folder_that_cannot_be_made_is_refused_in_plain_words(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(LogNotWritten):
        cheap_vault(tmp_path / "file" / "data", clock).create("account-1", "ana.ruiz", PASSWORD)


def test_keys_that_may_not_be_read_are_neither_damaged_nor_missing(
    vault: FileVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(FileUnreadable) as refused:
        vault.unlock("ana.ruiz", PASSWORD)

    assert (refused.value.name, refused.value.reason) == ("The file of the keys", "you may not read or write it")


# --- failed-sign-ins.log ---------------------------------------------------------------------------------------------


def test_each_try_is_one_line_that_anybody_can_read(vault: FileVault, folder: Path, clock: FixedClock) -> None:
    refuse_sign_in(vault)
    clock.pass_time(seconds=90)
    with pytest.raises(SignInRefused):
        vault.unlock("a secret in the wrong field", "wrong")
    vault.unlock("ana.ruiz", PASSWORD)

    assert (folder / "failed-sign-ins.log").read_bytes() == (
        b"2026-11-23T14:05:00.000Z failed password ana.ruiz\n"
        b"2026-11-23T14:06:30.000Z failed password -\n"
        b"2026-11-23T14:06:30.000Z succeeded password -\n"
    )


def test_a_file_that_was_cut_says_so_and_gives_all_that_is_left(vault: FileVault, folder: Path) -> None:
    refuse_sign_in(vault)
    refuse_sign_in(vault)
    end = vault.failures(0).end
    path = folder / "failed-sign-ins.log"
    path.write_bytes(path.read_bytes()[: end // 2])

    found = vault.failures(end)

    assert (len(found.lines), found.end, found.was_cut) == (1, end // 2, True)


def test_a_file_that_was_deleted_was_cut(vault: FileVault, folder: Path) -> None:
    refuse_sign_in(vault)
    end = vault.failures(0).end
    (folder / "failed-sign-ins.log").unlink()

    found = vault.failures(end)

    assert (found.lines, found.end, found.was_cut) == ((), 0, True)


def test_a_file_that_was_cut_and_grew_again_shows_it_where_no_line_ends(vault: FileVault, folder: Path) -> None:
    refuse_sign_in(vault)
    end = vault.failures(0).end
    (folder / "failed-sign-ins.log").unlink()
    with pytest.raises(SignInRefused):
        vault.unlock("nobody", "wrong")
    refuse_sign_in(vault)

    found = vault.failures(end)

    assert ([line.user for line in found.lines], found.was_cut) == ([None, "ana.ruiz"], True)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b"\n", id="empty"),
        pytest.param(b"rubbish\n", id="rubbish"),
        pytest.param(b"\xff\xfe\n", id="no-text"),
        pytest.param(b"2026-99-23T14:05:00.000Z failed password ana.ruiz\n", id="no-date"),
        pytest.param(b"2026-11-23T14:05:00.000Z failed fingerprint ana.ruiz\n", id="unknown-way"),
    ],
)
def test_a_line_that_this_program_did_not_write_is_told(vault: FileVault, folder: Path, line: bytes) -> None:
    refuse_sign_in(vault)
    with (folder / "failed-sign-ins.log").open("ab") as stream:
        stream.write(line)
    refuse_sign_in(vault)

    found = vault.failures(0)

    assert ([one.user for one in found.lines], found.was_cut) == (["ana.ruiz", "ana.ruiz"], True)


def test_a_line_that_a_crash_cut_short_does_not_spoil_the_next(vault: FileVault, folder: Path) -> None:
    path = folder / "failed-sign-ins.log"
    path.write_bytes(b"2026-11-23T14:0")

    refuse_sign_in(vault)

    assert path.read_bytes() == b"2026-11-23T14:0\n2026-11-23T14:05:00.000Z failed password ana.ruiz\n"
    assert len(vault.failures(0).lines) == 1


def test_a_long_file_is_counted_by_its_end(vault: FileVault, folder: Path) -> None:
    (folder / "failed-sign-ins.log").write_bytes(b"2026-11-23T14:05:00.000Z failed password ana.ruiz\n" * 5000)

    with pytest.raises(SignInDelayed) as delayed:
        vault.unlock("ana.ruiz", PASSWORD)

    assert delayed.value.wait.total_seconds() == 300


@pytest.mark.parametrize("password", [PASSWORD, "wrong"])
@pytest.mark.parametrize("written", [None, 3], ids=["nothing-written", "part-of-a-line-written"])
def test_where_tries_cannot_be_counted_nobody_signs_in(
    vault: FileVault, monkeypatch: pytest.MonkeyPatch, password: str, written: int | None
) -> None:
    def refuse(_: int, __: bytes) -> int:
        if written is None:
            raise OSError(errno.ENOSPC, "no space")
        return written

    monkeypatch.setattr(os, "write", refuse)

    with pytest.raises(LogNotWritten):
        vault.unlock("ana.ruiz", password)


def test_a_file_of_failures_that_may_not_be_read_lets_nobody_try(vault: FileVault, folder: Path) -> None:
    (folder / "failed-sign-ins.log").mkdir()

    with pytest.raises(FileUnreadable) as refused:
        vault.unlock("ana.ruiz", PASSWORD)

    assert (refused.value.name, refused.value.reason) == ("The file of failed sign-ins", "it is a folder")


def test_no_problem_of_the_vault_carries_what_was_typed(vault: FileVault) -> None:
    problems: list[Problem] = []
    for user, password in (("ana.ruiz", "typed secret one"), ("typed secret two", PASSWORD)):
        with pytest.raises(SignInRefused) as refused:
            vault.unlock(user, password)
        problems.append(refused.value)
    with pytest.raises(RecoveryKeyMisread) as misread:
        vault.unlock_with_recovery_key("typed secret three")
    problems.append(misread.value)

    assert not [problem for problem in problems if "typed" in f"{problem!r} {problem} {problem.args}"]


def test_the_cheap_cost_of_the_tests_is_a_cost() -> None:
    assert Cost() != CHEAP

"""The door: set up once, signed into by people with an active account, opened in an emergency with the printed key."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Kind, NewEntry, Note
from j3032calc.domain.people import Account, NewAccount, Right, Role
from j3032calc.domain.problems.log import LogExists, LogInUse, LogLocked, LogMissing, LogNotWritten
from j3032calc.domain.problems.people import (
    NoAdministrator,
    NotAllowed,
    PasswordHoldsUser,
    PasswordTooShort,
    RecoveryKeyMisread,
    RecoveryKeyWrong,
    RolesMissing,
    SetUpUnfinished,
    SignInDelayed,
    SignInRefused,
    UserUnusable,
)
from j3032calc.domain.problems.typed import FieldMissing
from j3032calc.domain.site import Site
from j3032calc.services import workstation as workstation_module
from j3032calc.services.accounts import account_of_user, all_accounts, site_of
from tests.clinic import ADA, ADAS_PASSWORD, FIRST_PASSWORD, NINA, OWN_PASSWORD, Clinic, facts, find, of_kind

if TYPE_CHECKING:
    from pathlib import Path

    from j3032calc.domain.problems import Problem
    from j3032calc.storage.vault import HeldKey

NOON = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path)


# --- Set-up ----------------------------------------------------------------------------------------------------------


def test_the_set_up_writes_site_account_and_sign_in(clinic: Clinic) -> None:
    session = clinic.set_up()

    entries = list(session.log.entries())
    ada = session.account
    assert [entry.kind for entry in entries] == [Kind.SITE_SET, Kind.ACCOUNT_ADDED, Kind.SIGNED_IN]
    assert {entry.by for entry in entries} == {ada.id}
    assert entries[0].body == Site(name="Lakeside Infusion") == site_of(session.log)
    assert entries[1].body == ada
    assert ada == Account(id=ada.id, user="Ada", name="Ada Boss", credential="MBA", roles=(Role.ADMINISTRATOR,))


def test_before_the_set_up_there_is_neither_and_after_it_both(clinic: Clinic) -> None:
    before = clinic.workstation.is_set_up
    clinic.set_up()

    assert (before, clinic.workstation.is_set_up) == (False, True)


def test_the_first_account_and_the_recovery_key_open_the_log_later(clinic: Clinic) -> None:
    clinic.set_up().sign_out()

    clinic.restarted().sign_in("ada", ADAS_PASSWORD).sign_out()
    session = clinic.restarted().sign_in_with_recovery_key(clinic.recovery_key, "Bo Lind", "Ada is ill")

    assert session.is_open


@pytest.mark.parametrize(
    ("site", "account", "password", "problem"),
    [
        pytest.param(" ", ADA, ADAS_PASSWORD, FieldMissing, id="no-site-name"),
        pytest.param("Lakeside", replace(ADA, user="a b"), ADAS_PASSWORD, UserUnusable, id="user-name"),
        pytest.param("Lakeside", replace(ADA, name=" "), ADAS_PASSWORD, FieldMissing, id="no-name"),
        pytest.param("Lakeside", replace(ADA, roles=()), ADAS_PASSWORD, RolesMissing, id="no-role"),
        pytest.param("Lakeside", NINA, ADAS_PASSWORD, NoAdministrator, id="no-administrator"),
        pytest.param("Lakeside", ADA, "short", PasswordTooShort, id="short-password"),
        pytest.param("Lakeside", ADA, "ada is my name", PasswordHoldsUser, id="user-name-in-password"),
    ],
)
def test_a_set_up_that_cannot_be_used_makes_nothing(
    clinic: Clinic, site: str, account: NewAccount, password: str, problem: type[Problem]
) -> None:
    with pytest.raises(problem):
        clinic.workstation.set_up(site, account, password)

    assert not clinic.workstation.is_set_up
    assert list(clinic.folder.rglob("*")) == []


def test_a_first_account_may_have_more_roles_each_once(clinic: Clinic) -> None:
    several = replace(ADA, roles=(Role.ADMINISTRATOR, Role.NURSE, Role.ADMINISTRATOR))

    session, _ = clinic.workstation.set_up("Lakeside", several, ADAS_PASSWORD)

    assert session.account.roles == (Role.NURSE, Role.ADMINISTRATOR)


def test_a_second_set_up_is_refused_and_changes_nothing(clinic: Clinic) -> None:
    clinic.set_up().sign_out()

    for account, password in (
        (ADA, ADAS_PASSWORD),
        (ADA, "another long password"),
        (replace(ADA, user="eve"), "x" * 11 + "y"),
    ):
        with pytest.raises(LogExists):
            clinic.workstation.set_up("Other site", account, password)

    session = clinic.workstation.sign_in("ada", ADAS_PASSWORD)
    assert site_of(session.log) == Site(name="Lakeside Infusion")
    session.sign_out()
    assert clinic.workstation.sign_in_with_recovery_key(clinic.recovery_key, "Bo", "test").is_open


def test_a_log_without_its_keys_is_never_set_up_anew(clinic: Clinic) -> None:
    clinic.set_up().sign_out()
    (clinic.folder / "data" / "keys.json").rename(clinic.folder / "keys elsewhere")

    with pytest.raises(LogExists):
        clinic.workstation.set_up("Lakeside", ADA, ADAS_PASSWORD)
    with pytest.raises(LogMissing):
        clinic.workstation.sign_in("ada", ADAS_PASSWORD)

    assert not (clinic.folder / "data" / "keys.json").exists()
    assert clinic.workstation.is_set_up


class PowerCut(BaseException):
    """The program ends here."""


def cut_power(*_: object, **__: object) -> None:
    raise PowerCut


def break_off(clinic: Clinic, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """Have the power fail in the middle of a set-up."""
    with monkeypatch.context() as patch:
        if where == "before-the-store":
            patch.setattr(clinic.store, "create", cut_power)
        else:
            patch.setattr(workstation_module, "write_arrival", cut_power)
        with pytest.raises(PowerCut):
            clinic.workstation.set_up("Lakeside", ADA, ADAS_PASSWORD)


@pytest.mark.parametrize("where", ["before-the-store", "before-the-first-entry"])
def test_a_set_up_that_broke_off_goes_on_with_the_same_password(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    break_off(clinic, monkeypatch, where)

    session, recovery_key = clinic.restarted().set_up("Lakeside Infusion", ADA, ADAS_PASSWORD)

    ada = session.account
    session.sign_out()
    clinic.workstation.sign_in_with_recovery_key(recovery_key, "Bo", "test").sign_out()
    assert clinic.workstation.sign_in("ada", ADAS_PASSWORD).account == ada


def test_a_set_up_that_broke_off_goes_on_for_nobody_else(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    break_off(clinic, monkeypatch, "before-the-store")
    keys = (clinic.folder / "data" / "keys.json").read_bytes()

    with pytest.raises(SetUpUnfinished):
        clinic.restarted().set_up("Lakeside", ADA, "another long password")
    with pytest.raises(SetUpUnfinished):
        clinic.restarted().set_up("Lakeside", replace(ADA, user="eve"), ADAS_PASSWORD)
    with pytest.raises(LogMissing):
        clinic.restarted().sign_in("ada", ADAS_PASSWORD)

    assert (clinic.folder / "data" / "keys.json").read_bytes() == keys


def test_signing_in_after_a_set_up_that_broke_off_says_so(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    break_off(clinic, monkeypatch, "before-the-first-entry")

    with pytest.raises(SetUpUnfinished):
        clinic.restarted().sign_in("ada", ADAS_PASSWORD)

    assert clinic.restarted().set_up("Lakeside", ADA, ADAS_PASSWORD)[0].is_open


# --- Signing in ------------------------------------------------------------------------------------------------------


def test_a_sign_in_is_an_entry(clinic: Clinic) -> None:
    clinic.set_up().sign_out()

    session = clinic.workstation.sign_in(" ADA ", ADAS_PASSWORD)

    signed_in = of_kind(session, Kind.SIGNED_IN)[-1]
    assert (signed_in.by, signed_in.subject, signed_in.at) == (session.account.id, session.account.id, NOON)


def test_failed_sign_ins_go_into_the_log_once_at_the_next_sign_in(clinic: Clinic) -> None:
    clinic.set_up().sign_out()
    for user in ("ada", "correct horse battery"):
        with pytest.raises(SignInRefused):
            clinic.workstation.sign_in(user, "wrong")
        clinic.clock.pass_time(seconds=1)

    clinic.workstation.sign_in("ada", ADAS_PASSWORD).sign_out()
    session = clinic.workstation.sign_in("ada", ADAS_PASSWORD)

    assert [(entry.by, facts(entry)) for entry in of_kind(session, Kind.SIGN_IN_FAILED)] == [
        (None, {"tried_at": "2026-11-23T14:05:00+00:00", "way": "password", "user": "Ada"}),
        (None, {"tried_at": "2026-11-23T14:05:01+00:00", "way": "password", "user": "not known here"}),
    ]
    assert of_kind(session, Kind.SIGN_INS_CUT) == []


def test_a_wrong_recovery_key_goes_into_the_log_too(clinic: Clinic) -> None:
    clinic.set_up().sign_out()
    old = clinic.recovery_key
    session = clinic.workstation.sign_in("ada", ADAS_PASSWORD)
    clinic.people(session).replace_recovery_key()
    session.sign_out()
    with pytest.raises(RecoveryKeyWrong):
        clinic.workstation.sign_in_with_recovery_key(old, "Eve", "curious")

    session = clinic.workstation.sign_in("ada", ADAS_PASSWORD)

    assert [facts(entry)["way"] for entry in of_kind(session, Kind.SIGN_IN_FAILED)] == ["recovery-key"]


def test_a_file_of_failed_sign_ins_that_was_cut_is_noted(clinic: Clinic) -> None:
    clinic.set_up().sign_out()
    with pytest.raises(SignInRefused):
        clinic.workstation.sign_in("ada", "wrong")
    clinic.workstation.sign_in("ada", ADAS_PASSWORD).sign_out()
    (clinic.folder / "data" / "failed-sign-ins.log").unlink()

    session = clinic.workstation.sign_in("ada", ADAS_PASSWORD)

    assert len(of_kind(session, Kind.SIGN_INS_CUT)) == 1
    session.sign_out()
    session = clinic.workstation.sign_in("ada", ADAS_PASSWORD)
    assert len(of_kind(session, Kind.SIGN_INS_CUT)) == 1


def test_too_many_failures_delay_the_right_password_after_a_restart_too(clinic: Clinic) -> None:
    clinic.set_up().sign_out()
    for _ in range(3):
        with pytest.raises(SignInRefused):
            clinic.workstation.sign_in("ada", "wrong")

    with pytest.raises(SignInDelayed):
        clinic.restarted().sign_in("ada", ADAS_PASSWORD)
    clinic.clock.pass_time(seconds=1)

    assert clinic.restarted().sign_in("ada", ADAS_PASSWORD).is_open


def test_an_account_that_is_not_active_in_the_log_is_refused_and_that_is_noted(clinic: Clinic) -> None:
    session = clinic.hire(clinic.set_up(), NINA)
    nina = find(session, "nina")
    # As a crash leaves it: deactivated in the log, the copy of the key still there.
    session.write_account(Kind.ACCOUNT_CHANGED, replace(nina, is_active=False), "left the site")
    session.sign_out()

    with pytest.raises(SignInRefused):
        clinic.workstation.sign_in("nina", OWN_PASSWORD)

    session = clinic.workstation.sign_in("ada", ADAS_PASSWORD)
    noted = of_kind(session, Kind.SIGN_IN_FAILED)[-1]
    assert (noted.by, noted.subject, facts(noted)) == (None, nina.id, {"user": "nina", "why": "no active account"})


def test_an_account_that_only_the_keys_know_is_refused(clinic: Clinic) -> None:
    session = clinic.set_up()
    ghost = Account(id="ghost", user="ghost", name="Ghost", credential="", roles=(Role.NURSE,))
    session.lock_key_for(ghost, "a password of a ghost")
    session.sign_out()

    with pytest.raises(SignInRefused):
        clinic.workstation.sign_in("ghost", "a password of a ghost")

    assert clinic.workstation.sign_in("ada", ADAS_PASSWORD).is_open


def test_a_sign_in_that_cannot_be_noted_is_none(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    clinic.set_up().sign_out()
    keys: list[HeldKey] = []
    unlock = clinic.vault.unlock

    def remembered(user: str, password: str) -> tuple[HeldKey, str]:
        key, account_id = unlock(user, password)
        keys.append(key)
        return key, account_id

    def refuse(*_: object) -> None:
        raise LogNotWritten("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(clinic.vault, "unlock", remembered)
        patch.setattr(workstation_module, "write_arrival", refuse)
        with pytest.raises(LogNotWritten):
            clinic.workstation.sign_in("ada", ADAS_PASSWORD)

    with pytest.raises(LogLocked):
        keys[0].hex()
    assert clinic.workstation.sign_in("ada", ADAS_PASSWORD).is_open


def test_a_second_window_on_the_log_is_refused(clinic: Clinic) -> None:
    session = clinic.set_up()

    with pytest.raises(LogInUse):
        clinic.restarted().sign_in("ada", ADAS_PASSWORD)

    assert session.log.head.sequence == 3


@pytest.mark.parametrize(("minutes_back", "noted"), [(2, 0), (3, 1)])
def test_a_clock_behind_the_newest_entry_is_noted_at_sign_in(clinic: Clinic, minutes_back: int, noted: int) -> None:
    clinic.set_up().sign_out()
    clinic.clock.set_to(NOON - timedelta(minutes=minutes_back))

    session = clinic.workstation.sign_in("ada", ADAS_PASSWORD)

    moved = of_kind(session, Kind.CLOCK_MOVED)
    assert len(moved) == noted
    assert [facts(entry)["newest_entry"] for entry in moved] == ["2026-11-23T14:05:00+00:00"] * noted


# --- Emergency -------------------------------------------------------------------------------------------------------


def test_an_emergency_is_an_entry_with_name_and_reason(clinic: Clinic) -> None:
    clinic.set_up().sign_out()

    session = clinic.workstation.sign_in_with_recovery_key(clinic.recovery_key, " Bo Lind, RN ", " Ada is ill ")

    entry = of_kind(session, Kind.EMERGENCY_ACCESS)[0]
    assert (session.account.name, session.is_emergency) == ("Bo Lind, RN", True)
    assert entry.by == entry.subject == session.account.id
    assert facts(entry) == {
        "name": "Bo Lind, RN",
        "reason": "Ada is ill",
        "failed_sign_ins_taken_up_to": facts(entry)["failed_sign_ins_taken_up_to"],
    }


@pytest.mark.parametrize(("name", "reason"), [(" ", "Ada is ill"), ("Bo Lind", " ")])
def test_an_emergency_without_name_or_reason_is_refused(clinic: Clinic, name: str, reason: str) -> None:
    clinic.set_up().sign_out()

    with pytest.raises(FieldMissing):
        clinic.workstation.sign_in_with_recovery_key(clinic.recovery_key, name, reason)


def test_a_misread_recovery_key_is_told_apart_from_a_wrong_one(clinic: Clinic) -> None:
    clinic.set_up().sign_out()

    with pytest.raises(RecoveryKeyMisread):
        clinic.workstation.sign_in_with_recovery_key(clinic.recovery_key[:-1], "Bo Lind", "Ada is ill")


def test_an_emergency_may_read_and_let_people_in_and_no_more(clinic: Clinic) -> None:
    clinic.hire(clinic.set_up(), NINA).sign_out()
    session = clinic.workstation.sign_in_with_recovery_key(clinic.recovery_key, "Bo Lind", "Ada is ill")

    session.need(Right.READ)
    clinic.people(session).reset_password(find(session, "ada").id, FIRST_PASSWORD)
    with pytest.raises(NotAllowed):
        session.need(Right.CHART)
    with pytest.raises(NotAllowed):
        clinic.people(session).change_own_password("anything", "another long password")
    session.sign_out()

    assert clinic.workstation.sign_in("ada", FIRST_PASSWORD).account.must_change_password


# --- Reading accounts ------------------------------------------------------------------------------------------------


def test_a_log_without_entries_has_no_accounts_and_no_site(clinic: Clinic) -> None:
    key, _ = clinic.vault.create("account-1", "ada", ADAS_PASSWORD)
    log = clinic.store.create(key)

    assert (all_accounts(log), account_of_user(log, "ada"), site_of(log)) == ((), None, None)
    log.close()


def test_an_arrival_of_before_this_memory_counts_from_the_beginning(clinic: Clinic) -> None:
    session = clinic.set_up()
    bare = NewEntry(at=NOON, by=None, kind=Kind.SIGNED_IN, subject="somebody", body=Note())
    session.log.append([bare])
    with pytest.raises(SignInRefused):
        clinic.vault.unlock("ada", "wrong")
    session.sign_out()

    session = clinic.workstation.sign_in("ada", ADAS_PASSWORD)

    assert len(of_kind(session, Kind.SIGN_IN_FAILED)) == 1

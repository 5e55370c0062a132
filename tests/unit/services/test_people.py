"""Accounts: nobody gets a right that was not meant, and nobody is locked out, whenever the power fails."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Kind
from j3032calc.domain.people import Meaning, NewAccount, Role
from j3032calc.domain.problems.people import (
    AccountNotActive,
    AccountUnknown,
    NoAdministrator,
    NotAllowed,
    OwnAccount,
    PasswordHoldsUser,
    PasswordNotNew,
    PasswordTooShort,
    PinTooEasy,
    PinUnreadable,
    RecoveryKeyWrong,
    RolesMissing,
    SignInRefused,
    UserTaken,
    UserUnusable,
)
from j3032calc.domain.problems.typed import FieldMissing
from tests.clinic import (
    ADA,
    ADAS_PASSWORD,
    FIRST_PASSWORD,
    NINA,
    OWN_PASSWORD,
    PIN,
    WILL,
    Clinic,
    find,
    of_kind,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from j3032calc.domain.problems import Problem
    from j3032calc.services.people import People
    from j3032calc.services.session import Session

BOTH = NewAccount(user="Bea", name="Bea Both", credential="RN", roles=(Role.NURSE, Role.ADMINISTRATOR))
NEW_PASSWORD = "a password given anew"


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path)


@pytest.fixture
def ada(clinic: Clinic) -> Session:
    """Ada's session; Nina works there too."""
    return clinic.hire(clinic.set_up(), NINA)


@pytest.fixture
def people(clinic: Clinic, ada: Session) -> People:
    return clinic.people(ada)


class PowerCut(BaseException):
    """The program ends here."""


def cut_power(*_: object, **__: object) -> None:
    raise PowerCut


def after_power_cut(
    clinic: Clinic, session: Session, patch: pytest.MonkeyPatch, act: Callable[[], object], *, keys: bool
) -> None:
    """Have the power fail where the keys (or else the log) would be written, and the program end."""
    with patch.context() as cut:
        for name in ("lock_for", "drop", "replace_recovery_key") if keys else ("append",):
            cut.setattr(clinic.vault if keys else session._open.log, name, cut_power)
        with pytest.raises(PowerCut):
            act()
    session._open.log.close()


def signs_in(clinic: Clinic, user: str, password: str) -> bool:
    try:
        session = clinic.restarted().sign_in(user, password)
    except SignInRefused:
        return False
    session.sign_out()
    return True


# --- Adding ----------------------------------------------------------------------------------------------------------


def test_a_new_person_signs_in_and_must_change_the_password(ada: Session, people: People) -> None:
    account = people.add(replace(WILL, user=" Will ", name=" Will Witness "), FIRST_PASSWORD)

    session = ada.switch("will", FIRST_PASSWORD)

    assert (account.user, account.name, account.must_change_password) == ("Will", "Will Witness", True)
    assert session.account == account
    added = of_kind(session, Kind.ACCOUNT_ADDED)[-1]
    assert (added.subject, added.body, added.by) == (account.id, account, find(session, "ada").id)


@pytest.mark.parametrize(
    ("new", "password", "problem"),
    [
        pytest.param(replace(WILL, user="NINA"), FIRST_PASSWORD, UserTaken, id="user-name-in-capitals"),
        pytest.param(replace(WILL, user="w"), FIRST_PASSWORD, UserUnusable, id="short-user-name"),
        pytest.param(replace(WILL, name=""), FIRST_PASSWORD, FieldMissing, id="no-name"),
        pytest.param(replace(WILL, roles=()), FIRST_PASSWORD, RolesMissing, id="no-role"),
        pytest.param(WILL, "too short", PasswordTooShort, id="short-password"),
        pytest.param(WILL, "where there is a will", PasswordHoldsUser, id="user-name-in-password"),
    ],
)
def test_a_new_account_that_cannot_be_used_is_refused(
    ada: Session, people: People, new: NewAccount, password: str, problem: type[Problem]
) -> None:
    before = ada.log.head

    with pytest.raises(problem):
        people.add(new, password)

    assert ada.log.head == before


def test_the_user_name_of_a_deactivated_account_stays_taken(ada: Session, people: People) -> None:
    people.deactivate(find(ada, "nina").id, "left the site")

    with pytest.raises(UserTaken):
        people.add(replace(WILL, user="nina"), FIRST_PASSWORD)


def test_after_a_crash_while_adding_a_reset_lets_the_person_in(
    clinic: Clinic, ada: Session, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    after_power_cut(clinic, ada, monkeypatch, lambda: people.add(WILL, FIRST_PASSWORD), keys=True)

    assert not signs_in(clinic, "will", FIRST_PASSWORD)
    session = clinic.restarted().sign_in("ada", ADAS_PASSWORD)
    clinic.people(session).reset_password(find(session, "will").id, FIRST_PASSWORD)
    session.sign_out()
    assert signs_in(clinic, "will", FIRST_PASSWORD)


# --- Changing --------------------------------------------------------------------------------------------------------


def test_name_credential_and_roles_change_and_the_old_ones_stay_in_the_log(ada: Session, people: People) -> None:
    before = find(ada, "nina")

    changed = people.change(before.id, name="Nina New", credential="RN, BSN", roles=(Role.LEAD,))

    assert changed == replace(before, name="Nina New", credential="RN, BSN", roles=(Role.LEAD,)) == find(ada, "nina")
    assert before in [entry.body for entry in ada.log.versions(before.id)]


def test_a_change_of_ones_own_roles_holds_at_once(ada: Session, people: People) -> None:
    people.add(BOTH, FIRST_PASSWORD)
    people.change(ada.account.id, name="Ada Boss", credential="", roles=(Role.AUDITOR,))

    with pytest.raises(NotAllowed):
        people.accounts()


@pytest.mark.parametrize(("name", "roles", "problem"), [("", (Role.NURSE,), FieldMissing), ("Nina", (), RolesMissing)])
def test_a_change_that_cannot_be_used_is_refused(
    ada: Session, people: People, name: str, roles: tuple[Role, ...], problem: type[Problem]
) -> None:
    with pytest.raises(problem):
        people.change(find(ada, "nina").id, name=name, credential="", roles=roles)


def test_the_last_administrator_stays_one(ada: Session, people: People) -> None:
    with pytest.raises(NoAdministrator):
        people.change(ada.account.id, name="Ada Boss", credential="", roles=(Role.NURSE,))


def test_an_inactive_administrator_does_not_count(ada: Session, people: People) -> None:
    bea = people.add(BOTH, FIRST_PASSWORD)
    people.deactivate(bea.id, "left the site")

    with pytest.raises(NoAdministrator):
        people.change(ada.account.id, name="Ada Boss", credential="", roles=(Role.NURSE,))


def test_in_an_emergency_too_the_last_administrator_is_not_deactivated(clinic: Clinic, ada: Session) -> None:
    ada.sign_out()
    session = clinic.workstation.sign_in_with_recovery_key(clinic.recovery_key, "Bo Lind", "Ada is ill")

    with pytest.raises(NoAdministrator):
        clinic.people(session).deactivate(find(session, "ada").id, "ill")


def test_nobody_deactivates_their_own_account(ada: Session, people: People) -> None:
    with pytest.raises(OwnAccount):
        people.deactivate(ada.account.id, "leaving")


def test_an_account_that_is_not_there_is_said_so(people: People) -> None:
    with pytest.raises(AccountUnknown):
        people.deactivate("nobody", "left the site")


# --- Deactivating ----------------------------------------------------------------------------------------------------


def test_a_deactivated_account_signs_in_no_more_and_its_copy_is_gone(
    clinic: Clinic, ada: Session, people: People
) -> None:
    nina = find(ada, "nina")

    people.deactivate(nina.id, " left the site ")

    ada.sign_out()
    assert not signs_in(clinic, "nina", OWN_PASSWORD)
    assert nina.id not in (clinic.folder / "data" / "keys.json").read_text("utf-8")
    session = clinic.workstation.sign_in("ada", ADAS_PASSWORD)
    changed = of_kind(session, Kind.ACCOUNT_CHANGED)[-1]
    assert (changed.body, changed.reason) == (replace(nina, is_active=False), "left the site")


def test_a_deactivation_without_a_reason_is_refused(ada: Session, people: People) -> None:
    with pytest.raises(FieldMissing):
        people.deactivate(find(ada, "nina").id, " ")


def test_after_a_crash_while_deactivating_the_account_is_refused(
    clinic: Clinic, ada: Session, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    nina = find(ada, "nina")
    after_power_cut(clinic, ada, monkeypatch, lambda: people.deactivate(nina.id, "left the site"), keys=True)

    assert nina.id in (clinic.folder / "data" / "keys.json").read_text("utf-8")
    assert not signs_in(clinic, "nina", OWN_PASSWORD)


def test_a_reactivated_person_signs_in_with_a_new_password_alone(clinic: Clinic, ada: Session, people: People) -> None:
    nina = find(ada, "nina")
    people.deactivate(nina.id, "left the site")

    account = people.reactivate(nina.id, NEW_PASSWORD)

    assert account == replace(nina, must_change_password=True)
    ada.sign_out()
    assert signs_in(clinic, "nina", NEW_PASSWORD)
    assert not signs_in(clinic, "nina", OWN_PASSWORD)


# --- Passwords -------------------------------------------------------------------------------------------------------


def test_a_reset_password_opens_and_must_be_changed(clinic: Clinic, ada: Session, people: People) -> None:
    people.reset_password(find(ada, "nina").id, NEW_PASSWORD)
    ada.sign_out()

    assert not signs_in(clinic, "nina", OWN_PASSWORD)
    assert clinic.workstation.sign_in("nina", NEW_PASSWORD).account.must_change_password


def test_a_reset_asks_the_same_of_a_password(ada: Session, people: People) -> None:
    with pytest.raises(PasswordTooShort):
        people.reset_password(find(ada, "nina").id, "short")


def test_a_deactivated_account_gets_no_password(ada: Session, people: People) -> None:
    nina = find(ada, "nina")
    people.deactivate(nina.id, "left the site")

    with pytest.raises(AccountNotActive) as refused:
        people.reset_password(nina.id, NEW_PASSWORD)

    assert refused.value.name == "Nina Nurse"


def test_after_a_crash_while_resetting_no_password_that_the_administrator_knows_opens(
    clinic: Clinic, ada: Session, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    nina = find(ada, "nina")
    after_power_cut(clinic, ada, monkeypatch, lambda: people.reset_password(nina.id, NEW_PASSWORD), keys=True)

    assert not signs_in(clinic, "nina", NEW_PASSWORD)
    session = clinic.restarted().sign_in("nina", OWN_PASSWORD)
    assert session.account.must_change_password


def test_ones_own_password_changes_with_the_old_one(clinic: Clinic, ada: Session) -> None:
    session = ada.switch("nina", OWN_PASSWORD)

    clinic.people(session).change_own_password(OWN_PASSWORD, NEW_PASSWORD)

    session.sign_out()
    assert signs_in(clinic, "nina", NEW_PASSWORD)
    assert not signs_in(clinic, "nina", OWN_PASSWORD)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param("wrong", NEW_PASSWORD, SignInRefused, id="old-one-wrong"),
        pytest.param(OWN_PASSWORD, OWN_PASSWORD, PasswordNotNew, id="not-new"),
        pytest.param(OWN_PASSWORD, "short", PasswordTooShort, id="short"),
    ],
)
def test_a_change_of_ones_password_that_cannot_be_used_is_refused(
    clinic: Clinic, ada: Session, old: str, new: str, problem: type[Problem]
) -> None:
    session = ada.switch("nina", OWN_PASSWORD)

    with pytest.raises(problem):
        clinic.people(session).change_own_password(old, new)

    session.sign_out()
    assert signs_in(clinic, "nina", OWN_PASSWORD)


def test_after_a_crash_while_changing_ones_password_the_new_one_opens_and_must_be_changed_again(
    clinic: Clinic, ada: Session, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.add(WILL, FIRST_PASSWORD)
    session = ada.switch("will", FIRST_PASSWORD)
    theirs = clinic.people(session)
    after_power_cut(
        clinic, session, monkeypatch, lambda: theirs.change_own_password(FIRST_PASSWORD, OWN_PASSWORD), keys=False
    )

    assert not signs_in(clinic, "will", FIRST_PASSWORD)
    session = clinic.restarted().sign_in("will", OWN_PASSWORD)
    assert session.account.must_change_password
    clinic.people(session).change_own_password(OWN_PASSWORD, NEW_PASSWORD)
    assert not session.account.must_change_password


# --- PINs ------------------------------------------------------------------------------------------------------------


def test_a_pin_is_chosen_with_the_password_and_replaces_the_one_before(clinic: Clinic, ada: Session) -> None:
    session = ada.switch("nina", OWN_PASSWORD)

    clinic.people(session).set_own_pin(OWN_PASSWORD, "13579")

    assert session.sign("13579", Meaning.GIVEN).name == "Nina Nurse"
    assert "13579" not in (session.account.pin or "13579")


@pytest.mark.parametrize(
    ("password", "pin", "problem"),
    [("wrong", "13579", SignInRefused), (OWN_PASSWORD, "1234", PinTooEasy), (OWN_PASSWORD, "12", PinUnreadable)],
)
def test_a_pin_that_cannot_be_used_changes_nothing(
    clinic: Clinic, ada: Session, password: str, pin: str, problem: type[Problem]
) -> None:
    session = ada.switch("nina", OWN_PASSWORD)

    with pytest.raises(problem):
        clinic.people(session).set_own_pin(password, pin)

    assert session.sign(PIN, Meaning.GIVEN).name == "Nina Nurse"


# --- The recovery key ------------------------------------------------------------------------------------------------


def test_a_replaced_recovery_key_is_an_entry_and_opens_alone(clinic: Clinic, ada: Session, people: People) -> None:
    new = people.replace_recovery_key()

    assert len(of_kind(ada, Kind.RECOVERY_KEY_REPLACED)) == 1
    ada.sign_out()
    with pytest.raises(RecoveryKeyWrong):
        clinic.workstation.sign_in_with_recovery_key(clinic.recovery_key, "Bo Lind", "Ada is ill")
    assert clinic.workstation.sign_in_with_recovery_key(new, "Bo Lind", "Ada is ill").is_open


def test_after_a_crash_while_replacing_the_recovery_key_the_printed_one_opens(
    clinic: Clinic, ada: Session, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    after_power_cut(clinic, ada, monkeypatch, people.replace_recovery_key, keys=True)

    assert clinic.restarted().sign_in_with_recovery_key(clinic.recovery_key, "Bo Lind", "Ada is ill").is_open


# --- Rights ----------------------------------------------------------------------------------------------------------


def test_only_who_may_manage_accounts_does(clinic: Clinic, ada: Session) -> None:
    account_id = ada.account.id
    session = ada.switch("nina", OWN_PASSWORD)
    people = clinic.people(session)
    calls: list[Callable[[], object]] = [
        people.accounts,
        people.replace_recovery_key,
        lambda: people.add(WILL, FIRST_PASSWORD),
        lambda: people.change(account_id, name="x", credential="", roles=(Role.NURSE,)),
        lambda: people.reset_password(account_id, NEW_PASSWORD),
        lambda: people.deactivate(account_id, "x"),
        lambda: people.reactivate(account_id, NEW_PASSWORD),
    ]

    for call in calls:
        with pytest.raises(NotAllowed):
            call()

    assert len(of_kind(session, Kind.REFUSED)) == len(calls)


def test_an_administrator_sees_every_account_oldest_first(people: People) -> None:
    assert [account.name for account in people.accounts()] == [ADA.name, NINA.name]


# --- Secrets ---------------------------------------------------------------------------------------------------------


def test_no_password_and_no_pin_is_in_any_entry_or_file(clinic: Clinic, ada: Session, people: People) -> None:
    people.reset_password(find(ada, "nina").id, NEW_PASSWORD)
    secrets = (ADAS_PASSWORD, FIRST_PASSWORD, OWN_PASSWORD, NEW_PASSWORD, clinic.recovery_key)
    key_bytes = bytes.fromhex(ada._open.key.hex())

    entries = " ".join(str(entry) for entry in ada.log.entries())
    files = [path.read_bytes() for path in clinic.folder.rglob("*") if path.is_file()]

    assert not [secret for secret in secrets if secret in entries]
    assert len(files) >= 4
    for content in files:
        assert not [secret for secret in secrets if secret.encode() in content]
        assert key_bytes not in content
        assert key_bytes.hex().encode() not in content.lower()

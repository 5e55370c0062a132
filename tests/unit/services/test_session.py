"""A session: what a person may do, how they sign, and that nothing is left when it ends."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Fault, FaultKind, Kind, Note
from j3032calc.domain.people import Account, Meaning, Right, Role, Signature
from j3032calc.domain.problems.log import LogDamaged, LogLocked, LogNotWhole, LogNotWritten
from j3032calc.domain.problems.people import (
    NotAllowed,
    PasswordChangeDue,
    PinDelayed,
    PinLocked,
    PinMissing,
    PinWrong,
    SignInDelayed,
    SignInRefused,
    WitnessIsSigner,
    WitnessNotAllowed,
    WitnessUnknown,
)
from j3032calc.domain.site import SITE_ID, Site
from j3032calc.services import session as session_module
from tests.clinic import (
    ADA,
    ADAS_PASSWORD,
    FIRST_PASSWORD,
    NINA,
    OWN_PASSWORD,
    PIN,
    WILL,
    Clinic,
    facts,
    find,
    of_kind,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from j3032calc.services.session import Session

NOON = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path)


@pytest.fixture
def nina(clinic: Clinic) -> Session:
    """Nina's session; Will may witness, and both have the PIN 2580."""
    return clinic.hire(clinic.set_up(), NINA, WILL).switch("nina", OWN_PASSWORD)


# --- Rights and entries ----------------------------------------------------------------------------------------------


def test_a_right_that_the_roles_have_is_not_noted(nina: Session) -> None:
    before = nina.log.head

    nina.need(Right.CHART)

    assert nina.log.head == before
    assert nina.may(Right.CHART)


def test_a_refusal_is_an_entry(nina: Session) -> None:
    with pytest.raises(NotAllowed) as refused:
        nina.need(Right.MANAGE_PEOPLE)

    entry = of_kind(nina, Kind.REFUSED)[-1]
    assert refused.value.right == "manage accounts"
    assert (entry.by, entry.subject, facts(entry)) == (nina.account.id, nina.account.id, {"right": "manage_people"})
    assert not nina.may(Right.MANAGE_PEOPLE)


def test_a_note_is_written_at_once_with_time_person_and_facts(nina: Session) -> None:
    entry = nina.note(Kind.RECORD_PRINTED, "dose-1", patient_id="patient-1", copy="2")

    assert (entry.at, entry.by, entry.subject, entry.patient_id) == (NOON, nina.account.id, "dose-1", "patient-1")
    assert entry.body == Note(facts=(("copy", "2"),))
    assert of_kind(nina, Kind.RECORD_PRINTED) == [entry]


def test_an_entry_is_made_and_not_yet_written(nina: Session) -> None:
    before = nina.log.head

    entry = nina.entry(Kind.SITE_SET, SITE_ID, Site(name="New name"), patient_id=None, reason="moved")

    assert (entry.at, entry.by, entry.reason) == (NOON, nina.account.id, "moved")
    assert nina.log.head == before


def test_a_person_whose_password_somebody_else_chose_may_only_change_it(clinic: Clinic) -> None:
    session = clinic.set_up()
    clinic.people(session).add(NINA, FIRST_PASSWORD)

    session = session.switch("nina", FIRST_PASSWORD)

    tries: list[Callable[[], object]] = [
        lambda: session.need(Right.READ),
        lambda: session.log,
        lambda: session.sign(PIN, Meaning.GIVEN),
        lambda: session.witness("will", PIN),
        lambda: clinic.people(session).set_own_pin(FIRST_PASSWORD, PIN),
        lambda: clinic.people(session).accounts(),
    ]
    for attempt in tries:
        with pytest.raises(PasswordChangeDue):
            attempt()
    clinic.people(session).change_own_password(FIRST_PASSWORD, OWN_PASSWORD)
    session.need(Right.READ)


# --- Signing ---------------------------------------------------------------------------------------------------------


def test_a_pin_signs_with_name_credential_time_and_meaning(nina: Session) -> None:
    assert nina.sign(PIN, Meaning.GIVEN) == Signature(
        account_id=nina.account.id, name="Nina Nurse", credential="RN", at=NOON, meaning=Meaning.GIVEN
    )


def test_a_signature_alone_writes_nothing(nina: Session) -> None:
    before = nina.log.head

    nina.sign(PIN, Meaning.GIVEN)

    assert nina.log.head == before


def test_a_witness_signs_with_their_own_name(nina: Session) -> None:
    assert nina.witness(" WILL ", PIN) == Signature(
        account_id=find(nina, "will").id, name="Will Witness", credential="LPN", at=NOON, meaning=Meaning.WITNESSED
    )


def test_nobody_witnesses_their_own_discard(nina: Session) -> None:
    with pytest.raises(WitnessIsSigner):
        nina.witness("Nina", PIN)
    with pytest.raises(WitnessIsSigner):
        nina.sign(PIN, Meaning.WITNESSED)


def test_a_witness_needs_the_right_to_be_one(nina: Session) -> None:
    with pytest.raises(WitnessNotAllowed) as refused:
        nina.witness("ada", PIN)

    assert refused.value.name == "Ada Boss"


def test_a_witness_needs_an_active_account(clinic: Clinic, nina: Session) -> None:
    with pytest.raises(WitnessUnknown):
        nina.witness("nobody", PIN)
    session = nina.switch("ada", ADAS_PASSWORD)
    clinic.people(session).deactivate(find(session, "will").id, "left the site")
    session = session.switch("nina", OWN_PASSWORD)
    with pytest.raises(WitnessUnknown) as refused:
        session.witness("will", PIN)

    assert refused.value.entered == "will"


def test_a_role_that_may_not_sign_is_refused_before_the_pin(clinic: Clinic) -> None:
    session = clinic.set_up()

    with pytest.raises(NotAllowed):
        session.sign(PIN, Meaning.GIVEN)
    with pytest.raises(NotAllowed):
        session.witness("ada", PIN)


def test_only_a_lead_signs_an_override(nina: Session) -> None:
    with pytest.raises(NotAllowed):
        nina.sign(PIN, Meaning.OVERRODE)


def test_without_a_pin_nobody_signs(clinic: Clinic) -> None:
    session = clinic.set_up()
    clinic.people(session).add(NINA, FIRST_PASSWORD)
    session = session.switch("nina", FIRST_PASSWORD)
    clinic.people(session).change_own_password(FIRST_PASSWORD, OWN_PASSWORD)

    with pytest.raises(PinMissing) as refused:
        session.sign(PIN, Meaning.GIVEN)

    assert refused.value.name == "Nina Nurse"


def test_nothing_is_signed_into_a_log_that_is_not_whole(nina: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nina.log._anchoring, "fault", Fault(sequence=7, kind=FaultKind.EDITED))  # type: ignore[attr-defined]

    with pytest.raises(LogNotWhole) as refused:
        nina.sign(PIN, Meaning.GIVEN)

    assert (refused.value.sequence, refused.value.what) == (7, "was changed after it was written")
    nina.need(Right.READ)


def test_a_wrong_pin_is_an_entry_about_its_person(nina: Session) -> None:
    with pytest.raises(PinWrong):
        nina.sign("2581", Meaning.GIVEN)
    with pytest.raises(PinWrong):
        nina.witness("will", "2581")

    failed = of_kind(nina, Kind.PIN_FAILED)
    assert [entry.subject for entry in failed] == [nina.account.id, find(nina, "will").id]
    assert {entry.by for entry in failed} == {nina.account.id}
    assert all("258" not in str(entry.body) for entry in failed)


def fail(session: Session, clinic: Clinic, times: int, attempt: Callable[[], object]) -> None:
    for _ in range(times):
        clinic.clock.pass_time(seconds=300)
        session.touch()
        with pytest.raises(PinWrong):
            attempt()


def test_the_third_wrong_pin_costs_a_wait_in_which_the_right_one_does_not_sign(clinic: Clinic, nina: Session) -> None:
    fail(nina, clinic, 2, lambda: nina.sign("2581", Meaning.GIVEN))
    assert nina.sign(PIN, Meaning.GIVEN).name == "Nina Nurse"
    fail(nina, clinic, 3, lambda: nina.sign("2581", Meaning.GIVEN))

    with pytest.raises(PinDelayed) as delayed:
        nina.sign(PIN, Meaning.GIVEN)
    assert delayed.value.wait == timedelta(seconds=1)
    clinic.clock.pass_time(seconds=1)
    assert nina.sign(PIN, Meaning.GIVEN).name == "Nina Nurse"


def test_one_persons_wrong_pins_do_not_delay_another(clinic: Clinic, nina: Session) -> None:
    fail(nina, clinic, 3, lambda: nina.sign("2581", Meaning.GIVEN))

    assert nina.witness("will", PIN).name == "Will Witness"


def test_the_fifth_wrong_pin_in_a_row_locks(clinic: Clinic, nina: Session) -> None:
    fail(nina, clinic, 3, lambda: nina.sign("2581", Meaning.GIVEN))
    fail(nina, clinic, 1, lambda: nina.witness("will", "2581"))
    clinic.clock.pass_time(seconds=300)
    nina.touch()

    with pytest.raises(PinLocked):
        nina.sign("2581", Meaning.GIVEN)

    assert not nina.is_open
    session = clinic.workstation.sign_in("nina", OWN_PASSWORD)
    assert facts(of_kind(session, Kind.LOCKED)[-1]) == {"why": "wrong PINs"}
    assert session.sign(PIN, Meaning.GIVEN).name == "Nina Nurse"


def test_a_witness_stays_delayed_when_the_signer_comes_back(clinic: Clinic, nina: Session) -> None:
    fail(nina, clinic, 3, lambda: nina.witness("will", "2581"))
    nina.lock()
    session = clinic.restarted().sign_in("nina", OWN_PASSWORD)

    with pytest.raises(PinDelayed):
        session.witness("will", PIN)
    session = session.switch("will", OWN_PASSWORD).switch("nina", OWN_PASSWORD)

    assert session.witness("will", PIN).name == "Will Witness"


def test_wrong_pins_count_for_a_person_who_never_signed_in(clinic: Clinic, nina: Session) -> None:
    pin = clinic.vault.hash_pin(PIN)
    olga = Account(id="olga", user="olga", name="Olga Old", credential="RN", roles=(Role.NURSE,), pin=pin)
    nina.write_account(Kind.ACCOUNT_ADDED, olga)
    fail(nina, clinic, 3, lambda: nina.witness("olga", "2581"))

    with pytest.raises(PinDelayed):
        nina.witness("olga", PIN)


# --- The end ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("end", "kind"), [("lock", Kind.LOCKED), ("sign_out", Kind.SIGNED_OUT)])
def test_the_end_of_a_session_is_an_entry(clinic: Clinic, nina: Session, end: str, kind: Kind) -> None:
    account_id = nina.account.id
    getattr(nina, end)()

    session = clinic.workstation.sign_in("ada", ADAS_PASSWORD)

    entry = of_kind(session, kind)[-1]
    assert (entry.by, entry.subject) == (account_id, account_id)


def test_after_the_lock_everything_is_refused(nina: Session) -> None:
    log = nina.log
    key = nina._open.key
    nina.lock()
    nina.lock()
    nina.touch()
    someone = Account(id="a", user="ann", name="Ann", credential="", roles=(Role.NURSE,))
    calls: list[Callable[[], object]] = [
        lambda: nina.account,
        lambda: nina.log,
        lambda: nina.is_emergency,
        lambda: nina.may(Right.READ),
        lambda: nina.need(Right.READ),
        lambda: nina.note(Kind.RECORD_PRINTED, "dose-1"),
        lambda: nina.entry(Kind.RECORD_PRINTED, "dose-1", Note()),
        lambda: nina.write_account(Kind.ACCOUNT_CHANGED, someone),
        lambda: nina.check_own_password(OWN_PASSWORD),
        lambda: nina.lock_key_for(someone, OWN_PASSWORD),
        nina.new_recovery_key,
        lambda: nina.sign(PIN, Meaning.GIVEN),
        lambda: nina.witness("will", PIN),
        lambda: nina.switch("ada", ADAS_PASSWORD),
        key.hex,
        lambda: log.latest(SITE_ID),
    ]

    for call in calls:
        with pytest.raises(LogLocked):
            call()
    assert (nina.is_open, nina.lock_if_idle()) == (False, True)


def reachable(start: object) -> list[object]:
    """Give every value that can be reached from an object, as a debugger or a memory dump would."""
    seen = {id(start): start}
    waiting = [start]
    while waiting:
        for one in gc.get_referents(waiting.pop()):
            if id(one) not in seen and not isinstance(one, (type, ModuleType, FunctionType)):
                seen[id(one)] = one
                waiting.append(one)
    return list(seen.values())


def of_the_person(things: list[object]) -> list[object]:
    return [one for one in things if isinstance(one, Account) or (isinstance(one, str) and "Nina" in one)]


def test_after_the_lock_nothing_of_the_person_is_reachable(nina: Session) -> None:
    before = of_the_person(reachable(nina))

    nina.lock()

    assert before
    assert of_the_person(reachable(nina)) == []


def test_a_lock_that_cannot_be_noted_locks(nina: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    log, key = nina.log, nina._open.key

    def refuse(*_: object, **__: object) -> None:
        raise LogNotWritten("the disk is full")

    monkeypatch.setattr(log, "append", refuse)

    with pytest.raises(LogNotWritten):
        nina.lock()

    assert not nina.is_open
    with pytest.raises(LogLocked):
        key.hex()
    with pytest.raises(LogLocked):
        log.latest(SITE_ID)


def test_another_person_takes_over_while_the_store_stays_open(clinic: Clinic, nina: Session) -> None:
    log = nina.log
    nina_id = nina.account.id

    session = nina.switch("will", OWN_PASSWORD)

    assert session.log is log
    assert session.account.name == "Will Witness"
    assert [(entry.kind, entry.by) for entry in log.entries()][-2:] == [
        (Kind.SIGNED_OUT, nina_id),
        (Kind.SIGNED_IN, session.account.id),
    ]
    with pytest.raises(LogLocked):
        nina.need(Right.READ)
    assert log.latest(SITE_ID)
    session.lock()
    assert clinic.workstation.sign_in("nina", OWN_PASSWORD).is_open


def test_a_switch_that_is_refused_leaves_the_session_as_it_was(clinic: Clinic, nina: Session) -> None:
    session = nina.switch("ada", ADAS_PASSWORD)
    will = find(session, "will")
    session.write_account(Kind.ACCOUNT_CHANGED, replace(will, is_active=False), "left the site")

    with pytest.raises(SignInRefused):
        session.switch("nina", "wrong")
    with pytest.raises(SignInRefused):
        session.switch("will", OWN_PASSWORD)

    assert session.account.name == "Ada Boss"
    assert of_kind(session, Kind.SIGN_IN_FAILED)[-1].subject == will.id
    for _ in range(3):
        with pytest.raises(SignInRefused):
            session.switch("nina", "wrong")
    with pytest.raises(SignInDelayed):
        session.switch("nina", OWN_PASSWORD)
    clinic.clock.pass_time(seconds=10)
    assert session.switch("nina", OWN_PASSWORD).account.name == "Nina Nurse"


def test_failed_switches_go_into_the_log_at_the_next_one(nina: Session) -> None:
    with pytest.raises(SignInRefused):
        nina.switch("will", "wrong")

    session = nina.switch("will", OWN_PASSWORD)

    assert [facts(entry)["user"] for entry in of_kind(session, Kind.SIGN_IN_FAILED)] == ["Will"]


def test_a_password_of_a_copy_that_moved_to_another_account_is_not_ones_own(clinic: Clinic, nina: Session) -> None:
    other = Account(id="other", user="Nina", name="Other", credential="", roles=(Role.NURSE,))
    nina.lock_key_for(other, "the other's password")

    with pytest.raises(SignInRefused):
        nina.check_own_password("the other's password")

    assert clinic.vault.unlock("nina", "the other's password")[1] == "other"


# --- Idle ------------------------------------------------------------------------------------------------------------


def test_a_session_locks_after_the_sites_minutes_without_anybody(nina: Session, clinic: Clinic) -> None:
    clinic.clock.pass_time(seconds=599)
    assert (nina.lock_if_idle(), nina.is_open) == (False, True)
    clinic.clock.pass_time(seconds=1)

    assert (nina.lock_if_idle(), nina.is_open) == (True, False)


def test_asking_whether_a_session_is_idle_does_not_lock_it(nina: Session, clinic: Clinic) -> None:
    before = nina.is_idle()
    clinic.clock.pass_time(seconds=600)

    assert (before, nina.is_idle(), nina.is_open) == (False, True, True)
    nina.lock()
    assert not nina.is_idle()


def test_a_touch_in_time_keeps_the_session_open(nina: Session, clinic: Clinic) -> None:
    for _ in range(3):
        clinic.clock.pass_time(seconds=599)
        nina.touch()

    assert not nina.lock_if_idle()


def test_the_first_touch_after_too_long_finds_it_locked(nina: Session, clinic: Clinic) -> None:
    clinic.clock.pass_time(seconds=600)

    nina.touch()

    assert not nina.is_open
    session = clinic.workstation.sign_in("nina", OWN_PASSWORD)
    assert facts(of_kind(session, Kind.LOCKED)[-1]) == {"why": "idle"}


def test_the_site_decides_after_how_many_minutes(nina: Session, clinic: Clinic) -> None:
    nina.log.append([nina.entry(Kind.SITE_SET, SITE_ID, Site(name="Lakeside", idle_minutes=2))])
    clinic.clock.pass_time(seconds=120)

    assert nina.lock_if_idle()


def test_without_a_site_the_usual_minutes_hold(nina: Session, clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "site_of", lambda _: None)
    clinic.clock.pass_time(seconds=600)

    assert nina.lock_if_idle()


def test_a_log_that_cannot_be_read_still_locks(nina: Session, clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise LogDamaged("page 3")

    monkeypatch.setattr(session_module, "site_of", refuse)
    clinic.clock.pass_time(seconds=600)

    assert nina.lock_if_idle()


def test_a_computer_that_slept_locks(nina: Session, clinic: Clinic) -> None:
    # The running clock stood still.
    clinic.clock.set_to(NOON + timedelta(minutes=10))

    assert nina.lock_if_idle()


def test_a_clock_set_back_does_not_keep_a_session_open(nina: Session, clinic: Clinic) -> None:
    clinic.clock.set_to(NOON - timedelta(seconds=90))
    assert not nina.lock_if_idle()
    clinic.clock.pass_time(seconds=600)

    assert nina.lock_if_idle()


def test_a_clock_set_far_back_locks_at_once(nina: Session, clinic: Clinic) -> None:
    clinic.clock.set_to(NOON - timedelta(seconds=121))

    assert nina.lock_if_idle()


@pytest.mark.parametrize(
    ("moved", "noted"),
    [
        pytest.param(300, None, id="five-minutes-forward"),
        pytest.param(301, "301", id="more-than-five-minutes-forward"),
        pytest.param(-119, None, id="a-little-back"),
    ],
)
def test_a_clock_that_moved_within_a_session_is_noted_once(
    nina: Session, clinic: Clinic, moved: int, noted: str | None
) -> None:
    clinic.clock.set_to(NOON + timedelta(seconds=moved))

    for _ in range(3):
        nina.touch()

    expected = [] if noted is None else [{"by_seconds": noted}]
    assert [facts(entry) for entry in of_kind(nina, Kind.CLOCK_MOVED)] == expected


def test_a_clock_set_back_by_an_hour_is_noted_before_the_lock(nina: Session, clinic: Clinic) -> None:
    clinic.clock.set_to(NOON - timedelta(hours=1))
    nina.touch()

    clinic.clock.set_to(NOON)
    session = clinic.workstation.sign_in("nina", OWN_PASSWORD)
    assert [(entry.kind, facts(entry)) for entry in of_kind(session, Kind.CLOCK_MOVED, Kind.LOCKED)] == [
        (Kind.CLOCK_MOVED, {"by_seconds": "-3600"}),
        (Kind.LOCKED, {"why": "idle"}),
    ]


def test_an_idle_session_locks_where_the_moved_clock_cannot_be_noted(
    nina: Session, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise LogNotWritten("the disk is full")

    monkeypatch.setattr(nina.log, "append", refuse)
    clinic.clock.set_to(NOON + timedelta(hours=1))

    with pytest.raises(LogNotWritten):
        nina.touch()

    assert not nina.is_open


def test_ada_is_who_the_tests_say() -> None:
    assert ADA.roles == (Role.ADMINISTRATOR,)

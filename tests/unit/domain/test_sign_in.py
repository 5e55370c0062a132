"""What a user name, a password and a PIN must be, and how long failures make a person wait."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.people import EMERGENCY_RIGHTS, SIGNING_RIGHTS, Meaning, Right, Role, may
from j3032calc.domain.problems.people import (
    PasswordHoldsUser,
    PasswordRepeats,
    PasswordTooLong,
    PasswordTooShort,
    PinTooEasy,
    PinUnreadable,
    UserUnusable,
)
from j3032calc.domain.sign_in import check_password, check_pin, check_user, user_key, wait_after

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ana", "ana"),
        ("Ana.Ruiz", "Ana.Ruiz"),
        ("  o'brien-smith ", "o'brien-smith"),
        ("a" * 40, "a" * 40),
        ("ana@site", "ana@site"),
        pytest.param("Mu\u0308ller", "M\u00fcller", id="letter-and-accent-become-one"),
    ],
)
def test_a_user_name_is_kept_without_spaces_around_it(typed: str, kept: str) -> None:
    assert check_user(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "ab", " ab ", "a" * 41, "ana ruiz", "ana\nruiz", "-ana", "ana.", "a/b/c", "ana\u202e", "<b>x</b>"]
)
def test_a_user_name_of_other_characters_or_length_is_refused(typed: str) -> None:
    with pytest.raises(UserUnusable) as refused:
        check_user(typed)

    assert (refused.value.entered, refused.value.least, refused.value.most) == (typed, 3, 40)


@pytest.mark.parametrize("other", ["ana.ruiz", " Ana.Ruiz", "ANA.RUIZ\t"])
def test_user_names_are_the_same_without_capitals_and_spaces(other: str) -> None:
    assert user_key(other) == "ana.ruiz"


def test_user_names_are_the_same_however_a_keyboard_composes_them() -> None:
    assert user_key("MU\u0308LLER") == user_key("m\u00fcller")


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("twelve chars", id="twelve"),
        pytest.param("x" * 255 + "y", id="two-hundred-and-fifty-six"),
        pytest.param("aaaaaaaaaaab", id="one-other-character"),
        pytest.param("密码密码密码密码密码密码", id="any-script"),
        pytest.param("            x", id="spaces"),
        pytest.param("passwordpassword", id="no-rule-about-characters"),
    ],
)
def test_a_long_enough_password_is_taken(password: str) -> None:
    check_password(password, "ana")


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        pytest.param("eleven char", PasswordTooShort, id="eleven"),
        pytest.param("", PasswordTooShort, id="nothing"),
        pytest.param("u\u0308" * 11, PasswordTooShort, id="eleven-letters-with-eleven-accents"),
        pytest.param("x" * 256 + "y", PasswordTooLong, id="two-hundred-and-fifty-seven"),
        pytest.param("aaaaaaaaaaaa", PasswordRepeats, id="one-character"),
        pytest.param("my name is ANA ok", PasswordHoldsUser, id="user-name-in-capitals"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(password: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        check_password(password, " Ana ")


@pytest.mark.parametrize("pin", ["2580", "1233", "12345670", "1357", "0102", "11112"])
def test_a_pin_of_four_to_eight_digits_is_taken(pin: str) -> None:
    check_pin(pin)


@pytest.mark.parametrize(
    "pin",
    [
        *("", "258", "258025802", "25 80", "258a", "-258"),
        pytest.param("٢٥٨٠", id="digits-of-another-script"),
        pytest.param("²³¹⁴", id="raised-digits"),
    ],
)
def test_a_pin_of_anything_else_is_refused(pin: str) -> None:
    with pytest.raises(PinUnreadable) as refused:
        check_pin(pin)

    assert (refused.value.least, refused.value.most) == (4, 8)


@pytest.mark.parametrize("pin", ["0000", "77777777", "1234", "4321", "7890", "3210", "0987", "23456789"])
def test_a_pin_that_anybody_would_try_first_is_refused(pin: str) -> None:
    with pytest.raises(PinTooEasy):
        check_pin(pin)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (1, 0), (2, 0), (3, 1), (4, 2), (5, 4), (10, 128), (11, 256), (12, 300), (1_000_000, 300)],
)
def test_each_failure_after_two_doubles_the_wait_up_to_five_minutes(failures: int, seconds: int) -> None:
    assert wait_after(failures) == timedelta(seconds=seconds)


def test_nobody_signs_as_their_own_witness() -> None:
    assert set(SIGNING_RIGHTS) == set(Meaning) - {Meaning.WITNESSED}


@pytest.mark.parametrize(
    ("roles", "right"),
    [
        ((Role.NURSE,), Right.CHART),
        ((Role.AUDITOR,), Right.READ),
        ((Role.ADMINISTRATOR, Role.NURSE), Right.READ),
    ],
)
def test_a_person_may_what_any_of_their_roles_may(roles: tuple[Role, ...], right: Right) -> None:
    assert may(roles, right)


@pytest.mark.parametrize(
    ("roles", "right"),
    [
        ((), Right.READ),
        ((Role.NURSE,), Right.OVERRIDE),
        ((Role.AUDITOR,), Right.CHART),
        ((Role.ADMINISTRATOR,), Right.READ),
    ],
)
def test_a_person_may_nothing_that_none_of_their_roles_may(roles: tuple[Role, ...], right: Right) -> None:
    assert not may(roles, right)


def test_an_emergency_lets_read_print_and_let_people_in_and_nothing_else() -> None:
    assert {Right.READ, Right.PRINT, Right.MANAGE_PEOPLE} == EMERGENCY_RIGHTS

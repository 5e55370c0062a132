"""The recovery key can be read from paper, and a misread letter is told apart from a wrong key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from j3032calc.domain.problems.people import RecoveryKeyMisread
from j3032calc.storage.recovery_key import printed, read

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRETS = st.binary(min_size=20, max_size=20)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        pytest.param(0, "0000-0000-0000-0000-0000-0000-0000-0000-0000", id="zero"),
        # 31 is Z, and its own remainder.
        pytest.param(31, "0000-0000-0000-0000-0000-0000-0000-000Z-000Z", id="below-the-prime"),
        # 1,048,573 = 31 31 31 29 in base 32, and leaves nothing.
        pytest.param(1_048_573, "0000-0000-0000-0000-0000-0000-0000-ZZZX-0000", id="the-prime"),
        # 1,048,576 = 1 0 0 0 0 in base 32, and leaves 3.
        pytest.param(1_048_576, "0000-0000-0000-0000-0000-0000-0001-0000-0003", id="above-the-prime"),
    ],
)
def test_the_printed_key_is_thirty_two_characters_and_four_that_check_them(number: int, text: str) -> None:
    assert printed(number.to_bytes(20, "big")) == text


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("0000-0000-0000-0000-0000-0000-0001-0000-0003", id="as-printed"),
        pytest.param("000000000000000000000000000100000003", id="without-hyphens"),
        pytest.param("0000 0000 0000 0000 0000 0000 0001 0000 0003\r\n", id="with-spaces-and-a-line-break"),
        pytest.param("0000–0000–0000–0000–0000–0000–0001–0000–0003", id="with-dashes"),
        pytest.param("oooo-OOOO-0000-0000-0000-0000-000l-0000-0003", id="letter-o-and-small-l"),
        pytest.param("0000-0000-0000-0000-0000-0000-000I-0000-0003", id="capital-i"),
    ],
)
def test_a_typed_key_is_read_as_people_type(typed: str) -> None:
    assert read(typed) == (1_048_576).to_bytes(20, "big")


@given(SECRETS)
def test_every_key_is_read_back_in_small_letters_too(secret: bytes) -> None:
    assert read(printed(secret)) == read(printed(secret).lower()) == secret


@given(SECRETS, st.integers(0, 35), st.integers(1, 31))
def test_every_single_misread_character_is_found(secret: bytes, place: int, shift: int) -> None:
    typed = list(printed(secret).replace("-", ""))
    typed[place] = ALPHABET[(ALPHABET.index(typed[place]) + shift) % 32]

    with pytest.raises(RecoveryKeyMisread):
        read("".join(typed))


@given(SECRETS, st.integers(0, 30))
def test_every_two_neighbours_that_changed_places_are_found(secret: bytes, place: int) -> None:
    typed = list(printed(secret).replace("-", ""))
    swapped = [*typed[:place], typed[place + 1], typed[place], *typed[place + 2 :]]

    if swapped != typed:
        with pytest.raises(RecoveryKeyMisread):
            read("".join(swapped))


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("0000-0000-0000-0000-0000-0000-0001-0000-000", id="one-too-few"),
        pytest.param("0000-0000-0000-0000-0000-0000-0001-0000-00030", id="one-too-many"),
        pytest.param("0000-0000-0000-0000-0000-0000-0001-0000-000U", id="letter-that-is-not-in-it"),
        pytest.param("0000-0000-0000-0000-0000-0000-0001-0000-000٣", id="digit-of-another-script"),
        pytest.param("correct horse battery staple", id="a-password"),
    ],
)
def test_what_is_no_whole_key_is_called_misread(typed: str) -> None:
    with pytest.raises(RecoveryKeyMisread):
        read(typed)

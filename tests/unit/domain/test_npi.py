from __future__ import annotations

import pytest

from j3032calc.domain.npi import is_npi


# 1234567893 is CMS's own example of the check digit: 80840 and the nine digits give 67, so the digit is 3.
@pytest.mark.parametrize("text", ["1234567893", "1245319599"])
def test_a_right_check_digit_is_an_npi(text: str) -> None:
    assert is_npi(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1234567894", id="wrong-check-digit"),
        pytest.param("1234567839", id="two-digits-changed-over"),
        pytest.param("123456789", id="nine-digits"),
        pytest.param("12345678930", id="eleven-digits"),
        pytest.param("3234567899", id="begins-with-3"),
        pytest.param("123456789a", id="letter"),
        pytest.param("", id="empty"),
    ],
)
def test_anything_else_is_no_npi(text: str) -> None:
    assert not is_npi(text)

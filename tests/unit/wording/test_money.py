"""Dollars: whole cents, and never a point that could be a thousand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from j3032calc.domain.problems.typed import DollarsUnreadable, NotAboveZero
from j3032calc.wording.money import read_dollars, write_dollars


@pytest.mark.parametrize(
    ("typed", "dollars"),
    [
        ("25", Fraction(25)),
        (" $25.50 ", Fraction(51, 2)),
        ("$ 25.5", Fraction(51, 2)),
        ("0.05", Fraction(1, 20)),
        ("1,234.56", Fraction(123456, 100)),
        ("9,999,999.99", Fraction(999999999, 100)),
        ("1234567", Fraction(1234567)),
    ],
)
def test_dollars_are_read_with_or_without_cents(typed: str, dollars: Fraction) -> None:
    assert read_dollars(typed) == dollars


@pytest.mark.parametrize(
    "typed", ["", ".50", "25.", "1.000", "1.234,50", "12,34", "25 dollars", "-25", "€25", "12345678", "0,5"]
)
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(DollarsUnreadable):
        read_dollars(typed)


@pytest.mark.parametrize("typed", ["0", "$0.00"])
def test_nothing_is_no_charge(typed: str) -> None:
    with pytest.raises(NotAboveZero):
        read_dollars(typed)


@pytest.mark.parametrize(
    ("dollars", "expected"),
    [("0", "$0.00"), ("0.005", "$0.01"), ("17.583", "$17.58"), ("99999.99", "$99,999.99"), ("100000", "$100,000.00")],
)
def test_dollars_are_written_in_whole_cents_half_up(dollars: str, expected: str) -> None:
    assert write_dollars(Fraction(dollars)) == expected

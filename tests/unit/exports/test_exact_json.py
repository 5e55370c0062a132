"""JSON with exact decimals, read back by Python's own reader."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest

from j3032calc.exports.exact_json import decimal, exact_json


def test_plain_data_is_read_back_as_it_was() -> None:
    written: dict[str, object] = {"a": 'ñ "\n', "b": [1, True, None, {}], "c": [], "d": {"e": "x"}}

    assert json.loads(exact_json(written)) == written


def test_it_is_written_a_field_a_line() -> None:
    assert exact_json({"a": [1, "b"], "c": {}}) == '{\n  "a": [\n    1,\n    "b"\n  ],\n  "c": {}\n}\n'


@pytest.mark.parametrize(
    ("number", "written"),
    [
        pytest.param(Fraction("217.2"), "217.2", id="decimal"),
        pytest.param(Fraction(3), "3", id="whole"),
        pytest.param(Fraction(0), "0", id="zero"),
        pytest.param(Fraction("0.000000000001"), "0.000000000001", id="small-and-exact"),
        pytest.param(Fraction(1, 3), "0.333333333", id="a-third"),
        pytest.param(Fraction(2, 3), "0.666666667", id="two-thirds-rounded-up"),
    ],
)
def test_a_number_is_exact_or_to_a_billionth(number: Fraction, written: str) -> None:
    assert decimal(number) == written
    assert json.loads(exact_json([number]), parse_float=Decimal, parse_int=Decimal) == [Decimal(written)]

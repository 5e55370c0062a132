"""JSON from outside: its numbers keep their digits, and every other shape is refused in a sentence."""

from __future__ import annotations

from fractions import Fraction

import pytest

from j3032calc.domain.problems.importing import CellUnreadable, ImportUnreadable
from j3032calc.imports.json_tree import Number, number, read_json, text, texts, tree, trees
from j3032calc.imports.table import MOST_BYTES

REFUSED = [
    pytest.param(b"", id="empty"),
    pytest.param(b"[]", id="list"),
    pytest.param(b"{", id="cut"),
    pytest.param(b'{"a": NaN}', id="nan"),
    pytest.param(b'{"a": 1, "a": 2}', id="name-twice"),
    pytest.param(b'{"a": "\xff"}', id="latin-1"),
    pytest.param(b'{"a":' * 200_000, id="deep"),
    pytest.param(b" " * (MOST_BYTES + 1), id="large"),
]


@pytest.mark.parametrize("data", REFUSED)
def test_what_is_no_json_object_is_refused(data: bytes) -> None:
    with pytest.raises(ImportUnreadable):
        read_json(data)


def test_numbers_keep_their_digits() -> None:
    read = read_json(b'\xef\xbb\xbf{"a": 0.10, "b": 1e999999999, "c": 12345678901234567890}')

    assert read == {"a": "0.10", "b": "1e999999999", "c": "12345678901234567890"}
    assert isinstance(read["a"], Number)
    assert number(read, "a") == Fraction(1, 10)


@pytest.mark.parametrize("value", [b"1e9", b"-1", b'"1"', b"1234567890", b"0.1234567891", b"null", b"true", b"[]"])
def test_a_number_that_no_dose_has_is_refused(value: bytes) -> None:
    with pytest.raises(CellUnreadable):
        number(read_json(b'{"a": ' + value + b"}"), "a")


def test_what_is_absent_is_empty() -> None:
    assert (tree({}, "a"), trees({}, "a"), text({}, "a"), texts({}, "a")) == ({}, (), None, ())


def test_what_is_there_is_given() -> None:
    read = read_json(b'{"o": {"x": " y "}, "l": [{}], "t": ["a", " ", "b"]}')

    assert text(tree(read, "o"), "x") == "y"
    assert trees(read, "l") == ({},)
    assert texts(read, "t") == ("a", "b")


SHAPES = [
    pytest.param(tree, b"1", id="object"),
    pytest.param(trees, b"{}", id="list"),
    pytest.param(trees, b"[1]", id="list-of-objects"),
    pytest.param(text, b"1", id="text"),
    pytest.param(text, b"[]", id="text-as-list"),
    pytest.param(text, b'"\\ud800"', id="half-a-character"),
    pytest.param(text, b'"' + b"x" * 2001 + b'"', id="long-text"),
    pytest.param(texts, b'"a"', id="list-of-texts"),
    pytest.param(texts, b"[null, 1]", id="texts"),
]


@pytest.mark.parametrize(("ask", "value"), SHAPES)
def test_another_shape_is_refused(ask: object, value: bytes) -> None:
    assert callable(ask)
    with pytest.raises(CellUnreadable):
        ask(read_json(b'{"a": ' + value + b"}"), "a")

"""Many calculations: one answer a line, in order, each with its ``ref``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.calculation import Calculation
from j3032calc.domain.problems import Problem
from j3032calc.domain.problems.product import ProductUnknown
from j3032calc.domain.problems.typed import FieldMissing, FieldNotText, FieldTwice, FieldUnknown, LineUnreadable
from j3032calc.services.batch import BatchAnswer, answer_lines
from j3032calc.services.calculation import Typed
from tests.unit.services.small_catalogue import calculator

if TYPE_CHECKING:
    from collections.abc import Iterator

GOOD = '"billing_unit": "10 mg", "dose": "350 mg", "container": ["100 mg"]'


def one(line: str | bytes) -> BatchAnswer:
    (answer,) = answer_lines(calculator(), [line.encode() if isinstance(line, str) else line])
    return answer


def test_a_line_is_answered_like_a_single_calculation() -> None:
    single = calculator().answer(Typed(billing_unit="10 mg", dose="350 mg", container=("100 mg",)))

    assert one("{" + GOOD + "}").answer == single


REFS = [
    pytest.param('"17"', "17", id="text"),
    pytest.param("17", 17, id="number"),
    pytest.param("1.5", 1.5, id="decimal"),
    pytest.param("null", None, id="null"),
    pytest.param("true", True, id="true"),
    pytest.param('["a", 1]', ["a", 1], id="list"),
    pytest.param('{"a": {"b": null}}', {"a": {"b": None}}, id="object"),
    pytest.param('"Müller – 日本"', "Müller – 日本", id="other-letters"),
    pytest.param("12345678901234567890", 12345678901234567890, id="large-number"),
    pytest.param("1e300", 1e300, id="large-decimal"),
]


@pytest.mark.parametrize(("written", "expected"), REFS)
def test_the_ref_is_carried_over_beside_an_answer(written: str, expected: object) -> None:
    answered = one(f'{{"ref": {written}, {GOOD}}}')

    assert isinstance(answered.answer, Calculation)
    assert answered.ref == expected


@pytest.mark.parametrize(("written", "expected"), REFS)
def test_the_ref_is_carried_over_beside_a_problem(written: str, expected: object) -> None:
    answered = one(f'{{"ref": {written}}}')

    assert isinstance(answered.answer, FieldMissing)
    assert answered.ref == expected


def test_a_line_without_a_ref_has_none() -> None:
    assert one("{" + GOOD + "}").ref is None


def test_lines_are_answered_in_order_and_a_bad_one_stops_nothing() -> None:
    lines = [f'{{"ref": 1, {GOOD}}}', '{"ref": 2, "product": "nothing", "dose": "1 mg"}', "{", f'{{"ref": 4, {GOOD}}}']

    answers = list(answer_lines(calculator(), [line.encode() for line in lines]))

    assert [answer.ref for answer in answers] == [1, 2, None, 4]
    assert [type(answer.answer) for answer in answers] == [Calculation, ProductUnknown, LineUnreadable, Calculation]


def test_a_line_is_answered_before_the_next_is_read() -> None:
    read = []

    def lines() -> Iterator[bytes]:
        for number in range(2):
            read.append(number)
            yield b"{}"

    next(answer_lines(calculator(), lines()))

    assert read == [0]


FIELDS = [
    pytest.param('"container": "100 mg"', id="one-container-as-text"),
    pytest.param('"container": ["100 mg"], "opened": null', id="null-is-not-entered"),
    pytest.param('"container": ["100 mg", "50 mg"], "opened": []', id="empty-list"),
    pytest.param('"container": ["100 mg"], "multi_dose": true', id="true"),
    pytest.param('"container": ["100 mg"], "multi_dose": false', id="false"),
    pytest.param('"container": ["100 mg"], "given_on": "2026-11-23", "payer": "with-ndc"', id="other-fields"),
]


@pytest.mark.parametrize("fields", FIELDS)
def test_fields_are_taken_in_their_forms(fields: str) -> None:
    assert isinstance(one(f'{{"billing_unit": "10 mg", "dose": "350 mg", {fields}}}').answer, Calculation)


@pytest.mark.parametrize("number", ["3", '"3"'])
def test_a_dose_number_may_be_a_number_or_text(number: str) -> None:
    line = f'{{"product": "fasenra", "dose": "30 mg", "schedule": "asthma", "dose_number": {number}}}'
    answer = one(line).answer

    assert isinstance(answer, Calculation)
    assert answer.question.use.dose_number == 3


WRONG_KINDS = [
    pytest.param("dose", "350", id="number-as-dose"),
    pytest.param("weight", "72.4", id="number-as-weight"),
    pytest.param("dose", '["350 mg"]', id="list-as-dose"),
    pytest.param("product", "{}", id="object-as-product"),
    pytest.param("container", "100", id="number-as-container"),
    pytest.param("container", "[100]", id="number-in-a-list"),
    pytest.param("opened", '["1 x 1 mg", null]', id="null-in-a-list"),
    pytest.param("closed", "true", id="true-as-closed"),
    pytest.param("multi_dose", '"true"', id="text-as-multi-dose"),
    pytest.param("multi_dose", "1", id="number-as-multi-dose"),
    pytest.param("dose_number", "1.5", id="decimal-dose-number"),
    pytest.param("dose_number", "true", id="true-as-dose-number"),
    pytest.param("given_on", "20261123", id="number-as-date"),
]


@pytest.mark.parametrize(("field", "value"), WRONG_KINDS)
def test_a_value_of_the_wrong_kind_is_refused_with_its_field(field: str, value: str) -> None:
    answer = one(f'{{"ref": 5, "{field}": {value}}}').answer

    assert isinstance(answer, FieldNotText)
    assert answer.field == field


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        pytest.param("dose", "text in quotation marks", id="text"),
        pytest.param("dose_number", "text in quotation marks", id="number-or-text"),
        pytest.param("container", "a list of texts in quotation marks", id="list"),
        pytest.param("opened", "a list of texts in quotation marks", id="other-list"),
        pytest.param("multi_dose", "true or false, without quotation marks", id="switch"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_what_it_must_be(field: str, kind: str) -> None:
    answer = one(f'{{"{field}": 1.5}}').answer

    assert isinstance(answer, FieldNotText)
    assert answer.kind == kind


@pytest.mark.parametrize("value", ['"x"', "1", "[]", "true", "null"])
def test_a_field_that_no_one_defined_is_refused(value: str) -> None:
    answer = one(f'{{"colour": {value}, {GOOD}}}').answer

    assert isinstance(answer, FieldUnknown)
    assert answer.field == "colour"


TWICE = [
    pytest.param('"dose": "1 mg", "dose": "2 mg"', "dose", id="two-values"),
    pytest.param('"dose": "1 mg", "dose": "1 mg"', "dose", id="the-same-value"),
    pytest.param('"dose": null, "dose": null', "dose", id="null"),
    pytest.param('"dose": "1 mg", "given": "1 mg", "given": "2 mg", "dose": "2 mg"', "given", id="the-first-to-repeat"),
    pytest.param('"ref": 17, "dose": "1 mg"', "ref", id="ref"),
]


@pytest.mark.parametrize(("fields", "field"), TWICE)
def test_a_field_written_twice_is_refused(fields: str, field: str) -> None:
    answer = one(f'{{"ref": 17, {fields}}}').answer

    assert isinstance(answer, FieldTwice)
    assert answer.field == field


LINES = [
    pytest.param(b"", id="empty"),
    pytest.param(b"\n", id="blank"),
    pytest.param(b"dose", id="word"),
    pytest.param(b"[]", id="list"),
    pytest.param(b'"dose"', id="text"),
    pytest.param(b"17", id="number"),
    pytest.param(b"null", id="null"),
    pytest.param(b"{", id="cut"),
    pytest.param(b"{} {}", id="two"),
    pytest.param(b"{'dose': '1 mg'}", id="single-quotes"),
    pytest.param(b'{"dose": "\xff"}', id="not-utf-8"),
    pytest.param(b'{"dose": "\x01"}', id="control-character"),
    pytest.param(b"[" * 100_000, id="deep"),
    pytest.param(b'{"ref": ' + b"[" * 100_000, id="deep-ref"),
    pytest.param(b'{"ref": ' + b"9" * 5000 + b"}", id="5000-digits"),
    pytest.param(b'{"ref": NaN}', id="nan"),
    pytest.param(b'{"ref": Infinity}', id="infinity"),
    pytest.param(b'{"ref": -Infinity}', id="minus-infinity"),
    pytest.param(b'{"ref": 1e400}', id="beyond-a-number"),
    pytest.param(b'{"ref": -1e400}', id="beyond-a-number-below"),
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_that_is_not_one_object_is_refused(line: bytes) -> None:
    answered = one(line)

    assert (answered.ref, type(answered.answer)) == (None, LineUnreadable)


def test_every_answer_of_a_bad_line_is_a_problem() -> None:
    assert isinstance(one("{}").answer, Problem)

"""Whatever file is imported: values that the log can hold, or a problem in plain words. No traceback, no hang."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from j3032calc.domain.problems import Problem
from j3032calc.imports.fhir import read_fhir
from j3032calc.imports.log_csv import read_log_csv
from j3032calc.imports.table import COLUMNS, DOSE_COLUMNS, PATIENT_COLUMNS
from j3032calc.storage.bodies import read_record, write_body
from j3032calc.wording.problems import sentence
from tests.exchanged import order, patient
from tests.unit.imports.test_fhir import ADA, REQUEST, exported
from tests.unit.services.small_catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.administration import Balance, ContainerUsed, NextDue
    from j3032calc.domain.importing import Incoming, PastDose

TODAY = date(2026, 11, 23)
OFTEN = 1500
ALL = 20_000
# Generous: the machine that runs this may be busy. A hang takes for ever.
LONGEST = timedelta(seconds=5)


def hostile(examples: int) -> Callable[[Any], Any]:
    return settings(
        max_examples=examples,
        deadline=LONGEST,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )


# --- What must hold ---


def check(read: Callable[[], tuple[Incoming, ...]]) -> None:
    try:
        found = read()
    except Problem as problem:
        check_sentence(problem)
        return
    for incoming in found:
        if incoming.problem is not None:
            check_sentence(incoming.problem)
        for value in (incoming.patient, incoming.order, *parts(incoming.dose)):
            if value is not None:
                assert read_record(type(value), write_body(value)) == value


def parts(dose: PastDose | None) -> tuple[Balance | ContainerUsed | NextDue, ...]:
    return () if dose is None else (dose.balance, dose.next_due, *dose.containers)


def check_sentence(problem: Problem) -> None:
    said = sentence(problem)
    assert said.endswith(".")
    assert said.isprintable()
    assert len(said) < 1000
    # What was entered is shown, whatever it is; the rest is ours and names no exception.
    for field in fields(problem):  # type: ignore[arg-type]
        said = said.replace(str(getattr(problem, field.name))[:40], "")
    assert not re.search(r"Traceback|Error\b|Exception", said)


# --- Tables ---

CELLS = {
    "record_number": ("12-345", "7"),
    "family_name": ("Moss", "O'Brien", "Nunez"),
    "given_name": ("Ada",),
    "born": ("1980-02-03", "02/03/1980", "3-Feb-1980"),
    "sex": ("female", "MALE"),
    "drug": ("Tezspire", "xolair", "J3032", "testadrug", "Otherdrug"),
    "billing_unit": ("", "10 mg", "1 mL"),
    "given_on": ("2026-10-26", "10/26/2026"),
    "given": ("210 mg", "155 units", "1 mL", "0.5 g"),
    "opened": ("", "300 mg", "1 g", "200 units"),
    "discarded": ("", "0 mg", "90 mg"),
    "containers": ("", "1 x 210 mg in 1.91 mL NDC 55513-0112-01 lot A expiry 2027-01-31", "2 x 100 mg; 1 x 10 mg"),
    "what": ("recorded", "voided"),
}
ANYTHING = st.text(max_size=30) | st.sampled_from(
    ["=1+1", "'", '"', "\x00", "1e9 mg", "1" * 40 + " mg", "-1 mg", "; ; ;", "1 x 1 x 1 mg", "\u202e", "9" * 5000]
)


def cell(column: str) -> st.SearchStrategy[str]:
    usual = st.sampled_from(CELLS.get(column, ("",)))
    return st.integers(0, 19).flatmap(lambda chance: usual if chance else ANYTHING)


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """Give tables of which most cells are good, with a few bytes changed in some."""
    more = draw(st.lists(st.sampled_from(COLUMNS), max_size=8))
    columns = list(dict.fromkeys((*PATIENT_COLUMNS, *draw(st.sampled_from([(), (*DOSE_COLUMNS, "drug")])), *more)))
    rows = draw(st.lists(st.tuples(*map(cell, columns)), max_size=3))
    text = io.StringIO()
    csv.writer(text).writerows([columns, *rows])
    return draw(damaged(text.getvalue().encode("utf-8", "surrogatepass")))


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    data = bytearray(whole)
    for _ in range(draw(st.sampled_from([0, 0, 0, 0, 0, 0, 0, 0, 1, 3]))):
        place = draw(st.integers(0, len(data)))
        data[place : place + draw(st.integers(0, 4))] = draw(st.binary(max_size=4))
    return bytes(data)


def tables_are_read(data: bytes) -> None:
    check(lambda: read_log_csv(data, CATALOGUE, TODAY))


@hostile(OFTEN)
@given(tables())
def test_any_table_is_read_or_refused(data: bytes) -> None:
    tables_are_read(data)


@pytest.mark.hostile
@hostile(ALL)
@given(tables())
def test_twenty_thousand_tables_are_read_or_refused(data: bytes) -> None:
    tables_are_read(data)


# --- Bundles ---

WHOLE = json.loads(exported(patient(), order()))
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.sampled_from(["mg", "mg/kg", "Patient/ada", "active", "2026-11-01", "J3032", "icd-10", 10**400, "[arb'U]"])
)
NAMES = st.sampled_from([*ADA, *REQUEST, "entry", "resource", "reference", "coding", "repeat", "value", "extension"])
TREES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3))


@st.composite
def bundles(draw: st.DrawFn) -> bytes:
    """Give bundles of which one to three values are something else, and some with a few bytes changed."""
    small = {"resourceType": "Bundle", "entry": [{"resource": ADA}, {"resource": REQUEST}]}
    tree = json.loads(json.dumps(draw(st.sampled_from([small, small, WHOLE]))))
    for _ in range(draw(st.integers(1, 3))):
        # Most faults stand inside of a resource, not around all of them.
        entries = tree.get("entry")
        inside: list[Any] = [one for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
        is_inside = bool(inside) and draw(st.integers(0, 9)) > 0
        change(draw, draw(st.sampled_from(inside)) if is_inside else tree)
    return draw(damaged(json.dumps(tree).encode()))


def change(draw: st.DrawFn, tree: Any) -> None:  # noqa: ANN401 - JSON
    """Walk down a tree to some value and put another in its place, or take it away."""
    while True:
        keys = list(tree) if isinstance(tree, dict) else list(range(len(tree)))
        if not keys:
            return
        key = draw(st.sampled_from(keys))
        if isinstance(tree[key], dict | list) and draw(st.integers(0, 4)):
            tree = tree[key]
            continue
        if draw(st.integers(0, 3)):
            tree[key] = draw(TREES)
        else:
            del tree[key]
        return


def bundles_are_read(data: bytes) -> None:
    check(lambda: read_fhir(data, CATALOGUE, TODAY))


@hostile(OFTEN)
@given(bundles())
def test_any_bundle_is_read_or_refused(data: bytes) -> None:
    bundles_are_read(data)


@pytest.mark.hostile
@hostile(ALL)
@given(bundles())
def test_twenty_thousand_bundles_are_read_or_refused(data: bytes) -> None:
    bundles_are_read(data)


@hostile(OFTEN)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    tables_are_read(data)
    bundles_are_read(data)


LARGE = [
    pytest.param(b'{"entry":' * 100_000, id="deep-json"),
    pytest.param(b'{"resourceType":"Bundle","entry":[' + b"{}," * 300_000 + b"{}]}", id="many-entries"),
    pytest.param(b'{"a":' + b"1" * 5_000_000 + b"}", id="long-number"),
    pytest.param(b'{"a":1e' + b"9" * 5_000_000 + b"}", id="long-exponent"),
    pytest.param(b'"' * 10_000_000, id="quotation-marks"),
    pytest.param(b"," * 10_000_000, id="commas"),
    pytest.param(b"\n" * 10_000_000, id="empty-lines"),
    pytest.param(",".join(PATIENT_COLUMNS).encode() + b"\n1,Moss" * 20_000, id="many-rows"),
    pytest.param(",".join(PATIENT_COLUMNS).encode() + b"\n" + b"-" * 100_000, id="long-cell"),
]


@pytest.mark.parametrize("data", LARGE)
def test_a_large_file_takes_no_minute(data: bytes) -> None:
    tables_are_read(data)
    bundles_are_read(data)

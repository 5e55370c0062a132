"""One calculation of each product against a file that was checked by hand; a failure prints the difference.

To change a file on purpose: ``J3032CALC_WRITE_GOLDEN=1 python -m pytest tests/golden``, then read every changed line.
"""

from __future__ import annotations

import difflib
import json
import os
from pathlib import Path

import pytest

from j3032calc.app import App
from j3032calc.exports.calculation_json import calculation_data
from j3032calc.services.calculation import Typed
from j3032calc.wording.answers import calculation_text

HERE = Path(__file__).parent
# The edition counts up with every change of the catalogue; the answers should not.
EDITION = "of this test"

CASES = {
    "tezspire": Typed(product="tezspire", dose="210 mg", given_on="2026-11-23"),
    "vyepti": Typed(product="vyepti", dose="300 mg", given_on="2026-11-30", payer="medicare-part-b"),
    "cinqair": Typed(product="cinqair", dose="3 mg/kg", weight="160 lb", given_on="2026-11-23"),
    "nucala": Typed(product="nucala", dose="300 mg", schedule="egpa", given_on="2028-02-01"),
    "fasenra": Typed(product="fasenra", dose="30 mg", schedule="asthma", dose_number="3", given_on="2026-11-23"),
    "xolair": Typed(product="xolair", dose="375 mg", schedule="asthma", every="2 weeks", given_on="2026-11-23"),
}


@pytest.fixture(scope="module", name="app")
def _app() -> App:
    return App()


def assert_is_as_in(name: str, text: str) -> None:
    path = HERE / name
    if os.environ.get("J3032CALC_WRITE_GOLDEN"):
        path.write_text(text, "utf-8")
    kept = path.read_text("utf-8")
    difference = difflib.unified_diff(kept.splitlines(), text.splitlines(), name, "now", lineterm="")
    assert kept == text, "\n".join(difference)


@pytest.mark.parametrize("name", CASES)
def test_the_machine_form_is_as_it_was_checked(app: App, name: str) -> None:
    data = calculation_data(app.calculator.answer(CASES[name]), EDITION)

    assert_is_as_in(f"{name}.json", json.dumps(data, ensure_ascii=False, indent=2) + "\n")


@pytest.mark.parametrize("name", CASES)
def test_the_readable_form_is_as_it_was_checked(app: App, name: str) -> None:
    assert_is_as_in(f"{name}.txt", calculation_text(app.calculator.answer(CASES[name]), EDITION) + "\n")

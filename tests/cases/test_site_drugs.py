"""The table of calculations of the site's own drugs, worked by hand, through the same door as every other drug."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from j3032calc.domain.problems.dose import DoseInOtherUnit
from j3032calc.domain.problems.typed import NotAboveZero
from j3032calc.domain.site_catalogue import with_site
from j3032calc.services.calculation import Calculator, Typed
from j3032calc.storage.catalogue import load_catalogue
from tests.cases.test_calculations import as_typed, outcome
from tests.fixed_clock import FixedClock
from tests.site_drugs import EVERY_DRUG

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem

CASES = tomllib.loads(Path(__file__).with_name("site_drugs.toml").read_text("utf-8"))["calculation"]


@pytest.fixture(scope="module")
def own() -> Calculator:
    return Calculator(with_site(load_catalogue(), (), (), EVERY_DRUG), FixedClock())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_drug_of_the_site_worked_by_hand(own: Calculator, case: dict[str, Any]) -> None:
    answer = own.answer(as_typed(case["typed"]))

    assert outcome(answer) == {name: value for name, value in case.items() if name not in {"id", "typed"}}


@pytest.mark.parametrize(
    ("product", "dose", "problem"),
    [
        ("omlyclo", "0 mg", NotAboveZero),
        ("omlyclo", "150 units", DoseInOtherUnit),
        ("unitox", "150 mg", DoseInOtherUnit),
    ],
)
def test_a_dose_that_cannot_be_is_refused(own: Calculator, product: str, dose: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        own.answer(Typed(product=product, dose=dose))

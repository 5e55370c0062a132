"""The tables of readiness rules: each row a situation, the rule that reads it, and the verdicts worked by hand."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from j3032calc.domain.administration import DrugSource, LineBilled
from j3032calc.domain.findings import Care
from j3032calc.domain.ndc import NdcQualifier
from j3032calc.domain.order import Documented
from j3032calc.domain.patient import Allergy, OtherBiologic
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.product import Certainty, Form
from j3032calc.domain.site import Recall
from j3032calc.domain.visit.facts import Phase
from j3032calc.domain.visit.finding import NotChecked
from j3032calc.domain.visit.verdicts import findings_of, judge
from j3032calc.wording.readiness import write_standing
from j3032calc.wording.reading import read_amount, read_interval
from tests.ready_visits import catalogue, changed, mg, order, ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.findings import Finding
    from j3032calc.domain.order import Order
    from j3032calc.domain.visit.facts import Visit

FILES = ("readiness_claim", "readiness_drug", "readiness_order", "readiness_care")
CASES = [
    case
    for file in FILES
    for case in tomllib.loads((Path(__file__).parent / f"{file}.toml").read_text("utf-8"))["case"]
]
# Beside these, R-04, R-10's dose, R-15's forms, R-22 and R-25 are findings of the calculation, in calculations.toml.
RULES = {f"R-{number:02d}" for number in (1, 2, 3, *range(5, 22), 23, 24, 26)}


def other_order(text: str) -> Order:
    product, _, state = text.partition(" ")
    dose, use = {"nucala": (mg(100), "asthma"), "vyepti": (mg(100), "migraine")}[product]
    written = order(product, use, dose, "J45.50")
    changes: dict[str, dict[str, Any]] = {
        "": {},
        "ended": {"end_reason": "invented"},
        "expired": {"expires_on": ready("tezspire").given_on.replace(day=22)},
        "today": {"expires_on": ready("tezspire").given_on},
        "open": {"expires_on": None},
    }
    return replace(written, **changes[state])


def schedule(text: str) -> Any:  # noqa: ANN401 - what a field holds
    product, _, use = text.removeprefix("schedule:").partition(" ")
    return next(one for one in catalogue().product(product).schedules if one.id == use)


def rows(kind: Callable[..., Any]) -> Callable[[Any], Any]:
    return lambda items: tuple(
        kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in item.items()})
        for item in items
    )


# How a value of the table becomes the value of a field, by the field's name; others stand as they are.
READ: dict[str, Callable[[Any], Any]] = {
    "allergies": rows(Allergy),
    "certainty": Certainty,
    "content": lambda text: read_amount(text, "J2357"),
    "documentation": rows(Documented),
    "dollars_per_unit": Fraction,
    "label_interval": read_interval,
    "lines": lambda items: rows(LineBilled)({"modifiers": (), **item} for item in items),
    "ndc_qualifiers": lambda pairs: tuple((Form(form), NdcQualifier(unit)) for form, unit in pairs),
    "other_biologics": rows(OtherBiologic),
    "other_orders": lambda texts: tuple(map(other_order, texts)),
    "payer": lambda text: catalogue().payer(text.removeprefix("payer:")),
    "payer_interval": read_interval,
    "phase": lambda text: Phase[text.upper()],
    "recalls": rows(Recall),
    "schedule": schedule,
    "source": DrugSource,
    "waste": WasteBilling,
}


def value(path: str, written: Any) -> Any:  # noqa: ANN401 - what TOML and fields hold
    if written == "unknown":
        return None
    read = READ.get(path.rpartition(".")[2])
    if read is not None:
        return read(written)
    return tuple(written) if isinstance(written, list) else written


def situation(case: dict[str, Any]) -> Visit:
    visit = ready(case["visit"])
    for path, written in case.get("change", {}).items():
        visit = changed(visit, path, value(path, written))
    return visit


def written_verdict(finding: Finding) -> str:
    care = "" if finding.care is Care.NONE else f"{finding.care} "
    detail = finding.detail
    name = f"NotChecked({detail.missing})" if isinstance(detail, NotChecked) else type(detail).__name__
    return f"{finding.claim} {care}{name}"


def test_the_tables_are_as_long_as_they_were_made() -> None:
    assert len(CASES) >= 150
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(case["source"] for case in CASES)


def test_every_rule_has_a_failing_and_a_passing_row() -> None:
    failing = {case["rule"] for case in CASES if case["expect"]}
    passing = {case["rule"] for case in CASES if not case["expect"]}

    assert failing == RULES
    assert passing == RULES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_situation_worked_by_hand(case: dict[str, Any]) -> None:
    found = [finding for finding in findings_of(situation(case)) if finding.rule == case["rule"]]

    assert sorted(map(written_verdict, found)) == sorted(case["expect"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_whatever_blocks_a_dose_is_said_in_a_few_words(case: dict[str, Any]) -> None:
    standing = write_standing(judge(findings_of(situation(case))))

    assert len(standing) <= 80

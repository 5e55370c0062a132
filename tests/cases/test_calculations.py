"""The table of calculations worked by hand, through the same door as the window and the command line."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from j3032calc.domain.findings import Care
from j3032calc.services.calculation import Typed
from j3032calc.wording.writing import exact_amount, exact_number, exact_volume

if TYPE_CHECKING:
    from j3032calc.domain.billing import ClaimLine
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.findings import Finding
    from j3032calc.services.calculation import Calculator

CASES = tomllib.loads(Path(__file__).with_name("calculations.toml").read_text("utf-8"))["calculation"]
LISTS = {"container", "opened", "closed"}


def as_typed(fields: dict[str, Any]) -> Typed:
    texts: dict[str, Any] = {name: tuple(value) if name in LISTS else value for name, value in fields.items()}
    return Typed(**texts)


def written_line(line: ClaimLine) -> str:
    parts = [str(line.units.count), *line.modifiers]
    if line.ndc is not None and line.ndc_quantity is not None:
        parts += [str(line.ndc), f"{line.ndc_quantity.qualifier}{exact_number(line.ndc_quantity.amount)}"]
    return " ".join(parts)


def written_finding(finding: Finding) -> str:
    return f"{finding.claim} {finding.rule}{' hold' if finding.care is Care.HOLD else ''}"


def outcome(answer: Calculation) -> dict[str, Any]:
    plan, units, dates = answer.plan, answer.units, answer.next_dose
    found = {
        "containers": " + ".join(f"{item.count} x {exact_amount(item.container.content)}" for item in plan.containers),
        "units": [units.administered.count, *([] if units.discarded is None else [units.discarded.count])],
        "lines": [written_line(line) for line in answer.claim_lines],
        "opened": exact_amount(plan.opened),
        "discarded": None if plan.discarded is None else exact_amount(plan.discarded),
        "kept": None if plan.kept is None or plan.kept.is_zero else exact_amount(plan.kept),
        "not_infused": None if plan.not_infused.is_zero else exact_amount(plan.not_infused),
        "short_by": None if plan.short_by is None else exact_amount(plan.short_by),
        "volume": None if plan.volume is None else exact_volume(plan.volume),
        "due": None if dates.due is None else dates.due.isoformat(),
        "payer": None if dates.payer_earliest is None else dates.payer_earliest.isoformat(),
        "appointment": None if dates.appointment is None else dates.appointment.isoformat(),
        "window": None if dates.window is None else [day.isoformat() for day in dates.window],
        "findings": [written_finding(finding) for finding in answer.findings],
    }
    return {name: value for name, value in found.items() if value is not None}


def test_the_table_is_as_long_as_it_was_made() -> None:
    assert len(CASES) >= 60
    assert len({case["id"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_calculation_worked_by_hand(calculator: Calculator, case: dict[str, Any]) -> None:
    answer = calculator.answer(as_typed(case["typed"]))

    assert outcome(answer) == {name: value for name, value in case.items() if name not in {"id", "typed"}}

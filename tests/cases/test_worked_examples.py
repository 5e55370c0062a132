"""Published worked examples, each through the real calculator."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from j3032calc.services.calculation import Typed
from j3032calc.wording.reading import read_amount

if TYPE_CHECKING:
    from j3032calc.services.calculation import Calculator

TABLE = tomllib.loads(Path(__file__).with_name("worked_examples.toml").read_text("utf-8"))
EXAMPLES: list[dict[str, Any]] = TABLE["example"]
# fmt: off
ALL_IDS = [
    "WE02", "WE03", "WE04", "WE06", "WE08", "WE12", "WE14", "WE15", "WE16", "WE17", "WE19", "WE22",
    "WE24", "WE27", "WE29", "WE32", "WE35", "WE43", "WE44", "WE45", "WE47", "WE49", "WE51", "WE53",
    "WE54", "WE55", "WE58", "WE60", "WE61", "WE62", "WE67", "WE68", "WE69", "WE71", "WE77", "WE78",
]
# fmt: on


def test_every_published_example_is_run_or_left_out_with_a_reason() -> None:
    run = [example["id"] for example in EXAMPLES]

    assert sorted([*run, *TABLE["left_out"]]) == ALL_IDS
    assert all(TABLE["left_out"].values())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_a_published_example_agrees(calculator: Calculator, example: dict[str, Any]) -> None:
    is_product = "product" in example
    answer = calculator.answer(
        Typed(
            product=example.get("product"),
            billing_unit=None if is_product else example["unit"],
            hcpcs=example.get("hcpcs"),
            dose=example["dose"],
            opened=(example["opened"],),
            multi_dose=example.get("multi_dose", False),
        )
    )

    units, lines = answer.units, answer.claim_lines
    assert units.discarded is not None
    found = {
        "administered": units.administered.count,
        "discarded": units.discarded.count,
        "modifier": " ".join(modifier for line in lines for modifier in line.modifiers) or "none",
    }
    published = {name: example[name] for name in found if name in example} | example.get("derived", {})
    assert {name: found[name] for name in published} == published
    assert lines[0].units == units.administered
    if is_product:
        assert answer.question.drug.unit.amount == read_amount(example["unit"])

"""The working explains every number of a calculation in a sentence with units."""

from __future__ import annotations

from dataclasses import replace

import pytest

from j3032calc.services.calculation import Typed
from j3032calc.wording.working import working
from tests.unit.services.small_catalogue import calculator

JW_RULE = "the Medicare rule, as no payer was entered"
JZ_LINE = f"No whole billing unit was discarded from a single-dose container: JZ on the given line ({JW_RULE})."
JW_LINE = f"Whole units were discarded from a single-dose container: given on one line, discarded with JW ({JW_RULE})."


def lines(**typed: object) -> tuple[str, ...]:
    return working(calculator().answer(Typed(**{"given_on": "2026-11-23", **typed})))  # type: ignore[arg-type]


def test_the_working_of_a_dose_that_is_opened_whole() -> None:
    assert lines(product="tezspire", dose="210 mg") == (
        "To open: 1 × 210 mg = 210 mg, the least waste, then the fewest containers.",
        "210 mg opened − 210 mg for the dose = 0 mg discarded.",
        "To draw in all: 1.91 mL.",
        "210 mg ÷ 1 mg per billing unit = 210 billing units.",
        "210 billing units of 1 mg = 210 mg.",
        "210 whole billing units opened − 210 administered = 0 billing units discarded.",
        JZ_LINE,
        "23-Nov-2026 + 4 weeks = 21-Dec-2026, the next due date (label).",
        "23-Nov-2026 + 4 weeks = 21-Dec-2026, the earliest that payers usually accept.",
    )


def test_the_working_of_a_dose_per_weight_in_pounds() -> None:
    # 160 lb is 72.5747792 kg; three times that is 217.7243376 mg; 300 mg minus that is 82.2756624 mg.
    assert lines(product="cinqair", dose="3 mg/kg", weight="160 lb") == (
        "160 lb × 0.45359237 kg per lb = 72.5747792 kg.",
        "3 mg per kg × 72.5747792 kg = 217.7243376 mg.",
        "To open: 3 × 100 mg = 300 mg, the least waste, then the fewest containers.",
        "300 mg opened − 217.7243376 mg for the dose = 82.2756624 mg discarded.",
        "From the part-used container: 10 mL × 17.7243376 mg ÷ 100 mg = about 1.77 mL.",
        "To draw in all: about 21.77 mL.",
        "217.7243376 mg ÷ 1 mg per billing unit = 218 billing units, a part of a unit rounded up.",
        "218 billing units of 1 mg = 218 mg.",
        "300 whole billing units opened − 218 administered = 82 billing units discarded.",
        JW_LINE,
        "23-Nov-2026 + 4 weeks = 21-Dec-2026, the next due date (label).",
        "23-Nov-2026 + 4 weeks = 21-Dec-2026, the earliest that payers usually accept.",
    )


def test_the_working_of_a_weight_in_kg_has_no_conversion() -> None:
    assert lines(product="cinqair", dose="3 mg/kg", weight="72.4 kg")[0] == "3 mg per kg × 72.4 kg = 217.2 mg."


def test_a_weight_beside_a_fixed_dose_is_not_worked_with() -> None:
    assert not any("kg" in line for line in lines(product="tezspire", dose="210 mg", weight="72.4 kg"))


def test_the_working_says_what_was_entered_as_opened() -> None:
    assert (
        lines(product="cinqair", dose="210 mg", opened=("3 x 100 mg",))[0] == "Opened: 3 × 100 mg = 300 mg, as entered."
    )


def test_the_working_of_a_multi_dose_container_keeps_the_rest() -> None:
    assert lines(billing_unit="1 mg", dose="75 mg", container=("100 mg in 10 mL",), multi_dose=True) == (
        "To open: 1 × 100 mg = 100 mg, the fewest that hold the dose.",
        "100 mg opened − 75 mg for the dose = 25 mg kept in the multi-dose container.",
        "From the part-used container: 10 mL × 75 mg ÷ 100 mg = 7.5 mL.",
        "To draw in all: 7.5 mL.",
        "75 mg ÷ 1 mg per billing unit = 75 billing units.",
        "75 billing units of 1 mg = 75 mg.",
        "Multi-dose container: neither JW nor JZ, and no waste is billed.",
    )


def test_the_working_of_a_dose_above_what_was_opened_stops_at_the_shortage() -> None:
    assert lines(billing_unit="10 mg", dose="350 mg", opened=("3 x 100 mg",)) == (
        "Opened: 3 × 100 mg = 300 mg, as entered.",
        "350 mg ordered − 300 mg opened = short by 50 mg.",
        "350 mg ÷ 10 mg per billing unit = 35 billing units.",
        "35 billing units of 10 mg = 350 mg.",
    )


def test_the_working_of_a_dose_that_was_stopped_early() -> None:
    worked = lines(billing_unit="10 mg", dose="200 mg", given="120 mg", container=("100 mg",))

    assert "200 mg ordered − 120 mg given = 80 mg not infused." in worked
    assert "120 mg ÷ 10 mg per billing unit = 12 billing units." in worked


def test_the_working_of_a_drug_billed_by_volume_says_the_volume_first() -> None:
    worked = lines(billing_unit="1 mL", dose="100 mg", container=("300 mg in 10 mL",))

    assert "100 mg is about 3.33 mL from these containers." in worked
    assert "About 3.33 mL ÷ 1 mL per billing unit = 4 billing units, a part of a unit rounded up." in worked


def test_the_working_of_a_volume_as_dose_draws_what_is_ordered() -> None:
    # The dose is itself a volume, so there is nothing to work out for the syringe.
    assert lines(billing_unit="1 mL", dose="4.5 mL", container=("10 mL",)) == (
        "To open: 1 × 10 mL = 10 mL, the least waste, then the fewest containers.",
        "10 mL opened − 4.5 mL for the dose = 5.5 mL discarded.",
        "4.5 mL ÷ 1 mL per billing unit = 5 billing units, a part of a unit rounded up.",
        "5 billing units of 1 mL = 5 mL.",
        "10 whole billing units opened − 5 administered = 5 billing units discarded.",
        JW_LINE,
    )


def test_an_unused_container_is_not_drawn_from() -> None:
    worked = lines(billing_unit="1 mg", dose="100 mg", opened=("2 x 100 mg in 10 mL",))

    assert not any(line.startswith("From the part-used container") for line in worked)


@pytest.mark.parametrize(
    ("given_on", "expected"),
    [
        pytest.param("2022-12-31", f"No JW and no JZ on that day ({JW_RULE}).", id="before-jz"),
        pytest.param("2023-01-01", JZ_LINE, id="from-jz"),
    ],
)
def test_the_working_follows_the_first_day_of_jz(given_on: str, expected: str) -> None:
    assert expected in lines(billing_unit="10 mg", dose="100 mg", container=("100 mg",), given_on=given_on)


def test_the_working_names_the_payer_that_was_entered() -> None:
    assert any("(Payer with NDC)" in line for line in lines(product="tezspire", dose="210 mg", payer="with-ndc"))


def test_a_stopped_claim_has_no_line_about_modifiers() -> None:
    worked = lines(billing_unit="10 mg", dose="350 mg", opened=("3 x 100 mg",))

    assert not any("JW" in line or "JZ" in line for line in worked)


def test_the_interval_of_the_order_is_called_the_orders() -> None:
    worked = lines(billing_unit="1 mg", dose="10 mg", container=("10 mg",), every="2 weeks")

    assert "23-Nov-2026 + 2 weeks = 07-Dec-2026, the next due date (order)." in worked


def test_the_working_shows_both_clocks_of_vyepti() -> None:
    worked = lines(product="vyepti", dose="100 mg")

    assert worked[-2:] == (
        "23-Nov-2026 + 3 months = 23-Feb-2027, the next due date (label).",
        "23-Nov-2026 + 84 days = 15-Feb-2027, the earliest that payers usually accept.",
    )


def test_the_working_proposes_the_first_open_day() -> None:
    # 23-Nov-2026 + 28 days is Monday 21-Dec-2026.
    worked = lines(product="tezspire", dose="210 mg", closed=("Monday",))

    assert worked[-1] == "22-Dec-2026 is the first open day that is not before either date."


def test_a_rest_that_is_not_known_is_not_worked_out() -> None:
    calculation = calculator().answer(Typed(product="tezspire", dose="210 mg", given_on="2026-11-23"))
    unknown = replace(calculation, plan=replace(calculation.plan, discarded=None))

    assert not any("for the dose" in line for line in working(unknown))

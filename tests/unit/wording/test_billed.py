"""Billing units on paper, each with the arithmetic behind its number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from j3032calc.domain.administration import Administration, Balance, LineBilled
from j3032calc.wording.billed import (
    arithmetic,
    billing_notes,
    discarded_arithmetic,
    for_what,
    given_arithmetic,
)
from tests.paper_trail import DOSE
from tests.unit.services.small_catalogue import mg, ml


def line(units: int, *modifiers: str) -> LineBilled:
    return LineBilled(hcpcs="J2786", modifiers=modifiers, units=units)


def dose(**shown: Any) -> Administration:  # noqa: ANN401 - the calculation's own fields
    return replace(DOSE, calculation=replace(DOSE.calculation, **shown))


def of(given: int, *, discarded: int = 0, kept: int = 0, not_infused: int = 0, **shown: Any) -> Administration:  # noqa: ANN401
    opened = given + discarded + kept + not_infused
    balance = Balance(
        ordered=mg(given),
        opened=mg(opened),
        given=mg(given),
        discarded=mg(discarded),
        kept=mg(kept),
        not_infused=mg(not_infused),
    )
    return replace(dose(**shown), balance=balance)


def test_a_line_is_for_what_was_given_or_for_what_was_discarded() -> None:
    assert (for_what(line(218)), for_what(line(82, "JW")), for_what(line(300, "JZ"))) == ("Given", "Discarded", "Given")


def test_a_part_of_a_unit_given_is_rounded_up() -> None:
    assert arithmetic(DOSE, line(218)) == "217.2 mg ÷ 1 mg per billing unit, rounded up = 218"
    assert given_arithmetic(of(200, administered_units=200)) == "200 mg ÷ 1 mg per billing unit = 200"


def test_what_was_discarded_is_what_was_opened_without_what_was_given() -> None:
    assert arithmetic(DOSE, line(82, "JW")) == "300 opened − 218 given = 82"


def test_a_payer_that_wants_all_of_it_gets_the_sum() -> None:
    assert arithmetic(DOSE, line(300)) == "218 given + 82 discarded, as the payer wants"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (line(100), "This NDC's part of 218 given"),
        (line(40, "JW"), "This NDC's part of 82 discarded"),
    ],
)
def test_a_line_of_one_of_several_ndcs_is_a_part(part: LineBilled, said: str) -> None:
    assert arithmetic(DOSE, part) == said


def test_what_cannot_be_said_in_one_line_stands_in_the_working() -> None:
    by_volume = dose(billing_unit=ml(1))

    assert given_arithmetic(by_volume) == "See the working"
    assert discarded_arithmetic(by_volume) == "See the working"
    assert discarded_arithmetic(dose(discarded_units=None)) == "See the working"
    assert discarded_arithmetic(dose(discarded_units=80)) == "See the working"
    assert arithmetic(dose(discarded_units=None), line(218)) == "217.2 mg ÷ 1 mg per billing unit, rounded up = 218"


def test_waste_below_one_unit_says_that_it_is_documented_and_why_it_is_not_billed() -> None:
    below = of(199, discarded=1, billing_unit=mg(10), administered_units=20, discarded_units=0)

    (note,) = billing_notes(below)
    assert note == (
        "1 mg was discarded and is documented here. "
        "No whole billing unit of 10 mg was discarded, so none is billed (CMS)."
    )


def test_kept_and_not_infused_drug_is_explained() -> None:
    notes = list(billing_notes(of(100, kept=50, not_infused=30)))

    assert notes == [
        "50 mg was kept in the multi-dose container. It is not waste and is not billed.",
        "30 mg was not infused. Whether that is waste is not decided here: the biller decides.",
    ]


def test_a_site_override_stands_beside_the_units() -> None:
    assert list(billing_notes(DOSE)) == []
    assert list(billing_notes(dose(site_override="J9999, payer's letter"))) == ["Site override: J9999, payer's letter"]

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from j3032calc.domain.administration import (
    Administration,
    Balance,
    CalculationShown,
    DrugSource,
    NextDue,
    Observation,
)
from j3032calc.domain.checklist import checklist_for
from j3032calc.domain.order import DrugRef, Order
from j3032calc.domain.people import Meaning
from j3032calc.domain.visit.facts import PastDose, Visit, past_dose
from tests.ready_visits import DAY, checklists, mg, ready, signed

GIVEN = Administration(
    id="d9",
    patient_id="p1",
    order_id=None,
    drug=DrugRef(product_id=None, name="Exampleumab"),
    app_version="0",
    given_on=DAY,
    source=DrugSource.SAMPLE,
    containers=(),
    balance=Balance(ordered=mg(5), opened=mg(5), given=mg(5), discarded=mg(0), kept=mg(0), not_infused=mg(0)),
    calculation=CalculationShown(
        catalogue_edition="1",
        hcpcs=None,
        billing_unit=mg(1),
        volume=None,
        discarded_volume=None,
        administered_units=5,
        discarded_units=0,
        claim_lines=(),
        findings=(),
        working=(),
    ),
    next_due=NextDue(),
    authorization_number="A-1",
    given=signed("nurse", Meaning.GIVEN),
)


def test_a_past_dose_keeps_what_later_visits_ask() -> None:
    assert past_dose(GIVEN) == PastDose(
        id="d9",
        drug_key="exampleumab",
        given_on=DAY,
        administered_units=5,
        discarded_units=0,
        authorization_number="A-1",
        source=DrugSource.SAMPLE,
        reaction=None,
        payer_id=None,
        due=None,
        payer_earliest=None,
    )


def test_a_past_dose_keeps_its_reaction() -> None:
    assert past_dose(replace(GIVEN, observation=Observation(reaction="hives"))).reaction == "hives"


@pytest.mark.parametrize(
    ("source", "is_billed"),
    [
        (None, True),
        (DrugSource.PURCHASED, True),
        (DrugSource.DRUG_340B, True),
        (DrugSource.WHITE_BAG, False),
        (DrugSource.SAMPLE, False),
        (DrugSource.FREE, False),
    ],
)
def test_only_drug_that_was_bought_is_billed(source: DrugSource | None, *, is_billed: bool) -> None:
    dose = PastDose(
        id="d", drug_key="tezspire", given_on=DAY, administered_units=1, discarded_units=None, source=source
    )

    assert dose.is_billed is is_billed


def test_the_last_dose_is_the_newest_before_the_day() -> None:
    visit = ready("tezspire")
    assert visit.past is not None
    dose = visit.past[0]
    older = replace(dose, id="d0", given_on=dose.given_on.replace(month=9))
    later = replace(dose, id="d2", given_on=DAY.replace(day=30))

    assert replace(visit, past=(dose, older, later)).last_dose == dose


def test_a_typed_route_makes_an_infusion_where_no_product_is_known() -> None:
    drug = DrugRef(product_id=None, name="Exampleumab")

    assert Visit(given_on=DAY, drug=drug, route="intravenous").is_intravenous
    assert not Visit(given_on=DAY, drug=drug).is_intravenous


def test_a_checklist_is_found_by_product_and_use() -> None:
    assert checklist_for(checklists(), "nucala", "asthma-6-11") == checklist_for(checklists(), "nucala", "asthma")
    assert checklist_for(checklists(), "nucala", None) is None
    assert checklist_for(checklists(), None, "asthma") is None


def test_the_newest_answer_of_an_item_stands() -> None:
    checklist = checklist_for(checklists(), "vyepti", "migraine")
    order = ready("vyepti").order
    assert checklist is not None
    assert isinstance(order, Order)
    newer = replace(order.documentation[0], value="newer")

    lines = checklist.lines((*order.documentation, newer))

    assert [line.answer.value for line in lines if line.answer][:2] == ["newer", "invented"]
    assert GIVEN.given.at == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

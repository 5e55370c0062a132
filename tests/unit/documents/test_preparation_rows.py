"""How the drug was kept and prepared, on paper: what the label limits is always there, recorded or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from j3032calc.documents.administration_record import administration_record
from j3032calc.documents.preparation_rows import preparation_rows
from j3032calc.domain.administration import Preparation
from j3032calc.domain.product import Condition, ConditionKind, Form
from tests.paper_trail import DOSE, RECORDED, amended, pages
from tests.unit.services.small_catalogue import CINQAIR, LABEL

if TYPE_CHECKING:
    from j3032calc.domain.administration import ContainerUsed
    from j3032calc.domain.product import Product

CONTAINER = DOSE.containers[0]


def limit(kind: ConditionKind, minutes: int | None = 60, *forms: Form) -> Condition:
    return Condition(kind=kind, minutes=minutes, forms=forms, contents=(), at=None, cited=LABEL)


EVERY_LIMIT = replace(CINQAIR, conditions=tuple(limit(kind) for kind in ConditionKind))


def test_what_the_label_limits_is_not_recorded_where_nobody_charted_it() -> None:
    assert preparation_rows(DOSE, EVERY_LIMIT) == [
        ("Out of the refrigerator", "Not recorded"),
        ("Out of the carton", "Not recorded"),
        ("Warmed up for", "Not recorded"),
        ("Since mixing", "Not recorded"),
        ("In-line filter", "Not recorded"),
    ]


def test_what_was_charted_stands_as_people_say_it() -> None:
    made = Preparation(minutes_warmed=30, minutes_since_mixing=0, has_filter=True)
    kept = replace(CONTAINER, minutes_out=2880, minutes_opened=120)

    rows = dict(preparation_rows(replace(DOSE, preparation=made, containers=(kept,)), EVERY_LIMIT))

    assert rows == {
        "Out of the refrigerator": "48 hours",
        "Out of the carton": "2 hours",
        "Warmed up for": "30 minutes",
        "Since mixing": "0 minutes",
        "In-line filter": "Used",
    }


@pytest.mark.parametrize("product", [CINQAIR, None])
def test_a_drug_without_a_limit_has_only_what_was_charted(product: Product | None) -> None:
    assert preparation_rows(DOSE, product) == []
    charted = replace(DOSE, preparation=Preparation(has_filter=False))
    assert preparation_rows(charted, product) == [("In-line filter", "Not used")]


def test_a_limit_for_another_form_asks_nothing() -> None:
    for_pens = replace(CINQAIR, conditions=(limit(ConditionKind.OUT_OF_CARTON, 60, Form.PEN),))
    assert preparation_rows(DOSE, for_pens) == []
    assert preparation_rows(replace(DOSE, containers=(replace(CONTAINER, form=Form.PEN.value),)), for_pens) == [
        ("Out of the carton", "Not recorded")
    ]


@pytest.mark.parametrize(
    ("containers", "text"),
    [
        (((None, 30), ("B2", 45)), "30 minutes (lot Not recorded), 45 minutes (lot B2)"),
        ((("A1", 30), ("A1", 45)), "30 minutes (lot A1), 45 minutes (lot A1)"),
        ((("A1", 30), ("B2", None)), "30 minutes (lot A1), Not recorded (lot B2)"),
        ((("A1", 30), ("B2", 30)), "30 minutes"),
    ],
)
def test_containers_that_were_kept_differently_are_told_apart(
    containers: tuple[tuple[str | None, int | None], ...], text: str
) -> None:
    used: tuple[ContainerUsed, ...] = tuple(
        replace(CONTAINER, count=1, lot=lot, minutes_out=minutes) for lot, minutes in containers
    )
    assert preparation_rows(replace(DOSE, containers=used), None) == [("Out of the refrigerator", text)]


def test_the_record_has_them_and_strikes_through_what_an_amendment_changed() -> None:
    corrected = amended(replace(DOSE, preparation=Preparation(has_filter=True)))

    data = administration_record(
        pages(RECORDED, corrected, product=replace(CINQAIR, conditions=(limit(ConditionKind.FILTER, None),)))
    )

    assert data["preparation"] == [
        {"label": "In-line filter", "value": "Used", "was": [{"text": "Not recorded", "by": "Amendment 1"}]}
    ]

"""From the forms of an order to the order and the answers to its checklist; each refusal names its field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.checklist import checklist_for
from j3032calc.domain.order import Documented, Rounding, RoundingWay
from j3032calc.domain.problems import charting, dose, product, typed
from j3032calc.domain.quantities import DosePerWeight, Mass
from j3032calc.domain.schedule import Interval
from j3032calc.services.entering_order import entered_answers, entered_order
from j3032calc.storage.catalogue import load_catalogue
from j3032calc.storage.checklists import load_checklists
from tests.unit.services.test_entering import refusal

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem

TODAY = date(2026, 11, 23)
CATALOGUE = load_catalogue()
ORDER = {
    "product": "cinqair",
    "dose": "3 mg/kg",
    "schedule": "",
    "route": "",
    "every": "",
    "rounding_way": "",
    "rounding_step": "",
    "prescriber": "Dr. Ana Ruiz",
    "prescriber_credential": "MD",
    "npi": "",
    "diagnoses": "J45.50; j45.51; J45.50",
    "ordered_on": "01-Nov-2026",
    "signed_on": "",
    "starts_on": "",
    "expires_on": "01-Nov-2027",
}
CHECKLIST = checklist_for(load_checklists(CATALOGUE), "tezspire", "asthma")
assert CHECKLIST is not None
DATED = next(item.id for item in CHECKLIST.items if item.is_dated)
UNANSWERED = {f"{item.id}{end}": "" for item in CHECKLIST.items for end in ("", "_on")}


def test_an_order_is_read_from_the_form() -> None:
    order = entered_order(ORDER, "o1", "p1", CATALOGUE)

    assert (order.drug.product_id, order.drug.hcpcs, order.route) == ("cinqair", "J2786", "intravenous")
    assert order.dose == DosePerWeight(Mass.of(3, "mg"))
    assert (order.interval, order.schedule_id, order.indication, order.prescriber.npi) == (None, None, None, None)
    assert order.diagnoses == ("J45.50", "J45.51")
    assert (order.ordered_on, order.expires_on, order.signed_on) == (date(2026, 11, 1), date(2027, 11, 1), None)
    assert (order.rounding, order.documentation) == (None, ())


def test_an_orders_use_route_interval_and_rounding_are_read() -> None:
    changed = {"product": "xolair", "dose": "300 mg", "schedule": "csu", "every": "4 weeks", "route": "subcutaneous"}
    rounded = {"rounding_way": "to the nearest", "rounding_step": "75 mg"}

    order = entered_order(ORDER | changed | rounded, "o", "p", CATALOGUE)

    assert (order.interval, order.route) == (Interval(days=28), "subcutaneous")
    assert order.rounding == Rounding(way=RoundingWay.NEAREST, step=Mass.of(75, "mg"))
    assert order.indication == next(one.indication for one in CATALOGUE.product("xolair").schedules if one.id == "csu")


def test_what_is_documented_stays_where_the_order_is_corrected() -> None:
    before = replace(
        entered_order(ORDER, "o1", "p1", CATALOGUE), documentation=(Documented(item="severity", value="severe"),)
    )

    assert entered_order(ORDER, "o1", "p1", CATALOGUE, before) == before


@pytest.mark.parametrize(
    ("changed", "field", "problem"),
    [
        ({"product": ""}, "product", typed.FieldMissing),
        ({"product": "J3032"}, "product", product.CodeDisputed),
        ({"dose": "3"}, "dose", typed.UnitMissing),
        ({"every": "often"}, "every", typed.IntervalUnreadable),
        ({"prescriber": " "}, "prescriber", typed.FieldMissing),
        ({"npi": "1234567890"}, "npi", typed.NpiUnreadable),
        ({"diagnoses": "J45.50; asthma"}, "diagnoses", typed.DiagnosisUnreadable),
        ({"ordered_on": ""}, "ordered_on", typed.DateUnreadable),
        ({"expires_on": "later"}, "expires_on", typed.DateUnreadable),
        ({"expires_on": "31-Oct-2026"}, "expires_on", charting.OutOfOrder),
        ({"starts_on": "02-Nov-2027"}, "expires_on", charting.OutOfOrder),
        ({"starts_on": "31-Oct-2026"}, "starts_on", charting.OutOfOrder),
        ({"signed_on": "31-Oct-2026"}, "signed_on", charting.OutOfOrder),
        ({"rounding_step": "10 mg"}, "rounding_way", typed.FieldMissing),
        ({"rounding_way": "up to the next"}, "rounding_step", typed.FieldMissing),
        ({"rounding_way": "up to the next", "rounding_step": "10 mL"}, "rounding_step", dose.DoseInOtherUnit),
    ],
)
def test_an_orders_field_is_refused_by_name(changed: dict[str, str], field: str, problem: type[Problem]) -> None:
    assert refusal(lambda: entered_order(ORDER | changed, "o1", "p1", CATALOGUE)) == (field, problem)


def test_answers_are_read_item_by_item_and_empty_ones_are_not_recorded() -> None:
    assert CHECKLIST is not None
    entered = UNANSWERED | {"severity": " severe ", DATED: "450", f"{DATED}_on": "01-Nov-2026"}

    assert set(entered_answers(entered, CHECKLIST, TODAY)) == {
        Documented(item="severity", value="severe"),
        Documented(item=DATED, value="450", on=date(2026, 11, 1)),
    }


@pytest.mark.parametrize(
    ("changed", "field", "problem"),
    [
        ({f"{DATED}_on": "soon", DATED: "450"}, f"{DATED}_on", typed.DateUnreadable),
        ({f"{DATED}_on": "24-Nov-2026", DATED: "450"}, f"{DATED}_on", charting.DateInFuture),
        ({f"{DATED}_on": "23-Nov-2026"}, DATED, typed.FieldMissing),
    ],
)
def test_an_answers_field_is_refused_by_name(changed: dict[str, str], field: str, problem: type[Problem]) -> None:
    assert CHECKLIST is not None
    checklist = CHECKLIST

    assert refusal(lambda: entered_answers(UNANSWERED | changed, checklist, TODAY)) == (field, problem)


def test_new_answers_take_the_place_of_all_answers_to_the_checklist() -> None:
    assert CHECKLIST is not None
    before = (Documented(item="severity", value="mild"), Documented(item="of another use", value="kept"))

    assert CHECKLIST.answered_anew(before, (Documented(item="severity", value="severe"),)) == (
        Documented(item="of another use", value="kept"),
        Documented(item="severity", value="severe"),
    )

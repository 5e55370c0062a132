"""How documentation, coverage and authorizations are written, both sides of each edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from j3032calc.domain.checklist import checklist_for
from j3032calc.domain.entries import Kind
from j3032calc.domain.order import Authorization, Documented, DrugRef, Rounding, RoundingWay
from j3032calc.domain.patient import Address, Coverage, Insured, OtherBiologic, Relation
from j3032calc.domain.quantities import DosePerWeight
from j3032calc.domain.schedule import Interval
from j3032calc.domain.visit.approval import Meter
from j3032calc.storage.catalogue import load_catalogue
from j3032calc.storage.checklists import load_checklists
from j3032calc.wording import care_words as say
from tests.invented import a_patient, an_entry, an_order, mg

TODAY = date(2026, 11, 23)
CHECKLIST = checklist_for(load_checklists(load_catalogue()), "tezspire", "asthma")
assert CHECKLIST is not None
DATED = next(item for item in CHECKLIST.items if item.is_dated)
TEZSPIRE = DrugRef(product_id="tezspire", name="tezepelumab-ekko (Tezspire)", hcpcs="J2356")
APPROVED = Authorization(
    id="a1",
    patient_id="p1",
    payer_id="medicare-part-b",
    drug=TEZSPIRE,
    number="A-77",
    first=date(2026, 1, 1),
    last=date(2027, 12, 31),
    units=1000,
)
ADDRESS = Address(street="12 Lake Street", city="Seattle", state="WA", postal_code="98101")
COVERAGE = Coverage(payer_id="medicaid", payer_name="Medicaid", member_id="77", relation=Relation.SELF)


def meter(approved: Authorization = APPROVED, *, given: int = 0, discarded: int = 0, visits: int = 0) -> Meter:
    return Meter(authorization=approved, given=given, discarded=discarded, visits=visits, unnumbered=0)


# --- Orders and documentation ----------------------------------------------------------------------------------------


def test_an_order_is_written_as_it_would_be_typed() -> None:
    order = an_order(
        dose=DosePerWeight(mg(3)),
        interval=Interval(days=28),
        rounding=Rounding(way=RoundingWay.UP, step=mg(10)),
        schedule_id="asthma",
        route="intravenous",
        diagnoses=("J45.50", "J45.51"),
        expires_on=date(2027, 11, 1),
    )

    entries = say.order_entries(order)

    assert (entries["dose"], entries["every"], entries["diagnoses"]) == ("3 mg/kg", "4 weeks", "J45.50; J45.51")
    assert (entries["rounding_way"], entries["rounding_step"]) == ("up to the next", "10 mg")
    assert (entries["schedule"], entries["route"], entries["expires_on"]) == ("asthma", "intravenous", "01-Nov-2027")
    bare = say.order_entries(an_order())
    assert (bare["dose"], bare["every"], bare["rounding_way"], bare["signed_on"]) == ("210 mg", "", "", "")


def test_the_documentation_form_says_what_is_asked_and_who_recorded_it() -> None:
    assert CHECKLIST is not None
    answered = (Documented(item="severity", value="severe"), Documented(item=DATED.id, value="450", on=TODAY))
    lines = CHECKLIST.lines(answered)

    form = say.documentation_form(an_order(drug=TEZSPIRE), lines, {"severity": "Nora Field, RN, 23-Nov-2026 14:05"})

    assert form.title == "Documentation for tezepelumab-ekko (Tezspire)"
    assert form.fields["severity"].hint.startswith("Recorded by Nora Field, RN, 23-Nov-2026 14:05.")
    assert form.fields["exacerbations"].hint.startswith("Not recorded. Payers commonly ask: ")
    assert form.fields[f"{DATED.id}_on"].name == f"Day of: {DATED.text}"
    assert say.documentation_entries(lines) == {
        "severity": "severe",
        "severity_on": "",
        DATED.id: "450",
        f"{DATED.id}_on": "23-Nov-2026",
    }


def test_a_row_of_the_documentation_says_not_recorded_for_what_is_missing() -> None:
    assert CHECKLIST is not None
    without, dated, undated = (
        next(line for line in CHECKLIST.lines(answers) if line.item == DATED)
        for answers in ((), (Documented(item=DATED.id, value="4", on=TODAY),), (Documented(item=DATED.id, value="4"),))
    )

    assert say.documentation_cells(without, "")[1:] == ("Not recorded", "", "")
    assert say.documentation_cells(dated, "Nora")[1:] == ("4", "23-Nov-2026", "Nora")
    assert say.documentation_cells(undated, "Nora")[1:] == ("4", "Not recorded", "Nora")


def test_the_heading_counts_what_is_asked_and_recorded() -> None:
    assert CHECKLIST is not None
    lines = CHECKLIST.lines((Documented(item="severity", value="severe"),))
    asked = sum(not line.item.is_optional for line in lines)

    assert say.documentation_heading(an_order(drug=TEZSPIRE), lines) == (
        f"tezepelumab-ekko (Tezspire): 1 of {asked} asked items recorded"
    )
    assert ", asthma: " in say.documentation_heading(an_order(drug=TEZSPIRE, indication="asthma"), lines)


def test_who_wrote_an_entry_is_the_program_where_nobody_did() -> None:
    entry = replace(an_entry(Kind.ORDER_WRITTEN, an_order(), subject="order-1"), by=None)

    assert say.who_and_when(entry, {}).startswith("J3032 Calculator, ")


# --- Biologics and coverage ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("biologics", "line"),
    [
        (None, "Other biologics: Not recorded"),
        ((), "No other biologics"),
        (
            (
                OtherBiologic(name="mepolizumab (Nucala)", product_id="nucala", ended_on=date(2026, 2, 1)),
                OtherBiologic(name="Dupixent", ended_on=date(2026, 3, 1)),
                OtherBiologic(name="omalizumab (Xolair)", product_id="xolair"),
            ),
            "Other biologics: Nucala (ended 01-Feb-2026); Dupixent (ended 01-Mar-2026); omalizumab (Xolair)",
        ),
    ],
)
def test_other_biologics_are_said_in_one_line(biologics: tuple[OtherBiologic, ...] | None, line: str) -> None:
    assert say.biologics_line(biologics) == line


@pytest.mark.parametrize(("place", "said"), [(0, "First"), (1, "Second"), (2, "Third"), (3, "4.")])
def test_a_coverage_says_which_pays(place: int, said: str) -> None:
    assert say.coverage_cells(place, COVERAGE) == (said, "Medicaid, claims number not recorded", "77", "The patient")


def test_a_coverage_is_written_whole_and_as_it_would_be_typed() -> None:
    whole = replace(
        COVERAGE,
        relation=Relation.SPOUSE,
        group="G1",
        claims_number="MCD",
        insured=Insured(family="Moss", given="Ben"),
        address=ADDRESS,
    )

    assert say.coverage_cells(0, whole) == (
        "First",
        "Medicaid, claims number MCD",
        "77, group G1",
        "Spouse. MOSS, Ben. 12 Lake Street, Seattle, WA 98101",
    )
    assert say.coverage_entries(whole)["insured_family"] == "Moss"
    assert say.coverage_entries(whole)["postal_code"] == "98101"
    assert "street" not in say.coverage_entries(COVERAGE)
    assert say.patient_entries(a_patient(address=ADDRESS))["city"] == "Seattle"


# --- Authorizations --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        pytest.param(date(2026, 1, 1), date(2026, 12, 24), "Holds", id="31-days-left"),
        pytest.param(date(2026, 1, 1), date(2026, 12, 23), "Ends in 30 days: ask for a new one", id="30-days-left"),
        pytest.param(date(2026, 1, 1), date(2026, 11, 24), "Ends in 1 day: ask for a new one", id="1-day-left"),
        pytest.param(date(2026, 1, 1), date(2026, 11, 23), "Ends today: ask for a new one", id="today"),
        pytest.param(date(2026, 1, 1), date(2026, 11, 22), "Ended", id="yesterday"),
        pytest.param(date(2026, 11, 24), date(2027, 12, 24), "Has not begun", id="tomorrow"),
    ],
)
def test_an_authorization_says_how_it_stands_by_its_days(first: date, last: date, said: str) -> None:
    assert say.authorization_state(meter(replace(APPROVED, first=first, last=last)), TODAY) == said


@pytest.mark.parametrize(
    ("given", "discarded", "counts", "said"),
    [
        pytest.param(799, 0, None, "Holds", id="under-80-percent"),
        pytest.param(800, 0, None, "Holds. 80 percent or more used: ask for a new one", id="80-percent"),
        pytest.param(700, 100, False, "Holds", id="discarded-does-not-count"),
        pytest.param(700, 100, True, "Holds. 80 percent or more used: ask for a new one", id="discarded-counts"),
        pytest.param(
            900, 101, None, "Holds. More used than approved, if discarded units count: ask the payer", id="may-be"
        ),
        pytest.param(900, 101, True, "Holds. More used than approved", id="with-what-was-discarded"),
        pytest.param(1001, 0, None, "Holds. More used than approved", id="given-alone"),
    ],
)
def test_an_authorization_says_how_it_stands_by_its_use(
    given: int,
    discarded: int,
    counts: bool | None,  # noqa: FBT001 - a row of the table
    said: str,
) -> None:
    approved = replace(APPROVED, counts_waste=counts)

    assert say.authorization_state(meter(approved, given=given, discarded=discarded), TODAY) == said


def test_doses_without_a_number_are_named() -> None:
    unnumbered = replace(meter(), unnumbered=2)

    assert say.authorization_state(unnumbered, TODAY) == "Holds. 2 doses in these days without a number, not counted"


def test_a_meter_is_said_limit_by_limit() -> None:
    both = replace(APPROVED, visits=13, counts_waste=True)

    assert say.meter_words(meter(both, given=400, discarded=60, visits=2)) == (
        (
            "A-77: 400 given, 460 with what was discarded (discarded units count), of 1,000 billing units",
            (400, 60, 1000),
        ),
        ("A-77: 2 of 13 visits", (2, 0, 13)),
    )
    assert say.meter_words(meter(replace(APPROVED, units=None))) == ()


@pytest.mark.parametrize(("counts", "typed"), [(True, "yes"), (False, "no"), (None, "")])
def test_an_authorization_is_written_as_it_would_be_typed(counts: bool | None, typed: str) -> None:  # noqa: FBT001
    entries = say.authorization_entries(replace(APPROVED, counts_waste=counts))

    assert (entries["units"], entries["visits"], entries["counts_waste"]) == ("1,000", "", typed)
    assert say.authorization_entries(replace(APPROVED, units=None, visits=3))["visits"] == "3"
    assert say.authorization_cells(meter(), "Medicare Part B", TODAY) == (
        "A-77",
        "Medicare Part B",
        "tezepelumab-ekko (Tezspire)",
        "01-Jan-2026 to 31-Dec-2027",
        "Holds",
    )

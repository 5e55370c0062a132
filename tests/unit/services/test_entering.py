"""From typed text to a patient, an order, a weight and a chart; each refusal names its field."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.administration import Draft, DrugSource, Observation, Preparation, Stage
from j3032calc.domain.patient import Address, Allergy, OtherBiologic, Patient, Sex, Weight
from j3032calc.domain.problems import product, typed
from j3032calc.domain.quantities import BodyMass
from j3032calc.services.calculation import Calculator, Typed
from j3032calc.services.entering import (
    EntryRefused,
    entered_allergies,
    entered_biologics,
    entered_patient,
    entered_weight,
)
from j3032calc.services.entering_chart import containers_to_chart, entered_chart
from j3032calc.storage.catalogue import load_catalogue
from j3032calc.wording.reading import read_expiry, read_minutes, read_time
from tests.fixed_clock import FixedClock
from tests.invented_log import order

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.problems import Problem

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
CATALOGUE = load_catalogue()
CALCULATOR = Calculator(CATALOGUE, FixedClock())
NO_ADDRESS = dict.fromkeys(("street", "city", "state", "postal_code"), "")
ADDRESS = {"street": "12 Lake Street", "city": "Seattle", "state": "wa", "postal_code": "98101"}
PATIENT = {
    "family": "Moss",
    "given": "Ada",
    "born": "03-Feb-1980",
    "identifier": "12-345",
    "sex": "female",
} | NO_ADDRESS
MOSS = Patient(id="p1", identifier="12-345", family="Moss", given="Ada", born=date(1980, 2, 3), sex=Sex.FEMALE)
DRAFT = Draft(id="d1", patient_id="p1", order_id=None, stage=Stage.PREPARED, entered=(), kept_at=NOW)


def refusal(act: Callable[[], object]) -> tuple[str, type[Problem]]:
    with pytest.raises(EntryRefused) as refused:
        act()
    return refused.value.field, type(refused.value.problem)


def test_a_patient_is_read_from_the_form() -> None:
    assert entered_patient(PATIENT, "p1", TODAY) == MOSS


def test_what_the_form_does_not_have_stays_as_it_was() -> None:
    before = replace(MOSS, allergies=(), family="Mos")

    assert entered_patient(PATIENT, "p1", TODAY, before) == replace(MOSS, allergies=())


@pytest.mark.parametrize(
    ("changed", "field", "problem"),
    [
        ({"born": "02/03/1980"}, "born", typed.DateAmbiguous),
        ({"born": ""}, "born", typed.DateUnreadable),
        ({"sex": ""}, "sex", typed.FieldMissing),
    ],
)
def test_a_patients_field_is_refused_by_name(changed: dict[str, str], field: str, problem: type[Problem]) -> None:
    assert refusal(lambda: entered_patient(PATIENT | changed, "p1", TODAY)) == (field, problem)


def test_a_weight_is_read_with_its_day() -> None:
    entered = {"weight": "72.4 kg", "weighed_on": "23-Nov-2026"}

    assert entered_weight(entered) == Weight(amount=BodyMass.of(Fraction("72.4"), "kg"), on=TODAY)
    assert refusal(lambda: entered_weight(entered | {"weight": "72"})) == ("weight", typed.UnitMissing)
    assert refusal(lambda: entered_weight(entered | {"weighed_on": "soon"})) == ("weighed_on", typed.DateUnreadable)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", ()),
        ("latex", (Allergy(substance="latex"),)),
        ("latex (rash); penicillin ;", (Allergy(substance="latex", reaction="rash"), Allergy(substance="penicillin"))),
        ("(rash)", (Allergy(substance="(rash)", reaction="rash"),)),
        ("latex ()", (Allergy(substance="latex"),)),
    ],
)
def test_allergies_are_read_one_by_one(text: str, read: tuple[Allergy, ...]) -> None:
    assert entered_allergies(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", ()),
        ("Dupixent", (OtherBiologic(name="Dupixent"),)),
        ("nucala", (OtherBiologic(name="mepolizumab (Nucala)", product_id="nucala"),)),
        (
            "Nucala (ended 01-Feb-2026); Dupixent",
            (
                OtherBiologic(name="mepolizumab (Nucala)", product_id="nucala", ended_on=date(2026, 2, 1)),
                OtherBiologic(name="Dupixent"),
            ),
        ),
    ],
)
def test_other_biologics_are_read_one_by_one(text: str, read: tuple[OtherBiologic, ...]) -> None:
    assert entered_biologics(text, CATALOGUE) == read


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Dupixent (last year)", typed.DateUnreadable),
        ("(ended 01-Feb-2026)", typed.FieldMissing),
        ("J3032", product.CodeDisputed),
    ],
)
def test_a_biologic_that_cannot_be_read_is_refused(text: str, problem: type[Problem]) -> None:
    assert refusal(lambda: entered_biologics(text, CATALOGUE)) == ("biologics", problem)


def test_a_patients_address_is_read_whole() -> None:
    read = entered_patient(PATIENT | ADDRESS, "p1", TODAY)

    assert read.address == Address(street="12 Lake Street", city="Seattle", state="WA", postal_code="98101")
    assert refusal(lambda: entered_patient(PATIENT | ADDRESS | {"city": ""}, "p1", TODAY)) == (
        "city",
        typed.FieldMissing,
    )


# --- The chart -------------------------------------------------------------------------------------------------------

CALCULATION = CALCULATOR.answer(
    Typed(product="cinqair", dose="3 mg/kg", weight="72.4 kg", given_on="2026-11-23", payer="medicare-part-b")
)
CHART = {
    "lot1": "L1",
    "expiry1": "Dec-2027",
    "ndc1": "yes",
    "started_at": "13:10",
    "stopped_at": "1350",
    "body_site": " left forearm ",
    "weighed_on": "22-Nov-2026",
    "source": "purchased",
    "discard_reason": "rest of a vial",
    "discard_method": "bin",
    "is_not_shared": "yes",
    "observed_minutes": "30 min",
    "reaction": "none",
}


def test_a_chart_is_read_with_its_containers_times_and_discard() -> None:
    charted = entered_chart(CHART, CALCULATION, DRAFT, None, NOW)

    used = charted.containers[0]
    assert (used.count, used.lot, used.expiry, used.is_confirmed) == (3, "L1", date(2027, 12, 31), True)
    assert charted.started_at == datetime(2026, 11, 23, 13, 10, tzinfo=UTC)
    assert charted.stopped_at == datetime(2026, 11, 23, 13, 50, tzinfo=UTC)
    assert (charted.body_site, charted.route, charted.source) == ("left forearm", "intravenous", DrugSource.PURCHASED)
    assert charted.weight == Weight(amount=BodyMass.of(Fraction("72.4"), "kg"), on=date(2026, 11, 22))
    assert charted.discard is not None
    assert (charted.discard.at, charted.discard.is_not_shared) == (NOW, True)
    assert charted.observation == Observation(minutes=30, reaction="none")
    assert charted.diagnoses == ()


def test_how_the_drug_was_kept_and_prepared_is_read() -> None:
    kept = {"minutes_out": "3 days", "minutes_opened": "2 hours", "minutes_warmed": "30 min", "filter": "no"}

    charted = entered_chart(CHART | kept | {"minutes_since_mixing": "20 min"}, CALCULATION, DRAFT, None, NOW)

    assert {(one.minutes_out, one.minutes_opened) for one in charted.containers} == {(4320, 120)}
    assert charted.preparation == Preparation(minutes_warmed=30, minutes_since_mixing=20, has_filter=False)
    filtered = entered_chart(CHART | {"filter": "yes"}, CALCULATION, DRAFT, None, NOW)
    assert filtered.preparation == Preparation(has_filter=True)
    assert entered_chart(CHART, CALCULATION, DRAFT, None, NOW).preparation is None


def test_an_empty_chart_says_nothing_that_nobody_entered() -> None:
    charted = entered_chart(
        {"weighed_on": "22-Nov-2026"}, CALCULATION, DRAFT, order(diagnoses=("J45.50", "J45.51")), NOW
    )

    assert (charted.discard, charted.observation, charted.source, charted.started_at) == (None, None, None, None)
    assert (charted.containers[0].lot, charted.containers[0].is_confirmed) == (None, False)
    assert charted.diagnoses == ("J45.50", "J45.51")


def test_a_typed_drug_has_no_route_and_asks_for_no_weight() -> None:
    typed = CALCULATOR.answer(
        Typed(billing_unit="10 mg", hcpcs="J1745", dose="350 mg", container=("100 mg",), given_on="2026-11-23")
    )

    charted = entered_chart({"drug_name": "infliximab"}, typed, DRAFT, None, NOW)

    assert (charted.drug_name, charted.route, charted.weight) == ("infliximab", None, None)


def test_each_container_may_be_charted_for_itself() -> None:
    assert [used.count for used in containers_to_chart(CALCULATION, each=False)] == [3]
    assert [used.count for used in containers_to_chart(CALCULATION, each=True)] == [1, 1, 1]
    charted = entered_chart(CHART | {"each_lot": "yes", "lot3": "L3"}, CALCULATION, DRAFT, None, NOW)
    assert [used.lot for used in charted.containers] == ["L1", None, "L3"]


@pytest.mark.parametrize(
    ("changed", "field", "problem"),
    [
        ({"expiry1": "soon"}, "expiry1", typed.DateUnreadable),
        ({"started_at": "2 pm"}, "started_at", typed.TimeUnreadable),
        ({"weighed_on": ""}, "weighed_on", typed.DateUnreadable),
        ({"observed_minutes": "long"}, "observed_minutes", typed.MinutesUnreadable),
        ({"discarded_at": "25:00"}, "discarded_at", typed.TimeUnreadable),
        ({"minutes_out": "45"}, "minutes_out", typed.UnitMissing),
        ({"minutes_warmed": "long"}, "minutes_warmed", typed.NotANumber),
    ],
)
def test_a_charts_field_is_refused_by_name(changed: dict[str, str], field: str, problem: type[Problem]) -> None:
    assert refusal(lambda: entered_chart(CHART | changed, CALCULATION, DRAFT, None, NOW)) == (field, problem)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("14:05", time(14, 5)),
        ("1405", time(14, 5)),
        (" 9:30 ", time(9, 30)),
        ("00:00", time(0, 0)),
        ("23.59", time(23, 59)),
    ],
)
def test_a_time_is_read_by_the_24_hour_clock(text: str, read: time) -> None:
    assert read_time(text) == read


@pytest.mark.parametrize("text", ["24:00", "12:60", "2 pm", "", "5"])
def test_no_other_time_is_read(text: str) -> None:
    with pytest.raises(typed.TimeUnreadable):
        read_time(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Dec-2027", date(2027, 12, 31)),
        ("feb 2028", date(2028, 2, 29)),
        ("02/2027", date(2027, 2, 28)),
        ("2027-06", date(2027, 6, 30)),
        ("31-Dec-2027", date(2027, 12, 31)),
    ],
)
def test_an_expiry_lasts_until_the_last_day_of_its_month(text: str, read: date) -> None:
    assert read_expiry(text) == read


@pytest.mark.parametrize("text", ["13/2027", "Foo-2027", "soon"])
def test_no_other_expiry_is_read(text: str) -> None:
    with pytest.raises(typed.DateUnreadable):
        read_expiry(text)


@pytest.mark.parametrize(
    ("text", "read"), [("30", 30), ("0", 0), ("120 minutes", 120), ("1 minute", 1), ("1440", 1440)]
)
def test_minutes_are_read(text: str, read: int) -> None:
    assert read_minutes(text) == read


@pytest.mark.parametrize("text", ["1441", "-1", "1.5", "half an hour", ""])
def test_no_other_minutes_are_read(text: str) -> None:
    with pytest.raises(typed.MinutesUnreadable):
        read_minutes(text)

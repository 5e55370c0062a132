"""A record gives back the entries that it can have come from, so that it is amended where it was made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.administration import ContainerUsed, DrugSource, Observation
from j3032calc.domain.patient import Weight
from j3032calc.domain.quantities import DosePerWeight
from j3032calc.services.entering_chart import entered_chart
from j3032calc.services.recharting import changed_discard, entries_of, row_entries
from tests.invented import CINQAIR, kg, mg, ml
from tests.unit.services.ward import CONFIRMED, Ward

if TYPE_CHECKING:
    from j3032calc.domain.administration import Administration
    from j3032calc.domain.charting import Discarding
    from j3032calc.domain.patient import Patient

VIALS = ContainerUsed(count=3, content=mg(100), volume=ml(10), form="single-dose vial", ndc="59310-0610-31")


def entries(ward: Ward, patient: Patient, dose_id: str) -> dict[str, str]:
    log = ward.patients.open(patient.id)
    dose = next(one.dose for one in log.doses if one.dose.id == dose_id)
    return entries_of(dose, log)


def shown(entered: dict[str, str], *names: str) -> dict[str, str]:
    return {name: entered.get(name, "") for name in names}


def test_a_record_gives_back_what_was_asked_and_charted(ward: Ward) -> None:
    patient = ward.admit()
    observed = Observation(minutes=30, reaction="none", note="well")
    dose = ward.give(
        patient,
        body_site="left forearm",
        source=DrugSource.PURCHASED,
        observation=observed,
        authorization_number="A-1",
        started_at=ward.clock.now(),
    )

    entered = entries(ward, patient, dose.subject)

    assert {name: text for name, text in entered.items() if text} == {
        "amends": dose.subject,
        "product": "reslizumab (Cinqair)",
        "dose": "210 mg",
        "given_on": "23-Nov-2026",
        "dose_number": "1",
        "ticked": "59310-0610-31",
        "started_at": "14:05",
        "body_site": "left forearm",
        "source": "purchased",
        "authorization": "A-1",
        "observed_minutes": "30",
        "reaction": "none",
        "note": "well",
        "discard_reason": "rest of the vial",
        "discard_method": "black bin",
    }


def test_the_dose_is_given_back_per_kg_where_the_order_says_so(ward: Ward) -> None:
    patient = ward.admit()
    order = ward.prescribe(patient, drug=CINQAIR, dose=DosePerWeight(mg(3)), schedule_id="asthma")
    weight = Weight(amount=kg(70), on=date(2026, 11, 20))
    calculation = ward.calculate(dose="3 mg/kg", weight="70 kg")
    dose = ward.give(patient, calculation=calculation, order_id=order.id, weight=weight)

    entered = entries(ward, patient, dose.subject)

    assert shown(entered, "dose", "weight", "weighed_on", "schedule", "every") == {
        "dose": "3 mg/kg",
        "weight": "70 kg",
        "weighed_on": "20-Nov-2026",
        "schedule": "asthma",
        "every": "",
    }


def test_another_amount_than_the_order_gives_is_given_back_as_it_was(ward: Ward) -> None:
    patient = ward.admit()
    order = ward.prescribe(patient, drug=CINQAIR, dose=DosePerWeight(mg(4)))
    weight = Weight(amount=kg(70), on=date(2026, 11, 20))
    calculation = ward.calculate(dose="210 mg", weight="70 kg")
    dose = ward.give(patient, calculation=calculation, order_id=order.id, weight=weight)

    assert entries(ward, patient, dose.subject)["dose"] == "210 mg"


def test_the_number_counts_the_doses_that_stand_before_it(ward: Ward) -> None:
    patient = ward.admit()
    for day in ("2026-09-28", "2026-10-26"):
        ward.give(patient, calculation=ward.calculate(given_on=day), late_reason="from paper")
    last = ward.give(patient)
    first = ward.patients.open(patient.id).doses[0].dose

    assert entries(ward, patient, last.subject)["dose_number"] == "3"
    assert entries(ward, patient, first.id)["dose_number"] == "1"


def test_what_was_opened_otherwise_and_stopped_early_comes_back(ward: Ward) -> None:
    patient = ward.admit()
    calculation = ward.calculate(opened=("4 x 100 mg",), given="120 mg")
    dose = ward.give(patient, calculation=calculation, opened_reason="one was dropped", stopped_early_reason="reaction")

    entered = entries(ward, patient, dose.subject)

    assert shown(entered, "opened", "given", "opened_reason", "stopped_early_reason") == {
        "opened": "4 x 100 mg in 10 mL",
        "given": "120 mg",
        "opened_reason": "one was dropped",
        "stopped_early_reason": "reaction",
    }


def test_a_drug_that_is_not_in_the_catalogue_comes_back_by_its_unit_and_container(ward: Ward) -> None:
    patient = ward.admit()
    calculation = ward.calculate(
        product=None, billing_unit="10 mg", hcpcs="J9999", dose="50 mg", container=("100 mg in 4 mL",), multi_dose=True
    )
    dose = ward.give(patient, calculation=calculation, drug_name="invented-abcd", discard=None)

    entered = entries(ward, patient, dose.subject)

    names = ("is_other_drug", "product", "drug_name", "billing_unit", "hcpcs", "container", "is_multi_dose", "ticked")
    assert shown(entered, *names) == {
        "is_other_drug": "yes",
        "product": "",
        "drug_name": "invented-abcd",
        "billing_unit": "10 mg",
        "hcpcs": "J9999",
        "container": "100 mg in 4 mL",
        "is_multi_dose": "yes",
        "ticked": "",
    }


def test_a_size_without_a_volume_comes_back_without_one(ward: Ward) -> None:
    patient = ward.admit()
    calculation = ward.calculate(product=None, billing_unit="10 mg", dose="100 mg", container=("100 mg",))
    dose = ward.give(patient, calculation=calculation, drug_name="invented-abcd", discard=None)

    assert entries(ward, patient, dose.subject)["container"] == "100 mg"


def test_entries_that_are_charted_anew_change_nothing_of_the_chart(ward: Ward) -> None:
    patient = ward.admit()
    lots = (replace(VIALS, lot="A", expiry=date(2027, 12, 31), is_confirmed=True),)
    dose = ward.give(patient, containers=lots, source=DrugSource.SAMPLE, route="subcutaneous")
    before = ward.doses.history(dose.subject).dose
    draft = ward.drafts.prepare(patient.id, None, {})
    calculation = ward.calculate()

    entered = entries(ward, patient, dose.subject) | row_entries((VIALS,), before.containers)
    charted = entered_chart(entered, calculation, draft, None, ward.clock.now())

    assert replace(ward.doses.redone(calculation, replace(charted, id=before.id)), app_version=before.app_version) == (
        before
    )


# --- Rows -------------------------------------------------------------------------------------------------------------


def test_one_lot_comes_back_kind_by_kind() -> None:
    used = replace(VIALS, lot="A", expiry=date(2027, 12, 31), is_confirmed=True)

    assert row_entries((VIALS,), (used,)) == {
        "each_lot": "",
        "lot1": "A",
        "expiry1": "31-Dec-2027",
        "ndc1": "yes",
        "of1": "59310-0610-31",
    }


def test_two_lots_come_back_each_for_itself() -> None:
    lots = (replace(VIALS, count=2, lot="A"), replace(VIALS, count=1, lot="B"))

    entered = row_entries((VIALS,), lots)

    assert shown(entered, "each_lot", "lot1", "lot2", "lot3", "expiry3", "ndc3") == {
        "each_lot": "yes",
        "lot1": "A",
        "lot2": "A",
        "lot3": "B",
        "expiry3": "",
        "ndc3": "",
    }


def test_what_fits_no_container_of_now_is_left_out() -> None:
    assert row_entries((VIALS,), (replace(VIALS, content=mg(50), lot="A"),)) == {"each_lot": ""}


def test_a_typed_size_has_no_ndc() -> None:
    used = ContainerUsed(count=1, content=mg(100), lot="A")

    assert row_entries((used,), (used,))["of1"] == ""


# --- The discard ------------------------------------------------------------------------------------------------------


@pytest.fixture
def given(ward: Ward) -> Administration:
    """A dose of 210 mg with 90 mg discarded."""
    return ward.doses.history(ward.give(ward.admit()).subject).dose


def said(ward: Ward, **fields: object) -> Discarding:
    return ward.discarding(**({"is_not_shared": False} | fields))


def test_the_signed_word_stands_while_nothing_of_it_changes(ward: Ward, given: Administration) -> None:
    assert changed_discard(given, ward.calculate(), said(ward)) is None
    assert changed_discard(given, ward.calculate(), None) is None


@pytest.mark.parametrize("field", ["reason", "method", "unwitnessed_reason"])
def test_another_word_is_signed_anew(ward: Ward, given: Administration, field: str) -> None:
    discard = said(ward, **{field: "something else"})

    assert changed_discard(given, ward.calculate(), discard) == discard


def test_another_amount_is_signed_anew(ward: Ward, given: Administration) -> None:
    discard = said(ward)

    assert changed_discard(given, ward.calculate(dose="205 mg"), discard) == discard


def test_a_word_that_nobody_signed_is_signed_now(ward: Ward, given: Administration) -> None:
    discard = said(ward)

    assert changed_discard(replace(given, discard=None), ward.calculate(), discard) == discard


def test_where_nothing_is_left_nothing_is_said(ward: Ward, given: Administration) -> None:
    assert changed_discard(given, ward.calculate(dose="300 mg"), said(ward)) is None


def test_the_draft_ends_with_the_amendment(ward: Ward, given: Administration) -> None:
    draft = ward.drafts.prepare(given.patient_id, None, {})

    ward.doses.amend(replace(given, body_site="abdomen"), "wrong site", CONFIRMED, draft_id=draft.id)

    assert ward.drafts.under_way() == ()

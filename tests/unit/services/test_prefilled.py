"""What the Sign page begins with: from the last dose and the weight on file, never a confirmation or a lot."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.administration import DrugSource
from j3032calc.domain.patient import Weight
from j3032calc.domain.quantities import DosePerWeight
from j3032calc.services.prefilled import chart_of_last_time, is_day_of_other_weight
from tests.invented import CINQAIR, TEZSPIRE, kg, mg

if TYPE_CHECKING:
    from j3032calc.domain.order import Order
    from j3032calc.domain.patient import Patient
    from tests.unit.services.ward import Ward

WEIGHTS = (Weight(amount=kg(80), on=date(2026, 8, 1)), Weight(amount=kg(70), on=date(2026, 11, 20)))
ON_FILE = {"weight_on_file": "70 kg", "weighed_on_file": "20-Nov-2026", "weighed_on": "20-Nov-2026"}


def chart(ward: Ward, patient: Patient, order: Order | None) -> dict[str, str]:
    return chart_of_last_time(ward.patients.open(patient.id), order)


def test_the_last_dose_of_the_drug_says_source_and_discard(ward: Ward) -> None:
    patient = ward.admit()
    order = ward.prescribe(patient, drug=CINQAIR, dose=mg(210))
    late = {"late_reason": "from paper"}
    earlier, last = ward.calculate(given_on="2026-09-28"), ward.calculate(given_on="2026-10-26")
    ward.give(patient, calculation=earlier, source=DrugSource.SAMPLE, **late)
    ward.give(patient, calculation=last, source=DrugSource.WHITE_BAG, **late)

    assert chart(ward, patient, order) == {
        "source": "sent by a pharmacy for this patient",
        "discard_reason": "rest of the vial",
        "discard_method": "black bin",
    }


def test_a_voided_dose_and_one_of_another_drug_say_nothing(ward: Ward) -> None:
    patient = ward.admit()
    entry = ward.give(patient, source=DrugSource.PURCHASED)
    ward.doses.void(entry.subject, "wrong patient", "2580")

    assert chart(ward, patient, ward.prescribe(patient, drug=CINQAIR, dose=mg(210))) == {}
    ward.give(patient, source=DrugSource.PURCHASED)
    assert chart(ward, patient, ward.prescribe(patient, drug=TEZSPIRE)) == {}


def test_a_dose_without_source_and_discard_says_nothing(ward: Ward) -> None:
    patient = ward.admit()
    ward.give(patient, calculation=ward.calculate(dose="200 mg"), discard=None)

    assert chart(ward, patient, ward.prescribe(patient, drug=CINQAIR, dose=mg(200))) == {}


def test_a_dose_per_kg_comes_with_the_day_of_the_newest_weight(ward: Ward) -> None:
    patient = ward.admit(weights=WEIGHTS)

    assert chart(ward, patient, ward.prescribe(patient, drug=CINQAIR, dose=DosePerWeight(mg(3)))) == ON_FILE
    assert chart(ward, patient, ward.prescribe(patient, drug=CINQAIR, dose=mg(210))) == {}


def test_without_an_order_nothing_is_filled_in(ward: Ward) -> None:
    patient = ward.admit(weights=WEIGHTS)
    ward.give(patient, source=DrugSource.PURCHASED)

    assert chart(ward, patient, None) == {}


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        pytest.param(ON_FILE | {"weight": "70 kg"}, False, id="the-weight-on-file"),
        pytest.param(ON_FILE | {"weight": "71 kg"}, True, id="another-weight"),
        pytest.param(ON_FILE | {"weight": "71 kg", "weighed_on": "23-Nov-2026"}, False, id="with-its-own-day"),
        pytest.param({"weight": "71 kg", "weighed_on": "20-Nov-2026"}, False, id="nothing-on-file"),
    ],
)
def test_the_day_on_file_belongs_to_the_weight_on_file(entered: dict[str, str], *, expected: bool) -> None:
    assert is_day_of_other_weight(entered) is expected

"""Orders, authorizations and charges: written, corrected, ended and found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Kind
from j3032calc.domain.order import Documented, DrugRef
from j3032calc.domain.problems.charting import (
    NothingChanged,
    NotInLog,
    OfOtherPatient,
    OrderEnded,
    OutOfOrder,
    ReasonMissing,
)
from j3032calc.domain.problems.dose import DoseInOtherUnit
from j3032calc.domain.problems.people import NotAllowed
from j3032calc.domain.problems.typed import FieldMissing, NotAboveZero, NpiUnreadable
from j3032calc.domain.quantities import Activity, DosePerWeight
from j3032calc.services.orders import order_of
from tests.clinic import of_kind
from tests.invented import CINQAIR, a_charge, an_authorization, an_order, mg, ml
from tests.unit.services.ward import ARTHUR, BELLA

if TYPE_CHECKING:
    from tests.unit.services.ward import Ward

TESTADRUG = DrugRef(product_id="testadrug", name="testatoxin (Testadrug)", hcpcs="J9991")
TYPED = DrugRef(product_id=None, name="infliximab")


def test_an_order_is_written_and_active_until_it_is_ended(ward: Ward) -> None:
    patient = ward.admit()
    first, second = ward.prescribe(patient), ward.prescribe(patient, drug=CINQAIR)

    assert ward.orders.active(patient.id) == (first, second)
    ended = ward.orders.end(first.id, " asthma is gone ")

    assert ended == replace(first, end_reason="asthma is gone")
    assert ward.orders.active(patient.id) == (second,)
    assert [entry.reason for entry in of_kind(ward.session, Kind.ORDER_ENDED)] == ["asthma is gone"]


def test_the_documentation_of_an_order_is_replaced_and_the_first_stays(ward: Ward) -> None:
    order = ward.prescribe(ward.admit())
    severe = (Documented(item="severity", value="severe"),)

    documented = ward.orders.document(order.id, severe)

    assert documented == replace(order, documentation=severe)
    assert [entry.reason for entry in of_kind(ward.session, Kind.ORDER_AMENDED)] == ["Documentation recorded"]
    with pytest.raises(NothingChanged):
        ward.orders.document(order.id, severe)


def test_an_ended_order_is_neither_documented_nor_renewed(ward: Ward) -> None:
    order = ward.prescribe(ward.admit())
    ward.orders.end(order.id, "over")

    with pytest.raises(OrderEnded):
        ward.orders.document(order.id, ())
    with pytest.raises(OrderEnded):
        ward.orders.renew(order.id, replace(order, id="new"))


def test_a_renewed_order_ends_where_the_new_one_counts_already(ward: Ward) -> None:
    order = ward.prescribe(ward.admit())

    renewed = ward.orders.renew(order.id, replace(order, id="new"))

    assert ward.orders.active(order.patient_id) == (renewed,)
    assert order_of(ward.session.log, order.id).end_reason == "Renewed by a new order"


def test_a_renewal_that_begins_later_leaves_the_old_order(ward: Ward) -> None:
    order = ward.prescribe(ward.admit())

    renewed = ward.orders.renew(order.id, replace(order, id="new", starts_on=date(2026, 11, 24)))

    assert ward.orders.active(order.patient_id) == (order, renewed)


def test_an_order_is_not_renewed_for_another_patient(ward: Ward) -> None:
    order, other = ward.prescribe(ward.admit()), ward.admit(identifier="77")

    with pytest.raises(OfOtherPatient):
        ward.orders.renew(order.id, replace(order, id="new", patient_id=other.id))


def test_another_patients_orders_are_not_among_them(ward: Ward) -> None:
    patient, other = ward.admit(), ward.admit(identifier="77")
    ward.prescribe(other)

    assert ward.orders.active(patient.id) == ()


def test_an_order_is_corrected_and_the_first_value_stays(ward: Ward) -> None:
    order = ward.prescribe(ward.admit())

    amended = ward.orders.amend(replace(order, route="subcutaneous", end_reason="no"), "route was missing")

    assert amended == replace(order, route="subcutaneous")
    assert order_of(ward.session.log, order.id) == amended
    assert [entry.body for entry in ward.session.log.versions(order.id)] == [order, amended]


def test_an_order_that_has_ended_is_neither_corrected_nor_ended_again(ward: Ward) -> None:
    order = ward.prescribe(ward.admit())
    ward.orders.end(order.id, "stopped")

    with pytest.raises(OrderEnded):
        ward.orders.amend(replace(order, route="thigh"), "a slip")
    with pytest.raises(OrderEnded):
        ward.orders.end(order.id, "stopped")


def test_changes_of_an_order_need_a_reason_the_order_and_its_patient(ward: Ward) -> None:
    patient, other = ward.admit(), ward.admit(identifier="77")
    order = ward.prescribe(patient)

    with pytest.raises(ReasonMissing):
        ward.orders.amend(replace(order, route="thigh"), "")
    with pytest.raises(ReasonMissing):
        ward.orders.end(order.id, " ")
    with pytest.raises(NotInLog):
        ward.orders.end("no-order", "stopped")
    with pytest.raises(NotInLog):
        ward.orders.end(patient.id, "stopped")
    with pytest.raises(OfOtherPatient):
        ward.orders.amend(replace(order, patient_id=other.id), "a slip")
    with pytest.raises(NothingChanged):
        ward.orders.amend(order, "a slip")


def test_an_order_is_of_a_patient_in_the_log_and_its_fields_are_checked(ward: Ward) -> None:
    patient = ward.admit()

    with pytest.raises(NotInLog):
        ward.orders.write(an_order(patient_id="nobody"))
    with pytest.raises(NpiUnreadable):
        ward.prescribe(patient, prescriber=replace(an_order().prescriber, npi="1234567890"))
    assert of_kind(ward.session, Kind.ORDER_WRITTEN) == []


@pytest.mark.parametrize(
    ("drug", "dose"),
    [
        pytest.param(CINQAIR, mg(210), id="mass"),
        pytest.param(CINQAIR, DosePerWeight(mg(3)), id="mass-per-kg"),
        pytest.param(TESTADRUG, Activity.of_drug(155, "J9991"), id="units"),
        pytest.param(TYPED, ml(2), id="a-typed-drug-in-any-measure"),
    ],
)
def test_an_order_is_in_what_the_product_is_measured_in(ward: Ward, drug: DrugRef, dose: object) -> None:
    assert ward.prescribe(ward.admit(), drug=drug, dose=dose).dose == dose


@pytest.mark.parametrize(
    ("drug", "dose"),
    [
        pytest.param(CINQAIR, ml(21), id="volume-for-mass"),
        pytest.param(CINQAIR, DosePerWeight(Activity.of_drug(3, "")), id="units-per-kg-for-mass"),
        pytest.param(TESTADRUG, mg(155), id="mass-for-units"),
    ],
)
def test_an_order_in_another_measure_is_refused(ward: Ward, drug: DrugRef, dose: object) -> None:
    with pytest.raises(DoseInOtherUnit):
        ward.prescribe(ward.admit(), drug=drug, dose=dose)


def test_an_authorization_is_added_and_corrected_by_a_biller(ward: Ward) -> None:
    patient = ward.admit()
    ward.take_over(BELLA)
    added = ward.authorizations.add(an_authorization(patient_id=patient.id))

    amended = ward.authorizations.amend(replace(added, number="A-78"), "misread")

    assert ward.authorizations.of_patient(patient.id) == (amended,)
    assert [entry.reason for entry in ward.session.log.versions(added.id)] == [None, "misread"]


def test_an_authorization_that_cannot_be_used_is_refused(ward: Ward) -> None:
    patient, other = ward.admit(), ward.admit(identifier="77")
    ward.take_over(BELLA)
    added = ward.authorizations.add(an_authorization(patient_id=patient.id))

    with pytest.raises(NotInLog):
        ward.authorizations.add(an_authorization(id="second", patient_id="nobody"))
    with pytest.raises(OutOfOrder):
        ward.authorizations.add(an_authorization(id="second", patient_id=patient.id, last=date(2025, 1, 1)))
    with pytest.raises(NotInLog):
        ward.authorizations.amend(replace(added, patient_id=other.id), "a slip")
    with pytest.raises(ReasonMissing):
        ward.authorizations.amend(replace(added, number="A-78"), "")
    with pytest.raises(NothingChanged):
        ward.authorizations.amend(added, "a slip")
    with pytest.raises(FieldMissing):
        ward.authorizations.amend(replace(added, number=""), "a slip")


def test_the_charge_of_a_day_is_found_and_a_day_set_twice_is_corrected(ward: Ward) -> None:
    ward.take_over(BELLA)
    ward.charges.set(a_charge(dollars="25"))
    january = ward.charges.set(a_charge(hcpcs="j2356", dollars="25.50"))
    july = ward.charges.set(a_charge(dollars="26", first=date(2026, 7, 1)))

    assert ward.charges.all() == (january, july)
    assert ward.charges.on("J2356", date(2026, 6, 30)) == january
    assert ward.charges.on("J2356", date(2026, 7, 1)) == july
    assert ward.charges.on("J2357", date(2026, 7, 1)) is None
    assert len(of_kind(ward.session, Kind.CHARGE_SET)) == 3


def test_a_charge_of_nothing_is_refused(ward: Ward) -> None:
    ward.take_over(BELLA)

    with pytest.raises(NotAboveZero):
        ward.charges.set(a_charge(dollars="0"))


def test_a_nurse_bills_nothing_and_a_biller_orders_nothing(ward: Ward) -> None:
    patient = ward.admit()
    order = ward.prescribe(patient)

    with pytest.raises(NotAllowed):
        ward.charges.set(a_charge())
    with pytest.raises(NotAllowed):
        ward.authorizations.add(an_authorization(patient_id=patient.id))
    with pytest.raises(NotAllowed):
        ward.authorizations.amend(an_authorization(patient_id=patient.id), "a slip")
    for other in (BELLA, ARTHUR):
        ward.take_over(other)
        with pytest.raises(NotAllowed):
            ward.orders.write(order)
        with pytest.raises(NotAllowed):
            ward.orders.amend(order, "a slip")
        with pytest.raises(NotAllowed):
            ward.orders.end(order.id, "stopped")
        assert ward.orders.active(patient.id) == (order,)

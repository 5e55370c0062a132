"""What an order, an authorization and a charge must hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from j3032calc.domain.order import Charge, DrugRef, Prescriber
from j3032calc.domain.ordering import charge_on, check_authorization, checked_charge, checked_order
from j3032calc.domain.problems.charting import DateInFuture, OutOfOrder
from j3032calc.domain.problems.product import CodeUnreadable, ProductUnknown
from j3032calc.domain.problems.typed import DiagnosisUnreadable, FieldMissing, NotAboveZero, NpiUnreadable
from tests.invented import NPI, TODAY, a_charge, an_authorization, an_order
from tests.unit.services.small_catalogue import CATALOGUE

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem

TYPED = DrugRef(product_id=None, name="infliximab", hcpcs="J1745")
TOMORROW = date(2026, 11, 24)

GOOD = [
    pytest.param({}, id="plain"),
    pytest.param({"drug": TYPED}, id="a-typed-drug"),
    pytest.param({"drug": DrugRef(product_id=None, name="infliximab")}, id="a-typed-drug-without-a-code"),
    pytest.param({"ordered_on": TODAY, "signed_on": TODAY, "starts_on": TODAY, "expires_on": TODAY}, id="all-today"),
    pytest.param({"starts_on": TOMORROW, "expires_on": date(2027, 11, 23)}, id="starts-tomorrow"),
    pytest.param({"prescriber": Prescriber(name="Ana Ruiz", credential="MD")}, id="no-npi"),
]


@pytest.mark.parametrize("fields", GOOD)
def test_a_whole_order_is_taken_as_it_is(fields: dict[str, Any]) -> None:
    order = an_order(**fields)

    assert checked_order(order, CATALOGUE, TODAY) == order


def test_codes_and_numbers_get_their_usual_form() -> None:
    prescriber = Prescriber(name="Ana Ruiz", credential="MD", npi=f" {NPI}")

    order = checked_order(an_order(prescriber=prescriber, diagnoses=("j4550", "J45.50", "J82")), CATALOGUE, TODAY)

    assert order.prescriber.npi == NPI
    assert order.diagnoses == ("J45.50", "J82")


REFUSED = [
    pytest.param({"prescriber": Prescriber(name=" ", credential="")}, FieldMissing, id="no-prescriber"),
    pytest.param(
        {"prescriber": Prescriber(name="Ana Ruiz", credential="MD", npi="1234567890")}, NpiUnreadable, id="npi"
    ),
    pytest.param({"diagnoses": ("asthma",)}, DiagnosisUnreadable, id="diagnosis"),
    pytest.param({"drug": DrugRef(product_id="gone", name="Gone")}, ProductUnknown, id="no-such-product"),
    pytest.param({"drug": DrugRef(product_id=None, name=" ")}, FieldMissing, id="typed-without-a-name"),
    pytest.param({"drug": replace(TYPED, hcpcs="J17")}, CodeUnreadable, id="typed-with-another-code"),
    pytest.param({"ordered_on": TOMORROW}, DateInFuture, id="ordered-tomorrow"),
    pytest.param({"signed_on": TOMORROW}, DateInFuture, id="signed-tomorrow"),
    pytest.param({"signed_on": date(2026, 10, 31)}, OutOfOrder, id="signed-before-it-was-written"),
    pytest.param({"starts_on": date(2026, 10, 31)}, OutOfOrder, id="starts-before-it-was-written"),
    pytest.param({"expires_on": date(2026, 10, 31)}, OutOfOrder, id="expires-before-it-was-written"),
    pytest.param(
        {"starts_on": date(2026, 11, 9), "expires_on": date(2026, 11, 8)}, OutOfOrder, id="expires-before-it-starts"
    ),
]


@pytest.mark.parametrize(("fields", "problem"), REFUSED)
def test_an_order_that_cannot_be_used_is_refused(fields: dict[str, Any], problem: type[Problem]) -> None:
    with pytest.raises(problem):
        checked_order(an_order(**fields), CATALOGUE, TODAY)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({}, id="both-limits"),
        pytest.param({"units": None, "visits": None}, id="no-limit"),
        pytest.param({"last": date(2026, 1, 1), "units": 1, "visits": 1}, id="one-day-one-unit-one-visit"),
    ],
)
def test_a_whole_authorization_is_taken(fields: dict[str, Any]) -> None:
    check_authorization(an_authorization(**fields), CATALOGUE)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        pytest.param({"number": " "}, FieldMissing, id="no-number"),
        pytest.param({"last": date(2025, 12, 31)}, OutOfOrder, id="ends-before-it-starts"),
        pytest.param({"units": 0}, NotAboveZero, id="no-unit"),
        pytest.param({"visits": 0}, NotAboveZero, id="no-visit"),
        pytest.param({"drug": DrugRef(product_id="gone", name="Gone")}, ProductUnknown, id="no-such-product"),
    ],
)
def test_an_authorization_that_cannot_be_used_is_refused(fields: dict[str, Any], problem: type[Problem]) -> None:
    with pytest.raises(problem):
        check_authorization(an_authorization(**fields), CATALOGUE)


def test_a_charge_has_a_code_in_capitals() -> None:
    assert checked_charge(a_charge(hcpcs=" j2356 ")) == a_charge(hcpcs="J2356")


@pytest.mark.parametrize(("hcpcs", "dollars", "problem"), [("J23", "1", CodeUnreadable), ("J2356", "0", NotAboveZero)])
def test_a_charge_that_cannot_be_used_is_refused(hcpcs: str, dollars: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        checked_charge(a_charge(hcpcs, dollars))


@pytest.mark.parametrize(
    ("hcpcs", "day", "dollars"),
    [
        pytest.param("J2356", date(2025, 12, 31), None, id="the-day-before-the-first"),
        pytest.param("J2356", date(2026, 1, 1), "25.50", id="the-first-day"),
        pytest.param("J2356", date(2026, 6, 30), "25.50", id="the-day-before-the-next"),
        pytest.param("J2356", date(2026, 7, 1), "26", id="the-next"),
        pytest.param("J2357", date(2026, 7, 1), None, id="another-code"),
    ],
)
def test_the_charge_of_a_day_is_the_newest_that_had_begun(hcpcs: str, day: date, dollars: str | None) -> None:
    charges: tuple[Charge, ...] = (a_charge(dollars="26", first=date(2026, 7, 1)), a_charge())

    found = charge_on(charges, hcpcs, day)

    assert (found and found.dollars_per_unit) == (dollars and Fraction(dollars))

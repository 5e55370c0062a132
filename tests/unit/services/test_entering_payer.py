"""From the forms about who pays to a coverage and an authorization; each refusal names its field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.order import Authorization, DrugRef, only_fitting
from j3032calc.domain.patient import Address, Coverage, Insured, Relation
from j3032calc.domain.problems import charting, typed
from j3032calc.services.entering_payer import entered_authorization, entered_coverage
from j3032calc.wording.counts import read_count, read_span
from tests.unit.services.test_entering import ADDRESS, NO_ADDRESS, refusal

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem

PAYERS = {"medicare-part-b": "Medicare Part B"}
COVERAGE = {
    "payer_id": "medicare-part-b",
    "member_id": "1EG4",
    "relation": "self",
    "group": " ",
    "claims_number": "",
    "insured_family": "",
    "insured_given": "",
} | NO_ADDRESS
TEZSPIRE = DrugRef(product_id="tezspire", name="tezepelumab-ekko (Tezspire)", hcpcs="J2356")
DRUGS = {TEZSPIRE.key: TEZSPIRE}
AUTHORIZATION = {
    "number": "A-77",
    "payer_id": "medicare-part-b",
    "drug": "tezspire",
    "first": "01-Jan-2026",
    "last": "31-Dec-2026",
    "units": "2,730",
    "visits": "",
    "counts_waste": "",
}


def test_a_coverage_is_read_with_what_stands_on_the_card() -> None:
    assert entered_coverage(COVERAGE | {"claims_number": "MEDB1"}, PAYERS) == Coverage(
        payer_id="medicare-part-b",
        payer_name="Medicare Part B",
        member_id="1EG4",
        relation=Relation.SELF,
        claims_number="MEDB1",
    )


def test_a_coverage_of_somebody_else_has_name_and_address() -> None:
    entered = COVERAGE | ADDRESS | {"relation": "spouse", "insured_family": "Moss", "insured_given": " Ben"}

    read = entered_coverage(entered, PAYERS)

    assert read.insured == Insured(family="Moss", given="Ben")
    assert read.address == Address(street="12 Lake Street", city="Seattle", state="WA", postal_code="98101")


def test_a_payer_whose_profile_is_gone_keeps_its_id_as_its_name() -> None:
    assert entered_coverage(COVERAGE | {"payer_id": "gone"}, PAYERS).payer_name == "gone"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"payer_id": ""}, "payer_id"),
        ({"member_id": ""}, "member_id"),
        ({"relation": ""}, "relation"),
        ({"insured_given": "Ben"}, "insured_family"),
        ({"insured_family": "Moss"}, "insured_given"),
        ({"state": "WA"}, "street"),
    ],
)
def test_what_a_coverage_lacks_is_refused_by_name(changed: dict[str, str], field: str) -> None:
    assert refusal(lambda: entered_coverage(COVERAGE | changed, PAYERS)) == (field, typed.FieldMissing)


@pytest.mark.parametrize(("counts", "read"), [("", None), ("yes", True), ("no", False)])
def test_an_authorization_is_read(counts: str, read: bool | None) -> None:  # noqa: FBT001 - a row of the table
    assert entered_authorization(AUTHORIZATION | {"counts_waste": counts}, "a1", "p1", DRUGS) == Authorization(
        id="a1",
        patient_id="p1",
        payer_id="medicare-part-b",
        drug=TEZSPIRE,
        number="A-77",
        first=date(2026, 1, 1),
        last=date(2026, 12, 31),
        units=2730,
        counts_waste=read,
    )


@pytest.mark.parametrize(
    ("changed", "field", "problem"),
    [
        ({"number": " "}, "number", typed.FieldMissing),
        ({"payer_id": ""}, "payer_id", typed.FieldMissing),
        ({"drug": ""}, "drug", typed.FieldMissing),
        ({"first": ""}, "first", typed.DateUnreadable),
        ({"last": "soon"}, "last", typed.DateUnreadable),
        ({"last": "31-Dec-2025"}, "last", charting.OutOfOrder),
        ({"units": "0"}, "units", typed.CountOutsideLimits),
        ({"visits": "10,000"}, "visits", typed.CountOutsideLimits),
    ],
)
def test_an_authorizations_field_is_refused_by_name(
    changed: dict[str, str], field: str, problem: type[Problem]
) -> None:
    assert refusal(lambda: entered_authorization(AUTHORIZATION | changed, "a1", "p1", DRUGS)) == (field, problem)


@pytest.mark.parametrize(("text", "count"), [("13", 13), (" 1,300 ", 1300), ("1", 1), ("999999", 999_999)])
def test_a_count_is_read(text: str, count: int) -> None:
    assert read_count(text, most=999_999, noun="billing units") == count


@pytest.mark.parametrize("text", ["0", "", "1.5", "1,30", "-1", "1000000", "٣"])
def test_no_other_count_is_read(text: str) -> None:
    with pytest.raises(typed.CountOutsideLimits):
        read_count(text, most=999_999, noun="billing units")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45 min", 45),
        ("1 minute", 1),
        ("2 hours", 120),
        ("2h", 120),
        ("3 days", 4320),
        (" 2 Weeks ", 20160),
        ("0 min", 0),
    ],
)
def test_how_long_something_took_is_read_with_its_unit(text: str, minutes: int) -> None:
    assert read_span(text) == minutes


@pytest.mark.parametrize(
    ("text", "problem"),
    [("45", typed.UnitMissing), ("long", typed.NotANumber), ("5 years", typed.NotANumber), ("", typed.NotANumber)],
)
def test_no_other_time_is_taken_for_how_long(text: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        read_span(text)


A77 = entered_authorization(AUTHORIZATION, "a1", "p1", DRUGS)


@pytest.mark.parametrize(
    ("day", "payer", "found"),
    [
        pytest.param(date(2026, 1, 1), "medicare-part-b", A77, id="first-day"),
        pytest.param(date(2026, 12, 31), "medicare-part-b", A77, id="last-day"),
        pytest.param(date(2025, 12, 31), "medicare-part-b", None, id="before"),
        pytest.param(date(2027, 1, 1), "medicare-part-b", None, id="after"),
        pytest.param(date(2026, 6, 1), "medicaid", None, id="of-another-payer"),
    ],
)
def test_the_one_authorization_that_fits_is_found(day: date, payer: str, found: Authorization | None) -> None:
    assert only_fitting((A77,), payer, TEZSPIRE, day) == found


def test_of_two_that_fit_none_is_chosen_and_none_fits_another_drug() -> None:
    day = date(2026, 6, 1)

    assert only_fitting((A77, A77), "medicare-part-b", TEZSPIRE, day) is None
    assert only_fitting((A77,), "medicare-part-b", DrugRef(product_id="nucala", name="x"), day) is None

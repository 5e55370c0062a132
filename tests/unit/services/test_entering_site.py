"""What is typed into the site's forms: read, or refused in its own field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.order import Charge
from j3032calc.domain.patient import Address
from j3032calc.domain.problems.charting import AlwaysClosed
from j3032calc.domain.problems.product import CodeUnreadable
from j3032calc.domain.problems.typed import (
    CountOutsideLimits,
    DateAmbiguous,
    DateUnreadable,
    DollarsUnreadable,
    FieldMissing,
    IntervalUnreadable,
    MinutesUnreadable,
    NotAboveZero,
    NpiUnreadable,
    SiteNumberUnreadable,
    WeekdayUnreadable,
)
from j3032calc.domain.site import Site
from j3032calc.services.entering import EntryRefused
from j3032calc.services.entering_site import entered_charge, entered_identity, entered_rules

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem

BEFORE = Site(name="Lakeside", npi="1234567893", idle_minutes=7, closed_weekdays=(6,), window_days=2)
IDENTITY = {
    "site_name": " Lakeside Infusion ",
    "npi": "1234567893",
    "tax_id": "123456789",
    "taxonomy": "261qi0500x",
    "street": " 12 Lake Street",
    "city": "Seattle ",
    "state": "wa",
    "postal_code": "98101-1234",
    "place_of_service": "11",
    "phone": "(206) 555-0134",
    "submitter": " SUB42",
    "receiver": "CH99 ",
    "receiver_name": "Invented Clearing",
}
RULES = {
    "idle_minutes": "15 min",
    "weight_days": "14",
    "window": "3 days",
    "closed_weekdays": "Saturday; sunday",
    "closed_dates": "25-Dec-2026; 2027-01-01;",
    "wants_witness": "yes",
}
CHARGE = {"hcpcs": " j2356", "dollars": "$25.50", "starts_on": "01-Jan-2027"}


def test_who_bills_is_read_and_the_rules_stay() -> None:
    assert entered_identity(IDENTITY, BEFORE) == replace(
        BEFORE,
        name="Lakeside Infusion",
        npi="1234567893",
        tax_id="12-3456789",
        taxonomy="261QI0500X",
        address=Address(street="12 Lake Street", city="Seattle", state="WA", postal_code="98101-1234"),
        place_of_service="11",
        phone="206-555-0134",
        submitter="SUB42",
        receiver="CH99",
        receiver_name="Invented Clearing",
    )


def test_what_is_empty_is_not_recorded() -> None:
    empty = dict.fromkeys(IDENTITY, " ") | {"site_name": "Lakeside"}

    assert entered_identity(empty, BEFORE) == replace(BEFORE, npi=None)


def test_the_rules_are_read_and_who_bills_stays() -> None:
    assert entered_rules(RULES, BEFORE) == Site(
        name="Lakeside",
        npi="1234567893",
        idle_minutes=15,
        weight_days=14,
        closed_weekdays=(5, 6),
        closed_dates=(date(2026, 12, 25), date(2027, 1, 1)),
        window_days=3,
        wants_witness=True,
    )


def test_rules_that_are_empty_are_none() -> None:
    none = {
        "idle_minutes": "10",
        "weight_days": "30",
        "window": "",
        "closed_weekdays": "",
        "closed_dates": " ",
        "wants_witness": "",
    }

    assert entered_rules(none, BEFORE) == Site(name="Lakeside", npi="1234567893", idle_minutes=10)


def test_a_charge_is_read() -> None:
    assert entered_charge(CHARGE) == Charge(hcpcs="J2356", dollars_per_unit=Fraction(51, 2), first=date(2027, 1, 1))


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("site_name", " ", FieldMissing),
        ("npi", "1234567890", NpiUnreadable),
        ("tax_id", "12", SiteNumberUnreadable),
        ("taxonomy", "infusion", SiteNumberUnreadable),
        ("street", "", FieldMissing),
        ("city", "", FieldMissing),
        ("state", "", FieldMissing),
        ("state", "Washington", SiteNumberUnreadable),
        ("postal_code", "", FieldMissing),
        ("postal_code", "981", SiteNumberUnreadable),
        ("place_of_service", "office", SiteNumberUnreadable),
        ("phone", "555", SiteNumberUnreadable),
    ],
)
def test_what_cannot_bill_is_refused_in_its_field(field: str, typed: str, problem: type[Problem]) -> None:
    with pytest.raises(EntryRefused) as refused:
        entered_identity(IDENTITY | {field: typed}, BEFORE)

    assert refused.value.field == field
    assert type(refused.value.problem) is problem


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("idle_minutes", "", MinutesUnreadable),
        ("idle_minutes", "0", CountOutsideLimits),
        ("idle_minutes", "61", CountOutsideLimits),
        ("weight_days", "", CountOutsideLimits),
        ("weight_days", "367", CountOutsideLimits),
        ("window", "3", IntervalUnreadable),
        ("window", "32 days", IntervalUnreadable),
        ("closed_weekdays", "Sun", WeekdayUnreadable),
        ("closed_weekdays", "Monday;Tuesday;Wednesday;Thursday;Friday;Saturday;Sunday", AlwaysClosed),
        ("closed_dates", "Christmas", DateUnreadable),
        ("closed_dates", "25-Dec-2026; 05/04/2027", DateAmbiguous),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused_in_its_field(field: str, typed: str, problem: type[Problem]) -> None:
    with pytest.raises(EntryRefused) as refused:
        entered_rules(RULES | {field: typed}, BEFORE)

    assert refused.value.field == field
    assert type(refused.value.problem) is problem


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("hcpcs", "Tezspire", CodeUnreadable),
        ("dollars", "", DollarsUnreadable),
        ("dollars", "0", NotAboveZero),
        ("starts_on", "tomorrow", DateUnreadable),
    ],
)
def test_a_charge_that_cannot_be_kept_is_refused_in_its_field(field: str, typed: str, problem: type[Problem]) -> None:
    with pytest.raises(EntryRefused) as refused:
        entered_charge(CHARGE | {field: typed})

    assert refused.value.field == field
    assert type(refused.value.problem) is problem

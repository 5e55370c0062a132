"""The site's settings: each number in its own form, and limits that keep a workstation usable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain import site_rules as rules
from j3032calc.domain.patient import Address
from j3032calc.domain.problems.charting import AlwaysClosed
from j3032calc.domain.problems.typed import CountOutsideLimits, FieldMissing, NpiUnreadable, SiteNumberUnreadable
from j3032calc.domain.site import Site
from tests.invented import LAKESIDE

if TYPE_CHECKING:
    from collections.abc import Callable

READ = [
    pytest.param(rules.read_tax_id, "123456789", "12-3456789", id="tax-id"),
    pytest.param(rules.read_tax_id, " 12-3456789 ", "12-3456789", id="tax-id-with-hyphen"),
    pytest.param(rules.read_taxonomy, " 261qi0500x", "261QI0500X", id="taxonomy"),
    pytest.param(rules.read_taxonomy, "207RA0201X", "207RA0201X", id="taxonomy-of-a-physician"),
    pytest.param(rules.read_state, "wa", "WA", id="state"),
    pytest.param(rules.read_postal_code, "98101", "98101", id="zip"),
    pytest.param(rules.read_postal_code, "981011234", "98101-1234", id="zip-of-nine"),
    pytest.param(rules.read_postal_code, "98101-1234", "98101-1234", id="zip-with-hyphen"),
    pytest.param(rules.read_place_of_service, " 11", "11", id="office"),
    pytest.param(rules.read_place_of_service, "01", "01", id="lowest-place"),
    pytest.param(rules.read_place_of_service, "99", "99", id="highest-place"),
    pytest.param(rules.read_phone, "(206) 555-0134", "206-555-0134", id="phone"),
    pytest.param(rules.read_phone, "+1 206.555.0134", "206-555-0134", id="phone-with-country"),
]
REFUSED = [
    pytest.param(rules.read_tax_id, "12345678", "a tax number, which has 9 digits", id="short-tax-id"),
    pytest.param(rules.read_tax_id, "1234567890", "a tax number, which has 9 digits", id="long-tax-id"),
    pytest.param(rules.read_tax_id, "٣٤-3456789", "a tax number, which has 9 digits", id="other-digits"),
    pytest.param(
        rules.read_taxonomy,
        "261QI0500",
        "a taxonomy code, which has 3 digits, 6 letters or digits, and an X",
        id="taxonomy-without-x",
    ),
    pytest.param(rules.read_state, "Washington", "a state, which is two letters", id="state-in-full"),
    pytest.param(rules.read_postal_code, "9810", "a ZIP code, which has 5 or 9 digits", id="short-zip"),
    pytest.param(rules.read_postal_code, "98101-123", "a ZIP code, which has 5 or 9 digits", id="zip-of-eight"),
    pytest.param(rules.read_place_of_service, "00", "a place of service, which is two digits", id="place-zero"),
    pytest.param(rules.read_place_of_service, "1", "a place of service, which is two digits", id="one-digit"),
    pytest.param(
        rules.read_phone,
        "555-0134",
        "a telephone number of the United States, which has 10 digits",
        id="phone-without-area",
    ),
    pytest.param(
        rules.read_phone,
        "106-555-0134",
        "a telephone number of the United States, which has 10 digits",
        id="area-that-begins-with-1",
    ),
]


@pytest.mark.parametrize(("read", "typed", "kept"), READ)
def test_a_number_of_the_site_is_kept_as_it_stands_on_a_form(read: Callable[[str], str], typed: str, kept: str) -> None:
    assert read(typed) == kept
    assert read(kept) == kept


@pytest.mark.parametrize(("read", "typed", "what"), REFUSED)
def test_another_form_is_refused(read: Callable[[str], str], typed: str, what: str) -> None:
    with pytest.raises(SiteNumberUnreadable) as refused:
        read(typed)

    assert refused.value.entered == typed
    assert refused.value.what == what
    assert read(refused.value.example) == refused.value.example


WHOLE = Site(
    submitter="SUB42",
    receiver="CH99",
    receiver_name="Invented Clearing",
    name=" Lakeside ",
    npi="1234567893",
    tax_id="123456789",
    taxonomy="261qi0500x",
    address=Address(street=" 12 Lake Street ", city=" Seattle ", state="wa", postal_code="981011234"),
    place_of_service=" 11",
    phone="2065550134",
    wants_witness=True,
    idle_minutes=5,
    closed_weekdays=(6, 5, 6),
    closed_dates=(date(2026, 12, 25), date(2026, 11, 26), date(2026, 12, 25)),
    window_days=3,
)


def test_a_site_is_kept_with_each_number_in_its_form_and_each_closed_day_once() -> None:
    assert rules.checked_site(WHOLE) == LAKESIDE


def test_a_site_of_which_only_the_name_is_known_is_kept() -> None:
    assert rules.checked_site(Site(name="Lakeside")) == Site(name="Lakeside")


def test_an_npi_whose_check_digit_does_not_fit_is_refused() -> None:
    with pytest.raises(NpiUnreadable):
        rules.checked_site(replace(WHOLE, npi="1234567894"))


def test_a_site_without_a_name_is_refused() -> None:
    with pytest.raises(FieldMissing) as refused:
        rules.checked_site(replace(WHOLE, name="  "))

    assert refused.value.field == "site_name"


@pytest.mark.parametrize("field", ["street", "city", "state", "postal_code"])
def test_a_part_of_an_address_is_not_enough(field: str) -> None:
    address = WHOLE.address
    assert address is not None
    parts = {name: getattr(address, name) for name in ("street", "city", "state", "postal_code")} | {field: " "}

    with pytest.raises(FieldMissing) as refused:
        rules.checked_site(replace(WHOLE, address=Address(**parts)))

    assert refused.value.field == field


@pytest.mark.parametrize("minutes", [1, 60])
def test_a_workstation_locks_after_one_minute_to_an_hour(minutes: int) -> None:
    assert rules.checked_site(replace(WHOLE, idle_minutes=minutes)).idle_minutes == minutes


@pytest.mark.parametrize("days", [1, 366])
def test_a_weight_holds_for_a_day_to_a_year(days: int) -> None:
    assert rules.checked_site(replace(WHOLE, weight_days=days)).weight_days == days


@pytest.mark.parametrize("days", [0, 367])
def test_a_weight_that_never_holds_or_is_hardly_ever_old_is_refused(days: int) -> None:
    with pytest.raises(CountOutsideLimits):
        rules.checked_site(replace(WHOLE, weight_days=days))


@pytest.mark.parametrize("minutes", [0, 61])
def test_a_workstation_that_locks_at_once_or_hardly_ever_is_refused(minutes: int) -> None:
    with pytest.raises(CountOutsideLimits) as refused:
        rules.checked_site(replace(WHOLE, idle_minutes=minutes))

    problem = refused.value
    assert (problem.entered, problem.least, problem.most, problem.noun) == (str(minutes), 1, 60, "minutes")


@pytest.mark.parametrize("days", [0, 31])
def test_a_dose_may_move_by_up_to_a_month(days: int) -> None:
    assert rules.checked_site(replace(WHOLE, window_days=days)).window_days == days


@pytest.mark.parametrize("days", [-1, 32])
def test_a_window_wider_than_a_month_is_refused(days: int) -> None:
    with pytest.raises(CountOutsideLimits) as refused:
        rules.checked_site(replace(WHOLE, window_days=days))

    problem = refused.value
    assert (problem.entered, problem.least, problem.most, problem.noun) == (str(days), 0, 31, "days")


def test_a_site_is_open_on_one_weekday_at_least() -> None:
    assert rules.checked_site(replace(WHOLE, closed_weekdays=(0, 1, 2, 3, 4, 5))).closed_weekdays[-1] == 5
    with pytest.raises(AlwaysClosed):
        rules.checked_site(replace(WHOLE, closed_weekdays=(0, 1, 2, 3, 4, 5, 6)))

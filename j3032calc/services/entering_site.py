"""From what was typed into the site's forms to its settings and charges; each refusal names its field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from j3032calc.domain.catalogue import read_hcpcs
from j3032calc.domain.identifiers import read_npi
from j3032calc.domain.order import Charge
from j3032calc.domain.ordering import need_text
from j3032calc.domain.problems.typed import WeekdayUnreadable
from j3032calc.domain.site_rules import (
    MOST_WEIGHT_DAYS,
    check_idle_minutes,
    check_weekdays,
    read_phone,
    read_place_of_service,
    read_tax_id,
    read_taxonomy,
)
from j3032calc.services.entering import YES, entered_address, in_field, optional, parts, text_of
from j3032calc.wording.counts import read_count
from j3032calc.wording.money import read_dollars
from j3032calc.wording.reading import read_date, read_minutes, read_weekday, read_window

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.domain.site import Site


def entered_identity(entered: Mapping[str, str], before: Site) -> Site:
    """Read who bills: site_name, npi, tax_id, taxonomy, place_of_service, phone and the parts of the address.

    What the clearinghouse gave out stands in submitter, receiver and receiver_name. Everything but the site's name may
    be empty, which is "not recorded". What the form does not have stays as it was.

    Raises:
        EntryRefused: a field cannot be read, or only a part of the address is there.
    """
    with in_field("site_name"):
        need_text(entered["site_name"], "site_name", "Lakeside Infusion Center")
    return replace(
        before,
        name=entered["site_name"].strip(),
        npi=optional(entered, "npi", read_npi),
        tax_id=optional(entered, "tax_id", read_tax_id),
        taxonomy=optional(entered, "taxonomy", read_taxonomy),
        place_of_service=optional(entered, "place_of_service", read_place_of_service),
        phone=optional(entered, "phone", read_phone),
        address=entered_address(entered),
        submitter=text_of(entered, "submitter"),
        receiver=text_of(entered, "receiver"),
        receiver_name=text_of(entered, "receiver_name"),
    )


def entered_rules(entered: Mapping[str, str], before: Site) -> Site:
    """Read how the site works.

    These are idle_minutes, weight_days, window, closed_weekdays, closed_dates and wants_witness ("yes" or not). Days
    stand with a semicolon between them. What the form does not have stays as it was.

    Raises:
        EntryRefused: a field cannot be read.
    """
    with in_field("idle_minutes"):
        minutes = read_minutes(entered["idle_minutes"])
        check_idle_minutes(minutes)
    with in_field("weight_days"):
        weight_days = read_count(entered["weight_days"], most=MOST_WEIGHT_DAYS, noun="days")
    with in_field("closed_weekdays"):
        weekdays = tuple(map(_weekday, parts(entered["closed_weekdays"])))
        check_weekdays(weekdays)
    with in_field("closed_dates"):
        dates = tuple(map(read_date, parts(entered["closed_dates"])))
    return replace(
        before,
        idle_minutes=minutes,
        weight_days=weight_days,
        window_days=optional(entered, "window", read_window) or 0,
        closed_weekdays=weekdays,
        closed_dates=dates,
        wants_witness=entered["wants_witness"] == YES,
    )


def entered_charge(entered: Mapping[str, str]) -> Charge:
    """Read what one billing unit costs: hcpcs, dollars and starts_on.

    Raises:
        EntryRefused: a field cannot be read.
    """
    with in_field("hcpcs"):
        hcpcs = read_hcpcs(entered["hcpcs"])
    with in_field("dollars"):
        dollars = read_dollars(entered["dollars"])
    with in_field("starts_on"):
        first = read_date(entered["starts_on"])
    return Charge(hcpcs=hcpcs, dollars_per_unit=dollars, first=first)


def _weekday(text: str) -> int:
    day = read_weekday(text)
    if day is None:
        raise WeekdayUnreadable(text)
    return day

"""What the site's settings must hold before they go into the log. Numbers are kept as they stand on a claim form."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from j3032calc.domain.identifiers import read_npi
from j3032calc.domain.ordering import need_text
from j3032calc.domain.patient import Address
from j3032calc.domain.problems.charting import AlwaysClosed
from j3032calc.domain.problems.site import LotTwice
from j3032calc.domain.problems.typed import CountOutsideLimits, SiteNumberUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from j3032calc.domain.site import Recall, Site

# A longer absence from a workstation with patients on it is not one that somebody meant.
MOST_IDLE_MINUTES: Final = 60
# The most that ``wording.reading.read_window`` reads.
MOST_WINDOW_DAYS: Final = 31
# Who is weighed once a year is weighed too rarely for any dose per kg.
MOST_WEIGHT_DAYS: Final = 366
_DAYS_OF_A_WEEK: Final = 7

_TAX_ID: Final = re.compile(r"([0-9]{2})([0-9]{7})")
# NUCC: three digits, six letters or digits, an X.
_TAXONOMY: Final = re.compile(r"[0-9]{3}[0-9A-Z]{6}X")
_STATE: Final = re.compile(r"[A-Z]{2}")
_POSTAL_CODE: Final = re.compile(r"([0-9]{5})([0-9]{4})?")
_PLACE: Final = re.compile(r"0[1-9]|[1-9][0-9]")
# North American Numbering Plan: neither area nor exchange begins with 0 or 1.
_PHONE: Final = re.compile(r"1?([2-9][0-9]{2})([2-9][0-9]{2})([0-9]{4})")
_BETWEEN_DIGITS: Final = re.compile(r"[ .()\-]")


class SiteNumber(StrEnum):
    """What a number or code of the site is; the value completes "is not …"."""

    TAX_ID = "a tax number, which has 9 digits"
    TAXONOMY = "a taxonomy code, which has 3 digits, 6 letters or digits, and an X"
    STATE = "a state, which is two letters"
    POSTAL_CODE = "a ZIP code, which has 5 or 9 digits"
    PLACE = "a place of service, which is two digits"
    PHONE = "a telephone number of the United States, which has 10 digits"


def read_tax_id(text: str) -> str:
    """Read a tax number: 9 digits, as "12-3456789".

    Raises:
        SiteNumberUnreadable: another form.
    """
    read = _TAX_ID.fullmatch(_digits(text))
    if read is None:
        raise SiteNumberUnreadable(text, SiteNumber.TAX_ID, "12-3456789")
    return f"{read[1]}-{read[2]}"


def read_taxonomy(text: str) -> str:
    """Read a taxonomy code, such as 261QI0500X for an infusion clinic.

    Raises:
        SiteNumberUnreadable: another form.
    """
    code = text.strip().upper()
    if not _TAXONOMY.fullmatch(code):
        raise SiteNumberUnreadable(text, SiteNumber.TAXONOMY, "261QI0500X")
    return code


def read_state(text: str) -> str:
    """Read the two letters of a state.

    Raises:
        SiteNumberUnreadable: another form.
    """
    state = text.strip().upper()
    if not _STATE.fullmatch(state):
        raise SiteNumberUnreadable(text, SiteNumber.STATE, "WA")
    return state


def read_postal_code(text: str) -> str:
    """Read a ZIP code: "98101" or "98101-1234".

    Raises:
        SiteNumberUnreadable: another form.
    """
    read = _POSTAL_CODE.fullmatch(_digits(text))
    if read is None:
        raise SiteNumberUnreadable(text, SiteNumber.POSTAL_CODE, "98101-1234")
    return read[1] if read[2] is None else f"{read[1]}-{read[2]}"


def read_place_of_service(text: str) -> str:
    """Read a CMS place of service code: "11", "22", "49".

    Raises:
        SiteNumberUnreadable: another form.
    """
    place = text.strip()
    if not _PLACE.fullmatch(place):
        raise SiteNumberUnreadable(text, SiteNumber.PLACE, "11")
    return place


def read_phone(text: str) -> str:
    """Read a telephone number of the United States, and give it as "206-555-0134".

    Raises:
        SiteNumberUnreadable: another form.
    """
    read = _PHONE.fullmatch(_digits(text).removeprefix("+"))
    if read is None:
        raise SiteNumberUnreadable(text, SiteNumber.PHONE, "206-555-0134")
    return "-".join(read.groups())


def check_idle_minutes(minutes: int) -> None:
    """Check after how many minutes without anybody the workstation locks.

    Raises:
        CountOutsideLimits: none, or more than an hour.
    """
    if not 1 <= minutes <= MOST_IDLE_MINUTES:
        raise CountOutsideLimits(str(minutes), 1, MOST_IDLE_MINUTES, "minutes")


def check_window_days(days: int) -> None:
    """Check by how many days a dose may move.

    Raises:
        CountOutsideLimits: fewer than none, or more than a month.
    """
    if not 0 <= days <= MOST_WINDOW_DAYS:
        raise CountOutsideLimits(str(days), 0, MOST_WINDOW_DAYS, "days")


def check_weight_days(days: int) -> None:
    """Check for how long a weight holds.

    Raises:
        CountOutsideLimits: no day, or more than a year.
    """
    if not 1 <= days <= MOST_WEIGHT_DAYS:
        raise CountOutsideLimits(str(days), 1, MOST_WEIGHT_DAYS, "days")


def check_weekdays(weekdays: tuple[int, ...]) -> None:
    """Check on which weekdays the site is closed.

    Raises:
        AlwaysClosed: on all of them; no appointment could ever be proposed.
    """
    if len(set(weekdays)) == _DAYS_OF_A_WEEK:
        raise AlwaysClosed


def check_new_lot(recall: Recall, recalls: Iterable[Recall]) -> None:
    """Check that a lot does not stand on the recall list already, whatever its capitals.

    Raises:
        LotTwice: it does.
    """
    if any((one.lot.casefold(), one.ndc) == (recall.lot.casefold(), recall.ndc) for one in recalls):
        raise LotTwice(recall.lot)


def checked_site(site: Site) -> Site:
    """Give a site with every number in its usual form, and each closed day once and in order.

    Raises:
        FieldMissing: no name, or only a part of the address.
        NpiUnreadable: the NPI's check digit does not fit.
        SiteNumberUnreadable: another number has another form.
        CountOutsideLimits: too short or too long until it locks or until a weight is old, or too wide a window.
        AlwaysClosed: closed on every day of the week.
    """
    need_text(site.name, "site_name", "Lakeside Infusion Center")
    check_idle_minutes(site.idle_minutes)
    check_window_days(site.window_days)
    check_weight_days(site.weight_days)
    check_weekdays(site.closed_weekdays)
    return replace(
        site,
        name=site.name.strip(),
        npi=None if site.npi is None else read_npi(site.npi),
        tax_id=None if site.tax_id is None else read_tax_id(site.tax_id),
        taxonomy=None if site.taxonomy is None else read_taxonomy(site.taxonomy),
        address=None if site.address is None else checked_address(site.address),
        place_of_service=None if site.place_of_service is None else read_place_of_service(site.place_of_service),
        phone=None if site.phone is None else read_phone(site.phone),
        closed_weekdays=tuple(sorted(set(site.closed_weekdays))),
        closed_dates=tuple(sorted(set(site.closed_dates))),
    )


def checked_address(address: Address) -> Address:
    """Give an address with its state and ZIP code in their usual form.

    Raises:
        FieldMissing: a part of it is missing.
        SiteNumberUnreadable: state or ZIP code has another form.
    """
    for field, text, example in (
        ("street", address.street, "12 Lake Street"),
        ("city", address.city, "Seattle"),
        ("state", address.state, "WA"),
        ("postal_code", address.postal_code, "98101-1234"),
    ):
        need_text(text, field, example)
    return Address(
        street=address.street.strip(),
        city=address.city.strip(),
        state=read_state(address.state),
        postal_code=read_postal_code(address.postal_code),
    )


def _digits(text: str) -> str:
    """Give what is left without the signs that people write between digits."""
    return _BETWEEN_DIGITS.sub("", text)

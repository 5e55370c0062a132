"""How people, places, moments and drugs are written on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.quantities import DosePerWeight, Volume
from j3032calc.wording.log_words import NOT_RECORDED, write_rounding
from j3032calc.wording.writing import (
    count_of,
    write_amount,
    write_date,
    write_dose_per_weight,
    write_interval,
    write_time,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from j3032calc.domain.administration import Balance, ContainerUsed
    from j3032calc.domain.order import Order, Prescriber
    from j3032calc.domain.patient import Address, Allergy, Patient
    from j3032calc.domain.people import Account, Signature
    from j3032calc.domain.quantities import Amount

APP_NAME: Final = "J3032 Calculator"
ADVISES: Final = f"{APP_NAME} advises and documents. A licensed person decides."

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_IN_A_YEAR: Final = 12
_MINUTES_IN_AN_HOUR: Final = 60
# Below this age, months say more than years.
_SMALL_CHILD: Final = 2
_GROUP: Final = 8


def or_missing(text: str | None) -> str:
    """Give the text, or the words that stand for a missing one; what is missing never vanishes."""
    return NOT_RECORDED if text is None or not text.strip() else text


def as_sentence(text: str) -> str:
    """End a text that somebody typed as a sentence ends."""
    ended = text.strip()
    return ended if ended.endswith((".", "!", "?")) else f"{ended}."


def date_or_missing(day: date | None) -> str:
    """Write a date that may be missing."""
    return NOT_RECORDED if day is None else write_date(day)


def moment_or_missing(moment: datetime | None) -> str:
    """Write a moment that may be missing."""
    return NOT_RECORDED if moment is None else write_moment(moment)


def write_moment(moment: datetime) -> str:
    """Write a local date and time by the 24-hour clock: "23-Nov-2026 14:05"."""
    return f"{write_date(moment.date())} {write_time(moment)}"


def write_zoned_moment(moment: datetime) -> str:
    """Write a moment that somebody answers for, with its zone: "23-Nov-2026 14:05 (UTC−05:00)"."""
    offset = moment.utcoffset()
    if not offset:
        return f"{write_moment(moment)} (UTC)"
    minutes = round(offset.total_seconds()) // _MINUTES_IN_AN_HOUR
    sign = "−" if minutes < 0 else "+"
    hours, minutes = divmod(abs(minutes), _MINUTES_IN_AN_HOUR)
    return f"{write_moment(moment)} (UTC{sign}{hours:02d}:{minutes:02d})"


def write_day_in_words(day: date) -> str:
    """Write a date for somebody at home: "Monday, 21 December 2026"."""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def write_name(patient: Patient) -> str:
    """Write a patient's name as the banner has it: "GARCÍA, María"."""
    return f"{patient.family.upper()}, {patient.given}"


def write_born(born: date, on: date) -> str:
    """Write a birth date with the age on a day: "Born 02-Feb-1960 (66 years)"; small children in months."""
    months = (on.year - born.year) * _MONTHS_IN_A_YEAR + on.month - born.month - (on.day < born.day)
    years = months // _MONTHS_IN_A_YEAR
    age = count_of(years, "year") if years >= _SMALL_CHILD else count_of(months, "month")
    return f"Born {write_date(born)} ({age})"


def write_person(name: str, credential: str) -> str:
    """Write a name with its credential: "Ana Reyes, RN"."""
    return f"{name}, {credential}" if credential.strip() else name


def write_account(account: Account | None) -> str:
    """Write who did something; what the program noted by itself says so."""
    return APP_NAME if account is None else write_person(account.name, account.credential)


def write_signature(signature: Signature) -> str:
    """Write who signed and when, in one line."""
    return f"{write_person(signature.name, signature.credential)}, {write_zoned_moment(signature.at)}"


def write_prescriber(prescriber: Prescriber) -> str:
    """Write who ordered."""
    return write_person(prescriber.name, prescriber.credential)


def write_address(address: Address | None) -> str:
    """Write a postal address in one line."""
    if address is None:
        return NOT_RECORDED
    return f"{address.street}, {address.city}, {address.state} {address.postal_code}"


def write_dose(dose: Amount | DosePerWeight) -> str:
    """Write a dose as it was ordered: an amount, or an amount per kg."""
    return write_dose_per_weight(dose) if isinstance(dose, DosePerWeight) else write_amount(dose)


def write_rounding_of(order: Order) -> str:
    """Write the order's own rounding instruction."""
    return "None: the exact dose" if order.rounding is None else f"Round {write_rounding(order.rounding)}"


def write_frequency(order: Order) -> str:
    """Write how often the order wants a dose."""
    if order.interval is not None:
        return write_interval(order.interval)
    return NOT_RECORDED if order.schedule_id is None else f"as labelled for {order.schedule_id}"


def write_allergies(allergies: Iterable[Allergy] | None) -> str:
    """Write what a patient must not get; nothing known is not the same as not asked."""
    if allergies is None:
        return NOT_RECORDED
    written = [
        f"{allergy.substance} ({'reaction not recorded' if allergy.reaction is None else allergy.reaction})"
        for allergy in allergies
    ]
    return "; ".join(written) or "No known allergy"


def write_container(container: ContainerUsed) -> str:
    """Write one kind of container: "single-dose vial of 100 mg in 10 mL"."""
    form = container.form or "container"
    volume = container.volume
    dissolved = "" if volume is None or isinstance(container.content, Volume) else f" in {write_amount(volume)}"
    return f"{form} of {write_amount(container.content)}{dissolved}"


def write_balance(balance: Balance) -> str:
    """Write where everything went: "300 mg opened = 217.2 mg given + 82.8 mg discarded"; only what is not zero."""
    parts = ((balance.discarded, "discarded"), (balance.kept, "kept"), (balance.not_infused, "not infused"))
    rest = "".join(f" + {write_amount(amount)} {fate}" for amount, fate in parts if not amount.is_zero)
    nothing = " + nothing discarded" if not rest else ""
    return f"{write_amount(balance.opened)} opened = {write_amount(balance.given)} given{rest}{nothing}"


def write_fingerprint(fingerprint: str) -> str:
    """Write a fingerprint in groups that an eye can compare."""
    return " ".join(fingerprint[first : first + _GROUP] for first in range(0, len(fingerprint), _GROUP))

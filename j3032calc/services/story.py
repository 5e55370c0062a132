"""What a demonstration tells: an invented clinic, its people and patients, and what happened to them until today.

Days count from today: 0 is today, -28 four weeks ago. What a person would type stands as they would type it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from j3032calc.domain.patient import Address, Sex
from j3032calc.domain.people import Role
from j3032calc.domain.record import record


@record
class Colleague:
    """A person who works there."""

    user: str
    name: str
    credential: str
    roles: tuple[Role, ...]


@record
class Clinic:
    """The site as its settings say; ``address`` is that of all who come, too. ``charges`` are dollars by code."""

    name: str
    npi: str
    tax_id: str
    taxonomy: str
    address: Address
    place_of_service: str
    phone: str
    submitter: str
    receiver: str
    receiver_name: str
    recalled_lot: str
    recall_reason: str
    charges: Mapping[str, str]


@record
class OrderTold:
    """An order of the catalogue; ``day`` is when it was written and, unless ``is_signed`` says no, signed."""

    product: str
    dose: str
    every: str = ""
    schedule: str = ""
    diagnosis: str
    day: int
    starts: int | None = None
    expires: int
    is_signed: bool = True


@record
class ApprovalTold:
    """An authorization of the patient's payer."""

    number: str
    first: int
    last: int
    units: int


@record
class DoseTold:
    """A dose that was signed: when, from which lot, and what else was typed.

    ``entered`` holds what differs from the order, by the names of the fields on the Give and Sign pages. ``charted`` is
    the day of a late entry. ``right_lot`` and ``reason`` amend the record; ``reason`` alone voids it.
    """

    day: int
    time: str = "09:30"
    minutes: int = 0
    by: str = ""
    lot: str
    entered: Mapping[str, str] = field(default_factory=dict)
    charted: int | None = None
    right_lot: str = ""
    reason: str = ""


@record
class DraftTold:
    """A dose under way: begun so many minutes ago, running or only prepared."""

    minutes_ago: int
    is_running: bool = False
    entered: Mapping[str, str] = field(default_factory=dict)


@record
class PatientTold:
    """A patient, with all that happened. ``since`` is the day on which the patient came for the first time."""

    identifier: str
    family: str
    given: str
    born: date
    sex: Sex
    since: int
    payer: str
    member: str
    weight: str = ""
    allergies: str | None = None
    order: OrderTold | None = None
    approval: ApprovalTold | None = None
    doses: tuple[DoseTold, ...] = ()
    draft: DraftTold | None = None


@record
class Story:
    """The whole of it. Everybody has the same password and PIN, which the window shows."""

    password: str
    pin: str
    colleagues: tuple[Colleague, ...]
    clinic: Clinic
    patients: tuple[PatientTold, ...]

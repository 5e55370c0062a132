"""A patient as the log keeps one. ``None`` is "not recorded", an empty tuple is "asked, and there is none"."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from j3032calc.domain.quantities import BodyMass
from j3032calc.domain.record import record


class Sex(StrEnum):
    """Administrative sex, as the claim wants it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """Who the insured person is to the patient."""

    SELF = "self"
    SPOUSE = "spouse"
    CHILD = "child"
    OTHER = "other"


@record
class Weight:
    """A body weight and the day it was measured."""

    amount: BodyMass
    on: date


@record
class Allergy:
    """What the patient must not get, and what happened; ``reaction`` is ``None`` when not recorded."""

    substance: str
    reaction: str | None = None


@record
class OtherBiologic:
    """A biologic that the patient gets elsewhere; ``ended_on`` is ``None`` while it goes on."""

    name: str
    product_id: str | None = None
    ended_on: date | None = None


@record
class Address:
    """A postal address in the United States."""

    street: str
    city: str
    state: str
    postal_code: str


@record
class Insured:
    """The person whose name is on the card, where that is not the patient."""

    family: str
    given: str


@record
class Coverage:
    """Who pays: the payer profile's id, and what is on the card. The first coverage of a patient is the primary one.

    ``insured`` is for every relation but self. ``claims_number`` is the payer's number for electronic claims, as the
    payer or the clearinghouse publishes it.
    """

    payer_id: str
    payer_name: str
    member_id: str
    relation: Relation
    group: str | None = None
    address: Address | None = None
    insured: Insured | None = None
    claims_number: str | None = None


@record
class Patient:
    """One person. ``id`` is the log's own random id; ``identifier`` is the clinic's record number.

    ``weights`` stand oldest first.
    """

    id: str
    identifier: str
    family: str
    given: str
    born: date
    sex: Sex
    weights: tuple[Weight, ...] = ()
    allergies: tuple[Allergy, ...] | None = None
    other_biologics: tuple[OtherBiologic, ...] | None = None
    coverages: tuple[Coverage, ...] = ()
    address: Address | None = None

"""From what was typed into a form to a patient and what is known of them; each refusal names its field."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from j3032calc.domain.patient import Address, Allergy, OtherBiologic, Patient, Sex, Weight
from j3032calc.domain.problems import Problem
from j3032calc.domain.problems.charting import DateInFuture
from j3032calc.domain.problems.product import ProductUnknown
from j3032calc.domain.problems.typed import FieldMissing
from j3032calc.domain.product import labelled
from j3032calc.domain.site_rules import read_postal_code, read_state
from j3032calc.wording.birth_dates import read_birth_date
from j3032calc.wording.reading import read_date, read_weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from j3032calc.domain.catalogue import Catalogue

T = TypeVar("T")

BETWEEN: Final = ";"
YES: Final = "yes"
NO: Final = "no"
_ADDRESS: Final = {"street": "12 Lake Street", "city": "Seattle", "state": "WA", "postal_code": "98101-1234"}
_ENDED: Final = "ended"


class EntryRefused(Exception):
    """A problem, and the field of the form that it belongs to."""

    def __init__(self, field: str, problem: Problem) -> None:
        super().__init__(field)
        self.field = field
        self.problem = problem


@contextmanager
def in_field(field: str) -> Iterator[None]:
    """Say of a problem which field it belongs to.

    Raises:
        EntryRefused: there was one.
    """
    try:
        yield
    except Problem as problem:
        raise EntryRefused(field, problem) from None


def chosen(text: str, field: str, example: str) -> str:
    """Give what a field holds.

    Raises:
        FieldMissing: nothing but spaces.
    """
    if not text.strip():
        raise FieldMissing(field, example)
    return text.strip()


def optional(entered: Mapping[str, str], field: str, read: Callable[[str], T]) -> T | None:
    """Read a field, which may be empty.

    Raises:
        EntryRefused: it is not empty and cannot be read.
    """
    with in_field(field):
        return read(entered[field]) if entered[field].strip() else None


def text_of(entered: Mapping[str, str], field: str) -> str | None:
    """Give the text of a field, ``None`` for an empty one and one that is not there."""
    return entered.get(field, "").strip() or None


def parts(text: str) -> Iterator[str]:
    """Give what stands between the semicolons; what is empty is left out."""
    return (part.strip() for part in text.split(BETWEEN) if part.strip())


def past_day(today: date) -> Callable[[str], date]:
    """Give what reads a day that is not to come; it raises ``DateInFuture``, and what ``read_date`` does."""

    def read(text: str) -> date:
        day = read_date(text)
        if day > today:
            raise DateInFuture(day)
        return day

    return read


def entered_address(entered: Mapping[str, str]) -> Address | None:
    """Read an address: street, city, state and postal_code, or none of them.

    Raises:
        EntryRefused: only a part of it is there, or a part cannot be read.
    """
    if not any(entered[field].strip() for field in _ADDRESS):
        return None
    for field, example in _ADDRESS.items():
        with in_field(field):
            chosen(entered[field], field, example)
    with in_field("state"):
        state = read_state(entered["state"])
    with in_field("postal_code"):
        postal_code = read_postal_code(entered["postal_code"])
    return Address(street=entered["street"].strip(), city=entered["city"].strip(), state=state, postal_code=postal_code)


def entered_patient(entered: Mapping[str, str], patient_id: str, today: date, before: Patient | None = None) -> Patient:
    """Read a patient: family, given, born, sex, identifier and address; what the form has no field for stays.

    Raises:
        EntryRefused: the birth date or the address cannot be read, or a choice is missing.
    """
    with in_field("born"):
        born = read_birth_date(entered["born"], today)
    with in_field("sex"):
        sex = Sex(chosen(entered["sex"], "sex", "female"))
    address = entered_address(entered)
    identifier, family, given = entered["identifier"], entered["family"], entered["given"]
    read = Patient(
        id=patient_id, identifier=identifier, family=family, given=given, born=born, sex=sex, address=address
    )
    if before is None:
        return read
    return replace(before, identifier=identifier, family=family, given=given, born=born, sex=sex, address=read.address)


def entered_weight(entered: Mapping[str, str]) -> Weight:
    """Read a weight and its day.

    Raises:
        EntryRefused: one of them cannot be read.
    """
    with in_field("weight"):
        amount = read_weight(entered["weight"])
    with in_field("weighed_on"):
        day = read_date(entered["weighed_on"])
    return Weight(amount=amount, on=day)


def entered_allergies(text: str) -> tuple[Allergy, ...]:
    """Read allergies with a semicolon between them, the reaction in brackets: "latex (rash); penicillin"."""
    return tuple(map(_allergy, parts(text)))


def _allergy(text: str) -> Allergy:
    substance, reaction = _with_brackets(text)
    return Allergy(substance=substance or text, reaction=reaction or None)


def _with_brackets(text: str) -> tuple[str, str]:
    """Part a text from what stands in brackets behind it."""
    before, _, rest = text.partition("(")
    return before.strip(), rest.strip().removesuffix(")").strip()


def entered_biologics(text: str, catalogue: Catalogue) -> tuple[OtherBiologic, ...]:
    """Read biologics with a semicolon between them, an ended one with its day: "Dupixent; Nucala (ended 01-Feb-2026)".

    Raises:
        EntryRefused: a day cannot be read, or brackets hold something else.
    """
    with in_field("biologics"):
        return tuple(_biologic(part, catalogue) for part in parts(text))


def _biologic(text: str, catalogue: Catalogue) -> OtherBiologic:
    name, ended = _with_brackets(text)
    ended_on = read_date(ended.removeprefix(_ENDED).strip()) if ended else None
    try:
        product = catalogue.product(name)
    except ProductUnknown:
        return OtherBiologic(name=chosen(name, "product", "Dupixent"), ended_on=ended_on)
    # Beside what one of the site's own may not be given nobody knows: like a name that is not known, it may be any.
    known = labelled(product)
    return OtherBiologic(name=product.name, product_id=None if known is None else known.id, ended_on=ended_on)

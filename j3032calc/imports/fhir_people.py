"""A patient and a prescriber from FHIR R4."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from j3032calc.domain.order import Prescriber
from j3032calc.domain.patient import Address, Patient, Sex
from j3032calc.domain.problems.importing import CellUnreadable
from j3032calc.domain.problems.typed import FieldMissing
from j3032calc.imports.json_tree import text, texts, tree, trees
from j3032calc.wording.birth_dates import read_birth_date

if TYPE_CHECKING:
    from j3032calc.imports.json_tree import Tree

_NPI: Final = "us-npi"
_ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def patient(resource: Tree, today: date) -> Patient:
    """Read a Patient.

    Raises:
        Problem: something that the log needs cannot be read.
    """
    refuse_modifiers(resource)
    name = _official(trees(resource, "name"))
    return Patient(
        id="",
        identifier=_record_number(resource),
        family=text(name, "family") or "",
        given=" ".join(texts(name, "given")),
        born=read_birth_date(str(day(resource, "birthDate")), today),
        sex=_sex(text(resource, "gender")),
        address=_address(trees(resource, "address")),
    )


def refuse_modifiers(resource: Tree) -> None:
    """Refuse what would change the meaning of everything else in it."""
    for name in ("modifierExtension", "implicitRules"):
        if resource.get(name):
            msg = f"field {name}"
            raise CellUnreadable(msg, "changes the meaning in a way that is not known here")


def _record_number(resource: Tree) -> str:
    identifiers = trees(resource, "identifier")
    numbers = [one for one in identifiers if any(text(code, "code") == "MR" for code in codings(tree(one, "type")))]
    chosen = numbers or list(identifiers)
    if len(chosen) != 1:
        raise CellUnreadable("record number", "is not one identifier of the type MR")
    return text(chosen[0], "value") or ""


def codings(concept: Tree) -> tuple[Tree, ...]:
    """Give the codes of a concept."""
    return trees(concept, "coding")


def _official(names: tuple[Tree, ...]) -> Tree:
    official = [name for name in names if text(name, "use") == "official"]
    return next(iter(official or names), {})


def _sex(gender: str | None) -> Sex:
    known = [sex for sex in Sex if sex.value == gender]
    if not known:
        raise CellUnreadable("gender", "is none of female, male, other, unknown")
    return known[0]


def _address(places: tuple[Tree, ...]) -> Address | None:
    """Give the first address; one without street, city, state or ZIP code is not taken."""
    place = next(iter(places), {})
    street = ", ".join(texts(place, "line"))
    city, state, postal_code = (text(place, name) for name in ("city", "state", "postalCode"))
    if not street or city is None or state is None or postal_code is None:
        return None
    return Address(street=street, city=city, state=state, postal_code=postal_code)


def day(within: Tree, name: str) -> date:
    """Read the day of a date or a time that must be there."""
    found = optional_day(within, name)
    if found is None:
        raise FieldMissing(name, "2026-11-23")
    return found


def optional_day(within: Tree, name: str) -> date | None:
    """Read the day of a date or a time; a month or a year alone is no day."""
    said = text(within, name)
    if said is None:
        return None
    try:
        if _ISO_DAY.fullmatch(said[:10]) and said[10:11] in {"", "T"}:
            return date.fromisoformat(said[:10])
    except ValueError:
        pass
    msg = f"field {name}"
    raise CellUnreadable(msg, "is not a day like 2026-11-23")


def prescriber(requester: Tree, practitioner: Tree) -> Prescriber:
    """Read who ordered: the Practitioner, or the name beside the reference to one that is not there."""
    name = _official(trees(practitioner, "name"))
    parts = (*texts(name, "given"), text(name, "family"))
    spelled = text(name, "text") or " ".join(filter(None, parts)) or text(requester, "display")
    npis = [one for one in trees(practitioner, "identifier") if (text(one, "system") or "").endswith(_NPI)]
    return Prescriber(
        name=spelled or "",
        credential=", ".join(texts(name, "suffix")),
        npi=text(npis[0], "value") if npis else None,
    )

"""How values become FHIR R4 data types: exact decimals, UCUM units, text without control characters, absent left out.

Our own addresses stand under the reserved name "j3032calc.invalid", which no server will ever have (RFC 2606).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date, datetime

    from j3032calc.domain.patient import Address
    from j3032calc.domain.quantities import Amount, Measured

BASE: Final = "https://j3032calc.invalid/fhir"
OUR_EXTENSION: Final = f"{BASE}/StructureDefinition"
NPI: Final = "http://hl7.org/fhir/sid/us-npi"
NDC: Final = "http://hl7.org/fhir/sid/ndc"
ICD10: Final = "http://hl7.org/fhir/sid/icd-10-cm"
HCPCS: Final = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
UCUM: Final = "http://unitsofmeasure.org"
TERMS: Final = "http://terminology.hl7.org/CodeSystem"

# Units of a drug are each drug's own, so they are UCUM's arbitrary unit and never the international one.
UCUM_CODES: Final = {
    "mcg": "ug",
    "mg": "mg",
    "g": "g",
    "mL": "mL",
    "units": "[arb'U]",
    "kg": "kg",
    "lb": "[lb_av]",
}

Data = dict[str, object]


def filled(**fields: object) -> Data:
    """Give the fields that hold something. FHIR has no empty text, list or object; zero and false stay."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [], {})}


def fhir_id(own: str) -> str:
    """Give a log id as FHIR takes it: the underscore becomes a point, which no id of ours has."""
    return own.replace("_", ".")


def own_id(fhir: str) -> str:
    """Give back the log id that ``fhir_id`` wrote."""
    return fhir.replace(".", "_")


def reference(kind: str, own: str) -> Data:
    """Give a reference to a resource of the same bundle."""
    return {"reference": f"{kind}/{fhir_id(own)}"}


def string(text: str | None) -> str | None:
    """Give a text as FHIR takes it; ``None`` where nothing is left."""
    if text is None:
        return None
    kept = "".join(character if character.isprintable() else " " for character in text)
    return kept.strip() or None


def words(text: str | None) -> Data | None:
    """Give a concept that has only words."""
    said = string(text)
    return None if said is None else {"text": said}


def coded(system: str, code: str, text: str | None = None) -> Data:
    """Give a concept with one code."""
    return filled(coding=[filled(system=system, code=string(code))], text=string(text))


def quantity(amount: Measured) -> Data:
    """Give an amount with its unit in UCUM."""
    return {"value": amount.magnitude, "unit": amount.unit, "system": UCUM, "code": UCUM_CODES[amount.unit]}


def quantity_per_kg(amount: Amount) -> Data:
    """Give a dose for each kg of body weight with its unit in UCUM."""
    return quantity(amount) | {"unit": f"{amount.unit}/kg", "code": f"{UCUM_CODES[amount.unit]}/kg"}


def extension(name: str, **value: object) -> Data:
    """Give one part of an extension of ours; the keyword is the FHIR value, such as ``valueString``."""
    return {"url": name, **value}


def moment(when: date | datetime | None) -> str | None:
    """Give a date, or a time with its zone."""
    return None if when is None else when.isoformat()


def address(place: Address | None) -> list[Data]:
    """Give an address, as a list of one or none."""
    if place is None:
        return []
    return [
        filled(
            line=[line] if (line := string(place.street)) else None,
            city=string(place.city),
            state=string(place.state),
            postalCode=string(place.postal_code),
            country="US",
        )
    ]


def entry(resource: Data) -> Data:
    """Give a bundle entry with its full address."""
    return {"fullUrl": f"{BASE}/{resource['resourceType']}/{resource['id']}", "resource": resource}

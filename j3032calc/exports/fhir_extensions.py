"""The extensions of our FHIR bundles, described as FHIR describes extensions: one StructureDefinition each."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from j3032calc.exports import fhir_values as fhir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from j3032calc.exports.fhir_values import Data


class Extension(NamedTuple):
    """One extension: where it stands, what it says, and its parts with their types; or its own type."""

    context: str
    says: str
    parts: Mapping[str, str] = MappingProxyType({})
    kind: str = ""


EXTENSIONS: Final[Mapping[str, Extension]] = MappingProxyType(
    {
        "balance": Extension(
            "MedicationAdministration",
            "What became of the drug: opened is given, discarded, kept and not infused together.",
            dict.fromkeys(("ordered", "opened", "given", "discarded", "kept", "notInfused"), "Quantity"),
        ),
        "discard": Extension(
            "MedicationAdministration",
            "Why, how and when the rest of a single-dose container was discarded, by whom, and who saw it.",
            {
                "reason": "string",
                "method": "string",
                "at": "dateTime",
                "isNotShared": "boolean",
                "confirmedBy": "Reference",
                "witness": "Reference",
            },
        ),
        "signedOn": Extension("MedicationRequest", "The day on which the prescriber signed the order.", kind="date"),
        "rounding": Extension(
            "MedicationRequest",
            "How the order says that the dose is rounded: which way, and to multiples of what.",
            {"way": "string", "step": "Quantity"},
        ),
        "fingerprint": Extension(
            "Provenance", "The place of this version in the hash chain of the log it comes from.", kind="string"
        ),
    }
)


def definitions() -> Data:
    """Give a bundle that describes every extension."""
    described = [fhir.entry(_definition(name, one)) for name, one in EXTENSIONS.items()]
    return {"resourceType": "Bundle", "type": "collection", "entry": described}


def _definition(name: str, one: Extension) -> Data:
    return {
        "resourceType": "StructureDefinition",
        "id": name,
        "url": f"{fhir.OUR_EXTENSION}/{name}",
        "name": f"{name[0].upper()}{name[1:]}",
        "status": "active",
        "description": one.says,
        "fhirVersion": "4.0.1",
        "kind": "complex-type",
        "abstract": False,
        "context": [{"type": "element", "expression": one.context}],
        "type": "Extension",
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension",
        "derivation": "constraint",
        "differential": {"element": list(_elements(name, one))},
    }


def _elements(name: str, one: Extension) -> Iterator[Data]:
    yield {"id": "Extension", "path": "Extension", "short": one.says, "max": "1"}
    for part, kind in one.parts.items():
        here = f"Extension.extension:{part}"
        yield {"id": here, "path": "Extension.extension", "sliceName": part, "min": 0, "max": "1"}
        yield {"id": f"{here}.url", "path": "Extension.extension.url", "fixedUri": part}
        yield {"id": f"{here}.value[x]", "path": "Extension.extension.value[x]", "type": [{"code": kind}]}
    yield {"id": "Extension.url", "path": "Extension.url", "fixedUri": f"{fhir.OUR_EXTENSION}/{name}"}
    if one.kind:
        yield {"id": "Extension.value[x]", "path": "Extension.value[x]", "type": [{"code": one.kind}]}

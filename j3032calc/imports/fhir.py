"""Patients and orders from FHIR R4: a bundle, or one Patient, with the MedicationRequests of its patients.

Whatever would change the meaning of an order and is not kept here is refused: not to be done, as needed, several doses,
another timing, a modifier that we do not know. Other resources are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.domain.importing import Incoming
from j3032calc.domain.problems import Problem
from j3032calc.domain.problems.importing import CellUnreadable, ImportUnreadable
from j3032calc.imports import fhir_order, fhir_people
from j3032calc.imports.json_tree import read_json, text, tree, trees

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.imports.json_tree import Tree


def read_fhir(data: bytes, catalogue: Catalogue, today: date) -> tuple[Incoming, ...]:
    """Read each resource of a bundle, or say why it cannot be used.

    Raises:
        ImportUnreadable: not JSON, or nothing in it that is read here.
        CellUnreadable: the bundle has another form.
    """
    bundle = _Bundle(read_json(data), today)
    read = tuple(bundle.incoming(catalogue))
    if all(one.is_left_out for one in read):
        raise ImportUnreadable("it has no patient and no order")
    return read


class _Bundle:
    """The resources of a file, found by their references."""

    def __init__(self, root: Tree, today: date) -> None:
        self._today = today
        entries = trees(root, "entry") if root.get("resourceType") == "Bundle" else ({"resource": root},)
        self._resources = [tree(entry, "resource") for entry in entries]
        self._known: dict[str, Tree] = {}
        for entry, resource in zip(entries, self._resources, strict=True):
            self._known[f"{resource.get('resourceType')}/{resource.get('id')}"] = resource
            address = entry.get("fullUrl")
            if isinstance(address, str):
                self._known[address] = resource

    def incoming(self, catalogue: Catalogue) -> Iterator[Incoming]:
        for place, resource in enumerate(self._resources, start=1):
            kind = resource.get("resourceType")
            try:
                if kind == "Patient":
                    yield Incoming(place=place, patient=fhir_people.patient(resource, self._today))
                elif kind == "MedicationRequest":
                    yield self._request(place, resource, catalogue)
                else:
                    yield Incoming(place=place, is_left_out=True)
            except Problem as problem:
                yield Incoming(place=place, problem=problem)

    def _referred(self, within: Tree, name: str) -> tuple[Tree, Tree | None]:
        reference = tree(within, name)
        said = text(reference, "reference")
        return reference, None if said is None else self._known.get(said.partition("/_history/")[0])

    def _request(self, place: int, resource: Tree, catalogue: Catalogue) -> Incoming:
        _, subject = self._referred(resource, "subject")
        if subject is None or subject.get("resourceType") != "Patient":
            raise CellUnreadable("subject", "is no patient of this file")
        patient = fhir_people.patient(subject, self._today)
        requester, practitioner = self._referred(resource, "requester")
        order = fhir_order.order(resource, catalogue, fhir_people.prescriber(requester, practitioner or {}))
        return Incoming(place=place, patient=patient, order=order)

"""The extensions that a bundle carries are the ones that are described, part by part and type by type."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from j3032calc.exports.fhir_extensions import EXTENSIONS, definitions
from j3032calc.exports.fhir_values import OUR_EXTENSION
from tests.outside_validators import fhir_resources_faults, npm_fhir_faults
from tests.unit.exports.test_fhir import RECORDS, written

if TYPE_CHECKING:
    from collections.abc import Iterator


def extensions(tree: object) -> Iterator[dict[str, Any]]:
    """Give every extension of ours in some resources."""
    for item in tree if isinstance(tree, list) else tree.values() if isinstance(tree, dict) else ():
        if isinstance(item, dict) and str(item.get("url")).startswith(OUR_EXTENSION):
            yield item
        yield from extensions(item)


def value_type(part: dict[str, Any]) -> str:
    (name,) = (key for key in part if key.startswith("value"))
    return name.removeprefix("value")


def test_both_validators_accept_the_descriptions() -> None:
    text = json.dumps(definitions())

    assert fhir_resources_faults(text) == []
    assert npm_fhir_faults(text) == [[]]


def test_every_extension_of_a_bundle_is_described_as_it_is() -> None:
    found = [one for record in RECORDS for one in extensions(written(getattr(record, "values", [record])[0]))]

    assert {one["url"].removeprefix(f"{OUR_EXTENSION}/") for one in found} >= {"balance", "discard", "fingerprint"}
    for one in found:
        described = EXTENSIONS[one["url"].removeprefix(f"{OUR_EXTENSION}/")]
        for part in one.get("extension", []):
            assert value_type(part).casefold() == described.parts[part["url"]].casefold()
        assert "extension" in one or value_type(one).casefold() == described.kind.casefold()

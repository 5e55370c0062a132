"""The named baseline of the batch benchmark: the same arithmetic written directly in pint, without any check.

It reads the same lines, builds the same quantities in the same closed registry and writes the same numbers. It has no
findings, no working, no refusals and no typed values, and it trusts every word of its input.
"""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import Any

import pint

REGISTRY = pint.UnitRegistry[Fraction](None, non_int_type=Fraction)
for definition in (
    "mcg = [drug_mass]",
    "mg = 1000 * mcg",
    "mL = [drug_volume]",
    "kg = [body_mass]",
    "billing_unit = [billing_unit]",
    "container = [container]",
):
    REGISTRY.define(definition)

ONE_UNIT = REGISTRY.Quantity(Fraction(1), "billing_unit")
ONE_CONTAINER = REGISTRY.Quantity(Fraction(1), "container")
ONE_KG = REGISTRY.Quantity(Fraction(1), "kg")
PRODUCTS = {"cinqair": ("J2786", "1 mg", "100 mg in 10 mL", 28)}


def quantity(text: str) -> pint.Quantity[Fraction]:
    number, unit = text.split(" ")
    return REGISTRY.Quantity(Fraction(number), unit)


def dose_of(entered: dict[str, str]) -> Any:  # noqa: ANN401 - as direct as it gets
    if "/kg" not in entered["dose"]:
        return quantity(entered["dose"])
    per_kg = quantity(entered["dose"].removesuffix("/kg")) / ONE_KG
    return (per_kg * quantity(entered["weight"])).to("mg")


def answer(entered: dict[str, str]) -> dict[str, object]:
    if "product" in entered:
        hcpcs, unit_text, container_text, days = PRODUCTS[entered["product"]]
    else:
        hcpcs, unit_text, container_text, days = entered["hcpcs"], entered["billing_unit"], entered["container"], None
    dose = dose_of(entered)
    unit = quantity(unit_text) / ONE_UNIT
    content_text, volume_text = container_text.split(" in ")
    content, volume = quantity(content_text) / ONE_CONTAINER, quantity(volume_text) / ONE_CONTAINER
    count = REGISTRY.Quantity(Fraction(ceil((dose / content).m_as("container"))), "container")
    opened = content * count
    discarded = opened - dose
    administered = ceil((dose / unit).m_as("billing_unit"))
    left = max(0, floor((opened / unit).m_as("billing_unit")) - administered)
    drawn = (volume * (dose / content)).to("mL")
    discarded_volume = (volume * count) - drawn
    day = date.fromisoformat(entered["given_on"])
    modifiers = [[], ["JW"]] if left else [["JZ"]]
    return {
        "ref": entered["ref"],
        "hcpcs": hcpcs,
        "dose": f"{dose.magnitude} mg",
        "volume": f"{drawn.magnitude} mL",
        "containers": [{"content": content_text, "count": int(count.magnitude)}],
        "opened": f"{opened.magnitude} mg",
        "discarded": f"{discarded.magnitude} mg",
        "discarded_volume": f"{discarded_volume.magnitude} mL",
        "administered_units": administered,
        "discarded_units": left,
        "claim_lines": [
            {"hcpcs": hcpcs, "modifiers": which, "units": units}
            for which, units in zip(modifiers, (administered, left), strict=False)
        ],
        "next_due": str(day + timedelta(days=days)) if days else None,
    }


def main() -> None:
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        for line in lines:
            sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")


if __name__ == "__main__":
    main()

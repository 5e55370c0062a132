"""Invented input for the batch benchmark: typed drugs and a product by weight, doses that seldom repeat."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_DRUGS = (
    ("J1745", "10 mg", "100 mg in 10 mL"),
    ("J9271", "1 mg", "100 mg in 4 mL"),
    ("J3262", "1 mg", "200 mg in 10 mL"),
    ("J9035", "10 mg", "400 mg in 16 mL"),
)


def write_lines(path: Path, count: int) -> None:
    """Write so many calculations, one JSON object a line, the same ones each time."""
    chance = random.Random(20261123)  # noqa: S311 - invented input, the same each time
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            entered: dict[str, object] = {"ref": number, "given_on": f"2026-{chance.randint(1, 12):02d}-15"}
            if number % 5 == 0:
                weight = chance.randint(4000, 13000)
                entered |= {"product": "cinqair", "dose": "3 mg/kg", "weight": f"{weight // 100}.{weight % 100:02d} kg"}
            else:
                hcpcs, unit, container = _DRUGS[number % len(_DRUGS)]
                dose = chance.randint(500, 9000)
                entered |= {"hcpcs": hcpcs, "billing_unit": unit, "container": container}
                entered |= {"dose": f"{dose // 10}.{dose % 10} mg"}
            lines.write(json.dumps(entered) + "\n")

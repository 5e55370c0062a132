"""An invented log in both forms in which it leaves, against files that were checked by hand (see ``test_golden``)."""

from __future__ import annotations

import difflib
import os
from dataclasses import fields, replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from j3032calc.domain.administration import Administration, ContainerUsed, LineBilled, Observation
from j3032calc.domain.entries import Entry, Head, Kind, NewEntry
from j3032calc.domain.exporting import LogFilter
from j3032calc.domain.order import Charge, DrugRef
from j3032calc.domain.patient import Address, Allergy, Coverage, Relation
from j3032calc.domain.people import Account, Meaning, Role
from j3032calc.domain.quantities import Activity
from j3032calc.domain.schedule import Interval
from j3032calc.exports import log_csv, log_jsonl
from tests.invented_log import DAY, NOW, SIGNED, dose, entry, mg, note, order, patient
from tests.plain import plain, plain_entry

HERE = Path(__file__).parent

LIVES = Address(street="12 Invented Lane", city="Nowhere", state="WA", postal_code="98000")
PATIENT = patient(
    allergies=(Allergy(substance="latex", reaction="hives"),),
    coverages=(
        Coverage(payer_id="medicare-part-b", payer_name="Medicare", member_id="1EG4-TE5-MK73", relation=Relation.SELF),
    ),
    address=LIVES,
)
ADA = Account(
    id="a1", user="ada", name="Ada Boss", credential="RN", roles=(Role.LEAD, Role.NURSE), pin="$argon2id$secret"
)
WITNESS = replace(SIGNED, account_id="a2", name="Will Witness", credential="", meaning=Meaning.WITNESSED)
WHOLE = dose()
# One finding and one step of the working show the form as well as all.
GIVEN = replace(
    WHOLE,
    calculation=replace(
        WHOLE.calculation, findings=WHOLE.calculation.findings[:1], working=WHOLE.calculation.working[:1]
    ),
)
assert GIVEN.discard is not None
AMENDED = replace(
    GIVEN,
    discard=replace(GIVEN.discard, witness=WITNESS),
    containers=(
        *GIVEN.containers,
        ContainerUsed(count=1, content=mg(100), ndc="59310-0610-31", lot="L2", expiry=date(2027, 5, 31)),
    ),
    observation=Observation(minutes=30, reaction="none", note="went home well"),
    late_reason='=HYPERLINK("http://invented.example"), "quoted"\nand a second line',
    authorization_number="-12",
    changed=replace(SIGNED, name="Lena Lead", meaning=Meaning.AMENDED, at=NOW + timedelta(hours=1)),
    diagnoses=("J45.50", "J82.83"),
)
UNITS_OF_NO_CODE = replace(
    dose(2),
    drug=DrugRef(product_id=None, name="@invented drug"),
    order_id=None,
    weight=None,
    source=None,
    discard=None,
    containers=(),
    calculation=replace(
        GIVEN.calculation,
        hcpcs=None,
        billing_unit=Activity.of_drug(Fraction(5), "invented drug"),
        discarded_units=None,
        claim_lines=(
            LineBilled(hcpcs=None, modifiers=(), units=3, ndc="00000-0000-00", ndc_quantity="1.5", ndc_unit="ML"),
        ),
    ),
)
NEW: tuple[NewEntry, ...] = (
    entry(Kind.ACCOUNT_ADDED, ADA),
    note(),
    entry(Kind.PATIENT_ADDED, PATIENT),
    entry(Kind.ORDER_WRITTEN, order(interval=Interval(months=1))),
    entry(Kind.CHARGE_SET, Charge(hcpcs="J2786", dollars_per_unit=Fraction(1234, 100), first=DAY)),
    entry(Kind.DOSE_RECORDED, GIVEN),
    entry(Kind.DOSE_AMENDED, AMENDED, at=NOW + timedelta(hours=1), reason="lot corrected"),
    entry(Kind.DOSE_RECORDED, UNITS_OF_NO_CODE),
    entry(Kind.DOSE_VOIDED, UNITS_OF_NO_CODE, reason="charted for the wrong patient"),
)
ENTRIES = tuple(
    Entry(
        sequence=number,
        fingerprint=f"{number:064x}",
        **{field.name: getattr(new, field.name) for field in fields(NewEntry)},
    )
    for number, new in enumerate(NEW, start=1)
)
# Entries 7 and 9 are the newest versions.
NEWEST = {7, 9}


def rows() -> list[str]:
    return [
        log_csv.dose_row(plain_entry(one), plain(PATIENT), is_newest=one.sequence in NEWEST)
        for one in ENTRIES
        if isinstance(one.body, Administration)
    ]


def assert_is_as_in(name: str, content: bytes) -> None:
    path = HERE / name
    if os.environ.get("J3032CALC_WRITE_GOLDEN"):
        path.write_bytes(content)
    kept = path.read_bytes()
    difference = difflib.unified_diff(kept.decode().split("\n"), content.decode().split("\n"), name, "now", lineterm="")
    assert kept == content, "\n".join(difference)


def test_the_log_as_json_lines_is_as_it_was_checked() -> None:
    wanted = LogFilter(patient_id="p1", first=date(2026, 1, 1))
    heading = log_jsonl.heading(NOW, "0.1.0", Head(sequence=9, fingerprint=f"{9:064x}"), wanted)

    lines = (log_jsonl.entry_line(plain_entry(one)) for one in ENTRIES)
    assert_is_as_in("log.jsonl", "".join((heading, *lines)).encode())


def test_the_doses_as_csv_are_as_they_were_checked() -> None:
    assert_is_as_in("log.csv", "".join((log_csv.heading(), *rows())).encode())

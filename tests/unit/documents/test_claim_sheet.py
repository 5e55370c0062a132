"""The claim sheet: item 24 as a CMS-1500 has it, and never "ready" with a stop standing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from j3032calc.documents.claim_sheet import TEMPLATE, claim_sheet
from j3032calc.domain.administration import DrugSource, FindingShown
from j3032calc.domain.entries import Kind
from j3032calc.domain.findings import Care, Claim
from j3032calc.domain.order import Charge
from tests.paper_trail import DOSE, PATIENT, RECORDED, SITE, dose_pages, entry, pages, voided

CHARGE = Charge(hcpcs="J2786", dollars_per_unit=Fraction("11.25"), first=date(2026, 1, 1))
STOP = FindingShown(rule="R-06", claim=Claim.STOP, care=Care.HOLD, message="The lot is missing. Enter it.")


def sheet(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - the dose's own fields
    return claim_sheet(replace(dose_pages(**changes), charge=CHARGE))


def items(data: dict[str, Any]) -> dict[str, str]:
    return {item["label"]: item["value"] for item in data["items"]}


def test_the_template_is_named() -> None:
    assert TEMPLATE == "claim_sheet"


def test_a_line_has_the_items_of_the_form() -> None:
    data = sheet()

    assert data["columns"] == [
        "24A From", "To", "B Place", "C EMG", "D Code", "Modifiers", "E Pointer", "F Charges", "G Units", "H", "I",
        "J Rendering NPI",
    ]  # fmt: skip
    assert data["lines"] == [
        {
            "shaded": "N459310061031 ML21.8",
            "cells": ["11 23 26", "11 23 26", "11", "", "J2786", "", "A", "2452 50", "218", "", "NPI", "Not recorded"],
        },
        {
            "shaded": "N459310061031 ML8.2",
            "cells": ["11 23 26", "11 23 26", "11", "", "J2786", "JW", "A", "922 50", "82", "", "NPI", "Not recorded"],
        },
    ]
    assert data["total"] == "3375 00"


def test_the_other_items_stand_by_their_numbers() -> None:
    assert items(sheet()) == {
        "1a  Member id": "XJB123456789",
        "2  Patient": "GARCÍA, María",
        "5  Address": "7 Elm Road, Springfield, IL 62704",
        "6  Patient is": "the insured person",
        "7  Insured at": "7 Elm Road, Springfield, IL 62704",
        "11  Group": "80014",
        "11c  Payer": "Payer with NDC",
        "17  Ordered by": "Dana Fox",
        "17b  NPI": "1245319599",
        "23  Authorization": "AUTH-7781",
        "25  Tax id": "12-3456789",
        "32, 33  Site": "Springfield Infusion Clinic, 12 Main Street, Springfield, IL 62701",
        "33a  Site NPI": "1234567893",
        "33b  Taxonomy": "261QI0500X",
    }


def test_units_are_whole_and_without_commas() -> None:
    lines = (replace(DOSE.calculation.claim_lines[0], units=1218),)
    data = sheet(calculation=replace(DOSE.calculation, claim_lines=lines))

    assert data["lines"][0]["cells"][8] == "1218"


def test_the_short_date_stands_in_item_24_and_nowhere_else() -> None:
    data = sheet()
    elsewhere = str({key: value for key, value in data.items() if key != "lines"})

    assert re.search(r"\b\d\d \d\d \d\d\b", elsewhere) is None


def test_a_line_points_to_the_first_four_diagnoses() -> None:
    codes = tuple(f"J45.{number}" for number in range(50, 63))
    data = sheet(diagnoses=codes)

    assert data["lines"][0]["cells"][6] == "ABCD"
    assert [letter for letter, _ in data["diagnoses"]] == list("ABCDEFGHIJKL")
    assert "Diagnosis J45.62 has no room on the form." in data["notes"]
    assert sheet(diagnoses=())["lines"][0]["cells"][6] == "A"
    bare = pages(entry(Kind.DOSE_RECORDED, replace(DOSE, diagnoses=()), number=17), order=None)
    assert claim_sheet(bare)["lines"][0]["cells"][6] == "Not recorded"  # type: ignore[index]


def test_a_claim_with_warnings_is_ready_with_them() -> None:
    assert sheet()["verdict"] == "Ready, with 2 things to check first."
    assert sheet(calculation=replace(DOSE.calculation, findings=()))["verdict"] == "Ready."


def test_a_standing_stop_is_never_ready_and_heads_the_notes() -> None:
    data = sheet(calculation=replace(DOSE.calculation, findings=(STOP,)))

    assert data["verdict"] == "Not ready: R-06 stops the claim."
    assert "R-06 stops the claim: The lot is missing. Enter it." in data["notes"]


def test_a_void_record_is_not_ready_and_says_so_across_the_page() -> None:
    data: dict[str, Any] = claim_sheet(pages(RECORDED, voided()))

    assert (data["verdict"], data["stamp"], data["marks"]) == ("Not ready: the record is void.", "VOID", ["VOID"])


def test_a_drug_that_was_not_bought_has_no_line() -> None:
    data = sheet(source=DrugSource.SAMPLE)

    assert (data["lines"], data["total"]) == ([], "Not recorded")
    assert data["verdict"].startswith("No drug line")
    assert data["notes"][0] == "Sample: no drug line and no JW line is billed."


def test_without_a_charge_the_line_says_so() -> None:
    data: dict[str, Any] = claim_sheet(pages())

    assert data["lines"][0]["cells"][7] == "Not recorded"
    assert data["total"] == "Not recorded"
    assert "No charge is recorded: not checked whether a line must be split." in data["notes"]


def test_a_charge_of_another_code_is_not_used() -> None:
    data: dict[str, Any] = claim_sheet(pages(charge=replace(CHARGE, hcpcs="J2356")))

    assert (data["lines"][0]["cells"][7], data["total"]) == ("Not recorded", "Not recorded")


def test_a_charge_above_the_largest_is_to_be_split() -> None:
    data: dict[str, Any] = claim_sheet(pages(charge=replace(CHARGE, dollars_per_unit=Fraction(500))))

    assert "A charge is above $99,999.99: split the line, with modifier 76 on the further parts." in data["notes"]


def test_what_is_missing_is_named_and_never_vanishes() -> None:
    bare = pages(
        entry(Kind.DOSE_RECORDED, replace(DOSE, payer_id=None, authorization_number=None), number=17),
        patient=replace(PATIENT, coverages=(), address=None),
        site=replace(SITE, npi=None, tax_id=None, taxonomy=None, address=None, place_of_service=None),
        order=None,
        product=None,
    )
    data: dict[str, Any] = claim_sheet(bare)

    assert data["verdict"].startswith("Not ready: not recorded: NPI of the site, tax number of the site")
    found = items(data)
    named = {"2  Patient", "32, 33  Site"}
    assert {label for label, value in found.items() if value != "Not recorded"} == named
    assert "Not recorded: coverage of the patient." in data["notes"]


def test_the_biller_is_told_what_to_know() -> None:
    assert sheet()["notes"] == [
        "Purchased by the site: the drug is billed.",
        "Given early: Patient travels next week",
        "1 mg per billing unit. Units are whole; overfill is never billed.",
        (
            "Suggested for giving the drug: 96372. Subcutaneous injection. The biller decides. "
            "(Payer policy, checked 23-Nov-2026)"
        ),
        "24J: who rendered the service is not recorded here. Enter the NPI that the payer asks for.",
    ]


def test_it_is_no_part_of_the_chart() -> None:
    data = sheet()

    assert data["not_chart"] == "For billing. The chart has the administration and waste record."
    assert data["footer"][0] == f"Claim sheet of record {DOSE.id}"

"""The claim sheet: what a biller copies into item 24 of a CMS-1500, and whether it may go out."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING, Final

from j3032calc.documents.administration_record import finding_text
from j3032calc.documents.record_pages import record_sheet
from j3032calc.domain.claim import MOST_DIAGNOSES, MOST_POINTERS, Verdict, claim_standing, insured_address
from j3032calc.domain.visit.facts import Visit
from j3032calc.domain.visit.suggestions import administration_codes
from j3032calc.wording.billed import billing_notes
from j3032calc.wording.claim import (
    INSURED,
    MOST_DOLLARS,
    dose_notes,
    source_note,
    write_claim_date,
    write_claim_dollars,
    write_ndc_line,
    write_verdict,
)
from j3032calc.wording.findings import write_citation
from j3032calc.wording.log_words import NOT_RECORDED
from j3032calc.wording.paper import or_missing, write_address, write_name
from j3032calc.wording.readiness import write_administration_code
from j3032calc.wording.writing import write_amount

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from j3032calc.documents.record_pages import RecordPages
    from j3032calc.domain.administration import LineBilled
    from j3032calc.domain.claim import ClaimStanding

TEMPLATE: Final = "claim_sheet"
TITLE: Final = "Claim sheet"
COLUMNS: Final = (
    "24A From", "To", "B Place", "C EMG", "D Code", "Modifiers", "E Pointer", "F Charges", "G Units", "H", "I",
    "J Rendering NPI",
)  # fmt: skip


def claim_sheet(pages: RecordPages) -> dict[str, object]:
    """Give the data of the claim sheet; every value is text, as it stands on paper."""
    dose = pages.dose
    standing = claim_standing(pages.site, pages.chargeable)
    sheet = record_sheet(pages, TITLE, f"Claim sheet of record {dose.id}")
    # A drug that the site did not buy has no line of its own, and no waste either.
    lines = () if standing.verdict is Verdict.NOT_BILLED else dose.calculation.claim_lines
    return sheet.data(
        verdict=write_verdict(standing),
        not_chart="For billing. The chart has the administration and waste record.",
        items=[{"label": label, "value": value} for label, value in _items(pages)],
        diagnoses=[[letter, code] for letter, code in zip(ascii_uppercase, _diagnoses(pages), strict=False)],
        columns=list(COLUMNS),
        lines=[_line(pages, line) for line in lines],
        total=_total(pages, lines),
        notes=list(_notes(pages, standing, lines)),
        findings=[finding_text(finding) for finding in dose.calculation.findings],
    )


def _items(pages: RecordPages) -> Iterator[tuple[str, str]]:
    """Give the other items of the form that the log knows, by their numbers on it."""
    dose, site, order = pages.dose, pages.site, pages.order
    yield from _insurance(pages)
    yield "17  Ordered by", NOT_RECORDED if order is None else order.prescriber.name
    yield "17b  NPI", or_missing(None if order is None else order.prescriber.npi)
    yield "23  Authorization", or_missing(dose.authorization_number)
    yield "25  Tax id", or_missing(site.tax_id)
    yield "32, 33  Site", f"{site.name}, {write_address(site.address)}"
    yield "33a  Site NPI", or_missing(site.npi)
    yield "33b  Taxonomy", or_missing(site.taxonomy)


def _insurance(pages: RecordPages) -> Iterator[tuple[str, str]]:
    patient, coverage = pages.patient, pages.coverage
    yield "1a  Member id", NOT_RECORDED if coverage is None else coverage.member_id
    yield "2  Patient", write_name(patient)
    yield "5  Address", write_address(patient.address)
    yield "6  Patient is", NOT_RECORDED if coverage is None else INSURED[coverage.relation]
    yield "7  Insured at", write_address(insured_address(patient, coverage))
    yield "11  Group", or_missing(None if coverage is None else coverage.group)
    yield "11c  Payer", or_missing(pages.dose.payer_id) if coverage is None else coverage.payer_name


def _diagnoses(pages: RecordPages) -> tuple[str, ...]:
    return pages.chargeable.diagnoses[:MOST_DIAGNOSES]


def _line(pages: RecordPages, line: LineBilled) -> dict[str, object]:
    day = write_claim_date(pages.dose.given_on)
    pointers = ascii_uppercase[: min(len(_diagnoses(pages)), MOST_POINTERS)]
    charge = _charge(pages, line)
    return {
        "shaded": write_ndc_line(line),
        "cells": [
            day,
            day,
            or_missing(pages.site.place_of_service),
            "",
            or_missing(line.hcpcs),
            " ".join(line.modifiers),
            or_missing(pointers),
            NOT_RECORDED if charge is None else write_claim_dollars(charge),
            str(line.units),
            "",
            "NPI",
            NOT_RECORDED,
        ],
    }


def _charge(pages: RecordPages, line: LineBilled) -> Fraction | None:
    charge = pages.charge
    return None if charge is None or charge.hcpcs != line.hcpcs else charge.dollars_per_unit * line.units


def _total(pages: RecordPages, lines: tuple[LineBilled, ...]) -> str:
    charges = [charge for line in lines if (charge := _charge(pages, line)) is not None]
    return (
        write_claim_dollars(sum(charges[1:], start=charges[0]))
        if charges and len(charges) == len(lines)
        else NOT_RECORDED
    )


def _visit(pages: RecordPages) -> Visit:
    """Give what a code for giving the drug goes by."""
    dose = pages.dose
    return Visit(
        given_on=dose.given_on,
        drug=dose.drug,
        product=pages.product,
        route=dose.route,
        started_at=dose.started_at,
        stopped_at=dose.stopped_at,
    )


def _notes(pages: RecordPages, standing: ClaimStanding, lines: tuple[LineBilled, ...]) -> Iterator[str]:
    """Say what a biller should know, most urgent first; nothing is left out for want of room."""
    dose = pages.dose
    yield source_note(dose.source)
    for finding in standing.stops:
        yield f"{finding.rule} stops the claim: {finding.message}"
    yield from (f"Not recorded: {lack}." for lack in standing.lacks)
    yield from dose.calculation.modifier_reasons
    yield from billing_notes(dose)
    yield from dose_notes(dose)
    if any((charge := _charge(pages, line)) is not None and charge > MOST_DOLLARS for line in lines):
        yield "A charge is above $99,999.99: split the line, with modifier 76 on the further parts."
    if lines and pages.charge is None:
        yield "No charge is recorded: not checked whether a line must be split."
    for left_out in pages.chargeable.diagnoses[MOST_DIAGNOSES:]:
        yield f"Diagnosis {left_out} has no room on the form."
    yield f"{write_amount(dose.calculation.billing_unit)} per billing unit. Units are whole; overfill is never billed."
    for code in administration_codes(_visit(pages)):
        yield f"{write_administration_code(code)} ({write_citation(code.cited)})"
    yield "24J: who rendered the service is not recorded here. Enter the NPI that the payer asks for."

"""The administration and waste record: one dose as it was signed, for the chart and for whoever asks years later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.documents import record_rows as rows
from j3032calc.documents.amendments import marked_rows, marked_table
from j3032calc.documents.container_drawing import draw_containers
from j3032calc.documents.preparation_rows import preparation_rows
from j3032calc.documents.record_pages import record_sheet
from j3032calc.domain.claim import is_overridden
from j3032calc.wording.billed import billing_notes
from j3032calc.wording.findings import write_citation
from j3032calc.wording.labels import SEVERITY
from j3032calc.wording.paper import (
    ADVISES,
    as_sentence,
    or_missing,
    write_account,
    write_balance,
    write_moment,
    write_signature,
    write_zoned_moment,
)
from j3032calc.wording.writing import write_amount, write_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.documents.record_pages import RecordPages
    from j3032calc.domain.administration import FindingShown
    from j3032calc.domain.entries import Entry
    from j3032calc.domain.people import Signature
    from j3032calc.domain.product import Product

TEMPLATE: Final = "administration_record"
TITLE: Final = "Administration and waste record"
SIGNATURE_COLUMNS: Final = ("Printed name", "Credential", "Meaning", "Signed at")


def administration_record(pages: RecordPages) -> dict[str, object]:
    """Give the data of the record; every value is text, as it stands on paper."""
    dose, doses = pages.dose, pages.doses
    sheet = record_sheet(pages, TITLE, f"Record {dose.id}")
    return sheet.data(
        summary=_summary(pages),
        void=_void(pages),
        amendments=[_amendment(pages, number, entry) for number, entry in enumerate(pages.amendments, start=1)],
        order=[*marked_rows([rows.order_rows(pages.order)]), *marked_rows([rows.claim_rows(pages, d) for d in doses])],
        product=marked_rows([rows.product_rows(d) for d in doses]),
        container_columns=list(rows.CONTAINER_COLUMNS),
        containers=marked_table([rows.container_table(d) for d in doses]),
        drawing=draw_containers(dose.containers, dose.balance),
        balance=write_balance(dose.balance),
        preparation=marked_rows([preparation_rows(d, pages.product) for d in doses]),
        given=marked_rows([rows.given_rows(pages, d) for d in doses]),
        discard=marked_rows([rows.discard_rows(pages, d) for d in doses]),
        unit_columns=list(rows.UNIT_COLUMNS),
        units=marked_table([rows.unit_table(d) for d in doses]),
        unit_notes=[*dose.calculation.modifier_reasons, *billing_notes(dose)],
        observation=marked_rows([rows.observation_rows(d) for d in doses]),
        next_due=marked_rows([rows.next_rows(d) for d in doses]),
        findings=[finding_text(finding) for finding in dose.calculation.findings],
        signed_for=_signed_for(pages),
        signature_columns=list(SIGNATURE_COLUMNS),
        signatures=_signatures(pages),
        working=list(dose.calculation.working),
        sources=list(_sources(pages)),
        small_print=list(_small_print(pages)),
        qr=pages.code.text,
        qr_caption="Scan to open this record",
    )


def _summary(pages: RecordPages) -> str:
    dose = pages.dose
    return f"{dose.drug.name}: {write_amount(dose.balance.given)} given on {write_date(dose.given_on)}"


def _void(pages: RecordPages) -> str:
    if pages.void is None:
        return ""
    return f"Voided {_who_when_why(pages, pages.void)} What stands below is kept for the record and does not count."


def _amendment(pages: RecordPages, number: int, entry: Entry) -> dict[str, str]:
    return {"name": f"Amendment {number}", "text": _who_when_why(pages, entry)}


def _who_when_why(pages: RecordPages, entry: Entry) -> str:
    who = write_account(pages.writer(entry))
    return f"{write_zoned_moment(entry.at)} by {who}. Reason: {as_sentence(or_missing(entry.reason))}"


def finding_text(finding: FindingShown) -> dict[str, str]:
    """Give one finding with the reason for going on; an overridden stop no longer stops, and says who said so."""
    override = "" if finding.override is None else f"Override by {write_signature(finding.override)}."
    return {
        "verdict": "Stop overridden" if is_overridden(finding) else SEVERITY[finding.claim],
        "rule": finding.rule,
        "message": finding.message,
        "source": finding.source or "",
        "reason": "" if finding.reason is None else f"Reason to go on: {finding.reason}",
        "override": override,
    }


def _signed_for(pages: RecordPages) -> str:
    dose = pages.dose
    discarded = dose.balance.discarded
    waste = "nothing discarded" if discarded.is_zero else f"{write_amount(discarded)} discarded"
    given = f"{write_amount(dose.balance.given)} of {dose.drug.name} given"
    return f"Signed electronically for {given} and {waste} on {write_date(dose.given_on)}, record {dose.id}."


def _signatures(pages: RecordPages) -> list[list[str]]:
    """Give every signature that any version of the record carries, once, oldest first."""
    found: list[Signature | None] = []
    for version in pages.history.versions:
        dose, discard = version.dose, version.dose.discard
        found.append(dose.given)
        found += [] if discard is None else [discard.confirmed, discard.witness]
        found += [finding.override for finding in dose.calculation.findings]
        found.append(dose.changed)
    return [
        [one.name, or_missing(one.credential), f"I {one.meaning}", write_zoned_moment(one.at)]
        for one in dict.fromkeys(found)
        if one is not None
    ]


def _sources(pages: RecordPages) -> Iterator[str]:
    if pages.product is None:
        yield "The drug is not in the catalogue: its numbers are as they were entered."
        return
    yield from product_sources(pages.product, ndcs={item.ndc for item in pages.dose.containers})


def product_sources(product: Product, *, ndcs: set[str | None]) -> Iterator[str]:
    """Name where the numbers of a product come from: code, opened packages, schedules and payer limits."""
    yield f"{product.code.hcpcs}: {write_citation(product.code.cited)}"
    for item in product.presentations:
        if str(item.ndc) in ndcs:
            yield f"NDC {item.ndc}: {write_citation(item.cited)}"
    for schedule in product.schedules:
        yield f"Schedule {schedule.id}: {write_citation(schedule.cited)}"
        if schedule.payer is not None:
            yield f"Payer limit, {schedule.id}: {schedule.payer.text}; {write_citation(schedule.payer.cited)}"


def _small_print(pages: RecordPages) -> Iterator[str]:
    dose, newest = pages.dose, pages.newest
    made_with = f"J3032 Calculator {dose.app_version}, catalogue edition {dose.calculation.catalogue_edition}"
    yield f"Calculated with {made_with}, and never worked out again. Sources as of edition {pages.edition}."
    yield f"Log entry {newest.sequence:,} of {write_moment(newest.at)}. Times are local, by the 24-hour clock."
    yield ADVISES

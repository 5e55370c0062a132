"""The labelled rows of the administration and waste record. Every row is always there, recorded or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.domain.site_drug import ENTERED_BY_SITE
from j3032calc.wording.billed import arithmetic, discarded_arithmetic, for_what, given_arithmetic
from j3032calc.wording.log_words import NOT_RECORDED, SOURCES
from j3032calc.wording.paper import (
    date_or_missing,
    moment_or_missing,
    or_missing,
    write_container,
    write_dose,
    write_frequency,
    write_moment,
    write_prescriber,
    write_rounding_of,
    write_signature,
)
from j3032calc.wording.writing import count_of, write_amount, write_date, write_volume

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.documents.amendments import Row
    from j3032calc.documents.record_pages import RecordPages
    from j3032calc.domain.administration import Administration, CalculationShown, Discard
    from j3032calc.domain.order import Order
    from j3032calc.domain.quantities import Volume

CONTAINER_COLUMNS = ("Containers", "NDC", "Lot", "Expiry", "Count")
UNIT_COLUMNS = ("HCPCS code", "Modifiers", "Billing units", "For", "NDC and quantity", "Arithmetic")


def order_rows(order: Order | None) -> list[Row]:
    """Give what was ordered; a dose without an order has every row, not recorded."""
    labels = ("Drug", "Dose", "Rounding", "Route", "Interval", "Indication", "Prescriber", "Prescriber NPI")
    dates = ("Ordered on", "Order signed", "Expires on")
    if order is None:
        return [(label, NOT_RECORDED) for label in (*labels, *dates)]
    texts = (
        order.drug.name,
        write_dose(order.dose),
        write_rounding_of(order),
        or_missing(order.route),
        write_frequency(order),
        or_missing(order.indication),
        write_prescriber(order.prescriber),
        or_missing(order.prescriber.npi),
    )
    days = (write_date(order.ordered_on), date_or_missing(order.signed_on), date_or_missing(order.expires_on))
    return list(zip((*labels, *dates), (*texts, *days), strict=True))


def claim_rows(pages: RecordPages, dose: Administration) -> list[Row]:
    """Give who pays and for what: payer, authorization, diagnoses."""
    payer = pages.coverage.payer_name if pages.coverage else dose.payer_id
    return [
        ("Payer", or_missing(payer)),
        ("Authorization", or_missing(dose.authorization_number)),
        ("Diagnoses", or_missing(", ".join(dose.diagnoses))),
    ]


def product_rows(dose: Administration) -> list[Row]:
    """Give which drug it was and how it is billed."""
    shown = dose.calculation
    return [
        ("Drug", f"{dose.drug.name}, {ENTERED_BY_SITE}" if dose.drug.is_of_site else dose.drug.name),
        ("HCPCS code", _code(shown, shown.hcpcs)),
        ("Billing unit", write_amount(shown.billing_unit)),
        ("Source", NOT_RECORDED if dose.source is None else SOURCES[dose.source]),
    ]


def _code(shown: CalculationShown, hcpcs: str | None) -> str:
    """Write a code; one that the site bills in place of CMS's says so."""
    return f"{or_missing(hcpcs)}{'' if shown.site_override is None else ' (site override)'}"


def container_table(dose: Administration) -> list[list[str]]:
    """Give one row for each kind and lot of container."""
    return [
        [
            write_container(item),
            NOT_RECORDED if item.ndc is None else f"{item.ndc}{'' if item.is_confirmed else ' (proposed)'}",
            or_missing(item.lot),
            date_or_missing(item.expiry),
            f"{item.count:,}",
        ]
        for item in dose.containers
    ]


def given_rows(pages: RecordPages, dose: Administration) -> list[Row]:
    """Give what the patient got, when and how; reasons stand there where the dose needed one."""
    weight = dose.weight
    weighed = NOT_RECORDED if weight is None else f"{write_amount(weight.amount)}, measured {write_date(weight.on)}"
    return [
        ("Given on", write_date(dose.given_on)),
        ("Started", moment_or_missing(dose.started_at)),
        ("Stopped", moment_or_missing(dose.stopped_at)),
        ("Charted", f"{write_moment(pages.recorded.at)}{' (late entry)' if pages.is_late else ''}"),
        ("Dose ordered", write_amount(dose.balance.ordered)),
        ("Amount given", write_amount(dose.balance.given)),
        ("Volume", _volume(dose.calculation.volume)),
        ("Route", or_missing(dose.route)),
        ("Body site", or_missing(dose.body_site)),
        ("Weight used", weighed),
        *_reasons(pages, dose),
    ]


def _reasons(pages: RecordPages, dose: Administration) -> Iterator[Row]:
    if pages.is_late:
        yield "Why late", or_missing(dose.late_reason)
    if dose.stopped_early_reason is not None or not dose.balance.not_infused.is_zero:
        yield "Why stopped early", or_missing(dose.stopped_early_reason)
    if dose.opened_reason is not None:
        yield "Why these containers", dose.opened_reason
    if dose.early_reason is not None:
        yield "Why early", dose.early_reason


def _volume(volume: Volume | None) -> str:
    return NOT_RECORDED if volume is None else write_volume(volume)


def discard_rows(pages: RecordPages, dose: Administration) -> list[Row]:
    """Give what was thrown away and who answers for it; a dose that left nothing says so in every row."""
    amount = dose.balance.discarded
    if amount.is_zero and dose.discard is None:
        return [("Amount", "Nothing was discarded")]
    return [
        ("Amount", write_amount(amount)),
        ("Volume", _volume(dose.calculation.discarded_volume)),
        *_discarded(pages, dose.discard),
    ]


def _discarded(pages: RecordPages, discard: Discard | None) -> Iterator[Row]:
    labels = ("Reason", "Discarded at", "Method", "Sharing", "Discarded by", "Witness")
    if discard is None:
        yield from ((label, NOT_RECORDED) for label in labels)
        return
    shared = "Not given to any other patient" if discard.is_not_shared else NOT_RECORDED
    nobody = NOT_RECORDED if pages.site.wants_witness else "None; this site does not ask for one"
    if discard.unwitnessed_reason is not None:
        nobody = f"None: {discard.unwitnessed_reason}"
    texts = (
        or_missing(discard.reason),
        write_moment(discard.at),
        or_missing(discard.method),
        shared,
        write_signature(discard.confirmed),
        nobody if discard.witness is None else write_signature(discard.witness),
    )
    yield from zip(labels, texts, strict=True)


def unit_table(dose: Administration) -> list[list[str]]:
    """Give the claim lines with the arithmetic; where a finding stops the claim, the counts without a line."""
    shown = dose.calculation
    if not shown.claim_lines:
        none = "No claim line"
        wasted = "Not known" if shown.discarded_units is None else f"{shown.discarded_units:,}"
        code = _code(shown, shown.hcpcs)
        return [
            [code, none, f"{shown.administered_units:,}", "Given", none, given_arithmetic(dose)],
            [code, none, wasted, "Discarded", none, discarded_arithmetic(dose)],
        ]
    return [
        [
            _code(shown, line.hcpcs),
            ", ".join(line.modifiers) or "None",
            f"{line.units:,}",
            for_what(line),
            "None on this line" if line.ndc is None else f"{line.ndc}, {line.ndc_unit} {line.ndc_quantity}",
            arithmetic(dose, line),
        ]
        for line in shown.claim_lines
    ]


def observation_rows(dose: Administration) -> list[Row]:
    """Give how the patient did."""
    seen = dose.observation
    minutes = None if seen is None else seen.minutes
    return [
        ("Observed for", NOT_RECORDED if minutes is None else count_of(minutes, "minute")),
        ("Reaction", or_missing(None if seen is None else seen.reaction)),
        ("Note", or_missing(None if seen is None else seen.note)),
    ]


def next_rows(dose: Administration) -> list[Row]:
    """Give when the next dose is due, on both clocks."""
    due = dose.next_due
    window = "None set" if due.window is None else f"{write_date(due.window[0])} to {write_date(due.window[1])}"
    return [
        ("Due", date_or_missing(due.due)),
        ("Payer pays from", date_or_missing(due.payer_earliest)),
        ("Proposed day", date_or_missing(due.appointment)),
        ("Site's window", window),
    ]

"""The downtime sheet: a blank record with a product's facts, written by hand and entered in the log afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.documents.administration_record import product_sources
from j3032calc.documents.paper import Sheet
from j3032calc.wording.answers import presentation_line, steps_text
from j3032calc.wording.findings import write_citation
from j3032calc.wording.paper import write_dose
from j3032calc.wording.writing import write_amount, write_interval

if TYPE_CHECKING:
    from j3032calc.documents.paper import Printing
    from j3032calc.domain.product import LabelDose, Product, Schedule

TEMPLATE: Final = "downtime_sheet"
TITLE: Final = "Downtime sheet"
INTRODUCTION: Final = (
    "For use while the app cannot be used. Write with a pen. Enter it in the log as soon as the app works again: "
    "it becomes a late entry, with the time the dose was given. Keep this sheet as the chart says."
)
# Loose pages must not be taken for another patient's.
IDENTITY: Final = ("Patient ____________________________", "Born ________________", "Identifier ________________")
BLANKS: Final = {
    "Patient": (
        "Family name",
        "Given name",
        "Born (day, month in letters, year)",
        "Identifier",
        "Allergies",
        "Weight with kg or lb, measured on",
    ),
    "Order": (
        "Prescriber, NPI",
        "Dose ordered",
        "Route",
        "Interval",
        "Diagnoses",
        "Ordered on, expires on",
        "Payer, authorization",
        "Source of the drug",
    ),
    "Given": ("Given on", "Started", "Stopped", "Amount given, with unit", "Volume, mL", "Body site"),
    "Discarded": (
        "Amount with unit, or “none”",
        "Reason",
        "Discarded at",
        "Method",
        "Not given to any other patient (yes or no)",
        "Confirmed by",
    ),
    "Observation and next dose": ("Observed for, minutes", "Reaction", "Next dose due", "Note"),
}
CONTAINER_COLUMNS: Final = ("Container, label amount", "NDC", "Lot", "Expiry", "Given", "Discarded")
CONTAINER_LINES: Final = 6
SIGNATURE_COLUMNS: Final = ("Signed for", "Printed name, credential", "Signature", "Date and time")
SIGNATURES: Final = ("I gave this dose", "I discarded the rest", "I witnessed the discard", "Entered in the log")


def downtime_sheet(product: Product | None, printing: Printing, edition: str) -> dict[str, object]:
    """Give the data of the sheet; without a product, the drug's facts are blanks too."""
    name = "Any drug" if product is None else product.name
    sheet = Sheet(title=TITLE, printing=printing, identity=IDENTITY, reference=f"Downtime sheet: {name}")
    return sheet.data(
        introduction=INTRODUCTION,
        drug=name,
        sections=[{"title": title, "blanks": list(blanks)} for title, blanks in BLANKS.items()],
        container_columns=list(CONTAINER_COLUMNS),
        container_lines=[""] * CONTAINER_LINES,
        balance="Opened = given + discarded. Write the sum:",
        signature_columns=list(SIGNATURE_COLUMNS),
        signatures=list(SIGNATURES),
        edition=f"Catalogue edition {edition}. Check the label of the container in your hand.",
        **_product(product),
    )


def _product(product: Product | None) -> dict[str, object]:
    if product is None:
        blanks = ["Drug, generic and brand", "HCPCS code and billing unit"]
        return {"drug_blanks": blanks, "facts": [], "statements": [], "sources": []}
    ndcs: set[str | None] = {str(item.ndc) for item in product.presentations}
    return {
        "drug_blanks": [],
        "facts": [{"label": label, "value": value} for label, value in _facts(product)],
        "statements": [f"{one.text} ({write_citation(one.cited)})" for one in product.statements],
        "sources": list(product_sources(product, ndcs=ndcs)),
    }


def _facts(product: Product) -> list[tuple[str, str]]:
    code = product.code
    facts = [
        ("HCPCS code", f"{code.hcpcs}, {write_amount(code.unit.amount)} per billing unit"),
        ("Route", product.route),
    ]
    facts += [("Container", presentation_line(item)) for item in product.presentations]
    if product.is_of_site:
        facts += [("Interval", _interval(one) or "As the order says") for one in product.schedules]
    else:
        facts += [("Labelled dose", f"{one.indication}: {_doses(one)}, {_interval(one)}") for one in product.schedules]
    return [*facts, ("Missed dose", product.missed_dose.text)]


def _doses(schedule: Schedule) -> str:
    return " or ".join(_dose(dose) for dose in schedule.doses)


def _dose(dose: LabelDose) -> str:
    least, most = write_dose(dose.least), write_dose(dose.most)
    span = least if least == most else f"{least} to {most}"
    bounds = ((dose.from_weight, "from"), (dose.below_weight, "below"))
    weights = [f"{word} {write_amount(weight)}" for weight, word in bounds if weight is not None]
    return f"{span} ({' and '.join(weights)})" if weights else span


def _interval(schedule: Schedule) -> str:
    if schedule.steps is None:
        return " or ".join(write_interval(interval) for interval in schedule.order_intervals)
    return steps_text(schedule.steps)

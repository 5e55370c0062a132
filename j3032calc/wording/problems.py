"""One plain answer for each problem: what was entered, the limit and whose it is, what to enter."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final

from j3032calc.domain import problems as p

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem

_LONGEST_ECHO: Final = 40
_LONGEST_SENTENCE: Final = 240

_SENTENCES: Final[dict[type[Problem], str]] = {
    p.NotANumber: "{entered} is not a number with a unit. Enter it like {example}.",
    p.AmbiguousNumber: (
        "{entered} can be read as thousands or as decimals. "
        "Enter it without trailing zeros, or with a comma for thousands."
    ),
    p.NumberOutOfRange: "{entered} has more digits than any dose. Check it and enter it again.",
    p.NotAboveZero: "{entered} is not above zero. Enter an amount above zero.",
    p.UnitMissing: "{entered} has no unit. Enter it with its unit, like {example}.",
    p.UnitUnknown: "{entered} has the unit {unit}, which is not read here. Enter the amount in {allowed}.",
    p.FieldMissing: "{field} is missing. Enter it, like {example}.",
    p.FieldUnknown: "There is no field {field}. The fields are {known}.",
    p.FieldNotText: "{field} has a value of the wrong kind. Enter {kind}.",
    p.FieldTwice: "{field} stands twice on this line. Enter it once.",
    p.FieldsTogether: "{first} and {second} do not go together. Enter one of them.",
    p.LineUnreadable: "This line is not one JSON object. Write one calculation a line, in braces.",
    p.ContainerUnreadable: "{entered} is not a container size. Enter it like 100 mg, or 100 mg in 10 mL.",
    p.CountUnreadable: "{entered} does not say how many of which size. Enter it like 3 x 100 mg.",
    p.DateUnreadable: "{entered} is not a date. Enter it like 23-Nov-2026 or 2026-11-23.",
    p.DateAmbiguous: "{entered} can be {readings}. Enter the one that is meant.",
    p.DateOutOfRange: "{entered} is not between 2000 and 2099. Check the year.",
    p.IntervalUnreadable: "{entered} is not an interval. Enter it like 4 weeks, 84 days or 3 months.",
    p.DoseNumberUnreadable: "{entered} is not the number of a dose. Enter a whole number from 1.",
    p.WeightMissing: "{dose} is a dose for each kg, and no weight was entered. Enter the weight, like 72.4 kg.",
    p.WeightOutOfRange: "{entered} is outside 2 to 650 kg. Check the weight and its unit.",
    p.DoseInOtherUnit: (
        "{entered} does not fit here: this is measured in {measured_in}. Enter an amount in {measured_in}."
    ),
    p.VolumeMissing: (
        "This drug is billed by volume, and {container} does not say how much that is. Enter it like 100 mg in 10 mL."
    ),
    p.NoContainers: "No container size may be opened. Enter at least one, like 100 mg.",
    p.TooManyContainers: (
        "This takes {count} containers, and no more than {most} are planned. Check the dose and its unit."
    ),
    p.TooManySizes: "These sizes can be combined in too many ways to compare. Enter fewer sizes, or what was opened.",
    p.GivenAboveDose: "{given} given is more than the dose, {dose}. Check both.",
    p.ProductUnknown: (
        "{entered} is no product in this catalogue. Enter one of {known}, or the drug by its billing unit."
    ),
    p.ProductAmbiguous: "{entered} names more than one product. Enter one of {candidates}.",
    p.CodeDisputed: (
        "{code} is {cms_drug} at CMS, but {document_drug} in the source document. "
        "Enter the drug, not the code: {candidates}."
    ),
    p.CodeUnreadable: "{entered} is not a HCPCS code. Enter a letter and four digits, like J2356.",
    p.CodeUnknown: "{code} is not in this catalogue. Check the code, or look it up at CMS.",
    p.CodeWithoutProduct: (
        "{code} is {drug}, which is not in this catalogue. Enter the drug by its billing unit and containers."
    ),
    p.UnitSizeDiffers: (
        "One billing unit of {code} is {catalogue}, not {entered}. Check the code, or enter the product by name."
    ),
    p.ScheduleUnknown: "{entered} is no schedule of this product. Enter one of {known}.",
    p.IntervalFixed: "{entered} is not what the label of {product} says: {label}. Leave the interval out.",
    p.PayerUnknown: "{entered} is no payer profile here. Enter one of {known}.",
    p.NdcUnreadable: (
        "{entered} is not an NDC or a barcode. Enter 11 digits, or the groups with hyphens as on the carton."
    ),
    p.NdcAmbiguous: "{entered} can be grouped in three ways. Enter the NDC with its hyphens as on the carton.",
    p.BarcodeUnusable: (
        "This barcode cannot be used: {reason}. Scan it again, or enter the NDC, lot and expiry from the carton."
    ),
    p.CatalogueInvalid: "The catalogue file {file} cannot be used: {field} {reason}.",
    p.FileUnreadable: "{name} cannot be used: {reason}.",
    p.NotACrosswalk: (
        "{name} is not a CMS NDC-HCPCS crosswalk: the column {missing} is missing. Choose the CSV file from CMS."
    ),
    p.DocumentFailed: "The page {template} could not be made: {reason}. Nothing was saved.",
}

# What the fields of the command line are called in a sentence.
_FIELD_NAMES: Final = {
    "product": "The product",
    "billing_unit": "The billing unit",
    "hcpcs": "The HCPCS code",
    "dose": "The dose",
    "container": "The container size",
    "opened": "What was opened",
    "multi_dose": "Multi-dose",
    "given_on": "The day given",
    "dose_number": "The dose number",
}
_NAMES_OF_FIELDS: Final = {"field", "first", "second"}
# What a person typed is shown short; what we say ourselves is shown whole.
_TYPED: Final = {"entered", "unit", "field", "first", "second", "container", "dose", "given", "code", "name"}


def sentence(problem: Problem) -> str:
    """Say what cannot be used and what to enter; at most three short sentences."""
    values = {field.name: _shown(field.name, getattr(problem, field.name)) for field in fields(problem)}  # type: ignore[arg-type]
    said = _SENTENCES[type(problem)].format_map(values)
    if not str(getattr(problem, "entered", "something")).strip():
        return f"Nothing was entered. {said.partition('. ')[2]}"
    return said


def _shown(name: str, value: object) -> str:
    if isinstance(value, tuple):
        return _either([_plain(str(item)) for item in value])
    if isinstance(value, int):
        return f"{value:,}"
    text = _short(str(value)) if name in _TYPED else _plain(str(value))
    if name in _NAMES_OF_FIELDS:
        named = _FIELD_NAMES.get(text, text)
        return named if name != "second" else f"{named[:1].lower()}{named[1:]}"
    return f"“{text}”" if name == "entered" else text


def _short(text: str) -> str:
    return _plain(text) if len(text) <= _LONGEST_ECHO else f"{_plain(text[:_LONGEST_ECHO])}…"


def printable(text: str) -> str:
    """Give a text without what moves a cursor or breaks a line, cut where no sentence is that long."""
    return _plain(text if len(text) <= _LONGEST_SENTENCE else f"{text[:_LONGEST_SENTENCE]}…")


def _plain(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def _either(items: list[str]) -> str:
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} or {items[-1]}"

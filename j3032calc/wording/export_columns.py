"""What stands in each column of the CSV export, in plain words; the schema that the program prints is made of it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

CSV_TELLS: Final = (
    "One row for each version of an administration, oldest entry first. UTF-8 with a byte order mark, commas, CRLF. "
    "Only rows whose stands is yes count: the others were amended or voided since. Amounts are text with their unit, "
    "exact. What is not recorded is empty. A cell that would be a formula to a spreadsheet begins with an apostrophe."
)
JSONL_TELLS: Final = (
    "One JSON object a line, in UTF-8. The first line says what the file is; each other line is one entry of the log, "
    "oldest first. Keys stay; new ones may be added."
)
# What some columns hold that is not text. Everything else is.
CSV_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {"entry": "integer", "administered_units": "integer", "discarded_units": "integer"}
    | dict.fromkeys(("born", "given_on", "weight_on", "next_due", "payer_earliest"), "date")
    | dict.fromkeys(
        ("entry_at", "started_at", "stopped_at", "discarded_at", "signed_at", "changed_at"),
        "datetime",
    )
)
CSV_COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "entry": "Number of the entry in the log",
        "entry_at": "When the entry was written",
        "entry_by": "Id of the account that wrote it",
        "what": "recorded, amended or voided",
        "reason": "Why it was amended or voided",
        "stands": "yes on the newest version of a dose that is not voided, else no",
        "patient_id": "The log's own id of the patient",
        "record_number": "The clinic's number of the patient, as of today",
        "family_name": "Family name, as of today",
        "given_name": "Given name, as of today",
        "born": "Birth date",
        "sex": "female, male, other or unknown",
        "administration_id": "The log's own id of the administration; all its versions have it",
        "order_id": "The log's own id of the order",
        "product_id": "Id of the product in the catalogue; empty for a drug that was typed",
        "drug": "Generic name and brand, or what was typed",
        "hcpcs": "HCPCS code that is billed",
        "given_on": "Day given",
        "started_at": "Start",
        "stopped_at": "End",
        "route": "Route",
        "body_site": "Where on the body",
        "weight": "Weight of the patient",
        "weight_on": "Day of the weight",
        "source": "Where the drug came from: purchased, 340b, white-bag, sample or free",
        "containers": "Each container: count x content, volume, NDC (proposed where nobody confirmed it), lot, expiry; "
        "separated by semicolons",
        "ordered": "Amount ordered",
        "opened": "Amount opened; given, discarded, kept and not infused together",
        "given": "Amount given",
        "discarded": "Amount discarded",
        "kept": "Amount kept for later (multi-dose containers)",
        "not_infused": "Amount drawn and not given, of a dose that was stopped early",
        "billing_unit": "What one billing unit is",
        "administered_units": "Billing units given",
        "discarded_units": "Billing units discarded",
        "claim_lines": "Each claim line: code and modifiers x units, NDC and its quantity; separated by semicolons",
        "payer_id": "Id of the payer profile that the lines follow",
        "authorization_number": "Number of the authorization",
        "diagnoses": "ICD-10-CM codes, separated by semicolons",
        "discard_reason": "Why the rest was discarded",
        "discard_method": "How it was discarded",
        "discarded_at": "When it was discarded",
        "discard_confirmed_by": "Who discarded it",
        "discard_witness": "Who witnessed the discard",
        "unwitnessed_reason": "Why nobody witnessed it, where the site asks for a witness",
        "given_by": "Who signed that the dose was given, or copied it from another record",
        "signed_at": "When that was signed",
        "changed_by": "Who amended or voided it",
        "changed_at": "When it was amended or voided",
        "next_due": "Day on which the next dose is due",
        "payer_earliest": "First day on which the payer pays for the next dose",
        "opened_reason": "Why more was opened than the least waste asks",
        "early_reason": "Why the dose was early",
        "late_reason": "Why it was charted late, or from which file and row it was copied",
        "stopped_early_reason": "Why the dose was stopped early",
        "site_override": "The site's reason for billing another code than CMS says",
        "catalogue_edition": "Edition of the catalogue that the numbers stand on",
        "app_version": "Version of the program that charted it",
        "fingerprint": "Place of the entry in the hash chain of the log",
    }
)

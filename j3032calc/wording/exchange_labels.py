"""What the pages say around exports, imports and the comparison with CMS. Light, like ``form_texts``."""

from __future__ import annotations

from typing import Final

from j3032calc.wording.form_texts import FormText
from j3032calc.wording.labels import FieldText

STOP: Final = "Stop"
BEGINNING: Final = "One moment."

# --- Import ----------------------------------------------------------------------------------------------------------

IMPORT_TELLS: Final = (
    "Patients and past doses come from a CSV file with columns of the log's own CSV export. For a patient "
    "record_number, family_name, given_name, born and sex are enough, for a dose also drug, given_on and given. "
    "Patients and orders come from a FHIR R4 file (Patient, MedicationRequest).\n"
    "You see what becomes of each row before anything is written. Then all of it is imported, or nothing. "
    "Doses are marked as late entries, and your PIN says that you copied them, not that you gave them."
)
IMPORT_ACTIONS: Final = {
    "choose": "Choose a file",
    "import": "Import all of it",
    "somebody_else": "This is somebody else",
    "refused": "Show only what cannot be used",
    "back": "Earlier rows",
    "on": "Later rows",
}
IMPORT_COLUMNS: Final = ("Row", "Patient", "What becomes of it")
IMPORT_FORM: Final = FormText(
    "Import all of it",
    "Your PIN signs that you copied these doses from another record.",
    {"pin": FieldText("Your P&IN", "Only doses need it", "Your PIN")},
    "Import",
    can_cancel=True,
)
CHOOSE_IMPORT: Final = "Choose the file to import"
IMPORT_FILES: Final = "CSV or FHIR (*.csv *.json);;All files (*)"
IMPORT_STOPPED: Final = "Stopped. Nothing was imported."
CHOOSE_ROW: Final = "Choose the row first: one that may be a patient who is here already."

# --- Export ----------------------------------------------------------------------------------------------------------

FORMS: Final[tuple[tuple[str, str], ...]] = (
    ("csv", "CSV: doses for a spreadsheet"),
    ("jsonl", "JSON lines: every entry, for other programs"),
    ("fhir", "FHIR R4 bundle: for another record system"),
    ("837p", "837P: claims for a clearinghouse"),
    ("ics", "iCalendar: due dates for a calendar"),
)
FORMS_OF_LOG: Final = tuple(one for one in FORMS if one[0] != "fhir")
FORM_CAPTION: Final = "Kind of file"
OF_LOG: Final = FormText(
    "Export the log",
    "A FHIR bundle is of one patient: open the patient and press Export there.",
    {
        "first": FieldText("&From", "Empty: from the beginning", "First day"),
        "last": FieldText("&To", "Empty: to the end", "Last day"),
    },
    "Choose where to save",
)
OF_PATIENT: Final = FormText(
    "Export this patient",
    "",
    {},
    "Choose where to save",
    can_cancel=True,
)
PARTS_CAPTION: Final = "Which part"
PARTS_OF_PATIENT: Final = (
    ("all", "Everything of this patient"),
    ("record", "The record of {day} alone: {drug}"),
)
WITH_NAMES: Final = "Put the names of patients into the calendar"
KNOWS: Final = "I know that this file is not encrypted"
LEFT_OUT: Final = "Left out: {what}."
CLAIMS_CAPTION: Final = "Claims to write"
CLAIM_COLUMNS: Final = ("Given on", "Patient", "Drug", "Why it is no claim yet")
LIST_CLAIMS: Final = "List the claims of these days"
NO_CLAIMS: Final = "No dose of these days can be claimed."
MANY_CLAIMS: Final = "There are more than {most:,} doses. Choose fewer days, or all of them are written."
SAVE_EXPORT: Final = "Save the export"
EXPORT_FILES: Final = "All files (*)"
EXPORT_STOPPED: Final = "Stopped. There is no file."
EXPORT_NAME: Final = "{what}-{day}.{suffix}"
EXPORT_SUFFIXES: Final = {"csv": "csv", "jsonl": "jsonl", "fhir": "fhir.json", "837p": "837", "ics": "ics"}

# --- The comparison with CMS -----------------------------------------------------------------------------------------

CROSSWALK: Final = "The catalogue against a CMS file"
CROSSWALK_TELLS: Final = (
    "Each quarter CMS publishes which NDC is billed with which code (ASP NDC-HCPCS crosswalk, CSV). Choose that file "
    "to see where it and the catalogue differ. Nothing is changed by it."
)
CROSSWALK_ACTIONS: Final = {"compare": "Compare with a CMS crosswalk"}
CROSSWALK_COLUMNS: Final = ("Product", "NDC", "What", "The file says", "The catalogue says")
CHOOSE_CROSSWALK: Final = "Choose the CMS crosswalk"
CROSSWALK_FILES: Final = "CSV (*.csv *.txt);;All files (*)"
CROSSWALK_STOPPED: Final = "Stopped."

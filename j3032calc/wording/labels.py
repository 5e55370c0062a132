"""What the window says around the answers: labels, hints, buttons, names for screen readers.

Light on purpose: no domain import and nothing to work out, so that the window is painted before anything heavy loads.
An ``&`` stands before the letter that, with Alt, goes to the field.
"""

from __future__ import annotations

from typing import Final, NamedTuple

WINDOW_TITLE: Final = "J3032 Calculator"
NO_PATIENT: Final = "No patient: nothing is stored."
LOG_OPEN: Final = "The patient log is open."
BACKING_UP: Final = "The patient log is open. The day’s backup is being made."
ADVISES: Final = "This advises; a licensed person decides."
EDITION: Final = "Catalogue edition {edition}"

# --- The form --------------------------------------------------------------------------------------------------------


class FieldText(NamedTuple):
    """What a field says of itself: its label, what to enter, and its name for a screen reader."""

    label: str
    hint: str
    name: str


FIELDS: Final = {
    "product": FieldText("&Product", "Name, code or NDC, or scan the carton", "Product"),
    "billing_unit": FieldText("&Billing unit", "What one unit is, like 10 mg", "Billing unit"),
    "hcpcs": FieldText("&HCPCS code", "A letter and four digits", "HCPCS code"),
    "dose": FieldText("&Dose", "Like 210 mg or 3 mg/kg", "Dose as ordered"),
    "weight": FieldText("&Weight", "With kg or lb, for a dose per kg", "Weight of the patient"),
    "given_on": FieldText("Date &given", "Like 23-Nov-2026", "Date given"),
    "dose_number": FieldText("Dose &number", "Which dose of the schedule, from 1", "Dose number in the schedule"),
    "every": FieldText("Order says e&very", "Like 4 weeks", "Interval of the order"),
    "container": FieldText("&Container size", "Like 100 mg in 10 mL; a semicolon between sizes", "Container size"),
    "sizes": FieldText("Other si&zes", "Like 100 mg in 10 mL; a semicolon between sizes", "Other container sizes"),
    "opened": FieldText("Really &opened", "If it was not as proposed, like 3 x 100 mg", "What was really opened"),
    "given": FieldText("Given when &stopped early", "Only then, like 120 mg", "Given when stopped early"),
}
GIVE: Final = "Give"
OTHER_DRUG: Final = "&Another drug"
MULTI_DOSE: Final = "The containers are &multi-dose"
CONTAINERS: Final = "Containers that may be opened"
SCHEDULE: Final = "Schedule on the label"
NO_SCHEDULE: Final = "Not chosen yet"
PAYER: Final = "Payer"
NO_PAYER: Final = "Not entered: JW and JZ as Medicare"
ALL_PRODUCTS: Final = "Show all products"
PRODUCT_FOUND: Final = "{name}, {hcpcs}"
SCANNED: Final = "{name}, {hcpcs}. Lot {lot}, expiry {expiry}, read from the code"
NOT_ON_THE_CODE: Final = "not on the code"
MEANS_DATE: Final = "It means {date}"
NOT_IN_CATALOGUE: Final = "NDC {ndc} is not in this catalogue. Enter the drug as another drug, by its billing unit."

# The short names that "Still needed" and "Check" use.
FIELD_NAMES: Final = {
    "product": "product",
    "billing_unit": "billing unit",
    "hcpcs": "HCPCS code",
    "dose": "dose",
    "weight": "weight",
    "given_on": "date given",
    "dose_number": "dose number",
    "every": "interval of the order",
    "container": "container size",
    "sizes": "other sizes",
    "opened": "what was opened",
    "given": "amount given",
    "containers": "containers that may be opened",
    "schedule": "schedule",
    "payer": "payer",
}

NEEDED: Final = {"weight": "weight, because the dose is per kg"}

# --- The answers -----------------------------------------------------------------------------------------------------

LOADING: Final = "Loading the catalogue. You can type already."
STILL_NEEDED: Final = "Still needed: {fields}."
CHECK_ENTRY: Final = "No answer yet. Check the {fields}."
CANNOT_ANSWER: Final = "The catalogue could not be loaded, so nothing can be answered."

NO_ANSWER: Final = "–"
DRAW: Final = "Draw"
BILL: Final = "Bill"
DISCARDED: Final = "Discarded"
NEXT_DUE: Final = "Next due"

FOR_DOSE: Final = "for {dose}"
VOLUME_UNKNOWN: Final = "The container's volume is not known. Enter it like 100 mg in 10 mL."
SHORT: Final = "Short by {amount}"
EXPLAINED_BELOW: Final = "See To check below"
NO_CLAIM_LINE: Final = "No claim line"
UNITS_OF: Final = "{code}, {unit} per billing unit"
NO_CODE: Final = "no code"
SITE_OVERRIDE: Final = "{code} (site override)"
ENTERED_BY_SITE: Final = "{code} (entered by the site: verify)"
RETIRED_DRUG: Final = "{code} (entered by the site, and not used any more)"
NO_MODIFIER: Final = "no modifier"
NONE: Final = "none"
NOTHING_DISCARDED: Final = "Everything opened was given"
DISCARDED_VOLUME: Final = "{volume} in the container"
BELOW_ONE_UNIT: Final = "less than one billing unit"
KEPT: Final = "{amount} kept in the multi-dose container"
ORDER_CLOCK: Final = "Order: {interval}"
LABEL_CLOCK: Final = "Label: {interval}"
SITE_CLOCK: Final = "Entered by the site: {interval}"
PAYER_CLOCK: Final = "Payers from {date}"
PAYER_CLOCK_UNKNOWN: Final = "Payer interval not known"

OPEN: Final = "Open"
USE_WHOLE: Final = "{amount} given"
USE_EACH: Final = "{amount} given from each"
USE_VOLUME: Final = "{amount} ({volume}) given"
USE_VOLUME_EACH: Final = "{amount} ({volume}) given from each"
USE_REST: Final = "{amount} {fate}"
REST_DISCARDED: Final = "discarded"
REST_KEPT: Final = "kept"
USE_NONE: Final = "not used"

CLAIM_LINES: Final = "Claim lines"
CLAIM_COLUMNS: Final = ("HCPCS code", "Modifier", "Billing units", "For")
CLAIM_NUMBER_COLUMN: Final = 2
CLAIM_NDC: Final = "NDC {ndc}, quantity {quantity}"
CLAIM_LINE: Final = "{code}, modifier {modifiers}: {units} billing units {fate}"
FOR_GIVEN: Final = "given"
FOR_DISCARDED: Final = "discarded"
NDC_PROPOSED: Final = "The NDC is proposed until the container is scanned."

TO_CHECK: Final = "To check"
SUMMARY_STOPS: Final = "The claim is stopped by {findings}, below."
SUMMARY_CHECKS: Final = "{things} to check, below."
SUMMARY_NOTES: Final = "Nothing to check. There are notes below."
SUMMARY_NOTHING: Final = "Nothing to check."
SEVERITY: Final = {"stop": "Stops the claim", "warn": "Check", "info": "Note"}
CARE: Final = {"hold": "hold before giving", "ask": "ask the prescriber", "none": ""}
SOURCE: Final = "{rule}. Source: {source}"

WORKING: Final = "Working"
SOURCES: Final = "Sources"
CITED: Final = "{fact}: {citation}."

# --- The code cross-check --------------------------------------------------------------------------------------------

CODE_CHECK: Final = "Code cross-check"
CODE_AGREE: Final = "{code}: CMS and the source document agree."
CODE_DISAGREE: Final = "{code}: CMS and the source document disagree."
CODE_CMS_ONLY: Final = "{code}: the source document does not mention this code."
CMS_SAYS: Final = "CMS says"
DOCUMENT_SAYS: Final = "The source document says"
CHOOSE_DRUG: Final = "Choose the drug, never the code. Billing follows CMS."
DRUG_BUTTON: Final = "{name}\n{hcpcs} at CMS ({key})"
DRUG_UNIT: Final = "{unit} per billing unit. {citation}"
DRUG_BUTTON_TIP: Final = "Calculate for this drug ({key})"
CITATION: Final = "{citation}."
NO_CODE_TO_CHECK: Final = "There is no code to check yet. Enter a product or a code first."

# --- Actions ---------------------------------------------------------------------------------------------------------


class ActionText(NamedTuple):
    """What an action says of itself: its button, what it does, and its keys (the first is shown)."""

    button: str
    does: str
    keys: tuple[str, ...]


ACTIONS: Final = {
    "product": ActionText("", "Go to the product, to type or scan", ("F2",)),
    "new": ActionText("New", "Clear everything and start again", ("Ctrl+N",)),
    "save": ActionText("Save PDF", "Save the calculation as a one-page PDF", ("Ctrl+S",)),
    "code": ActionText("Code check", "Compare what CMS and the document say of the code", ("F3",)),
    "working": ActionText("Working", "Show or hide how each number was worked out", ("F4",)),
    "theme": ActionText("Dark", "Change between light, dark and black with high contrast", ("F7",)),
    "smaller": ActionText("A−", "Smaller text", ("Ctrl+-",)),
    "bigger": ActionText("A+", "Bigger text, up to 200 %", ("Ctrl++", "Ctrl+=")),
    "keys": ActionText("Keys", "Show the keys", ("F1",)),
    "close": ActionText("", "Close the card, the message or the form in front", ("Esc",)),
    "quit": ActionText("", "Close the window", ("Ctrl+Q",)),
}
BUTTON_NAMES: Final = {"smaller": "Smaller text", "bigger": "Bigger text", "keys": "Show the keys"}
TIP: Final = "{does} ({key})"
# What the button says that goes on to a theme.
THEMES: Final = {"light": "Light", "dark": "Dark", "contrast": "Black"}
FIELD_KEYS: Final = ("Alt + letter", "Go to the field whose label has that letter underlined")
ENTER_KEY: Final = ("Enter", "Go to the next field, or choose from the list")
SPACE_KEY: Final = ("Space", "Press the button, or tick, that has the focus")
LIST_KEY: Final = ("Down", "Open the list of products, or go to the patients that were found")
PIN_KEY: Final = ("Enter", "After the PIN: sign")
CLOSE: Final = "Close"

# --- Messages --------------------------------------------------------------------------------------------------------

NOTHING_TO_SAVE: Final = "There is nothing to save yet. Enter the product and the dose first."
SAVE_TITLE: Final = "Save the calculation as PDF"
PDF_FILES: Final = "PDF files (*.pdf)"
FILE_NAME: Final = "calculation-{product}-{date}.pdf"
OTHER_DRUG_FILE: Final = "drug"
SAVING: Final = "Saving {file}."
SAVED: Final = "Saved {file}."
NOT_SAVED: Final = "The PDF could not be saved. Your entries are still on screen. Choose another folder and save again."
STILL_ON_SCREEN: Final = "Your entries are still on screen."
SAVE_AGAIN: Final = "Save again"
CLEARED: Final = "Cleared."
PUT_BACK: Final = "Put back"
INTERNAL_ERROR: Final = (
    "Something went wrong inside the app, and the last step may be missing. What you entered is kept. "
    "Check it before you go on."
)
INTERNAL_ERROR_NOT_KEPT: Final = (
    "Something went wrong inside the app, and what you entered is only on screen. "
    "Write it down, then close the app and open it again."
)
INTERNAL_ERRORS: Final = (
    "Something goes wrong inside the app again and again. What you entered is kept. Close the app and open it again."
)
ERROR_DETAILS: Final = (
    "For whoever looks after the app: this is where it happened. It says nothing about a patient, and stands in "
    "the file errors.log of the data folder too.\n{report}"
)
COPY: Final = "Copy"
DETAILS: Final = "Details"

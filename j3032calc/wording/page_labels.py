"""What the pages of the patient log say around their content: titles, fields, hints and buttons.

Light on purpose, like ``labels``: no domain import, so that the window is painted before anything heavy loads.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from j3032calc.wording.labels import FieldText

if TYPE_CHECKING:
    from collections.abc import Mapping


class FormText(NamedTuple):
    """What a form says of itself: its title, a hint below it, its fields in order, and the button that goes on."""

    title: str
    hint: str
    fields: dict[str, FieldText]
    send: str
    can_cancel: bool = False
    # Choices below the fields: what they are called, and their keys with what each says.
    choices: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = MappingProxyType({})


CANCEL: Final = "Cancel"
# Fields whose text is hidden while it is typed, and never read aloud or kept.
SECRETS: Final = frozenset({"password", "again", "old", "pin", "pin_again", "witness_pin"})
DATES: Final = frozenset({"born", "given_on", "ordered_on", "starts_on", "expires_on", "signed_on", "weighed_on"})

# --- The way in ------------------------------------------------------------------------------------------------------

_USER: Final = FieldText("&User", "The name that you sign in with", "User name")
_PASSWORD: Final = FieldText("&Password", "12 characters or more; a sentence is good", "Password")
_AGAIN: Final = FieldText("Password a&gain", "", "Password again")

SIGN_IN: Final = FormText(
    "Sign in",
    "The patient log is locked. Patients are hidden and the log is encrypted.",
    {"user": _USER, "password": FieldText("&Password", "", "Password")},
    "Sign in",
)
SET_UP: Final = FormText(
    "Set up the patient log",
    "The log stays on this workstation, encrypted. You become its first administrator.",
    {
        "site": FieldText("&Site", "Like Lakeside Infusion Center", "Name of the site"),
        "name": FieldText("Your &name", "As it stands under your signature", "Your name"),
        "credential": FieldText("C&redential", "Like RN", "Your credential"),
        "user": _USER,
        "password": _PASSWORD,
        "again": _AGAIN,
    },
    "Set up",
    can_cancel=True,
)
ALSO_CHARTS: Final = "I also chart and &lead here (not only an administrator)"
RECOVER: Final = FormText(
    "Emergency access",
    "The printed recovery key opens the log to read, print and let people in again. Every use is noted.",
    {
        "key": FieldText("Recovery &key", "Nine groups of four, from paper", "Recovery key"),
        "name": FieldText("Your &name", "Who you are", "Your name"),
        "reason": FieldText("&Reason", "Why no account can be used", "Reason"),
    },
    "Open the log",
    can_cancel=True,
)
NEW_PASSWORD: Final = FormText(
    "Choose your own password",
    "The password that you were given works only once.",
    {
        "old": FieldText("&Old password", "The one that you signed in with", "Old password"),
        "password": FieldText("&New password", "12 characters or more; a sentence is good", "New password"),
        "again": _AGAIN,
    },
    "Change password",
)
NEW_PIN: Final = FormText(
    "Choose your PIN",
    "The PIN signs doses. It does not open the log.",
    {
        "password": FieldText("&Password", "The one that you sign in with", "Password"),
        "pin": FieldText("P&IN", "4 to 8 digits", "PIN"),
        "pin_again": FieldText("PIN a&gain", "", "PIN again"),
    },
    "Keep PIN",
    can_cancel=True,
)
OPENING: Final = "Opening the log."
RECOVERY_KEY_TITLE: Final = "Recovery key"
RECOVERY_KEY_TELLS: Final = (
    "This key opens the log when nobody can sign in. It is shown only now. "
    "Print it or write it down, seal it, and keep it away from this computer."
)
RECOVERY_KEY_DONE: Final = "The key is on paper"
USE_RECOVERY_KEY: Final = "Use the recovery key"
JUST_CALCULATE: Final = "Just calculate"
SIGNED_OUT: Final = "You are signed out."
LEAVING: Final = "You are signed out. The backup is being made."
CLOSING: Final = "The backup is being made. The window closes after that."
CLOSE_ANYWAY: Final = "Close the window"
LEAVE_ANYWAY: Final = "Leave without it"
LOCKED: Final = "Locked. What you had not finished is kept."

# --- The frame -------------------------------------------------------------------------------------------------------


class PageText(NamedTuple):
    """One page of the window: what its button says, and its key."""

    button: str
    key: str


PAGES: Final = {
    "today": PageText("Today", "F5"),
    "patient": PageText("Patient", "F6"),
    "give": PageText("Give", "F8"),
    "settings": PageText("Settings", "F9"),
}
LOCK: Final = PageText("Lock", "Ctrl+L")
SIGN_OUT: Final = PageText("Sign out", "Ctrl+Shift+L")
WAY_IN: Final = PageText("Patient log", "Ctrl+P")
WHO: Final = "{name}, {credential}"

# --- Today -----------------------------------------------------------------------------------------------------------

TODAY_TITLE: Final = "Today"
FIND: Final = FieldText(
    "&Find a patient", "Any beginning of a name, the record number, or the birth date", "Find a patient"
)
PATIENT_COLUMNS: Final = ("Patient", "Birth date", "Record number")
DUE_COLUMNS: Final = ("Patient", "Birth date", "Record number", "Drug", "When", "Last given")
TODAY_PARTS: Final = {
    "under_way": "Under way",
    "overdue": "Overdue",
    "due": "Due",
    "coming": "Coming up",
}
COUNTED: Final = "{heading} ({count})"
NEW_PATIENT: Final = "New patient"
OPEN_PATIENT: Final = "Open"
NOBODY_FOUND: Final = "Nobody found. Check the spelling, or add the patient."
NOTHING_DUE: Final = "Nobody is due, overdue or coming up in the next 7 days, and nothing is under way."
MORE: Final = "There are more than fit here. Find the patient by name."
OLDER: Final = "Some have been overdue for more than half a year; they are not listed."

# --- Patient ---------------------------------------------------------------------------------------------------------

NOT_CHOSEN: Final = "Not chosen yet"
_NOT_CHOSEN: Final = ("", NOT_CHOSEN)
_REASON: Final = FieldText("&Reason", "Why this is changed", "Reason")

PATIENT_FORM: Final = FormText(
    "New patient",
    "Names and birth date as on the order or the insurance card.",
    {
        "family": FieldText("&Family name", "", "Family name"),
        "given": FieldText("&Given name", "", "Given name"),
        "born": FieldText("&Born", "Like 03-Feb-1980", "Birth date"),
        "identifier": FieldText("&Record number", "The clinic's number", "Record number"),
    },
    "Add patient",
    can_cancel=True,
    choices={
        "sex": (
            "Sex",
            (_NOT_CHOSEN, ("female", "Female"), ("male", "Male"), ("other", "Other"), ("unknown", "Unknown")),
        )
    },
)
PATIENT_AMENDED_FORM: Final = PATIENT_FORM._replace(
    title="Correct the patient",
    hint="What was there before stays in the log.",
    fields=PATIENT_FORM.fields | {"reason": _REASON},
    send="Keep the correction",
)
ADD_ANYWAY: Final = "These may be the same person. Open the one that is meant, or add a new patient all the same."
IS_SOMEBODY_ELSE: Final = "Somebody else: add the patient"
WEIGHT_FORM: Final = FormText(
    "Weight",
    "",
    {
        "weight": FieldText("&Weight", "With kg or lb, like 72.4 kg", "Weight"),
        "weighed_on": FieldText("&Measured on", "Like 23-Nov-2026", "Measured on"),
    },
    "Keep weight",
    can_cancel=True,
)
ALLERGIES_FORM: Final = FormText(
    "Allergies",
    "Empty means: asked, and there are none.",
    {
        "allergies": FieldText(
            "A&llergies", "A semicolon between them, the reaction in brackets: latex (rash); penicillin", "Allergies"
        )
    },
    "Keep allergies",
    can_cancel=True,
)
COVERAGE_FORM: Final = FormText(
    "Coverage",
    "Who pays first.",
    {
        "member_id": FieldText("&Member number", "As on the card", "Member number"),
        "group": FieldText("&Group", "If there is one", "Group number"),
    },
    "Keep coverage",
    can_cancel=True,
    choices={
        "payer_id": ("Payer", (_NOT_CHOSEN,)),
        "relation": (
            "The insured person is",
            (("self", "The patient"), ("spouse", "Spouse"), ("child", "Child"), ("other", "Other")),
        ),
    },
)
ORDER_FORM: Final = FormText(
    "New order",
    "As the prescriber wrote it.",
    {
        "product": FieldText("&Product", "Name or NDC", "Product"),
        "dose": FieldText("&Dose", "Like 210 mg or 3 mg/kg", "Dose as ordered"),
        "schedule": FieldText("S&chedule", "Where the label has several: asthma, egpa, csu, ...", "Labelled schedule"),
        "every": FieldText("E&very", "Where the order says it: 4 weeks", "Interval of the order"),
        "prescriber": FieldText("P&rescriber", "Like Dr. Ana Ruiz", "Prescriber"),
        "prescriber_credential": FieldText("Cred&ential", "Like MD", "Credential of the prescriber"),
        "npi": FieldText("&NPI", "10 digits, if known", "NPI of the prescriber"),
        "diagnoses": FieldText("D&iagnoses", "ICD-10, a semicolon between them: J45.50", "Diagnoses"),
        "ordered_on": FieldText("&Ordered on", "Like 23-Nov-2026", "Ordered on"),
        "signed_on": FieldText("&Signed on", "Empty while it is not signed", "Signed on"),
        "starts_on": FieldText("S&tarts on", "Empty: from the day of the order", "Starts on"),
        "expires_on": FieldText("E&xpires on", "The last day on which it counts", "Expires on"),
    },
    "Keep order",
    can_cancel=True,
)
END_ORDER_FORM: Final = FormText(
    "End the order",
    "It stays in the log.",
    {"reason": FieldText("&Reason", "Why it ends", "Reason")},
    "End order",
    can_cancel=True,
)
VOID_FORM: Final = FormText(
    "Void the record",
    "It stays in the log as it was, marked as voided.",
    {"reason": FieldText("&Reason", "Why it is voided", "Reason"), "pin": FieldText("Your P&IN", "", "Your PIN")},
    "Void",
    can_cancel=True,
)
DOSE_COLUMNS: Final = ("Given on", "Drug", "Amounts", "Billing units", "Given by", "Record")
ORDER_COLUMNS: Final = ("Drug", "Dose", "Prescriber", "Order")
ENTRY_COLUMNS: Final = ("Entry", "When", "What", "Who", "Reason")
DOSES: Final = "Doses"
ORDERS: Final = "Orders"
ENTRIES: Final = "Everything in this patient's log"
PATIENT_ACTIONS: Final = {
    "give": PageText("Give", "Ctrl+G"),
    "order": PageText("New order", "Ctrl+O"),
    "end_order": PageText("End order", ""),
    "weight": PageText("Weight", "Ctrl+W"),
    "allergies": PageText("Allergies", ""),
    "coverage": PageText("Coverage", ""),
    "amend": PageText("Correct", "Ctrl+E"),
    "record": PageText("Save record", "Ctrl+R"),
    "void": PageText("Void record", ""),
    "log": PageText("Whole log", ""),
}
NO_PATIENT_OPEN: Final = "No patient is open. Find one on Today (F5)."
SAVE_RECORD: Final = "Save the record as PDF"
CHOOSE_ORDER: Final = "Choose the order first: its row in the table of orders."
CHOOSE_DOSE: Final = "Choose the record first: its row in the table of doses."
PATIENT_ADDED: Final = "The patient is in the log."
KEPT: Final = "Kept in the log."
ORDER_ENDED: Final = "The order has ended."
RECORD_VOIDED: Final = "The record is voided. It stays in the log."

# --- Give for a patient, and Sign ------------------------------------------------------------------------------------

GIVE_ACTIONS: Final = {
    "sign": PageText("Chart and sign", "Ctrl+Return"),
    "start": PageText("Start now", "Ctrl+T"),
    "abandon": PageText("Abandon", ""),
}
GIVING: Final = "This dose is kept as a draft until it is signed."
RUNNING: Final = "Running since {time}."
NOTHING_TO_SIGN: Final = "There is no answer to sign yet. Check the product and the dose."
SIGN_TITLE: Final = "Chart and sign"
LAST_LOOK: Final = "The last look"
LOT: Final = FieldText("Lot", "As on the container, or scan it", "Lot of {container}")
EXPIRY: Final = FieldText("Expiry", "Like 31-Dec-2027 or Dec-2027", "Expiry of {container}")
NDC_CONFIRMED: Final = "NDC {ndc} is what stands on the carton"
CONTAINER: Final = "{count} × {form} of {content}"
EACH_LOT: Final = "The lots differ: chart each container"
CHART_FIELDS: Final = {
    "started_at": FieldText("&Start", "24-hour clock, like 14:05", "Start time"),
    "stopped_at": FieldText("S&top", "24-hour clock, like 14:35", "Stop time"),
    "body_site": FieldText("&Where", "Like left forearm, abdomen", "Body site"),
    "weighed_on": FieldText("&Weighed on", "Like 23-Nov-2026", "Day of the weight"),
    "authorization": FieldText("Aut&horization", "Number, if there is one", "Authorization number"),
    "observed_minutes": FieldText("&Observed", "Minutes afterwards, like 30", "Minutes observed"),
    "reaction": FieldText("&Reaction", "Like none, or what happened", "Reaction"),
    "early_reason": FieldText("Why &early", "Only for a dose before its day", "Reason for an early dose"),
    "opened_reason": FieldText("Why more was o&pened", "Only then", "Reason for opening more"),
    "late_reason": FieldText("Why charted &late", "A dose of an earlier day", "Reason for the late entry"),
    "stopped_early_reason": FieldText("Why stopped earl&y", "Like reaction, line lost", "Reason for stopping early"),
}
DISCARD_FIELDS: Final = {
    "discard_reason": FieldText("Reason", "Like rest of a single-dose vial", "Reason for the discard"),
    "discard_method": FieldText("How", "Like pharmaceutical waste bin", "How it was discarded"),
    "unwitnessed_reason": FieldText("Why no witness", "Where the site asks for one", "Reason for no witness"),
    "witness": FieldText("Witness", "User name of another person who saw it", "User name of the witness"),
    "witness_pin": FieldText("PIN of the witness", "", "PIN of the witness"),
}
SOURCE_CAPTION: Final = "The drug was"
NOT_SHARED: Final = "None of the rest was given to any other patient"
CONFIRM_GIVEN: Final = "Given: {amount} of {drug} to {patient}"
CONFIRM_DISCARDED: Final = "Discarded: {amount}"
DISCARD_TITLE: Final = "Discarded: {amount}"
PIN: Final = FieldText("Your P&IN", "Signs this record", "Your PIN")
SIGN: Final = "Sign"
BACK: Final = "Back to Give"
SIGNED: Final = "Signed. The record is entry {sequence} of the log."
ABANDON_FORM: Final = FormText(
    "Abandon this administration",
    "What was typed goes. That it was given up, and why, stays in the log.",
    {"reason": FieldText("&Reason", "Like patient unwell, not given", "Reason")},
    "Abandon",
    can_cancel=True,
)
ABANDONED: Final = "The administration is abandoned."

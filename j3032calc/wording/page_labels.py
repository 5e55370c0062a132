"""What the frame, Today, Give for a patient and Sign say around their content. Light, like ``form_texts``."""

from __future__ import annotations

from typing import Final

from j3032calc.wording.form_texts import REASON, FormText, PageText
from j3032calc.wording.labels import FieldText

# --- The frame -------------------------------------------------------------------------------------------------------

PAGES: Final = {
    "today": PageText("Today", "F5"),
    "patient": PageText("Patient", "F6"),
    "give": PageText("Give", "F8"),
    "settings": PageText("Settings", "F9"),
}
SWITCH: Final = PageText("Switch user", "F12")
LOCK: Final = PageText("Lock", "Ctrl+L")
SIGN_OUT: Final = PageText("Sign out", "Ctrl+Shift+L")
WAY_IN: Final = PageText("Patient log", "Ctrl+I")
WHO: Final = "{name}, {credential}"

# --- Today -----------------------------------------------------------------------------------------------------------

TODAY_TITLE: Final = "Today"
FIND: Final = FieldText(
    "&Find a patient", "Any beginning of a name, the record number, or the birth date", "Find a patient"
)
PATIENT_COLUMNS: Final = ("Patient", "Birth date", "Record number")
DUE_COLUMNS: Final = ("Patient", "Birth date", "Number", "Drug", "When", "Ready?")
TODAY_PARTS: Final = {
    "under_way": "Under way",
    "overdue": "Overdue",
    "due": "Due",
    "coming": "Coming up",
}
COUNTED: Final = "{heading} ({count})"
TODAY_ACTIONS: Final = {"new_patient": PageText("New patient", "Ctrl+Shift+N")}
OPEN_PATIENT: Final = "Open"
NOBODY_FOUND: Final = "Nobody found. Check the spelling, or add the patient."
NOTHING_DUE: Final = "Nobody is due, overdue or coming up in the next 7 days, and nothing is under way."
MORE: Final = "There are more than fit here. Find the patient by name."
OLDER: Final = "Some have been overdue for more than half a year; they are not listed."

# --- Give for a patient, and Sign ------------------------------------------------------------------------------------

GIVE_ACTIONS: Final = {
    "sign": PageText("Chart and sign", "Ctrl+Return"),
    "start": PageText("Start now", "Ctrl+T"),
    "stop": PageText("Stop now", "Ctrl+Shift+T"),
    "draft": PageText("Print draft", "Ctrl+Shift+D"),
    "abandon": PageText("Abandon", "Ctrl+Shift+K"),
    "calculate": PageText("Just calculate", "Ctrl+J"),
}
GIVING: Final = "This dose is kept as a draft until it is signed."
RUNNING: Final = "Running since {time}."
STOPPED: Final = "Stopped at {time}."
WEIGHED: Final = "On file: {weight}, weighed on {date}, {age}"
NOTHING_TO_SIGN: Final = "There is no answer to sign yet. Check the product and the dose."
SIGN_TITLE: Final = "Chart and sign"
LAST_LOOK: Final = "The last look"
LOOK_LOT: Final = "{container}: lot {lot}, expiry {expiry}"
NOT_ENTERED: Final = "not entered"
LOT: Final = FieldText("Lot", "As on the container, or scan it", "Lot of {container}")
EXPIRY: Final = FieldText("Expiry", "Like 31-Dec-2027 or Dec-2027", "Expiry of {container}")
NDC_CONFIRMED: Final = "NDC {ndc} is what stands on the carton"
CONTAINER: Final = "{count} × {form} of {content}"
EACH_LOT: Final = "The lots differ: &chart each container"
CHART_FIELDS: Final = {
    "drug_name": FieldText("Dr&ug", "Its whole name, like infliximab-dyyb", "Name of the drug"),
    "started_at": FieldText("&Start", "24-hour clock, like 14:05", "Start time"),
    "stopped_at": FieldText("S&top", "24-hour clock, like 14:35", "Stop time"),
    "body_site": FieldText("W&here", "Like left forearm, abdomen", "Body site"),
    "weighed_on": FieldText("&Weighed on", "Like 23-Nov-2026", "Day of the weight"),
    "authorization": FieldText("Authori&zation", "Number, if there is one", "Authorization number"),
    "observed_minutes": FieldText("&Observed", "Minutes afterwards, like 30", "Minutes observed"),
    "reaction": FieldText("&Reaction", "Like none, or what happened", "Reaction"),
    "opened_reason": FieldText("Why more was o&pened", "Only then", "Reason for opening more"),
    "late_reason": FieldText("Why charted &late", "A dose of an earlier day", "Reason for the late entry"),
    "stopped_early_reason": FieldText("Why stopped earl&y", "Like reaction, line lost", "Reason for stopping early"),
}
# Usual places by route, to press instead of typing; any other place is typed.
BODY_SITES: Final = {
    "subcutaneous": ("Abdomen", "Left thigh", "Right thigh", "Left upper arm", "Right upper arm"),
    "intravenous": ("Left forearm", "Right forearm", "Left hand", "Right hand", "Port"),
}
# How the drug was kept and prepared: each is asked where the product has a limit for it.
KEEPING_FIELDS: Final = {
    "minutes_out": FieldText(
        "Out of the refrigerator", "The longest of them, like 45 minutes or 3 days", "Time out of the refrigerator"
    ),
    "minutes_opened": FieldText("Out of the carton", "The longest of them, like 2 hours", "Time out of the carton"),
    "minutes_warmed": FieldText("Warmed up for", "Before it was given, like 30 minutes", "Time of warming up"),
    "minutes_since_mixing": FieldText("Since mixing", "Until it was given, like 20 minutes", "Time since mixing"),
}
FILTER_CAPTION: Final = "In-line filter"
FILTERS: Final = (("", "Not recorded"), ("yes", "Used"), ("no", "Not used"))
DISCARD_FIELDS: Final = {
    "discard_reason": FieldText("Reason", "Like rest of a single-dose vial", "Reason for the discard"),
    "discard_method": FieldText("How", "Like pharmaceutical waste bin", "How it was discarded"),
    "unwitnessed_reason": FieldText("Why no witness", "Where the site asks for one", "Reason for no witness"),
    "witness": FieldText("Witness", "User name of another person who saw it", "User name of the witness"),
    "witness_pin": FieldText("PIN of the witness", "", "PIN of the witness"),
}
SOURCE_CAPTION: Final = "The drug was"
CONFIRM_GIVEN: Final = "&Given: {amount} of {drug} to {patient}"
CONFIRM_DISCARDED: Final = "&Discarded: {amount}, and none of it was given to any other patient"
DISCARD_TITLE: Final = "Discarded: {amount}"
PIN: Final = FieldText("Your P&IN", "Signs this record", "Your PIN")
SIGN: Final = "Sign"
BACK: Final = "Back to Give"
SIGNED: Final = "Signed. The record is entry {sequence} of the log."
ABANDON_FORM: Final = FormText(
    "Abandon this administration",
    "What was typed goes. That it was given up, and why, stays in the log.",
    {"reason": REASON._replace(hint="Like patient unwell, not given")},
    "Abandon",
    can_cancel=True,
)
SET_ASIDE: Final = "The dose is kept as it was entered. Go on with it from Today."
ABANDONED: Final = "The administration is abandoned."

"""What the settings say around their content: parts, forms, columns and buttons. Light, like ``form_texts``."""

from __future__ import annotations

from typing import Final

from j3032calc.wording.form_texts import ADDRESS, PASSWORD, PASSWORD_AGAIN, REASON, FormText, PageText
from j3032calc.wording.labels import FieldText
from j3032calc.wording.way_in_labels import NEW_PASSWORD, NEW_PIN

PARTS: Final = {
    "own": PageText("My own", "Alt+1"),
    "people": PageText("People", "Alt+2"),
    "site": PageText("Site", "Alt+3"),
    "charges": PageText("Charges", "Alt+4"),
    "payers": PageText("Payers", "Alt+5"),
    "products": PageText("Products", "Alt+6"),
    "paper": PageText("Paper", "Alt+7"),
    "log": PageText("The log", "Alt+8"),
    "export": PageText("Export", "Alt+9"),
    "import": PageText("Import", "Alt+0"),
    "about": PageText("About", "Alt+A"),
}

# --- My own ----------------------------------------------------------------------------------------------------------

NO_PIN: Final = "You have no PIN yet. Choose one now: without it you can neither sign nor witness."
NO_PIN_NEEDED: Final = "You have no PIN. Your roles neither sign nor witness, so you need none."
HAS_PIN: Final = "You have a PIN. It signs; it does not open the log."
NO_ACCOUNT: Final = "The recovery key opened the log. This session has no account, and so no password and no PIN."
OWN_ACTIONS: Final = {"pin": "Choose PIN", "password": "Change password"}
CHANGE_PIN: Final = "Change PIN"
PIN_FORM: Final = NEW_PIN
PASSWORD_FORM: Final = NEW_PASSWORD._replace(
    title="Change your password", hint="It opens the log, and you sign in with it.", can_cancel=True
)
OWN_KEPT: Final = {
    "pin": "Your PIN is kept. Sign with it from now on.",
    "password": "Your password is changed. Sign in with the new one from now on.",
}

# --- People ----------------------------------------------------------------------------------------------------------

_NAME: Final = FieldText("&Name", "As it stands under a signature", "Name")
_CREDENTIAL: Final = FieldText("C&redential", "Like RN; may be empty", "Credential")
_GIVEN_PASSWORD: Final = {
    "password": PASSWORD._replace(
        label="&Password to begin with", hint="12 characters or more; it works once", name="Password to begin with"
    ),
    "again": PASSWORD_AGAIN,
}

ACCOUNT_COLUMNS: Final = ("User", "Name", "Roles", "State")
ROLES: Final = "Roles"
PEOPLE_ACTIONS: Final = {
    "add": "Add a person",
    "change": "Change",
    "reset": "Reset password",
    "deactivate": "Deactivate",
    "reactivate": "Reactivate",
    "recovery_key": "Replace recovery key",
}
ADD_FORM: Final = FormText(
    "Add a person",
    "Tell the person the password. At the first sign-in they choose their own.",
    {"user": FieldText("&User", "To sign in with; it stays for ever", "User name"), "name": _NAME}
    | {"credential": _CREDENTIAL}
    | _GIVEN_PASSWORD,
    "Add",
    can_cancel=True,
)
CHANGE_FORM: Final = FormText(
    "Change the account of {name}",
    "What was signed before keeps the name of then.",
    {"name": _NAME, "credential": _CREDENTIAL},
    "Keep",
    can_cancel=True,
)
RESET_FORM: Final = FormText(
    "Reset the password of {name}",
    "Tell the person the password. At the next sign-in they choose their own.",
    _GIVEN_PASSWORD,
    "Reset password",
    can_cancel=True,
)
DEACTIVATE_FORM: Final = FormText(
    "Deactivate the account of {name}",
    "The person can sign in no more. What they signed stays.",
    {"reason": REASON._replace(hint="Like left the site")},
    "Deactivate",
    can_cancel=True,
)
REACTIVATE_FORM: Final = FormText(
    "Reactivate the account of {name}",
    "Tell the person the password. At the next sign-in they choose their own.",
    _GIVEN_PASSWORD,
    "Reactivate",
    can_cancel=True,
)
RECOVERY_KEY_FORM: Final = FormText(
    "Replace the recovery key",
    "The new key is shown once, to be put on paper. The old key opens nothing any more.",
    {},
    "Replace the key",
    can_cancel=True,
)
CHOOSE_ACCOUNT: Final = "Choose the account first: its row in the table."
ACCOUNT_ADDED: Final = "{name} can sign in now, with the password that you chose."
ACCOUNT_CHANGED: Final = "The account of {name} is changed."
RESET: Final = "{name} signs in with the new password now."
DEACTIVATED: Final = "{name} can sign in no more."
REACTIVATED: Final = "{name} can sign in again, with the new password."
RECOVERY_KEY_REPLACED: Final = "The recovery key is replaced. Destroy the paper with the old one."

# --- Site ------------------------------------------------------------------------------------------------------------

IDENTITY_FORM: Final = FormText(
    "Who bills",
    "What is empty is not recorded, and a claim that needs it cannot be exported.",
    {
        "site_name": FieldText("Site &name", "As it stands on claims", "Name of the site"),
        "npi": FieldText("N&PI", "10 digits", "NPI of the site"),
        "tax_id": FieldText("&Tax number", "Like 12-3456789", "Tax number of the site"),
        "taxonomy": FieldText("Ta&xonomy code", "Like 261QI0500X, infusion clinic", "Taxonomy code of the site"),
        **ADDRESS,
        "place_of_service": FieldText("Place of &service", "Like 11, office", "Place of service"),
        "phone": FieldText("Ph&one", "Like 206-555-0134", "Telephone number of the site"),
        "submitter": FieldText("S&ubmitter number", "The clearinghouse gave it out", "Submitter number of the site"),
        "receiver_name": FieldText("Clearin&ghouse", "Who takes the claim files", "Name of the clearinghouse"),
        "receiver": FieldText("Its receiver num&ber", "As it tells", "Receiver number of the clearinghouse"),
    },
    "Keep who bills",
)
RULES_FORM: Final = FormText(
    "How this site works",
    "Closed days move an appointment, never the day on which a dose is due.",
    {
        "idle_minutes": FieldText("&Lock after", "Minutes without anybody, 1 to 60", "Minutes until it locks"),
        "weight_days": FieldText("A weight &holds for", "Days, for a dose per kg, like 30", "Days that a weight holds"),
        "window": FieldText("A dose may &move by", "Like 3 days; empty: not at all", "Days by which a dose may move"),
        "closed_dates": FieldText(
            "Closed on &days", "Like 25-Dec-2026; a semicolon between them", "Dates on which the site is closed"
        ),
    },
    "Keep how it works",
)
CLOSED_WEEKDAYS: Final = "Closed every week on"
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WANTS_WITNESS: Final = "A second person &witnesses each discard"
SITE_KEPT: Final = "Kept in the log."

# --- Charges ---------------------------------------------------------------------------------------------------------

CHARGE_COLUMNS: Final = ("HCPCS code", "Drug", "One billing unit", "From")
CHARGE_ACTIONS: Final = {"set": "Set a charge"}
CHARGE_FORM: Final = FormText(
    "Set a charge",
    "What the site charges from that day on. The same code and day once more corrects it.",
    {
        "hcpcs": FieldText("&HCPCS code", "Like J2356", "HCPCS code"),
        "dollars": FieldText("&Dollars for one billing unit", "Like 25.50", "Dollars for one billing unit"),
        "starts_on": FieldText("&From", "Like 01-Jan-2027", "First day of the charge"),
    },
    "Keep charge",
    can_cancel=True,
)
NO_CHARGES: Final = "No charge is set. A claim then says that its charges are not checked."
CHARGE_KEPT: Final = "The charge is kept."

# --- The log ---------------------------------------------------------------------------------------------------------

LOG_ACTIONS: Final = {
    "verify": "Verify the whole log",
    "stop": "Stop",
    "new_anchor": "Begin a new anchor",
    "rebuild": "Make the search anew",
}
NEW_ANCHOR_FORM: Final = FormText(
    "Begin a new anchor",
    "Only when the fault cannot be put right. If the anchor's folder is on a disk that is not connected, connect it "
    "and start again. If an older copy was put back, restore the newest backup. What was found stays in every check.",
    {
        "reason": FieldText("&Reason", "Like the disk with the anchor broke", "Reason"),
        "password": FieldText("Your &password", "The one that you sign in with", "Your password"),
    },
    "Begin a new anchor",
    can_cancel=True,
)
VERIFY_TELLS: Final = (
    "Verifying looks at every entry, from the first to the last. You can go on working; everybody may ask for it."
)
VERIFYING: Final = "Checking the first entries."
REBUILDING: Final = "Making what finds the entries anew."
STOPPED: Final = "Stopped. Not all of the log was checked."

# --- About -----------------------------------------------------------------------------------------------------------

ABOUT_TITLE: Final = "J3032 Calculator {version}"
SOURCES: Final = "Sources of the catalogue"
SOURCE_COLUMNS: Final = ("Source", "Facts about", "Checked")
LICENSES: Final = "What it is built with"
LICENSE_COLUMNS: Final = ("Library", "For", "License")
# Each as its own papers name it; what stands inside of a library is named with it.
LIBRARIES: Final = (
    ("Python", "the language", "PSF-2.0"),
    ("PySide6 and Shiboken6, with Qt", "the window", "LGPL-3.0"),
    ("SQLAlchemy", "the log", "MIT"),
    ("alembic, with Mako and MarkupSafe", "new versions of the log", "MIT; MarkupSafe BSD-3-Clause"),
    ("sqlcipher3, with SQLCipher and OpenSSL", "the encrypted file", "Zlib; BSD-3-Clause; Apache-2.0"),
    ("cryptography, with OpenSSL", "keys", "Apache-2.0 or BSD-3-Clause; Apache-2.0"),
    ("cffi and pycparser", "keys", "MIT-0; BSD-3-Clause"),
    ("cattrs and attrs", "entries of the log", "MIT"),
    ("typing_extensions", "entries of the log", "PSF-2.0"),
    ("filelock", "one window at a time", "MIT"),
    ("platformdirs", "where files lie", "MIT"),
    (
        "icalendar, with python-dateutil and tzdata",
        "calendars of due dates",
        "BSD-2-Clause; Apache-2.0 or BSD-3-Clause; Apache-2.0",
    ),
    ("pint, with flexcache and flexparser", "amounts and units", "BSD-3-Clause"),
    ("biip", "barcodes that are read", "Apache-2.0"),
    ("typst", "pages on paper", "Apache-2.0"),
    ("icalendar", "calendars of due dates", "BSD-2-Clause"),
    ("python-dateutil and tzdata", "calendars of due dates", "BSD-3-Clause; Apache-2.0"),
    ("zxing-cpp", "barcodes that are printed", "Apache-2.0"),
    ("Inter", "the font", "OFL-1.1"),
)

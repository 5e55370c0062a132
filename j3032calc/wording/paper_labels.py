"""What the window says around paper: names of documents, the preview, printing. Light, as ``labels``."""

from __future__ import annotations

from typing import Final

from j3032calc.wording.form_texts import FormText, PageText
from j3032calc.wording.labels import FieldText

# The kinds of documents, as ``services.print_jobs.Wanted`` has them.
KINDS: Final = {
    "record": "Administration and waste record",
    "claim": "Claim sheet",
    "slip": "Appointment slip",
    "draft": "Draft, not signed",
    "history": "Patient history",
    "due": "Due list",
    "downtime": "Blank sheet for downtime",
    "recovery_key": "Recovery key",
}
# A key that lies about in a file opens the log for whoever finds it.
NEVER_SAVED: Final = frozenset({"recovery_key"})

# --- The buttons on the other pages ----------------------------------------------------------------------------------

PATIENT_PAPER: Final = {
    "print": PageText("Print record", "Ctrl+P"),
    "record": PageText("Look at record", "Ctrl+R"),
    "claim": PageText("Claim sheet", "Ctrl+Shift+C"),
    "slip": PageText("Appointment slip", "Ctrl+Shift+A"),
    "history": PageText("History", "Ctrl+Shift+H"),
}
TODAY_PAPER: Final = {
    "due": PageText("Print due list", "Ctrl+P"),
    "downtime": PageText("Blank sheet", "Ctrl+B"),
}
PRINT_RECORD: Final = "Print record (Ctrl+P)"
PRINT_KEY: Final = "Print the key"

# --- The preview -----------------------------------------------------------------------------------------------------

ACTIONS: Final = {
    "print": PageText("Print", "Ctrl+P"),
    "save": PageText("Save as PDF", "Ctrl+S"),
    "back": PageText("Back", "Esc"),
}
TURNS: Final = {
    "previous": PageText("Page up", "PgUp"),
    "next": PageText("Page down", "PgDown"),
    "smaller": PageText("Smaller", "Alt+Down"),
    "bigger": PageText("Bigger", "Alt+Up"),
}
SEVERAL: Final = "{count} documents. The first is shown; all are printed."
MAKING: Final = "Making the page."
PAGE_OF: Final = "Page {number} of {count}, {percent} %"
PAGE_NAME: Final = "{document}, page {number} of {count}"
PRINTER: Final = "Printer"
NO_PRINTERS: Final = "No printer can be reached."
SAVED_INSTEAD: Final = "The page can still be saved as PDF."
TO_PRINT: Final = "To print, start the print system or set up a printer, then open this page again."
PAPER: Final = "Paper"
PAPERS: Final = (("us-letter", "Letter"), ("a4", "A4"))
GREY: Final = "&Grey, without colours"
COPIES: Final = FieldText("&Copies", "1 to 9", "Copies")
COUNTED_COPIES: Final = COPIES._replace(hint="1 to 9; each after the first says COPY and its number")
# What is printed twice says so the second time.
COUNTED: Final = frozenset({"record", "claim"})
PRODUCT: Final = "For"
ANY_DRUG: Final = "Any drug"

# --- Printing --------------------------------------------------------------------------------------------------------

PRINTING: Final = "Printing: {document}."
PRINTING_ONE_OF: Final = "Printed {done} of {total}."
STOP: Final = "Stop"
PRINTED: Final = "Sent to {printer}: {document}."
PRINTED_MANY: Final = "Sent to {printer}: {count} documents."
STOPPED: Final = "Stopped. What was sent to the printer before is printed and noted."
CHOOSE_PRINTER: Final = "Choose printer"
NOT_PRINTED: Final = "The page could not be printed. What you entered is kept."
SAVE_TITLE: Final = "Save as PDF"
# Said before a page is saved.
NOT_ENCRYPTED: Final = (
    "A PDF is not encrypted: whoever gets the file can read it. Keep it where only the right people come."
)

# --- Settings --------------------------------------------------------------------------------------------------------

PAPER_FORM: Final = FormText(
    "What the site prints on",
    "Empty lines: the site's name, address and telephone number. The log keeps each change.",
    {
        "line1": FieldText("&First line", "Like Lakeside Infusion Center", "First line of the heading"),
        "line2": FieldText("Se&cond line", "Like 12 Lake Street, Seattle, WA 98101", "Second line of the heading"),
        "line3": FieldText("&Third line", "Like Telephone 206-555-0134", "Third line of the heading"),
    },
    "Keep the paper",
    choices={
        "paper": (PAPER, PAPERS),
        "text_percent": (
            "Text",
            (("100", "Usual size"), ("125", "125 %"), ("150", "150 %"), ("200", "200 %, for people who see little")),
        ),
    },
)
LOGO: Final = "Logo"
CHOOSE_LOGO: Final = "Choose a logo"
REMOVE_LOGO: Final = "Take the logo away"
LOGO_FILES: Final = "Pictures (*.png *.jpg *.jpeg *.svg)"
NO_LOGO: Final = "No logo."
HAS_LOGO: Final = "The logo is on every page from now on, once you keep the paper."
PAPER_KEPT: Final = "Kept in the log. All paper looks like that from now on."
PRINTERS: Final = "Printers of this workstation"
PRINTER_COLUMNS: Final = ("Document", "Printer", "Paper", "Colour")
PRINTER_ACTIONS: Final = {"forget": "Ask for the printer again"}
NOT_CHOSEN_YET: Final = "Asked at the first print"
IN_GREY: Final = "Grey"
IN_COLOUR: Final = "As the printer does it"
CHOOSE_KIND: Final = "Choose the document first: its row in the table."
FORGOTTEN: Final = "The printer is asked for at the next print."
SPOOL: Final = (
    "The print system of this computer may keep pages on its disk after they were printed, and those have patients on "
    "them. Ask the administrator to switch that off: PreserveJobFiles No in cupsd.conf (see the README)."
)

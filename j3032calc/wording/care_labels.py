"""What the Patient page says around orders, documentation, coverage and authorizations. Light, like ``form_texts``."""

from __future__ import annotations

from typing import Final

from j3032calc.wording.form_texts import ADDRESS, NO_CHOICE, REASON, FormText, PageText
from j3032calc.wording.labels import FieldText

# --- Orders and their documentation ----------------------------------------------------------------------------------

ORDERS: Final = "Orders"
ORDER_COLUMNS: Final = ("Drug", "Dose", "Prescriber", "Order")
ORDER_ACTIONS: Final = {
    "order": PageText("New order", "Ctrl+O"),
    "amend_order": PageText("Correct order", "Ctrl+Shift+O"),
    "renew_order": PageText("Renew order", "Ctrl+Shift+R"),
    "document_order": PageText("Documentation", "Ctrl+D"),
    "end_order": PageText("End order", "Ctrl+Shift+X"),
}
CHOOSE_ORDER: Final = "Choose the order first: its row in the table of orders."
ORDER_ENDED: Final = "The order has ended."
ORDER_RENEWED: Final = "The new order is in the log."
ORDER_FORM: Final = FormText(
    "New order",
    "As the prescriber wrote it.",
    {
        "product": FieldText("&Product", "Name or NDC", "Product"),
        "dose": FieldText("&Dose", "Like 210 mg or 3 mg/kg", "Dose as ordered"),
        "every": FieldText("E&very", "Where the order says it: 4 weeks", "Interval of the order"),
        "rounding_step": FieldText("Rounded &to", "Only where the order says so, like 10 mg", "Rounding step"),
        "prescriber": FieldText("P&rescriber", "Like Dr. Ana Ruiz", "Prescriber"),
        "prescriber_credential": FieldText("Cred&ential", "Like MD", "Credential of the prescriber"),
        "npi": FieldText("&NPI", "10 digits, if known", "NPI of the prescriber"),
        "diagnoses": FieldText("D&iagnoses", "ICD-10, a semicolon between them: J45.50", "Diagnoses"),
        "ordered_on": FieldText("&Ordered on", "Like 23-Nov-2026", "Ordered on"),
        "signed_on": FieldText("&Signed on", "Empty while it is not signed", "Signed on"),
        "starts_on": FieldText("St&arts on", "Empty: from the day of the order", "Starts on"),
        "expires_on": FieldText("E&xpires on", "The last day on which it counts", "Expires on"),
    },
    "Keep order",
    can_cancel=True,
    choices={
        "schedule": ("Labelled use", (NO_CHOICE,)),
        "route": (
            "Route",
            (("", "As labelled"), ("intravenous", "Intravenous"), ("subcutaneous", "Subcutaneous")),
        ),
        "rounding_way": (
            "The order says of rounding",
            (
                ("", "Nothing: the exact dose"),
                ("to the nearest", "To the nearest multiple"),
                ("up to the next", "Up to the next multiple"),
                ("down to the last", "Down to the last multiple"),
            ),
        ),
    },
)
ORDER_AMENDED_FORM: Final = ORDER_FORM._replace(
    title="Correct the order",
    hint="What was there before stays in the log.",
    fields=ORDER_FORM.fields | {"reason": REASON._replace(label="&Why")},
    send="Keep the correction",
)
ORDER_RENEWED_FORM: Final = ORDER_FORM._replace(
    title="Renew the order",
    hint="The old order ends when the new one begins to count. Its documentation is taken over with its dates.",
    send="Keep the new order",
)
END_ORDER_FORM: Final = FormText(
    "End the order",
    "It stays in the log.",
    {"reason": REASON._replace(hint="Why it ends")},
    "End order",
    can_cancel=True,
)
DOCUMENTATION: Final = "Documentation of the orders"
DOCUMENTATION_COLUMNS: Final = ("Asked", "The chart says", "As of", "Recorded by")
DOCUMENTATION_FORM: Final = FormText(
    "Documentation for {drug}",
    "What the chart says. Leave empty what it does not say: that stays “Not recorded”. Thresholds differ by payer.",
    {},
    "Keep documentation",
    can_cancel=True,
)
NO_CHECKLIST: Final = (
    "There is no checklist for this drug and use. Choose the labelled use in the order, or ask the payer what it wants."
)
ANSWER_DAY: Final = FieldText("As of", "The day that it is from, like 23-Nov-2026", "Day of: {item}")
ASKED: Final = "Payers commonly ask: {asked}."
IS_OPTIONAL: Final = "Where the payer asks for it."

# --- Coverage --------------------------------------------------------------------------------------------------------

COVERAGES: Final = "Coverage"
COVERAGE_COLUMNS: Final = ("Pays", "Payer", "Member", "Insured person")
COVERAGE_ACTIONS: Final = {
    "coverage": PageText("Add coverage", "Ctrl+Shift+I"),
    "amend_coverage": PageText("Correct coverage", "Ctrl+Shift+M"),
    "first_coverage": PageText("Pays first", "Ctrl+Shift+F"),
    "drop_coverage": PageText("Take coverage off", "Ctrl+Shift+D"),
}
CHOOSE_COVERAGE: Final = "Choose the coverage first: its row in the table of coverage."
FIRST_COVERAGE_FORM: Final = FormText(
    "{payer} pays first",
    "The others pay after it, in the order in which they stand.",
    {},
    "Pays first",
    can_cancel=True,
)
DROP_COVERAGE_FORM: Final = FormText(
    "Take {payer} off the coverage",
    "The patient is no longer covered by it. It stays in the log.",
    {},
    "Take off",
    can_cancel=True,
)
COVERAGE_FORM: Final = FormText(
    "Add coverage",
    "The first coverage pays first. Names and address only where the insured person is somebody else.",
    {
        "member_id": FieldText("&Member number", "As on the card", "Member number"),
        "group": FieldText("&Group", "If there is one", "Group number"),
        "claims_number": FieldText(
            "Payer's claims num&ber", "For electronic claims, from the payer or the clearinghouse", "Claims number"
        ),
        "insured_family": FieldText("&Family name of the insured", "", "Family name of the insured person"),
        "insured_given": FieldText("Given &name of the insured", "", "Given name of the insured person"),
        **ADDRESS,
    },
    "Keep coverage",
    can_cancel=True,
    choices={
        "payer_id": ("Payer", (NO_CHOICE,)),
        "relation": (
            "The insured person is",
            (("self", "The patient"), ("spouse", "Spouse"), ("child", "Child"), ("other", "Other")),
        ),
    },
)
COVERAGE_AMENDED_FORM: Final = COVERAGE_FORM._replace(
    title="Correct the coverage", hint="What was there before stays in the log.", send="Keep the correction"
)

# --- Authorizations --------------------------------------------------------------------------------------------------

AUTHORIZATIONS: Final = "Authorizations"
AUTHORIZATION_COLUMNS: Final = ("Number", "Payer", "Drug", "Days", "State")
AUTHORIZATION_ACTIONS: Final = {
    "authorization": PageText("Add authorization", "Ctrl+Shift+U"),
    "amend_authorization": PageText("Correct authorization", "Ctrl+Shift+Y"),
}
CHOOSE_AUTHORIZATION: Final = "Choose the authorization first: its row in the table of authorizations."
AUTHORIZATION_FORM: Final = FormText(
    "Add an authorization",
    "As the payer wrote it.",
    {
        "number": FieldText("&Number", "As the payer gave it", "Authorization number"),
        "first": FieldText("&First day", "Like 01-Jan-2027", "First day"),
        "last": FieldText("&Last day", "Like 31-Dec-2027", "Last day"),
        "units": FieldText("Billing &units", "Empty: not limited", "Billing units approved"),
        "visits": FieldText("&Visits", "Empty: not limited", "Visits approved"),
    },
    "Keep authorization",
    can_cancel=True,
    choices={
        "payer_id": ("Payer", (NO_CHOICE,)),
        "drug": ("Drug", (NO_CHOICE,)),
        "counts_waste": (
            "Discarded units",
            (("", "The payer has not said"), ("yes", "Count too"), ("no", "Do not count")),
        ),
    },
)
AUTHORIZATION_AMENDED_FORM: Final = AUTHORIZATION_FORM._replace(
    title="Correct the authorization",
    hint="What was there before stays in the log.",
    fields=AUTHORIZATION_FORM.fields | {"reason": REASON},
    send="Keep the correction",
)
METER_KEY: Final = "Filled: given. Hatched: discarded. The line is at 80 percent of what was approved."

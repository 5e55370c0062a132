"""What the Patient page says around its content: its parts, buttons and forms. Light, like ``form_texts``."""

from __future__ import annotations

from typing import Final

from j3032calc.wording.form_texts import NO_CHOICE, REASON, FormText, PageText
from j3032calc.wording.labels import FieldText

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
            (NO_CHOICE, ("female", "Female"), ("male", "Male"), ("other", "Other"), ("unknown", "Unknown")),
        )
    },
)
PATIENT_AMENDED_FORM: Final = PATIENT_FORM._replace(
    title="Correct the patient",
    hint="What was there before stays in the log.",
    fields=PATIENT_FORM.fields | {"reason": REASON},
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
        "payer_id": ("Payer", (NO_CHOICE,)),
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
    {"reason": REASON._replace(hint="Why it ends")},
    "End order",
    can_cancel=True,
)
VOID_FORM: Final = FormText(
    "Void the record",
    "It stays in the log as it was, marked as voided.",
    {"reason": REASON._replace(hint="Why it is voided"), "pin": FieldText("Your P&IN", "", "Your PIN")},
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

"""What the Patient page says around its content: its parts, buttons and forms. Light, like ``form_texts``."""

from __future__ import annotations

from typing import Final

from j3032calc.wording.form_texts import ADDRESS, NO_CHOICE, REASON, FormText, PageText
from j3032calc.wording.labels import FieldText

PATIENT_FORM: Final = FormText(
    "New patient",
    "Names and birth date as on the order or the insurance card. A claim needs the address.",
    {
        "family": FieldText("&Family name", "", "Family name"),
        "given": FieldText("&Given name", "", "Given name"),
        "born": FieldText("&Born", "Like 03-Feb-1980", "Birth date"),
        "identifier": FieldText("Record nu&mber", "The clinic's number", "Record number"),
        **ADDRESS,
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
    fields=PATIENT_FORM.fields | {"reason": REASON._replace(label="Reas&on")},
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
BIOLOGICS_FORM: Final = FormText(
    "Other biologics",
    "What the patient gets elsewhere, or got. Empty means: asked, and there are none.",
    {
        "biologics": FieldText(
            "&Biologics",
            "A semicolon between them, an ended one with its day: Dupixent; Nucala (ended 01-Feb-2026)",
            "Other biologics",
        )
    },
    "Keep biologics",
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
ENTRY_COLUMNS: Final = ("Entry", "When", "What", "Who", "Reason")
DOSES: Final = "Doses"
ENTRIES: Final = "Everything in this patient's log"
PATIENT_ACTIONS: Final = {
    "give": PageText("Give", "Ctrl+G"),
    "weight": PageText("Weight", "Ctrl+W"),
    "allergies": PageText("Allergies", "Ctrl+Shift+G"),
    "biologics": PageText("Other biologics", "Ctrl+Shift+B"),
    "amend": PageText("Correct", "Ctrl+E"),
    "amend_dose": PageText("Amend record", "Ctrl+M"),
    "export": PageText("Export", "Ctrl+Shift+J"),
    "void": PageText("Void record", "Ctrl+Shift+V"),
    "log": PageText("Whole log", "Ctrl+Shift+E"),
}
NO_PATIENT_OPEN: Final = "No patient is open. Find one on Today (F5)."
SAVE_RECORD: Final = "Save the record as PDF"
CHOOSE_DOSE: Final = "Choose the record first: its row in the table of doses."
PATIENT_ADDED: Final = "The patient is in the log."
KEPT: Final = "Kept in the log."
RECORD_VOIDED: Final = "The record is voided. It stays in the log."

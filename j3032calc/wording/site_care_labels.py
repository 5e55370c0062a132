"""What Settings says around the site's payers, products and recall list. Light, like ``form_texts``."""

from __future__ import annotations

from typing import Final

from j3032calc.wording.form_texts import NO_CHOICE, REASON, FormText
from j3032calc.wording.labels import FieldText

# --- Payers ----------------------------------------------------------------------------------------------------------

PAYER_ACTIONS: Final = {"add": "Add a payer", "change": "Change", "copy": "Copy to change", "retire": "Use no more"}
PAYER_COLUMNS: Final = ("Payer", "Waste", "NDC", "Authorization", "Intervals and limits", "From")
PAYERS_TELL: Final = (
    "The shipped profiles say what payers of a kind commonly want. Verify with the payer, and keep its own profile."
)
CHOOSE_PAYER: Final = "Choose the payer first: its row in the table."
CHOOSE_OWN_PAYER: Final = "A shipped profile is not changed. Copy it, and change the copy."
PAYER_KEPT: Final = "{name} is kept."
PAYER_RETIRED: Final = "{name} can be chosen no more."
_SAID: Final = (("", "The payer has not said"), ("yes", "Yes"), ("no", "No"))
PAYER_FORM: Final = FormText(
    "Add a payer",
    "What this payer says. What it has not said stays open, and each dose says that it was not checked.",
    {
        "payer_name": FieldText("Payer &name", "Like Lakeside Health Plan", "Name of the payer"),
        "source": FieldText("&Source", "Where it is written, or who said it", "Source of the rules"),
        "checked_on": FieldText("&Checked on", "Like 23-Nov-2026", "Day on which it was checked"),
        "intervals": FieldText(
            "Pays &again after",
            "A semicolon between them, like Tezspire 4 weeks; Xolair 2 weeks",
            "Intervals of the payer",
        ),
        "limits": FieldText(
            "Pays at &most",
            "Billing units, like Tezspire 210 a dose; Xolair 1,300 in 365 days",
            "Most billing units that the payer pays",
        ),
        "modifier_340b": FieldText("3&40B modifier", "Like TB", "340B modifier"),
        "note": FieldText("N&ote", "Cost-sharing, assistance, whom to call", "Note"),
        "reason": REASON,
    },
    "Keep payer",
    can_cancel=True,
    choices={
        "waste": (
            "What was discarded",
            (
                NO_CHOICE,
                ("jw-jz", "JW and JZ, as Medicare"),
                ("given-only", "Not billed: given units only"),
                ("opened-in-full", "Billed with what was given, without JW"),
            ),
        ),
        "ndc": (
            "NDC on each line",
            (
                ("", "Not wanted"),
                ("catalogue", "Wanted, in the catalogue's unit"),
                ("UN", "Wanted, counted in UN"),
                ("ML", "Wanted, measured in ML"),
            ),
        ),
        "authorization": ("An authorization is needed", _SAID),
        "counts_waste": ("Discarded units count against its limits", _SAID),
        "side": ("LT or RT is wanted", _SAID),
        "self_administered": (
            "Pens and autoinjectors",
            (("yes", "Paid under the medical benefit"), ("no", "Not paid under the medical benefit")),
        ),
    },
)
PAYER_CHANGED_FORM: Final = PAYER_FORM._replace(title="Change the profile of {name}", send="Keep the change")
ASKED: Final = "Wants documented (nothing ticked: the payer has not said)"
RETIRE_FORM: Final = FormText(
    "Use the profile of {name} no more",
    "It stays in the log, and with the patients who have it.",
    {"reason": REASON._replace(hint="Like merged into another payer")},
    "Use no more",
    can_cancel=True,
)

# --- Products --------------------------------------------------------------------------------------------------------

PRODUCT_ACTIONS: Final = {"change": "Change", "add_drug": "Add a drug", "retire_drug": "Use no more"}
PRODUCTS_TELL: Final = (
    "A drug that the program does not ship is added here once, and is then chosen, calculated and scanned like the "
    "others. Nothing of it is certain: every record and claim sheet says that the site entered it."
)
PRODUCT_COLUMNS: Final = ("Drug", "HCPCS code", "Stocked", "Set by")
CHOOSE_PRODUCT: Final = "Choose the product first: its row in the table."
PRODUCT_KEPT: Final = "{name} is kept."
PRODUCT_FORM: Final = FormText(
    "How this site has {name}",
    "CMS bills it with {code}. Another code is billed only where a payer has asked for it, and says so everywhere.",
    {
        "hcpcs": FieldText("&Site override", "Empty: the CMS code", "Code billed in place of the CMS code"),
        "override_reason": FieldText("&Why that code", "Like letter of the payer, 01-Jul-2026", "Reason of the code"),
        "reason": REASON,
    },
    "Keep product",
    can_cancel=True,
)
CHOOSE_OWN_DRUG: Final = "A shipped product stays. Only a drug that the site has added can be used no more."
DRUG_RETIRED: Final = "{name} can be chosen no more. To use it again, change it."
DRUG_FORM: Final = FormText(
    "Add a drug",
    "As its label and carton say. A package is NDC, content and vial, syringe, pen or autoinjector.",
    {
        "brand": FieldText("&Brand", "Like Omlyclo", "Brand"),
        "generic": FieldText("&Generic name", "With its suffix, like omalizumab-igec", "Generic name"),
        "hcpcs": FieldText("&HCPCS code", "Like Q5154", "HCPCS code"),
        "billing_unit": FieldText("Billing &unit", "What one unit is, like 5 mg", "Billing unit"),
        "package1": FieldText("&Package", "Like 72606-0030-01 150 mg in 1 mL syringe", "Package"),
        "package2": FieldText("Second package", "Empty: there is none", "Second package"),
        "package3": FieldText("Third package", "Empty: there is none", "Third package"),
        "package4": FieldText("Fourth package", "Empty: there is none", "Fourth package"),
        "every": FieldText("Usual &interval", "Like 4 weeks; empty: the order says", "Usual interval"),
        "drug_source": FieldText("&Source", "Like label, 01-Jul-2026", "Where this was read"),
        "checked_on": FieldText("&Checked on", "Like 23-Nov-2026", "Day on which it was checked"),
        "reason": REASON._replace(hint="Why this is added or changed"),
    },
    "Keep drug",
    can_cancel=True,
    choices={
        "route": (
            "How it is given",
            (
                NO_CHOICE,
                ("intravenous", "Intravenous"),
                ("subcutaneous", "Subcutaneous"),
                ("intramuscular", "Intramuscular"),
            ),
        ),
        "rest": (
            "Containers",
            (NO_CHOICE, ("single", "Single-dose: the rest is discarded"), ("multi", "Multi-dose: the rest is kept")),
        ),
        "ndc_unit": (
            "NDC quantity on a claim",
            (NO_CHOICE, ("UN", "Counted in UN, each container"), ("ML", "Measured in ML, as for liquids")),
        ),
    },
)
DRUG_CHANGED_FORM: Final = DRUG_FORM._replace(title="Change {name}", send="Keep the change")
RETIRE_DRUG_FORM: Final = FormText(
    "Use {name} no more",
    "It stays in the log, with its orders and records. Doses under way can be signed.",
    {"reason": REASON._replace(hint="Like the program ships it now")},
    "Use no more",
    can_cancel=True,
)
STOCKED: Final = "Packages that this site stocks"

# --- Recalls ---------------------------------------------------------------------------------------------------------

RECALLS: Final = "Recall list"
RECALL_ACTIONS: Final = {
    "add_recall": "Add a lot",
    "drop_recall": "Take a lot off",
    "start_recalls": "Start an empty list",
}
RECALL_COLUMNS: Final = ("Lot", "NDC", "Reason")
NO_RECALL_LIST: Final = "The site keeps no recall list: no lot is compared, and each dose says so."
NO_RECALLS: Final = "No lot is recalled."
CHOOSE_RECALL: Final = "Choose the lot first: its row in the recall list."
RECALL_FORM: Final = FormText(
    "A lot that must not be given",
    "Every container of this lot is stopped, from now on.",
    {
        "lot": FieldText("&Lot", "As on the notice", "Lot"),
        "ndc": FieldText("&NDC", "Empty: whatever the package", "NDC"),
        "recall_reason": FieldText("&Reason", "Like glass in the vial", "Reason of the recall"),
    },
    "Add to the list",
    can_cancel=True,
)
DROP_RECALL_FORM: Final = FormText(
    "Take lot {lot} off the recall list",
    "It can be given again.",
    {},
    "Take off",
    can_cancel=True,
)
RECALLS_KEPT: Final = "The recall list is kept."

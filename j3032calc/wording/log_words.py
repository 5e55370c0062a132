"""What the things in the log are called where a person reads them: one place, one word for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.administration import DrugSource, Stage
from j3032calc.domain.entries import Kind
from j3032calc.domain.order import RoundingWay
from j3032calc.domain.patient import Relation, Sex
from j3032calc.domain.people import Meaning, Right, Role
from j3032calc.domain.product import ConditionKind
from j3032calc.wording.page_labels import FILTER_CAPTION, FILTERS, KEEPING_FIELDS
from j3032calc.wording.writing import write_amount

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.domain.order import Rounded, Rounding

NOT_RECORDED: Final = "Not recorded"

# Why a patient was amended where nobody is asked.
WEIGHT_RECORDED: Final = "Weight recorded"
ALLERGIES_RECORDED: Final = "Allergies recorded"
COVERAGE_RECORDED: Final = "Coverage recorded"
BIOLOGICS_RECORDED: Final = "Other biologics recorded"
# Why an order was amended or ended where nobody is asked.
DOCUMENTATION_RECORDED: Final = "Documentation recorded"
ORDER_RENEWED: Final = "Renewed by a new order"

ROLES: Final[Mapping[Role, str]] = {
    Role.NURSE: "Nurse",
    Role.LEAD: "Lead nurse or pharmacist",
    Role.BILLER: "Biller",
    Role.AUDITOR: "Auditor",
    Role.ADMINISTRATOR: "Administrator",
}
RIGHTS: Final[Mapping[Right, str]] = {
    Right.READ: "Read patients",
    Right.CHART: "Chart patients, orders and doses",
    Right.WITNESS: "Witness a discard",
    Right.BILL: "Change charges and authorizations",
    Right.OVERRIDE: "Override a finding that stops a claim",
    Right.EXPORT: "Export the log",
    Right.PRINT: "Print records",
    Right.CHANGE_SITE: "Change the site's settings",
    Right.MANAGE_PEOPLE: "Manage accounts",
    Right.BACK_UP: "Back up the log",
    Right.RESTORE: "Restore the log",
    Right.SETTLE: "Settle a fault of the log",
}
# How a signature line begins: "Given by Nina Nurse, RN".
MEANINGS: Final[Mapping[Meaning, str]] = {
    Meaning.GIVEN: "Given by",
    Meaning.DISCARDED: "Discarded by",
    Meaning.WITNESSED: "Discard witnessed by",
    Meaning.AMENDED: "Amended by",
    Meaning.VOIDED: "Voided by",
    Meaning.OVERRODE: "Finding overridden by",
    Meaning.COPIED: "Copied from another record by",
}
SOURCES: Final[Mapping[DrugSource, str]] = {
    DrugSource.PURCHASED: "Purchased by the site",
    DrugSource.DRUG_340B: "Purchased under 340B",
    DrugSource.WHITE_BAG: "Sent by a pharmacy for this patient",
    DrugSource.SAMPLE: "Sample",
    DrugSource.FREE: "Free drug",
}
# The field in which each thing about keeping and preparing the drug is entered; it is called the same on paper.
KEPT_IN: Final[Mapping[ConditionKind, str]] = {
    ConditionKind.OUT_OF_REFRIGERATOR: "minutes_out",
    ConditionKind.OUT_OF_CARTON: "minutes_opened",
    ConditionKind.WARM_UP: "minutes_warmed",
    ConditionKind.AFTER_MIXING: "minutes_since_mixing",
    ConditionKind.FILTER: "filter",
}
KEPT: Final[Mapping[ConditionKind, str]] = {
    kind: KEEPING_FIELDS[field].label if field in KEEPING_FIELDS else FILTER_CAPTION for kind, field in KEPT_IN.items()
}
FILTERED: Final[Mapping[bool, str]] = {True: dict(FILTERS)["yes"], False: dict(FILTERS)["no"]}
STAGES: Final[Mapping[Stage, str]] = {Stage.PREPARED: "Prepared", Stage.RUNNING: "Running"}
SEXES: Final[Mapping[Sex, str]] = {
    Sex.FEMALE: "Female",
    Sex.MALE: "Male",
    Sex.OTHER: "Other",
    Sex.UNKNOWN: "Unknown",
}
RELATIONS: Final[Mapping[Relation, str]] = {
    Relation.SELF: "The patient",
    Relation.SPOUSE: "Spouse",
    Relation.CHILD: "Child",
    Relation.OTHER: "Other",
}
KINDS: Final[Mapping[Kind, str]] = {
    Kind.SITE_SET: "Site settings changed",
    Kind.ACCOUNT_ADDED: "Account added",
    Kind.ACCOUNT_CHANGED: "Account changed",
    Kind.PATIENT_ADDED: "Patient added",
    Kind.PATIENT_AMENDED: "Patient amended",
    Kind.ORDER_WRITTEN: "Order written",
    Kind.ORDER_AMENDED: "Order amended",
    Kind.ORDER_ENDED: "Order ended",
    Kind.AUTHORIZATION_ADDED: "Authorization added",
    Kind.AUTHORIZATION_AMENDED: "Authorization amended",
    Kind.CHARGE_SET: "Charge set",
    Kind.PAYER_SET: "Payer profile of the site set",
    Kind.PRODUCT_SET: "Product of the site set",
    Kind.DRUG_SET: "Drug of the site set",
    Kind.DOSE_RECORDED: "Dose recorded",
    Kind.DOSE_AMENDED: "Dose amended",
    Kind.DOSE_VOIDED: "Dose voided",
    Kind.DRAFT_PREPARED: "Administration prepared",
    Kind.DRAFT_STARTED: "Administration started",
    Kind.DRAFT_ABANDONED: "Administration abandoned",
    Kind.SIGNED_IN: "Signed in",
    Kind.SIGN_IN_FAILED: "Sign-in failed",
    Kind.SIGN_INS_CUT: "Failed sign-ins were cut from their file",
    Kind.SIGNED_OUT: "Signed out",
    Kind.LOCKED: "Locked",
    Kind.PIN_FAILED: "PIN wrong",
    Kind.REFUSED: "Refused",
    Kind.EMERGENCY_ACCESS: "Opened with the recovery key",
    Kind.RECOVERY_KEY_REPLACED: "Recovery key replaced",
    Kind.PATIENT_READ: "Patient read",
    Kind.RECORD_PRINTED: "Record printed",
    Kind.PRINT_FAILED: "Print failed",
    Kind.LOG_EXPORTED: "Log exported",
    Kind.LOG_IMPORTED: "Patients, doses or orders imported",
    Kind.LOG_VERIFIED: "Log verified",
    Kind.BACKUP_MADE: "Backup made",
    Kind.LOG_RESTORED: "Log restored from a backup",
    Kind.BACKUPS_RESUMED: "Backups resumed",
    Kind.SETTING_CHANGED: "Setting changed",
    Kind.CLOCK_MOVED: "Computer clock moved",
    Kind.ANCHOR_CAUGHT_UP: "Fingerprints caught up after a crash",
    Kind.ANCHOR_BEGUN: "New anchor begun",
    Kind.INDEXES_REBUILT: "Search tables made anew",
}
_ROUNDINGS: Final[Mapping[RoundingWay, str]] = {
    RoundingWay.NEAREST: "to the nearest multiple of",
    RoundingWay.UP: "up to a multiple of",
    RoundingWay.DOWN: "down to a multiple of",
}


def write_rounding(rounding: Rounding) -> str:
    """Write an order's rounding instruction: "to the nearest multiple of 10 mg"."""
    return f"{_ROUNDINGS[rounding.way]} {write_amount(rounding.step)}"


def rounded_sentence(rounded: Rounded) -> str:
    """Say what an order's rounding instruction did to a dose, also where it changed nothing."""
    how = f"{write_amount(rounded.exact)} rounded {write_rounding(rounded.rounding)} (order)"
    return f"{how} = {write_amount(rounded.dose)}{'' if rounded.is_changed else ', unchanged'}."

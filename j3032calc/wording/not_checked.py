"""What is said where an input is not known: what was not checked, why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.visit.finding import Missing

if TYPE_CHECKING:
    from collections.abc import Mapping

# What is not known, and what to do.
_GAPS: Final[Mapping[Missing, tuple[str, str]]] = {
    Missing.PRODUCT: (
        "the shipped catalogue has no label of this drug",
        "Compare with the label and the payer's policy",
    ),
    Missing.SCHEDULE: ("the labelled use is not chosen", "Choose the use in the order"),
    Missing.PAYER: ("the payer is not known", "Choose the patient's coverage"),
    Missing.PATIENT: ("no patient was chosen", "Find or add the patient"),
    Missing.SITE: ("the site's rules are not set", "Set up the site in the settings"),
    Missing.ORDER: ("there is no order", "Enter the order"),
    Missing.ORDER_EXPIRY: ("the order's last day is not recorded", "Ask the prescriber and enter it"),
    Missing.LINES: ("there are no claim lines", "Finish the calculation first"),
    Missing.CODE: ("a claim line has no code", "Enter the HCPCS code of the drug"),
    Missing.UNITS: ("the billing units are not known", "Finish the calculation first"),
    Missing.CONTAINER_KIND: (
        "it is not recorded whether the container is single-dose",
        "Check the carton and enter it",
    ),
    Missing.CONTAINERS: ("it is not recorded what was opened", "Scan or enter the containers"),
    Missing.NDC: ("a container has no NDC", "Scan the carton"),
    Missing.NDC_QUANTITY: ("the NDC quantity cannot be compared with the package", "Check it against the carton"),
    Missing.LOT: ("a container has no lot", "Enter the lot from the container before giving"),
    Missing.EXPIRY: ("a container has no expiry date", "Enter it from the container before giving"),
    Missing.RECALL_LIST: ("the site keeps no recall list", "Enter the list in the settings, or check the lot yourself"),
    Missing.DIAGNOSIS: ("no diagnosis is recorded", "Enter the diagnosis code of the order"),
    Missing.CHECKLIST: ("there is no checklist for this drug and use", "Ask the payer what it wants documented"),
    Missing.ASKED: ("the payer's profile does not say what it wants documented", "Ask the payer"),
    Missing.AUTHORIZATION_RULE: ("the payer's profile does not say whether it wants one", "Ask the payer"),
    Missing.AUTHORIZATION: ("no authorization number is recorded", "Enter the number, or ask the payer for one"),
    Missing.AUTHORIZATIONS: ("the patient's authorizations were not read", "Open the patient and look"),
    Missing.PAST_DOSES: ("earlier doses are not known", "Open the patient, or ask when the last dose was"),
    Missing.LABEL_INTERVAL: ("the interval is not known", "Choose the use, or enter the order's interval"),
    Missing.PAYER_INTERVAL: ("the payer's interval is not known", "Ask the payer"),
    Missing.WEIGHT: ("no weight is recorded for a dose that goes by weight", "Weigh the patient before giving"),
    Missing.SOURCE: ("it is not recorded where the drug came from", "Choose the source: purchased, 340B, sent, free"),
    Missing.MODIFIER_340B: ("the payer's profile does not name its 340B modifier", "Ask the payer"),
    Missing.ROUTE: ("no route is recorded", "Enter how it was given"),
    Missing.TIMES: ("start or stop of the infusion is not recorded", "Enter both times"),
    Missing.PLACE_OF_SERVICE: ("the place of service is not recorded", "Enter it in the site's settings"),
    Missing.SITE_NPI: ("the site's NPI is not recorded", "Enter it in the site's settings"),
    Missing.PRESCRIBER_NPI: ("the prescriber's NPI is not recorded", "Enter it in the order"),
    Missing.CHARGE: ("no charge for this code and day is known", "Enter the charge in the settings"),
    Missing.SIDE_RULE: (
        "the payer's profile does not say whether it takes LT or RT",
        "Leave them out, or ask the payer",
    ),
    Missing.OTHER_BIOLOGICS: ("it is not recorded whether the patient gets another biologic", "Ask before giving"),
    Missing.OTHER_ORDERS: ("the patient's other orders were not read", "Open the patient and look"),
    Missing.DISCARDED: ("the discarded amount is not known", "Finish the calculation first"),
    Missing.DISCARD: ("nobody has confirmed the discard", "The nurse who discarded the rest confirms it"),
    Missing.DISCARD_REASON: ("the discard has no reason or method", "Enter why and how it was discarded"),
    Missing.NURSE: ("it is not recorded who gave the dose", "The nurse signs"),
    Missing.TIME_OUT: ("the time out of the refrigerator is not recorded", "Ask, and enter it before giving"),
    Missing.TIME_OPENED: ("the time out of the carton is not recorded", "Ask, and enter it before giving"),
    Missing.TIME_MIXED: ("the time since mixing is not recorded", "Ask, and enter it before giving"),
    Missing.WARM_UP: ("the time at room temperature is not recorded", "Enter it before giving"),
    Missing.FILTER: ("it is not recorded whether the filter was used", "Check the line and enter it"),
    Missing.STORAGE_LIMIT: ("no limit for this package out of the refrigerator is known", "Read the label"),
    Missing.ALLERGIES: ("allergies are not recorded", "Ask the patient before giving"),
    Missing.OBSERVATION: ("the observation time is not recorded", "Observe the patient and enter the minutes"),
}

# What each rule checks, as the beginning of its sentence.
_CHECKS: Final[Mapping[str, str]] = {
    "R-01": "Modifiers",
    "R-02": "Sum of the units",
    "R-03": "Units of the lines",
    "R-05": "NDC",
    "R-06": "Lot, expiry and recall",
    "R-07": "Medical necessity",
    "R-08": "Authorization",
    "R-09": "Days since the last dose",
    "R-10": "Age and payer limits",
    "R-11": "Order and weight",
    "R-12": "Source of the drug",
    "R-13": "Route, times, place and NPI",
    "R-14": "Charge",
    "R-15": "Medical benefit",
    "R-16": "Other biologics",
    "R-17": "Second dose on this day",
    "R-18": "Discard",
    "R-19": "Code",
    "R-20": "LT and RT",
    "R-21": "What the payer wants documented",
    "R-23": "Keeping and preparing",
    "R-24": "Gap since the last dose",
    "R-26": "Allergies and observation",
}


def write_not_checked(rule: str, missing: Missing) -> str:
    """Say that a rule could not be checked, why, and what to do."""
    gap, remedy = _GAPS[missing]
    return f"{_CHECKS[rule]} not checked: {gap}. {remedy}."

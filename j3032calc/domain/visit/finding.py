"""How a rule says what it found, and the one verdict that every rule has: an input is not known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from j3032calc.domain.findings import Care, Claim, Detail, Finding


class Missing(StrEnum):
    """What is not known; ``wording.not_checked`` says what to do about each."""

    PRODUCT = "product"
    SCHEDULE = "schedule"
    PAYER = "payer"
    PATIENT = "patient"
    SITE = "site"
    ORDER = "order"
    ORDER_EXPIRY = "order expiry"
    LINES = "claim lines"
    CODE = "code"
    UNITS = "units"
    CONTAINER_KIND = "container kind"
    CONTAINERS = "containers"
    NDC = "ndc"
    NDC_QUANTITY = "ndc quantity"
    LOT = "lot"
    EXPIRY = "expiry"
    RECALL_LIST = "recall list"
    DIAGNOSIS = "diagnosis"
    CHECKLIST = "checklist"
    ASKED = "what the payer asks for"
    AUTHORIZATION_RULE = "authorization rule"
    AUTHORIZATION = "authorization"
    AUTHORIZATIONS = "authorizations on file"
    PAST_DOSES = "past doses"
    LABEL_INTERVAL = "label interval"
    PAYER_INTERVAL = "payer interval"
    WEIGHT = "weight"
    SOURCE = "source"
    MODIFIER_340B = "340B modifier"
    ROUTE = "route"
    TIMES = "times"
    PLACE_OF_SERVICE = "place of service"
    SITE_NPI = "site npi"
    PRESCRIBER_NPI = "prescriber npi"
    CHARGE = "charge"
    SIDE_RULE = "side rule"
    OTHER_BIOLOGICS = "other biologics"
    OTHER_ORDERS = "other orders"
    DISCARDED = "discarded amount"
    DISCARD = "discard"
    DISCARD_REASON = "discard reason"
    NURSE = "nurse"
    TIME_OUT = "time out of the refrigerator"
    TIME_OPENED = "time out of the carton"
    TIME_MIXED = "time since mixing"
    WARM_UP = "warm-up"
    FILTER = "filter"
    STORAGE_LIMIT = "storage limit"
    ALLERGIES = "allergies"
    OBSERVATION = "observation"


@dataclass(frozen=True, slots=True)
class NotChecked(Detail):
    """Any rule: it could not be checked, because this is not known."""

    missing: Missing


def stop(rule: str, detail: Detail, care: Care = Care.NONE) -> Finding:
    """Say that the claim is not ready."""
    return Finding(rule, Claim.STOP, care, detail)


def warn(rule: str, detail: Detail, care: Care = Care.NONE) -> Finding:
    """Say that the claim needs a look."""
    return Finding(rule, Claim.WARN, care, detail)


def info(rule: str, detail: Detail) -> Finding:
    """Say what is worth knowing."""
    return Finding(rule, Claim.INFO, Care.NONE, detail)


def unless_weak(rule: str, detail: Detail, care: Care = Care.NONE, *, is_weak: bool) -> Finding:
    """Stop the claim, or only warn where the rule rests on a weak or disputed fact, which nobody may be held to."""
    return warn(rule, detail, care) if is_weak else stop(rule, detail, care)

"""What each finding about a visit says: what was entered or happened, the limit and whose it is, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from j3032calc.domain.product import MissedDoseRule
from j3032calc.domain.visit import approval, dates, drug, giving, lines, ndc, necessity, order, safety
from j3032calc.wording.money import write_dollars
from j3032calc.wording.writing import count_of, exact_number, write_amount, write_date, write_minutes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from j3032calc.domain.findings import Detail
    from j3032calc.domain.ndc import NdcQuantity
    from j3032calc.domain.product import Condition, MissedDose

# Ids of the conditions as they stand in a sentence.
_CONDITIONS: Final = {
    "out-of-refrigerator": "out of the refrigerator",
    "out-of-carton": "out of the carton",
    "after-mixing": "since mixing",
}


def _quantity(quantity: NdcQuantity) -> str:
    return f"{exact_number(quantity.amount)} {quantity.qualifier}"


def _in_days(days: int) -> str:
    return f"in {count_of(days, 'day')}" if days else "today"


def _limit(condition: Condition) -> str:
    at = f" at {condition.at}" if condition.at else ""
    return f"{write_minutes(condition.minutes or 0)}{at}"


def _site_or_prescriber(detail: giving.NpiWrong) -> str:
    whose, where = ("prescriber's", "order") if detail.is_prescribers else ("site's", "site's settings")
    return f"The {whose} NPI “{detail.text}” is not an NPI: the check digit is wrong. Correct it in the {where}."


def _not_in_days(detail: approval.AuthorizationOutOfDates) -> str:
    days = f"{write_date(detail.first)} to {write_date(detail.last)}"
    return f"Authorization {detail.number} holds from {days} (payer), not on this day. Ask the payer for a new one."


def _left(meter: approval.Meter) -> str:
    """Write what is left by either count, where the payer's way makes a difference and something is left."""
    given_only, counted = meter.left_given_only, meter.left
    if given_only is None or counted is None or given_only == counted or given_only <= 0:
        return ""
    return f" ({given_only:,} left if only given units count)"


def write_meter(meter: approval.Meter) -> str:
    """Write how much of an authorization is used, given only and with what was discarded."""
    approved, parts = meter.authorization, []
    if approved.units is not None:
        used = f"{meter.given:,} given, {meter.with_waste:,} with what was discarded"
        parts.append(f"{used}, of {count_of(approved.units, 'billing unit')}{_left(meter)}")
    if approved.visits is not None:
        parts.append(f"{meter.visits:,} of {count_of(approved.visits, 'visit')}")
    return "; ".join(parts) or f"{meter.given:,} given, {meter.with_waste:,} with what was discarded, no limit"


def _age(detail: order.AgeOffLabel) -> str:
    uses = []
    for use in detail.schedules:
        upper = "" if use.under_age is None else f", under {use.under_age}"
        uses.append(f"from {use.from_age}{upper}")
    labelled = " or ".join(dict.fromkeys(uses))
    return f"The patient is {count_of(detail.age, 'year')} old. The label is for ages {labelled}. Check the order."


def _payer_limit(detail: approval.AbovePayerLimit) -> str:
    period = f"{count_of(detail.limit.days, 'day')}" if detail.limit.days else "one dose"
    counts = {True: "discarded units count", False: "discarded units do not count", None: "ask whether discarded count"}
    limit = f"The payer's limit for {period} is {detail.limit.units:,}; {counts[detail.limit.counts_waste]}"
    return f"{detail.given:,} billing units given, {detail.with_waste:,} with what was discarded. {limit}."


def _new_test(detail: dates.NewTestNeeded) -> str:
    use = "product label" if detail.is_read_for_use else "product label for asthma; not checked for this use"
    gap = f"The last dose was on {write_date(detail.last)}, {count_of(detail.days, 'day')} ago"
    return f"{gap}. From {count_of(detail.most, 'day')} on a new test is needed first ({use}). Ask the prescriber."


def _after_a_gap(rule: MissedDose) -> str:
    if rule.rule is MissedDoseRule.SOON_THEN_USUAL_DAY:
        return rule.text
    return "No rule for that was found in the label. Ask the prescriber before giving."


def _exceeded(detail: Any, what: str) -> str:  # noqa: ANN401 - each detail with a meter
    return f"Authorization {detail.meter.authorization.number}: {write_meter(detail.meter)}. {what}"


SENTENCES: Final[Mapping[type[Detail], Callable[[Any], str]]] = {
    #
    lines.ModifiersContradict: lambda _: (
        "The claim has JW and JZ. JZ says that nothing was discarded (CMS). Take the one that is true."
    ),
    lines.JwAlone: lambda _: "The claim has only a JW line, which payers reject. Add the line of what was given.",
    lines.JwMissing: lambda d: (
        f"{count_of(d.units, 'billing unit')} discarded, and no JW line (payer's rule). Add the JW line."
    ),
    lines.JwUnfounded: lambda _: (
        "The claim has a JW line, and no whole billing unit was discarded (CMS). Take the JW line off."
    ),
    lines.JzMissing: lambda _: "No whole billing unit was discarded, and a line lacks JZ (payer's rule). Add JZ.",
    lines.JzTooEarly: lambda d: (
        f"The dose was given on {write_date(d.day)}. JZ can be used from {write_date(d.available)} (payer's rule). "
        "Take JZ off."
    ),
    lines.ModifierOnMultiDose: lambda d: (
        f"The claim has {d.modifier} on a multi-dose container. JW and JZ are for single-dose ones (CMS). Take it off."
    ),
    lines.ModifierNotTaken: lambda d: f"The claim has {d.modifier}, which {d.payer} does not take. Take it off.",
    lines.LinesDoNotAddUp: lambda d: (
        f"The {'JW lines bill' if d.is_waste else 'lines bill'} {count_of(d.billed, 'billing unit')}, and "
        f"{d.counted:,} {'were discarded' if d.is_waste else 'were counted'}. Correct the lines."
    ),
    lines.LineWithoutUnits: lambda _: "A claim line has no units. A claim takes whole units above zero. Correct it.",
    lines.ChargeTooLarge: lambda d: (
        f"A line of {count_of(d.units, 'billing unit')} comes to {write_dollars(d.dollars)}. A claim line takes "
        "$99,999.99 at most (FCSO). Split it and put modifier 76 on the second line."
    ),
    lines.SideOnDrug: lambda d: (
        f"A drug line has {d.modifier}, which tells the side of a procedure, not the site of an injection. Take it off."
    ),
    lines.SideMissing: lambda d: f"{d.payer} wants LT or RT, and no line has one. Add the side that was treated.",
    #
    ndc.NdcWrongForm: lambda d: f"“{d.ndc}” is not an NDC of 11 digits, 5-4-2. Scan the carton.",
    ndc.NdcOfOtherDrug: lambda d: (
        f"NDC {d.ndc} is no package of {d.product.name} in the catalogue. Compare drug and carton before going on."
    ),
    ndc.NdcContentDiffers: lambda d: (
        f"{write_amount(d.charted)} was charted, and NDC {d.presentation.ndc} holds "
        f"{write_amount(d.presentation.content)}. Scan the carton that was opened."
    ),
    ndc.LineWithoutNdc: lambda d: (
        f"A claim line has no NDC or NDC quantity, and {d.payer} wants both. Scan the carton that was opened."
    ),
    ndc.LineNdcNotOpened: lambda d: f"A claim line has NDC {d.ndc}, which was not opened. Correct the line.",
    ndc.NdcQuantityUnreadable: lambda d: (
        f"“{d.text}” is not an NDC quantity: UN, ML, GR or F2, at most 3 decimals. Correct the line."
    ),
    ndc.NdcQuantityDiffers: lambda d: (
        f"The lines carry {_quantity(d.billed)} of NDC {d.ndc}, and {_quantity(d.opened)} was opened. "
        "Correct the quantity."
    ),
    #
    drug.Expired: lambda d: (
        f"A container{f' of lot {d.lot}' if d.lot else ''} expired on {write_date(d.expiry)} (carton). Do not give it."
    ),
    drug.Recalled: lambda d: (
        f"Lot {d.lot} is on the site's recall list{f' ({d.reason})' if d.reason else ''}. Do not give it."
    ),
    drug.UnpaidDrugBilled: lambda d: (
        f"The source is “{d.source}”, and the claim has a drug line. The site may bill only drug that it bought. "
        "Bill the administration alone."
    ),
    drug.DrugLineMissing: lambda _: "The drug was bought, and no line bills it. Finish the claim, or check the source.",
    drug.Modifier340BMissing: lambda d: (
        f"The drug was bought under 340B, and a drug line lacks {d.modifier} (payer's rule). Add it to every line."
    ),
    drug.Modifier340BUnfounded: lambda d: (
        f"A drug line has {d.modifier}, and the drug was not bought under 340B. Take it off, or correct the source."
    ),
    drug.NotMedicalBenefit: lambda d: (
        f"A payer does not take the {d.presentation.form} under the medical benefit: {d.text}. Check with the payer."
    ),
    drug.CodeDiffers: lambda d: (
        f"A line bills {d.hcpcs}, and CMS bills {d.product.name} with {d.product.code.hcpcs}. Correct the line, "
        "or set a site override with its reason."
    ),
    drug.SiteOverrides: lambda d: (
        f"Site override: {d.hcpcs} in place of {d.product.code.hcpcs} for {d.product.name}. Reason: {d.reason}."
    ),
    #
    necessity.DiagnosisNotListed: lambda d: (
        f"{d.icd10} was not seen for {d.product.name}. Check it with the payer's policy, or correct the diagnosis."
    ),
    necessity.DiagnosisNotBillable: lambda d: (
        f"{d.icd10} is a heading and cannot be billed (ICD-10-CM). Enter the code with all its characters."
    ),
    necessity.DiagnosisNotInForce: lambda d: (
        f"{d.icd10} cannot be billed on {write_date(d.day)} (ICD-10-CM). Enter the code of that day."
    ),
    necessity.DiagnosisForOtherUse: lambda d: (
        f"{d.icd10} belongs to another use than {d.schedule.indication}. Check the diagnosis and the order."
    ),
    necessity.DiagnosisToVerify: lambda d: (
        f"That {d.icd10} goes with this drug is not certain. Verify it with the payer's policy."
    ),
    necessity.ItemNotRecorded: lambda d: (
        f"{d.item.text}: Not recorded. {f'Payers commonly ask: {d.item.asked}. ' if d.item.asked else ''}"
        "Add it to the order."
    ),
    necessity.ItemWithoutDate: lambda d: f"{d.item.text}: its date is Not recorded. Add the day it is from.",
    #
    approval.AuthorizationNotAsked: lambda d: f"{d.payer} is taken as asking for no authorization. Verify with it.",
    approval.NoAuthorization: lambda d: (
        f"{d.payer} asks for an authorization, and none for this drug and day is on file. Ask the payer for one."
    ),
    approval.AuthorizationNotOnFile: lambda d: (
        f"Authorization {d.number} is not on file for this patient. Check the number, or add the authorization."
    ),
    approval.AuthorizationElsewhere: lambda d: (
        f"Authorization {d.number} is {'from another payer' if d.is_other_payer else 'for another drug'}. "
        "Enter the one for this claim."
    ),
    approval.AuthorizationOutOfDates: _not_in_days,
    approval.AuthorizationEndsSoon: lambda d: (
        f"Authorization {d.number} ends on {write_date(d.last)}, {_in_days(d.days)}. Ask for a new one now."
    ),
    approval.AuthorizationExceeded: lambda d: _exceeded(
        d, "That is more than was approved. Ask the payer before giving."
    ),
    approval.AuthorizationMayBeExceeded: lambda d: _exceeded(
        d, "It is too much if discarded units count. Ask the payer whether they do."
    ),
    approval.AuthorizationNearlyUsed: lambda d: _exceeded(d, "80 percent or more is used. Ask for a new one now."),
    approval.DosesWithoutNumber: lambda d: (
        f"{count_of(d.count, 'dose')} in the authorization's days {'has' if d.count == 1 else 'have'} no number and "
        "cannot be counted. Add the number to those records."
    ),
    approval.AbovePayerLimit: _payer_limit,
    #
    dates.EarlyByLabel: lambda d: (
        f"The last dose was on {write_date(d.last)}, {count_of(d.days, 'day')} ago. The next is due on "
        f"{write_date(d.due)} (label, order or site). Write the reason to go on."
    ),
    dates.EarlyByPayer: lambda d: (
        f"The last dose was on {write_date(d.last)}, {count_of(d.days, 'day')} ago. The payer pays the next from "
        f"{write_date(d.earliest)} on. Write the reason to go on."
    ),
    dates.AlreadyRecorded: lambda d: (
        f"{d.drug} is already recorded for this patient on {write_date(d.day)}. Open that record before going on."
    ),
    dates.NewTestNeeded: _new_test,
    dates.DoseLate: lambda d: (
        f"The dose was due on {write_date(d.due)}, {count_of(d.days, 'day')} ago. {_after_a_gap(d.rule)}"
    ),
    dates.DoseMissed: lambda d: (
        f"The dose of {write_date(d.due)} was missed, and the next was due on {write_date(d.next_due)}. "
        f"{_after_a_gap(d.rule)}"
    ),
    #
    order.AgeOffLabel: _age,
    order.OrderForOtherDrug: lambda d: f"The order is for {d.ordered}, not for {d.given}. Choose the right order.",
    order.OrderUnsigned: lambda _: "The order is not signed. A claim needs a signed order. Ask the prescriber to sign.",
    order.OrderSignedLater: lambda d: (
        f"The order was signed on {write_date(d.signed_on)}, after this dose. Check the dates with the prescriber."
    ),
    order.OrderNotStarted: lambda d: (
        f"The order starts on {write_date(d.first)}. Check the day, or ask the prescriber."
    ),
    order.OrderEnded: lambda _: "The order was ended. Ask the prescriber for a new one.",
    order.OrderExpired: lambda d: f"The order expired on {write_date(d.last)}. Ask the prescriber for a new one.",
    order.OrderEndsSoon: lambda d: (
        f"The order expires on {write_date(d.last)}, {_in_days(d.days)}. Ask the prescriber to renew it."
    ),
    order.WeightOld: lambda d: (
        f"The weight is from {write_date(d.on)}, {count_of(d.days, 'day')} old. The site allows {d.most:,}. "
        "Weigh the patient again."
    ),
    order.WeightLater: lambda d: f"The weight is from {write_date(d.on)}, after this dose. Check both dates.",
    #
    giving.RouteDiffers: lambda d: (
        f"The route charted is {d.charted}. The product is {d.labelled} (product label). Correct the record."
    ),
    giving.TimesReversed: lambda _: "The infusion does not stop after it starts. Correct the times.",
    giving.InfusionShort: lambda d: (
        f"The infusion took {count_of(d.minutes, 'minute')}. The usual infusion code needs 16 minutes or more (CPT). "
        "The biller chooses the code."
    ),
    giving.PlaceUnreadable: lambda d: (
        f"“{d.text}” is not a place of service. Enter the two digits in the site's settings."
    ),
    giving.NpiWrong: _site_or_prescriber,
    giving.DiscardShared: lambda _: (
        "It is not confirmed that no other patient got the rest. Confirm it, or correct the record."
    ),
    giving.WitnessMissing: lambda _: "The site asks for a witness of each discard. A second person confirms it.",
    giving.WitnessIsTheNurse: lambda _: "The witness is the nurse who gave or discarded it. Another person witnesses.",
    #
    safety.OtherBiologicOnFile: lambda d: (
        f"{d.name} is active on file{' as an order' if d.is_ordered else ''}. Payers do not pay two such biologics. "
        "Ask the prescriber before giving."
    ),
    safety.TimeExceeded: lambda d: (
        f"{write_minutes(d.minutes)} {_CONDITIONS[d.limit.kind.value]}. The limit is {_limit(d.limit)}. "
        "Do not give it; take another container."
    ),
    safety.WarmUpShort: lambda d: (
        f"{write_minutes(d.minutes)} at room temperature. The product asks for about {_limit(d.limit)}. Wait."
    ),
    safety.FilterMissing: lambda _: "No in-line filter was used, and the product asks for one. Change the line.",
    safety.AllergyMatters: lambda d: (
        f"The allergy “{d.substance}” is on file. The product or its package may contain {d.caution.id}. "
        "Ask the prescriber before giving."
    ),
    safety.AllergyToDrug: lambda d: (
        f"The allergy “{d.substance}” on file names this drug. Ask the prescriber before giving."
    ),
    safety.EarlierReaction: lambda d: (
        f"A reaction to this drug was recorded on {write_date(d.on)}. Read it, and ask the prescriber before giving."
    ),
}

SOURCES: Final[Mapping[str, str]] = {
    "R-03": "CMS manual chapter 17, section 40: whole billing units",
    "R-06": "carton, and the site's recall list",
    "R-07": "diagnoses seen for the product; source document, section Documentation Requirements",
    "R-08": "payer's authorization; claim denials CO-15, CO-197 and CO-198",
    "R-09": "product label or order, and the payer's interval",
    "R-11": "site's rule: a signed order, and a recent weight for a dose per kg",
    "R-12": "only drug that was bought is billed; payers on 340B",
    "R-13": "CMS claim fields; 45 CFR 162.406 on the NPI; CPT on infusion times",
    "R-14": "FCSO: a line above $99,999.99 is split",
    "R-16": "payer policies: one biologic at a time",
    "R-17": "claim denial CO-18: duplicate",
    "R-18": "CMS and Palmetto on waste records; the site's witness rule",
    "R-20": "source document, section Common Modifiers",
    "R-21": "payer's policy",
    "R-23": "product label and handling texts",
    "R-24": "product label",
    "R-26": "product label and allergies on file",
}

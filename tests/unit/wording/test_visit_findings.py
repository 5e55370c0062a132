"""What the findings about a visit say, each kind at least once, in whole sentences."""

# ruff: noqa: E501 - a message is one line, or it cannot be read as the nurse reads it

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest

from j3032calc.domain.findings import Care, Claim, Detail, Finding
from j3032calc.domain.visit import approval, dates, drug, giving, lines, ndc, necessity, order, safety
from j3032calc.domain.visit.approval import AbovePayerLimit, DosesWithoutNumber, read_meter
from j3032calc.domain.visit.drug import Expired, Recalled
from j3032calc.domain.visit.finding import Missing, NotChecked
from j3032calc.domain.visit.necessity import ItemNotRecorded
from j3032calc.domain.visit.verdicts import findings_of
from j3032calc.wording.findings import message, source
from j3032calc.wording.visit_findings import write_meter
from tests.cases.test_readiness import CASES, situation
from tests.ready_visits import DAY, authorization, catalogue, past, ready

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

MODULES: Final[tuple[ModuleType, ...]] = (approval, dates, drug, giving, lines, ndc, necessity, order, safety)
BY_ID: Final = {case["id"]: case for case in CASES}

# The row of the case table that makes the finding, what it found, and what it says.
SAID: Final = [
    (
        "R-01-jz-missing",
        "JzMissing",
        "No whole billing unit was discarded, and a line lacks JZ (payer's rule). Add JZ.",
    ),
    (
        "R-01-jz-day-before-it-exists",
        "JzTooEarly",
        "The dose was given on 31-Dec-2022. JZ can be used from 01-Jan-2023 (payer's rule). Take JZ off.",
    ),
    ("R-01-jw-missing", "JwMissing", "82 billing units discarded, and no JW line (payer's rule). Add the JW line."),
    ("R-01-jw-alone", "JwAlone", "The claim has only a JW line, which payers reject. Add the line of what was given."),
    (
        "R-01-jw-and-jz-on-one-line",
        "ModifiersContradict",
        "The claim has JW and JZ. JZ says that nothing was discarded (CMS). Take the one that is true.",
    ),
    (
        "R-01-jw-without-a-whole-unit",
        "JwUnfounded",
        "The claim has a JW line, and no whole billing unit was discarded (CMS). Take the JW line off.",
    ),
    (
        "R-01-jz-on-multi-dose",
        "ModifierOnMultiDose",
        "The claim has JZ on a multi-dose container. JW and JZ are for single-dose ones (CMS). Take it off.",
    ),
    (
        "R-01-payer-takes-given-only",
        "ModifierNotTaken",
        "The claim has JZ, which Commercial plan does not take. Take it off.",
    ),
    (
        "R-02-one-given-unit-too-many",
        "LinesDoNotAddUp",
        "The lines bill 219 billing units, and 218 were counted. Correct the lines.",
    ),
    (
        "R-03-no-unit",
        "LineWithoutUnits",
        "A claim line has no units. A claim takes whole units above zero. Correct it.",
    ),
    (
        "R-14-one-cent-more",
        "ChargeTooLarge",
        "A line of 210 billing units comes to $100,000.00. A claim line takes $99,999.99 at most (FCSO). Split it and put modifier 76 on the second line.",
    ),
    (
        "R-20-lt-on-a-drug-line",
        "SideOnDrug",
        "A drug line has LT, which tells the side of a procedure, not the site of an injection. Take it off.",
    ),
    (
        "R-20-payer-wants-a-side-and-none",
        "SideMissing",
        "Commercial plan wants LT or RT, and no line has one. Add the side that was treated.",
    ),
    ("R-05-ten-digits", "NdcWrongForm", "“55513-112-01” is not an NDC of 11 digits, 5-4-2. Scan the carton."),
    (
        "R-05-ten-digits",
        "LineNdcNotOpened",
        "A claim line has NDC 55513-0112-01, which was not opened. Correct the line.",
    ),
    (
        "R-05-package-of-another-drug",
        "NdcOfOtherDrug",
        "NDC 67386-0130-51 is no package of reslizumab (Cinqair) in the catalogue. Compare drug and carton before going on.",
    ),
    (
        "R-05-another-content-than-charted",
        "NdcContentDiffers",
        "150 mg was charted, and NDC 50242-0214-01 holds 75 mg. Scan the carton that was opened.",
    ),
    (
        "R-05-line-without-ndc",
        "LineWithoutNdc",
        "A claim line has no NDC or NDC quantity, and Commercial plan wants both. Scan the carton that was opened.",
    ),
    (
        "R-05-quantity-in-mg",
        "NdcQuantityUnreadable",
        "“ME1.91” is not an NDC quantity: UN, ML, GR or F2, at most 3 decimals. Correct the line.",
    ),
    (
        "R-05-quantity-above-what-was-opened",
        "NdcQuantityDiffers",
        "The lines carry 1.92 ML of NDC 55513-0112-01, and 1.91 ML was opened. Correct the quantity.",
    ),
    ("R-06-expired-yesterday", "Expired", "A container of lot LOT7 expired on 22-Nov-2026 (carton). Do not give it."),
    ("R-06-lot-recalled", "Recalled", "Lot LOT7 is on the site's recall list. Do not give it."),
    (
        "R-12-sample-billed",
        "UnpaidDrugBilled",
        "The source is “sample”, and the claim has a drug line. The site may bill only drug that it bought. Bill the administration alone.",
    ),
    (
        "R-12-purchased-and-no-line",
        "DrugLineMissing",
        "The drug was bought, and no line bills it. Finish the claim, or check the source.",
    ),
    (
        "R-12-340b-waste-line-without",
        "Modifier340BMissing",
        "The drug was bought under 340B, and a drug line lacks TB (payer's rule). Add it to every line.",
    ),
    (
        "R-12-purchased-with-340b-modifier",
        "Modifier340BUnfounded",
        "A drug line has JG, and the drug was not bought under 340B. Take it off, or correct the source.",
    ),
    (
        "R-15-pen",
        "NotMedicalBenefit",
        "A payer does not take the single-dose pen under the medical benefit: the pen is pharmacy benefit, the vial and the syringe medical benefit. Check with the payer.",
    ),
    (
        "R-19-the-documents-code",
        "CodeDiffers",
        "A line bills J3032, and CMS bills tezepelumab-ekko (Tezspire) with J2356. Correct the line, or set a site override with its reason.",
    ),
    (
        "R-19-site-override",
        "SiteOverrides",
        "Site override: J3032 in place of J2356 for tezepelumab-ekko (Tezspire). Reason: the payer's letter.",
    ),
    (
        "R-07-not-on-the-list",
        "DiagnosisNotListed",
        "L50.1 was not seen for tezepelumab-ekko (Tezspire). Check it with the payer's policy, or correct the diagnosis.",
    ),
    (
        "R-07-weak-diagnosis",
        "DiagnosisToVerify",
        "That J45.50 goes with this drug is not certain. Verify it with the payer's policy.",
    ),
    (
        "R-07-heading-of-a-family",
        "DiagnosisNotBillable",
        "G43 is a heading and cannot be billed (ICD-10-CM). Enter the code with all its characters.",
    ),
    (
        "R-07-other-use",
        "DiagnosisForOtherUse",
        "J33.0 belongs to another use than asthma. Check the diagnosis and the order.",
    ),
    (
        "R-07-old-milk-code-a-day-later",
        "DiagnosisNotInForce",
        "Z91.011 cannot be billed on 01-Oct-2025 (ICD-10-CM). Enter the code of that day.",
    ),
    (
        "R-07-nothing-documented",
        "ItemNotRecorded",
        "Diagnosis and severity of the asthma: Not recorded. Payers commonly ask: severe asthma. Add it to the order.",
    ),
    (
        "R-07-answer-without-its-date",
        "ItemWithoutDate",
        "Headache days and migraine days per month: its date is Not recorded. Add the day it is from.",
    ),
    (
        "R-08-before-giving-none-on-file",
        "NoAuthorization",
        "Commercial plan asks for an authorization, and none for this drug and day is on file. Ask the payer for one.",
    ),
    (
        "R-08-medicare-asks-for-none",
        "AuthorizationNotAsked",
        "Medicare Part B is taken as asking for no authorization. Verify with it.",
    ),
    (
        "R-08-not-on-file",
        "AuthorizationNotOnFile",
        "Authorization A-101 is not on file for this patient. Check the number, or add the authorization.",
    ),
    (
        "R-08-other-payer",
        "AuthorizationElsewhere",
        "Authorization A-100 is from another payer. Enter the one for this claim.",
    ),
    (
        "R-08-day-before-the-first",
        "AuthorizationOutOfDates",
        "Authorization A-100 holds from 24-Nov-2026 to 31-May-2027 (payer), not on this day. Ask the payer for a new one.",
    ),
    (
        "R-08-last-day",
        "AuthorizationEndsSoon",
        "Authorization A-100 ends on 23-Nov-2026, today. Ask for a new one now.",
    ),
    (
        "R-08-exactly-used-up",
        "AuthorizationNearlyUsed",
        "Authorization A-100: 420 given, 420 with what was discarded, of 420 billing units. 80 percent or more is used. Ask for a new one now.",
    ),
    (
        "R-08-one-unit-past",
        "AuthorizationExceeded",
        "Authorization A-100: 420 given, 420 with what was discarded, of 419 billing units. That is more than was approved. Ask the payer before giving.",
    ),
    (
        "R-08-payer-has-not-said-whether-waste-counts",
        "AuthorizationMayBeExceeded",
        "Authorization A-100: 436 given, 600 with what was discarded, of 599 billing units (163 left if only given units count). It is too much if discarded units count. Ask the payer whether they do.",
    ),
    (
        "R-08-dose-without-number",
        "DosesWithoutNumber",
        "1 dose in the authorization's days has no number and cannot be counted. Add the number to those records.",
    ),
    (
        "R-10-day-before-the-twelfth-birthday",
        "AgeOffLabel",
        "The patient is 11 years old. The label is for ages from 12. Check the order.",
    ),
    (
        "R-10-one-above-the-payers-limit",
        "AbovePayerLimit",
        "91 billing units given, 91 with what was discarded. The payer's limit for 14 days is 90; ask whether discarded count.",
    ),
    (
        "R-11-unsigned",
        "OrderUnsigned",
        "The order is not signed. A claim needs a signed order. Ask the prescriber to sign.",
    ),
    (
        "R-11-signed-tomorrow",
        "OrderSignedLater",
        "The order was signed on 24-Nov-2026, after this dose. Check the dates with the prescriber.",
    ),
    ("R-11-last-day", "OrderEndsSoon", "The order expires on 23-Nov-2026, today. Ask the prescriber to renew it."),
    ("R-11-expired-yesterday", "OrderExpired", "The order expired on 22-Nov-2026. Ask the prescriber for a new one."),
    ("R-11-ended", "OrderEnded", "The order was ended. Ask the prescriber for a new one."),
    (
        "R-11-starts-tomorrow",
        "OrderNotStarted",
        "The order starts on 24-Nov-2026. Check the day, or ask the prescriber.",
    ),
    (
        "R-11-other-drug",
        "OrderForOtherDrug",
        "The order is for tezepelumab-ekko (Tezspire), not for tezepelumab-ekko (Tezspire). Choose the right order.",
    ),
    (
        "R-11-weight-31-days-old",
        "WeightOld",
        "The weight is from 23-Oct-2026, 31 days old. The site allows 30. Weigh the patient again.",
    ),
    ("R-11-weight-from-tomorrow", "WeightLater", "The weight is from 24-Nov-2026, after this dose. Check both dates."),
    (
        "R-09-27-days",
        "EarlyByLabel",
        "The last dose was on 27-Oct-2026, 27 days ago. The next is due on 24-Nov-2026 (label, order or site). Write the reason to go on.",
    ),
    (
        "R-09-27-days",
        "EarlyByPayer",
        "The last dose was on 27-Oct-2026, 27 days ago. The payer pays the next from 24-Nov-2026 on. Write the reason to go on.",
    ),
    (
        "R-13-other-route",
        "RouteDiffers",
        "The route charted is intravenous. The product is subcutaneous (product label). Correct the record.",
    ),
    ("R-13-stop-at-start", "TimesReversed", "The infusion does not stop after it starts. Correct the times."),
    (
        "R-13-15-minutes",
        "InfusionShort",
        "The infusion took 15 minutes. The usual infusion code needs 16 minutes or more (CPT). The biller chooses the code.",
    ),
    (
        "R-13-place-of-one-digit",
        "PlaceUnreadable",
        "“1” is not a place of service. Enter the two digits in the site's settings.",
    ),
    (
        "R-13-npi-check-digit",
        "NpiWrong",
        "The site's NPI “1234567894” is not an NPI: the check digit is wrong. Correct it in the site's settings.",
    ),
    (
        "R-16-one-goes-on",
        "OtherBiologicOnFile",
        "Nucala is active on file. Payers do not pay two such biologics. Ask the prescriber before giving.",
    ),
    (
        "R-17-same-drug-today",
        "AlreadyRecorded",
        "tezepelumab-ekko (Tezspire) is already recorded for this patient on 23-Nov-2026. Open that record before going on.",
    ),
    (
        "R-18-may-be-shared",
        "DiscardShared",
        "It is not confirmed that no other patient got the rest. Confirm it, or correct the record.",
    ),
    (
        "R-18-witness-asked-and-missing",
        "WitnessMissing",
        "The site asks for a witness of each discard. A second person confirms it.",
    ),
    (
        "R-18-witness-confirmed-it",
        "WitnessIsTheNurse",
        "The witness is the nurse who gave or discarded it. Another person witnesses.",
    ),
    (
        "R-23-30-days-and-a-minute-out",
        "TimeExceeded",
        "43,201 minutes out of the refrigerator. The limit is 30 days at 20 to 25 °C. Do not give it; take another container.",
    ),
    (
        "R-23-warmed-59-minutes",
        "WarmUpShort",
        "59 minutes at room temperature. The product asks for about 1 hour. Wait.",
    ),
    ("R-23-no-filter", "FilterMissing", "No in-line filter was used, and the product asks for one. Change the line."),
    (
        "R-24-one-day-late-by-the-label",
        "DoseLate",
        "The dose was due on 22-Nov-2026, 1 day ago. Give it as soon as possible, then go on with the usual day. If the next dose is already due, give that one as planned.",
    ),
    (
        "R-24-next-dose-due-today",
        "DoseMissed",
        "The dose of 26-Oct-2026 was missed, and the next was due on 23-Nov-2026. No rule for that was found in the label. Ask the prescriber before giving.",
    ),
    (
        "R-24-xolair-365-days",
        "NewTestNeeded",
        "The last dose was on 23-Nov-2025, 365 days ago. From 365 days on a new test is needed first (product label). Ask the prescriber.",
    ),
    (
        "R-26-latex-and-a-syringe",
        "AllergyMatters",
        "The allergy “Natural rubber latex” is on file. The product or its package may contain latex. Ask the prescriber before giving.",
    ),
    (
        "R-26-brand-on-file",
        "AllergyToDrug",
        "The allergy “Tezspire” on file names this drug. Ask the prescriber before giving.",
    ),
    (
        "R-26-earlier-reaction",
        "EarlierReaction",
        "A reaction to this drug was recorded on 26-Oct-2026. Read it, and ask the prescriber before giving.",
    ),
    (
        "R-02-one-wasted-unit-too-many",
        "LinesDoNotAddUp",
        "The JW lines bill 83 billing units, and 82 were discarded. Correct the lines.",
    ),
    (
        "R-08-other-drug",
        "AuthorizationElsewhere",
        "Authorization A-100 is for another drug. Enter the one for this claim.",
    ),
    (
        "R-08-30-days-before-the-end",
        "AuthorizationEndsSoon",
        "Authorization A-100 ends on 23-Dec-2026, in 30 days. Ask for a new one now.",
    ),
    (
        "R-08-last-visit",
        "AuthorizationNearlyUsed",
        "Authorization A-100: 2 of 2 visits. 80 percent or more is used. Ask for a new one now.",
    ),
    (
        "R-13-prescriber-npi-check-digit",
        "NpiWrong",
        "The prescriber's NPI “1245319598” is not an NPI: the check digit is wrong. Correct it in the order.",
    ),
    (
        "R-16-other-order",
        "OtherBiologicOnFile",
        "mepolizumab (Nucala) is active on file as an order. Payers do not pay two such biologics. Ask the prescriber before giving.",
    ),
    (
        "R-10-too-old-for-the-children",
        "AgeOffLabel",
        "The patient is 12 years old. The label is for ages from 6, under 12. Check the order.",
    ),
    (
        "R-24-xolair-365-days-for-another-use",
        "NewTestNeeded",
        "The last dose was on 23-Nov-2025, 365 days ago. From 365 days on a new test is needed first (product label for asthma; not checked for this use). Ask the prescriber.",
    ),
    (
        "R-23-more-than-8-hours-out-of-the-carton",
        "TimeExceeded",
        "481 minutes out of the carton. The limit is 8 hours. Do not give it; take another container.",
    ),
    (
        "R-23-more-than-16-hours-mixed",
        "TimeExceeded",
        "961 minutes since mixing. The limit is 16 hours at 2 to 8 °C. Do not give it; take another container.",
    ),
    (
        "R-21-nothing-recorded",
        "ItemNotRecorded",
        "Exacerbations in the last 12 months, with dates and steroid courses: Not recorded. Payers commonly ask: 2 or more with systemic steroids, or 1 hospital stay, in 12 months. Add it to the order.",
    ),
    (
        "R-24-one-day-late-asks",
        "DoseLate",
        "The dose was due on 22-Nov-2026, 1 day ago. No rule for that was found in the label. Ask the prescriber before giving.",
    ),
    (
        "R-11-30-days-left",
        "OrderEndsSoon",
        "The order expires on 23-Dec-2026, in 30 days. Ask the prescriber to renew it.",
    ),
]


def found(row: str, kind: str) -> Finding:
    case = BY_ID[row]
    return next(
        finding
        for finding in findings_of(situation(case))
        if finding.rule == case["rule"] and type(finding.detail).__name__ == kind
    )


def kinds(module: ModuleType) -> Iterator[type[Any]]:
    for kind in vars(module).values():
        if isinstance(kind, type) and issubclass(kind, Detail) and kind.__module__ == module.__name__:
            yield kind


def test_every_kind_of_finding_about_a_visit_is_said_here() -> None:
    assert {kind.__name__ for module in MODULES for kind in kinds(module)} == {kind for _, kind, _ in SAID}


@pytest.mark.parametrize(("row", "kind", "said"), SAID, ids=[f"{kind}-{row}" for row, kind, _ in SAID])
def test_a_finding_says_what_is_the_matter_and_what_to_do(row: str, kind: str, said: str) -> None:
    finding = found(row, kind)

    assert message(finding) == said
    assert 1 <= len(re.findall(r"[.](?:\s|$)", said)) <= 3
    assert not source(finding).endswith(".")


@pytest.mark.parametrize("missing", Missing)
def test_what_is_not_known_is_said_with_what_to_do(missing: Missing) -> None:
    said = message(Finding("R-06", Claim.WARN, Care.ASK, NotChecked(missing)))

    assert said.startswith("Lot, expiry and recall not checked: ")
    assert len(re.findall(r"[.](?:\s|$)", said)) == 2


def test_a_missing_lot_says_what_was_not_checked_and_what_to_enter() -> None:
    finding = Finding("R-06", Claim.STOP, Care.HOLD, NotChecked(Missing.LOT))

    assert message(finding) == (
        "Lot, expiry and recall not checked: a container has no lot. Enter the lot from the container before giving."
    )
    assert source(finding) == "carton, and the site's recall list"


def say(detail: Detail) -> str:
    return message(Finding("R-06", Claim.STOP, Care.NONE, detail))


def test_a_recall_says_its_reason() -> None:
    assert say(Recalled("A1", "glass")) == "Lot A1 is on the site's recall list (glass). Do not give it."


def test_an_expired_container_without_a_lot_is_still_named() -> None:
    assert say(Expired(None, DAY)) == "A container expired on 23-Nov-2026 (carton). Do not give it."


def test_several_doses_without_a_number_are_counted() -> None:
    assert say(DosesWithoutNumber(2)).startswith("2 doses in the authorization's days have no number")


def test_an_item_that_nobody_asks_a_value_of_says_no_value() -> None:
    item = found("R-21-nothing-recorded", "ItemNotRecorded").detail
    assert isinstance(item, ItemNotRecorded)
    plain = replace(item.item, asked=None, text="Invented item")

    assert say(ItemNotRecorded(plain, plain.cited)) == "Invented item: Not recorded. Add it to the order."


@pytest.mark.parametrize(
    ("counts_waste", "days", "said"),
    [
        (True, None, "The payer's limit for one dose is 60; discarded units count."),
        (False, 28, "The payer's limit for 28 days is 60; discarded units do not count."),
        (None, 28, "The payer's limit for 28 days is 60; ask whether discarded count."),
    ],
)
def test_a_payer_limit_says_whether_waste_counts(*, counts_waste: bool | None, days: int | None, said: str) -> None:
    limit = replace(catalogue().payer("commercial").limits[0], units=60, days=days, counts_waste=counts_waste)

    assert say(AbovePayerLimit(60, 75, limit, limit.cited)) == (
        f"60 billing units given, 75 with what was discarded. {said}"
    )


def test_a_meter_shows_units_and_visits_or_that_there_is_no_limit() -> None:
    visit = ready("tezspire")
    assert visit.authorizations is not None
    approved = visit.authorizations[0]

    both = read_meter(replace(approved, units=2730, visits=13), visit.past or ())
    free = read_meter(replace(approved, units=None), visit.past or ())

    assert write_meter(both) == "210 given, 210 with what was discarded, of 2,730 billing units; 1 of 13 visits"
    assert write_meter(free) == "210 given, 210 with what was discarded, no limit"


@pytest.mark.parametrize(
    ("units", "said"),
    [
        pytest.param(600, "218 given, 300 with what was discarded, of 600 billing units (382 left", id="waste-counts"),
        pytest.param(218, "218 given, 300 with what was discarded, of 218 billing units", id="nothing-left"),
    ],
)
def test_a_meter_says_what_is_left_if_only_given_units_count(units: int, said: str) -> None:
    approved = replace(authorization("cinqair", "commercial", units), counts_waste=None)
    meter = read_meter(approved, (past("cinqair", date(2026, 11, 1), 218, 82),))

    assert write_meter(meter).startswith(said)
    assert ("left if only given units count" in write_meter(meter)) is (units == 600)

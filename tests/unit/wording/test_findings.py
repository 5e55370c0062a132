"""Every finding says what is the matter, whose limit it is and what to do, and names its source."""

from __future__ import annotations

import re
from datetime import date

import pytest

from j3032calc.domain import findings as r
from j3032calc.domain.containers import Container, Opened
from j3032calc.domain.findings import Care, Claim, Detail, Finding
from j3032calc.domain.label import LabelledRange
from j3032calc.domain.product import Certainty, Citation, Form, UnlikelyEdit
from j3032calc.domain.quantities import BillingUnits
from j3032calc.domain.schedule import Interval
from j3032calc.wording.findings import message, source, write_citation, write_opened
from tests.unit.services.small_catalogue import (
    CINQAIR,
    CMS,
    FASENRA,
    LABEL,
    NUCALA,
    TEZSPIRE,
    XOLAIR,
    mg,
    package,
)

PEN = TEZSPIRE.presentations[2]
FORTY = NUCALA.presentations[2]
UNNOTED = package("99999-222-01", Form.VIAL, mg(1), None, cited=FORTY.cited)


def units(count: int) -> BillingUnits:
    return BillingUnits.of(count, "billing_unit")


# The rule, the facts, the message and the source, written by hand.
CASES: list[tuple[str, str, Detail, str, str]] = [
    (
        "R-01",
        "code-not-yet-in-force",
        r.CodeNotInForce("J2356", date(2022, 6, 30), date(2022, 7, 1), None),
        "The dose was given on 30-Jun-2022. J2356 came into force on 01-Jul-2022 (CMS). Bill the code of that day.",
        "CMS JW and JZ policy; CMS HCPCS code set",
    ),
    (
        "R-01",
        "code-ended",
        r.CodeNotInForce("C9063", date(2020, 10, 1), date(2020, 7, 1), date(2020, 9, 30)),
        "The dose was given on 01-Oct-2020. C9063 ended on 30-Sep-2020 (CMS). Bill the code of that day.",
        "CMS JW and JZ policy; CMS HCPCS code set",
    ),
    (
        "R-01",
        "jz-not-yet-required",
        r.ModifierNotYetRequired("JZ", date(2023, 7, 1)),
        "JZ may stand on this claim but is required only from 01-Jul-2023 (CMS). Leave it out if the payer asks.",
        "CMS JW and JZ policy; CMS HCPCS code set",
    ),
    (
        "R-01",
        "jw-not-yet-required",
        r.ModifierNotYetRequired("JW", date(2017, 1, 1)),
        "JW may stand on this claim but is required only from 01-Jan-2017 (CMS). Leave it out if the payer asks.",
        "CMS JW and JZ policy; CMS HCPCS code set",
    ),
    (
        "R-01",
        "stopped-early",
        r.StoppedEarly(mg(90)),
        (
            "90 mg of the dose was not infused. Sources disagree whether that is waste. "
            "The biller decides before a claim is made."
        ),
        "CMS JW and JZ policy; CMS HCPCS code set",
    ),
    (
        "R-02",
        "part-unit-discarded",
        r.NoWholeUnitDiscarded(mg("0.5"), mg(1)),
        (
            "0.5 mg was discarded, less than one billing unit of 1 mg. "
            "No whole billing unit was discarded (CMS): document it, do not bill it."
        ),
        "CMS manual chapter 17, section 40; Noridian, 20-Mar-2024",
    ),
    (
        "R-04",
        "more-waste",
        r.MoreWasteThanNeeded(mg(400), (Opened(Container(mg(100), None), 3),), mg(300)),
        "400 mg was opened. 3 × 100 mg would leave less (Medicare contractors). Write down why.",
        "CGS and Noridian: choose the sizes that waste least",
    ),
    (
        "R-05",
        "ndc-not-checked",
        r.NdcNotChecked(),
        "NDC not checked: no product of the catalogue was chosen. Compare the carton with the code before billing.",
        "FDA NDC forms; CMS NDC-HCPCS crosswalk, October 2026",
    ),
    (
        "R-05",
        "container-not-in-catalogue",
        r.ContainerNotInCatalogue(Container(mg(50), None), CINQAIR),
        "NDC not checked: reslizumab (Cinqair) has no container of 50 mg in the catalogue. Check the carton.",
        "FDA NDC forms; CMS NDC-HCPCS crosswalk, October 2026",
    ),
    (
        "R-05",
        "ndc-to-verify",
        r.NdcToVerify(FORTY),
        "NDC 00173-0904-42 is not certain: from general knowledge. Take the NDC from the carton.",
        "FDA NDC forms; CMS NDC-HCPCS crosswalk, October 2026",
    ),
    (
        "R-05",
        "ndc-to-verify-without-a-note",
        r.NdcToVerify(UNNOTED),
        "NDC 99999-0222-01 is not certain: sources disagree. Take the NDC from the carton.",
        "FDA NDC forms; CMS NDC-HCPCS crosswalk, October 2026",
    ),
    (
        "R-05",
        "ndc-unscanned",
        r.NdcUnscanned(PEN),
        "NDC 55513-0123-01 is proposed and the payer wants it on the claim. Scan the container to confirm it.",
        "FDA NDC forms; CMS NDC-HCPCS crosswalk, October 2026",
    ),
    (
        "R-10",
        "above-the-label",
        r.AboveLabelMaximum(mg(3000), mg(300), LABEL),
        (
            "3,000 mg is more than the largest labelled dose, 300 mg (product label). "
            "Check the order. If it is right, write the reason to go on."
        ),
        "Product label, checked 23-Nov-2026",
    ),
    (
        "R-10",
        "not-a-labelled-dose",
        r.NotALabelledDose(mg(200), (LabelledRange(mg(100), mg(100)), LabelledRange(mg(300), mg(375))), LABEL),
        "200 mg is not a labelled dose, 100 mg or 300 mg to 375 mg (product label). Check the order.",
        "Product label, checked 23-Nov-2026",
    ),
    (
        "R-10",
        "weight-needed",
        r.LabelNeedsWeight(CINQAIR),
        "Dose not checked: the label of reslizumab (Cinqair) goes by weight. Enter the weight.",
        "product label",
    ),
    (
        "R-10",
        "label-unknown",
        r.LabelUnknown(),
        "Dose not checked: the shipped catalogue has no label of this drug. Check it against the label.",
        "product label",
    ),
    (
        "R-10",
        "not-a-labelled-interval",
        r.NotALabelledInterval(Interval(days=21), (Interval(days=14), Interval(days=28)), LABEL),
        "Every 3 weeks is not a labelled interval, every 2 weeks or every 4 weeks (product label). Check the order.",
        "Product label, checked 23-Nov-2026",
    ),
    (
        "R-10",
        "schedule-needed",
        r.ScheduleNeeded(FASENRA.schedules),
        (
            "The next due date needs the schedule: the label has different intervals. "
            "Choose one of asthma (severe asthma), egpa (EGPA)."
        ),
        "product label",
    ),
    (
        "R-10",
        "dose-number-needed",
        r.DoseNumberNeeded(FASENRA.schedules[0]),
        (
            "The next due date needs the number of this dose. "
            "The label says from dose 1 every 4 weeks; from dose 3 every 8 weeks. Enter the dose number."
        ),
        "product label",
    ),
    (
        "R-10",
        "interval-needed",
        r.IntervalNeeded(XOLAIR.schedules[0].order_intervals),
        (
            "The next due date needs the order's interval: the label leaves it open. "
            "Choose every 2 weeks or every 4 weeks."
        ),
        "product label",
    ),
    (
        "R-15",
        "self-administered",
        r.SelfAdministered(PEN),
        (
            "A single-dose pen is made for patients to use themselves. Payers may refuse it under the medical benefit. "
            "Check with the payer, or use a professional form."
        ),
        "payer policies on self-administered drugs; no Medicare exclusion list was seen",
    ),
    (
        "R-15",
        "form-unknown",
        r.FormUnknown(),
        "Self-administered form not checked: it is not known whether this is one. Check the carton.",
        "payer policies on self-administered drugs; no Medicare exclusion list was seen",
    ),
    (
        "R-19",
        "code-not-entered",
        r.CodeNotChecked(None),
        "Code not checked: no HCPCS code was entered. Compare drug, NDC and code before billing.",
        "CMS HCPCS code set against drug and NDC",
    ),
    (
        "R-19",
        "code-not-checked",
        r.CodeNotChecked("J1745"),
        "Code not checked: no product of the catalogue was chosen. Compare drug, NDC and code before billing.",
        "CMS HCPCS code set against drug and NDC",
    ),
    (
        "R-19",
        "known-code-not-checked",
        r.CodeNotChecked("J2356", "tezepelumab-ekko"),
        (
            "Code not checked: no product was chosen. CMS says J2356 is tezepelumab-ekko. "
            "Compare drug and NDC before billing."
        ),
        "CMS HCPCS code set against drug and NDC",
    ),
    (
        "R-19",
        "entered-by-the-site",
        r.EnteredBySite("omalizumab-igec (Omlyclo)", "Q5154", "omlyclo", is_retired=False),
        (
            "omalizumab-igec (Omlyclo) was entered by the site: nothing of it is certain. CMS says Q5154 is omlyclo. "
            "Compare code, billing unit and NDC with CMS and the carton before billing."
        ),
        "CMS HCPCS code set against drug and NDC",
    ),
    (
        "R-19",
        "entered-by-the-site-and-not-used-any-more",
        r.EnteredBySite("testamab (Testabrand)", "J3590", None, is_retired=True),
        (
            "testamab (Testabrand) was entered by the site, and is not used any more: nothing of it is certain. "
            "Compare code, billing unit and NDC with CMS and the carton before billing."
        ),
        "CMS HCPCS code set against drug and NDC",
    ),
    (
        "R-22",
        "above-the-unlikely-edit",
        r.AboveUnlikelyEdit(units(1), units(1250), UnlikelyEdit(units(1200), "October 2026", CMS)),
        (
            "1 billing unit given, 1,250 with what was discarded. "
            "The medically unlikely edit for one day is 1,200 (CMS, October 2026). "
            "Check the dose and the units; keep the records for an appeal."
        ),
        "CMS medically unlikely edits",
    ),
    (
        "R-22",
        "unlikely-edit-unknown",
        r.UnlikelyEditUnknown(),
        "Units of the day not checked: no medically unlikely edit is known for this code. Look it up at CMS.",
        "CMS medically unlikely edits",
    ),
    (
        "R-25",
        "short",
        r.Short(mg(350), mg(300), mg(50)),
        "The dose is 350 mg and only 300 mg was opened: short by 50 mg. Open more, or check the dose.",
        "labelled content of the containers",
    ),
]
FINDINGS = [
    pytest.param(Finding(rule, Claim.WARN, Care.NONE, detail), said, named, id=name)
    for rule, name, detail, said, named in CASES
]


def test_every_kind_of_finding_has_a_case_here() -> None:
    kinds = {kind for kind in vars(r).values() if isinstance(kind, type) and issubclass(kind, Detail)}

    assert {type(detail) for _, _, detail, _, _ in CASES} == kinds - {Detail}


@pytest.mark.parametrize(("finding", "said", "named"), FINDINGS)
def test_a_finding_says_what_is_the_matter_and_what_to_do(finding: Finding, said: str, named: str) -> None:
    assert (message(finding), source(finding)) == (said, named)


@pytest.mark.parametrize(("finding", "said", "named"), FINDINGS)
def test_a_finding_says_at_most_three_sentences(finding: Finding, said: str, named: str) -> None:
    assert 1 <= len(re.findall(r"\.(?:\s|$)", message(finding))) <= 3
    assert said.endswith(".")
    assert not named.endswith(".")


def test_a_weak_source_says_that_it_must_be_verified() -> None:
    weak = Citation("Some page", date(2026, 1, 2), Certainty.WEAK)

    assert write_citation(weak) == "Some page, checked 02-Jan-2026; verify before you rely on it"


def test_write_opened_joins_containers() -> None:
    opened = (Opened(Container(mg(300), None), 1), Opened(Container(mg("75.5"), None), 1000))

    assert write_opened(opened) == "1 × 300 mg and 1,000 × 75.5 mg"


def test_a_dose_number_finding_without_steps_still_makes_a_sentence() -> None:
    finding = Finding("R-10", Claim.WARN, Care.NONE, r.DoseNumberNeeded(XOLAIR.schedules[0]))

    assert message(finding).startswith("The next due date needs the number of this dose.")

"""What the claim sheet says: the verdict, and the forms that only a claim has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from j3032calc.domain.administration import DrugSource, FindingShown
from j3032calc.domain.claim import ClaimStanding, Lack, Verdict
from j3032calc.domain.findings import Care, Claim
from j3032calc.wording import claim
from tests.paper_trail import DOSE


def finding(rule: str) -> FindingShown:
    return FindingShown(rule=rule, claim=Claim.STOP, care=Care.NONE, message="It stops.")


def standing(verdict: Verdict, *, stops: tuple[str, ...] = (), warnings: int = 0, lacks: tuple[Lack, ...] = ()) -> str:
    found = tuple(finding(rule) for rule in stops)
    return claim.write_verdict(ClaimStanding(verdict, found, (finding("R-09"),) * warnings, lacks))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param(standing(Verdict.VOID), "Not ready: the record is void.", id="void"),
        pytest.param(standing(Verdict.STOPPED, stops=("R-06",)), "Not ready: R-06 stops the claim.", id="one-stop"),
        pytest.param(
            standing(Verdict.STOPPED, stops=("R-06", "R-08", "R-18")),
            "Not ready: R-06, R-08 and R-18 stop the claim.",
            id="three-stops",
        ),
        pytest.param(
            standing(Verdict.LACKING, lacks=(Lack.SITE_NPI, Lack.SOURCE)),
            "Not ready: not recorded: NPI of the site and source of the drug.",
            id="lacking",
        ),
        pytest.param(standing(Verdict.NO_LINE), "Not ready: there is no claim line.", id="no-line"),
        pytest.param(
            standing(Verdict.NOT_BILLED),
            "No drug line: the site did not buy the drug. Neither the drug nor its waste is billed.",
            id="not-billed",
        ),
        pytest.param(standing(Verdict.WARNED, warnings=1), "Ready, with 1 thing to check first.", id="warned"),
        pytest.param(standing(Verdict.READY), "Ready.", id="ready"),
    ],
)
def test_the_verdict_says_why(said: str, sentence: str) -> None:
    assert said == sentence


def test_item_24_has_its_own_dates() -> None:
    assert claim.write_claim_date(date(2026, 3, 7)) == "03 07 26"


@pytest.mark.parametrize(
    ("dollars", "written"), [("1234.5", "1234 50"), ("0.005", "0 01"), ("99999.99", "99999 99"), ("7", "7 00")]
)
def test_a_charge_has_dollars_and_cents_apart(dollars: str, written: str) -> None:
    assert claim.write_claim_dollars(Fraction(dollars)) == written


def test_the_shaded_line_has_qualifier_ndc_unit_and_quantity() -> None:
    (given, _) = DOSE.calculation.claim_lines

    assert claim.write_ndc_line(given) == "N459310061031 ML21.8"
    assert claim.write_ndc_line(replace(given, ndc=None)) == "No NDC on this line"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (None, "Source of the drug: not recorded. Find out before anything is billed."),
        (DrugSource.PURCHASED, "Purchased by the site: the drug is billed."),
        (DrugSource.DRUG_340B, "Purchased under 340B: each drug line carries the modifier that the payer asks for."),
        (DrugSource.SAMPLE, "Sample: no drug line and no JW line is billed."),
    ],
)
def test_the_source_of_the_drug_decides_what_is_billed(source: DrugSource | None, said: str) -> None:
    assert claim.source_note(source) == said


def test_what_a_biller_should_know_of_the_dose_is_said() -> None:
    proposed = replace(DOSE.containers[0], is_confirmed=False)
    dose = replace(
        DOSE,
        containers=(proposed,),
        early_reason="Travels",
        late_reason="Network down",
        stopped_early_reason="Rash",
        opened_reason="Only size in stock",
    )

    assert list(claim.dose_notes(dose)) == [
        "NDC 59310-0610-31 is proposed: nobody scanned or confirmed it.",
        "Given early: Travels",
        "Charted late: Network down",
        "Stopped early: Rash",
        "Containers other than proposed: Only size in stock",
    ]
    assert list(claim.dose_notes(replace(DOSE, early_reason=None))) == []

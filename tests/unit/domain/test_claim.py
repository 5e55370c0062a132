"""Whether a signed dose can be billed: never while a stop stands or something is missing."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from j3032calc.domain.administration import Administration, DrugSource, FindingShown
from j3032calc.domain.claim import (
    Chargeable,
    Lack,
    Verdict,
    claim_standing,
    insured_address,
    is_overridden,
    standing_stops,
)
from j3032calc.domain.findings import Care, Claim
from j3032calc.domain.patient import Relation
from j3032calc.domain.people import Meaning
from tests.invented import a_charge
from tests.paper_trail import DOSE, HOME, LEAD, ORDER, PATIENT, SITE, at, signed

(COVERAGE,) = PATIENT.coverages
OVERRIDE = signed(LEAD, Meaning.OVERRODE, at(12, 0))
CLEAN = replace(DOSE, calculation=replace(DOSE.calculation, findings=()))


def finding(claim: Claim = Claim.STOP, **rest: Any) -> FindingShown:  # noqa: ANN401 - a finding's own fields
    return FindingShown(rule="R-06", claim=claim, care=Care.NONE, message="The lot is missing.", **rest)


def verdict(*findings: FindingShown, is_void: bool = False, **changes: Any) -> Verdict:  # noqa: ANN401 - a dose's fields
    calculation = replace(changes.pop("calculation", DOSE.calculation), findings=findings)
    dose = replace(DOSE, calculation=calculation, **changes)
    return claim_standing(SITE, of(dose, is_voided=is_void)).verdict


def of(dose: Administration = CLEAN, **changes: Any) -> Chargeable:  # noqa: ANN401 - a Chargeable's own fields
    return replace(Chargeable(dose=dose, patient=PATIENT, order=ORDER, charges=()), **changes)


def test_a_whole_claim_without_findings_is_ready() -> None:
    assert verdict() is Verdict.READY


def test_a_warning_is_named_with_the_verdict() -> None:
    assert verdict(finding(Claim.WARN)) is Verdict.WARNED
    assert verdict(finding(Claim.INFO)) is Verdict.READY


def test_a_stop_stops() -> None:
    assert verdict(finding()) is Verdict.STOPPED


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_a_reason_without_override_or_an_override_without_reason_lifts_no_stop(reason: str | None) -> None:
    assert verdict(finding(reason="Lot read later")) is Verdict.STOPPED
    assert verdict(finding(reason=reason, override=OVERRIDE)) is Verdict.STOPPED


def test_an_override_with_a_reason_makes_a_stop_a_warning() -> None:
    lifted = finding(reason="Lot read later", override=OVERRIDE)

    assert is_overridden(lifted)
    assert standing_stops([lifted]) == ()
    assert verdict(lifted) is Verdict.WARNED


def test_one_standing_stop_is_enough_among_lifted_ones() -> None:
    assert verdict(finding(reason="x", override=OVERRIDE), finding()) is Verdict.STOPPED


def test_a_void_record_is_never_billed() -> None:
    assert verdict(is_void=True) is Verdict.VOID


@pytest.mark.parametrize("source", [DrugSource.WHITE_BAG, DrugSource.SAMPLE, DrugSource.FREE])
def test_a_drug_that_the_site_did_not_buy_is_not_billed(source: DrugSource) -> None:
    assert verdict(source=source) is Verdict.NOT_BILLED


def test_a_340b_drug_is_billed() -> None:
    assert verdict(source=DrugSource.DRUG_340B) is Verdict.READY


def test_without_a_claim_line_nothing_is_ready() -> None:
    assert verdict(calculation=replace(DOSE.calculation, claim_lines=())) is Verdict.NO_LINE


@pytest.mark.parametrize(
    ("changes", "lack"),
    [
        pytest.param({"site": {"npi": None}}, Lack.SITE_NPI, id="npi"),
        pytest.param({"site": {"tax_id": None}}, Lack.TAX_ID, id="tax-id"),
        pytest.param({"site": {"taxonomy": None}}, Lack.TAXONOMY, id="taxonomy"),
        pytest.param({"site": {"address": None}}, Lack.SITE_ADDRESS, id="site-address"),
        pytest.param({"site": {"place_of_service": None}}, Lack.PLACE_OF_SERVICE, id="place"),
        pytest.param({"dose": {"diagnoses": ()}}, Lack.DIAGNOSES, id="diagnoses"),
        pytest.param({"dose": {"source": None}}, Lack.SOURCE, id="source"),
        pytest.param({"dose": {"calculation": replace(CLEAN.calculation, hcpcs=None)}}, Lack.CODE, id="code"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_ready(changes: dict[str, Any], lack: Lack) -> None:
    dose = replace(CLEAN, **changes.get("dose", {}))
    site = replace(SITE, **changes.get("site", {}))

    standing = claim_standing(site, of(dose, order=replace(ORDER, diagnoses=())))

    assert (standing.verdict, standing.lacks) == (Verdict.LACKING, (lack,))


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        pytest.param({"patient": replace(PATIENT, coverages=())}, (Lack.COVERAGE,), id="coverage"),
        pytest.param({"patient": replace(PATIENT, address=None)}, (Lack.PATIENT_ADDRESS,), id="address"),
        pytest.param(
            {"patient": replace(PATIENT, coverages=(replace(COVERAGE, relation=Relation.SPOUSE, address=None),))},
            (Lack.INSURED_NAME, Lack.INSURED_ADDRESS),
            id="another-insured-person",
        ),
        pytest.param({"order": None}, (Lack.ORDER,), id="order"),
        pytest.param(
            {"order": replace(ORDER, prescriber=replace(ORDER.prescriber, npi=None))},
            (Lack.PRESCRIBER_NPI,),
            id="prescriber",
        ),
    ],
)
def test_paper_asks_what_a_file_asks_of_patient_and_order(changes: dict[str, Any], lacks: tuple[Lack, ...]) -> None:
    on_paper, in_file = claim_standing(SITE, of(**changes)), claim_standing(SITE, of(**changes), is_file=True)

    assert on_paper.lacks == lacks
    assert set(lacks) - {Lack.INSURED_ADDRESS} <= set(in_file.lacks)


def test_a_file_asks_for_more_than_paper_does() -> None:
    standing = claim_standing(SITE, of(), is_file=True)

    assert set(standing.lacks) == {
        Lack.SUBMITTER,
        Lack.RECEIVER,
        Lack.RECEIVER_NAME,
        Lack.CLAIMS_NUMBER,
        Lack.CHARGE,
    }
    charged = claim_standing(SITE, of(charges=(a_charge("J2786", "10"),)), is_file=True)
    assert Lack.CHARGE not in charged.lacks


def test_the_address_of_the_insured_is_the_patients_only_where_they_are_one_person() -> None:
    bare = replace(COVERAGE, address=None)

    assert insured_address(PATIENT, COVERAGE) == HOME
    assert insured_address(PATIENT, bare) == HOME
    assert insured_address(PATIENT, replace(bare, relation=Relation.SPOUSE)) is None
    assert insured_address(PATIENT, None) is None


def test_ready_never_stands_beside_a_stop_whatever_else_is_so() -> None:
    stops = (finding(), finding(reason="x"), finding(override=OVERRIDE))
    others = ((), (finding(Claim.WARN),), (finding(reason="x", override=OVERRIDE),))
    for stop, rest, source, is_void in product(stops, others, (*DrugSource, None), (True, False)):
        assert verdict(stop, *rest, source=source, is_void=is_void) not in {Verdict.READY, Verdict.WARNED}

"""A claim is written whole or not at all; everything that is missing is named."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from j3032calc.domain.administration import Administration, CalculationShown, LineBilled
from j3032calc.domain.claim import Chargeable, coverage_for
from j3032calc.domain.claim_file import line_charge, ready_claims, stopping_rules
from j3032calc.domain.findings import Claim
from j3032calc.domain.order import Prescriber
from j3032calc.domain.patient import Relation
from j3032calc.domain.people import Meaning
from j3032calc.domain.problems.claim import ClaimIncomplete, ClaimOutOfBalance, ClaimStopped, NothingToClaim
from tests.exchanged import (
    calculation,
    chargeable,
    charges,
    coverage,
    dose,
    finding,
    order,
    patient,
    signed,
    site,
    spouse_coverage,
    whole_syringe,
)


def line(units: int, *modifiers: str, hcpcs: str | None = "J2786") -> LineBilled:
    return LineBilled(hcpcs=hcpcs, modifiers=modifiers, units=units)


def with_lines(*lines: LineBilled, discarded: int | None = 82) -> Administration:
    shown: CalculationShown = calculation(claim_lines=lines, discarded_units=discarded)
    return dose(calculation=shown)


def test_each_line_is_charged_by_its_units() -> None:
    """218 x 12.50 = 2,725 and 82 x 12.50 = 1,025."""
    claim = ready_claims(site(), [chargeable()])[0]

    assert [line.dollars for line in claim.lines] == [2725, 1025]
    assert claim.total == 3750


def test_half_a_cent_is_rounded_up() -> None:
    """20.005 x 1 = 20.005, so 20.01; 20.005 x 210 = 4,201.05."""
    charge = charges()[2]

    assert line_charge(charge, line(1)) == Fraction("20.01")
    assert line_charge(charge, line(210)) == Fraction("4201.05")


def test_the_claim_takes_the_diagnoses_of_the_dose_or_else_of_the_order() -> None:
    own, ordered = ready_claims(site(), [chargeable(), chargeable(dose(diagnoses=()))])

    assert own.diagnoses == ("J45.50", "J82.83")
    assert ordered.diagnoses == ("J45.50",)


def test_the_coverage_is_of_the_payer_that_the_dose_was_charted_for() -> None:
    two = patient(coverages=(coverage(), spouse_coverage()))

    assert coverage_for(two, dose(payer_id="premera")) == spouse_coverage()
    assert coverage_for(two, dose(payer_id=None)) == coverage()
    assert coverage_for(two, dose(payer_id="other")) is None
    assert coverage_for(patient(coverages=()), dose(payer_id=None)) is None


MISSING = [
    pytest.param({"coverages": ()}, ("coverage of the patient",), id="coverage"),
    pytest.param({"address": None}, ("address of the patient",), id="address"),
    pytest.param({"coverages": (coverage(claims_number=None),)}, ("claims number of the payer",), id="claims-number"),
    pytest.param(
        {"coverages": (coverage(relation=Relation.CHILD),)}, ("name of the insured person",), id="insured-person"
    ),
]


@pytest.mark.parametrize(("changed", "missing"), MISSING)
def test_what_the_patient_lacks_is_named(changed: dict[str, object], missing: tuple[str, ...]) -> None:
    with pytest.raises(ClaimIncomplete) as refused:
        ready_claims(site(), [chargeable(patient=patient(**changed))])

    assert refused.value.missing == missing


@pytest.mark.parametrize(
    ("field", "missing"),
    [
        ("npi", "NPI of the site"),
        ("tax_id", "tax number of the site"),
        ("taxonomy", "taxonomy code of the site"),
        ("address", "address of the site"),
        ("place_of_service", "place of service"),
        ("phone", "telephone number of the site"),
        ("submitter", "submitter number of the site"),
        ("receiver", "receiver number of the clearinghouse"),
        ("receiver_name", "name of the clearinghouse"),
    ],
)
def test_what_the_site_lacks_is_named(field: str, missing: str) -> None:
    with pytest.raises(ClaimIncomplete) as refused:
        ready_claims(site(**{field: None}), [chargeable()])

    assert refused.value.missing == (missing,)


def test_everything_that_is_missing_from_all_doses_is_named_once() -> None:
    bare = chargeable(dose(diagnoses=()), order=None, charges=())
    unsigned = chargeable(order=order(prescriber=Prescriber(name="Ira Holloway", credential="MD")), charges=())

    with pytest.raises(ClaimIncomplete) as refused:
        ready_claims(site(npi=None), [bare, unsigned])

    assert refused.value.missing == (
        "NPI of the site",
        "order for the dose",
        "diagnosis",
        "charge for the code on the day given",
        "NPI of the prescriber",
    )


def test_a_line_without_a_code_is_named() -> None:
    with pytest.raises(ClaimIncomplete) as refused:
        ready_claims(site(), [chargeable(with_lines(line(218, hcpcs=None), line(82, "JW", hcpcs=None)))])

    assert refused.value.missing == ("HCPCS code of the drug",)


def test_an_order_without_a_diagnosis_lacks_one_too() -> None:
    with pytest.raises(ClaimIncomplete) as refused:
        ready_claims(site(), [chargeable(dose(diagnoses=()), order=order(diagnoses=()))])

    assert refused.value.missing == ("diagnosis",)


def test_a_standing_stop_refuses_the_whole_file() -> None:
    stopped = chargeable(dose(calculation=calculation(findings=(finding(Claim.STOP), finding(Claim.STOP)))))

    with pytest.raises(ClaimStopped) as refused:
        ready_claims(site(), [chargeable(), stopped])

    assert refused.value.rules == ("R-06",)


def test_a_stop_that_a_lead_overrode_and_a_warning_do_not_stand() -> None:
    overridden = finding(Claim.STOP, override=signed(meaning=Meaning.OVERRODE))

    assert stopping_rules(dose(calculation=calculation(findings=(overridden, finding())))) == ()


NOTHING: list[object] = [
    pytest.param([], id="nothing-chosen"),
    pytest.param([chargeable(is_voided=True)], id="voided"),
    pytest.param([chargeable(), chargeable(with_lines())], id="no-claim-line"),
]


@pytest.mark.parametrize("doses", NOTHING)
def test_where_there_is_nothing_to_claim_no_file_is_made(doses: list[Chargeable]) -> None:
    with pytest.raises(NothingToClaim):
        ready_claims(site(), doses)


BALANCED = [
    pytest.param((line(218), line(82, "JW")), 82, id="given-and-waste"),
    pytest.param((line(218, "JZ"),), 0, id="nothing-wasted"),
    pytest.param((line(100, "JZ"), line(118, "JZ")), 0, id="one-line-for-each-ndc"),
    pytest.param((line(218),), 82, id="payer-takes-given-only"),
    pytest.param((line(300),), 82, id="payer-takes-opened-in-full"),
    pytest.param((line(218),), None, id="waste-not-known"),
]


@pytest.mark.parametrize(("lines", "discarded"), BALANCED)
def test_lines_that_agree_with_the_units_are_claimed(lines: tuple[LineBilled, ...], discarded: int | None) -> None:
    assert ready_claims(site(), [chargeable(with_lines(*lines, discarded=discarded))])


UNBALANCED = [
    pytest.param((line(218, "JZ"),), 82, id="jw-missing"),
    pytest.param((line(82, "JW"),), 82, id="jw-alone"),
    pytest.param((line(218, "JZ"), line(82, "JW")), 82, id="jw-and-jz"),
    pytest.param((line(218), line(81, "JW")), 82, id="waste-one-unit-less"),
    pytest.param((line(219), line(82, "JW")), 82, id="given-one-unit-more"),
    pytest.param((line(219),), 82, id="neither-given-nor-opened"),
    pytest.param((line(218), line(0)), 0, id="a-line-of-no-unit"),
]


@pytest.mark.parametrize(("lines", "discarded"), UNBALANCED)
def test_lines_that_do_not_agree_with_the_units_are_refused(lines: tuple[LineBilled, ...], discarded: int) -> None:
    with pytest.raises(ClaimOutOfBalance):
        ready_claims(site(), [chargeable(with_lines(*lines, discarded=discarded))])


def test_a_whole_container_is_claimed_with_jz() -> None:
    claim = ready_claims(site(), [replace(chargeable(), dose=whole_syringe())])[0]

    assert claim.total == Fraction("4201.05")

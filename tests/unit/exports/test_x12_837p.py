"""The claim file: accepted by two validators that no one here wrote; what they miss is refused by us."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.claim_file import ready_claims
from j3032calc.domain.order import Charge, Prescriber
from j3032calc.domain.patient import Address, Insured, Relation, Sex
from j3032calc.domain.problems.claim import ClaimValueUnusable
from j3032calc.exports.x12_837p import Envelope, claim_file, control_number
from j3032calc.wording.leaving import LEFT_OUT_OF_837P
from tests.exchanged import (
    NOW,
    PRESCRIBER_NPI,
    SITE_NPI,
    chargeable,
    charges,
    coverage,
    dose,
    order,
    patient,
    site,
    spouse_coverage,
    whole_syringe,
)
from tests.outside_validators import pyx12_faults, x12sdk_faults

if TYPE_CHECKING:
    from pathlib import Path

    from j3032calc.domain.claim import Chargeable
    from j3032calc.domain.site import Site

ENVELOPE = Envelope(at=NOW, number=17)


def file_of(*doses: Chargeable, of: Site | None = None, envelope: Envelope = ENVELOPE) -> str:
    billing = of or site()
    return claim_file(billing, ready_claims(billing, doses or [chargeable()]), envelope)


def segments(text: str, name: str) -> list[str]:
    return [line.removesuffix("~") for line in text.splitlines() if line.startswith(f"{name}*")]


def for_spouse() -> Chargeable:
    covered = patient(coverages=(coverage(), spouse_coverage()))
    return chargeable(whole_syringe(payer_id="premera"), patient=covered)


def with_line(**changed: object) -> Chargeable:
    """Give a dose of 210 units whose one line was changed."""
    given = whole_syringe()
    line = replace(given.calculation.claim_lines[0], **changed)  # type: ignore[arg-type]
    shown = replace(given.calculation, claim_lines=(line,))
    known = (*charges(), Charge(hcpcs=line.hcpcs or "", dollars_per_unit=Fraction(1), first=date(2026, 1, 1)))
    return chargeable(replace(given, calculation=shown), charges=known)


def refusal(*doses: Chargeable, of: Site | None = None) -> tuple[str, str]:
    with pytest.raises(ClaimValueUnusable) as refused:
        file_of(*doses, of=of)
    return refused.value.what, refused.value.reason


ACCEPTED = [
    pytest.param([chargeable()], id="given-and-waste"),
    pytest.param([chargeable(whole_syringe())], id="nothing-wasted"),
    pytest.param([for_spouse()], id="insured-through-the-spouse"),
    pytest.param([for_spouse(), chargeable(), for_spouse()], id="several"),
    pytest.param([with_line(ndc=None, ndc_quantity=None, ndc_unit=None)], id="payer-wants-no-ndc"),
    pytest.param([chargeable(patient=patient(coverages=(coverage(group="G 12"),)))], id="group"),
    pytest.param([chargeable(dose(diagnoses=tuple(f"J45.{number}" for number in range(20, 35))))], id="many-diagnoses"),
]


@pytest.mark.parametrize("doses", ACCEPTED)
def test_pyx12_and_x12sdk_accept_the_file(doses: list[Chargeable], tmp_path: Path) -> None:
    text = file_of(*doses)

    assert pyx12_faults(text, tmp_path) == []
    assert x12sdk_faults(text) == []


def test_a_sex_that_is_not_known_is_u_which_only_pyx12_knows(tmp_path: Path) -> None:
    text = file_of(chargeable(patient=patient(sex=Sex.UNKNOWN)))

    assert segments(text, "DMG") == ["DMG*D8*19610708*U"]
    assert pyx12_faults(text, tmp_path) == []


BROKEN = [
    pytest.param("LIN**N4", "LIN**N3", id="ndc-qualifier"),
    pytest.param("HI*ABK:J4550", "HI*ABK:", id="diagnosis"),
    pytest.param("D8*20261123", "D8*20261323", id="date"),
]


@pytest.mark.parametrize(("good", "bad"), BROKEN)
def test_the_validators_do_find_faults(good: str, bad: str, tmp_path: Path) -> None:
    text = file_of().replace(good, bad)

    assert pyx12_faults(text, tmp_path) != []


def test_the_second_validator_adds_up_the_lines() -> None:
    """3,750 is the sum of 2,725 and 1,025."""
    assert x12sdk_faults(file_of().replace("*3750*", "*3751*")) != []


def test_a_dose_with_waste_is_written_segment_by_segment() -> None:
    lines = file_of().splitlines()

    assert lines[lines.index("HL*2*1*22*0~") :] == [
        "HL*2*1*22*0~",
        "SBR*P*18*******MB~",
        "NM1*IL*1*QUILLFEATHER*ZEPHYRINE****MI*1EG4TE5MK73~",
        "N3*3 MILL LANE~",
        "N4*KENT*WA*98030~",
        "DMG*D8*19610708*F~",
        "NM1*PR*2*MEDICARE PART B*****PI*SMWA0~",
        "CLM*DOS.CCCCCCCCCCCCCCCC*3750***11:B:1*Y*A*Y*Y~",
        "REF*G1*A-77~",
        "HI*ABK:J4550*ABF:J8283~",
        "LX*1~",
        "SV1*HC:J2786*2725*UN*218***1:2~",
        "DTP*472*D8*20261123~",
        "LIN**N4*59310061031~",
        "CTP****21.72*ML~",
        f"NM1*DK*1*HOLLOWAY*IRA****XX*{PRESCRIBER_NPI}~",
        "LX*2~",
        "SV1*HC:J2786:JW*1025*UN*82***1:2~",
        "DTP*472*D8*20261123~",
        "LIN**N4*59310061031~",
        "CTP****8.28*ML~",
        f"NM1*DK*1*HOLLOWAY*IRA****XX*{PRESCRIBER_NPI}~",
        "SE*34*0001~",
        "GE*1*17~",
        "IEA*1*000000017~",
    ]


def test_the_head_names_submitter_site_and_clearinghouse() -> None:
    assert file_of().splitlines()[:13] == [
        "ISA*00*          *00*          *ZZ*LAKE01         *ZZ*CLEAR99        *261123*1405*^*00501*000000017*0*P*:~",
        "GS*HC*LAKE01*CLEAR99*20261123*1405*17*X*005010X222A1~",
        "ST*837*0001*005010X222A1~",
        "BHT*0019*00*17*20261123*1405*CH~",
        "NM1*41*2*LAKESIDE INFUSION*****46*LAKE01~",
        "PER*IC*LAKESIDE INFUSION*TE*2065550100~",
        "NM1*40*2*CLEARWAY*****46*CLEAR99~",
        "HL*1**20*1~",
        "PRV*BI*PXC*261QI0500X~",
        f"NM1*85*2*LAKESIDE INFUSION*****XX*{SITE_NPI}~",
        "N3*12 SHORE ROAD~",
        "N4*SEATTLE*WA*981011234~",
        "REF*EI*123456789~",
    ]


def test_a_patient_insured_through_another_stands_under_that_person() -> None:
    text = file_of(for_spouse())

    assert segments(text, "HL") == ["HL*1**20*1", "HL*2*1*22*1", "HL*3*2*23*0"]
    assert segments(text, "SBR") == ["SBR*P**4000123******ZZ"]
    assert segments(text, "PAT") == ["PAT*01"]
    assert segments(text, "NM1")[3:6] == [
        "NM1*IL*1*QUILLFEATHER*ODALRIC****MI*ZZZ123456789",
        "NM1*PR*2*PREMERA BLUE CROSS*****PI*00430",
        "NM1*QC*1*QUILLFEATHER*ZEPHYRINE",
    ]


def test_the_patient_is_the_insured_whatever_name_stands_on_the_card() -> None:
    card = coverage(insured=Insured(family="Other", given="Name"))

    assert "OTHER" not in file_of(chargeable(patient=patient(coverages=(card,))))


def test_a_test_file_says_so() -> None:
    assert segments(file_of(envelope=Envelope(at=NOW, number=17, is_test=True)), "ISA")[0].endswith("*0*T*:")


def test_the_control_number_has_nine_digits_whatever_the_number() -> None:
    text = file_of(envelope=Envelope(at=NOW, number=12_000_000_017))

    assert segments(text, "IEA") == ["IEA*1*000000017"]
    assert segments(text, "GE") == ["GE*1*17"]


def test_the_claims_own_number_is_the_beginning_of_the_doses_id() -> None:
    assert control_number("aB_3-xyzabcdefghijklmn") == "AB.3-XYZABCDEFGHIJKL"


def test_no_more_than_twelve_diagnoses_and_four_pointers() -> None:
    text = file_of(chargeable(dose(diagnoses=tuple(f"J45.{number}" for number in range(20, 35)))))

    assert segments(text, "HI")[0].count("*") == 12
    assert segments(text, "SV1")[0].endswith("*1:2:3:4")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        pytest.param("Holloway, Ira J.", "NM1*DK*1*HOLLOWAY*IRA J.****XX", id="family-name-first"),
        pytest.param("Ira J. Holloway", "NM1*DK*1*HOLLOWAY*IRA J.****XX", id="family-name-last"),
        pytest.param("Holloway", "NM1*DK*1*HOLLOWAY*****XX", id="one-name"),
        pytest.param("Holloway,", "NM1*DK*1*HOLLOWAY*****XX", id="comma-alone"),
    ],
)
def test_the_prescribers_name_is_parted(name: str, written: str) -> None:
    ordered = order(prescriber=Prescriber(name=name, credential="MD", npi=PRESCRIBER_NPI))

    assert written in file_of(chargeable(order=ordered))


MISSED_BY_BOTH = [
    pytest.param({"ndc": "5551301120"}, ("NDC", "is not 11 digits grouped 5-4-2"), id="ndc-of-ten-digits"),
    pytest.param({"ndc": "55513-0112"}, ("NDC", "is not 11 digits grouped 5-4-2"), id="ndc-of-two-groups"),
    pytest.param({"ndc_unit": "ME"}, ("unit of the NDC", "is none of UN, ML, GR and F2"), id="unit-me"),
    pytest.param({"ndc_unit": None}, ("unit of the NDC", "is none of UN, ML, GR and F2"), id="no-unit"),
    pytest.param({"ndc_quantity": None}, ("quantity of the NDC", "is not above zero"), id="no-quantity"),
    pytest.param({"ndc_quantity": "0.0"}, ("quantity of the NDC", "is not above zero"), id="quantity-zero"),
    pytest.param({"ndc_quantity": "1/3"}, ("quantity of the NDC", "is not above zero"), id="quantity-no-decimal"),
    pytest.param(
        {"ndc_quantity": "1.9101"},
        ("quantity of the NDC", "has more than 8 digits, or more than 3 decimals"),
        id="four-decimals",
    ),
    pytest.param(
        {"ndc_quantity": "123456789"},
        ("quantity of the NDC", "has more than 8 digits, or more than 3 decimals"),
        id="nine-digits",
    ),
    pytest.param({"modifiers": ("JZX",)}, ("modifier", "is not like JW"), id="modifier-of-three"),
    pytest.param({"hcpcs": "2356"}, ("HCPCS code", "is not like J2356"), id="hcpcs"),
]


@pytest.mark.parametrize(("changed", "refused"), MISSED_BY_BOTH)
def test_a_line_that_validators_let_through_is_refused(changed: dict[str, object], refused: tuple[str, str]) -> None:
    assert refusal(with_line(**changed)) == refused


def test_an_ndc_goes_out_as_eleven_digits_without_hyphens() -> None:
    assert segments(file_of(with_line(ndc="0409-1234-05")), "LIN") == ["LIN**N4*00409123405"]


@pytest.mark.parametrize(("written", "shown"), [("1.910", "1.91"), ("2.000", "2"), ("12345678.125", "12345678.125")])
def test_an_ndc_quantity_has_no_trailing_zero(written: str, shown: str) -> None:
    assert segments(file_of(with_line(ndc_quantity=written)), "CTP") == [f"CTP****{shown}*ML"]


def address(**changed: str) -> Address:
    return replace(Address(street="12 Shore Road", city="Seattle", state="WA", postal_code="981011234"), **changed)


SITE_FAULTS: list[object] = [
    pytest.param({"npi": "1234567890"}, ("NPI of the site", "has a wrong check digit"), id="npi-check-digit"),
    pytest.param({"npi": "123456789"}, ("NPI of the site", "is not 10 digits"), id="npi-of-nine"),
    pytest.param({"npi": "12345678٩٣"}, ("NPI of the site", "is not 10 digits"), id="npi-in-other-digits"),
    pytest.param({"tax_id": "12-345"}, ("tax number of the site", "is not 9 digits"), id="tax"),
    pytest.param({"taxonomy": "261Q"}, ("taxonomy code of the site", "is not like 207RA0201X"), id="taxonomy"),
    pytest.param({"phone": "555"}, ("telephone number of the site", "is not 10 digits"), id="phone"),
    pytest.param({"place_of_service": "office"}, ("place of service", "is not like 11"), id="place"),
    pytest.param({"submitter": "X" * 16}, ("submitter number of the site", "is longer than 15 characters"), id="long"),
    pytest.param({"name": " "}, ("name of the site", "is empty"), id="blank-name"),
    pytest.param(
        {"address": address(postal_code="98101")}, ("ZIP code of the site", "is not 9 digits"), id="zip-of-five"
    ),
    pytest.param({"address": address(state="Washington")}, ("state of the site", "is not like WA"), id="state"),
]


@pytest.mark.parametrize(("changed", "refused"), SITE_FAULTS)
def test_a_billing_identity_that_no_claim_can_carry_is_refused(
    changed: dict[str, object], refused: tuple[str, str]
) -> None:
    assert refusal(chargeable(), of=site(**changed)) == refused


@pytest.mark.parametrize("delimiter", ["*", ":", "~", "^"])
@pytest.mark.parametrize("field", ["family", "given"])
def test_a_name_with_a_delimiter_is_refused(field: str, delimiter: str) -> None:
    what, reason = refusal(chargeable(patient=patient(**{field: f"O{delimiter}N"})))

    assert (what, reason) == (f"{field} name of the patient", "has a character that parts the fields of a claim file")


@pytest.mark.parametrize("name", ["Ольга", "明", "A\u202eB", "A|B"])
def test_a_name_that_a_claim_file_cannot_carry_is_refused(name: str) -> None:
    assert refusal(chargeable(patient=patient(family=name))) == (
        "family name of the patient",
        "has a letter or sign that a claim file cannot carry",
    )


@pytest.mark.parametrize(
    ("name", "written"),
    [("Núñez-Łoś", "NUNEZ-LOS"), ("O’Brien".replace("’", "'"), "O'BRIEN"), ("van  der\nBerg", "VAN DER BERG")],
)
def test_a_name_goes_out_in_plain_capitals(name: str, written: str) -> None:
    assert f"NM1*IL*1*{written}*" in file_of(chargeable(patient=patient(family=name)))


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        pytest.param({"npi": "1245319590"}, "NPI of the prescriber", id="npi-check-digit"),
        pytest.param({"name": "*"}, "name of the prescriber", id="name"),
    ],
)
def test_a_prescriber_that_no_claim_can_carry_is_refused(changed: dict[str, str], what: str) -> None:
    fields = {"name": "Ira Holloway", "credential": "MD", "npi": PRESCRIBER_NPI} | changed

    assert refusal(chargeable(order=order(prescriber=Prescriber(**fields))))[0] == what


def test_a_diagnosis_that_is_no_code_is_refused() -> None:
    assert refusal(chargeable(dose(diagnoses=("asthma",)))) == ("diagnosis", "is not like J45.50")


def test_a_relation_that_is_not_self_is_written_with_its_code() -> None:
    child = replace(spouse_coverage(), relation=Relation.CHILD)
    other = replace(spouse_coverage(), relation=Relation.OTHER)
    doses = [
        chargeable(whole_syringe(payer_id="premera"), patient=patient(coverages=(card,))) for card in (child, other)
    ]

    assert segments(file_of(*doses), "PAT") == ["PAT*19", "PAT*G8"]


def test_the_time_is_the_sites_own() -> None:
    text = file_of(envelope=Envelope(at=datetime(2027, 1, 2, 3, 4, tzinfo=UTC), number=1))

    assert segments(text, "BHT") == ["BHT*0019*00*1*20270102*0304*CH"]


def test_a_line_that_has_no_ndc_has_no_ndc_segments() -> None:
    text = file_of(with_line(ndc=None, ndc_quantity=None, ndc_unit=None))

    assert segments(text, "LIN") == segments(text, "CTP") == []


@pytest.mark.parametrize("field", ["address", "npi", "tax_id", "taxonomy", "phone", "submitter"])
def test_no_file_is_made_for_another_site_that_lacks_something(field: str) -> None:
    claims = ready_claims(site(), [chargeable()])

    with pytest.raises(ClaimValueUnusable):
        claim_file(site(**{field: None}), claims, ENVELOPE)


def test_what_is_said_to_be_left_out_is_left_out() -> None:
    text = file_of()

    assert "the method, the nurse and the witness" in LEFT_OUT_OF_837P
    assert not any(word in text for word in ("PHARMACEUTICAL", "FIELD", "NESS", "82.8", "*L1"))

"""The FHIR bundle: accepted by two validators that no one here wrote, and what both miss."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from j3032calc.domain.administration import Administration, Balance
from j3032calc.domain.entries import Entry, Kind
from j3032calc.domain.findings import Claim
from j3032calc.domain.order import DrugRef, Order, Prescriber, Rounding, RoundingWay
from j3032calc.domain.quantities import Activity
from j3032calc.domain.schedule import Interval
from j3032calc.exports.fhir import PatientRecord, bundle
from j3032calc.exports.fhir_values import fhir_id, own_id
from j3032calc.wording.leaving import LEFT_OUT_OF_FHIR
from tests.exchanged import (
    NOW,
    calculation,
    charges,
    dose,
    finding,
    mg,
    order,
    patient,
    site,
    spouse_coverage,
    whole_syringe,
)
from tests.outside_validators import fhir_resources_faults, npm_fhir_faults


def entry(
    given: Administration, kind: Kind = Kind.DOSE_RECORDED, *, by: str | None = "acc-n_1", reason: str | None = None
) -> Entry:
    return Entry(
        at=NOW,
        by=by,
        kind=kind,
        subject=given.id,
        patient_id=given.patient_id,
        reason=reason,
        body=given,
        sequence=1,
        fingerprint="ab" * 32,
    )


def record(*doses: tuple[Entry, ...], **changed: object) -> PatientRecord:
    fields: dict[str, object] = {
        "patient": patient(),
        "orders": (order(),),
        "doses": doses or ((entry(dose()),),),
        "charges": charges(),
        "site": site(),
    }
    return PatientRecord(**(fields | changed))  # type: ignore[arg-type]


def written(of: PatientRecord, only_dose: str | None = None) -> dict[str, Any]:
    read = json.loads(bundle(of, NOW, only_doses=None if only_dose is None else {only_dose}), parse_float=Decimal)
    assert isinstance(read, dict)
    return read


def resources(of: PatientRecord, kind: str, only_dose: str | None = None) -> list[dict[str, Any]]:
    entries = written(of, only_dose)["entry"]
    return [item["resource"] for item in entries if item["resource"]["resourceType"] == kind]


def only(of: PatientRecord, kind: str) -> dict[str, Any]:
    (found,) = resources(of, kind)
    return found


def two_lots() -> Administration:
    given = dose()
    first = replace(given.containers[0], count=2)
    return replace(given, containers=(first, replace(first, count=1, lot="L2", ndc=None, form=None, expiry=None)))


def in_units(**changed: object) -> Administration:
    units = {name: Activity.of_drug(number, "J0585") for name, number in (("all", 155), ("none", 0))}
    balance = Balance(
        ordered=units["all"],
        opened=units["all"],
        given=units["all"],
        discarded=units["none"],
        kept=units["none"],
        not_infused=units["none"],
    )
    return dose(balance=balance, containers=(), discard=None, observation=None, **changed)


def bare_order() -> Order:
    return order(
        id="ord-2",
        drug=DrugRef(product_id=None, name="Invented drug"),
        dose=mg(210),
        route=None,
        interval=None,
        diagnoses=(),
        indication="asthma",
        expires_on=None,
        signed_on=None,
        end_reason="another drug",
        rounding=Rounding(way=RoundingWay.NEAREST, step=mg(10)),
        prescriber=Prescriber(name="Ira Holloway", credential=""),
    )


RECORDS = [
    pytest.param(record(), id="one-dose"),
    pytest.param(record((entry(dose()),), (entry(whole_syringe()),)), id="two-doses"),
    pytest.param(
        record(
            (
                entry(dose()),
                entry(two_lots(), Kind.DOSE_AMENDED, reason="second lot"),
                entry(two_lots(), Kind.DOSE_VOIDED, by=None, reason="another patient's"),
            )
        ),
        id="amended-and-voided",
    ),
    pytest.param(record((entry(in_units()),), orders=(bare_order(),)), id="units-without-containers"),
    pytest.param(record((entry(dose(stopped_early_reason="rash", late_reason="busy")),)), id="stopped-early-and-late"),
    pytest.param(record(patient=patient(coverages=(), address=None)), id="no-coverage"),
    pytest.param(
        record((entry(dose(payer_id="premera")),), patient=patient(coverages=(spouse_coverage(),))), id="group"
    ),
    pytest.param(record(site=site(npi=None, tax_id=None, phone=None, address=None, place_of_service=None)), id="site"),
    pytest.param(record(charges=()), id="no-charge"),
]


@pytest.mark.parametrize("of", RECORDS)
def test_the_first_validator_accepts_the_bundle(of: PatientRecord) -> None:
    assert fhir_resources_faults(bundle(of, NOW)) == []


def test_the_second_validator_accepts_every_bundle_and_does_find_faults() -> None:
    good = [bundle(of.values[0], NOW) for of in RECORDS]  # type: ignore[arg-type]
    wrong_status = good[0].replace('"status": "completed"', '"status": "given"')
    unknown_property = good[0].replace('"subject": {', '"subjekt": {')

    *accepted, first, second = npm_fhir_faults(*good, wrong_status, unknown_property)

    assert accepted == [[]] * len(RECORDS)
    assert first != []
    assert second != []


def test_the_first_validator_finds_a_date_written_the_american_way() -> None:
    text = bundle(record(), NOW).replace('"1961-07-08"', '"07/08/1961"')

    assert fhir_resources_faults(text) != []


CODES = {
    "MedicationAdministration": {"completed", "stopped", "entered-in-error"},
    "MedicationRequest": {"active", "stopped"},
    "Claim": {"active", "draft", "entered-in-error"},
    "Coverage": {"active"},
}


@pytest.mark.parametrize("of", RECORDS)
def test_every_status_is_one_of_the_standard_and_every_date_is_iso(of: PatientRecord) -> None:
    for item in written(of)["entry"]:
        found = item["resource"]
        assert found.get("status") in CODES.get(found["resourceType"], {None})
        for name in ("birthDate", "authoredOn", "effectiveDateTime", "servicedDate", "recorded"):
            assert re.match(r"\d{4}-\d{2}-\d{2}", str(found.get(name, "2026-01-01")))


@pytest.mark.parametrize("of", RECORDS)
def test_every_reference_leads_to_a_resource_of_the_bundle(of: PatientRecord) -> None:
    text = bundle(of, NOW)
    there = {item["fullUrl"].removeprefix("https://j3032calc.invalid/fhir/") for item in json.loads(text)["entry"]}
    referred = {name.partition("/_history/")[0] for name in re.findall(r'"reference": "([^"]+)"', text)}

    # The order of a dose may be outside of what was chosen.
    assert {name for name in referred - there if not name.startswith("MedicationRequest/")} == set()


@pytest.mark.parametrize("of", RECORDS)
def test_no_two_entries_are_the_same_version_of_the_same_resource(of: PatientRecord) -> None:
    names = [(item["fullUrl"], str(item["resource"].get("meta"))) for item in written(of)["entry"]]

    assert len(names) == len(set(names))


def test_the_dose_is_exact_and_in_ucum() -> None:
    given = only(record(), "MedicationAdministration")

    assert given["dosage"]["dose"] == {
        "value": Decimal("217.2"),
        "unit": "mg",
        "system": "http://unitsofmeasure.org",
        "code": "mg",
    }
    assert given["effectivePeriod"] == {"start": "2026-11-23T13:00:00+00:00", "end": "2026-11-23T13:50:00+00:00"}
    assert given["dosage"]["site"] == {"text": "left forearm"}
    assert given["status"] == "completed"


def test_units_of_a_drug_are_never_international_units() -> None:
    given = only(record((entry(in_units()),)), "MedicationAdministration")

    assert given["dosage"]["dose"]["code"] == "[arb'U]"


def test_the_discard_stands_in_the_extensions_and_in_a_note() -> None:
    given = only(record(), "MedicationAdministration")
    balance, discard = given["extension"]
    values = {part["url"]: part for part in (*balance["extension"], *discard["extension"])}

    assert balance["url"] == "https://j3032calc.invalid/fhir/StructureDefinition/balance"
    assert values["opened"]["valueQuantity"]["value"] == 300
    assert values["discarded"]["valueQuantity"]["value"] == Decimal("82.8")
    assert values["method"]["valueString"] == "pharmaceutical waste bin"
    assert values["isNotShared"]["valueBoolean"] is True
    assert values["witness"]["valueReference"] == {"reference": "Practitioner/acc-w-2"}
    assert [note["text"] for note in given["note"]] == [
        "Discarded 82.8 mg of 300 mg opened.",
        (
            "Discard: rest of the vial; pharmaceutical waste bin; confirmed by Nora Field, RN, witness Will Ness, RN. "
            "Not given to any other patient."
        ),
        "Observation: well",
    ]


def test_a_discard_without_witness_names_none() -> None:
    given = dose()
    assert given.discard is not None
    alone = replace(given.discard, witness=None, is_not_shared=False, reason="\x00")
    found = only(record((entry(replace(given, discard=alone)),)), "MedicationAdministration")

    assert {part["url"] for part in found["extension"][1]["extension"]} == {
        "method",
        "at",
        "isNotShared",
        "confirmedBy",
    }


def test_ndc_lot_and_expiry_stand_in_the_medication() -> None:
    found = only(record(), "Medication")

    assert found["code"]["coding"] == [{"system": "http://hl7.org/fhir/sid/ndc", "code": "59310-0610-31"}]
    assert found["batch"] == {"lotNumber": "L1", "expirationDate": "2027-03-31"}
    assert found["amount"]["numerator"]["value"] == 300


def test_containers_of_two_lots_are_the_ingredients_of_one_medication() -> None:
    mixture, first, second = resources(record((entry(two_lots()),)), "Medication")

    assert [part["itemReference"]["reference"] for part in mixture["ingredient"]] == [
        f"Medication/{first['id']}",
        f"Medication/{second['id']}",
    ]
    assert (first["batch"]["lotNumber"], second["batch"]["lotNumber"]) == ("L1", "L2")


def test_an_amended_dose_keeps_every_version_and_who_wrote_it() -> None:
    of = record((entry(dose()), entry(two_lots(), Kind.DOSE_AMENDED, reason="second lot")))
    versions, provenance = resources(of, "MedicationAdministration"), resources(of, "Provenance")

    assert [version["meta"]["versionId"] for version in versions] == ["1", "2"]
    assert [made["target"][0]["reference"].rpartition("/")[2] for made in provenance] == ["1", "2"]
    assert [made["activity"]["coding"][0]["code"] for made in provenance] == ["CREATE", "UPDATE"]
    assert provenance[1]["reason"] == [{"text": "second lot"}]
    assert provenance[0]["extension"][0]["valueString"] == "ab" * 32
    assert [agent["type"].get("text", "author") for agent in provenance[0]["agent"]] == [
        "author",
        "gave this dose",
        "discarded the rest",
        "witnessed the discard",
    ]


def test_a_voided_dose_and_its_claim_are_entered_in_error() -> None:
    of = record((entry(dose()), entry(dose(), Kind.DOSE_VOIDED, reason="wrong patient")))
    first, voided = resources(of, "MedicationAdministration")

    assert (first["status"], voided["status"]) == ("completed", "entered-in-error")
    assert only(of, "Claim")["status"] == "entered-in-error"


def test_the_claim_has_an_item_a_line_with_modifier_charge_and_ndc() -> None:
    claim = only(record(), "Claim")
    given, wasted = claim["item"]

    assert claim["status"] == "active"
    assert claim["total"] == {"value": 3750, "currency": "USD"}
    assert claim["insurance"][0]["preAuthRef"] == ["A-77"]
    assert [item["diagnosisCodeableConcept"]["coding"][0]["code"] for item in claim["diagnosis"]] == [
        "J45.50",
        "J82.83",
    ]
    assert "modifier" not in given
    assert given["quantity"]["value"] == 218
    assert given["detail"][0]["quantity"] == {"value": Decimal("21.72"), "unit": "ML"}
    assert wasted["modifier"][0]["coding"][0]["code"] == "JW"
    assert wasted["net"]["value"] == 1025


NOT_READY = [
    pytest.param({"calculation": calculation(findings=(finding(Claim.STOP),))}, charges(), id="stopped"),
    pytest.param({}, (), id="no-charge"),
]


@pytest.mark.parametrize(("changed", "known"), NOT_READY)
def test_a_claim_that_may_not_go_out_is_a_draft(changed: dict[str, object], known: tuple[object, ...]) -> None:
    assert only(record((entry(dose(**changed)),), charges=known), "Claim")["status"] == "draft"


def test_a_claim_takes_the_orders_diagnosis_where_the_dose_has_none() -> None:
    claim = only(record((entry(dose(diagnoses=())),)), "Claim")

    assert claim["diagnosis"][0]["diagnosisCodeableConcept"]["coding"][0]["code"] == "J45.50"


def test_a_claim_line_without_code_or_ndc_quantity_says_so() -> None:
    line = replace(calculation().claim_lines[0], hcpcs=None, ndc_quantity=None)
    claim = only(
        record((entry(dose(order_id=None, calculation=calculation(claim_lines=(line,)), diagnoses=())),)), "Claim"
    )

    assert claim["item"][0]["productOrService"] == {"text": "No HCPCS code"}
    assert "quantity" not in claim["item"][0]["detail"][0]
    assert "diagnosis" not in claim


def test_a_code_of_a_site_override_says_so_in_the_claim_and_with_the_dose() -> None:
    line = replace(calculation().claim_lines[0], hcpcs="C9399")
    shown = calculation(hcpcs="C9399", site_override="letter of the payer", claim_lines=(line,))
    of = record((entry(dose(calculation=shown)),))

    assert only(of, "Claim")["item"][0]["productOrService"] == {
        "coding": [{"system": "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "code": "C9399"}],
        "text": "C9399 (site override)",
    }
    assert {"text": "Site override: letter of the payer"} in only(of, "MedicationAdministration")["note"]
    assert fhir_resources_faults(bundle(of, NOW)) == []


@pytest.mark.parametrize(
    "of",
    [
        pytest.param(record(patient=patient(coverages=())), id="no-coverage"),
        pytest.param(record((entry(dose(calculation=calculation(claim_lines=()))),)), id="no-line"),
    ],
)
def test_without_coverage_or_line_there_is_no_claim(of: PatientRecord) -> None:
    assert resources(of, "Claim") == []


def test_an_order_says_dose_interval_reason_and_whether_it_is_signed() -> None:
    found = only(record(), "MedicationRequest")

    assert found["dosageInstruction"][0]["text"] == "3 mg per kg, every 4 weeks"
    assert found["dosageInstruction"][0]["timing"]["repeat"] == {"frequency": 1, "period": 4, "periodUnit": "wk"}
    assert found["dosageInstruction"][0]["doseAndRate"][0]["doseQuantity"]["code"] == "mg/kg"
    assert found["note"] == [{"text": "Signed by the prescriber on 2026-10-01."}]
    assert found["dispenseRequest"]["validityPeriod"] == {"end": "2027-09-30"}


def test_an_ended_order_is_stopped_with_its_reason() -> None:
    found = only(record(orders=(bare_order(),), doses=()), "MedicationRequest")

    assert found["status"] == "stopped"
    assert found["statusReason"] == {"text": "another drug"}
    assert [note["text"] for note in found["note"]] == [
        "Not signed by the prescriber.",
        "Round the dose to the nearest 10 mg.",
    ]


@pytest.mark.parametrize(
    ("interval", "repeat"),
    [
        (Interval(days=84), {"frequency": 1, "period": 12, "periodUnit": "wk"}),
        (Interval(days=30), {"frequency": 1, "period": 30, "periodUnit": "d"}),
        (Interval(months=3), {"frequency": 1, "period": 3, "periodUnit": "mo"}),
    ],
)
def test_an_interval_is_written_in_the_unit_that_it_has(interval: Interval, repeat: dict[str, object]) -> None:
    found = only(record(orders=(order(interval=interval),)), "MedicationRequest")

    assert found["dosageInstruction"][0]["timing"]["repeat"] == repeat


def test_one_dose_comes_with_its_own_order_only() -> None:
    of = record((entry(dose()),), (entry(whole_syringe()),), orders=(order(), order(id="other")))
    chosen = whole_syringe().id

    assert [found["id"] for found in resources(of, "MedicationAdministration", chosen)] == ["dos.DDDDDDDDDDDDDDDDD2"]
    assert [found["id"] for found in resources(of, "MedicationRequest", chosen)] == ["ord.BBBBBBBBBBBBBBBBB1"]


def test_a_dose_that_only_has_a_day_says_the_day() -> None:
    found = only(record((entry(whole_syringe()),)), "MedicationAdministration")

    assert found["effectiveDateTime"] == "2026-11-23"


def test_text_with_control_characters_and_nothing_else_is_left_out() -> None:
    odd = patient(family="A\x00B\ud800", given="\x07", address=replace(patient().address, street="\n"))  # type: ignore[type-var]
    of = record(patient=odd)

    assert only(of, "Patient")["name"] == [{"use": "official", "family": "A B"}]
    assert "line" not in only(of, "Patient")["address"][0]
    assert fhir_resources_faults(bundle(of, NOW)) == []


def test_an_id_is_read_back_from_its_fhir_form() -> None:
    assert own_id(fhir_id("a_B-9__x")) == "a_B-9__x"


def test_every_id_is_one_that_fhir_allows() -> None:
    ids = [item["resource"]["id"] for item in written(record())["entry"]]

    assert all(re.fullmatch(r"[A-Za-z0-9\-.]{1,64}", found) for found in ids)


def test_what_is_said_to_be_left_out_is_left_out() -> None:
    text = bundle(record(), NOW)

    assert "weights and allergies" in LEFT_OUT_OF_FHIR
    assert not any(word in text for word in ("latex", "72.4", "billing unit =", "21.72 mL"))

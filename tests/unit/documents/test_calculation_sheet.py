"""The calculation sheet: everything on it is text, as it stands on paper."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from j3032calc.documents.calculation_sheet import TEMPLATE, calculation_sheet
from j3032calc.services.calculation import Typed
from tests.unit.services.small_catalogue import calculator


def sheet(**typed: object) -> dict[str, Any]:
    calculation = calculator().answer(Typed(**{"given_on": "2026-11-23", **typed}))  # type: ignore[arg-type]
    made = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
    return calculation_sheet(calculation, edition="2026.1", version="0.1.0", made=made)


def test_the_template_is_named() -> None:
    assert TEMPLATE == "calculation_sheet"


def test_the_head_says_that_nothing_is_stored_and_when_it_was_made() -> None:
    whole = sheet(product="tezspire", dose="210 mg")

    assert whole["title"] == "Calculation sheet"
    assert whole["subtitle"] == "Calculation only. No patient: nothing is stored. A licensed person decides."
    assert whole["made"] == "Made 23-Nov-2026 14:05 with J3032 Calculator 0.1.0, catalogue edition 2026.1"


def test_the_entries_stand_in_words() -> None:
    assert sheet(product="cinqair", dose="3 mg/kg", weight="160 lb", payer="with-ndc")["rows"] == [
        ["Drug", "reslizumab (Cinqair), J2786, 1 mg per billing unit"],
        ["Dose", "3 mg per kg"],
        ["Weight", "160 lb"],
        ["Given on", "23-Nov-2026"],
        ["Schedule", "severe eosinophilic asthma"],
        ["Payer rule", "Payer with NDC"],
        ["Containers", "3 × single-dose vial of 100 mg in 10 mL, NDC 59310-0610-31 (proposed)"],
    ]


def test_what_was_not_entered_is_not_recorded() -> None:
    rows = dict(sheet(product="fasenra", dose="30 mg")["rows"])

    assert (rows["Weight"], rows["Schedule"]) == ("Not recorded", "Not recorded")
    assert rows["Payer rule"] == "None entered: JW and JZ as Medicare"


def test_every_kind_of_container_has_its_row() -> None:
    rows = sheet(product="xolair", dose="225 mg")["rows"]

    assert [value for name, value in rows if name == "Containers"] == [
        "1 × single-dose vial of 150 mg in 1.2 mL, NDC 50242-0040-62 (proposed)",
        "1 × single-dose syringe or autoinjector of 75 mg in 0.5 mL, NDC 50242-0214-01 (proposed)",
    ]


def test_the_four_answers_of_a_dose_with_waste() -> None:
    assert sheet(product="cinqair", dose="3 mg/kg", weight="160 lb")["answers"] == [
        {"label": "Draw", "value": "about 21.77 mL", "note": "for 217.7243376 mg"},
        {"label": "Bill", "value": "218 billing units", "note": "JW"},
        {"label": "Discarded", "value": "82.2756624 mg", "note": "82 billing units discarded"},
        {"label": "Next due", "value": "21-Dec-2026", "note": "payers from 21-Dec-2026"},
    ]


def test_the_four_answers_of_a_multi_dose_container() -> None:
    answers = sheet(billing_unit="1 mg", dose="75 mg", container=("100 mg in 10 mL",), multi_dose=True)["answers"]

    assert answers == [
        {"label": "Draw", "value": "7.5 mL", "note": "for 75 mg"},
        {"label": "Bill", "value": "75 billing units", "note": "no modifier"},
        {"label": "Discarded", "value": "0 mg, 25 mg kept", "note": "0 billing units discarded"},
        {"label": "Next due", "value": "Not known", "note": "payer date not known"},
    ]


def test_the_four_answers_of_a_dose_above_what_was_opened() -> None:
    answers = sheet(billing_unit="10 mg", dose="350 mg", opened=("3 x 100 mg",))["answers"]

    assert [(answer["value"], answer["note"]) for answer in answers] == [
        ("Not known", "for 350 mg"),
        ("35 billing units", "no modifier"),
        ("Not known", ""),
        ("Not known", "payer date not known"),
    ]


def test_the_drawing_shows_full_and_part_used_containers() -> None:
    assert sheet(product="cinqair", dose="275 mg")["containers"] == [
        {
            "label": "single-dose vial, 100 mg",
            "given_label": "100 mg given",
            "discarded_label": "",
            "given_share": "1.0000",
            "count": 2,
        },
        {
            "label": "single-dose vial, 100 mg",
            "given_label": "75 mg given",
            "discarded_label": "25 mg not used",
            "given_share": "0.7500",
            "count": 1,
        },
    ]


def test_the_drawing_shows_an_unused_container_of_any_drug() -> None:
    containers = sheet(billing_unit="1 mg", dose="1 mg", opened=("2 x 3 mg",))["containers"]

    assert [(item["label"], item["given_share"], item["discarded_label"]) for item in containers] == [
        ("container, 3 mg", "0.3333", "2 mg not used"),
        ("container, 3 mg", "0.0000", "3 mg not used"),
    ]


def test_claim_lines_are_rows_of_text() -> None:
    whole = sheet(product="tezspire", dose="210 mg", payer="with-ndc")

    assert whole["claim_lines"] == [["J2356", "JZ", "210", "55513-0112-01", "ML 1.91"]]
    assert whole["claim_note"] == "NDCs are proposed until the container is scanned."


def test_claim_lines_without_code_and_ndc_leave_nothing_out() -> None:
    whole = sheet(billing_unit="1 mg", dose="1,500 mg", container=("1,000 mg",))

    assert whole["claim_lines"] == [["Not recorded", "", "1,500", "", ""], ["Not recorded", "JW", "500", "", ""]]


def test_a_stopped_claim_says_so() -> None:
    whole = sheet(billing_unit="10 mg", dose="350 mg", opened=("3 x 100 mg",))

    assert (whole["claim_lines"], whole["claim_note"]) == ([], "No claim line while a finding stops the claim.")


def test_findings_stand_with_rule_verdict_message_and_source() -> None:
    (first, *_) = sheet(billing_unit="10 mg", dose="350 mg", opened=("3 x 100 mg",))["findings"]

    assert first == {
        "id": "R-25",
        "severity": "stop",
        "message": "The dose is 350 mg and only 300 mg was opened: short by 50 mg. Open more, or check the dose.",
        "source": "labelled content of the containers",
    }


def test_the_working_is_on_the_sheet() -> None:
    assert "210 mg ÷ 1 mg per billing unit = 210 billing units." in sheet(product="tezspire", dose="210 mg")["working"]


def test_the_sources_of_code_label_and_payer_limit_are_named() -> None:
    assert sheet(product="vyepti", dose="100 mg")["sources"] == [
        "J3032: CMS HCPCS code set, checked 23-Nov-2026",
        "migraine: Product label, checked 23-Nov-2026",
        "migraine, payer limit: every 84 days; Payer policy, checked 23-Nov-2026",
    ]


def test_a_schedule_without_a_payer_limit_names_the_label_alone() -> None:
    assert sheet(product="fasenra", dose="30 mg", schedule="egpa")["sources"] == [
        "J0517: CMS HCPCS code set, checked 23-Nov-2026",
        "egpa: Product label, checked 23-Nov-2026",
    ]


def test_a_typed_drug_has_no_sources() -> None:
    assert sheet(billing_unit="1 mg", dose="1 mg", container=("1 mg",))["sources"] == []


def test_there_is_no_place_for_a_patient() -> None:
    assert set(sheet(product="tezspire", dose="210 mg")) == {
        "title",
        "subtitle",
        "made",
        "rows",
        "answers",
        "containers",
        "claim_lines",
        "claim_note",
        "findings",
        "working",
        "sources",
    }


@pytest.mark.parametrize("typed", [{"product": "xolair", "dose": "225 mg"}, {"product": "tezspire", "dose": "210 mg"}])
def test_every_value_but_a_count_is_text(typed: dict[str, object]) -> None:
    def leaves(value: object) -> list[object]:
        if isinstance(value, dict):
            return [leaf for name, item in value.items() if name != "count" for leaf in leaves(item)]
        if isinstance(value, list):
            return [leaf for item in value for leaf in leaves(item)]
        return [value]

    assert {type(leaf) for leaf in leaves(sheet(**typed))} == {str}

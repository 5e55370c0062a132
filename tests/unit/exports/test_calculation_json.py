"""The machine form of a calculation: its keys are a contract, amounts are exact text, nulls say "does not apply"."""

from __future__ import annotations

import json

import pytest

from j3032calc.exports.calculation_json import calculation_data
from j3032calc.services.calculation import Typed
from tests.unit.services.small_catalogue import calculator

# CLI.md, in its order; not_infused, appointment and window are the additions.
KEYS = [
    "product",
    "drug",
    "hcpcs",
    "hcpcs_source",
    "billing_unit",
    "catalogue_edition",
    "dose",
    "given",
    "volume",
    "volume_rounded",
    "containers",
    "opened",
    "discarded",
    "discarded_volume",
    "kept",
    "not_infused",
    "short_by",
    "administered_units",
    "discarded_units",
    "claim_lines",
    "given_on",
    "next_due",
    "payer_earliest",
    "appointment",
    "window",
    "findings",
    "working",
]


def data(**typed: object) -> dict[str, object]:
    return calculation_data(calculator().answer(Typed(**{"given_on": "2026-11-23", **typed})), "2026.1")  # type: ignore[arg-type]


def some(whole: dict[str, object], *names: str) -> dict[str, object]:
    return {name: whole[name] for name in names}


def test_the_keys_are_those_of_the_contract() -> None:
    assert list(data(product="tezspire", dose="210 mg")) == KEYS


def test_the_keys_are_the_same_for_any_drug() -> None:
    assert list(data(billing_unit="1 mg", dose="1 mg", container=("1 mg",))) == KEYS


def test_a_product_opened_whole() -> None:
    whole = data(product="tezspire", dose="210 mg")
    del whole["working"]

    assert whole == {
        "product": "tezspire",
        "drug": "tezepelumab-ekko (Tezspire)",
        "hcpcs": "J2356",
        "hcpcs_source": "CMS",
        "billing_unit": "1 mg",
        "catalogue_edition": "2026.1",
        "dose": "210 mg",
        "given": "210 mg",
        "volume": "1.91 mL",
        "volume_rounded": False,
        "containers": [
            {
                "content": "210 mg",
                "volume": "1.91 mL",
                "form": "single-dose prefilled syringe",
                "ndc": "55513-0112-01",
                "proposed": True,
                "count": 1,
            }
        ],
        "opened": "210 mg",
        "discarded": "0 mg",
        "discarded_volume": "0 mL",
        "kept": "0 mg",
        "not_infused": "0 mg",
        "short_by": None,
        "administered_units": 210,
        "discarded_units": 0,
        "claim_lines": [
            {
                "hcpcs": "J2356",
                "modifiers": ["JZ"],
                "units": 210,
                "ndc": None,
                "ndc_quantity": None,
                "ndc_unit": None,
            }
        ],
        "given_on": "2026-11-23",
        "next_due": "2026-12-21",
        "payer_earliest": "2026-12-21",
        "appointment": None,
        "window": None,
        "findings": [],
    }


def test_any_drug_has_no_product_no_name_and_no_source() -> None:
    whole = data(billing_unit="10 mg", dose="350 mg", container=("100 mg",))

    assert some(whole, "product", "drug", "hcpcs", "hcpcs_source", "volume", "next_due", "payer_earliest") == {
        "product": None,
        "drug": None,
        "hcpcs": None,
        "hcpcs_source": None,
        "volume": None,
        "next_due": None,
        "payer_earliest": None,
    }
    assert whole["containers"] == [
        {"content": "100 mg", "volume": None, "form": None, "ndc": None, "proposed": False, "count": 4}
    ]


def test_a_typed_code_is_kept_without_a_source() -> None:
    whole = data(billing_unit="10 mg", hcpcs="j1745", dose="350 mg", container=("100 mg",))

    assert some(whole, "hcpcs", "hcpcs_source") == {"hcpcs": "J1745", "hcpcs_source": None}


def test_a_dose_above_what_was_opened_has_nulls_and_no_claim_line() -> None:
    whole = data(product="cinqair", dose="350 mg", opened=("3 x 100 mg",))

    names = ("volume", "discarded", "discarded_volume", "discarded_units", "short_by", "claim_lines", "kept")
    assert some(whole, *names) == {
        "volume": None,
        "discarded": None,
        "discarded_volume": None,
        "discarded_units": None,
        "short_by": "50 mg",
        "claim_lines": [],
        "kept": "0 mg",
    }
    assert whole["volume_rounded"] is False


def test_waste_has_its_own_line() -> None:
    whole = data(product="cinqair", dose="3 mg/kg", weight="72.4 kg")

    assert some(whole, "dose", "volume", "discarded", "discarded_volume", "administered_units", "discarded_units") == {
        "dose": "217.2 mg",
        "volume": "21.72 mL",
        "discarded": "82.8 mg",
        "discarded_volume": "8.28 mL",
        "administered_units": 218,
        "discarded_units": 82,
    }
    assert [(line["modifiers"], line["units"]) for line in whole["claim_lines"]] == [([], 218), (["JW"], 82)]  # type: ignore[attr-defined]


def test_a_multi_dose_container_keeps_the_rest() -> None:
    whole = data(billing_unit="1 mg", dose="75 mg", container=("100 mg in 10 mL",), multi_dose=True)

    assert some(whole, "discarded", "discarded_volume", "kept", "discarded_units") == {
        "discarded": "0 mg",
        "discarded_volume": "0 mL",
        "kept": "25 mg",
        "discarded_units": 0,
    }
    assert [line["modifiers"] for line in whole["claim_lines"]] == [[]]  # type: ignore[attr-defined]


def test_what_was_not_infused_is_its_own_amount() -> None:
    whole = data(product="cinqair", dose="200 mg", given="120 mg")

    assert some(whole, "given", "not_infused", "discarded") == {
        "given": "120 mg",
        "not_infused": "80 mg",
        "discarded": "0 mg",
    }


ROUNDED = [
    pytest.param("100 mg", "300 mg in 10 mL", "3.33 mL", "6.67 mL", True, id="both"),
    pytest.param("150 mg", "300 mg in 10 mL", "5 mL", "5 mL", False, id="neither"),
]


@pytest.mark.parametrize(("dose", "size", "drawn", "discarded", "rounded"), ROUNDED)
def test_volume_rounded_says_whether_a_hundredth_was_not_enough(
    dose: str,
    size: str,
    drawn: str,
    discarded: str,
    rounded: bool,  # noqa: FBT001
) -> None:
    whole = data(billing_unit="1 mg", dose=dose, container=(size,))

    assert some(whole, "volume", "discarded_volume", "volume_rounded") == {
        "volume": drawn,
        "discarded_volume": discarded,
        "volume_rounded": rounded,
    }


def test_amounts_have_no_comma_and_no_trailing_zero() -> None:
    whole = data(billing_unit="10 mg", dose="1,500.50 mg", container=("2,000 mg in 1,000 mL",))

    assert some(whole, "dose", "opened", "discarded") == {
        "dose": "1500.5 mg",
        "opened": "2000 mg",
        "discarded": "499.5 mg",
    }
    assert whole["containers"][0]["volume"] == "1000 mL"  # type: ignore[index]


def test_a_payer_that_wants_ndcs_gets_them_line_by_line() -> None:
    whole = data(product="tezspire", dose="210 mg", payer="with-ndc")

    assert whole["claim_lines"] == [
        {
            "hcpcs": "J2356",
            "modifiers": ["JZ"],
            "units": 210,
            "ndc": "55513-0112-01",
            "ndc_quantity": "1.91",
            "ndc_unit": "ML",
        }
    ]


def test_the_payers_own_clock_is_the_earliest_day() -> None:
    # The profile says 30 days for Tezspire: 23-Nov-2026 + 30 days.
    assert data(product="tezspire", dose="210 mg", payer="with-ndc")["payer_earliest"] == "2026-12-23"


def test_a_site_calendar_gives_appointment_and_window() -> None:
    whole = data(product="vyepti", dose="100 mg", closed=("Tuesday",), window="3 days")

    assert some(whole, "next_due", "payer_earliest", "appointment", "window") == {
        "next_due": "2027-02-23",
        "payer_earliest": "2027-02-15",
        "appointment": "2027-02-24",
        "window": ["2027-02-20", "2027-02-26"],
    }


def test_a_finding_has_rule_two_verdicts_message_and_source() -> None:
    whole = data(product="cinqair", dose="350 mg", opened=("3 x 100 mg",))

    assert whole["findings"][0] == {  # type: ignore[index]
        "id": "R-25",
        "severity": "stop",
        "care": "none",
        "message": ("The dose is 350 mg and only 300 mg was opened: short by 50 mg. Open more, or check the dose."),
        "source": "labelled content of the containers",
    }


def test_the_whole_form_is_plain_json() -> None:
    whole = data(product="xolair", dose="225 mg", payer="with-ndc", window="3 days")

    assert json.loads(json.dumps(whole, allow_nan=False)) == whole

"""`calculate` as a person or a script meets it: a real process, its output, its exit code (CLI.md)."""

from __future__ import annotations

import json
import re

import pytest

from tests.command_line import (
    ANY_DRUG,
    KEYS,
    ON,
    TEZSPIRE,
    answer,
    assert_is_one_plain_refusal,
    run,
)


def test_the_example_of_the_contract_is_answered_as_it_says() -> None:
    whole = answer(*TEZSPIRE)
    edition, findings, working = whole.pop("catalogue_edition"), whole.pop("findings"), whole.pop("working")

    # The additions of this version; the contract lets keys be added.
    assert {name: whole.pop(name) for name in ("not_infused", "appointment", "window")} == {
        "not_infused": "0 mg",
        "appointment": None,
        "window": None,
    }
    assert whole == {
        "product": "tezspire",
        "drug": "tezepelumab-ekko (Tezspire)",
        "hcpcs": "J2356",
        "hcpcs_source": "CMS",
        "billing_unit": "1 mg",
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
    }
    assert edition
    assert isinstance(findings, list)
    assert "210 mg ÷ 1 mg per billing unit = 210 billing units." in working


EXAMPLES = [
    pytest.param(TEZSPIRE, id="product"),
    pytest.param(("calculate", "--product", "cinqair", "--dose", "3 mg/kg", "--weight", "72.4 kg", *ON), id="weight"),
    pytest.param((*ANY_DRUG, "--container", "100 mg"), id="any-drug"),
]


@pytest.mark.parametrize("arguments", EXAMPLES)
def test_each_example_of_the_contract_has_every_key(arguments: tuple[str, ...]) -> None:
    whole = answer(*arguments)

    assert set(whole) >= KEYS
    for finding in whole["findings"]:
        assert finding["severity"] in {"stop", "warn", "info"}
        assert finding["care"] in {"hold", "ask", "none"}
        assert re.fullmatch(r"R-[0-9]{2}", finding["id"])
        assert finding["message"].endswith(".")


@pytest.mark.parametrize("arguments", EXAMPLES)
def test_the_readable_form_says_the_same_day_and_ends_with_who_decides(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)

    assert (done.returncode, done.stderr) == (0, "")
    assert "on 23-Nov-2026\n" in done.stdout
    assert done.stdout.endswith("This advises; a licensed person decides.\n")


def test_any_drug_has_nulls_where_nothing_applies() -> None:
    whole = answer(*ANY_DRUG, "--container", "100 mg")

    assert {name for name, value in whole.items() if value is None} >= {
        "product",
        "drug",
        "hcpcs_source",
        "volume",
        "discarded_volume",
        "short_by",
        "next_due",
        "payer_earliest",
    }
    assert (whole["hcpcs"], whole["administered_units"], whole["discarded_units"]) == ("J1745", 35, 5)
    assert whole["containers"] == [
        {"content": "100 mg", "volume": None, "form": None, "ndc": None, "proposed": False, "count": 4}
    ]


def test_a_stopped_claim_is_printed_without_claim_lines_and_exits_3() -> None:
    done = run(*ANY_DRUG, "--opened", "3 x 100 mg", "--json")
    whole = json.loads(done.stdout)

    assert (done.returncode, done.stderr) == (3, "")
    assert whole["claim_lines"] == []
    assert whole["short_by"] == "50 mg"
    assert [whole[name] for name in ("discarded", "discarded_volume", "discarded_units")] == [None, None, None]


def test_a_code_that_was_not_in_force_stops_the_claim() -> None:
    done = run("calculate", "--product", "tezspire", "--dose", "210 mg", "--given-on", "2022-06-30")

    assert done.returncode == 3
    assert "R-01 stop" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "name", "value"),
    [
        pytest.param(("--multi-dose", "--container", "100 mg"), "kept", "50 mg", id="multi-dose"),
        pytest.param(("--opened", "4 x 100 mg"), "opened", "400 mg", id="opened"),
        pytest.param(("--container", "100 mg", "--container", "50 mg"), "discarded", "0 mg", id="two-sizes"),
        pytest.param(("--container", "100 mg in 10 mL"), "volume", "35 mL", id="volume"),
        pytest.param(("--container", "100 mg", "--every", "2 weeks"), "next_due", "2026-12-07", id="every"),
        pytest.param(("--container", "100 mg", "--given", "300 mg"), "not_infused", "50 mg", id="given"),
    ],
)
def test_each_option_of_any_drug_does_what_it_says(arguments: tuple[str, ...], name: str, value: object) -> None:
    assert json.loads(run(*ANY_DRUG, *arguments, "--json").stdout)[name] == value


@pytest.mark.parametrize(
    ("arguments", "name", "value"),
    [
        pytest.param(("fasenra", "--dose", "30 mg"), "next_due", None, id="schedule-needed"),
        pytest.param(("fasenra", "--dose", "30 mg", "--schedule", "asthma"), "next_due", None, id="number-needed"),
        pytest.param(
            ("fasenra", "--dose", "30 mg", "--schedule", "asthma", "--dose-number", "2"),
            "next_due",
            "2026-12-21",
            id="4w",
        ),
        pytest.param(
            ("fasenra", "--dose", "30 mg", "--schedule", "asthma", "--dose-number", "3"),
            "next_due",
            "2027-01-18",
            id="8w",
        ),
        pytest.param(("fasenra", "--dose", "30 mg", "--schedule", "egpa"), "next_due", "2026-12-21", id="egpa"),
        pytest.param(("xolair", "--dose", "150 mg", "--schedule", "asthma"), "next_due", None, id="interval-needed"),
        pytest.param(
            ("xolair", "--dose", "150 mg", "--schedule", "asthma", "--every", "2 weeks"),
            "next_due",
            "2026-12-07",
            id="2w",
        ),
        pytest.param(("vyepti", "--dose", "100 mg"), "next_due", "2027-02-23", id="months"),
        pytest.param(("vyepti", "--dose", "100 mg"), "payer_earliest", "2027-02-15", id="payer-clock"),
        pytest.param(("nucala", "--dose", "100 mg"), "next_due", "2026-12-21", id="one-interval-for-all"),
    ],
)
def test_next_due_follows_schedule_dose_number_and_order(arguments: tuple[str, ...], name: str, value: object) -> None:
    assert answer("calculate", "--product", *arguments, *ON)[name] == value


def test_a_missing_schedule_is_asked_for_by_a_finding_that_names_the_choices() -> None:
    messages = [item["message"] for item in answer("calculate", "--product", "fasenra", "--dose", "30 mg")["findings"]]

    assert any("asthma" in message and "egpa" in message for message in messages)


@pytest.mark.parametrize("name", ["Tezspire", "tezepelumab-ekko", "J2356", "55513-112-01", "55513011201"])
def test_a_product_is_found_by_brand_generic_code_or_ndc(name: str) -> None:
    assert answer("calculate", "--product", name, "--dose", "210 mg", *ON)["product"] == "tezspire"


def test_the_day_given_is_today_unless_it_is_said() -> None:
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d", answer("calculate", "--product", "tezspire", "--dose", "210 mg")["given_on"]
    )


DISPUTED = [
    pytest.param("J3032", ("Vyepti", "Tezspire"), id="J3032"),
    pytest.param("J0517", ("Fasenra", "Nucala"), id="J0517"),
    pytest.param("J2182", ("Nucala", "Fasenra"), id="J2182"),
]


@pytest.mark.parametrize(("code", "names"), DISPUTED)
def test_a_disputed_code_exits_2_and_names_the_candidates(code: str, names: tuple[str, str]) -> None:
    done = run("calculate", "--product", code, "--dose", "100 mg")

    assert done.returncode == 2
    assert_is_one_plain_refusal(done)
    assert done.stderr.endswith(f"Enter the drug, not the code: {names[0]} or {names[1]}.\n")


@pytest.mark.parametrize(("code", "names"), DISPUTED)
def test_a_disputed_code_beside_a_billing_unit_exits_2_too(code: str, names: tuple[str, str]) -> None:
    done = run("calculate", "--billing-unit", "1 mg", "--hcpcs", code, "--dose", "100 mg", "--container", "100 mg")

    assert done.returncode == 2
    assert names[0] in done.stderr

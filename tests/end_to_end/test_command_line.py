"""The command line as a person or a script meets it: a real process, its output, its exit code (CLI.md)."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from j3032calc import cli
from j3032calc.app import App
from j3032calc.cli import main

ROOT = Path(__file__).parents[2]
GS = "\x1d"

KEYS = {
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
    "short_by",
    "administered_units",
    "discarded_units",
    "claim_lines",
    "given_on",
    "next_due",
    "payer_earliest",
    "findings",
    "working",
}
ON = ("--given-on", "2026-11-23")
TEZSPIRE = ("calculate", "--product", "tezspire", "--dose", "210 mg", *ON)
ANY_DRUG = ("calculate", "--billing-unit", "10 mg", "--hcpcs", "J1745", "--dose", "350 mg", *ON)
HEADING = "_2026_CODE,Short Description,LABELER NAME,NDC,Drug Name,HCPCS dosage,PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG"


def environment(**changes: str) -> dict[str, str]:
    """Give this environment without a screen and without what would make Python behave unlike a user's."""
    dropped = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONUNBUFFERED", "PYTHONIOENCODING", "PYTHONUTF8"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "PYTHONPATH": str(ROOT), **changes}


def run(*arguments: str, stdin: str = "", **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "j3032calc", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=environment(**changes),
        timeout=60,
    )


def answer(*arguments: str) -> dict[str, Any]:
    done = run(*arguments, "--json")
    assert done.stderr == ""
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def assert_is_one_plain_refusal(done: subprocess.CompletedProcess[str]) -> None:
    assert done.stdout == ""
    assert done.stderr.endswith(".\n")
    assert done.stderr.count("\n") == 1
    assert not re.search(r"Traceback|usage:|Error|Exception|/work|\.py", done.stderr)


# --- calculate -------------------------------------------------------------------------------------------------------


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


UNUSABLE = [
    pytest.param(
        ("calculate", "--product", "tezspire", "--dose", "350"),
        "“350” has no unit. Enter it with its unit, like 210 mg.",
        id="no-unit",
    ),
    pytest.param(
        ("calculate", "--product", "tezspire", "--dose", "-5 mg"),
        "“-5 mg” is not above zero. Enter an amount above zero.",
        id="negative",
    ),
    pytest.param(
        ("calculate", "--product", "tezspire", "--dose", "２１０ mg"),  # noqa: RUF001
        "“２１０ mg” is not a number with a unit. Enter it like 210 mg.",  # noqa: RUF001
        id="full-width-digits",
    ),
    pytest.param(
        ("calculate", "--product", "tezpire", "--dose", "210 mg"),
        "“tezpire” is no product in this catalogue. "
        "Enter one of tezspire, vyepti, cinqair, nucala, fasenra or xolair, or the drug by its billing unit.",
        id="product",
    ),
    pytest.param(
        ("calculate", "--product", "cinqair", "--dose", "3 mg/kg"),
        "3 mg/kg is a dose for each kg, and no weight was entered. Enter the weight, like 72.4 kg.",
        id="no-weight",
    ),
    pytest.param(
        ("calculate", "--product", "cinqair", "--dose", "3 mg/kg", "--weight", "651 kg"),
        "“651 kg” is outside 2 to 650 kg. Check the weight and its unit.",
        id="too-heavy",
    ),
    pytest.param(
        ("calculate", "--product", "tezspire", "--dose", "210 mg", "--given-on", "05/04/2026"),
        "“05/04/2026” can be 05-Apr-2026 or 04-May-2026. Enter the one that is meant.",
        id="two-dates",
    ),
    pytest.param(
        ("calculate", "--billing-unit", "1 mg", "--hcpcs", "J2357", "--dose", "75 mg", "--container", "75 mg"),
        "One billing unit of J2357 is 5 mg, not “1 mg”. Check the code, or enter the product by name.",
        id="other-unit-than-the-catalogue",
    ),
    pytest.param(
        ("calculate", "--billing-unit", "1 mL", "--dose", "75 mg", "--container", "75 mg"),
        "This drug is billed by volume, and 75 mg does not say how much that is. Enter it like 100 mg in 10 mL.",
        id="no-volume",
    ),
    pytest.param(
        ("calculate", "--billing-unit", "1 mg", "--dose", "1,001 mg", "--container", "1 mg"),
        "This takes 1,001 containers, and no more than 1,000 are planned. Check the dose and its unit.",
        id="too-many-containers",
    ),
    pytest.param(("calculate",), "The product is missing. Enter it, like Tezspire.", id="nothing"),
    pytest.param(("calculate", "--product", "tezspire"), "The dose is missing. Enter it, like 210 mg.", id="no-dose"),
    pytest.param(
        ("code", "J30"), "“J30” is not a HCPCS code. Enter a letter and four digits, like J2356.", id="no-code"
    ),
    pytest.param(("code", "J9999"), "J9999 is not in this catalogue. Check the code, or look it up at CMS.", id="code"),
    pytest.param(
        ("ndc", "1234567890"),
        "“1234567890” can be grouped in three ways. Enter the NDC with its hyphens as on the carton.",
        id="ten-digits",
    ),
    pytest.param(
        ("ndc", "]d2"),
        "This barcode cannot be used: it has no product number. "
        "Scan it again, or enter the NDC, lot and expiry from the carton.",
        id="no-product-number",
    ),
    pytest.param(
        ("ndc", "x"),
        "“x” is not an NDC or a barcode. Enter 11 digits, or the groups with hyphens as on the carton.",
        id="no-ndc",
    ),
]


@pytest.mark.parametrize(("arguments", "said"), UNUSABLE)
def test_unusable_input_exits_2_with_one_sentence(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)

    assert done.returncode == 2
    assert_is_one_plain_refusal(done)
    assert done.stderr == f"{said}\n"


WRONG_ARGUMENTS = [
    pytest.param(("bogus",), id="command"),
    pytest.param(("--dose", "1 mg"), id="no-command"),
    pytest.param(("reference",), id="half-a-command"),
    pytest.param(("code",), id="no-code"),
    pytest.param(("ndc",), id="no-text"),
    pytest.param(("calculate", "--colour", "red"), id="option"),
    pytest.param(("calculate", "--prod", "tezspire", "--dose", "210 mg"), id="shortened-option"),
    pytest.param(("calculate", "--dose"), id="no-value"),
    pytest.param(("products", "tezspire"), id="too-much"),
]


@pytest.mark.parametrize("arguments", WRONG_ARGUMENTS)
def test_wrong_arguments_exit_2_with_one_sentence_and_no_usage_text(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)

    assert done.returncode == 2
    assert_is_one_plain_refusal(done)


COMMANDS = [
    pytest.param((), ("calculate", "products", "code", "ndc", "reference"), id="j3032calc"),
    pytest.param(
        ("calculate",),
        (
            "--product",
            "--billing-unit",
            "--hcpcs",
            "--dose",
            "--weight",
            "--container",
            "--opened",
            "--multi-dose",
            "--given-on",
            "--schedule",
            "--dose-number",
            "--every",
            "--payer",
            "--json",
            "--batch",
        ),
        id="calculate",
    ),
    pytest.param(("products",), ("--json",), id="products"),
    pytest.param(("code",), ("--json", "CODE"), id="code"),
    pytest.param(("ndc",), ("--json", "TEXT"), id="ndc"),
    pytest.param(("reference",), ("check",), id="reference"),
    pytest.param(("reference", "check"), ("FILE",), id="reference-check"),
]


@pytest.mark.parametrize(("command", "named"), COMMANDS)
def test_every_command_answers_help(command: tuple[str, ...], named: tuple[str, ...]) -> None:
    done = run(*command, "--help")

    assert (done.returncode, done.stderr) == (0, "")
    assert [word for word in named if word not in done.stdout] == []


def test_the_version_is_told() -> None:
    done = run("--version")

    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"J3032 Calculator \S+\n", done.stdout)


@pytest.fixture(scope="module", name="plain")
def _plain() -> str:
    return run(*TEZSPIRE).stdout


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "de_DE.UTF-8", "ar_EG.UTF-8", "en_GB.UTF-8"])
def test_the_answer_is_the_same_under_any_locale(plain: str, locale: str) -> None:
    assert run(*TEZSPIRE, LC_ALL=locale, LANG=locale).stdout == plain
    assert "Monday 21-Dec-2026" in plain


# --- calculate --batch -----------------------------------------------------------------------------------------------

GOOD = {"billing_unit": "10 mg", "dose": "350 mg", "container": ["100 mg"], "given_on": "2026-11-23"}
REFS: list[Any] = ["17", 17, 1.5, None, True, ["a", 1], {"a": {"b": None}}, "Müller – 日本", ""]


def lines(*objects: object) -> str:
    return "".join(f"{json.dumps(item)}\n" for item in objects)


def read(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_batch_answers_each_line_in_order_with_its_ref() -> None:
    done = run("calculate", "--batch", "-", stdin=lines(*({"ref": ref, **GOOD} for ref in REFS)))
    answers = read(done.stdout)

    assert (done.returncode, done.stderr) == (0, "")
    assert [item["ref"] for item in answers] == REFS
    assert {item["administered_units"] for item in answers} == {35}
    assert all(set(item) >= KEYS | {"ref"} for item in answers)


def test_a_batch_reads_a_file_as_it_reads_standard_input(tmp_path: Path) -> None:
    text = lines({"ref": "17", **GOOD}, {"ref": "18", "product": "vyepti", "dose": "100 mg", "given_on": "2026-11-23"})
    path = tmp_path / "many.jsonl"
    path.write_text(text, "utf-8")

    from_file = run("calculate", "--batch", str(path))

    assert from_file.returncode == 0
    assert from_file.stdout == run("calculate", "--batch", "-", stdin=text).stdout


def test_a_batch_line_is_answered_like_the_same_calculation_alone() -> None:
    (together,) = read(run("calculate", "--batch", "-", stdin=lines({"ref": 1, **GOOD})).stdout)
    alone = answer("calculate", "--billing-unit", "10 mg", "--dose", "350 mg", "--container", "100 mg", *ON)

    assert together == {"ref": 1, **alone}


def test_a_line_that_cannot_be_used_gives_its_error_and_the_rest_go_on() -> None:
    text = (
        lines({"ref": 1, **GOOD}, {"ref": {"a": 2}, **GOOD, "dose": "350"}) + "not json\n" + lines({"ref": 4, **GOOD})
    )
    done = run("calculate", "--batch", "-", stdin=text)
    answers = read(done.stdout)

    assert (done.returncode, done.stderr) == (2, "")
    assert answers[1] == {"ref": {"a": 2}, "error": "“350” has no unit. Enter it with its unit, like 210 mg."}
    assert answers[2] == {
        "ref": None,
        "error": "This line is not one JSON object. Write one calculation a line, in braces.",
    }
    assert [item["ref"] for item in answers] == [1, {"a": 2}, None, 4]
    assert "claim_lines" in answers[3]


def test_a_stopped_line_does_not_change_the_exit() -> None:
    done = run("calculate", "--batch", "-", stdin=lines({**GOOD, "opened": ["3 x 100 mg"]}))

    assert done.returncode == 0
    assert read(done.stdout)[0]["claim_lines"] == []


def test_an_empty_batch_is_done() -> None:
    done = run("calculate", "--batch", "-")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_reader_that_goes_away_is_no_error_on_the_terminal() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "j3032calc", "calculate", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        try:
            process.stdin.write(lines(*[GOOD] * 50).encode())
            process.stdin.close()
        except BrokenPipeError:
            pass
        said = process.stderr.read()

    assert said == b""


# --- products, code, ndc ---------------------------------------------------------------------------------------------


def test_products_lists_the_six_with_codes_and_sources() -> None:
    done = run("products")

    assert (done.returncode, done.stderr) == (0, "")
    for said in ("tezspire: tezepelumab-ekko (Tezspire), J2356", "xolair: omalizumab (Xolair), J2357, 5 mg", "Source:"):
        assert said in done.stdout


def test_products_as_json_has_edition_products_and_payers() -> None:
    whole = json.loads(run("products", "--json").stdout)

    assert whole["catalogue_edition"]
    assert {item["id"]: item["hcpcs"] for item in whole["products"]} == {
        "tezspire": "J2356",
        "vyepti": "J3032",
        "cinqair": "J2786",
        "nucala": "J2182",
        "fasenra": "J0517",
        "xolair": "J2357",
    }
    assert "medicare-part-b" in {payer["id"] for payer in whole["payers"]}


@pytest.mark.parametrize(
    ("code", "cms", "document"),
    [
        pytest.param("J3032", "vyepti", "tezspire", id="J3032"),
        pytest.param("J0517", "fasenra", "nucala", id="J0517"),
        pytest.param("J2182", "nucala", "fasenra", id="J2182"),
    ],
)
def test_code_says_what_each_source_says_of_a_disputed_code(code: str, cms: str, document: str) -> None:
    done = run("code", code, "--json")
    whole = json.loads(done.stdout)

    assert (done.returncode, done.stderr) == (0, "")
    assert whole["agreement"] == "disagree"
    assert [item["id"] for item in whole["candidates"]] == [cms, document]
    for source in (whole["cms"]["source"], whole["document"]["source"], whole["candidates"][1]["source"]):
        assert source["title"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", source["checked"])


def test_code_in_words_names_cms_document_and_the_drugs_own_code() -> None:
    done = run("code", "j3032")

    assert done.returncode == 0
    for said in (
        "J3032: CMS and the source document disagree.",
        "CMS says: eptinezumab-jjmr (Vyepti)",
        "The source document says: tezepelumab-ekko (Tezspire).",
        "tezepelumab-ekko (Tezspire) is J2356 at CMS",
        "checked 23-Nov-2026",
    ):
        assert said in done.stdout


@pytest.mark.parametrize("code", ["J2356", "J2786", "J2357"])
def test_code_is_done_for_the_codes_that_nobody_disputes(code: str) -> None:
    done = run("code", code)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{code}: ")


@pytest.mark.parametrize(
    ("text", "product", "ndc"),
    [
        pytest.param("55513-112-01", "tezspire", "55513-0112-01", id="5-3-2"),
        pytest.param("0173-0881-01", "nucala", "00173-0881-01", id="4-4-2"),
        pytest.param("67386013051", "vyepti", "67386-0130-51", id="11-digits"),
        pytest.param("5931061031", "cinqair", "59310-0610-31", id="10-digits-of-the-catalogue"),
        pytest.param("60575-4112-1", None, "60575-4112-01", id="5-4-1-of-nobody"),
    ],
)
def test_ndc_gives_eleven_digits_and_the_product(text: str, product: str | None, ndc: str) -> None:
    done = run("ndc", text, "--json")
    whole = json.loads(done.stdout)

    assert (done.returncode, done.stderr) == (0, "")
    assert (whole["product"], whole["ndc"], whole["ndc_digits"]) == (product, ndc, ndc.replace("-", ""))


@pytest.mark.parametrize(
    "text",
    [
        f"]d2010035551311201721S1{GS}1727123110LOT1",
        f"010035551311201721S1{GS}1727123110LOT1",
        "(01)00355513112017(21)S1(17)271231(10)LOT1",
    ],
    ids=["scanner", "without-prefix", "brackets"],
)
def test_ndc_reads_a_barcode_text_to_product_lot_and_expiry(text: str) -> None:
    whole = json.loads(run("ndc", text, "--json").stdout)

    assert (whole["product"], whole["gtin"], whole["lot"], whole["expiry"]) == (
        "tezspire",
        "00355513112017",
        "LOT1",
        "2027-12-31",
    )


def test_ndc_in_words_says_lot_and_expiry() -> None:
    done = run("ndc", "(01)00355513112017(17)271231(10)LOT1")

    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "NDC      55513-0112-01",
        "Product  tezepelumab-ekko (Tezspire)",
        "Package  single-dose prefilled syringe, 210 mg in 1.91 mL, NDC 55513-0112-01",
        "Lot      LOT1",
        "Expiry   31-Dec-2027",
    ]


def test_a_barcode_that_lost_its_separator_exits_2() -> None:
    done = run("ndc", "010035551311201721S11727123110LOT1")

    assert done.returncode == 2
    assert_is_one_plain_refusal(done)


# --- reference check -------------------------------------------------------------------------------------------------


def crosswalk(folder: Path, *rows: str, heading: str = HEADING) -> str:
    path = folder / "crosswalk.csv"
    path.write_text("\n".join(("October 2026 crosswalk", heading, *rows, "")), "cp1252")
    return str(path)


TEZSPIRE_ROW = "J2356,,Amgen,55513-0112-01,Tezspire,1 MG,1.91,1,210,210"
XOLAIR_ROW = "J2357,,Genentech,50242-0040-62,Xolair,5 MG,1,1,30,30"


def test_a_crosswalk_that_agrees_exits_0(tmp_path: Path) -> None:
    done = run("reference", "check", crosswalk(tmp_path, TEZSPIRE_ROW, XOLAIR_ROW))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2 packages agree, 0 differences.\n")
    assert "not in the file: eptinezumab-jjmr (Vyepti), NDC 67386-0130-51" in done.stdout


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param(TEZSPIRE_ROW.replace("J2356", "J3032"), "code is J3032 in the file, J2356 here", id="code"),
        pytest.param(TEZSPIRE_ROW.replace("1 MG", "5 MG"), "billing unit is 5 mg in the file, 1 mg here", id="unit"),
        pytest.param(TEZSPIRE_ROW[:-3] + "100", "package units is 100 in the file, 210 here", id="package-units"),
    ],
)
def test_a_crosswalk_that_differs_exits_3_and_says_how(tmp_path: Path, row: str, said: str) -> None:
    done = run("reference", "check", crosswalk(tmp_path, row, XOLAIR_ROW))

    assert (done.returncode, done.stderr) == (3, "")
    assert f"differs: tezepelumab-ekko (Tezspire), NDC 55513-0112-01: {said}\n" in done.stdout


def test_a_package_that_the_catalogue_lacks_is_told_and_is_no_difference(tmp_path: Path) -> None:
    done = run("reference", "check", crosswalk(tmp_path, "J2357,,Genentech,50242-9999-01,Xolair,5 MG,1,1,30,30"))

    assert done.returncode == 0
    assert "not in the catalogue: Xolair, NDC 50242-9999-01, J2357\n" in done.stdout


def test_a_file_that_is_no_crosswalk_exits_2(tmp_path: Path) -> None:
    done = run("reference", "check", crosswalk(tmp_path, "1,2", heading="NDC,Drug Name"))

    assert done.returncode == 2
    assert_is_one_plain_refusal(done)
    assert done.stderr.startswith("crosswalk.csv is not a CMS NDC-HCPCS crosswalk: the column ")


def test_a_picture_is_no_crosswalk(tmp_path: Path) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(bytes(range(256)) * 10)

    done = run("reference", "check", str(path))

    assert done.returncode == 2
    assert_is_one_plain_refusal(done)


@pytest.mark.parametrize(
    "arguments", [("reference", "check"), ("calculate", "--batch")], ids=["reference-check", "batch"]
)
@pytest.mark.parametrize(
    ("name", "said"),
    [("no.csv", "no.csv cannot be used: there is no such file or folder."), ("", " cannot be used: it is a folder.")],
    ids=["missing", "folder"],
)
def test_a_file_that_cannot_be_read_exits_6(tmp_path: Path, arguments: tuple[str, ...], name: str, said: str) -> None:
    done = run(*arguments, str(tmp_path / name))

    assert done.returncode == 6
    assert_is_one_plain_refusal(done)
    assert done.stderr.endswith(f"{said}\n")


# --- no command ------------------------------------------------------------------------------------------------------


def test_without_a_screen_it_says_so_shows_an_example_and_is_done() -> None:
    done = run()
    said, _, example = done.stdout.partition("\n")

    assert (done.returncode, done.stderr) == (0, "")
    assert said == "There is no screen here, so the window cannot open. This is an example calculation instead."
    assert example.startswith("tezepelumab-ekko (Tezspire), J2356, 1 mg per billing unit\nDose       210 mg on ")


# --- the same in this process, where the window's door and lost pipes can be played ----------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(TEZSPIRE, 0, id="calculate"),
        pytest.param((*TEZSPIRE, "--json"), 0, id="calculate-json"),
        pytest.param((*ANY_DRUG, "--opened", "3 x 100 mg"), 3, id="stopped"),
        pytest.param(("products",), 0, id="products"),
        pytest.param(("products", "--json"), 0, id="products-json"),
        pytest.param(("code", "J3032"), 0, id="code"),
        pytest.param(("code", "J3032", "--json"), 0, id="code-json"),
        pytest.param(("ndc", "55513-112-01"), 0, id="ndc"),
        pytest.param(("ndc", "55513-112-01", "--json"), 0, id="ndc-json"),
    ],
)
def test_a_command_gives_its_exit_code_and_prints(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int
) -> None:
    assert main(arguments) == code
    printed = capsys.readouterr()
    assert printed.out
    assert printed.err == ""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(("calculate",), 2, id="problem"),
        pytest.param(("bogus",), 2, id="arguments"),
        pytest.param(("reference", "check", "/no/such/file.csv"), 6, id="file"),
        pytest.param(("calculate", "--batch", "/no/such/file.jsonl"), 6, id="batch-file"),
    ],
)
def test_a_refusal_gives_its_exit_code_and_prints_one_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int
) -> None:
    assert main(arguments) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1


def test_a_batch_file_and_a_crosswalk_are_read_in_this_process_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(lines(GOOD, {}), "utf-8")

    assert main(["calculate", "--batch", str(path)]) == 2
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert main(["reference", "check", crosswalk(tmp_path, TEZSPIRE_ROW)]) == 0
    assert main(["reference", "check", crosswalk(tmp_path, TEZSPIRE_ROW.replace("J2356", "J3032"))]) == 3


@pytest.mark.parametrize("command", [("--help",), ("calculate", "--help"), ("--version",)])
def test_help_leaves_with_success(capsys: pytest.CaptureFixture[str], command: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as left:
        main(command)

    assert left.value.code == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize(
    ("platform", "names", "expected"),
    [
        pytest.param("linux", (), False, id="linux-without-a-display"),
        pytest.param("linux", ("DISPLAY",), True, id="x11"),
        pytest.param("linux", ("WAYLAND_DISPLAY",), True, id="wayland"),
        pytest.param("linux", ("QT_QPA_PLATFORM",), True, id="chosen-platform"),
        pytest.param("win32", (), True, id="windows"),
        pytest.param("darwin", (), True, id="macos"),
    ],
)
def test_a_screen_is_looked_for_on_linux_only(
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    names: tuple[str, ...],
    expected: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name in names:
        monkeypatch.setenv(name, "x")

    assert cli.has_screen() is expected


def test_without_a_command_the_window_opens_where_there_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["j3032calc"])
    monkeypatch.setattr(cli, "has_screen", lambda: True)
    monkeypatch.setattr(App, "open_window", lambda _app, arguments: len(arguments))

    # The window takes the program's name alone, and its exit code is ours.
    assert main() == 1


def test_without_a_screen_the_example_is_printed_in_this_process_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "has_screen", lambda: False)

    assert main([]) == 0
    assert capsys.readouterr().out.startswith("There is no screen here")


def test_a_stopped_program_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(_app: object, _given: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_command", interrupt)

    assert main(["products"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_a_lost_reader_is_a_file_that_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def lose(_app: object, _given: object) -> int:
        raise BrokenPipeError

    with (tmp_path / "out").open("w", encoding="utf-8") as out:
        monkeypatch.setattr(cli, "_command", lose)
        monkeypatch.setattr(sys, "stdout", out)

        assert main(["products"]) == 6
    assert capsys.readouterr().err == ""

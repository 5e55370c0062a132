"""What the command line refuses, and how it says so."""

from __future__ import annotations

import pytest

from tests.command_line import (
    assert_is_one_plain_refusal,
    run,
)

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
        "Enter one of Tezspire, Vyepti, Cinqair, Nucala, Fasenra or Xolair, or the drug by its billing unit.",
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

"""Products, cross-checks and packages in the machine form."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from j3032calc.domain.ndc import Ndc
from j3032calc.domain.package import Identified
from j3032calc.exports.catalogue_json import cross_check_data, package_data, products_data
from tests.unit.services.small_catalogue import CATALOGUE

SOURCE = {"title": "CMS HCPCS code set", "checked": "2026-11-23", "certainty": "A", "verify": False}
LABEL = {"title": "Product label", "checked": "2026-11-23", "certainty": "A", "verify": False}


def product(name: str) -> dict[str, Any]:
    products: Any = products_data(CATALOGUE)["products"]
    return next(item for item in products if item["id"] == name)


def test_the_catalogue_has_edition_products_and_payers() -> None:
    whole: dict[str, Any] = products_data(CATALOGUE)

    assert list(whole) == ["catalogue_edition", "products", "payers"]
    assert whole["catalogue_edition"] == "test-1"
    assert [item["id"] for item in whole["products"]] == [
        "tezspire",
        "vyepti",
        "cinqair",
        "nucala",
        "fasenra",
        "xolair",
        "testadrug",
    ]
    assert whole["payers"][0] == {"id": "medicare-part-b", "name": "Medicare Part B", "source": SOURCE}


def test_a_product_has_codes_packages_schedules_and_sources() -> None:
    whole = product("vyepti")

    assert {name: whole[name] for name in ("drug", "hcpcs", "hcpcs_from", "hcpcs_source", "billing_unit", "route")} == {
        "drug": "eptinezumab-jjmr (Vyepti)",
        "hcpcs": "J3032",
        "hcpcs_from": "2017-01-01",
        "hcpcs_source": SOURCE,
        "billing_unit": "1 mg",
        "route": "subcutaneous",
    }
    assert whole["unlikely_edit_units"] == 300


def test_a_package_has_ndc_form_content_volume_and_note() -> None:
    (forty,) = [item for item in product("nucala")["presentations"] if item["content"] == "40 mg"]

    assert forty == {
        "ndc": "00173-0904-42",
        "label_ndc": "0173-0904-42",
        "form": "single-dose prefilled syringe",
        "content": "40 mg",
        "volume": "0.4 mL",
        "listed": False,
        "ndc_unit": "UN",
        "ndc_quantity": "1",
        "package_units": None,
        "note": "from general knowledge",
        "source": {"title": "General knowledge", "checked": "2026-11-23", "certainty": "C", "verify": True},
    }


def test_a_schedule_has_doses_and_both_clocks() -> None:
    assert product("vyepti")["schedules"] == [
        {
            "id": "migraine",
            "indication": "prevention of migraine",
            "from_age": 12,
            "under_age": None,
            "doses": [
                {"least": "100 mg", "most": "100 mg", "from_weight": None, "below_weight": None},
                {"least": "300 mg", "most": "300 mg", "from_weight": None, "below_weight": None},
            ],
            "intervals": [{"from_dose": 1, "interval": "every 3 months"}],
            "order_intervals": [],
            "payer_intervals": [{"from_dose": 1, "interval": "every 84 days"}],
            "source": LABEL,
        }
    ]


def test_a_schedule_that_leaves_the_interval_open_names_the_choices() -> None:
    (schedule,) = product("xolair")["schedules"]

    assert (schedule["intervals"], schedule["order_intervals"]) == ([], ["every 2 weeks", "every 4 weeks"])


def test_a_dose_for_some_weights_says_which() -> None:
    (schedule,) = [item for item in product("nucala")["schedules"] if item["id"] == "asthma-6-11"]

    assert schedule["doses"] == [{"least": "40 mg", "most": "40 mg", "from_weight": "10 kg", "below_weight": "40 kg"}]
    assert schedule["under_age"] == 12


def test_a_dose_per_weight_is_written_per_kg() -> None:
    assert product("cinqair")["schedules"][0]["doses"][0]["least"] == "3 mg per kg"


def test_what_is_not_known_is_null() -> None:
    assert product("testadrug")["unlikely_edit_units"] is None
    assert product("testadrug")["presentations"][0]["volume"] is None


def test_other_facts_have_their_sources_too() -> None:
    whole = product("tezspire")

    assert whole["missed_dose"] == {"text": "Ask the prescriber.", "source": LABEL}
    assert whole["administration_codes"][0]["cpt"] == "96372"
    assert (whole["diagnoses"][0]["icd10"], whole["diagnoses"][0]["family"]) == ("J45.50", False)
    assert whole["statements"] == [{"topic": "storage", "text": "Keep in the refrigerator.", "source": LABEL}]


def test_the_catalogue_is_plain_json() -> None:
    whole = products_data(CATALOGUE)

    assert json.loads(json.dumps(whole, allow_nan=False)) == whole


def test_a_disputed_code_has_both_claims_and_both_drugs() -> None:
    vyepti, tezspire = (
        {
            "id": "vyepti",
            "drug": "eptinezumab-jjmr (Vyepti)",
            "hcpcs": "J3032",
            "billing_unit": "1 mg",
            "source": SOURCE,
        },
        {
            "id": "tezspire",
            "drug": "tezepelumab-ekko (Tezspire)",
            "hcpcs": "J2356",
            "billing_unit": "1 mg",
            "source": SOURCE,
        },
    )

    assert cross_check_data(CATALOGUE.cross_check("j3032")) == {
        "hcpcs": "J3032",
        "agreement": "disagree",
        "cms": {
            "drug": "eptinezumab-jjmr (Vyepti)",
            "descriptor": "Injection, eptinezumab-jjmr",
            "source": SOURCE,
        },
        "document": {
            "drug": "Tezspire",
            "descriptor": "Tezspire",
            "source": {"title": "Source document", "checked": "2026-11-23", "certainty": "X", "verify": True},
        },
        "in_force_from": "2020-10-01",
        "in_force_until": None,
        "replaced_by": None,
        "candidates": [vyepti, tezspire],
    }


@pytest.mark.parametrize(("code", "agreement"), [("J2786", "agree"), ("J2356", "cms-only"), ("J2182", "disagree")])
def test_the_agreement_is_one_word(code: str, agreement: str) -> None:
    assert cross_check_data(CATALOGUE.cross_check(code))["agreement"] == agreement


def test_an_ended_code_says_until_when_and_what_replaced_it() -> None:
    data = cross_check_data(CATALOGUE.cross_check("C9063"))

    assert (data["document"], data["in_force_until"], data["replaced_by"]) == (None, "2020-09-30", "J3032")


def test_a_scanned_package_has_lot_and_expiry() -> None:
    item, package = CATALOGUE.package("55513-112-01")
    data = package_data(Identified(package.ndc, item, package, "00355513112017", "LOT1", date(2027, 12, 31)))
    presentation = data.pop("presentation")

    assert data == {
        "ndc": "55513-0112-01",
        "ndc_digits": "55513011201",
        "product": "tezspire",
        "drug": "tezepelumab-ekko (Tezspire)",
        "gtin": "00355513112017",
        "lot": "LOT1",
        "expiry": "2027-12-31",
    }
    assert isinstance(presentation, dict)
    assert presentation["ndc"] == "55513-0112-01"


def test_an_unknown_package_has_its_ndc_alone() -> None:
    assert package_data(Identified(Ndc.read("12345-6789-01"), None, None)) == {
        "ndc": "12345-6789-01",
        "ndc_digits": "12345678901",
        "product": None,
        "drug": None,
        "presentation": None,
        "gtin": None,
        "lot": None,
        "expiry": None,
    }

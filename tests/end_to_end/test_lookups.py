"""`products`, `code`, `ndc` and `reference check` as a person meets them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.command_line import (
    GS,
    TEZSPIRE_ROW,
    assert_is_one_plain_refusal,
    crosswalk,
    run,
)

if TYPE_CHECKING:
    from pathlib import Path


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

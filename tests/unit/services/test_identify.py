"""A typed NDC or a scanned code to the package it names."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.ndc import Ndc
from j3032calc.domain.package import Identified
from j3032calc.domain.problems.product import BarcodeUnusable, NdcAmbiguous, NdcUnreadable
from j3032calc.services.identify import identify
from tests.unit.services.small_catalogue import CATALOGUE, NUCALA, TEZSPIRE, XOLAIR

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem

GS = "\x1d"
SYRINGE = TEZSPIRE.presentations[1]


@pytest.mark.parametrize(
    "text", ["55513-112-01", "55513-0112-01", "55513011201", "5551311201", " 55513-112-01 ", "55513-112-01\r\n"]
)
def test_a_typed_ndc_names_its_package(text: str) -> None:
    assert identify(CATALOGUE, text) == Identified(Ndc("55513", "0112", "01"), TEZSPIRE, SYRINGE)


@pytest.mark.parametrize(
    ("text", "ndc"),
    [
        pytest.param("0173-0881-01", "00173-0881-01", id="4-4-2"),
        pytest.param("50242-040-62", "50242-0040-62", id="5-3-2"),
        pytest.param("60575-4112-1", "60575-4112-01", id="5-4-1"),
        pytest.param("12345678901", "12345-6789-01", id="11-digits"),
        pytest.param("1234-567-89", "01234-0567-89", id="4-3-2"),
    ],
)
def test_an_ndc_is_padded_by_its_groups(text: str, ndc: str) -> None:
    assert str(identify(CATALOGUE, text).ndc) == ndc


def test_an_ndc_that_is_not_in_the_catalogue_has_no_product() -> None:
    assert identify(CATALOGUE, "12345-6789-01") == Identified(Ndc("12345", "6789", "01"), None, None)


@pytest.mark.parametrize(
    ("ten", "ndc"),
    [
        pytest.param("0173088101", "00173-0881-01", id="4-4-2"),
        pytest.param("5024204062", "50242-0040-62", id="5-3-2"),
    ],
)
def test_ten_digits_are_read_only_through_the_catalogue(ten: str, ndc: str) -> None:
    assert str(identify(CATALOGUE, ten).ndc) == ndc


SCANS = [
    pytest.param("]d20100355513112017" + "21S1" + GS + "17271231" + "10LOT1", id="symbology"),
    pytest.param("0100355513112017" + "21S1" + GS + "17271231" + "10LOT1", id="bare"),
    pytest.param("(01)00355513112017(21)S1(17)271231(10)LOT1", id="brackets"),
    pytest.param("0100355513112017" + "21S1" + GS + "17271231" + "10LOT1\r\n", id="scanner-with-enter"),
]


@pytest.mark.parametrize("text", SCANS)
def test_a_scan_names_package_lot_and_expiry(text: str) -> None:
    assert identify(CATALOGUE, text) == Identified(
        Ndc("55513", "0112", "01"), TEZSPIRE, SYRINGE, "00355513112017", "LOT1", date(2027, 12, 31), "S1"
    )


@pytest.mark.parametrize(
    ("gtin", "product", "ndc"),
    [
        pytest.param("00301730881014", NUCALA, "00173-0881-01", id="nucala-vial"),
        pytest.param("00350242040624", XOLAIR, "50242-0040-62", id="xolair-vial"),
    ],
)
def test_a_gtins_ten_digits_are_grouped_by_the_catalogue(gtin: str, product: object, ndc: str) -> None:
    package = identify(CATALOGUE, f"01{gtin}")

    assert (package.product, str(package.ndc)) == (product, ndc)


REFUSED = [
    pytest.param("", NdcUnreadable, id="empty"),
    pytest.param("tezspire", NdcUnreadable, id="name"),
    pytest.param("123456789", NdcUnreadable, id="nine-digits"),
    pytest.param("123456789012", NdcUnreadable, id="twelve-digits"),
    pytest.param("00355513112017", NdcUnreadable, id="gtin-alone"),
    pytest.param("1234-56789", NdcUnreadable, id="two-groups"),
    pytest.param("0100355513112017" + "10A" + GS + "10B", BarcodeUnusable, id="two-lots"),
    pytest.param("0100355513112017" + "17270231", BarcodeUnusable, id="30-february"),
    pytest.param("５５５１３-112-01", NdcUnreadable, id="full-width-digits"),  # noqa: RUF001
    pytest.param("1234567890", NdcAmbiguous, id="ten-digits-of-nobody"),
    pytest.param("0100312345678906", NdcAmbiguous, id="us-gtin-of-nobody"),
    pytest.param("0100355513112010", BarcodeUnusable, id="wrong-check-digit"),
    pytest.param("]d2", BarcodeUnusable, id="nothing-in-the-code"),
    pytest.param(GS, BarcodeUnusable, id="separator-alone"),
]


@pytest.mark.parametrize(("text", "problem"), REFUSED)
def test_what_is_no_package_is_refused(text: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        identify(CATALOGUE, text)

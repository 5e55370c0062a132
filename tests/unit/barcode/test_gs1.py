"""GS1 element strings: every trap of a scanned package is refused, none is guessed away."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from j3032calc.barcode.gs1 import PackageScan, load_parser, looks_like_gs1, read_package
from j3032calc.domain.problems.product import BarcodeUnusable

GS = "\x1d"
GTIN = "0100355513112017"
SERIAL = "21ABC123"
EXPIRY = "17271231"
LOT = "10LOT1"
WHOLE = PackageScan("00355513112017", "5551311201", "LOT1", date(2027, 12, 31), "ABC123")

# Every order in which the four elements stand, separated as they must be.
READABLE = [
    pytest.param(GTIN + SERIAL + GS + EXPIRY + LOT, id="01-21-17-10"),
    pytest.param(GTIN + SERIAL + GS + LOT + GS + EXPIRY, id="01-21-10-17"),
    pytest.param(GTIN + EXPIRY + SERIAL + GS + LOT, id="01-17-21-10"),
    pytest.param(GTIN + EXPIRY + LOT + GS + SERIAL, id="01-17-10-21"),
    pytest.param(GTIN + LOT + GS + SERIAL + GS + EXPIRY, id="01-10-21-17"),
    pytest.param(GTIN + LOT + GS + EXPIRY + SERIAL, id="01-10-17-21"),
    pytest.param(GTIN + SERIAL + GS + EXPIRY + LOT + GS, id="separator-at-the-end"),
    pytest.param("]d2" + GTIN + SERIAL + GS + EXPIRY + LOT, id="datamatrix"),
    pytest.param("]C1" + GTIN + SERIAL + GS + EXPIRY + LOT, id="code-128"),
    pytest.param("]Q3" + GTIN + SERIAL + GS + EXPIRY + LOT, id="qr"),
    pytest.param("]d2" + EXPIRY + SERIAL + GS + LOT + GS + GTIN, id="product-number-last"),
    pytest.param("(01)00355513112017(21)ABC123(17)271231(10)LOT1", id="brackets"),
    pytest.param("(17)271231(10)LOT1(01)00355513112017(21)ABC123", id="brackets-in-another-order"),
    pytest.param("  ]d2" + GTIN + SERIAL + GS + EXPIRY + LOT + "\r\n", id="spaces-and-enter"),
]


@pytest.mark.parametrize("text", READABLE)
def test_a_whole_code_gives_product_lot_and_expiry(text: str) -> None:
    assert read_package(text) == WHOLE


PARTS = [
    pytest.param(GTIN, (None, None), id="product-number-alone"),
    pytest.param(GTIN + EXPIRY, (None, date(2027, 12, 31)), id="no-lot"),
    pytest.param(GTIN + LOT, ("LOT1", None), id="no-expiry"),
    pytest.param(GTIN + EXPIRY + LOT, ("LOT1", date(2027, 12, 31)), id="no-serial"),
    pytest.param(GTIN + EXPIRY + "10A21", ("A21", date(2027, 12, 31)), id="lot-that-ends-in-21"),
    pytest.param(GTIN + EXPIRY + "1021A", ("21A", date(2027, 12, 31)), id="lot-that-begins-with-21"),
    pytest.param(GTIN + "10A179931", ("A179931", None), id="lot-with-no-date-in-it"),
    pytest.param(
        GTIN + SERIAL + GS + EXPIRY + "10A2134", ("A2134", date(2027, 12, 31)), id="lot-with-21-beside-a-serial"
    ),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_a_code_without_lot_or_expiry_leaves_them_open(text: str, expected: tuple[str | None, date | None]) -> None:
    scan = read_package(text)

    assert (scan.lot, scan.expiry) == expected


# Products and their GTINs; check digits worked out by hand (weights 3 and 1 from the left, to the next ten).
GTINS = [
    pytest.param("00355513100014", "5551310001", id="tezspire-vial"),
    pytest.param("00355513112017", "5551311201", id="tezspire-syringe"),
    pytest.param("00355513123013", "5551312301", id="tezspire-pen"),
    pytest.param("00367386130517", "6738613051", id="vyepti-vial"),
    pytest.param("00359310610318", "5931061031", id="cinqair-vial"),
    pytest.param("00301730881014", "0173088101", id="nucala-vial"),
    pytest.param("00301730892010", "0173089201", id="nucala-autoinjector"),
    pytest.param("00301730892423", "0173089242", id="nucala-syringe-100"),
    pytest.param("00301730904423", "0173090442", id="nucala-syringe-40"),
    pytest.param("00303101730303", "0310173030", id="fasenra-syringe-30"),
    pytest.param("00303101745017", "0310174501", id="fasenra-syringe-10"),
    pytest.param("00303101830300", "0310183030", id="fasenra-pen"),
    pytest.param("00350242040624", "5024204062", id="xolair-vial"),
    pytest.param("00350242214018", "5024221401", id="xolair-75"),
    pytest.param("00350242227018", "5024222701", id="xolair-300"),
]


@pytest.mark.parametrize(("gtin", "digits"), GTINS)
def test_a_us_gtin_holds_the_ten_digits_of_the_ndc(gtin: str, digits: str) -> None:
    assert read_package(f"01{gtin}") == PackageScan(gtin, digits, None, None)


@pytest.mark.parametrize(("gtin", "digits"), GTINS)
def test_every_other_check_digit_is_refused(gtin: str, digits: str) -> None:
    wrong = [f"01003{digits}{check}" for check in range(10) if f"003{digits}{check}" != gtin]

    assert len(wrong) == 9
    for text in wrong:
        with pytest.raises(BarcodeUnusable, match="check digit"):
            read_package(text)


def test_the_gtin_of_a_case_names_the_same_ndc() -> None:
    # Indicator 5: 5+0+3+5+5+5+1+3+1+1+2+0+1 weighted is 15+0+9+5+15+5+3+3+3+1+6+0+3 = 68, so the check digit is 2.
    assert read_package("0150355513112012").ndc_digits == "5551311201"


EXPIRIES = [
    pytest.param("17270228", date(2027, 2, 28), id="last-of-february"),
    pytest.param("17280229", date(2028, 2, 29), id="leap-day"),
    pytest.param("17271200", date(2027, 12, 31), id="day-00-is-the-last-of-the-month"),
    pytest.param("17270200", date(2027, 2, 28), id="day-00-in-february"),
    pytest.param("17280200", date(2028, 2, 29), id="day-00-in-a-leap-year"),
]


@pytest.mark.parametrize(("element", "expected"), EXPIRIES)
def test_an_expiry_is_a_calendar_day(element: str, expected: date) -> None:
    assert read_package(GTIN + element).expiry == expected


NO_DATES = [
    pytest.param("17271301", id="month-13"),
    pytest.param("17270001", id="month-00"),
    pytest.param("17270230", id="30-february"),
    pytest.param("17270229", id="29-february-in-a-common-year"),
    pytest.param("17271232", id="day-32"),
    pytest.param("17AB1231", id="letters"),
    pytest.param("1727123", id="five-digits"),
]


@pytest.mark.parametrize(
    "element",
    [
        pytest.param("17270231", id="31-february"),
        pytest.param("17270230", id="30-february"),
        pytest.param("17270229", id="29-february-in-a-common-year"),
        pytest.param("17270431", id="31-april"),
    ],
)
def test_an_expiry_that_is_no_day_of_its_month_is_refused_for_that_reason(element: str) -> None:
    with pytest.raises(BarcodeUnusable) as refused:
        read_package(GTIN + element)

    assert refused.value.reason == "its expiry is not a date"


@pytest.mark.parametrize("element", NO_DATES)
def test_an_expiry_that_is_no_day_is_refused(element: str) -> None:
    with pytest.raises(BarcodeUnusable):
        read_package(GTIN + element)


# The same orders as above, with one separator lost or both.
LOST = [
    pytest.param(GTIN + SERIAL + EXPIRY + LOT, id="01-21-17-10"),
    pytest.param(GTIN + SERIAL + LOT + GS + EXPIRY, id="01-21-10-17-first"),
    pytest.param(GTIN + SERIAL + GS + LOT + EXPIRY, id="01-21-10-17-second"),
    pytest.param(GTIN + SERIAL + LOT + EXPIRY, id="01-21-10-17-both"),
    pytest.param(GTIN + EXPIRY + SERIAL + LOT, id="01-17-21-10"),
    pytest.param(GTIN + EXPIRY + LOT + SERIAL, id="01-17-10-21"),
    pytest.param(GTIN + LOT + SERIAL + GS + EXPIRY, id="01-10-21-17-first"),
    pytest.param(GTIN + LOT + GS + SERIAL + EXPIRY, id="01-10-21-17-second"),
    pytest.param(GTIN + LOT + SERIAL + EXPIRY, id="01-10-21-17-both"),
    pytest.param(GTIN + LOT + EXPIRY + SERIAL, id="01-10-17-21"),
    pytest.param(GTIN + LOT + EXPIRY, id="01-10-17"),
    pytest.param(GTIN + LOT + "17271200", id="01-10-17-with-day-00"),
    pytest.param("]d2" + SERIAL + GTIN + EXPIRY + LOT, id="21-01"),
    pytest.param("]d2" + EXPIRY + LOT + GTIN, id="17-10-01"),
    pytest.param("]d2" + GTIN + SERIAL, id="serial-that-may-have-swallowed-the-rest"),
]


@pytest.mark.parametrize("text", LOST)
def test_a_lost_separator_is_refused_in_every_order(text: str) -> None:
    with pytest.raises(BarcodeUnusable):
        read_package(text)


REFUSED = [
    pytest.param("", "it is empty or too long", id="empty"),
    pytest.param(" \r\n", "it is empty or too long", id="blank"),
    pytest.param(GTIN + "10" + "A" * 200, "it is empty or too long", id="too-long"),
    pytest.param("]d2", "it has no product number", id="symbology-alone"),
    pytest.param(GS, "it has no product number", id="separator-alone"),
    pytest.param("]d2" + EXPIRY + LOT, "it has no product number", id="no-product-number"),
    pytest.param("(17)271231(10)LOT1", "it has no product number", id="brackets-without-product-number"),
    pytest.param("0104012345678901", "its product number is not that of a US drug", id="german-gtin"),
    pytest.param("0100012345678905", "its product number is not that of a US drug", id="us-gtin-of-no-drug"),
    pytest.param("01", "it is not a complete GS1 code", id="identifier-alone"),
    pytest.param("010035551311201", "it is not a complete GS1 code", id="thirteen-digits"),
    pytest.param("010035551311201X", "it is not a complete GS1 code", id="letter-in-the-gtin"),
    pytest.param("tezspire", "it is not a complete GS1 code", id="name"),
    pytest.param(GTIN + EXPIRY + "10A" + GS + "10B", "it says the same thing twice", id="two-lots"),
    pytest.param(GTIN + EXPIRY + "10A" + GS + "10A", "it says the same thing twice", id="one-lot-twice"),
    pytest.param(GTIN + EXPIRY + "17281231" + LOT, "it says the same thing twice", id="two-expiries"),
    pytest.param(GTIN + GTIN, "it says the same thing twice", id="product-number-twice"),
    pytest.param("(01)00355513112017(17)271231(10)A(10)B", "it says the same thing twice", id="two-lots-in-brackets"),
    pytest.param("]", "it is not a complete GS1 code", id="beginning-of-a-symbology"),
    pytest.param("]" + GS, "it is not a complete GS1 code", id="beginning-of-a-symbology-and-separator"),
    pytest.param("]Y" + GS, "it is not a complete GS1 code", id="symbology-whose-length-is-no-number"),
    pytest.param("(99", "it is not a complete GS1 code", id="open-bracket"),
    pytest.param("(0000)1", "it is not a complete GS1 code", id="unknown-identifier"),
    pytest.param(GTIN + EXPIRY + "10" + "A" * 21, "it is not a complete GS1 code", id="lot-of-21-characters"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_a_damaged_code_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(BarcodeUnusable) as refused:
        read_package(text)

    assert refused.value.reason == reason


FORMS = [
    pytest.param("]d2" + GTIN, True, id="symbology"),
    pytest.param("(01)00355513112017", True, id="brackets"),
    pytest.param("(0100355513112017", False, id="open-bracket"),
    pytest.param(GTIN, True, id="element"),
    pytest.param("010035551311201", False, id="one-digit-short"),
    pytest.param("21ABC" + GS, True, id="separator"),
    pytest.param("55513-112-01", False, id="ndc-with-hyphens"),
    pytest.param("55513011201", False, id="ndc-of-11-digits"),
    pytest.param("01234567890", False, id="ndc-that-begins-with-01"),
    pytest.param("tezspire", False, id="name"),
    pytest.param("", False, id="empty"),
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_a_barcode_is_told_from_a_typed_ndc(text: str, expected: bool) -> None:  # noqa: FBT001
    assert looks_like_gs1(text) is expected


def test_the_parser_can_be_loaded_before_the_first_scan() -> None:
    load_parser()

    assert "biip.gs1_messages" in sys.modules

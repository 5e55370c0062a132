from __future__ import annotations

import pytest

from j3032calc.domain.ndc import Ndc, NdcQualifier
from j3032calc.domain.problems.product import NdcAmbiguous, NdcUnreadable


@pytest.mark.parametrize(
    ("text", "billing_form"),
    [
        pytest.param("0002-7597-01", "00002-7597-01", id="4-4-2-zero-in-front"),
        pytest.param("0173-0881-01", "00173-0881-01", id="4-4-2-nucala"),
        pytest.param("50242-040-62", "50242-0040-62", id="5-3-2-zero-before-the-middle"),
        pytest.param("55513-112-01", "55513-0112-01", id="5-3-2-tezspire"),
        pytest.param("60575-4112-1", "60575-4112-01", id="5-4-1-zero-before-the-last"),
        pytest.param("86541-4885-77", "86541-4885-77", id="5-4-2-as-it-is"),
        pytest.param("86541488577", "86541-4885-77", id="eleven-digits"),
        pytest.param("  55513-112-01 ", "55513-0112-01", id="spaces-around"),
        # RULES 1.1: hyphens say where the groups end, so zeros that were left out are put back.
        pytest.param("34-73-1", "00034-0073-01", id="2-2-1"),
        pytest.param("654-3773-22", "00654-3773-22", id="3-4-2"),
        pytest.param("1645-222-65", "01645-0222-65", id="4-3-2"),
        pytest.param("12345-6-7", "12345-0006-07", id="5-1-1"),
        pytest.param("5551-0112-1", "05551-0112-01", id="4-4-1"),
        pytest.param("55513-112-1", "55513-0112-01", id="5-3-1"),
        pytest.param("55513-01-01", "55513-0001-01", id="5-2-2"),
        pytest.param("1-1-1", "00001-0001-01", id="one-digit-in-each-group"),
    ],
)
def test_an_ndc_becomes_5_4_2(text: str, billing_form: str) -> None:
    assert str(Ndc.read(text)) == billing_form


def test_the_three_groups_are_kept_as_text() -> None:
    ndc = Ndc.read("0173-0881-01")

    assert (ndc.labeler, ndc.product, ndc.package, ndc.digits) == ("00173", "0881", "01", "00173088101")


@pytest.mark.parametrize("text", ["5551311201", "0000000000", " 5551311201 "])
def test_ten_digits_without_hyphens_are_never_guessed(text: str) -> None:
    with pytest.raises(NdcAmbiguous) as refused:
        Ndc.read(text)

    assert refused.value.entered == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("555131120", id="nine-digits"),
        pytest.param("555130112011", id="twelve-digits"),
        pytest.param("-112-01", id="no-labeler"),
        pytest.param("55513--01", id="no-product"),
        pytest.param("55513-112-", id="no-package"),
        pytest.param("55513-112", id="two-groups"),
        pytest.param("55513-1-1-2", id="four-groups"),
        pytest.param("55513011-201", id="eleven-digits-in-two-groups"),
        pytest.param("555130-112-01", id="6-3-2"),
        pytest.param("55513-01120-01", id="5-5-2"),
        pytest.param("55513-0112-012", id="5-4-3"),
        pytest.param("5551A-112-01", id="letter"),
        pytest.param("55513 112 01", id="spaces-inside"),
        pytest.param("X55513-112-01X", id="letters-around"),
        pytest.param("٥٥٥١٣-112-01", id="other-digits"),
        pytest.param("55513-112-01\n", id="line-end"),
    ],
)
def test_anything_else_is_no_ndc(text: str) -> None:
    with pytest.raises(NdcUnreadable) as refused:
        Ndc.read(text)

    assert refused.value.entered == text


@pytest.mark.parametrize(
    ("labeler", "package_product", "package"),
    [("5551", "0112", "01"), ("55513", "112", "01"), ("55513", "0112", "1"), ("5551A", "0112", "01")],
)
def test_an_ndc_is_made_of_5_4_and_2_digits(labeler: str, package_product: str, package: str) -> None:
    with pytest.raises(NdcUnreadable) as refused:
        Ndc(labeler, package_product, package)

    assert refused.value.entered == f"{labeler}-{package_product}-{package}"


@pytest.mark.parametrize(
    ("ndc", "forms"),
    [
        pytest.param("55513-0112-01", {"5551311201", "5551301121"}, id="zero-in-product-and-package"),
        pytest.param("00173-0881-01", {"0173088101", "0017388101", "0017308811"}, id="zero-in-all-groups"),
        pytest.param("12345-6789-12", set(), id="no-leading-zero-at-all"),
        pytest.param("00310-1730-30", {"0310173030"}, id="zero-in-labeler"),
    ],
)
def test_the_ten_digit_forms_drop_one_leading_zero(ndc: str, forms: set[str]) -> None:
    assert Ndc.read(ndc).ten_digit_forms == forms


def test_ndcs_sort_by_labeler_product_and_package() -> None:
    ndcs = [Ndc.read(text) for text in ("55513-0112-01", "00173-0892-42", "00173-0892-01", "00173-0881-01")]

    assert [str(ndc) for ndc in sorted(ndcs)] == [
        "00173-0881-01",
        "00173-0892-01",
        "00173-0892-42",
        "55513-0112-01",
    ]


def test_the_claim_takes_four_qualifiers_and_never_milligrams() -> None:
    assert [qualifier.value for qualifier in NdcQualifier] == ["UN", "ML", "GR", "F2"]

from __future__ import annotations

from datetime import date

import pytest

from j3032calc.domain.catalogue import Agreement, Catalogue, read_hcpcs
from j3032calc.domain.ndc import Ndc
from j3032calc.domain.problems.product import (
    CodeDisputed,
    CodeUnknown,
    CodeUnreadable,
    CodeWithoutProduct,
    NdcAmbiguous,
    NdcUnreadable,
    PayerUnknown,
    ProductAmbiguous,
    ProductUnknown,
)
from j3032calc.domain.product import Certainty, Citation, Form
from tests.unit.domain.builders import CHECKED, catalogue, known, mg, package, payer, product

ALPHA_VIAL = package(mg(100), "0111-0222-01")
ALPHA_PEN = package(mg(100), "0111-0333-01", form=Form.PEN)
BETA_VIAL = package(mg(40), "55513-112-01")
# Its ten digits 0111022201 are those of ALPHA_VIAL too: 0111-0222-01 and 01110-222-01.
GAMMA_VIAL = package(mg(10), "01110-222-01")

ALPHA = product(presentations=(ALPHA_VIAL, ALPHA_PEN))
BETA = product("beta", brand="Betabrand", generic="betamab-bcde", hcpcs="J2222", presentations=(BETA_VIAL,))
GAMMA = product("gamma", brand="Gammabrand", generic="betamab-wxyz", hcpcs="J3333", presentations=(GAMMA_VIAL,))

CODES = (
    known("J1111", "alpha", drug="alphamab", document=("the document's alpha", "alpha")),
    known("J2222", "beta", drug="betamab", document=("the document's alpha", "alpha")),
    known("J3333", "gamma", drug="gammamab"),
    known("J4444", None, drug="deltamab"),
    known("J5555", None, drug="epsilonmab", document=("the document's beta", "beta")),
    known("J6666", "gamma", drug="zetamab", document=("something else", None)),
)
SHELF = catalogue(ALPHA, BETA, GAMMA, codes=CODES, payers=(payer(), payer("given-only-plan")))


@pytest.mark.parametrize(
    ("text", "code"), [("J2356", "J2356"), ("j2356", "J2356"), ("  q5154 ", "Q5154"), ("X1234", "X1234")]
)
def test_a_hcpcs_code_is_a_letter_and_four_digits(text: str, code: str) -> None:
    assert read_hcpcs(text) == code


@pytest.mark.parametrize("text", ["", "J235", "J23567", "23561", "JJ356", "ß356", "J\uff12356", "J2356\n", "J 2356"])
def test_another_shape_is_no_hcpcs_code(text: str) -> None:
    with pytest.raises(CodeUnreadable) as refused:
        read_hcpcs(text)

    assert refused.value.entered == text


@pytest.mark.parametrize(
    ("hcpcs", "agreement"),
    [
        pytest.param("J1111", Agreement.AGREE, id="both-mean-alpha"),
        pytest.param("J2222", Agreement.DISAGREE, id="cms-beta-document-alpha"),
        pytest.param("J3333", Agreement.CMS_ONLY, id="document-silent"),
        pytest.param("J5555", Agreement.DISAGREE, id="cms-drug-is-not-in-the-catalogue"),
        pytest.param("J6666", Agreement.DISAGREE, id="document-drug-is-not-in-the-catalogue"),
    ],
)
def test_the_sources_agree_when_they_mean_the_same_product(hcpcs: str, agreement: Agreement) -> None:
    code = SHELF.code(hcpcs)

    assert code is not None
    assert code.agreement is agreement


@pytest.mark.parametrize(
    ("day", "is_in_force"),
    [
        pytest.param(date(2020, 9, 30), False, id="day-before-the-first"),
        pytest.param(date(2020, 10, 1), True, id="first-day"),
        pytest.param(date(2022, 6, 30), True, id="last-day"),
        pytest.param(date(2022, 7, 1), False, id="day-after-the-last"),
    ],
)
def test_a_code_is_in_force_from_its_first_to_its_last_day(day: date, is_in_force: bool) -> None:  # noqa: FBT001 - a table
    assert known(last=date(2022, 6, 30)).in_force(day) is is_in_force


def test_a_code_without_a_last_day_stays_in_force() -> None:
    assert known().in_force(date(2099, 12, 31))
    assert not known().in_force(date(2020, 9, 30))


def test_the_cross_check_names_the_drug_that_cms_means_first() -> None:
    check = SHELF.cross_check(" j2222 ")

    assert check.code is CODES[1]
    assert check.candidates == (BETA, ALPHA)


@pytest.mark.parametrize(
    ("hcpcs", "candidates"),
    [
        pytest.param("J1111", (ALPHA,), id="agreed-names-it-once"),
        pytest.param("J3333", (GAMMA,), id="cms-only"),
        pytest.param("J4444", (), id="no-product"),
        pytest.param("J5555", (BETA,), id="only-the-documents-drug-is-here"),
    ],
)
def test_the_cross_check_names_each_candidate_once(hcpcs: str, candidates: tuple[object, ...]) -> None:
    assert SHELF.cross_check(hcpcs).candidates == candidates


def test_the_cross_check_refuses_a_code_it_does_not_hold() -> None:
    with pytest.raises(CodeUnknown) as refused:
        SHELF.cross_check("j9999")

    assert refused.value.code == "J9999"


def test_the_cross_check_refuses_what_is_no_code() -> None:
    with pytest.raises(CodeUnreadable):
        SHELF.cross_check("tezspire")


def test_a_code_that_nobody_knows_is_none() -> None:
    assert SHELF.code("J9999") is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("alpha", id="id"),
        pytest.param("ALPHA", id="id-in-capitals"),
        pytest.param("Alphamab Brand", id="brand"),
        pytest.param("alphamab brand", id="brand-in-small-letters"),
        pytest.param("alphamab-abcd", id="generic"),
        pytest.param("Alphamab", id="generic-without-suffix"),
        pytest.param("alphamab-abcd (Alphamab Brand)", id="full-name"),
        pytest.param("  alpha ", id="spaces-around"),
        pytest.param("J1111", id="agreed-code"),
        pytest.param("j1111", id="code-in-small-letters"),
        pytest.param("0111-0333-01", id="label-ndc"),
        pytest.param("00111-0333-01", id="billing-ndc"),
        pytest.param("00111033301", id="eleven-digits"),
        pytest.param("0111033301", id="ten-digits-of-one-package"),
    ],
)
def test_a_product_is_found_by_every_name_it_has(text: str) -> None:
    assert SHELF.product(text) is ALPHA


def test_a_product_whose_brand_is_its_id_is_one_product() -> None:
    tezspire = product("tezspire", brand="Tezspire", generic="tezepelumab-ekko")

    assert catalogue(tezspire).product("Tezspire") is tezspire


def test_a_code_only_cms_names_finds_its_product() -> None:
    assert SHELF.product("J3333") is GAMMA


def test_a_name_of_several_products_is_ambiguous_in_catalogue_order() -> None:
    with pytest.raises(ProductAmbiguous) as refused:
        SHELF.product("Betamab")

    assert (refused.value.entered, refused.value.candidates) == ("Betamab", ("Betabrand", "Gammabrand"))


@pytest.mark.parametrize(
    ("hcpcs", "cms", "document", "candidates"),
    [
        pytest.param("j2222", "betamab", "the document's alpha", ("Betabrand", "Alphamab Brand"), id="two-products"),
        pytest.param("J5555", "epsilonmab", "the document's beta", ("Betabrand",), id="cms-drug-not-here"),
        pytest.param("J6666", "zetamab", "something else", ("Gammabrand",), id="document-drug-not-here"),
    ],
)
def test_a_disputed_code_never_picks_a_drug(hcpcs: str, cms: str, document: str, candidates: tuple[str, ...]) -> None:
    with pytest.raises(CodeDisputed) as refused:
        SHELF.product(hcpcs)

    problem = refused.value
    assert (problem.code, problem.cms_drug, problem.document_drug) == (hcpcs.upper(), cms, document)
    assert problem.candidates == candidates


def test_a_code_of_a_drug_that_is_not_here_says_so() -> None:
    with pytest.raises(CodeWithoutProduct) as refused:
        SHELF.product("J4444")

    assert (refused.value.code, refused.value.drug) == ("J4444", "deltamab")


@pytest.mark.parametrize(
    ("text", "entered"),
    [
        pytest.param("omega", "omega", id="name"),
        pytest.param("", "", id="nothing"),
        pytest.param("j9999", "J9999", id="code"),
        pytest.param("12345-678-90", "12345-0678-90", id="ndc"),
        pytest.param("1234567", "1234567", id="too-few-digits-for-an-ndc"),
        pytest.param("-12345678", "-12345678", id="ndcs-start-with-a-digit"),
        pytest.param("XalphaX", "XalphaX", id="letters-around-a-name"),
        pytest.param("alpha\n", "alpha\n", id="only-spaces-are-trimmed"),
    ],
)
def test_an_unknown_product_is_refused_with_the_names_that_there_are(text: str, entered: str) -> None:
    with pytest.raises(ProductUnknown) as refused:
        SHELF.product(text)

    assert (refused.value.entered, refused.value.known) == (entered, ("Alphamab Brand", "Betabrand", "Gammabrand"))


def test_eight_digits_are_taken_for_an_ndc_that_cannot_be_read() -> None:
    with pytest.raises(NdcUnreadable) as refused:
        SHELF.product("12345678")

    assert refused.value.entered == "12345678"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("55513-112-01", (BETA, BETA_VIAL), id="label-form"),
        pytest.param("5551311201", (BETA, BETA_VIAL), id="ten-digits"),
        pytest.param(" 5551311201 ", (BETA, BETA_VIAL), id="ten-digits-with-spaces"),
        pytest.param("0111033301", (ALPHA, ALPHA_PEN), id="second-presentation"),
    ],
)
def test_a_package_is_found_by_its_ndc(text: str, found: tuple[object, object]) -> None:
    assert SHELF.package(text) == found


def test_a_package_that_is_not_here_is_unknown_by_its_billing_form() -> None:
    with pytest.raises(ProductUnknown) as refused:
        SHELF.package("0173-0881-01")

    assert (refused.value.entered, refused.value.known) == (
        "00173-0881-01",
        ("Alphamab Brand", "Betabrand", "Gammabrand"),
    )


@pytest.mark.parametrize("text", ["0111022201", "9999999999"])
def test_ten_digits_of_two_packages_or_none_stay_ambiguous(text: str) -> None:
    with pytest.raises(NdcAmbiguous) as refused:
        SHELF.read_ndc(text)

    assert refused.value.entered == text


def test_ten_digits_are_grouped_through_the_one_package_that_has_them() -> None:
    assert SHELF.read_ndc("5551311201") == Ndc("55513", "0112", "01")


def test_an_ndc_with_hyphens_is_read_without_the_catalogue() -> None:
    assert SHELF.read_ndc("50242-040-62") == Ndc("50242", "0040", "62")


def test_a_package_is_found_by_an_ndc_that_was_read() -> None:
    assert SHELF.find_package(Ndc("55513", "0112", "01")) == (BETA, BETA_VIAL)
    assert SHELF.find_package(Ndc("55513", "0112", "02")) is None


@pytest.mark.parametrize(
    ("text", "presentation"),
    [
        pytest.param("55513-112-01", BETA_VIAL, id="ndc"),
        pytest.param("5551311201", BETA_VIAL, id="ten-digits"),
        pytest.param("55513-112-02", None, id="ndc-that-is-not-here"),
        pytest.param("0111022201", None, id="ambiguous-digits"),
        pytest.param("beta", None, id="name"),
    ],
)
def test_only_an_ndc_of_the_catalogue_names_a_package(text: str, presentation: object) -> None:
    assert SHELF.names_package(text) == presentation


@pytest.mark.parametrize("text", ["given-only-plan", " Given-Only-Plan "])
def test_a_payer_is_found_by_its_id(text: str) -> None:
    assert SHELF.payer(text).id == "given-only-plan"


@pytest.mark.parametrize("text", ["acme", "", "Xgiven-only-planX", "given-only-plan\n"])
def test_an_unknown_payer_is_refused_with_the_names_that_there_are(text: str) -> None:
    with pytest.raises(PayerUnknown) as refused:
        SHELF.payer(text)

    assert (refused.value.entered, refused.value.known) == (text, ("medicare-part-b", "given-only-plan"))


def test_a_payers_own_clock_is_found_by_product() -> None:
    profile = payer()

    assert profile.clock_for("alpha") is None


def test_an_empty_catalogue_knows_nothing() -> None:
    with pytest.raises(ProductUnknown) as refused:
        Catalogue("0", (), (), ()).product("alpha")

    assert refused.value.known == ()


def test_a_products_name_has_generic_and_brand_together() -> None:
    assert ALPHA.name == "alphamab-abcd (Alphamab Brand)"


@pytest.mark.parametrize(
    ("certainty", "must_verify"),
    [
        (Certainty.OFFICIAL, False),
        (Certainty.SECONDARY, False),
        (Certainty.WEAK, True),
        (Certainty.DISPUTED, True),
    ],
)
def test_weak_and_disputed_facts_must_be_verified(certainty: Certainty, must_verify: bool) -> None:  # noqa: FBT001 - a table
    assert Citation("a page", CHECKED, certainty).must_verify is must_verify


@pytest.mark.parametrize(
    ("form", "is_self_administered"),
    [
        (Form.VIAL, False),
        (Form.SYRINGE, False),
        (Form.UNSETTLED, False),
        (Form.PEN, True),
        (Form.AUTOINJECTOR, True),
    ],
)
def test_pens_and_autoinjectors_are_made_for_patients(form: Form, is_self_administered: bool) -> None:  # noqa: FBT001 - a table
    assert form.is_self_administered is is_self_administered

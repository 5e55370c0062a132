"""What the command line and the sheet say in words, under the display rules."""

from __future__ import annotations

import locale
import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.crosswalk import CrosswalkReport, CrosswalkRow, Difference
from j3032calc.domain.ndc import Ndc
from j3032calc.domain.package import Identified
from j3032calc.services.calculation import Typed
from j3032calc.wording import answers
from tests.unit.services.small_catalogue import (
    CATALOGUE,
    FASENRA,
    NUCALA,
    TEZSPIRE,
    XOLAIR,
    calculator,
    mg,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.domain.calculation import Calculation


def answer(**typed: object) -> Calculation:
    return calculator().answer(Typed(**{"given_on": "2026-11-23", **typed}))  # type: ignore[arg-type]


# One calculation of each sort, whose every text must follow the display rules.
SORTS: dict[str, dict[str, object]] = {
    "whole": {"product": "tezspire", "dose": "210 mg"},
    "pounds": {"product": "cinqair", "dose": "3 mg/kg", "weight": "160 lb"},
    "thousands": {"billing_unit": "10 mg", "hcpcs": "J1745", "dose": "2,350.5 mg", "container": ("1,000 mg", "100 mg")},
    "units": {"product": "testadrug", "dose": "155 units"},
    "half-unit": {"billing_unit": "0.5 mg", "dose": ".25 mg", "container": ("1 mg in 2 mL",)},
    "by-volume": {"billing_unit": "1 mL", "dose": "100 mg", "container": ("300 mg in 10 mL",)},
    "micrograms": {"billing_unit": "1 mcg", "dose": "1,500 mcg", "container": ("500 mcg in .5 mL",)},
    "multi-dose": {"billing_unit": "1 mg", "dose": "75 mg", "container": ("100 mg in 10 mL",), "multi_dose": True},
    "short": {"product": "cinqair", "dose": "350 mg", "opened": ("3 x 100 mg",)},
    "with-ndc": {"product": "xolair", "dose": "225 mg", "payer": "with-ndc", "every": "2 weeks"},
    "stopped": {"product": "cinqair", "dose": "300 mg", "given": "1.5 mg"},
    "closed": {"product": "vyepti", "dose": "300 mg", "closed": ("Tuesday",), "window": "3 days"},
    "off-label": {"product": "nucala", "dose": "1,050 mg", "schedule": "egpa"},
}


@pytest.fixture(params=SORTS, name="text")
def _text(request: pytest.FixtureRequest) -> str:
    return answers.calculation_text(answer(**SORTS[request.param]), "2026.1")


FORBIDDEN = [
    pytest.param(r"\d\.\d*0(?!\d)", id="trailing-zero"),
    pytest.param(r"(?<!\d)\.\d", id="naked-decimal"),
    pytest.param(r"\d(?:mg|mcg|mL|g|kg|lb|units?)\b", id="no-space-before-the-unit"),
    pytest.param(r"(?<![\w,.-])\d{4,}(?:\.\d+)? (?:mg|mcg|mL|g|units?|billing)", id="no-comma"),
    pytest.param(r"\b(?:U|IU|QD|cc|ug|ml|ML|MG|Mg)\b|[µμ]", id="abbreviation"),
    pytest.param(r"(?:mg|mL|mcg)\.\d", id="stop-after-the-unit"),
    pytest.param(r"\d{4}-\d\d-\d\d(?!\d)", id="machine-date"),
    pytest.param(r"\d/\d", id="slashed-date-or-strength"),
    pytest.param(r"mg/|/mL", id="slash-in-a-strength"),
    pytest.param(r"None|nan|Fraction|Form\.|<", id="program-text"),
]


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_a_written_calculation_has_nothing_that_is_easily_misread(text: str, pattern: str) -> None:
    # NDCs such as 55513-0112-01 and codes are not amounts.
    without_ndcs = re.sub(r"\b\d{5}-\d{4}-\d{2}\b|N4 \d{11} (?:UN|ML|GR|F2)", "", text)

    assert not re.search(pattern, without_ndcs)


@pytest.fixture(params=["C", "de_DE.UTF-8", "ar_EG.UTF-8", "en_GB.UTF-8"])
def _anywhere(request: pytest.FixtureRequest) -> Iterator[str]:
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, request.param)
    except locale.Error:
        # Not installed here: the machine's own locale still has to give the same text.
        locale.setlocale(locale.LC_ALL, "")
    yield request.param
    locale.setlocale(locale.LC_ALL, before)


@pytest.mark.usefixtures("_anywhere")
def test_months_and_numbers_are_the_same_under_any_locale() -> None:
    text = answers.calculation_text(answer(**SORTS["thousands"], every="4 weeks"), "2026.1")

    assert "2,350.5 mg on 23-Nov-2026" in text
    assert "Monday 21-Dec-2026" in text


def test_a_whole_calculation_reads_like_this() -> None:
    assert answers.calculation_text(answer(product="tezspire", dose="210 mg"), "2026.1") == (
        "tezepelumab-ekko (Tezspire), J2356, 1 mg per billing unit\n"
        "Dose       210 mg on 23-Nov-2026\n"
        "Open       1 × single-dose prefilled syringe of 210 mg in 1.91 mL, NDC 55513-0112-01 (proposed)\n"
        "Draw       1.91 mL\n"
        "Bill       J2356 JZ, 210 billing units\n"
        "Discarded  0 mg\n"
        "Next due   Monday 21-Dec-2026\n"
        "\n"
        "Working\n"
        "  To open: 1 × 210 mg = 210 mg, the least waste, then the fewest containers.\n"
        "  210 mg opened − 210 mg for the dose = 0 mg discarded.\n"
        "  To draw in all: 1.91 mL.\n"
        "  210 mg ÷ 1 mg per billing unit = 210 billing units.\n"
        "  210 billing units of 1 mg = 210 mg.\n"
        "  210 whole billing units opened − 210 administered = 0 billing units discarded.\n"
        "  No whole billing unit was discarded from a single-dose container: JZ on the given line "
        "(the Medicare rule, as no payer was entered).\n"
        "  23-Nov-2026 + 4 weeks = 21-Dec-2026, the next due date (label).\n"
        "  23-Nov-2026 + 4 weeks = 21-Dec-2026, the earliest that payers usually accept.\n"
        "\n"
        "Catalogue edition 2026.1. This advises; a licensed person decides."
    )


def test_findings_stand_in_the_text_with_rule_and_verdict() -> None:
    text = answers.calculation_text(answer(**SORTS["short"]), "2026.1")

    assert (
        "\nFindings\n  R-25 stop: The dose is 350 mg and only 300 mg was opened: short by 50 mg. "
        "Open more, or check the dose.\n"
    ) in text


def test_a_stopped_claim_says_so_in_place_of_its_lines() -> None:
    text = answers.calculation_text(answer(**SORTS["short"]), "2026.1")

    assert "Bill       No claim line while a finding stops the claim\n" in text


def test_a_site_calendar_adds_the_first_open_day() -> None:
    # 3 months after 23-Nov-2026 is Tuesday 23-Feb-2027.
    text = answers.calculation_text(answer(**SORTS["closed"]), "2026.1")

    assert "First open Wednesday 24-Feb-2027\n" in text


DRUG_LINES = [
    pytest.param(
        {"product": "xolair", "dose": "75 mg"}, "omalizumab (Xolair), J2357, 5 mg per billing unit", id="product"
    ),
    pytest.param(
        {"billing_unit": "10 mg", "hcpcs": "J1745", "dose": "10 mg", "container": ("10 mg",)},
        "Drug not in the catalogue, J1745, 10 mg per billing unit",
        id="code-only",
    ),
    pytest.param(
        {"billing_unit": "10 mg", "dose": "10 mg", "container": ("10 mg",)},
        "Drug not in the catalogue, no HCPCS code entered, 10 mg per billing unit",
        id="nothing",
    ),
]


@pytest.mark.parametrize(("typed", "expected"), DRUG_LINES)
def test_drug_line_names_drug_code_and_unit(typed: dict[str, object], expected: str) -> None:
    assert answers.drug_line(answer(**typed)) == expected


OPENED_LINES = [
    pytest.param(
        {"product": "cinqair", "dose": "250 mg"},
        "3 × single-dose vial of 100 mg in 10 mL, NDC 59310-0610-31 (proposed)",
        id="package",
    ),
    pytest.param(
        {"billing_unit": "1 mg", "dose": "5 mg", "container": ("10 mg",)}, "1 × container of 10 mg", id="size"
    ),
    pytest.param(
        {"billing_unit": "1 mg", "dose": "5 mg", "container": ("10 mg in 2 mL",)},
        "1 × container of 10 mg in 2 mL",
        id="size-and-volume",
    ),
    pytest.param(
        {"billing_unit": "1 mL", "dose": "5 mL", "container": ("10 mL",)}, "1 × container of 10 mL", id="volume"
    ),
]


@pytest.mark.parametrize(("typed", "expected"), OPENED_LINES)
def test_opened_line_says_how_many_of_what(typed: dict[str, object], expected: str) -> None:
    assert answers.opened_line(answer(**typed).plan.containers[0]) == expected


DRAWN = [
    pytest.param({"product": "tezspire", "dose": "210 mg"}, "1.91 mL", id="known"),
    pytest.param({"product": "testadrug", "dose": "155 units"}, "Not known", id="not-known"),
    pytest.param({"product": "cinqair", "dose": "350 mg", "opened": ("3 x 100 mg",)}, "Not known", id="short"),
]


@pytest.mark.parametrize(("typed", "expected"), DRAWN)
def test_to_draw_is_a_volume_or_not_known(typed: dict[str, object], expected: str) -> None:
    assert answers.to_draw(answer(**typed)) == expected


DISCARDED = [
    pytest.param({"product": "cinqair", "dose": "217.2 mg"}, "82.8 mg", id="some"),
    pytest.param({"product": "tezspire", "dose": "210 mg"}, "0 mg", id="nothing"),
    pytest.param(SORTS["multi-dose"], "0 mg, 25 mg kept", id="kept"),
    pytest.param(SORTS["short"], "Not known", id="short"),
]


@pytest.mark.parametrize(("typed", "expected"), DISCARDED)
def test_discarded_says_what_is_thrown_away_or_kept(typed: dict[str, object], expected: str) -> None:
    assert answers.discarded(answer(**typed)) == expected


def test_claim_line_has_code_modifier_and_billing_units() -> None:
    lines = [answers.claim_line(line) for line in answer(product="cinqair", dose="217.2 mg").claim_lines]

    assert lines == ["J2786, 218 billing units", "J2786 JW, 82 billing units"]


def test_claim_line_carries_the_ndc_where_the_payer_wants_it() -> None:
    lines = [
        answers.claim_line(line) for line in answer(product="tezspire", dose="210 mg", payer="with-ndc").claim_lines
    ]

    assert lines == ["J2356 JZ, 210 billing units, N4 55513011201 ML1.91"]


def test_claim_line_without_a_code_says_so() -> None:
    (line,) = answer(billing_unit="10 mg", dose="10 mg", container=("10 mg",)).claim_lines

    assert answers.claim_line(line) == "no code JZ, 1 billing unit"


DUE = [
    pytest.param({"product": "tezspire", "dose": "210 mg"}, "Monday 21-Dec-2026", id="one-clock"),
    pytest.param(
        {"product": "vyepti", "dose": "100 mg"}, "Tuesday 23-Feb-2027; payers from 15-Feb-2027", id="two-clocks"
    ),
    pytest.param({"product": "xolair", "dose": "75 mg"}, "Not known", id="not-known"),
    pytest.param({"product": "xolair", "dose": "75 mg", "every": "2 weeks"}, "Monday 07-Dec-2026", id="order"),
]


@pytest.mark.parametrize(("typed", "expected"), DUE)
def test_next_due_shows_both_clocks_where_they_differ(typed: dict[str, object], expected: str) -> None:
    assert answers.next_due(answer(**typed)) == expected


def test_a_disputed_code_says_what_each_source_says() -> None:
    assert answers.cross_check_text(CATALOGUE.cross_check("J3032")) == (
        "J3032: CMS and the source document disagree. Choose the drug, never the code; billing follows CMS.\n"
        "  CMS says: eptinezumab-jjmr (Vyepti) (Injection, eptinezumab-jjmr), in force from 01-Oct-2020.\n"
        "    Source: CMS HCPCS code set, checked 23-Nov-2026.\n"
        "  The source document says: Tezspire.\n"
        "    Source: Source document, checked 23-Nov-2026; verify before you rely on it.\n"
        "  eptinezumab-jjmr (Vyepti) is J3032 at CMS (1 mg per billing unit).\n"
        "    Source: CMS HCPCS code set, checked 23-Nov-2026.\n"
        "  tezepelumab-ekko (Tezspire) is J2356 at CMS (1 mg per billing unit).\n"
        "    Source: CMS HCPCS code set, checked 23-Nov-2026."
    )


VERDICTS = [
    pytest.param("J2786", "J2786: CMS and the source document agree.", id="agree"),
    pytest.param("J2356", "J2356: The source document does not mention this code.", id="cms-only"),
]


@pytest.mark.parametrize(("code", "first"), VERDICTS)
def test_the_cross_check_starts_with_its_verdict(code: str, first: str) -> None:
    assert answers.cross_check_text(CATALOGUE.cross_check(code)).splitlines()[0] == first


def test_an_ended_code_says_until_when_and_what_replaced_it() -> None:
    text = answers.cross_check_text(CATALOGUE.cross_check("C9063"))

    assert "in force from 01-Jul-2020 until 30-Sep-2020." in text
    assert "    Replaced by J3032." in text


def test_a_typed_ndc_has_no_lot_and_no_expiry() -> None:
    product, package = CATALOGUE.package("55513-112-01")

    assert answers.package_text(Identified(package.ndc, product, package)) == (
        "NDC      55513-0112-01\n"
        "Product  tezepelumab-ekko (Tezspire)\n"
        "Package  single-dose prefilled syringe, 210 mg in 1.91 mL, NDC 55513-0112-01"
    )


def test_a_scanned_package_says_lot_and_expiry() -> None:
    product, package = CATALOGUE.package("55513-112-01")
    scanned = Identified(package.ndc, product, package, "00355513112017", "LOT1", date(2027, 12, 31))

    assert answers.package_text(scanned).splitlines()[-2:] == ["Lot      LOT1", "Expiry   31-Dec-2027"]


def test_a_scanned_package_says_what_is_not_on_the_code() -> None:
    product, package = CATALOGUE.package("55513-112-01")
    scanned = Identified(package.ndc, product, package, "00355513112017")

    assert answers.package_text(scanned).splitlines()[-2:] == ["Lot      Not on the code", "Expiry   Not on the code"]


def test_an_unknown_package_is_not_in_this_catalogue() -> None:
    assert answers.package_text(Identified(Ndc.read("12345-6789-01"), None, None)) == (
        "NDC      12345-6789-01\nProduct  Not in this catalogue"
    )


PRESENTATIONS = [
    pytest.param(
        NUCALA.presentations[2], "single-dose prefilled syringe, 40 mg in 0.4 mL, NDC 00173-0904-42; verify", id="weak"
    ),
    pytest.param(
        CATALOGUE.products[6].presentations[0], "single-dose vial, 100 units, NDC 99999-0111-01", id="no-volume"
    ),
]


@pytest.mark.parametrize(("item", "expected"), PRESENTATIONS)
def test_presentation_line_is_one_package(item: object, expected: str) -> None:
    assert answers.presentation_line(item) == expected  # type: ignore[arg-type]


def test_catalogue_text_lists_products_packages_schedules_and_payers() -> None:
    text = answers.catalogue_text(CATALOGUE)

    assert text.startswith(
        "Catalogue edition test-1\n\ntezspire: tezepelumab-ekko (Tezspire), J2356, 1 mg per billing unit\n"
    )
    assert "  Source: CMS HCPCS code set, checked 23-Nov-2026\n" in text
    assert "  asthma: severe asthma; from dose 1 every 4 weeks, from dose 3 every 8 weeks\n" in text
    assert "  asthma: allergic asthma; the order says every 2 weeks or every 4 weeks\n" in text
    assert text.endswith("\nPayer profiles: medicare-part-b (Medicare Part B), with-ndc (Payer with NDC)")


def test_steps_text_of_one_interval_is_that_interval() -> None:
    steps = TEZSPIRE.schedules[0].steps
    assert steps is not None

    assert answers.steps_text(steps) == "every 4 weeks"


def test_a_crosswalk_that_differs_says_what_each_says() -> None:
    tezspire, fasenra = TEZSPIRE.presentations[1], FASENRA.presentations[0]
    row = CrosswalkRow("J2357", Ndc.read("50242-0215-01"), "Xolair", mg(5), "30")
    report = CrosswalkReport(
        agreed=((TEZSPIRE, tezspire),),
        differences=(
            Difference(FASENRA, fasenra, "code", "J2182", "J0517"),
            Difference(FASENRA, fasenra, "billing unit", mg(Fraction(1, 2)), mg(1)),
            Difference(FASENRA, fasenra, "billing unit", None, mg(1)),
        ),
        not_in_file=((XOLAIR, XOLAIR.presentations[0]),),
        not_in_catalogue=(row,),
        unreadable_rows=1,
    )

    assert answers.crosswalk_text(report) == (
        "1 package agrees, 3 differences.\n"
        "  agrees: tezepelumab-ekko (Tezspire), NDC 55513-0112-01, J2356\n"
        "  differs: benralizumab (Fasenra), NDC 00310-1730-30: code is J2182 in the file, J0517 here\n"
        "  differs: benralizumab (Fasenra), NDC 00310-1730-30: billing unit is 0.5 mg in the file, 1 mg here\n"
        "  differs: benralizumab (Fasenra), NDC 00310-1730-30: billing unit is not readable in the file, 1 mg here\n"
        "  not in the file: omalizumab (Xolair), NDC 50242-0040-62\n"
        "  not in the catalogue: Xolair, NDC 50242-0215-01, J2357\n"
        "  1 row could not be read."
    )


def test_a_crosswalk_that_agrees_ends_without_a_complaint() -> None:
    report = CrosswalkReport(((TEZSPIRE, TEZSPIRE.presentations[1]),), (), (), (), 0)

    assert answers.crosswalk_text(report).splitlines() == [
        "1 package agrees, 0 differences.",
        "  agrees: tezepelumab-ekko (Tezspire), NDC 55513-0112-01, J2356",
    ]

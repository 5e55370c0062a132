"""One broken copy of the catalogue for each thing that is refused, and what an edition may have."""

# ruff: noqa: E501 - a row of the table of broken copies is one line, or it cannot be read

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from j3032calc.domain.problems.product import CatalogueInvalid
from j3032calc.domain.quantities import BodyMass, Volume
from j3032calc.storage.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

from tests.unit.storage.shipped import MEDICARE, TEZSPIRE, XOLAIR, Broken, assert_is_refused, every, product

FASENRA: Final = "products/fasenra.toml"
CINQAIR: Final = "products/cinqair.toml"
CLOCK: Final = '\n[[clocks]]\nproduct = "vyepti"\nevery = "84 days"\nsource = "cms"\ncertainty = "A"\n'
LAST_OF_MEDICARE: Final = 'source = "administration"\ncertainty = "X"\n'
RANGE: Final = '{ least = "75 mg", most = "375 mg" }'

# fmt: off
BROKEN: Final = [
    # fields
    Broken("unknown-field", TEZSPIRE, "listed = true", "listed = true\nprice = 1", "presentations[0].price", "does not belong here"),
    Broken("unknown-table", TEZSPIRE, "[product]", "[prices]\n[product]", "prices", "does not belong here"),
    Broken("missing-field", TEZSPIRE, 'maker = "Amgen Inc"\n', "", "product.maker", "is missing"),
    Broken("empty-text", TEZSPIRE, '"Amgen Inc"', '" "', "product.maker", "is empty"),
    Broken("not-text", TEZSPIRE, '"Amgen Inc"', "7", "product.maker", "is not text"),
    Broken("not-a-number", TEZSPIRE, "package_units = 210", 'package_units = "210"', "presentations[0].package_units", "is not a whole number"),
    Broken("true-is-no-number", TEZSPIRE, "package_units = 210", "package_units = true", "presentations[0].package_units", "is not a whole number"),
    Broken("below-one", TEZSPIRE, "from_age = 12", "from_age = 0", "schedules[0].from_age", "is not above zero"),
    Broken("not-a-flag", TEZSPIRE, "listed = true", 'listed = "yes"', "presentations[0].listed", "is not true or false"),
    Broken("not-a-date", TEZSPIRE, "checked = 2026-11-23", 'checked = "2026-11-23"', "sources.crosswalk.checked", "is not a date"),
    Broken("time-is-no-date", TEZSPIRE, "checked = 2026-11-23", "checked = 2026-11-23T10:00:00", "sources.crosswalk.checked", "is not a date"),
    Broken("not-a-list", TEZSPIRE, 'icd10 = ["J45.5"]', 'icd10 = "J45.5"', "diagnoses[1].icd10", "is not a list"),
    Broken("list-of-something-else", TEZSPIRE, '["J45.50", "J45.51"]', '["J45.50", 7]', "diagnoses[0].icd10[1]", "is not text"),
    Broken("empty-list", TEZSPIRE, 'doses = [{ dose = "210 mg" }]', "doses = []", "schedules[0].doses", "is empty"),
    Broken("not-a-table", TEZSPIRE, 'doses = [{ dose = "210 mg" }]', 'doses = ["210 mg"]', "schedules[0].doses[0]", "is not a table"),
    # sources
    Broken("unknown-source", TEZSPIRE, 'source = "mue"', 'source = "hearsay"', "unlikely_edit.source", "is not a key in [sources]"),
    Broken("certainty", TEZSPIRE, 'source = "mue"\ncertainty = "A"', 'source = "mue"\ncertainty = "D"', "unlikely_edit.certainty", "is not A, B, C or X"),
    Broken("source-without-title", TEZSPIRE, 'title = "Highmark policy on Tezspire, digest"\n', "", "sources.highmark.title", "is missing"),
    # product and code
    Broken("other-product-id", TEZSPIRE, 'id = "tezspire"', 'id = "vyepti"', "product.id", "is not tezspire"),
    Broken("route", TEZSPIRE, '"subcutaneous"', '"oral"', "product.route", "is not a known route"),
    Broken("code-without-row", TEZSPIRE, 'hcpcs = "J2356"', 'hcpcs = "J2355"', "code.hcpcs", "has no row in codes.toml"),
    Broken("code-of-another-product", TEZSPIRE, 'hcpcs = "J2356"', 'hcpcs = "J3032"', "code.hcpcs", "is not this product in codes.toml"),
    Broken("billing-unit", TEZSPIRE, 'unit = "1 mg"', 'unit = "1 U"', "code.unit", "is not an amount like 1 mg"),
    # presentations
    Broken("bad-ndc", TEZSPIRE, '"55513-0112-01"', '"55513-112-1"', "presentations[0].ndc", "is not an 11-digit NDC, 5-4-2"),
    Broken("ndc-without-hyphens", TEZSPIRE, '"55513-0112-01"', '"55513011201"', "presentations[0].ndc", "is not an 11-digit NDC, 5-4-2"),
    Broken("ndc-of-the-label", TEZSPIRE, '"55513-0112-01"', '"55513-112-01"', "presentations[0].ndc", "is not an 11-digit NDC, 5-4-2"),
    Broken("bad-label-ndc", TEZSPIRE, '"55513-112-01"', '"5551311201"', "presentations[0].label_ndc", "is not an NDC with hyphens"),
    Broken("label-ndc-of-another", TEZSPIRE, '"55513-112-01"', '"55513-123-01"', "presentations[0].label_ndc", "does not convert to 55513-0112-01"),
    Broken("form", TEZSPIRE, '"single-dose pen"', '"pen"', "presentations[2].form", "is not a known form"),
    Broken("content-without-unit", TEZSPIRE, '"210 mg in 1.91 mL"', '"210"', "presentations[0].content", "is not a container size in mg"),
    Broken("content-in-units", TEZSPIRE, '"210 mg in 1.91 mL"', '"210 units in 1.91 mL"', "presentations[0].content", "is not a container size in mg"),
    Broken("ndc-quantity", TEZSPIRE, '"ML1.91"', '"ME210"', "presentations[0].ndc_quantity", "is not a quantity like ML1.91 or UN1"),
    Broken("ndc-quantity-zero", TEZSPIRE, '"ML1.91"', '"ML0"', "presentations[0].ndc_quantity", "is not a quantity like ML1.91 or UN1"),
    Broken("ndc-quantity-other-volume", TEZSPIRE, '"ML1.91"', '"ML1.9"', "presentations[0].ndc_quantity", "is not the volume in content"),
    Broken("ndc-quantity-without-volume", TEZSPIRE, '"210 mg in 1.91 mL"', '"210 mg"', "presentations[0].ndc_quantity", "is not the volume in content"),
    Broken("package-units", TEZSPIRE, "package_units = 210", "package_units = 211", "presentations[0].package_units", "contradicts content and billing unit"),
    Broken("package-units-of-mg", XOLAIR, "package_units = 15", "package_units = 75", "presentations[0].package_units", "contradicts content and billing unit"),
    Broken("listed-without-units", TEZSPIRE, "package_units = 210\n", "", "presentations[0].package_units", "is missing"),
    Broken("ndc-twice", TEZSPIRE, 'ndc = "55513-0123-01"\nlabel_ndc = "55513-123-01"', 'ndc = "55513-0112-01"\nlabel_ndc = "55513-112-01"', "presentations[2].ndc", "is also in tezspire.toml"),
    Broken("ndc-of-another-product", FASENRA, 'ndc = "00310-1830-30"\nlabel_ndc = "0310-1830-30"', 'ndc = "67386-0130-51"\nlabel_ndc = "67386-130-51"', "presentations[2].ndc", "is also in vyepti.toml"),
    # schedules
    Broken("schedule-id", TEZSPIRE, 'id = "crswnp"', 'id = "polyps"', "schedules[1].id", "is not a known schedule"),
    Broken("schedule-twice", TEZSPIRE, 'id = "crswnp"', 'id = "asthma"', "schedules[1].id", "is in the list twice"),
    Broken("ages", FASENRA, "under_age = 12", "under_age = 6", "schedules[1].under_age", "is not above from_age"),
    Broken("no-interval", TEZSPIRE, 'every = "4 weeks"\n', "", "schedules[0].every", "is missing"),
    Broken("interval", TEZSPIRE, 'every = "4 weeks"', 'every = "monthly"', "schedules[0].every", "is not an interval like 28 days"),
    Broken("two-intervals", TEZSPIRE, 'every = "4 weeks"', 'every = "4 weeks"\norder_intervals = ["2 weeks"]', "schedules[0].every", "does not belong here"),
    Broken("order-interval", XOLAIR, '["2 weeks", "4 weeks"]', '["2 weeks", "later"]', "schedules[0].order_intervals[1]", "is not an interval like 4 weeks"),
    Broken("first-step", FASENRA, "from_dose = 1", "from_dose = 2", "schedules[0].steps[0].from_dose", "is not 1"),
    Broken("steps-overlap", FASENRA, "from_dose = 3", "from_dose = 1", "schedules[0].steps[1].from_dose", "is not after the step before"),
    Broken("steps-unsorted", FASENRA, '{ from_dose = 3, every = "8 weeks" }', '{ from_dose = 3, every = "8 weeks" }, { from_dose = 2, every = "6 weeks" }', "schedules[0].steps[2].from_dose", "is not after the step before"),
    Broken("step-interval", FASENRA, 'every = "8 weeks"', 'every = "0 weeks"', "schedules[0].steps[1].every", "is not an interval like 28 days"),
    Broken("clock-without-interval", TEZSPIRE, 'every = "28 days"\n', "", "schedules[0].payer_clock.every", "is missing"),
    Broken("dose", TEZSPIRE, 'dose = "210 mg"', 'dose = "210"', "schedules[0].doses[0].dose", "is not a dose in mg"),
    Broken("dose-in-units", TEZSPIRE, 'dose = "210 mg"', 'dose = "210 units"', "schedules[0].doses[0].dose", "is not a dose in mg"),
    Broken("dose-in-units-per-kg", CINQAIR, 'dose = "3 mg/kg"', 'dose = "3 units/kg"', "schedules[0].doses[0].dose", "is not a dose in mg"),
    Broken("no-dose", XOLAIR, RANGE, '{ most = "375 mg" }', "schedules[0].doses[0].least", "is missing"),
    Broken("range-per-kg", XOLAIR, RANGE, '{ least = "1 mg/kg", most = "375 mg" }', "schedules[0].doses[0].least", "is not a dose in mg"),
    Broken("range-backwards", XOLAIR, RANGE, '{ least = "375 mg", most = "75 mg" }', "schedules[0].doses[0].most", "is not above least"),
    Broken("weight", FASENRA, 'below_weight = "35 kg"', 'below_weight = "35"', "schedules[1].doses[0].below_weight", "is not a weight like 35 kg"),
    Broken("weights-backwards", FASENRA, 'below_weight = "35 kg"', 'from_weight = "40 kg", below_weight = "35 kg"', "schedules[1].doses[0].below_weight", "is not above from_weight"),
    # the rest of a product
    Broken("missed-dose-rule", TEZSPIRE, '"soon-then-usual-day"', '"double"', "missed_dose.rule", "is not a known rule"),
    Broken("cpt", TEZSPIRE, 'cpt = "96372"', 'cpt = "J2356"', "administration_codes[0].cpt", "is not five digits"),
    Broken("icd10", TEZSPIRE, '"J45.51"', '"J45.5x"', "diagnoses[0].icd10[1]", "is not an ICD-10-CM code"),
    Broken("diagnosis-schedule", TEZSPIRE, 'schedule = "asthma"', 'schedule = "migraine"', "diagnoses[0].schedule", "is not a schedule of this product"),
    Broken("topic", TEZSPIRE, 'topic = "storage"', 'topic = "gossip"', "statements[2].topic", "is not a known topic"),
    # codes
    Broken("hcpcs", "codes.toml", 'hcpcs = "J2356"', 'hcpcs = "2356"', "codes[0].hcpcs", "is not a HCPCS code"),
    Broken("hcpcs-twice", "codes.toml", 'hcpcs = "J3032"', 'hcpcs = "J2356"', "codes[1].hcpcs", "is in the list twice"),
    Broken("code-of-unknown-product", "codes.toml", 'product = "tezspire"', 'product = "teszpire"', "codes[0].product", "is not a product of the catalogue"),
    Broken("document-of-unknown-product", "codes.toml", 'product = "tezspire"\nsource = "document', 'product = "humira"\nsource = "document', "codes[1].document.product", "is not a product of the catalogue"),
    Broken("replaced-by", "codes.toml", 'replaced_by = "J3032"', 'replaced_by = "J3033"', "codes[6].in_force.replaced_by", "has no row of its own"),
    Broken("last-before-first", "codes.toml", "last = 2020-09-30", "last = 2020-06-30", "codes[6].in_force.last", "is before the first day"),
    # payers
    Broken("payer-id", MEDICARE, 'id = "medicare-part-b"', 'id = "medicare"', "payer.id", "is not medicare-part-b"),
    Broken("waste", MEDICARE, '"jw-jz"', '"jw"', "waste.billing", "is not a known way to bill waste"),
    Broken("jz-dates", MEDICARE, "jz_required = 2023-07-01", "jz_required = 2022-07-01", "waste.jz_required", "is before jz_available"),
    Broken("clock-of-unknown-product", MEDICARE, LAST_OF_MEDICARE, LAST_OF_MEDICARE + CLOCK.replace("vyepti", "humira"), "clocks[0].product", "is not a product of the catalogue"),
    # the edition
    Broken("product-id", "catalogue.toml", '"vyepti"', '"../vyepti"', "products[1]", "is not an id like tezspire"),
    Broken("product-twice", "catalogue.toml", '"vyepti"', '"tezspire"', "products[1]", "is in the list twice"),
    Broken("payer-twice", "catalogue.toml", '"premera"', '"medicare-part-b"', "payers[1]", "is in the list twice"),
]
# fmt: on


@pytest.mark.parametrize("case", BROKEN, ids=[case.id for case in BROKEN])
def test_broken_catalogue_is_refused_with_file_field_and_reason(
    planted: Callable[[str, str, str], Path], case: Broken
) -> None:
    folder = planted(case.path, case.old, case.new)

    assert_is_refused(case, lambda: load_catalogue(folder))


def test_reasons_are_short_enough_to_be_shown_whole() -> None:
    assert max(len(case.reason) for case in BROKEN) <= 40


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param('note = "a"\nedition =\n', "is not TOML at line 2", id="unfinished-line"),
        pytest.param('products = ["tezspire"', "is not TOML at end of document", id="cut-off"),
    ],
)
def test_file_that_is_no_toml_is_refused_with_the_place(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "catalogue.toml").write_text(text, encoding="utf-8")

    with pytest.raises(CatalogueInvalid) as refusal:
        load_catalogue(tmp_path)

    assert (refusal.value.file, refusal.value.field) == ("catalogue.toml", "the file")
    assert refusal.value.reason == reason


def test_missing_file_is_refused(planted: Callable[[str, str, str], Path]) -> None:
    folder = planted("catalogue.toml", '"xolair"', '"xolair", "humira"')

    with pytest.raises(CatalogueInvalid) as refusal:
        load_catalogue(folder)

    assert (refusal.value.file, refusal.value.field) == ("humira.toml", "the file")
    assert refusal.value.reason == "is not there or cannot be read"


def test_file_in_another_encoding_is_refused(planted: Callable[[str, str, str], Path]) -> None:
    folder = planted(TEZSPIRE, "°C", "°C")
    (folder / TEZSPIRE).write_text("# 25 °C", encoding="latin-1")

    with pytest.raises(CatalogueInvalid) as refusal:
        load_catalogue(folder)

    assert (refusal.value.file, refusal.value.field) == ("tezspire.toml", "the file")
    assert refusal.value.reason == "is not UTF-8 text"


def test_payer_may_have_a_clock_of_its_own(planted: Callable[[str, str, str], Path]) -> None:
    folder = planted(MEDICARE, LAST_OF_MEDICARE, LAST_OF_MEDICARE + CLOCK)

    payer = load_catalogue(folder).payer("medicare-part-b")

    assert payer.clock_for("vyepti") == every(days=84)
    assert payer.clock_for("tezspire") is None


def test_product_may_lack_an_unlikely_edit(planted: Callable[[str, str, str], Path]) -> None:
    block = '[unlikely_edit]\nunits = 210\nedition = "2026 Q4"\nsource = "mue"\ncertainty = "A"\n'
    folder = planted(TEZSPIRE, block, "")

    assert product(load_catalogue(folder), "tezspire").unlikely_edit is None


def test_diagnosis_may_belong_to_every_schedule(planted: Callable[[str, str, str], Path]) -> None:
    folder = planted(TEZSPIRE, 'icd10 = ["J45.50", "J45.51"]\nschedule = "asthma"', 'icd10 = ["J45.50"]')

    assert product(load_catalogue(folder), "tezspire").diagnoses[0].schedule is None


def test_dose_may_have_two_weight_bounds(planted: Callable[[str, str, str], Path]) -> None:
    folder = planted(FASENRA, 'below_weight = "35 kg"', 'from_weight = "20 kg", below_weight = "35 kg"')

    dose = product(load_catalogue(folder), "fasenra").schedules[1].doses[0]

    assert (dose.from_weight, dose.below_weight) == (BodyMass.of(20, "kg"), BodyMass.of(35, "kg"))


def billed_by_volume(planted: Callable[[str, str, str], Path], content: str, units: int) -> Path:
    """Plant a Cinqair that is billed by the mL, in one vial of ``content``."""
    folder = planted(CINQAIR, 'unit = "1 mg"', 'unit = "1 mL"')
    file = folder / CINQAIR
    text = file.read_text(encoding="utf-8").replace('"100 mg in 10 mL"', f'"{content}"')
    file.write_text(text.replace("package_units = 100", f"package_units = {units}"), encoding="utf-8")
    return folder


def test_package_of_a_drug_billed_by_volume_counts_its_volume(planted: Callable[[str, str, str], Path]) -> None:
    folder = billed_by_volume(planted, "100 mg in 10 mL", 10)

    cinqair = product(load_catalogue(folder), "cinqair")

    assert cinqair.code.unit.amount == Volume.of(1, "mL")
    assert cinqair.presentations[0].package_units == 10


def test_package_of_a_drug_billed_by_volume_needs_its_volume(planted: Callable[[str, str, str], Path]) -> None:
    folder = billed_by_volume(planted, "100 mg", 10)

    with pytest.raises(CatalogueInvalid) as refusal:
        load_catalogue(folder)

    assert (refusal.value.field, refusal.value.reason) == ("presentations[0].content", "is not a container size in mL")

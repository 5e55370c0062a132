"""The shipped catalogue as a whole: its edition, its payers, its sources, and where its files are."""

from __future__ import annotations

import tomllib
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from j3032calc.domain.payer import ModifierDates, WasteBilling
from j3032calc.domain.product import Certainty, Citation
from j3032calc.storage import resources
from j3032calc.storage.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.domain.catalogue import Catalogue
from tests.unit.storage.shipped import product

CHECKED: Final = date(2026, 11, 23)


def test_edition_names_its_number_and_date(catalogue: Catalogue) -> None:
    assert catalogue.edition == "2 (25-Nov-2026)"


def test_products_and_payers_stand_in_the_order_of_the_edition(catalogue: Catalogue) -> None:
    assert [one.id for one in catalogue.products] == ["tezspire", "vyepti", "cinqair", "nucala", "fasenra", "xolair"]
    assert [one.id for one in catalogue.payers] == [
        "medicare-part-b",
        "premera",
        "medicare-advantage",
        "medicaid",
        "commercial",
    ]


@pytest.mark.parametrize(
    ("product_id", "name", "maker", "route"),
    [
        ("tezspire", "tezepelumab-ekko (Tezspire)", "Amgen Inc", "subcutaneous"),
        ("vyepti", "eptinezumab-jjmr (Vyepti)", "Lundbeck Pharmaceuticals LLC", "intravenous"),
        ("cinqair", "reslizumab (Cinqair)", "Teva Respiratory LLC", "intravenous"),
        ("nucala", "mepolizumab (Nucala)", "GlaxoSmithKline LLC", "subcutaneous"),
        ("fasenra", "benralizumab (Fasenra)", "AstraZeneca Pharmaceuticals LP", "subcutaneous"),
        ("xolair", "omalizumab (Xolair)", "Genentech Inc", "subcutaneous"),
    ],
)
def test_product_has_its_names(catalogue: Catalogue, product_id: str, name: str, maker: str, route: str) -> None:
    found = product(catalogue, product_id)

    assert (found.name, found.maker, found.route) == (name, maker, route)


@pytest.mark.parametrize(
    ("payer_id", "name", "wants_ndc", "certainty"),
    [("medicare-part-b", "Medicare Part B", False, "A"), ("premera", "Premera / LifeWise", True, "B")],
)
def test_payer_has_its_rules(
    catalogue: Catalogue,
    payer_id: str,
    name: str,
    wants_ndc: bool,  # noqa: FBT001 - a column of the table
    certainty: str,
) -> None:
    payer = catalogue.payer(payer_id)

    assert (payer.name, payer.wants_ndc, payer.cited.certainty) == (name, wants_ndc, certainty)
    assert (payer.waste, payer.clocks) == (WasteBilling.JW_JZ, ())
    assert payer.dates == ModifierDates(date(2017, 1, 1), date(2023, 1, 1), date(2023, 7, 1))


def test_medicare_ndc_rule_is_to_be_verified(catalogue: Catalogue) -> None:
    (told,) = [one for one in catalogue.payer("medicare-part-b").statements if one.topic == "ndc"]

    assert told.cited.must_verify
    assert "Verify" in told.text


# --- Every fact ------------------------------------------------------------------------------------------------------


def every_value(value: object) -> Iterator[object]:
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from every_value(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from every_value(getattr(value, field.name))


def test_every_fact_was_checked_on_the_day_of_the_edition(catalogue: Catalogue) -> None:
    cited = {one for one in every_value(catalogue) if isinstance(one, Citation)}

    assert len(cited) > 80
    assert {one.checked for one in cited} == {CHECKED}
    assert {one.certainty for one in cited} == set(Certainty)


def test_every_source_of_a_file_is_cited_there() -> None:
    folder = Path(str(resource()))
    for file in [folder / "codes.toml", *folder.glob("p*/*.toml")]:
        text = file.read_text(encoding="utf-8")

        for key in tomllib.loads(text)["sources"]:
            assert f'source = "{key}"' in text, f"{file.name}: {key}"


def test_texts_follow_the_display_rules(catalogue: Catalogue) -> None:
    spoken = [told for one in catalogue.products for told in one.statements]
    spoken += [told for one in catalogue.payers for told in one.statements]
    texts = [told.text for told in spoken]
    texts += [one.missed_dose.text for one in catalogue.products]
    texts += [code.text for one in catalogue.products for code in one.administration_codes]
    clocks = [use.payer for one in catalogue.products for use in one.schedules]
    texts += [clock.text for clock in clocks if clock is not None]

    for text in texts:
        for refused in ("/", "µ", "μ", " q4w", " IU", " cc", "degC", "<", ">"):  # noqa: RUF001 - both micro signs
            assert refused not in text, text
        assert ".0 " not in text, text


# --- Where the files are ---------------------------------------------------------------------------------------------


def test_resource_finds_a_file_below_resources() -> None:
    assert resource("products/vyepti.toml").read_text(encoding="utf-8").startswith("# Vyepti")


def test_resource_in_a_checkout_is_the_folder_beside_the_package() -> None:
    assert resource() == Path(resources.__file__).parents[2] / "resources"


def test_resource_without_folders_asks_the_importer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In an archive nothing is a folder; tests/architecture reads from a real one."""
    monkeypatch.setattr(Path, "is_dir", lambda _: False)
    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path / package)

    assert resource("payers") == tmp_path / "j3032calc.resources" / "payers"

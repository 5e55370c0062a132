"""The packages of the shipped catalogue against literals from the fact files and the CMS crosswalk."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from j3032calc.domain.product import Certainty, Form

if TYPE_CHECKING:
    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.product import Presentation
from tests.unit.storage.shipped import mg, product

SYRINGE, VIAL = Form.SYRINGE, Form.VIAL


class Package(NamedTuple):
    """One row of FACTS 1.2 with FACTS2 4 and 10."""

    ndc: str
    label_ndc: str
    form: Form
    content: int
    volume: str
    ndc_quantity: str
    units: int | None
    certainty: str


PACKAGES: Final = {
    "tezspire": [
        Package("55513-0112-01", "55513-112-01", SYRINGE, 210, "1.91", "1.91 ML", 210, "A"),
        Package("55513-0100-01", "55513-100-01", VIAL, 210, "1.91", "1.91 ML", None, "X"),
        Package("55513-0123-01", "55513-123-01", Form.PEN, 210, "1.91", "1.91 ML", 210, "A"),
    ],
    "vyepti": [Package("67386-0130-51", "67386-130-51", VIAL, 100, "1", "1 ML", 100, "A")],
    "cinqair": [Package("59310-0610-31", "59310-610-31", VIAL, 100, "10", "10 ML", 100, "A")],
    "nucala": [
        Package("00173-0881-01", "0173-0881-01", VIAL, 100, "1", "1 UN", 100, "A"),
        Package("00173-0892-42", "0173-0892-42", SYRINGE, 100, "1", "1 ML", None, "A"),
        Package("00173-0904-42", "0173-0904-42", SYRINGE, 40, "0.4", "0.4 ML", None, "C"),
        Package("00173-0892-01", "0173-0892-01", Form.AUTOINJECTOR, 100, "1", "1 ML", None, "A"),
    ],
    "fasenra": [
        Package("00310-1730-30", "0310-1730-30", SYRINGE, 30, "1", "1 ML", 30, "A"),
        Package("00310-1745-01", "0310-1745-01", SYRINGE, 10, "0.5", "0.5 ML", 10, "A"),
        Package("00310-1830-30", "0310-1830-30", Form.PEN, 30, "1", "1 ML", 30, "A"),
    ],
    "xolair": [
        Package("50242-0214-01", "50242-214-01", SYRINGE, 75, "0.5", "0.5 ML", 15, "B"),
        Package("50242-0214-03", "50242-214-03", SYRINGE, 75, "0.5", "0.5 ML", 15, "C"),
        Package("50242-0215-01", "50242-215-01", SYRINGE, 150, "1", "1 ML", 30, "B"),
        Package("50242-0215-03", "50242-215-03", SYRINGE, 150, "1", "1 ML", 30, "C"),
        Package("50242-0227-01", "50242-227-01", SYRINGE, 300, "2", "2 ML", 60, "C"),
        Package("50242-0040-62", "50242-040-62", VIAL, 150, "1.2", "1 UN", 30, "X"),
        Package("50242-0214-55", "50242-214-55", Form.UNSETTLED, 75, "0.5", "0.5 ML", 15, "X"),
        Package("50242-0215-55", "50242-215-55", Form.AUTOINJECTOR, 150, "1", "1 ML", 30, "B"),
        Package("50242-0227-55", "50242-227-55", Form.AUTOINJECTOR, 300, "2", "2 ML", 60, "C"),
    ],
}


def seen(item: Presentation) -> Package:
    assert item.volume is not None
    return Package(
        ndc=str(item.ndc),
        label_ndc=item.label_ndc,
        form=item.form,
        content=int(item.content.in_unit("mg").magnitude),
        volume=str(float(item.volume.magnitude)).removesuffix(".0"),
        ndc_quantity=f"{str(float(item.ndc_quantity.amount)).removesuffix('.0')} {item.ndc_quantity.qualifier}",
        units=item.package_units,
        certainty=item.cited.certainty,
    )


@pytest.mark.parametrize("product_id", PACKAGES)
def test_product_has_its_packages_in_catalogue_order(catalogue: Catalogue, product_id: str) -> None:
    packages = product(catalogue, product_id).presentations

    assert [seen(item) for item in packages] == PACKAGES[product_id]


def test_only_four_packages_are_not_listed_by_cms(catalogue: Catalogue) -> None:
    unlisted = {str(item.ndc) for one in catalogue.products for item in one.presentations if not item.is_listed}

    assert unlisted == {"55513-0100-01", "00173-0892-42", "00173-0904-42", "00173-0892-01"}


def test_package_to_verify_says_why(catalogue: Catalogue) -> None:
    weak = [item for one in catalogue.products for item in one.presentations if item.cited.must_verify]

    assert len(weak) == 8
    assert all(item.note for item in weak)


def test_disputed_vials_say_verify_before_ordering(catalogue: Catalogue) -> None:
    for ndc in ("55513-0100-01", "50242-0040-62"):
        _, item = catalogue.package(ndc)

        assert item.note is not None
        assert item.note.endswith("verify before ordering")


@pytest.mark.parametrize("product_id", PACKAGES)
def test_package_is_found_by_its_ten_digits(catalogue: Catalogue, product_id: str) -> None:
    for package in PACKAGES[product_id]:
        found, item = catalogue.package(package.label_ndc.replace("-", ""))

        assert (found.id, str(item.ndc)) == (product_id, package.ndc)


class CrosswalkRow(NamedTuple):
    """One row of the CMS ASP NDC-HCPCS crosswalk of October 2026, transcribed from cms_code_rows.csv."""

    ndc11: str
    hcpcs: str
    drug: str
    dosage: str
    package_size: str
    bill_units: int


CROSSWALK: Final = [
    CrosswalkRow("55513011201", "J2356", "Tezspire", "1 MG", "1.91", 210),
    CrosswalkRow("55513012301", "J2356", "Tezspire", "1 MG", "1.91", 210),
    CrosswalkRow("67386013051", "J3032", "Vyepti", "1 MG", "1", 100),
    CrosswalkRow("59310061031", "J2786", "Cinqair", "1 MG", "10", 100),
    CrosswalkRow("00173088101", "J2182", "Nucala", "1 MG", "1", 100),
    CrosswalkRow("00310173030", "J0517", "Fasenra", "1 MG", "1", 30),
    CrosswalkRow("00310174501", "J0517", "Fasenra", "1 MG", "0.5", 10),
    CrosswalkRow("00310183030", "J0517", "Fasenra", "1 MG", "1", 30),
    CrosswalkRow("50242004062", "J2357", "Xolair", "5 MG", "1", 30),
    CrosswalkRow("50242021401", "J2357", "Xolair", "5 MG", "0.5", 15),
    CrosswalkRow("50242021403", "J2357", "Xolair", "5 MG", "0.5", 15),
    CrosswalkRow("50242021455", "J2357", "Xolair", "5 MG", "0.5", 15),
    CrosswalkRow("50242021501", "J2357", "Xolair", "5 MG", "1", 30),
    CrosswalkRow("50242021503", "J2357", "Xolair", "5 MG", "1", 30),
    CrosswalkRow("50242021555", "J2357", "Xolair", "5 MG", "1", 30),
    CrosswalkRow("50242022701", "J2357", "Xolair", "5 MG", "2", 60),
    CrosswalkRow("50242022755", "J2357", "Xolair", "5 MG", "2", 60),
]


@pytest.mark.parametrize("row", CROSSWALK, ids=[row.ndc11 for row in CROSSWALK])
def test_package_agrees_with_the_cms_crosswalk(catalogue: Catalogue, row: CrosswalkRow) -> None:
    found, item = catalogue.package(row.ndc11)

    assert (found.code.hcpcs, found.brand) == (row.hcpcs, row.drug)
    assert found.code.unit.amount == mg(int(row.dosage.removesuffix(" MG")))
    assert (item.package_units, item.is_listed) == (row.bill_units, True)
    # The size is a volume for liquids and "1 vial" for powders: the very amount that a claim carries.
    assert item.ndc_quantity.amount == Fraction(row.package_size)


def test_packages_are_listed_only_if_the_cms_crosswalk_has_them(catalogue: Catalogue) -> None:
    listed = {item.ndc.digits for one in catalogue.products for item in one.presentations if item.is_listed}

    assert listed == {row.ndc11 for row in CROSSWALK}


@pytest.mark.parametrize(
    ("hcpcs", "descriptor", "first", "ended"),
    [
        ("C9063", "Injection, eptinezumab-jjmr, 1 mg", date(2020, 7, 1), (date(2020, 9, 30), "J3032")),
        ("C9466", "Injection, benralizumab, 1 mg", date(2018, 4, 1), (date(2018, 12, 31), "J0517")),
        ("C9473", "Injection, mepolizumab, 1 mg", date(2016, 4, 1), (date(2016, 12, 31), "J2182")),
        ("C9481", "Injection, reslizumab, 1 mg", date(2016, 10, 1), (date(2016, 12, 31), "J2786")),
        ("J0517", "Injection, benralizumab, 1 mg", date(2019, 1, 1), (None, None)),
        ("J2182", "Injection, mepolizumab, 1 mg", date(2017, 1, 1), (None, None)),
        ("J2357", "Injection, omalizumab, 5 mg", date(2005, 1, 1), (None, None)),
        ("J2786", "Injection, reslizumab, 1 mg", date(2017, 1, 1), (None, None)),
        ("J3032", "Injection, eptinezumab-jjmr, 1 mg", date(2020, 10, 1), (None, None)),
    ],
)
def test_code_agrees_with_the_cms_code_file(
    catalogue: Catalogue, hcpcs: str, descriptor: str, first: date, ended: tuple[date | None, str | None]
) -> None:
    known = catalogue.code(hcpcs)

    assert known is not None
    assert (known.cms.descriptor, known.first, (known.last, known.replaced_by)) == (descriptor, first, ended)
    assert known.cms.cited.certainty is Certainty.OFFICIAL

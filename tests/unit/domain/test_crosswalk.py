from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.crosswalk import CrosswalkReport, CrosswalkRow, Difference, compare
from j3032calc.domain.ndc import Ndc
from tests.unit.domain.builders import catalogue, mcg, mg, ml, package, product

if TYPE_CHECKING:
    from j3032calc.domain.quantities import Amount

VIAL = package(mg(150), "50242-040-62")
SYRINGE = package(mg(75), "50242-214-01")
XOLAIR = product("xolair", hcpcs="J2357", unit=mg(5), presentations=(VIAL, SYRINGE))
SHELF = catalogue(XOLAIR)


def row(
    ndc: str = "50242-040-62", *, hcpcs: str = "J2357", dosage: Amount | None = None, package_units: str = "30"
) -> CrosswalkRow:
    return CrosswalkRow(hcpcs, Ndc.read(ndc), "Xolair", mg(5) if dosage is None else dosage, package_units)


SYRINGE_ROW = row("50242-214-01", package_units="15")
NO_DOSAGE = CrosswalkRow("J2357", Ndc.read("50242-040-62"), "Xolair", None, "30")


def test_rows_that_say_the_same_agree() -> None:
    report = compare(SHELF, [row(), SYRINGE_ROW], unreadable_rows=0)

    assert report == CrosswalkReport(((XOLAIR, VIAL), (XOLAIR, SYRINGE)), (), (), (), 0)


def test_the_same_dosage_in_another_unit_agrees() -> None:
    assert compare(SHELF, [row(dosage=mcg(5000))], unreadable_rows=0).differences == ()


@pytest.mark.parametrize(
    ("different", "field", "file_says", "catalogue_says"),
    [
        pytest.param(row(hcpcs="J2356"), "code", "J2356", "J2357", id="code"),
        pytest.param(row(package_units="31"), "package units", "31", "30", id="package-units"),
        pytest.param(row(dosage=mg(1)), "billing unit", mg(1), mg(5), id="billing-unit"),
        pytest.param(row(dosage=ml(5)), "billing unit", ml(5), mg(5), id="billing-unit-of-another-kind"),
        pytest.param(NO_DOSAGE, "billing unit", None, mg(5), id="dosage-that-is-no-amount"),
    ],
)
def test_a_row_that_says_something_else_differs_in_that_field(
    different: CrosswalkRow, field: str, file_says: object, catalogue_says: object
) -> None:
    report = compare(SHELF, [different], unreadable_rows=0)

    (difference,) = report.differences
    assert (difference.product, difference.presentation, difference.field) == (XOLAIR, VIAL, field)
    assert type(difference.file_says) is type(file_says)
    assert difference.file_says == file_says
    assert difference.catalogue_says == catalogue_says
    assert report.agreed == ()


def test_every_field_that_differs_is_named() -> None:
    report = compare(SHELF, [row(hcpcs="J2356", package_units="6", dosage=mg(25))], unreadable_rows=0)

    assert report.differences == (
        Difference(XOLAIR, VIAL, "code", "J2356", "J2357"),
        Difference(XOLAIR, VIAL, "package units", "6", "30"),
        Difference(XOLAIR, VIAL, "billing unit", mg(25), mg(5)),
    )


def test_differences_and_agreements_stand_in_the_files_order() -> None:
    report = compare(SHELF, [SYRINGE_ROW, row(hcpcs="J2356"), row()], unreadable_rows=0)

    assert report.agreed == ((XOLAIR, SYRINGE), (XOLAIR, VIAL))
    assert report.differences == (Difference(XOLAIR, VIAL, "code", "J2356", "J2357"),)


def test_packages_that_the_file_lacks_are_named() -> None:
    assert compare(SHELF, [row()], unreadable_rows=0).not_in_file == ((XOLAIR, SYRINGE),)
    assert compare(SHELF, [], unreadable_rows=0).not_in_file == ((XOLAIR, VIAL), (XOLAIR, SYRINGE))


def test_a_package_that_differs_is_in_the_file_all_the_same() -> None:
    report = compare(SHELF, [row(hcpcs="J2356"), SYRINGE_ROW], unreadable_rows=0)

    assert report.not_in_file == ()


def test_an_unknown_package_of_a_known_code_is_named() -> None:
    unknown = row("50242-227-01")

    report = compare(SHELF, [unknown, row()], unreadable_rows=0)

    assert report.not_in_catalogue == (unknown,)
    assert report.agreed == ((XOLAIR, VIAL),)


def test_other_drugs_are_passed_over() -> None:
    report = compare(SHELF, [row("12345-678-90", hcpcs="J9035"), row(), SYRINGE_ROW], unreadable_rows=0)

    assert report.not_in_catalogue == ()
    assert len(report.agreed) == 2


@pytest.mark.parametrize("unreadable", [0, 3])
def test_rows_that_could_not_be_read_are_counted(unreadable: int) -> None:
    assert compare(SHELF, [], unreadable_rows=unreadable).unreadable_rows == unreadable

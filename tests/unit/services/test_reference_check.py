"""A CMS crosswalk against the catalogue: what agrees, what differs, what one of them lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.problems.product import NotACrosswalk
from j3032calc.services.reference_check import check_crosswalk
from tests.unit.services.small_catalogue import CATALOGUE, FASENRA, TEZSPIRE, XOLAIR, mg

if TYPE_CHECKING:
    from j3032calc.domain.crosswalk import CrosswalkReport

HEADING = "_2026_CODE,Short Description,LABELER NAME,NDC,Drug Name,HCPCS dosage,PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG"
TEZSPIRE_ROW = "J2356,,Amgen,55513-0112-01,Tezspire,1 MG,1.91,1,210,210"


def check(*rows: str, heading: str = HEADING, before: tuple[str, ...] = ()) -> CrosswalkReport:
    return check_crosswalk(CATALOGUE, "file.csv", [*before, heading, *rows])


def test_a_row_that_says_the_same_agrees() -> None:
    report = check(TEZSPIRE_ROW)

    assert report.agreed == ((TEZSPIRE, TEZSPIRE.presentations[1]),)
    assert report.differences == ()


def test_lines_before_the_heading_are_passed_over() -> None:
    assert check(TEZSPIRE_ROW, before=("October 2026 Crosswalk", "", "Note, with a comma")).agreed


def test_columns_are_found_by_name_wherever_they_stand() -> None:
    report = check(
        "x,210,1 MG,Tezspire,55513-0112-01,J2356", heading="A,BILLUNITSPKG,hcpcs dosage,drug name,ndc,_2030_CODE"
    )

    assert len(report.agreed) == 1


def test_spaces_about_cells_and_names_do_not_matter() -> None:
    heading = ",".join(f" {name} " for name in HEADING.split(","))

    assert check(" J2356 ,,Amgen, 55513-0112-01 ,Tezspire, 1 MG ,1.91,1,210, 210 ", heading=heading).agreed


DIFFERENCES = [
    pytest.param("J3032,,Amgen,55513-0112-01,T,1 MG,1,1,210,210", ("code", "J3032", "J2356"), id="code"),
    pytest.param("J2356,,Amgen,55513-0112-01,T,1 MG,1,1,210,200", ("package units", "200", "210"), id="package-units"),
    pytest.param("J2356,,Amgen,55513-0112-01,T,5 MG,1,1,210,210", ("billing unit", mg(5), mg(1)), id="billing-unit"),
    pytest.param("J2356,,Amgen,55513-0112-01,T,EACH,1,1,210,210", ("billing unit", None, mg(1)), id="no-amount"),
]


@pytest.mark.parametrize(("row", "expected"), DIFFERENCES)
def test_a_row_that_says_something_else_differs(row: str, expected: tuple[str, object, object]) -> None:
    (difference,) = check(row).differences

    assert (difference.field, difference.file_says, difference.catalogue_says) == expected


def test_a_dosage_of_another_kind_differs() -> None:
    (difference,) = check("J2356,,Amgen,55513-0112-01,T,1 ML,1,1,210,210").differences

    assert difference.field == "billing unit"


def test_a_row_may_differ_in_everything() -> None:
    assert len(check("J1,,A,55513-0112-01,T,2 MG,1,1,1,1").differences) == 3


@pytest.mark.parametrize("dosage", ["5 MG", "5000 MCG", "0.005 GM"])
def test_a_dosage_is_compared_by_its_amount(dosage: str) -> None:
    assert check(f"J2357,,Genentech,50242-0040-62,Xolair,{dosage},1,1,30,30").agreed == (
        (XOLAIR, XOLAIR.presentations[0]),
    )


def test_packages_that_the_file_lacks_are_named() -> None:
    missing = check(TEZSPIRE_ROW).not_in_file

    assert (TEZSPIRE, TEZSPIRE.presentations[1]) not in missing
    assert (FASENRA, FASENRA.presentations[0]) in missing
    assert len(missing) == 14


def test_packages_of_our_codes_that_the_catalogue_lacks_are_named() -> None:
    (row,) = check("J2357,,Genentech,50242-0215-01,Xolair,5 MG,1,1,30,30").not_in_catalogue

    assert (row.hcpcs, str(row.ndc), row.drug) == ("J2357", "50242-0215-01", "Xolair")


def test_rows_of_other_drugs_are_none_of_our_business() -> None:
    report = check("J1817,,Eli Lilly,00002-0213-01,Humilin R,50 UNITS,3,1,6,6")

    assert (report.agreed, report.differences, report.not_in_catalogue, report.unreadable_rows) == ((), (), (), 0)


UNREADABLE = [
    pytest.param("J2356,,Amgen,not an ndc,Tezspire,1 MG,1,1,210,210", id="ndc"),
    pytest.param("J2356,,Amgen,5551311201,Tezspire,1 MG,1,1,210,210", id="ten-digits"),
    pytest.param("J2356,,Amgen", id="cut"),
]


@pytest.mark.parametrize("row", UNREADABLE)
def test_a_row_that_cannot_be_read_is_counted(row: str) -> None:
    report = check(row, TEZSPIRE_ROW)

    assert (report.unreadable_rows, len(report.agreed)) == (1, 1)


@pytest.mark.parametrize("row", ["", ",,,,,,,,,"])
def test_an_empty_row_is_no_row(row: str) -> None:
    assert check(row, TEZSPIRE_ROW).unreadable_rows == 0


NOT_CROSSWALKS = [
    pytest.param([], ("NDC",), id="empty"),
    pytest.param(["a,b,c", "1,2,3"], ("NDC",), id="other-table"),
    pytest.param(["NDC,Drug Name", "1,2"], ("CODE", "HCPCS DOSAGE", "BILLUNITSPKG"), id="half-a-heading"),
    pytest.param(["x" * 200_000], ("NDC",), id="one-endless-cell"),
]


@pytest.mark.parametrize(("lines", "missing"), NOT_CROSSWALKS)
def test_a_file_without_the_columns_is_refused(lines: list[str], missing: tuple[str, ...]) -> None:
    with pytest.raises(NotACrosswalk) as refused:
        check_crosswalk(CATALOGUE, "file.csv", lines)

    assert (refused.value.name, refused.value.missing) == ("file.csv", missing)

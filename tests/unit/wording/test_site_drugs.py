"""A drug of the site's own as it is typed and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.problems.product import NdcAmbiguous, NdcUnreadable
from j3032calc.domain.problems.site import PackageUnreadable
from j3032calc.domain.problems.typed import ContainerUnreadable, NotAboveZero, UnitMissing
from j3032calc.domain.product import Form
from j3032calc.domain.quantities import Activity
from j3032calc.domain.site_drug import DrugPackage, SiteDrug
from j3032calc.wording.site_drugs import MULTI, read_package, site_drug_entries, write_package
from tests.site_drugs import EVERY_DRUG, KEEPUMAB, OMLYCLO, mg, ml

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem


@pytest.mark.parametrize(
    ("text", "is_multi_dose", "package"),
    [
        (
            " 72606-0030-01  150 mg in 1 mL syringe ",
            False,
            DrugPackage(ndc="72606-0030-01", form=Form.SYRINGE, content=mg(150), volume=ml(1)),
        ),
        ("72606003001 150 mg pen", False, DrugPackage(ndc="72606-0030-01", form=Form.PEN, content=mg(150))),
        ("72606-30-1 75 mg vial", False, DrugPackage(ndc="72606-0030-01", form=Form.VIAL, content=mg(75))),
        ("72606-30-1 75 mg vial", True, DrugPackage(ndc="72606-0030-01", form=Form.MULTI_DOSE_VIAL, content=mg(75))),
        (
            "72606-30-1 5 mL autoinjector",
            False,
            DrugPackage(ndc="72606-0030-01", form=Form.AUTOINJECTOR, content=ml(5), volume=ml(5)),
        ),
        (
            "72606-30-1 100 units vial",
            False,
            DrugPackage(ndc="72606-0030-01", form=Form.VIAL, content=Activity.of_drug(100, "Q5154")),
        ),
    ],
)
def test_a_package_is_read(text: str, is_multi_dose: bool, package: DrugPackage) -> None:  # noqa: FBT001 - a table
    assert read_package(text, "Q5154", is_multi_dose=is_multi_dose) == package


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("72606-0030-01 150 mg", PackageUnreadable),
        ("150 mg in 1 mL syringe", NdcUnreadable),
        ("72606-0030-01 150 mg in 1 mL bag", PackageUnreadable),
        ("7260600301 150 mg vial", NdcAmbiguous),
        ("72606 150 mg vial", NdcUnreadable),
        ("72606-0030-01 0 mg vial", NotAboveZero),
        ("72606-0030-01 150 vial", UnitMissing),
        ("72606-0030-01 150 mg in 1 mg vial", ContainerUnreadable),
    ],
)
def test_what_is_no_package_is_refused(text: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        read_package(text, "Q5154", is_multi_dose=False)


def test_a_multi_dose_syringe_is_no_package() -> None:
    with pytest.raises(PackageUnreadable):
        read_package("72606-0030-01 150 mg syringe", "Q5154", is_multi_dose=True)


@pytest.mark.parametrize("drug", EVERY_DRUG, ids=lambda drug: drug.brand)
def test_a_package_is_written_as_it_would_be_typed(drug: SiteDrug) -> None:
    for package in drug.packages:
        is_multi_dose = package.form is Form.MULTI_DOSE_VIAL
        assert read_package(write_package(package), drug.hcpcs, is_multi_dose=is_multi_dose) == package
    by_volume = DrugPackage(ndc="99999-0202-01", form=Form.VIAL, content=ml(10), volume=ml(10))
    assert write_package(by_volume) == "99999-0202-01 10 mL vial"


def test_a_drug_is_shown_as_it_would_be_typed() -> None:
    assert site_drug_entries(OMLYCLO) == {
        "brand": "Omlyclo",
        "generic": "omalizumab-igec",
        "hcpcs": "Q5154",
        "billing_unit": "5 mg",
        "package1": "72606-0030-01 150 mg in 1 mL syringe",
        "package2": "72606-0029-01 75 mg in 0.5 mL syringe",
        "every": "4 weeks",
        "drug_source": "label, 01-Jul-2026",
        "checked_on": "20-Nov-2026",
        "route": "subcutaneous",
        "rest": "single",
        "ndc_unit": "UN",
    }
    multi = site_drug_entries(KEEPUMAB)
    assert (multi["rest"], multi["every"], multi["ndc_unit"]) == (MULTI, "", "ML")

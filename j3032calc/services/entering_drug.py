"""From what was typed about a drug of the site's own to the drug; each refusal names its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.catalogue import read_hcpcs
from j3032calc.domain.ndc import NdcQualifier
from j3032calc.domain.product import ROUTES
from j3032calc.domain.site_drug import SiteDrug, drug_id_of
from j3032calc.services.entering import chosen, in_field, optional, past_day
from j3032calc.wording.reading import read_amount, read_interval
from j3032calc.wording.site_drugs import MOST_PACKAGES, MULTI, PACKAGE_EXAMPLE, read_package

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.site_drug import DrugPackage

# What must be there, with an example of each.
_NEEDED: Final = {
    "brand": "Omlyclo",
    "generic": "omalizumab-igec",
    "hcpcs": "Q5154",
    "billing_unit": "5 mg",
    "package1": PACKAGE_EXAMPLE,
    "drug_source": "label, 01-Jul-2026",
    "route": ROUTES[0],
    "rest": "single-dose",
    "ndc_unit": "each container",
}


def entered_site_drug(
    entered: Mapping[str, str], catalogue: Catalogue, today: date, before: SiteDrug | None = None
) -> SiteDrug:
    """Read a drug of the site's own; one that was not used any more is used again.

    Args:
        entered: the form, with a package in each of package1, package2 and so on.
        catalogue: with the site's other drugs.
        today: the day on which it is entered.
        before: the drug that is changed; its id stays.

    Raises:
        EntryRefused: a field is missing or cannot be read.
    """
    texts = {}
    for field, example in _NEEDED.items():
        with in_field(field):
            texts[field] = chosen(entered[field], field, example)
    with in_field("hcpcs"):
        hcpcs = read_hcpcs(texts["hcpcs"])
    with in_field("billing_unit"):
        billing_unit = read_amount(texts["billing_unit"], hcpcs, example="5 mg")
    with in_field("checked_on"):
        checked_on = past_day(today)(entered["checked_on"])
    taken = (product.id for product in catalogue.products)
    return SiteDrug(
        id=drug_id_of(texts["brand"], taken) if before is None else before.id,
        brand=texts["brand"],
        generic=texts["generic"],
        route=texts["route"],
        hcpcs=hcpcs,
        billing_unit=billing_unit,
        packages=tuple(_packages(entered, hcpcs)),
        source=texts["drug_source"],
        checked_on=checked_on,
        ndc_unit=NdcQualifier(texts["ndc_unit"]),
        interval=optional(entered, "every", read_interval),
    )


def _packages(entered: Mapping[str, str], hcpcs: str) -> Iterator[DrugPackage]:
    is_multi_dose = entered["rest"] == MULTI
    for number in range(1, MOST_PACKAGES + 1):
        package = optional(
            entered, f"package{number}", lambda text: read_package(text, hcpcs, is_multi_dose=is_multi_dose)
        )
        if package is not None:
            yield package

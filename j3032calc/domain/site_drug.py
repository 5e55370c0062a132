"""A drug that the site enters itself, because the shipped catalogue does not have it: then a product like the others.

Nothing of it is certain: every fact is the site's word, with where it was read and when. Its id can never be a shipped
product's, so that no later catalogue takes over what was recorded under it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from j3032calc.domain.catalogue import read_hcpcs
from j3032calc.domain.identifiers import id_of
from j3032calc.domain.ndc import Ndc, NdcQualifier, NdcQuantity
from j3032calc.domain.order import SITE_PREFIX
from j3032calc.domain.ordering import need_text
from j3032calc.domain.problems.charting import DateInFuture
from j3032calc.domain.problems.dose import DoseInOtherUnit
from j3032calc.domain.problems.site import CodeOfOther, DrugNameTaken, NdcOfOther, NdcTwice, PackageWithoutVolume
from j3032calc.domain.problems.typed import FieldMissing
from j3032calc.domain.product import (
    Certainty,
    Citation,
    DrugCode,
    Form,
    MissedDose,
    MissedDoseRule,
    Presentation,
    Product,
    Schedule,
)
from j3032calc.domain.quantities import Amount, UnitSize, Volume
from j3032calc.domain.record import record
from j3032calc.domain.schedule import Interval, Step, Steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.problems import Problem

ENTERED_BY_SITE: Final = "entered by the site"
_NO_MISSED_DOSE: Final = "The site has entered no rule for a missed dose. Ask the prescriber."


@record
class DrugPackage:
    """One package: its NDC of 11 digits with hyphens, what it is, its labelled content, and the volume that is in."""

    ndc: str
    form: Form
    content: Amount
    volume: Volume | None = None


@record
class SiteDrug:
    """One drug as the site entered it. ``source`` says where it was read, ``checked_on`` when.

    ``interval`` is ``None`` where the order has it. ``ndc_unit`` is what a claim counts its packages in. A drug that is
    not used any more stays: what was ordered and given of it is still told, and it is offered no more.
    """

    id: str
    brand: str
    generic: str
    route: str
    hcpcs: str
    billing_unit: Amount
    packages: tuple[DrugPackage, ...]
    source: str
    checked_on: date
    ndc_unit: NdcQualifier = NdcQualifier.UNIT
    interval: Interval | None = None
    is_used: bool = True


def drug_id_of(brand: str, taken: Iterable[str]) -> str:
    """Make the id of a new drug from its brand: one that no other has, and no shipped product ever can."""
    return SITE_PREFIX + id_of(brand, (one.removeprefix(SITE_PREFIX) for one in taken), otherwise="drug")


def checked_drug(drug: SiteDrug, catalogue: Catalogue, today: date) -> SiteDrug:
    """Give a drug with its code in capitals and no spaces around its texts.

    Args:
        drug: as it was entered.
        catalogue: the shipped edition with the site's other drugs.
        today: the day on which it is kept.

    Raises:
        FieldMissing: a name, the source or every package is missing.
        DateInFuture: checked after today.
        CodeUnreadable: the code has another form.
        CodeOfOther: the code is a shipped product's, or one that the sources give to two drugs.
        DrugNameTaken: another product has the brand or the generic name.
        NdcTwice: two packages have one NDC.
        NdcOfOther: a package is another product's.
        DoseInOtherUnit: a package is measured otherwise than the billing unit.
        PackageWithoutVolume: a package that is billed or counted by volume does not say its volume.
    """
    need_text(drug.brand, "brand", "Omlyclo")
    need_text(drug.generic, "generic", "omalizumab-igec")
    need_text(drug.source, "drug_source", "label, 01-Jul-2026")
    if not drug.packages:
        raise FieldMissing("package1", "72606-0030-01 150 mg in 1 mL syringe")
    if drug.checked_on > today:
        raise DateInFuture(drug.checked_on)
    checked = replace(
        drug,
        brand=drug.brand.strip(),
        generic=drug.generic.strip(),
        hcpcs=read_hcpcs(drug.hcpcs),
        source=drug.source.strip(),
    )
    for package in checked.packages:
        _check_content(package, checked)
    problem = next(_taken(checked, catalogue), None)
    # One that the program ships by now can still be put away.
    if problem is not None and drug.is_used:
        raise problem
    return checked


def _check_content(package: DrugPackage, drug: SiteDrug) -> None:
    found = UnitSize(drug.billing_unit).measured(package.content, package.volume)
    if found is None or (drug.ndc_unit is NdcQualifier.MILLILITRE and package.volume is None):
        raise PackageWithoutVolume(package.ndc)
    if type(found) is not type(drug.billing_unit):
        told = f"NDC {package.ndc}"
        raise DoseInOtherUnit(told, drug.billing_unit.unit)


def _taken(drug: SiteDrug, catalogue: Catalogue) -> Iterator[Problem]:
    """Say what of a drug is another product's: code, name or NDC."""
    known = catalogue.code(drug.hcpcs)
    if known is not None and (known.product_id or known.document_product_id):
        yield CodeOfOther(drug.hcpcs, known.cms.drug)
    others = [product for product in catalogue.products if product.id != drug.id]
    names = {name.casefold(): name for name in (drug.generic, drug.brand)}
    for other in others:
        yield from (DrugNameTaken(name, other.name) for key, name in names.items() if key in other.spellings)
    ndcs = [package.ndc for package in drug.packages]
    yield from (NdcTwice(ndc) for place, ndc in enumerate(ndcs) if ndc in ndcs[:place])
    for other in others:
        theirs = {str(item.ndc) for item in other.presentations}
        yield from (NdcOfOther(ndc, other.name) for ndc in ndcs if ndc in theirs)


def product_of(drug: SiteDrug, shipped: Catalogue) -> Product:
    """Make the product that everything asks, from what the site entered; one that the program ships now is not used."""
    cited = Citation(f"{ENTERED_BY_SITE.capitalize()}: {drug.source}", drug.checked_on, Certainty.WEAK)
    return Product(
        id=drug.id,
        brand=drug.brand,
        generic=drug.generic,
        maker="",
        route=drug.route,
        # Since when the code is in force nobody was asked: R-19 says that it was not checked.
        code=DrugCode(drug.hcpcs, ENTERED_BY_SITE, UnitSize(drug.billing_unit), date.min, (), cited),
        presentations=tuple(_presentation(package, drug, cited) for package in drug.packages),
        schedules=(_schedule(drug, cited),),
        unlikely_edit=None,
        missed_dose=MissedDose(MissedDoseRule.ASK_PRESCRIBER, _NO_MISSED_DOSE, None, cited),
        administration_codes=(),
        diagnoses=(),
        statements=(),
        is_of_site=True,
        is_retired=not drug.is_used or next(_taken(drug, shipped), None) is not None,
    )


def _presentation(package: DrugPackage, drug: SiteDrug, cited: Citation) -> Presentation:
    volume = package.volume if drug.ndc_unit is NdcQualifier.MILLILITRE else None
    amount = Fraction(1) if volume is None else volume.magnitude
    return Presentation(
        ndc=Ndc.read(package.ndc),
        label_ndc=package.ndc,
        form=package.form,
        content=package.content,
        volume=package.volume,
        is_listed=False,
        ndc_quantity=NdcQuantity(amount, drug.ndc_unit),
        package_units=None,
        note=ENTERED_BY_SITE,
        cited=cited,
    )


def _schedule(drug: SiteDrug, cited: Citation) -> Schedule:
    """Give the site's usual interval, which an order may change; of ages and doses the site says nothing."""
    usual = () if drug.interval is None else (drug.interval,)
    steps = Steps((Step(1, usual[0]),)) if usual else None
    return Schedule("site", ENTERED_BY_SITE, 0, None, (), steps, usual, None, cited)

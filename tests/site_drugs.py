"""Drugs of an invented site's own, one of each measure, as an administrator enters them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from j3032calc.domain.ndc import NdcQualifier
from j3032calc.domain.product import Form
from j3032calc.domain.quantities import Activity, Mass, Volume
from j3032calc.domain.schedule import Interval
from j3032calc.domain.site_drug import DrugPackage, SiteDrug

TODAY = date(2026, 11, 23)


def mg(number: int) -> Mass:
    return Mass.of(number, "mg")


def ml(number: int | str) -> Volume:
    return Volume.of(Fraction(number), "mL")


# A biosimilar in two syringes, whose code the catalogue knows without the drug.
OMLYCLO = SiteDrug(
    id="site.omlyclo",
    brand="Omlyclo",
    generic="omalizumab-igec",
    route="subcutaneous",
    hcpcs="Q5154",
    billing_unit=mg(5),
    packages=(
        DrugPackage(ndc="72606-0030-01", form=Form.SYRINGE, content=mg(150), volume=ml(1)),
        DrugPackage(ndc="72606-0029-01", form=Form.SYRINGE, content=mg(75), volume=ml("0.5")),
    ),
    source="label, 01-Jul-2026",
    checked_on=date(2026, 11, 20),
    interval=Interval(days=28),
)
# A vial whose rest is kept; the order says how often.
KEEPUMAB = SiteDrug(
    id="site.keepa",
    brand="Keepa",
    generic="keepumab-test",
    route="intravenous",
    hcpcs="J3590",
    billing_unit=mg(10),
    packages=(DrugPackage(ndc="99999-0201-01", form=Form.MULTI_DOSE_VIAL, content=mg(400), volume=ml(16)),),
    source="carton",
    checked_on=date(2026, 11, 20),
    ndc_unit=NdcQualifier.MILLILITRE,
)
# Billed by the millilitre.
VOLUMAB = SiteDrug(
    id="site.voluma",
    brand="Voluma",
    generic="volumab-test",
    route="intravenous",
    hcpcs="J9998",
    billing_unit=ml(1),
    packages=(DrugPackage(ndc="99999-0202-01", form=Form.VIAL, content=mg(100), volume=ml(10)),),
    source="carton",
    checked_on=date(2026, 11, 20),
    interval=Interval(months=3),
)
# Measured in its own units.
UNITOX = SiteDrug(
    id="site.unitox",
    brand="Unitox",
    generic="unitoxin-test",
    route="intramuscular",
    hcpcs="J9997",
    billing_unit=Activity.of_drug(1, "J9997"),
    packages=(DrugPackage(ndc="99999-0203-01", form=Form.VIAL, content=Activity.of_drug(100, "J9997")),),
    source="carton",
    checked_on=date(2026, 11, 20),
    interval=Interval(days=84),
)
EVERY_DRUG = (OMLYCLO, KEEPUMAB, VOLUMAB, UNITOX)

"""A drug of the site's own as it is typed and shown: one package a field, "72606-0030-01 150 mg in 1 mL syringe"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from j3032calc.domain.ndc import Ndc
from j3032calc.domain.problems.site import PackageUnreadable
from j3032calc.domain.product import Form
from j3032calc.domain.quantities import Volume
from j3032calc.domain.site_drug import DrugPackage
from j3032calc.wording.reading import read_container
from j3032calc.wording.writing import exact_amount, write_date, write_interval

if TYPE_CHECKING:
    from j3032calc.domain.site_drug import SiteDrug

# What a package is called in its field; whether the rest of it is kept is asked once for the drug.
_WORDS: Final = {
    Form.VIAL: "vial",
    Form.SYRINGE: "syringe",
    Form.PEN: "pen",
    Form.AUTOINJECTOR: "autoinjector",
    Form.MULTI_DOSE_VIAL: "vial",
}
_PACKAGE: Final = re.compile(r"([0-9-]+) +(.+?) +([a-z]+)")
MOST_PACKAGES: Final = 4
SINGLE: Final = "single"
MULTI: Final = "multi"
PACKAGE_EXAMPLE: Final = "72606-0030-01 150 mg in 1 mL syringe"


def read_package(text: str, drug: str, *, is_multi_dose: bool) -> DrugPackage:
    """Read one package: NDC, content, and vial, syringe, pen or autoinjector; of multi-dose containers only a vial.

    Args:
        text: as it was typed.
        drug: the code of the drug, whose units of activity they are where it is measured in such.
        is_multi_dose: whether what is left in it is kept.

    Raises:
        PackageUnreadable: another form.
        Problem: the NDC or the content cannot be read.
    """
    read = _PACKAGE.fullmatch(text.strip())
    forms = {word: form for form, word in _WORDS.items() if (form is Form.MULTI_DOSE_VIAL) is is_multi_dose}
    form = None if read is None else forms.get(read[3])
    if read is None or form is None:
        raise PackageUnreadable(text)
    ndc = Ndc.read(read[1])
    content, volume = read_container(read[2], drug)
    return DrugPackage(ndc=str(ndc), form=form, content=content, volume=volume)


def write_package(package: DrugPackage) -> str:
    """Write one package as it would be typed."""
    content, volume = package.content, package.volume
    in_volume = "" if volume is None or isinstance(content, Volume) else f" in {exact_amount(volume)}"
    return f"{package.ndc} {exact_amount(content)}{in_volume} {_WORDS[package.form]}"


def site_drug_entries(drug: SiteDrug) -> dict[str, str]:
    """Give the fields of a drug's form, as they would be typed."""
    packages = {f"package{number}": write_package(one) for number, one in enumerate(drug.packages, start=1)}
    is_multi_dose = any(one.form is Form.MULTI_DOSE_VIAL for one in drug.packages)
    return packages | {
        "brand": drug.brand,
        "generic": drug.generic,
        "route": drug.route,
        "hcpcs": drug.hcpcs,
        "billing_unit": exact_amount(drug.billing_unit),
        "rest": MULTI if is_multi_dose else SINGLE,
        "ndc_unit": drug.ndc_unit.value,
        "every": "" if drug.interval is None else write_interval(drug.interval).removeprefix("every "),
        "drug_source": drug.source,
        "checked_on": write_date(drug.checked_on),
    }

"""A product file of the catalogue as a ``Product``, checked against itself and against its row in codes.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from j3032calc.domain.ndc import Ndc, NdcQualifier, NdcQuantity
from j3032calc.domain.problems.dose import DoseInOtherUnit
from j3032calc.domain.problems.product import NdcUnreadable
from j3032calc.domain.product import (
    ROUTES,
    AdministrationCode,
    Diagnosis,
    DrugCode,
    Form,
    LabelDose,
    PastCode,
    PayerClock,
    Presentation,
    Product,
    Schedule,
    UnlikelyEdit,
)
from j3032calc.domain.quantities import BillingUnits, DosePerWeight, UnitSize, Volume
from j3032calc.storage.catalogue_care import (
    NO_SCHEDULE,
    read_cautions,
    read_conditions,
    read_missed_dose,
    read_not_with,
)
from j3032calc.storage.catalogue_fields import MISSING, read_statement, read_steps
from j3032calc.wording.reading import read_amount, read_container, read_dose, read_interval, read_number, read_weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from j3032calc.domain.catalogue import KnownCode
    from j3032calc.domain.quantities import Amount, BodyMass
    from j3032calc.storage.catalogue_fields import Table

# The ids that people type on the command line and that records keep; a new one is a change of the program.
SCHEDULES: Final = (
    "asthma",
    "asthma-6-11",
    "copd",
    "crswnp",
    "csu",
    "egpa",
    "food-allergy",
    "hes",
    "migraine",
)
_NDC_QUANTITY: Final = re.compile(r"(UN|ML|GR|F2)([0-9.]+)")
_ICD10: Final = re.compile(r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?")
_CPT: Final = re.compile(r"[0-9]{5}")


@dataclass(frozen=True, slots=True)
class _Names:
    id: str
    brand: str
    generic: str
    maker: str
    route: str


def read_product(table: Table, product_id: str, codes: Sequence[KnownCode]) -> Product:
    """Read a product file.

    Args:
        table: the file.
        product_id: the id under which the catalogue lists it.
        codes: every row of codes.toml.

    Raises:
        CatalogueInvalid: a field is wrong or missing, or two of them contradict each other.
    """
    names = table.table("product", partial(_names, product_id=product_id))
    code = table.table("code", partial(_code, product_id=product_id, codes=codes))
    schedules = _schedules(table, code)
    diagnoses = table.tables("diagnoses", partial(_diagnoses, schedules=[one.id for one in schedules]))
    return Product(
        id=names.id,
        brand=names.brand,
        generic=names.generic,
        maker=names.maker,
        route=names.route,
        code=code,
        presentations=table.tables("presentations", partial(_presentation, code=code)),
        schedules=schedules,
        unlikely_edit=table.optional("unlikely_edit", lambda field: table.table(field, _unlikely_edit)),
        missed_dose=table.table("missed_dose", partial(read_missed_dose, schedules=[one.id for one in schedules])),
        administration_codes=table.tables("administration_codes", _administration_code),
        diagnoses=tuple(diagnosis for group in diagnoses for diagnosis in group),
        statements=table.tables("statements", read_statement),
        conditions=read_conditions(table, code.hcpcs),
        cautions=read_cautions(table),
        not_with=read_not_with(table),
    )


def _names(table: Table, *, product_id: str) -> _Names:
    if table.text("id") != product_id:
        table.refuse("id", f"is not {product_id}")
    table.citation()
    route = table.text("route")
    if route not in ROUTES:
        table.refuse("route", "is not a known route")
    return _Names(product_id, table.text("brand"), table.text("generic"), table.text("maker"), route)


def _code(table: Table, *, product_id: str, codes: Sequence[KnownCode]) -> DrugCode:
    hcpcs = table.text("hcpcs")
    row = next((row for row in codes if row.hcpcs == hcpcs), None)
    if row is None:
        table.refuse("hcpcs", "has no row in codes.toml")
    if row.product_id != product_id:
        table.refuse("hcpcs", "is not this product in codes.toml")
    amount = table.read("unit", partial(read_amount, drug=hcpcs), "is not an amount like 1 mg")
    earlier = [past for past in codes if past.replaced_by == hcpcs]
    return DrugCode(
        hcpcs=hcpcs,
        descriptor=row.cms.descriptor,
        unit=UnitSize(amount),
        in_force_from=row.first,
        past=tuple(PastCode(past.hcpcs, past.first, past.last) for past in earlier if past.last is not None),
        cited=table.citation(),
    )


def _presentation(table: Table, *, code: DrugCode) -> Presentation:
    ndc = table.read("ndc", _billing_ndc, "is not an 11-digit NDC, 5-4-2")
    if table.read("label_ndc", Ndc.read, "is not an NDC with hyphens") != ndc:
        table.refuse("label_ndc", f"does not convert to {ndc}")
    content, volume = _content(table, code)
    is_listed = table.flag("listed")
    return Presentation(
        ndc=ndc,
        label_ndc=table.text("label_ndc"),
        form=table.read("form", Form, "is not a known form"),
        content=content,
        volume=volume,
        is_listed=is_listed,
        ndc_quantity=_ndc_quantity(table, volume),
        package_units=_package_units(table, code.unit.measured(content, volume), code, is_listed=is_listed),
        note=table.optional("note", table.text),
        cited=table.citation(),
    )


def _billing_ndc(text: str) -> Ndc:
    ndc = Ndc.read(text)
    if str(ndc) != text:
        raise NdcUnreadable(text)
    return ndc


def _content(table: Table, code: DrugCode) -> tuple[Amount, Volume | None]:
    reason = f"is not a container size in {code.unit.amount.unit}"
    content, volume = table.read("content", partial(read_container, drug=code.hcpcs), reason)
    if type(code.unit.measured(content, volume)) is not type(code.unit.amount):
        table.refuse("content", reason)
    return content, volume


def _ndc_quantity(table: Table, volume: Volume | None) -> NdcQuantity:
    reason = "is not a quantity like ML1.91 or UN1"
    quantity = table.read("ndc_quantity", _read_ndc_quantity, reason)
    if quantity.qualifier is NdcQualifier.MILLILITRE and (volume is None or volume.magnitude != quantity.amount):
        table.refuse("ndc_quantity", "is not the volume in content")
    return quantity


def _read_ndc_quantity(text: str) -> NdcQuantity:
    parts = _NDC_QUANTITY.fullmatch(text)
    if parts is None:
        raise ValueError(text)
    return NdcQuantity(read_number(parts[2], entered=text, example="1.91"), NdcQualifier(parts[1]))


def _package_units(table: Table, measured: Amount | None, code: DrugCode, *, is_listed: bool) -> int | None:
    units = table.optional("package_units", table.number)
    if units is None:
        # The crosswalk gives a number for every package that it lists.
        if is_listed:
            table.refuse("package_units", MISSING)
        return None
    if code.unit.times(BillingUnits.of(units, "billing_unit")) != measured:
        table.refuse("package_units", "contradicts content and billing unit")
    return units


def _schedules(table: Table, code: DrugCode) -> tuple[Schedule, ...]:
    schedules = table.tables("schedules", partial(_schedule, code=code))
    table.refuse_repeats([schedule.id for schedule in schedules], "schedules[{}].id")
    return schedules


def _schedule(table: Table, *, code: DrugCode) -> Schedule:
    if table.text("id") not in SCHEDULES:
        table.refuse("id", "is not a known schedule")
    from_age = table.number("from_age")
    under_age = table.optional("under_age", table.number)
    if under_age is not None and under_age <= from_age:
        table.refuse("under_age", "is not above from_age")
    is_open = table.has("order_intervals")
    choices = table.texts("order_intervals", read_interval, "is not an interval like 4 weeks") if is_open else ()
    return Schedule(
        id=table.text("id"),
        indication=table.text("indication"),
        from_age=from_age,
        under_age=under_age,
        doses=table.tables("doses", partial(_dose, code=code)),
        steps=None if is_open else read_steps(table),
        order_intervals=choices,
        payer=table.optional("payer_clock", lambda field: table.table(field, _payer_clock)),
        cited=table.citation(),
    )


def _payer_clock(table: Table) -> PayerClock:
    return PayerClock(read_steps(table), table.text("text"), table.citation())


def _dose(table: Table, *, code: DrugCode) -> LabelDose:
    reason = f"is not a dose in {code.unit.amount.unit}"
    from_weight, below_weight = _weights(table)
    if table.has("dose"):
        dose = table.read("dose", partial(_read_dose, code=code), reason)
        return LabelDose(dose, dose, from_weight, below_weight)
    least = table.read("least", partial(_read_fixed_dose, code=code), reason)
    most = table.read("most", partial(_read_fixed_dose, code=code), reason)
    if type(most) is not type(least) or most <= least:
        table.refuse("most", "is not above least")
    return LabelDose(least, most, from_weight, below_weight)


def _weights(table: Table) -> tuple[BodyMass | None, BodyMass | None]:
    reason = "is not a weight like 35 kg"
    from_weight = table.optional("from_weight", lambda field: table.read(field, read_weight, reason))
    below_weight = table.optional("below_weight", lambda field: table.read(field, read_weight, reason))
    if from_weight is not None and below_weight is not None and below_weight <= from_weight:
        table.refuse("below_weight", "is not above from_weight")
    return from_weight, below_weight


def _read_dose(text: str, *, code: DrugCode) -> Amount | DosePerWeight:
    dose = read_dose(text, code.hcpcs)
    measure = type(dose.per_kg if isinstance(dose, DosePerWeight) else dose)
    # A drug billed by the mL may be dosed in mg.
    if not isinstance(code.unit.amount, measure | Volume):
        raise DoseInOtherUnit(text, code.unit.amount.unit)
    return dose


def _read_fixed_dose(text: str, *, code: DrugCode) -> Amount:
    dose = _read_dose(text, code=code)
    if isinstance(dose, DosePerWeight):
        raise DoseInOtherUnit(text, code.unit.amount.unit)
    return dose


def _unlikely_edit(table: Table) -> UnlikelyEdit:
    units = BillingUnits.of(table.number("units"), "billing_unit")
    return UnlikelyEdit(units, table.text("edition"), table.citation())


def _administration_code(table: Table) -> AdministrationCode:
    cpt = table.text("cpt")
    if not _CPT.fullmatch(cpt):
        table.refuse("cpt", "is not five digits")
    return AdministrationCode(cpt, table.text("text"), table.citation())


def _diagnoses(table: Table, *, schedules: Sequence[str]) -> tuple[Diagnosis, ...]:
    """Read one group of codes that share schedule and source."""
    codes = table.texts("icd10", _read_icd10, "is not an ICD-10-CM code")
    is_family = table.has("family") and table.flag("family")
    schedule = table.optional("schedule", table.text)
    if schedule is not None and schedule not in schedules:
        table.refuse("schedule", NO_SCHEDULE)
    first, last = table.optional("first", table.day), table.optional("last", table.day)
    cited = table.citation()
    return tuple(Diagnosis(code, is_family, schedule, cited, first, last) for code in codes)


def _read_icd10(text: str) -> str:
    if not _ICD10.fullmatch(text):
        raise ValueError(text)
    return text

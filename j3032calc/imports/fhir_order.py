"""An order from a FHIR R4 MedicationRequest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.identifiers import read_icd10
from j3032calc.domain.order import DrugRef, Order, OrderImpossible, Prescriber, Rounding, RoundingWay
from j3032calc.domain.problems.importing import CellUnreadable
from j3032calc.domain.problems.product import CodeWithoutProduct, ProductUnknown
from j3032calc.domain.problems.typed import FieldMissing
from j3032calc.domain.quantities import Activity, Amount, DosePerWeight, Mass, Volume
from j3032calc.domain.schedule import Interval
from j3032calc.imports.fhir_people import codings, day, optional_day, refuse_modifiers
from j3032calc.imports.json_tree import number, text, tree, trees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.product import Product
    from j3032calc.imports.json_tree import Tree

_HCPCS: Final = "HCPCS"
_ICD10: Final = "icd-10"
_UCUM: Final = "http://unitsofmeasure.org"
_OURS: Final = "https://j3032calc.invalid/fhir/StructureDefinition/"
_UNITS: Final = {"ug": "mcg", "mg": "mg", "g": "g", "mL": "mL", "ml": "mL", "[arb'U]": "units"}
_PER_KG: Final = "/kg"
_DAYS: Final = {"d": 1, "wk": 7}
_MONTHS: Final = "mo"
_LONGEST_PERIOD: Final = 999
_REPEAT: Final = frozenset({"frequency", "period", "periodUnit"})
_DECIDES: Final = (
    *("asNeededBoolean", "asNeededCodeableConcept", "maxDosePerPeriod", "maxDosePerAdministration"),
    "maxDosePerLifetime",
)


def order(resource: Tree, catalogue: Catalogue, by: Prescriber) -> Order:
    """Read a MedicationRequest. Whatever would change the meaning of an order and is not kept here is refused.

    Raises:
        CellUnreadable: it is no order, or something of it is not read here.
        Problem: a date, a diagnosis or the drug cannot be read.
    """
    refuse_modifiers(resource)
    if resource.get("doNotPerform", False) is not False:
        raise CellUnreadable("order", "says what must not be given")
    if text(resource, "intent") != "order":
        raise CellUnreadable("intent", "is not an order")
    drug = _drug(tree(resource, "medicationCodeableConcept"), catalogue)
    instruction = _only(resource, "dosageInstruction")
    validity = tree(tree(resource, "dispenseRequest"), "validityPeriod")
    reasons = trees(resource, "reasonCode")
    try:
        return Order(
            id="",
            patient_id="",
            drug=drug,
            prescriber=by,
            dose=_dose(instruction, drug),
            route=text(tree(instruction, "route"), "text"),
            rounding=_rounding(resource, drug),
            interval=_interval(tree(instruction, "timing")),
            indication=next(filter(None, (text(reason, "text") for reason in reasons)), None),
            diagnoses=tuple(_diagnoses(reasons)),
            ordered_on=day(resource, "authoredOn"),
            starts_on=optional_day(validity, "start"),
            expires_on=optional_day(validity, "end"),
            signed_on=optional_day(_extension(resource, "signedOn"), "valueDate"),
            end_reason=_end_reason(resource),
        )
    except OrderImpossible:
        raise CellUnreadable("dose", "is nothing, or is rounded in another unit") from None


def _end_reason(resource: Tree) -> str | None:
    status = text(resource, "status")
    if status == "active":
        return None
    if status != "stopped":
        raise CellUnreadable("status", "is neither active nor stopped")
    return text(tree(resource, "statusReason"), "text") or "stopped"


def _drug(concept: Tree, catalogue: Catalogue) -> DrugRef:
    """Find the product by its name, or else by its code; a code of another product is refused."""
    name = text(concept, "text")
    codes = [text(code, "code") for code in codings(concept) if _HCPCS in (text(code, "system") or "")]
    hcpcs = next(filter(None, codes), None)
    product = _named(catalogue, name) or _coded(catalogue, hcpcs)
    if product is None:
        if name is None:
            raise FieldMissing("drug_name", "infliximab")
        return DrugRef(product_id=None, name=name, hcpcs=hcpcs)
    if hcpcs not in {None, product.code.hcpcs}:
        raise CellUnreadable("drug", "has the code of another drug")
    return DrugRef(product_id=product.id, name=product.name, hcpcs=product.code.hcpcs)


def _named(catalogue: Catalogue, name: str | None) -> Product | None:
    if name is None:
        return None
    said = name.casefold()
    for product in catalogue.products:
        if said in {product.name.casefold(), product.brand.casefold(), product.generic.casefold()}:
            return product
    return None


def _coded(catalogue: Catalogue, hcpcs: str | None) -> Product | None:
    if hcpcs is None:
        return None
    try:
        return catalogue.product(hcpcs)
    except (CodeWithoutProduct, ProductUnknown):
        return None


def _only(within: Tree, name: str) -> Tree:
    found = trees(within, name)
    if len(found) != 1:
        msg = f"field {name}"
        raise CellUnreadable(msg, "is not there exactly once")
    return found[0]


def _dose(instruction: Tree, drug: DrugRef) -> Amount | DosePerWeight:
    refuse_modifiers(instruction)
    for name in _DECIDES:
        if instruction.get(name):
            msg = f"field {name}"
            raise CellUnreadable(msg, "is not kept here")
    rate = _only(instruction, "doseAndRate")
    if set(rate) - {"type", "doseQuantity", "id"}:
        raise CellUnreadable("dose", "is not one quantity")
    return _quantity(tree(rate, "doseQuantity"), drug)


def _quantity(quantity: Tree, drug: DrugRef) -> Amount | DosePerWeight:
    code = text(quantity, "code") or ""
    unit = _UNITS.get(code.removesuffix(_PER_KG))
    if unit is None or text(quantity, "system") != _UCUM or text(quantity, "comparator") is not None:
        raise CellUnreadable("dose", "has no unit of UCUM that is read here")
    value = number(quantity, "value")
    if unit in Volume.units and code.endswith(_PER_KG):
        raise CellUnreadable("dose", "is a volume for each kg")
    if unit in Volume.units:
        return Volume.of(value, unit)
    amount = Mass.of(value, unit) if unit in Mass.units else Activity.of_drug(value, drug.hcpcs or "")
    return DosePerWeight(amount) if code.endswith(_PER_KG) else amount


def _interval(timing: Tree) -> Interval | None:
    if not timing:
        return None
    repeat = tree(timing, "repeat")
    if set(timing) - {"repeat"} or set(repeat) != _REPEAT or number(repeat, "frequency") != 1:
        raise CellUnreadable("timing", "is not one dose in a number of days, weeks or months")
    period, unit = number(repeat, "period"), text(repeat, "periodUnit")
    if period.denominator != 1 or not 0 < period <= _LONGEST_PERIOD:
        raise CellUnreadable("timing", "is not a whole number of days, weeks or months")
    if unit == _MONTHS:
        return Interval(months=period.numerator)
    if unit not in _DAYS:
        raise CellUnreadable("timing", "is not in days, weeks or months")
    return Interval(days=period.numerator * _DAYS[unit])


def _extension(within: Tree, name: str) -> Tree:
    found = [one for one in trees(within, "extension") if text(one, "url") == _OURS + name]
    return next(iter(found), {})


def _rounding(resource: Tree, drug: DrugRef) -> Rounding | None:
    parts = {text(part, "url"): part for part in trees(_extension(resource, "rounding"), "extension")}
    if not parts:
        return None
    step = _quantity(tree(parts.get("step", {}), "valueQuantity"), drug)
    ways = [way for way in RoundingWay if way.value == text(parts.get("way", {}), "valueString")]
    if isinstance(step, DosePerWeight) or not ways:
        raise CellUnreadable("rounding", "is not a way and an amount")
    return Rounding(way=ways[0], step=step)


def _diagnoses(reasons: tuple[Tree, ...]) -> Iterator[str]:
    for reason in reasons:
        for coding in codings(reason):
            code = text(coding, "code")
            if code is not None and _ICD10 in (text(coding, "system") or ""):
                yield read_icd10(code)

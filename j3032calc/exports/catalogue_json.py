"""Products, code cross-checks, packages and crosswalk comparisons in the machine form of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.domain.quantities import DosePerWeight
from j3032calc.wording.writing import exact_amount, exact_number, write_dose_per_weight, write_interval

if TYPE_CHECKING:
    from j3032calc.domain.catalogue import Catalogue, CodeClaim, CrossCheck
    from j3032calc.domain.package import Identified
    from j3032calc.domain.product import Citation, LabelDose, Presentation, Product, Schedule
    from j3032calc.domain.quantities import Amount
    from j3032calc.domain.schedule import Steps


def products_data(catalogue: Catalogue) -> dict[str, object]:
    """Give the catalogue: products with codes, presentations, schedules and sources, and the payer profiles."""
    return {
        "catalogue_edition": catalogue.edition,
        "products": [_product(product) for product in catalogue.products],
        "payers": [
            {"id": payer.id, "name": payer.name, "source": source_data(payer.cited)} for payer in catalogue.payers
        ],
    }


def source_data(cited: Citation) -> dict[str, object]:
    """Give a source: title, day checked, certainty and whether to verify it."""
    return {
        "title": cited.title,
        "checked": cited.checked.isoformat(),
        "certainty": str(cited.certainty),
        "verify": cited.must_verify,
    }


def _product(product: Product) -> dict[str, object]:
    code = product.code
    edit = product.unlikely_edit
    return {
        "id": product.id,
        "drug": product.name,
        "brand": product.brand,
        "generic": product.generic,
        "route": product.route,
        "hcpcs": code.hcpcs,
        "hcpcs_descriptor": code.descriptor,
        "hcpcs_from": code.in_force_from.isoformat(),
        "hcpcs_source": source_data(code.cited),
        "billing_unit": exact_amount(code.unit.amount),
        "presentations": [presentation_data(item) for item in product.presentations],
        "schedules": [_schedule(schedule) for schedule in product.schedules],
        "unlikely_edit_units": edit.units.count if edit else None,
        "missed_dose": {"text": product.missed_dose.text, "source": source_data(product.missed_dose.cited)},
        "administration_codes": [
            {"cpt": item.cpt, "text": item.text, "source": source_data(item.cited)}
            for item in product.administration_codes
        ],
        "diagnoses": [
            {
                "icd10": item.icd10,
                "family": item.is_family,
                "schedule": item.schedule,
                "source": source_data(item.cited),
            }
            for item in product.diagnoses
        ],
        "statements": [
            {"topic": item.topic, "text": item.text, "source": source_data(item.cited)} for item in product.statements
        ],
    }


def presentation_data(item: Presentation) -> dict[str, object]:
    """Give one package."""
    return {
        "ndc": str(item.ndc),
        "label_ndc": item.label_ndc,
        "form": str(item.form),
        "content": exact_amount(item.content),
        "volume": exact_amount(item.volume) if item.volume is not None else None,
        "listed": item.is_listed,
        "ndc_unit": str(item.ndc_quantity.qualifier),
        "ndc_quantity": exact_number(item.ndc_quantity.amount),
        "package_units": item.package_units,
        "note": item.note,
        "source": source_data(item.cited),
    }


def _schedule(schedule: Schedule) -> dict[str, object]:
    return {
        "id": schedule.id,
        "indication": schedule.indication,
        "from_age": schedule.from_age,
        "under_age": schedule.under_age,
        "doses": [_dose(dose) for dose in schedule.doses],
        "intervals": _steps(schedule.steps),
        "order_intervals": [write_interval(interval) for interval in schedule.order_intervals],
        "payer_intervals": _steps(schedule.payer.steps if schedule.payer else None),
        "source": source_data(schedule.cited),
    }


def _steps(steps: Steps | None) -> list[dict[str, object]]:
    if steps is None:
        return []
    return [{"from_dose": step.from_dose, "interval": write_interval(step.interval)} for step in steps.steps]


def _dose(dose: LabelDose) -> dict[str, object]:
    return {
        "least": _dose_text(dose.least),
        "most": _dose_text(dose.most),
        "from_weight": exact_amount(dose.from_weight) if dose.from_weight is not None else None,
        "below_weight": exact_amount(dose.below_weight) if dose.below_weight is not None else None,
    }


def _dose_text(dose: Amount | DosePerWeight) -> str:
    return write_dose_per_weight(dose) if isinstance(dose, DosePerWeight) else exact_amount(dose)


def cross_check_data(check: CrossCheck) -> dict[str, object]:
    """Give what each source says a code is, and the CMS code of each drug it could mean."""
    code = check.code
    return {
        "hcpcs": code.hcpcs,
        "agreement": str(code.agreement.value),
        "cms": _claim(code.cms),
        "document": _claim(code.document) if code.document else None,
        "in_force_from": code.first.isoformat(),
        "in_force_until": code.last.isoformat() if code.last else None,
        "replaced_by": code.replaced_by,
        "candidates": [
            {
                "id": product.id,
                "drug": product.name,
                "hcpcs": product.code.hcpcs,
                "billing_unit": exact_amount(product.code.unit.amount),
                "source": source_data(product.code.cited),
            }
            for product in check.candidates
        ],
    }


def _claim(claim: CodeClaim) -> dict[str, object]:
    return {"drug": claim.drug, "descriptor": claim.descriptor, "source": source_data(claim.cited)}


def package_data(package: Identified) -> dict[str, object]:
    """Give a package in the hand: NDC, product, and lot and expiry where a code told them."""
    return {
        "ndc": str(package.ndc),
        "ndc_digits": package.ndc.digits,
        "product": package.product.id if package.product else None,
        "drug": package.product.name if package.product else None,
        "presentation": presentation_data(package.presentation) if package.presentation else None,
        "gtin": package.gtin,
        "lot": package.lot,
        "expiry": package.expiry.isoformat() if package.expiry else None,
    }

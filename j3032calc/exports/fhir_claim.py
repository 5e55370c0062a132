"""The claim of one dose as FHIR R4 resources: Claim, Coverage and the site as Organization.

A claim that a finding stops, or that lacks a charge, is a draft: it is never written as one that may go out.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from j3032calc.domain.claim_file import line_charge, stopping_rules
from j3032calc.domain.ordering import charge_on
from j3032calc.domain.patient import Relation
from j3032calc.exports import fhir_values as fhir
from j3032calc.exports.fhir_values import Data, filled
from j3032calc.wording.labels import SITE_OVERRIDE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from j3032calc.domain.administration import LineBilled
    from j3032calc.domain.claim import Chargeable
    from j3032calc.domain.patient import Coverage
    from j3032calc.domain.site import Site

_RELATION: Final = {
    Relation.SELF: "self",
    Relation.SPOUSE: "spouse",
    Relation.CHILD: "child",
    Relation.OTHER: "other",
}
_SITE_ID: Final = "site"
_PLACES_OF_SERVICE: Final = "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set"


def organization(site: Site) -> Data:
    """Give the site with its NPI, tax number, telephone number and address."""
    tax = filled(type=fhir.coded(f"{fhir.TERMS}/v2-0203", "TAX"), value=fhir.string(site.tax_id))
    identifiers = [filled(system=fhir.NPI, value=fhir.string(site.npi)), tax if site.tax_id else {}]
    phone = fhir.string(site.phone)
    return filled(
        resourceType="Organization",
        id=_SITE_ID,
        identifier=[identifier for identifier in identifiers if "value" in identifier],
        name=fhir.string(site.name),
        telecom=[{"system": "phone", "value": phone}] if phone else None,
        address=fhir.address(site.address),
    )


def claims(site: Site, chargeable: Chargeable, made: datetime) -> Iterator[Data]:
    """Give the coverage and the claim of one dose; nothing without coverage or claim line, or for a drug not bought."""
    dose = chargeable.dose
    coverage = chargeable.coverage
    is_billed = dose.source is None or dose.source.bills_drug
    if coverage is None or not is_billed or not dose.calculation.claim_lines:
        return
    yield _coverage(chargeable, coverage)
    yield _claim(site, chargeable, made)


def _coverage(chargeable: Chargeable, coverage: Coverage) -> Data:
    beneficiary = fhir.reference("Patient", chargeable.patient.id)
    group = fhir.string(coverage.group)
    group_class = {"type": fhir.coded(f"{fhir.TERMS}/coverage-class", "group"), "value": group}
    return filled(
        resourceType="Coverage",
        id=fhir.fhir_id(f"{chargeable.dose.id}-cover"),
        status="active",
        subscriberId=fhir.string(coverage.member_id),
        beneficiary=beneficiary,
        relationship=fhir.coded(f"{fhir.TERMS}/subscriber-relationship", _RELATION[coverage.relation]),
        payor=[filled(display=fhir.string(coverage.payer_name), identifier=_payer_number(coverage))],
        **({"class": [group_class]} if group else {}),
    )


def _payer_number(coverage: Coverage) -> Data:
    return filled(value=fhir.string(coverage.claims_number))


def _claim(site: Site, chargeable: Chargeable, made: datetime) -> Data:
    dose = chargeable.dose
    diagnoses = dose.diagnoses or (chargeable.order.diagnoses if chargeable.order else ())
    insurance = filled(
        sequence=1,
        focal=True,
        coverage=fhir.reference("Coverage", f"{dose.id}-cover"),
        preAuthRef=[text] if (text := fhir.string(dose.authorization_number)) else None,
    )
    return filled(
        resourceType="Claim",
        id=fhir.fhir_id(f"{dose.id}-claim"),
        status=_status(chargeable),
        type=fhir.coded(f"{fhir.TERMS}/claim-type", "professional"),
        use="claim",
        patient=fhir.reference("Patient", dose.patient_id),
        created=fhir.moment(made),
        provider=fhir.reference("Organization", _SITE_ID),
        priority=fhir.coded(f"{fhir.TERMS}/processpriority", "normal"),
        prescription=fhir.reference("MedicationRequest", dose.order_id) if dose.order_id else None,
        diagnosis=[
            {"sequence": place, "diagnosisCodeableConcept": fhir.coded(fhir.ICD10, code)}
            for place, code in enumerate(diagnoses, start=1)
        ],
        insurance=[insurance],
        item=[_item(site, chargeable, line, place) for place, line in enumerate(dose.calculation.claim_lines, start=1)],
        total=_total(chargeable),
    )


def _status(chargeable: Chargeable) -> str:
    if chargeable.is_voided:
        return "entered-in-error"
    is_ready = not stopping_rules(chargeable.dose) and None not in _charges(chargeable)
    return "active" if is_ready else "draft"


def _charges(chargeable: Chargeable) -> list[Fraction | None]:
    return [_charge(chargeable, line) for line in chargeable.dose.calculation.claim_lines]


def _charge(chargeable: Chargeable, line: LineBilled) -> Fraction | None:
    charge = charge_on(chargeable.charges, line.hcpcs or "", chargeable.dose.given_on)
    return None if charge is None else line_charge(charge, line)


def _total(chargeable: Chargeable) -> Data | None:
    known = [charge for charge in _charges(chargeable) if charge is not None]
    if len(known) != len(chargeable.dose.calculation.claim_lines):
        return None
    return _money(sum(known, Fraction(0)))


def _money(dollars: Fraction) -> Data:
    return {"value": dollars, "currency": "USD"}


def _item(site: Site, chargeable: Chargeable, line: LineBilled, place: int) -> Data:
    charge = _charge(chargeable, line)
    where = fhir.string(site.place_of_service)
    return filled(
        sequence=place,
        productOrService=_code(chargeable, line),
        modifier=[fhir.coded(fhir.HCPCS, modifier) for modifier in line.modifiers],
        servicedDate=fhir.moment(chargeable.dose.given_on),
        locationCodeableConcept=fhir.coded(_PLACES_OF_SERVICE, where) if where else None,
        quantity={"value": line.units, "unit": "billing units"},
        net=None if charge is None else _money(charge),
        detail=[_ndc(line)] if line.ndc else None,
    )


def _code(chargeable: Chargeable, line: LineBilled) -> Data:
    if not line.hcpcs:
        return {"text": "No HCPCS code"}
    is_override = chargeable.dose.calculation.site_override is not None
    return fhir.coded(fhir.HCPCS, line.hcpcs, SITE_OVERRIDE.format(code=line.hcpcs) if is_override else None)


def _ndc(line: LineBilled) -> Data:
    number = None if line.ndc_quantity is None else Fraction(line.ndc_quantity)
    return filled(
        sequence=1,
        productOrService=fhir.coded(fhir.NDC, line.ndc or ""),
        quantity=filled(value=number, unit=line.ndc_unit) if number is not None else None,
    )

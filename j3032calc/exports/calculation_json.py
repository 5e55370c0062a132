"""A calculation in the machine form of the command line. Keys are a contract: they stay, new ones may be added.

Amounts are text with their unit, exact, without commas; counts of billing units are integers; volumes to 0.01 mL,
``volume_rounded`` says whether that changed one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.wording import findings as say
from j3032calc.wording.working import working
from j3032calc.wording.writing import exact_amount, exact_number, exact_volume, hundredths

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.billing import ClaimLine
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.containers import Opened
    from j3032calc.domain.findings import Finding
    from j3032calc.domain.quantities import BillingUnits, Measured, Volume


def calculation_data(calculation: Calculation, edition: str) -> dict[str, object]:
    """Give the machine form as plain data, ready for JSON."""
    question, plan, units = calculation.question, calculation.plan, calculation.units
    drug, product = question.drug, question.drug.product
    dates = calculation.next_dose
    volume, discarded_volume = plan.volume, plan.discarded_volume
    return {
        "product": product.id if product else None,
        "drug": product.name if product else None,
        "hcpcs": drug.hcpcs,
        "hcpcs_source": None if product is None else "CMS" if drug.override is None else "site override",
        "billing_unit": exact_amount(drug.unit.amount),
        "catalogue_edition": edition,
        "dose": exact_amount(plan.ordered),
        "given": exact_amount(plan.given),
        "volume": _volume(volume),
        "volume_rounded": _is_rounded(volume) or _is_rounded(discarded_volume),
        "containers": [_container(opened) for opened in plan.containers],
        "opened": exact_amount(plan.opened),
        "discarded": _amount(plan.discarded),
        "discarded_volume": _volume(discarded_volume),
        "kept": exact_amount(plan.opened.zero() if plan.kept is None else plan.kept),
        "not_infused": exact_amount(plan.not_infused),
        "short_by": _amount(plan.short_by),
        "administered_units": units.administered.count,
        "discarded_units": _count(units.discarded),
        "claim_lines": [_line(line) for line in calculation.claim_lines],
        "given_on": question.given_on.isoformat(),
        "next_due": _date(dates.due),
        "payer_earliest": _date(dates.payer_earliest),
        "appointment": _date(dates.appointment),
        "window": [day.isoformat() for day in dates.window] if dates.window else None,
        "findings": [_finding(finding) for finding in calculation.findings],
        "working": list(working(calculation)),
    }


def _container(opened: Opened) -> dict[str, object]:
    container, presentation = opened.container, opened.container.presentation
    return {
        "content": exact_amount(container.content),
        "volume": _amount(container.volume),
        "form": str(presentation.form) if presentation else None,
        "ndc": str(presentation.ndc) if presentation else None,
        "proposed": presentation is not None,
        "count": opened.count,
    }


def _line(line: ClaimLine) -> dict[str, object]:
    quantity = line.ndc_quantity
    return {
        "hcpcs": line.hcpcs,
        "modifiers": list(line.modifiers),
        "units": line.units.count,
        "ndc": str(line.ndc) if line.ndc else None,
        "ndc_quantity": exact_number(quantity.amount) if quantity else None,
        "ndc_unit": str(quantity.qualifier) if quantity else None,
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "id": finding.rule,
        "severity": str(finding.claim),
        "care": str(finding.care),
        "message": say.message(finding),
        "source": say.source(finding),
    }


def _amount(amount: Measured | None) -> str | None:
    return None if amount is None else exact_amount(amount)


def _volume(volume: Volume | None) -> str | None:
    return None if volume is None else exact_volume(volume)


def _is_rounded(volume: Volume | None) -> bool:
    return volume is not None and hundredths(volume)[1]


def _count(units: BillingUnits | None) -> int | None:
    return None if units is None else units.count


def _date(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

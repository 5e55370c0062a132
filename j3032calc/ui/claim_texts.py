"""Claim lines as the texts that the page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from j3032calc.wording import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.domain.calculation import Calculation
    from j3032calc.services.entering_verdicts import Judged


class ClaimText(NamedTuple):
    """One claim line: code, modifier, units and what they are for; the NDC line where the payer wants it."""

    cells: tuple[str, str, str, str]
    ndc: str


class Line(NamedTuple):
    """A claim line of a calculation or of a visit; a code that the site bills in place of CMS's says so."""

    code: str
    modifiers: tuple[str, ...]
    units: int
    ndc: str | None
    measured: str


def code_of(calculation: Calculation) -> str:
    """Write the code that is billed; a site override says so."""
    drug = calculation.question.drug
    return _code(drug.hcpcs, is_override=drug.override is not None)


def _code(hcpcs: str | None, *, is_override: bool) -> str:
    code = hcpcs or labels.NO_CODE
    return labels.SITE_OVERRIDE.format(code=code) if is_override else code


def lines_of(calculation: Calculation) -> Iterator[Line]:
    """Give the claim lines of a calculation."""
    from j3032calc.wording.writing import exact_number

    for line in calculation.claim_lines:
        quantity = line.ndc_quantity
        measured = "" if quantity is None else f"{quantity.qualifier} {exact_number(quantity.amount)}"
        ndc = None if line.ndc is None else str(line.ndc)
        yield Line(code_of(calculation), line.modifiers, line.units.count, ndc, measured)


def lines_to_bill(judged: Judged) -> Iterator[Line]:
    """Give the claim lines that a visit bills."""
    for line in judged.visit.lines or ():
        code = _code(line.hcpcs, is_override=judged.visit.site_override is not None)
        yield Line(code, line.modifiers, line.units, line.ndc, f"{line.ndc_unit} {line.ndc_quantity}")


def claim_text(line: Line) -> ClaimText:
    """Say one claim line."""
    from j3032calc.domain.billing import JW

    fate = labels.FOR_DISCARDED if JW in line.modifiers else labels.FOR_GIVEN
    cells = (line.code, " ".join(line.modifiers) or labels.NONE, f"{line.units:,}", fate)
    ndc = "" if line.ndc is None else labels.CLAIM_NDC.format(ndc=line.ndc, quantity=line.measured)
    return ClaimText(cells, ndc)


def line_texts(judged: Judged) -> Iterator[str]:
    """Say the claim lines of a visit, each with the reason of its modifiers."""
    from j3032calc.domain.visit.suggestions import modifier_reasons
    from j3032calc.wording.readiness import write_modifier_reason

    for line in lines_to_bill(judged):
        code, modifiers, units, fate = claim_text(line).cells
        yield labels.CLAIM_LINE.format(code=code, modifiers=modifiers, units=units, fate=fate)
    yield from map(write_modifier_reason, modifier_reasons(judged.visit))


def claim_notes(calculation: Calculation, judged: Judged | None) -> Iterator[str]:
    """Say what stands under the claim lines: a proposed NDC, why each modifier, and what else may be billed."""
    if any(opened.container.presentation for opened in calculation.plan.containers):
        yield labels.NDC_PROPOSED
    if judged is None:
        return
    from j3032calc.domain.visit.suggestions import administration_codes, modifier_reasons
    from j3032calc.wording.readiness import write_administration_code, write_modifier_reason

    yield from map(write_modifier_reason, modifier_reasons(judged.visit))
    yield from map(write_administration_code, administration_codes(judged.visit))

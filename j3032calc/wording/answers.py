"""The answers of the command line in words: a calculation, a code, a package, the catalogue, a crosswalk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.domain.catalogue import Agreement
from j3032calc.domain.quantities import Volume
from j3032calc.wording import findings as say
from j3032calc.wording.findings import write_citation
from j3032calc.wording.working import working
from j3032calc.wording.writing import (
    count_of,
    exact_number,
    write_amount,
    write_billing_units,
    write_date,
    write_interval,
    write_volume,
    write_weekday,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.domain.billing import ClaimLine
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.catalogue import Catalogue, CrossCheck
    from j3032calc.domain.containers import Opened
    from j3032calc.domain.crosswalk import CrosswalkReport, Difference
    from j3032calc.domain.package import Identified
    from j3032calc.domain.product import Presentation, Product, Schedule
    from j3032calc.domain.schedule import Steps

NOT_KNOWN = "Not known"


def drug_line(calculation: Calculation) -> str:
    """Name the drug and its code: "tezepelumab-ekko (Tezspire), J2356, 1 mg per billing unit"."""
    drug = calculation.question.drug
    name = drug.product.name if drug.product else "Drug not in the catalogue"
    code = drug.hcpcs or "no HCPCS code entered"
    if drug.override is not None:
        code = f"{code} (site override: {drug.override.reason})"
    return f"{name}, {code}, {write_amount(drug.unit.amount)} per billing unit"


def to_draw(calculation: Calculation) -> str:
    """Say how much to draw."""
    volume = calculation.plan.volume
    return NOT_KNOWN if volume is None else write_volume(volume)


def opened_line(opened: Opened) -> str:
    """Say what to open: "1 × single-dose vial of 100 mg in 10 mL, NDC … (proposed)"."""
    container, presentation = opened.container, opened.container.presentation
    form = str(presentation.form) if presentation else "container"
    is_apart = not isinstance(container.content, Volume)
    volume = f" in {write_amount(container.volume)}" if container.volume is not None and is_apart else ""
    ndc = f", NDC {presentation.ndc} (proposed)" if presentation else ""
    return f"{opened.count:,} × {form} of {write_amount(container.content)}{volume}{ndc}"


def discarded(calculation: Calculation) -> str:
    """Say what is discarded, or kept in a multi-dose container."""
    plan = calculation.plan
    if plan.discarded is None:
        return NOT_KNOWN
    if plan.is_multi_dose and plan.kept is not None:
        return f"0 {plan.opened.unit}, {write_amount(plan.kept)} kept"
    return write_amount(plan.discarded)


def claim_line(line: ClaimLine) -> str:
    """Write one claim line: "J2786 JW, 83 billing units"."""
    code = " ".join((line.hcpcs or "no code", *line.modifiers))
    quantity = line.ndc_quantity
    ndc = f", N4 {line.ndc.digits} {quantity.qualifier}{exact_number(quantity.amount)}" if line.ndc and quantity else ""
    return f"{code}, {write_billing_units(line.units)}{ndc}"


def next_due(calculation: Calculation) -> str:
    """Say when the next dose is due, by both clocks where they differ."""
    dates = calculation.next_dose
    if dates.due is None:
        return NOT_KNOWN
    if dates.payer_earliest is None or dates.payer_earliest == dates.due:
        return write_weekday(dates.due)
    return f"{write_weekday(dates.due)}; payers from {write_date(dates.payer_earliest)}"


def calculation_text(calculation: Calculation, edition: str) -> str:
    """Write a whole calculation for reading in a terminal."""
    return "\n".join(_calculation_lines(calculation, edition))


def _calculation_lines(calculation: Calculation, edition: str) -> Iterator[str]:
    yield drug_line(calculation)
    yield f"Dose       {write_amount(calculation.plan.ordered)} on {write_date(calculation.question.given_on)}"
    for opened in calculation.plan.containers:
        yield f"Open       {opened_line(opened)}"
    yield f"Draw       {to_draw(calculation)}"
    for line in calculation.claim_lines:
        yield f"Bill       {claim_line(line)}"
    if not calculation.claim_lines:
        yield "Bill       No claim line while a finding stops the claim"
    yield f"Discarded  {discarded(calculation)}"
    yield f"Next due   {next_due(calculation)}"
    if calculation.next_dose.appointment is not None:
        yield f"First open {write_weekday(calculation.next_dose.appointment)}"
    if calculation.findings:
        yield "\nFindings"
    for finding in calculation.findings:
        yield f"  {finding.rule} {finding.claim}: {say.message(finding)}"
    yield "\nWorking"
    for sentence in working(calculation):
        yield f"  {sentence}"
    yield f"\nCatalogue edition {edition}. This advises; a licensed person decides."


def cross_check_text(check: CrossCheck) -> str:
    """Write what each source says a code is."""
    return "\n".join(_cross_check_lines(check))


_VERDICTS = {
    Agreement.AGREE: "CMS and the source document agree.",
    Agreement.DISAGREE: "CMS and the source document disagree. Choose the drug, never the code; billing follows CMS.",
    Agreement.CMS_ONLY: "The source document does not mention this code.",
}


def _cross_check_lines(check: CrossCheck) -> Iterator[str]:
    code = check.code
    yield f"{code.hcpcs}: {_VERDICTS[code.agreement]}"
    until = f" until {write_date(code.last)}" if code.last else ""
    yield f"  CMS says: {code.cms.drug} ({code.cms.descriptor}), in force from {write_date(code.first)}{until}."
    yield f"    Source: {write_citation(code.cms.cited)}."
    if code.replaced_by:
        yield f"    Replaced by {code.replaced_by}."
    if code.document:
        yield f"  The source document says: {code.document.drug}."
        yield f"    Source: {write_citation(code.document.cited)}."
    for product in check.candidates:
        yield f"  {product.name} is {product.code.hcpcs} at CMS ({_unit_size(product)})."
        yield f"    Source: {write_citation(product.code.cited)}."


def _unit_size(product: Product) -> str:
    return f"{write_amount(product.code.unit.amount)} per billing unit"


def package_text(package: Identified) -> str:
    """Write what a package is."""
    product = package.product.name if package.product else "Not in this catalogue"
    lines = [f"NDC      {package.ndc}", f"Product  {product}"]
    if package.presentation:
        lines.append(f"Package  {presentation_line(package.presentation)}")
    if package.gtin:
        lines.append(f"Lot      {package.lot or 'Not on the code'}")
        lines.append(f"Expiry   {write_date(package.expiry) if package.expiry else 'Not on the code'}")
    return "\n".join(lines)


def presentation_line(item: Presentation) -> str:
    """Write one package: "single-dose vial, 100 mg in 10 mL, NDC 59310-0610-31"."""
    volume = f" in {write_amount(item.volume)}" if item.volume is not None else ""
    verify = "; verify" if item.cited.must_verify else ""
    return f"{item.form}, {write_amount(item.content)}{volume}, NDC {item.ndc}{verify}"


def catalogue_text(catalogue: Catalogue) -> str:
    """Write the catalogue: products with codes, packages, schedules and sources."""
    lines = [f"Catalogue edition {catalogue.edition}"]
    for product in catalogue.products:
        lines += ["", *_product_lines(product)]
    lines += ["", "Payer profiles: " + ", ".join(f"{payer.id} ({payer.name})" for payer in catalogue.payers)]
    return "\n".join(lines)


def _product_lines(product: Product) -> Iterator[str]:
    yield f"{product.id}: {product.name}, {product.code.hcpcs}, {_unit_size(product)}"
    yield f"  Source: {write_citation(product.code.cited)}"
    for item in product.presentations:
        yield f"  {presentation_line(item)}"
    for schedule in product.schedules:
        yield f"  {schedule.id}: {schedule.indication}; {_intervals(schedule)}"


def _intervals(schedule: Schedule) -> str:
    if schedule.steps is None:
        return f"the order says {' or '.join(write_interval(interval) for interval in schedule.order_intervals)}"
    return steps_text(schedule.steps)


def steps_text(steps: Steps) -> str:
    """Write a schedule's intervals: "every 4 weeks", or "from dose 1 every 4 weeks, from dose 3 every 8 weeks"."""
    if steps.only_interval is not None:
        return write_interval(steps.only_interval)
    return ", ".join(f"from dose {step.from_dose} {write_interval(step.interval)}" for step in steps.steps)


def crosswalk_text(report: CrosswalkReport) -> str:
    """Write a comparison with a CMS crosswalk."""
    return "\n".join(_crosswalk_lines(report))


def _crosswalk_lines(report: CrosswalkReport) -> Iterator[str]:
    agreed = len(report.agreed)
    agree = f"{count_of(agreed, 'package')} agree{'s' if agreed == 1 else ''}"
    yield f"{agree}, {count_of(len(report.differences), 'difference')}."
    for product, item in report.agreed:
        yield f"  agrees: {product.name}, NDC {item.ndc}, {product.code.hcpcs}"
    for difference in report.differences:
        yield f"  differs: {_difference(difference)}"
    for product, item in report.not_in_file:
        yield f"  not in the file: {product.name}, NDC {item.ndc}"
    for row in report.not_in_catalogue:
        yield f"  not in the catalogue: {row.drug}, NDC {row.ndc}, {row.hcpcs}"
    if report.unreadable_rows:
        yield f"  {count_of(report.unreadable_rows, 'row')} could not be read."


def file_and_catalogue(difference: Difference) -> tuple[str, str]:
    """Give what a CMS file says and what the catalogue says."""
    theirs, ours = difference.file_says, difference.catalogue_says
    file_says = theirs if isinstance(theirs, str) else "not readable" if theirs is None else write_amount(theirs)
    return file_says, ours if isinstance(ours, str) else write_amount(ours)


def _difference(difference: Difference) -> str:
    file_says, catalogue_says = file_and_catalogue(difference)
    ndc = difference.presentation.ndc
    return f"{difference.product.name}, NDC {ndc}: {difference.field} is {file_says} in the file, {catalogue_says} here"

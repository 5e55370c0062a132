"""A calculation as the texts that the page shows. What numbers, dates and findings look like is ``wording``'s."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from j3032calc.ui.claim_texts import claim_notes, claim_text, code_of, lines_of, lines_to_bill
from j3032calc.ui.finding_texts import finding_text, summary_of, verdict_summary, verdict_text
from j3032calc.wording import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.dosing import Use
    from j3032calc.domain.product import Presentation, Product
    from j3032calc.domain.question import Question
    from j3032calc.services.entering_verdicts import Judged
    from j3032calc.ui.claim_texts import ClaimText, Line
    from j3032calc.ui.finding_texts import FindingText


class AnswerText(NamedTuple):
    """One large answer: its heading, the answer, and what stands under it."""

    heading: str
    value: str
    note: str


class UseText(NamedTuple):
    """What equal containers gave, in words and as shares: given of one, and its size beside the largest."""

    title: str
    package: str
    given: str
    rest: str
    number: int
    given_share: float
    size: float
    is_syringe: bool


class Answers(NamedTuple):
    """Everything that the page says about one calculation."""

    drug: str
    answers: tuple[AnswerText, ...]
    uses: tuple[UseText, ...]
    claim: tuple[ClaimText, ...]
    claim_note: str
    findings: tuple[FindingText, ...]
    summary: tuple[str, str]
    working: tuple[str, ...]
    sources: tuple[str, ...]


def answers_of(calculation: Calculation, judged: Judged | None = None) -> Answers:
    """Say a calculation; for a patient, with everything that stands against the visit."""
    from j3032calc.wording import answers
    from j3032calc.wording.working import working

    lines = tuple(lines_of(calculation) if judged is None else lines_to_bill(judged))
    findings = tuple(
        map(finding_text, calculation.findings) if judged is None else map(verdict_text, judged.readiness.by_urgency)
    )
    return Answers(
        drug=answers.drug_line(calculation),
        answers=(_draw(calculation), _bill(calculation, lines), _discarded(calculation), _next_due(calculation)),
        uses=tuple(_uses(calculation)),
        claim=tuple(map(claim_text, lines)),
        claim_note="\n".join(claim_notes(calculation, judged)),
        findings=findings,
        summary=summary_of(findings) if judged is None else verdict_summary(judged.readiness),
        working=working(calculation),
        sources=tuple(_sources(calculation)),
    )


def _draw(calculation: Calculation) -> AnswerText:
    from j3032calc.wording import answers
    from j3032calc.wording.writing import write_amount

    plan = calculation.plan
    note = labels.FOR_DOSE.format(dose=write_amount(plan.ordered))
    if plan.short_by is not None:
        note = labels.SHORT.format(amount=write_amount(plan.short_by))
    elif plan.volume is None:
        note = labels.VOLUME_UNKNOWN
    return AnswerText(labels.DRAW, answers.to_draw(calculation), note)


def _bill(calculation: Calculation, lines: tuple[Line, ...]) -> AnswerText:
    from j3032calc.domain.billing import JW, JZ
    from j3032calc.wording.writing import write_amount, write_billing_units

    drug = calculation.question.drug
    note = labels.UNITS_OF.format(code=code_of(calculation), unit=write_amount(drug.unit.amount))
    if not lines:
        return AnswerText(labels.BILL, labels.NO_CLAIM_LINE, labels.EXPLAINED_BELOW)
    given = write_billing_units(calculation.units.administered)
    wasted = sum(line.units for line in lines if JW in line.modifiers)
    if wasted:
        return AnswerText(labels.BILL, f"{given}\n+ {wasted:,} {JW}", note)
    modifier = JZ if any(JZ in line.modifiers for line in lines) else labels.NO_MODIFIER
    return AnswerText(labels.BILL, f"{given}\n{modifier}", note)


def _discarded(calculation: Calculation) -> AnswerText:
    from j3032calc.wording import answers
    from j3032calc.wording.writing import write_billing_units, write_volume

    plan, units = calculation.plan, calculation.units
    value, _, kept = answers.discarded(calculation).partition(", ")
    if kept:
        return AnswerText(labels.DISCARDED, value, kept)
    if plan.discarded is None or units.discarded is None:
        return AnswerText(labels.DISCARDED, value, labels.EXPLAINED_BELOW)
    if plan.discarded.is_zero:
        return AnswerText(labels.DISCARDED, value, labels.NOTHING_DISCARDED)
    volume = plan.discarded_volume
    said = [] if volume is None or answers.discarded(calculation).endswith("mL") else [write_volume(volume)]
    said.append(labels.BELOW_ONE_UNIT if units.discarded.is_zero else write_billing_units(units.discarded))
    return AnswerText(labels.DISCARDED, value, ", ".join(said))


def _next_due(calculation: Calculation) -> AnswerText:
    from j3032calc.wording import answers
    from j3032calc.wording.writing import write_interval, write_weekday

    question, dates = calculation.question, calculation.next_dose
    if dates.due is None:
        value, notes = answers.NOT_KNOWN, [labels.EXPLAINED_BELOW]
    else:
        value, notes = write_weekday(dates.due).replace(" ", "\n", 1), []
        interval = question.use.interval()
        notes += [_clock(question).format(interval=write_interval(interval))] if interval is not None else []
    if dates.payer_earliest is not None:
        notes.append(labels.PAYER_CLOCK.format(date=write_weekday(dates.payer_earliest)))
    else:
        notes.append(labels.PAYER_CLOCK_UNKNOWN)
    return AnswerText(labels.NEXT_DUE, value, "\n".join(notes))


def _clock(question: Question) -> str:
    """Give whose interval it is, with a place for the interval."""
    if question.drug.product is None or question.use.every is not None:
        return labels.ORDER_CLOCK
    return labels.SITE_CLOCK if question.drug.product.is_of_site else labels.LABEL_CLOCK


def _uses(calculation: Calculation) -> Iterator[UseText]:
    plan = calculation.plan
    if not plan.uses:
        return
    largest = max(use.container.content for use in plan.uses)
    fate = labels.REST_KEPT if plan.is_multi_dose else labels.REST_DISCARDED
    for use in plan.uses:
        yield _use(use, fate, size=float(use.container.content.ratio_to(largest)))


def _use(use: Use, fate: str, *, size: float) -> UseText:
    from j3032calc.domain.containers import Opened
    from j3032calc.domain.product import Form
    from j3032calc.wording.answers import opened_line
    from j3032calc.wording.writing import write_amount

    container = use.container
    title, _, package = opened_line(Opened(container, use.count)).partition(", ")
    rest = container.content - use.given
    share = use.given.ratio_to(container.content)
    return UseText(
        title=title,
        package=package,
        given=_given(use),
        rest="" if rest.is_zero else labels.USE_REST.format(amount=write_amount(rest), fate=fate),
        number=use.count,
        given_share=float(share),
        size=size,
        is_syringe=container.presentation is not None
        and container.presentation.form not in {Form.VIAL, Form.MULTI_DOSE_VIAL},
    )


def _given(use: Use) -> str:
    from j3032calc.wording.writing import write_amount, write_volume

    amount = write_amount(use.given)
    if use.given.is_zero:
        return labels.USE_NONE
    if use.volume is None or amount.endswith("mL"):
        return (labels.USE_WHOLE if use.count == 1 else labels.USE_EACH).format(amount=amount)
    pattern = labels.USE_VOLUME if use.count == 1 else labels.USE_VOLUME_EACH
    return pattern.format(amount=amount, volume=write_volume(use.volume))


def _sources(calculation: Calculation) -> Iterator[str]:
    from j3032calc.wording.findings import write_citation

    product = calculation.question.drug.product
    if product is None:
        return
    yield labels.CITED.format(fact=product.code.hcpcs, citation=write_citation(product.code.cited))
    for schedule in calculation.question.use.candidates:
        yield labels.CITED.format(fact=schedule.indication, citation=write_citation(schedule.cited))
        if schedule.payer is not None:
            yield labels.CITED.format(fact=schedule.payer.text, citation=write_citation(schedule.payer.cited))


def package_items(product: Product | None) -> tuple[tuple[str, str], ...]:
    """Give the product's packages as NDC and text."""
    return () if product is None else tuple((str(item.ndc), _package(item)) for item in product.presentations)


def _package(item: Presentation) -> str:
    from j3032calc.wording.answers import presentation_line

    return presentation_line(item)


def schedule_items(product: Product) -> tuple[tuple[str, str], ...]:
    """Give the product's schedules as id and text, after "not chosen yet"."""
    return (("", labels.NO_SCHEDULE), *((schedule.id, schedule.indication) for schedule in product.schedules))

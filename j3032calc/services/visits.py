"""One visit for a dose, put together from what is on file, what was worked out and what was charted.

What nobody has entered stays unknown: a rule says so, and nothing is guessed here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from j3032calc.domain.administration import LineBilled
from j3032calc.domain.charting import containers_of
from j3032calc.domain.checklist import checklist_for
from j3032calc.domain.label import LabelUse
from j3032calc.domain.order import DrugRef
from j3032calc.domain.ordering import charge_on
from j3032calc.domain.schedule import Interval
from j3032calc.domain.visit.facts import Phase, Visit
from j3032calc.domain.visit.suggestions import lines_to_bill
from j3032calc.wording.writing import exact_number

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.administration import Discard
    from j3032calc.domain.billing import ClaimLine
    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.charting import Charted
    from j3032calc.domain.checklist import Checklist
    from j3032calc.domain.entries import DueDose
    from j3032calc.domain.order import Order
    from j3032calc.domain.patient import Weight
    from j3032calc.domain.payer import PayerProfile
    from j3032calc.domain.product import Product, Schedule
    from j3032calc.domain.visit.facts import PastDose
    from j3032calc.services.on_file import OnFile, SiteFile

# The first dose that has one before it.
_SECOND: Final = 2


@dataclass(frozen=True, slots=True)
class Rules:
    """What the visits of one edition are measured by."""

    catalogue: Catalogue
    checklists: tuple[Checklist, ...]

    def product(self, product_id: str | None) -> Product | None:
        """Give a product by its id, ``None`` for a drug that is not in the catalogue."""
        return self.catalogue.by_id(product_id)

    def payer(self, payer_id: str | None) -> PayerProfile | None:
        """Give a payer profile by its id, ``None`` where there is none of that id."""
        return next((one for one in self.catalogue.payers if one.id == payer_id), None)


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that is known before anybody enters anything about the visit."""

    rules: Rules
    patient: OnFile
    site: SiteFile


@dataclass(frozen=True, slots=True)
class Handled:
    """Who works on the dose: the account of the nurse, and the discard as far as it is confirmed."""

    by: str
    discard: Discard | None = None


def due_visit(known: Known, due: DueDose, day: date) -> Visit:
    """Give the visit of a dose that is due, from the log alone, as if it were given on a day."""
    order = _order_of(known.patient, due)
    product = known.rules.product(due.drug_key)
    drug = order.drug if order is not None else _named(due.drug_key, product)
    schedules = () if product is None else product.schedules
    chosen = tuple(one for one in schedules if order is not None and one.id == order.schedule_id)
    use = LabelUse(chosen or schedules, None, None if order is None else order.interval)
    coverages = known.patient.patient.coverages
    payer = known.rules.payer(coverages[0].payer_id) if coverages else None
    visit = Visit(given_on=day, drug=drug, phase=Phase.DUE, product=product, payer=payer, order=order)
    return _with_file(visit, known, use)


def _order_of(patient: OnFile, due: DueDose) -> Order | None:
    """Give the order that is followed: the drug's newest that goes on, else the one that the last dose followed."""
    active = [order for order in patient.orders if order.is_active and order.drug.key == due.drug_key]
    return active[-1] if active else patient.order(due.order_id)


def _named(drug_key: str, product: Product | None) -> DrugRef:
    if product is None:
        return DrugRef(product_id=None, name=drug_key)
    return DrugRef(product_id=product.id, name=product.name, hcpcs=product.code.hcpcs)


def charted_visit(
    known: Known, calculation: Calculation, charted: Charted, phase: Phase, handled: Handled | None = None
) -> Visit:
    """Give the visit of a dose that is calculated, as far as it is charted.

    Before anything is charted nothing is opened: what the calculation proposes counts from ``Phase.PREPARED`` on.
    """
    question, plan, units = calculation.question, calculation.plan, calculation.units
    product = question.drug.product
    visit = Visit(
        given_on=question.given_on,
        drug=_drug(calculation, charted),
        phase=phase,
        id=charted.id,
        product=product,
        known_code=question.drug.known,
        payer=question.payer if question.is_payer_named else None,
        site_override=question.drug.override_reason,
        order=known.patient.order(charted.order_id),
        authorization_number=charted.authorization_number,
        diagnoses=charted.diagnoses or None,
        weight=charted.weight or _weight_on_file(known.patient, calculation),
        containers=None if phase is Phase.DUE else charted.containers or containers_of(plan.containers),
        is_multi_dose=question.is_multi_dose,
        source=charted.source,
        preparation=charted.preparation,
        administered_units=units.administered.count,
        discarded_units=None if units.discarded is None else units.discarded.count,
        discarded=plan.opened.zero() if plan.discarded is None else plan.discarded,
        lines=tuple(map(_line, calculation.claim_lines)),
        route=charted.route,
        started_at=charted.started_at,
        stopped_at=charted.stopped_at,
        given_by=None if handled is None else handled.by,
        discard=None if handled is None else handled.discard,
        observation=charted.observation,
    )
    return _with_file(replace(visit, lines=lines_to_bill(visit)), known, question.use)


def _drug(calculation: Calculation, charted: Charted) -> DrugRef:
    """Name the drug; one that was typed and has no name yet has none."""
    drug = calculation.question.drug
    name = (charted.drug_name or "").strip() if drug.product is None else drug.product.name
    return DrugRef(product_id=None if drug.product is None else drug.product.id, name=name, hcpcs=drug.hcpcs)


def _line(line: ClaimLine) -> LineBilled:
    quantity = line.ndc_quantity
    return LineBilled(
        hcpcs=line.hcpcs,
        modifiers=line.modifiers,
        units=line.units.count,
        ndc=None if line.ndc is None else str(line.ndc),
        ndc_quantity=None if quantity is None else exact_number(quantity.amount),
        ndc_unit=None if quantity is None else str(quantity.qualifier),
    )


def _weight_on_file(patient: OnFile, calculation: Calculation) -> Weight | None:
    """Give the day of the weight that was calculated with, where the newest on file is that weight."""
    newest = patient.patient.weights[-1:]
    return next((weight for weight in newest if weight.amount == calculation.question.weight), None)


def _with_file(visit: Visit, known: Known, use: LabelUse) -> Visit:
    """Add to a visit what is on file: patient, site, orders, authorizations, past doses and what follows from them."""
    patient, site, drug = known.patient, known.site, visit.drug
    schedule = use.candidates[0] if len(use.candidates) == 1 else None
    seen = replace(
        visit,
        known_code=visit.known_code or known.rules.catalogue.code(drug.hcpcs or ""),
        schedule=schedule,
        checklist=_checklist(known.rules, visit.product, schedule),
        site=site.site,
        charge=None if drug.hcpcs is None else charge_on(site.charges, drug.hcpcs, visit.given_on),
        patient=patient.patient,
        other_orders=tuple(order for order in patient.orders if order != visit.order),
        authorizations=patient.authorizations,
        # A drug without a name cannot be told from any that was given before.
        past=patient.past if drug.key else None,
    )
    last = seen.last_dose
    return replace(
        seen,
        label_interval=None if last is None else _label_interval(use, last),
        payer_interval=None if last is None else _payer_interval(use, last, visit.product, visit.payer),
    )


def _checklist(rules: Rules, product: Product | None, schedule: Schedule | None) -> Checklist | None:
    if product is None or schedule is None:
        return None
    return checklist_for(rules.checklists, product.id, schedule.id)


def _label_interval(use: LabelUse, last: PastDose) -> Interval | None:
    """Give the interval that runs since the last dose: by its number, or else as its own record says."""
    return _after_last(use).interval() or _days(last, last.due)


def _payer_interval(
    use: LabelUse, last: PastDose, product: Product | None, payer: PayerProfile | None
) -> Interval | None:
    recorded = last.payer_earliest if payer is not None and last.payer_id == payer.id else None
    return _after_last(use).payer_interval(product, payer) or _days(last, recorded)


def _after_last(use: LabelUse) -> LabelUse:
    """Give the use as it was at the dose before; without a number of this dose that one has none either."""
    number = use.dose_number
    return replace(use, dose_number=None if number is None or number < _SECOND else number - 1)


def _days(last: PastDose, until: date | None) -> Interval | None:
    days = 0 if until is None else (until - last.given_on).days
    return Interval(days=days) if days > 0 else None

"""One patient of the demonstration: from the first visit to the dose that is under way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from j3032calc.domain.charting import Answered
from j3032calc.domain.findings import Care, Claim
from j3032calc.domain.order import Authorization, DrugRef, Order, Prescriber
from j3032calc.domain.patient import Coverage, Patient, Relation, Weight
from j3032calc.domain.people import Role
from j3032calc.domain.visit.facts import Phase
from j3032calc.services.administrations import Confirmation, Override, Witness
from j3032calc.services.calculation import Calculator, Typed
from j3032calc.services.entering import YES, entered_allergies
from j3032calc.services.entering_chart import entered_chart
from j3032calc.services.theater import Scene, moment, who
from j3032calc.wording.reading import read_dose, read_interval, read_weight
from j3032calc.wording.writing import write_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from j3032calc.domain.calculation import Calculation
    from j3032calc.services.services import Services
    from j3032calc.services.story import DoseTold, PatientTold, Story
    from j3032calc.services.theater import Theater

_DISCARD: Final = {"discard_reason": "Rest of a single-dose container", "discard_method": "Sharps container"}
_EXPIRES_AFTER: Final = 300
_REASON: Final = "Asked prescriber and payer, who agreed."


class Chart:
    """One patient while the story is told: what happens, and what the log has called the patient and the order."""

    def __init__(self, story: Story, theater: Theater, told: PatientTold, now: datetime) -> None:
        self._story = story
        self._told = told
        self._now = now
        self._calculator = Calculator(theater.catalogue, theater.clock)
        self._catalogue = theater.catalogue
        self._nurse = who(story, Role.NURSE)
        self._patient_id = ""
        self._order: Order | None = None

    def scenes(self) -> Iterator[Scene]:
        """Give what happens to the patient."""
        told = self._told
        yield Scene(moment(self._now, told.since, "08:00"), self._nurse, self._arrive)
        if told.order is not None:
            yield Scene(moment(self._now, told.order.day, "08:20"), self._nurse, self._write_order)
        if told.approval is not None:
            yield Scene(moment(self._now, told.approval.first, "08:40"), who(self._story, Role.BILLER), self._approve)
        for number, dose in enumerate(told.doses, start=1):
            yield from self._dose_scenes(dose, number)
        if told.draft is not None:
            midnight = datetime.combine(self._now.date(), time(), self._now.tzinfo)
            begun = max(midnight, self._now - timedelta(minutes=told.draft.minutes_ago))
            yield Scene(begun, self._nurse, self._begin)

    def _day(self, day: int) -> str:
        return write_date(self._date(day))

    def _date(self, day: int) -> date:
        return self._now.date() + timedelta(days=day)

    # --- Coming for the first time ---

    def _arrive(self, services: Services) -> None:
        told, address = self._told, self._story.clinic.address
        payer = next(payer for payer in self._catalogue.payers if payer.id == told.payer)
        coverage = Coverage(
            payer_id=payer.id,
            payer_name=payer.name,
            member_id=told.member,
            relation=Relation.SELF,
            address=address,
            claims_number="DEMO",
        )
        weight = (Weight(amount=read_weight(told.weight), on=self._date(told.since)),) if told.weight else ()
        patient = Patient(
            id=services.session.new_id(),
            identifier=told.identifier,
            family=told.family,
            given=told.given,
            born=told.born,
            sex=told.sex,
            weights=weight,
            allergies=None if told.allergies is None else entered_allergies(told.allergies),
            coverages=(coverage,),
            address=address,
        )
        self._patient_id = services.patients.add(patient).id

    def _write_order(self, services: Services) -> None:
        told = self._told.order
        assert told is not None  # noqa: S101 - the scene is there only with an order
        product = self._catalogue.product(told.product)
        schedule = next((one for one in product.schedules if one.id == told.schedule), None)
        order = Order(
            id=services.session.new_id(),
            patient_id=self._patient_id,
            drug=DrugRef(product_id=product.id, name=product.name, hcpcs=product.code.hcpcs),
            prescriber=Prescriber(name="Ira Holloway-Demo", credential="MD", npi=self._story.clinic.npi),
            dose=read_dose(told.dose),
            route=product.route,
            interval=read_interval(told.every) if told.every else None,
            schedule_id=told.schedule or None,
            indication=None if schedule is None else schedule.indication,
            diagnoses=(told.diagnosis,),
            ordered_on=self._date(told.day),
            starts_on=None if told.starts is None else self._date(told.starts),
            expires_on=self._date(told.expires),
            signed_on=self._date(told.day) if told.is_signed else None,
        )
        self._order = services.orders.write(order)

    def _approve(self, services: Services) -> None:
        told = self._told.approval
        assert told is not None and self._order is not None  # noqa: PT018, S101 - the scene is there only with both
        services.authorizations.add(
            Authorization(
                id=services.session.new_id(),
                patient_id=self._patient_id,
                payer_id=self._told.payer,
                drug=self._order.drug,
                number=told.number,
                first=self._date(told.first),
                last=self._date(told.last),
                units=told.units,
            )
        )

    # --- A dose ---

    def _dose_scenes(self, told: DoseTold, number: int) -> Iterator[Scene]:
        """Give the signing of a dose, a little after it ended, and what became of the record on the next day."""
        charted_on = told.day if told.charted is None else told.charted
        signed_at = moment(self._now, charted_on, told.time) + timedelta(minutes=told.minutes + 6)
        by = told.by or self._nurse
        ids: list[str] = []
        yield Scene(signed_at, by, lambda services: ids.append(self._sign(services, told, number)))
        if told.reason:
            yield Scene(signed_at + timedelta(days=1), by, lambda services: self._put_right(services, told, ids[0]))

    def _sign(self, services: Services, told: DoseTold, number: int) -> str:
        entered = self._entered(told.entered, told.day, number)
        calculation = self._calculator.answer(_typed(entered))
        draft = services.drafts.prepare(self._patient_id, None if self._order is None else self._order.id, entered)
        sheet = entered | self._sheet(told, calculation)
        charted = entered_chart(sheet, calculation, draft, self._order, services.session.clock.now())
        found = services.checks.charted(calculation, charted, Phase.GIVEN).findings
        stops = tuple(one for one in found if one.claim is Claim.STOP)
        answered = [one for one in found if one in stops or one.care is Care.HOLD]
        charted = replace(charted, answers=tuple(Answered(finding=one, reason=_REASON) for one in answered))
        other = next(one.user for one in self._story.colleagues if one.user != services.session.account.user)
        confirmation = Confirmation(
            pin=self._story.pin,
            is_given=True,
            is_discarded=charted.discard is not None,
            witness=None if charted.discard is None else Witness(other, self._story.pin),
            override=Override(who(self._story, Role.LEAD), self._story.pin, stops) if stops else None,
        )
        return services.doses.sign(calculation, charted, confirmation).subject

    def _entered(self, other: Mapping[str, str], day: int, number: int) -> dict[str, str]:
        """Give the Give page as it is filled from the order, and what else was typed."""
        told, order = self._told, self._told.order
        entered = {"payer": told.payer, "given_on": self._day(day)}
        if order is not None:
            product = self._catalogue.product(order.product).name
            entered |= {"product": product, "dose": order.dose, "every": order.every, "schedule": order.schedule}
            entered["dose_number"] = str(number)
        if told.weight:
            entered |= {"weight": told.weight, "weighed_on": self._day(told.since)}
        return {**entered, **other}

    def _sheet(self, told: DoseTold, calculation: Calculation) -> dict[str, str]:
        """Give the Sign page as a nurse fills it."""
        start = moment(self._now, told.day, told.time)
        stop = f"{start + timedelta(minutes=told.minutes):%H:%M}"
        sheet = {"source": "purchased", "started_at": f"{start:%H:%M}"}
        if told.minutes:
            sheet["stopped_at"] = stop
        if self._told.approval is not None:
            sheet["authorization"] = self._told.approval.number
        discarded = calculation.plan.discarded
        if discarded is not None and not discarded.is_zero:
            sheet |= {**_DISCARD, "discarded_at": stop, "is_not_shared": YES}
        for place, _ in enumerate(calculation.plan.containers, start=1):
            expiry = self._day(told.day + _EXPIRES_AFTER)
            sheet |= {f"lot{place}": told.lot, f"expiry{place}": expiry, f"ndc{place}": YES}
        return {**sheet, **told.entered}

    def _put_right(self, services: Services, told: DoseTold, dose_id: str) -> None:
        """Amend the record of a dose with the right lot, or take it back."""
        if not told.right_lot:
            services.doses.void(dose_id, told.reason, self._story.pin)
            return
        dose = services.doses.history(dose_id).dose
        containers = tuple(replace(used, lot=told.right_lot) for used in dose.containers)
        services.doses.amend(replace(dose, containers=containers), told.reason, Confirmation(pin=self._story.pin))

    # --- A dose under way ---

    def _begin(self, services: Services) -> None:
        told = self._told.draft
        assert told is not None and self._order is not None  # noqa: PT018, S101 - the scene is there only with both
        entered = self._entered(told.entered, 0, len(self._told.doses) + 1)
        draft = services.drafts.prepare(self._patient_id, self._order.id, entered)
        if told.is_running:
            services.drafts.start(draft.id)


def _typed(entered: Mapping[str, str]) -> Typed:
    """Give the calculation that the Give page would ask for."""
    typed: dict[str, Any] = {
        name: text for name, text in entered.items() if name in Typed.__dataclass_fields__ and text
    }
    if "container" in typed:
        typed["container"] = (typed["container"],)
    return Typed(**typed | {"multi_dose": "multi_dose" in typed})

"""Orders, authorizations and charges: written, corrected, ended and found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from j3032calc.domain.entries import Kind
from j3032calc.domain.order import Authorization, Charge, Order
from j3032calc.domain.ordering import charge_on, check_authorization, checked_charge, checked_order
from j3032calc.domain.people import Right
from j3032calc.domain.problems.charting import NothingChanged, NotInLog, OfOtherPatient, OrderEnded
from j3032calc.domain.problems.dose import DoseInOtherUnit
from j3032calc.domain.problems.site import DrugRetired
from j3032calc.domain.quantities import Volume
from j3032calc.domain.reasons import Why, need_reason
from j3032calc.services.patients import patient_of
from j3032calc.services.site_catalogue import catalogue_of
from j3032calc.wording.log_words import DOCUMENTATION_RECORDED, ORDER_RENEWED
from j3032calc.wording.writing import write_amount

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.entries import NewEntry
    from j3032calc.domain.order import Documented
    from j3032calc.services.ports import Log
    from j3032calc.services.session import Session

_ORDER_KINDS: Final = (Kind.ORDER_WRITTEN, Kind.ORDER_AMENDED, Kind.ORDER_ENDED)
_AUTHORIZATION_KINDS: Final = (Kind.AUTHORIZATION_ADDED, Kind.AUTHORIZATION_AMENDED)


class Orders:
    """What was ordered for patients, by one signed-in person."""

    def __init__(self, session: Session, shipped: Catalogue) -> None:
        self._session = session
        self._shipped = shipped

    def active(self, patient_id: str) -> tuple[Order, ...]:
        """Give a patient's orders that nobody has ended, oldest first."""
        self._session.need(Right.READ)
        entries = self._session.log.latest_of(_ORDER_KINDS, patient_id)
        return tuple(entry.body for entry in entries if isinstance(entry.body, Order) and entry.body.is_active)

    def write(self, order: Order) -> Order:
        """Write a new order, with a new id of the session.

        Raises:
            NotInLog: there is no such patient.
            DoseInOtherUnit: the dose is not in what the product is measured in.
            DrugRetired: the site does not use the drug any more; an order that has it can still be corrected.
            Problem: a field cannot be used.
        """
        self._session.need(Right.CHART)
        checked = self._checked(order)
        self._append(Kind.ORDER_WRITTEN, checked, None)
        return checked

    def amend(self, order: Order, reason: str) -> Order:
        """Correct an order: the whole new value under the same id.

        Raises:
            ReasonMissing: nobody has said why.
            NotInLog: there is no such order.
            OfOtherPatient: it is another patient's.
            OrderEnded: it has ended.
            NothingChanged: it is what the log says already.
            Problem: as for ``write``.
        """
        self._session.need(Right.CHART)
        why = need_reason(reason, Why.AMENDED)
        before = self._active(order.id)
        if before.patient_id != order.patient_id:
            raise OfOtherPatient
        checked = self._checked(replace(order, end_reason=None), before)
        if checked == before:
            raise NothingChanged
        self._append(Kind.ORDER_AMENDED, checked, why)
        return checked

    def document(self, order_id: str, documentation: tuple[Documented, ...]) -> Order:
        """Replace what the chart says of an order's documentation; what was said before stays in the log.

        Raises:
            NotInLog: there is no such order.
            OrderEnded: it has ended.
            NothingChanged: it is what the log says already.
        """
        self._session.need(Right.CHART)
        before = self._active(order_id)
        documented = replace(before, documentation=documentation)
        if documented == before:
            raise NothingChanged
        self._append(Kind.ORDER_AMENDED, documented, DOCUMENTATION_RECORDED)
        return documented

    def renew(self, order_id: str, order: Order) -> Order:
        """Write the order that goes on for another one, which ends on the day on which the new one begins to count.

        An order that begins later leaves the old one as it is until somebody ends it.

        Raises:
            NotInLog: there is no such order.
            OfOtherPatient: it is another patient's.
            OrderEnded: it has ended.
            Problem: as for ``write``.
        """
        self._session.need(Right.CHART)
        before = self._active(order_id)
        if before.patient_id != order.patient_id:
            raise OfOtherPatient
        checked = self._checked(order)
        entries = [self._entry(Kind.ORDER_WRITTEN, checked, None)]
        if checked.first_due <= self._session.clock.now().date():
            ended = replace(before, end_reason=ORDER_RENEWED)
            entries.append(self._entry(Kind.ORDER_ENDED, ended, ORDER_RENEWED))
        self._session.log.append(entries)
        return checked

    def end(self, order_id: str, reason: str) -> Order:
        """End an order.

        Raises:
            ReasonMissing: nobody has said why.
            NotInLog: there is no such order.
            OrderEnded: it has ended already.
        """
        self._session.need(Right.CHART)
        why = need_reason(reason, Why.ENDED)
        ended = replace(self._active(order_id), end_reason=why)
        self._append(Kind.ORDER_ENDED, ended, why)
        return ended

    def _active(self, order_id: str) -> Order:
        order = order_of(self._session.log, order_id)
        if not order.is_active:
            raise OrderEnded
        return order

    def _checked(self, order: Order, before: Order | None = None) -> Order:
        patient_of(self._session.log, order.patient_id)
        catalogue = catalogue_of(self._session.log, self._shipped)
        checked = checked_order(order, catalogue, self._session.clock.now().date())
        product = catalogue.by_id(order.drug.product_id)
        if product is None:
            return checked
        unit = product.code.unit.amount
        if type(order.measure) is not type(unit) and not isinstance(unit, Volume):
            raise DoseInOtherUnit(write_amount(order.measure), unit.unit)
        if product.is_retired and (before is None or before.drug.key != product.id):
            raise DrugRetired(product.name)
        return checked

    def _append(self, kind: Kind, order: Order, reason: str | None) -> None:
        self._session.log.append([self._entry(kind, order, reason)])

    def _entry(self, kind: Kind, order: Order, reason: str | None) -> NewEntry:
        return self._session.entry(kind, order.id, order, patient_id=order.patient_id, reason=reason)


class Authorizations:
    """What payers approved, kept by one signed-in person."""

    def __init__(self, session: Session, shipped: Catalogue) -> None:
        self._session = session
        self._shipped = shipped

    def of_patient(self, patient_id: str) -> tuple[Authorization, ...]:
        """Give a patient's authorizations, oldest first, also those that have run out."""
        self._session.need(Right.READ)
        entries = self._session.log.latest_of(_AUTHORIZATION_KINDS, patient_id)
        return tuple(entry.body for entry in entries if isinstance(entry.body, Authorization))

    def add(self, authorization: Authorization) -> Authorization:
        """Add an authorization, with a new id of the session.

        Raises:
            NotInLog: there is no such patient.
            Problem: a field cannot be used.
        """
        self._session.need(Right.BILL)
        self._append(Kind.AUTHORIZATION_ADDED, authorization, None)
        return authorization

    def amend(self, authorization: Authorization, reason: str) -> Authorization:
        """Correct an authorization: the whole new value under the same id.

        Raises:
            ReasonMissing: nobody has said why.
            NotInLog: there is no such authorization of this patient.
            NothingChanged: it is what the log says already.
            Problem: a field cannot be used.
        """
        self._session.need(Right.BILL)
        why = need_reason(reason, Why.AMENDED)
        before = {one.id: one for one in self.of_patient(authorization.patient_id)}.get(authorization.id)
        if before is None:
            raise NotInLog("authorization")
        if before == authorization:
            raise NothingChanged
        self._append(Kind.AUTHORIZATION_AMENDED, authorization, why)
        return authorization

    def _append(self, kind: Kind, authorization: Authorization, reason: str | None) -> None:
        patient_of(self._session.log, authorization.patient_id)
        check_authorization(authorization, catalogue_of(self._session.log, self._shipped))
        entry = self._session.entry(
            kind, authorization.id, authorization, patient_id=authorization.patient_id, reason=reason
        )
        self._session.log.append([entry])


class Charges:
    """What the site charges for one billing unit, kept by one signed-in person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Charge, ...]:
        """Give every charge as it is now, in the order in which they were first set."""
        self._session.need(Right.READ)
        entries = self._session.log.latest_of((Kind.CHARGE_SET,))
        return tuple(entry.body for entry in entries if isinstance(entry.body, Charge))

    def on(self, hcpcs: str, day: date) -> Charge | None:
        """Give the charge of a code that is in force on a day, ``None`` where there is none."""
        return charge_on(self.all(), hcpcs, day)

    def set(self, charge: Charge) -> Charge:
        """Set what one billing unit of a code costs from a day on; the same code and day once more corrects it.

        Raises:
            Problem: a field cannot be used.
        """
        self._session.need(Right.BILL)
        checked = checked_charge(charge)
        subject = f"charge:{checked.hcpcs}:{checked.first.isoformat()}"
        self._session.log.append([self._session.entry(Kind.CHARGE_SET, subject, checked)])
        return checked


def order_of(log: Log, order_id: str) -> Order:
    """Give one order as it is now.

    Raises:
        NotInLog: there is no such order.
    """
    entry = log.latest(order_id)
    if entry is None or not isinstance(entry.body, Order):
        raise NotInLog("order")
    return entry.body

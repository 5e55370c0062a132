"""What an order, an authorization and a charge must hold before they go into the log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from j3032calc.domain.catalogue import read_hcpcs
from j3032calc.domain.identifiers import read_icd10, read_npi
from j3032calc.domain.problems.charting import DateInFuture, OutOfOrder
from j3032calc.domain.problems.product import ProductUnknown
from j3032calc.domain.problems.typed import FieldMissing, NotAboveZero

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.order import Authorization, Charge, DrugRef, Order


def checked_order(order: Order, catalogue: Catalogue, today: date) -> Order:
    """Give an order with its diagnoses and its NPI in their usual form.

    Raises:
        FieldMissing: no prescriber, or no drug.
        NpiUnreadable: the NPI's check digit does not fit.
        DiagnosisUnreadable: a diagnosis has not the shape of ICD-10-CM.
        ProductUnknown: the product is not in this catalogue.
        CodeUnreadable: a typed drug has a code of another shape.
        DateInFuture: ordered or signed after today.
        OutOfOrder: an order that starts, expires or is signed before it was written.
    """
    need_text(order.prescriber.name, "prescriber", "Dr. Ana Ruiz")
    check_drug(order.drug, catalogue)
    for day in (order.ordered_on, order.signed_on):
        if day is not None and day > today:
            raise DateInFuture(day)
    check_order_of_dates("ordered_on", order.ordered_on, "signed_on", order.signed_on)
    check_order_of_dates("ordered_on", order.ordered_on, "starts_on", order.starts_on)
    first = "ordered_on" if order.starts_on is None else "starts_on"
    check_order_of_dates(first, order.first_due, "expires_on", order.expires_on)
    npi = None if order.prescriber.npi is None else read_npi(order.prescriber.npi)
    return replace(
        order,
        prescriber=replace(order.prescriber, npi=npi),
        diagnoses=tuple(dict.fromkeys(map(read_icd10, order.diagnoses))),
    )


def check_authorization(authorization: Authorization, catalogue: Catalogue) -> None:
    """Check an authorization.

    Raises:
        FieldMissing: no number, or no drug.
        ProductUnknown: the product is not in this catalogue.
        CodeUnreadable: a typed drug has a code of another shape.
        OutOfOrder: it ends before it starts.
        NotAboveZero: it allows no unit or no visit.
    """
    need_text(authorization.number, "authorization", "A-1234567")
    check_drug(authorization.drug, catalogue)
    check_order_of_dates("first", authorization.first, "last", authorization.last)
    for allowed in (authorization.units, authorization.visits):
        if allowed is not None and allowed <= 0:
            raise NotAboveZero(str(allowed))


def checked_charge(charge: Charge) -> Charge:
    """Give a charge with its code in capitals.

    Raises:
        CodeUnreadable: not a HCPCS code.
        NotAboveZero: it charges nothing.
    """
    if charge.dollars_per_unit <= 0:
        raise NotAboveZero(str(charge.dollars_per_unit))
    return replace(charge, hcpcs=read_hcpcs(charge.hcpcs))


def charge_on(charges: Iterable[Charge], hcpcs: str, day: date) -> Charge | None:
    """Give the charge of a code that is in force on a day: the newest that had begun."""
    begun = (charge for charge in charges if charge.hcpcs == hcpcs and charge.first <= day)
    return max(begun, key=lambda charge: charge.first, default=None)


def check_drug(drug: DrugRef, catalogue: Catalogue) -> None:
    """Check that a drug is a product of the catalogue, or was typed with a name.

    Raises:
        FieldMissing: no name.
        ProductUnknown: there is no such product.
        CodeUnreadable: a code of another shape.
    """
    need_text(drug.name, "product", "Tezspire")
    if drug.product_id is not None and catalogue.by_id(drug.product_id) is None:
        raise ProductUnknown(drug.product_id, tuple(product.brand for product in catalogue.offered))
    if drug.hcpcs is not None:
        read_hcpcs(drug.hcpcs)


def need_text(text: str, field: str, example: str) -> None:
    """Go on only where something was entered.

    Raises:
        FieldMissing: nothing but spaces.
    """
    if not text.strip():
        raise FieldMissing(field, example)


def check_order_of_dates(first_field: str, first: date, second_field: str, second: date | None) -> None:
    """Go on only where a second day, if there is one, is not before the first.

    Raises:
        OutOfOrder: it is; the problem names both fields.
    """
    if second is not None and second < first:
        raise OutOfOrder(first_field, second_field)

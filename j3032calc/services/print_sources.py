"""What a page about one dose is made from, as the log had it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.documents.record_pages import RecordPages
from j3032calc.domain.entries import Kind, Note
from j3032calc.domain.order import Order
from j3032calc.domain.site import Site
from j3032calc.services.accounts import account_with, site_of
from j3032calc.services.orders import Charges
from j3032calc.services.patients import patient_of
from j3032calc.services.site_catalogue import drug_before
from j3032calc.wording.log_words import NOT_RECORDED

if TYPE_CHECKING:
    from j3032calc.documents.paper import Printing
    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.history import DoseHistory
    from j3032calc.domain.people import Account
    from j3032calc.services.ports import Log
    from j3032calc.services.session import Session


def dose_pages(session: Session, shipped: Catalogue, history: DoseHistory, printing: Printing) -> RecordPages:
    """Gather one dose with everything that it refers to.

    Patient and site are as they are now; the order, and a drug of the site's own, as they were then.
    """
    log, dose = session.log, history.dose
    code, product_id = dose.calculation.hcpcs, dose.drug.product_id
    own = drug_before(log, product_id, _charted(history), shipped)
    return RecordPages(
        patient=patient_of(log, dose.patient_id),
        order=order_before(log, dose.order_id, _charted(history)),
        site=site_to_print(log),
        history=history,
        people=_writers(log, history),
        product=own or shipped.by_id(product_id),
        edition=shipped.edition,
        printing=printing,
        charge=None if code is None else Charges(session).on(code, dose.given_on),
    )


def site_to_print(log: Log) -> Site:
    """Give the site; one that has not said its name yet has a place for it."""
    return site_of(log) or Site(name=f"Name of the site: {NOT_RECORDED.lower()}")


def _charted(history: DoseHistory) -> int:
    """Give the number of the entry that last said what was given; a void says nothing of that."""
    return max(one.entry.sequence for one in history.versions if one.entry.kind is not Kind.DOSE_VOIDED)


def order_before(log: Log, order_id: str | None, sequence: int) -> Order | None:
    """Give an order as it stood before an entry of the log was written."""
    entries = () if order_id is None else log.versions(order_id)
    orders = [one.body for one in entries if isinstance(one.body, Order) and one.sequence < sequence]
    return orders[-1] if orders else None


def _writers(log: Log, history: DoseHistory) -> dict[str, Account]:
    ids = {version.entry.by for version in history.versions}
    accounts = (account_with(log, one) for one in ids if one is not None)
    return {account.id: account for account in accounts if account is not None}


def prints_of(log: Log, subject: str, template: str) -> int:
    """Count how often a document about a subject came out; a print that failed is none."""
    fact = ("document", template)
    noted = ((one.kind, one.body) for one in log.versions(subject))
    kinds = [kind for kind, body in noted if isinstance(body, Note) and fact in body.facts]
    return kinds.count(Kind.RECORD_PRINTED) - kinds.count(Kind.PRINT_FAILED)

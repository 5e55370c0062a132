"""The site's own drugs and payers, and how it has products: kept in the log, and joined to the shipped catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from j3032calc.domain.entries import Kind
from j3032calc.domain.people import Right
from j3032calc.domain.problems.charting import NothingChanged
from j3032calc.domain.reasons import Why, need_reason
from j3032calc.domain.site_catalogue import checked_product, with_site
from j3032calc.domain.site_drug import SiteDrug, checked_drug, product_of
from j3032calc.domain.site_payer import SitePayer, checked_payer
from j3032calc.domain.site_product import SiteProduct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.entries import Entry, Head
    from j3032calc.domain.product import Product
    from j3032calc.services.ports import Log
    from j3032calc.services.session import Session

T = TypeVar("T", SitePayer, SiteProduct, SiteDrug)
_KINDS: Final = (Kind.PAYER_SET, Kind.PRODUCT_SET, Kind.DRUG_SET)


def catalogue_of(log: Log, shipped: Catalogue) -> Catalogue:
    """Give the shipped edition with everything that the site has set, as the log says it now."""
    entries = log.latest_of(_KINDS)
    return with_site(shipped, _values(entries, SitePayer), _values(entries, SiteProduct), _values(entries, SiteDrug))


def _values(entries: Iterable[Entry], wanted: type[T]) -> tuple[T, ...]:
    return tuple(entry.body for entry in entries if isinstance(entry.body, wanted))


def drug_before(log: Log, drug_id: str | None, sequence: int, shipped: Catalogue) -> Product | None:
    """Give a drug of the site as it stood before an entry of the log was written, ``None`` for any other."""
    entries = () if drug_id is None else log.versions(_drug_subject(drug_id))
    bodies = [one.body for one in entries if one.sequence < sequence]
    drugs = [body for body in bodies if isinstance(body, SiteDrug)]
    return product_of(drugs[-1], shipped) if drugs else None


def _drug_subject(drug_id: str) -> str:
    return f"drug:{drug_id}"


class SiteCatalogue:
    """Works for one signed-in person. Nothing of it is a patient's, so everybody may read it."""

    def __init__(self, session: Session, shipped: Catalogue) -> None:
        self._session = session
        self.shipped = shipped
        self._made: tuple[Head, Catalogue] | None = None

    @property
    def now(self) -> Catalogue:
        """The shipped edition with everything that the site has set; made anew only where the log has grown."""
        head = self._session.log.head
        if self._made is None or self._made[0] != head:
            self._made = head, catalogue_of(self._session.log, self.shipped)
        return self._made[1]

    def entries(self) -> tuple[Entry, ...]:
        """Give the newest entry of each profile, product and drug of the site: what is set, by whom, when and why."""
        return self._session.log.latest_of(_KINDS)

    def set_payer(self, payer: SitePayer, reason: str) -> SitePayer:
        """Set a payer profile of the site, a new one or a whole new value of an old one.

        Raises:
            NotAllowed: the person may change neither the site nor who pays.
            ReasonMissing: nobody has said why.
            NothingChanged: it is what the log says already.
            Problem: a field cannot be used; see ``domain.site_payer``.
        """
        self._session.need(Right.BILL if self._session.may(Right.BILL) else Right.CHANGE_SITE)
        why = need_reason(reason, Why.SITE_CHANGED)
        checked = checked_payer(payer, self.now, self._session.clock.now().date())
        if checked in _values(self.entries(), SitePayer):
            raise NothingChanged
        self._append(Kind.PAYER_SET, f"payer:{checked.id}", checked, why)
        return checked

    def set_product(self, product: SiteProduct, reason: str) -> SiteProduct:
        """Set how the site has a product.

        Raises:
            NotAllowed: the person may not change the site's settings.
            ReasonMissing: nobody has said why.
            NothingChanged: it is what the log says already.
            Problem: a field cannot be used; see ``domain.site_catalogue``.
        """
        self._session.need(Right.CHANGE_SITE)
        why = need_reason(reason, Why.SITE_CHANGED)
        checked = checked_product(product, self.shipped)
        if checked == (self.now.of_site(checked.product_id) or SiteProduct(product_id=checked.product_id)):
            raise NothingChanged
        self._append(Kind.PRODUCT_SET, f"product:{checked.product_id}", checked, why)
        return checked

    def set_drug(self, drug: SiteDrug, reason: str) -> SiteDrug:
        """Set a drug of the site's own, a new one or a whole new value of an old one.

        Raises:
            NotAllowed: the person may not change the site's settings.
            ReasonMissing: nobody has said why.
            NothingChanged: it is what the log says already.
            Problem: a field cannot be used; see ``domain.site_drug``.
        """
        self._session.need(Right.CHANGE_SITE)
        why = need_reason(reason, Why.SITE_CHANGED)
        checked = checked_drug(drug, self.now, self._session.clock.now().date())
        if checked in _values(self.entries(), SiteDrug):
            raise NothingChanged
        self._append(Kind.DRUG_SET, _drug_subject(checked.id), checked, why)
        return checked

    def _append(self, kind: Kind, subject: str, body: SitePayer | SiteProduct | SiteDrug, reason: str) -> None:
        self._session.log.append([self._session.entry(kind, subject, body, reason=reason)])

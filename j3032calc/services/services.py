"""Everything that one signed-in person can ask for, in one hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from j3032calc.services.administrations import Administrations
from j3032calc.services.drafts import Drafts
from j3032calc.services.due import Due
from j3032calc.services.orders import Authorizations, Charges, Orders
from j3032calc.services.patients import Patients
from j3032calc.services.people import People
from j3032calc.services.readiness import Checks
from j3032calc.services.site import Sites

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.services.ports import Vault
    from j3032calc.services.session import Session
    from j3032calc.services.visits import Rules


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one session; all of them end with it."""

    session: Session
    patients: Patients
    orders: Orders
    authorizations: Authorizations
    charges: Charges
    doses: Administrations
    drafts: Drafts
    due: Due
    checks: Checks
    people: People
    sites: Sites
    rules: Rules

    @property
    def catalogue(self) -> Catalogue:
        """The products, codes and payers of this edition."""
        return self.rules.catalogue

    @property
    def today(self) -> date:
        """The day at this workstation."""
        return self.session.clock.now().date()

    def drug_name(self, drug_key: str) -> str:
        """Name the drug of a due list: the product's name, or what was typed."""
        return next((product.name for product in self.catalogue.products if product.id == drug_key), drug_key)


def services_of(session: Session, vault: Vault, rules: Rules, app_version: str) -> Services:
    """Build the services of a session."""
    catalogue, checks = rules.catalogue, Checks(session, rules)
    return Services(
        session=session,
        patients=Patients(session),
        orders=Orders(session, catalogue),
        authorizations=Authorizations(session, catalogue),
        charges=Charges(session),
        doses=Administrations(session, checks, edition=catalogue.edition, app_version=app_version),
        drafts=Drafts(session),
        due=Due(session),
        checks=checks,
        people=People(session, vault),
        sites=Sites(session),
        rules=rules,
    )

"""Everything that one signed-in person can ask for, in one hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from j3032calc.services.administrations import Administrations
from j3032calc.services.drafts import Drafts
from j3032calc.services.due import Due
from j3032calc.services.exporting import Exporting
from j3032calc.services.importing import Importing
from j3032calc.services.orders import Authorizations, Charges, Orders
from j3032calc.services.patients import Patients
from j3032calc.services.people import People
from j3032calc.services.site import Sites

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.services.ports import TextFiles, Vault
    from j3032calc.services.session import Session


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
    people: People
    sites: Sites
    exporting: Exporting
    importing: Importing
    files: TextFiles
    catalogue: Catalogue

    @property
    def today(self) -> date:
        """The day at this workstation."""
        return self.session.clock.now().date()

    def drug_name(self, drug_key: str) -> str:
        """Name the drug of a due list: the product's name, or what was typed."""
        return next((product.name for product in self.catalogue.products if product.id == drug_key), drug_key)


def services_of(session: Session, vault: Vault, catalogue: Catalogue, app_version: str, files: TextFiles) -> Services:
    """Build the services of a session."""
    return Services(
        session=session,
        patients=Patients(session),
        orders=Orders(session, catalogue),
        authorizations=Authorizations(session, catalogue),
        charges=Charges(session),
        doses=Administrations(session, edition=catalogue.edition, app_version=app_version),
        drafts=Drafts(session),
        due=Due(session),
        people=People(session, vault),
        sites=Sites(session),
        exporting=Exporting(files, catalogue, session.clock, app_version),
        importing=Importing(session, catalogue, app_version=app_version),
        files=files,
        catalogue=catalogue,
    )

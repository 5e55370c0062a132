"""Everything that one signed-in person can ask for, in one hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from j3032calc.domain.checklist import checklist_for
from j3032calc.domain.history import documented_in
from j3032calc.domain.site_drug import SiteDrug
from j3032calc.domain.site_payer import SitePayer
from j3032calc.domain.site_product import SiteProduct
from j3032calc.services.accounts import all_accounts
from j3032calc.services.administrations import Administrations
from j3032calc.services.drafts import Drafts
from j3032calc.services.due import Due
from j3032calc.services.exporting import Exporting
from j3032calc.services.importing import Importing
from j3032calc.services.orders import Authorizations, Charges, Orders
from j3032calc.services.patients import Patients
from j3032calc.services.people import People
from j3032calc.services.readiness import Checks
from j3032calc.services.site import Sites
from j3032calc.services.site_catalogue import SiteCatalogue
from j3032calc.wording.care_words import who_and_when

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.checklist import Checklist
    from j3032calc.domain.history import PatientLog
    from j3032calc.domain.order import DrugRef, Order
    from j3032calc.domain.people import Account
    from j3032calc.services.ports import TextFiles, Vault
    from j3032calc.services.session import Session


T = TypeVar("T", SitePayer, SiteProduct, SiteDrug)


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
    exporting: Exporting
    importing: Importing
    files: TextFiles
    site_catalogue: SiteCatalogue
    checklists: tuple[Checklist, ...]

    @property
    def today(self) -> date:
        """The day at this workstation."""
        return self.session.clock.now().date()

    @property
    def catalogue(self) -> Catalogue:
        """The products, codes and payers of this edition and of the site."""
        return self.site_catalogue.now

    @property
    def payer_names(self) -> dict[str, str]:
        """The names of the payer profiles, by their ids."""
        return {payer.id: payer.name for payer in self.catalogue.payers}

    def people_by_id(self) -> dict[str, Account]:
        """Give every account by its id: who did what."""
        return {account.id: account for account in all_accounts(self.session.log)}

    def set_by(self, wanted: type[T]) -> tuple[tuple[T, str], ...]:
        """Give what the site has set of a kind, each with who set it, when and why."""
        people = self.people_by_id()
        return tuple(
            (entry.body, f"{who_and_when(entry, people)}: {entry.reason}")
            for entry in self.site_catalogue.entries()
            if isinstance(entry.body, wanted)
        )

    def checklist_of(self, order: Order) -> Checklist | None:
        """Give the documentation checklist of an order's drug and use, ``None`` if there is none."""
        return checklist_for(self.checklists, order.drug.product_id, order.schedule_id)

    def recorded_by(self, log: PatientLog, order: Order) -> dict[str, str]:
        """Say of each documented item of an order who recorded it, and when."""
        people = self.people_by_id()
        return {item: who_and_when(entry, people) for item, entry in documented_in(log.entries, order.id).items()}

    def name_now(self, drug: DrugRef) -> str:
        """Name the drug of an order or a record as it is called now: the site may have renamed one of its own."""
        product = self.catalogue.by_id(drug.product_id)
        return drug.name if product is None else product.name

    def drug_name(self, drug_key: str) -> str:
        """Name the drug of a due list: the product's name, or what was typed."""
        product = self.catalogue.by_id(drug_key)
        return drug_key if product is None else product.name


@dataclass(frozen=True, slots=True)
class Workplace:
    """What the program has before anybody signs in. ``is_test`` says that nobody in its log is real."""

    vault: Vault
    catalogue: Catalogue
    checklists: tuple[Checklist, ...]
    files: TextFiles
    app_version: str
    is_test: bool = False


def services_of(session: Session, at: Workplace) -> Services:
    """Build the services of a session."""
    site_catalogue = SiteCatalogue(session, at.catalogue)
    checks = Checks(session, site_catalogue, at.checklists)
    return Services(
        session=session,
        patients=Patients(session),
        orders=Orders(session, at.catalogue),
        authorizations=Authorizations(session, at.catalogue),
        charges=Charges(session),
        doses=Administrations(session, checks, edition=at.catalogue.edition, app_version=at.app_version),
        drafts=Drafts(session),
        due=Due(session),
        checks=checks,
        people=People(session, at.vault),
        sites=Sites(session),
        exporting=Exporting(at.files, at.catalogue, session.clock, at.app_version, is_test=at.is_test),
        importing=Importing(session, at.catalogue, app_version=at.app_version),
        files=at.files,
        site_catalogue=site_catalogue,
        checklists=at.checklists,
    )

"""The demonstration: an invented clinic lives through its story, by the services, into a log that is thrown away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Protocol

from j3032calc.domain.order import Charge
from j3032calc.domain.people import NewAccount, Role
from j3032calc.domain.site import Recall
from j3032calc.services.demonstration_chart import Chart
from j3032calc.services.people import People
from j3032calc.services.theater import Scene, moment, who
from j3032calc.services.workstation import Workstation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from j3032calc.services.services import Services
    from j3032calc.services.session import Session
    from j3032calc.services.story import Colleague, Story
    from j3032calc.services.theater import Theater

_DAY: Final = timedelta(days=1)
_FIRST_PASSWORD: Final = "only for the first time"  # noqa: S105 - every person of the story replaces it at once


class Demonstration(Protocol):
    """A demonstration as a window sees it."""

    @property
    def notice(self) -> str:
        """What it says of itself on every page, and who can sign in."""

    def begin(self) -> Session:
        """Make the log, which takes a while, and sign the first person in; raises a ``Problem`` if it cannot."""


def tell(story: Story, theater: Theater) -> None:
    """Tell a story into the empty log of a theater, in the order in which it happened, and sign out at the end."""
    now = theater.clock.now()
    scenes = sorted(_scenes(story, theater, now), key=attrgetter("at"))
    theater.clock.move_to(scenes[0].at - _DAY)
    session = _open_clinic(story, theater)
    for scene in scenes:
        theater.clock.move_to(scene.at)
        if session.account.user != scene.by:
            session = session.switch(scene.by, story.password)
        scene.do(theater.services(session))
    session.sign_out()


def _open_clinic(story: Story, theater: Theater) -> Session:
    """Set the workstation up; everybody gets an account, and chooses password and PIN."""
    people = [_account(one) for one in story.colleagues]
    boss = next(one for one in people if Role.ADMINISTRATOR in one.roles)
    workstation = Workstation(theater.clock, theater.vault, theater.store)
    session, _ = workstation.set_up(story.clinic.name, boss, story.password)
    for one in people:
        if one is boss:
            continue
        People(session, theater.vault).add(one, _FIRST_PASSWORD)
        theirs = session.switch(one.user, _FIRST_PASSWORD)
        own = People(theirs, theater.vault)
        own.change_own_password(_FIRST_PASSWORD, story.password)
        own.set_own_pin(story.password, story.pin)
        session = theirs.switch(boss.user, story.password)
    return session


def _account(one: Colleague) -> NewAccount:
    return NewAccount(user=one.user, name=one.name, credential=one.credential, roles=one.roles)


def _scenes(story: Story, theater: Theater, now: datetime) -> Iterator[Scene]:
    first = min(patient.since for patient in story.patients)
    lead = who(story, Role.LEAD)
    yield Scene(moment(now, first - 1, "08:00"), lead, lambda services: _furnish(story, services))
    for patient in story.patients:
        yield from Chart(story, theater, patient, now).scenes()


def _furnish(story: Story, services: Services) -> None:
    """Enter what the site's settings say."""
    told = story.clinic
    services.sites.set(
        replace(
            services.sites.now(),
            npi=told.npi,
            tax_id=told.tax_id,
            taxonomy=told.taxonomy,
            address=told.address,
            place_of_service=told.place_of_service,
            phone=told.phone,
            submitter=told.submitter,
            receiver=told.receiver,
            receiver_name=told.receiver_name,
            wants_witness=True,
            recalls=(Recall(lot=told.recalled_lot, reason=told.recall_reason),),
        )
    )
    for hcpcs, dollars in told.charges.items():
        services.charges.set(Charge(hcpcs=hcpcs, dollars_per_unit=Fraction(dollars), first=services.today))

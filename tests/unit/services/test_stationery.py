"""What the site prints on is in the log, with who changed it; a heading that cannot be printed is refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from j3032calc.documents.paper import Letterhead, Paper
from j3032calc.domain.entries import Kind
from j3032calc.domain.people import NewAccount, Role
from j3032calc.domain.problems.charting import NothingChanged
from j3032calc.domain.problems.files import DocumentFailed
from j3032calc.domain.problems.people import NotAllowed
from j3032calc.domain.problems.printing import LogoTooLarge
from j3032calc.rendering.pages import TypstRenderer
from j3032calc.services.paperwork import Paperwork, Stationery
from j3032calc.services.stationery import Stationeries, stationery_of
from tests.clinic import of_kind
from tests.unit.services.small_catalogue import CATALOGUE

if TYPE_CHECKING:
    from tests.unit.services.ward import Ward

RENDERER = TypstRenderer(Path(__file__).parents[3] / "resources")
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'
WHOLE = Stationery(paper=Paper.A4, letterhead=Letterhead(("Our clinic", "By the lake"), LOGO), text_percent=150)


def stationeries(ward: Ward) -> Stationeries:
    return Stationeries(ward.session, lambda on: Paperwork(ward.session, RENDERER, CATALOGUE, "0.1.0", on))


@pytest.fixture
def lead(ward: Ward) -> Stationeries:
    leading = NewAccount(user="Lea", name="Lea Lead", credential="RN", roles=(Role.LEAD,))
    clinic = ward.clinic
    ward.session.sign_out()
    session = clinic.hire(clinic.workstation.sign_in("Ada", "correct horse battery"), leading)
    ward.session = session.switch("Lea", "chosen by the person")
    return stationeries(ward)


def test_a_new_log_prints_on_the_usual(ward: Ward) -> None:
    assert stationeries(ward).now() == Stationery()


def test_what_was_set_is_what_is_printed_on(ward: Ward, lead: Stationeries) -> None:
    lead.set(WHOLE)

    assert stationery_of(ward.session.log) == WHOLE
    (entry,) = of_kind(ward.session, Kind.SETTING_CHANGED)
    assert entry.by == ward.session.account.id


def test_a_heading_may_go_again(lead: Stationeries) -> None:
    lead.set(WHOLE)

    lead.set(Stationery(paper=Paper.A4))

    assert lead.now() == Stationery(paper=Paper.A4)


def test_a_logo_alone_is_a_heading(lead: Stationeries) -> None:
    only = Stationery(letterhead=Letterhead((), LOGO))

    lead.set(only)

    assert lead.now() == only


@pytest.mark.parametrize(
    ("logo", "problem"),
    [
        pytest.param(b"no picture", DocumentFailed, id="no-picture"),
        pytest.param(b"x" * 200_001, LogoTooLarge, id="too-large"),
    ],
)
def test_a_logo_that_cannot_be_printed_changes_nothing(
    ward: Ward, lead: Stationeries, logo: bytes, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        lead.set(Stationery(letterhead=Letterhead(("Our clinic",), logo)))

    assert lead.now() == Stationery()
    assert of_kind(ward.session, Kind.SETTING_CHANGED) == []


def test_the_same_again_is_no_entry(lead: Stationeries) -> None:
    with pytest.raises(NothingChanged):
        lead.set(Stationery())


def test_a_nurse_does_not_change_it(ward: Ward) -> None:
    with pytest.raises(NotAllowed):
        stationeries(ward).set(WHOLE)

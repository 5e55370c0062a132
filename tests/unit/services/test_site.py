"""The site's settings: read by everybody who is signed in, changed by those who may, and kept as entries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Kind
from j3032calc.domain.problems.charting import NothingChanged
from j3032calc.domain.problems.people import NotAllowed
from j3032calc.domain.problems.typed import NpiUnreadable
from j3032calc.domain.site import SITE_ID, Site
from j3032calc.services.site import Sites
from tests.clinic import NINA, OWN_PASSWORD, Clinic, of_kind

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path)


def test_the_site_is_the_one_of_the_set_up(clinic: Clinic) -> None:
    assert Sites(clinic.set_up()).now() == Site(name="Lakeside Infusion")


def test_a_site_that_is_set_is_an_entry_with_the_whole_value(clinic: Clinic) -> None:
    session = clinic.set_up()
    sites = Sites(session)

    kept = sites.set(replace(sites.now(), npi="1234567893", phone="(206) 555-0134", wants_witness=True))

    assert kept == Site(name="Lakeside Infusion", npi="1234567893", phone="206-555-0134", wants_witness=True)
    assert sites.now() == kept
    entry = of_kind(session, Kind.SITE_SET)[-1]
    assert (entry.subject, entry.by, entry.body) == (SITE_ID, session.account.id, kept)


def test_what_cannot_be_used_leaves_no_entry(clinic: Clinic) -> None:
    session = clinic.set_up()

    with pytest.raises(NpiUnreadable):
        Sites(session).set(Site(name="Lakeside Infusion", npi="1234567890"))

    assert len(of_kind(session, Kind.SITE_SET)) == 1


def test_the_same_once_more_leaves_no_entry(clinic: Clinic) -> None:
    session = clinic.set_up()

    with pytest.raises(NothingChanged):
        Sites(session).set(Site(name=" Lakeside Infusion "))

    assert len(of_kind(session, Kind.SITE_SET)) == 1


def test_a_nurse_reads_the_site_and_does_not_change_it(clinic: Clinic) -> None:
    nina = clinic.hire(clinic.set_up(), NINA).switch("Nina", OWN_PASSWORD)
    sites = Sites(nina)

    with pytest.raises(NotAllowed):
        sites.set(Site(name="Elsewhere"))

    assert sites.now().name == "Lakeside Infusion"
    assert len(of_kind(nina, Kind.REFUSED)) == 1


def test_a_log_without_a_site_gives_one_without_a_name(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    session = clinic.set_up()
    monkeypatch.setattr("j3032calc.domain.site.SITE_ID", "elsewhere")
    monkeypatch.setattr("j3032calc.services.accounts.SITE_ID", "elsewhere")

    assert Sites(session).now() == Site(name="")

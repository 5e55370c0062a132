"""A fault of the log is settled by an administrator who says why, and who signs with the password."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Fault, FaultKind, Kind
from j3032calc.domain.problems.log import LogIsWhole
from j3032calc.domain.problems.people import NotAllowed, SignInRefused
from j3032calc.domain.problems.typed import FieldMissing
from j3032calc.services.settling import begin_anchor, rebuild_indexes
from j3032calc.services.verifying import verify
from tests.backed_up import BackedUpClinic, chart
from tests.clinic import ADAS_PASSWORD, NINA, OWN_PASSWORD, facts, of_kind

if TYPE_CHECKING:
    from pathlib import Path

    from j3032calc.services.session import Session

WHY = "the disk with the anchor broke"


@pytest.fixture
def clinic(tmp_path: Path) -> BackedUpClinic:
    return BackedUpClinic(tmp_path)


@pytest.fixture
def ada(clinic: BackedUpClinic) -> Session:
    """Ada, an administrator, at a log whose anchor is lost."""
    session = clinic.hire(clinic.set_up(), NINA)
    chart(session, 1)
    session.sign_out()
    shutil.rmtree(clinic.places.anchors)
    return clinic.sign_in()


def test_an_administrator_begins_a_new_anchor_and_says_why(ada: Session) -> None:
    was = ada.log.fault
    assert was is not None

    entry = begin_anchor(ada, ADAS_PASSWORD, f" {WHY} ")

    assert ada.log.is_whole
    assert (entry.by, entry.reason) == (ada.account.id, WHY)
    assert facts(entry)["name"] == "Ada Boss, MBA"
    assert facts(entry)["found"] == f"{was.sequence + 1} anchor_missing"
    (begun,) = verify(ada).new_anchors
    assert (begun.sequence, begun.name, begun.reason) == (entry.sequence, "Ada Boss, MBA", WHY)


def test_signing_and_backups_go_on_after_that(clinic: BackedUpClinic, ada: Session) -> None:
    assert clinic.backing_up.make_automatic(ada) is None

    begin_anchor(ada, ADAS_PASSWORD, WHY)
    backup = clinic.backing_up.make_automatic(ada)
    ada.sign_out()

    assert backup is not None
    again = clinic.sign_in()
    assert (again.log.is_whole, verify(again).fault) == (True, None)


def test_a_restored_log_tells_of_it_too(clinic: BackedUpClinic, ada: Session, tmp_path: Path) -> None:
    from tests.backed_up import BY_ADA

    begin_anchor(ada, ADAS_PASSWORD, WHY)
    clinic.backing_up.make(ada, str(tmp_path / "backup"))
    ada.sign_out()
    clinic.lose_everything()

    clinic.restoring.restore(str(tmp_path / "backup"), BY_ADA)

    found = verify(clinic.sign_in())
    assert (found.fault, len(found.new_anchors)) == (None, 1)


def test_a_nurse_may_not(clinic: BackedUpClinic, ada: Session) -> None:
    nina = ada.switch("nina", OWN_PASSWORD)

    with pytest.raises(NotAllowed):
        begin_anchor(nina, OWN_PASSWORD, WHY)

    assert not nina.log.is_whole
    assert clinic.places.anchors.exists()


@pytest.mark.parametrize("reason", ["", "  "])
def test_no_reason_no_new_anchor(ada: Session, reason: str) -> None:
    with pytest.raises(FieldMissing):
        begin_anchor(ada, ADAS_PASSWORD, reason)

    assert not of_kind(ada, Kind.ANCHOR_BEGUN)


def test_a_wrong_password_begins_nothing(ada: Session) -> None:
    with pytest.raises(SignInRefused):
        begin_anchor(ada, "not my password", WHY)

    assert not of_kind(ada, Kind.ANCHOR_BEGUN)


def test_a_whole_log_needs_none(clinic: BackedUpClinic) -> None:
    session = clinic.set_up()

    with pytest.raises(LogIsWhole):
        begin_anchor(session, ADAS_PASSWORD, WHY)


# --- What finds the entries -------------------------------------------------------------------------------------------


def test_what_finds_the_entries_is_made_anew_and_that_is_noted(clinic: BackedUpClinic) -> None:
    session = clinic.set_up()
    chart(session, 1)
    with session.log._changing() as connection:  # type: ignore[attr-defined]
        connection.exec_driver_sql("DELETE FROM search_key")

    wrong = rebuild_indexes(session)

    assert wrong == Fault(sequence=4, kind=FaultKind.INDEX_WRONG)
    (noted,) = of_kind(session, Kind.INDEXES_REBUILT)
    assert facts(noted) == {"found": "4 index_wrong"}
    assert verify(session).fault is None


def test_what_agrees_is_left_alone(clinic: BackedUpClinic) -> None:
    session = clinic.set_up()

    assert rebuild_indexes(session) is None
    assert not of_kind(session, Kind.INDEXES_REBUILT)


def test_a_nurse_may_not_make_it_anew(clinic: BackedUpClinic) -> None:
    nina = clinic.hire(clinic.set_up(), NINA).switch("nina", OWN_PASSWORD)

    with pytest.raises(NotAllowed):
        rebuild_indexes(nina)

"""A check of the whole log is itself an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Fault, FaultKind, Kind
from j3032calc.domain.problems import Cancelled
from j3032calc.services.verifying import verify
from tests.backed_up import BackedUpClinic, chart
from tests.clinic import NINA, OWN_PASSWORD, facts, of_kind
from tests.invented_log import note

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def clinic(tmp_path: Path) -> BackedUpClinic:
    return BackedUpClinic(tmp_path)


def test_a_whole_log_is_noted_as_whole(clinic: BackedUpClinic) -> None:
    session = clinic.set_up()
    chart(session, 1)

    found = verify(session)

    assert (found.entries, found.fault) == (6, None)
    (entry,) = of_kind(session, Kind.LOG_VERIFIED)
    assert facts(entry) == {"entries": "6", "head": "6", "fault": "none"}


def test_everybody_may_ask(clinic: BackedUpClinic) -> None:
    nina = clinic.hire(clinic.set_up(), NINA).switch("nina", OWN_PASSWORD)

    assert verify(nina).fault is None


def test_a_fault_is_noted_with_its_entry(clinic: BackedUpClinic) -> None:
    clinic.set_up().sign_out()
    (clinic.anchor / "anchor").unlink()
    session = clinic.sign_in()

    found = verify(session)

    assert found.fault == Fault(sequence=5, kind=FaultKind.ANCHOR_MISSING)
    (entry,) = of_kind(session, Kind.LOG_VERIFIED)
    assert facts(entry)["fault"] == "5 anchor_missing"


def test_it_can_be_stopped(clinic: BackedUpClinic) -> None:
    session = clinic.set_up()
    session.log.append([note() for _ in range(6000)])

    def stop(done: int, of: int) -> None:
        assert (done, of) == (5000, 6003)
        raise Cancelled

    with pytest.raises(Cancelled):
        verify(session, stop)
    assert not of_kind(session, Kind.LOG_VERIFIED)

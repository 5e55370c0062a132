"""One patient's entries, sorted into what they are about."""

from __future__ import annotations

import pytest

from j3032calc.domain.entries import Kind, Note
from j3032calc.domain.history import documented_in, dose_history, gather, newest_values
from j3032calc.domain.order import Documented, Order
from j3032calc.domain.problems.charting import NotInLog
from tests.invented import a_dose, a_patient, an_authorization, an_entry, an_order

ADDED = an_entry(Kind.PATIENT_ADDED, a_patient(), subject="patient-1", sequence=1)
WRITTEN = an_entry(Kind.ORDER_WRITTEN, an_order(), subject="order-1", sequence=2)
SECOND = an_entry(Kind.ORDER_WRITTEN, an_order(id="order-2"), subject="order-2", sequence=3)
ENDED = an_entry(Kind.ORDER_ENDED, an_order(end_reason="stopped"), subject="order-1", sequence=4)
ALLOWED = an_entry(Kind.AUTHORIZATION_ADDED, an_authorization(), subject="authorization-1", sequence=5)
PREPARED = an_entry(Kind.DRAFT_PREPARED, Note(), subject="dose-1", sequence=6)
RECORDED = an_entry(Kind.DOSE_RECORDED, a_dose(), subject="dose-1", sequence=7)
AMENDED = an_entry(Kind.DOSE_AMENDED, a_dose(route="thigh"), subject="dose-1", sequence=8)
VOIDED = an_entry(Kind.DOSE_VOIDED, a_dose(route="thigh"), subject="dose-1", sequence=9)
RENAMED = an_entry(Kind.PATIENT_AMENDED, a_patient(family="Moss-Lee"), subject="patient-1", sequence=10)
ALL = (ADDED, WRITTEN, SECOND, ENDED, ALLOWED, PREPARED, RECORDED, AMENDED, VOIDED, RENAMED)


def test_a_patients_log_has_the_newest_of_each_thing_and_every_entry() -> None:
    log = gather(ALL)

    assert log.patient.family == "Moss-Lee"
    assert log.entries == ALL
    assert [order.end_reason for order in log.orders] == ["stopped", None]
    assert [one.number for one in log.authorizations] == ["A-77"]
    assert [len(history.versions) for history in log.doses] == [3]


def test_entries_without_a_patient_are_nobodys_log() -> None:
    for entries in ((WRITTEN, RECORDED), ()):
        with pytest.raises(NotInLog):
            gather(entries)


def test_a_dose_keeps_its_original_beside_what_the_record_says_now() -> None:
    history = dose_history((PREPARED, RECORDED, AMENDED))

    assert history is not None
    assert [version.entry for version in history.versions] == [RECORDED, AMENDED]
    assert (history.versions[0].dose.route, history.dose.route) == (None, "thigh")
    assert not history.is_voided


def test_a_voided_dose_stays_to_be_read() -> None:
    history = dose_history((RECORDED, VOIDED))

    assert history is not None
    assert history.is_voided


def test_a_draft_alone_is_no_dose() -> None:
    assert dose_history((PREPARED,)) is None


def test_the_newest_values_stand_in_the_order_in_which_their_things_began() -> None:
    assert [order.id for order in newest_values(ALL, Order)] == ["order-1", "order-2"]


def test_an_answer_is_of_the_entry_in_which_somebody_first_gave_it() -> None:
    severe, mild = Documented(item="severity", value="severe"), Documented(item="severity", value="mild")
    treated = Documented(item="prior-treatment", value="failed")
    versions = ((), (mild,), (mild, treated), (severe, treated), (severe,))
    entries = [
        an_entry(Kind.ORDER_AMENDED, an_order(documentation=answers), subject="order-1", sequence=number)
        for number, answers in enumerate(versions, start=1)
    ]
    other = an_entry(Kind.ORDER_WRITTEN, an_order(documentation=(treated,)), subject="order-2", sequence=9)

    assert {item: one.sequence for item, one in documented_in(entries[:3], "order-1").items()} == {
        "severity": 2,
        "prior-treatment": 3,
    }
    assert {item: one.sequence for item, one in documented_in([*entries, other], "order-1").items()} == {"severity": 4}
